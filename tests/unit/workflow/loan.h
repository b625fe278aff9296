// SPDX-License-Identifier: Apache-2.0
/* The loan desk of tests/procedures/pret, played in memory: a world holds one dossier and the
 * last decision; each call is one event. */
#ifndef TESTS_WORKFLOW_LOAN_H
#define TESTS_WORKFLOW_LOAN_H

#include "testing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "workflow/contexttree.h"
#include "workflow/decide.h"
#include "workflow/facts.h"

#define LOAN SOURCE_DIR "/tests/procedures/pret"
#define BORROWER "lea.martin@univ.example"
#define MANAGER "chef@univ.example"
#define STORE "magasin@univ.example"
#define ACCOUNTS "compta@univ.example"

struct world {
    const char *trust; /* the administrator's policy; NULL none */
    bool provider;     /* of signatures is there */
    struct arena *arena;
    struct definition *definition;
    xmlDoc *dossier;
    xmlDoc *facts;
    int64_t now;
    struct decision last;
    struct document_fact documents[32];
    size_t document_count;
};

static inline struct span
slurp(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *data = arena_alloc(arena, 256 * 1024);
    size_t len;

    assert_non_null(file);
    len = fread(data, 1, 256 * 1024, file);
    fclose(file);
    return (struct span){data, len};
}

static inline void
gather(struct arena *arena, struct bundle_file *files, size_t *count, const char *folder, const char *prefix)
{
    DIR *dir = opendir(folder);

    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        const char *path = arena_printf(arena, "%s/%s", folder, entry->d_name);
        const char *name = arena_printf(arena, "%s/%s", prefix, entry->d_name);

        if (entry->d_name[0] == '.')
            continue;
        if (strchr(entry->d_name, '.') == NULL)
            gather(arena, files, count, path, name);
        else
            files[(*count)++] = (struct bundle_file){span_of(name), slurp(arena, path)};
    }
    closedir(dir);
}

static inline struct span
replaced(struct arena *arena, struct span text, const char *old, const char *new)
{
    size_t at = span_find(text, old);

    if (at == SIZE_MAX)
        fail_msg("the loan desk's workflow has no %s", old);
    return span_printf(arena, "%.*s%s%.*s", (int)at, text.data, new,
                       SPAN_ARG(span_from(text, at + strlen(old))));
}

/* The whole loan desk; `workflow`: another workflow.xml, "" its own. */
static inline struct bundle
loan_bundle(struct arena *arena, struct span workflow)
{
    struct bundle_file *files = arena_array(arena, BUNDLE_FILES_MAX, sizeof *files);
    struct bundle bundle;
    struct error err;
    size_t count = 0;

    gather(arena, files, &count, LOAN "/rules/pret", "rules");
    gather(arena, files, &count, LOAN "/templates/pret", "templates");
    gather(arena, files, &count, SOURCE_DIR "/rules/schema", "schema");
    for (size_t i = 0; i < count; i++)
        if (workflow.len > 0 && span_is(files[i].name, "rules/workflow.xml"))
            files[i].data = workflow;
    if (!bundle_make(&bundle, SPAN("pret"), files, count, &err))
        fail_msg("bundle: %s", err.text);
    procedure_start();
    return bundle;
}

static inline void
print_problems(const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        print_message("%.*s:%d: %.*s\n", SPAN_ARG(problems->items[i].file), problems->items[i].line,
                      SPAN_ARG(problems->items[i].message));
}

/* The loan desk with something else in its workflow; old NULL: as it is. */
static inline struct definition *
loan_load_with(struct arena *arena, const char *old, const char *new)
{
    struct span workflow = slurp(arena, LOAN "/rules/pret/workflow.xml");
    struct bundle bundle = loan_bundle(arena, old == NULL ? workflow : replaced(arena, workflow, old, new));
    struct problems problems = {0};
    struct definition *definition = definition_load(arena, &bundle, &problems);

    print_problems(&problems);
    assert_non_null(definition);
    return definition;
}

static inline struct definition *
loan_load(struct arena *arena)
{
    return loan_load_with(arena, NULL, NULL);
}

/* Monday 2 March 2026, 10:20:30 UTC. */
enum { LOAN_NOW = 1772446830 };

static inline struct world *
world_open(struct definition *definition)
{
    struct arena *arena = arena_open(512u * 1024 * 1024);
    struct world *world = arena_alloc(arena, sizeof *world);

    world->arena = arena;
    world->definition = definition;
    world->now = LOAN_NOW;
    return world;
}

