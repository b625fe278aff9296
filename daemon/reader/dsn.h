// SPDX-License-Identifier: Apache-2.0
/*
 * dsn: delivery reports, standard and not.
 * Sources: RFC 3464 (message/delivery-status), RFC 6522 (multipart/report), RFC 3463 (codes),
 * RFC 6533 (international), and the texts of Exim, qmail, sendmail and Exchange.
 */
#ifndef READER_DSN_H
#define READER_DSN_H

#include "reader/message.h"
#include "reader/mime.h"

struct dsn {
    struct span action;      /* "failed" "delayed" "delivered" "relayed" "expanded" */
    struct span status;      /* "5.1.1", "" when unknown */
    struct span recipient;   /* the address that the report is about, "" when unknown */
    struct span text;        /* diagnostic, one line, at most 500 bytes */
    struct span original_id; /* Message-ID of the returned message without <>, "" when unknown */
};

/* False when the message is no delivery report.  Of several recipients the first failed one is
 * taken, else the first.  message: for the envelope, see reader/automatic.h. */
bool dsn_read(struct arena *arena, const struct mime *mime, const struct message *message, struct dsn *dsn);

#endif
