// SPDX-License-Identifier: Apache-2.0
#include "directory/import.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/utf8.h"
#include "directory/importrow.h"

enum { ROW_ARENA_MAX = 32 * 1024 * 1024, PLANS_MAX = 64 };

/* Keys that the file has had, with their lines. */
struct seen {
    struct span kind, key;
    uint32_t line;
};

struct importing {
    struct arena *arena; /* of the report */
    struct arena *row;   /* emptied after each row */
    struct database *database;
    const struct directory *directory;
    const struct import_options *options;
    struct import_report *report;
    int64_t now;
    struct seen *seen; /* open addressing */
    size_t seen_size, seen_count;
};

static void
add_note(struct importing *i, struct import_notes *notes, uint32_t line, struct span column, struct span text)
{
    if (notes->items == NULL)
        notes->items = arena_array(i->arena, IMPORT_NOTES_MAX, sizeof *notes->items);
    if (notes->count < IMPORT_NOTES_MAX)
        notes->items[notes->count++] =
            (struct import_note){line, span_copy(i->arena, column), span_copy(i->arena, text)};
}

static void
refuse(struct importing *i, const struct import_note *fault)
{
    i->report->refused++;
    add_note(i, &i->report->refusals, fault->line, fault->column, fault->text);
}

/* -- each key once ------------------------------------------------------------------------ */

static size_t
place_of(const struct importing *i, struct span kind, struct span key)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    size_t place;

    for (size_t n = 0; n < kind.len; n++)
        hash = (hash ^ (uint8_t)kind.data[n]) * 1099511628211u;
    for (size_t n = 0; n < key.len; n++)
        hash = (hash ^ (uint8_t)key.data[n]) * 1099511628211u;
    place = hash & (i->seen_size - 1);
    while (i->seen[place].line != 0 &&
           !(span_equal(i->seen[place].key, key) && span_equal(i->seen[place].kind, kind)))
        place = (place + 1) & (i->seen_size - 1);
    return place;
}

static void
grow_seen(struct importing *i)
{
    struct importing old = *i;

    if (i->seen_count * 2 < i->seen_size)
        return;
    i->seen_size = old.seen_size == 0 ? 4096 : old.seen_size * 2;
    i->seen = arena_array(i->arena, i->seen_size, sizeof *i->seen);
    for (size_t n = 0; n < old.seen_size; n++)
        if (old.seen[n].line != 0)
            i->seen[place_of(i, old.seen[n].kind, old.seen[n].key)] = old.seen[n];
}

/* The line on which the key stood before; 0 when it is new. */
static uint32_t
see(struct importing *i, const struct directory_kind *kind, struct span key, uint32_t line)
{
    size_t place;

    grow_seen(i);
    place = place_of(i, kind->id, key);
    if (i->seen[place].line != 0)
        return i->seen[place].line;
    i->seen[place] = (struct seen){kind->id, span_copy(i->arena, key), line};
    i->seen_count++;
    return 0;
}

/* -- one entry into the directory ----------------------------------------------------------- */

static void
note_change(struct importing *i, const struct directory_kind *kind, const struct directory_entry *before,
            const struct directory_entry *after, uint32_t line)
{
    struct text out = text_new(i->row, 2000);

    text_printf(&out, "%.*s %.*s:", SPAN_ARG(kind->id), SPAN_ARG(after->key));
    for (size_t n = 0; n < kind->attribute_count; n++) {
        struct span name = kind->attributes[n].id;
        struct span old = directory_entry_value(before, name), new = directory_entry_value(after, name);

        if (!span_equal(old, new))
            text_printf(&out, " %.*s \"%.*s\" -> \"%.*s\"", SPAN_ARG(name), SPAN_ARG(span_first(old, 100)),
                        SPAN_ARG(span_first(new, 100)));
    }
    add_note(i, &i->report->changes, line, SPAN(""), text_get(&out));
}

