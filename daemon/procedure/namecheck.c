// SPDX-License-Identifier: Apache-2.0
/*
 * Names in the expressions of form.xml and rules.xml.  A dry run would see only the branches that it
 * takes; here every name is looked up: functions and how many arguments they take, variables, and
 * paths that begin with a section of the form.
 */
#include <string.h>

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

struct looking {
    struct loading *loading;
    const struct source *source;
};

static void
fault(const struct looking *looking, const char *what, struct span name, const char *advice)
{
    loading_problem(looking->loading, looking->source->line, "%s: there is no %s%.*s%s",
                    looking->source->attribute, what, SPAN_ARG(name), advice);
}

static const struct function *
find_function(struct span name)
{
    char plain[64];

    if (span_starts(name, "e:") && name.len < sizeof plain) {
        memcpy(plain, name.data + 2, name.len - 2);
        plain[name.len - 2] = '\0';
        return function_named(plain);
    }
    for (size_t i = 0; i < sizeof core_functions / sizeof core_functions[0]; i++)
        if (span_is(name, core_functions[i].name))
            return &core_functions[i];
    return NULL;
}

static void
check_function(const struct looking *looking, const struct name *name)
{
    const struct function *function = find_function(name->name);

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
    if (calculation == NULL)
        return span_is(name, "dossier") || span_is(name, "facts") ||
               is_let(procedure->lets, procedure->let_count, name);
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
    else if (name->kind == NAME_PATH)
        check_path(looking, name->name);
    else if (!is_variable(looking, name->name))
        fault(looking, "variable $", name->name, ": no <let> or <input> has this name");
}

void
load_check_names(struct loading *loading)
{
    for (const struct source *source = loading->sources; source != NULL; source = source->next) {
        struct looking looking = {loading, source};

        loading->file = source->file;
        names_of(source->text, look_up, &looking);
    }
}
