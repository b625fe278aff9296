// SPDX-License-Identifier: Apache-2.0
#include "main/apply.h"

#include <string.h>

#include "common/date.h"
#include "main/personal.h"
#include "store/editions.h"
#include "store/eventlog.h"
#include "store/figures.h"
#include "store/listings.h"
#include "store/queue.h"
#include "store/tally.h"
#include "workflow/digest.h"
#include "workflow/figures.h"
#include "workflow/habit.h"
#include "workflow/kept.h"
#include "workflow/linked.h"
#include "workflow/masking.h"

struct applying {
    struct applier *applier;
    struct database *database;
    struct arena *arena;
    const struct definition *definition;
    int64_t now;
    struct digest version;
    struct span procedure;
    const struct config_mailbox *mailbox;
    struct span parent; /* of a dossier that is being started: its number */
    int depth;          /* how many decisions led to this one */
};

enum { DEPTH_MAX = 8 };

static bool
look_up_facts(struct applying *a, struct evaluation *evaluation, struct span procedure, int64_t except,
              xmlDoc **facts, struct error *err)
{
    struct index_entry *entries;
    size_t count = facts_wanted(evaluation, &entries);

    return dossiers_facts(a->database, a->arena, procedure, except, entries, count, facts, err);
}

/* The parent of a dossier that another one started; `preview`: the dossier as it would become. */
static bool
look_up_parent(struct applying *a, xmlDoc *preview, struct situation *situation, struct error *err)
{
    struct span number = span_of(xml_attr_or(a->arena, xmlDocGetRootElement(preview), "parent", ""));
    const struct procedure *procedure;
    struct dossier_row row;
    xmlDoc *amended;

    if (number.len == 0)
        return true;
    if (!dossiers_by_number(a->database, a->arena, number, &row, err))
        return false;
    if (row.id == 0)
        return error_set(err, ERROR_PERMANENT, "dossier %.*s is not there", SPAN_ARG(number));
    situation->parent_definition = a->applier->parent != NULL ? a->applier->parent
                                                              : apply_definition(a->applier, a->database, &row, err);
    if (situation->parent_definition == NULL)
        return false;
    situation->parent = xml_parse(a->arena, row.data, "dossier", XML_OWN_MAX, err);
    if (situation->parent == NULL)
        return false;
    procedure = definition_procedure(situation->parent_definition);
    amended = linked_lay(a->arena, situation->parent_definition, situation->parent, NULL, a->definition,
                         preview, a->now);
    return look_up_facts(a, evaluation_open(a->arena, procedure, situation->parent, NULL, a->now),
                         row.procedure, row.id, &situation->parent_facts, err) &&
           look_up_facts(a, evaluation_open(a->arena, procedure, amended, NULL, a->now), row.procedure,
                         row.id, &situation->amended_facts, err);
}

static bool
look_up_documents(struct applying *a, int64_t dossier, struct situation *situation, struct error *err)
{
    struct document_row *rows;
    struct document_fact *facts;
    struct shown_fact *shown;
    size_t count;

    if (!documents_list(a->database, a->arena, dossier, &rows, &count, err))
        return false;
    facts = arena_array(a->arena, count, sizeof *facts);
    for (size_t i = 0; i < count; i++)
        facts[i] =
            (struct document_fact){rows[i].name, rows[i].revision, digest_hex(a->arena, &rows[i].sha256)};
    situation->documents = facts;
    situation->document_count = count;
    if (!shown_list(a->database, a->arena, dossier, &shown, &situation->shown_count, err))
        return false;
    situation->shown = shown;
    return true;
}

/* A file that came back is judged first; the decision comes with what was found. */
static bool
look_up_returned(struct applying *a, const struct dossier_row *row, const struct event *event,
                 const struct situation *situation, struct error *err)
{
    struct returning *returning = a->applier->returning;

    if (a->depth > 0 || returning == NULL || returning->answered)
        return true;
    return returning_look_up(a->database, a->arena, row == NULL ? 0 : row->id, situation, event, returning, err);
}