static bool
put(struct importing *i, const struct directory_kind *kind, struct directory_entry *entry,
    const struct span *given, size_t given_count, uint32_t line, struct error *err)
{
    struct directory_entry before;
    enum people_put what;
    uint32_t earlier = see(i, kind, entry->key, line);

    if (earlier != 0) {
        struct import_note fault = {line, SPAN(""),
                                    span_printf(i->row, "the same as on line %u (%.*s): keep one of the two",
                                                earlier, SPAN_ARG(entry->key))};

        refuse(i, &fault);
        return true;
    }
    if (!people_put(i->database, i->row, kind, entry, given, given_count, i->now, &what, &before, err))
        return false;
    i->report->added += what == PEOPLE_ADDED;
    i->report->same += what == PEOPLE_SAME;
    i->report->changed += what == PEOPLE_CHANGED;
    if (what == PEOPLE_CHANGED)
        note_change(i, kind, &before, entry, line);
    return true;
}

/* -- CSV --------------------------------------------------------------------------------------- */

struct table {
    struct csv csv;
    struct csv_row header;
    struct import_plan plans[PLANS_MAX]; /* one per kind */
    size_t type_column;                  /* SIZE_MAX none */
    const struct import_plan *only;      /* all rows are of this kind; NULL: each row tells */
};

static const struct import_plan *
plan_named(const struct table *table, const struct directory *directory, struct arena *arena,
           struct span name)
{
    struct span folded = utf8_fold(arena, name);

    for (size_t k = 0; k < directory->kind_count; k++)
        for (size_t n = 0; n < directory->kinds[k].name_count; n++)
            if (span_equal(directory->kinds[k].names[n], folded))
                return &table->plans[k];
    return NULL;
}

static bool
lacks(const struct import_plan *plan, struct error *err)
{
    const struct directory_attribute *lacking = plan->lacking;

    return error_set(err, ERROR_BAD_INPUT,
                     "line 1: no column for \"%.*s\" (kind %.*s); name one of the columns so: %.*s",
                     SPAN_ARG(lacking->label.en), SPAN_ARG(plan->kind->id),
                     SPAN_ARG(lacking->columns[lacking->column_count > 1 ? 1 : 0]));
}

/* The one kind whose required columns are all there and that knows most of the others. */
static bool
guess_plan(struct importing *i, struct table *table, struct error *err)
{
    const struct import_plan *best = NULL, *closest = NULL;
    bool tie = false;

    for (size_t k = 0; k < i->directory->kind_count; k++) {
        const struct import_plan *plan = &table->plans[k];

        if (closest == NULL || plan->matched > closest->matched)
            closest = plan;
        if (plan->lacking != NULL || (best != NULL && plan->matched < best->matched))
            continue;
        tie = best != NULL && plan->matched == best->matched;
        best = plan;
    }
    if (best == NULL)
        return closest == NULL || closest->matched == 0
                   ? error_set(
                         err, ERROR_BAD_INPUT,
                         "line 1: the first line has to name the columns, and none of its names is known "
                         "(rules/PROCEDURE/directory.xml has them)")
                   : lacks(closest, err);
    if (tie)
        return error_set(
            err, ERROR_BAD_INPUT,
            "these columns may be of several kinds of entries: say which with --kind (for example "
            "--kind %.*s), or add a column that tells the kind of each row",
            SPAN_ARG(best->kind->id));
    table->only = best;
    return true;
}

static bool
choose_plan(struct importing *i, struct table *table, struct error *err)
{
    if (i->options->kind != NULL) {
        table->only = plan_named(table, i->directory, i->row, span_of(i->options->kind));
        if (table->only == NULL)
            return error_set(err, ERROR_BAD_INPUT, "there is no kind \"%s\" in directory.xml",
                             i->options->kind);
        return table->only->lacking == NULL || lacks(table->only, err);
    }
    table->type_column = SIZE_MAX;
    for (size_t c = 0; c < table->header.count && table->type_column == SIZE_MAX; c++)
        for (size_t n = 0; n < i->directory->type_column_count; n++)
            if (span_equal(utf8_fold(i->row, table->header.values[c]), i->directory->type_columns[n]))
                table->type_column = c;
    return table->type_column != SIZE_MAX || guess_plan(i, table, err);
}

