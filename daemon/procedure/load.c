// SPDX-License-Identifier: Apache-2.0
#include <libxml/relaxng.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "procedure/compiled.h"
#include "procedure/patterns.h"

enum { PROCEDURE_ARENA_MAX = 128 * 1024 * 1024, BASE_OFFSET = 60 /* minutes: Paris */ };

void
problem_add(struct arena *arena, struct problems *problems, const char *file, int line, const char *format,
            ...)
{
    char message[1000];
    va_list args;

    if (problems->items == NULL)
        problems->items = arena_array(arena, PROBLEMS_MAX, sizeof *problems->items);
    if (problems->count == PROBLEMS_MAX) {
        problems->more = true;
        return;
    }
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    problems->items[problems->count++] =
        (struct problem){span_of(arena_strdup(arena, file)), line, span_of(arena_strdup(arena, message))};
}

void
loading_problem(struct loading *loading, int line, const char *format, ...)
{
    char message[1000];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    problem_add(loading->arena, loading->problems, loading->file, line, "%s", message);
}

const char *
loading_attr(struct loading *loading, const xmlNode *node, const char *attribute)
{
    return xml_attr(loading->procedure->arena, node, attribute);
}

struct span
loading_span(struct loading *loading, const xmlNode *node, const char *attribute)
{
    const char *value = loading_attr(loading, node, attribute);

    return span_of(value == NULL ? "" : value);
}

static void
free_expression(void *expression)
{
    xmlXPathFreeCompExpr(expression);
}

static void
keep_source(struct loading *loading, const xmlNode *node, const char *attribute, const char *text)
{
    struct source *source = arena_alloc(loading->procedure->arena, sizeof *source);

    *source = (struct source){.next = loading->sources,
                              .text = text,
                              .attribute = attribute,
                              .file = loading->file,
                              .line = xml_line(node),
                              .calculation = loading->calculation};
    loading->sources = source;
}

xmlXPathCompExpr *
loading_expression(struct loading *loading, const xmlNode *node, const char *attribute, bool required)
{
    const char *source = loading_attr(loading, node, attribute);
    xmlXPathCompExpr *compiled;
    struct error err;

    if (source == NULL) {
        if (required)
            loading_problem(loading, xml_line(node), "<%s> needs the attribute %s", xml_name(node),
                            attribute);
        return NULL;
    }
    compiled = loading->calculation != NULL || loading->item ? expression_compile(source, &err)
                                                             : expression_compile_data(source, &err);
    if (compiled == NULL)
        loading_problem(loading, xml_line(node), "%s: %s", attribute, err.text);
    else {
        arena_defer(loading->procedure->arena, free_expression, compiled);
        keep_source(loading, node, attribute, source);
    }
    return compiled;
}

static const char *
lang_of(struct loading *loading, const xmlNode *node)
{
    const char *lang = loading_attr(loading, node, "lang");

    return lang == NULL ? "fr" : lang;
}

struct label
loading_labels(struct loading *loading, const xmlNode *parent, const char *element)
{
    struct label label = {SPAN(""), SPAN("")};

    for (xmlNode *node = xml_first(parent, element); node != NULL; node = xml_next(node, element)) {
        struct span text = span_trim(xml_text(loading->procedure->arena, node));

        if (strcmp(lang_of(loading, node), "en") == 0)
            label.en = text;
        else
            label.fr = text;
    }
    if (label.en.len == 0)
        label.en = label.fr;
    return label;
}

/* White space of the XML's layout becomes one space. */
static struct span
folded_space(struct arena *arena, const char *content)
{
    struct text out = text_new(arena, strlen(content) + 1);

    for (const char *c = content; *c != '\0'; c++) {
        bool space = *c == ' ' || *c == '\n' || *c == '\t' || *c == '\r';

        if (!space)
            text_byte(&out, *c);
        else if (out.len == 0 || out.data[out.len - 1] != ' ')
            text_byte(&out, ' ');
    }
    return text_get(&out);
}

