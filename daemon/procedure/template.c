// SPDX-License-Identifier: Apache-2.0
#include "procedure/template.h"

#include <assert.h>
#include <libxslt/documents.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltutils.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "procedure/compiled.h"

enum {
    TEMPLATE_DEPTH_MAX = 500,
    TEMPLATE_OPERATIONS_MAX = 10000000, /* of one transformation */
    FAULTS_MAX = 10,                    /* told of one template */
};

/* What a stylesheet gets while it is compiled.  libxslt has one handler of errors and one loader for the
 * whole process: each thread says here what it is about. */
struct compiling {
    struct loading *loading;
    const char *file; /* of the bundle */
    bool *reached; /* by number in the bundle: what it imports, to be compiled on its own; NULL import it */
    size_t faults;
    char place_file[200]; /* of the message to come: libxslt says where first, then what */
    int place_line;
};

#define EMPTY_SHEET "<x:stylesheet version=\"1.0\" xmlns:x=\"http://www.w3.org/1999/XSL/Transform\"/>"

static _Thread_local struct compiling *compiling;

static xsltSecurityPrefs *nothing_allowed; /* made once by procedure_start */

static const char *
without_scheme(const char *url)
{
    return strncmp(url, "bundle:/", 8) == 0 ? url + 8 : url;
}

static void
add_fault(const char *file, int line, struct span message)
{
    if (message.len > 0 && compiling->faults++ < FAULTS_MAX)
        problem_add(compiling->loading->arena, compiling->loading->problems,
                    file[0] == '\0' ? compiling->file : file, line, "%.*s", SPAN_ARG(message));
}

/* "compilation error: file F line N element E", which tells where the next message belongs. */
static bool
take_place(const char *text)
{
    const char *file = strstr(text, ": file "), *line = strstr(text, " line "), *start;

    if (line == NULL || strstr(text, "error") == NULL || strstr(text, " element ") == NULL)
        return false;
    start = file == NULL ? "" : without_scheme(file + strlen(": file "));
    snprintf(compiling->place_file, sizeof compiling->place_file, "%.*s",
             file == NULL || line < start ? 0 : (int)(line - start), start);
    compiling->place_line = (int)strtol(line + strlen(" line "), NULL, 10);
    return true;
}

