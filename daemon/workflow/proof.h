// SPDX-License-Identifier: Apache-2.0
/*
 * proof: what a final document carries for machines (evidence(5)): who signed, by which means and when, and
 * exactly what; and the dossier's values that its pages show.
 *
 * Every receiver gets both.  Of a person they hold what the pages hold: part, name, address, instant and
 * means; beside that only digests and Message-IDs.  Never what they wrote, a code, a telephone or the
 * address of a machine.
 */
#ifndef WORKFLOW_PROOF_H
#define WORKFLOW_PROOF_H

#include "procedure/procedure.h"
#include "workflow/effect.h"

#define PROOF_EVIDENCE "urn:conventiond:evidence"
#define PROOF_DOSSIER "urn:conventiond:dossier"

/* A file that goes into the document too. */
struct proof_file {
    struct span name, document, relationship, sha256;
    size_t size;
};

/* The newest event of the log (store/eventlog.h) when the document is made: the chain up to it is fixed. */
struct proof_log {
    int64_t event, at;   /* event 0: nothing is known of it */
    struct span sha256;  /* hexadecimal */
};

struct proof_parts {
    const xmlNode *context; /* root, workflow/context.h */
    const struct effect *effect;
    const struct proof_file *files;
    size_t file_count;
    struct proof_log log;
};

/* <evidence>, of the answers in the states effect->evidence and of the roles effect->by_hand. */
struct span proof_evidence(struct arena *arena, const struct proof_parts *parts);
/* <dossier> with the values that effect->data names (sections, or fields "section.field"); what the procedure
 * masks is masked. */
struct span proof_dossier(struct arena *arena, const struct procedure *procedure,
                          const struct proof_parts *parts);
/* A stored document: what was signed, or is an edition of it, is the source; anything else a supplement. */
struct span proof_relationship(const struct proof_parts *parts, struct arena *arena, struct span document);

#endif
