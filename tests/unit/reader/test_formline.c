// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "loan.h"
#include "reader/formline.h"

static struct arena *arena;

/* "P" looks like a pair, "H" may be a heading, "C" has cells, "B" a box, "X" a ticked one. */
static void
a_line_is_looked_at_once(void **state)
{
    static const struct {
        const char *line, *is, *label, *value;
    } cases[] = {
        {" Prénom : Anne ", "P", "Prénom ", "Anne"},
        {"Prénom :", "H", "Prénom ", ""},
        {"Prénom\u00a0:\u00a0= Anne", "P", "Prénom\u00a0", "Anne"},
        {"*Prénom :* Anne", "P", "*Prénom ", " Anne"},
        {"Prénom\tAnne", "PH", "Prénom", "Anne"},
        {"Prénom  Anne", "H", "Prénom", "Anne"},
        {"Prénom\uff1aAnne", "PH", "Prénom", "Anne"},
        {"Voir https://x.example/a", "H", NULL, NULL},
        {"je pense que : oui", "", "je pense que ", "oui"},
        {"Emprunteur", "H", NULL, NULL},
        {"a | b", "HC", NULL, NULL},
        {"[x] Renouvelable", "HBX", NULL, NULL},
        {"[ ] Renouvelable", "HB", NULL, NULL},
        {"", "H", NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct formline line = formline_of(arena, span_of(cases[i].line));
        char is[8] = "";

        strcat(is, line.is_pair ? "P" : "");
        strcat(is, line.may_head ? "H" : "");
        strcat(is, line.has_cells ? "C" : "");
        strcat(is, line.is_box ? "B" : "");
        strcat(is, line.is_box && line.ticked ? "X" : "");
        check_span(span_of(is), cases[i].is, cases[i].line);
        assert_int_equal(line.mark_count > 0, cases[i].label != NULL);
        if (cases[i].label == NULL)
            continue;
        check_span(span_first(line.text, line.marks[0].at), cases[i].label, cases[i].line);
        check_span(formline_value(&line, 0), cases[i].value, cases[i].line);
    }
}

static void
labels_are_made_ready_once(void **state)
{
    struct formline line = formline_of(arena, SPAN("Adresse : rue : 3, rue Haute : a : b : c"));
    struct formline row = formline_of(arena, SPAN("| Nom | Durand : x |"));
    struct formline *cells;
    size_t count;

    (void)state;
    assert_int_equal(line.mark_count, FORMLINE_MARKS);
    check_span(formline_label(&line, 1)->tries[0].text, "adresse : rue", "second mark");
    assert_ptr_equal(formline_label(&line, 1), formline_label(&line, 1));
    assert_ptr_equal(formline_whole(&line), formline_whole(&line));
    cells = formline_cells(&row, &count);
    assert_int_equal(count, 4);
    check_span(cells[1].text, "Nom", "cell");
    assert_int_equal(cells[2].mark_count, 1);
    assert_ptr_equal(formline_cells(&row, &count), cells);
}

static void
a_label_leads_to_its_field(void **state)
{
    static const struct {
        const char *written, *field; /* "": none */
        uint32_t instance;
    } cases[] = {
        {"2. Prénom (obligatoire)", "emprunteur.prenom", 0},
        {"**prénom** [a] [b]", "emprunteur.prenom", 0},
        {"Garant - Nom", "garant.nom", 0},
        {"Garant, Prénom", "emprunteur.prenom", 0},
        {"Courriel", "", 0},
        {"Interruption 2 - fin", "pret.interruption.fin", 2},
        {"Fin des interruptions", "pret.interruption.fin", 0},
        {"pret.interruption.3.debut", "pret.interruption.debut", 3},
        {"pret.3.debut", "", 0},
        {"Interruption 2", "", 0},
        {"2", "", 0},
        {"", "", 0},
    };
    struct formlabel_finder finder = formlabel_finder(arena, &loan_form, 1000);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct formlabel_written written = formlabel_written(arena, span_of(cases[i].written));
        struct formlabel found = formlabel_find(&finder, &written);

        check_span(found.field == NULL ? SPAN("") : found.field->id, cases[i].field, cases[i].written);
        if (found.field != NULL)
            assert_int_equal(found.instance, cases[i].instance);
    }
}

static void
no_more_labels_are_tried_than_allowed(void **state)
{
    struct formlabel_finder finder = formlabel_finder(arena, &loan_form, 2);
    struct formlabel_written known = formlabel_written(arena, SPAN("Prénom"));
    struct formlabel_written member = formlabel_written(arena, SPAN("Interruption 2 - fin"));

    (void)state;
    assert_non_null(formlabel_find(&finder, &known).field);
    assert_non_null(formlabel_find(&finder, &known).field);
    assert_null(formlabel_find(&finder, &known).field);
    assert_null(formlabel_find(&finder, &member).field);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_looked_at_once),
        cmocka_unit_test(labels_are_made_ready_once),
        cmocka_unit_test(a_label_leads_to_its_field),
        cmocka_unit_test(no_more_labels_are_tried_than_allowed),
    };
    int failed;

    arena = arena_open(1 << 22);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
