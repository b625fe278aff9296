// SPDX-License-Identifier: Apache-2.0
#include "main/later.h"

#include <inttypes.h>

#include "intake/drop.h"
#include "os/clock.h"
#include "os/log.h"
#include "store/eventlog.h"
#include "store/pending.h"

enum { AT_ONCE = 8 }; /* messages of one look */

/* The file is durable before the row says so: should we die in between, it comes twice and is known by its
 * content. */
static bool
bring_back(const struct later *later, struct database *database, struct arena *arena, int64_t id,
           const struct message *message, struct error *err)
{
    return drop_put(later->config->spool, message, err) && pending_done(database, id, err) &&
           eventlog_append(database, SPAN(""), SPAN("message.retried"),
                           span_printf(arena, "message=%" PRId64, id), clock_now(), err);
}

static bool
run(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct later *later = (struct later *)job;
    int64_t now = clock_now();

    for (int i = 0; i < AT_ONCE; i++) {
        struct message message;
        int64_t id;

        if (!pending_next(database, arena, now, &id, &message, err))
            return false;
        if (id == 0)
            return true;
        if (!bring_back(later, database, arena, id, &message, err))
            return false;
    }
    return true;
}

static void
done(struct job *job)
{
    struct later *later = (struct later *)job;

    later->under_way = false;
    if (!job->good)
        log_event(LOG_ERROR, "pending", "error=%s", job->err.text);
    else
        later->brought(later->context);
}

void
later_open(struct later *later, struct writer *writer, const struct config *config,
           void (*brought)(void *context), void *context)
{
    *later = (struct later){.job = {.run = run, .done = done},
                            .writer = writer,
                            .config = config,
                            .brought = brought,
                            .context = context};
}

void
later_look(struct later *later)
{
    if (later->under_way)
        return;
    later->under_way = true;
    writer_submit(later->writer, &later->job);
}
