// SPDX-License-Identifier: Apache-2.0
/*
 * sealing: has documents sealed.  A worker computes (signature/seal.h); what it asks for is fetched
 * here, from the signer, the time-stamp authority and the revocation services, until the
 * document is whole.  Nothing of it is kept: one that fails begins anew.
 */
#ifndef MAIN_SEALING_H
#define MAIN_SEALING_H

#include <event2/event.h>

#include "main/config.h"
#include "process/pool.h"

struct sealing;

/* signer: of signer_fork, started; must live longer. */
struct sealing *sealing_open(struct event_base *base, const struct config *config, struct pool *workers,
                             struct pool *signer, struct error *err);
void sealing_close(struct sealing **sealing); /* what is under way ends without done(); nulls */

/* pdf and language are copied.  contact: the address to which one writes to verify.  done is called in the
 * loop; sealed is valid during the call.  Not good: err says what is down or wrong. */
void sealing_submit(struct sealing *sealing, struct span pdf, struct span language, struct span contact,
                    void (*done)(void *context, bool good, struct span sealed, const struct error *err),
                    void *context);

#endif
