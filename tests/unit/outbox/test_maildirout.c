// SPDX-License-Identifier: Apache-2.0
/* outbox/maildirout: mails in their place, once, whatever was there; and what fails is told. */
#include "os/scratch.h"

#include <poll.h>
#include <sys/stat.h>

#include "os/file.h"
#include "outbox/maildirout.h"

static int done_count;

static void
count(struct maildirout_mail *mail)
{
    (void)mail;
    done_count++;
}

static void
wait_for(struct maildirout *maildir, int done)
{
    struct pollfd wait = {.fd = maildirout_descriptor(maildir), .events = POLLIN};

    while (done_count < done) {
        assert_int_equal(poll(&wait, 1, 60000), 1);
        maildirout_collect(maildir);
    }
}

static struct span
content(struct scratch *scratch, const char *name)
{
    struct error err;
    struct span bytes;

    assert_true(file_read(scratch->arena, scratch_path(scratch, name), 1000, &bytes, &err));
    return bytes;
}

static void
test_written(void **state)
{
    struct scratch *scratch = *state;
    struct error err = {0};
    struct maildirout *maildir = maildirout_open(scratch_path(scratch, "out"), &err);
    struct maildirout_mail mails[] = {{.name = SPAN("1.a"), .bytes = SPAN("one\n"), .done = count},
                                      {.name = SPAN("2.b"), .bytes = SPAN("two\n"), .done = count},
                                      {.name = SPAN("1.a"), .bytes = SPAN("one\n"), .done = count}};

    done_count = 0;
    assert_non_null(maildir);
    maildirout_submit(maildir, &mails[0]);
    maildirout_submit(maildir, &mails[1]);
    wait_for(maildir, 2);
    assert_true(mails[0].good && mails[1].good);
    check_span(content(scratch, "out/new/1.a"), "one\n", "the first");
    check_span(content(scratch, "out/new/2.b"), "two\n", "the second");
    maildirout_submit(maildir, &mails[2]); /* carried again after a crash */
    wait_for(maildir, 3);
    assert_true(mails[2].good);
    check_span(content(scratch, "out/new/1.a"), "one\n", "in its own place");
    maildirout_close(&maildir);
    assert_null(maildir);
}

static void
test_told_when_it_fails(void **state)
{
    struct scratch *scratch = *state;
    struct error err = {0};
    struct maildirout *maildir = maildirout_open(scratch_path(scratch, "out"), &err);
    struct maildirout_mail mail = {.name = SPAN("1.a"), .bytes = SPAN("one\n"), .done = count};

    done_count = 0;
    assert_non_null(maildir);
    assert_int_equal(mkdir(scratch_path(scratch, "out/new/1.a"), 0700), 0); /* in its place */
    maildirout_submit(maildir, &mail);
    wait_for(maildir, 1);
    assert_false(mail.good);
    assert_int_not_equal(mail.err.kind, ERROR_NONE);
    maildirout_close(&maildir);
}

static void
test_no_folder(void **state)
{
    struct scratch *scratch = *state;
    struct error err = {0};

    assert_true(file_replace(scratch_path(scratch, "out"), SPAN("a file"), &err));
    assert_null(maildirout_open(scratch_path(scratch, "out"), &err));
    assert_int_not_equal(err.kind, ERROR_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_set_up, scratch_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_written), TEST(test_told_when_it_fails),
                                       TEST(test_no_folder)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
