// SPDX-License-Identifier: Apache-2.0
/*
 * fetch: small HTTP requests on the loop, through libcurl: time stamps, revocation data, registers, providers.
 * No redirects, http and https only, certificates verified, bounded in size and time.
 */
#ifndef PROCESS_FETCH_H
#define PROCESS_FETCH_H

#include <event2/event.h>
#include <sys/socket.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/text.h"

struct fetcher;

struct fetcher *fetcher_open(struct event_base *base, struct error *err);
void fetcher_close(struct fetcher **fetcher); /* what is under way ends without done(); nulls */

/* What the server said, of an order that wants to know. */
struct fetch_status {
    long code;           /* HTTP; 0: none came */
    int64_t retry_after; /* seconds; 0: it did not say */
};

struct fetch_order {
    struct span url;
    const char *method;        /* NULL: GET, or POST with a type */
    const char *type, *accept; /* media types */
    const char *header;        /* one more line, "Name: value"; NULL none */
    const char *ca_file;       /* NULL or "": the system's */
    struct span body;          /* copied */
    size_t max;                /* bytes of the answer */
    long seconds;              /* for all of it */
    bool stranger; /* the URL is of somebody's choosing: no proxy, and no address of a private network */
    struct fetch_status *status; /* filled before done(); NULL not wanted */
    /* In the loop, never from within fetch_start.  answer is valid during the call; not good: err, always
     * temporary. */
    void (*done)(void *context, bool good, struct span answer, const struct error *err);
    void *context;
};
/* Of this machine, of a private or special network, or of a family that is not the Internet's. */
bool fetch_is_private(const struct sockaddr *address);
void fetch_start(struct fetcher *fetcher, const struct fetch_order *order);

#endif
