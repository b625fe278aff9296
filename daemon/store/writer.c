// SPDX-License-Identifier: Apache-2.0
#include "store/writer.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "os/clock.h"

enum {
    JOB_ARENA_MAX = 256 * 1024 * 1024, /* bytes: a message of the largest size and its dossier */
    WRITER_NICE = 5, /* less than workers are: they are several and wait for it */
};

struct queue {
    struct job *first, **last;
};

struct writer {
    struct database *database;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct queue ahead, waiting, finished; /* under lock */
    size_t count;                          /* submitted and not collected, under lock */
    bool stopping;                  /* under lock */
    int descriptor;
    void (*start)(void *context);
    void (*stop)(void *context);
    void *context;
};

static void
queue_clear(struct queue *queue)
{
    queue->first = NULL;
    queue->last = &queue->first;
}

static void
queue_add(struct queue *queue, struct job *job)
{
    job->next = NULL;
    *queue->last = job;
    queue->last = &job->next;
}

static struct job *
queue_take(struct queue *queue)
{
    struct job *job = queue->first;

    if (job != NULL && (queue->first = job->next) == NULL)
        queue_clear(queue);
    return job;
}

static bool
is_idle(const struct writer *writer)
{
    return writer->ahead.first == NULL && writer->waiting.first == NULL;
}

/* False: the writer is to stop, and nothing waits any more. */
static bool
wait_for_jobs(struct writer *writer)
{
    bool some;

    pthread_mutex_lock(&writer->lock);
    while (is_idle(writer) && !writer->stopping)
        pthread_cond_wait(&writer->wake, &writer->lock);
    some = !is_idle(writer);
    pthread_mutex_unlock(&writer->lock);
    return some;
}

static struct job *
take_job(struct writer *writer)
{
    struct job *job;

    pthread_mutex_lock(&writer->lock);
    job = queue_take(&writer->ahead);
    if (job == NULL)
        job = queue_take(&writer->waiting);
    pthread_mutex_unlock(&writer->lock);
    return job;
}

static bool
mark(struct database *database, const char *sql, struct error *err)
{
    return database_run(database, database_query(database, sql, ""), err);
}

static void
run_one(struct writer *writer, struct job *job, struct arena *arena)
{
    struct database *database = writer->database;

    job->err.kind = ERROR_NONE;
    job->err.text[0] = '\0';
    job->good = mark(database, "SAVEPOINT job", &job->err);
    if (job->good && !job->run(job, database, arena, &job->err)) {
        struct error ignored;

        job->good = false;
        (void)!mark(database, "ROLLBACK TO job", &ignored);
    }
    if (!mark(database, "RELEASE job", &job->err))
        job->good = false;
    arena_reset(arena);
}

static void
fail(struct job *job, const struct error *err)
{
    job->good = false;
    job->err = *err;
}

/* What is submitted meanwhile joins in. */
static void
run_group(struct writer *writer, struct queue *group, struct arena *arena)
{
    struct error err, ignored;
    bool begun = database_exec(writer->database, "BEGIN IMMEDIATE", &err);
    int64_t end = clock_monotonic() + WRITER_TIME;
    struct job *job;

    for (size_t i = 0; i < WRITER_GROUP && clock_monotonic() < end && (job = take_job(writer)) != NULL; i++) {
        if (begun)
            run_one(writer, job, arena);
        else
            fail(job, &err);
        queue_add(group, job);
    }
    if (begun && !database_exec(writer->database, "COMMIT", &err)) {
        (void)!database_exec(writer->database, "ROLLBACK", &ignored);
        for (job = group->first; job != NULL; job = job->next)
            fail(job, &err);
    }
}

static void
hand_back(struct writer *writer, struct queue *group)
{
    uint64_t one = 1;
    struct job *job;

    pthread_mutex_lock(&writer->lock);
    while ((job = queue_take(group)) != NULL)
        queue_add(&writer->finished, job);
    pthread_mutex_unlock(&writer->lock);
    (void)!write(writer->descriptor, &one, sizeof one);
}

static void *
work(void *argument)
{
    struct writer *writer = argument;
    struct arena *arena = arena_open(JOB_ARENA_MAX);
    struct queue group;

    /* Who waits for a 250 goes before what is durable already.  Where this is refused, nothing else is lost. */
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), WRITER_NICE);
    if (writer->start != NULL)
        writer->start(writer->context);
    queue_clear(&group);
    while (wait_for_jobs(writer)) {
        run_group(writer, &group, arena);
        hand_back(writer, &group);
    }
    if (writer->stop != NULL)
        writer->stop(writer->context);
    arena_close(&arena);
    return NULL;
}

struct writer *
writer_open(const char *path, void (*start)(void *context), void (*stop)(void *context), void *context,
            struct error *err)
{
    struct writer *writer = calloc(1, sizeof *writer);

    if (writer == NULL)
        abort();
    queue_clear(&writer->ahead);
    queue_clear(&writer->waiting);
    queue_clear(&writer->finished);
    writer->start = start;
    writer->stop = stop;
    writer->context = context;
    writer->database = database_open(path, DATABASE_WRITE, err);
    writer->descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (writer->database == NULL || writer->descriptor < 0) {
        database_close(&writer->database);
        free(writer);
        return NULL;
    }
    pthread_mutex_init(&writer->lock, NULL);
    pthread_cond_init(&writer->wake, NULL);
    if (pthread_create(&writer->thread, NULL, work, writer) != 0)
        abort();
    return writer;
}

static void
submit(struct writer *writer, struct queue *queue, struct job *job)
{
    pthread_mutex_lock(&writer->lock);
    queue_add(queue, job);
    writer->count++;
    pthread_cond_signal(&writer->wake);
    pthread_mutex_unlock(&writer->lock);
}

void
writer_submit(struct writer *writer, struct job *job)
{
    submit(writer, &writer->waiting, job);
}

void
writer_submit_ahead(struct writer *writer, struct job *job)
{
    submit(writer, &writer->ahead, job);
}

int
writer_descriptor(const struct writer *writer)
{
    return writer->descriptor;
}

void
writer_collect(struct writer *writer)
{
    struct job *job;
    uint64_t ignored;

    (void)!read(writer->descriptor, &ignored, sizeof ignored);
    for (;;) {
        pthread_mutex_lock(&writer->lock);
        job = queue_take(&writer->finished);
        if (job != NULL)
            writer->count--;
        pthread_mutex_unlock(&writer->lock);
        if (job == NULL)
            return;
        job->done(job);
    }
}

size_t
writer_waiting(struct writer *writer)
{
    size_t count;

    pthread_mutex_lock(&writer->lock);
    count = writer->count;
    pthread_mutex_unlock(&writer->lock);
    return count;
}

void
writer_close(struct writer **writer)
{
    struct writer *w = *writer;

    if (w == NULL)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    writer_collect(w);
    database_close(&w->database);
    close(w->descriptor);
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->wake);
    free(w);
    *writer = NULL;
}
