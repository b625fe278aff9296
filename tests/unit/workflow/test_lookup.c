// SPDX-License-Identifier: Apache-2.0
/* The directory in a decision: what is wanted, filled, marked, proposed and chosen.  Pure: the answers
 * are put into the facts by hand, as the store would. */
#include "directory/directory_help.h"

#include "workflow/lookup.h"
#include "workflow/model.h"

static struct arena *arena;
static struct procedure *procedure;
static struct definition definition;

struct desk {
    struct situation situation;
    xmlDoc *dossier;
    struct evaluation *evaluation;
};

static struct desk
open_desk(const char *data)
{
    struct desk desk = {.dossier = help_dossier(arena, data)};

    desk.situation = (struct situation){.definition = &definition, .dossier = desk.dossier, .now = HELP_NOW};
    desk.situation.facts = xml_new(arena, "facts");
    desk.evaluation = evaluation_open(arena, procedure, desk.dossier, desk.situation.facts, HELP_NOW);
    return desk;
}

static struct directory_entry
reader(const char *mail, const char *name, const char *first)
{
    struct directory_value *values = arena_array(arena, 3, sizeof *values);
    struct directory_entry entry = {
        .kind = SPAN("reader"), .key = span_of(mail), .source = SPAN("file"), .values = values, .count = 3};

    values[0] = (struct directory_value){SPAN("mail"), span_of(mail)};
    values[1] = (struct directory_value){SPAN("name"), span_of(name)};
    values[2] = (struct directory_value){SPAN("first"), span_of(first)};
    return entry;
}

static void
answer(struct desk *desk, const char *by, const char *words, const struct directory_entry *entries,
       size_t count)
{
    struct lookup_question question = {.lookup =
                                           directory_lookup(procedure_directory(procedure), SPAN("reader")),
                                       .by = span_of(by),
                                       .words = span_of(words),
                                       .within = SPAN(""),
                                       .key = SPAN("")};

    lookup_answer(arena, desk->situation.facts, &question, count > 0 ? "found" : "unknown", entries, count);
}

static const char *
value(struct desk *desk, const char *path)
{
    return span_dup(arena, xml_text(arena, xml_path(dossier_data(desk->dossier), path)));
}

static size_t
settle(struct desk *desk)
{
    return lookup_settle(arena, &desk->situation, desk->dossier, desk->evaluation, NULL);
}

static const char *
status(struct desk *desk, const char *field)
{
    xmlNode *node = xml_first(xmlDocGetRootElement(desk->dossier), "origin");

    for (; node != NULL; node = xml_next(node, "origin"))
        if (span_is(span_of(xml_attr_or(arena, node, "field", "")), field))
            return xml_attr_or(arena, node, "status", "");
    return "";
}

static void
what_must_be_known_is_wanted_once(void **state)
{
    struct desk desk = open_desk("<data><reader><mail>a@b.example</mail></reader></data>");
    struct lookup_question questions[LOOKUP_QUESTIONS_MAX];
    struct event event = {.kind = EVENT_DEADLINE};

    (void)state;
    assert_int_equal(lookup_wanted(arena, &desk.situation, &event, desk.evaluation, questions), 1);
    check_span(questions[0].by, "a@b.example", "by");
    answer(&desk, "a@b.example", "", NULL, 0);
    assert_int_equal(lookup_wanted(arena, &desk.situation, &event, desk.evaluation, questions), 0);
}

static void
empty_fields_are_filled_and_marked(void **state)
{
    struct directory_entry entry = reader("a@b.example", "Martin", "Léa");
    struct desk desk = open_desk("<data><reader><mail>a@b.example</mail></reader></data>");

    (void)state;
    answer(&desk, "a@b.example", "", &entry, 1);
    assert_int_equal(settle(&desk), 2);
    assert_string_equal(value(&desk, "reader/name"), "Martin");
    assert_string_equal(value(&desk, "reader/first"), "Léa");
    assert_string_equal(status(&desk, "reader.name"), "filled");
    assert_int_equal(settle(&desk), 0);
}

static void
a_value_that_stands_comes_back_and_one_that_may_be_corrected_is_told(void **state)
{
    struct directory_entry entry = reader("a@b.example", "Martin", "Léa");
    struct desk desk = open_desk(
        "<data><reader><mail>a@b.example</mail><name>Durand</name><first>Lea-Marie</first></reader></data>");

    (void)state;
    answer(&desk, "a@b.example", "", &entry, 1);
    assert_int_equal(settle(&desk), 1);
    assert_string_equal(value(&desk, "reader/name"), "Martin");
    assert_string_equal(status(&desk, "reader.name"), "kept");
    assert_string_equal(value(&desk, "reader/first"), "Lea-Marie");
    assert_string_equal(status(&desk, "reader.first"), "corrected");
}

