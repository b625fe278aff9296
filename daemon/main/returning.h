// SPDX-License-Identifier: Apache-2.0
/*
 * returning: a file that came back (workflow/returned.h), looked at before its message is consumed.  As with the public register (main/inquiry.h), the writer says what is to be found out
 * and decides nothing; a worker takes the file out of the message and judges it; then the message
 * is consumed with what was found.
 *
 *   WORK_RETURNED  kind, attachment to pass over, anchors, originals, fetched answers, message -> what was found, PDF, and what could be
 *                  fetched (main/revocation.h): it is asked for, and a worker judges again
 */
#ifndef MAIN_RETURNING_H
#define MAIN_RETURNING_H

#include "main/anchors.h"
#include "process/pool.h"
#include "reader/message.h"
#include "signature/verify.h"
#include "store/database.h"
#include "workflow/decide.h"

enum { RETURNING_ORIGINALS_MAX = 4 };

struct returning {
    enum returned_kind wanted; /* result of the first run: what a worker is to be asked */
    uint32_t form; /* the attachment that the form was read from: not what came with it; UINT32_MAX none */
    bool answered; /* the worker was asked; product "" when it could not say */
    struct span originals[RETURNING_ORIGINALS_MAX]; /* what was shown, the newest first */
    size_t original_count;
    struct span product;
    struct span pdf; /* result of returning_read: the file, when it is valid */
    /* What was asked about revocation, and the answers, one for each. */
    struct revocation_source asked[SOURCES_MAX];
    struct revocation_answer fetched[SOURCES_MAX];
    size_t fetched_count;
    int64_t until[SOURCES_MAX]; /* result of returning_want: how long each may be kept, 0 not at all */
    bool unsure; /* result of returning_want: sources are named, and none of them said anything */
};

/* In the writer: what the event's file must begin with, when it is to be judged at all. */
bool returning_look_up(struct database *database, struct arena *arena, int64_t dossier,
                       const struct situation *situation, const struct event *event,
                       struct returning *returning, struct error *err) MUST_CHECK;
/* In the writer: the worker's product for the decision; the intent's attachment gets its check. */
struct returned *returning_read(struct arena *arena, struct returning *returning, struct intent *intent);

/* In the loop, after the worker's answer: how many of `asked` are to be asked now, the last ones; 0: no more. */
size_t returning_want(struct arena *arena, struct returning *returning);
/* In the loop: asks; `done` follows. */
void returning_ask(struct pool *pool, struct span anchors, const struct message *message,
                   const struct returning *returning, void (*done)(void *context, enum pool_status status, struct span answer),
              void *context);

/* In the worker. */
bool returning_work(struct anchors *anchors, struct wire *wire, struct arena *arena, struct text *out,
                    struct error *err) MUST_CHECK;

#endif
