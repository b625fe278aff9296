// SPDX-License-Identifier: Apache-2.0
#include "workflow/figures.h"

#include <inttypes.h>
#include <string.h>

#include "common/xml.h"
#include "workflow/context.h"
#include "workflow/model.h"
#include "workflow/trust.h"

enum { SHARE_MAX = 32 * 1024, VALUE_MAX = 120 /* bytes */ };

bool
figure_next(struct span *share, struct figure *figure)
{
    struct span line, total;
    uint64_t number = 0;

    if (share->len == 0 || !span_split(share, '\n', &line))
        return false;
    if (!span_split(&line, '\t', &figure->audience) || !span_split(&line, '\t', &figure->period) ||
        !span_split(&line, '\t', &figure->statistic) || !span_split(&line, '\t', &figure->value) ||
        !span_split(&line, '\t', &figure->amount) || !span_split(&line, '\t', &total) ||
        !span_to_uint(total, &number) || number > INT64_MAX)
        return false;
    figure->total = (int64_t)number;
    return true;
}

static void
put_value(struct text *out, struct span value)
{
    value = span_first(value, VALUE_MAX);
    for (size_t i = 0; i < value.len; i++)
        text_byte(out, value.data[i] < ' ' && value.data[i] >= 0 ? ' ' : value.data[i]);
    text_byte(out, '\t');
}

static void
put_line(struct text *out, const struct figure *figure)
{
    put_value(out, figure->audience);
    put_value(out, figure->period);
    put_value(out, figure->statistic);
    put_value(out, figure->value);
    put_value(out, figure->amount);
    text_printf(out, "%" PRId64 "\n", figure->total);
}

struct sharing {
    struct arena *arena;
    struct evaluation *evaluation;
    xmlNode *row;
    struct span audience, period;
    struct text out;
    const char *tested; /* the last test, and what came of it: most statistics have the same */
    bool passed;
};

static bool
passes(struct sharing *s, const struct expression *test)
{
    if (test->compiled == NULL)
        return true;
    if (s->tested == NULL || strcmp(s->tested, test->source) != 0)
        s->passed = evaluation_boolean_at(s->evaluation, test->compiled, s->row, NULL);
    s->tested = test->source;
    return s->passed;
}

static struct span
cell(const struct sharing *s, struct span column)
{
    return column.len == 0 ? SPAN("") : xml_text(s->arena, xml_first(s->row, span_dup(s->arena, column)));
}

static void
share_in(struct sharing *s, const struct statistic *statistic)
{
    struct figure figure = {.audience = s->audience,
                            .period = s->period,
                            .statistic = statistic->id,
                            .value = cell(s, statistic->by),
                            .amount = SPAN("")};

    if (!passes(s, &statistic->test))
        return;
    put_line(&s->out, &figure);
    for (size_t i = 0; i < statistic->amounts.count; i++) {
        figure.amount = statistic->amounts.at[i];
        if (span_to_hundredths(cell(s, figure.amount), &figure.total))
            put_line(&s->out, &figure);
    }
}

/* Who may ask for the figures of the role's person. */
static void
share_seats(struct sharing *s, struct span role, const struct party *parties, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(parties[i].role, role))
            put_line(&s->out, &(struct figure){.audience = parties[i].address,
                                               .period = SPAN(""),
                                               .statistic = SPAN(""),
                                               .value = s->audience,
                                               .amount = SPAN("")});
}

struct span
figures_share(struct arena *arena, const struct definition *definition, struct evaluation *evaluation,
              struct span row, const struct party *parties, size_t party_count)
{
    struct sharing s = {.arena = arena, .evaluation = evaluation};
    struct error ignored;
    xmlDoc *doc;

    if (definition->statistic_count == 0 || row.len == 0 ||
        (doc = xml_parse(arena, row, "row", XML_OWN_MAX, &ignored)) == NULL)
        return SPAN("");
    s.row = xmlDocGetRootElement(doc);
    s.out = text_new(arena, SHARE_MAX);
    s.period = cell(&s, definition->statistics_period);
    for (size_t i = 0; i < definition->dashboard_count; i++) {
        const struct dashboard *dashboard = &definition->dashboards[i];

        if (!dashboard->sheets)
            continue;
        s.audience = context_person(arena, evaluation, definition, dashboard->role->id).address;
        if (s.audience.len == 0)
            continue;
        share_seats(&s, dashboard->role->id, parties, party_count);
        for (size_t j = 0; j < definition->statistic_count; j++)
            share_in(&s, &definition->statistics[j]);
    }
    evaluation_moved(evaluation);
    return s.out.overflow ? SPAN("") : text_get(&s.out);
}

bool
figures_wanted(const struct definition *definition, const struct event *event)
{
    const struct command *command = trust_command(definition, event);

    return command != NULL && command->statistics;
}
