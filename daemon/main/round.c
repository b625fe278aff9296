// SPDX-License-Identifier: Apache-2.0
#include "main/round.h"

#include <string.h>

#include "common/digest.h"
#include "os/clock.h"
#include "store/editions.h"
#include "store/eventlog.h"
#include "store/queue.h"

enum {
    ROUND_ARENA_MAX = 1024 * 1024 * 1024,
    WAIT_MOST = 12, /* times the poll, between tries of a provider that is down */
};

struct round *
round_new(struct signing *signing, const struct signing_parts *parts)
{
    struct arena *arena = arena_open(ROUND_ARENA_MAX);
    struct round *round = arena_alloc(arena, sizeof *round);

    round->arena = arena;
    round->signing = signing;
    round->parts = parts;
    round->number = round->remote = round->seen = round->fetched = SPAN("");
    return round;
}

void
round_free(struct round *round)
{
    struct arena *arena = round->arena;

    arena_close(&arena);
}

/* ---- out of the store ---- */

static bool
load_signatories(struct round *round, const xmlNode *root)
{
    struct span entry = span_printf(round->arena, "%u", round->row.entry);
    struct contract_order *order = &round->order;

    order->signatories = arena_array(round->arena, PROVIDER_SIGNATORIES_MAX, sizeof *order->signatories);
    for (xmlNode *task = xml_first(root, "task"); task != NULL; task = xml_next(task, "task")) {
        uint64_t serial = 0, rank = 0;

        if (strcmp(xml_attr_or(round->arena, task, "by", ""), "provider") != 0 ||
            !span_equal(span_of(xml_attr_or(round->arena, task, "entry", "")), entry) ||
            strcmp(xml_attr_or(round->arena, task, "verb", ""), "remplacer") == 0 || /* by somebody who is there too */
            order->count == PROVIDER_SIGNATORIES_MAX)
            continue;
        span_to_uint(span_of(xml_attr_or(round->arena, task, "serial", "")), &serial);
        span_to_uint(span_of(xml_attr_or(round->arena, task, "rank", "")), &rank);
        order->signatories[order->count++] =
            (struct contract_signatory){.address = span_of(xml_attr_or(round->arena, task, "address", "")),
                                        .name = span_of(xml_attr_or(round->arena, task, "name", "")),
                                        .role = span_of(xml_attr_or(round->arena, task, "role", "")),
                                        .task = (uint32_t)serial,
                                        .rank = (uint32_t)rank};
    }
    contract_number(order->signatories, order->count);
    return order->count > 0;
}

/* "fiche 2026-00042/4 0123456789abcdef": document, dossier, entry, and what the document is. */
static struct span
reference_of(struct round *round)
{
    struct digest digest = digest_sha256(round->pdf);

    return span_printf(round->arena, "%.*s %.*s/%u %.*s", SPAN_ARG(round->row.document), SPAN_ARG(round->number),
                       round->row.entry, SPAN_ARG(span_first(digest_hex(round->arena, &digest), 16)));
}

bool
round_take(struct round *round, struct database *database, struct error *err)
{
    struct dossier_row dossier;
    uint32_t revision;
    xmlDoc *document;

    if (!circuits_take(database, round->arena, clock_now(), &round->row, err))
        return false;
    if (round->row.dossier == 0)
        return true;
    if (!dossiers_by_id(database, round->arena, round->row.dossier, &dossier, err) ||
        !documents_get(database, round->arena, round->row.dossier, round->row.document, round->row.revision,
                       &round->pdf, &revision, err))
        return false;
    round->number = dossier.number;
    round->order.reference = reference_of(round);
    round->order.remote = round->row.remote;
    round->order.file_name = span_printf(round->arena, "%.*s-%.*s.pdf", SPAN_ARG(round->row.document),
                                         SPAN_ARG(round->number));
    document = xml_parse(round->arena, dossier.data, "dossier", XML_OWN_MAX, err);
    if (document == NULL)
        return false;
    if (!load_signatories(round, xmlDocGetRootElement(document)) && round->row.wanted)
        error_set(&round->why, ERROR_PERMANENT, "nobody of the dossier is to sign");
    return true;
}

