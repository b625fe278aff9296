// SPDX-License-Identifier: Apache-2.0
/* Any text and any XML as a form, within the limits. */
#include <stdlib.h>

#include "../unit/reader/loan.h"
#include "common/xml.h"
#include "reader/textform.h"
#include "reader/xmlform.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    struct arena *arena = arena_open((size_t)256 << 20);
    struct span body = {(const char *)data, size};
    struct quote quote = quote_read(arena, body);
    struct textform form = textform_read(arena, &loan_form, quote.lines, quote.count);
    struct xmlform xml;
    struct error err;
    size_t count;

    if (form.value_count > TEXTFORM_VALUES_MAX || form.unknown_count > TEXTFORM_UNKNOWN_MAX ||
        (form.value_count > 0) != (form.form != NULL))
        abort();
    for (size_t i = 0; i < form.value_count; i++)
        if (form.values[i].field.len == 0 || form.values[i].value.len > TEXTFORM_VALUE_BYTES_MAX)
            abort();
    textform_remarks(arena, &loan_form, 1, body, &count);
    if (count > TEXTFORM_VALUES_MAX)
        abort();
    if (xmlform_read(arena, &loan_form, 1, body, "fuzz.xml", &xml, &err) &&
        xml.value_count > XMLFORM_VALUES_MAX)
        abort();
    arena_close(&arena);
    return 0;
}
