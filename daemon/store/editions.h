// SPDX-License-Identifier: Apache-2.0
/*
 * editions: what became of a document after it was made.  What came back signed is its next edition,
 * and the one that goes out from then on; `shown` is which bytes a task's mail carried, and to whom
 * our side handed that mail.
 */
#ifndef STORE_EDITIONS_H
#define STORE_EDITIONS_H

#include "store/database.h"
#include "workflow/decide.h"

/* The newest of that document and revision from now on; the first, when there is none. */
bool editions_add(struct database *database, int64_t dossier, struct span name, uint32_t revision,
                  struct span bytes, int64_t now, struct digest *sha256, struct error *err) MUST_CHECK;
/* The bytes that have this digest; bytes->len 0: none (any more). */
bool editions_get(struct database *database, struct arena *arena, int64_t dossier,
                  const struct digest *sha256, struct span *bytes, struct error *err) MUST_CHECK;

/* One document that a mail of a task carried. */
struct shown_row {
    int64_t dossier;
    uint32_t task;
    struct span document;
    struct digest sha256;
    struct span message_id, receipt; /* receipt: what took it over said, "" a folder */
    int64_t at;
};
bool shown_add(struct database *database, const struct shown_row *row, struct error *err) MUST_CHECK;
/* What was shown of a dossier, the newest first. */
bool shown_list(struct database *database, struct arena *arena, int64_t dossier, struct shown_fact **facts,
                size_t *count, struct error *err) MUST_CHECK;

#endif
