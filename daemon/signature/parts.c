// SPDX-License-Identifier: Apache-2.0
#include "signature/parts.h"

#include <string.h>

enum { PAGES_MAX = 20000, TREE_DEPTH = 32, CHAIN_DEPTH = 16 };

struct finder {
    struct arena *arena;
    struct revisions *revisions;
    size_t number, pages;
    struct parts *parts;
    uint32_t *within; /* references from objects of the store */
    struct error *err;
};

static bool
fail(const struct finder *finder, const char *what)
{
    return error_set(finder->err, ERROR_BAD_INPUT, "%s", what);
}

static const struct object *
get(struct finder *finder, const struct object *object, const char *key)
{
    return revision_get(finder->arena, finder->revisions, finder->number, object, key);
}

/* The number that a key refers to; 0: none, or a direct value. */
static uint32_t
reference_of(const struct finder *finder, const struct object *object, const char *key)
{
    const struct object *value = object_get(object, key);

    if (value == NULL || value->kind != OBJECT_REFERENCE || value->integer >= finder->parts->size)
        return 0;
    return (uint32_t)value->integer;
}

/* ---- who refers to whom ---- */

static void
count_references(const struct object *object, uint32_t *counts, uint32_t size)
{
    if (object->kind == OBJECT_REFERENCE && object->integer < size)
        counts[object->integer]++;
    for (size_t i = 0; i < object->count; i++)
        count_references(object->kind == OBJECT_ARRAY ? object->items[i] : object->entries[i].value, counts,
                         size);
}

/* A cross-reference stream is a trailer too: what it refers to is the file's, not a page's. */
static bool
is_section(const struct finder *finder, uint32_t object)
{
    size_t from;
    struct place place = revision_place(finder->revisions, finder->number, object, &from);

    for (size_t i = 0; i <= finder->number; i++)
        if (place.kind == PLACE_AT && place.offset == finder->revisions->items[i].section)
            return true;
    return false;
}

static bool
count_all(struct finder *finder)
{
    for (uint32_t i = 1; i < finder->parts->size; i++) {
        const struct object *object =
            revision_object(finder->arena, finder->revisions, finder->number, i, finder->err);

        if (object == NULL)
            return false;
        if (is_section(finder, i)) {
            finder->parts->part[i] = PART_SECTION;
            continue;
        }
        count_references(object, finder->parts->references, finder->parts->size);
    }
    return true;
}

/* ---- the parts ---- */

/* An object that plays two parts plays none. */
static void
set(struct finder *finder, uint32_t number, enum part part, uint32_t owner)
{
    struct parts *parts = finder->parts;

    if (number == 0)
        return;
    if (parts->part[number] != PART_NONE && (parts->part[number] != part || parts->owner[number] != owner)) {
        parts->part[number] = PART_NONE;
        parts->owner[number] = UINT32_MAX; /* and stays so */
        return;
    }
    if (parts->owner[number] == UINT32_MAX)
        return;
    parts->part[number] = part;
    parts->owner[number] = owner;
}

static void
set_alone(struct finder *finder, uint32_t number, enum part part, uint32_t owner, uint32_t references)
{
    if (number != 0 && finder->parts->references[number] == references)
        set(finder, number, part, owner);
}

static bool
find_pages(struct finder *finder, const struct object *reference, int depth)
{
    const struct object *node =
        revision_resolve(finder->arena, finder->revisions, finder->number, reference, finder->err);
    const struct object *kids = get(finder, node, "Kids");
    uint32_t number =
        reference != NULL && reference->kind == OBJECT_REFERENCE && reference->integer < finder->parts->size
            ? (uint32_t)reference->integer
            : 0;

    if (node == NULL || depth > TREE_DEPTH || ++finder->pages > PAGES_MAX)
        return fail(finder, "the page tree is malformed or too big");
    if (kids == NULL) {
        set(finder, number, PART_PAGE, 0);
        set_alone(finder, reference_of(finder, node, "Annots"), PART_ANNOTATIONS, number, 1);
        return true;
    }
    for (size_t i = 0; kids->kind == OBJECT_ARRAY && i < kids->count; i++)
        if (!find_pages(finder, kids->items[i], depth + 1))
            return false;
    return true;
}

/* The streams below /AP: /N, or /N's states. */
static void
set_appearances(struct finder *finder, const struct object *widget, uint32_t owner)
{
    const struct object *appearances = get(finder, widget, "AP");

    for (size_t i = 0;
         appearances != NULL && i < appearances->count && appearances->kind == OBJECT_DICTIONARY; i++) {
        const struct object *value = appearances->entries[i].value;

        if (value->kind == OBJECT_REFERENCE && value->integer < finder->parts->size)
            set_alone(finder, (uint32_t)value->integer, PART_APPEARANCE, owner, 1);
    }
}

