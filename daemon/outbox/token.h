// SPDX-License-Identifier: Apache-2.0
/*
 * token: an OAuth 2 access token, as the administrator's command writes it (os/program.h).
 *
 * The command may ask the provider and take its time, so it runs in a thread beside the loop.  What
 * it wrote serves all logins of TOKEN_AGE seconds: when a token ends, the command knows, not we.  One
 * that a server refuses after it had taken it has ended early: the command is asked again at once.
 * One that was never taken is the command's fault, and waits for the queue's next attempt.
 */
#ifndef OUTBOX_TOKEN_H
#define OUTBOX_TOKEN_H

#include <event2/event.h>

#include "common/error.h"

enum {
    TOKEN_AGE = 300,    /* seconds */
    TOKEN_TIMEOUT = 30, /* seconds that the command may take */
};

struct token;

/* ready: there is one, or why there is none.  Not from within a call. */
struct token *token_open(struct event_base *base, const char *command,
                         void (*ready)(void *context, const struct error *why), void *context,
                         struct error *err);
void token_close(struct token **token); /* ends the command; nulls */

/* NULL: there is none yet; the command was started, and ready follows. */
const char *token_get(struct token *token);
void token_taken(struct token *token, const char *value); /* by the server */
/* By the server; true: another one may be had at once. */
bool token_refused(struct token *token, const char *value);

#endif
