// SPDX-License-Identifier: Apache-2.0
/*
 * admission: may this sender hand in another message now?  One answer for all ways in: messages an
 * hour and bytes a day of one sender, and messages an hour of all together (intake/throttle.h).
 *
 * What is not admitted is never lost: LMTP answers 450 or 451, a mailbox keeps it until its time.
 * Bounces have no sender of their own; only the limit of all counts for them.  Threads may share it.
 */
#ifndef INTAKE_ADMISSION_H
#define INTAKE_ADMISSION_H

#include <stdint.h>

#include "common/text.h"

enum { ADMISSION_SENDER_MAX = 256 }; /* octets of an address that tell it from another */

struct admission;

struct admission_limits { /* 0: none */
    uint64_t messages;        /* an hour, of all */
    uint64_t sender_messages; /* an hour */
    uint64_t sender_bytes;    /* a day */
};

enum admission_verdict {
    ADMISSION_GRANTED,
    ADMISSION_SENDER, /* this sender has used up its allowance */
    ADMISSION_ALL,    /* all together have */
};

struct admission *admission_open(const struct admission_limits *limits);
void admission_close(struct admission **admission); /* nulls */

/* sender: an address in any case of letters, "" none; now: milliseconds, never less than before. */
enum admission_verdict admission_ask(struct admission *admission, struct span sender, int64_t now);
/* It was let in. */
void admission_charge(struct admission *admission, struct span sender, size_t bytes, int64_t now);

#endif
