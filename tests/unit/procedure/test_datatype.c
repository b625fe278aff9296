// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "procedure/datatype.h"

struct reading {
    enum datatype type;
    const char *written, *canonical; /* NULL: refused */
};

/* The bytes stand in a block of their own, so that a sanitizer sees a step beyond. */
static void
check_reading(struct arena *arena, const struct reading *reading, struct field field)
{
    size_t len = strlen(reading->written);
    char *copy = malloc(len + 1);
    struct span canonical = {"", 0};
    struct label why = {{NULL, 0}, {NULL, 0}};
    bool good;

    assert_non_null(copy);
    memcpy(copy, reading->written, len);
    field.type = reading->type;
    good = datatype_read(arena, &field, (struct span){copy, len}, &canonical, &why);
    if (good != (reading->canonical != NULL))
        fail_msg("\"%s\" as type %d was %s", reading->written, reading->type, good ? "taken" : "refused");
    if (good)
        check_span(canonical, reading->canonical, reading->written);
    else if (why.fr.len < 10 || why.en.len < 10)
        fail_msg("\"%s\" was refused without words", reading->written);
    free(copy);
}

static void
check_all(const struct reading *readings, size_t count, struct field field)
{
    struct arena *arena = arena_open(64 * 1024 * 1024);

    for (size_t i = 0; i < count; i++)
        check_reading(arena, &readings[i], field);
    arena_close(&arena);
}

static void
numbers(void **state)
{
    static const struct reading readings[] = {
        {TYPE_HOURS, "37h30", "37.5"},
        {TYPE_HOURS, "37 h 30", "37.5"},
        {TYPE_HOURS, "37,5", "37.5"},
        {TYPE_HOURS, "37.5", "37.5"},
        {TYPE_HOURS, "35 heures", "35"},
        {TYPE_HOURS, "35\u00a0h", "35"},
        {TYPE_HOURS, "37 h 30 min", "37.5"},
        {TYPE_HOURS, "37:30", "37.5"},
        {TYPE_HOURS, "0", "0"},
        {TYPE_HOURS, "37h75", NULL},
        {TYPE_HOURS, "-3", NULL},
        {TYPE_HOURS, "trente", NULL},
        {TYPE_HOURS, "", NULL},
        {TYPE_MONEY, "1 234,50 €", "1234.50"},
        {TYPE_MONEY, "4.5", "4.50"},
        {TYPE_MONEY, "600", "600.00"},
        {TYPE_MONEY, "1\u202f000,00 €", "1000.00"},
        {TYPE_MONEY, "4,50 euros", "4.50"},
        {TYPE_MONEY, "-4", NULL},
        {TYPE_MONEY, "quatre", NULL},
        {TYPE_MONEY, "99999999999999999999", NULL},
        {TYPE_INTEGER, "1 200", "1200"},
        {TYPE_INTEGER, "007", "7"},
        {TYPE_INTEGER, "12.5", NULL},
        {TYPE_INTEGER, "1234567890", NULL},
        {TYPE_DECIMAL, "12,5", "12.50"},
        {TYPE_DECIMAL, "12", "12"},
        {TYPE_DECIMAL, "1.2.3", NULL},
        {TYPE_BOOLEAN, "Oui", "oui"},
        {TYPE_BOOLEAN, "X", "oui"},
        {TYPE_BOOLEAN, "no", "non"},
        {TYPE_BOOLEAN, "peut-être", NULL},
        {TYPE_DATE, "2 mars 2026", "2026-03-02"},
        {TYPE_DATE, "02/03/2026", "2026-03-02"},
        {TYPE_DATE, "30/02/2026", NULL},
        {TYPE_DATE, "02/03/26", NULL},
    };

    (void)state;
    check_all(readings, sizeof readings / sizeof readings[0], (struct field){.max = 100});
}

