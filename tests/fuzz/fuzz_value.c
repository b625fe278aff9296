// SPDX-License-Identifier: Apache-2.0
/* Written values of every datatype: what is taken is well-formed, short, reads as itself again, and
 * can be shown; what is refused has its words. */
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"
#include "procedure/datatype.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
stop_when(bool wrong)
{
    if (wrong)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct choice choices[] = {
        {.value = {"D", 1}, .label = {{"à domicile", 11}, {"at home", 7}}},
        {.value = {"oui", 3}, .label = {{"sur place", 9}, {"on site", 7}}},
    };
    struct field field = {.max = 200,
                          .choices = (struct choice *)(uintptr_t)choices,
                          .choice_count = 2,
                          .pattern = SPAN("^[A-Z]+[^a]*$")};
    struct arena *arena;
    struct span canonical, again;
    struct label why = {{NULL, 0}, {NULL, 0}};

    if (size < 1 || size > 4096)
        return 0;
    field.type = (enum datatype)(data[0] % (TYPE_PATTERN + 1));
    arena = arena_open(64 * 1024 * 1024);
    if (datatype_read(arena, &field, (struct span){(const char *)data + 1, size - 1}, &canonical, &why)) {
        stop_when(!utf8_valid(canonical));
        stop_when(!datatype_read(arena, &field, canonical, &again, &why) || !span_equal(canonical, again));
        (void)datatype_show(arena, &field, canonical, "fr");
        (void)datatype_show(arena, &field, canonical, "en");
    } else {
        stop_when(why.fr.len == 0 || why.en.len == 0);
    }
    arena_close(&arena);
    return 0;
}
