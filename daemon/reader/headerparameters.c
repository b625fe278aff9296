// SPDX-License-Identifier: Apache-2.0
/* The parameters of Content-Type and Content-Disposition (RFC 2045 section 5.1, RFC 2231). */
#include "reader/charset.h"
#include "reader/header.h"
#include "reader/transfer.h"

/* One "name*N*=value" as it stands in the field. */
struct piece {
    struct span name; /* lower case, without "*" */
    struct span value, raw;
    uint32_t section;
    bool numbered, extended;
};

struct pieces {
    struct piece *list;
    size_t count, room;
};

/* Inside quotes a backslash counts only before a quote or another one: mailers write Windows
 * paths as they are. */
static struct span
unquote(struct arena *arena, struct span raw)
{
    char *out = arena_alloc(arena, raw.len + 1);
    size_t len = 0;

    if (raw.len == 0 || raw.data[0] != '"')
        return raw;
    for (size_t i = 1; i < raw.len && raw.data[i] != '"'; i++) {
        if (raw.data[i] == '\\' && i + 1 < raw.len && (raw.data[i + 1] == '"' || raw.data[i + 1] == '\\'))
            i++;
        out[len++] = raw.data[i];
    }
    return (struct span){out, len};
}

/* Takes what stands before the next ";" outside quotes. */
static struct span
take_piece(struct span *rest)
{
    bool quoted = false;
    size_t i = 0;
    struct span piece;

    for (; i < rest->len; i++) {
        if (quoted && rest->data[i] == '\\')
            i++;
        else if (rest->data[i] == '"')
            quoted = !quoted;
        else if (rest->data[i] == ';' && !quoted)
            break;
    }
    piece = span_first(*rest, i);
    *rest = span_from(*rest, i + 1);
    return span_trim(piece);
}

/* "title*0*" is "title", numbered 0, extended.  False when a star is followed by anything else. */
static bool
read_name(struct arena *arena, struct span name, struct piece *piece)
{
    size_t star = span_find_byte(name, '*');
    uint64_t number;
    struct span rest;

    piece->name = span_lower(arena, span_trim(span_first(name, star)));
    if (star == SIZE_MAX)
        return piece->name.len > 0;
    rest = span_trim(span_from(name, star + 1));
    piece->extended = rest.len == 0 || span_ends(rest, "*");
    if (span_ends(rest, "*"))
        rest.len--;
    if (rest.len == 0)
        return piece->name.len > 0;
    if (!span_to_uint(rest, &number) || number >= HEADER_SECTIONS_MAX)
        return false;
    piece->numbered = true;
    piece->section = (uint32_t)number;
    return piece->name.len > 0;
}

static void
read_piece(struct arena *arena, struct pieces *pieces, struct span written)
{
    size_t sign = span_find_byte(written, '=');
    struct piece piece = {0};

    if (sign == SIZE_MAX || pieces->count == pieces->room ||
        !read_name(arena, span_first(written, sign), &piece))
        return;
    piece.raw = span_trim(span_from(written, sign + 1));
    piece.value = unquote(arena, piece.raw);
    pieces->list[pieces->count++] = piece;
}

static const struct piece *
find_section(const struct pieces *pieces, struct span name, bool numbered, uint32_t section)
{
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->list[i];

        if (piece->numbered == numbered && piece->section == section && (numbered || piece->extended) &&
            span_equal(piece->name, name))
            return piece;
    }
    return NULL;
}

/* Takes "charset'language'" off an extended value. */
static struct span
take_charset(struct span *value)
{
    size_t first = span_find_byte(*value, '\''), second;
    struct span charset;

    if (first == SIZE_MAX)
        return (struct span){"", 0};
    second = span_find_byte(span_from(*value, first + 1), '\'');
    if (second == SIZE_MAX)
        return (struct span){"", 0};
    charset = span_first(*value, first);
    *value = span_from(*value, first + 1 + second + 1);
    return charset;
}

