// SPDX-License-Identifier: Apache-2.0
/* What a public register answers: both interfaces, for one number and for words. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/utf8.h"
#include "directory/registeranswer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)64 * 1024 * 1024);
    struct register_record records[REGISTER_FOUND_MAX];
    struct span body = {(const char *)data, size};
    struct error err;
    size_t count;

    for (int way = 0; way < 4; way++)
        if (register_answer_read(arena, way & 1 ? REGISTER_SIRENE : REGISTER_RECHERCHE,
                                 way & 2 ? SPAN("73282932000074") : SPAN(""), body, records, &count, &err))
            for (size_t i = 0; i < count; i++)
                for (size_t f = 0; f < records[i].count; f++)
                    if (!utf8_valid(records[i].facts[f].value))
                        abort();
    arena_close(&arena);
    return 0;
}
