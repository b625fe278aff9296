// SPDX-License-Identifier: Apache-2.0
/*
 * automatic: was this mail written by a machine?
 * Sources: RFC 3834 section 5, RFC 5230 sections 4.5 and 4.6, RFC 2369, 2919, 3464, 8098, 5965.
 *
 * An automatic mail never acts and never gets an answer, so one sign is enough if only programs make it.
 */
#ifndef READER_AUTOMATIC_H
#define READER_AUTOMATIC_H

#include "reader/intent.h"
#include "reader/mime.h"

struct automatic {
    enum intent_auto kind;
    struct span why; /* stable word: "auto-submitted", "null-sender"...; "" when AUTO_NO */
};

/* message gives the envelope: its sender counts only when there are recipients (a bare file
 * has no envelope).  mailbox: ours; a mail that carries it in X-Loop has been here before. */
struct automatic automatic_read(struct arena *arena, const struct mime *mime, const struct message *message,
                                struct span mailbox);

/* The words of an absence notice whose program set no sign.  Only for a text that holds no answer. */
bool automatic_says_absent(struct arena *arena, struct span text);
/* A subject that people write as well as programs ("Absence"), above words of a notice.  Only for a text
 * that is no clear answer: the subject alone proves nothing. */
bool automatic_is_notice(struct arena *arena, struct span subject, struct span text);

#endif
