// SPDX-License-Identifier: Apache-2.0
#include "process/pool.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "os/log.h"
#include "process/nursery.h"

enum {
    REBIRTH_WAIT = 1,      /* seconds before a worker that could not be born is tried again */
    TRANSFER = 256 * 1024, /* bytes at once to a worker, at most */
    HEAD = sizeof(uint32_t), /* of an answer */
};

struct pool_job {
    struct pool_job *next;
    uint32_t kind;
    struct evbuffer *question;
    void (*done)(void *context, enum pool_status status, struct span answer);
    void *context;
};

struct pool_queue {
    struct pool_job *first, **last;
};

struct sticky {
    struct sticky *next;
    uint32_t kind;
    size_t len;
    char bytes[];
};

struct pool_worker {
    struct pool *pool;
    struct bufferevent *channel; /* to it; NULL: not born */
    /* From it: a bufferevent would read an answer in pieces of 4 KiB, and wake for each. */
    struct event *readable;
    uint32_t len; /* the answer's, once its head is here */
    char *answer;
    size_t got; /* bytes of head and answer */
    int pidfd;
    struct pool_job *job;  /* in hand, NULL: idle or busy with sticky ones */
    size_t sticky_answers; /* still to come before the job's */
    size_t later_answers;  /* still to come after it */
    bool proved;           /* it has answered since it was born */
    struct event *deadline;
};

struct pool {
    struct pool_settings settings;
    struct pool_code code;
    int nursery;
    struct event_base *base;
    struct pool_worker *workers;
    struct pool_queue ahead, queue;
    size_t waiting; /* in both */
    struct sticky *stickies;
    struct event *rebirth;
    bool orphaned; /* the nursery has died */
    struct pool_counts counts;
};

static void feed(struct pool *pool);
static bool be_born(struct pool_worker *worker, struct error *err);

const char *
pool_status_name(enum pool_status status)
{
    static const char *const names[] = {"answered", "died", "took too long", "passed its limit of memory"};

    return names[status];
}

static void
send_job(struct pool_worker *worker, uint32_t kind, const void *bytes, size_t len)
{
    uint32_t head[2] = {kind, (uint32_t)len};

    bufferevent_write(worker->channel, head, sizeof head);
    if (bytes != NULL)
        bufferevent_write(worker->channel, bytes, len);
}

static void
arm(struct pool_worker *worker)
{
    int64_t deadline = worker->pool->settings.deadline;
    struct timeval wait = {deadline / 1000, deadline % 1000 * 1000};

    evtimer_add(worker->deadline, &wait);
}

static void
finish(struct pool_worker *worker, enum pool_status status, struct span answer)
{
    struct pool_job *job = worker->job;

    worker->job = NULL;
    worker->sticky_answers += worker->later_answers;
    worker->later_answers = 0;
    evtimer_del(worker->deadline);
    if (job == NULL)
        return;
    job->done(job->context, status, answer);
    evbuffer_free(job->question);
    free(job);
}

static void
bury(struct pool_worker *worker)
{
    event_free(worker->readable);
    bufferevent_free(worker->channel);
    worker->channel = NULL;
    free(worker->answer);
    worker->answer = NULL;
    worker->got = 0;
    syscall(SYS_pidfd_send_signal, worker->pidfd, SIGKILL, NULL, 0);
    close(worker->pidfd);
    worker->sticky_answers = worker->later_answers = 0;
}

static void
wait_for_birth(struct pool *pool)
{
    struct timeval wait = {REBIRTH_WAIT, 0};

    evtimer_add(pool->rebirth, &wait);
}

static bool
try_birth(struct pool_worker *worker)
{
    struct error err;

    if (be_born(worker, &err))
        return true;
    log_event(LOG_ERROR, "worker", "error=%s", err.text);
    worker->pool->orphaned = err.kind == ERROR_PERMANENT;
    return false;
}

/* One that died before it answered anything would die again at once: its successor waits. */
static void
replace(struct pool_worker *worker, enum pool_status status)
{
    struct pool *pool = worker->pool;

    if (status == POOL_TIMEOUT)
        pool->counts.timeouts++;
    else
        pool->counts.deaths++;
    log_event(LOG_WARNING, "worker", "status=%s in-hand=%s", pool_status_name(status),
              worker->job == NULL ? "nothing" : "a job");
    bury(worker);
    if ((!worker->proved && status == POOL_DIED) || !try_birth(worker))
        wait_for_birth(pool);
    finish(worker, status, (struct span){"", 0});
    feed(pool);
}

