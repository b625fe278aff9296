// SPDX-License-Identifier: Apache-2.0
#include "intake/imapfetch.h"

#include <inttypes.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "intake/held.h"
#include "os/clock.h"
#include "os/log.h"
#include "reader/envelope.h"

enum {
    GROUP_MAX = 16,                     /* messages marked together */
    GROUP_BYTES_MAX = 64 * 1024 * 1024, /* of them */
    ARENA_MAX = 256 * 1024 * 1024,
    BACK_OFF_FIRST = 5, /* seconds */
    BACK_OFF_MOST = 600,
    PATIENCE = 5,         /* seconds for the server when we close */
    HELD_MAX = 64 * 1024, /* messages */
    HELD_LOOK = 20,       /* seconds between looks at them */
};

struct imapfetch {
    struct imapfetch_settings settings;
    pthread_t thread;
    int event, wake;   /* to the loop; to the thread */
    struct held *held; /* the thread's; by number */
    pthread_mutex_t lock;
    pthread_cond_t settled;
    struct imapfetch_mail *handed, **last; /* under lock; not taken yet */
    size_t outstanding;                    /* under lock; handed and not done */
    bool stopping;                         /* under lock */
    int descriptor;                        /* under lock; of the session, -1 none */
    struct imapfetch_counts counts;        /* under lock */
};

/* What the thread has in hand. */
struct group {
    struct arena *arena;
    struct imapfetch_mail mails[GROUP_MAX];
    size_t count, bytes;
    uint32_t marked[GROUP_MAX]; /* to be marked */
    size_t marked_count;
    bool late; /* no more for now: too much mail of all */
};

static bool
is_stopping(struct imapfetch *fetch)
{
    bool stopping;

    pthread_mutex_lock(&fetch->lock);
    stopping = fetch->stopping;
    pthread_mutex_unlock(&fetch->lock);
    return stopping;
}

static void
set_descriptor(struct imapfetch *fetch, int descriptor, bool connected)
{
    pthread_mutex_lock(&fetch->lock);
    fetch->descriptor = descriptor;
    fetch->counts.connected = connected;
    pthread_mutex_unlock(&fetch->lock);
}

/* ---- a group ---- */

static void
hand_over(struct imapfetch *fetch, struct group *group)
{
    const uint64_t one = 1;

    pthread_mutex_lock(&fetch->lock);
    for (size_t i = 0; i < group->count; i++) {
        *fetch->last = &group->mails[i];
        fetch->last = &group->mails[i].next;
    }
    fetch->outstanding = group->count;
    pthread_mutex_unlock(&fetch->lock);
    (void)!write(fetch->event, &one, sizeof one);
}

/* True when all of them are durable; those that are stand in group->marked. */
static bool
await(struct imapfetch *fetch, struct group *group)
{
    size_t durable = 0;

    pthread_mutex_lock(&fetch->lock);
    while (fetch->outstanding > 0 && !fetch->stopping)
        pthread_cond_wait(&fetch->settled, &fetch->lock);
    fetch->handed = NULL;
    fetch->last = &fetch->handed;
    for (size_t i = 0; i < group->count; i++)
        if (group->mails[i].settled && group->mails[i].durable) {
            group->marked[group->marked_count++] = group->mails[i].uid;
            durable++;
        }
    fetch->counts.fetched += durable;
    pthread_mutex_unlock(&fetch->lock);
    return durable == group->count;
}

static void
add_mail(struct imapfetch *fetch, const struct imapsession *session, struct group *group, uint32_t uid,
         struct span bytes)
{
    const struct imapsession_settings *settings = &fetch->settings.session;
    struct imapfetch_mail *mail = &group->mails[group->count++];

    mail->owner = fetch;
    mail->uid = uid;
    mail->bytes = bytes;
    mail->id = span_printf(group->arena, "imap/%s@%s/%s/%" PRIu32 "/%" PRIu32, settings->user, settings->host,
                           settings->folder, imapsession_validity(session), uid);
    group->bytes += bytes.len;
}

