// SPDX-License-Identifier: Apache-2.0
#include "directory/directory_help.h"

#include "directory/import.h"

struct desk {
    struct scratch *scratch;
    struct arena *arena;
    struct procedure *procedure;
    struct database *database;
};

static struct desk desk;

static int
open_desk(void **state)
{
    struct error err = {0};

    scratch_set_up(state);
    desk.scratch = *state;
    desk.arena = desk.scratch->arena;
    desk.procedure = help_library(desk.arena);
    desk.database = database_open(scratch_path(desk.scratch, "db"), DATABASE_WRITE, &err);
    assert_non_null(desk.database);
    return 0;
}

static int
close_desk(void **state)
{
    database_close(&desk.database);
    procedure_close(&desk.procedure);
    return scratch_tear_down(state);
}

/* "added changed same refused removed"; *first: the first refusal as "line column: text". */
static const char *
import(const char *bytes, const struct import_options *options, const char **first)
{
    struct import_report report;
    struct error err = {0};

    if (!import_run(desk.arena, desk.database, procedure_directory(desk.procedure), span_of(bytes), options,
                    1000, &report, &err))
        return arena_printf(desk.arena, "error: %s", err.text);
    if (first != NULL)
        *first = report.refusals.count == 0
                     ? ""
                     : arena_printf(desk.arena, "%u %.*s: %.*s", report.refusals.items[0].line,
                                    SPAN_ARG(report.refusals.items[0].column),
                                    SPAN_ARG(report.refusals.items[0].text));
    return arena_printf(desk.arena, "%zu %zu %zu %zu %zu", report.added, report.changed, report.same,
                        report.refused, report.removed);
}

static const struct import_options plain = {0}, whole = {.whole = true};

static size_t
search(const char *kind, const char *words, struct directory_entry *found)
{
    const struct directory_kind *k = directory_kind(procedure_directory(desk.procedure), span_of(kind));
    size_t word_count, count;
    struct span *list = directory_words(desk.arena, k, span_of(words), &word_count);
    struct error err = {0};

    assert_true(
        people_search(desk.database, desk.arena, k->id, list, word_count, SPAN(""), found, &count, &err));
    return count;
}

static void
rows_are_added_then_kept_then_changed(void **state)
{
    (void)state;
    assert_string_equal(
        import("Courriel;Nom;Prénom\nlea@u.example;Martin;Léa\nnoe@u.example;Roux;Noé\n", &plain, NULL),
        "2 0 0 0 0");
    assert_string_equal(
        import("Courriel;Nom;Prénom\nlea@u.example;Martin;Léa\nnoe@u.example;Roux;Noé\n", &plain, NULL),
        "0 0 2 0 0");
    assert_string_equal(
        import("Courriel;Nom;Prénom\nlea@u.example;Durand;Léa\nzoe@u.example;Roux;Zoé\n", &plain, NULL),
        "1 1 0 0 0");
    /* A file without a column leaves what it says nothing of; an empty value takes it away. */
    assert_string_equal(import("Courriel;Nom;Sorte\nlea@u.example;Durand;jeune\n", &plain, NULL),
                        "0 1 0 0 0");
    struct directory_entry found[PEOPLE_FOUND_MAX];
    assert_int_equal(search("reader", "dur", found), 1);
    check_span(directory_entry_value(&found[0], SPAN("first")), "Léa", "kept");
    check_span(directory_entry_value(&found[0], SPAN("sort")), "J", "read as the form reads it");
    assert_int_equal(search("reader", "martin", found), 0);
}

static void
a_row_with_a_fault_is_refused_whole(void **state)
{
    const char *first;

    (void)state;
    assert_string_equal(
        import("Courriel;Nom;Né le\nlea;Martin;\nnoe@u.example;Roux;hier\nzoe@u.example;Roux;\n", &plain,
               &first),
        "1 0 0 2 0");
    assert_non_null(strstr(first, "2 Courriel: \"lea\" could not be read"));
    assert_string_equal(import("Courriel;Nom\na@u.example;Roux\nb@u.example;\n", &plain, &first),
                        "1 0 0 1 0");
    assert_non_null(strstr(first, "3 Nom: the value is missing"));
    assert_string_equal(import("Courriel;Nom\nc@u.example;Roux\nC@U.example;Petit\n", &plain, &first),
                        "1 0 0 1 0");
    assert_non_null(strstr(first, "the same as on line 2"));
    assert_string_equal(import("Courriel;Nom\nd@u.example;Roux;too many\n", &plain, &first), "0 0 0 1 0");
    assert_non_null(strstr(first, "3 values, but the first line names 2 columns"));
}

static void
what_spreadsheets_do_is_undone_or_told(void **state)
{
    struct directory_entry found[PEOPLE_FOUND_MAX];
    const char *first;

    (void)state;
    assert_string_equal(import("SIRET;Nom;Code postal\n73282932000074;Pont SAS;1000\n", &plain, NULL),
                        "1 0 0 0 0");
    assert_int_equal(search("branch", "pont", found), 1);
    check_span(directory_entry_value(&found[0], SPAN("postcode")), "01000", "the zero is back");
    assert_string_equal(import("SIRET;Nom\n7,32829E+13;Pont\n", &plain, &first), "0 0 0 1 0");
    assert_non_null(strstr(first, "shortened by the spreadsheet"));
    assert_string_equal(
        import("Courriel;Nom;Né le;Livres\na@u.example;Roux;17/05/2004 00:00:00;\"12,00\"\n", &plain, NULL),
        "1 0 0 0 0");
    assert_int_equal(search("reader", "roux", found), 1);
    check_span(directory_entry_value(&found[0], SPAN("born")), "2004-05-17", "midnight is off");
    check_span(directory_entry_value(&found[0], SPAN("books")), "12", "decimals are off");
}

