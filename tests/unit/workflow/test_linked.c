// SPDX-License-Identifier: Apache-2.0
/* A loan and its extension: laid over, held against the loan's rules, adopted. */
#include "workflow/loan.h"

#include "workflow/linked.h"

static struct definition *loan, *extension;

static const char loan_data[] =
    "<dossier procedure=\"pret\" number=\"2026-00042\" version=\"0\" revision=\"4\" "
    "created=\"2026-02-20T10:00:00Z\" owner=\"lea.martin@univ.example\" language=\"fr\">"
    "<data><emprunteur><nom>Martin</nom><prenom>Léa</prenom></emprunteur>"
    "<materiel><designation>oscilloscope</designation><debut>2026-03-02</debut><retour>2026-03-13</retour>"
    "<valeur>450.00</valeur><jours>12</jours><accessoire><nom>Sonde</nom></accessoire>"
    "<accessoire><nom>Pince</nom></accessoire></materiel>"
    "<accord><responsable>chef@univ.example</responsable></accord></data>"
    "<state id=\"en-cours\" since=\"2026-03-01T10:00:00Z\" entry=\"4\"/>"
    "<child number=\"2026-00042-1\" procedure=\"prolongation\" started=\"2026-03-02T10:00:00Z\"/></dossier>";

static void
add(struct bundle_file *files, size_t *count, struct arena *arena, const char *path, const char *name)
{
    files[(*count)++] = (struct bundle_file){span_of(name), slurp(arena, arena_printf(arena, "%s/%s", LOAN, path))};
}

/* As os/folder.c puts it together: parameters and mails of the loan. */
static struct definition *
load_extension(struct arena *arena)
{
    static const char *const lent[] = {"help",    "unclear", "stale", "foreign", "unauthenticated",
                                       "not-allowed", "bounced", NULL};
    struct bundle_file *files = arena_array(arena, BUNDLE_FILES_MAX, sizeof *files);
    struct problems problems = {0};
    struct definition *definition;
    struct bundle bundle;
    struct error err;
    size_t count = 0;

    gather(arena, files, &count, LOAN "/rules/prolongation", "rules");
    gather(arena, files, &count, LOAN "/templates/prolongation", "templates");
    gather(arena, files, &count, SOURCE_DIR "/rules/schema", "schema");
    add(files, &count, arena, "rules/pret/parameters.xml", "rules/parameters.xml");
    for (size_t i = 0; lent[i] != NULL; i++)
        add(files, &count, arena, arena_printf(arena, "templates/pret/fr/mail/%s.xsl", lent[i]),
            arena_printf(arena, "templates/fr/mail/%s.xsl", lent[i]));
    if (!bundle_make(&bundle, SPAN("prolongation"), files, count, &err))
        fail_msg("bundle: %s", err.text);
    definition = definition_load(arena, &bundle, &problems);
    print_problems(&problems);
    assert_non_null(definition);
    return definition;
}

static xmlDoc *
parse(struct arena *arena, const char *source)
{
    struct error err;
    xmlDoc *doc = xml_parse(arena, span_of(source), "dossier", XML_OWN_MAX, &err);

    assert_non_null(doc);
    return doc;
}

static xmlDoc *
child_with(struct arena *arena, const char *data, const char *state)
{
    return parse(arena,
                 arena_printf(arena,
                              "<dossier procedure=\"prolongation\" number=\"2026-00042-1\" version=\"0\" "
                              "revision=\"1\" created=\"2026-03-02T10:00:00Z\" owner=\"%s\" language=\"fr\" "
                              "parent=\"2026-00042\"><data>%s</data><state id=\"%s\" "
                              "since=\"2026-03-02T10:00:00Z\" entry=\"1\"/></dossier>",
                              BORROWER, data, state));
}

static struct span
value(struct arena *arena, xmlDoc *dossier, const char *path)
{
    return xml_text(arena, xml_path(dossier_data(dossier), path));
}

