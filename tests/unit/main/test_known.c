// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "main/known.h"

static struct digest
version(size_t number)
{
    return digest_sha256((struct span){(const char *)&number, sizeof number});
}

static void
the_oldest_makes_room(void **state)
{
    struct known known;
    struct digest digest;

    (void)state;
    known_open(&known);
    for (size_t i = 0; i < KNOWN_MAX; i++) {
        digest = version(i);
        assert_false(known_has(&known, &digest));
        assert_true(known_add(&known, &digest));
        assert_false(known_add(&known, &digest)); /* it is there */
        assert_true(known_has(&known, &digest));
    }
    digest = version(1000);
    assert_true(known_add(&known, &digest));
    digest = version(0);
    assert_false(known_has(&known, &digest));
    digest = version(1);
    assert_true(known_has(&known, &digest));
    known_close(&known);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_oldest_makes_room)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
