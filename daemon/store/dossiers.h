// SPDX-License-Identifier: Apache-2.0
/*
 * dossiers: the table of dossiers with its projections (task, deadline, fact).
 * All calls run in the writer's transaction (or read-only, in conventionctl).
 */
#ifndef STORE_DOSSIERS_H
#define STORE_DOSSIERS_H

#include "store/database.h"
#include "workflow/decide.h"

/* TAG of a task: base32 of the first 16 bytes of HMAC-SHA-256(key, "NUMBER/SERIAL"); the table
 * holds its SHA-256 only.  key: the instance's secret. */
struct span tag_make(struct arena *arena, struct span key, struct span number, uint32_t serial);

struct dossier_row {
    int64_t id; /* 0: none */
    struct span number, procedure, owner, state, data;
    struct digest version;
    bool open;
    uint32_t revision;
    int64_t created, changed;
};

/* Found or not (row->id 0); false only when the database failed. */
bool dossiers_by_number(struct database *database, struct arena *arena, struct span number,
                        struct dossier_row *row, struct error *err) MUST_CHECK;
bool dossiers_by_id(struct database *database, struct arena *arena, int64_t id, struct dossier_row *row,
                    struct error *err) MUST_CHECK;
/* "2026-00042-1" to "2026-00042", the dossier that started it; false, and nothing changed, when none did. */
bool dossiers_parent_number(struct span *number);
/* Is one of the two an ancestor of the other, or have they one in common? */
bool dossiers_related(struct span number, struct span other);
/* The only open dossier of that procedure that this one started; row->id 0: none, or several. */
bool dossiers_only_child(struct database *database, struct arena *arena, struct span number,
                         struct span procedure, struct dossier_row *row, struct error *err) MUST_CHECK;
/* The owner's open dossiers of that procedure, newest first, at most `max`. */
bool dossiers_by_owner(struct database *database, struct arena *arena, struct span procedure,
                       struct span owner, struct dossier_row *rows, size_t max, size_t *count,
                       struct error *err) MUST_CHECK;

bool dossiers_count_open(struct database *database, struct span procedure, struct span owner, int64_t *count,
                         struct error *err) MUST_CHECK;

/* The task behind a TAG: *dossier 0 when there is none. */
bool dossiers_task_of_tag(struct database *database, struct span tag, int64_t *dossier, uint32_t *serial,
                          struct error *err) MUST_CHECK;

/* Inserts or updates the decision's dossier, and rewrites the projections.  `open`: not in a final state. */
bool dossiers_save(struct database *database, struct arena *arena, struct span key,
                   const struct decision *decision, const struct digest *version, bool open, int64_t now,
                   int64_t *id, struct error *err) MUST_CHECK;

/* Rewrites the index entries by which other dossiers see this one. */
bool dossiers_save_facts(struct database *database, struct span procedure, int64_t dossier,
                         const struct index_entry *entries, size_t count, struct error *err) MUST_CHECK;
/* What other dossiers stand under the same keys: <facts>, see workflow/facts.h. */
bool dossiers_facts(struct database *database, struct arena *arena, struct span procedure, int64_t except,
                    const struct index_entry *entries, size_t count, xmlDoc **facts,
                    struct error *err) MUST_CHECK;

/* Deadlines that have come: *dossier 0 when none. */
bool dossiers_due(struct database *database, struct arena *arena, int64_t now, int64_t *dossier,
                  struct span *id, uint32_t *task, struct error *err) MUST_CHECK;
bool dossiers_next_deadline(struct database *database, int64_t *at,
                            struct error *err) MUST_CHECK; /* 0 none */

/* "2026-00042": the year's next number, taken. */
bool dossiers_next_number(struct database *database, struct arena *arena, int year, struct span *number,
                          struct error *err) MUST_CHECK;
/* The number that dossiers_next_number would give. */
bool dossiers_peek_number(struct database *database, struct arena *arena, int year, struct span *number,
                          struct error *err) MUST_CHECK;

#endif
