// SPDX-License-Identifier: Apache-2.0
/* The XPath functions of procedure(5) for dates, working days and what is counted by the day. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "procedure/call.h"

enum { PERIODS_MAX = 200 };

static void
f_date_add(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t days;
    int32_t day;

    if (!call_begin(&call, ctxt, nargs, 2, 2))
        return;
    day = call_day(&call, 0);
    if (day == DAY_NONE || !call_integer(&call, 1, &days) || days > 100000 || days < -100000)
        call_return_span(&call, SPAN(""));
    else
        call_return_span(&call, day_iso(call.arena, day + (int32_t)days));
}

static void
f_days_between(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t a, b;

    if (!call_begin(&call, ctxt, nargs, 2, 2))
        return;
    a = call_day(&call, 0);
    b = call_day(&call, 1);
    call_return_number(&call, a == DAY_NONE || b == DAY_NONE ? NAN : (double)(b - a));
}

static void
f_weekday(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    day = call_day(&call, 0);
    call_return_number(&call, day == DAY_NONE ? NAN : (double)day_weekday(day));
}

static void
f_year(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    day = call_day(&call, 0);
    call_return_number(&call, day == DAY_NONE ? NAN : (double)day_civil(day).year);
}

static void
f_iso_week(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;
    int year, week;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    day = call_day(&call, 0);
    if (day == DAY_NONE) {
        call_return_span(&call, SPAN(""));
        return;
    }
    week = day_iso_week(day, &year);
    call_return_span(&call, span_printf(call.arena, "%04d-W%02d", year, week));
}

/* Whole years completed on that day. */
static void
f_age(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t birth, day;
    struct civil a, b;

    if (!call_begin(&call, ctxt, nargs, 2, 2))
        return;
    birth = call_day(&call, 0);
    day = call_day(&call, 1);
    if (birth == DAY_NONE || day == DAY_NONE) {
        call_return_number(&call, NAN);
        return;
    }
    a = day_civil(birth);
    b = day_civil(day);
    call_return_number(&call, b.year - a.year - (b.month < a.month || (b.month == a.month && b.day < a.day)));
}

static void
f_is_holiday(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;

    if (!call_begin(&call, ctxt, nargs, 1, 2))
        return;
    day = call_day(&call, 0);
    call_return_boolean(&call, day != DAY_NONE && calendar_is_holiday(call.procedure, day, call.arguments[1]));
}

/* Département of a French postcode or commune code: CEDEX and Corsica as in reference law 5.3. */
static void
f_territory(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    struct span code;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    code = call.arguments[0];
    if (code.len != 5)
        call_return_span(&call, SPAN(""));
    else if (span_starts(code, "97") || span_starts(code, "98"))
        call_return_span(&call, span_first(code, 3));
    else if (span_starts(code, "20"))
        call_return_span(&call, code.data[2] <= '1' ? SPAN("2A") : SPAN("2B"));
    else
        call_return_span(&call, span_first(code, 2));
}

/* A set of periods: "FROM/TO,FROM/TO", or the first two children of each node. */
struct periods {
    struct period at[PERIODS_MAX];
    xmlNode *nodes[PERIODS_MAX];
    size_t count;
};

static void
add_period(struct periods *periods, struct span from, struct span to, xmlNode *node)
{
    struct period period;

    if (periods->count == PERIODS_MAX || !day_parse_iso(span_trim(from), &period.from) ||
        !day_parse_iso(span_trim(to), &period.to))
        return;
    periods->nodes[periods->count] = node;
    periods->at[periods->count++] = period;
}

static void
periods_of_string(struct periods *periods, struct span list)
{
    struct span piece;

    while (list.len > 0 && span_split(&list, ',', &piece)) {
        size_t slash = span_find_byte(piece, '/');

        if (slash != SIZE_MAX)
            add_period(periods, span_first(piece, slash), span_from(piece, slash + 1), NULL);
    }
}

static void
periods_of_nodes(struct arena *arena, struct periods *periods, const xmlNodeSet *set)
{
    for (int i = 0; set != NULL && i < set->nodeNr; i++) {
        xmlNode *first = xml_first(set->nodeTab[i], NULL),
                *second = first == NULL ? NULL : xml_next(first, NULL);

        if (second != NULL)
            add_period(periods, xml_text(arena, first), xml_text(arena, second), set->nodeTab[i]);
    }
}

