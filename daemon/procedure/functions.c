// SPDX-License-Identifier: Apache-2.0
/*
 * The XPath functions of procedure(5), one C function each, for rules and templates alike.
 * Dates are ISO strings, minutes and cents whole numbers: no amount passes through a fraction.
 */
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <math.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/compiled.h"
#include "procedure/datatype.h"

enum { CALL_ARENA = 1024 * 1024, PERIODS_MAX = 200, ARGUMENTS_MAX = 8 };

static const struct environment *
environment(xmlXPathParserContextPtr ctxt)
{
    return ctxt->context->userData;
}

/* The arguments of a call as strings; missing ones are "". */
struct call {
    xmlXPathParserContextPtr ctxt;
    const struct environment *environment;
    const struct procedure *procedure;
    struct arena *arena;
    struct span arguments[ARGUMENTS_MAX];
    int count;
};

static void
begin_in(struct call *call, xmlXPathParserContextPtr ctxt, int nargs, struct arena *arena)
{
    *call = (struct call){.ctxt = ctxt, .environment = environment(ctxt), .arena = arena, .count = nargs};
    call->procedure = call->environment->procedure;
    for (int i = 0; i < ARGUMENTS_MAX; i++)
        call->arguments[i] = SPAN("");
    for (int i = nargs - 1; i >= 0; i--) {
        xmlChar *string = xmlXPathPopString(ctxt);

        if (string != NULL)
            call->arguments[i] = span_trim(span_copy(call->arena, span_of((const char *)string)));
        xmlFree(string);
    }
}

static bool
begin(struct call *call, xmlXPathParserContextPtr ctxt, int nargs, int least, int most)
{
    if (nargs < least || nargs > most) {
        xmlXPathSetArityError(ctxt);
        return false;
    }
    begin_in(call, ctxt, nargs, arena_open(CALL_ARENA));
    return true;
}

static void
end(struct call *call)
{
    arena_close(&call->arena);
}

static void
return_span(struct call *call, struct span s)
{
    valuePush(call->ctxt, xmlXPathNewString(BAD_CAST span_dup(call->arena, s)));
    end(call);
}

static void
return_number(struct call *call, double number)
{
    valuePush(call->ctxt, xmlXPathNewFloat(number));
    end(call);
}

static void
return_boolean(struct call *call, bool value)
{
    valuePush(call->ctxt, xmlXPathNewBoolean(value));
    end(call);
}

static int32_t
day_argument(const struct call *call, int number)
{
    int32_t day;

    return day_parse_iso(span_first(call->arguments[number], 10), &day) ? day : DAY_NONE;
}

static bool
integer_argument(const struct call *call, int number, int64_t *value)
{
    struct span s = call->arguments[number];
    bool negative = span_starts(s, "-");
    uint64_t digits;

    if (!span_to_uint(span_from(s, negative), &digits) || digits > INT64_MAX / 2)
        return false;
    *value = negative ? -(int64_t)digits : (int64_t)digits;
    return true;
}

/* param(id, date?) has-param(id, date?) */
static void
f_param(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;
    struct span value;

    if (!begin(&call, ctxt, nargs, 1, 2))
        return;
    day = nargs == 2 ? day_argument(&call, 1) : call.environment->today;
    value = parameter_value(parameter_find(call.procedure, call.arguments[0]), day);
    return_span(&call, value.data == NULL ? SPAN("") : value);
}

static void
f_has_param(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;

    if (!begin(&call, ctxt, nargs, 1, 2))
        return;
    day = nargs == 2 ? day_argument(&call, 1) : call.environment->today;
    return_boolean(&call,
                   parameter_value(parameter_find(call.procedure, call.arguments[0]), day).data != NULL);
}

