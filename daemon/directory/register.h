// SPDX-License-Identifier: Apache-2.0
/*
 * register: questions to the public register of companies, through process/fetch.
 *
 * One question at a time, at most one in `interval`; Retry-After is honoured; after FAILURES_MAX
 * failures in a row the register counts as down for a while, and every question is answered at
 * once with REGISTER_DOWN: nothing waits for it.  Only a SIRET or words of a name go out.
 * Sources: interfaces as described by their publishers (recherche-entreprises, API Sirene 3.11).
 */
#ifndef DIRECTORY_REGISTER_H
#define DIRECTORY_REGISTER_H

#include <event2/event.h>

#include "directory/registeranswer.h"

struct register_settings {
    const char *url; /* "https://recherche-entreprises.api.gouv.fr" */
    enum register_interface interface;
    const char *key;     /* Sirene's; NULL none */
    const char *ca_file; /* NULL: the system's */
    int64_t interval;    /* ms between two questions */
    int64_t timeout;     /* ms for one */
};

enum register_outcome {
    REGISTER_ANSWERED, /* body */
    REGISTER_UNKNOWN,  /* 404: there is no such number */
    REGISTER_DOWN,     /* no answer, 429, 5xx: ask again another time */
};

struct registry;

struct registry *register_open(struct event_base *base, const struct register_settings *settings,
                               struct error *err);
void register_close(struct registry **registry); /* what is asked is answered REGISTER_DOWN; nulls */

/* siret: 14 digits, or "" and words.  `answered` is called once, later, in the loop. */
void register_ask(struct registry *registry, struct span siret, struct span words,
                  void (*answered)(void *context, enum register_outcome outcome, struct span body),
                  void *context);

#endif
