// SPDX-License-Identifier: Apache-2.0
#include "main/setaside.h"

#include "common/date.h"
#include "procedure/template.h"
#include "reader/address.h"
#include "store/queue.h"
#include "store/tally.h"
#include "workflow/notice.h"

enum { HOUR = 3600 };

static bool
count_waiting(struct database *database, int64_t *count, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT count(*) FROM message WHERE outcome = 'quarantined'", "");

    if (database_step(database, query, err) != ROW_FOUND)
        return false;
    *count = sqlite3_column_int64(query, 0);
    database_end(query);
    return true;
}

bool
setaside_tell(struct applier *applier, struct database *database, struct arena *arena,
              const struct config_mailbox *mailbox, const struct setaside *message, int64_t now,
              struct error *err)
{
    const struct definition *definition = versions_current(applier->versions, span_of(mailbox->procedure));
    struct span administrator = span_of(applier->config->administrator);
    struct situation situation = {.mailbox = span_of(mailbox->address),
                                  .base_offset = (int)applier->config->time_offset,
                                  .now = now};
    struct notice_quarantine about = {.id = message->message,
                                      .received = message->received,
                                      .size = message->size,
                                      .sender = message->sender,
                                      .why = message->why};
    struct effect effect;
    struct queue_order order = {
        .number = SPAN(""), .key = applier->key, .domain = span_of(applier->config->domain), .now = now};
    int64_t told;

    if (definition == NULL || !address_is_plain(administrator) ||
        !template_exists(definition_procedure(definition), "mail", NOTICE_QUARANTINE, "fr"))
        return true;
    if (!tally_add(database, day_of_instant(now, 0), "notice",
                   span_printf(arena, "%lld", (long long)(now / HOUR)), &told, err) ||
        !count_waiting(database, &about.waiting, err))
        return false;
    if (told > 1)
        return true;
    order.version = *procedure_digest(definition_procedure(definition));
    effect = notice_quarantine(arena, &situation, administrator, &about);
    return queue_effect(database, arena, &order, &effect, err);
}
