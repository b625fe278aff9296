// SPDX-License-Identifier: Apache-2.0
#include "main/personal.h"

#include "directory/people.h"
#include "store/listings.h"
#include "store/mentions.h"
#include "workflow/habit.h"
#include "workflow/kept.h"
#include "workflow/markup.h"

enum {
    KEPT_BYTES_MAX = 1024 * 1024,
    DOSSIER_ARENA_MAX = 64 * 1024 * 1024,
};

struct gathering {
    const struct personal *personal;
    struct arena *arena;
    struct span address, language;
    struct text out;
};

/* In an arena of its own: a gestionnaire has many. */
static bool
put_dossier(struct gathering *g, int64_t id, struct error *err)
{
    const struct personal *p = g->personal;
    struct arena *arena = arena_open(DOSSIER_ARENA_MAX);
    const struct definition *definition;
    struct dossier_row row;
    xmlDoc *dossier;
    bool good = dossiers_by_id(p->database, arena, id, &row, err) &&
                (definition = apply_definition(p->applier, p->database, &row, err)) != NULL &&
                (dossier = xml_parse(arena, row.data, "dossier", XML_OWN_MAX, err)) != NULL;

    if (good)
        kept_put_file(&g->out, arena, definition, dossier, g->address, g->language, p->now);
    good = good && mentions_mails(p->database, arena, id, g->address, &g->out, err);
    arena_close(&arena);
    return good;
}

static void
put_entry(struct gathering *g, const struct directory_kind *kind, const struct directory_entry *entry)
{
    text_string(&g->out, "<entry");
    markup_attribute(&g->out, "kind", span_is(g->language, "fr") ? kind->label.fr : kind->label.en);
    markup_attribute(&g->out, "source", entry->source);
    text_byte(&g->out, '>');
    for (size_t i = 0; i < entry->count; i++) {
        const struct directory_attribute *attribute = directory_attribute(kind, entry->values[i].name);

        if (attribute == NULL)
            continue;
        text_string(&g->out, "<value>");
        markup_element(&g->out, "label",
                       span_is(g->language, "fr") ? attribute->label.fr : attribute->label.en);
        markup_element(&g->out, "shown", entry->values[i].value);
        text_string(&g->out, "</value>");
    }
    text_string(&g->out, "</entry>");
}

/* Entries that have the address under an attribute by which they are found. */
static bool
put_entries(struct gathering *g, const struct directory_kind *kind, struct error *err)
{
    struct directory_entry found[PEOPLE_FOUND_MAX + 1];

    for (size_t i = 0; i < kind->attribute_count; i++) {
        const struct directory_attribute *attribute = &kind->attributes[i];
        size_t count = 0;

        if (attribute->field.type != TYPE_EMAIL || !(attribute->by || attribute->key))
            continue;
        if (!people_by(g->personal->database, g->arena, kind->id, attribute->id, g->address, SPAN(""), found,
                       &count, err))
            return false;
        for (size_t j = 0; j < count && j < PEOPLE_FOUND_MAX; j++)
            put_entry(g, kind, &found[j]);
    }
    return true;
}

/* How they want to be written to. */
static bool
put_habit(struct gathering *g, struct error *err)
{
    struct habit *habits;
    size_t count;

    if (!habits_look_up(g->personal->database, g->arena, &g->address, 1, &habits, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!span_equal(habits[i].address, g->address))
            continue;
        text_string(&g->out, "<habit");
        habit_put(&g->out, &habits[i]);
        text_string(&g->out, "/>");
    }
    return true;
}

static bool
gather(struct gathering *g, struct error *err)
{
    const struct directory *directory = procedure_directory(g->personal->procedure);
    int64_t ids[MENTIONS_DOSSIERS_MAX], total;
    size_t count;

    if (!mentions_dossiers(g->personal->database, g->address, ids, &count, &total, err))
        return false;
    text_string(&g->out, "<kept");
    markup_attribute(&g->out, "address", g->address);
    text_printf(&g->out, " total=\"%lld\" shown=\"%zu\">", (long long)total, count);
    for (size_t i = 0; i < count; i++)
        if (!put_dossier(g, ids[i], err))
            return false;
    for (size_t i = 0; i < directory->kind_count; i++)
        if (!put_entries(g, &directory->kinds[i], err))
            return false;
    if (!put_habit(g, err) || !mentions_messages(g->personal->database, g->arena, g->address, &g->out, err))
        return false;
    text_string(&g->out, "</kept>");
    return true;
}

bool
personal_look_up(struct arena *arena, const struct personal *personal, struct span address,
                 struct span language, xmlDoc **kept, struct error *err)
{
    struct gathering g = {.personal = personal,
                          .arena = arena,
                          .address = span_lower(arena, address),
                          .language = language,
                          .out = text_new(arena, KEPT_BYTES_MAX)};

    if (!gather(&g, err))
        return false;
    if (g.out.overflow) { /* more than a mail can tell: the template says whom to ask */
        text_cut(&g.out, 0);
        text_string(&g.out, "<kept total=\"many\" shown=\"0\"/>");
    }
    *kept = xml_parse(arena, text_get(&g.out), "kept", XML_OWN_MAX, err);
    return *kept != NULL;
}
