// SPDX-License-Identifier: Apache-2.0
/*
 * The XPath functions of procedure(5), one C function each, for rules and templates alike.
 * Minutes and cents are whole numbers: no amount passes through a fraction.
 * Those of dates are in datefunctions.c.
 */
#include <libxslt/extensions.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/call.h"
#include "procedure/datatype.h"

/* param(id, date?) has-param(id, date?) */
static void
f_param(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;
    struct span value;

    if (!call_begin(&call, ctxt, nargs, 1, 2))
        return;
    day = nargs == 2 ? call_day(&call, 1) : call.environment->today;
    value = parameter_value(parameter_find(call.procedure, call.arguments[0]), day);
    call_return_span(&call, value.data == NULL ? SPAN("") : value);
}

static void
f_has_param(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;

    if (!call_begin(&call, ctxt, nargs, 1, 2))
        return;
    day = nargs == 2 ? call_day(&call, 1) : call.environment->today;
    call_return_boolean(&call,
                   parameter_value(parameter_find(call.procedure, call.arguments[0]), day).data != NULL);
}

static void
f_table(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    const struct table *table;
    xmlNodeSet *set;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    table = table_find(call.procedure, call.arguments[0]);
    set = xmlXPathNodeSetCreate(NULL);
    for (xmlNode *row = table == NULL ? NULL : xml_first(table->node, "row"); row != NULL;
         row = xml_next(row, "row"))
        xmlXPathNodeSetAddUnique(set, row);
    valuePush(ctxt, xmlXPathWrapNodeSet(set));
    call_end(&call);
}

static void
f_cents(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t cents;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    call_return_number(&call, datatype_cents(call.arguments[0], &cents) ? (double)cents : NAN);
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

    call_return_span(call, span_printf(call->arena, "%s%lld.%02lld", value < 0 ? "-" : "", (long long)size / 100,
                                  (long long)size % 100));
}

static void
f_money(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t cents;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    if (whole(&call, 0, &cents))
        return_hundredths(&call, cents);
    else
        call_return_span(&call, SPAN(""));
}

/* Hours with two decimals of whole minutes, rounded half up. */
static void
f_hours(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t minutes;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    if (whole(&call, 0, &minutes) && minutes >= 0)
        return_hundredths(&call, (minutes * 100 + 30) / 60);
    else
        call_return_span(&call, SPAN(""));
}

/* a * b / c in whole numbers, rounded half up. */
static void
f_mul_div(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int64_t a, b, c, product;

    if (!call_begin(&call, ctxt, nargs, 3, 3))
        return;
    if (!whole(&call, 0, &a) || !whole(&call, 1, &b) || !whole(&call, 2, &c) || c <= 0 || c > INT32_MAX ||
        __builtin_mul_overflow(a, 2 * b, &product) ||
        __builtin_add_overflow(product, product < 0 ? -c : c, &product))
        call_return_number(&call, NAN);
    else
        call_return_number(&call, (double)(product / (2 * c)));
}

static void
f_fold(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (call_begin(&call, ctxt, nargs, 1, 1))
        call_return_span(&call, utf8_fold(call.arena, call.arguments[0]));
}

static void
f_lower(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (call_begin(&call, ctxt, nargs, 1, 1))
        call_return_span(&call, span_lower(call.arena, call.arguments[0]));
}

static void
f_matches(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    regex_t regex;
    bool found = false;

    if (!call_begin(&call, ctxt, nargs, 2, 2))
        return;
    if (regcomp(&regex, span_dup(call.arena, call.arguments[1]), REG_EXTENDED | REG_NOSUB) == 0) {
        found = regexec(&regex, span_dup(call.arena, call.arguments[0]), 0, NULL, 0) == 0;
        regfree(&regex);
    }
    call_return_boolean(&call, found);
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

    if (!call_begin(&call, ctxt, nargs, 2, 2))
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
    call_return_boolean(&call, found);
}

static void
f_luhn(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int sum = 0;
    bool good;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    good = call.arguments[0].len > 0;
    for (size_t i = 0; good && i < call.arguments[0].len; i++) {
        int digit = call.arguments[0].data[call.arguments[0].len - 1 - i] - '0';

        good = digit >= 0 && digit <= 9;
        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    call_return_boolean(&call, good && sum % 10 == 0);
}

static void
f_siren(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (call_begin(&call, ctxt, nargs, 1, 1))
        call_return_span(&call, call.arguments[0].len == 14 ? span_first(call.arguments[0], 9) : SPAN(""));
}

/* format(value, type, lang = "fr"): as people read it. */
static void
f_format(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (!call_begin(&call, ctxt, nargs, 2, 3))
        return;
    call_return_span(&call, datatype_show_as(call.arena, call.procedure, span_dup(call.arena, call.arguments[1]),
                                        call.arguments[0],
                                        nargs == 3 ? span_dup(call.arena, call.arguments[2]) : "fr"));
}

/* label(field id, value, lang = "fr"): the label of a choice, or the value as people read it. */
static void
f_label(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    const struct field *field;

    if (!call_begin(&call, ctxt, nargs, 2, 3))
        return;
    field = form_field(&call.procedure->form, call.arguments[0]);
    if (field == NULL)
        call_return_span(&call, call.arguments[1]);
    else
        call_return_span(&call, datatype_show(call.arena, field, call.arguments[1],
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
