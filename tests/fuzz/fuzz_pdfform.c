// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a PDF form: no crash, no value of a form that is none, at most so many. */
#include <stdint.h>
#include <stdlib.h>

#include "../unit/reader/loan.h"
#include "reader/pdfform.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)256 << 20);
    struct pdfform form =
        pdfform_read(arena, &loan_form, 1, (struct span){(const char *)data, size}, size % 2 == 0);

    if ((form.state != PDFFORM_READ && form.value_count > 0) || form.value_count > PDFFORM_VALUES_MAX ||
        (form.state == PDFFORM_READ) != (form.form != NULL))
        abort();
    arena_close(&arena);
    return 0;
}
