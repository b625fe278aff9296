// SPDX-License-Identifier: Apache-2.0
#include "directory/people.h"

#include "common/utf8.h"
#include "common/wire.h"

enum { DATA_MAX = 256 * 1024, NEEDLES = 4 };

/* -- an entry as bytes ---------------------------------------------------------------- */

struct span
people_pack(struct arena *arena, const struct directory_entry *entry)
{
    struct text out = text_new(arena, DATA_MAX);

    for (size_t i = 0; i < entry->count; i++) {
        wire_put_bytes(&out, entry->values[i].name);
        wire_put_bytes(&out, entry->values[i].value);
    }
    return text_get(&out);
}

void
people_unpack(struct arena *arena, struct span data, struct directory_entry *entry)
{
    struct wire wire = wire_read(data);
    size_t capacity = data.len / 8 + 1;

    entry->values = arena_array(arena, capacity, sizeof *entry->values);
    while (wire.rest.len > 0 && !wire.bad && entry->count < capacity) {
        entry->values[entry->count].name = wire_get_bytes(&wire);
        entry->values[entry->count].value = wire_get_bytes(&wire);
        entry->count += !wire.bad;
    }
}

/* " dupuis helene ": a word begins behind a space. */
static struct span
words_text(struct arena *arena, const struct span *words, size_t count)
{
    struct text out = text_new(arena, 4096);

    for (size_t i = 0; i < count; i++)
        text_printf(&out, " %.*s", SPAN_ARG(words[i]));
    return text_get(&out);
}

/* -- writing -------------------------------------------------------------------------- */

static bool
load(struct database *database, struct arena *arena, struct span kind, struct span key, int64_t *id,
     struct directory_entry *entry, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT id, data, source, parent FROM entry WHERE kind = ? AND key = ?", "tt", kind, key);
    enum database_row row = database_step(database, query, err);

    *id = 0;
    *entry = (struct directory_entry){.kind = kind, .key = key};
    if (row == ROW_FOUND) {
        *id = sqlite3_column_int64(query, 0);
        people_unpack(arena, column_span(arena, query, 1), entry);
        entry->source = column_span(arena, query, 2);
        entry->parent = column_span(arena, query, 3);
        database_end(query);
    }
    return row != ROW_FAILED;
}

static bool
put_key(struct database *database, const char *sql, const struct directory_entry *entry, struct span name,
        struct span value, int64_t id, struct error *err)
{
    return database_run(database, database_query(database, sql, "ttti", entry->kind, name, value, id), err);
}

/* The rows by which the entry is found, put in or taken out. */
static bool
index_entry(struct database *database, struct arena *arena, const struct directory_kind *kind,
            const struct directory_entry *entry, int64_t id, bool in, struct error *err)
{
    const char *key_sql =
        in ? "INSERT OR IGNORE INTO entry_key(kind, name, value, entry) VALUES(?,?,?,?)"
           : "DELETE FROM entry_key WHERE kind = ? AND name = ? AND value = ? AND entry = ?";
    const char *word_sql = in ? "INSERT OR IGNORE INTO entry_word(kind, word, entry) VALUES(?,?,?)"
                              : "DELETE FROM entry_word WHERE kind = ? AND word = ? AND entry = ?";
    size_t count;
    struct span *words = directory_entry_words(arena, kind, entry, &count);

    for (size_t i = 0; i < kind->attribute_count; i++) {
        const struct directory_attribute *attribute = &kind->attributes[i];
        struct span value;

        if (!attribute->by)
            continue;
        value = utf8_fold(arena, directory_entry_value(entry, attribute->id));
        if (value.len > 0 && !put_key(database, key_sql, entry, attribute->id, value, id, err))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!database_run(database, database_query(database, word_sql, "tti", entry->kind, words[i], id),
                          err))
            return false;
    return true;
}

static bool
is_given(const struct span *given, size_t count, struct span name)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(given[i], name))
            return true;
    return given == NULL;
}

