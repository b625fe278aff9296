// SPDX-License-Identifier: Apache-2.0
/* Delivery reports, whatever the sender: the marks of a mailer are put in front. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "reader/dsn.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    xml_start();
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)256 * 1024 * 1024);
    struct text whole = text_new(arena, size + 100);
    struct dsn dsn;

    text_string(&whole, "X-Failed-Recipients: ?\r\n");
    text_add(&whole, data, size);
    if (dsn_read(arena, mime_read(arena, text_get(&whole)), NULL, &dsn) && !utf8_valid(dsn.text))
        abort();
    arena_close(&arena);
    return 0;
}
