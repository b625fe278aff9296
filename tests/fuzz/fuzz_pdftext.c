// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a PDF: no crash, no more text than is allowed, and nothing but letters, digits and spaces. */
#include <stdint.h>
#include <stdlib.h>

#include "reader/pdftext.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)64 << 20);
    struct span text = pdftext_read(arena, (struct span){(const char *)data, size});

    if (text.len > PDFTEXT_TEXT_MAX)
        abort();
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];

        if (c != ' ' && c != '\n' && (c < '0' || c > '9') && ((c | 0x20) < 'a' || (c | 0x20) > 'z'))
            abort();
    }
    arena_close(&arena);
    return 0;
}
