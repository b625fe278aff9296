// SPDX-License-Identifier: Apache-2.0
/*
 * section: one cross-reference section, a table with its trailer or a stream (ISO 32000-1
 * sections 7.5.4, 7.5.8).  Part of revision; nobody else reads sections.
 */
#ifndef SIGNATURE_SECTION_H
#define SIGNATURE_SECTION_H

#include "signature/revision.h"

/* Reads the section at `offset`; *after: behind its trailer or stream. */
bool section_read(struct arena *arena, struct span bytes, size_t offset, struct revision *revision,
                  size_t *after, struct error *err) MUST_CHECK;
/* Adds what `more` lists and `revision` does not use. */
void section_merge(struct arena *arena, struct revision *revision, const struct revision *more);
const struct place *section_find(const struct revision *revision, uint32_t number); /* NULL: not listed */

#endif