static struct situation
beside_loan(struct arena *arena)
{
    return (struct situation){.definition = extension,
                              .parent_definition = loan,
                              .parent = parse(arena, loan_data),
                              .parent_facts = facts_none(arena),
                              .amended_facts = facts_none(arena),
                              .facts = facts_none(arena),
                              .mailbox = SPAN("pret@univ.example"),
                              .base_offset = 60,
                              .now = LOAN_NOW};
}

static void
values_are_laid_over(void **state)
{
    struct arena *arena = arena_open(64u * 1024 * 1024);
    xmlDoc *parent = parse(arena, loan_data);
    xmlDoc *child = child_with(arena, "<materiel><retour>2026-03-20</retour></materiel>", "accord");
    xmlDoc *amended = linked_lay(arena, loan, parent, NULL, extension, child, LOAN_NOW);

    (void)state;
    assert_true(span_is(value(arena, amended, "materiel/retour"), "2026-03-20"));
    assert_true(span_is(value(arena, amended, "materiel/jours"), "19"));
    assert_true(span_is(value(arena, amended, "materiel/designation"), "oscilloscope"));
    assert_true(span_is(value(arena, amended, "materiel/accessoire[2]/nom"), "Pince"));
    assert_true(span_is(value(arena, parent, "materiel/retour"), "2026-03-13"));
    assert_true(span_is(value(arena, parent, "materiel/jours"), "12"));
    arena_close(&arena);
}

static bool
has(const struct findings *findings, const char *rule)
{
    for (size_t i = 0; i < findings->count; i++)
        if (span_is(findings->items[i].rule, rule))
            return true;
    return false;
}