/* Columns that no attribute of the kinds at hand reads: nothing is passed over in silence. */
static void
note_unknown(struct importing *i, const struct table *table)
{
    i->report->unknown = arena_array(i->arena, table->header.count, sizeof *i->report->unknown);
    for (size_t c = 0; c < table->header.count; c++) {
        bool known = c == table->type_column && table->only == NULL;

        for (size_t k = 0; k < i->directory->kind_count && !known; k++) {
            const struct import_plan *plan = &table->plans[k];

            for (size_t a = 0; a < plan->kind->attribute_count && !known; a++)
                known = plan->column[a] == c && (table->only == NULL || table->only == plan);
        }
        if (!known && table->header.values[c].len > 0)
            i->report->unknown[i->report->unknown_count++] = table->header.values[c];
    }
}

static bool
open_table(struct importing *i, struct span bytes, struct table *table, struct error *err)
{
    if (!csv_open(i->arena, bytes, &table->csv, err))
        return false;
    if (!csv_next(i->arena, &table->csv, &table->header, err))
        return err->kind != ERROR_NONE || error_set(err, ERROR_BAD_INPUT, "the file is empty");
    if (i->directory->kind_count > PLANS_MAX)
        return error_set(err, ERROR_TOO_BIG, "directory.xml: more than %d kinds", PLANS_MAX);
    for (size_t k = 0; k < i->directory->kind_count; k++)
        importrow_plan(i->row, &i->directory->kinds[k], &table->header, &table->plans[k]);
    if (!choose_plan(i, table, err))
        return false;
    note_unknown(i, table);
    return true;
}

static const struct import_plan *
plan_of_row(struct importing *i, const struct table *table, const struct csv_row *row,
            struct import_note *fault)
{
    const struct import_plan *plan = table->only;
    struct span type =
        table->only == NULL && table->type_column < row->count ? row->values[table->type_column] : SPAN("");
    struct error err;

    *fault = (struct import_note){.line = row->line, .column = SPAN("")};
    if (plan != NULL)
        return plan;
    fault->column = table->header.values[table->type_column];
    plan = plan_named(table, i->directory, i->row, type);
    if (plan == NULL)
        fault->text = span_printf(i->row, "\"%.*s\" is no kind of directory.xml", SPAN_ARG(type));
    else if (plan->lacking != NULL) {
        (void)lacks(plan, &err);
        fault->text = span_copy(i->row, span_of(err.text));
        plan = NULL;
    }
    return plan;
}

static bool
import_csv(struct importing *i, struct span bytes, struct error *err)
{
    struct table *table = arena_alloc(i->arena, sizeof *table);
    struct csv_row *row = arena_alloc(i->arena, sizeof *row);

    if (!open_table(i, bytes, table, err))
        return false;
    while (csv_next(i->row, &table->csv, row, err)) {
        struct import_note fault;
        struct directory_entry entry;
        const struct import_plan *plan = plan_of_row(i, table, row, &fault);

        if (plan == NULL || !importrow_csv(i->row, plan, &table->header, row, &entry, &fault))
            refuse(i, &fault);
        else if (!put(i, plan->kind, &entry, plan->given, plan->given_count, row->line, err))
            return false;
        arena_reset(i->row);
    }
    return err->kind == ERROR_NONE;
}

/* -- LDIF --------------------------------------------------------------------------------------- */

