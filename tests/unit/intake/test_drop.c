// SPDX-License-Identifier: Apache-2.0
/* intake/drop: handed over whole, in order, once; what is no message is set aside. */
#include "os/scratch.h"

#include <poll.h>
#include <sys/stat.h>
#include <utime.h>

#include "intake/drop.h"
#include "os/file.h"

static bool
skip_named(void *context, const char *name)
{
    return context != NULL && span_is(*(struct span *)context, name);
}

static void
put(struct scratch *scratch, const char *bytes)
{
    struct span recipient = SPAN("loans@univ.example");
    struct message message = {.bytes = span_of(bytes),
                              .sender = SPAN("a@univ.example"),
                              .recipients = &recipient,
                              .recipient_count = 1,
                              .received = 1772445600};
    struct error err = {0};

    assert_true(drop_put(scratch->folder, &message, &err));
}

static void
test_in_order_and_once(void **state)
{
    static const char *const bodies[] = {"one\r\n", "two\r\n", "three\r\n"};
    struct scratch *scratch = *state;
    struct span name, first;
    struct message message;
    struct error err = {0};

    assert_true(drop_next(scratch->folder, scratch->arena, skip_named, NULL, &name, &message, &err));
    assert_int_equal(name.len, 0);
    for (int i = 0; i < 3; i++)
        put(scratch, bodies[i]);
    assert_true(drop_next(scratch->folder, scratch->arena, skip_named, NULL, &first, &message, &err));
    check_span(message.bytes, "one\r\n", "the oldest");
    check_span(message.recipients[0], "loans@univ.example", "with its envelope");
    assert_true(drop_next(scratch->folder, scratch->arena, skip_named, &first, &name, &message, &err));
    check_span(message.bytes, "two\r\n", "the next, while the first is under way");
    assert_true(drop_remove(scratch->folder, first, &err));
    assert_true(drop_remove(scratch->folder, first, &err));
    for (int i = 1; i < 3; i++) {
        assert_true(drop_next(scratch->folder, scratch->arena, skip_named, NULL, &name, &message, &err));
        check_span(message.bytes, bodies[i], "in order");
        assert_true(drop_remove(scratch->folder, name, &err));
    }
    assert_true(drop_next(scratch->folder, scratch->arena, skip_named, NULL, &name, &message, &err));
    assert_int_equal(name.len, 0);
}

static void
set_bad_aside(struct scratch *scratch, const char *sentence)
{
    struct message message;
    struct error err = {0};
    struct span name;

    if (drop_next(scratch->folder, scratch->arena, skip_named, NULL, &name, &message, &err))
        fail_msg("%s was taken", sentence);
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    assert_true(drop_set_aside(scratch->folder, name, &err));
}

static void
test_what_is_no_message(void **state)
{
    struct scratch *scratch = *state;
    struct message message;
    struct error err = {0};
    struct span name;

    put(scratch, "good\r\n");
    assert_true(file_replace(scratch_path(scratch, "incoming/new/000"), SPAN("nonsense"), &err));
    set_bad_aside(scratch, "nonsense");
    assert_int_equal(mkfifo(scratch_path(scratch, "incoming/new/001"), 0600), 0);
    set_bad_aside(scratch, "a pipe that would block");
    assert_int_equal(symlink("/etc/passwd", scratch_path(scratch, "incoming/new/002")), 0);
    set_bad_aside(scratch, "a link");
    assert_true(file_replace(scratch_path(scratch, "incoming/new/003"), SPAN(""), &err));
    assert_int_equal(truncate(scratch_path(scratch, "incoming/new/003"), 1LL << 32), 0);
    set_bad_aside(scratch, "a file that is too big");
    assert_true(drop_next(scratch->folder, scratch->arena, skip_named, NULL, &name, &message, &err));
    check_span(message.bytes, "good\r\n", "the good one comes through");
}

static void
test_watch(void **state)
{
    struct scratch *scratch = *state;
    struct error err = {0};
    int descriptor = drop_watch(scratch->folder, &err);
    struct pollfd ready = {.fd = descriptor, .events = POLLIN};

    assert_true(descriptor >= 0);
    assert_int_equal(poll(&ready, 1, 0), 0);
    put(scratch, "x\r\n");
    assert_int_equal(poll(&ready, 1, 1000), 1);
    drop_watched(descriptor);
    assert_int_equal(poll(&ready, 1, 0), 0);
    close(descriptor);
}

static void
test_leftovers(void **state)
{
    struct scratch *scratch = *state;
    const struct utimbuf old = {1, 1};
    struct error err = {0};
    int descriptor;

    put(scratch, "x\r\n");
    assert_true(file_replace(scratch_path(scratch, "incoming/tmp/old"), SPAN("half"), &err));
    assert_true(file_replace(scratch_path(scratch, "incoming/tmp/young"), SPAN("half"), &err));
    assert_int_equal(utime(scratch_path(scratch, "incoming/tmp/old"), &old), 0);
    descriptor = drop_watch(scratch->folder, &err);
    close(descriptor);
    assert_int_equal(access(scratch_path(scratch, "incoming/tmp/old"), F_OK), -1);
    assert_int_equal(access(scratch_path(scratch, "incoming/tmp/young"), F_OK), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_in_order_and_once, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_message, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_watch, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_leftovers, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