/* Takes the last argument off the stack as periods. */
static void
pop_periods(xmlXPathParserContextPtr ctxt, struct arena *arena, struct periods *periods)
{
    xmlXPathObject *object = valuePop(ctxt);

    periods->count = 0;
    if (object != NULL && (object->type == XPATH_NODESET || object->type == XPATH_XSLT_TREE))
        periods_of_nodes(arena, periods, object->nodesetval);
    else if (object != NULL)
        periods_of_string(periods, evaluation_object_string(arena, object));
    xmlXPathFreeObject(object);
}

/* (from, to, ..., weekdays?, territory?, interruptions?): what calendar functions share. */
struct span_of_days {
    int32_t from, to;
    unsigned weekdays;
    struct span territory;
    struct periods *interruptions;
};

static bool
begin_calendar(struct call *call, struct span_of_days *days, xmlXPathParserContextPtr ctxt, int nargs,
               int before)
{
    struct arena *arena;

    if (nargs < before || nargs > before + 3) {
        xmlXPathSetArityError(ctxt);
        return false;
    }
    arena = arena_open(CALL_ARENA);
    days->interruptions = arena_alloc(arena, sizeof *days->interruptions);
    if (nargs == before + 3) {
        pop_periods(ctxt, arena, days->interruptions);
        nargs--;
    }
    call_begin_in(call, ctxt, nargs, arena);
    days->from = call_day(call, 0);
    days->to = call_day(call, 1);
    days->weekdays = calendar_weekdays(call->arguments[before]);
    days->territory = call->arguments[before + 1];
    return true;
}

static bool
is_usable(const struct span_of_days *days)
{
    return days->from != DAY_NONE && days->to != DAY_NONE && days->weekdays != 0 &&
           days->to - (int64_t)days->from < CALENDAR_DAYS_MAX;
}

static int64_t
count_days(const struct call *call, const struct span_of_days *days, int32_t from, int32_t to)
{
    int64_t count = 0;

    for (int32_t day = from; day <= to; day++)
        count += calendar_counts(call->procedure, day, days->weekdays, days->territory,
                                 days->interruptions->at, days->interruptions->count);
    return count;
}

static void
f_count_days(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct span_of_days days;
    struct call call;

    if (!begin_calendar(&call, &days, ctxt, nargs, 2))
        return;
    call_return_number(&call, is_usable(&days) ? (double)count_days(&call, &days, days.from, days.to) : NAN);
}

/* Minutes of `count` days when the week's are spread evenly over its days, rounded half up once. */
static int64_t
minutes_of(int64_t count, int64_t weekly, unsigned weekdays)
{
    int64_t of_week = __builtin_popcount(weekdays);

    return (2 * count * weekly + of_week) / (2 * of_week);
}

static void
f_minutes(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct span_of_days days;
    struct call call;
    int64_t weekly;

    if (!begin_calendar(&call, &days, ctxt, nargs, 3))
        return;
    if (!is_usable(&days) || !datatype_minutes(call.arguments[2], &weekly) || weekly > 168 * 60)
        call_return_number(&call, NAN);
    else
        call_return_number(
            &call, (double)minutes_of(count_days(&call, &days, days.from, days.to), weekly, days.weekdays));
}

/* <month id="2026-03" days="22" minutes="9240"/>...  The months' document belongs to the context's
 * result tree: it lives as long as the object. */
static void
f_month_minutes(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct span_of_days days;
    struct call call;
    int64_t weekly;
    xmlDoc *doc;
    xmlXPathObject *tree;

    if (!begin_calendar(&call, &days, ctxt, nargs, 3))
        return;
    doc = xmlNewDoc(BAD_CAST "1.0");
    if (is_usable(&days) && datatype_minutes(call.arguments[2], &weekly) && weekly <= 168 * 60)
        for (int32_t from = days.from; from <= days.to;) {
            struct civil civil = day_civil(from);
            int32_t next = day_of(civil.year + (civil.month == 12), civil.month % 12 + 1, 1);
            int32_t to = next - 1 < days.to ? next - 1 : days.to;
            int64_t count = count_days(&call, &days, from, to);
            xmlNode *month = xmlNewDocNode(doc, NULL, BAD_CAST "month", NULL);

            xmlAddChild((xmlNode *)doc, month);
            xml_set(month, "id", span_printf(call.arena, "%04d-%02d", civil.year, civil.month));
            xml_set(month, "days", span_printf(call.arena, "%lld", (long long)count));
            xml_set(month, "minutes",
                    span_printf(call.arena, "%lld", (long long)minutes_of(count, weekly, days.weekdays)));
            from = next;
        }
    tree = xmlXPathNewValueTree((xmlNode *)doc);
    tree->type = XPATH_XSLT_TREE;
    valuePush(ctxt, tree);
    call_end(&call);
}

