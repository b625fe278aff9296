// SPDX-License-Identifier: Apache-2.0
/*
 * message: raw bytes as they were accepted, with their envelope.
 * Sources: RFC 5321 (envelope), RFC 5322 (content).
 */
#ifndef READER_MESSAGE_H
#define READER_MESSAGE_H

#include <stdint.h>

#include "common/wire.h"

enum {
    MESSAGE_BYTES_MAX = 32 * 1024 * 1024, /* default SIZE */
    MESSAGE_RECIPIENTS_MAX = 100,
};

struct message {
    struct span bytes;       /* CR LF lines as received */
    struct span sender;      /* envelope sender without <>, "" for the null sender */
    struct span *recipients; /* envelope recipients without <> */
    size_t recipient_count;
    int64_t received; /* instant */
    bool fetched;     /* from a mailbox: the envelope is lost, recipients: the mailbox */
};

void message_put(struct text *out, const struct message *message);
bool message_get(struct arena *arena, struct wire *wire, struct message *message);

#endif
