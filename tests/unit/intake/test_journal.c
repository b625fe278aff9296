// SPDX-License-Identifier: Apache-2.0
/* intake/journal: what was called durable is there again after anything; numbers never repeat. */
#include "intake/journal_help.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "os/clock.h"
#include "os/file.h"

enum { SMALL = 64 * 1024 };

/* The n-th call from now on fails: the program's own definitions come before the library's. */
static struct {
    int calls, at, error;
} fault; /* used by the journal's thread while the test waits */

static bool
strikes(void)
{
    if (fault.at == 0 || ++fault.calls != fault.at)
        return false;
    errno = fault.error;
    return true;
}

ssize_t __attribute__((visibility("default")))
pwritev(int descriptor, const struct iovec *parts, int count, off_t offset)
{
    if (strikes())
        return -1;
    return syscall(SYS_pwritev, descriptor, parts, count, offset, 0);
}

int __attribute__((visibility("default"))) fdatasync(int descriptor)
{
    return strikes() ? -1 : (int)syscall(SYS_fdatasync, descriptor);
}

int __attribute__((visibility("default"))) fsync(int descriptor)
{
    return strikes() ? -1 : (int)syscall(SYS_fsync, descriptor);
}

static void
fail_call(int at, int error)
{
    fault.calls = 0;
    fault.at = at;
    fault.error = error;
}

static struct journal *
open_small(struct scratch *scratch)
{
    struct error err = {0};
    struct journal *journal = journal_open_sized(scratch_path(scratch, "journal"), SMALL, &err);

    if (journal == NULL)
        fail_msg("%s", err.text);
    return journal;
}

static struct found
recovered(struct journal *journal)
{
    struct found found = {.count = 0};

    journal_recover(journal, found_one, &found);
    return found;
}

static void
test_what_went_in_comes_out(void **state)
{
    struct scratch *scratch = *state;
    struct journal *journal = open_small(scratch);
    struct error err = {0};
    struct message message;
    struct span drop;
    struct sent sent;

    sent_make(scratch, &sent, "Subject: x\r\n\r\nhello\r\n", 20);
    sent.ticket.drop = SPAN("0001.abc");
    journal_append(journal, &sent.ticket);
    sent_wait(journal, &sent);
    assert_true(sent.ticket.good);
    for (int round = 0; round < 2; round++) {
        assert_true(journal_read(journal, scratch->arena, sent.ticket.sequence, &message, &drop, &err));
        assert_true(span_equal(message.bytes, sent.ticket.message.bytes));
        check_span(drop, "0001.abc", "the dropped file's name");
        check_span(message.sender, "a@univ.example", "the sender");
        assert_int_equal(message.recipient_count, 2);
        check_span(message.recipients[1], "loans+abc@univ.example", "the second recipient");
        assert_int_equal(message.received, 1772445600);
        journal_close(&journal);
        journal = open_small(scratch);
    }
    assert_int_equal(recovered(journal).count, 1);
    assert_false(journal_read(journal, scratch->arena, sent.ticket.sequence + 1, &message, &drop, &err));
    journal_close(&journal);
}

static void
test_larger_than_a_segment(void **state)
{
    struct scratch *scratch = *state;
    struct journal *journal = open_small(scratch);
    struct sent sent[6];
    struct found found;

    /* In one group: each large one has a segment of its own, and all are synced. */
    for (int i = 0; i < 6; i++) {
        sent_make(scratch, &sent[i], "large", i % 2 == 0 ? 100 : 200000);
        journal_append(journal, &sent[i].ticket);
    }
    for (int i = 0; i < 6; i++) {
        sent_wait(journal, &sent[i]);
        assert_true(sent[i].ticket.good);
    }
    journal_close(&journal);
    journal = open_small(scratch);
    found = recovered(journal);
    assert_int_equal(found.count, 6);
    journal_close(&journal);
}

