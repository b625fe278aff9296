// SPDX-License-Identifier: Apache-2.0
#include "signature/spots.h"

#include "signature/fields.h"
#include "signature/pages.h"

struct finder {
    struct arena *arena;
    struct revisions revisions;
    size_t last;
    struct pages pages;
};

static bool
has_annotation(struct finder *finder, const struct page *page, uint32_t number)
{
    const struct object *node = revision_object(finder->arena, &finder->revisions, finder->last, page->number, NULL);
    const struct object *list = revision_get(finder->arena, &finder->revisions, finder->last, node, "Annots");

    for (size_t i = 0; list != NULL && list->kind == OBJECT_ARRAY && i < list->count; i++)
        if (list->items[i]->kind == OBJECT_REFERENCE && list->items[i]->integer == number)
            return true;
    return false;
}

/* The number of the page that shows the field; the count of pages: none. */
static size_t
page_of(struct finder *finder, const struct field *field)
{
    size_t i = 0;

    while (i < finder->pages.count && !has_annotation(finder, &finder->pages.items[i], field->number))
        i++;
    return i;
}

static bool
read_spot(struct finder *finder, const struct field *field, struct spot *spot)
{
    size_t number = page_of(finder, field);
    double rectangle[BOX_CORNERS];
    const double *page;

    if (number == finder->pages.count ||
        !pages_box(revision_get(finder->arena, &finder->revisions, finder->last, field->object, "Rect"), rectangle))
        return false;
    page = finder->pages.items[number].box;
    *spot = (struct spot){.field = field->name,
                          .page = (uint32_t)number + 1,
                          .x = rectangle[0] - page[0],
                          .y = page[3] - rectangle[3],
                          .width = rectangle[2] - rectangle[0],
                          .height = rectangle[3] - rectangle[1]};
    return spot->width > 1 && spot->height > 1;
}

bool
spots_find(struct arena *arena, struct span pdf, struct spot spots[SPOTS_MAX], size_t *count, struct error *err)
{
    struct finder finder = {.arena = arena};
    struct fields fields;

    *count = 0;
    if (!revisions_open(arena, pdf, &finder.revisions, err))
        return false;
    finder.last = finder.revisions.count - 1;
    if (!pages_list(arena, &finder.revisions, finder.last, &finder.pages, err) ||
        !fields_list(arena, &finder.revisions, finder.last, &fields, err))
        return false;
    for (size_t i = 0; i < fields.count && *count < SPOTS_MAX; i++) {
        const struct field *field = &fields.items[i];

        if (field->signature && field->number != 0 && (field->value == NULL || field->value->kind == OBJECT_NULL) &&
            read_spot(&finder, field, &spots[*count]))
            ++*count;
    }
    return true;
}