void
loading_check_type(struct loading *loading, const xmlNode *node, const char *type)
{
    bool known = true;

    if (type != NULL)
        (void)datatype_named(type, &known);
    if (!known)
        loading_problem(loading, xml_line(node), "there is no datatype \"%s\"", type);
}

struct message_text
loading_message(struct loading *loading, const xmlNode *parent, const char *lang)
{
    struct message_text message = {NULL, 0};
    struct arena *arena = loading->procedure->arena;
    xmlNode *node = xml_first(parent, "message");
    size_t count = 0;

    while (node != NULL && strcmp(lang_of(loading, node), lang) != 0)
        node = xml_next(node, "message");
    if (node == NULL)
        return message;
    for (xmlNode *child = node->children; child != NULL; child = child->next)
        count++;
    message.pieces = arena_array(arena, count, sizeof *message.pieces);
    for (xmlNode *child = node->children; child != NULL; child = child->next) {
        struct piece *piece = &message.pieces[message.count];

        if (child->type == XML_TEXT_NODE) {
            piece->text = folded_space(arena, (const char *)child->content);
            message.count++;
        } else if (xml_is(child, "value")) {
            piece->value = loading_expression(loading, child, "select", true);
            piece->as = loading_attr(loading, child, "as");
            loading_check_type(loading, child, piece->as);
            message.count += piece->value != NULL;
        }
    }
    if (message.count > 0 && message.pieces[0].value == NULL)
        while (message.pieces[0].text.len > 0 && message.pieces[0].text.data[0] == ' ')
            message.pieces[0].text = span_from(message.pieces[0].text, 1);
    if (message.count > 0 && message.pieces[message.count - 1].value == NULL)
        message.pieces[message.count - 1].text.len -=
            span_ends(message.pieces[message.count - 1].text, " ") ? 1 : 0;
    return message;
}

int32_t
loading_day(struct loading *loading, const xmlNode *node, const char *attribute)
{
    const char *value = loading_attr(loading, node, attribute);
    int32_t day = DAY_NONE;

    if (value != NULL && !day_parse_iso(span_of(value), &day))
        loading_problem(loading, xml_line(node), "%s=\"%s\" is no date such as 2026-01-31", attribute, value);
    return day;
}

struct validation {
    struct loading *loading;
};

static void
take_invalid(void *context, xmlErrorPtr error)
{
    struct validation *validation = context;
    struct span message = error->message == NULL ? SPAN("invalid") : span_trim(span_of(error->message));

    loading_problem(validation->loading, error->line, "%.*s", SPAN_ARG(message));
}

static void
validate(struct loading *loading, xmlDoc *doc, const char *schema_name)
{
    const struct bundle_file *file = bundle_find(&loading->procedure->bundle, schema_name);
    struct validation validation = {loading};
    xmlRelaxNGParserCtxt *parser;
    xmlRelaxNGValidCtxt *context;
    xmlRelaxNG *schema;

    if (file == NULL) {
        loading_problem(loading, 0, "%s is missing beside the rules", schema_name);
        return;
    }
    parser = xmlRelaxNGNewMemParserCtxt(file->data.data, (int)file->data.len);
    xmlRelaxNGSetParserStructuredErrors(parser, take_invalid, &validation);
    schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (schema == NULL)
        return;
    context = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidStructuredErrors(context, take_invalid, &validation);
    (void)!xmlRelaxNGValidateDoc(context, doc);
    xmlRelaxNGFreeValidCtxt(context);
    xmlRelaxNGFree(schema);
}

