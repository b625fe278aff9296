// SPDX-License-Identifier: Apache-2.0
#include "workflow/kept.h"

#include "common/date.h"
#include "common/xml.h"
#include "procedure/datatype.h"
#include "procedure/privacy.h"
#include "workflow/context.h"
#include "workflow/markup.h"
#include "workflow/model.h"
#include "workflow/trust.h"

struct keeping {
    struct text *out;
    struct arena *arena;
    const struct definition *definition;
    const struct privacy *privacy;
    xmlNode *root;
    struct evaluation *evaluation;
    struct span address, language;
    bool *is; /* by role: the person is it */
};

bool
kept_wanted(const struct definition *definition, const struct event *event)
{
    const struct command *command = trust_command(definition, event);

    return command != NULL && command->data;
}

static struct span
attribute(const struct keeping *k, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(k->arena, node, name, ""));
}

static struct span
in_language(const struct keeping *k, const struct label *label)
{
    return span_is(k->language, "fr") || label->en.len == 0 ? label->fr : label->en;
}

static void
copy_attributes(const struct keeping *k, const xmlNode *node, const char *const *names)
{
    for (; *names != NULL; names++)
        if (xml_attr(k->arena, node, *names) != NULL)
            markup_attribute(k->out, *names, attribute(k, node, *names));
}

static bool
is_open(const struct keeping *k)
{
    const struct state *state =
        definition_state(k->definition, attribute(k, xml_first(k->root, "state"), "id"));

    return state == NULL || !state->final;
}

/* ---- who the person is in it ---- */

static bool
had_task(const struct keeping *k, struct span role)
{
    for (xmlNode *task = xml_first(k->root, "task"); task != NULL; task = xml_next(task, "task"))
        if (span_equal(attribute(k, task, "role"), role) &&
            trust_same_address(attribute(k, task, "address"), k->address))
            return true;
    return false;
}

static bool
find_roles(struct keeping *k)
{
    bool any = false;

    k->is = arena_array(k->arena, k->definition->role_count, sizeof *k->is);
    for (size_t i = 0; i < k->definition->role_count; i++) {
        const struct role *role = &k->definition->roles[i];
        struct person person = context_person(k->arena, k->evaluation, k->definition, role->id);

        k->is[i] =
            trust_same_address(person.address, k->address) || had_task(k, role->id) ||
            (role == k->definition->owner && trust_same_address(attribute(k, k->root, "owner"), k->address));
        any = any || k->is[i];
    }
    return any;
}

static bool
is_about_them(const struct keeping *k, struct span section)
{
    for (size_t i = 0; i < k->definition->role_count; i++)
        if (k->is[i] && privacy_is_about(k->privacy, k->definition->roles[i].id, section))
            return true;
    return false;
}

/* ---- the values ---- */

static void
put_value(const struct keeping *k, struct span id, const xmlNode *node)
{
    const struct field *field = form_field(procedure_form(k->definition->procedure), id);
    struct span value = xml_text(k->arena, node);

    if (field == NULL || value.len == 0)
        return;
    text_string(k->out, "<value");
    markup_attribute(k->out, "field", id);
    text_byte(k->out, '>');
    markup_element(k->out, "label", in_language(k, &field->label));
    markup_element(k->out, "shown",
                   datatype_show(k->arena, field, value, span_is(k->language, "fr") ? "fr" : "en"));
    text_string(k->out, "</value>");
}

static void
put_section(const struct keeping *k, const struct section *section, const xmlNode *data)
{
    text_string(k->out, "<section");
    markup_attribute(k->out, "id", section->id);
    text_byte(k->out, '>');
    markup_element(k->out, "label", in_language(k, &section->label));
    for (xmlNode *node = xml_first(data, NULL); node != NULL; node = xml_next(node, NULL)) {
        struct span id = span_printf(k->arena, "%.*s.%s", SPAN_ARG(section->id), xml_name(node));

        if (xml_first(node, NULL) == NULL)
            put_value(k, id, node);
        for (xmlNode *member = xml_first(node, NULL); member != NULL; member = xml_next(member, NULL))
            put_value(k, span_printf(k->arena, "%.*s.%s", SPAN_ARG(id), xml_name(member)), member);
    }
    text_string(k->out, "</section>");
}

