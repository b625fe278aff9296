// SPDX-License-Identifier: Apache-2.0
#include "signature/pages.h"

#include <string.h>

struct walk {
    struct arena *arena;
    struct revisions *revisions;
    size_t revision;
    struct pages *pages;
};

bool
pages_box(const struct object *rectangle, double box[BOX_CORNERS])
{
    if (rectangle == NULL || rectangle->kind != OBJECT_ARRAY || rectangle->count != BOX_CORNERS)
        return false;
    for (size_t i = 0; i < BOX_CORNERS; i++)
        if (rectangle->items[i]->kind != OBJECT_INTEGER && rectangle->items[i]->kind != OBJECT_REAL)
            return false;
    for (size_t i = 0; i < 2; i++) {
        double one = object_number(rectangle->items[i]), other = object_number(rectangle->items[i + 2]);

        box[i] = one < other ? one : other;
        box[i + 2] = one < other ? other : one;
    }
    return true;
}

static bool
visit(struct walk *walk, const struct object *reference, const double above[BOX_CORNERS], int depth,
      struct error *err)
{
    const struct object *node, *kids;
    struct page page = {.number = (uint32_t)reference->integer};

    if (depth == PAGES_DEPTH || reference->kind != OBJECT_REFERENCE || walk->pages->count == PAGES_MAX)
        return error_set(err, ERROR_BAD_INPUT, "the document's pages are too many or malformed");
    node = revision_resolve(walk->arena, walk->revisions, walk->revision, reference, err);
    if (node == NULL)
        return false;
    memcpy(page.box, above, sizeof page.box);
    pages_box(revision_get(walk->arena, walk->revisions, walk->revision, node, "MediaBox"), page.box);
    kids = revision_get(walk->arena, walk->revisions, walk->revision, node, "Kids");
    if (kids == NULL || kids->kind != OBJECT_ARRAY) {
        walk->pages->items[walk->pages->count++] = page;
        return true;
    }
    for (size_t i = 0; i < kids->count; i++)
        if (!visit(walk, kids->items[i], page.box, depth + 1, err))
            return false;
    return true;
}

bool
pages_list(struct arena *arena, struct revisions *revisions, size_t number, struct pages *pages, struct error *err)
{
    static const double nothing[BOX_CORNERS];
    struct walk walk = {arena, revisions, number, pages};
    const struct object *root = object_get(revision_root(arena, revisions, number), "Pages");

    *pages = (struct pages){arena_array(arena, PAGES_MAX, sizeof *pages->items), 0};
    return root == NULL ? error_set(err, ERROR_BAD_INPUT, "the document has no page")
                        : visit(&walk, root, nothing, 0, err);
}
