// SPDX-License-Identifier: Apache-2.0
#include "reader/address.h"

#include <string.h>

#include "reader/header.h"

enum {
    LOCAL_MAX = 64, /* RFC 5321 section 4.5.3.1, RFC 1035 */
    DOMAIN_MAX = 253,
    LABEL_MAX = 63,
    BYTES_MIN = 3, /* "a@b" */
};

static bool
is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool
is_atext(char c)
{
    return is_alnum(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Atoms joined by single dots, none empty. */
static bool
is_dot_atom(struct span s)
{
    struct span rest = s, atom;

    if (s.len == 0 || s.data[s.len - 1] == '.')
        return false;
    while (span_split(&rest, '.', &atom)) {
        if (atom.len == 0)
            return false;
        for (size_t i = 0; i < atom.len; i++)
            if (!is_atext(atom.data[i]))
                return false;
    }
    return true;
}

static bool
is_domain(struct span s)
{
    struct span rest = s, label;

    if (s.len == 0 || s.len > DOMAIN_MAX || s.data[s.len - 1] == '.')
        return false;
    while (span_split(&rest, '.', &label)) {
        if (label.len == 0 || label.len > LABEL_MAX || label.data[0] == '-' ||
            label.data[label.len - 1] == '-')
            return false;
        for (size_t i = 0; i < label.len; i++)
            if (!is_alnum(label.data[i]) && label.data[i] != '-' && label.data[i] != '_')
                return false;
    }
    return true;
}

static size_t
last_at(struct span s)
{
    size_t i = s.len;

    while (i > 0)
        if (s.data[--i] == '@')
            return i;
    return SIZE_MAX;
}

bool
address_is_plain(struct span s)
{
    size_t at = span_find_byte(s, '@');

    return at != SIZE_MAX && at <= LOCAL_MAX && is_dot_atom(span_first(s, at)) &&
           is_domain(span_from(s, at + 1)) && span_find(s, "=?") == SIZE_MAX;
}

struct span
address_domain(struct span address)
{
    size_t at = last_at(address);

    return at == SIZE_MAX ? (struct span){"", 0} : span_from(address, at + 1);
}

bool
address_equal(struct span a, struct span b)
{
    size_t at = last_at(a);

    return at != SIZE_MAX && at == last_at(b) && span_equal(span_first(a, at), span_first(b, at)) &&
           span_equal_nocase(span_from(a, at), span_from(b, at));
}

/* One element of an address list, cut into what stands before, inside and after < >. */
struct element {
    struct span phrase;  /* display name as written, or the whole when not bracketed */
    struct span bracket; /* inside < > */
    struct span comment; /* the first one outside < >, "" when none */
    bool bracketed, comma, colon, semicolon, quoted, several, after, broken, inner_comment;
};

/* Behind the comment that begins at s[at]; SIZE_MAX when it does not end. */
static size_t
comment_end(struct span s, size_t at)
{
    size_t depth = 0;

    for (size_t i = at; i < s.len; i++) {
        if (s.data[i] == '\\')
            i++;
        else if (s.data[i] == '(')
            depth++;
        else if (s.data[i] == ')' && --depth == 0)
            return i + 1;
    }
    return SIZE_MAX;
}

/* Behind the quoted string that begins at s[at]; SIZE_MAX when it does not end. */
static size_t
string_end(struct span s, size_t at)
{
    for (size_t i = at + 1; i < s.len; i++) {
        if (s.data[i] == '\\')
            i++;
        else if (s.data[i] == '"')
            return i + 1;
    }
    return SIZE_MAX;
}

/* Takes the bracket that begins at s[at].  Returns the offset behind it. */
static size_t
take_bracket(struct element *element, struct span s, size_t at)
{
    struct span rest = span_from(s, at + 1);
    size_t end = span_find_byte(rest, '>');

    if (element->bracketed)
        element->several = true;
    element->bracketed = true;
    if (end == SIZE_MAX) {
        element->broken = true;
        return s.len;
    }
    element->bracket = span_first(rest, end);
    return at + end + 2;
}

static void
note_special(struct element *element, char c)
{
    element->comma = element->comma || c == ',';
    element->colon = element->colon || c == ':';
    element->semicolon = element->semicolon || c == ';';
    element->broken = element->broken || c == '\\' || c == '>' || c == ')';
    if (element->bracketed && c != ' ' && c != '\t')
        element->after = true;
}

/* Reads s to its end; `list` stops at a comma, colon or semicolon.  Returns the offset where it
 * stopped.  The phrase is written without comments to `phrase`, of s.len + 1 bytes or more. */
static size_t
read_element(struct span s, bool list, char *phrase, struct element *element)
{
    size_t i = 0, len = 0, end;

    *element = (struct element){0};
    while (i < s.len) {
        char c = s.data[i];

        if (list && (c == ',' || c == ';' || c == ':'))
            break;
        if (c == '(') {
            end = comment_end(s, i);
            element->broken = element->broken || end == SIZE_MAX;
            end = end == SIZE_MAX ? s.len : end;
            if (element->comment.data == NULL)
                element->comment = span_first(span_from(s, i + 1), end - i - 2);
            /* Glued to what stands before or after it, it is inside an address. */
            element->inner_comment = element->inner_comment || (len > 0 && phrase[len - 1] != ' ') ||
                                     (end < s.len && s.data[end] != ' ' && s.data[end] != '\t');
            phrase[len++] = ' ';
            i = end;
        } else if (c == '<') {
            i = take_bracket(element, s, i);
        } else if (c == '"') {
            end = string_end(s, i);
            element->broken = element->broken || end == SIZE_MAX;
            element->quoted = true;
            element->after = element->after || element->bracketed;
            end = end == SIZE_MAX ? s.len : end;
            memcpy(phrase + len, s.data + i, end - i);
            len += end - i;
            i = end;
        } else {
            note_special(element, c);
            if (!element->bracketed)
                phrase[len++] = c;
            i++;
        }
    }
    element->phrase = span_trim((struct span){phrase, len});
    return i;
}

/* The display name: quotes off, encoded words undone wherever they stand. */
static struct span
display_name(struct arena *arena, struct span phrase)
{
    char *out = arena_alloc(arena, phrase.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < phrase.len; i++) {
        if (phrase.data[i] == '\\' && i + 1 < phrase.len)
            i++;
        else if (phrase.data[i] == '"')
            continue;
        out[len++] = phrase.data[i];
    }
    return header_decode(arena, (struct span){out, len});
}

static bool
has_byte_over(struct span s, unsigned char limit)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] > limit)
            return true;
    return false;
}

