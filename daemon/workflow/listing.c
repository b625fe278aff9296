// SPDX-License-Identifier: Apache-2.0
#include "workflow/listing.h"

#include "common/xml.h"
#include "reader/address.h"
#include "workflow/context.h"
#include "workflow/markup.h"
#include "workflow/model.h"
#include "workflow/trust.h"

enum {
    ROW_MAX = 16 * 1024,    /* bytes */
    CELL_MAX = 300,         /* bytes: a list is no place to read a subject of ten pages */
    COLLEAGUES_MAX = 50,    /* of one role */
};

static struct span
attribute(struct arena *arena, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(arena, node, name, ""));
}

struct waiting {
    struct text roles, names;
    struct span opened;
};

static void
add_once(struct text *list, struct span word, const char *separator)
{
    struct span all = text_get(list);
    size_t at = word.len == 0 ? 0 : span_find(all, span_dup(list->arena, word));

    if (word.len == 0 || at != SIZE_MAX)
        return;
    text_string(list, list->len > 0 ? separator : "");
    text_span(list, word);
}

static struct waiting
waiting_of(struct arena *arena, const xmlNode *root)
{
    struct waiting waiting = {text_new(arena, 2000), text_new(arena, 4000), SPAN("")};

    for (xmlNode *task = xml_first(root, "task"); task != NULL; task = xml_next(task, "task")) {
        struct span name = attribute(arena, task, "name"), opened = attribute(arena, task, "opened");

        if (!span_is(attribute(arena, task, "status"), "open"))
            continue;
        add_once(&waiting.roles, attribute(arena, task, "role"), " ");
        add_once(&waiting.names, name.len > 0 ? name : attribute(arena, task, "address"), ", ");
        if (waiting.opened.len == 0)
            waiting.opened = opened;
    }
    return waiting;
}

/* Cut between characters; the escaping mends what isn't. */
static struct span
cell_of(struct evaluation *evaluation, const struct column *column)
{
    return span_trim(span_first(evaluation_string(evaluation, column->select.compiled, NULL), CELL_MAX));
}

struct span
listing_row(struct arena *arena, const struct definition *definition, struct evaluation *evaluation,
            xmlDoc *dossier)
{
    const xmlNode *root = xmlDocGetRootElement(dossier), *state = xml_first(root, "state");
    struct waiting waiting = waiting_of(arena, root);
    struct text out = text_new(arena, ROW_MAX);
    struct span id = attribute(arena, state, "id");

    if (definition->column_count == 0)
        return SPAN("");
    evaluation_set_string(evaluation, LISTING_WAITING, text_get(&waiting.names));
    text_string(&out, "<row");
    markup_attribute(&out, "number", attribute(arena, root, "number"));
    markup_attribute(&out, "owner", attribute(arena, root, "owner"));
    markup_attribute(&out, "state", id);
    markup_attribute(&out, "open", definition_is_final(definition, id) ? SPAN("no") : SPAN("yes"));
    markup_attribute(&out, "since", attribute(arena, state, "since"));
    markup_attribute(&out, "opened", waiting.opened);
    markup_attribute(&out, "waiting", text_get(&waiting.roles));
    text_byte(&out, '>');
    for (size_t i = 0; i < definition->column_count; i++)
        markup_element(&out, span_dup(arena, definition->columns[i].id),
                       cell_of(evaluation, &definition->columns[i]));
    text_string(&out, "</row>");
    evaluation_moved(evaluation);
    return out.overflow ? SPAN("") : text_get(&out);
}

static size_t
add_party(struct arena *arena, struct party *parties, size_t count, struct span role, struct span address)
{
    address = span_lower(arena, span_trim(address));
    if (!address_is_plain(address))
        return count;
    for (size_t i = 0; i < count; i++)
        if (span_equal(parties[i].role, role) && span_equal(parties[i].address, address))
            return count;
    parties[count] = (struct party){role, address};
    return count + 1;
}

size_t
listing_parties(struct arena *arena, const struct definition *definition, struct evaluation *evaluation,
                xmlDoc *dossier, struct party **parties)
{
    const xmlNode *root = xmlDocGetRootElement(dossier);
    size_t count = 0;

    *parties = arena_array(arena, definition->role_count * (COLLEAGUES_MAX + 2), sizeof **parties);
    for (size_t i = 0; i < definition->role_count; i++) {
        const struct role *role = &definition->roles[i];
        struct span rest, one;
        size_t colleagues = 0;

        if (definition_dashboard(definition, role) == NULL)
            continue;
        if (role == definition->owner)
            count = add_party(arena, *parties, count, role->id, attribute(arena, root, "owner"));
        count = add_party(arena, *parties, count, role->id,
                          context_person(arena, evaluation, definition, role->id).address);
        rest = role->colleagues.compiled == NULL
                   ? SPAN("")
                   : evaluation_string(evaluation, role->colleagues.compiled, NULL);
        while (colleagues++ < COLLEAGUES_MAX && span_split(&rest, ' ', &one))
            count = add_party(arena, *parties, count, role->id, one);
    }
    evaluation_moved(evaluation);
    return count;
}

static size_t
add_address(struct arena *arena, struct span *addresses, size_t count, struct span address)
{
    address = span_lower(arena, span_trim(address));
    for (size_t i = 0; i < count; i++)
        if (span_equal(addresses[i], address))
            return count;
    if (address_is_plain(address))
        addresses[count++] = address;
    return count;
}

size_t
listing_addresses(struct arena *arena, const struct definition *definition, struct evaluation *evaluation,
                  xmlDoc *dossier, struct span **addresses)
{
    const xmlNode *root = xmlDocGetRootElement(dossier);
    size_t count = 0;

    *addresses = arena_array(arena, 1 + definition->role_count + 2 * xml_count(root, "task"), sizeof **addresses);
    count = add_address(arena, *addresses, count, attribute(arena, root, "owner"));
    for (size_t i = 0; i < definition->role_count; i++)
        count = add_address(arena, *addresses, count,
                            evaluation_string(evaluation, definition->roles[i].address.compiled, NULL));
    for (xmlNode *task = xml_first(root, "task"); task != NULL; task = xml_next(task, "task")) {
        count = add_address(arena, *addresses, count, attribute(arena, task, "address"));
        count = add_address(arena, *addresses, count, attribute(arena, task, "deputy"));
    }
    evaluation_moved(evaluation);
    return count;
}

bool
listing_wanted(const struct definition *definition, const struct event *event)
{
    const struct command *command = trust_command(definition, event);

    return command != NULL && (command->lists || command->habit.len > 0);
}
