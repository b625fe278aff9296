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

#include "os/log.h"

enum {
    GROUP_MAX = 16,                     /* messages marked together */
    GROUP_BYTES_MAX = 64 * 1024 * 1024, /* of them */
    ARENA_MAX = 256 * 1024 * 1024,
    BACK_OFF_FIRST = 5, /* seconds */
    BACK_OFF_MOST = 600,
    PATIENCE = 5, /* seconds for the server when we close */
};

struct imapfetch {
    struct imapfetch_settings settings;
    pthread_t thread;
    int event, wake; /* to the loop; to the thread */
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

static bool
set_aside(struct imapsession *session, uint32_t uid, const struct error *why, struct error *err)
{
    log_event(LOG_ERROR, "imap", "error=%s uid=%" PRIu32 " left=\"flagged in the mailbox\"", why->text, uid);
    return imapsession_mark(session, &uid, 1, true, err);
}

static bool
fetch_group(struct imapfetch *fetch, struct imapsession *session, struct group *group, const uint32_t *uids,
            size_t count, struct error *err)
{
    for (size_t i = 0; i < count && group->bytes < GROUP_BYTES_MAX && !is_stopping(fetch); i++) {
        struct span bytes;

        if (imapsession_fetch(session, group->arena, uids[i], fetch->settings.size, &bytes, err)) {
            if (bytes.len > 0)
                add_mail(fetch, session, group, uids[i], bytes);
            else
                group->marked[group->marked_count++] = uids[i]; /* empty, or gone */
        } else if (err->kind != ERROR_TOO_BIG || !set_aside(session, uids[i], err, err)) {
            return false;
        }
    }
    return true;
}

/* *left: there may be more. */
static bool
take_group(struct imapfetch *fetch, struct imapsession *session, struct group *group, uint32_t *highest,
           bool *left, struct error *err)
{
    uint32_t uids[GROUP_MAX];
    size_t count;

    if (!imapsession_list(session, uids, GROUP_MAX, &count, err))
        return false;
    *left = count > 0;
    if (count == 0)
        return true;
    if (uids[0] <= *highest)
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
    if (group->bytes >= GROUP_BYTES_MAX || group->count + group->marked_count < count)
        *highest = 0; /* the rest of the list comes next */
    return imapsession_mark(session, group->marked, group->marked_count, false, err);
}

static bool
drain(struct imapfetch *fetch, struct imapsession *session, uint32_t *highest, struct error *err)
{
    bool good = true, left = true;

    while (good && left && !is_stopping(fetch)) {
        struct group group = {.arena = arena_open(ARENA_MAX)};

        good = take_group(fetch, session, &group, highest, &left, err);
        arena_close(&group.arena);
    }
    return good;
}

/* ---- a session, and the next ---- */

static bool
serve(struct imapfetch *fetch, struct imapsession *session, bool *worked, struct error *err)
{
    const struct imapsession_settings *settings = &fetch->settings.session;
    uint32_t highest = 0;

    if (!imapsession_login(session, err))
        return false;
    *worked = true;
    set_descriptor(fetch, imapsession_descriptor(session), true);
    log_event(LOG_INFO, "imap", "connected host=%s user=%s folder=%s", settings->host, settings->user,
              settings->folder);
    while (!is_stopping(fetch))
        if (!drain(fetch, session, &highest, err) ||
            (!is_stopping(fetch) && !imapsession_wait(session, fetch->settings.poll, err)))
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
    pthread_mutex_init(&fetch->lock, NULL);
    pthread_cond_init(&fetch->settled, NULL);
    fetch->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    fetch->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (fetch->event < 0 || fetch->wake < 0 || pthread_create(&fetch->thread, NULL, work, fetch) != 0) {
        error_errno(err, "starting to fetch from %s", settings->session.host);
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