static inline void
world_close(struct world *world)
{
    struct arena *arena = world->arena;

    arena_close(&arena);
}

/* A decision comes out the same, whether or not it begins with the draft that facts were looked up for. */
static inline void
check_same(struct arena *arena, const struct decision *one, const struct decision *other)
{
    assert_int_equal(one->dossier == NULL, other->dossier == NULL);
    if (one->dossier != NULL)
        check_span(xml_serialize(arena, other->dossier), span_dup(arena, xml_serialize(arena, one->dossier)), "dossier");
    assert_int_equal(one->record_count, other->record_count);
    for (size_t i = 0; i < one->record_count; i++)
        check_span(other->records[i].detail, span_dup(arena, one->records[i].detail), "record");
    assert_int_equal(one->effect_count, other->effect_count);
    for (size_t i = 0; i < one->effect_count; i++) {
        check_span(other->effects[i].context, span_dup(arena, one->effects[i].context), "context");
        check_span(other->effects[i].basis, span_dup(arena, one->effects[i].basis), "basis");
    }
}

static inline const struct decision *
play(struct world *world, const struct event *event)
{
    struct situation situation = {.definition = world->definition,
                                  .dossier = world->dossier,
                                  .facts = world->facts,
                                  .documents = world->documents,
                                  .document_count = world->document_count,
                                  .next_number = SPAN("2026-00042"),
                                  .mailbox = SPAN("pret@univ.example"),
                                  .trust = span_of(world->trust),
                                  .provider = world->provider,
                                  .base_offset = 60,
                                  .now = world->now};

    struct situation before = situation;
    struct decision plain = workflow_decide(world->arena, &situation, event);

    /* Other dossiers are looked up once it is there. */
    if (world->facts != NULL && xml_first(xmlDocGetRootElement(world->facts), "directory") == NULL)
        before.facts = NULL;
    if (event->kind != EVENT_DIGEST)
        situation.draft = workflow_draft(world->arena, &before, event);
    world->last = workflow_decide(world->arena, &situation, event);
    check_same(world->arena, &plain, &world->last);
    if (world->last.dossier != NULL)
        world->dossier = world->last.dossier;
    for (size_t i = 0; i < world->last.effect_count; i++)
        if (world->last.effects[i].kind == EFFECT_DOCUMENT && world->document_count < 32)
            world->documents[world->document_count++] = (struct document_fact){
                world->last.effects[i].document, world->last.effects[i].revision,
                SPAN("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")};
    return &world->last;
}

static inline struct intent
mail_from(const char *from, enum intent_kind kind)
{
    return (struct intent){.kind = kind,
                           .from = span_of(from),
                           .subject = SPAN("Re: pret"),
                           .message_id = SPAN("m1@univ.example"),
                           .language = SPAN("fr"),
                           .text = SPAN("what was written"),
                           .date = LOAN_NOW,
                           .authentication = {AUTH_PASS, SPAN("dmarc"), SPAN("univ.example"), SPAN("")}};
}

/* pairs: field, value, ..., NULL. */
static inline void
fill(struct world *world, struct intent *intent, const char *const *pairs)
{
    while (pairs[intent->value_count * 2] != NULL)
        intent->value_count++;
    intent->values = arena_array(world->arena, intent->value_count + 1, sizeof *intent->values);
    for (size_t i = 0; i < intent->value_count; i++)
        intent->values[i] = (struct intent_value){span_of(pairs[i * 2]), span_of(pairs[i * 2 + 1]), 0};
}

static inline const struct decision *
send_form(struct world *world, const char *from, uint32_t serial, const char *const *pairs)
{
    struct intent intent = mail_from(from, INTENT_FORM);
    struct event event = {.kind = EVENT_MESSAGE,
                          .intent = &intent,
                          .match = serial > 0 ? MATCH_TASK : MATCH_NONE,
                          .serial = serial};

    fill(world, &intent, pairs);
    return play(world, &event);
}

static inline const struct decision *
send_answer(struct world *world, const char *from, uint32_t serial, const char *verb)
{
    struct intent intent = mail_from(from, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE,
                          .intent = &intent,
                          .match = serial > 0 ? MATCH_TASK : MATCH_NONE,
                          .serial = serial};

    intent.verb = span_of(verb);
    intent.argument = SPAN("because");
    return play(world, &event);
}

static inline const struct decision *
strike(struct world *world, const char *id, uint32_t task)
{
    struct event event = {.kind = EVENT_DEADLINE, .deadline = span_of(id), .serial = task};

    return play(world, &event);
}

