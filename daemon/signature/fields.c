// SPDX-License-Identifier: Apache-2.0
#include "signature/fields.h"

#include <string.h>

struct walk {
    struct arena *arena;
    struct revisions *revisions;
    size_t number, room;
    struct fields *fields;
    struct error *err;
};

struct inherited {
    struct span name;
    const struct object *type, *value;
};

static bool
fail(const struct walk *walk, const char *what)
{
    return error_set(walk->err, ERROR_BAD_INPUT, "%s", what);
}

static bool
add(struct walk *walk, const struct field *field)
{
    struct fields *fields = walk->fields;

    if (fields->count == FIELDS_MAX)
        return fail(walk, "the form has too many fields");
    if (fields->count == walk->room) {
        struct field *more = arena_array(walk->arena, walk->room * 2 + 16, sizeof *more);

        if (walk->room > 0)
            memcpy(more, fields->items, walk->room * sizeof *more);
        fields->items = more;
        walk->room = walk->room * 2 + 16;
    }
    fields->items[fields->count++] = *field;
    return true;
}

static const struct object *
get(const struct walk *walk, const struct object *object, const char *key)
{
    return revision_get(walk->arena, walk->revisions, walk->number, object, key);
}

/* Kids that have a /T are fields; others are widgets of this one. */
static bool
has_child_fields(const struct walk *walk, const struct object *kids)
{
    for (size_t i = 0; kids != NULL && kids->kind == OBJECT_ARRAY && i < kids->count; i++) {
        const struct object *kid =
            revision_resolve(walk->arena, walk->revisions, walk->number, kids->items[i], NULL);

        if (object_get(kid, "T") != NULL)
            return true;
    }
    return false;
}

static bool
visit(struct walk *walk, const struct object *reference, struct inherited above, int depth)
{
    const struct object *object =
        revision_resolve(walk->arena, walk->revisions, walk->number, reference, walk->err);
    const struct object *name = get(walk, object, "T"), *kids = get(walk, object, "Kids");
    struct inherited own = above;

    if (depth > FIELDS_DEPTH)
        return fail(walk, "the form's fields are nested too deep");
    if (object == NULL || object->kind != OBJECT_DICTIONARY)
        return fail(walk, "a field of the form is no dictionary");
    if (name != NULL && name->kind == OBJECT_STRING)
        own.name = above.name.len == 0
                       ? name->bytes
                       : span_printf(walk->arena, "%.*s.%.*s", SPAN_ARG(above.name), SPAN_ARG(name->bytes));
    if (get(walk, object, "FT") != NULL)
        own.type = get(walk, object, "FT");
    if (object_get(object, "V") != NULL)
        own.value = object_get(object, "V");
    if (!has_child_fields(walk, kids)) {
        struct field field = {reference->kind == OBJECT_REFERENCE ? (uint32_t)reference->integer : 0,
                              own.name, object, object_is_name(own.type, "Sig"), own.value};

        return add(walk, &field);
    }
    for (size_t i = 0; i < kids->count; i++)
        if (!visit(walk, kids->items[i], own, depth + 1))
            return false;
    return true;
}

bool
fields_list(struct arena *arena, struct revisions *revisions, size_t number, struct fields *fields,
            struct error *err)
{
    struct walk walk = {arena, revisions, number, 0, fields, err};
    const struct object *form =
        revision_get(arena, revisions, number, revision_root(arena, revisions, number), "AcroForm");
    const struct object *top = revision_get(arena, revisions, number, form, "Fields");
    const struct inherited nothing = {0};

    *fields = (struct fields){0};
    if (top == NULL)
        return true;
    if (top->kind != OBJECT_ARRAY)
        return fail(&walk, "the form's list of fields is no list");
    for (size_t i = 0; i < top->count; i++)
        if (!visit(&walk, top->items[i], nothing, 0))
            return false;
    return true;
}
