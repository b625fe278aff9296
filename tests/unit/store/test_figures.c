// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

#include "store/figures.h"
#include "store/listings.h"
#include "workflow/figures.h"

#define SEAT "paul@x\t\t\tdesk@x\t\t0\n"
#define OPEN "desk@x\t2026\tstate\topen\t\t0\n"
#define DONE "desk@x\t2026\tstate\tdone\t\t0\ndesk@x\t2026\tstate\tdone\thours\t3550\n"

static struct span
seen(struct shelf *shelf, const char *address)
{
    struct span asked = span_of(address), figures;

    good(shelf, figures_look_up(shelf->database, shelf->arena, SPAN("loan"), &asked, *address != '\0', &figures, &shelf->err));
    return figures;
}

static void
bring(struct shelf *shelf, int64_t dossier, const char *share)
{
    good(shelf, figures_bring(shelf->database, shelf->arena, SPAN("loan"), dossier, span_of(share), &shelf->err));
}

static void
a_change_takes_off_what_was(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t one = shelf_dossier(&shelf, "2026-00001", "a@x", ""), other = shelf_dossier(&shelf, "2026-00002", "b@x", "");

    good(&shelf, listings_save(shelf.database, one, SPAN("<row/>"), NULL, 0, &shelf.err));
    good(&shelf, listings_save(shelf.database, other, SPAN("<row/>"), NULL, 0, &shelf.err));
    bring(&shelf, one, SEAT OPEN);
    bring(&shelf, other, SEAT OPEN);
    check_span(seen(&shelf, "paul@x"),
               "<figures><figure period=\"2026\" statistic=\"state\" value=\"open\" amount=\"\" count=\"2\" total=\"0\"/></figures>",
               "who has a seat sees the sums");
    check_span(seen(&shelf, "desk2@x"), "<figures></figures>", "who has none sees nothing");
    bring(&shelf, other, SEAT DONE);
    bring(&shelf, other, SEAT DONE);
    check_span(seen(&shelf, ""),
               "<figures><figure period=\"2026\" statistic=\"state\" value=\"done\" amount=\"\" count=\"1\" total=\"0\"/>"
               "<figure period=\"2026\" statistic=\"state\" value=\"done\" amount=\"hours\" count=\"1\" total=\"3550\"/>"
               "<figure period=\"2026\" statistic=\"state\" value=\"open\" amount=\"\" count=\"1\" total=\"0\"/></figures>",
               "one moved on; brought twice, it counts once");
    good(&shelf, figures_part(shelf.database, shelf.arena, one, &shelf.err));
    good(&shelf, figures_part(shelf.database, shelf.arena, other, &shelf.err));
    check_span(seen(&shelf, "paul@x"), "<figures></figures>", "the addresses are gone");
    assert_int_equal(shelf_count(&shelf, "SELECT sum(count) FROM figure WHERE amount = ''"), 2);
    database_close(&shelf.database);
}

static void
malformed_lines(void **state)
{
    static const char *const shares[] = {"", "\n", "a\tb\n", "a\tb\tc\td\te\tf\n", "a\tb\tc\td\te\t-1\n",
                                         "a\tb\tc\td\te\t99999999999999999999\n", "a\tb\tc\td\te"};
    struct figure figure;

    (void)state;
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        struct span share = span_of(shares[i]);

        assert_false(figure_next(&share, &figure));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {test_of(a_change_takes_off_what_was), cmocka_unit_test(malformed_lines)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