/* The head is here: room for the answer. */
static bool
expect(struct pool_worker *worker)
{
    if (worker->len > worker->pool->settings.answer) { /* it may say so itself */
        replace(worker, worker->len == ANSWER_TOO_LATE ? POOL_TIMEOUT : POOL_TOO_BIG);
        return false;
    }
    if (worker->job == NULL && worker->sticky_answers == 0) { /* nobody asked */
        replace(worker, POOL_DIED);
        return false;
    }
    worker->answer = malloc((size_t)worker->len + 1);
    if (worker->answer == NULL)
        abort();
    return true;
}

static void
take_answer(struct pool_worker *worker)
{
    char *answer = worker->answer;

    worker->answer = NULL;
    worker->got = 0;
    worker->proved = true;
    if (worker->sticky_answers > 0) {
        worker->sticky_answers--;
    } else {
        worker->pool->counts.jobs++;
        finish(worker, POOL_DONE, (struct span){answer, worker->len});
    }
    free(answer);
}

/* False: nothing more is here now, or the worker was replaced. */
static bool
receive(struct pool_worker *worker, int socket)
{
    char *at = worker->got < HEAD ? (char *)&worker->len + worker->got : worker->answer + worker->got - HEAD;
    size_t wanted = worker->got < HEAD ? HEAD - worker->got : HEAD + worker->len - worker->got;
    ssize_t got = read(socket, at, wanted);

    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    if (got <= 0) {
        replace(worker, POOL_DIED);
        return false;
    }
    worker->got += (size_t)got;
    if (worker->got == HEAD && !expect(worker))
        return false;
    if (worker->got >= HEAD && worker->got == HEAD + (size_t)worker->len)
        take_answer(worker);
    return true;
}

static void
on_read(evutil_socket_t socket, short what, void *argument)
{
    struct pool_worker *worker = argument;

    (void)what;
    while (receive(worker, socket))
        ;
    feed(worker->pool);
}

static void
on_end(struct bufferevent *channel, short what, void *argument)
{
    struct pool_worker *worker = argument;

    (void)what;
    if (worker->channel == channel)
        replace(worker, POOL_DIED);
}

static void
on_deadline(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    replace(argument, POOL_TIMEOUT);
}

/* The oldest first. */
static void
send_stickies(struct pool_worker *worker, const struct sticky *sticky)
{
    if (sticky == NULL)
        return;
    send_stickies(worker, sticky->next);
    send_job(worker, sticky->kind, sticky->bytes, sticky->len);
    worker->sticky_answers++;
}

static bool
be_born(struct pool_worker *worker, struct error *err)
{
    int socket;

    if (!nursery_birth(worker->pool->nursery, &socket, &worker->pidfd, err))
        return false;
    worker->proved = false;
    evutil_make_socket_nonblocking(socket);
    worker->channel = bufferevent_socket_new(worker->pool->base, socket, BEV_OPT_CLOSE_ON_FREE);
    if (worker->channel == NULL)
        abort();
    bufferevent_setcb(worker->channel, NULL, NULL, on_end, worker);
    bufferevent_set_max_single_write(worker->channel, TRANSFER);
    bufferevent_enable(worker->channel, EV_WRITE);
    worker->readable = event_new(worker->pool->base, socket, EV_READ | EV_PERSIST, on_read, worker);
    if (worker->readable == NULL || event_add(worker->readable, NULL) != 0)
        abort();
    send_stickies(worker, worker->pool->stickies);
    return true;
}

static void
give(struct pool_worker *worker, struct pool_job *job)
{
    size_t len = evbuffer_get_length(job->question);

    worker->job = job;
    send_job(worker, job->kind, NULL, len);
    bufferevent_write_buffer(worker->channel, job->question);
    arm(worker);
}

static void
queue_clear(struct pool_queue *queue)
{
    queue->first = NULL;
    queue->last = &queue->first;
}

static struct pool_job *
queue_take(struct pool_queue *queue)
{
    struct pool_job *job = queue->first;

    if (job != NULL && (queue->first = job->next) == NULL)
        queue_clear(queue);
    return job;
}

static struct pool_job *
take_job(struct pool *pool)
{
    struct pool_job *job = queue_take(&pool->ahead);

    if (job == NULL)
        job = queue_take(&pool->queue);
    if (job != NULL)
        pool->waiting--;
    return job;
}

static void
feed(struct pool *pool)
{
    for (size_t i = 0; i < pool->settings.workers && pool->waiting > 0; i++)
        if (pool->workers[i].channel != NULL && pool->workers[i].job == NULL)
            give(&pool->workers[i], take_job(pool));
}

