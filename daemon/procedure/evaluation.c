// SPDX-License-Identifier: Apache-2.0
#include "procedure/evaluation.h"

#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/call.h"
#include "procedure/datapath.h"

enum { EXTRAS_MAX = 64, LETS_DEPTH_MAX = 50 };

struct extra {
    const char *name;
    xmlXPathObject *value;
};

struct evaluation {
    struct environment environment; /* first: what functions see */
    struct arena *arena;
    const struct procedure *procedure;
    xmlDoc *dossier;
    xmlNode *origin; /* <data>, or the root of an empty document */
    xmlXPathContext *context;
    const struct let *lets;
    size_t let_count;
    xmlXPathObject **values; /* of the lets; NULL not computed */
    bool *computing;
    unsigned char *verdicts; /* of the rules, then of the fields that may be required */
    struct extra extras[EXTRAS_MAX];
    size_t extra_count;
    int depth;
    const char *asked_function; /* the last name that libxml2 looked up */
    char fault[200];            /* of the expression in hand; "" none */
};

/* libxml2 gives a code and no words. */
static const char *
words_for(const xmlError *error)
{
    static const struct {
        int code;
        const char *words;
    } known[] = {
        {XPATH_NUMBER_ERROR, "a malformed number"},
        {XPATH_UNFINISHED_LITERAL_ERROR, "a text without its closing quote"},
        {XPATH_START_LITERAL_ERROR, "a text without its opening quote"},
        {XPATH_VARIABLE_REF_ERROR, "a $ without a name"},
        {XPATH_UNDEF_VARIABLE_ERROR, "an unknown variable"},
        {XPATH_INVALID_PREDICATE_ERROR, "a malformed [condition]"},
        {XPATH_UNKNOWN_FUNC_ERROR, "an unknown function"},
        {XPATH_INVALID_TYPE, "a value of the wrong type"},
        {XPATH_INVALID_ARITY, "a wrong number of arguments"},
        {XPATH_UNDEF_PREFIX_ERROR, "an unknown prefix"},
        {XPATH_OP_LIMIT_EXCEEDED, "too many steps"},
        {XPATH_RECURSION_LIMIT_EXCEEDED, "nested too deep"},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (error->code == XML_XPATH_EXPRESSION_OK + known[i].code)
            return known[i].words;
    return "a malformed expression";
}

/* context->userData is the environment, the evaluation's first member. */
static void
take_error(void *user, xmlErrorPtr error)
{
    struct evaluation *evaluation = user;

    if (evaluation->fault[0] != '\0')
        return;
    if (error->code == XML_XPATH_EXPRESSION_OK + XPATH_UNKNOWN_FUNC_ERROR &&
        evaluation->asked_function != NULL)
        snprintf(evaluation->fault, sizeof evaluation->fault, "there is no function %s()",
                 evaluation->asked_function);
    else
        snprintf(evaluation->fault, sizeof evaluation->fault, "%s", words_for(error));
}

/* libxml2 looks at the nodes of a set when it frees it, and they may be gone: it is shown none. */
static void
free_object(xmlXPathObject *object)
{
    if (object != NULL && object->type == XPATH_NODESET && object->nodesetval != NULL)
        object->nodesetval->nodeNr = 0;
    xmlXPathFreeObject(object);
}

/* When its arena ends, which may be after the procedure: that is not looked at. */
static void
release(void *object)
{
    struct evaluation *evaluation = object;

    for (size_t i = 0; i < evaluation->let_count; i++)
        free_object(evaluation->values[i]);
    for (size_t i = 0; i < evaluation->extra_count; i++)
        free_object(evaluation->extras[i].value);
    xmlXPathFreeContext(evaluation->context);
    environment_close(&evaluation->environment);
}

static xmlXPathFunction
look_up_function(void *data, const xmlChar *name, const xmlChar *uri)
{
    struct evaluation *evaluation = data;

    evaluation->asked_function = (const char *)name;
    if (uri == NULL || strcmp((const char *)uri, FUNCTIONS_URI) != 0)
        return NULL;
    return function_find((const char *)name);
}

/* Evaluates inside another evaluation: the context's place is put back afterwards. */
static xmlXPathObject *
evaluate_at(struct evaluation *evaluation, xmlXPathCompExpr *expression, xmlNode *node)
{
    xmlXPathContext *context = evaluation->context;
    xmlNode *before = context->node;
    int size = context->contextSize, position = context->proximityPosition;
    xmlXPathObject *object;

    if (evaluation->depth++ == 0) {
        context->opCount = 0;
        evaluation->fault[0] = '\0';
    }
    context->node = node;
    object = xmlXPathCompiledEval(expression, context);
    evaluation->depth--;
    context->node = before;
    context->contextSize = size;
    context->proximityPosition = position;
    return object;
}

/* Nodes of the namespace axis belong to their set: no let may keep one (free_object). */
static bool
is_namespaces(const xmlXPathObject *object)
{
    if (object == NULL || object->type != XPATH_NODESET || object->nodesetval == NULL)
        return false;
    for (int i = 0; i < object->nodesetval->nodeNr; i++)
        if (object->nodesetval->nodeTab[i]->type == XML_NAMESPACE_DECL)
            return true;
    return false;
}

static xmlXPathObject *
value_of_let(struct evaluation *evaluation, size_t number)
{
    if (evaluation->values[number] != NULL)
        return evaluation->values[number];
    /* A let may use earlier ones; a circle would never end. */
    if (evaluation->computing[number] || evaluation->depth > LETS_DEPTH_MAX)
        return NULL;
    evaluation->computing[number] = true;
    evaluation->values[number] = evaluate_at(evaluation, evaluation->lets[number].select, evaluation->origin);
    evaluation->computing[number] = false;
    if (is_namespaces(evaluation->values[number])) {
        xmlXPathFreeObject(evaluation->values[number]);
        evaluation->values[number] = NULL;
    }
    return evaluation->values[number];
}

/* Of a calculation, or of rules.xml. */
static size_t
find_let(const struct evaluation *evaluation, const char *name)
{
    if (evaluation->lets == evaluation->procedure->lets && evaluation->procedure->let_slots != NULL)
        return let_number(evaluation->procedure, name);
    for (size_t i = 0; i < evaluation->let_count; i++)
        if (strcmp(evaluation->lets[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

static struct extra *
find_extra(struct evaluation *evaluation, const char *name)
{
    for (size_t i = 0; i < evaluation->extra_count; i++)
        if (evaluation->extras[i].name[0] == name[0] && strcmp(evaluation->extras[i].name, name) == 0)
            return &evaluation->extras[i];
    return NULL;
}

static xmlXPathObject *
look_up_variable(void *data, const xmlChar *name, const xmlChar *uri)
{
    struct evaluation *evaluation = data;
    struct extra *extra;
    xmlXPathObject *value;
    size_t let;

    if (uri != NULL)
        return NULL;
    if (name[0] == DATAPATH_MARK)
        return datapath_value(evaluation->origin, (const char *)name);
    extra = find_extra(evaluation, (const char *)name);
    if (extra != NULL)
        return xmlXPathObjectCopy(extra->value);
    let = find_let(evaluation, (const char *)name);
    if (let != SIZE_MAX) {
        value = value_of_let(evaluation, let);
        if (value == NULL && evaluation->fault[0] == '\0')
            snprintf(evaluation->fault, sizeof evaluation->fault, "$%s can't be computed", name);
        return value == NULL ? NULL : xmlXPathObjectCopy(value);
    }
    if (evaluation->fault[0] == '\0')
        snprintf(evaluation->fault, sizeof evaluation->fault, "there is no variable $%s", name);
    return NULL;
}

static void
set_extra(struct evaluation *evaluation, const char *name, xmlXPathObject *value)
{
    struct extra *extra = find_extra(evaluation, name);

    if (extra == NULL) {
        if (evaluation->extra_count == EXTRAS_MAX)
            abort();
        extra = &evaluation->extras[evaluation->extra_count++];
        extra->name = arena_strdup(evaluation->arena, name);
        extra->value = NULL;
    }
    free_object(extra->value);
    extra->value = value;
}

void
evaluation_set_node(struct evaluation *evaluation, const char *name, xmlNode *node)
{
    set_extra(evaluation, name, xmlXPathNewNodeSet(node));
}

void
evaluation_set_boolean(struct evaluation *evaluation, const char *name, bool value)
{
    set_extra(evaluation, name, xmlXPathNewBoolean(value));
}

void
evaluation_set_string(struct evaluation *evaluation, const char *name, struct span value)
{
    set_extra(evaluation, name, xmlXPathNewString(BAD_CAST span_dup(evaluation->arena, value)));
}

static void
forget_let(struct evaluation *evaluation, size_t number)
{
    free_object(evaluation->values[number]);
    evaluation->values[number] = NULL;
}

/* What looks at any of that. */
static void
forget_reaching(struct evaluation *evaluation, unsigned reach)
{
    const struct procedure *procedure = evaluation->procedure;

    for (size_t i = 0; i < evaluation->let_count; i++)
        if (evaluation->values[i] != NULL && (evaluation->lets[i].reach & reach) != 0)
            forget_let(evaluation, i);
    if (evaluation->verdicts == NULL || reach == REACH_BESIDE) /* no verdict looks there */
        return;
    for (size_t i = 0; i < procedure->rule_count; i++)
        if ((procedure->rules[i].reach & reach) != 0)
            evaluation->verdicts[i] = 0;
    for (size_t i = 0; i < procedure->form.field_count; i++)
        if ((procedure->form.fields[i].required_reach & reach) != 0)
            evaluation->verdicts[procedure->rule_count + i] = 0;
}

static size_t
verdict_count(const struct procedure *procedure)
{
    return procedure->rule_count + procedure->form.field_count;
}

static void
changed(struct evaluation *evaluation, unsigned reach)
{
    const struct procedure *procedure = evaluation->procedure;

    if (procedure->scope != NULL && (procedure->scope_reach & reach) != 0) {
        reach |= REACH_SCOPE;
        evaluation->environment.scope_known = false;
    }
    forget_reaching(evaluation, reach);
}

void
evaluation_forget(struct evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->let_count; i++)
        forget_let(evaluation, i);
    if (evaluation->verdicts != NULL)
        memset(evaluation->verdicts, 0, verdict_count(evaluation->procedure));
    evaluation->environment.scope_known = evaluation->procedure->scope == NULL;
}

void
evaluation_moved(struct evaluation *evaluation)
{
    changed(evaluation, REACH_BESIDE);
}

void
evaluation_facts(struct evaluation *evaluation, xmlDoc *facts)
{
    if (facts == NULL)
        facts = xml_new(evaluation->arena, "facts");
    evaluation_set_node(evaluation, "facts", xmlDocGetRootElement(facts));
    changed(evaluation, REACH_FACTS);
}

unsigned char *
evaluation_verdict(struct evaluation *evaluation, size_t number)
{
    return &evaluation->verdicts[number];
}

void
evaluation_rebase(struct evaluation *evaluation)
{
    xmlNode *root = xmlDocGetRootElement(evaluation->dossier), *data = xml_first(root, "data");

    evaluation_forget(evaluation);
    evaluation->origin = data == NULL ? root : data;
    evaluation->context->node = evaluation->origin;
}

static struct evaluation *
open_over(struct arena *arena, const struct procedure *procedure, xmlDoc *doc, xmlNode *origin,
          const struct let *lets, size_t let_count, int64_t now)
{
    struct evaluation *evaluation = arena_alloc(arena, sizeof *evaluation);

    evaluation->environment.procedure = procedure;
    evaluation->environment.today = day_of_instant(now, procedure->base_offset);
    evaluation->environment.evaluation = evaluation;
    evaluation->environment.scope = SPAN("");
    evaluation->environment.scope_known = true;
    evaluation->arena = arena;
    evaluation->procedure = procedure;
    evaluation->dossier = doc;
    evaluation->origin = origin;
    evaluation->lets = lets;
    evaluation->let_count = let_count;
    evaluation->values = arena_array(arena, let_count + 1, sizeof(xmlXPathObject *));
    evaluation->computing = arena_array(arena, let_count + 1, sizeof(bool));
    evaluation->context = xmlXPathNewContext(doc);
    if (evaluation->context == NULL)
        abort();
    evaluation->context->node = origin;
    evaluation->context->userData = &evaluation->environment;
    evaluation->context->error = take_error;
    evaluation->context->opLimit = OPERATIONS_MAX;
    xmlXPathContextSetCache(evaluation->context, 1, -1, 0); /* values used again, not freed and made anew */
    xmlXPathRegisterNs(evaluation->context, BAD_CAST "e", BAD_CAST FUNCTIONS_URI);
    xmlXPathRegisterFuncLookup(evaluation->context, look_up_function, evaluation);
    xmlXPathRegisterVariableLookup(evaluation->context, look_up_variable, evaluation);
    arena_defer(arena, release, evaluation);
    evaluation_set_string(evaluation, "today", day_iso(arena, evaluation->environment.today));
    evaluation_set_string(evaluation, "now", instant_iso(arena, now));
    return evaluation;
}

struct evaluation *
evaluation_open(struct arena *arena, const struct procedure *procedure, xmlDoc *dossier, xmlDoc *facts,
                int64_t now)
{
    xmlNode *root = xmlDocGetRootElement(dossier), *data = xml_first(root, "data");
    struct evaluation *evaluation = open_over(arena, procedure, dossier, data == NULL ? root : data,
                                              procedure->lets, procedure->let_count, now);

    evaluation->verdicts = arena_alloc(arena, verdict_count(procedure) + 1);
    evaluation->environment.scope_known = procedure->scope == NULL;
    evaluation_set_node(evaluation, "dossier", root);
    evaluation_facts(evaluation, facts);
    evaluation_set_node(evaluation, "parent", NULL);
    evaluation_set_node(evaluation, "amended", NULL);
    return evaluation;
}

struct evaluation *
evaluation_open_bare(struct arena *arena, const struct procedure *procedure, const struct let *lets,
                     size_t let_count, int64_t now)
{
    xmlDoc *empty = xml_new(arena, "data");

    return open_over(arena, procedure, empty, xmlDocGetRootElement(empty), lets, let_count, now);
}

struct compiling {
    struct error fault; /* the first */
    int before;         /* bytes that stand in front of the source */
};

static void
keep_message(void *user, xmlErrorPtr error)
{
    struct compiling *compiling = user;

    if (compiling->fault.kind == ERROR_NONE)
        error_set(&compiling->fault, ERROR_BAD_INPUT, "%s at byte %d", words_for(error),
                  error->int1 + 1 - compiling->before);
}

/* A plain path ("loan/from") libxml2 would compile to a stream, which looks at every node of the dossier where
 * steps look at a few children: parentheses, which no such path has, keep it from that. */
static xmlXPathCompExpr *
compile(xmlXPathContext *context, struct compiling *compiling, const char *source)
{
    char wrapped[EXPRESSION_BYTES_MAX + 3];

    if (strpbrk(source, "([@") != NULL)
        return xmlXPathCtxtCompile(context, BAD_CAST source);
    compiling->before = 1;
    snprintf(wrapped, sizeof wrapped, "(%s)", source);
    return xmlXPathCtxtCompile(context, BAD_CAST wrapped);
}

xmlXPathCompExpr *
expression_compile(const char *source, struct error *err)
{
    struct compiling compiling = {.before = 0};
    xmlXPathContext *context;
    xmlXPathCompExpr *compiled;

    if (strlen(source) > EXPRESSION_BYTES_MAX) {
        error_set(err, ERROR_TOO_BIG, "an expression of more than %d bytes", EXPRESSION_BYTES_MAX);
        return NULL;
    }
    context = xmlXPathNewContext(NULL);
    if (context == NULL)
        abort();
    context->error = keep_message;
    context->userData = &compiling;
    compiled = compile(context, &compiling, source);
    xmlXPathFreeContext(context);
    if (compiled == NULL)
        error_set(err, ERROR_BAD_INPUT, "not an XPath 1.0 expression (%s): %s",
                  compiling.fault.kind == ERROR_NONE ? "syntax" : compiling.fault.text, source);
    return compiled;
}

xmlXPathCompExpr *
expression_compile_data(const char *source, struct error *err)
{
    struct arena *arena = arena_open(4 * EXPRESSION_BYTES_MAX + 64 * 1024);
    const char *replaced = strlen(source) > EXPRESSION_BYTES_MAX ? source : datapath_replace(arena, source);
    struct error ignored;
    xmlXPathCompExpr *compiled = expression_compile(replaced, &ignored);

    arena_close(&arena);
    /* A fault is told of as it was written. */
    return compiled != NULL ? compiled : expression_compile(source, err);
}

static xmlXPathObject *
evaluate(struct evaluation *evaluation, xmlXPathCompExpr *expression, xmlNode *node, struct error *err)
{
    xmlXPathObject *object = evaluate_at(evaluation, expression, node);

    if (object == NULL)
        error_set(err, ERROR_BAD_INPUT, "the expression fails: %s",
                  evaluation->fault[0] == '\0' ? "too many steps" : evaluation->fault);
    return object;
}

bool
evaluation_boolean_at(struct evaluation *evaluation, xmlXPathCompExpr *expression, xmlNode *node,
                      struct error *err)
{
    xmlXPathObject *object = evaluate(evaluation, expression, node, err);
    bool result = object != NULL && xmlXPathCastToBoolean(object) == 1;

    xmlXPathFreeObject(object);
    return result;
}

/* The only node of a set, with a text that xml_text reads; NULL: it is another set, or none. */
static const xmlNode *
only_node(const xmlXPathObject *object)
{
    const xmlNode *node = object->type == XPATH_NODESET && object->nodesetval != NULL && object->nodesetval->nodeNr == 1
                              ? object->nodesetval->nodeTab[0]
                              : NULL;

    return node != NULL && (node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE) ? node : NULL;
}

struct span
evaluation_object_string(struct arena *arena, xmlXPathObject *object)
{
    const xmlNode *node = only_node(object);
    struct span result;
    xmlChar *string;

    if (object->type == XPATH_STRING)
        return span_copy(arena, span_of((const char *)object->stringval));
    if (node != NULL)
        return xml_text(arena, node);
    string = xmlXPathCastToString(object);
    result = span_copy(arena, span_of((const char *)string));
    xmlFree(string);
    return result;
}

struct span
evaluation_string_at(struct evaluation *evaluation, xmlXPathCompExpr *expression, xmlNode *node,
                     struct error *err)
{
    xmlXPathObject *object = evaluate(evaluation, expression, node, err);
    struct span result = {"", 0};

    if (object != NULL)
        result = evaluation_object_string(evaluation->arena, object);
    xmlXPathFreeObject(object);
    return result;
}

/* Parameters that the choice of the scope itself asks for are those that hold everywhere, and no
 * let may stay that was computed from them. */
struct span
evaluation_scope(struct evaluation *evaluation)
{
    struct environment *environment = &evaluation->environment;

    if (environment->scope_known)
        return environment->scope;
    environment->scope = SPAN("");
    environment->scope_known = true;
    environment->scope =
        span_trim(evaluation_string_at(evaluation, evaluation->procedure->scope, evaluation->origin, NULL));
    forget_reaching(evaluation, REACH_SCOPE);
    return environment->scope;
}

bool
evaluation_boolean(struct evaluation *evaluation, xmlXPathCompExpr *expression, struct error *err)
{
    return evaluation_boolean_at(evaluation, expression, evaluation->origin, err);
}

struct span
evaluation_string(struct evaluation *evaluation, xmlXPathCompExpr *expression, struct error *err)
{
    return evaluation_string_at(evaluation, expression, evaluation->origin, err);
}

double
evaluation_number(struct evaluation *evaluation, xmlXPathCompExpr *expression, struct error *err)
{
    xmlXPathObject *object = evaluate(evaluation, expression, evaluation->origin, err);
    double result = object == NULL ? xmlXPathNAN : xmlXPathCastToNumber(object);

    xmlXPathFreeObject(object);
    return result;
}

struct span
evaluation_let(struct evaluation *evaluation, const char *name)
{
    size_t let = find_let(evaluation, name);
    xmlXPathObject *value = let == SIZE_MAX ? NULL : value_of_let(evaluation, let);

    return value == NULL ? (struct span){"", 0} : evaluation_object_string(evaluation->arena, value);
}

size_t
evaluation_let_names(struct evaluation *evaluation, const char *const **names)
{
    *names = evaluation->procedure->let_names;
    return evaluation->procedure->let_count;
}

struct arena *
evaluation_arena(struct evaluation *evaluation)
{
    return evaluation->arena;
}

const struct procedure *
evaluation_procedure(struct evaluation *evaluation)
{
    return evaluation->procedure;
}

xmlNode *
evaluation_origin(struct evaluation *evaluation)
{
    return evaluation->origin;
}

xmlDoc *
evaluation_dossier(struct evaluation *evaluation)
{
    return evaluation->dossier;
}

void
evaluation_add_message(struct evaluation *evaluation, struct text *out, const struct message_text *message,
                       const char *lang)
{
    for (size_t i = 0; i < message->count; i++) {
        const struct piece *piece = &message->pieces[i];
        struct span value = piece->text;

        if (piece->value != NULL)
            value = evaluation_string(evaluation, piece->value, NULL);
        if (piece->value != NULL && piece->as != NULL)
            value = datatype_show_as(evaluation->arena, evaluation->procedure, piece->as, value, lang);
        text_span(out, value);
    }
}

size_t
evaluation_parameters(struct evaluation *evaluation, struct pair **pairs)
{
    const struct procedure *procedure = evaluation->procedure;
    struct span scope = environment_scope(&evaluation->environment);
    size_t count = 0;

    *pairs = arena_array(evaluation->arena, procedure->parameter_count + 1, sizeof **pairs);
    for (size_t i = 0; i < procedure->parameter_count; i++) {
        const struct parameter *parameter = &procedure->parameters[i];
        struct span value = {NULL, 0};

        if (parameter->scope.len == 0)
            value = parameter_value(parameter_find(procedure, scope, parameter->id),
                                    evaluation->environment.today);

        if (value.data != NULL)
            (*pairs)[count++] = (struct pair){procedure->parameters[i].id, value};
    }
    return count;
}

static struct span
computed(struct evaluation *evaluation, const struct field *field)
{
    struct span value = span_trim(evaluation_string(evaluation, field->calculation, NULL));

    if (span_is(value, "NaN"))
        return SPAN("");
    if (field->type == TYPE_BOOLEAN && value.len > 0)
        return span_is(value, "true") || span_is(value, "oui") ? SPAN("oui") : SPAN("non");
    return value;
}

static void
put_computed(struct evaluation *evaluation, xmlNode *data, const struct field *field, struct span value)
{
    xmlNode *node = xml_path(data, field->path);

    if (span_equal(value, xml_text(evaluation->arena, node)))
        return;
    /* A let may hold this node. */
    changed(evaluation, REACH_COMPUTED);
    if (value.len == 0)
        xml_remove(node);
    else
        xml_set_text(node == NULL ? xml_path_make(data, field->path) : node, value);
}

void
form_compute(struct evaluation *evaluation, xmlDoc *dossier)
{
    const struct form *form = &evaluation->procedure->form;
    xmlNode *data = xml_first(xmlDocGetRootElement(dossier), "data");
    struct span *values = arena_array(evaluation->arena, form->field_count, sizeof *values);

    /* All first, then all put: no field is computed from half of the others. */
    for (size_t i = 0; i < form->field_count && data != NULL; i++)
        if (form->fields[i].calculation != NULL)
            values[i] = computed(evaluation, &form->fields[i]);
    for (size_t i = 0; i < form->field_count && data != NULL; i++)
        if (form->fields[i].calculation != NULL && form->fields[i].group.len == 0)
            put_computed(evaluation, data, &form->fields[i], values[i]);
}
