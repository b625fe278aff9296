// SPDX-License-Identifier: Apache-2.0
/* What every cmocka test of ours includes, in the order that cmocka wants. */
#ifndef TESTS_TESTING_H
#define TESTS_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/arena.h"
#include "common/text.h"

/* Compares a span with what was expected, showing both. */
static inline void
check_span(struct span got, const char *expected, const char *what)
{
    if (!span_is(got, expected))
        fail_msg("%s: got \"%.*s\", expected \"%s\"", what, SPAN_ARG(got), expected);
}

#endif