/* Reads, validates, hands over.  A file that is not valid is not handed over. */
static void
load_file(struct loading *loading, const char *name, const char *schema, bool required,
          void (*load)(struct loading *loading, xmlDoc *doc))
{
    const struct bundle_file *file = bundle_find(&loading->procedure->bundle, name);
    size_t before = loading->problems->count;
    struct error err;
    xmlDoc *doc;

    loading->file = name;
    if (file == NULL) {
        if (required)
            loading_problem(loading, 0, "the file is missing");
        return;
    }
    doc = xml_parse(loading->procedure->arena, file->data, name, XML_OWN_MAX, &err);
    if (doc == NULL) {
        loading_problem(loading, 0, "%s", err.text);
        return;
    }
    if (!loading->checked)
        validate(loading, doc, schema);
    if (loading->problems->count == before)
        load(loading, doc);
}

static void
load_rules_and_calculations(struct loading *loading, xmlDoc *doc)
{
    load_rules(loading, doc);
    load_calculations(loading, doc);
}

/* alias="Angleterre|Grande-Bretagne" */
struct span *
loading_aliases(struct loading *loading, const xmlNode *row, size_t *count)
{
    struct span list = loading_span(loading, row, "alias"), piece;
    struct span *aliases = arena_array(loading->procedure->arena, list.len / 2 + 1, sizeof *aliases);

    *count = 0;
    while (list.len > 0 && span_split(&list, '|', &piece))
        if (piece.len > 0)
            aliases[(*count)++] = piece;
    return aliases;
}

/* Countries are asked for by name: the table `pays` gives the names. */
static void
fill_countries(struct loading *loading)
{
    struct procedure *procedure = loading->procedure;
    const struct table *table = table_find(procedure, SPAN("pays"));
    struct choice *choices;
    size_t count = 0;

    if (table == NULL)
        return;
    loading->file = table_file(table);
    choices = arena_array(procedure->arena, xml_count(table->node, "row") + 1, sizeof *choices);
    for (xmlNode *row = xml_first(table->node, "row"); row != NULL; row = xml_next(row, "row")) {
        choices[count].value = loading_span(loading, row, "iso");
        choices[count].label.fr = loading_span(loading, row, "fr");
        choices[count].label.en = loading_span(loading, row, "en");
        choices[count].aliases = loading_aliases(loading, row, &choices[count].alias_count);
        if (choices[count].value.len != 2 || choices[count].label.fr.len == 0)
            loading_problem(loading, xml_line(row),
                            "a country has iso=\"FR\", fr= and en=, maybe alias=\"a|b\"");
        choice_fold(procedure->arena, &choices[count]);
        count++;
    }
    procedure->countries = choices;
    procedure->country_count = count;
    for (size_t i = 0; i < procedure->form.field_count; i++)
        if (procedure->form.fields[i].type == TYPE_COUNTRY) {
            procedure->form.fields[i].countries = choices;
            procedure->form.fields[i].country_count = count;
        }
}

/* Every expression is run over an empty dossier: unknown names show then. */
static void
try_expression(struct loading *loading, struct evaluation *evaluation, xmlXPathCompExpr *expression, int line,
               const char *what)
{
    struct error err = {0};

    if (expression == NULL)
        return;
    (void)evaluation_string(evaluation, expression, &err);
    if (err.kind != ERROR_NONE)
        loading_problem(loading, line, "%s: %s", what, err.text);
}

static void
try_message(struct loading *loading, struct evaluation *evaluation, const struct message_text *message,
            int line)
{
    for (size_t i = 0; i < message->count; i++)
        try_expression(loading, evaluation, message->pieces[i].value, line, "value of a message");
}

