// SPDX-License-Identifier: Apache-2.0
#include "signature/overlay.h"

#include <string.h>

#include "signature/pages.h"

struct judge {
    struct arena *arena;
    struct revisions *revisions;
    size_t before, now;
    struct change *change;
};

static bool
changed(struct judge *judge, uint32_t number, const char *what)
{
    judge->change->reason = REASON_CHANGED;
    judge->change->detail = span_printf(judge->arena, "object %u: %s", number, what);
    return false;
}

/* A page's contents as references: one, or an array of them. */
static const struct object **
contents_of(struct judge *judge, size_t revision, uint32_t page, size_t *count)
{
    const struct object *node = revision_object(judge->arena, judge->revisions, revision, page, NULL);
    const struct object *contents = object_get(node, "Contents"), *array;
    const struct object **one;

    *count = 0;
    if (contents == NULL)
        return NULL;
    array = revision_resolve(judge->arena, judge->revisions, revision, contents, NULL);
    if (array != NULL && array->kind == OBJECT_ARRAY) {
        *count = array->count;
        return array->items;
    }
    one = arena_alloc(judge->arena, sizeof *one);
    *one = contents;
    *count = 1;
    return one;
}

static bool
is_same(struct judge *judge, const struct object *old, const struct object *new)
{
    const struct object *was, *is;

    if (old->kind != OBJECT_REFERENCE || new->kind != OBJECT_REFERENCE || old->integer != new->integer)
        return false;
    was = revision_resolve(judge->arena, judge->revisions, judge->before, old, NULL);
    is = revision_resolve(judge->arena, judge->revisions, judge->now, new, NULL);
    return was != NULL && is != NULL && object_equal(was, is);
}

/* The old contents stand among the new ones, in their order. */
static bool
judge_page(struct judge *judge, const struct page *old, const struct page *new)
{
    size_t was, is, at = 0;
    const struct object **before = contents_of(judge, judge->before, old->number, &was);
    const struct object **now = contents_of(judge, judge->now, new->number, &is);

    if (old->number != new->number || memcmp(old->box, new->box, sizeof old->box) != 0)
        return changed(judge, old->number, "a page");
    for (size_t i = 0; i < was; i++, at++) {
        while (at < is && !is_same(judge, before[i], now[at]))
            at++;
        if (at == is)
            return changed(judge, old->number, "a page's content");
    }
    return true;
}

static bool
judge_pages(struct judge *judge)
{
    struct pages old, new;
    struct error err = {0};

    if (!pages_list(judge->arena, judge->revisions, judge->before, &old, &err) ||
        !pages_list(judge->arena, judge->revisions, judge->now, &new, &err)) {
        judge->change->reason = REASON_STRUCTURE;
        judge->change->detail = span_copy(judge->arena, span_of(err.text));
        return false;
    }
    if (old.count != new.count)
        return changed(judge, 0, "the number of pages");
    for (size_t i = 0; i < old.count; i++)
        if (!judge_page(judge, &old.items[i], &new.items[i]))
            return false;
    return true;
}

static void
judge_catalog(struct judge *judge)
{
    static const char *const may[] = {"AcroForm", "DSS", "Extensions", "Metadata", "Pages", "Perms", "Version"};
    const struct object *old = revision_root(judge->arena, judge->revisions, judge->before);
    const struct object *new = revision_root(judge->arena, judge->revisions, judge->now);

    for (size_t i = 0; new != NULL && i < new->count; i++) {
        struct span key = new->entries[i].key;
        const struct object *was = object_find(old, key);
        bool free = false;

        for (size_t j = 0; j < sizeof may / sizeof may[0]; j++)
            free = free || span_is(key, may[j]);
        if (!free && (was == NULL || !object_equal(was, new->entries[i].value)))
            changed(judge, 0, "the catalog");
    }
}

void
overlay_judge(struct arena *arena, struct revisions *revisions, size_t before, size_t now, struct change *change)
{
    struct judge judge = {arena, revisions, before, now, change};

    *change = (struct change){REASON_VALID, SPAN("")};
    if (judge_pages(&judge))
        judge_catalog(&judge);
}
