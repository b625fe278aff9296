// SPDX-License-Identifier: Apache-2.0
/*
 * consult: people whom the LDAP server knows and the directory does not (yet), fetched before the
 * message that names them is consumed.
 *
 * The writer names the addresses and decides nothing; `conventionctl directory sync ADDRESS...` asks the
 * server and puts what it says into the directory, as a process of its own that the loop waits for; the
 * message is consumed then.  Each address is asked about once a day.  A server that is down or slow is not
 * waited for: the message is consumed without, and for a minute nobody is asked.
 */
#ifndef MAIN_CONSULT_H
#define MAIN_CONSULT_H

#include <event2/event.h>

#include "main/config.h"

enum { CONSULT_ADDRESSES_MAX = 4 }; /* of one message */

struct consult_addresses {
    struct span at[CONSULT_ADDRESSES_MAX];
    size_t count;
};

struct consult;

/* NULL: the configuration asks for none of it. */
struct consult *consult_open(struct event_base *base, const struct config *config);
void consult_close(struct consult **consult); /* whom it still waits for is given up; nulls */

/* `done` follows in the loop; asked: the server has answered, for now. */
void consult_ask(struct consult *consult, const struct consult_addresses *addresses,
                 void (*done)(void *context, bool asked), void *context);

#endif
