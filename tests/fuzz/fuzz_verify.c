// SPDX-License-Identifier: Apache-2.0
/* The verifier on any bytes, alone and as an answer to what precedes its last update. */
#include <stddef.h>
#include <stdint.h>

#include "signature/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open(512 << 20);
    struct verify_settings settings = {.now = 1772445600};
    struct verification verification;
    struct span pdf = {(const char *)data, size};

    verify_pdf(arena, pdf, &settings, &verification);
    settings.original = span_first(pdf, size / 2);
    verify_pdf(arena, pdf, &settings, &verification);
    arena_close(&arena);
    return 0;
}