/* name*0*, name*1 ... put together; or the single name*.  False when there is none. */
static bool
join_extended(struct arena *arena, const struct pieces *pieces, struct span name, struct span *value)
{
    const struct piece *piece = find_section(pieces, name, true, 0);
    bool numbered = piece != NULL, marked;
    struct text bytes = text_new(arena, HEADER_DECODED_MAX);
    struct span charset = {"", 0};

    if (!numbered)
        piece = find_section(pieces, name, false, 0);
    if (piece == NULL)
        return false;
    marked = piece->extended;
    for (uint32_t section = 0; piece != NULL && section < HEADER_SECTIONS_MAX; section++) {
        struct span part = piece->value;

        if (section == 0 && piece->extended)
            charset = take_charset(&part);
        text_span(&bytes, piece->extended ? transfer_percent(arena, part) : part);
        marked = marked || piece->extended;
        piece = numbered ? find_section(pieces, name, true, section + 1) : NULL;
    }
    /* Continued but not marked: encoded words may be cut across the pieces. */
    if (!marked)
        *value = header_decode(arena, text_get(&bytes));
    else if (!charset_decode(arena, charset, text_get(&bytes), value))
        return false;
    return true;
}

static const struct piece *
find_plain(const struct pieces *pieces, struct span name, bool *twice)
{
    const struct piece *found = NULL;

    *twice = false;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->list[i];

        if (piece->numbered || piece->extended || !span_equal(piece->name, name))
            continue;
        if (found == NULL)
            found = piece;
        else
            *twice = true;
    }
    return found;
}

/* Of a pair the extended one is meant (RFC 2231, RFC 6266 section 4.3). */
static void
add_parameter(struct arena *arena, struct header_parameters *parameters, const struct pieces *pieces,
              struct span name)
{
    struct header_parameter *parameter = &parameters->list[parameters->count];
    const struct piece *plain;

    for (size_t i = 0; i < parameters->count; i++)
        if (span_equal(parameters->list[i].name, name))
            return;
    *parameter = (struct header_parameter){.name = name, .value = {"", 0}, .raw = {"", 0}};
    plain = find_plain(pieces, name, &parameter->twice);
    if (!join_extended(arena, pieces, name, &parameter->value) && plain != NULL) {
        parameter->value = header_decode(arena, plain->value);
        parameter->raw = plain->raw;
    }
    /* Both forms of it are seen by other readers. */
    if (plain != NULL && parameter->raw.len == 0)
        parameter->twice = parameter->twice || !span_equal(plain->value, parameter->value);
    parameters->count++;
}

/* The value in front, blanks around its slash and quotes off; *more: what stands behind a blank, where
 * somebody forgot the semicolon. */
static struct span
squeeze(struct arena *arena, struct span value, struct span *more)
{
    struct span lower = span_lower(arena, span_trim(value));
    char *out = arena_alloc(arena, lower.len + 1);
    size_t len = 0, i = 0;

    for (; i < lower.len; i++) {
        bool blank = (unsigned char)lower.data[i] <= ' ';
        struct span rest = blank ? span_trim(span_from(lower, i)) : (struct span){"", 0};

        if (blank && len > 0 && out[len - 1] != '/' && rest.len > 0 && rest.data[0] != '/')
            break;
        if (!blank && lower.data[i] != '"')
            out[len++] = lower.data[i];
    }
    *more = span_trim(span_from(span_trim(value), i));
    return (struct span){out, len};
}

struct header_parameters
header_parameters(struct arena *arena, struct span body)
{
    struct span rest = header_strip_comments(arena, header_unfold(arena, body));
    struct pieces pieces = {.room = 2}; /* one behind the value, one behind the last semicolon */
    struct header_parameters parameters = {0};
    struct span more;

    for (size_t i = 0; i < rest.len && pieces.room < HEADER_PARAMETERS_MAX; i++)
        pieces.room += rest.data[i] == ';';
    pieces.list = arena_array(arena, pieces.room, sizeof pieces.list[0]);
    parameters.list = arena_array(arena, pieces.room, sizeof parameters.list[0]);
    parameters.value = squeeze(arena, take_piece(&rest), &more);
    if (more.len > 0)
        read_piece(arena, &pieces, more);
    while (rest.len > 0 && pieces.count < pieces.room)
        read_piece(arena, &pieces, take_piece(&rest));
    for (size_t i = 0; i < pieces.count; i++)
        add_parameter(arena, &parameters, &pieces, pieces.list[i].name);
    return parameters;
}

const struct header_parameter *
header_parameter(const struct header_parameters *parameters, const char *name)
{
    for (size_t i = 0; i < parameters->count; i++)
        if (span_is(parameters->list[i].name, name))
            return &parameters->list[i];
    return NULL;
}