/* What the source does not speak of stays. */
static void
merge(struct arena *arena, const struct directory_kind *kind, struct directory_entry *entry,
      const struct directory_entry *before, const struct span *given, size_t given_count)
{
    struct directory_value *values = arena_array(arena, kind->attribute_count + 1, sizeof *values);
    size_t count = 0;

    for (size_t i = 0; i < kind->attribute_count; i++) {
        struct span name = kind->attributes[i].id;
        struct span value = directory_entry_value(is_given(given, given_count, name) ? entry : before, name);

        if (value.len > 0)
            values[count++] = (struct directory_value){name, value};
    }
    entry->values = values;
    entry->count = count;
}

static bool
write_entry(struct database *database, struct arena *arena, const struct directory_kind *kind,
            const struct directory_entry *entry, struct span data, int64_t *id, int64_t now,
            struct error *err)
{
    size_t count;
    struct span *words = directory_entry_words(arena, kind, entry, &count);

    if (!database_run(database,
                      database_query(database,
                                     "INSERT INTO entry(kind, key, parent, words, data, source, changed, seen)"
                                     " VALUES(?1,?2,?3,?4,?5,?6,?7,?7) ON CONFLICT(kind, key) DO UPDATE SET parent = "
                                     "excluded.parent, words = excluded.words, data = excluded.data,"
                                     " source = excluded.source, changed = excluded.changed,"
                                     " seen = excluded.seen",
                                     "ttttbti", entry->kind, entry->key, entry->parent,
                                     words_text(arena, words, count), data, entry->source, now),
                      err))
        return false;
    if (*id == 0)
        *id = database_last_id(database);
    return true;
}

bool
people_put(struct database *database, struct arena *arena, const struct directory_kind *kind,
           struct directory_entry *entry, const struct span *given, size_t given_count, int64_t now,
           enum people_put *what, struct directory_entry *before, struct error *err)
{
    struct span data;
    int64_t id;

    if (!load(database, arena, entry->kind, entry->key, &id, before, err))
        return false;
    merge(arena, kind, entry, before, given, given_count);
    directory_entry_settle(arena, kind, entry);
    data = people_pack(arena, entry);
    *what = id == 0 ? PEOPLE_ADDED : PEOPLE_CHANGED;
    if (id != 0 && span_equal(data, people_pack(arena, before))) {
        *what = PEOPLE_SAME;
        return database_run(database,
                            database_query(database, "UPDATE entry SET seen = ? WHERE id = ?", "ii", now, id), err);
    }
    return (id == 0 || index_entry(database, arena, kind, before, id, false, err)) &&
           write_entry(database, arena, kind, entry, data, &id, now, err) &&
           index_entry(database, arena, kind, entry, id, true, err);
}

bool
people_remove(struct database *database, struct arena *arena, const struct directory_kind *kind,
              struct span key, struct error *err)
{
    struct directory_entry entry;
    int64_t id;

    if (!load(database, arena, kind->id, key, &id, &entry, err))
        return false;
    return id == 0 ||
           (index_entry(database, arena, kind, &entry, id, false, err) &&
            database_run(database, database_query(database, "DELETE FROM entry WHERE id = ?", "i", id), err));
}

/* -- looking up ------------------------------------------------------------------------ */

#define ENTRY_COLUMNS "e.kind, e.key, e.parent, e.source, e.changed, e.data"

static bool
collect(struct database *database, struct arena *arena, sqlite3_stmt *query, struct directory_entry *found,
        size_t *count, struct error *err)
{
    enum database_row row;

    *count = 0;
    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        struct directory_entry *entry;

        if ((*count)++ == PEOPLE_FOUND_MAX) {
            database_end(query);
            return true;
        }
        entry = &found[*count - 1];
        *entry = (struct directory_entry){.kind = column_span(arena, query, 0),
                                          .key = column_span(arena, query, 1),
                                          .parent = column_span(arena, query, 2),
                                          .source = column_span(arena, query, 3),
                                          .changed = sqlite3_column_int64(query, 4)};
        people_unpack(arena, column_span(arena, query, 5), entry);
    }
    return row == ROW_NONE;
}

