// SPDX-License-Identifier: Apache-2.0
/* restore FILE: a copy that `backup` made takes the place of the store, while the daemon is stopped.
 *
 * The journal is the way back to today: what the copy does not know of the old store's messages and
 * of the journal's own records is appended to the journal anew, and the daemon uses it at its next
 * start.  Order: journal, store, then the old records' release; a crash in between leaves a whole
 * store, old or new, and the command can be given again. */
#include <inttypes.h>
#include <poll.h>
#include <unistd.h>

#include "control/command.h"
#include "intake/journal.h"
#include "main/again.h"
#include "os/clock.h"
#include "os/file.h"
#include "store/eventlog.h"
#include "store/messages.h"
#include "store/restore.h"

enum { MESSAGE_ARENA_MAX = 256 * 1024 * 1024 };

struct restoring {
    struct command *command;
    const char *spool, *path, *fresh, *aside; /* of the store */
    struct journal *journal;
    struct database *old; /* NULL: it can't be read */
    struct database *copy;
    int64_t events, carried, again;
    uint64_t first, last; /* sequences: of the first message put in anew, of the last one found */
    bool failed;
};

struct put {
    struct journal_ticket ticket; /* first */
    bool done;
};

static void
put_done(struct journal_ticket *ticket)
{
    ((struct put *)ticket)->done = true;
}

static bool
put_in(struct restoring *r, const struct message *message, struct span drop)
{
    struct put put = {.ticket = {.drop = drop, .message = *message, .done = put_done}};
    struct pollfd ready = {.fd = journal_descriptor(r->journal), .events = POLLIN};

    journal_append(r->journal, &put.ticket);
    while (!put.done) {
        poll(&ready, 1, -1);
        journal_collect(r->journal);
    }
    if (r->first == 0)
        r->first = put.ticket.sequence;
    r->again++;
    if (!put.ticket.good)
        r->command->err = put.ticket.err;
    return put.ticket.good;
}

/* The messages that the old store used and the copy does not know. */
static bool
put_used(struct restoring *r)
{
    struct error *err = &r->command->err;
    int64_t id = 0, used;
    bool good = true, found;

    while (good && restore_missing(r->copy, id, &id, err) && id != 0) {
        struct arena *arena = arena_open(MESSAGE_ARENA_MAX);
        struct message message;

        good = messages_load(r->old, arena, id, &message, &used, &found, err);
        message.received = used;
        good = good && put_in(r, &message, again_id(arena, id));
        arena_close(&arena);
    }
    return good && id == 0;
}

static bool
is_known(struct restoring *r, uint64_t sequence, bool *known)
{
    bool used = false;

    if (!messages_consumed(r->copy, sequence, known, &r->command->err) ||
        (r->old != NULL && !messages_consumed(r->old, sequence, &used, &r->command->err)))
        return false;
    *known = *known || used;
    return true;
}

/* Without the old store nobody knows whether the record was used: one may be the fruit of the
 * other, and their order counts. */
static bool
put_record(struct restoring *r, struct arena *arena, uint64_t sequence)
{
    struct message message;
    struct span drop;

    if (!journal_read(r->journal, arena, sequence, &message, &drop, &r->command->err))
        return false;
    return put_in(r, &message, r->old != NULL ? drop : again_record(arena, sequence));
}

/* A record that neither store has. */
static void
put_waiting(void *context, uint64_t sequence)
{
    struct restoring *r = context;
    struct arena *arena = arena_open(MESSAGE_ARENA_MAX);
    bool known = false;

    if (r->first != 0 && sequence >= r->first) {
        arena_close(&arena);
        return;
    }
    r->last = sequence;
    if (!r->failed)
        r->failed = !is_known(r, sequence, &known) || (!known && !put_record(r, arena, sequence));
    arena_close(&arena);
}

static bool
open_copy(struct restoring *r, const char *file)
{
    struct error *err = &r->command->err;
    struct database *from;
    bool good;

    if (!file_remove(r->fresh, err))
        return false;
    if (access(file, R_OK) != 0)
        return error_errno(err, "%s", file);
    from = database_open(file, DATABASE_READ, err);
    good = from != NULL && database_copy(from, r->fresh, err);
    database_close(&from);
    r->copy = good ? database_open(r->fresh, DATABASE_WRITE, err) : NULL;
    if (r->copy != NULL)
        return restore_check(r->copy, &r->events, err);
    err->kind = ERROR_BAD_INPUT;
    return error_at(err, "%s is no copy that conventionctl backup made", file);
}

static bool
open_old(struct restoring *r)
{
    struct error ignored;

    r->old = access(r->path, R_OK) == 0 ? database_open(r->path, DATABASE_WRITE, &ignored) : NULL;
    if (r->old != NULL)
        return restore_attach(r->copy, r->path, &r->carried, &r->command->err);
    fprintf(stderr,
            "conventionctl: the store that is there can't be read: what it used after the copy was made"
            " is taken from the journal alone\n");
    return true;
}

static bool
note(struct restoring *r)
{
    struct error *err = &r->command->err;
    struct span detail = span_printf(r->command->arena, "again=%" PRId64 " carried=%" PRId64 " operator=%s",
                                     r->again, r->carried, command_operator(r->command));

    return eventlog_append(r->copy, SPAN(""), SPAN("store.restored"), detail, clock_now(), err);
}

static bool
restore(struct restoring *r, const char *file)
{
    struct error *err = &r->command->err;

    if (!open_copy(r, file) || !open_old(r) || (r->old != NULL && !put_used(r)))
        return false;
    journal_recover(r->journal, put_waiting, r);
    if (r->failed || !note(r))
        return false;
    database_close(&r->copy);
    database_close(&r->old);
    if (!restore_place(r->fresh, r->path, r->aside, err) || !file_sync_folder(r->spool, err))
        return false;
    journal_consumed(r->journal, r->first != 0 ? r->first : r->last + 1);
    return true;
}

static void
print(const struct restoring *r)
{
    if (r->command->json) {
        command_print_json(json_pack("{s:I,s:I,s:I,s:s}", "events", r->events, "again", r->again, "carried",
                                     r->carried, "aside", r->aside));
        return;
    }
    printf("restored: %" PRId64 " events; %" PRId64
           " messages that came since are used again at the next start;\n"
           "%" PRId64 " mails that went out since are not sent again.\n"
           "The store that was there is kept as %s.\n",
           r->events, r->again, r->carried, r->aside);
}

enum outcome
cmd_restore(struct command *command)
{
    struct restoring r = {.command = command};
    struct config config;
    const char *folder;
    bool good;

    if (command->argc != 1)
        return command_usage(command, "restore FILE");
    if (!command_config(command, &config))
        return command_failed(command);
    folder = arena_printf(command->arena, "%s/journal", config.spool);
    r.spool = config.spool;
    r.path = arena_printf(command->arena, "%s/conventiond.db", config.spool);
    r.fresh = arena_printf(command->arena, "%s.restoring", r.path);
    r.aside = arena_printf(command->arena, "%s.before-%" PRId64, r.path, clock_system());
    if (!journal_forget(folder, &command->err) || (r.journal = journal_open(folder, &command->err)) == NULL) {
        error_at(&command->err, "stop the daemon first");
        return command_failed(command);
    }
    good = restore(&r, command->argv[0]);
    database_close(&r.copy);
    database_close(&r.old);
    unlink(r.fresh);
    journal_close(&r.journal);
    if (!good)
        return command_failed(command);
    print(&r);
    return OUTCOME_DONE;
}
