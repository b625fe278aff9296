// SPDX-License-Identifier: Apache-2.0
/* The chain of events: what breaks it, and what may be forgotten. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "testing.h"

#include "store/eventlog.h"

static struct database *database;
static struct error err;
static char folder[] = "/tmp/eventlog-XXXXXX";

static int
set_up(void **state)
{
    char path[100];

    (void)state;
    memcpy(folder, "/tmp/eventlog-XXXXXX", sizeof folder);
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/store.db", folder);
    database = database_open(path, DATABASE_WRITE, &err);
    assert_non_null(database);
    assert_true(eventlog_append(database, SPAN("2026-00001"), SPAN("dossier.created"),
                                SPAN("owner=a@b.example"), 1, &err));
    assert_true(eventlog_append(database, SPAN("2026-00002"), SPAN("dossier.created"),
                                SPAN("owner=c@d.example"), 2, &err));
    assert_true(
        eventlog_append(database, SPAN("2026-00001"), SPAN("state.entered"), SPAN("state=saisie"), 3, &err));
    return 0;
}

static int
tear_down(void **state)
{
    char command[120];

    (void)state;
    database_close(&database);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static struct eventlog_verdict
verify(void)
{
    struct eventlog_verdict verdict;

    assert_true(eventlog_verify(database, &verdict, &err));
    return verdict;
}

static void
whole(void **state)
{
    struct eventlog_verdict verdict = verify();

    (void)state;
    assert_true(verdict.intact);
    assert_int_equal(verdict.events, 3);
    assert_int_equal(verdict.forgotten, 0);
}

/* A row that was changed, in whatever way, breaks the chain there. */
static void
tampering(void **state)
{
    static const struct {
        const char *sql;
        int broken;
    } cases[] = {
        {"UPDATE event SET detail = 'owner=e@f.example' WHERE id = 1", 1},
        {"UPDATE event SET event = 'state.left' WHERE id = 3", 3},
        {"UPDATE event SET at = 9 WHERE id = 2", 2},
        {"UPDATE event SET dossier = '2026-00003' WHERE id = 2", 2},
        {"UPDATE event SET salt = x'00' WHERE id = 2", 2},
        {"UPDATE event SET digest = NULL WHERE id = 2", 2},
        {"UPDATE event SET detail = 'other', salt = NULL WHERE id = 2", 2},
        {"DELETE FROM event WHERE id = 2", 3},
        {"INSERT INTO event SELECT 4, at, dossier, event, detail, chain, salt, digest FROM event WHERE id = "
         "3",
         4},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct eventlog_verdict verdict;

        assert_true(database_exec(database, "SAVEPOINT before", &err));
        assert_true(database_exec(database, cases[i].sql, &err));
        verdict = verify();
        if (verdict.intact || verdict.broken != cases[i].broken)
            fail_msg("%s: intact %d, broken at %d", cases[i].sql, verdict.intact, (int)verdict.broken);
        assert_true(database_exec(database, "ROLLBACK TO before", &err));
    }
}

static void
forgetting(void **state)
{
    struct eventlog_verdict verdict;
    int64_t count;

    (void)state;
    assert_true(eventlog_forget(database, SPAN("2026-00001"), &count, &err));
    assert_int_equal(count, 2);
    assert_true(
        eventlog_append(database, SPAN("2026-00001"), SPAN("purge.dossier"), SPAN("count=1"), 4, &err));
    verdict = verify();
    assert_true(verdict.intact);
    assert_int_equal(verdict.forgotten, 2);
    /* What was forgotten still can't be moved or given another name. */
    assert_true(database_exec(database, "UPDATE event SET event = 'state.left' WHERE id = 3", &err));
    assert_int_equal(verify().broken, 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tampering, set_up, tear_down),
        cmocka_unit_test_setup_teardown(forgetting, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