/* Reference law 5.1 to 5.6. */
static void
identifiers(void **state)
{
    static const struct reading readings[] = {
        {TYPE_SIRET, "73282932000074", "73282932000074"},
        {TYPE_SIRET, "732 829 320 00074", "73282932000074"},
        {TYPE_SIRET, "732.829.320\u00a000074", "73282932000074"},
        {TYPE_SIRET, "73282932000079", NULL},
        {TYPE_SIRET, "13002526500013", "13002526500013"},
        {TYPE_SIRET, "88087814500015", "88087814500015"},
        {TYPE_SIRET, "35600000000048", "35600000000048"},
        {TYPE_SIRET, "35600000049837", "35600000049837"},
        {TYPE_SIRET, "35600000009075", "35600000009075"},
        {TYPE_SIRET, "35600000000001", "35600000000001"},
        {TYPE_SIRET, "35600000000014", NULL},
        {TYPE_SIRET, "34526217700015", NULL},
        {TYPE_SIRET, "00000000000000", NULL},
        {TYPE_SIRET, "7328293200007", NULL},
        {TYPE_SIRET, "7328293200007A", NULL},
        {TYPE_NAF, "62.01Z", "62.01Z"},
        {TYPE_NAF, "6201z", "62.01Z"},
        {TYPE_NAF, "62.01", NULL},
        {TYPE_UAI, "0170100S", "0170100S"},
        {TYPE_UAI, "0170100s", "0170100S"},
        {TYPE_UAI, "0170100T", NULL},
        {TYPE_INE, "123456789AB", "123456789AB"},
        {TYPE_INE, "1234567890a", "1234567890A"},
        {TYPE_INE, "1234A56789B", "1234A56789B"},
        {TYPE_INE, "12345678AB", NULL},
        {TYPE_POSTCODE, "69 002", "69002"},
        {TYPE_POSTCODE, "SW1A 1AA", "SW1A 1AA"},
        {TYPE_POSTCODE, "69002 Lyon (Rhône)", NULL},
        {TYPE_PHONE, "06 12 34 56 78", "+33612345678"},
        {TYPE_PHONE, "06.12.34.56.78", "+33612345678"},
        {TYPE_PHONE, "+33 (0)6 12 34 56 78", "+33612345678"},
        {TYPE_PHONE, "0033 6 12 34 56 78", "+33612345678"},
        {TYPE_PHONE, "0692 12 34 56", "+262692123456"},
        {TYPE_PHONE, "0590 12 34 56", "+590590123456"},
        {TYPE_PHONE, "+32 2 123 45 67", "+3221234567"},
        {TYPE_PHONE, "+1 212 555 0100", "+12125550100"},
        {TYPE_PHONE, "0612345", NULL},
        {TYPE_PHONE, "12", NULL},
        {TYPE_PHONE, "+0612345678", NULL},
        {TYPE_EMAIL, "Lea.Martin@Univ.Example", "Lea.Martin@univ.example"},
        {TYPE_EMAIL, "Léa Martin <lea@univ.example>", "lea@univ.example"},
        {TYPE_EMAIL, "mailto:lea@univ.example", "lea@univ.example"},
        {TYPE_EMAIL, "lea@univ", NULL},
        {TYPE_EMAIL, "lea..m@univ.example", NULL},
        {TYPE_EMAIL, "léa@univ.example", NULL},
        {TYPE_EMAIL, "\"a b\"@univ.example", NULL},
        {TYPE_EMAIL, "a@[127.0.0.1]", NULL},
        {TYPE_EMAIL, "a@-x.example", NULL},
        {TYPE_EMAIL, "a@b.example, c@d.example", NULL},
        {TYPE_COUNTRY, "fr", "FR"},
        {TYPE_COUNTRY, "F1", NULL},
    };

    (void)state;
    check_all(readings, sizeof readings / sizeof readings[0], (struct field){.max = 100});
}

static void
texts_choices_countries_and_patterns(void **state)
{
    static struct span aliases[] = {{"dehors", 6}};
    static struct choice choices[] = {
        {.value = {"D", 1},
         .label = {{"à domicile", 11}, {"at home", 7}},
         .aliases = aliases,
         .alias_count = 1},
        {.value = {"P", 1}, .label = {{"sur place", 9}, {"on site", 7}}},
    };
    static const struct choice countries[] = {
        {.value = {"GB", 2}, .label = {{"Royaume-Uni", 11}, {"UK", 2}}}};
    static const struct reading readings[] = {
        {TYPE_TEXT, "  Léa   Martin \n", "Léa Martin"},
        {TYPE_TEXT, "douze signes!", NULL},
        {TYPE_TEXT, "douzesignes!", "douzesignes!"},
        {TYPE_LONGTEXT, "a\n b", "a\n b"},
        {TYPE_TEXT, "a\x01z", "az"},
        {TYPE_CHOICE, "A DOMICILE", "D"},
        {TYPE_CHOICE, "dehors.", "D"},
        {TYPE_CHOICE, "on site", "P"},
        {TYPE_CHOICE, "ailleurs", NULL},
        {TYPE_CHOICE, "", NULL},
        {TYPE_COUNTRY, "royaume-uni", "GB"},
        {TYPE_COUNTRY, "gb", "GB"},
        {TYPE_COUNTRY, "FR", NULL},
        {TYPE_PATTERN, "2025-2026", "2025-2026"},
        {TYPE_PATTERN, "2025", NULL},
    };
    struct field field = {.max = 12,
                          .choices = choices,
                          .choice_count = 2,
                          .countries = countries,
                          .country_count = 1,
                          .pattern = SPAN("^20[0-9][0-9]-20[0-9][0-9]$")};

    (void)state;
    check_all(readings, sizeof readings / sizeof readings[0], field);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(identifiers),
        cmocka_unit_test(texts_choices_countries_and_patterns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