static void
try_rules(struct loading *loading, struct evaluation *evaluation)
{
    const struct procedure *procedure = loading->procedure;

    loading->file = "rules/rules.xml";
    for (size_t i = 0; i < procedure->let_count; i++)
        try_expression(loading, evaluation, procedure->lets[i].select, procedure->lets[i].line, "let");
    for (size_t i = 0; i < procedure->rule_count; i++) {
        const struct rule *rule = &procedure->rules[i];

        try_expression(loading, evaluation, rule->when, rule->line, "when");
        try_expression(loading, evaluation, rule->test, rule->line, "test");
        try_message(loading, evaluation, &rule->fr, rule->line);
        try_message(loading, evaluation, &rule->en, rule->line);
    }
    try_expression(loading, evaluation, procedure->scope, procedure->scope_line, "scope");
    for (size_t i = 0; i < procedure->index_count; i++) {
        const struct fact_index *index = &procedure->indexes[i];

        try_expression(loading, evaluation, index->key, index->line, "key");
        try_expression(loading, evaluation, index->from, index->line, "from");
        try_expression(loading, evaluation, index->to, index->line, "to");
        try_expression(loading, evaluation, index->amount, index->line, "amount");
        try_expression(loading, evaluation, index->label, index->line, "label");
        try_expression(loading, evaluation, index->when, index->line, "when");
        try_expression(loading, evaluation, index->seen, index->line, "seen");
    }
}

static void
try_form(struct loading *loading, struct evaluation *evaluation)
{
    const struct form *form = &loading->procedure->form;

    loading->file = "rules/form.xml";
    for (size_t i = 0; i < form->field_count; i++) {
        try_expression(loading, evaluation, form->fields[i].required_when, form->fields[i].line, "required");
        try_expression(loading, evaluation, form->fields[i].calculation, form->fields[i].line, "calculate");
    }
}

static void
try_directory(struct loading *loading, struct evaluation *evaluation)
{
    const struct directory *directory = &loading->procedure->directory;

    loading->file = "rules/directory.xml";
    for (size_t i = 0; i < directory->lookup_count; i++) {
        const struct directory_lookup *lookup = &directory->lookups[i];

        try_expression(loading, evaluation, lookup->value, lookup->line, "value");
        try_expression(loading, evaluation, lookup->words, lookup->line, "words");
        try_expression(loading, evaluation, lookup->within, lookup->line, "within");
        try_expression(loading, evaluation, lookup->when, lookup->line, "when");
    }
}

static void
try_privacy(struct loading *loading, struct evaluation *evaluation)
{
    const struct privacy *privacy = &loading->procedure->privacy;

    loading->file = PRIVACY_FILE;
    for (size_t i = 0; i < privacy->keep_count; i++)
        try_expression(loading, evaluation, privacy->keeps[i].until, privacy->keeps[i].line, "until");
    evaluation_set_string(evaluation, "found", SPAN("0"));
    for (size_t i = 0; i < privacy->mask_count; i++)
        try_expression(loading, evaluation, privacy->masks[i].test, privacy->masks[i].line, "test");
}

static void
try_calculations(struct loading *loading, struct arena *arena)
{
    const struct procedure *procedure = loading->procedure;

    loading->file = "rules/rules.xml";
    for (size_t i = 0; i < procedure->calculation_count; i++) {
        const struct calculation *calculation = &procedure->calculations[i];
        struct evaluation *evaluation =
            evaluation_open_bare(arena, procedure, calculation->lets, calculation->let_count, 0);

        for (size_t j = 0; j < calculation->input_count; j++)
            evaluation_set_string(evaluation, calculation->inputs[j].name, SPAN(""));
        for (size_t j = 0; j < calculation->let_count; j++)
            try_expression(loading, evaluation, calculation->lets[j].select, calculation->lets[j].line,
                           "let");
        for (size_t j = 0; j < calculation->fail_count; j++)
            try_expression(loading, evaluation, calculation->fails[j].when, calculation->line, "fail");
        for (size_t j = 0; j < calculation->output_count; j++)
            try_expression(loading, evaluation, calculation->outputs[j].select, calculation->line, "output");
    }
}