static void
the_kind_is_told_by_columns_option_or_row(void **state)
{
    static const struct import_options rooms = {.kind = "room"}, none = {.kind = "boat"};

    (void)state;
    assert_string_equal(import("SIRET;Salle\n73282932000074;A\n", &plain, NULL), "1 0 0 0 0");
    assert_string_equal(import("SIRET;Salle\n73282932000074;B\n", &rooms, NULL), "1 0 0 0 0");
    assert_string_equal(
        import("Type;Courriel;Nom;SIRET\nlectrice;a@u.example;Roux;\nbranch;;Pont;73282932000074\nboat;;x;\n",
               &plain, NULL),
        "2 0 0 1 0");
    assert_non_null(
        strstr(import("x;y\n1;2\n", &plain, NULL), "error: line 1: the first line has to name the columns"));
    assert_non_null(
        strstr(import("Nom;Prénom\nRoux;Zoé\n", &plain, NULL), "error: line 1: no column for \"Courriel\""));
    assert_non_null(strstr(import("SIRET;Salle\n", &none, NULL), "there is no kind \"boat\""));
}

static void
ldif_goes_the_same_way(void **state)
{
    struct directory_entry found[PEOPLE_FOUND_MAX];
    const char *first;

    (void)state;
    assert_string_equal(
        import("dn: uid=a\nemployeeType: reader\nmail: not one\nmail: a@u.example\nsn:: TMOpYQ==\n\n"
               "dn: ou=x\nobjectClass: organizationalUnit\n\n"
               "dn: uid=b\nemployeeType: Reader\nmail: b@u.example\n",
               &plain, &first),
        "1 0 0 1 0");
    assert_non_null(strstr(first, "10 sn: the value is missing"));
    assert_int_equal(search("reader", "lea", found), 1);
    check_span(directory_entry_value(&found[0], SPAN("mail")), "a@u.example", "the value that can be read");
}

static void
a_whole_file_removes_what_it_lacks(void **state)
{
    struct directory_entry found[PEOPLE_FOUND_MAX];

    (void)state;
    assert_string_equal(import("SIRET;Nom\n73282932000074;Pont\n", &plain, NULL), "1 0 0 0 0");
    assert_string_equal(import("Courriel;Nom\na@u.example;Roux\nb@u.example;Petit\n", &plain, NULL),
                        "2 0 0 0 0");
    assert_non_null(
        strstr(import("Courriel;Nom\na@u.example;Roux\nb;Petit\n", &whole, NULL), "error: line 3"));
    assert_int_equal(search("reader", "petit", found), 1);
    assert_string_equal(import("Courriel;Nom\na@u.example;Roux\n", &whole, NULL), "0 0 1 0 1");
    assert_int_equal(search("reader", "petit", found), 0);
    assert_int_equal(search("branch", "pont", found), 1); /* of another kind */
}

static void
entries_are_found_by_the_first_letters_of_their_words(void **state)
{
    struct directory_entry found[PEOPLE_FOUND_MAX];
    size_t count;
    struct error err = {0};
    static const struct {
        const char *words;
        size_t count;
    } cases[] = {
        {"atelier", 1},       {"Atel", 1},          {"l'œuvre", 1},        {"oeuvre", 1},
        {"ponts atel", 1},    {"SAS atelier", 1},   {"S.A.S. Atelier", 1}, {"SAS", 0},
        {"saint etienne", 1}, {"Saint-Étienne", 1}, {"elier", 0},          {"atelier gare", 0},
    };

    (void)state;
    assert_string_equal(import("SIRET;Nom\n73282932000074;\"L’Atelier de l’Œuvre des Ponts, S.A.S.\"\n"
                               "35600000000048;Ville de Saint-Étienne\n",
                               &plain, NULL),
                        "2 0 0 0 0");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (search("branch", cases[i].words, found) != cases[i].count)
            fail_msg("%s: not %zu", cases[i].words, cases[i].count);
    assert_true(people_by(desk.database, desk.arena, SPAN("branch"), SPAN("siret"), SPAN("73282932000074"),
                          SPAN(""), found, &count, &err));
    assert_int_equal(count, 1);
    import("SIRET;Salle\n73282932000074;Salle bleue\n", &plain, NULL);
    assert_true(people_of_parent(desk.database, desk.arena, SPAN("room"), SPAN("73282932000074"), found,
                                 &count, &err));
    assert_int_equal(count, 1);
    check_span(found[0].key, "73282932000074 salle bleue", "a key of two attributes");
}

/* What a look-up costs does not grow with the directory: none of the statements walks through a table. */
static void
no_statement_reads_a_whole_table(void **state)
{
    sqlite3 *handle = database_handle(desk.database);
    int seen = 0;

    entries_are_found_by_the_first_letters_of_their_words(state);
    for (sqlite3_stmt *s = sqlite3_next_stmt(handle, NULL); s != NULL; s = sqlite3_next_stmt(handle, s)) {
        if (strstr(sqlite3_sql(s), "entry") == NULL)
            continue;
        seen++;
        if (sqlite3_stmt_status(s, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0) > 0)
            fail_msg("reads a whole table: %s", sqlite3_sql(s));
    }
    assert_true(seen > 5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_added_then_kept_then_changed, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_row_with_a_fault_is_refused_whole, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(what_spreadsheets_do_is_undone_or_told, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(the_kind_is_told_by_columns_option_or_row, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(ldif_goes_the_same_way, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_whole_file_removes_what_it_lacks, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(entries_are_found_by_the_first_letters_of_their_words, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(no_statement_reads_a_whole_table, open_desk, close_desk),
    };

    xml_start();
    procedure_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