static void
f_table(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    const struct table *table;
    xmlNodeSet *set;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    table = table_find(call.procedure, call.arguments[0]);
    set = xmlXPathNodeSetCreate(NULL);
    for (xmlNode *row = table == NULL ? NULL : xml_first(table->node, "row"); row != NULL;
         row = xml_next(row, "row"))
        xmlXPathNodeSetAddUnique(set, row);
    valuePush(ctxt, xmlXPathWrapNodeSet(set));
    end(&call);
}

static void
f_date_add(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t days;
    int32_t day;

    if (!begin(&call, ctxt, nargs, 2, 2))
        return;
    day = day_argument(&call, 0);
    if (day == DAY_NONE || !integer_argument(&call, 1, &days) || days > 100000 || days < -100000)
        return_span(&call, SPAN(""));
    else
        return_span(&call, day_iso(call.arena, day + (int32_t)days));
}

static void
f_days_between(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t a, b;

    if (!begin(&call, ctxt, nargs, 2, 2))
        return;
    a = day_argument(&call, 0);
    b = day_argument(&call, 1);
    return_number(&call, a == DAY_NONE || b == DAY_NONE ? NAN : (double)(b - a));
}

static void
f_weekday(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    day = day_argument(&call, 0);
    return_number(&call, day == DAY_NONE ? NAN : (double)day_weekday(day));
}

static void
f_year(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    day = day_argument(&call, 0);
    return_number(&call, day == DAY_NONE ? NAN : (double)day_civil(day).year);
}

static void
f_iso_week(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;
    int year, week;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    day = day_argument(&call, 0);
    if (day == DAY_NONE) {
        return_span(&call, SPAN(""));
        return;
    }
    week = day_iso_week(day, &year);
    return_span(&call, span_printf(call.arena, "%04d-W%02d", year, week));
}

/* Whole years completed on that day. */
static void
f_age(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t birth, day;
    struct civil a, b;

    if (!begin(&call, ctxt, nargs, 2, 2))
        return;
    birth = day_argument(&call, 0);
    day = day_argument(&call, 1);
    if (birth == DAY_NONE || day == DAY_NONE) {
        return_number(&call, NAN);
        return;
    }
    a = day_civil(birth);
    b = day_civil(day);
    return_number(&call, b.year - a.year - (b.month < a.month || (b.month == a.month && b.day < a.day)));
}

static void
f_is_holiday(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;

    if (!begin(&call, ctxt, nargs, 1, 2))
        return;
    day = day_argument(&call, 0);
    return_boolean(&call, day != DAY_NONE && calendar_is_holiday(call.procedure, day, call.arguments[1]));
}

