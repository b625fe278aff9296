// SPDX-License-Identifier: Apache-2.0
/* intake/maildirwatch: what others deliver is taken in order, once, as LMTP would have brought it. */
#include "os/scratch.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "intake/maildirwatch.h"
#include "os/file.h"

static struct span left_alone; /* "" none */

static bool
skip_named(void *context, const char *name)
{
    (void)context;
    return left_alone.len > 0 && span_is(left_alone, name);
}

static void
deliver(struct scratch *scratch, const char *name, const char *bytes)
{
    struct error err = {0};

    assert_true(file_replace(arena_printf(scratch->arena, "%s/box/new/%s", scratch->folder, name),
                             span_of(bytes), &err));
}

static bool
is_there(struct scratch *scratch, const char *name)
{
    return access(arena_printf(scratch->arena, "%s/box/%s", scratch->folder, name), F_OK) == 0;
}

static struct maildirwatch *
open_box(struct scratch *scratch, bool keep)
{
    struct error err = {0};
    struct maildirwatch_settings settings = {
        .path = scratch_path(scratch, "box"), .keep = keep, .skip = skip_named};
    struct maildirwatch *watch = maildirwatch_open(&settings, &err);

    left_alone = SPAN("");
    assert_non_null(watch);
    return watch;
}

static void
test_taken_in_order(void **state)
{
    struct scratch *scratch = *state;
    struct maildirwatch *watch = open_box(scratch, true);
    struct span first, name, bytes;
    struct error err = {0};

    deliver(scratch, "1700000002.M1P2.host", "Subject: two\r\n\r\n");
    deliver(scratch, "1700000001.M1P1.host", "Subject: one\n\nlast");
    assert_true(maildirwatch_next(watch, scratch->arena, 1000, &first, &bytes, &err));
    check_span(bytes, "Subject: one\r\n\r\nlast\r\n", "the oldest, in the lines of the wire");
    left_alone = first;
    assert_true(maildirwatch_next(watch, scratch->arena, 1000, &name, &bytes, &err));
    check_span(bytes, "Subject: two\r\n\r\n", "the next, while the first is under way");
    assert_true(maildirwatch_settle(watch, first, &err));
    assert_true(is_there(scratch, "cur/1700000001.M1P1.host:2,S"));
    assert_true(maildirwatch_settle(watch, first, &err)); /* gone already is no fault */
    assert_true(maildirwatch_settle(watch, name, &err));
    assert_true(maildirwatch_next(watch, scratch->arena, 1000, &name, &bytes, &err));
    assert_int_equal(name.len, 0);
    maildirwatch_close(&watch);
}

static void
test_removed_when_asked(void **state)
{
    struct scratch *scratch = *state;
    struct maildirwatch *watch = open_box(scratch, false);
    struct error err = {0};

    deliver(scratch, "1700000001.a", "x\n");
    assert_true(maildirwatch_settle(watch, SPAN("1700000001.a"), &err));
    assert_false(is_there(scratch, "new/1700000001.a"));
    assert_false(is_there(scratch, "cur/1700000001.a:2,S"));
    maildirwatch_close(&watch);
}

/* A link must not show us /etc/shadow, a pipe must not hold us, a giant must not fill us. */
static void
test_odd_files(void **state)
{
    static const struct {
        const char *name;
        enum error_kind kind;
        const char *what;
    } cases[] = {
        {"1.link", ERROR_BAD_INPUT, "a symbolic link"},
        {"2.pipe", ERROR_BAD_INPUT, "a pipe"},
        {"3.folder", ERROR_BAD_INPUT, "a folder"},
        {"4.giant", ERROR_TOO_BIG, "more than the limit"},
    };
    struct scratch *scratch = *state;
    struct maildirwatch *watch = open_box(scratch, true);
    const char *box = arena_printf(scratch->arena, "%s/box/new", scratch->folder);

    assert_int_equal(symlink("/etc/passwd", arena_printf(scratch->arena, "%s/1.link", box)), 0);
    assert_int_equal(mkfifo(arena_printf(scratch->arena, "%s/2.pipe", box), 0600), 0);
    assert_int_equal(mkdir(arena_printf(scratch->arena, "%s/3.folder", box), 0700), 0);
    deliver(scratch, "4.giant", "0123456789");
    deliver(scratch, "5.good", "fine\n");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error err = {0};
        struct span name, bytes;

        assert_false(maildirwatch_next(watch, scratch->arena, 9, &name, &bytes, &err));
        if (!span_is(name, cases[i].name) || err.kind != cases[i].kind)
            fail_msg("%s: %.*s, %s", cases[i].what, SPAN_ARG(name), err.text);
        assert_true(maildirwatch_set_aside(watch, name, &err));
        assert_true(is_there(scratch, arena_printf(scratch->arena, "cur/%s:2,F", cases[i].name)));
    }
    {
        struct error err = {0};
        struct span name, bytes;

        assert_true(maildirwatch_next(watch, scratch->arena, 9, &name, &bytes, &err));
        check_span(name, "5.good", "what is good comes through");
    }
    maildirwatch_close(&watch);
}

static void
test_notices(void **state)
{
    struct scratch *scratch = *state;
    struct maildirwatch *watch = open_box(scratch, true);
    struct pollfd wait = {.fd = maildirwatch_descriptor(watch), .events = POLLIN};

    assert_int_equal(poll(&wait, 1, 0), 0);
    deliver(scratch, "1700000001.a", "x\n");
    assert_int_equal(poll(&wait, 1, 5000), 1);
    maildirwatch_noticed(watch);
    assert_int_equal(poll(&wait, 1, 0), 0);
    maildirwatch_close(&watch);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_taken_in_order, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_removed_when_asked, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_odd_files, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_notices, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
