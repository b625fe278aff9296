// SPDX-License-Identifier: Apache-2.0
/* The whole of a foreign message: structure, bodies, fields, report, signs of a machine. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "reader/address.h"
#include "reader/authres.h"
#include "reader/automatic.h"
#include "reader/charset.h"
#include "reader/dsn.h"
#include "reader/header.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    xml_start();
    charset_start();
    return 0;
}

static void
must_be_clean(struct span s)
{
    if (!utf8_valid(s) || span_find_byte(s, '\0') != SIZE_MAX)
        abort();
}

static void
read_fields(struct arena *arena, const struct mime_part *part)
{
    for (size_t i = 0; i < part->field_count; i++) {
        struct span body = part->fields[i].body, decoded = header_decode(arena, body);
        struct address author;
        int64_t instant;
        size_t count;

        must_be_clean(decoded);
        if (span_find_byte(decoded, '\n') != SIZE_MAX)
            abort();
        address_author(arena, body, &author);
        must_be_clean(author.name);
        address_list(arena, body, &count);
        header_ids(arena, body, &count);
        header_date(body, &instant);
        header_parameters(arena, body);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)256 * 1024 * 1024);
    struct mime *mime = mime_read(arena, (struct span){(const char *)data, size});
    struct mime_body body = mime_body(arena, mime);
    const struct mime_part *part = NULL;
    struct dsn dsn;

    must_be_clean(body.text);
    must_be_clean(body.html);
    while ((part = mime_next(mime, part)) != NULL) {
        must_be_clean(part->name);
        read_fields(arena, part);
    }
    dsn_read(arena, mime, NULL, &dsn);
    must_be_clean(dsn.text);
    automatic_read(arena, mime, NULL, SPAN("desk@univ.example"));
    authres_read(arena, mime->root,
                 &(struct authres_border){SPAN("mx.univ.example"), size % 2, SPAN("list.example")},
                 SPAN("a@host.example"));
    arena_close(&arena);
    return 0;
}
