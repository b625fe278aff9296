// SPDX-License-Identifier: Apache-2.0
#include "workflow/context.h"

#include "common/date.h"
#include "common/xml.h"
#include "procedure/template.h"
#include "reader/address.h"
#include "workflow/formview.h"
#include "workflow/linked.h"
#include "workflow/markup.h"
#include "workflow/model.h"
#include "workflow/replacing.h"

struct context_view {
    struct arena *arena;
    const struct situation *situation;
    xmlDoc *dossier;
    struct evaluation *evaluation;
    const struct findings *findings;
    xmlDoc *amended;   /* NULL none */
    bool sender_known;
    struct person sender;
    struct span bytes; /* of the dossier; "" not serialized yet */
    struct span basis; /* "" not written yet */
};

struct context_view *
context_open(struct arena *arena, const struct situation *situation, xmlDoc *dossier,
             struct evaluation *evaluation, const struct findings *findings)
{
    struct context_view *view = arena_alloc(arena, sizeof *view);

    *view = (struct context_view){.arena = arena,
                                  .situation = situation,
                                  .dossier = dossier,
                                  .evaluation = evaluation,
                                  .findings = findings};
    return view;
}

static struct span
plain_address(struct arena *arena, struct span written)
{
    written = span_lower(arena, span_trim(written));
    return address_is_plain(written) ? written : SPAN("");
}

struct person
context_person(struct arena *arena, struct evaluation *evaluation, const struct definition *definition,
               struct span role)
{
    const struct role *found = definition_role(definition, role);
    struct person person = {.role = role, .address = SPAN(""), .name = SPAN(""), .language = SPAN("fr")};
    struct span language;

    if (found == NULL)
        return person;
    person.address = evaluation_string(evaluation, found->address.compiled, NULL);
    if (found->name.compiled != NULL)
        person.name = span_trim(evaluation_string(evaluation, found->name.compiled, NULL));
    replacing_apply(arena, xmlDocGetRootElement(evaluation_dossier(evaluation)), &person);
    person.address = plain_address(arena, person.address);
    if (found->language.compiled != NULL) {
        language = evaluation_string(evaluation, found->language.compiled, NULL);
        person.language = template_language(definition->procedure, language);
    }
    return person;
}

static struct person
sender_of(const struct context_view *view)
{
    const struct definition *definition = view->situation->definition;
    const struct expression *address = &definition->sender_address, *name = &definition->sender_name;
    struct person sender = {.address = SPAN(""), .name = SPAN("")};

    if (address->compiled != NULL)
        sender.address =
            plain_address(view->arena, evaluation_string(view->evaluation, address->compiled, NULL));
    if (sender.address.len == 0)
        sender.address = view->situation->mailbox;
    if (name->compiled != NULL)
        sender.name = span_trim(evaluation_string(view->evaluation, name->compiled, NULL));
    return sender;
}

struct person
context_sender(struct context_view *view)
{
    if (!view->sender_known)
        view->sender = sender_of(view);
    view->sender_known = true;
    return view->sender;
}

static void
put_person(struct text *out, const char *element, const struct person *person)
{
    text_printf(out, "<%s", element);
    markup_attribute(out, element[0] == 'r' ? "id" : "role", person->role);
    markup_attribute(out, "address", person->address);
    markup_attribute(out, "name", person->name);
    markup_attribute(out, "language", person->language);
    text_string(out, "/>");
}

void
context_link(struct context_view *view, xmlDoc *amended)
{
    view->amended = amended;
}

static void
put_lets(struct text *out, struct evaluation *evaluation)
{
    const char *const *names;
    size_t count = evaluation_let_names(evaluation, &names);

    for (size_t i = 0; i < count; i++) {
        text_string(out, "<let");
        markup_attribute(out, "name", span_of(names[i]));
        text_byte(out, '>');
        markup_escape(out, evaluation_let(evaluation, names[i]));
        text_string(out, "</let>");
    }
}

static void
put_parameters(struct text *out, const struct context_view *view)
{
    struct pair *parameters;
    size_t count = evaluation_parameters(view->evaluation, &parameters);

    text_string(out, "<parameters>");
    for (size_t i = 0; i < count; i++) {
        text_string(out, "<parameter");
        markup_attribute(out, "id", parameters[i].key);
        text_byte(out, '>');
        markup_escape(out, parameters[i].value);
        text_string(out, "</parameter>");
    }
    text_string(out, "</parameters>");
}

static struct span
attribute(const struct context_view *view, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(view->arena, node, name, ""));
}

static const struct procedure *
parent_of(const struct context_view *view)
{
    return view->amended == NULL ? NULL : view->situation->parent_definition->procedure;
}