static inline const char *const *
whole_form(void)
{
    static const char *const pairs[] = {"emprunteur.nom",
                                        "Martin",
                                        "emprunteur.prenom",
                                        "Léa",
                                        "materiel.designation",
                                        "Oscilloscope",
                                        "materiel.debut",
                                        "2026-03-09",
                                        "materiel.retour",
                                        "20/03/2026",
                                        "materiel.valeur",
                                        "450,00",
                                        "accord.responsable",
                                        MANAGER,
                                        NULL};

    return pairs;
}

static inline const struct effect *
mail_named(const struct decision *decision, const char *template, const char *to)
{
    for (size_t i = 0; i < decision->effect_count; i++)
        if (decision->effects[i].kind == EFFECT_MAIL && span_is(decision->effects[i].template, template) &&
            (to == NULL || span_is(decision->effects[i].to, to)))
            return &decision->effects[i];
    return NULL;
}

/* What its template sees. */
static inline struct span
seen_by(const struct world *world, const struct effect *effect)
{
    const struct procedure *procedure = definition_procedure(world->definition);
    struct formview_blanks blanks = formview_blanks(world->arena, procedure);
    struct error err;
    struct contexttree *tree = contexttree_open(world->arena, procedure, &blanks, effect->basis, &err);
    xmlDoc *context = tree == NULL ? NULL : contexttree_show(tree, effect->context, &err);

    if (context == NULL)
        fail_msg("%s", err.text);
    return xml_serialize(world->arena, context);
}

static inline size_t
mail_count(const struct decision *decision)
{
    size_t count = 0;

    for (size_t i = 0; i < decision->effect_count; i++)
        count += decision->effects[i].kind == EFFECT_MAIL;
    return count;
}

static inline const struct record *
record_named(const struct decision *decision, const char *event)
{
    for (size_t i = 0; i < decision->record_count; i++)
        if (span_is(decision->records[i].event, event))
            return &decision->records[i];
    return NULL;
}

/* Where the dossier is, "" when there is none. */
static inline const char *
state_of(struct world *world)
{
    return world->dossier == NULL
               ? ""
               : xml_attr_or(world->arena, xml_first(xmlDocGetRootElement(world->dossier), "state"), "id",
                             "");
}

/* Serial of the open task of that id, 0 none. */
static inline uint32_t
open_task(struct world *world, const char *id)
{
    xmlNode *task = xml_first(xmlDocGetRootElement(world->dossier), "task");

    for (; task != NULL; task = xml_next(task, "task"))
        if (strcmp(xml_attr_or(world->arena, task, "id", ""), id) == 0 &&
            strcmp(xml_attr_or(world->arena, task, "status", ""), "open") == 0)
            return (uint32_t)strtoul(xml_attr_or(world->arena, task, "serial", "0"), NULL, 10);
    return 0;
}

static inline const char *
attribute_of(struct world *world, uint32_t serial, const char *name)
{
    return xml_attr_or(world->arena, dossier_task(world->dossier, serial), name, "");
}

static inline xmlNode *
last_of(struct world *world, const char *element)
{
    xmlNode *last = NULL, *node = xml_first(xmlDocGetRootElement(world->dossier), element);

    for (; node != NULL; node = xml_next(node, element))
        last = node;
    return last;
}

static inline void
check_state(struct world *world, const char *expected)
{
    assert_string_equal(state_of(world), expected);
}

static inline void
check_reason(const struct decision *decision, const char *template, const char *to, const char *reason)
{
    const struct effect *mail = mail_named(decision, template, to);

    if (mail == NULL)
        fail_msg("no mail %s to %s", template, to == NULL ? "anybody" : to);
    assert_int_equal(mail_count(decision), 1);
    assert_false(decision->acted);
    assert_null(decision->dossier);
    if (span_find(mail->context, reason) == SIZE_MAX)
        fail_msg("no %s in %.*s", reason, SPAN_ARG(mail->context));
}

/* A dossier that waits for the manager's approval; returns the task's serial. */
static inline uint32_t
to_approval(struct world *world)
{
    send_form(world, BORROWER, 0, whole_form());
    check_state(world, "accord");
    return open_task(world, "valider");
}

static inline uint32_t
to_handover(struct world *world)
{
    send_answer(world, MANAGER, to_approval(world), "oui");
    send_answer(world, STORE, open_task(world, "preparer"), "oui");
    check_state(world, "remise");
    return open_task(world, "signer");
}

#endif
