// SPDX-License-Identifier: Apache-2.0
/* The XPath functions of procedure(5) for dates, working days and what is counted by the day. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "procedure/call.h"

enum {
    PERIODS_MAX = 200,
    WORKING_DAYS_MAX = 2500, /* ten years */
};

/* "" outside of the years that dates may have. */
static struct span
iso_of(struct arena *arena, int32_t day)
{
    struct civil civil = day_civil(day);

    return day_of(civil.year, civil.month, civil.day) == DAY_NONE ? SPAN("") : day_iso(arena, day);
}

static void
f_date_add(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t days;
    int32_t day;

    if (!call_begin(&call, ctxt, nargs, 2, 2))
        return;
    day = call_day(&call, 0);
    if (day == DAY_NONE || !call_integer(&call, 1, &days) || days > 200000 || days < -200000)
        call_return_span(&call, SPAN(""));
    else
        call_return_span(&call, iso_of(call.arena, day + (int32_t)days));
}

/* So many months later: the same day, or the month's last. */
static void
f_months_add(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t months;
    int32_t day, later = DAY_NONE;
    struct civil civil;
    int number;

    if (!call_begin(&call, ctxt, nargs, 2, 2))
        return;
    day = call_day(&call, 0);
    if (day == DAY_NONE || !call_integer(&call, 1, &months) || months > 3600 || months < -3600) {
        call_return_span(&call, SPAN(""));
        return;
    }
    civil = day_civil(day);
    number = civil.year * 12 + civil.month - 1 + (int)months;
    for (int date = civil.day; later == DAY_NONE && date > civil.day - 4; date--)
        later = day_of(number / 12, number % 12 + 1, date);
    call_return_span(&call, later == DAY_NONE ? SPAN("") : iso_of(call.arena, later));
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
    struct calendar calendar;
    struct call call;
    int32_t day;

    if (!call_begin(&call, ctxt, nargs, 1, 2))
        return;
    calendar_open(&calendar, call.procedure, call.arguments[1]);
    day = call_day(&call, 0);
    call_return_boolean(&call, day != DAY_NONE && calendar_is_holiday(&calendar, day));
}

/* Département of a French postcode or commune code (reference law 5.3): three digits overseas, 2A and 2B
 * in Corsica; "" for anything else. */
static void
f_territory(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    struct span code;
    bool corsica;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    code = call.arguments[0];
    corsica = span_starts(code, "2A") || span_starts(code, "2B");
    for (size_t i = corsica ? 2 : 0; i < code.len; i++)
        if (code.data[i] < '0' || code.data[i] > '9')
            code.len = 0;
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
    bool malformed; /* a string that is no list of periods */
};

static bool
add_period(struct periods *periods, struct span from, struct span to, xmlNode *node)
{
    struct period period;

    if (periods->count == PERIODS_MAX || !day_parse_iso(span_trim(from), &period.from) ||
        !day_parse_iso(span_trim(to), &period.to))
        return false;
    periods->nodes[periods->count] = node;
    periods->at[periods->count++] = period;
    return true;
}

static void
periods_of_string(struct periods *periods, struct span list)
{
    struct span piece;

    list = span_trim(list);
    while (list.len > 0 && span_split(&list, ',', &piece)) {
        size_t slash = span_find_byte(piece, '/');

        periods->malformed =
            slash == SIZE_MAX ||
            !add_period(periods, span_first(piece, slash), span_from(piece, slash + 1), NULL) ||
            periods->at[periods->count - 1].to < periods->at[periods->count - 1].from || periods->malformed;
    }
}

/* One whose dates are missing is left out: the form says that they are. */
static void
periods_of_nodes(struct arena *arena, struct periods *periods, const xmlNodeSet *set)
{
    for (int i = 0; set != NULL && i < set->nodeNr; i++) {
        xmlNode *first = xml_first(set->nodeTab[i], NULL),
                *second = first == NULL ? NULL : xml_next(first, NULL);

        if (second != NULL)
            (void)add_period(periods, xml_text(arena, first), xml_text(arena, second), set->nodeTab[i]);
    }
}

/* Takes the last argument off the stack as periods. */
static void
pop_periods(xmlXPathParserContextPtr ctxt, struct arena *arena, struct periods *periods)
{
    xmlXPathObject *object = valuePop(ctxt);

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
    arena = call_arena(ctxt);
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
           !days->interruptions->malformed && days->to - (int64_t)days->from < CALENDAR_DAYS_MAX;
}

