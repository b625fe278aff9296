// SPDX-License-Identifier: Apache-2.0
/* os/log: a value can forge neither a key nor a line. */
#include "testing.h"

#include <inttypes.h>
#include <string.h>

#include "os/clock.h"
#include "os/log.h"
#include "os/random.h"

static void __attribute__((format(printf, 3, 4)))
check(const char *expected, size_t size, const char *format, ...)
{
    char line[256];
    va_list args;
    size_t len;

    va_start(args, format);
    len = log_format(line, size, format, args);
    va_end(args);
    assert_string_equal(line, expected);
    assert_int_equal(len, strlen(expected));
}

static void
test_values(void **state)
{
    struct span part = {"a@univ.example-and-more", 14};

    (void)state;
    check("sender=a@univ.example n=5", 256, "sender=%.*s n=%d", SPAN_ARG(part), 5);
    check("sender=\"\" x=1", 256, "sender=%s x=%d", "", 1);
    check("sender=\"a b\"", 256, "sender=%s", "a b");
    check("sender=\"x dossier=1\"", 256, "sender=%s", "x dossier=1");
    check("sender=\"a\\x0ainfo ready\"", 256, "sender=%s", "a\ninfo ready");
    check("sender=\"a\\\"b\\\\c\"", 256, "sender=%s", "a\"b\\c");
    check("why=\"a \\\" b\"", 256, "why=\"%s\"", "a \" b");
    check("name=Zo\xC3\xA9", 256, "name=%s", "Zo\xC3\xA9");
    check("n=-7 m=18446744073709551615 z=3 h=ff p=100%", 256,
          "n=%" PRId64 " m=%" PRIu64 " z=%zu h=%x p=100%%", (int64_t)-7, UINT64_MAX, (size_t)3, 255U);
    check("a=bcd", 6, "a=%s", "bcdefgh");
    check("a=\"b c", 7, "a=%s", "b c defgh");
}

static void
test_topics(void **state)
{
    (void)state;
    log_start("dropped  journal lmtp");
    assert_true(log_traces("journal"));
    assert_true(log_traces("dropped"));
    assert_true(log_traces("lmtp"));
    assert_false(log_traces("drop"));
    assert_false(log_traces("journal lmtp"));
    assert_false(log_traces(""));
    log_start("");
    assert_false(log_traces("journal"));
}

static void
test_clock_and_random(void **state)
{
    uint8_t a[600] = {0}, b[600] = {0};
    int64_t start = clock_monotonic();

    (void)state;
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
    assert_memory_not_equal(a + 400, b, 100);
    assert_true(clock_now() > 1700000000);
    assert_true(clock_stamp() / 1000000 - clock_now() <= 1);
    clock_pretend(1772445600);
    assert_in_range(clock_now() - 1772445600, 0, 2);
    assert_true(clock_monotonic() >= start);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_topics),
        cmocka_unit_test(test_clock_and_random),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
