// SPDX-License-Identifier: Apache-2.0
/*
 * Structure is read by us, not by libetpan: its parser dies of one header line
 * (boundary="\""), recurses as deep as the sender likes, loses the body when the last delimiter
 * lacks its dashes and reads parts behind the closing one.  Ours goes down at most
 * MIME_DEPTH_MAX levels, each of them one pass over the lines.  libetpan is the second opinion
 * in tests/unit/reader/test_mime.c.
 */
#include "reader/mime.h"

#include "reader/header.h"
#include "reader/headerblock.h"
#include "reader/multipart.h"
#include "reader/transfer.h"

struct reading {
    struct arena *arena;
    struct mime *mime;
    size_t parts;
    bool text_seen;
};

static void
note(struct reading *reading, enum mime_verdict verdict, const char *why)
{
    if (why == NULL || reading->mime->verdict >= verdict)
        return;
    reading->mime->verdict = verdict;
    reading->mime->why = span_of(why);
}

struct span
mime_field(const struct mime_part *part, const char *name, size_t n)
{
    for (size_t i = 0; i < part->field_count; i++)
        if (span_is_nocase(part->fields[i].name, name) && n-- == 0)
            return part->fields[i].body;
    return (struct span){NULL, 0};
}

bool
mime_has_field(const struct mime_part *part, const char *name)
{
    return mime_field(part, name, 0).data != NULL;
}

/* --- one part --- */

/* No folder, nothing that a terminal or a file system would take amiss. */
static struct span
clean_name(struct arena *arena, struct span name)
{
    size_t start = 0, len = 0;
    char *out;

    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] == '/' || name.data[i] == '\\')
            start = i + 1;
    name = span_from(name, start);
    out = arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.data[i] >= ' ' && name.data[i] != 0x7F && name.data[i] != ':')
            out[len++] = name.data[i];
    name = span_trim((struct span){out, len});
    while (name.len > 0 && (name.data[0] == '.' || name.data[0] == ' '))
        name = span_from(name, 1);
    while (name.len > MIME_NAME_BYTES_MAX ||
           (name.len > 0 && name.len < len && ((unsigned char)name.data[name.len] & 0xC0) == 0x80))
        name.len--;
    return name;
}

static struct span
parameter_value(const struct header_parameters *parameters, const char *name)
{
    const struct header_parameter *parameter = header_parameter(parameters, name);

    return parameter == NULL ? (struct span){"", 0} : parameter->value;
}

static bool
is_media_type(struct span type)
{
    size_t slash = span_find_byte(type, '/');

    return slash != SIZE_MAX && slash > 0 && slash + 1 < type.len &&
           span_find_byte(span_from(type, slash + 1), '/') == SIZE_MAX;
}

static void
read_type(struct arena *arena, struct mime_part *part, const struct header_parameters *type,
          const char *missing)
{
    struct span format = parameter_value(type, "format");

    part->type = is_media_type(type->value) ? type->value : span_of(missing);
    part->charset = span_lower(arena, parameter_value(type, "charset"));
    part->method = span_lower(arena, parameter_value(type, "method"));
    part->report_type = span_lower(arena, parameter_value(type, "report-type"));
    part->flowed = span_is_nocase(format, "flowed");
    part->delsp = span_is_nocase(parameter_value(type, "delsp"), "yes");
}

static void
read_disposition(struct arena *arena, struct mime_part *part, const struct header_parameters *type)
{
    struct header_parameters disposition =
        header_parameters(arena, mime_field(part, "content-disposition", 0));
    struct span name = parameter_value(&disposition, "filename"), *ids;
    size_t count;

    part->disposition = disposition.value;
    if (name.len == 0)
        name = parameter_value(type, "name");
    part->name = clean_name(arena, name);
    ids = header_ids(arena, mime_field(part, "content-id", 0), &count);
    part->content_id = count == 0 ? (struct span){"", 0} : ids[0];
}

static bool
is_multipart(const struct mime_part *part)
{
    return span_starts(part->type, "multipart/");
}

/* Text without a file name is there to be read; with one, it is only when it says "inline" and
 * nothing was read before it. */