/* The author of the mail, and those for whom they stand in. */
static struct span *
seeing(struct applying *a, const struct event *event, const struct situation *situation, size_t *count)
{
    struct span *addresses = arena_array(a->arena, situation->habit_count + 1, sizeof *addresses);
    struct span from = event->intent->from;

    *count = 0;
    addresses[(*count)++] = span_lower(a->arena, from);
    for (size_t i = 0; i < situation->habit_count; i++)
        if (span_equal_nocase(habit_deputy(situation, situation->habits[i].address), from))
            addresses[(*count)++] = span_lower(a->arena, situation->habits[i].address);
    return addresses;
}

static bool
look_up_figures(struct applying *a, const struct event *event, struct situation *situation, struct error *err)
{
    size_t count;
    struct span *addresses = seeing(a, event, situation, &count), figures;

    if (!figures_look_up(a->database, a->arena, a->procedure, addresses, count, &figures, err))
        return false;
    situation->figures = xml_parse(a->arena, figures, "figures", XML_OWN_MAX, err);
    return situation->figures != NULL;
}

static bool
look_up_rows(struct applying *a, const struct event *event, struct situation *situation, struct error *err)
{
    size_t count;
    struct span *addresses = seeing(a, event, situation, &count), rows;

    if (!listings_of(a->database, a->arena, a->procedure, addresses, count, &rows, err))
        return false;
    situation->rows = xml_parse(a->arena, rows, "rows", XML_OWN_MAX, err);
    return situation->rows != NULL;
}

static bool
look_up_kept(struct applying *a, const struct event *event, struct situation *situation, struct error *err)
{
    const struct personal personal = {.applier = a->applier,
                                      .database = a->database,
                                      .procedure = definition_procedure(a->definition),
                                      .now = a->now};

    return personal_look_up(a->arena, &personal, event->intent->from,
                            habit_language(situation, event->intent->from, event->intent->language),
                            &situation->kept, err);
}

static bool
look_up_people(struct applying *a, const struct event *event, struct situation *situation, struct error *err)
{
    struct span from = event->intent == NULL ? SPAN("") : span_lower(a->arena, event->intent->from);
    struct habit *habits;

    if (!habits_look_up(a->database, a->arena, &from, from.len > 0, &habits, &situation->habit_count, err))
        return false;
    situation->habits = habits;
    if ((kept_wanted(a->definition, event) && !look_up_kept(a, event, situation, err)) ||
        (figures_wanted(a->definition, event) && !look_up_figures(a, event, situation, err)))
        return false;
    return !listing_wanted(a->definition, event) || look_up_rows(a, event, situation, err);
}

/* Of everybody who may be written to, when anybody chose a language.  dossier NULL: none. */
static bool
look_up_languages(struct applying *a, const struct event *event, xmlDoc *dossier, struct evaluation *evaluation,
                  struct situation *situation, struct error *err)
{
    struct span *parties = NULL, *addresses;
    size_t party_count = 0, count = 0;
    struct habit *habits;
    bool any;

    if (!habits_speak(a->database, &any, err))
        return false;
    if (!any)
        return true;
    if (dossier == NULL) {
        dossier = dossier_new(a->arena, definition_procedure(a->definition), SPAN(""), SPAN(""), SPAN("fr"), a->now);
        evaluation = evaluation_open(a->arena, definition_procedure(a->definition), dossier, NULL, a->now);
    }
    party_count = listing_addresses(a->arena, a->definition, evaluation, dossier, &parties);
    addresses = arena_array(a->arena, party_count + situation->habit_count + 1, sizeof *addresses);
    for (size_t i = 0; i < party_count; i++)
        addresses[count++] = parties[i];
    for (size_t i = 0; i < situation->habit_count; i++)
        if (situation->habits[i].deputy.len > 0)
            addresses[count++] = situation->habits[i].deputy;
    if (event->intent != NULL)
        addresses[count++] = span_lower(a->arena, event->intent->from);
    if (!habits_look_up(a->database, a->arena, addresses, count, &habits, &situation->habit_count, err))
        return false;
    situation->habits = habits;
    return true;
}

