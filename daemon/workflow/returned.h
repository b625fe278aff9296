// SPDX-License-Identifier: Apache-2.0
/*
 * returned: a file that came back with an answer.  Before the answer is decided upon a worker looks at it
 * (main/returning.h), and event.returned holds what it found.
 *
 * Signed (a task that says `signed`): our document with the signature of its signatory's own certificate.
 * Accepted, it is the document's next edition, which the next signatory gets; who had signed an older one
 * meanwhile keeps theirs beside it, as DOCUMENT-ROLE.
 *
 * Scanned (a task that says `keep`): a PDF or photographs, kept as they are, as a document of that name.
 *
 * Annexed (an <annex> of the workflow): the same, with a form, an answer or alone, from who writes for its role.
 */
#ifndef WORKFLOW_RETURNED_H
#define WORKFLOW_RETURNED_H

#include "workflow/run.h"

/* By its type or name; by its first bytes where they are at hand. */
bool returned_is_pdf(const struct intent_attachment *attachment);
bool returned_is_picture(const struct intent_attachment *attachment);
/* What is to be found out before this mail's answer is decided upon?  SIGNED: *document is the one that the
 * file must begin with, as the mails of the event's task showed it. */
enum returned_kind returned_wanted(struct arena *arena, const struct situation *situation,
                                   const struct event *event, struct span *document);

/* The verb that the answer gives: a document that came back without a word, but signed, speaks for itself. */
struct span returned_verb(const struct run *run, const xmlNode *task, struct span verb);
/* The file's certificate could not be asked about yet: the message will be used again. */
bool returned_is_pending(const struct run *run);
/* It is photographs of a kind that can't be read: the author is told how to send others. */
bool returned_is_heif(const struct run *run);
bool returned_refuses(const struct run *run, const xmlNode *task);
/* A file that the task would keep holds what is never asked for. */
bool returned_is_masked(const struct run *run, const xmlNode *task);
/* The file is kept as the annex that the role may send now; false: as none. */
bool returned_annex(struct run *run, const struct role *role);
/* The evidence of the certificate, and the file itself. */
void returned_keep(struct run *run, const xmlNode *task, xmlNode *answer);

#endif
