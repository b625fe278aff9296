// SPDX-License-Identifier: Apache-2.0
/*
 * inquiry: what a message needs to know of the public register, asked before it is consumed.
 *
 * The writer names the questions and decides nothing; the loop asks them, a worker reads the
 * answers, and the message is consumed with them.  What the register can't say now is not waited
 * for: the message is consumed without, and a later one asks again.
 */
#ifndef MAIN_INQUIRY_H
#define MAIN_INQUIRY_H

#include <event2/event.h>

#include "main/consume.h"
#include "process/pool.h"

struct inquiry;

/* NULL and err->kind ERROR_NONE: no register is configured. */
struct inquiry *inquiry_open(struct event_base *base, const struct config *config, struct pool *pool,
                             struct error *err);
void inquiry_close(struct inquiry **inquiry); /* what is asked is answered "not now"; nulls */

/* Asks consume->questions; `done` follows when all are answered, in the loop. */
void inquiry_ask(struct inquiry *inquiry, struct consume *consume, void (*done)(struct consume *consume));

#endif