static bool
is_attachment(const struct reading *reading, const struct mime_part *part)
{
    if (!span_is(part->type, "text/plain") && !span_is(part->type, "text/html"))
        return true;
    if (span_is(part->disposition, "attachment"))
        return true;
    if (part->name.len == 0 || part->disposition.len == 0)
        return false;
    return reading->text_seen || !span_is(part->disposition, "inline");
}

static void
read_leaf(struct reading *reading, struct mime_part *part, struct span body)
{
    part->data = transfer_decode(reading->arena, mime_field(part, "content-transfer-encoding", 0), body);
    part->attachment = is_attachment(reading, part);
    if (!part->attachment)
        reading->text_seen = true;
}

/* --- what makes two readers disagree --- */

static bool
equal_fields(const struct mime_part *part, const char *name)
{
    struct span first = mime_field(part, name, 0), other;

    for (size_t n = 1; (other = mime_field(part, name, n)).data != NULL; n++)
        if (!span_equal(first, other))
            return false;
    return true;
}

static void
check_duplicates(struct reading *reading, const struct mime_part *part)
{
    static const struct {
        const char *name, *why;
        bool root_only, same_is_fine;
    } once[] = {
        {"from", "duplicate-from", true, false},
        {"sender", "duplicate-sender", true, false},
        {"subject", "duplicate-subject", true, false},
        {"date", "duplicate-date", true, true},
        {"message-id", "duplicate-message-id", true, true},
        {"content-type", "duplicate-content-type", false, false},
        {"content-transfer-encoding", "duplicate-content-transfer-encoding", false, true},
    };

    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
        if (once[i].root_only && part->depth > 0)
            continue;
        if (mime_field(part, once[i].name, 1).data == NULL)
            continue;
        if (!once[i].same_is_fine || !equal_fields(part, once[i].name))
            note(reading, MIME_REFUSED, once[i].why);
    }
}

static void
check_comments(struct reading *reading, const struct mime_part *part)
{
    static const char *const structured[] = {
        "from", "sender",      "reply-to",   "to",       "cc",
        "date", "in-reply-to", "references", "received", "authentication-results",
    };

    for (size_t i = 0; i < part->field_count; i++) {
        bool wanted = span_starts_nocase(part->fields[i].name, "content-");

        for (size_t k = 0; k < sizeof structured / sizeof structured[0]; k++)
            wanted = wanted || span_is_nocase(part->fields[i].name, structured[k]);
        if (wanted && header_comment_depth(part->fields[i].body) > MIME_COMMENT_DEPTH_MAX)
            note(reading, MIME_REFUSED, "nested-comments");
    }
    if (part->depth == 0 && mime_field(part, "received", MIME_HOPS_MAX).data != NULL)
        note(reading, MIME_REFUSED, "too-many-hops");
}

/* --- multiparts --- */

/* The boundary as it stands; quotes or backslashes within it, two of them, or white space
 * outside quotes make readers disagree.  "" when there is none. */
static bool
read_boundary(const struct header_parameters *type, struct span *boundary)
{
    const struct header_parameter *parameter = header_parameter(type, "boundary");
    struct span raw;

    *boundary = (struct span){"", 0};
    if (parameter == NULL)
        return true;
    raw = parameter->raw.len > 0 ? parameter->raw : parameter->value;
    if (raw.len >= 2 && raw.data[0] == '"' && raw.data[raw.len - 1] == '"')
        raw = span_first(span_from(raw, 1), raw.len - 2);
    else if (parameter->raw.len > 0 &&
             (span_find_byte(raw, ' ') != SIZE_MAX || span_find_byte(raw, '\t') != SIZE_MAX))
        return false;
    *boundary = span_trim(raw);
    return !parameter->twice && (boundary->len == 0 || multipart_is_boundary(*boundary));
}

