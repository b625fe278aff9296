// SPDX-License-Identifier: Apache-2.0
/* intake/admission: one answer for all ways in. */
#include "testing.h"

#include "intake/admission.h"

enum { HOUR = 3600 * 1000 };

static struct admission *
open_with(uint64_t messages, uint64_t sender_messages, uint64_t sender_bytes)
{
    struct admission_limits limits = {messages, sender_messages, sender_bytes};

    return admission_open(&limits);
}

static void
test_each_sender_has_its_own(void **state)
{
    struct admission *admission = open_with(0, 2, 0);

    (void)state;
    admission_charge(admission, SPAN("a@x.example"), 10, 0);
    assert_int_equal(admission_ask(admission, SPAN("a@x.example"), 0), ADMISSION_GRANTED);
    admission_charge(admission, SPAN("A@X.Example"), 10, 0); /* the same one */
    assert_int_equal(admission_ask(admission, SPAN("a@x.example"), 0), ADMISSION_SENDER);
    assert_int_equal(admission_ask(admission, SPAN("b@x.example"), 0), ADMISSION_GRANTED);
    assert_int_equal(admission_ask(admission, SPAN("a@x.example"), HOUR), ADMISSION_GRANTED);
    admission_close(&admission);
    assert_null(admission);
}

static void
test_a_days_bytes(void **state)
{
    struct admission *admission = open_with(0, 0, 1000);

    (void)state;
    admission_charge(admission, SPAN("a@x.example"), 1000, 0);
    assert_int_equal(admission_ask(admission, SPAN("a@x.example"), HOUR / 60), ADMISSION_SENDER);
    assert_int_equal(admission_ask(admission, SPAN("a@x.example"), 24 * (int64_t)HOUR), ADMISSION_GRANTED);
    admission_close(&admission);
}

/* A bounce uses up what all have, and is held by nothing else. */
static void
test_bounces_have_no_sender(void **state)
{
    struct admission *admission = open_with(3, 1, 1);

    (void)state;
    admission_charge(admission, SPAN(""), 100, 0);
    admission_charge(admission, SPAN(""), 100, 0);
    assert_int_equal(admission_ask(admission, SPAN(""), 0), ADMISSION_GRANTED);
    admission_charge(admission, SPAN("a@x.example"), 100, 0);
    assert_int_equal(admission_ask(admission, SPAN(""), 0), ADMISSION_ALL);
    assert_int_equal(admission_ask(admission, SPAN("b@x.example"), 0), ADMISSION_ALL);
    assert_int_equal(admission_ask(admission, SPAN("a@x.example"), 0), ADMISSION_SENDER);
    admission_close(&admission);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_sender_has_its_own),
        cmocka_unit_test(test_a_days_bytes),
        cmocka_unit_test(test_bounces_have_no_sender),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
