// SPDX-License-Identifier: Apache-2.0
#include "main/apply.h"

#include <string.h>

#include "common/date.h"
#include "store/eventlog.h"
#include "store/queue.h"

struct applying {
    struct applier *applier;
    struct database *database;
    struct arena *arena;
    const struct definition *definition;
    int64_t now;
    struct digest version;
    struct span procedure;
};

static bool
look_up_facts(struct applying *a, xmlDoc *dossier, int64_t except, xmlDoc **facts, struct error *err)
{
    struct evaluation *evaluation =
        evaluation_open(a->arena, definition_procedure(a->definition), dossier, NULL, a->now);
    struct index_entry *entries;
    size_t count = facts_wanted(evaluation, &entries);

    return dossiers_facts(a->database, a->arena, a->procedure, except, entries, count, facts, err);
}

static bool
look_up_documents(struct applying *a, int64_t dossier, struct situation *situation, struct error *err)
{
    struct document_row *rows;
    struct document_fact *facts;
    size_t count;

    if (!documents_list(a->database, a->arena, dossier, &rows, &count, err))
        return false;
    facts = arena_array(a->arena, count, sizeof *facts);
    for (size_t i = 0; i < count; i++)
        facts[i] =
            (struct document_fact){rows[i].name, rows[i].revision, digest_hex(a->arena, &rows[i].sha256)};
    situation->documents = facts;
    situation->document_count = count;
    return true;
}

static bool
look_up(struct applying *a, const struct dossier_row *row, const struct event *event,
        struct situation *situation, struct error *err)
{
    int year = day_civil(day_of_instant(a->now, situation->base_offset)).year;
    xmlDoc *preview;

    if (!dossiers_peek_number(a->database, a->arena, year, &situation->next_number, err))
        return false;
    if (row != NULL) {
        situation->dossier = xml_parse(a->arena, row->data, "dossier", XML_OWN_MAX, err);
        if (situation->dossier == NULL || !look_up_documents(a, row->id, situation, err))
            return false;
    }
    preview = workflow_preview(a->arena, situation, event);
    return preview == NULL || look_up_facts(a, preview, row == NULL ? 0 : row->id, &situation->facts, err);
}

static bool
save_dossier(struct applying *a, struct applied *applied, struct error *err)
{
    xmlDoc *dossier = applied->decision.dossier;
    xmlNode *root = xmlDocGetRootElement(dossier);
    struct evaluation *evaluation;
    struct index_entry *entries;
    struct span taken;
    struct text states = text_new(a->arena, 4096);
    int year = day_civil(day_of_instant(a->now, (int)a->applier->config->time_offset)).year;

    for (xmlNode *state = xml_first(root, "state"); state != NULL; state = xml_next(state, "state"))
        text_printf(&states, "%s%s", states.len > 0 ? " " : "", xml_attr_or(a->arena, state, "id", ""));
    if (applied->decision.created && !dossiers_next_number(a->database, a->arena, year, &taken, err))
        return false;
    applied->number = span_of(xml_attr_or(a->arena, root, "number", ""));
    if (!dossiers_save(a->database, a->arena, a->applier->key, dossier, &a->version,
                       !definition_is_final(a->definition, text_get(&states)), a->now, &applied->dossier,
                       err))
        return false;
    evaluation = evaluation_open(a->arena, definition_procedure(a->definition), dossier, NULL, a->now);
    size_t count = facts_wanted(evaluation, &entries);
    return dossiers_save_facts(a->database, a->procedure, applied->dossier, entries, count, err);
}

static bool
queue_effects(struct applying *a, const struct applied *applied, struct error *err)
{
    int64_t id;

    for (size_t i = 0; i < applied->decision.effect_count; i++) {
        if (!queue_effect(a->database, a->arena, applied->dossier, applied->number, &a->version,
                          &applied->decision.effects[i], a->applier->key, span_of(a->applier->config->domain),
                          a->now, &id, err))
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

static struct applying
applying(struct applier *applier, struct database *database, struct arena *arena,
         const struct definition *definition, int64_t now)
{
    const struct procedure *procedure = definition_procedure(definition);

    return (struct applying){.applier = applier,
                             .database = database,
                             .arena = arena,
                             .definition = definition,
                             .now = now,
                             .version = *procedure_digest(procedure),
                             .procedure = procedure_name(procedure)};
}

static bool
decide(struct applying *a, const struct dossier_row *row, const struct config_mailbox *mailbox,
       const struct event *event, struct decision *decision, struct error *err)
{
    struct situation situation = {.definition = a->definition,
                                  .mailbox = span_of(mailbox->address),
                                  .base_offset = (int)a->applier->config->time_offset,
                                  .now = a->now};

    if (!look_up(a, row, event, &situation, err))
        return false;
    *decision = workflow_decide(a->arena, &situation, event);
    return true;
}

bool
apply_decide(struct applier *applier, struct database *database, struct arena *arena,
             const struct definition *definition, const struct dossier_row *row,
             const struct config_mailbox *mailbox, const struct event *event, int64_t now,
             struct decision *decision, struct error *err)
{
    struct applying a = applying(applier, database, arena, definition, now);

    return decide(&a, row, mailbox, event, decision, err);
}

bool
apply_event(struct applier *applier, struct database *database, struct arena *arena,
            const struct definition *definition, const struct dossier_row *row,
            const struct config_mailbox *mailbox, const struct event *event, int64_t now,
            struct applied *applied, struct error *err)
{
    struct applying a = applying(applier, database, arena, definition, now);

    memset(applied, 0, sizeof *applied);
    if (row != NULL) {
        applied->dossier = row->id;
        applied->number = row->number;
    }
    if (!decide(&a, row, mailbox, event, &applied->decision, err))
        return false;
    if (applied->decision.dossier != NULL && !save_dossier(&a, applied, err))
        return false;
    return queue_effects(&a, applied, err) && log_records(&a, applied, err);
}

const struct definition *
apply_definition(struct applier *applier, struct database *database, const struct dossier_row *row,
                 struct error *err)
{
    return versions_of(applier->versions, database, &row->version, err);
}

const struct config_mailbox *
apply_mailbox(const struct applier *applier, struct span procedure)
{
    const struct config *config = applier->config;

    for (size_t i = 0; i < config->mailbox_count; i++)
        if (span_is(procedure, config->mailboxes[i].procedure))
            return &config->mailboxes[i];
    return NULL;
}