static size_t
count_files(struct scratch *scratch)
{
    struct error err = {0};
    struct span *names;
    size_t count, segments = 0;

    assert_true(file_list(scratch->arena, scratch_path(scratch, "journal"), &names, &count, &err));
    for (size_t i = 0; i < count; i++)
        segments += span_ends(names[i], ".seg");
    return segments;
}

static void
test_segments_are_used_again(void **state)
{
    struct scratch *scratch = *state;
    struct journal *journal = open_small(scratch);
    uint64_t sequence = 0, last[3] = {0};
    struct found found;

    for (int i = 0; i < 300; i++) {
        assert_true(send_one(scratch, journal, "again", 5000, &sequence));
        last[i % 3] = sequence;
        journal_consumed(journal, sequence - 1); /* all but this and the one before */
        assert_in_range(count_files(scratch), 1, 3 + JOURNAL_SPARES);
    }
    assert_true(journal_counts(journal).spares > 0);
    journal_close(&journal);
    /* Old records lie behind the new ones in the same file: none may show. */
    journal = open_small(scratch);
    found = recovered(journal);
    assert_int_equal(found.count, 2);
    assert_true(found_has(&found, last[299 % 3]) && found_has(&found, last[298 % 3]));
    journal_consumed(journal, last[299 % 3] + 1);
    assert_int_equal(recovered(journal).count, 0);
    journal_close(&journal);
}

