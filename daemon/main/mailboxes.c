// SPDX-License-Identifier: Apache-2.0
#include "main/mailboxes.h"

#include <assert.h>
#include <stdlib.h>

#include "intake/held.h"
#include "intake/imapfetch.h"
#include "intake/maildirwatch.h"
#include "os/clock.h"
#include "os/log.h"
#include "reader/envelope.h"

enum {
    FILES_MAX = 16, /* of a Maildir, on their way into the journal */
    FILE_ARENA_MAX = 256 * 1024 * 1024,
    HELD_MAX = 64 * 1024, /* files of a Maildir whose sender must wait */
    HELD_TURN = 64,       /* of them found before others have their turn in the loop */
};

/* One mailbox with its ways in. */
struct box {
    struct mailboxes *owner;
    struct span address;
    struct maildirwatch *maildir;
    struct imapfetch *imap;
    struct event *maildir_event, *imap_event;
    struct fetched *files; /* of the Maildir, on their way */
    size_t file_count;
    struct held *held; /* of the Maildir, by name */
    bool hindered;     /* until the next look: a taken file could not be moved, or no more may come */
};

/* A message on its way into the journal. */
struct fetched {
    struct journal_ticket ticket; /* first */
    struct fetched *next;
    struct box *box;
    struct arena *arena;
    struct span name;            /* of the Maildir's file */
    struct imapfetch_mail *mail; /* NULL: from the Maildir */
};

struct mailboxes {
    struct mailboxes_parts parts;
    struct box boxes[CONFIG_MAILBOXES_MAX];
    size_t count, under_way;
    bool stopping;
};

static struct fetched *
fetched_new(struct box *box, size_t arena_max)
{
    struct arena *arena = arena_open(arena_max);
    struct fetched *fetched = arena_alloc(arena, sizeof *fetched);

    fetched->arena = arena;
    fetched->box = box;
    return fetched;
}

static void
fetched_free(struct fetched *fetched)
{
    struct arena *arena = fetched->arena;

    arena_close(&arena);
}

static void
append(struct fetched *fetched, struct span id, struct span bytes,
       void (*done)(struct journal_ticket *ticket))
{
    struct mailboxes *mailboxes = fetched->box->owner;

    fetched->ticket.drop = id;
    fetched->ticket.message.bytes = bytes;
    fetched->ticket.message.fetched = true;
    fetched->ticket.message.sender = SPAN("");
    fetched->ticket.message.recipients = &fetched->box->address;
    fetched->ticket.message.recipient_count = 1;
    fetched->ticket.message.received = clock_now();
    fetched->ticket.done = done;
    mailboxes->under_way++;
    journal_append(mailboxes->parts.journal, &fetched->ticket);
}

/* ---- IMAP ---- */

static void
imap_durable(struct journal_ticket *ticket)
{
    struct fetched *fetched = (struct fetched *)ticket;
    struct mailboxes *mailboxes = fetched->box->owner;

    mailboxes->under_way--;
    mailboxes->parts.durable(mailboxes->parts.context, ticket);
    imapfetch_done(fetched->mail, ticket->good);
    fetched_free(fetched);
    if (!mailboxes->stopping)
        mailboxes->parts.pump(mailboxes->parts.context);
}

static void
on_imap(evutil_socket_t socket, short what, void *argument)
{
    struct box *box = argument;
    struct imapfetch_mail *mail;

    (void)socket;
    (void)what;
    while ((mail = imapfetch_take(box->imap)) != NULL) {
        struct fetched *fetched = fetched_new(box, 64 * 1024);

        fetched->mail = mail;
        append(fetched, mail->id, mail->bytes, imap_durable);
    }
}

/* ---- Maildir ---- */

static void look_at_maildir(struct box *box);

static void
maildir_durable(struct journal_ticket *ticket)
{
    struct fetched *fetched = (struct fetched *)ticket, **place = &fetched->box->files;
    struct box *box = fetched->box;
    struct mailboxes *mailboxes = box->owner;
    struct error err;

    while (*place != fetched)
        place = &(*place)->next;
    *place = fetched->next;
    box->file_count--;
    mailboxes->under_way--;
    mailboxes->parts.durable(mailboxes->parts.context, ticket);
    box->hindered |= !ticket->good;
    if (ticket->good && !maildirwatch_settle(box->maildir, fetched->name, &err)) {
        log_event(LOG_ERROR, "maildir", "error=%s", err.text);
        box->hindered = true;
    }
    fetched_free(fetched);
    if (mailboxes->stopping)
        return;
    look_at_maildir(box);
    mailboxes->parts.pump(mailboxes->parts.context);
}

