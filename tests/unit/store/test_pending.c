// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

#include "store/messages.h"
#include "store/pending.h"

static int64_t
put(struct shelf *shelf, uint64_t sequence, const char *outcome, const struct intent *intent, const char *bytes)
{
    struct span recipient = SPAN("desk@univ.example");
    struct message message = {.bytes = span_of(bytes),
                              .sender = SPAN("lea@univ.example"),
                              .recipients = &recipient,
                              .recipient_count = 1,
                              .received = NOW - 60};
    struct message_row row = {
        .sequence = sequence, .message = &message, .digest = digest_sha256(message.bytes), .intent = intent, .outcome = span_of(outcome), .detail = SPAN(""), .used = NOW};
    int64_t id;

    good(shelf, messages_insert(shelf->database, &row, &id, &shelf->err));
    return id;
}

static void
what_waits_comes_back_as_it_was(void **state)
{
    struct shelf shelf = shelf_open(state);
    struct intent intent = {.from = SPAN("lea@univ.example"), .message_id = SPAN("m1"), .content_digest = digest_sha256(SPAN("c"))};
    int64_t id = put(&shelf, 1, "pending", &intent, "raw"), found;
    struct message message;
    enum repeat repeat;
    bool was;

    good(&shelf, pending_add(shelf.database, id, NOW + 300, &shelf.err));
    good(&shelf, pending_next(shelf.database, shelf.arena, NOW + 299, &found, &message, &shelf.err));
    assert_int_equal(found, 0);
    good(&shelf, pending_next(shelf.database, shelf.arena, NOW + 300, &found, &message, &shelf.err));
    assert_int_equal(found, id);
    assert_true(span_is(message.bytes, "raw") && message.received == NOW - 60);
    assert_int_equal(message.recipient_count, 1);
    good(&shelf, pending_was(shelf.database, &intent.content_digest, &was, &shelf.err));
    assert_true(was);
    good(&shelf, pending_done(shelf.database, id, &shelf.err));
    good(&shelf, pending_next(shelf.database, shelf.arena, NOW + 9999, &found, &message, &shelf.err));
    assert_int_equal(found, 0);
    /* It is still known that its author was told, and it may be used. */
    good(&shelf, pending_was(shelf.database, &intent.content_digest, &was, &shelf.err));
    assert_true(was);
    good(&shelf, messages_repeat(shelf.database, &intent, &repeat, &shelf.err));
    assert_int_equal(repeat, REPEAT_NO);
    put(&shelf, 2, "acted", &intent, "raw");
    good(&shelf, messages_repeat(shelf.database, &intent, &repeat, &shelf.err));
    assert_int_equal(repeat, REPEAT_SAME);
    database_close(&shelf.database);
}

static void
waits_grow(void **state)
{
    static const struct {
        int64_t waited, wait;
    } cases[] = {{-5, 300}, {0, 300}, {600, 300}, {1200, 600}, {7200, 3600}, {14400, 7200}, {86400, 7200}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(pending_wait(cases[i].waited), cases[i].wait);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {test_of(what_waits_comes_back_as_it_was), cmocka_unit_test(waits_grow)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
