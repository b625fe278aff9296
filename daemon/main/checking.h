// SPDX-License-Identifier: Apache-2.0
/*
 * checking: the PDFs in a mail that asks to check them.  In the worker they are judged
 * (signature/verify.h); in the writer it is looked up which of our documents they begin with.
 */
#ifndef MAIN_CHECKING_H
#define MAIN_CHECKING_H

#include "main/config.h"
#include "reader/intent.h"
#include "signature/verify.h"
#include "store/database.h"

enum { CHECKING_FILES = 3 }; /* of one mail */

/* PEM: those of [trust] anchors, and the seal's own certificate. */
bool checking_anchors(struct arena *arena, const struct config *config, struct span *anchors,
                      struct error *err) MUST_CHECK;
/* <check/> for an answer's context, see workflow(5). */
struct span checking_write(struct arena *arena, const struct verification *verification);
/* In the worker: fills check and beginnings of each PDF, when the intent asks for it. */
void checking_judge(struct arena *arena, struct intent *intent, const struct certificates *trusted, int64_t now);
/* In the writer: fills ours. */
bool checking_find(struct database *database, struct arena *arena, struct intent *intent,
                   struct error *err) MUST_CHECK;

#endif
