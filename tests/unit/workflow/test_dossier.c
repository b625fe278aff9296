// SPDX-License-Identifier: Apache-2.0
#include "workflow/loan_group.h"

struct bench {
    struct arena *arena;
    const struct procedure *procedure;
    xmlDoc *dossier;
};

static struct bench
bench_open(void)
{
    struct bench bench = {.arena = arena_open(64u * 1024 * 1024)};

    bench.procedure = definition_procedure(definition);
    bench.dossier = dossier_new(bench.arena, bench.procedure, SPAN("2026-00001"), span_of(BORROWER),
                                SPAN("de"), LOAN_NOW);
    return bench;
}

static struct apply_result
put(struct bench *bench, const char *role, const char *field, const char *value)
{
    struct intent_value one = {span_of(field), span_of(value), 0};

    return dossier_apply(bench->arena, bench->dossier, bench->procedure, &one, 1, role);
}

static void
check_data(struct bench *bench, const char *expected, const char *what)
{
    struct span all = xml_serialize(bench->arena, bench->dossier);
    size_t from = span_find(all, "<data");
    size_t to = span_find(all, "</data>");

    check_span(to == SIZE_MAX ? SPAN("") : span_first(span_from(all, from + 6), to - from - 6), expected,
               what);
}

static void
values(void **state)
{
    struct bench bench = bench_open();
    struct apply_result result = put(&bench, "emprunteur", "emprunteur.nom", "  Martin ");

    (void)state;
    assert_string_equal(xml_attr_or(bench.arena, xmlDocGetRootElement(bench.dossier), "language", ""), "fr");
    assert_int_equal(result.changed, 1);
    assert_int_equal(dossier_revision(bench.dossier), 1);
    assert_int_equal(put(&bench, "emprunteur", "emprunteur.nom", "Martin").changed, 0);
    assert_int_equal(dossier_revision(bench.dossier), 1);
    assert_int_equal(put(&bench, "emprunteur", "emprunteur.nom", "").changed, 0);
    check_data(&bench, "<emprunteur><nom>Martin</nom></emprunteur>", "an empty line says nothing");
    assert_int_equal(put(&bench, "emprunteur", "emprunteur.nom", "-").changed, 1);
    check_data(&bench, "<emprunteur/>", "a dash takes it away");
    assert_int_equal(put(&bench, "emprunteur", "emprunteur.rien", "x").changed, 0);
    assert_int_equal(put(&bench, "emprunteur", "emprunteur.nom.rien.x.y", "x").changed, 0);
    assert_int_equal(put(&bench, "emprunteur", "../state", "x").changed, 0);
    assert_int_equal(put(&bench, "emprunteur", "materiel.jours", "99").changed, 0); /* computed */
    arena_close(&bench.arena);
}

static void
unreadable_values(void **state)
{
    struct bench bench = bench_open();
    xmlNode *rejected;

    (void)state;
    put(&bench, "emprunteur", "materiel.debut", "2026-03-09");
    assert_int_equal(put(&bench, "emprunteur", "materiel.debut", "demain").rejected, 1);
    assert_int_equal(put(&bench, "emprunteur", "materiel.debut", "hier").rejected, 1);
    rejected = xml_first(xmlDocGetRootElement(bench.dossier), "rejected");
    assert_int_equal(xml_count(xmlDocGetRootElement(bench.dossier), "rejected"), 1);
    assert_string_equal(xml_attr_or(bench.arena, rejected, "value", ""), "hier");
    assert_string_equal(xml_attr_or(bench.arena, rejected, "field", ""), "materiel.debut");
    assert_true(xml_text(bench.arena, xml_first(rejected, "fr")).len > 0);
    check_data(&bench, "<materiel><debut>2026-03-09</debut></materiel>", "what was there stays");
    put(&bench, "emprunteur", "materiel.debut", "09/03/2026");
    assert_int_equal(xml_count(xmlDocGetRootElement(bench.dossier), "rejected"), 0);
    assert_int_equal(dossier_revision(bench.dossier), 1);
    arena_close(&bench.arena);
}

static void
groups(void **state)
{
    struct bench bench = bench_open();
    const struct intent_value some[] = {{SPAN("materiel.accessoire.3.nom"), SPAN("C"), 0},
                                        {SPAN("materiel.accessoire.1.nom"), SPAN("A"), 0},
                                        {SPAN("materiel.accessoire.1.nombre"), SPAN("2"), 0},
                                        {SPAN("materiel.accessoire.51.nom"), SPAN("too far"), 0},
                                        {SPAN("materiel.accessoire.0.nom"), SPAN("none"), 0}};

    (void)state;
    assert_int_equal(
        dossier_apply(bench.arena, bench.dossier, bench.procedure, some, 5, "emprunteur").changed, 3);
    check_data(&bench,
               "<materiel><accessoire><nom>A</nom><nombre>2</nombre></accessoire><accessoire><nom>C</nom></"
               "accessoire>"
               "</materiel>",
               "the third is not the second while they are put, empty ones go");
    put(&bench, "emprunteur", "materiel.accessoire.nom", "A2");
    put(&bench, "emprunteur", "materiel.accessoire.2.nom", "-");
    check_data(&bench, "<materiel><accessoire><nom>A2</nom><nombre>2</nombre></accessoire></materiel>",
               "no number is the first; an item without values goes");
    arena_close(&bench.arena);
}

static void
editors(void **state)
{
    struct bench bench = bench_open();

    (void)state;
    assert_int_equal(put(&bench, "emprunteur", "accord.etat", "neuf").refused, 1);
    assert_int_equal(put(&bench, "magasinier", "accord.etat", "neuf").changed, 1);
    assert_int_equal(put(&bench, "emprunteur", "accord.etat", "neuf").refused, 0); /* sent back as it is */
    assert_int_equal(put(&bench, "emprunteur", "accord.etat", "-").refused, 1);
    check_data(&bench, "<accord><etat>neuf</etat></accord>", "left");
    arena_close(&bench.arena);
}

static void
hostile_values(void **state)
{
    struct bench bench = bench_open();

    (void)state;
    put(&bench, "emprunteur", "emprunteur.nom", "<b>&amp;]]>\x01");
    put(&bench, "emprunteur", "materiel.debut", "\xff\xfe<x/>");
    assert_non_null(
        xml_parse(bench.arena, xml_serialize(bench.arena, bench.dossier), "dossier", XML_OWN_MAX, NULL));
    arena_close(&bench.arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values), cmocka_unit_test(unreadable_values),
                                       cmocka_unit_test(groups), cmocka_unit_test(editors),
                                       cmocka_unit_test(hostile_values)};

    return cmocka_run_group_tests(tests, loan_group_open, loan_group_close);
}