/* The word for what is wrong with a lone addr-spec, "" when it is plain. */
static const char *
judge(struct span spec)
{
    if (spec.len == 0)
        return "bad-address";
    if (has_byte_over(spec, 0x7E))
        return "non-ascii-address";
    if (spec.data[0] == '@')
        return "route";
    if (span_find_byte(spec, '"') != SIZE_MAX)
        return "quoted-local";
    if (span_find(spec, "=?") != SIZE_MAX)
        return "encoded-address";
    if (span_find_byte(spec, '(') != SIZE_MAX)
        return "comment-in-address";
    return address_is_plain(spec) ? "" : "bad-address";
}

/* What the shape of the whole field says, before the address itself is looked at. */
static const char *
judge_shape(const struct element *element, struct span spec)
{
    if (element->colon || element->semicolon)
        return "group";
    if (element->comma || element->several)
        return "several-from";
    if (element->broken || element->after)
        return "bad-address";
    if (!element->bracketed && element->inner_comment)
        return "comment-in-address";
    return judge(spec);
}

static void
fill(struct arena *arena, struct address *address, struct span spec, const struct element *element)
{
    size_t at = span_find_byte(spec, '@');
    struct span name = element->bracketed ? element->phrase : element->comment;

    address->local = span_copy(arena, span_first(spec, at));
    address->domain = span_lower(arena, span_from(spec, at + 1));
    address->address = span_printf(arena, "%.*s@%.*s", SPAN_ARG(address->local), SPAN_ARG(address->domain));
    if (element->bracketed && name.len == 0)
        name = element->comment;
    address->name = display_name(arena, name);
}

struct span
address_author(struct arena *arena, struct span body, struct address *author)
{
    struct span s = span_trim(header_unfold(arena, body)), spec;
    struct element element;
    const char *why;

    *author = (struct address){{"", 0}, {"", 0}, {"", 0}, {"", 0}};
    if (s.len == 0)
        return SPAN("no-from");
    if (span_find_byte(s, '\0') != SIZE_MAX)
        return SPAN("nul");
    read_element(s, false, arena_alloc(arena, s.len * 2 + 2), &element);
    spec = span_trim(element.bracketed ? element.bracket : element.phrase);
    why = judge_shape(&element, spec);
    if (*why != '\0')
        return span_of(why);
    fill(arena, author, spec, &element);
    return (struct span){"", 0};
}

struct address *
address_list(struct arena *arena, struct span body, size_t *count)
{
    struct span s = header_unfold(arena, body);
    size_t most = s.len / BYTES_MIN < ADDRESS_LIST_MAX ? s.len / BYTES_MIN : ADDRESS_LIST_MAX;
    struct address *list = arena_array(arena, most, sizeof *list);
    char *phrase = arena_alloc(arena, s.len * 2 + 2);

    *count = 0;
    while (s.len > 0 && *count < most) {
        struct element element;
        size_t end = read_element(s, true, phrase, &element);
        struct span spec = span_trim(element.bracketed ? element.bracket : element.phrase);

        if (address_is_plain(spec))
            fill(arena, &list[(*count)++], spec, &element);
        s = span_from(s, end + 1);
    }
    return list;
}
