// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "store/writer.h"

struct note {
    struct job job; /* first */
    const char *word;
    bool fails;
    int order; /* in which it was handed back, from 1 */
};

static int handed_back;

static bool
run(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct note *note = (struct note *)job;

    (void)arena;
    if (!database_run(database,
                      database_query(database, "INSERT INTO meta(key, value) VALUES(?, 1)", "t", span_of(note->word)), err))
        return false;
    return !note->fails || error_set(err, ERROR_PERMANENT, "on purpose");
}

static void
done(struct job *job)
{
    ((struct note *)job)->order = ++handed_back;
}

static void
wait_all(struct writer *writer)
{
    struct pollfd ready = {.fd = writer_descriptor(writer), .events = POLLIN};

    while (writer_waiting(writer) > 0) {
        assert_int_equal(poll(&ready, 1, 10000), 1);
        writer_collect(writer);
    }
}

static void
a_failing_job_fails_alone(void **state)
{
    struct shelf shelf = shelf_open(state);
    struct note notes[] = {{.word = "one"}, {.word = "two", .fails = true}, {.word = "three"}, {.word = "one"}};
    struct writer *writer = writer_open(scratch_path(shelf.scratch, "store.db"), NULL, NULL, NULL, &shelf.err);

    handed_back = 0;
    assert_non_null(writer);
    for (size_t i = 0; i < 4; i++) {
        notes[i].job.run = run;
        notes[i].job.done = done;
        writer_submit(writer, &notes[i].job);
    }
    wait_all(writer);
    assert_true(notes[0].job.good && notes[2].job.good);
    assert_false(notes[1].job.good || notes[3].job.good); /* the last one: the key is there already */
    assert_non_null(strstr(notes[1].job.err.text, "on purpose"));
    for (int i = 0; i < 4; i++)
        assert_int_equal(notes[i].order, i + 1);
    assert_int_equal(shelf_count(&shelf, "SELECT count(*) FROM meta WHERE key IN ('one', 'three')"), 2);
    assert_int_equal(shelf_count(&shelf, "SELECT count(*) FROM meta WHERE key = 'two'"), 0);
    writer_close(&writer);
    database_close(&shelf.database);
}

/* One that holds the thread until the others are queued. */
static bool
wait_for_word(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    uint64_t word;

    (void)database;
    (void)arena;
    return read(((struct note *)job)->order, &word, sizeof word) == sizeof word || error_errno(err, "read");
}

static void
what_ends_goes_ahead_of_what_begins(void **state)
{
    struct shelf shelf = shelf_open(state);
    struct note notes[] = {{.word = "first"}, {.word = "begins"}, {.word = "begins too"}, {.word = "ends"}};
    struct writer *writer = writer_open(scratch_path(shelf.scratch, "store.db"), NULL, NULL, NULL, &shelf.err);
    int gate = eventfd(0, 0);
    uint64_t go = 1;

    handed_back = 0;
    for (size_t i = 0; i < 4; i++) {
        notes[i].job.run = i == 0 ? wait_for_word : run;
        notes[i].job.done = done;
        notes[i].order = gate;
        (i < 3 ? writer_submit : writer_submit_ahead)(writer, &notes[i].job);
    }
    assert_int_equal(write(gate, &go, sizeof go), sizeof go);
    wait_all(writer);
    assert_true(notes[3].order < notes[1].order);
    assert_true(notes[1].order < notes[2].order);
    writer_close(&writer);
    database_close(&shelf.database);
    close(gate);
}

static void
closing_finishes_what_is_queued(void **state)
{
    struct shelf shelf = shelf_open(state);
    struct note notes[200] = {{.word = NULL}};
    struct writer *writer = writer_open(scratch_path(shelf.scratch, "store.db"), NULL, NULL, NULL, &shelf.err);

    handed_back = 0;
    for (size_t i = 0; i < 200; i++) {
        notes[i] = (struct note){.job = {.run = run, .done = done},
                                 .word = span_dup(shelf.arena, span_printf(shelf.arena, "key%zu", i))};
        writer_submit(writer, &notes[i].job);
    }
    writer_close(&writer);
    assert_null(writer);
    assert_int_equal(handed_back, 200);
    assert_int_equal(shelf_count(&shelf, "SELECT count(*) FROM meta WHERE key LIKE 'key%'"), 200);
    database_close(&shelf.database);
}

static void
a_store_that_cannot_be_opened(void **state)
{
    struct error err;

    (void)state;
    assert_null(writer_open("/nowhere/store.db", NULL, NULL, NULL, &err));
    assert_non_null(strstr(err.text, "/nowhere/store.db"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(a_failing_job_fails_alone),
        test_of(what_ends_goes_ahead_of_what_begins),
        test_of(closing_finishes_what_is_queued),
        test_of(a_store_that_cannot_be_opened),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
