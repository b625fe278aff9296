// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

static int64_t
queue_mail(struct shelf *shelf, int64_t dossier, uint32_t task, const char *to, int64_t now)
{
    struct effect effect = {.kind = EFFECT_MAIL,
                            .template = SPAN("jauge"),
                            .language = SPAN("fr"),
                            .context = SPAN("<context/>"),
                            .to = span_of(to),
                            .task = task};
    struct queue_order order = {.dossier = dossier,
                                .number = SPAN("2026-00001"),
                                .version = shelf->version,
                                .key = KEY,
                                .domain = SPAN("univ.example"),
                                .now = now};

    good(shelf, queue_effect(shelf->database, shelf->arena, &order, &effect, &shelf->err));
    return shelf_count(shelf, "SELECT max(id) FROM outbox");
}

static struct queue_row
row_of(struct shelf *shelf, int64_t id)
{
    struct queue_row row;

    good(shelf, queue_load(shelf->database, shelf->arena, id, &row, &shelf->err));
    return row;
}

static size_t
due(struct shelf *shelf, int64_t now, int64_t *ids)
{
    size_t count;

    good(shelf, queue_due(shelf->database, now, ids, 10, &count, &shelf->err));
    return count;
}

static void
a_mail_has_its_identity_from_birth(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t dossier = shelf_dossier(&shelf, "2026-00001", "a@x.example", "");
    int64_t asking = queue_mail(&shelf, dossier, 3, "a@x.example", NOW), telling = queue_mail(&shelf, dossier, 0, "a@x.example", NOW);
    struct queue_row row = row_of(&shelf, asking);
    struct span tag = tag_make(shelf.arena, KEY, SPAN("2026-00001"), 3);

    assert_true(span_starts(row.message_id, span_dup(shelf.arena, tag)));
    assert_true(span_ends(row.message_id, "@univ.example"));
    check_span(row.status, "waiting", "status");
    check_span(row.effect.to, "a@x.example", "to");
    check_span(row.number, "2026-00001", "number");
    assert_true(digest_equal(&row.version, &shelf.version));
    assert_true(span_starts(row_of(&shelf, telling).message_id, "n"));
    assert_int_equal(row_of(&shelf, 99).id, 0);
    database_close(&shelf.database);
}

static void
retries_and_ends(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t first = queue_mail(&shelf, 0, 0, "a@x.example", NOW), second = queue_mail(&shelf, 0, 0, "b@x.example", NOW);
    int64_t ids[10], at, count;

    assert_int_equal(due(&shelf, NOW - 1, ids), 0);
    assert_int_equal(due(&shelf, NOW, ids), 2);
    assert_int_equal(ids[0], first);
    good(&shelf, queue_later(shelf.database, first, NOW + 60, SPAN("busy"), &shelf.err));
    assert_int_equal(due(&shelf, NOW, ids), 1);
    good(&shelf, queue_next_due(shelf.database, NOW, &at, &shelf.err));
    assert_int_equal(at, NOW + 60);
    assert_int_equal(row_of(&shelf, first).attempts, 1);
    check_span(row_of(&shelf, first).error, "busy", "why");
    good(&shelf, queue_done(shelf.database, second, NOW, SPAN("receipt"), &shelf.err));
    good(&shelf, queue_failed(shelf.database, first, NOW + 60, SPAN("no such box"), &shelf.err));
    assert_int_equal(due(&shelf, NOW + 3600, ids), 0);
    good(&shelf, queue_retry(shelf.database, second, NOW, &count, &shelf.err));
    assert_int_equal(count, 0); /* what is done is done */
    good(&shelf, queue_retry(shelf.database, 0, NOW + 100, &count, &shelf.err));
    assert_int_equal(count, 1);
    assert_int_equal(due(&shelf, NOW + 100, ids), 1);
    database_close(&shelf.database);
}

/* After a restore: the same mail, come to again, is not sent again; another one is. */
static void
a_carried_mail_is_done_at_once(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t dossier = shelf_dossier(&shelf, "2026-00001", "a@x.example", ""), ids[10];
    struct span identity = row_of(&shelf, queue_mail(&shelf, dossier, 1, "a@x.example", NOW)).message_id;

    good(&shelf, database_exec(shelf.database, "DELETE FROM outbox", &shelf.err));
    good(&shelf, database_run(shelf.database,
                              database_query(shelf.database, "INSERT INTO carried VALUES(?, 'a@x.example')", "t", identity),
                              &shelf.err));
    queue_mail(&shelf, dossier, 1, "a@x.example", NOW);
    assert_int_equal(due(&shelf, NOW, ids), 0);
    good(&shelf, database_exec(shelf.database, "DELETE FROM outbox", &shelf.err));
    queue_mail(&shelf, dossier, 1, "b@x.example", NOW);
    assert_int_equal(due(&shelf, NOW, ids), 1);
    database_close(&shelf.database);
}

static void
documents_by_revision(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t dossier = shelf_dossier(&shelf, "2026-00001", "a@x.example", "");
    struct document_row *rows;
    struct digest digest;
    struct span bytes;
    uint32_t revision;
    size_t count;

    good(&shelf, documents_insert(shelf.database, dossier, SPAN("fiche"), 1, SPAN("one"), NOW, &digest, &shelf.err));
    good(&shelf, documents_insert(shelf.database, dossier, SPAN("fiche"), 3, SPAN("three"), NOW, &digest, &shelf.err));
    good(&shelf, documents_get(shelf.database, shelf.arena, dossier, SPAN("fiche"), 2, &bytes, &revision, &shelf.err));
    check_span(bytes, "one", "the newest up to 2");
    good(&shelf, documents_get(shelf.database, shelf.arena, dossier, SPAN("fiche"), UINT32_MAX, &bytes, &revision, &shelf.err));
    assert_int_equal(revision, 3);
    good(&shelf, documents_get(shelf.database, shelf.arena, dossier, SPAN("other"), 9, &bytes, &revision, &shelf.err));
    assert_int_equal(bytes.len, 0);
    good(&shelf, documents_list(shelf.database, shelf.arena, dossier, &rows, &count, &shelf.err));
    assert_int_equal(count, 2);
    database_close(&shelf.database);
}

static void
versions_are_kept(void **state)
{
    struct shelf shelf = shelf_open(state);
    struct digest unknown = digest_sha256(SPAN("unknown"));
    struct span bundle;

    good(&shelf, versions_get(shelf.database, shelf.arena, &shelf.version, &bundle, &shelf.err));
    check_span(bundle, "bundle", "bundle");
    good(&shelf, versions_get(shelf.database, shelf.arena, &unknown, &bundle, &shelf.err));
    assert_int_equal(bundle.len, 0);
    good(&shelf, versions_insert(shelf.database, SPAN("loan"), &shelf.version, SPAN("bundle"), NOW, &shelf.err)); /* again */
    database_close(&shelf.database);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(a_mail_has_its_identity_from_birth), test_of(retries_and_ends),
        test_of(a_carried_mail_is_done_at_once),     test_of(documents_by_revision),
        test_of(versions_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