static void take_text(void *context, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void keep_text(void *context, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* libxslt's handler: silent but while a template of this thread is compiled. */
static void
take_text(void *context, const char *format, ...)
{
    char text[1000];
    va_list args;

    (void)context;
    if (compiling == NULL)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!take_place(text))
        add_fault(compiling->place_file, compiling->place_line, span_trim(span_of(text)));
}

static void
take_fault(void *context, xmlErrorPtr error)
{
    (void)context;
    if (compiling != NULL && error->message != NULL)
        add_fault(error->file == NULL ? "" : without_scheme(error->file), error->line,
                  span_trim(span_of(error->message)));
}

/* No DTD, no entities, no network; the stylesheet's dictionary, as libxslt wants it. */
static xmlDoc *
parse(struct span data, const char *url, xmlDict *dict)
{
    xmlParserCtxt *parser = xmlNewParserCtxt();
    xmlDoc *doc;

    if (parser == NULL)
        abort();
    if (dict != NULL) {
        xmlDictFree(parser->dict);
        parser->dict = dict;
        xmlDictReference(dict);
    }
    doc = xmlCtxtReadMemory(parser, data.len == 0 ? "" : data.data, (int)data.len, url, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOCDATA);
    xmlFreeParserCtxt(parser);
    if (doc != NULL && doc->intSubset != NULL) {
        add_fault(without_scheme(url), 1, SPAN("a DOCTYPE is not accepted; remove it"));
        xmlFreeDoc(doc);
        doc = NULL;
    }
    return doc;
}

/* xsl:import and xsl:include find their files in the bundle, nowhere else; document() finds none. */
static xmlDoc *
load_document(const xmlChar *uri, xmlDict *dict, int options, void *context, xsltLoadType type)
{
    const char *url = (const char *)uri, *name = without_scheme(url);
    const struct bundle_file *file;

    (void)context;
    (void)options;
    if (type != XSLT_LOAD_STYLESHEET || compiling == NULL || name == url)
        return NULL;
    file = bundle_find(&compiling->loading->procedure->bundle, name);
    if (file == NULL) {
        add_fault("", 0, span_printf(compiling->loading->arena, "there is no file %s to import", name));
        return NULL;
    }
    if (compiling->reached == NULL)
        return parse(file->data, url, dict);
    compiling->reached[file - compiling->loading->procedure->bundle.files] = true;
    return parse(SPAN(EMPTY_SHEET), url, dict);
}

void
procedure_start(void)
{
    if (nothing_allowed != NULL)
        return;
    xsltInit();
    xsltSetGenericErrorFunc(NULL, take_text);
    xsltSetLoaderFunc(load_document);
    xsltMaxDepth = TEMPLATE_DEPTH_MAX;
    nothing_allowed = xsltNewSecurityPrefs();
    if (nothing_allowed == NULL)
        abort();
    for (int option = XSLT_SECPREF_READ_FILE; option <= XSLT_SECPREF_WRITE_NETWORK; option++)
        xsltSetSecurityPrefs(nothing_allowed, (xsltSecurityOption)option, xsltSecurityForbid);
    functions_register_xslt();
}

/* "templates/fr/mail/due.xsl" -> lang, kind, name. */
static bool
split_name(struct arena *arena, struct span file, struct template_entry *entry)
{
    struct span folder, lang, kind;

    if (!span_split(&file, '/', &folder) || !span_is(folder, "templates") || !span_split(&file, '/', &lang) ||
        !span_split(&file, '/', &kind) || !span_ends(file, ".xsl") || span_find_byte(file, '/') != SIZE_MAX)
        return false;
    entry->lang = span_dup(arena, lang);
    entry->kind = span_dup(arena, kind);
    entry->name = span_dup(arena, span_first(file, file.len - 4));
    return true;
}

static bool
is_template(const struct procedure *procedure, const struct bundle_file *file)
{
    for (size_t i = 0; i < procedure->template_count; i++)
        if (procedure->templates[i].file == file)
            return true;
    return false;
}

static xsltStylesheet *
compile(struct loading *loading, const struct bundle_file *file, bool *reached)
{
    const char *name = span_dup(loading->procedure->arena, file->name);
    const char *url = arena_printf(loading->procedure->arena, "bundle:/%s", name);
    struct compiling here = {.loading = loading, .file = name, .reached = reached};
    xsltStylesheet *sheet = NULL;
    size_t before;
    xmlDoc *doc;

    compiling = &here;
    xmlSetStructuredErrorFunc(NULL, take_fault);
    doc = parse(file->data, url, NULL);
    if (doc != NULL) {
        before = loading->problems->count;
        if (reached != NULL && is_template(loading->procedure, file))
            load_check_template(loading, name, xmlDocGetRootElement(doc));
        here.faults += loading->problems->count - before;
        sheet = xsltParseStylesheetDoc(doc);
    }
    if (doc != NULL && sheet == NULL)
        xmlFreeDoc(doc);
    xmlSetStructuredErrorFunc(NULL, NULL);
    compiling = NULL;
    if ((sheet == NULL || sheet->errors > 0) && here.faults == 0)
        problem_add(loading->arena, loading->problems, name, 0, "not an XSLT 1.0 stylesheet");
    return sheet;
}

void
load_template_names(struct loading *loading)
{
    struct procedure *procedure = loading->procedure;

    procedure->templates = arena_array(procedure->arena, TEMPLATES_MAX, sizeof *procedure->templates);
    for (size_t i = 0; i < procedure->bundle.count; i++) {
        struct template_entry *entry = &procedure->templates[procedure->template_count];

        if (!split_name(procedure->arena, procedure->bundle.files[i].name, entry))
            continue;
        if (procedure->template_count + 1 == TEMPLATES_MAX) {
            loading_problem(loading, 0, "more than %d templates", TEMPLATES_MAX);
            break;
        }
        entry->file = &procedure->bundle.files[i];
        procedure->template_count++;
    }
}

/* Each on its own: what all of them import would be compiled as often as it is imported. */
void
load_check_templates(struct loading *loading)
{
    const struct procedure *procedure = loading->procedure;
    size_t count = procedure->bundle.count;
    bool *reached = arena_array(loading->arena, count, sizeof *reached);
    bool *checked = arena_array(loading->arena, count, sizeof *checked);
    bool again = true;

    for (size_t i = 0; i < procedure->template_count; i++)
        reached[procedure->templates[i].file - procedure->bundle.files] = true;
    while (again) {
        again = false;
        for (size_t i = 0; i < count; i++) {
            if (!reached[i] || checked[i])
                continue;
            again = checked[i] = true;
            xsltFreeStylesheet(compile(loading, &procedure->bundle.files[i], reached));
        }
    }
}

static struct template_entry *
find(const struct procedure *procedure, const char *kind, const char *name, const char *lang)
{
    for (size_t i = 0; i < procedure->template_count; i++) {
        struct template_entry *entry = &procedure->templates[i];

        if (strcmp(entry->kind, kind) == 0 && strcmp(entry->name, name) == 0 &&
            strcmp(entry->lang, lang) == 0)
            return entry;
    }
    return NULL;
}

struct span
template_language(const struct procedure *procedure, struct span asked)
{
    if (span_is(asked, "en"))
        return SPAN("en");
    for (size_t i = 0; i < procedure->template_count; i++)
        if (span_is(asked, procedure->templates[i].lang))
            return span_of(procedure->templates[i].lang);
    return SPAN("fr");
}

bool
template_exists(const struct procedure *procedure, const char *kind, const char *name, const char *lang)
{
    return find(procedure, kind, name, lang) != NULL;
}

static void
free_doc(void *doc)
{
    xmlFreeDoc(doc);
}

/* What a transformation complains of: where, then what.  <xsl:message> comes here too, and is dropped when
 * all went well. */
static void
keep_text(void *context, const char *format, ...)
{
    struct error *fault = context;
    char text[300];
    struct span message;
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    message = span_trim(span_of(text));
    if (fault->kind == ERROR_NONE)
        error_set(fault, ERROR_BAD_INPUT, "%.*s", SPAN_ARG(message));
    else if (strlen(fault->text) < 300) {
        char before[ERROR_TEXT_MAX];

        snprintf(before, sizeof before, "%s", fault->text);
        error_set(fault, ERROR_BAD_INPUT, "%.400s %.*s", before, SPAN_ARG(message));
    }
}

static void
say_nothing(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

/* libxslt takes parameters as XPath: it quotes these itself. */
static xmlDoc *
transform(const struct template_entry *entry, struct environment *environment, xmlDoc *input,
          const char **parameters, struct error *fault)
{
    xsltTransformContext *context = xsltNewTransformContext(entry->sheet, input);
    xmlDoc *result;

    assert(nothing_allowed != NULL); /* procedure_start was called */
    if (context == NULL)
        abort();
    context->opLimit = TEMPLATE_OPERATIONS_MAX;
    context->xpathCtxt->opLimit = TEMPLATE_OPERATIONS_MAX;
    context->xpathCtxt->userData = environment;
    xmlXPathContextSetCache(context->xpathCtxt, 1, -1, 0);
    context->xpathCtxt->error = say_nothing;
    xsltSetCtxtSecurityPrefs(nothing_allowed, context);
    xsltSetTransformErrorFunc(context, fault, keep_text);
    if (parameters != NULL)
        xsltQuoteUserParams(context, parameters);
    result = xsltApplyStylesheetUser(entry->sheet, input, NULL, NULL, NULL, context);
    if (result != NULL && context->state != XSLT_STATE_OK) {
        xmlFreeDoc(result);
        result = NULL;
    }
    xsltFreeTransformContext(context);
    environment_close(environment);
    return result;
}

static void
free_sheet(void *sheet)
{
    xsltFreeStylesheet(sheet);
}

/* When it is first used: most processes use few of them, and a stylesheet takes milliseconds. */
static bool
ensure_compiled(struct arena *arena, const struct procedure *procedure, struct template_entry *entry,
                struct error *err)
{
    struct problems problems = {0};
    struct loading loading = {
        .procedure = (struct procedure *)procedure, .arena = arena, .problems = &problems, .file = ""};

    if (entry->sheet == NULL) {
        entry->sheet = compile(&loading, entry->file, NULL);
        arena_defer(procedure->arena, free_sheet, entry->sheet);
    }
    if (problems.count == 0)
        return true;
    return error_set(err, ERROR_BAD_INPUT, "%.*s:%d: %.*s", SPAN_ARG(problems.items[0].file),
                     problems.items[0].line, SPAN_ARG(problems.items[0].message));
}

xmlDoc *
template_apply(struct arena *arena, const struct procedure *procedure, const char *kind, const char *name,
               const char *lang, xmlDoc *input, const char **parameters, struct error *err)
{
    struct template_entry *entry = find(procedure, kind, name, lang);
    struct environment environment = {.procedure = procedure, .today = DAY_NONE, .scope_known = true};
    struct error fault = {0};
    xmlDoc *result;

    if (entry == NULL)
        entry = find(procedure, kind, name, "fr");
    if (entry == NULL) {
        error_set(err, ERROR_BAD_INPUT, "there is no template templates/%s/%s/%s.xsl", lang, kind, name);
        return NULL;
    }
    if (!ensure_compiled(arena, procedure, entry, err))
        return NULL;
    if (!day_parse_iso(span_of(xml_attr_or(arena, xmlDocGetRootElement(input), "today", "")),
                       &environment.today))
        environment.today = DAY_NONE;
    environment.scope = span_of(xml_attr_or(arena, xmlDocGetRootElement(input), "scope", ""));
    environment.shown = xmlDocGetRootElement(input);
    result = transform(entry, &environment, input, parameters, &fault);
    if (result != NULL && xmlDocGetRootElement(result) != NULL) {
        arena_defer(arena, free_doc, result);
        return result;
    }
    if (result != NULL)
        xmlFreeDoc(result);
    error_set(err, ERROR_BAD_INPUT, "the template templates/%s/%s/%s.xsl fails on this dossier: %s",
              entry->lang, kind, name, fault.kind == ERROR_NONE ? "it gives nothing" : fault.text);
    return NULL;
}
