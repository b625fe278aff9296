// SPDX-License-Identifier: Apache-2.0
/* Files of people: as CSV, then as LDIF. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/utf8.h"
#include "directory/csv.h"
#include "directory/ldif.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)256 * 1024 * 1024);
    struct span bytes = {(const char *)data, size};
    struct csv_row *row = arena_alloc(arena, sizeof *row);
    struct ldif_entry *entry = arena_alloc(arena, sizeof *entry);
    struct error err;
    struct csv csv;
    struct ldif ldif;

    if (csv_open(arena, bytes, &csv, &err))
        while (csv_next(arena, &csv, row, &err))
            for (size_t i = 0; i < row->count; i++)
                if (!utf8_valid(row->values[i]))
                    abort();
    ldif_open(bytes, &ldif);
    while (ldif_next(arena, &ldif, entry, &err))
        for (size_t i = 0; i < entry->count; i++)
            if (!utf8_valid(entry->values[i].value))
                abort();
    arena_close(&arena);
    return 0;
}
