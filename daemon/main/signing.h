// SPDX-License-Identifier: Apache-2.0
/*
 * signing: brings what a provider of signatures has to what it is to have (store/circuits.h).
 *
 * One circuit at a time: asked for, looked for when the answer was lost, told of who was replaced, polled, its
 * document fetched, judged by a worker against what was sent (its certificates' authority asked when the file brings
 * no word of it), and handed to the dossier; or cancelled when the dossier went on.  All is in the store: whatever
 * fails or ends in between is done again, and nothing twice.  There is no address for the provider to call: calls are
 * hints only, and polling needs none.
 */
#ifndef MAIN_SIGNING_H
#define MAIN_SIGNING_H

#include <event2/event.h>

#include "main/apply.h"
#include "main/revocation.h"
#include "process/pool.h"
#include "store/writer.h"

struct signing;

struct signing_parts {
    struct event_base *base;
    const struct config *config;
    struct writer *writer;
    struct pool *pool;
    struct applier *applier;
    struct span anchors;           /* PEM */
    struct revocation *revocation; /* NULL: nothing is fetched about certificates */
    void (*moved)(void *context);  /* a dossier went on: there may be mail */
    void *context;
};

/* NULL with err->kind ERROR_NONE: no provider is configured. */
struct signing *signing_open(const struct signing_parts *parts, struct error *err);
void signing_stop(struct signing *signing);   /* starts nothing more */
void signing_close(struct signing **signing); /* after the writer; nulls */

#endif