static struct multipart
split(struct reading *reading, struct span body, const struct header_parameters *type)
{
    struct multipart multipart = {0};
    struct span boundary;
    size_t room = MIME_PARTS_MAX - reading->parts;

    if (!read_boundary(type, &boundary)) {
        note(reading, MIME_REFUSED, "bad-boundary");
        return multipart;
    }
    if (boundary.len > 0)
        multipart = multipart_split(reading->arena, body, boundary, room);
    if (multipart.count == 0 && !multipart.too_many) {
        note(reading, MIME_REPAIRED, boundary.len == 0 ? "no-boundary" : "no-delimiter");
        boundary = multipart_guess(body);
        if (boundary.len > 0)
            multipart = multipart_split(reading->arena, body, boundary, room);
    }
    if (multipart.too_many)
        note(reading, MIME_REFUSED, "too-many-parts");
    if (!multipart.closed)
        note(reading, MIME_REPAIRED, "unclosed");
    if (multipart.after_close)
        note(reading, MIME_REPAIRED, "after-close");
    return multipart;
}

/* Recursive, at most MIME_DEPTH_MAX deep. */
static void
read_part(struct reading *reading, struct mime_part *part, struct span bytes, int depth, const char *missing)
{
    struct headerblock block = headerblock_read(reading->arena, bytes);
    struct header_parameters type;
    struct multipart multipart = {0};

    part->fields = block.fields;
    part->field_count = block.count;
    part->depth = depth;
    part->data = (struct span){"", 0};
    note(reading, MIME_REPAIRED, block.repaired);
    note(reading, MIME_REFUSED, block.refused);
    check_duplicates(reading, part);
    check_comments(reading, part);
    type = header_parameters(reading->arena, mime_field(part, "content-type", 0));
    read_type(reading->arena, part, &type, missing);
    read_disposition(reading->arena, part, &type);
    if (is_multipart(part) && depth == MIME_DEPTH_MAX)
        note(reading, MIME_REFUSED, "too-deep");
    else if (is_multipart(part))
        multipart = split(reading, block.body, &type);
    if (is_multipart(part) && multipart.count == 0 && reading->mime->verdict != MIME_REFUSED)
        part->type = SPAN("text/plain"); /* no part to be found: at least it is text */
    if (!is_multipart(part)) {
        read_leaf(reading, part, block.body);
        return;
    }
    missing = span_is(part->type, "multipart/digest") ? "message/rfc822" : "text/plain";
    part->children = arena_array(reading->arena, multipart.count + 1, sizeof part->children[0]);
    part->child_count = multipart.count;
    reading->parts += multipart.count;
    for (size_t i = 0; i < multipart.count; i++)
        read_part(reading, &part->children[i], multipart.pieces[i], depth + 1, missing);
}

struct mime *
mime_read(struct arena *arena, struct span bytes)
{
    struct mime *mime = arena_alloc(arena, sizeof *mime);
    struct reading reading = {.arena = arena, .mime = mime, .parts = 1};
    const char *repaired = NULL;

    mime->root = arena_alloc(arena, sizeof *mime->root);
    mime->why = (struct span){"", 0};
    if (bytes.data == NULL)
        bytes = (struct span){"", 0};
    bytes = headerblock_skip_leading(bytes, &repaired);
    note(&reading, MIME_REPAIRED, repaired);
    read_part(&reading, mime->root, bytes, 0, "text/plain");
    return mime;
}

struct mime_part *
mime_header(struct arena *arena, struct span bytes)
{
    struct mime_part *part = arena_alloc(arena, sizeof *part);
    const char *repaired = NULL;
    struct headerblock block = headerblock_read(arena, headerblock_skip_leading(bytes, &repaired));

    part->type = SPAN("text/plain");
    part->fields = block.fields;
    part->field_count = block.count;
    return part;
}

/* Document order: sets *next to the first part met after `part`. */
static void
walk(const struct mime_part *node, const struct mime_part *part, bool *passed, const struct mime_part **next)
{
    if (*next != NULL)
        return;
    if (*passed)
        *next = node;
    else if (node == part)
        *passed = true;
    for (size_t i = 0; i < node->child_count; i++)
        walk(&node->children[i], part, passed, next);
}

const struct mime_part *
mime_next(const struct mime *mime, const struct mime_part *part)
{
    const struct mime_part *next = NULL;
    bool passed = part == NULL;

    walk(mime->root, part, &passed, &next);
    return next;
}

const struct mime_part *
mime_find(const struct mime *mime, const char *type)
{
    const struct mime_part *part = NULL;

    while ((part = mime_next(mime, part)) != NULL)
        if (span_is(part->type, type))
            return part;
    return NULL;
}