static void
the_parents_rules_hold_over_the_whole(void **state)
{
    static const struct {
        const char *retour, *rule;
        bool found;
    } cases[] = {
        {"2026-03-20", "P-02", false},
        {"2026-09-30", "P-02", true},  /* more than 90 days */
        {"2026-02-01", "P-01", true},  /* before the loan */
        {"2026-03-20", "P-01", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_open(64u * 1024 * 1024);
        struct situation situation = beside_loan(arena);
        xmlDoc *child = child_with(
            arena, arena_printf(arena, "<materiel><retour>%s</retour></materiel>", cases[i].retour), "demande");
        struct evaluation *evaluation =
            evaluation_open(arena, definition_procedure(extension), child, NULL, LOAN_NOW);
        xmlDoc *amended = linked_set(arena, &situation, child, evaluation);
        struct findings findings = linked_findings(arena, &situation, amended, rules_check(evaluation));

        if (has(&findings, cases[i].rule) != cases[i].found)
            fail_msg("%s until %s", cases[i].rule, cases[i].retour);
        arena_close(&arena);
    }
}

/* What was wrong with the loan before is no fault of the extension's. */
static void
an_old_fault_is_not_the_childs(void **state)
{
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct situation situation = beside_loan(arena);
    xmlDoc *child = child_with(arena, "<materiel><retour>2026-03-20</retour></materiel>", "demande");
    struct evaluation *evaluation = evaluation_open(arena, definition_procedure(extension), child, NULL, LOAN_NOW);
    struct findings findings;
    xmlDoc *amended;

    (void)state;
    xml_remove(xml_path(dossier_data(situation.parent), "accord/responsable"));
    amended = linked_set(arena, &situation, child, evaluation);
    findings = linked_findings(arena, &situation, amended, (struct findings){NULL, 0});
    assert_false(has(&findings, "required"));
    arena_close(&arena);
}

static void
a_start_makes_the_child(void **state)
{
    struct arena *arena = arena_open(128u * 1024 * 1024);
    struct situation situation = beside_loan(arena);
    struct intent_value first = {.field = SPAN("demande.rang"), .value = SPAN("1")};
    struct link link = {SPAN("prolongation"), SPAN("2026-00042-1"), SPAN(BORROWER), SPAN("fr"), &first, 1};
    struct event event = {.kind = EVENT_START, .link = &link};
    struct decision decision = workflow_decide(arena, &situation, &event);

    (void)state;
    assert_true(decision.created);
    assert_true(dossier_in_state(decision.dossier, "demande"));
    assert_string_equal(xml_attr_or(arena, xmlDocGetRootElement(decision.dossier), "parent", ""), "2026-00042");
    assert_true(span_is(value(arena, decision.dossier, "demande/rang"), "1"));
    assert_int_equal(decision.effect_count, 1);
    assert_true(span_is(decision.effects[0].template, "jauge"));
    assert_true(span_is(decision.effects[0].to, BORROWER));
    arena_close(&arena);
}

static void
the_parent_adopts_and_remembers(void **state)
{
    struct arena *arena = arena_open(128u * 1024 * 1024);
    struct situation situation = {.definition = loan,
                                  .dossier = parse(arena, loan_data),
                                  .facts = facts_none(arena),
                                  .mailbox = SPAN("pret@univ.example"),
                                  .base_offset = 60,
                                  .now = LOAN_NOW};
    struct event event = {.kind = EVENT_CHILD,
                          .child = child_with(arena, "<materiel><retour>2026-03-20</retour></materiel>", "accorde"),
                          .child_definition = extension};
    struct decision decision = workflow_decide(arena, &situation, &event);
    xmlNode *root = xmlDocGetRootElement(decision.dossier), *version = xml_first(root, "version");

    (void)state;
    assert_true(span_is(value(arena, decision.dossier, "materiel/retour"), "2026-03-20"));
    assert_int_equal(dossier_revision(decision.dossier), 5);
    assert_string_equal(xml_attr_or(arena, version, "revision", ""), "4");
    assert_string_equal(xml_attr_or(arena, version, "by", ""), "2026-00042-1");
    assert_true(span_is(xml_text(arena, xml_path(version, "data/materiel/retour")), "2026-03-13"));
    assert_string_equal(xml_attr_or(arena, xml_first(root, "child"), "state", ""), "accorde");
    assert_string_equal(xml_attr_or(arena, xml_first(root, "child"), "ended", ""), "yes");
    assert_true(dossier_in_state(decision.dossier, "en-cours"));
    arena_close(&arena);
}

static void
links_are_checked(void **state)
{
    static const struct {
        const char *old, *new, *says;
    } cases[] = {
        {NULL, NULL, NULL},
        {"procedure=\"prolongation\"", "procedure=\"inconnue\"", "there is no procedure \"inconnue\""},
        {"field=\"demande.rang\"", "field=\"demande.place\"", "\"demande.place\" is no field"},
        {"child.prolongation.accorde\"", "child.prolongation.accordee\"", "has no state \"accordee\""},
        {"opens=\"prolongation\"", "opens=\"rien\"", "there is no procedure \"rien\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_open(256u * 1024 * 1024);
        struct definition *changed = loan_load_with(arena, cases[i].old, cases[i].new);
        const struct definition *all[] = {changed, extension};
        struct problems problems = {0};

        definition_check_links(changed, all, 2, arena, &problems);
        if (cases[i].says == NULL)
            assert_int_equal(problems.count, 0);
        else if (problems.count == 0 || span_find(problems.items[0].message, cases[i].says) == SIZE_MAX)
            fail_msg("not told: %s", cases[i].says);
        definition_close(&changed);
        arena_close(&arena);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_laid_over),
        cmocka_unit_test(the_parents_rules_hold_over_the_whole),
        cmocka_unit_test(an_old_fault_is_not_the_childs),
        cmocka_unit_test(a_start_makes_the_child),
        cmocka_unit_test(the_parent_adopts_and_remembers),
        cmocka_unit_test(links_are_checked),
    };
    struct arena *arena;
    int failed;

    xml_start();
    arena = arena_open(256u * 1024 * 1024);
    loan = loan_load(arena);
    extension = load_extension(arena);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    definition_close(&loan);
    definition_close(&extension);
    arena_close(&arena);
    return failed;
}
