// SPDX-License-Identifier: Apache-2.0
#include "workflow/linked.h"

#include "common/xml.h"
#include "workflow/model.h"

struct laying {
    struct arena *arena;
    xmlNode *to;   /* <data> of the copy */
    xmlNode *from; /* <data> of the child */
    struct evaluation *child;
};

static xmlNode *
section_of(xmlNode *data, struct arena *arena, struct span id)
{
    return xml_first(data, span_dup(arena, id));
}

static void
remove_all(xmlNode *parent, const char *name)
{
    for (xmlNode *node = xml_first(parent, name), *next; node != NULL; node = next) {
        next = xml_next(node, name);
        xml_remove(node);
    }
}

static void
copy_into(xmlNode *parent, xmlNode *node)
{
    xmlAddChild(parent, xmlDocCopyNode(node, parent->doc, 1));
}

/* Each name once: all that the parent has of it goes, all that the child gives comes. */
static void
lay_section(const struct laying *l, const struct amendment *amendment)
{
    xmlNode *given = section_of(l->from, l->arena, amendment->section), *place;

    if (xml_first(given, NULL) == NULL)
        return;
    place = xml_path_make(l->to, span_dup(l->arena, amendment->section));
    if (amendment->whole)
        remove_all(place, NULL);
    for (xmlNode *node = xml_first(given, NULL); node != NULL; node = xml_next(node, NULL))
        remove_all(place, xml_name(node));
    for (xmlNode *node = xml_first(given, NULL); node != NULL; node = xml_next(node, NULL))
        copy_into(place, node);
}

static void
lay_field(const struct laying *l, const struct amendment *amendment)
{
    struct span value = span_trim(evaluation_string(l->child, amendment->value.compiled, NULL));
    struct span rest = amendment->field, section;
    const char *name;

    (void)span_split(&rest, '.', &section);
    name = span_dup(l->arena, rest);
    if (value.len == 0)
        remove_all(section_of(l->to, l->arena, section), name);
    else
        xml_set_text(xml_path_make(l->to, arena_printf(l->arena, "%.*s/%s", SPAN_ARG(section), name)), value);
}

xmlDoc *
linked_lay(struct arena *arena, const struct definition *parent, xmlDoc *parent_dossier, xmlDoc *facts,
           const struct definition *child, xmlDoc *child_dossier, int64_t now)
{
    xmlDoc *amended = xml_copy(arena, parent_dossier);
    struct laying l = {.arena = arena,
                       .to = dossier_data(amended),
                       .from = xml_first(xmlDocGetRootElement(child_dossier), "data"),
                       .child = evaluation_open(arena, child->procedure, child_dossier, NULL, now)};

    evaluation_set_node(l.child, "parent", xmlDocGetRootElement(parent_dossier));
    for (size_t i = 0; i < child->amendment_count; i++) {
        const struct amendment *amendment = &child->amendments[i];

        if (amendment->when.compiled != NULL && !evaluation_boolean(l.child, amendment->when.compiled, NULL))
            continue;
        if (amendment->section.len > 0)
            lay_section(&l, amendment);
        else
            lay_field(&l, amendment);
    }
    form_compute(evaluation_open(arena, parent->procedure, amended, facts, now), amended);
    return amended;
}

xmlDoc *
linked_set(struct arena *arena, const struct situation *situation, xmlDoc *dossier,
           struct evaluation *evaluation)
{
    xmlDoc *amended;

    if (situation->parent == NULL)
        return NULL;
    amended = linked_lay(arena, situation->parent_definition, situation->parent, situation->amended_facts,
                         situation->definition, dossier, situation->now);
    evaluation_set_node(evaluation, "parent", xmlDocGetRootElement(situation->parent));
    evaluation_set_node(evaluation, "amended", xmlDocGetRootElement(amended));
    evaluation_forget(evaluation);
    return amended;
}

struct evaluation *
linked_evaluation(struct arena *arena, const struct situation *situation, xmlDoc *amended)
{
    return evaluation_open(arena, situation->parent_definition->procedure, amended, situation->amended_facts,
                           situation->now);
}

static bool
stood_before(const struct findings *before, const struct finding *finding)
{
    for (size_t i = 0; i < before->count; i++)
        if (span_equal(before->items[i].rule, finding->rule) &&
            span_equal(before->items[i].field, finding->field) &&
            span_equal(before->items[i].message.fr, finding->message.fr))
            return true;
    return false;
}

struct findings
linked_findings(struct arena *arena, const struct situation *situation, xmlDoc *amended, struct findings own)
{
    struct findings after = rules_check(linked_evaluation(arena, situation, amended));
    struct findings before =
        rules_check(evaluation_open(arena, situation->parent_definition->procedure, situation->parent,
                                    situation->parent_facts, situation->now));
    struct findings all = {arena_array(arena, own.count + after.count, sizeof *all.items), 0};

    for (size_t i = 0; i < own.count; i++)
        all.items[all.count++] = own.items[i];
    for (size_t i = 0; i < after.count; i++)
        if (!stood_before(&before, &after.items[i]))
            all.items[all.count++] = after.items[i];
    return all;
}