/* Each is asked about once a day. */
static bool
leave_asked(struct applying *a, struct consult_addresses *unknown, struct error *err)
{
    int64_t day = day_of_instant(a->now, (int)a->applier->config->time_offset), count;
    size_t left = 0;

    for (size_t i = 0; i < unknown->count; i++) {
        if (!tally_of(a->database, day, "consulted", unknown->at[i], &count, err))
            return false;
        if (count == 0)
            unknown->at[left++] = unknown->at[i];
    }
    unknown->count = left;
    return true;
}

static bool
look_up(struct applying *a, const struct dossier_row *row, const struct event *event,
        struct situation *situation, struct error *err)
{
    int year = day_civil(day_of_instant(a->now, situation->base_offset)).year;
    struct consult_addresses *unknown = a->depth == 0 ? a->applier->unknown : NULL;
    struct lookups_settings settings = {.registered = a->applier->registered,
                                        .asking = a->depth == 0 ? a->applier->asking : NULL,
                                        .unknown = unknown == NULL ? NULL : unknown->at,
                                        .unknown_max = CONSULT_ADDRESSES_MAX,
                                        .unknown_count = unknown == NULL ? NULL : &unknown->count};
    struct draft *draft;
    xmlDoc *known;

    if (!dossiers_peek_number(a->database, a->arena, year, &situation->next_number, err) ||
        !look_up_people(a, event, situation, err))
        return false;
    if (row != NULL) {
        situation->dossier = xml_parse(a->arena, row->data, "dossier", XML_OWN_MAX, err);
        if (situation->dossier == NULL || !look_up_documents(a, row->id, situation, err))
            return false;
    }
    if (!look_up_returned(a, row, event, situation, err))
        return false;
    if (!lookups_run(a->database, a->arena, &settings, situation, event, err))
        return false;
    if (unknown != NULL && !leave_asked(a, unknown, err))
        return false;
    draft = situation->draft;
    if (draft == NULL)
        return look_up_languages(a, event, NULL, NULL, situation, err);
    known = situation->facts;
    if (event->kind == EVENT_START)
        xml_set(xmlDocGetRootElement(draft->dossier), "parent", a->parent);
    if (!look_up_parent(a, draft->dossier, situation, err))
        return false;
    evaluation_facts(draft->evaluation, NULL);
    linked_set(a->arena, situation, draft->dossier, draft->evaluation);
    if (!look_up_facts(a, draft->evaluation, a->procedure, row == NULL ? 0 : row->id, &situation->facts, err))
        return false;
    lookups_keep(situation->facts, known);
    return look_up_languages(a, event, draft->dossier, draft->evaluation, situation, err);
}

/* Lists show every dossier as the newest version of its procedure does, whatever version it was made under; who
 * sees it is for its own. */
static bool
save_listing(struct applying *a, const struct situation *situation, xmlDoc *dossier, struct evaluation *evaluation,
             int64_t id, struct error *err)
{
    const struct definition *newest = versions_current(a->applier->versions, a->procedure);
    struct party *parties;
    struct span row, share;
    size_t count = listing_parties(a->arena, a->definition, evaluation, dossier, &parties);

    if (newest == NULL || newest == a->definition) {
        newest = a->definition;
    } else {
        evaluation = evaluation_open(a->arena, definition_procedure(newest), dossier, NULL, a->now);
        linked_set(a->arena, situation, dossier, evaluation);
    }
    row = listing_row(a->arena, newest, evaluation, dossier);
    share = figures_share(a->arena, newest, evaluation, row, parties, count);
    return listings_save(a->database, id, row, parties, count, err) &&
           (!definition_counts(newest) || figures_bring(a->database, a->arena, a->procedure, id, share, err));
}

