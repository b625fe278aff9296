// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

#include "store/messages.h"

static int64_t
keep(struct shelf *shelf, uint64_t sequence, const char *message_id, const char *content, const char *outcome)
{
    struct span recipients[] = {SPAN("desk@univ.example"), SPAN("desk+t1@univ.example")};
    struct message message = {.bytes = SPAN("Subject: x\r\n\r\nx\r\n"),
                              .sender = SPAN("a@x.example"),
                              .recipients = recipients,
                              .recipient_count = 2,
                              .received = NOW};
    struct intent intent = {.from = SPAN("a@x.example"),
                            .message_id = span_of(message_id),
                            .content_digest = digest_sha256(span_of(content))};
    struct message_row row = {.sequence = sequence,
                              .message = &message,
                              .digest = digest_sha256(message.bytes),
                              .intent = &intent,
                              .outcome = span_of(outcome),
                              .detail = SPAN(""),
                              .used = NOW + 5};
    int64_t id;

    good(shelf, messages_insert(shelf->database, &row, &id, &shelf->err));
    return id;
}

static enum repeat
repeat_of(struct shelf *shelf, const char *message_id, const char *content)
{
    struct intent intent = {.message_id = span_of(message_id), .content_digest = digest_sha256(span_of(content))};
    enum repeat repeat;

    good(shelf, messages_repeat(shelf->database, &intent, &repeat, &shelf->err));
    return repeat;
}

static void
a_message_is_used_once(void **state)
{
    struct shelf shelf = shelf_open(state);
    uint64_t last;
    bool consumed;

    good(&shelf, messages_last_sequence(shelf.database, &last, &shelf.err));
    assert_int_equal(last, 0);
    keep(&shelf, 7, "m1", "hello", "acted");
    good(&shelf, messages_consumed(shelf.database, 7, &consumed, &shelf.err));
    assert_true(consumed);
    good(&shelf, messages_consumed(shelf.database, 8, &consumed, &shelf.err));
    assert_false(consumed);
    good(&shelf, messages_last_sequence(shelf.database, &last, &shelf.err));
    assert_int_equal(last, 7);
    database_close(&shelf.database);
}

static void
what_a_repeat_is(void **state)
{
    struct shelf shelf = shelf_open(state);

    keep(&shelf, 1, "m1", "hello", "acted");
    keep(&shelf, 2, "", "without an id", "ignored");
    keep(&shelf, 3, "m3", "unreadable", "quarantined");
    assert_int_equal(repeat_of(&shelf, "m1", "hello"), REPEAT_SAME);
    assert_int_equal(repeat_of(&shelf, "other", "hello"), REPEAT_SAME);
    assert_int_equal(repeat_of(&shelf, "m1", "something else"), REPEAT_OTHER);
    assert_int_equal(repeat_of(&shelf, "m2", "something else"), REPEAT_NO);
    assert_int_equal(repeat_of(&shelf, "", "something else"), REPEAT_NO); /* no id is nobody's id */
    assert_int_equal(repeat_of(&shelf, "", "unreadable"), REPEAT_NO);     /* it was never used */
    database_close(&shelf.database);
}

static void
it_comes_back_as_it_was(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t id = keep(&shelf, 1, "m1", "hello", "acted"), used;
    struct message message;
    bool found;

    good(&shelf, messages_load(shelf.database, shelf.arena, id, &message, &used, &found, &shelf.err));
    assert_true(found);
    check_span(message.bytes, "Subject: x\r\n\r\nx\r\n", "bytes");
    check_span(message.sender, "a@x.example", "sender");
    assert_int_equal(message.recipient_count, 2);
    check_span(message.recipients[1], "desk+t1@univ.example", "recipient");
    assert_int_equal(message.received, NOW);
    assert_int_equal(used, NOW + 5);
    good(&shelf, messages_load(shelf.database, shelf.arena, id + 1, &message, &used, &found, &shelf.err));
    assert_false(found);
    database_close(&shelf.database);
}

static void
a_dropped_file_is_seen_once(void **state)
{
    struct shelf shelf = shelf_open(state);
    bool seen;

    good(&shelf, messages_drop_seen(shelf.database, SPAN("f1"), &seen, &shelf.err));
    assert_false(seen);
    good(&shelf, messages_drop_seen(shelf.database, SPAN("f1"), &seen, &shelf.err));
    assert_false(seen); /* looking is not using */
    good(&shelf, messages_drop_remember(shelf.database, SPAN("f1"), &shelf.err));
    good(&shelf, messages_drop_remember(shelf.database, SPAN("f1"), &shelf.err));
    good(&shelf, messages_drop_seen(shelf.database, SPAN("f1"), &seen, &shelf.err));
    assert_true(seen);
    database_close(&shelf.database);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(a_message_is_used_once),
        test_of(what_a_repeat_is),
        test_of(it_comes_back_as_it_was),
        test_of(a_dropped_file_is_seen_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
