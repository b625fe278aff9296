// SPDX-License-Identifier: Apache-2.0
/*
 * Names in the expressions of form.xml and rules.xml.  A dry run would see only the branches that it
 * takes; here every name is looked up: functions and how many arguments they take, variables, and
 * paths that begin with a section of the form.  In templates, functions only: a template's variables
 * have scopes, and its context is another.
 */
#include <string.h>

#include "common/xml.h"
#include "procedure/call.h"
#include "procedure/names.h"

/* XPath 1.0 section 4. */
static const struct function core_functions[] = {
    {"last", NULL, 0, 0},
    {"position", NULL, 0, 0},
    {"count", NULL, 1, 1},
    {"id", NULL, 1, 1},
    {"local-name", NULL, 0, 1},
    {"namespace-uri", NULL, 0, 1},
    {"name", NULL, 0, 1},
    {"string", NULL, 0, 1},
    {"concat", NULL, 2, 1000},
    {"starts-with", NULL, 2, 2},
    {"contains", NULL, 2, 2},
    {"substring-before", NULL, 2, 2},
    {"substring-after", NULL, 2, 2},
    {"substring", NULL, 2, 3},
    {"string-length", NULL, 0, 1},
    {"normalize-space", NULL, 0, 1},
    {"translate", NULL, 3, 3},
    {"boolean", NULL, 1, 1},
    {"not", NULL, 1, 1},
    {"true", NULL, 0, 0},
    {"false", NULL, 0, 0},
    {"lang", NULL, 1, 1},
    {"number", NULL, 0, 1},
    {"sum", NULL, 1, 1},
    {"floor", NULL, 1, 1},
    {"ceiling", NULL, 1, 1},
    {"round", NULL, 1, 1},
};

/* XSLT 1.0 section 12. */
static const struct function xslt_functions[] = {
    {"document", NULL, 1, 2},
    {"key", NULL, 2, 2},
    {"format-number", NULL, 2, 3},
    {"current", NULL, 0, 0},
    {"unparsed-entity-uri", NULL, 1, 1},
    {"generate-id", NULL, 0, 1},
    {"system-property", NULL, 1, 1},
    {"element-available", NULL, 1, 1},
    {"function-available", NULL, 1, 1},
};

struct looking {
    struct loading *loading;
    const struct source *source;
    bool template;
};

static void
fault(const struct looking *looking, const char *what, struct span name, const char *advice)
{
    loading_problem(looking->loading, looking->source->line, "%s: there is no %s%.*s%s",
                    looking->source->attribute, what, SPAN_ARG(name), advice);
}

static const struct function *
find_in(const struct function *table, size_t count, struct span name)
{
    for (size_t i = 0; i < count; i++)
        if (span_is(name, table[i].name))
            return &table[i];
    return NULL;
}

static const struct function *
find_function(struct span name, bool template)
{
    const struct function *function;
    char plain[64];

    if (span_starts(name, "e:") && name.len < sizeof plain) {
        memcpy(plain, name.data + 2, name.len - 2);
        plain[name.len - 2] = '\0';
        return function_named(plain, template);
    }
    function = find_in(core_functions, sizeof core_functions / sizeof core_functions[0], name);
    if (function == NULL && template)
        function = find_in(xslt_functions, sizeof xslt_functions / sizeof xslt_functions[0], name);
    return function;
}

static void
check_function(const struct looking *looking, const struct name *name)
{
    const struct function *function = find_function(name->name, looking->template);

    if (function == NULL)
        fault(looking, "function ", name->name, "(); those of procedure(5) begin with e:");
    else if (name->arguments < function->least || name->arguments > function->most)
        loading_problem(looking->loading, looking->source->line,
                        "%s: %.*s() takes %d to %d arguments, here it has %d", looking->source->attribute,
                        SPAN_ARG(name->name), function->least, function->most, name->arguments);
}

static bool
is_let(const struct let *lets, size_t count, struct span name)
{
    for (size_t i = 0; i < count; i++)
        if (span_is(name, lets[i].name))
            return true;
    return false;
}

static bool
is_variable(const struct looking *looking, struct span name)
{
    const struct procedure *procedure = looking->loading->procedure;
    const struct calculation *calculation = looking->source->calculation;

    if (span_is(name, "today") || span_is(name, "now"))
        return true;
    if (strcmp(looking->source->attribute, "test") == 0 && strcmp(looking->source->file, PRIVACY_FILE) == 0)
        return span_is(name, "found");
    if (calculation == NULL)
        return span_is(name, "dossier") || span_is(name, "facts") || span_is(name, "parent") ||
               span_is(name, "amended") || is_let(procedure->lets, procedure->let_count, name);
    for (size_t i = 0; i < calculation->input_count; i++)
        if (span_is(name, calculation->inputs[i].name))
            return true;
    return is_let(calculation->lets, calculation->let_count, name);
}