/* Has the writer as many open dossiers as one person may have? */
static bool
look_up_quota(struct applying *a, const struct event *event, struct situation *situation, struct error *err)
{
    int64_t limit = a->applier->config->limit_drafts, count;

    if (limit == 0 || event->kind != EVENT_MESSAGE || event->intent->kind != INTENT_FORM)
        return true;
    if (!dossiers_count_open(a->database, a->procedure, event->intent->from, &count, err))
        return false;
    situation->full = count >= limit;
    return true;
}

static bool
save_dossier(struct applying *a, const struct situation *situation, struct applied *applied,
             struct error *err)
{
    xmlDoc *dossier = applied->decision.dossier;
    struct evaluation *evaluation = applied->decision.evaluation;
    xmlNode *root = xmlDocGetRootElement(dossier);
    struct index_entry *entries;
    struct span taken;
    struct text states = text_new(a->arena, 4096);
    int year = day_civil(day_of_instant(a->now, (int)a->applier->config->time_offset)).year;

    for (xmlNode *state = xml_first(root, "state"); state != NULL; state = xml_next(state, "state"))
        text_printf(&states, "%s%s", states.len > 0 ? " " : "", xml_attr_or(a->arena, state, "id", ""));
    if (applied->decision.created && a->parent.len == 0 &&
        !dossiers_next_number(a->database, a->arena, year, &taken, err))
        return false;
    applied->number = span_of(xml_attr_or(a->arena, root, "number", ""));
    if (!dossiers_save(a->database, a->arena, a->applier->key, &applied->decision, &a->version,
                       !definition_is_final(a->definition, text_get(&states)), a->now, &applied->dossier,
                       err))
        return false;
    evaluation_moved(evaluation);
    evaluation_facts(evaluation, NULL);
    linked_set(a->arena, situation, dossier, evaluation);
    size_t count = facts_wanted(evaluation, &entries);
    return dossiers_save_facts(a->database, a->procedure, applied->dossier, entries, count, err) &&
           save_listing(a, situation, dossier, evaluation, applied->dossier, err);
}

/* Is this one answer too many to somebody whose message changed nothing?  Whatever writes to us, and
 * under whose name: nobody gets more than a day's budget of such answers, and no loop goes on. */
static bool
over_budget(struct applying *a, const struct applied *applied, const struct event *event,
            const struct effect *effect, bool *over, struct error *err)
{
    const struct config *config = a->applier->config;
    int64_t day = day_of_instant(a->now, (int)config->time_offset), own, all;

    *over = false;
    if (event->kind != EVENT_MESSAGE || applied->decision.acted || effect->kind != EFFECT_MAIL ||
        !effect->automatic_reply)
        return true;
    if (!tally_add(a->database, day, "answer", span_lower(a->arena, effect->to), &own, err) ||
        !tally_add(a->database, day, "answers", SPAN(""), &all, err))
        return false;
    *over = (config->limit_answers > 0 && own > config->limit_answers) ||
            (config->limit_answers_in_all > 0 && all > config->limit_answers_in_all);
    return !*over || eventlog_append(a->database, applied->number, SPAN("mail.withheld"),
                                     span_printf(a->arena, "template=%.*s to=%.*s today=%lld",
                                                 SPAN_ARG(effect->template), SPAN_ARG(effect->to),
                                                 (long long)own),
                                     a->now, err);
}

static bool
queue_effects(struct applying *a, const struct applied *applied, const struct event *event, struct error *err)
{
    struct queue_order order = {.dossier = applied->dossier,
                                .number = applied->number,
                                .version = a->version,
                                .key = a->applier->key,
                                .domain = span_of(a->applier->config->domain),
                                .now = a->now};
    bool over;

    for (size_t i = 0; i < applied->decision.effect_count; i++) {
        if (!over_budget(a, applied, event, &applied->decision.effects[i], &over, err))
            return false;
        if (!over && !queue_effect(a->database, a->arena, &order, &applied->decision.effects[i], err))
            return false;
    }
    return true;
}

static bool
log_records(struct applying *a, const struct applied *applied, struct error *err)
{
    for (size_t i = 0; i < applied->decision.record_count; i++) {
        const struct record *record = &applied->decision.records[i];

        if (!eventlog_append(a->database, applied->number, record->event, record->detail, a->now, err))
            return false;
    }
    return true;
}