static void
put_values(const struct keeping *k)
{
    const struct form *form = procedure_form(k->definition->procedure);
    const xmlNode *data = xml_first(k->root, "data");

    for (size_t i = 0; i < form->section_count; i++) {
        const xmlNode *values = xml_first(data, span_dup(k->arena, form->sections[i].id));

        if (values != NULL && is_about_them(k, form->sections[i].id))
            put_section(k, &form->sections[i], values);
    }
}

/* ---- what they were asked and said, and for how long it is kept ---- */

static void
put_tasks(const struct keeping *k)
{
    static const char *const names[] = {"id", "role", "status", "opened", "closed", "verb", NULL};

    for (xmlNode *task = xml_first(k->root, "task"); task != NULL; task = xml_next(task, "task")) {
        if (!trust_same_address(attribute(k, task, "address"), k->address))
            continue;
        text_string(k->out, "<task");
        copy_attributes(k, task, names);
        text_string(k->out, "/>");
    }
}

static void
put_answers(const struct keeping *k)
{
    static const char *const names[] = {"verb", "at", "method", "message", NULL};

    for (xmlNode *answer = xml_first(k->root, "answer"); answer != NULL;
         answer = xml_next(answer, "answer")) {
        if (!trust_same_address(attribute(k, answer, "address"), k->address))
            continue;
        text_string(k->out, "<answer");
        copy_attributes(k, answer, names);
        text_byte(k->out, '>');
        markup_escape(k->out, span_first(xml_text(k->arena, answer), CONTEXT_QUOTE_MAX));
        text_string(k->out, "</answer>");
    }
}

/* Of a closed dossier, what applies to it; of an open one, all that may. */
static void
put_keeps(const struct keeping *k)
{
    for (size_t i = 0; i < k->privacy->keep_count; i++) {
        const struct keep *keep = &k->privacy->keeps[i];
        int32_t until = is_open(k) ? DAY_NONE : privacy_until(k->evaluation, keep);

        if (until == DAY_NONE && !is_open(k))
            continue;
        text_string(k->out, "<keep");
        markup_attribute(k->out, "what", span_of(kept_name(keep->what)));
        markup_attribute(k->out, "until", until == DAY_NONE ? SPAN("") : day_iso(k->arena, until));
        markup_attribute(k->out, "source", keep->source);
        text_byte(k->out, '>');
        markup_element(k->out, "label", in_language(k, &keep->label));
        markup_element(k->out, "why", in_language(k, &keep->why));
        text_string(k->out, "</keep>");
    }
}

static void
put_head(const struct keeping *k)
{
    static const char *const names[] = {"number", "created", "revision", NULL};
    text_string(k->out, "<file");
    copy_attributes(k, k->root, names);
    markup_attribute(k->out, "procedure", procedure_name(k->definition->procedure));
    markup_attribute(k->out, "label", in_language(k, &procedure_form(k->definition->procedure)->label));
    markup_attribute(k->out, "state", attribute(k, xml_first(k->root, "state"), "id"));
    markup_attribute(k->out, "open", is_open(k) ? SPAN("yes") : SPAN("no"));
    text_byte(k->out, '>');
    for (size_t i = 0; i < k->definition->role_count; i++)
        if (k->is[i]) {
            text_string(k->out, "<as");
            markup_attribute(k->out, "role", k->definition->roles[i].id);
            text_string(k->out, "/>");
        }
}

void
kept_put_file(struct text *out, struct arena *arena, const struct definition *definition, xmlDoc *dossier,
              struct span address, struct span language, int64_t now)
{
    struct keeping k = {.out = out,
                        .arena = arena,
                        .definition = definition,
                        .privacy = procedure_privacy(definition->procedure),
                        .root = xmlDocGetRootElement(dossier),
                        .evaluation = evaluation_open(arena, definition->procedure, dossier, NULL, now),
                        .address = address,
                        .language = language};

    if (!find_roles(&k))
        return;
    put_head(&k);
    put_values(&k);
    put_tasks(&k);
    put_answers(&k);
    put_keeps(&k);
    text_string(out, "</file>");
}