static int64_t
count_days(const struct call *call, const struct span_of_days *days, int32_t from, int32_t to)
{
    struct calendar calendar;
    int64_t count = 0;

    calendar_open(&calendar, call->procedure, days->territory);
    for (int32_t day = from; day <= to; day++)
        count += calendar_counts(&calendar, day, days->weekdays, days->interruptions->at,
                                 days->interruptions->count);
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

static void
add_month(struct call *call, xmlNodeSet *set, xmlNode *root, struct civil civil, int64_t days,
          int64_t minutes)
{
    xmlNode *month = xml_add(root, "month", SPAN(""));

    xml_set(month, "id", span_printf(call->arena, "%04d-%02d", civil.year, civil.month));
    xml_set(month, "days", span_printf(call->arena, "%lld", (long long)days));
    xml_set(month, "minutes", span_printf(call->arena, "%lld", (long long)minutes));
    xmlXPathNodeSetAddUnique(set, month);
}

/* The set of <month id="2026-03" days="22" minutes="9240"/>; the months add up to e:minutes. */
static void
f_month_minutes(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct span_of_days days;
    struct call call;
    int64_t weekly, all = 0;
    xmlNodeSet *set;
    xmlNode *root;

    if (!begin_calendar(&call, &days, ctxt, nargs, 3))
        return;
    set = xmlXPathNodeSetCreate(NULL);
    root = xmlDocGetRootElement(xml_new(environment_keep(call.environment), "months"));
    if (is_usable(&days) && datatype_minutes(call.arguments[2], &weekly) && weekly <= 168 * 60)
        for (int32_t from = days.from; from <= days.to;) {
            struct civil civil = day_civil(from);
            int32_t next = day_of(civil.year + (civil.month == 12), civil.month % 12 + 1, 1);
            int32_t to = next == DAY_NONE || next - 1 > days.to ? days.to : next - 1;
            int64_t count = count_days(&call, &days, from, to);

            add_month(&call, set, root, civil, count,
                      minutes_of(all + count, weekly, days.weekdays) -
                          minutes_of(all, weekly, days.weekdays));
            all += count;
            from = to + 1;
        }
    valuePush(ctxt, xmlXPathWrapNodeSet(set));
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
    arena = call_arena(ctxt);
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
        xmlNode *first = xml_first(periods->nodes[i], NULL);
        xmlNode *second = first == NULL ? NULL : xml_next(first, NULL);
        xmlNode *third = second == NULL ? NULL : xml_next(second, NULL);
        int64_t daily;

        if (third != NULL && datatype_minutes(xml_text(arena, third), &daily) &&
            periods->at[i].to - (int64_t)periods->at[i].from < CALENDAR_DAYS_MAX)
            total += daily * count_days(&call, &days, periods->at[i].from, periods->at[i].to);
    }
    xmlXPathFreeObject(rest[1]);
    xmlXPathFreeObject(rest[2]);
    call_return_number(&call, days.weekdays == 0 || days.interruptions->malformed || periods->malformed
                                  ? NAN
                                  : (double)total);
}

static void
f_working_days_add(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct calendar calendar;
    struct call call;
    int64_t days;
    int32_t day, step;

    if (!call_begin(&call, ctxt, nargs, 2, 3))
        return;
    day = call_day(&call, 0);
    if (day == DAY_NONE || !call_integer(&call, 1, &days) || days < -WORKING_DAYS_MAX ||
        days > WORKING_DAYS_MAX) {
        call_return_span(&call, SPAN(""));
        return;
    }
    calendar_open(&calendar, call.procedure, call.arguments[2]);
    step = days < 0 ? -1 : 1;
    while (days != 0) {
        day += step;
        if (calendar_counts(&calendar, day, calendar_weekdays(SPAN("")), NULL, 0))
            days -= step;
    }
    call_return_span(&call, iso_of(call.arena, day));
}

static int
by_day(const void *a, const void *b)
{
    int32_t one = *(const int32_t *)a, other = *(const int32_t *)b;

    return (one > other) - (one < other);
}

/* First and last days, each sorted, of the nodes with @from and @to that reach into from..to. */
static size_t
overlapping(struct arena *arena, const xmlNodeSet *set, int32_t from, int32_t to, int32_t *begins,
            int32_t *ends)
{
    size_t count = 0;

    for (int i = 0; i < set->nodeNr; i++) {
        int32_t first, last;

        if (!day_parse_iso(span_of(xml_attr_or(arena, set->nodeTab[i], "from", "")), &first) ||
            !day_parse_iso(span_of(xml_attr_or(arena, set->nodeTab[i], "to", "")), &last) || last < first ||
            first > to || last < from)
            continue;
        begins[count] = first;
        ends[count++] = last;
    }
    qsort(begins, count, sizeof *begins, by_day);
    qsort(ends, count, sizeof *ends, by_day);
    return count;
}

/* The most nodes whose @from..@to cover one day of from..to. */
static void
f_max_overlap(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    xmlXPathObject *object;
    int32_t from, to, *begins, *ends;
    size_t count = 0, there = 0, gone = 0, most = 0;

    if (nargs != 3) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    if (!call_begin(&call, ctxt, 2, 2, 2))
        return;
    object = valuePop(ctxt);
    from = call_day(&call, 0);
    to = call_day(&call, 1);
    if (object != NULL && object->nodesetval != NULL && from != DAY_NONE && to != DAY_NONE) {
        begins = arena_array(call.arena, (size_t)object->nodesetval->nodeNr + 1, sizeof *begins);
        ends = arena_array(call.arena, (size_t)object->nodesetval->nodeNr + 1, sizeof *ends);
        count = overlapping(call.arena, object->nodesetval, from, to, begins, ends);
        while (there < count) {
            while (ends[gone] < begins[there])
                gone++;
            there++;
            if (there - gone > most)
                most = there - gone;
        }
    }
    xmlXPathFreeObject(object);
    call_return_number(&call, (double)most);
}

const struct function date_functions[] = {
    {"date-add", f_date_add, 2, 2},
    {"months-add", f_months_add, 2, 2},
    {"days-between", f_days_between, 2, 2},
    {"weekday", f_weekday, 1, 1},
    {"year", f_year, 1, 1},
    {"iso-week", f_iso_week, 1, 1},
    {"age", f_age, 2, 2},
    {"is-holiday", f_is_holiday, 1, 2},
    {"territory", f_territory, 1, 1},
    {"count-days", f_count_days, 2, 5},
    {"minutes", f_minutes, 3, 6},
    {"month-minutes", f_month_minutes, 3, 6},
    {"period-minutes", f_period_minutes, 1, 4},
    {"working-days-add", f_working_days_add, 2, 3},
    {"max-overlap", f_max_overlap, 3, 3},
    {NULL, NULL, 0, 0},
};
