// SPDX-License-Identifier: Apache-2.0
#include "signature/claim.h"

#include "common/date.h"
#include "signature/der.h"

enum { HOLE_MAX = 2 * 1024 * 1024 };

static bool
kind_of(const struct object *dictionary, enum claim_kind *kind)
{
    static const char *const names[] = {"ETSI.CAdES.detached", "adbe.pkcs7.detached", "ETSI.RFC3161"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (object_is_name(object_get(dictionary, "SubFilter"), names[i])) {
            *kind = (enum claim_kind)i;
            return true;
        }
    return false;
}

/* Four integers, written in the dictionary itself. */
static bool
range_of(const struct object *dictionary, size_t range[4])
{
    const struct object *array = object_get(dictionary, "ByteRange");

    if (array == NULL || array->kind != OBJECT_ARRAY || array->count != 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        if (array->items[i]->kind != OBJECT_INTEGER || array->items[i]->integer < 0)
            return false;
        range[i] = (size_t)array->items[i]->integer;
    }
    return true;
}

/* The revision in whose bytes `from` stands and that `end` ends. */
static bool
find_revision(const struct revisions *revisions, size_t from, size_t end, size_t *number)
{
    for (size_t i = 0; i < revisions->count; i++)
        if (revision_ends_at(revisions, i, end)) {
            *number = i;
            return from >= revisions->items[i].start && from < revisions->items[i].end;
        }
    return false;
}

static bool
is_in_file(const struct revisions *revisions, struct span raw)
{
    uintptr_t file = (uintptr_t)revisions->bytes.data, at = (uintptr_t)raw.data;

    return at >= file && at + raw.len <= file + revisions->bytes.len;
}

/* The hole is the string itself, from bracket to bracket, and the range leaves out nothing else. */
static enum reason
check_range(const struct revisions *revisions, const struct object *contents, struct claim *claim)
{
    struct span bytes = revisions->bytes;
    size_t range[4], from;

    if (!is_in_file(revisions, contents->raw) || !range_of(claim->dictionary, range))
        return REASON_BYTE_RANGE;
    from = (size_t)(contents->raw.data - bytes.data);
    if (range[0] != 0 || range[1] != from || range[2] != from + contents->raw.len || range[3] > bytes.len ||
        range[2] > bytes.len - range[3] ||
        !find_revision(revisions, from, range[2] + range[3], &claim->revision))
        return REASON_BYTE_RANGE;
    claim->ranges[0] = span_first(bytes, range[1]);
    claim->ranges[1] = span_first(span_from(bytes, range[2]), range[3]);
    return REASON_VALID;
}

/* One value, then zeros.  ISO 32000 asks for DER; the library behind poppler writes BER. */
static enum reason
check_hole(const struct object *contents, struct claim *claim)
{
    size_t len = ber_length(contents->bytes);

    if (contents->raw.len > HOLE_MAX || contents->raw.len != contents->bytes.len * 2 + 2)
        return REASON_HOLE;
    if (len == 0)
        return REASON_CMS;
    for (size_t i = len; i < contents->bytes.len; i++)
        if (contents->bytes.data[i] != 0)
            return REASON_HOLE;
    claim->object = span_first(contents->bytes, len);
    return REASON_VALID;
}

static bool
take_digits(struct span *rest, size_t count, int *value)
{
    uint64_t number;

    if (rest->len < count || !span_to_uint(span_first(*rest, count), &number))
        return false;
    *value = (int)number;
    *rest = span_from(*rest, count);
    return true;
}

/* "D:20260302110000+01'00'", from the day on optional (ISO 32000-1 section 7.9.4). */
static int64_t
said_time(const struct object *string)
{
    struct span rest = string != NULL && string->kind == OBJECT_STRING ? string->bytes : SPAN("");
    int year, month = 1, day = 1, hour = 0, minute = 0, second = 0, offset_hour = 0, offset_minute = 0;
    int32_t number;
    char sign;

    if (span_starts(rest, "D:"))
        rest = span_from(rest, 2);
    if (!take_digits(&rest, 4, &year))
        return 0;
    if (take_digits(&rest, 2, &month) && take_digits(&rest, 2, &day) && take_digits(&rest, 2, &hour) &&
        take_digits(&rest, 2, &minute))
        take_digits(&rest, 2, &second);
    sign = rest.len > 0 ? rest.data[0] : 'Z';
    rest = span_from(rest, 1);
    if (take_digits(&rest, 2, &offset_hour)) {
        rest = span_from(rest, span_starts(rest, "'"));
        take_digits(&rest, 2, &offset_minute);
    }
    number = day_of(year, month, day);
    if (number == DAY_NONE)
        return 0;
    return (int64_t)number * 86400 + hour * 3600 + minute * 60 + second -
           (sign == '-' ? -1 : sign == '+') * (offset_hour * 3600 + offset_minute * 60);
}

static void
read_transform(struct arena *arena, struct revisions *revisions, const struct object *reference,
               struct claim *claim)
{
    size_t last = revisions->count - 1;
    const struct object *method = revision_get(arena, revisions, last, reference, "TransformMethod");
    const struct object *parameters = revision_get(arena, revisions, last, reference, "TransformParams");
    const struct object *permission = revision_get(arena, revisions, last, parameters, "P");

    if (object_is_name(method, "DocMDP"))
        claim->permission = permission != NULL && permission->kind == OBJECT_INTEGER &&
                                    permission->integer >= 1 && permission->integer <= 3
                                ? (int)permission->integer
                                : 2;
    if (object_is_name(method, "FieldMDP"))
        claim->lock = parameters;
}

static void
read_references(struct arena *arena, struct revisions *revisions, struct claim *claim)
{
    size_t last = revisions->count - 1;
    const struct object *references = revision_get(arena, revisions, last, claim->dictionary, "Reference");

    for (size_t i = 0; references != NULL && references->kind == OBJECT_ARRAY && i < references->count; i++)
        read_transform(arena, revisions, revision_resolve(arena, revisions, last, references->items[i], NULL),
                       claim);
}

void
claim_read(struct arena *arena, struct revisions *revisions, const struct field *field, struct claim *claim)
{
    const struct object *contents;

    *claim = (struct claim){.reason = REASON_FORMAT};
    claim->dictionary = revision_resolve(arena, revisions, revisions->count - 1, field->value, NULL);
    contents = object_get(claim->dictionary, "Contents");
    if (claim->dictionary == NULL || claim->dictionary->kind != OBJECT_DICTIONARY || contents == NULL ||
        contents->kind != OBJECT_STRING || !contents->hexadecimal)
        return;
    read_references(arena, revisions, claim);
    claim->said = said_time(object_get(claim->dictionary, "M"));
    claim->reason = check_range(revisions, contents, claim);
    if (claim->reason == REASON_VALID)
        claim->reason = check_hole(contents, claim);
    if (claim->reason == REASON_VALID && !kind_of(claim->dictionary, &claim->kind))
        claim->reason = REASON_FORMAT;
}