/* The form has the labels of its own fields. */
static void
put_foreign_label(struct text *out, const struct context_view *view, struct span id)
{
    const struct procedure *parent = parent_of(view);
    const struct field *field;

    if (parent == NULL || formview_field(view->arena, view->situation->definition->procedure, id) != NULL)
        return;
    field = formview_field(view->arena, parent, id);
    if (field == NULL)
        return;
    markup_element(out, "label-fr", field->label.fr);
    markup_element(out, "label-en", field->label.en);
}

static void
put_findings(struct text *out, const struct context_view *view)
{
    for (size_t i = 0; i < view->findings->count; i++) {
        const struct finding *finding = &view->findings->items[i];

        text_string(out, "<finding");
        markup_attribute(out, "rule", finding->rule);
        markup_attribute(out, "severity", span_of(severity_name(finding->severity)));
        markup_attribute(out, "field", finding->field);
        markup_attribute(out, "source", finding->source);
        if (finding->missing)
            markup_attribute(out, "missing", SPAN("yes"));
        text_byte(out, '>');
        put_foreign_label(out, view, finding->field);
        markup_element(out, "fr", finding->message.fr);
        markup_element(out, "en", finding->message.en);
        text_string(out, "</finding>");
    }
}

static void
put_node(struct text *out, const struct context_view *view, xmlNode *node)
{
    if (node != NULL)
        text_span(out, xml_serialize_node(view->arena, node));
}

/* Another dossier's root without its tasks and answers, and what its procedure makes of it. */
static void
put_linked(struct text *out, const struct context_view *view, const char *element, xmlDoc *dossier,
           xmlDoc *facts, bool english)
{
    static const char *const attributes[] = {"number",  "procedure", "revision",
                                             "created", "owner",     "language"};
    const struct procedure *procedure = parent_of(view);
    struct evaluation *evaluation =
        evaluation_open(view->arena, procedure, dossier, facts, view->situation->now);
    const xmlNode *root = xmlDocGetRootElement(dossier);
    struct formview form = {.arena = view->arena, .procedure = procedure, .dossier = root, .english = english};

    text_printf(out, "<%s", element);
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        markup_attribute(out, attributes[i], attribute(view, root, attributes[i]));
    text_byte(out, '>');
    put_node(out, view, xml_first(root, "data"));
    put_node(out, view, xml_first(root, "state"));
    for (xmlNode *child = xml_first(root, "child"); child != NULL; child = xml_next(child, "child"))
        put_node(out, view, child);
    put_lets(out, evaluation);
    formview_values(out, &form);
    text_printf(out, "</%s>", element);
}

static void
put_linked_in(struct text *out, const struct context_view *view, bool english)
{
    const struct situation *situation = view->situation;

    text_printf(out, "<linked lang=\"%s\">", english ? "en" : "fr");
    put_linked(out, view, "parent", situation->parent, situation->parent_facts, english);
    put_linked(out, view, "amended", view->amended, situation->amended_facts, english);
    text_string(out, "</linked>");
}

struct span
context_dossier(struct context_view *view)
{
    if (view->bytes.len == 0)
        view->bytes = xml_serialize(view->arena, view->dossier);
    return view->bytes;
}

struct span
context_basis(struct context_view *view)
{
    const struct definition *definition = view->situation->definition;
    struct text out = text_new(view->arena, CONTEXT_MAX);

    if (view->basis.len > 0)
        return view->basis;
    text_string(&out, "<basis");
    markup_attribute(&out, "required",
                     formview_required(view->arena, view->evaluation, definition->procedure, view->findings));
    text_byte(&out, '>');
    text_span(&out, context_dossier(view));
    put_lets(&out, view->evaluation);
    for (size_t i = 0; i < definition->role_count; i++) {
        struct person person =
            context_person(view->arena, view->evaluation, definition, definition->roles[i].id);

        put_person(&out, "role", &person);
    }
    put_parameters(&out, view);
    put_findings(&out, view);
    for (int english = 0; view->amended != NULL && english < 2; english++)
        put_linked_in(&out, view, english != 0);
    text_string(&out, "</basis>");
    view->basis = text_get(&out);
    return view->basis;
}