static void
find_fields(struct finder *finder)
{
    const struct fields *fields = &finder->parts->fields;

    for (uint32_t i = 0; i < fields->count; i++) {
        const struct field *field = &fields->items[i];
        const struct object *kids = get(finder, field->object, "Kids");

        if (field->number < finder->parts->size)
            set(finder, field->number, PART_FIELD, i);
        set_appearances(finder, field->object, i);
        for (size_t k = 0; kids != NULL && kids->kind == OBJECT_ARRAY && k < kids->count; k++) {
            const struct object *kid = kids->items[k];

            if (kid->kind != OBJECT_REFERENCE || kid->integer >= finder->parts->size)
                continue;
            set(finder, (uint32_t)kid->integer, PART_FIELD, i);
            set_appearances(finder,
                            revision_resolve(finder->arena, finder->revisions, finder->number, kid, NULL), i);
        }
    }
}

static void
find_form(struct finder *finder, const struct object *root)
{
    const struct object *form = get(finder, root, "AcroForm"), *resources = get(finder, form, "DR");

    set_alone(finder, reference_of(finder, root, "AcroForm"), PART_FORM, 0, 1);
    set_alone(finder, reference_of(finder, form, "Fields"), PART_FORM_FIELDS, 0, 1);
    set_alone(finder, reference_of(finder, form, "DR"), PART_RESOURCES, 0, 1);
    for (size_t i = 0; resources != NULL && resources->kind == OBJECT_DICTIONARY && i < resources->count;
         i++) {
        const struct object *value = resources->entries[i].value;

        if (value->kind == OBJECT_REFERENCE && value->integer < finder->parts->size)
            set_alone(finder, (uint32_t)value->integer, PART_RESOURCES, 0, 1);
    }
}

/* Everything that the store reaches and nobody else does. */
static bool
walk_store(struct finder *finder, const struct object *object, int depth)
{
    if (depth > CHAIN_DEPTH)
        return fail(finder, "the validation data are nested too deep");
    if (object->kind == OBJECT_REFERENCE) {
        uint32_t number = (uint32_t)object->integer;

        if (object->integer >= finder->parts->size || finder->within[number]++ > 0)
            return true;
        object = revision_object(finder->arena, finder->revisions, finder->number, number, finder->err);
        return object != NULL && walk_store(finder, object, depth + 1);
    }
    for (size_t i = 0; i < object->count; i++)
        if (!walk_store(finder, object->kind == OBJECT_ARRAY ? object->items[i] : object->entries[i].value,
                        depth + 1))
            return false;
    return true;
}

static bool
find_store(struct finder *finder, const struct object *root)
{
    const struct object *store = object_get(root, "DSS");

    if (store == NULL)
        return true;
    if (!walk_store(finder, store, 0))
        return false;
    for (uint32_t i = 1; i < finder->parts->size; i++)
        if (finder->within[i] > 0 && finder->within[i] == finder->parts->references[i])
            set(finder, i, PART_STORE, 0);
    return true;
}

bool
parts_find(struct arena *arena, struct revisions *revisions, size_t number, struct parts *parts,
           struct error *err)
{
    struct finder finder = {arena, revisions, number, 0, parts, NULL, err};
    const struct object *root = revision_root(arena, revisions, number);
    const struct object *trailer = revisions->items[number].trailer;

    *parts = (struct parts){.size = revisions->size};
    parts->references = arena_array(arena, parts->size, sizeof *parts->references);
    parts->part = arena_array(arena, parts->size, sizeof *parts->part);
    parts->owner = arena_array(arena, parts->size, sizeof *parts->owner);
    finder.within = arena_array(arena, parts->size, sizeof *finder.within);
    if (root == NULL)
        return fail(&finder, "there is no catalog");
    if (!count_all(&finder) || !fields_list(arena, revisions, number, &parts->fields, err))
        return false;
    set(&finder, reference_of(&finder, trailer, "Root"), PART_CATALOG, 0);
    set_alone(&finder, reference_of(&finder, trailer, "Info"), PART_INFO, 0, 0);
    set_alone(&finder, reference_of(&finder, root, "Metadata"), PART_METADATA, 0, 1);
    set_alone(&finder, reference_of(&finder, root, "Extensions"), PART_EXTENSIONS, 0, 1);
    find_form(&finder, root);
    find_fields(&finder);
    return find_store(&finder, root) && find_pages(&finder, object_get(root, "Pages"), 0);
}
