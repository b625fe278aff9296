// SPDX-License-Identifier: Apache-2.0
/*
 * sealwork: sealing and judging on the wire (main/work.h), both sides of it.
 *
 *   WORK_SEAL    settings, PDF, answers -> u8 want, URL, bytes (signature/seal.h)
 *   WORK_VERIFY  settings, PDF          -> verification (signature/verify.h), revocation
 *
 * revocation: until of each fetched answer, sources; WORK_RETURNED (main/returning.h) ends with it too.
 */
#ifndef MAIN_SEALWORK_H
#define MAIN_SEALWORK_H

#include "common/wire.h"
#include "main/anchors.h"
#include "signature/seal.h"
#include "signature/verify.h"

void sealwork_put_seal(struct text *out, const struct seal_settings *settings, struct span pdf,
                       const struct span *answers, size_t count);
bool sealwork_get_step(struct span product, struct seal_step *step); /* borrows */
/* original "" none. */
void sealwork_put_verify(struct text *out, const struct verify_settings *settings, struct span pdf);
bool sealwork_get_verification(struct arena *arena, struct span product, struct verification *verification);
void sealwork_put_revocation(struct text *out, const struct verification *verification, size_t fetched_count);
bool sealwork_get_revocation(struct arena *arena, struct wire *wire, struct verification *verification); /* copies */

/* In the worker. */
bool sealwork_seal(struct wire *wire, struct arena *arena, struct text *out, struct error *err) MUST_CHECK;
bool sealwork_verify(struct anchors *anchors, struct wire *wire, struct arena *arena, struct text *out,
                     struct error *err) MUST_CHECK;

#endif
