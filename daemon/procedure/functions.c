// SPDX-License-Identifier: Apache-2.0
/*
 * The XPath functions of procedure(5), one C function each, for rules and templates alike.
 * Minutes and cents are whole numbers: no amount passes through a fraction.
 * Those of dates are in datefunctions.c, those of templates alone in contextfunctions.c.
 */
#include <libxslt/extensions.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/call.h"
#include "procedure/datatype.h"
#include "procedure/patterns.h"

enum { LIKENESS_BYTES_MAX = 300 }; /* of each text: the cost is their product */

#define EXACT_MAX 9007199254740991.0 /* 2^53 - 1: a double holds every whole number up to it */

/* scope(): which scope of the parameters the dossier is under. */
static void
f_scope(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (!call_begin(&call, ctxt, nargs, 0, 0))
        return;
    call_return_span(&call, environment_scope(call.environment));
}

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
    value = parameter_value(
        parameter_find(call.procedure, environment_scope(call.environment), call.arguments[0]), day);
    call_return_span(&call, value.data == NULL ? SPAN("") : value);
}

static void
f_has_param(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    int32_t day;
    struct span value;

    if (!call_begin(&call, ctxt, nargs, 1, 2))
        return;
    day = nargs == 2 ? call_day(&call, 1) : call.environment->today;
    value = parameter_value(
        parameter_find(call.procedure, environment_scope(call.environment), call.arguments[0]), day);
    call_return_boolean(&call, value.data != NULL);
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

/* rows(table, column, text, "fold"?): those of the table's rows whose column is that text; "fold": without
 * regard to case and accents. */
static void
f_rows(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    const struct table *table;
    const char *column;
    struct span wanted;
    xmlNodeSet *set;
    bool folded;

    if (!call_begin(&call, ctxt, nargs, 3, 4))
        return;
    table = table_find(call.procedure, call.arguments[0]);
    column = span_dup(call.arena, call.arguments[1]);
    folded = span_is(call.arguments[3], "fold");
    wanted = folded ? utf8_fold(call.arena, call.arguments[2]) : call.arguments[2];
    set = xmlXPathNodeSetCreate(NULL);
    for (xmlNode *row = table == NULL || wanted.len == 0 ? NULL : xml_first(table->node, "row"); row != NULL;
         row = xml_next(row, "row")) {
        if (folded ? span_equal(utf8_fold(call.arena, span_of(xml_attr_or(call.arena, row, column, ""))), wanted)
                   : xml_attr_is(row, column, wanted))
            xmlXPathNodeSetAddUnique(set, row);
    }
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

    if (isnan(as_number) || fabs(as_number) > EXACT_MAX)
        return false;
    *value = (int64_t)floor(as_number + 0.5);
    return true;
}

static void
return_hundredths(struct call *call, int64_t value)
{
    int64_t size = value < 0 ? -value : value;

    call_return_span(call, span_printf(call->arena, "%s%lld.%02lld", value < 0 ? "-" : "",
                                       (long long)size / 100, (long long)size % 100));
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
    int64_t a, b, c, twice, both;
    double result;

    if (!call_begin(&call, ctxt, nargs, 3, 3))
        return;
    /* Half away from zero: an amount and its opposite stay opposite. */
    if (!whole(&call, 0, &a) || !whole(&call, 1, &b) || !whole(&call, 2, &c) || c <= 0 ||
        __builtin_mul_overflow(a, b, &twice) || __builtin_mul_overflow(twice, 2, &twice) ||
        __builtin_mul_overflow(c, 2, &both) || __builtin_add_overflow(twice, twice < 0 ? -c : c, &twice)) {
        call_return_number(&call, NAN);
        return;
    }
    result = (double)(twice / both);
    call_return_number(&call, fabs(result) > EXACT_MAX ? NAN : result);
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

/* Bytes, not characters, beyond ASCII; a faulty expression matches nothing. */
static void
f_matches(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;

    if (!call_begin(&call, ctxt, nargs, 2, 2))
        return;
    call_return_boolean(&call,
                        patterns_match(call.procedure->patterns, span_dup(call.arena, call.arguments[1]),
                                       span_dup(call.arena, call.arguments[0])));
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
    call_return_span(&call, datatype_show_as(call.arena, call.procedure,
                                             span_dup(call.arena, call.arguments[1]), call.arguments[0],
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

struct folded_node {
    struct span folded;
    xmlNode *node;
    int place;
};

static int
by_folded(const void *a, const void *b)
{
    const struct folded_node *one = a, *other = b;
    int order = span_compare(one->folded, other->folded);

    return order != 0 ? order : one->place - other->place;
}

/* The first node of each text, without regard to case and accents; those without text are left out. */
static void
f_distinct(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct arena *arena;
    xmlXPathObject *object;
    xmlNodeSet *set, *result = xmlXPathNodeSetCreate(NULL);
    struct folded_node *nodes;
    size_t count = 0;

    if (nargs != 1) {
        xmlXPathFreeNodeSet(result);
        xmlXPathSetArityError(ctxt);
        return;
    }
    arena = call_arena(ctxt);
    object = valuePop(ctxt);
    set = object == NULL ? NULL : object->nodesetval;
    nodes = arena_array(arena, set == NULL ? 1 : (size_t)set->nodeNr + 1, sizeof *nodes);
    for (int i = 0; set != NULL && i < set->nodeNr; i++) {
        struct span folded = utf8_fold(arena, xml_text(arena, set->nodeTab[i]));

        if (folded.len > 0)
            nodes[count++] = (struct folded_node){folded, set->nodeTab[i], i};
    }
    qsort(nodes, count, sizeof *nodes, by_folded);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !span_equal(nodes[i].folded, nodes[i - 1].folded))
            xmlXPathNodeSetAddUnique(result, nodes[i].node);
    xmlXPathNodeSetSort(result);
    xmlXPathFreeObject(object);
    call_drop(ctxt, arena);
    valuePush(ctxt, xmlXPathWrapNodeSet(result));
}

/* Edits that make one of the other: insert, take away, put in the place of (Levenshtein 1965). */
static size_t
distance(struct arena *arena, struct span a, struct span b)
{
    size_t *row = arena_array(arena, b.len + 1, sizeof *row);

    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t put = corner + (a.data[i - 1] != b.data[j - 1]);
            size_t least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;

            corner = row[j];
            row[j] = put < least ? put : least;
        }
    }
    return row[b.len];
}

/* likeness(a, b): 1 for the same, 0 for nothing in common, whatever case and accents are. */
static void
f_likeness(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    struct span a, b;
    size_t longest;

    if (!call_begin(&call, ctxt, nargs, 2, 2))
        return;
    a = span_first(utf8_fold(call.arena, call.arguments[0]), LIKENESS_BYTES_MAX);
    b = span_first(utf8_fold(call.arena, call.arguments[1]), LIKENESS_BYTES_MAX);
    longest = a.len > b.len ? a.len : b.len;
    call_return_number(&call, longest == 0 ? 1 : 1 - (double)distance(call.arena, a, b) / (double)longest);
}

static const struct function functions[] = {
    {"param", f_param, 1, 2},       {"has-param", f_has_param, 1, 2},
    {"scope", f_scope, 0, 0},       {"table", f_table, 1, 1},
    {"rows", f_rows, 3, 4},         {"cents", f_cents, 1, 1},
    {"money", f_money, 1, 1},       {"hours", f_hours, 1, 1},
    {"mul-div", f_mul_div, 3, 3},   {"fold", f_fold, 1, 1},
    {"likeness", f_likeness, 2, 2}, {"lower", f_lower, 1, 1},
    {"matches", f_matches, 2, 2},   {"contains-word", f_contains_word, 2, 2},
    {"luhn", f_luhn, 1, 1},         {"siren", f_siren, 1, 1},
    {"format", f_format, 2, 3},     {"label", f_label, 2, 3},
    {"distinct", f_distinct, 1, 1}, {NULL, NULL, 0, 0},
};

static const struct function *
find(const struct function *table, const char *name)
{
    while (table->name != NULL && strcmp(table->name, name) != 0)
        table++;
    return table->name == NULL ? NULL : table;
}

const struct function *
function_named(const char *name, bool template)
{
    const struct function *function = find(functions, name);

    if (function == NULL)
        function = find(date_functions, name);
    return function == NULL && template ? find(context_functions, name) : function;
}

xmlXPathFunction
function_find(const char *name)
{
    const struct function *function = function_named(name, false);

    return function == NULL ? NULL : function->call;
}

static void
register_all(const struct function *table)
{
    for (; table->name != NULL; table++)
        xsltRegisterExtModuleFunction(BAD_CAST table->name, BAD_CAST FUNCTIONS_URI, table->call);
}

void
functions_register_xslt(void)
{
    register_all(functions);
    register_all(date_functions);
    register_all(context_functions);
}