/* How messages are called among the held. */
static struct span
name_of(const uint32_t *uid)
{
    return (struct span){(const char *)uid, sizeof *uid};
}

/* May it be taken now?  If not, it is held, or all are. */
static bool
admit(struct imapfetch *fetch, struct group *group, uint32_t uid, const struct imapsession_glance *glance)
{
    struct span sender = envelope_sender(group->arena, glance->trace);
    int64_t now = clock_monotonic();
    enum admission_verdict verdict = admission_ask(fetch->settings.admission, sender, now);

    if (verdict == ADMISSION_GRANTED) {
        admission_charge(fetch->settings.admission, sender, glance->size, now);
        held_drop(fetch->held, name_of(&uid));
    } else if (verdict == ADMISSION_ALL) {
        log_event(LOG_WARNING, "flood", "imap=%s all=yes", fetch->settings.session.user);
        group->late = true;
    } else {
        log_event(LOG_WARNING, "flood", "imap=%s uid=%" PRIu32 " sender=%.*s left=\"until later\"",
                  fetch->settings.session.user, uid, SPAN_ARG(sender));
        if (!held_add(fetch->held, name_of(&uid), sender))
            group->late = true;
    }
    return verdict == ADMISSION_GRANTED;
}

static bool
take_bytes(struct imapfetch *fetch, struct imapsession *session, struct group *group, uint32_t uid,
           struct error *err)
{
    struct span bytes;

    if (!imapsession_fetch(session, group->arena, uid, fetch->settings.size, &bytes, err))
        return false;
    if (bytes.len > 0)
        add_mail(fetch, session, group, uid, bytes);
    else
        group->marked[group->marked_count++] = uid; /* empty, or gone */
    return true;
}

static bool
set_aside(struct imapsession *session, uint32_t uid, const struct error *why, struct error *err)
{
    log_event(LOG_ERROR, "imap", "error=%s uid=%" PRIu32 " left=\"flagged in the mailbox\"", why->text, uid);
    return imapsession_mark(session, &uid, 1, true, err);
}

static bool
take_one(struct imapfetch *fetch, struct imapsession *session, struct group *group, uint32_t uid,
         struct error *err)
{
    struct imapsession_glance glance;

    if (!imapsession_look(session, group->arena, uid, fetch->settings.size, &glance, err))
        return err->kind == ERROR_TOO_BIG && set_aside(session, uid, err, err);
    if (glance.size > 0 && !admit(fetch, group, uid, &glance))
        return true;
    return take_bytes(fetch, session, group, uid, err) ||
           (err->kind == ERROR_TOO_BIG && set_aside(session, uid, err, err));
}

static bool
fetch_group(struct imapfetch *fetch, struct imapsession *session, struct group *group, const uint32_t *uids,
            size_t count, struct error *err)
{
    for (size_t i = 0; i < count && group->bytes < GROUP_BYTES_MAX && !group->late && !is_stopping(fetch);
         i++)
        if (!take_one(fetch, session, group, uids[i], err))
            return false;
    return true;
}

/* The lowest numbers that are new, or whose sender may send again. */
static bool
list_group(struct imapfetch *fetch, struct imapsession *session, struct arena *arena, uint32_t *uids,
           size_t *count, struct error *err)
{
    int64_t now = clock_monotonic();
    uint32_t *all;
    size_t all_count;

    *count = 0;
    if (!imapsession_list(session, arena, &all, &all_count, err))
        return false;
    for (size_t i = 0; i < all_count && *count < GROUP_MAX; i++)
        if (!held_waits(fetch->held, name_of(&all[i]), fetch->settings.admission, now))
            uids[(*count)++] = all[i];
    return true;
}

/* A message that we marked must not come again: a server that forgets would send it for ever. */
static bool
is_forgetful(struct imapfetch *fetch, uint32_t uid, uint32_t highest)
{
    return uid <= highest && !held_has(fetch->held, name_of(&uid));
}