static void
another_key_takes_away_what_the_first_entry_gave(void **state)
{
    struct directory_entry lea = reader("a@b.example", "Martin", "Léa"),
                           noe = reader("c@d.example", "Roux", "");
    struct desk desk = open_desk("<data><reader><mail>a@b.example</mail></reader></data>");

    (void)state;
    noe.count = 2;
    answer(&desk, "a@b.example", "", &lea, 1);
    answer(&desk, "c@d.example", "", &noe, 1);
    answer(&desk, "e@f.example", "", NULL, 0);
    settle(&desk);
    xml_set_text(xml_path(dossier_data(desk.dossier), "reader/mail"), SPAN("c@d.example"));
    settle(&desk);
    assert_string_equal(value(&desk, "reader/name"), "Roux");
    assert_string_equal(value(&desk, "reader/first"), "");
    xml_set_text(xml_path(dossier_data(desk.dossier), "reader/mail"), SPAN("e@f.example"));
    settle(&desk);
    assert_string_equal(value(&desk, "reader/name"), "");
}

static void
several_are_proposed_and_no_number_comes_twice(void **state)
{
    struct directory_entry two[] = {reader("a@b.example", "Martin", "Léa"),
                                    reader("c@d.example", "Martin", "Noé")};
    struct desk desk = open_desk("<data><reader><name>mart</name></reader></data>");
    struct intent_value *values;
    struct intent intent = {.kind = INTENT_ANSWER, .verb = SPAN("numero"), .argument = SPAN("2")};
    struct lookup_picks picks;
    xmlNode *question;
    size_t count;

    (void)state;
    answer(&desk, "", "mart", two, 2);
    assert_int_equal(settle(&desk), 0);
    question = xml_first(xmlDocGetRootElement(desk.dossier), "question");
    assert_int_equal(xml_count(question, "proposal"), 2);
    picks = lookup_picks(arena, &desk.situation, &intent, &values, &count);
    assert_false(picks.unknown);
    check_span(picks.at[0].key, "c@d.example", "second");
    intent.argument = SPAN("lecteur 1");
    assert_false(lookup_picks(arena, &desk.situation, &intent, &values, &count).unknown);
    intent.argument = SPAN("annexe 1");
    assert_true(lookup_picks(arena, &desk.situation, &intent, &values, &count).unknown);
    intent.argument = SPAN("1, 2"); /* two for one question */
    assert_true(lookup_picks(arena, &desk.situation, &intent, &values, &count).unknown);
    intent.argument = SPAN("3");
    assert_true(lookup_picks(arena, &desk.situation, &intent, &values, &count).unknown);
    /* Other words, other proposals: the numbers go on. */
    xml_set_text(xml_path(dossier_data(desk.dossier), "reader/name"), SPAN("marti"));
    answer(&desk, "", "marti", two, 1);
    settle(&desk);
    question = xml_first(xmlDocGetRootElement(desk.dossier), "question");
    check_span(span_of(xml_attr_or(arena, xml_first(question, "proposal"), "n", "")), "3", "the next number");
}

static void
the_whole_name_of_one_is_enough(void **state)
{
    struct directory_entry entry = reader("a@b.example", "Martin", "Léa");
    struct desk desk = open_desk("<data><reader><name>lea MARTIN</name></reader></data>");

    (void)state;
    answer(&desk, "", "lea MARTIN", &entry, 1);
    settle(&desk);
    assert_string_equal(value(&desk, "reader/mail"), "a@b.example");
    assert_string_equal(value(&desk, "reader/name"), "Martin");
    assert_null(xml_first(xmlDocGetRootElement(desk.dossier), "question"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_must_be_known_is_wanted_once),
        cmocka_unit_test(empty_fields_are_filled_and_marked),
        cmocka_unit_test(a_value_that_stands_comes_back_and_one_that_may_be_corrected_is_told),
        cmocka_unit_test(another_key_takes_away_what_the_first_entry_gave),
        cmocka_unit_test(several_are_proposed_and_no_number_comes_twice),
        cmocka_unit_test(the_whole_name_of_one_is_enough),
    };
    int result;

    xml_start();
    procedure_start();
    arena = arena_open(HELP_ARENA);
    procedure = help_library(arena);
    definition.procedure = procedure;
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena); /* what is evaluated looks at the procedure to the end */
    procedure_close(&procedure);
    return result;
}
