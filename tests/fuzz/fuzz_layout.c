// SPDX-License-Identifier: Apache-2.0
/* Any XML as a layout, to its PDF. */
#include "common/xml.h"
#include "document/document.h"

/* hnj_hyphen_load of libhyphen 2.8.8 loses 130 bytes, once. */
const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *
__lsan_default_suppressions(void)
{
    return "leak:libhyphen";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct typesetter *typesetter;
    static struct arena *arena;
    struct error err = {0};
    struct span pdf = {0};
    xmlDoc *doc;

    if (typesetter == NULL) {
        xml_start();
        typesetter = typesetter_open(&err);
        arena = arena_open((size_t)1 << 30);
    }
    doc = xml_parse(arena, (struct span){(const char *)data, size}, "fuzz", XML_FOREIGN_MAX, &err);
    if (doc != NULL && typesetter != NULL && !document_set(arena, typesetter, doc, &pdf, &err) &&
        err.kind == ERROR_NONE)
        __builtin_trap();
    arena_reset(arena);
    return 0;
}