static void
on_rebirth(evutil_socket_t socket, short what, void *argument)
{
    struct pool *pool = argument;

    (void)socket;
    (void)what;
    for (size_t i = 0; i < pool->settings.workers; i++)
        if (pool->workers[i].channel == NULL && !try_birth(&pool->workers[i])) {
            wait_for_birth(pool);
            break;
        }
    feed(pool);
}

struct pool *
pool_fork(const struct pool_settings *settings, const struct pool_code *code, struct error *err)
{
    struct pool *pool = calloc(1, sizeof *pool);

    if (pool == NULL || (pool->workers = calloc(settings->workers, sizeof *pool->workers)) == NULL)
        abort();
    pool->settings = *settings;
    pool->code = *code;
    queue_clear(&pool->ahead);
    queue_clear(&pool->queue);
    pool->nursery = nursery_fork(&pool->settings, &pool->code, err);
    if (pool->nursery >= 0)
        return pool;
    free(pool->workers);
    free(pool);
    return NULL;
}

bool
pool_start(struct pool *pool, struct event_base *base, struct error *err)
{
    pool->base = base;
    pool->rebirth = evtimer_new(base, on_rebirth, pool);
    for (size_t i = 0; i < pool->settings.workers; i++) {
        struct pool_worker *worker = &pool->workers[i];

        worker->pool = pool;
        worker->deadline = evtimer_new(base, on_deadline, worker);
        if (!be_born(worker, err))
            return false;
    }
    return true;
}

static struct pool_job *
job_new(uint32_t kind, struct span question,
        void (*done)(void *context, enum pool_status status, struct span answer), void *context)
{
    struct pool_job *job = calloc(1, sizeof *job);

    if (job == NULL || (job->question = evbuffer_new()) == NULL)
        abort();
    job->kind = kind;
    evbuffer_add(job->question, question.data, question.len);
    job->done = done;
    job->context = context;
    return job;
}

static void
enqueue(struct pool *pool, struct pool_queue *queue, struct pool_job *job)
{
    *queue->last = job;
    queue->last = &job->next;
    pool->waiting++;
    feed(pool);
}

void
pool_submit(struct pool *pool, uint32_t kind, struct span question,
            void (*done)(void *context, enum pool_status status, struct span answer), void *context)
{
    enqueue(pool, &pool->queue, job_new(kind, question, done, context));
}

void
pool_submit_ahead(struct pool *pool, uint32_t kind, struct span question,
                  void (*done)(void *context, enum pool_status status, struct span answer), void *context)
{
    enqueue(pool, &pool->ahead, job_new(kind, question, done, context));
}

void
pool_broadcast(struct pool *pool, uint32_t kind, struct span question)
{
    struct sticky *sticky = malloc(sizeof *sticky + question.len);

    if (sticky == NULL)
        abort();
    sticky->kind = kind;
    sticky->len = question.len;
    memcpy(sticky->bytes, question.data, question.len);
    sticky->next = pool->stickies;
    pool->stickies = sticky;
    for (size_t i = 0; i < pool->settings.workers; i++) {
        struct pool_worker *worker = &pool->workers[i];

        if (worker->channel == NULL)
            continue;
        send_job(worker, kind, sticky->bytes, sticky->len);
        if (worker->job == NULL)
            worker->sticky_answers++;
        else
            worker->later_answers++;
    }
}

size_t
pool_waiting(const struct pool *pool)
{
    return pool->waiting;
}

bool
pool_alive(const struct pool *pool)
{
    return !pool->orphaned;
}

struct pool_counts
pool_counts(const struct pool *pool)
{
    return pool->counts;
}

static void
drop_jobs(struct pool *pool)
{
    struct pool_job *job;

    while ((job = take_job(pool)) != NULL) {
        evbuffer_free(job->question);
        free(job);
    }
    while (pool->stickies != NULL) {
        struct sticky *sticky = pool->stickies;

        pool->stickies = sticky->next;
        free(sticky);
    }
}

void
pool_close(struct pool **pool)
{
    struct pool *p = *pool;

    if (p == NULL)
        return;
    for (size_t i = 0; i < p->settings.workers; i++) {
        struct pool_worker *worker = &p->workers[i];

        if (worker->channel != NULL)
            bury(worker);
        if (worker->deadline != NULL)
            event_free(worker->deadline);
        if (worker->job != NULL) {
            evbuffer_free(worker->job->question);
            free(worker->job);
        }
    }
    drop_jobs(p);
    if (p->rebirth != NULL)
        event_free(p->rebirth);
    close(p->nursery);
    free(p->workers);
    free(p);
    *pool = NULL;
}
