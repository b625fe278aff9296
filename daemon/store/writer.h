// SPDX-License-Identifier: Apache-2.0
/*
 * writer: the one thread that owns the database.
 *
 * Jobs wait in two queues, those that end what was begun ahead of those that begin something.
 * The thread takes one after the other (WRITER_GROUP at most, and no more once WRITER_TIME has
 * passed), runs each in a savepoint of one transaction, commits once, then hands all of them
 * back to the loop.
 * A job that fails is rolled back alone; a commit that fails fails all of the group.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include "store/database.h"

enum {
    WRITER_GROUP = 64, /* jobs in one transaction */
    WRITER_TIME = 25,  /* milliseconds: what is done already does not wait longer for its commit */
};

struct writer;

struct job {
    struct job *next; /* the writer's */
    /* In the writer thread.  arena is the job's own, emptied after it. */
    bool (*run)(struct job *job, struct database *database, struct arena *arena, struct error *err);
    /* In the loop, after the commit.  The job is the caller's again. */
    void (*done)(struct job *job);
    bool good; /* run and commit went well */
    struct error err;
};

/* start (may be NULL) runs first in the writer thread: what is to live there. */
struct writer *writer_open(const char *path, void (*start)(void *context), void (*stop)(void *context),
                           void *context, struct error *err);
/* Finishes what is queued, then ends the thread; done() of the last jobs is called. */
void writer_close(struct writer **writer); /* nulls */

void writer_submit(struct writer *writer, struct job *job);
void writer_submit_ahead(struct writer *writer, struct job *job); /* of those that writer_submit was given */
int writer_descriptor(const struct writer *writer); /* readable when jobs are done: call writer_collect */
void writer_collect(struct writer *writer);
size_t writer_waiting(struct writer *writer); /* jobs submitted and not yet collected */

#endif