static bool
is_left_alone(void *context, const char *name)
{
    const struct box *box = context;

    for (const struct fetched *file = box->files; file != NULL; file = file->next)
        if (span_is(file->name, name))
            return true;
    return held_waits(box->held, span_of(name), box->owner->parts.admission, clock_monotonic());
}

/* May the file be taken now?  If not, it is held, or all are. */
static bool
admit(struct box *box, struct arena *arena, struct span name, struct span bytes)
{
    struct admission *admission = box->owner->parts.admission;
    struct span sender = envelope_sender(arena, bytes);
    int64_t now = clock_monotonic();
    enum admission_verdict verdict = admission_ask(admission, sender, now);

    if (verdict == ADMISSION_GRANTED) {
        admission_charge(admission, sender, bytes.len, now);
        held_drop(box->held, name);
        return true;
    }
    log_event(LOG_WARNING, "flood", "maildir=%.*s file=%.*s sender=%.*s left=\"until later\"%s",
              SPAN_ARG(box->address), SPAN_ARG(name), SPAN_ARG(sender),
              verdict == ADMISSION_ALL ? " all=yes" : "");
    box->hindered |= verdict == ADMISSION_ALL || !held_add(box->held, name, sender);
    return false;
}

static void
take(struct box *box, struct fetched *fetched, struct span bytes)
{
    fetched->next = box->files;
    box->files = fetched;
    box->file_count++;
    append(fetched,
           span_printf(fetched->arena, "maildir/%.*s/%.*s", SPAN_ARG(box->address), SPAN_ARG(fetched->name)),
           bytes, maildir_durable);
}

/* False when it is still in the way. */
static bool
set_aside(struct box *box, struct span name, const struct error *why)
{
    bool odd = why->kind == ERROR_TOO_BIG || why->kind == ERROR_BAD_INPUT;
    struct error err;

    log_event(LOG_ERROR, "maildir", "error=%s%s", why->text, odd ? ", left below cur/, flagged" : "");
    if (!odd || maildirwatch_set_aside(box->maildir, name, &err))
        return odd;
    log_event(LOG_ERROR, "maildir", "error=%s", err.text);
    return false;
}

enum step { STEP_NONE, STEP_TAKEN, STEP_PASSED /* held, or set aside */ };

static enum step
take_file(struct box *box)
{
    const struct config *config = box->owner->parts.config;
    struct fetched *fetched = fetched_new(box, FILE_ARENA_MAX);
    struct span bytes;
    struct error err = {0};
    enum step step = STEP_NONE;

    if (!maildirwatch_next(box->maildir, fetched->arena, (size_t)config->lmtp_size, &fetched->name, &bytes,
                           &err)) {
        step = set_aside(box, fetched->name, &err) ? STEP_PASSED : STEP_NONE;
    } else if (fetched->name.len > 0 && admit(box, fetched->arena, fetched->name, bytes)) {
        take(box, fetched, bytes);
        return STEP_TAKEN;
    } else if (fetched->name.len > 0) {
        step = STEP_PASSED;
    }
    fetched_free(fetched);
    return step;
}

static void
look_at_maildir(struct box *box)
{
    enum step step = STEP_TAKEN;
    int passed = 0;

    while (!box->hindered && box->file_count < FILES_MAX && step != STEP_NONE && passed < HELD_TURN) {
        step = take_file(box);
        passed += step == STEP_PASSED;
    }
    if (passed == HELD_TURN)
        event_active(box->maildir_event, EV_READ, 0);
}

static void
on_maildir(evutil_socket_t socket, short what, void *argument)
{
    struct box *box = argument;

    (void)socket;
    (void)what;
    maildirwatch_noticed(box->maildir);
    look_at_maildir(box);
}

void
mailboxes_look(struct mailboxes *mailboxes)
{
    for (size_t i = 0; i < mailboxes->count; i++) {
        struct box *box = &mailboxes->boxes[i];

        if (held_count(box->held) == HELD_MAX)
            held_clear(box->held);
        box->hindered = false;
        if (box->maildir != NULL)
            look_at_maildir(box);
    }
}

