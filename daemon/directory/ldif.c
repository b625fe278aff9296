// SPDX-License-Identifier: Apache-2.0
#include "directory/ldif.h"

#include "common/digest.h"
#include "common/utf8.h"

static struct span
without_mark(struct span bytes)
{
    return span_starts(bytes, "\xef\xbb\xbf") ? span_from(bytes, 3) : bytes;
}

bool
ldif_looks_like(struct span bytes)
{
    struct span rest = without_mark(bytes), line;

    while (span_line(&rest, &line))
        if (line.len > 0 && line.data[0] != '#')
            return span_starts_nocase(line, "version:") || span_starts_nocase(line, "dn:");
    return false;
}

void
ldif_open(struct span bytes, struct ldif *ldif)
{
    *ldif = (struct ldif){.rest = without_mark(bytes), .line = 1};
}

/* A line with those that go on with it.  False at the end. */
static bool
take_line(struct arena *arena, struct ldif *ldif, struct span *whole, uint32_t *number)
{
    struct text joined;
    struct span line;

    *number = ldif->line;
    if (!span_line(&ldif->rest, whole))
        return false;
    ldif->line++;
    if (!span_starts(ldif->rest, " "))
        return true;
    joined = text_new(arena, LDIF_VALUE_MAX);
    text_span(&joined, *whole);
    while (span_starts(ldif->rest, " ") && span_line(&ldif->rest, &line)) {
        text_span(&joined, span_from(line, 1));
        ldif->line++;
    }
    *whole = text_get(&joined);
    return true;
}

static bool
read_value(struct arena *arena, struct span line, uint32_t number, struct ldif_value *value,
           struct error *err)
{
    size_t colon = span_find_byte(line, ':');
    struct span rest;

    if (colon == SIZE_MAX || colon == 0)
        return error_set(
            err, ERROR_BAD_INPUT,
            "line %u: \"attribute: value\" was expected; a value that goes on begins with a space", number);
    value->line = number;
    value->name = span_first(line, colon);
    value->name = span_first(value->name, span_find_byte(value->name, ';'));
    rest = span_from(line, colon + 1);
    if (span_starts(rest, "<")) {
        value->value = SPAN("");
        return true;
    }
    if (!span_starts(rest, ":")) {
        value->value = utf8_clean(arena, span_trim(rest));
        return true;
    }
    if (!base64_decode(arena, span_from(rest, 1), &value->value))
        return error_set(err, ERROR_BAD_INPUT, "line %u: %.*s: the value is no base64", number,
                         SPAN_ARG(value->name));
    value->value = span_trim(utf8_clean(arena, value->value));
    return true;
}

/* The lines up to a blank one. */
static bool
take_entry(struct arena *arena, struct ldif *ldif, struct ldif_entry *entry, struct error *err)
{
    struct ldif_value value;
    struct span line;
    uint32_t number;

    *entry = (struct ldif_entry){0};
    while (take_line(arena, ldif, &line, &number) && line.len > 0) {
        if (line.data[0] == '#')
            continue;
        if (!read_value(arena, line, number, &value, err))
            return false;
        if (entry->line == 0 && span_is_nocase(value.name, "version"))
            continue;
        if (entry->line == 0)
            entry->line = number;
        if (span_is_nocase(value.name, "dn"))
            entry->dn = value.value;
        else if (span_is_nocase(value.name, "changetype") && span_is_nocase(value.value, "add"))
            continue;
        else if (span_is_nocase(value.name, "changetype"))
            return error_set(
                err, ERROR_BAD_INPUT,
                "line %u: a record that changes something (changetype: %.*s); export the entries "
                "themselves, as ldapsearch -LLL does",
                number, SPAN_ARG(value.value));
        else if (entry->count < LDIF_VALUES_MAX)
            entry->values[entry->count++] = value;
    }
    return true;
}

bool
ldif_next(struct arena *arena, struct ldif *ldif, struct ldif_entry *entry, struct error *err)
{
    err->kind = ERROR_NONE;
    while (ldif->rest.len > 0) {
        if (!take_entry(arena, ldif, entry, err))
            return false;
        if (entry->dn.data != NULL)
            return true;
        if (entry->line > 0)
            return error_set(err, ERROR_BAD_INPUT,
                             "line %u: an entry begins with its \"dn:\"; a blank line parts entries",
                             entry->line);
    }
    return false;
}
