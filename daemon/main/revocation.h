// SPDX-License-Identifier: Apache-2.0
/*
 * revocation: asks the responders and lists that certificates name (RFC 6960, RFC 5280 section 4.2.1.13), for
 * signatures that bring no proof.  What said something is remembered until its issuer's next word.
 *
 * The URLs stand in a file that somebody sent.  They are asked only when its certificate leads to a
 * configured anchor; by http and https, without redirects, at no private address unless the configuration
 * allows it, within bounds of size and time.  The answers are parsed in workers only.
 */
#ifndef MAIN_REVOCATION_H
#define MAIN_REVOCATION_H

#include <event2/event.h>

#include "main/config.h"
#include "signature/verify.h"

struct revocation;

/* NULL and err->kind ERROR_NONE: nothing is to be fetched. */
struct revocation *revocation_open(struct event_base *base, const struct config *config, struct error *err);
void revocation_close(struct revocation **revocation); /* what is under way ends without done(); nulls */

/* Asks all sources; in the loop, never from within the call, done gets one answer for each: bytes "" when none
 * came.  The sources and answers must live until then. */
void revocation_ask(struct revocation *revocation, const struct revocation_source *sources, size_t count,
                    struct revocation_answer *answers, struct arena *arena, void (*done)(void *context),
                    void *context);
/* Adds to what was asked, of each certificate, the first source that was not; how many those are. */
size_t revocation_choose(struct revocation_source *asked, size_t asked_count, const struct revocation_source *sources,
                         size_t count);
/* The answer said something: remembers it. */
void revocation_keep(struct revocation *revocation, const struct revocation_source *source,
                     const struct revocation_answer *answer, int64_t until);

#endif
