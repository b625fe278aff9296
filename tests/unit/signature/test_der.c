// SPDX-License-Identifier: Apache-2.0
/* DER written, and lengths of DER and BER read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "signature/der.h"

static void
writes_lengths(void **state)
{
    static const struct {
        size_t len;
        const char *head;
        size_t head_len;
    } cases[] = {
        {0, "\x04\x00", 2}, {127, "\x04\x7F", 2}, {128, "\x04\x81\x80", 3}, {256, "\x04\x82\x01\x00", 4}};
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span content = {arena_alloc(arena, cases[i].len + 1), cases[i].len};
        struct span value = DER(arena, DER_OCTETS, content);

        assert_int_equal(value.len, cases[i].head_len + cases[i].len);
        assert_memory_equal(value.data, cases[i].head, cases[i].head_len);
        assert_int_equal(der_length(value), value.len);
        assert_int_equal(der_length(span_first(value, value.len - 1)), 0);
    }
    arena_close(&arena);
}

static void
sorts_sets(void **state)
{
    struct arena *arena = arena_open(1 << 16);
    struct span parts[] = {SPAN("\x04\x01\x62"), SPAN("\x02\x01\x05"), SPAN("\x04\x01\x61")};
    struct span set = der_set(arena, parts, 3);

    (void)state;
    assert_memory_equal(set.data, "\x31\x09\x02\x01\x05\x04\x01\x61\x04\x01\x62", 11);
    arena_close(&arena);
}

static void
reads_open_lengths(void **state)
{
    struct span open = SPAN("\x30\x80\x30\x80\x02\x01\x05\x00\x00\x04\x01\x61\x00\x00rest");

    (void)state;
    assert_int_equal(der_length(open), 0);
    assert_int_equal(ber_length(open), 14);
    assert_int_equal(ber_length(span_first(open, 13)), 0);
    assert_int_equal(ber_length(SPAN("\x30\x85\x01\x00\x00\x00\x00")), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_lengths),
        cmocka_unit_test(sorts_sets),
        cmocka_unit_test(reads_open_lengths),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
