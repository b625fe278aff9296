// SPDX-License-Identifier: Apache-2.0
#include "signature/object.h"

#include <stdlib.h>
#include <string.h>

struct lexer {
    struct arena *arena;
    struct span bytes;
    size_t at, items;
    struct error *err;
};

static bool read_value(struct lexer *lexer, int depth, struct object *object);

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static bool
is_regular(char c)
{
    return !is_space(c) && !is_delimiter(c);
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One more than the digit's value; 0: no digit.  A signature's hole has thirty thousand of them. */
static const unsigned char hex_digits[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

static int
hex_value(char c)
{
    return hex_digits[(unsigned char)c] - 1;
}

size_t
object_skip_space(struct span bytes, size_t at)
{
    while (at < bytes.len) {
        if (bytes.data[at] == '%')
            while (at < bytes.len && bytes.data[at] != '\n' && bytes.data[at] != '\r')
                at++;
        else if (is_space(bytes.data[at]))
            at++;
        else
            break;
    }
    return at;
}

bool
object_keyword(struct span bytes, size_t *at, const char *word)
{
    struct span rest = span_from(bytes, *at);
    size_t len = strlen(word);

    if (!span_starts(rest, word) || (rest.len > len && is_regular(rest.data[len])))
        return false;
    *at += len;
    return true;
}

bool
object_read_number(struct span bytes, size_t *at, uint64_t *number)
{
    size_t start = *at, end = start;

    while (end < bytes.len && is_digit(bytes.data[end]))
        end++;
    if (end - start > 10 || !span_to_uint(span_first(span_from(bytes, start), end - start), number))
        return false;
    *at = end;
    return true;
}

static bool
fail(const struct lexer *lexer, const char *what)
{
    return error_set(lexer->err, ERROR_BAD_INPUT, "byte %zu: %s", lexer->at, what);
}

static int
peek(const struct lexer *lexer, size_t ahead)
{
    return lexer->at + ahead < lexer->bytes.len ? (unsigned char)lexer->bytes.data[lexer->at + ahead] : -1;
}

static bool
read_name(struct lexer *lexer, struct span *name)
{
    struct text out = text_new(lexer->arena, 512);

    lexer->at++;
    while (peek(lexer, 0) >= 0 && is_regular((char)peek(lexer, 0))) {
        char c = (char)peek(lexer, 0);

        if (c == '#') {
            int high = peek(lexer, 1) < 0 ? -1 : hex_value((char)peek(lexer, 1));
            int low = high < 0 || peek(lexer, 2) < 0 ? -1 : hex_value((char)peek(lexer, 2));

            if (low < 0)
                return fail(lexer, "a name with a broken #");
            c = (char)(high * 16 + low);
            lexer->at += 2;
        }
        text_byte(&out, c);
        lexer->at++;
    }
    *name = text_get(&out);
    return !out.overflow || fail(lexer, "a name of more than 512 bytes");
}

static bool
read_hex_string(struct lexer *lexer, struct object *object)
{
    size_t end = span_find_byte(span_from(lexer->bytes, lexer->at), '>');
    char *out;
    size_t digits = 0;

    if (end == SIZE_MAX)
        return fail(lexer, "a string without end");
    out = arena_raw(lexer->arena, end / 2 + 2);
    for (size_t i = 1; i < end; i++) {
        char c = lexer->bytes.data[lexer->at + i];
        int value = hex_value(c);

        if (value < 0 && is_space(c))
            continue;
        if (value < 0)
            return fail(lexer, "a string with something else than hexadecimal digits");
        out[digits / 2] = (char)(digits % 2 == 0 ? value * 16 : out[digits / 2] | value);
        digits++;
    }
    object->kind = OBJECT_STRING;
    object->hexadecimal = true;
    object->bytes = (struct span){out, (digits + 1) / 2};
    lexer->at += end + 1;
    return true;
}

/* After a backslash; nothing for an escaped end of line. */
static void
read_escape(struct lexer *lexer, struct text *out)
{
    static const char letters[] = "nrtbf", meanings[] = "\n\r\t\b\f";
    int c = peek(lexer, 0);
    const char *letter = c > 0 ? strchr(letters, c) : NULL;
    int value = 0, digits = 0;

    while (digits < 3 && peek(lexer, 0) >= '0' && peek(lexer, 0) <= '7') {
        value = value * 8 + (peek(lexer, 0) - '0');
        lexer->at++;
        digits++;
    }
    if (digits > 0) {
        text_byte(out, (char)value);
        return;
    }
    if (c < 0)
        return;
    lexer->at++;
    if (c == '\r' && peek(lexer, 0) == '\n')
        lexer->at++;
    if (letter != NULL)
        text_byte(out, meanings[letter - letters]);
    else if (c != '\r' && c != '\n')
        text_byte(out, (char)c);
}

static bool
read_string(struct lexer *lexer, struct object *object)
{
    struct text out = text_new(lexer->arena, lexer->bytes.len + 1);
    int depth = 1;

    lexer->at++;
    while (depth > 0) {
        int c = peek(lexer, 0);

        if (c < 0)
            return fail(lexer, "a string without end");
        lexer->at++;
        if (c == '\\') {
            read_escape(lexer, &out);
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth > 0)
            text_byte(&out, (char)c);
    }
    object->kind = OBJECT_STRING;
    object->bytes = text_get(&out);
    return true;
}

static struct object *
new_object(struct lexer *lexer)
{
    return arena_alloc(lexer->arena, sizeof(struct object));
}

static bool
read_item(struct lexer *lexer, int depth, const struct object **item)
{
    struct object *object = new_object(lexer);

    if (++lexer->items > OBJECT_ITEMS_MAX)
        return fail(lexer, "too many values in one object");
    *item = object;
    return read_value(lexer, depth + 1, object);
}

static bool
read_array(struct lexer *lexer, int depth, struct object *object)
{
    size_t room = 0;

    object->kind = OBJECT_ARRAY;
    lexer->at++;
    for (;;) {
        lexer->at = object_skip_space(lexer->bytes, lexer->at);
        if (peek(lexer, 0) == ']') {
            lexer->at++;
            return true;
        }
        if (object->count == room) {
            const struct object **more = arena_array(lexer->arena, room * 2 + 8, sizeof *more);

            if (room > 0)
                memcpy(more, object->items, room * sizeof *more);
            object->items = more;
            room = room * 2 + 8;
        }
        if (!read_item(lexer, depth, &object->items[object->count]))
            return false;
        object->count++;
    }
}

static bool
has_key(const struct object *object, struct span key)
{
    for (size_t i = 0; i < object->count; i++)
        if (span_equal(object->entries[i].key, key))
            return true;
    return false;
}

static bool
read_entry(struct lexer *lexer, int depth, struct object *object, size_t *room)
{
    struct span key;

    if (peek(lexer, 0) != '/')
        return fail(lexer, "a dictionary's key is no name");
    if (!read_name(lexer, &key))
        return false;
    if (has_key(object, key))
        return fail(lexer, "a dictionary has a key twice");
    if (object->count == *room) {
        struct object_entry *more = arena_array(lexer->arena, *room * 2 + 8, sizeof *more);

        if (*room > 0)
            memcpy(more, object->entries, *room * sizeof *more);
        object->entries = more;
        *room = *room * 2 + 8;
    }
    object->entries[object->count].key = key;
    if (!read_item(lexer, depth, &object->entries[object->count].value))
        return false;
    object->count++;
    return true;
}

static bool
read_dictionary(struct lexer *lexer, int depth, struct object *object)
{
    size_t room = 0;

    object->kind = OBJECT_DICTIONARY;
    lexer->at += 2;
    for (;;) {
        lexer->at = object_skip_space(lexer->bytes, lexer->at);
        if (peek(lexer, 0) == '>' && peek(lexer, 1) == '>') {
            lexer->at += 2;
            return true;
        }
        if (object->count > 4096)
            return fail(lexer, "a dictionary with too many keys");
        if (!read_entry(lexer, depth, object, &room))
            return false;
    }
}

/* "12 0 R" in place of the integer 12. */
static void
read_reference(struct lexer *lexer, struct object *object)
{
    size_t at = object_skip_space(lexer->bytes, lexer->at);
    uint64_t generation;

    if (object->integer < 0 || object->integer > OBJECT_NUMBER_MAX || at == lexer->at ||
        !object_read_number(lexer->bytes, &at, &generation) || generation > 65535)
        return;
    if (at == object_skip_space(lexer->bytes, at))
        return;
    at = object_skip_space(lexer->bytes, at);
    if (!object_keyword(lexer->bytes, &at, "R"))
        return;
    object->kind = OBJECT_REFERENCE;
    object->generation = (uint32_t)generation;
    lexer->at = at;
}

static bool
read_numeric(struct lexer *lexer, struct object *object)
{
    size_t start = lexer->at, digits = 0, points = 0;
    struct span token, whole;
    uint64_t value = 0;
    bool negative = peek(lexer, 0) == '-';

    while (peek(lexer, 0) >= 0 && is_regular((char)peek(lexer, 0))) {
        int c = peek(lexer, 0);

        if (c == '.')
            points++;
        else if (is_digit((char)c))
            digits++;
        else if (lexer->at != start || (c != '+' && c != '-'))
            return fail(lexer, "neither a number nor a word of PDF");
        lexer->at++;
    }
    token = span_first(span_from(lexer->bytes, start), lexer->at - start);
    if (digits == 0 || points > 1 || token.len > 64)
        return fail(lexer, "a malformed number");
    object->kind = points == 1 ? OBJECT_REAL : OBJECT_INTEGER;
    whole = span_from(token, token.len - digits);
    if (object->kind == OBJECT_REAL)
        return true;
    if (!span_to_uint(whole, &value) || value > INT64_MAX / 2)
        return fail(lexer, "a number out of bounds");
    object->integer = negative ? -(int64_t)value : (int64_t)value;
    if (token.len == digits)
        read_reference(lexer, object);
    return true;
}

static bool
read_word(struct lexer *lexer, struct object *object)
{
    static const struct {
        const char *word;
        enum object_kind kind;
        int64_t value;
    } words[] = {{"true", OBJECT_BOOLEAN, 1}, {"false", OBJECT_BOOLEAN, 0}, {"null", OBJECT_NULL, 0}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (object_keyword(lexer->bytes, &lexer->at, words[i].word)) {
            object->kind = words[i].kind;
            object->integer = words[i].value;
            return true;
        }
    return read_numeric(lexer, object);
}

static bool
read_kind(struct lexer *lexer, int depth, struct object *object)
{
    int c = peek(lexer, 0);

    if (c == '/') {
        object->kind = OBJECT_NAME;
        return read_name(lexer, &object->bytes);
    }
    if (c == '(')
        return read_string(lexer, object);
    if (c == '[')
        return read_array(lexer, depth, object);
    if (c == '<')
        return peek(lexer, 1) == '<' ? read_dictionary(lexer, depth, object) : read_hex_string(lexer, object);
    return read_word(lexer, object);
}

static bool
read_value(struct lexer *lexer, int depth, struct object *object)
{
    size_t start;
    bool good;

    if (depth > OBJECT_DEPTH_MAX)
        return fail(lexer, "values nested too deep");
    lexer->at = object_skip_space(lexer->bytes, lexer->at);
    start = lexer->at;
    if (start >= lexer->bytes.len)
        return fail(lexer, "a value is missing");
    good = read_kind(lexer, depth, object);
    object->raw = span_first(span_from(lexer->bytes, start), lexer->at - start);
    return good;
}

bool
object_read(struct arena *arena, struct span bytes, size_t *at, const struct object **object,
            struct error *err)
{
    struct lexer lexer = {arena, bytes, *at, 0, err};
    struct object *value = new_object(&lexer);

    if (!read_value(&lexer, 0, value))
        return false;
    *at = lexer.at;
    *object = value;
    return true;
}

/* The data behind "stream", and "endstream". */
static bool
read_stream(struct lexer *lexer, struct object *object, object_length *length, void *context)
{
    const struct object *said = object_get(object, "Length");
    uint64_t len;

    if (peek(lexer, 0) == '\r')
        lexer->at++;
    if (peek(lexer, 0) != '\n')
        return fail(lexer, "a stream does not begin on a line");
    lexer->at++;
    if (said != NULL && said->kind == OBJECT_INTEGER && said->integer >= 0)
        len = (uint64_t)said->integer;
    else if (said == NULL || said->kind != OBJECT_REFERENCE || length == NULL || !length(context, said, &len))
        return fail(lexer, "a stream without length");
    if (len > lexer->bytes.len - lexer->at)
        return fail(lexer, "a stream longer than the file");
    object->kind = OBJECT_STREAM;
    object->bytes = span_first(span_from(lexer->bytes, lexer->at), len);
    lexer->at += len;
    if (peek(lexer, 0) == '\r')
        lexer->at++;
    if (peek(lexer, 0) == '\n')
        lexer->at++;
    return object_keyword(lexer->bytes, &lexer->at, "endstream") ||
           fail(lexer, "a stream does not end where its length says");
}

static bool
read_head(struct lexer *lexer, struct indirect *indirect)
{
    uint64_t number, generation;

    if (!object_read_number(lexer->bytes, &lexer->at, &number) || number == 0 || number > OBJECT_NUMBER_MAX)
        return fail(lexer, "no object begins here");
    lexer->at = object_skip_space(lexer->bytes, lexer->at);
    if (!object_read_number(lexer->bytes, &lexer->at, &generation) || generation > 65535)
        return fail(lexer, "no object begins here");
    lexer->at = object_skip_space(lexer->bytes, lexer->at);
    indirect->number = (uint32_t)number;
    indirect->generation = (uint32_t)generation;
    return object_keyword(lexer->bytes, &lexer->at, "obj") || fail(lexer, "no object begins here");
}

bool
object_read_indirect(struct arena *arena, struct span bytes, size_t at, object_length *length, void *context,
                     struct indirect *indirect, struct error *err)
{
    struct lexer lexer = {arena, bytes, at, 0, err};
    struct object *object = new_object(&lexer);

    indirect->start = at;
    if (!read_head(&lexer, indirect) || !read_value(&lexer, 0, object))
        return false;
    lexer.at = object_skip_space(bytes, lexer.at);
    if (object_keyword(bytes, &lexer.at, "stream")) {
        if (object->kind != OBJECT_DICTIONARY)
            return fail(&lexer, "a stream without dictionary");
        if (!read_stream(&lexer, object, length, context))
            return false;
        object->raw = span_first(span_from(bytes, (size_t)(object->raw.data - bytes.data)),
                                 lexer.at - (size_t)(object->raw.data - bytes.data));
        lexer.at = object_skip_space(bytes, lexer.at);
    }
    if (!object_keyword(bytes, &lexer.at, "endobj"))
        return fail(&lexer, "an object does not end");
    indirect->end = lexer.at;
    indirect->object = object;
    return true;
}

const struct object *
object_find(const struct object *object, struct span key)
{
    if (object == NULL || (object->kind != OBJECT_DICTIONARY && object->kind != OBJECT_STREAM))
        return NULL;
    for (size_t i = 0; i < object->count; i++)
        if (span_equal(object->entries[i].key, key))
            return object->entries[i].value;
    return NULL;
}

const struct object *
object_get(const struct object *object, const char *key)
{
    return object_find(object, span_of(key));
}

bool
object_is_name(const struct object *object, const char *name)
{
    return object != NULL && object->kind == OBJECT_NAME && span_is(object->bytes, name);
}

static bool
is_number(const struct object *object)
{
    return object->kind == OBJECT_INTEGER || object->kind == OBJECT_REAL;
}

double
object_number(const struct object *object)
{
    char digits[72];
    struct span raw = span_first(object->raw, sizeof digits - 1);

    if (object->kind == OBJECT_INTEGER)
        return (double)object->integer;
    memcpy(digits, raw.data, raw.len);
    digits[raw.len] = '\0';
    return strtod(digits, NULL);
}

static bool
equal_entries(const struct object *a, const struct object *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!object_equal(a->entries[i].value, object_find(b, a->entries[i].key)))
            return false;
    return true;
}

/* As written, 1 and 1.0 are one number; no tolerance. */
static bool
same_number(const struct object *a, const struct object *b)
{
    double first = object_number(a), second = object_number(b);

    return !(first < second) && !(first > second);
}

bool
object_equal(const struct object *a, const struct object *b)
{
    if (a == b)
        return true;
    if (a == NULL || b == NULL)
        return false;
    if (is_number(a) && is_number(b))
        return a->kind == b->kind && a->kind == OBJECT_INTEGER ? a->integer == b->integer : same_number(a, b);
    if (a->kind != b->kind || a->count != b->count)
        return false;
    switch (a->kind) {
    case OBJECT_NULL:
        return true;
    case OBJECT_BOOLEAN:
    case OBJECT_INTEGER:
    case OBJECT_REAL:
        return a->integer == b->integer;
    case OBJECT_REFERENCE:
        return a->integer == b->integer && a->generation == b->generation;
    case OBJECT_STRING:
    case OBJECT_NAME:
        return span_equal(a->bytes, b->bytes);
    case OBJECT_ARRAY:
        for (size_t i = 0; i < a->count; i++)
            if (!object_equal(a->items[i], b->items[i]))
                return false;
        return true;
    case OBJECT_STREAM:
        return span_equal(a->bytes, b->bytes) && equal_entries(a, b);
    case OBJECT_DICTIONARY:
        return equal_entries(a, b);
    }
    return false;
}