static void
test_numbers_never_repeat(void **state)
{
    struct scratch *scratch = *state;
    uint64_t highest = 0, sequence;
    char path[128];

    for (int i = 0; i < 12; i++) {
        struct journal *journal = open_small(scratch);

        assert_true(send_one(scratch, journal, "x", 100, &sequence));
        assert_true(sequence > highest);
        highest = sequence;
        if (i % 3 == 1)
            journal_consumed(journal, sequence + 1);
        journal_close(&journal);
        if (i % 4 == 3) { /* the folder is lost */
            snprintf(path, sizeof path, "%s/journal", scratch->folder);
            nftw(path, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
        }
    }
}

/* A life for each message, by a clock that is set back each time, then one that uses them all up and is
 * killed before it writes the hint: what it removed must not be numbered again. */
static void
test_numbers_survive_a_clock_set_back(void **state)
{
    struct scratch *scratch = *state;
    const char *hint = scratch_path(scratch, "journal/consumed");
    struct journal *journal;
    struct error err = {0};
    uint64_t highest = 0, sequence;
    struct span bytes;
    int file;

    for (int i = 0; i < 6; i++) {
        clock_pretend(1000000 - 1000 * i);
        journal = open_small(scratch);
        assert_true(send_one(scratch, journal, "x", 100, &sequence));
        assert_true(sequence > highest);
        highest = sequence;
        journal_close(&journal);
    }
    clock_pretend(900000);
    journal = open_small(scratch);
    journal_consumed(journal, highest + 1);
    assert_true(file_read(scratch->arena, hint, 100, &bytes, &err));
    journal_close(&journal); /* writes it; a kill would not */
    file = open(hint, O_WRONLY);
    assert_true(file_write_all(file, bytes, &err));
    close(file);
    clock_pretend(900000);
    journal = open_small(scratch);
    assert_true(send_one(scratch, journal, "x", 100, &sequence));
    assert_true(sequence > highest);
    journal_close(&journal);
    clock_pretend(clock_system());
}

static void
test_hint(void **state)
{
    struct scratch *scratch = *state;
    struct journal *journal = open_small(scratch);
    uint64_t sequences[5];

    for (int i = 0; i < 5; i++)
        assert_true(send_one(scratch, journal, "x", 100, &sequences[i]));
    journal_consumed(journal, sequences[3]);
    journal_close(&journal);
    journal = open_small(scratch);
    assert_int_equal(recovered(journal).count, 2);
    journal_close(&journal);
    /* Without the hint, or with a damaged one, everything that is there is offered. */
    assert_int_equal(truncate(scratch_path(scratch, "journal/consumed"), 5), 0);
    journal = open_small(scratch);
    assert_int_equal(recovered(journal).count, 5);
    journal_close(&journal);
}

static void
test_one_daemon(void **state)
{
    struct scratch *scratch = *state;
    struct journal *journal = open_small(scratch);
    struct error err = {0};

    assert_null(journal_open_sized(scratch_path(scratch, "journal"), SMALL, &err));
    assert_int_equal(err.kind, ERROR_PERMANENT);
    journal_close(&journal);
    assert_null(journal);
}

/* Invariant I1, for each call that can fail: a good ticket is found again, a failed one is not,
 * and the journal goes on. */
static void
fail_at(struct scratch *scratch, int at, int error)
{
    struct journal *journal = open_small(scratch);
    struct found before = recovered(journal), after;
    uint64_t sequence, good[64];
    size_t count = 0, failed = 0;

    fail_call(at, error);
    for (int i = 0; i < 40; i++)
        if (send_one(scratch, journal, "fault", 4000, &sequence))
            good[count++] = sequence;
        else
            failed++;
    assert_int_equal(journal_counts(journal).failures, failed);
    assert_true(failed <= 1);
    fail_call(0, 0);
    assert_true(send_one(scratch, journal, "after", 4000, &good[count++]));
    journal_close(&journal);
    journal = open_small(scratch);
    after = recovered(journal);
    assert_int_equal(after.count, before.count + count);
    for (size_t i = 0; i < count; i++)
        assert_true(found_has(&after, good[i]));
    journal_consumed(journal, good[count - 1] + 1);
    journal_close(&journal);
}

static void
test_every_call_may_fail(void **state)
{
    for (int at = 1; at <= 60; at++) {
        fail_at(*state, at, ENOSPC);
        fail_at(*state, at, EIO);
    }
}

static struct {
    struct journal *journal;
    struct sent second;
} closing; /* what the next test's callback needs */

static void
append_more(struct journal_ticket *ticket)
{
    assert_true(ticket->good);
    journal_append(closing.journal, &closing.second.ticket);
}

static void
test_closing(void **state)
{
    struct scratch *scratch = *state;
    struct sent sent[20];

    closing.journal = open_small(scratch);
    for (int i = 0; i < 20; i++) {
        sent_make(scratch, &sent[i], "x", 3000);
        journal_append(closing.journal, &sent[i].ticket);
    }
    sent_make(scratch, &closing.second, "x", 3000);
    sent[19].ticket.done = append_more;
    journal_close(&closing.journal);
    for (int i = 0; i < 19; i++)
        assert_true(sent[i].done && sent[i].ticket.good);
    assert_true(closing.second.done);
    assert_false(closing.second.ticket.good);
    assert_int_equal(closing.second.ticket.err.kind, ERROR_TEMPORARY);
}

static void
test_too_large_fails_alone(void **state)
{
    struct scratch *scratch = *state;
    struct journal *journal = open_small(scratch);
    struct sent sent[3];
    size_t len = 6 * 1024 * 1024;
    char *name = arena_alloc(scratch->arena, len);

    memset(name, 'n', len);
    for (int i = 0; i < 3; i++) {
        sent_make(scratch, &sent[i], "x", 100);
        if (i == 1)
            sent[i].ticket.message.sender = (struct span){name, len};
        journal_append(journal, &sent[i].ticket);
    }
    for (int i = 0; i < 3; i++) {
        sent_wait(journal, &sent[i]);
        assert_int_equal(sent[i].ticket.good, i != 1);
    }
    assert_int_equal(sent[1].ticket.err.kind, ERROR_TOO_BIG);
    journal_close(&journal);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_went_in_comes_out, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_larger_than_a_segment, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_segments_are_used_again, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_numbers_never_repeat, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_numbers_survive_a_clock_set_back, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_hint, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_one_daemon, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_every_call_may_fail, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_closing, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_too_large_fails_alone, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