/* Département of a French postcode or commune code: CEDEX and Corsica as in reference law 5.3. */
static void
f_territory(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    struct span code;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    code = call.arguments[0];
    if (code.len != 5)
        return_span(&call, SPAN(""));
    else if (span_starts(code, "97") || span_starts(code, "98"))
        return_span(&call, span_first(code, 3));
    else if (span_starts(code, "20"))
        return_span(&call, code.data[2] <= '1' ? SPAN("2A") : SPAN("2B"));
    else
        return_span(&call, span_first(code, 2));
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
    begin_in(call, ctxt, nargs, arena);
    days->from = day_argument(call, 0);
    days->to = day_argument(call, 1);
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
    return_number(&call, is_usable(&days) ? (double)count_days(&call, &days, days.from, days.to) : NAN);
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
        return_number(&call, NAN);
    else
        return_number(
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
    end(&call);
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
    call.procedure = environment(ctxt)->procedure;
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
    return_number(&call, (double)total);
}

static void
f_working_days_add(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t days;
    int32_t day;

    if (!begin(&call, ctxt, nargs, 2, 3))
        return;
    day = day_argument(&call, 0);
    if (day == DAY_NONE || !integer_argument(&call, 1, &days) || days < 0 || days > CALENDAR_DAYS_MAX) {
        return_span(&call, SPAN(""));
        return;
    }
    while (days > 0)
        if (calendar_counts(call.procedure, ++day, calendar_weekdays(SPAN("")), call.arguments[2], NULL, 0))
            days--;
    return_span(&call, day_iso(call.arena, day));
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
    if (!begin(&call, ctxt, 2, 2, 2))
        return;
    object = valuePop(ctxt);
    from = day_argument(&call, 0);
    to = day_argument(&call, 1);
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
    return_number(&call, most);
}

static void
f_cents(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t cents;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    return_number(&call, datatype_cents(call.arguments[0], &cents) ? (double)cents : NAN);
}

static bool
whole(struct call *call, int number, int64_t *value)
{
    double as_number = xmlXPathCastStringToNumber(BAD_CAST span_dup(call->arena, call->arguments[number]));

    if (isnan(as_number) || fabs(as_number) > 9e15)
        return false;
    *value = (int64_t)floor(as_number + 0.5);
    return true;
}

static void
return_hundredths(struct call *call, int64_t value)
{
    int64_t size = value < 0 ? -value : value;

    return_span(call, span_printf(call->arena, "%s%lld.%02lld", value < 0 ? "-" : "", (long long)size / 100,
                                  (long long)size % 100));
}

static void
f_money(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t cents;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    if (whole(&call, 0, &cents))
        return_hundredths(&call, cents);
    else
        return_span(&call, SPAN(""));
}

/* Hours with two decimals of whole minutes, rounded half up. */
static void
f_hours(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t minutes;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    if (whole(&call, 0, &minutes) && minutes >= 0)
        return_hundredths(&call, (minutes * 100 + 30) / 60);
    else
        return_span(&call, SPAN(""));
}

/* a * b / c in whole numbers, rounded half up. */
static void
f_mul_div(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t a, b, c, product;

    if (!begin(&call, ctxt, nargs, 3, 3))
        return;
    if (!whole(&call, 0, &a) || !whole(&call, 1, &b) || !whole(&call, 2, &c) || c <= 0 || c > INT32_MAX ||
        __builtin_mul_overflow(a, 2 * b, &product) ||
        __builtin_add_overflow(product, product < 0 ? -c : c, &product))
        return_number(&call, NAN);
    else
        return_number(&call, (double)(product / (2 * c)));
}

static void
f_fold(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (begin(&call, ctxt, nargs, 1, 1))
        return_span(&call, utf8_fold(call.arena, call.arguments[0]));
}

static void
f_lower(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (begin(&call, ctxt, nargs, 1, 1))
        return_span(&call, span_lower(call.arena, call.arguments[0]));
}

static void
f_matches(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    regex_t regex;
    bool found = false;

    if (!begin(&call, ctxt, nargs, 2, 2))
        return;
    if (regcomp(&regex, span_dup(call.arena, call.arguments[1]), REG_EXTENDED | REG_NOSUB) == 0) {
        found = regexec(&regex, span_dup(call.arena, call.arguments[0]), 0, NULL, 0) == 0;
        regfree(&regex);
    }
    return_boolean(&call, found);
}

static bool
is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Does one of "w1|w2 w3|..." stand in the text as whole words, folded? */
static void
f_contains_word(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct span text, list, word;
    struct call call;
    bool found = false;

    if (!begin(&call, ctxt, nargs, 2, 2))
        return;
    text = utf8_fold(call.arena, call.arguments[0]);
    list = call.arguments[1];
    while (!found && list.len > 0 && span_split(&list, '|', &word)) {
        struct span wanted = utf8_fold(call.arena, word), rest = text;
        size_t at;

        while (!found && wanted.len > 0 && (at = span_find(rest, span_dup(call.arena, wanted))) != SIZE_MAX) {
            const char *start = rest.data + at, *after = start + wanted.len;

            found = (start == text.data || !is_word_byte(start[-1])) &&
                    (after == text.data + text.len || !is_word_byte(*after));
            rest = span_from(rest, at + 1);
        }
    }
    return_boolean(&call, found);
}

static void
f_luhn(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int sum = 0;
    bool good;

    if (!begin(&call, ctxt, nargs, 1, 1))
        return;
    good = call.arguments[0].len > 0;
    for (size_t i = 0; good && i < call.arguments[0].len; i++) {
        int digit = call.arguments[0].data[call.arguments[0].len - 1 - i] - '0';

        good = digit >= 0 && digit <= 9;
        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return_boolean(&call, good && sum % 10 == 0);
}

static void
f_siren(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (begin(&call, ctxt, nargs, 1, 1))
        return_span(&call, call.arguments[0].len == 14 ? span_first(call.arguments[0], 9) : SPAN(""));
}

/* format(value, type, lang = "fr"): as people read it. */
static void
f_format(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (!begin(&call, ctxt, nargs, 2, 3))
        return;
    return_span(&call, datatype_show_as(call.arena, call.procedure, span_dup(call.arena, call.arguments[1]),
                                        call.arguments[0],
                                        nargs == 3 ? span_dup(call.arena, call.arguments[2]) : "fr"));
}

/* label(field id, value, lang = "fr"): the label of a choice, or the value as people read it. */
static void
f_label(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    const struct field *field;

    if (!begin(&call, ctxt, nargs, 2, 3))
        return;
    field = form_field(&call.procedure->form, call.arguments[0]);
    if (field == NULL)
        return_span(&call, call.arguments[1]);
    else
        return_span(&call, datatype_show(call.arena, field, call.arguments[1],
                                         nargs == 3 ? span_dup(call.arena, call.arguments[2]) : "fr"));
}

/* How many different non-empty strings there are among the nodes. */
static void
f_distinct(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct arena *arena = arena_open(CALL_ARENA);
    xmlXPathObject *object = nargs == 1 ? valuePop(ctxt) : NULL;
    xmlNodeSet *set = object == NULL ? NULL : object->nodesetval;
    double count = 0;

    if (nargs != 1)
        xmlXPathSetArityError(ctxt);
    for (int i = 0; set != NULL && i < set->nodeNr; i++) {
        struct span text = utf8_fold(arena, xml_text(arena, set->nodeTab[i]));
        bool seen = text.len == 0;

        for (int j = 0; j < i && !seen; j++)
            seen = span_equal(text, utf8_fold(arena, xml_text(arena, set->nodeTab[j])));
        count += !seen;
    }
    xmlXPathFreeObject(object);
    arena_close(&arena);
    if (nargs == 1)
        valuePush(ctxt, xmlXPathNewFloat(count));
}

struct function {
    const char *name;
    xmlXPathFunction call;
};

static const struct function functions[] = {
    {"param", f_param},
    {"has-param", f_has_param},
    {"table", f_table},
    {"date-add", f_date_add},
    {"days-between", f_days_between},
    {"weekday", f_weekday},
    {"year", f_year},
    {"iso-week", f_iso_week},
    {"age", f_age},
    {"is-holiday", f_is_holiday},
    {"territory", f_territory},
    {"count-days", f_count_days},
    {"minutes", f_minutes},
    {"month-minutes", f_month_minutes},
    {"period-minutes", f_period_minutes},
    {"working-days-add", f_working_days_add},
    {"max-overlap", f_max_overlap},
    {"cents", f_cents},
    {"money", f_money},
    {"hours", f_hours},
    {"mul-div", f_mul_div},
    {"fold", f_fold},
    {"lower", f_lower},
    {"matches", f_matches},
    {"contains-word", f_contains_word},
    {"luhn", f_luhn},
    {"siren", f_siren},
    {"format", f_format},
    {"label", f_label},
    {"distinct", f_distinct},
};

xmlXPathFunction
function_find(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i].name, name) == 0)
            return functions[i].call;
    return NULL;
}

void
functions_register_xslt(void)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        xsltRegisterExtModuleFunction(BAD_CAST functions[i].name, BAD_CAST "urn:conventiond:functions",
                                      functions[i].call);
}
