// SPDX-License-Identifier: Apache-2.0
#include "directory/registercache.h"

#include "common/utf8.h"
#include "procedure/datatype.h"

enum { DAY = 24 * 3600, DATA_MAX = 256 * 1024 };

void
register_records_put(struct text *out, const struct register_record *records, size_t count)
{
    wire_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        wire_put_u32(out, (uint32_t)records[i].count);
        for (size_t f = 0; f < records[i].count; f++) {
            wire_put_string(out, records[i].facts[f].name);
            wire_put_bytes(out, records[i].facts[f].value);
        }
    }
}

/* "by 73282932000074", "words atelier ponts": equal questions have equal keys. */
static struct span
key_of(struct arena *arena, const struct directory_kind *kind, const struct register_question *question)
{
    struct text out = text_new(arena, 600);
    struct span *words;
    size_t count;

    if (question->by.len > 0) {
        text_printf(&out, "by %.*s", SPAN_ARG(utf8_fold(arena, question->by)));
        return text_get(&out);
    }
    words = directory_words(arena, kind, question->words, &count);
    text_string(&out, "words");
    for (size_t i = 0; i < count; i++)
        text_printf(&out, " %.*s", SPAN_ARG(words[i]));
    return text_get(&out);
}

/* The facts of a record under the names that the kind's attributes give them. */
static struct directory_entry
entry_of(struct arena *arena, const struct directory_kind *kind, struct wire *wire)
{
    struct directory_entry entry = {
        .source = SPAN("register"),
        .values = arena_array(arena, kind->attribute_count + 1, sizeof(struct directory_value))};
    uint32_t facts = wire_get_count(wire, 8);
    struct span names[REGISTER_FACTS_MAX], values[REGISTER_FACTS_MAX];

    for (uint32_t f = 0; f < facts && f < REGISTER_FACTS_MAX; f++) {
        names[f] = wire_get_bytes(wire);
        values[f] = wire_get_bytes(wire);
    }
    for (size_t a = 0; a < kind->attribute_count; a++)
        for (uint32_t f = 0; f < facts && f < REGISTER_FACTS_MAX; f++) {
            const struct directory_attribute *attribute = &kind->attributes[a];
            struct span canonical;
            struct label why;

            if (attribute->fact.len > 0 && span_equal(attribute->fact, names[f]) &&
                datatype_read(arena, &attribute->field, values[f], &canonical, &why))
                entry.values[entry.count++] = (struct directory_value){attribute->id, canonical};
        }
    directory_entry_settle(arena, kind, &entry);
    return entry;
}

static bool
put_row(struct database *database, struct span kind, struct span question, struct span data, int64_t now,
        struct error *err)
{
    return database_run(
        database,
        database_query(database,
                       "INSERT OR REPLACE INTO register(kind, question, asked, data) VALUES(?,?,?,?)", "ttib",
                       kind, question, now, data),
        err);
}

bool
registercache_put(struct database *database, struct arena *arena, const struct directory_kind *kind,
                  const struct register_question *question, struct span records, int64_t now,
                  struct error *err)
{
    struct wire wire = wire_read(records);
    uint32_t count = records.len == 0 ? 0 : wire_get_count(&wire, 4);
    struct text all = text_new(arena, DATA_MAX);

    for (uint32_t i = 0; i < count && !wire.bad; i++) {
        struct directory_entry entry = entry_of(arena, kind, &wire);
        struct register_question itself = {kind->id, entry.key, SPAN("")};
        struct text one = text_new(arena, DATA_MAX);

        if (entry.key.len == 0)
            continue;
        wire_put_bytes(&one, people_pack(arena, &entry));
        wire_put_bytes(&all, people_pack(arena, &entry));
        if (question->by.len == 0 &&
            !put_row(database, kind->id, key_of(arena, kind, &itself), text_get(&one), now, err))
            return false;
    }
    return put_row(database, kind->id, key_of(arena, kind, question), text_get(&all), now, err);
}

bool
registercache_get(struct database *database, struct arena *arena, const struct directory_kind *kind,
                  const struct register_question *question, int64_t now, bool *fresh,
                  struct directory_entry *found, size_t *count, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT asked, data FROM register WHERE kind = ? AND question = ?", "tt",
                       kind->id, key_of(arena, kind, question));
    enum database_row row = database_step(database, query, err);
    struct wire wire;
    int64_t asked;

    *count = 0;
    *fresh = false;
    if (row != ROW_FOUND)
        return row == ROW_NONE;
    asked = sqlite3_column_int64(query, 0);
    wire = wire_read(column_span(arena, query, 1));
    database_end(query);
    *fresh = now - asked < (wire.rest.len > 0 ? CACHE_FOUND_DAYS : CACHE_UNKNOWN_DAYS) * (int64_t)DAY;
    while (*fresh && wire.rest.len > 0 && !wire.bad && *count < PEOPLE_FOUND_MAX) {
        struct directory_entry *entry = &found[(*count)++];

        *entry = (struct directory_entry){.kind = kind->id, .source = SPAN("register"), .changed = asked};
        people_unpack(arena, wire_get_bytes(&wire), entry);
        directory_entry_settle(arena, kind, entry);
    }
    return true;
}
