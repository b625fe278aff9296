// SPDX-License-Identifier: Apache-2.0
/*
 * inflate: the data of a stream without filter or with one /FlateDecode, its predictor undone
 * (ISO 32000-1 sections 7.4.4 and 7.5.8): what cross-reference and object streams use.
 */
#ifndef SIGNATURE_INFLATE_H
#define SIGNATURE_INFLATE_H

#include "signature/object.h"

/* max: bytes of the result. */
bool inflate_stream(struct arena *arena, const struct object *stream, size_t max, struct span *data,
                    struct error *err) MUST_CHECK;

#endif
