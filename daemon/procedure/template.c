// SPDX-License-Identifier: Apache-2.0
#include "procedure/template.h"

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

enum { TEMPLATE_DEPTH_MAX = 500, TEMPLATE_OPERATIONS_MAX = 10000000 };

/* The stylesheets that are loading: libxslt's loader has no place for a context. */
static _Thread_local struct loading *current;

static void
no_print(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* xsl:import and xsl:include find their files in the bundle, nowhere else. */
static xmlDoc *
load_document(const xmlChar *uri, xmlDict *dict, int options, void *context, xsltLoadType type)
{
    const struct bundle_file *file;

    (void)context;
    if (type != XSLT_LOAD_STYLESHEET || current == NULL || strncmp((const char *)uri, "bundle:/", 8) != 0)
        return NULL;
    file = bundle_find(&current->procedure->bundle, (const char *)uri + 8);
    (void)dict;
    (void)options;
    if (file == NULL || file->data.len == 0)
        return NULL;
    return xmlReadMemory(file->data.data, (int)file->data.len, (const char *)uri, NULL,
                         XSLT_PARSE_OPTIONS & ~(XML_PARSE_NOENT | XML_PARSE_DTDLOAD | XML_PARSE_DTDATTR));
}

static xsltSecurityPrefs *nothing_allowed; /* made once by procedure_start */

void
procedure_start(void)
{
    xsltSetGenericErrorFunc(NULL, no_print);
    xsltInit();
    xsltSetLoaderFunc(load_document);
    xsltMaxDepth = TEMPLATE_DEPTH_MAX;
    nothing_allowed = xsltNewSecurityPrefs();
    for (int option = XSLT_SECPREF_READ_FILE; option <= XSLT_SECPREF_WRITE_NETWORK; option++)
        xsltSetSecurityPrefs(nothing_allowed, (xsltSecurityOption)option, xsltSecurityForbid);
    functions_register_xslt();
}

/* "templates/fr/mail/jauge.xsl" -> lang, kind, name. */
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

struct faults {
    struct loading *loading;
    const char *file;
    size_t count;
};

static void
take_fault(void *context, xmlErrorPtr error)
{
    struct faults *faults = context;
    struct span message = error->message == NULL ? SPAN("") : span_trim(span_of(error->message));

    if (faults->count++ < 5)
        problem_add(faults->loading->arena, faults->loading->problems,
                    error->file == NULL                        ? faults->file
                    : strncmp(error->file, "bundle:/", 8) == 0 ? error->file + 8
                                                               : error->file,
                    error->line, "%.*s", SPAN_ARG(message));
}

static _Thread_local struct faults *collecting;

static void
take_text(void *context, const char *format, ...)
{
    char line[500];
    va_list args;
    struct span text;

    (void)context;
    if (collecting == NULL)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    text = span_trim(span_of(line));
    if (text.len > 0 && collecting->count++ < 5)
        problem_add(collecting->loading->arena, collecting->loading->problems, collecting->file, 0, "%.*s",
                    SPAN_ARG(text));
}

static xsltStylesheet *
compile(struct loading *loading, const struct bundle_file *file)
{
    const char *name = span_dup(loading->procedure->arena, file->name);
    const char *url = arena_printf(loading->procedure->arena, "bundle:/%s", name);
    struct faults faults = {.loading = loading, .file = name};
    xsltStylesheet *sheet = NULL;
    xmlDoc *doc;

    xmlSetStructuredErrorFunc(&faults, take_fault);
    doc = xmlReadMemory(file->data.len == 0 ? "" : file->data.data, (int)file->data.len, url, NULL,
                        XML_PARSE_NONET | XML_PARSE_NOCDATA);
    xmlSetStructuredErrorFunc(NULL, NULL);
    if (doc != NULL) {
        collecting = &faults;
        xsltSetGenericErrorFunc(NULL, take_text);
        sheet = xsltParseStylesheetDoc(doc);
        xsltSetGenericErrorFunc(NULL, no_print);
        collecting = NULL;
        if (sheet == NULL)
            xmlFreeDoc(doc);
    }
    if ((sheet == NULL || sheet->errors > 0) && faults.count == 0)
        problem_add(loading->arena, loading->problems, name, 0, "not an XSLT 1.0 stylesheet");
    return sheet;
}

void
load_templates(struct loading *loading)
{
    struct procedure *procedure = loading->procedure;

    current = loading;
    for (size_t i = 0; i < procedure->bundle.count; i++) {
        struct template_entry *entry = &procedure->templates[procedure->template_count];

        if (!split_name(procedure->arena, procedure->bundle.files[i].name, entry))
            continue;
        if (procedure->template_count + 1 == TEMPLATES_MAX) {
            loading_problem(loading, 0, "more than %d templates", TEMPLATES_MAX);
            break;
        }
        entry->sheet = compile(loading, &procedure->bundle.files[i]);
        if (entry->sheet != NULL)
            procedure->template_count++;
    }
    current = NULL;
}

static const struct template_entry *
find(const struct procedure *procedure, const char *kind, const char *name, const char *lang)
{
    for (size_t i = 0; i < procedure->template_count; i++) {
        const struct template_entry *entry = &procedure->templates[i];

        if (strcmp(entry->kind, kind) == 0 && strcmp(entry->name, name) == 0 &&
            strcmp(entry->lang, lang) == 0)
            return entry;
    }
    return NULL;
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

/* libxslt takes parameters as XPath: the values are quoted here. */
static xmlDoc *
transform(const struct template_entry *entry, struct environment *environment, xmlDoc *input,
          const char **parameters)
{
    xsltTransformContext *context = xsltNewTransformContext(entry->sheet, input);
    xmlDoc *result;

    if (context == NULL)
        abort();
    context->opLimit = TEMPLATE_OPERATIONS_MAX;
    context->xpathCtxt->userData = environment;
    xsltSetCtxtSecurityPrefs(nothing_allowed, context);
    xsltSetTransformErrorFunc(context, NULL, no_print);
    if (parameters != NULL)
        xsltQuoteUserParams(context, parameters);
    result = xsltApplyStylesheetUser(entry->sheet, input, NULL, NULL, NULL, context);
    if (result != NULL && context->state != XSLT_STATE_OK) {
        xmlFreeDoc(result);
        result = NULL;
    }
    xsltFreeTransformContext(context);
    return result;
}

xmlDoc *
template_apply(struct arena *arena, const struct procedure *procedure, const char *kind, const char *name,
               const char *lang, xmlDoc *input, const char **parameters, struct error *err)
{
    const struct template_entry *entry = find(procedure, kind, name, lang);
    struct environment environment = {.procedure = procedure, .today = DAY_NONE};
    xmlDoc *result;

    if (entry == NULL)
        entry = find(procedure, kind, name, "fr");
    if (entry == NULL) {
        error_set(err, ERROR_BAD_INPUT, "there is no template templates/%s/%s/%s.xsl", lang, kind, name);
        return NULL;
    }
    day_parse_iso(span_of(xml_attr_or(arena, xmlDocGetRootElement(input), "today", "")), &environment.today);
    result = transform(entry, &environment, input, parameters);
    if (result == NULL || xmlDocGetRootElement(result) == NULL) {
        if (result != NULL)
            xmlFreeDoc(result);
        error_set(err, ERROR_BAD_INPUT, "the template templates/%s/%s/%s.xsl fails on this dossier",
                  entry->lang, kind, name);
        return NULL;
    }
    arena_defer(arena, free_doc, result);
    return result;
}