static void
dry_run(struct loading *loading)
{
    static const char empty[] = "<dossier number=\"0000-00000\" revision=\"1\" owner=\"\" language=\"fr\""
                                " created=\"2026-01-01T00:00:00Z\"><data/></dossier>";
    struct arena *arena = arena_open(64 * 1024 * 1024);
    struct error err;
    xmlDoc *dossier = xml_parse(arena, span_of(empty), "empty", XML_OWN_MAX, &err);
    struct evaluation *evaluation = evaluation_open(arena, loading->procedure, dossier, NULL, 1767225600);

    try_rules(loading, evaluation);
    try_form(loading, evaluation);
    try_directory(loading, evaluation);
    try_privacy(loading, evaluation);
    try_calculations(loading, arena);
    arena_close(&arena);
}

static void
copy_bundle(struct procedure *procedure, const struct bundle *bundle)
{
    procedure->bundle = *bundle;
    procedure->bundle.procedure = span_copy(procedure->arena, bundle->procedure);
    procedure->bundle.files = arena_array(procedure->arena, bundle->count, sizeof *bundle->files);
    for (size_t i = 0; i < bundle->count; i++) {
        procedure->bundle.files[i].name = span_copy(procedure->arena, bundle->files[i].name);
        procedure->bundle.files[i].data = span_copy(procedure->arena, bundle->files[i].data);
    }
}

static struct procedure *
procedure_new(const struct bundle *bundle)
{
    struct arena *own = arena_open(PROCEDURE_ARENA_MAX);
    struct procedure *procedure = arena_alloc(own, sizeof *procedure);

    procedure->arena = own;
    procedure->base_offset = BASE_OFFSET;
    procedure->patterns = patterns_open(own);
    copy_bundle(procedure, bundle);
    return procedure;
}

static void
load_files(struct loading *loading)
{
    load_file(loading, "rules/parameters.xml", "schema/parameters.rng", true, load_parameters);
    load_file(loading, "site/parameters.xml", "schema/parameters.rng", false, load_parameters);
    load_holidays(loading);
    load_file(loading, "rules/form.xml", "schema/form.rng", true, load_form);
    fill_countries(loading);
    load_languages(loading);
    load_file(loading, "rules/rules.xml", "schema/rules.rng", true, load_rules_and_calculations);
    load_file(loading, "rules/directory.xml", "schema/directory.rng", false, load_directory);
    load_file(loading, PRIVACY_FILE, "schema/privacy.rng", false, load_privacy);
    load_template_names(loading);
}

struct procedure *
procedure_load(struct arena *arena, const struct bundle *bundle, struct problems *problems)
{
    struct procedure *procedure = procedure_new(bundle);
    struct loading loading = {.procedure = procedure, .arena = arena, .problems = problems, .file = ""};
    size_t before = problems->count;

    load_files(&loading);
    if (problems->count == before)
        load_check_names(&loading);
    if (problems->count == before)
        dry_run(&loading);
    load_check_templates(&loading);
    if (problems->count > before)
        procedure_close(&procedure);
    return procedure;
}

struct procedure *
procedure_load_checked(struct arena *arena, const struct bundle *bundle, struct problems *problems)
{
    struct procedure *procedure = procedure_new(bundle);
    struct loading loading = {
        .procedure = procedure, .arena = arena, .problems = problems, .file = "", .checked = true};

    load_files(&loading);
    if (problems->count > 0)
        procedure_close(&procedure);
    return procedure;
}

void
procedure_close(struct procedure **procedure)
{
    struct arena *arena;

    if (*procedure == NULL)
        return;
    arena = (*procedure)->arena;
    *procedure = NULL;
    arena_close(&arena);
}

const struct form *
procedure_form(const struct procedure *procedure)
{
    return &procedure->form;
}

struct span
procedure_name(const struct procedure *procedure)
{
    return procedure->bundle.procedure;
}

const struct digest *
procedure_digest(const struct procedure *procedure)
{
    return &procedure->bundle.digest;
}

const struct bundle *
procedure_bundle(const struct procedure *procedure)
{
    return &procedure->bundle;
}
