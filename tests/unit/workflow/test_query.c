// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/date.h"
#include "workflow/model.h"
#include "workflow/query.h"

static void
words(void **state)
{
    static const struct {
        const char *written, *from, *to, *words, *filters;
        bool all;
    } cases[] = {
        {"", "", "", "", "", false},
        {"en retard", "", "", "", "L", false},
        {"Dupont", "", "", "dupont", "", false},
        {"les dossiers de Zoé Le Guen", "", "", "zoe guen", "", false},
        {"mars 2026", "2026-03-01", "2026-03-31", "", "", false},
        {"décembre 2026", "2026-12-01", "2026-12-31", "", "", false},
        {"February 2028", "2028-02-01", "2028-02-29", "", "", false},
        {"juin", "2026-06-01", "2026-06-30", "", "", false},
        {"2027", "2027-01-01", "2027-12-31", "", "", false},
        {"du 1er mars 2026 au 15 avril 2026", "2026-03-01", "2026-04-15", "", "", false},
        {"1/3/2026 au 15/3/2026", "2026-03-01", "2026-03-15", "", "", false},
        {"1/3/2026 - 15/3/2026", "2026-03-01", "2026-03-15", "", "", false},
        {"2026-03-02", "2026-03-02", "2026-03-02", "", "", false},
        {"tous : attente ; Martin, juin 2026", "2026-06-01", "2026-06-30", "martin", "W", true},
        {"Attente en retard", "", "", "", "W L", false},
        {"2026-00042", "", "", "2026-00042", "", false},
    };
    struct span late[] = {SPAN("retard"), SPAN("en retard")}, wait[] = {SPAN("attente"), SPAN("en attente")};
    struct filter filters[] = {{.phrases = late, .phrase_count = 2, .label = {SPAN("L"), SPAN("L")}},
                               {.phrases = wait, .phrase_count = 2, .label = {SPAN("W"), SPAN("W")}}};
    const struct definition definition = {.filters = filters, .filter_count = 2};
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct query query = query_read(arena, &definition, span_of(cases[i].written), day_of(2026, 2, 10));
        struct text said = text_new(arena, 1000), kept = text_new(arena, 1000);

        for (size_t j = 0; j < query.word_count; j++)
            text_printf(&said, "%s%.*s", j > 0 ? " " : "", SPAN_ARG(query.words[j]));
        for (size_t j = 0; j < query.filter_count; j++)
            text_printf(&kept, "%s%.*s", j > 0 ? " " : "", SPAN_ARG(query.filters[j]->label.fr));
        check_span(query.from == DAY_NONE ? SPAN("") : day_iso(arena, query.from), cases[i].from,
                   cases[i].written);
        check_span(query.to == DAY_NONE ? SPAN("") : day_iso(arena, query.to), cases[i].to, cases[i].written);
        check_span(text_get(&said), cases[i].words, cases[i].written);
        check_span(text_get(&kept), cases[i].filters, cases[i].written);
        assert_int_equal(query.all, cases[i].all);
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