/* *left: there may be more. */
static bool
take_group(struct imapfetch *fetch, struct imapsession *session, struct group *group, uint32_t *highest,
           bool *left, struct error *err)
{
    uint32_t uids[GROUP_MAX];
    size_t count;

    if (!list_group(fetch, session, group->arena, uids, &count, err))
        return false;
    *left = count > 0;
    if (count == 0)
        return true;
    if (is_forgetful(fetch, uids[0], *highest))
        return error_set(err, ERROR_TEMPORARY, "message %" PRIu32 " is here again though it was marked",
                         uids[0]);
    if (!fetch_group(fetch, session, group, uids, count, err))
        return false;
    *highest = uids[count - 1];
    if (group->count > 0)
        hand_over(fetch, group);
    if (!await(fetch, group)) {
        struct error ignored;

        *left = false;
        (void)!imapsession_mark(session, group->marked, group->marked_count, false, &ignored);
        return is_stopping(fetch) || error_set(err, ERROR_TEMPORARY, "the journal took not all messages");
    }
    if (group->late || group->bytes >= GROUP_BYTES_MAX || group->count + group->marked_count < count)
        *highest = 0; /* the rest of the list comes next */
    *left = !group->late;
    return imapsession_mark(session, group->marked, group->marked_count, false, err);
}

static bool
drain(struct imapfetch *fetch, struct imapsession *session, uint32_t *highest, bool *late, struct error *err)
{
    bool good = true, left = true;

    *late = false;
    while (good && left && !is_stopping(fetch)) {
        struct group group = {.arena = arena_open(ARENA_MAX)};

        good = take_group(fetch, session, &group, highest, &left, err);
        *late = group.late;
        arena_close(&group.arena);
    }
    pthread_mutex_lock(&fetch->lock);
    fetch->counts.held = held_count(fetch->held);
    pthread_mutex_unlock(&fetch->lock);
    return good;
}

static int
at_most(int seconds, int most)
{
    return seconds < most ? seconds : most;
}

/* What waits for its time is looked at again before the server says anything. */
static bool
lie_in_wait(struct imapfetch *fetch, struct imapsession *session, bool late, struct error *err)
{
    const struct imapfetch_settings *settings = &fetch->settings;
    bool soon = late || held_count(fetch->held) > 0;

    if (is_stopping(fetch))
        return true;
    if (held_count(fetch->held) == HELD_MAX)
        held_clear(fetch->held);
    return imapsession_wait(session, soon ? at_most(settings->idle, HELD_LOOK) : settings->idle,
                            soon ? at_most(settings->poll, HELD_LOOK) : settings->poll, err);
}

/* ---- a session, and the next ---- */

static bool
serve(struct imapfetch *fetch, struct imapsession *session, bool *worked, struct error *err)
{
    const struct imapsession_settings *settings = &fetch->settings.session;
    uint32_t highest = 0;
    bool late;

    if (!imapsession_login(session, err))
        return false;
    *worked = true;
    held_clear(fetch->held); /* numbers of another session */
    set_descriptor(fetch, imapsession_descriptor(session), true);
    log_event(LOG_INFO, "imap", "connected host=%s user=%s folder=%s", settings->host, settings->user,
              settings->folder);
    while (!is_stopping(fetch))
        if (!drain(fetch, session, &highest, &late, err) || !lie_in_wait(fetch, session, late, err))
            return false;
    return true;
}

static bool
run_session(struct imapfetch *fetch, bool *worked, struct error *err)
{
    struct imapsession *session = imapsession_dial(&fetch->settings.session, fetch->wake, err);
    bool good;

    if (session == NULL)
        return false;
    set_descriptor(fetch, imapsession_descriptor(session), false);
    good = serve(fetch, session, worked, err);
    set_descriptor(fetch, -1, false);
    imapsession_close(&session);
    return good;
}

static void
pause_for(struct imapfetch *fetch, int seconds)
{
    struct pollfd wake = {.fd = fetch->wake, .events = POLLIN};

    poll(&wake, 1, seconds * 1000);
}

