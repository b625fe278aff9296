// SPDX-License-Identifier: Apache-2.0
/* reader/message: what was accepted comes back whole, and damage is seen. */
#include "testing.h"

#include "reader/message.h"

static void
test_round_trip(void **state)
{
    struct arena *arena = arena_open(1024 * 1024);
    struct span recipients[] = {SPAN("a@x.example"), SPAN("b@x.example")};
    struct message message = {.bytes = SPAN("Subject: x\r\n\r\n\0y"),
                              .sender = SPAN(""),
                              .recipients = recipients,
                              .recipient_count = 2,
                              .received = -5,
                              .fetched = true},
                   back;
    struct text out = text_new(arena, 10000);
    struct span whole;

    (void)state;
    message_put(&out, &message);
    whole = text_get(&out);
    for (size_t len = 0; len < whole.len; len++) {
        struct wire cut = wire_read(span_first(whole, len));

        assert_false(message_get(arena, &cut, &back) && wire_done(&cut));
    }
    struct wire wire = wire_read(whole);

    assert_true(message_get(arena, &wire, &back));
    assert_true(wire_done(&wire));
    assert_true(span_equal(back.bytes, message.bytes));
    assert_int_equal(back.sender.len, 0);
    assert_int_equal(back.recipient_count, 2);
    check_span(back.recipients[1], "b@x.example", "the second");
    assert_int_equal(back.received, -5);
    assert_true(back.fetched);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