static bool apply_at(const struct applying *asked, const struct dossier_row *row, const struct event *event,
                     struct applied *applied, struct error *err);

static struct applying
next(const struct applying *a, const struct definition *definition)
{
    struct applying next = *a;

    next.definition = definition;
    next.parent = SPAN("");
    next.depth++;
    return next;
}

static struct span
state_of(struct arena *arena, xmlDoc *dossier)
{
    return dossier == NULL
               ? SPAN("")
               : span_of(xml_attr_or(arena, xml_first(xmlDocGetRootElement(dossier), "state"), "id", ""));
}

static bool
start(const struct applying *a, const struct applied *applied, const struct link *link,
      const struct event *event, struct error *err)
{
    const struct definition *definition =
        versions_newest(a->applier->versions, a->database, link->procedure, err);
    struct applying child = next(a, definition);
    struct event begin = {.kind = EVENT_START, .link = link};
    struct applied started;

    if (definition == NULL)
        return error_at(err, "dossier %.*s", SPAN_ARG(applied->number));
    child.parent = applied->number;
    if (event->intent != NULL && event->kind == EVENT_MESSAGE) {
        struct intent *intent = arena_alloc(a->arena, sizeof *intent);

        *intent = *event->intent;
        intent->kind = INTENT_FORM;
        intent_choose(intent, procedure_form(definition_procedure(definition))->id);
        if (intent->value_count == 0)
            intent->kind = INTENT_COMMAND;
        begin.intent = intent;
    }
    return apply_at(&child, NULL, &begin, &started, err);
}

static bool
tell(const struct applying *a, struct span number, const struct event *event, struct error *err)
{
    const struct definition *definition;
    struct applying other;
    struct dossier_row row;
    struct applied told;

    if (!dossiers_by_number(a->database, a->arena, number, &row, err))
        return false;
    if (row.id == 0)
        return true;
    definition = apply_definition(a->applier, a->database, &row, err);
    if (definition == NULL)
        return false;
    other = next(a, definition);
    return apply_at(&other, &row, event, &told, err);
}

static bool
tell_children(const struct applying *a, xmlDoc *dossier, struct span state, struct error *err)
{
    struct event event = {.kind = EVENT_PARENT, .state = state};
    xmlNode *child = xml_first(xmlDocGetRootElement(dossier), "child");

    for (; child != NULL; child = xml_next(child, "child"))
        if (xml_attr(a->arena, child, "ended") == NULL && xml_attr(a->arena, child, "state") != NULL &&
            !tell(a, span_of(xml_attr_or(a->arena, child, "number", "")), &event, err))
            return false;
    return true;
}

/* What the decision means for other dossiers.  All of them are saved before they are told. */
static bool
follow_links(const struct applying *a, xmlDoc *before, const struct applied *applied,
             const struct event *event, struct error *err)
{
    xmlDoc *dossier = applied->decision.dossier;
    struct span state = state_of(a->arena, dossier), parent;
    struct event heard = {.kind = EVENT_CHILD, .child = dossier, .child_definition = a->definition};

    for (size_t i = 0; i < applied->decision.link_count; i++)
        if (!start(a, applied, &applied->decision.links[i], event, err))
            return false;
    if (dossier != NULL && applied->decision.adopted && !tell_children(a, dossier, SPAN("adopted"), err))
        return false;
    if (dossier == NULL || span_equal(state, state_of(a->arena, before)))
        return true;
    if (before != NULL && !tell_children(a, dossier, state, err))
        return false;
    parent = span_of(xml_attr_or(a->arena, xmlDocGetRootElement(dossier), "parent", ""));
    return parent.len == 0 || tell(a, parent, &heard, err);
}

static struct applying
applying(struct applier *applier, struct database *database, struct arena *arena,
         const struct definition *definition, const struct config_mailbox *mailbox, int64_t now)
{
    return (struct applying){.applier = applier,
                             .database = database,
                             .arena = arena,
                             .definition = definition,
                             .now = now,
                             .parent = SPAN(""),
                             .mailbox = mailbox};
}

