// SPDX-License-Identifier: Apache-2.0
/* What is kept, until when; what is masked: the convention's own privacy.xml. */
#include "procedure/procedure_help.h"

#include "procedure/privacy.h"

static struct arena *arena;
static struct procedure *procedure;

static int
set_up(void **state)
{
    static const char *const names[] = {"form", "rules", "parameters", "privacy"};
    static const char sheet[] = "<t xsl:version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>";
    struct help_file files[6] = {[4] = {"templates/fr/mail/demande-signature.xsl", sheet},
                                 [5] = {"templates/fr/document/convention.xsl", sheet}};
    struct bundle bundle;

    (void)state;
    xml_start();
    procedure_start();
    arena = arena_open(256u * 1024 * 1024);
    for (size_t i = 0; i < 4; i++) {
        const char *path = arena_printf(arena, "rules/%s.xml", names[i]);

        files[i].name = path;
        files[i].data =
            span_dup(arena, help_read(arena, arena_printf(arena, "rules/convention/%s.xml", names[i])));
    }
    bundle = help_bundle(arena, files, 6);
    procedure = help_load(arena, &bundle);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    arena_close(&arena); /* evaluations look at the procedure to the end */
    procedure_close(&procedure);
    return 0;
}

static void
masking(void **state)
{
    static const struct {
        const char *text, *masked, *why;
    } cases[] = {
        {"295109912611193", "[numéro de sécurité sociale masqué]", "a NIR with its key"},
        {"mon numéro : 2 95 10 99 126 111 93, merci",
         "mon numéro : [numéro de sécurité sociale masqué], merci", "as people write it"},
        {"2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093", "[numéro de sécurité sociale masqué]",
         "with no-break spaces"},
        {"295109912611199", "295109912611199", "a wrong key: it is something else"},
        {"253072B07300470", "[numéro de sécurité sociale masqué]", "born in Haute-Corse"},
        {"253072a07300443", "[numéro de sécurité sociale masqué]", "born in Corse-du-Sud, in small letters"},
        {"253072C07300443", "253072C07300443", "no such département"},
        {"2951099126111", "[numéro de sécurité sociale masqué]", "without key"},
        {"FR76 3000 6000 0112 3456 7890 189", "[IBAN masqué]", "an IBAN"},
        {"73282932000074", "73282932000074", "a SIRET is asked for"},
        {"RC 2025 448 113, 04 72 00 00 10, 13100", "RC 2025 448 113, 04 72 00 00 10, 13100", "other numbers"},
        {"x295109912611193", "x295109912611193", "a piece of a longer word"},
        {"295109912611193 et 253072B07300470",
         "[numéro de sécurité sociale masqué] et [numéro de sécurité sociale masqué]", "two of them"},
        {"", "", "nothing"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct mask *found = NULL;
        struct span text = span_copy(arena, span_of(cases[i].text));
        struct span masked = privacy_mask(arena, procedure, text, &found);

        check_span(masked, cases[i].masked, cases[i].why);
        assert_true((found != NULL) == !span_is(masked, cases[i].text));
    }
}

static int32_t
latest(const char *dossier, enum kept what)
{
    struct error err;
    xmlDoc *doc = xml_parse(arena, span_of(dossier), "dossier", XML_OWN_MAX, &err);
    struct evaluation *evaluation = evaluation_open(arena, procedure, doc, NULL, 1770714000);
    const struct privacy *privacy = procedure_privacy(procedure);
    int32_t last = DAY_NONE, day;

    for (size_t i = 0; i < privacy->keep_count; i++) {
        day = privacy_until(evaluation, &privacy->keeps[i]);
        if (privacy->keeps[i].what == what && day > last)
            last = day;
    }
    return last;
}

#define SIGNED(birth, end)                                                                                   \
    "<dossier number=\"2026-00001\" owner=\"a@b.example\" created=\"2026-02-10T09:00:00Z\"><data><etudiant>" \
    "<naissance>" birth "</naissance></etudiant><stage><fin>" end "</fin></stage></data>"                    \
    "<state id=\"distribuee\" since=\"2026-02-20T09:00:00Z\"/><answer verb=\"signer\"/></dossier>"

#define REFUSED                                                                                              \
    "<dossier number=\"2026-00001\" owner=\"a@b.example\" created=\"2026-02-10T09:00:00Z\"><data><etudiant>" \
    "<naissance>2004-07-09</naissance></etudiant><stage><fin>2026-08-28</fin></stage></data>"                \
    "<state id=\"refusee\" since=\"2026-02-20T09:00:00Z\"/></dossier>"

static void
keeping(void **state)
{
    static const struct {
        const char *dossier;
        enum kept what;
        int year, month, day;
        const char *why;
    } cases[] = {
        {SIGNED("2004-07-09", "2026-08-28"), KEPT_DOCUMENTS, 2034, 12, 31,
         "until the year of the thirtieth birthday"},
        {SIGNED("1996-07-09", "2026-08-28"), KEPT_DOCUMENTS, 2031, 8, 28, "five years are the longer time"},
        {SIGNED("2004-07-09", "2026-08-28"), KEPT_DOSSIER, 2031, 8, 28, "five years after the end"},
        {SIGNED("2004-07-09", "2026-08-28"), KEPT_MESSAGES, 2031, 8, 28, "they prove the signatures"},
        {REFUSED, KEPT_DOSSIER, 2026, 8, 20, "six months after it was closed"},
        {REFUSED, KEPT_MESSAGES, 2027, 2, 20, "twelve months"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (latest(cases[i].dossier, cases[i].what) != day_of(cases[i].year, cases[i].month, cases[i].day))
            fail_msg("%s: %.*s", cases[i].why,
                     SPAN_ARG(day_iso(arena, latest(cases[i].dossier, cases[i].what))));
}

static void
whom(void **state)
{
    const struct privacy *privacy = procedure_privacy(procedure);

    (void)state;
    assert_true(privacy_is_about(privacy, SPAN("etudiant"), SPAN("hote")));
    assert_true(privacy_is_about(privacy, SPAN("tuteur"), SPAN("tuteur")));
    assert_false(privacy_is_about(privacy, SPAN("tuteur"), SPAN("etudiant")));
    assert_false(privacy_is_about(privacy, SPAN("inconnu"), SPAN("tuteur")));
}

/* In files numbers stand side by side: in one piece, or as the card writes it, and with its key. */
static void
found_in_files(void **state)
{
    static const struct {
        const char *text, *id, *why;
    } cases[] = {
        {"NIR 285057800608441.", "nir", "in one piece"},
        {"n. 2 85 05 78 006 084 41", "nir", "as the card writes it"},
        {"2-85-05-78-006-084-41", "nir", "with dashes"},
        {"1 85 05 2A 006 084 10", "", "the key of Corsica does not hold"},
        {"2 8 5 0 5 7 8 0 0 6 0 8 4 4 1", "", "digits of a table"},
        {"285 057 800 608 441", "", "in groups that nobody writes it in"},
        {"285057800608442", "", "without its key it is a number like another"},
        {"2850578006084", "", "and so is one that has no key"},
        {"92850578006084410", "", "a piece of a longer one"},
        {"FR7630006000011234567890189", "", "an IBAN stands on every letterhead"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct mask *mask = privacy_find(arena, procedure, span_of(cases[i].text));

        check_span(mask == NULL ? SPAN("") : mask->id, cases[i].id, cases[i].why);
    }
    assert_non_null(privacy_mask_of(procedure, SPAN("nir")));
    assert_null(privacy_mask_of(procedure, SPAN("none")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(found_in_files), cmocka_unit_test(masking), cmocka_unit_test(keeping),
                                       cmocka_unit_test(whom)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
