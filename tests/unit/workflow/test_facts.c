// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/date.h"
#include "common/xml.h"
#include "workflow/facts.h"

static void
rows_of_two_indexes(void **state)
{
    const struct fact_row rows[] = {
        {SPAN("reader"), SPAN("a@b"), SPAN("2026-00001"), SPAN("out"), 20514, DAY_NONE, 3,
         SPAN("Atlas & co")},
        {SPAN("shelf"), SPAN("7"), SPAN("2026-00002"), SPAN("in"), DAY_NONE, DAY_NONE, 0, SPAN("")},
        {SPAN("reader"), SPAN("a@b"), SPAN("2026-00003"), SPAN("out"), 20514, 20515, -1, SPAN("")},
    };
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    xml_start();
    check_span(
        xml_serialize(arena, facts_make(arena, rows, 3)),
        "<facts><reader key=\"a@b\"><other number=\"2026-00001\" from=\"2026-03-02\" to=\"\" amount=\"3\" "
        "label=\"Atlas &amp; co\" state=\"out\"/><other number=\"2026-00003\" from=\"2026-03-02\" "
        "to=\"2026-03-03\" amount=\"-1\" label=\"\" state=\"out\"/></reader><shelf key=\"7\"><other "
        "number=\"2026-00002\" from=\"\" to=\"\" amount=\"0\" label=\"\" state=\"in\"/></shelf></facts>",
        "facts");
    check_span(xml_serialize(arena, facts_none(arena)), "<facts/>", "none");
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_of_two_indexes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