static void *
work(void *argument)
{
    struct imapfetch *fetch = argument;
    int wait = BACK_OFF_FIRST;

    while (!is_stopping(fetch)) {
        struct error err = {0};
        bool worked = false;

        if (run_session(fetch, &worked, &err) || is_stopping(fetch))
            continue;
        if (worked)
            wait = BACK_OFF_FIRST;
        pthread_mutex_lock(&fetch->lock);
        fetch->counts.failures++;
        pthread_mutex_unlock(&fetch->lock);
        log_event(LOG_ERROR, "imap", "error=%s again-in=%d", err.text, wait);
        pause_for(fetch, wait);
        wait = wait * 2 < BACK_OFF_MOST ? wait * 2 : BACK_OFF_MOST;
    }
    return NULL;
}

/* ---- the loop's side ---- */

struct imapfetch *
imapfetch_open(const struct imapfetch_settings *settings, struct error *err)
{
    struct imapfetch *fetch = calloc(1, sizeof *fetch);

    if (fetch == NULL)
        abort();
    fetch->settings = *settings;
    fetch->descriptor = -1;
    fetch->last = &fetch->handed;
    fetch->held = held_open(HELD_MAX);
    pthread_mutex_init(&fetch->lock, NULL);
    pthread_cond_init(&fetch->settled, NULL);
    fetch->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    fetch->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (fetch->event < 0 || fetch->wake < 0 || pthread_create(&fetch->thread, NULL, work, fetch) != 0) {
        error_errno(err, "starting to fetch from %s", settings->session.host);
        held_close(&fetch->held);
        free(fetch);
        return NULL;
    }
    return fetch;
}

void
imapfetch_close(struct imapfetch **fetch)
{
    struct imapfetch *f = *fetch;
    const uint64_t one = 1;
    struct timespec until;

    if (f == NULL)
        return;
    pthread_mutex_lock(&f->lock);
    f->stopping = true;
    pthread_cond_signal(&f->settled);
    pthread_mutex_unlock(&f->lock);
    (void)!write(f->wake, &one, sizeof one);
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE;
    if (pthread_timedjoin_np(f->thread, NULL, &until) != 0) {
        pthread_mutex_lock(&f->lock);
        if (f->descriptor >= 0)
            shutdown(f->descriptor, SHUT_RDWR);
        pthread_mutex_unlock(&f->lock);
        pthread_join(f->thread, NULL);
    }
    close(f->event);
    close(f->wake);
    pthread_mutex_destroy(&f->lock);
    pthread_cond_destroy(&f->settled);
    held_close(&f->held);
    free(f);
    *fetch = NULL;
}

int
imapfetch_descriptor(const struct imapfetch *fetch)
{
    return fetch->event;
}

struct imapfetch_mail *
imapfetch_take(struct imapfetch *fetch)
{
    struct imapfetch_mail *mail;
    uint64_t count;

    (void)!read(fetch->event, &count, sizeof count);
    pthread_mutex_lock(&fetch->lock);
    mail = fetch->handed;
    if (mail != NULL)
        fetch->handed = mail->next;
    if (fetch->handed == NULL)
        fetch->last = &fetch->handed;
    pthread_mutex_unlock(&fetch->lock);
    return mail;
}

void
imapfetch_done(struct imapfetch_mail *mail, bool durable)
{
    struct imapfetch *fetch = mail->owner;

    pthread_mutex_lock(&fetch->lock);
    mail->settled = true;
    mail->durable = durable;
    if (--fetch->outstanding == 0)
        pthread_cond_signal(&fetch->settled);
    pthread_mutex_unlock(&fetch->lock);
}

struct imapfetch_counts
imapfetch_counts(struct imapfetch *fetch)
{
    struct imapfetch_counts counts;

    pthread_mutex_lock(&fetch->lock);
    counts = fetch->counts;
    pthread_mutex_unlock(&fetch->lock);
    return counts;
}