/* period-minutes(periods, weekdays, territory, interruptions): each period has its hours a day. */
static void
f_period_minutes(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct span_of_days days = {0};
    struct periods *periods;
    struct arena *arena;
    xmlXPathObject *rest[3] = {NULL, NULL, NULL};
    struct call call = {.ctxt = ctxt};
    int64_t total = 0;

    if (nargs < 1 || nargs > 4) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    arena = arena_open(CALL_ARENA);
    periods = arena_alloc(arena, sizeof *periods);
    days.interruptions = arena_alloc(arena, sizeof *periods);
    if (nargs == 4)
        pop_periods(ctxt, arena, days.interruptions);
    for (int i = nargs > 3 ? 3 : nargs; i > 1; i--)
        rest[i - 1] = valuePop(ctxt);
    pop_periods(ctxt, arena, periods);
    call.arena = arena;
    call.procedure = call_environment(ctxt)->procedure;
    days.weekdays =
        calendar_weekdays(rest[1] == NULL ? SPAN("") : span_trim(evaluation_object_string(arena, rest[1])));
    days.territory = rest[2] == NULL ? SPAN("") : span_trim(evaluation_object_string(arena, rest[2]));
    for (size_t i = 0; i < periods->count && days.weekdays != 0; i++) {
        xmlNode *second = xml_next(xml_first(periods->nodes[i], NULL), NULL);
        xmlNode *third = second == NULL ? NULL : xml_next(second, NULL);
        int64_t daily;

        if (third != NULL && datatype_minutes(xml_text(arena, third), &daily) &&
            periods->at[i].to - (int64_t)periods->at[i].from < CALENDAR_DAYS_MAX)
            total += daily * count_days(&call, &days, periods->at[i].from, periods->at[i].to);
    }
    xmlXPathFreeObject(rest[1]);
    xmlXPathFreeObject(rest[2]);
    call_return_number(&call, (double)total);
}

static void
f_working_days_add(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t days;
    int32_t day;

    if (!call_begin(&call, ctxt, nargs, 2, 3))
        return;
    day = call_day(&call, 0);
    if (day == DAY_NONE || !call_integer(&call, 1, &days) || days < 0 || days > CALENDAR_DAYS_MAX) {
        call_return_span(&call, SPAN(""));
        return;
    }
    while (days > 0)
        if (calendar_counts(call.procedure, ++day, calendar_weekdays(SPAN("")), call.arguments[2], NULL, 0))
            days--;
    call_return_span(&call, day_iso(call.arena, day));
}

static struct span
attribute_of(struct arena *arena, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(arena, node, name, ""));
}

/* The most nodes whose @from..@to cover one day of from..to. */
static void
f_max_overlap(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    xmlXPathObject *object;
    xmlNodeSet *set;
    int32_t from, to, most = 0;

    if (nargs != 3) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    if (!call_begin(&call, ctxt, 2, 2, 2))
        return;
    object = valuePop(ctxt);
    from = call_day(&call, 0);
    to = call_day(&call, 1);
    set = object == NULL ? NULL : object->nodesetval;
    /* The number only grows on a first day: those and `from` are enough. */
    for (int i = -1; set != NULL && from != DAY_NONE && to != DAY_NONE && i < set->nodeNr; i++) {
        int32_t day = from, begins, ends, there = 0;

        if (i >= 0 && !day_parse_iso(attribute_of(call.arena, set->nodeTab[i], "from"), &day))
            continue;
        if (day < from || day > to)
            continue;
        for (int j = 0; j < set->nodeNr; j++)
            there += day_parse_iso(attribute_of(call.arena, set->nodeTab[j], "from"), &begins) &&
                     day_parse_iso(attribute_of(call.arena, set->nodeTab[j], "to"), &ends) && begins <= day &&
                     day <= ends;
        if (there > most)
            most = there;
    }
    xmlXPathFreeObject(object);
    call_return_number(&call, most);
}

