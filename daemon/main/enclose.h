// SPDX-License-Identifier: Apache-2.0
/*
 * enclose: what a document carries within (workflow/proof.h): in the writer, stored documents and the head of
 * the event log are looked up; in the worker, the files are made of these and of the context.
 *
 * On the wire: i64 event, i64 at, hexadecimal head, count, {document, file name, bytes}.
 */
#ifndef MAIN_ENCLOSE_H
#define MAIN_ENCLOSE_H

#include "common/wire.h"
#include "document/enclosure.h"
#include "store/database.h"
#include "workflow/proof.h"

enum { ENCLOSE_BYTES_MAX = 8 * 1024 * 1024 }; /* of stored documents in one; what is beyond goes beside it */

struct enclose_file {
    struct span document, name, data;
};

struct enclose {
    struct enclose_file *files;
    size_t count;
    struct proof_log log;
};

/* "fiche-2026-00042.pdf" */
struct span enclose_file_name(struct arena *arena, struct span document, struct span number);

/* In the writer.  What is not there, or is of another revision, is left out. */
bool enclose_look_up(struct database *database, struct arena *arena, int64_t dossier, struct span number,
                     const struct effect *effect, struct enclose *enclose, struct error *err) MUST_CHECK;

void enclose_put(struct text *out, const struct enclose *enclose);
bool enclose_get(struct arena *arena, struct wire *wire, struct enclose *enclose); /* borrows */

/* In the worker.  context: the root. */
struct enclosures enclose_make(struct arena *arena, const struct enclose *enclose,
                               const struct effect *effect, const struct procedure *procedure,
                               const xmlNode *context);

#endif
