// SPDX-License-Identifier: Apache-2.0
/*
 * pool: worker processes, and the jobs they are given.
 *
 * pool_fork makes the *nursery* before any thread exists: a small process that prepares what
 * workers share (fonts) and forks one whenever it is asked, so that a dead worker is
 * replaced without forking a process that has threads.  Each worker closes itself into the
 * sandbox and answers one job at a time over its socket.
 *
 * On the socket: question u32 kind, u32 length, bytes; answer u32 length, bytes, where the
 * lengths from ANSWER_TOO_LATE up say that a limit was passed (the worker then ends).
 */
#ifndef PROCESS_POOL_H
#define PROCESS_POOL_H

#include <event2/event.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/text.h"

struct pool;

enum {
    ANSWER_TOO_LATE = 0x7FFFFFFE,
    ANSWER_TOO_BIG = 0x7FFFFFFF,
};

enum pool_status {
    POOL_DONE,
    POOL_DIED,    /* the worker ended while it had the job */
    POOL_TIMEOUT, /* it took longer than it may */
    POOL_TOO_BIG, /* it passed its memory or answer limit */
};

const char *pool_status_name(enum pool_status status);

struct pool_code {
    /* In the nursery, once: what all workers share.  NULL is failure. */
    void *(*open)(void *context, struct error *err);
    /* In a worker: one job. */
    void (*handle)(void *shared, uint32_t kind, struct span question, struct arena *arena, struct text *answer);
    void *context;
};

struct pool_settings {
    size_t workers;
    int64_t processor; /* ms of processor time that one job may take, however busy the machine is; 0 no limit */
    int64_t deadline;  /* ms that one job may take by the clock: then the worker is killed */
    size_t memory;    /* bytes of a worker's address space, 0 no limit */
    size_t job_arena; /* bytes of memory for one job */
    size_t answer;    /* bytes of an answer, at most */
    bool open_house;  /* no sandbox: for one that must reach a device */
};

/* Before any thread. */
struct pool *pool_fork(const struct pool_settings *settings, const struct pool_code *code, struct error *err);
/* Births the workers; from here on everything happens in the loop. */
bool pool_start(struct pool *pool, struct event_base *base, struct error *err) MUST_CHECK;
void pool_close(struct pool **pool); /* jobs under way are dropped without done(); nulls */

/* done is called in the loop, later; answer is valid during the call only.  The question is copied. */
void pool_submit(struct pool *pool, uint32_t kind, struct span question,
                 void (*done)(void *context, enum pool_status status, struct span answer), void *context);
/* Ahead of those that pool_submit was given: what ends what was begun goes before what begins some. */
void pool_submit_ahead(struct pool *pool, uint32_t kind, struct span question,
                       void (*done)(void *context, enum pool_status status, struct span answer), void *context);
/* A job for every worker, those to come included, before any other; its answer is not looked
 * at.  It is kept as long as the pool.  One that kills a worker keeps jobs waiting: each
 * successor is born a second later. */
void pool_broadcast(struct pool *pool, uint32_t kind, struct span question);
size_t pool_waiting(const struct pool *pool); /* jobs that no worker has yet */

/* False: the nursery has died, so that no worker can be born any more; the daemon should end. */
bool pool_alive(const struct pool *pool);

struct pool_counts {
    uint64_t jobs, deaths, timeouts; /* jobs: answered; deaths: those that passed a limit included */
};
struct pool_counts pool_counts(const struct pool *pool);

#endif
