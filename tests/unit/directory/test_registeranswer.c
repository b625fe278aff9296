// SPDX-License-Identifier: Apache-2.0
/* The answers are built from the interfaces as they are published; the values are made up. */
#include <stdlib.h>
#include <string.h>

#include "testing.h"

#include "directory/registeranswer.h"

#define PLACE                                                                                                \
    "{\"siret\":\"73282932000074\",\"est_siege\":true,\"adresse\":\"12 RUE CRUCY 44000 "                     \
    "NANTES\",\"numero_voie\":\"12\","                                                                       \
    "\"indice_repetition\":null,\"type_voie\":\"RUE\",\"libelle_voie\":\"CRUCY\",\"code_postal\":\"44000\"," \
    "\"commune\":\"44109\",\"libelle_commune\":\"NANTES\",\"etat_administratif\":\"A\",\"date_fermeture\":"  \
    "null,"                                                                                                  \
    "\"activite_principale\":\"62.01Z\",\"tranche_effectif_salarie\":\"12\",\"liste_idcc\":[\"1486\"]}"

static const char recherche[] =
    "{\"results\":[{\"siren\":\"732829320\",\"nom_complet\":\"ATELIERS DUPRE (ADP)\",\"nom_raison_sociale\":"
    "\"ATELIERS DUPR\xc3\x89\",\"sigle\":\"ADP\",\"nature_juridique\":\"5710\",\"etat_administratif\":\"A\","
    "\"statut_diffusion\":\"O\",\"siege\":" PLACE ",\"matching_etablissements\":[" PLACE
    "]}],\"total_results\":1}";

static const char sirene[] =
    "{\"header\":{\"statut\":200,\"message\":\"OK\"},\"etablissement\":{\"siret\":\"73282932000074\","
    "\"trancheEffectifsEtablissement\":\"12\",\"uniteLegale\":{\"denominationUniteLegale\":\"ATELIERS "
    "DUPRE\","
    "\"categorieJuridiqueUniteLegale\":\"5710\",\"etatAdministratifUniteLegale\":\"C\",\"sigleUniteLegale\":"
    "\"[ND]\"},"
    "\"adresseEtablissement\":{\"numeroVoieEtablissement\":\"12\",\"typeVoieEtablissement\":\"RUE\","
    "\"libelleVoieEtablissement\":\"CRUCY\",\"codePostalEtablissement\":\"44000\","
    "\"libelleCommuneEtablissement\":"
    "\"NANTES\"},\"periodesEtablissement\":[{\"dateFin\":null,\"dateDebut\":\"2024-12-31\","
    "\"etatAdministratifEtablissement\":\"F\",\"enseigne1Etablissement\":\"CHEZ DUPRE\","
    "\"activitePrincipaleEtablissement\":\"62.01Z\"},{\"dateFin\":\"2024-12-30\",\"dateDebut\":\"1994-03-"
    "01\","
    "\"etatAdministratifEtablissement\":\"A\"}]}}";

static struct arena *arena;
static struct register_record records[REGISTER_FOUND_MAX];
static struct error err;

static bool
read_answer(enum register_interface interface, const char *siret, struct span body, size_t *count)
{
    char *exact = malloc(body.len > 0 ? body.len : 1);
    bool good;

    memcpy(exact, body.data, body.len);
    err = (struct error){0};
    good = register_answer_read(arena, interface, span_of(siret), (struct span){exact, body.len}, records,
                                count, &err);
    free(exact);
    return good;
}

static void
check_fact(const char *name, const char *expected)
{
    for (size_t i = 0; i < records[0].count; i++)
        if (strcmp(records[0].facts[i].name, name) == 0) {
            check_span(records[0].facts[i].value, expected, name);
            return;
        }
    if (*expected != '\0')
        fail_msg("no fact %s", name);
}

static void
recherche_entreprises_is_read(void **state)
{
    size_t count;

    (void)state;
    assert_true(read_answer(REGISTER_RECHERCHE, "73282932000074", span_of(recherche), &count));
    assert_int_equal(count, 1);
    check_fact("siret", "73282932000074");
    check_fact("name", "ATELIERS DUPRÉ");
    check_fact("acronym", "ADP");
    check_fact("naf", "62.01Z");
    check_fact("category", "5710");
    check_fact("staff", "12");
    check_fact("address", "12 RUE CRUCY");
    check_fact("postcode", "44000");
    check_fact("town", "NANTES");
    check_fact("state", "A");
    check_fact("agreements", "1486");
    /* Another place of the same company is not what was asked for. */
    assert_true(read_answer(REGISTER_RECHERCHE, "44306184100047", span_of(recherche), &count));
    assert_int_equal(count, 0);
    assert_true(read_answer(REGISTER_RECHERCHE, "", SPAN("{\"results\":[],\"total_results\":0}"), &count));
    assert_int_equal(count, 0);
}

static void
sirene_is_read(void **state)
{
    size_t count;

    (void)state;
    assert_true(read_answer(REGISTER_SIRENE, "73282932000074", span_of(sirene), &count));
    assert_int_equal(count, 1);
    check_fact("name", "CHEZ DUPRE");
    check_fact("acronym", "");
    check_fact("state", "F");
    check_fact("unit-state", "C");
    check_fact("closed", "2024-12-31");
    check_fact("address", "12 RUE CRUCY");
}

static void
what_is_no_answer_is_refused(void **state)
{
    static const char *const bodies[] = {
        "",
        "nothing",
        "[]",
        "{}",
        "{\"results\":{}}",
        "{\"results\":[{\"siege\":{\"siret\":",
        "{\"results\":[1,null,\"x\",{\"siege\":[]},{\"siege\":{\"siret\":7}}]}",
        "<html>maintenance</html>"};
    struct text deep = text_new(arena, 100000);
    size_t count;

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        if (read_answer(REGISTER_RECHERCHE, "", span_of(bodies[i]), &count))
            assert_int_equal(count, 0);
        else
            assert_int_equal(err.kind, ERROR_BAD_INPUT);
    for (int i = 0; i < 20000; i++)
        text_byte(&deep, '[');
    assert_false(read_answer(REGISTER_SIRENE, "", text_get(&deep), &count));
    assert_false(
        read_answer(REGISTER_RECHERCHE, "", span_first(span_of(recherche), sizeof recherche / 2), &count));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recherche_entreprises_is_read),
        cmocka_unit_test(sirene_is_read),
        cmocka_unit_test(what_is_no_answer_is_refused),
    };
    int result;

    arena = arena_open(64 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
