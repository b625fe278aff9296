// SPDX-License-Identifier: Apache-2.0
/* What a provider of signatures is to have, and what it has. */
#include "store/store_help.h"

#include "store/circuits.h"

static struct shelf shelf;
static int64_t dossier;

/* The dossier as it is now, and what follows for its circuits. */
static void
save(const char *providers, int64_t now)
{
    struct span text = span_printf(shelf.arena, "<dossier xmlns=\"urn:conventiond:dossier\">%s</dossier>", providers);
    xmlDoc *document = xml_parse(shelf.arena, text, "dossier", XML_OWN_MAX, &shelf.err);

    assert_non_null(document);
    good(&shelf, circuits_save(shelf.database, shelf.arena, document, dossier, now, &shelf.err));
}

static struct circuit_row
take(int64_t now)
{
    struct circuit_row row;

    good(&shelf, circuits_take(shelf.database, shelf.arena, now, &row, &shelf.err));
    return row;
}

static void
begin(void **state)
{
    struct digest digest;

    shelf = shelf_open(state);
    dossier = shelf_dossier(&shelf, "2026-00001", "a@x.example", "");
    save("<provider entry=\"4\" document=\"fiche\" signed=\"fiche-signee\" revision=\"1\" status=\"open\"/>", NOW);
    assert_int_equal(take(NOW + 5).dossier, 0); /* its document is not made yet */
    good(&shelf, documents_insert(shelf.database, dossier, SPAN("fiche"), 1, SPAN("%PDF"), NOW, &digest, &shelf.err));
}

static void
it_is_asked_once(void **state)
{
    struct circuit_row row;

    begin(state);
    row = take(NOW + 5);
    assert_int_equal(row.dossier, dossier);
    assert_int_equal(row.entry, 4);
    check_span(row.phase, "new", "phase");
    check_span(row.signed_name, "fiche-signee", "signed");
    assert_true(row.wanted);
    check_span(take(NOW + 5).phase, "asked", "its answer may be lost from here on");
    good(&shelf, circuits_sent(shelf.database, &row, SPAN("77"), NOW + 300, &shelf.err));
    assert_int_equal(take(NOW + 299).dossier, 0);
    row = take(NOW + 300);
    check_span(row.phase, "sent", "phase");
    check_span(row.remote, "77", "remote");
    good(&shelf, circuits_later(shelf.database, &row, false, row.seen, NOW + 600, &shelf.err));
    assert_int_equal(take(NOW + 600).failures, 1);
    database_close(&shelf.database);
}

static void
news_do_not_wait(void **state)
{
    struct circuit_row row;

    begin(state);
    row = take(NOW);
    good(&shelf, circuits_sent(shelf.database, &row, SPAN("77"), NOW + 300, &shelf.err));
    save("<provider entry=\"4\" status=\"open\" changes=\"1\"/>", NOW + 10);
    row = take(NOW + 10);
    assert_int_equal(row.changes, 1);
    assert_int_equal(row.told, 0);
    row.told = row.changes;
    good(&shelf, circuits_told(shelf.database, &row, NOW + 300, &shelf.err));
    assert_int_equal(take(NOW + 299).dossier, 0);
    save("<provider entry=\"4\" status=\"open\" changes=\"1\"/>", NOW + 20); /* nothing new */
    assert_int_equal(take(NOW + 299).dossier, 0);
    save("<provider entry=\"4\" status=\"open\" changes=\"1\" reminders=\"2\"/>", NOW + 30);
    row = take(NOW + 30);
    assert_int_equal(row.told, 1);
    assert_int_equal(row.reminders, 2);
    assert_int_equal(row.reminded, 0);
    database_close(&shelf.database);
}

static void
what_is_let_go_is_ended(void **state)
{
    struct circuit_row row;

    begin(state);
    row = take(NOW);
    good(&shelf, circuits_sent(shelf.database, &row, SPAN("77"), NOW + 300, &shelf.err));
    save("<provider entry=\"4\" status=\"left\"/>"
         "<provider entry=\"6\" document=\"fiche\" signed=\"fiche-signee\" revision=\"1\" status=\"open\"/>", NOW + 20);
    row = take(NOW + 20);
    if (row.entry == 6) /* both are due */
        row = take(NOW + 20);
    save("<provider entry=\"4\" status=\"left\"/>", NOW + 25);
    assert_int_equal(row.dossier, dossier);
    row.entry = 4;
    good(&shelf, circuits_end(shelf.database, &row, &shelf.err));
    row = take(NOW + 30);
    assert_int_equal(row.entry, 6);
    assert_int_equal(shelf_count(&shelf, "SELECT wanted FROM circuit WHERE entry = 4"), 0);
    database_close(&shelf.database);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(it_is_asked_once),
        test_of(news_do_not_wait),
        test_of(what_is_let_go_is_ended),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