static bool
import_ldif(struct importing *i, struct span bytes, struct error *err)
{
    struct ldif_entry *read = arena_alloc(i->arena, sizeof *read);
    const struct directory_kind *forced = NULL;
    struct ldif ldif;

    if (i->options->kind != NULL) {
        forced = directory_kind(i->directory, span_of(i->options->kind));
        if (forced == NULL)
            return error_set(err, ERROR_BAD_INPUT, "there is no kind \"%s\" in directory.xml",
                             i->options->kind);
    }
    ldif_open(bytes, &ldif);
    while (ldif_next(i->row, &ldif, read, err)) {
        struct span given[IMPORT_ATTRIBUTES_MAX];
        struct directory_entry entry;
        struct import_note fault;
        size_t count;
        const struct directory_kind *kind =
            forced != NULL ? forced : importrow_ldif_kind(i->row, i->directory, read);

        if (kind == NULL)
            i->report->ignored++;
        else if (!importrow_ldif(i->row, kind, read, &entry, given, &count, &fault))
            refuse(i, &fault);
        else if (!put(i, kind, &entry, given, count, read->line, err))
            return false;
        arena_reset(i->row);
    }
    return err->kind == ERROR_NONE;
}

/* -- what the file lacks --------------------------------------------------------------------------- */

/* Keys are read first: rows must not vanish under the reading statement. */
static bool
absent_keys(struct importing *i, const struct directory_kind *kind, struct span **keys, size_t *count,
            struct error *err)
{
    size_t capacity = 1024;
    sqlite3_stmt *query = database_query(
        i->database, "SELECT key FROM entry WHERE kind = ? AND source <> 'register' ORDER BY key", "t",
        kind->id);
    enum database_row row;

    *keys = malloc(capacity * sizeof **keys);
    *count = 0;
    while (*keys != NULL && (row = database_step(i->database, query, err)) == ROW_FOUND) {
        struct span key = column_span(i->arena, query, 0);

        if (i->seen[place_of(i, kind->id, key)].line != 0)
            continue;
        if (*count == capacity)
            *keys = realloc(*keys, (capacity *= 2) * sizeof **keys);
        if (*keys != NULL)
            (*keys)[(*count)++] = key;
    }
    if (*keys == NULL)
        abort();
    return row == ROW_NONE;
}

static bool
remove_absent(struct importing *i, const struct directory_kind *kind, struct error *err)
{
    struct span *keys;
    size_t count;
    bool good = absent_keys(i, kind, &keys, &count, err);

    for (size_t n = 0; n < count && good; n++) {
        good = people_remove(i->database, i->row, kind, keys[n], err);
        arena_reset(i->row);
    }
    i->report->removed += count;
    free(keys);
    return good;
}

static bool
remove_all_absent(struct importing *i, struct error *err)
{
    if (i->report->refused > 0)
        return error_set(
            err, ERROR_BAD_INPUT,
            "line %u: %.*s; with --whole nothing is removed, and nothing changed, while rows are "
            "refused: an entry may be missing only because its row is faulty",
            i->report->refusals.items[0].line, SPAN_ARG(i->report->refusals.items[0].text));
    for (size_t k = 0; k < i->directory->kind_count; k++) {
        bool present = false;

        for (size_t n = 0; n < i->seen_size && !present; n++)
            present = i->seen[n].line != 0 && span_equal(i->seen[n].kind, i->directory->kinds[k].id);
        if (present && !remove_absent(i, &i->directory->kinds[k], err))
            return false;
    }
    return true;
}

bool
import_run(struct arena *arena, struct database *database, const struct directory *directory,
           struct span bytes, const struct import_options *options, int64_t now, struct import_report *report,
           struct error *err)
{
    struct importing i = {.arena = arena,
                          .row = arena_open(ROW_ARENA_MAX),
                          .database = database,
                          .directory = directory,
                          .options = options,
                          .report = report,
                          .now = now};
    bool good;

    *report = (struct import_report){0};
    good = ldif_looks_like(bytes) ? import_ldif(&i, bytes, err) : import_csv(&i, bytes, err);
    if (good && options->whole)
        good = remove_all_absent(&i, err);
    arena_close(&i.row);
    return good;
}