bool
people_by_key(struct database *database, struct arena *arena, struct span kind, struct span key,
              struct directory_entry *found, size_t *count, struct error *err)
{
    return collect(database, arena,
                   database_query(database,
                                  "SELECT " ENTRY_COLUMNS " FROM entry e WHERE e.kind = ? AND e.key = ?",
                                  "tt", kind, key),
                   found, count, err);
}

#define BY_VALUE                                                                                                      \
    "SELECT " ENTRY_COLUMNS " FROM entry_key k JOIN entry e ON e.id = k.entry"                                        \
    " WHERE k.kind = ?1 AND k.name = ?2 AND k.value = ?3 AND (?4 = '' OR e.parent = ?4)"

/* As a rule there is one, or none: to make ready for sorting is dearer than to find that out. */
bool
people_by(struct database *database, struct arena *arena, struct span kind, struct span name,
          struct span value, struct span parent, struct directory_entry *found, size_t *count,
          struct error *err)
{
    struct span by = utf8_fold(arena, value), within = utf8_fold(arena, parent);

    if (!collect(database, arena,
                 database_query(database, BY_VALUE " LIMIT 2", "tttt", kind, name, by, within), found, count, err))
        return false;
    return *count < 2 || collect(database, arena,
                                 database_query(database, BY_VALUE " ORDER BY e.key LIMIT ?5", "tttti", kind, name, by,
                                                within, (int64_t)PEOPLE_FOUND_MAX + 1),
                                 found, count, err);
}

bool
people_of_parent(struct database *database, struct arena *arena, struct span kind, struct span parent,
                 struct directory_entry *found, size_t *count, struct error *err)
{
    return collect(database, arena,
                   database_query(database,
                                  "SELECT " ENTRY_COLUMNS
                                  " FROM entry e WHERE e.kind = ? AND e.parent = ? AND"
                                  " e.parent <> '' ORDER BY e.key LIMIT ?",
                                  "tti", kind, utf8_fold(arena, parent), (int64_t)PEOPLE_FOUND_MAX + 1),
                   found, count, err);
}

/* The word that fewest entries have is, as a rule, the longest. */
static size_t
longest_of(const struct span *words, size_t count)
{
    size_t longest = 0;

    for (size_t i = 1; i < count; i++)
        if (words[i].len > words[longest].len)
            longest = i;
    return longest;
}

/* What follows every word that begins with this one. */
static struct span
after_prefix(struct arena *arena, struct span word)
{
    return span_printf(arena, "%.*s\xf4\x8f\xbf\xbf", SPAN_ARG(word));
}

bool
people_search(struct database *database, struct arena *arena, struct span kind, const struct span *words,
              size_t word_count, struct span parent, struct directory_entry *found, size_t *count,
              struct error *err)
{
    size_t longest = longest_of(words, word_count);
    struct span needles[NEEDLES] = {SPAN(" "), SPAN(" "), SPAN(" "), SPAN(" ")};
    size_t used = 0;

    *count = 0;
    if (word_count == 0)
        return true;
    for (size_t i = 0; i < word_count && used < NEEDLES; i++)
        if (i != longest)
            needles[used++] = span_printf(arena, " %.*s", SPAN_ARG(words[i]));
    return collect(
        database, arena,
        database_query(database,
                       "SELECT DISTINCT " ENTRY_COLUMNS
                       " FROM (SELECT entry FROM entry_word WHERE kind = ?1 AND"
                       " word >= ?2 AND word < ?3 LIMIT ?4) w JOIN entry e ON e.id = w.entry"
                       " WHERE instr(e.words, ?5) AND instr(e.words, ?6) AND instr(e.words, ?7) AND"
                       " instr(e.words, ?8) AND (?9 = '' OR e.parent = ?9) ORDER BY e.words, e.key LIMIT ?10",
                       "tttittttti", kind, words[longest], after_prefix(arena, words[longest]),
                       (int64_t)PEOPLE_LOOKED_MAX, needles[0], needles[1], needles[2], needles[3],
                       utf8_fold(arena, parent), (int64_t)PEOPLE_FOUND_MAX + 1),
        found, count, err);
}
