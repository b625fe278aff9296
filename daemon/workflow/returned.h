// SPDX-License-Identifier: Apache-2.0
/*
 * returned: the document that came back with an answer, signed by its signatory's own certificate.
 *
 * A task that says `signed` awaits it.  Before the answer is decided upon a worker judges the file
 * (main/returning.h), and event.returned holds what it found.  Accepted, the file is the document's next
 * edition, which the next signatory gets; who had signed an older one meanwhile keeps theirs beside it,
 * as DOCUMENT-ROLE.
 */
#ifndef WORKFLOW_RETURNED_H
#define WORKFLOW_RETURNED_H

#include "workflow/run.h"

/* By its type or name; by its first bytes where they are at hand. */
bool returned_is_pdf(const struct intent_attachment *attachment);
/* Is a file of this mail to be judged before its answer is decided upon?  Then *document: the one that it
 * must begin with, as the mails of the event's task showed it. */
bool returned_wanted(struct arena *arena, const struct situation *situation, const struct event *event,
                     struct span *document);

/* The verb that the answer gives: a document that came back without a word, but signed, speaks for itself. */
struct span returned_verb(const struct run *run, const xmlNode *task, struct span verb);
bool returned_refuses(const struct run *run);
/* The evidence of the certificate, and the file itself. */
void returned_keep(struct run *run, const xmlNode *task, xmlNode *answer);

#endif