/* ---- opening and closing ---- */

static struct event *
watch(struct box *box, int descriptor, event_callback_fn callback)
{
    struct event *event = event_new(box->owner->parts.base, descriptor, EV_READ | EV_PERSIST, callback, box);

    if (event == NULL || event_add(event, NULL) != 0)
        abort();
    return event;
}

static bool
open_imap(struct box *box, const struct config_mailbox *mailbox, struct error *err)
{
    struct imapfetch_settings settings = {
        .session = {.host = mailbox->imap.host,
                    .port = mailbox->imap.port,
                    .tls = mailbox->imap.tls   ? IMAPSESSION_TLS
                           : mailbox->imap_tls ? IMAPSESSION_STARTTLS
                                               : IMAPSESSION_PLAIN,
                    .ca_file = mailbox->imap_ca_file,
                    .user = mailbox->imap_user,
                    .password_file = mailbox->imap_password_file,
                    .token_command = mailbox->imap_token_command,
                    .folder = mailbox->imap_folder,
                    .done = mailbox->imap_done_folder},
        .idle = (int)mailbox->imap_idle,
        .poll = (int)mailbox->imap_poll,
        .size = (size_t)box->owner->parts.config->lmtp_size,
        .admission = box->owner->parts.admission,
    };

    box->imap = imapfetch_open(&settings, err);
    if (box->imap == NULL)
        return false;
    box->imap_event = watch(box, imapfetch_descriptor(box->imap), on_imap);
    return true;
}

static bool
open_box(struct mailboxes *mailboxes, const struct config_mailbox *mailbox, struct error *err)
{
    struct box *box = &mailboxes->boxes[mailboxes->count++];

    box->owner = mailboxes;
    box->address = span_of(mailbox->address);
    box->held = held_open(HELD_MAX);
    if (*mailbox->maildir != '\0') {
        struct maildirwatch_settings settings = {.path = mailbox->maildir,
                                                 .keep = mailbox->maildir_keep,
                                                 .skip = is_left_alone,
                                                 .context = box};

        box->maildir = maildirwatch_open(&settings, err);
        if (box->maildir == NULL)
            return false;
        box->maildir_event = watch(box, maildirwatch_descriptor(box->maildir), on_maildir);
    }
    return *mailbox->imap.host == '\0' || open_imap(box, mailbox, err);
}

struct mailboxes *
mailboxes_open(const struct mailboxes_parts *parts, struct error *err)
{
    struct mailboxes *mailboxes = calloc(1, sizeof *mailboxes);

    if (mailboxes == NULL)
        abort();
    mailboxes->parts = *parts;
    for (size_t i = 0; i < parts->config->mailbox_count; i++)
        if (!open_box(mailboxes, &parts->config->mailboxes[i], err)) {
            mailboxes_close(&mailboxes);
            return NULL;
        }
    return mailboxes;
}

void
mailboxes_stop(struct mailboxes *mailboxes)
{
    mailboxes->stopping = true;
    for (size_t i = 0; i < mailboxes->count; i++)
        mailboxes->boxes[i].hindered = true;
}

void
mailboxes_close(struct mailboxes **mailboxes)
{
    struct mailboxes *m = *mailboxes;

    if (m == NULL)
        return;
    assert(m->under_way == 0);
    for (size_t i = 0; i < m->count; i++) {
        struct box *box = &m->boxes[i];

        if (box->imap_event != NULL)
            event_free(box->imap_event);
        if (box->maildir_event != NULL)
            event_free(box->maildir_event);
        imapfetch_close(&box->imap);
        maildirwatch_close(&box->maildir);
        held_close(&box->held);
    }
    free(m);
    *mailboxes = NULL;
}

struct mailboxes_counts
mailboxes_counts(const struct mailboxes *mailboxes)
{
    struct mailboxes_counts counts = {.under_way = mailboxes->under_way};

    for (size_t i = 0; i < mailboxes->count; i++) {
        struct imapfetch_counts imap;

        counts.held += held_count(mailboxes->boxes[i].held);
        if (mailboxes->boxes[i].imap == NULL)
            continue;
        imap = imapfetch_counts(mailboxes->boxes[i].imap);
        counts.held += imap.held;
        counts.imap_failures += imap.failures;
        counts.imap_down += !imap.connected;
    }
    return counts;
}