static bool
decide(struct applying *a, const struct dossier_row *row, const struct event *event,
       struct situation *situation, struct decision *decision, struct error *err)
{
    const struct procedure *procedure = definition_procedure(a->definition);

    a->version = *procedure_digest(procedure);
    a->procedure = procedure_name(procedure);
    *situation = (struct situation){.definition = a->definition,
                                    .mailbox = span_of(a->mailbox->address),
                                    .trust = span_of(a->mailbox->trust),
                                    .base_offset = (int)a->applier->config->time_offset,
                                    .provider = *a->applier->config->provider_kind != '\0',
                                    .now = a->now};
    event = masking_event(a->arena, situation, event);
    if (!look_up(a, row, event, situation, err) || (row == NULL && !look_up_quota(a, event, situation, err)))
        return false;
    *decision = workflow_decide(a->arena, situation, event);
    return true;
}

static bool
is_asking(const struct applier *applier)
{
    return (applier->asking != NULL && applier->asking->count > 0) ||
           (applier->unknown != NULL && applier->unknown->count > 0) ||
           (applier->returning != NULL && applier->returning->wanted != RETURNED_NOTHING &&
            !applier->returning->answered);
}

/* The file that came back takes its place among the documents. */
static bool
keep_returned(const struct applying *a, const struct applied *applied, struct error *err)
{
    const struct decision *decision = &applied->decision;
    struct digest digest;

    if (decision->keep.len == 0 || a->depth > 0 || a->applier->returning == NULL)
        return true;
    return editions_add(a->database, applied->dossier, decision->keep, decision->keep_revision,
                        a->applier->returning->pdf, a->now, &digest, err);
}

static bool
apply_at(const struct applying *asked, const struct dossier_row *row, const struct event *event,
         struct applied *applied, struct error *err)
{
    struct applying a = *asked;
    struct situation situation;

    if (a.depth > DEPTH_MAX)
        return error_set(err, ERROR_PERMANENT, "more than %d dossiers tell one another without end",
                         DEPTH_MAX);
    memset(applied, 0, sizeof *applied);
    if (row != NULL) {
        applied->dossier = row->id;
        applied->number = row->number;
    }
    if (!decide(&a, row, event, &situation, &applied->decision, err))
        return false;
    applied->asking = a.depth == 0 && is_asking(a.applier);
    if (applied->asking)
        return true;
    if (applied->decision.habit != NULL && !habits_save(a.database, applied->decision.habit, a.now, err))
        return false;
    if (applied->decision.dossier != NULL && !save_dossier(&a, &situation, applied, err))
        return false;
    return keep_returned(&a, applied, err) && queue_effects(&a, applied, event, err) &&
           log_records(&a, applied, err) &&
           follow_links(&a, situation.dossier, applied, event, err);
}

bool
apply_decide(struct applier *applier, struct database *database, struct arena *arena,
             const struct definition *definition, const struct dossier_row *row,
             const struct config_mailbox *mailbox, const struct event *event, int64_t now,
             struct decision *decision, struct error *err)
{
    struct applying a = applying(applier, database, arena, definition, mailbox, now);
    struct situation situation;

    return decide(&a, row, event, &situation, decision, err);
}

bool
apply_event(struct applier *applier, struct database *database, struct arena *arena,
            const struct definition *definition, const struct dossier_row *row,
            const struct config_mailbox *mailbox, const struct event *event, int64_t now,
            struct applied *applied, struct error *err)
{
    struct applying a = applying(applier, database, arena, definition, mailbox, now);

    return apply_at(&a, row, event, applied, err);
}

const struct definition *
apply_definition(struct applier *applier, struct database *database, const struct dossier_row *row,
                 struct error *err)
{
    return versions_of(applier->versions, database, &row->version, err);
}

