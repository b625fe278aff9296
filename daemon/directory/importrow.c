// SPDX-License-Identifier: Apache-2.0
#include "directory/importrow.h"

#include <ctype.h>
#include <string.h>

#include "common/utf8.h"
#include "procedure/datatype.h"

/* -- what spreadsheets do to values ---------------------------------------------------- */

static bool
all_digits(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!isdigit((unsigned char)s.data[i]))
            return false;
    return s.len > 0;
}

/* "7,32829E+13": digits are lost for good. */
static bool
is_shortened(struct span s)
{
    size_t e = span_find(s, "E+");

    return e != SIZE_MAX && e > 0 && isdigit((unsigned char)s.data[0]) && all_digits(span_from(s, e + 2));
}

/* A column of numbers loses its leading zeros, one of dates gets a midnight, one of whole numbers
 * gets decimals: put right where only one value can have been meant. */
static struct span
repaired(struct arena *arena, enum datatype type, struct span written)
{
    size_t width = type == TYPE_SIRET ? 14 : type == TYPE_POSTCODE ? 5 : 0;
    size_t least = type == TYPE_SIRET ? 11 : 4, mark;

    if (width > 0 && all_digits(written) && written.len >= least && written.len < width)
        return span_printf(arena, "%0*d%.*s", (int)(width - written.len), 0, SPAN_ARG(written));
    if (type == TYPE_DATE && (mark = span_find(written, " 00:00")) != SIZE_MAX)
        return span_first(written, mark);
    if (type == TYPE_INTEGER) {
        mark = span_find_byte(written, span_find_byte(written, ',') == SIZE_MAX ? '.' : ',');
        if (mark != SIZE_MAX && mark > 0 && all_digits(span_first(written, mark)) &&
            strspn(span_dup(arena, span_from(written, mark + 1)), "0") == written.len - mark - 1)
            return span_first(written, mark);
    }
    return written;
}

static bool
read_value(struct arena *arena, const struct directory_attribute *attribute, struct span written,
           struct span *canonical, struct span *why)
{
    struct label label = {0};

    if (is_shortened(written) && attribute->field.type != TYPE_LONGTEXT) {
        *why =
            span_printf(arena,
                        "\"%.*s\" has been shortened by the spreadsheet: format the column as text, put the "
                        "whole number in and save again",
                        SPAN_ARG(span_first(written, 100)));
        return false;
    }
    written = repaired(arena, attribute->field.type, written);
    if (datatype_read(arena, &attribute->field, written, canonical, &label))
        return true;
    *why = span_printf(arena, "\"%.*s\" could not be read: %.*s", SPAN_ARG(span_first(written, 100)),
                       SPAN_ARG(label.en.len > 0 ? label.en : label.fr));
    return false;
}

static void
add_value(struct directory_entry *entry, struct span name, struct span value)
{
    entry->values[entry->count++] = (struct directory_value){name, value};
}

static struct directory_entry
new_entry(struct arena *arena, const struct directory_kind *kind)
{
    return (struct directory_entry){
        .kind = kind->id,
        .source = SPAN("file"),
        .values = arena_array(arena, kind->attribute_count + 1, sizeof(struct directory_value))};
}

/* -- CSV -------------------------------------------------------------------------------- */

static bool
is_column_of(struct arena *arena, const struct directory_attribute *attribute, struct span written)
{
    struct span folded = utf8_fold(arena, written);

    for (size_t i = 0; i < attribute->column_count; i++)
        if (span_equal(attribute->columns[i], folded))
            return true;
    return false;
}

void
importrow_plan(struct arena *arena, const struct directory_kind *kind, const struct csv_row *header,
               struct import_plan *plan)
{
    *plan = (struct import_plan){.kind = kind};
    for (size_t i = 0; i < kind->attribute_count && i < IMPORT_ATTRIBUTES_MAX; i++) {
        const struct directory_attribute *attribute = &kind->attributes[i];

        plan->column[i] = SIZE_MAX;
        for (size_t j = 0; j < header->count && plan->column[i] == SIZE_MAX; j++)
            if (is_column_of(arena, attribute, header->values[j]))
                plan->column[i] = j;
        if (plan->column[i] != SIZE_MAX) {
            plan->given[plan->given_count++] = attribute->id;
            plan->matched++;
        } else if (attribute->required && plan->lacking == NULL)
            plan->lacking = attribute;
    }
}

