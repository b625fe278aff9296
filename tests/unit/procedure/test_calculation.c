// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

static const char rules[] = HELP_RULES_HEAD
    "<let name='minutes' select='1'/>"
    "<calculation name='hours'><input name='from' type='date' required='yes'/><input name='to' type='date' "
    "required='yes'/><input name='weekly' type='decimal'/><input name='gaps' type='text'/>"
    "<input name='double' type='boolean'/>"
    "<fail when='e:days-between($from, $to) &lt; 0'><message xml:lang='fr'>À l’envers.</message>"
    "<message xml:lang='en'>From <value select='$from' as='date'/> backwards.</message></fail>"
    "<let name='minutes' select=\"e:minutes($from, $to, concat($weekly, substring('35', 1, 2 * "
    "not($weekly))), '', '', "
    "$gaps)\"/>"
    "<output name='days' select=\"e:count-days($from, $to, '', '', $gaps)\" as='integer'/>"
    "<output name='hours' select='e:hours($minutes)' as='hours'/>"
    "<output name='due' select='e:money(e:mul-div(450, $minutes, 60))' as='money'/>"
    "<output name='over' select='$minutes > 18480' as='boolean'/>"
    "<output name='both' select=\"$double = 'oui'\" as='boolean'/></calculation></rules>";

static void
inputs_become_outputs(void **state)
{
    static const struct {
        const char *inputs,
            *outputs; /* outputs NULL: refused; then `outputs` begins with "!" and the words */
    } cases[] = {
        {"from=2026-03-02 to=2026-08-28 weekly=35", "days=124 hours=868.00 due=3906.00 over=oui both=non "},
        {"from=2026-05-04 to=2026-07-07", "days=44 hours=308.00 due=1386.00 over=non both=non "},
        {"from=2026-05-04 to=2026-07-08 double=yes", "days=45 hours=315.00 due=1417.50 over=oui both=oui "},
        {"from=2026-03-02 to=2026-03-06 weekly=39 gaps=2026-03-03/2026-03-04",
         "days=3 hours=23.40 due=105.30 over=non both=non "},
        {"from=2026-03-02", "!to=... is missing"},
        {"from=2026-02-30 to=2026-03-06", "!from=2026-02-30: "},
        {"from=2026-03-02 to=2026-03-06 weekly=abc", "!weekly=abc: "},
        {"from=2026-03-02 to=2026-03-06 other=1", "!hours takes no \"other\""},
        {"from=2026-03-02 to=2026-03-01", "!From 2 March 2026 backwards."},
        {"from=2026-03-02 to=2026-03-06 gaps=2026-02-30/2026-03-04", "!days can't be computed"},
        {"from=1990-03-02 to=2026-03-06", "!days can't be computed"},
    };
    const struct help_file files[] = {
        {"rules/form.xml", help_form}, {"rules/rules.xml", rules}, {"rules/parameters.xml", help_parameters}};
    struct arena *arena = arena_open(HELP_ARENA);
    struct procedure *procedure;
    struct bundle bundle;
    struct error err;

    (void)state;
    xml_start();
    procedure_start();
    /* A form whose computed fields name lets that these rules lack is refused: another form. */
    bundle = help_bundle(arena, files, 3);
    for (size_t i = 0; i < bundle.count; i++)
        if (span_is(bundle.files[i].name, "rules/form.xml"))
            bundle.files[i].data = SPAN(
                "<form xmlns='urn:conventiond:form' id='desk'><label xml:lang='fr'>x</label><section id='a'>"
                "<label xml:lang='fr'>x</label><field id='b' type='text'><label "
                "xml:lang='fr'>x</label></field>"
                "</section></form>");
    procedure = help_load(arena, &bundle);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span rest = span_of(cases[i].inputs), piece;
        struct pair inputs[8], *outputs;
        size_t count = 0, output_count;
        struct text out = text_new(arena, 1000);

        while (span_split(&rest, ' ', &piece)) {
            size_t at = span_find_byte(piece, '=');

            inputs[count++] = (struct pair){span_first(piece, at), span_from(piece, at + 1)};
        }
        if (!calculation_run(arena, procedure, "hours", inputs, count, HELP_NOW, &outputs, &output_count,
                             &err)) {
            if (cases[i].outputs[0] != '!' ||
                strncmp(err.text, cases[i].outputs + 1, strlen(cases[i].outputs + 1)) != 0)
                fail_msg("%s: refused with \"%s\"", cases[i].inputs, err.text);
            assert_int_equal(err.kind, ERROR_BAD_INPUT);
            continue;
        }
        for (size_t j = 0; j < output_count; j++)
            text_printf(&out, "%.*s=%.*s ", SPAN_ARG(outputs[j].key), SPAN_ARG(outputs[j].value));
        check_span(text_get(&out), cases[i].outputs, cases[i].inputs);
    }
    assert_string_equal(calculation_output_type(procedure, "hours", SPAN("over")), "boolean");
    assert_null(calculation_output_type(procedure, "hours", SPAN("none")));
    assert_null(calculation_output_type(procedure, "none", SPAN("over")));
    arena_close(&arena);
    procedure_close(&procedure);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(inputs_become_outputs)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