bool
apply_listing(struct applier *applier, struct database *database, struct arena *arena,
              const struct definition *definition, const struct dossier_row *row, int64_t now, struct error *err)
{
    struct applying a = applying(applier, database, arena, definition, &applier->config->mailboxes[0], now);
    struct situation situation = {.definition = definition,
                                  .base_offset = (int)applier->config->time_offset,
                                  .now = now};
    struct evaluation *evaluation;
    xmlDoc *dossier = xml_parse(arena, row->data, "dossier", XML_OWN_MAX, err);

    a.procedure = procedure_name(definition_procedure(definition));
    if (dossier == NULL || !look_up_parent(&a, dossier, &situation, err))
        return false;
    evaluation = evaluation_open(arena, definition_procedure(definition), dossier, NULL, now);
    linked_set(arena, &situation, dossier, evaluation);
    return save_listing(&a, &situation, dossier, evaluation, row->id, err);
}

static const struct config_mailbox *
mailbox_of(const struct config *config, struct span procedure)
{
    for (size_t i = 0; i < config->mailbox_count; i++)
        if (span_is(procedure, config->mailboxes[i].procedure))
            return &config->mailboxes[i];
    return NULL;
}

bool
apply_mailbox(const struct applier *applier, struct database *database, struct arena *arena,
              const struct dossier_row *row, const struct config_mailbox **mailbox, struct error *err)
{
    struct dossier_row above = *row;
    struct span base = row->number;

    *mailbox = mailbox_of(applier->config, row->procedure);
    while (*mailbox == NULL && dossiers_parent_number(&base)) {
        if (!dossiers_by_number(database, arena, base, &above, err))
            return false;
        *mailbox = mailbox_of(applier->config, above.procedure);
    }
    if (*mailbox == NULL)
        *mailbox = &applier->config->mailboxes[0];
    return true;
}

/* The morning before today's: what ended since then is news. */
static int64_t
last_morning(int64_t now, int base_offset)
{
    int32_t day = day_of_instant(now, base_offset);

    while (day_weekday(--day) > 5)
        ;
    return instant_of_local(day, DIGEST_HOUR, 0, base_offset);
}

static bool
look_up_digest(struct applying *a, struct span person, struct situation *situation, struct error *err)
{
    struct span items, rows;

    if (!listings_waiting(a->database, a->arena, a->procedure, person, &items, err) ||
        !listings_ended(a->database, a->arena, a->procedure, person,
                        last_morning(a->now, situation->base_offset), &rows, err))
        return false;
    situation->waiting = xml_parse(a->arena, items, "waiting", XML_OWN_MAX, err);
    situation->rows = xml_parse(a->arena, rows, "rows", XML_OWN_MAX, err);
    return situation->waiting != NULL && situation->rows != NULL;
}

bool
apply_digest(struct applier *applier, struct database *database, struct arena *arena,
             const struct config_mailbox *mailbox, struct span person, int64_t now, struct error *err)
{
    const struct definition *definition = versions_current(applier->versions, span_of(mailbox->procedure));
    struct event event = {.kind = EVENT_DIGEST, .person = person};
    struct applied applied = {0};
    struct situation situation = {.definition = definition,
                                  .mailbox = span_of(mailbox->address),
                                  .trust = span_of(mailbox->trust),
                                  .base_offset = (int)applier->config->time_offset,
                                  .now = now};
    struct applying a;

    if (definition == NULL)
        return true;
    a = applying(applier, database, arena, definition, mailbox, now);
    a.version = *procedure_digest(definition_procedure(definition));
    a.procedure = procedure_name(definition_procedure(definition));
    if (!look_up_people(&a, &event, &situation, err) ||
        !look_up_languages(&a, &event, NULL, NULL, &situation, err) ||
        !look_up_digest(&a, person, &situation, err))
        return false;
    applied.decision = workflow_decide(arena, &situation, &event);
    return (applied.decision.habit == NULL || habits_save(database, applied.decision.habit, now, err)) &&
           queue_effects(&a, &applied, &event, err) && log_records(&a, &applied, err);
}
