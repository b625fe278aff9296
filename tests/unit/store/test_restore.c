// SPDX-License-Identifier: Apache-2.0
/* The store's part of a restore; the whole of it: tests/restore/run. */
#include "store/store_help.h"

#include "os/file.h"
#include "store/eventlog.h"
#include "store/restore.h"

static void
add_message(struct shelf *shelf, int sequence, const char *outcome)
{
    good(shelf, database_run(shelf->database,
                             database_query(shelf->database,
                                            "INSERT INTO message(sequence, received, sender, author, message_id,"
                                            " digest, content, outcome, detail, bytes)"
                                            " VALUES(?, 1, '', '', '', x'00', x'00', ?, '', x'61')",
                                            "it", (int64_t)sequence, span_of(outcome)),
                             &shelf->err));
}

/* The store as it is, closed, under another name; it goes on from there. */
static struct shelf
branch(struct shelf *shelf, const char *name)
{
    struct shelf copy = *shelf;

    good(shelf, database_copy(shelf->database, scratch_path(shelf->scratch, name), &shelf->err));
    copy.database = database_open(scratch_path(shelf->scratch, name), DATABASE_WRITE, &copy.err);
    assert_non_null(copy.database);
    return copy;
}

static void
what_came_since_in_the_order_of_use(void **state)
{
    struct shelf old = shelf_open(state), copy;
    int64_t id = 0, carried;

    add_message(&old, 10, "acted");
    copy = branch(&old, "copy.db");
    add_message(&old, 30, "acted");
    add_message(&old, 20, "answered"); /* used after 30 */
    add_message(&old, 40, "repeated");
    add_message(&old, 50, "released");
    add_message(&old, 60, "quarantined");
    good(&copy, restore_attach(copy.database, scratch_path(old.scratch, "store.db"), &carried, &copy.err));
    for (int i = 2; i <= 3; i++) {
        good(&copy, restore_missing(copy.database, id, &id, &copy.err));
        assert_int_equal(id, i);
    }
    good(&copy, restore_missing(copy.database, id, &id, &copy.err));
    assert_int_equal(id, 6);
    good(&copy, restore_missing(copy.database, id, &id, &copy.err));
    assert_int_equal(id, 0);
    database_close(&copy.database);
    database_close(&old.database);
}

static void
what_went_out_since_is_known(void **state)
{
    struct shelf old = shelf_open(state), copy;
    struct effect effect = {.kind = EFFECT_MAIL, .template = SPAN("x"), .context = SPAN("<context/>"), .to = SPAN("a@x.example")};
    struct queue_order order = {.number = SPAN(""), .version = old.version, .key = KEY, .domain = SPAN("u.example"), .now = NOW};
    int64_t first = 1, third = 3, carried;

    good(&old, queue_effect(old.database, old.arena, &order, &effect, &old.err));
    good(&old, queue_effect(old.database, old.arena, &order, &effect, &old.err));
    copy = branch(&old, "copy.db");
    good(&old, queue_done(old.database, first, NOW, SPAN(""), &old.err));
    good(&old, queue_effect(old.database, old.arena, &order, &effect, &old.err));
    good(&old, queue_done(old.database, third, NOW, SPAN(""), &old.err));
    good(&copy, restore_attach(copy.database, scratch_path(old.scratch, "store.db"), &carried, &copy.err));
    assert_int_equal(carried, 2);
    assert_int_equal(shelf_count(&copy, "SELECT count(*) FROM outbox WHERE status = 'waiting'"), 1); /* the second */
    good(&copy, queue_effect(copy.database, copy.arena, &order, &effect, &copy.err));
    assert_int_equal(shelf_count(&copy, "SELECT count(*) FROM outbox WHERE status = 'waiting'"), 1); /* the third is known */
    database_close(&copy.database);
    database_close(&old.database);
}

static void
unsound_copies(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t events;

    good(&shelf, eventlog_append(shelf.database, SPAN(""), SPAN("one"), SPAN(""), NOW, &shelf.err));
    good(&shelf, restore_check(shelf.database, &events, &shelf.err));
    assert_int_equal(events, 1);
    good(&shelf, database_exec(shelf.database, "UPDATE event SET detail = 'x'", &shelf.err));
    assert_false(restore_check(shelf.database, &events, &shelf.err));
    assert_int_equal(shelf.err.kind, ERROR_BAD_INPUT);
    database_close(&shelf.database);
}

static void
the_old_one_is_kept_beside(void **state)
{
    struct scratch *scratch = *state;
    const char *path = scratch_path(scratch, "s.db"), *fresh = scratch_path(scratch, "fresh"), *aside = scratch_path(scratch, "aside");
    struct span bytes;
    struct error err;

    assert_true(file_replace(path, SPAN("old"), &err) && file_replace(fresh, SPAN("new"), &err));
    assert_true(file_replace(scratch_path(scratch, "s.db-wal"), SPAN("log"), &err));
    assert_true(restore_place(fresh, path, aside, &err));
    assert_true(file_read(scratch->arena, path, 10, &bytes, &err));
    check_span(bytes, "new", "in its place");
    assert_true(file_read(scratch->arena, aside, 10, &bytes, &err));
    check_span(bytes, "old", "beside");
    assert_true(file_read(scratch->arena, scratch_path(scratch, "aside-wal"), 10, &bytes, &err));
    assert_int_not_equal(access(scratch_path(scratch, "s.db-wal"), F_OK), 0); /* must not be taken for the new one's */
    assert_true(file_replace(fresh, SPAN("newer"), &err) && file_remove(path, &err));
    assert_true(restore_place(fresh, path, scratch_path(scratch, "none"), &err)); /* there was none */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(what_came_since_in_the_order_of_use),
        test_of(what_went_out_since_is_known),
        test_of(unsound_copies),
        test_of(the_old_one_is_kept_beside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
