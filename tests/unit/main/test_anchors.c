// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "main/anchors.h"
#include "signature/authority.h"

/* The same text is decoded once; another one takes its place. */
static void
a_text_is_decoded_once(void **state)
{
    struct arena *arena = arena_open(16 << 20);
    struct identity one = make_identity("Une", "ec", NULL, NULL), two = make_identity("Deux", "ec", NULL, NULL);
    struct span first = to_pem(arena, one.certificate), again = span_copy(arena, first), second = to_pem(arena, two.certificate);
    struct anchors anchors = {0};
    const X509 *decoded = anchors_of(&anchors, first)->items[0];

    (void)state;
    assert_int_equal(anchors_of(&anchors, again)->count, 1);
    assert_ptr_equal(anchors_of(&anchors, again)->items[0], decoded);
    assert_int_equal(X509_cmp(anchors_of(&anchors, second)->items[0], two.certificate), 0);
    assert_int_equal(anchors_of(&anchors, SPAN(""))->count, 0);
    anchors_close(&anchors);
    free_identity(&one);
    free_identity(&two);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_text_is_decoded_once)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
