// SPDX-License-Identifier: Apache-2.0
/* One tree shows one context after the other: nothing of the one before is left. */
#include "workflow/loan_group.h"

static const char basis[] =
    "<basis required=\"emprunteur.nom\"><dossier number=\"2026-00042\"><data><emprunteur><nom>Martin</nom></emprunteur>"
    "</data></dossier><let name=\"jours\">4</let>"
    "<finding rule=\"R1\" severity=\"block\" field=\"emprunteur.nom\" source=\"s\"><fr>court</fr><en>short</en></finding>"
    "<linked lang=\"fr\"><parent>père</parent></linked><linked lang=\"en\"><parent>father</parent></linked></basis>";

static void
contexts_follow_each_other_without_traces(void **state)
{
    static const struct {
        const char *own, *has, *has_not;
    } cases[] = {
        {"<context lang=\"fr\" scope=\"droit\"><person name=\"Karim\"/></context>", "name=\"Karim\"", "father"},
        {"<context lang=\"fr\" scope=\"droit\"><reason code=\"x\"/></context>", "<parent>père</parent>", "Karim"},
        {"<context lang=\"en\"><task serial=\"1\"/></context>", "<message>short</message>", "scope="},
        {"<context lang=\"en\"><reason code=\"y\"/></context>", "<parent>father</parent>", "<task"},
        {"<context lang=\"fr\"/>", "<message>court</message>", "short"},
        {"<context lang=\"de\"/>", "<message>short</message>", "<reason"}, /* labels are in French and English */
    };
    struct arena *arena = arena_open(64u * 1024 * 1024);
    const struct procedure *procedure = definition_procedure(definition);
    struct formview_blanks blanks = formview_blanks(arena, procedure);
    struct error err;
    struct contexttree *tree = contexttree_open(arena, procedure, &blanks, span_of(basis), &err);

    (void)state;
    assert_non_null(tree);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span context = xml_serialize(arena, contexttree_show(tree, span_of(cases[i].own), &err));

        if (span_find(context, cases[i].has) == SIZE_MAX || span_find(context, cases[i].has_not) != SIZE_MAX)
            fail_msg("%s: \"%s\" and not \"%s\" expected in %.*s", cases[i].own, cases[i].has, cases[i].has_not,
                     SPAN_ARG(context));
        assert_true(span_find(context, "<value>Martin</value>") != SIZE_MAX);
        assert_true(span_find(context, "<finding rule=\"R1\" severity=\"block\"") != SIZE_MAX);
        assert_int_equal(xml_count(xmlDocGetRootElement(xml_parse(arena, context, "c", XML_OWN_MAX, &err)), "form"), 1);
        assert_true(span_find(context, "<linked") == SIZE_MAX && span_find(context, "<basis") == SIZE_MAX);
    }
    arena_close(&arena);
}

static struct span
forms_of(struct arena *arena, const struct formview_blanks *blanks)
{
    return span_printf(arena, "%.*s%.*s", SPAN_ARG(xml_serialize(arena, blanks->fr.home)),
                       SPAN_ARG(xml_serialize(arena, blanks->en.home)));
}

static struct span
shown_with(struct arena *arena, const struct formview_blanks *blanks, const char *basis_of_one, const char *own)
{
    struct arena *job = arena_open(8u * 1024 * 1024);
    struct error err;
    struct contexttree *tree =
        contexttree_open(job, definition_procedure(definition), blanks, span_of(basis_of_one), &err);
    struct span context = xml_serialize(arena, contexttree_show(tree, SPAN("<context lang=\"fr\"/>"), &err));

    if (own != NULL)
        context = xml_serialize(arena, contexttree_show(tree, span_of(own), &err));
    arena_close(&job);
    return context;
}

/* Of what one dossier says, nothing is in the next one's form. */
static void
a_form_goes_home_blank(void **state)
{
    static const char full[] =
        "<basis required=\"emprunteur.nom materiel.etat\"><dossier><data><emprunteur><nom>Martin</nom></emprunteur>"
        "<materiel><accessoire><nom>Sonde</nom></accessoire><accessoire><nom>Pince</nom></accessoire></materiel></data>"
        "<rejected field=\"emprunteur.nom\" value=\"M@rtin\"/><rejected field=\"materiel.accessoire.2.nom\" value=\"?\"/>"
        "<origin field=\"emprunteur.nom\" source=\"fichier\"/></dossier>"
        "<finding rule=\"required\" severity=\"block\" field=\"materiel.accessoire.nom\" source=\"\"><fr>f</fr><en>e</en>"
        "</finding></basis>";
    static const char empty[] = "<basis required=\"\"><dossier><data/></dossier></basis>";
    static const char *const traces[] = {"Martin", "Sonde", "Pince", "M@rtin", "fichier", "<item n=\"2\"", "<value>"};
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct formview_blanks blanks = formview_blanks(arena, definition_procedure(definition));
    struct span before = forms_of(arena, &blanks), first = shown_with(arena, &blanks, empty, NULL), context;

    (void)state;
    context = shown_with(arena, &blanks, full, "<context lang=\"en\"/>");
    for (size_t i = 0; i < sizeof traces / sizeof traces[0]; i++) {
        assert_true(span_find(context, traces[i]) != SIZE_MAX);
        assert_true(span_find(first, traces[i]) == SIZE_MAX);
    }
    check_span(forms_of(arena, &blanks), span_dup(arena, before), "both forms");
    check_span(shown_with(arena, &blanks, empty, NULL), span_dup(arena, first), "the next dossier's");
    arena_close(&arena);
}

static void
a_context_without_basis_is_its_own(void **state)
{
    struct arena *arena = arena_open(8u * 1024 * 1024);
    const struct procedure *procedure = definition_procedure(definition);
    struct formview_blanks blanks = formview_blanks(arena, procedure);
    struct error err;
    struct contexttree *tree = contexttree_open(arena, procedure, &blanks, SPAN(""), &err);

    (void)state;
    check_span(xml_serialize(arena, contexttree_show(tree, SPAN("<context><reason code=\"z\"/></context>"), &err)),
               "<context><reason code=\"z\"/></context>", "bare");
    assert_null(contexttree_show(tree, SPAN("<context>"), &err));
    assert_null(contexttree_open(arena, procedure, &blanks, SPAN("<basis>"), &err));
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contexts_follow_each_other_without_traces),
        cmocka_unit_test(a_form_goes_home_blank),
        cmocka_unit_test(a_context_without_basis_is_its_own),
    };

    return cmocka_run_group_tests(tests, loan_group_open, loan_group_close);
}