/* ---- back into it ---- */

/* The revision under which the dossier took the signed document; 0: it did not. */
static uint32_t
taken_revision(struct arena *arena, xmlDoc *dossier, struct span name)
{
    uint64_t revision = 0;

    if (dossier == NULL)
        return 0;
    for (xmlNode *node = xml_first(xmlDocGetRootElement(dossier), "document"); node != NULL;
         node = xml_next(node, "document"))
        if (strcmp(xml_attr_or(arena, node, "by", ""), "provider") == 0 &&
            span_equal(span_of(xml_attr_or(arena, node, "name", "")), name))
            span_to_uint(span_of(xml_attr_or(arena, node, "revision", "")), &revision);
    return (uint32_t)revision;
}

static bool
keep_document(struct round *round, struct database *database, struct arena *arena, uint32_t revision,
              struct error *err)
{
    struct digest digest;

    return documents_insert(database, round->row.dossier, round->row.signed_name, revision, round->fetched,
                            clock_now(), &digest, err) &&
           eventlog_append(database, round->number, SPAN("document.fetched"),
                           span_printf(arena, "document=%.*s revision=%u remote=%.*s sha256=%.*s",
                                       SPAN_ARG(round->row.signed_name), revision, SPAN_ARG(round->row.remote),
                                       SPAN_ARG(digest_hex(arena, &digest))),
                           clock_now(), err);
}

static bool
hand_over(struct round *round, struct database *database, struct arena *arena, struct error *err)
{
    struct applier *applier = round->parts->applier;
    struct event event = {.kind = EVENT_PROVIDER, .provider = &round->report};
    const struct definition *definition;
    const struct config_mailbox *mailbox;
    struct dossier_row dossier;
    struct applied applied;
    uint32_t revision;

    if (!dossiers_by_id(database, arena, round->row.dossier, &dossier, err) ||
        (definition = apply_definition(applier, database, &dossier, err)) == NULL ||
        !apply_mailbox(applier, database, arena, &dossier, &mailbox, err))
        return false;
    if (mailbox == NULL)
        mailbox = &applier->config->mailboxes[0];
    if (!apply_event(applier, database, arena, definition, &dossier, mailbox, &event, clock_now(), &applied, err))
        return false;
    revision = round->report.outcome == PROVIDER_DONE
                   ? taken_revision(arena, applied.decision.dossier, round->row.signed_name)
                   : 0;
    return revision == 0 || keep_document(round, database, arena, revision, err);
}

static int64_t
next_look(const struct round *round, bool good)
{
    int64_t poll = round->parts->config->provider_poll, times = (int64_t)round->row.failures + 1;

    return clock_now() + (good ? poll : poll * (times > WAIT_MOST ? WAIT_MOST : times));
}

bool
round_write_end(struct round *round, struct database *database, struct arena *arena, struct error *err)
{
    bool good = round->why.kind == ERROR_NONE;

    switch (round->ending) {
    case ROUND_SENT:
        return circuits_sent(database, &round->row, round->remote, next_look(round, true), err) &&
               eventlog_append(database, round->number, SPAN("provider.sent"),
                               span_printf(arena, "entry=%u remote=%.*s", round->row.entry,
                                           SPAN_ARG(round->remote)),
                               clock_now(), err);
    case ROUND_TOLD:
        return circuits_told(database, &round->row, clock_now(), err) &&
               eventlog_append(database, round->number, SPAN("provider.told"),
                               span_printf(arena, "entry=%u remote=%.*s changes=%u reminders=%u", round->row.entry,
                                           SPAN_ARG(round->row.remote), round->row.told, round->row.reminded),
                               clock_now(), err);
    case ROUND_LATER:
        return circuits_later(database, &round->row, good, round->row.seen, next_look(round, good), err);
    case ROUND_END:
        return circuits_end(database, &round->row, err);
    case ROUND_REPORT:
        return hand_over(round, database, arena, err) &&
               circuits_later(database, &round->row, true, round->seen, next_look(round, true), err);
    }
    return false;
}
