// SPDX-License-Identifier: Apache-2.0
/*
 * arc: what a forwarder that the administrator trusts saw before it changed the mail.
 * Sources: RFC 8617 (fields 4.1, use of the results 7.2), RFC 8601.
 *
 * Only when our own border says arc=pass, and only the last link: the d= of the ARC-Seal with the
 * highest instance must be one of the trusted sealers, and the ARC-Authentication-Results of that
 * instance must say that the author was authentic.  An older link is the word of somebody else.
 */
#ifndef READER_ARC_H
#define READER_ARC_H

#include "reader/mime.h"

enum { ARC_INSTANCES_MAX = 50 }; /* RFC 8617 section 4.2.1 */

struct arc_seal {
    struct span domain;  /* of the last sealer, lower case; "" when there is no readable chain */
    struct span results; /* body of its ARC-Authentication-Results behind "i=N;" */
};

struct arc_seal arc_last(struct arena *arena, const struct mime_part *root);
/* sealers: domains, separated by spaces. */
bool arc_trusted(const struct arc_seal *seal, struct span sealers);

#endif
