// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

#define TASKS                                                                                                \
    "<state id=\"accord\" entry=\"2\"/>"                                                                     \
    "<task serial=\"1\" id=\"valider\" role=\"chef\" address=\"chef@x.example\" status=\"done\""             \
    " opened=\"2026-03-02T10:00:00Z\"/>"                                                                     \
    "<task serial=\"2\" id=\"signer\" role=\"chef\" address=\"chef@x.example\" status=\"open\""              \
    " opened=\"2026-03-02T10:00:00Z\"/>"

static void
numbers_are_given_once_a_year(void **state)
{
    struct shelf shelf = shelf_open(state);
    struct span number;

    good(&shelf, dossiers_peek_number(shelf.database, shelf.arena, 2026, &number, &shelf.err));
    check_span(number, "2026-00001", "peek");
    good(&shelf, dossiers_next_number(shelf.database, shelf.arena, 2026, &number, &shelf.err));
    check_span(number, "2026-00001", "first");
    good(&shelf, dossiers_next_number(shelf.database, shelf.arena, 2026, &number, &shelf.err));
    check_span(number, "2026-00002", "second");
    good(&shelf, dossiers_next_number(shelf.database, shelf.arena, 2027, &number, &shelf.err));
    check_span(number, "2027-00001", "a new year");
    database_close(&shelf.database);
}

static void
a_dossier_is_found_by_all_its_names(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t id = shelf_dossier(&shelf, "2026-00001", "a@x.example", TASKS), found;
    struct dossier_row row, rows[2];
    uint32_t serial;
    size_t count;

    good(&shelf, dossiers_by_number(shelf.database, shelf.arena, SPAN("2026-00001"), &row, &shelf.err));
    assert_int_equal(row.id, id);
    check_span(row.state, "accord", "state");
    check_span(row.owner, "a@x.example", "owner");
    assert_true(row.open);
    good(&shelf, dossiers_by_number(shelf.database, shelf.arena, SPAN("2026-00009"), &row, &shelf.err));
    assert_int_equal(row.id, 0);
    good(&shelf, dossiers_by_id(shelf.database, shelf.arena, id, &row, &shelf.err));
    assert_int_equal(row.id, id);
    good(&shelf, dossiers_task_of_tag(shelf.database, tag_make(shelf.arena, KEY, SPAN("2026-00001"), 2), &found,
                                      &serial, &shelf.err));
    assert_int_equal(found, id);
    assert_int_equal(serial, 2);
    good(&shelf, dossiers_task_of_tag(shelf.database, tag_make(shelf.arena, SPAN("another secret"), SPAN("2026-00001"), 2),
                                      &found, &serial, &shelf.err));
    assert_int_equal(found, 0);
    shelf_dossier(&shelf, "2026-00002", "a@x.example", "");
    shelf_dossier(&shelf, "2026-00003", "a@x.example", "");
    good(&shelf, dossiers_by_owner(shelf.database, shelf.arena, SPAN("loan"), SPAN("a@x.example"), rows, 2, &count,
                                   &shelf.err));
    assert_int_equal(count, 2);
    check_span(rows[0].number, "2026-00003", "newest first");
    good(&shelf, dossiers_count_open(shelf.database, SPAN("loan"), SPAN("A@x.example"), &found, &shelf.err));
    assert_int_equal(found, 3);
    good(&shelf, dossiers_count_open(shelf.database, SPAN("other"), SPAN("a@x.example"), &found, &shelf.err));
    assert_int_equal(found, 0);
    database_close(&shelf.database);
}

static void
saving_again_rewrites_what_is_drawn_from_it(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t id = shelf_dossier(&shelf, "2026-00001", "a@x.example", TASKS);

    assert_int_equal(shelf_count(&shelf, "SELECT count(*) FROM task"), 2);
    assert_int_equal(shelf_dossier(&shelf, "2026-00001", "a@x.example", "<state id=\"fin\"/>"), id);
    assert_int_equal(shelf_count(&shelf, "SELECT count(*) FROM dossier WHERE state = 'fin'"), 1);
    database_close(&shelf.database);
}

static void
facts_are_those_of_the_others(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t one = shelf_dossier(&shelf, "2026-00001", "a@x.example", ""),
            two = shelf_dossier(&shelf, "2026-00002", "b@x.example", "");
    struct index_entry entry = {.index = SPAN("by-tutor"), .key = SPAN("t@x.example"), .from = 20000, .to = 20010,
                                .amount = 5, .label = SPAN("L"), .seen = true};
    struct span text;
    xmlDoc *facts;

    good(&shelf, dossiers_save_facts(shelf.database, SPAN("loan"), one, &entry, 1, &shelf.err));
    good(&shelf, dossiers_save_facts(shelf.database, SPAN("loan"), two, &entry, 1, &shelf.err));
    good(&shelf, dossiers_facts(shelf.database, shelf.arena, SPAN("loan"), one, &entry, 1, &facts, &shelf.err));
    text = xml_serialize(shelf.arena, facts);
    assert_true(span_find(text, "2026-00002") != SIZE_MAX);
    assert_true(span_find(text, "2026-00001") == SIZE_MAX); /* not itself */
    entry.seen = false; /* as a draft that does not count */
    good(&shelf, dossiers_save_facts(shelf.database, SPAN("loan"), two, &entry, 1, &shelf.err));
    good(&shelf, dossiers_facts(shelf.database, shelf.arena, SPAN("loan"), one, &entry, 1, &facts, &shelf.err));
    assert_true(span_find(xml_serialize(shelf.arena, facts), "2026-00002") == SIZE_MAX);
    database_close(&shelf.database);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(numbers_are_given_once_a_year),
        test_of(a_dossier_is_found_by_all_its_names),
        test_of(saving_again_rewrites_what_is_drawn_from_it),
        test_of(facts_are_those_of_the_others),
    };

    xml_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