static const struct section *
section_named(const struct form *form, struct span id)
{
    for (size_t i = 0; i < form->section_count; i++)
        if (span_equal(form->sections[i].id, id))
            return &form->sections[i];
    return NULL;
}

/* "section/field", "section/group", "section/group/field"; what does not begin with a section may be
 * anything. */
static void
check_path(const struct looking *looking, struct span path)
{
    const struct section *section;
    struct span rest = path, first, second = {"", 0}, third = {"", 0};

    span_split(&rest, '/', &first);
    section = section_named(&looking->loading->procedure->form, first);
    if (section == NULL || looking->source->calculation != NULL || !span_split(&rest, '/', &second))
        return;
    (void)span_split(&rest, '/', &third);
    for (size_t i = 0; i < section->field_count; i++) {
        const struct field *field = &section->fields[i];

        if (field->group.len == 0
                ? third.len == 0 && span_equal(field->name, second)
                : span_equal(field->group, second) && (third.len == 0 || span_equal(field->name, third)))
            return;
    }
    fault(looking, "field ", path, " in form.xml");
}

static void
look_up(void *data, const struct name *name)
{
    const struct looking *looking = data;

    if (name->kind == NAME_FUNCTION)
        check_function(looking, name);
    else if (looking->template)
        return;
    else if (name->kind == NAME_PATH)
        check_path(looking, name->name);
    else if (name->kind == NAME_VARIABLE && !is_variable(looking, name->name))
        fault(looking, "variable $", name->name, ": no <let> or <input> has this name");
}

void
load_check_names(struct loading *loading)
{
    for (const struct source *source = loading->sources; source != NULL; source = source->next) {
        struct looking looking = {.loading = loading, .source = source};

        loading->file = source->file;
        names_of(source->text, look_up, &looking);
    }
}

/* -- templates ----------------------------------------------------------------------- */

#define XSLT_URI "http://www.w3.org/1999/XSL/Transform"

static void
look_into(struct loading *loading, int line, const char *attribute, const char *expression)
{
    const struct source source = {.text = expression, .attribute = attribute, .line = line};
    struct looking looking = {.loading = loading, .source = &source, .template = true};

    names_of(expression, look_up, &looking);
}

/* "name {expression} {{no expression}}" */
static void
look_into_value(struct loading *loading, int line, const char *attribute, struct span value)
{
    size_t open, close;

    while ((open = span_find_byte(value, '{')) != SIZE_MAX) {
        value = span_from(value, open + 1);
        if (span_starts(value, "{")) {
            value = span_from(value, 1);
            continue;
        }
        close = span_find_byte(value, '}');
        if (close == SIZE_MAX)
            return;
        look_into(loading, line, attribute, span_dup(loading->procedure->arena, span_first(value, close)));
        value = span_from(value, close);
    }
}

static bool
is_expression(const char *attribute)
{
    return strcmp(attribute, "select") == 0 || strcmp(attribute, "test") == 0;
}

/* A mail that encloses what nobody can make would never leave. */
static void
look_for_enclosed(struct loading *loading, const xmlNode *node)
{
    const char *document = xml_attr_or(loading->procedure->arena, node, "document", "");
    const char *file = arena_printf(loading->procedure->arena, "templates/fr/document/%s.xsl", document);

    if (strchr(document, '{') == NULL && bundle_find(&loading->procedure->bundle, file) == NULL)
        loading_problem(loading, xml_line(node), "enclose: there is no %s", file);
}

static void
look_at_element(struct loading *loading, const xmlNode *node)
{
    bool xslt = node->ns != NULL && strcmp((const char *)node->ns->href, XSLT_URI) == 0;

    if (!xslt && strcmp(xml_name(node), "enclose") == 0)
        look_for_enclosed(loading, node);
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        struct span value = xml_text(loading->procedure->arena, (const xmlNode *)attribute);

        if (xslt && is_expression(name))
            look_into(loading, xml_line(node), name, span_dup(loading->procedure->arena, value));
        else
            look_into_value(loading, xml_line(node), name, value);
    }
}

void
load_check_template(struct loading *loading, const char *file, const xmlNode *root)
{
    loading->file = file;
    for (const xmlNode *node = root; node != NULL;) {
        const xmlNode *next = xml_first(node, NULL);

        look_at_element(loading, node);
        while (next == NULL && node != root) {
            next = xml_next(node, NULL);
            node = node->parent;
        }
        node = next;
    }
}