static void
put_task(struct text *out, const struct context_view *view, const xmlNode *task)
{
    static const char *const copied[] = {"serial",   "id",      "role",        "state",
                                         "status",   "opened",  "document",    "revision",
                                         "confirms", "pending", "pending-text",
                                         "delegate", "offers",  "delegated-by", "delegated-by-name"};
    bool proof = *xml_attr_or(view->arena, task, "confirms", "") != '\0'; /* workflow/challenge.h */
    bool offer = *xml_attr_or(view->arena, task, "offers", "") != '\0';   /* workflow/delegation.h */
    const struct state *state = definition_state(view->situation->definition, attribute(view, task, "state"));
    const struct task_plan *plan = state_task(state, attribute(view, task, "id"));

    text_string(out, "<task");
    for (size_t i = 0; i < sizeof copied / sizeof copied[0]; i++)
        if (xml_attr(view->arena, task, copied[i]) != NULL)
            markup_attribute(out, copied[i], attribute(view, task, copied[i]));
    text_string(out, proof ? " accept=\"oui" : offer ? " accept=\"oui non" : " accept=\"");
    for (size_t i = 0; plan != NULL && !proof && !offer && i < plan->accept.count; i++) {
        text_string(out, i == 0 ? "" : " ");
        markup_escape(out, plan->accept.at[i]);
    }
    text_string(out, "\"/>");
}

static void
put_count(struct text *out, const char *name, size_t count)
{
    text_printf(out, " %s=\"%zu\"", name, count);
}

/* A cut in the middle of a character is mended by the escaping. */
/* An attached file that was checked. */
static void
put_file(struct text *out, const struct intent_attachment *file)
{
    if (file->check.len == 0)
        return;
    text_string(out, "<file");
    markup_attribute(out, "name", span_first(file->name, 200));
    text_span(out, file->ours);
    text_byte(out, '>');
    text_span(out, file->check);
    text_string(out, "</file>");
}

static void
put_message(struct text *out, const struct context_view *view, const struct context_part *part)
{
    const struct intent *intent = part->message;

    text_string(out, "<message");
    markup_attribute(out, "from", intent->from);
    markup_attribute(out, "subject", span_first(intent->subject, 300));
    if (intent->date != 0)
        markup_attribute(out, "date", instant_iso(view->arena, intent->date));
    markup_attribute(out, "kind", span_of(intent_kind_name(intent->kind)));
    markup_attribute(out, "verb", intent->verb);
    if (part->masked != NULL)
        markup_attribute(out, "masked",
                         span_is(part->language, "fr") ? part->masked->label.fr : part->masked->label.en);
    if (part->applied != NULL) {
        put_count(out, "changed", part->applied->changed);
        put_count(out, "rejected", part->applied->rejected);
        put_count(out, "refused", part->applied->refused);
    }
    text_byte(out, '>');
    if (part->quote && intent->argument.len > 0)
        markup_element(out, "argument", span_first(intent->argument, CONTEXT_QUOTE_MAX));
    if (part->quote && intent->text.len > 0)
        markup_element(out, "text", span_first(intent->text, CONTEXT_QUOTE_MAX));
    for (size_t i = 0; part->applied != NULL && i < intent->unknown_count && i < 20; i++)
        markup_element(out, "unknown", span_first(intent->unknown[i], 200));
    for (size_t i = 0; i < intent->attachment_count; i++)
        put_file(out, &intent->attachments[i]);
    text_string(out, "</message>");
}

static void
put_head(struct text *out, struct context_view *view, const struct context_part *part)
{
    const struct situation *situation = view->situation;

    text_string(out, "<context");
    markup_attribute(out, "now", instant_iso(view->arena, situation->now));
    markup_attribute(out, "today",
                     day_iso(view->arena, day_of_instant(situation->now, situation->base_offset)));
    markup_attribute(out, "lang", template_language(view->situation->definition->procedure, part->language));
    markup_attribute(out, "mailbox", part->bare ? situation->mailbox : context_sender(view).address);
    markup_attribute(out, "template", part->template);
    if (!part->bare && evaluation_scope(view->evaluation).len > 0)
        markup_attribute(out, "scope", evaluation_scope(view->evaluation));
    text_byte(out, '>');
}

static void
put_bare_dossier(struct text *out, const struct context_view *view)
{
    text_string(out, "<dossier");
    if (view->dossier != NULL)
        markup_attribute(out, "number", attribute(view, xmlDocGetRootElement(view->dossier), "number"));
    text_string(out, "/>");
}

struct span
context_write(struct context_view *view, const struct context_part *part)
{
    struct text out = text_new(view->arena, CONTEXT_MAX);

    put_head(&out, view, part);
    if (part->bare)
        put_bare_dossier(&out, view);
    if (part->person != NULL)
        put_person(&out, "person", part->person);
    if (part->task != NULL)
        put_task(&out, view, part->task);
    if (part->reason.len > 0) {
        text_string(&out, "<reason");
        markup_attribute(&out, "code", part->reason);
        if (part->address.len > 0)
            markup_attribute(&out, "address", part->address);
        text_string(&out, "/>");
    }
    if (part->message != NULL)
        put_message(&out, view, part);
    text_span(&out, part->annex);
    text_string(&out, "</context>");
    return text_get(&out);
}