bool
importrow_csv(struct arena *arena, const struct import_plan *plan, const struct csv_row *header,
              const struct csv_row *row, struct directory_entry *entry, struct import_note *fault)
{
    *entry = new_entry(arena, plan->kind);
    *fault = (struct import_note){.line = row->line, .column = SPAN("")};
    if (row->count > header->count) {
        fault->text = span_printf(arena,
                                  "%zu values, but the first line names %zu columns: a value that holds the "
                                  "separator needs quotation marks around it",
                                  row->count, header->count);
        return false;
    }
    for (size_t i = 0; i < plan->kind->attribute_count; i++) {
        const struct directory_attribute *attribute = &plan->kind->attributes[i];
        size_t column = plan->column[i];
        struct span written = column < row->count ? row->values[column] : SPAN(""), value;

        if (column != SIZE_MAX)
            fault->column = header->values[column];
        if (written.len == 0 && !attribute->required)
            continue;
        if (written.len == 0) {
            fault->text = SPAN("the value is missing; without it the entry can't be told from others");
            return false;
        }
        if (!read_value(arena, attribute, written, &value, &fault->text))
            return false;
        add_value(entry, attribute->id, value);
    }
    directory_entry_settle(arena, plan->kind, entry);
    return true;
}

/* -- LDIF -------------------------------------------------------------------------------- */

const struct directory_kind *
importrow_ldif_kind(struct arena *arena, const struct directory *directory, const struct ldif_entry *ldif)
{
    struct span *pairs = arena_array(arena, ldif->count, sizeof *pairs);

    for (size_t i = 0; i < ldif->count; i++)
        pairs[i] = utf8_fold(arena, span_printf(arena, "%.*s=%.*s", SPAN_ARG(ldif->values[i].name),
                                                SPAN_ARG(span_first(ldif->values[i].value, 200))));
    for (size_t k = 0; k < directory->kind_count; k++)
        for (size_t c = 0; c < directory->kinds[k].class_count; c++)
            for (size_t i = 0; i < ldif->count; i++)
                if (span_equal(directory->kinds[k].classes[c], pairs[i]))
                    return &directory->kinds[k];
    return NULL;
}

/* The first of the values that can be read: in LDAP an attribute may have several. */
static bool
ldif_value(struct arena *arena, const struct directory_attribute *attribute, const struct ldif_entry *ldif,
           struct span *value, struct import_note *fault)
{
    *value = SPAN("");
    for (size_t d = 0; d < attribute->ldap_count; d++)
        for (size_t i = 0; i < ldif->count; i++) {
            const struct ldif_value *given = &ldif->values[i];

            if (given->value.len == 0 || !span_equal_nocase(given->name, attribute->ldap[d]))
                continue;
            if (read_value(arena, attribute, given->value, value, &fault->text))
                return true;
            fault->line = given->line;
            fault->column = given->name;
        }
    return false;
}

static bool
refuse(struct import_note *fault, const struct ldif_entry *ldif, const struct directory_attribute *attribute)
{
    if (fault->text.len > 0)
        return false;
    fault->line = ldif->line;
    fault->column = attribute->ldap_count > 0 ? attribute->ldap[0] : attribute->id;
    fault->text = SPAN("the value is missing; without it the entry can't be told from others");
    return false;
}

bool
importrow_ldif(struct arena *arena, const struct directory_kind *kind, const struct ldif_entry *ldif,
               struct directory_entry *entry, struct span *given, size_t *given_count,
               struct import_note *fault)
{
    *entry = new_entry(arena, kind);
    *given_count = 0;
    for (size_t i = 0; i < kind->attribute_count && i < IMPORT_ATTRIBUTES_MAX; i++) {
        const struct directory_attribute *attribute = &kind->attributes[i];
        struct span value;
        bool found;

        *fault = (struct import_note){.line = ldif->line, .column = SPAN(""), .text = SPAN("")};
        found = ldif_value(arena, attribute, ldif, &value, fault);
        if (!found && (attribute->required || fault->text.len > 0))
            return refuse(fault, ldif, attribute);
        if (attribute->ldap_count > 0)
            given[(*given_count)++] = attribute->id;
        if (found)
            add_value(entry, attribute->id, value);
    }
    directory_entry_settle(arena, kind, entry);
    return true;
}
