// SPDX-License-Identifier: Apache-2.0
#include "signature/change.h"

#include "signature/parts.h"

struct judge {
    struct arena *arena;
    struct revisions *revisions;
    size_t now, before; /* revisions */
    const struct change_policy *policy;
    struct parts parts;   /* of the older revision */
    struct fields fields; /* of the newer one */
    struct change *change;
};

static bool
refuse(struct judge *judge, enum reason reason, struct span detail)
{
    judge->change->reason = reason;
    judge->change->detail = detail;
    return false;
}

static bool
changed(struct judge *judge, uint32_t number, const char *what)
{
    return refuse(judge, REASON_CHANGED, span_printf(judge->arena, "object %u: %s", number, what));
}

static const struct object *
new_get(struct judge *judge, const struct object *object, const char *key)
{
    return revision_get(judge->arena, judge->revisions, judge->now, object, key);
}

static const struct object *
old_get(struct judge *judge, const struct object *object, const char *key)
{
    return revision_get(judge->arena, judge->revisions, judge->before, object, key);
}

static bool
is_in(struct span key, const char *const *keys)
{
    for (; *keys != NULL; keys++)
        if (span_is(key, *keys))
            return true;
    return false;
}

static bool
has_same(const struct object *a, const struct object *b, const char *const *but)
{
    for (size_t i = 0; i < a->count; i++)
        if (!is_in(a->entries[i].key, but) &&
            !object_equal(a->entries[i].value, object_find(b, a->entries[i].key)))
            return false;
    return true;
}

/* Both dictionaries, equal but for these keys (NULL ends them). */
static bool
same_but(const struct object *a, const struct object *b, const char *const *but)
{
    return a->kind == OBJECT_DICTIONARY && b->kind == OBJECT_DICTIONARY && has_same(a, b, but) &&
           has_same(b, a, but);
}

/* An object that the update makes, whose number nobody used. */
static bool
is_new(const struct judge *judge, const struct object *reference)
{
    size_t from;

    if (reference == NULL || reference->kind != OBJECT_REFERENCE)
        return false;
    return revision_place(judge->revisions, judge->now, (uint32_t)reference->integer, &from).kind >=
               PLACE_AT &&
           from == judge->now &&
           revision_place(judge->revisions, judge->before, (uint32_t)reference->integer, &from).kind <
               PLACE_AT;
}

static bool
is_signature_dictionary(struct judge *judge, const struct object *value)
{
    const struct object *object = revision_resolve(judge->arena, judge->revisions, judge->now, value, NULL);

    return object != NULL && object->kind == OBJECT_DICTIONARY && object_get(object, "ByteRange") != NULL &&
           (value->kind != OBJECT_REFERENCE || is_new(judge, value));
}

static bool
has_rectangle(struct judge *judge, const struct object *widget)
{
    const struct object *rectangle = new_get(judge, widget, "Rect");

    if (rectangle == NULL)
        return false;
    if (rectangle->kind != OBJECT_ARRAY || rectangle->count != 4)
        return true;
    for (size_t i = 0; i < 4; i++)
        if (rectangle->items[i]->kind != OBJECT_INTEGER && rectangle->items[i]->kind != OBJECT_REAL)
            return true;
    /* Any two corners across from one another (section 7.9.5): readers turn them round. */
    return object_number(rectangle->items[0]) != object_number(rectangle->items[2]) &&
           object_number(rectangle->items[1]) != object_number(rectangle->items[3]);
}

/* A hidden widget shows nothing (ISO 32000-1 table 165); one that is not viewed may be printed, or show when it is
 * pointed at. */
static bool
is_hidden(const struct object *widget)
{
    enum { HIDDEN = 2, PRINT = 4, NO_VIEW = 32, TOGGLE_NO_VIEW = 256 };
    const struct object *flags = object_get(widget, "F");

    if (flags == NULL || flags->kind != OBJECT_INTEGER)
        return false;
    return (flags->integer & HIDDEN) != 0 ||
           ((flags->integer & NO_VIEW) != 0 && (flags->integer & (PRINT | TOGGLE_NO_VIEW)) == 0);
}

/* ---- new signature fields ---- */

static bool
judge_new_field(struct judge *judge, const struct object *reference)
{
    static const char *const known[] = {"Type", "Subtype", "FT", "T",      "TU", "TM", "V",  "F",
                                        "Ff",   "Rect",    "P",  "AP",     "MK", "DA", "DR", "NM",
                                        "Lock", "SV",      "M",  "Border", "BS", "Q",  NULL};
    const struct object *field =
        revision_resolve(judge->arena, judge->revisions, judge->now, reference, NULL);
    uint32_t number = reference->kind == OBJECT_REFERENCE ? (uint32_t)reference->integer : 0;

    if (!is_new(judge, reference) || field == NULL || field->kind != OBJECT_DICTIONARY)
        return changed(judge, number, "a field that is not the update's own");
    if (!object_is_name(new_get(judge, field, "FT"), "Sig"))
        return changed(judge, number, "a new field that is not for a signature");
    for (size_t i = 0; i < field->count; i++)
        if (!is_in(field->entries[i].key, known))
            return changed(judge, number, "a new field that does more than show a signature");
    if (!is_signature_dictionary(judge, object_get(field, "V")))
        return changed(judge, number, "a new field without signature");
    if (has_rectangle(judge, field) && !is_hidden(field) &&
        (judge->policy->original || judge->policy->permission > 0))
        return refuse(judge, REASON_FIELD_ELSEWHERE, span_printf(judge->arena, "object %u", number));
    return true;
}

/* The old items stay in their order; what is added is a signature field that the update makes. */
static bool
judge_grown_list(struct judge *judge, const struct object *old, const struct object *new, uint32_t number)
{
    size_t count = old == NULL ? 0 : old->count;

    if (old == NULL && new == NULL)
        return true;
    if (new == NULL || new->kind != OBJECT_ARRAY || new->count < count ||
        (old != NULL && old->kind != OBJECT_ARRAY))
        return changed(judge, number, "a list lost an item");
    for (size_t i = 0; i < count; i++)
        if (!object_equal(old->items[i], new->items[i]))
            return changed(judge, number, "a list's items changed");
    for (size_t i = count; i < new->count; i++)
        if (!judge_new_field(judge, new->items[i]))
            return false;
    return true;
}

/* ---- the known parts ---- */

/* What stood in it stands in it still; `depth` levels of dictionaries may have grown. */
static bool
has_grown(struct judge *judge, const struct object *old, const struct object *new, int depth)
{
    old = revision_resolve(judge->arena, judge->revisions, judge->before, old, NULL);
    new = revision_resolve(judge->arena, judge->revisions, judge->now, new, NULL);
    if (old == NULL || old->kind == OBJECT_NULL)
        return true;
    if (new == NULL)
        return false;
    if (depth == 0 || old->kind != OBJECT_DICTIONARY || new->kind != OBJECT_DICTIONARY)
        return object_equal(old, new);
    for (size_t i = 0; i < old->count; i++) {
        const struct object *value = object_find(new, old->entries[i].key);

        if (value == NULL || (!object_equal(old->entries[i].value, value) &&
                              !has_grown(judge, old->entries[i].value, value, depth - 1)))
            return false;
    }
    return true;
}

static bool
judge_form(struct judge *judge, const struct object *old, const struct object *new, uint32_t number)
{
    static const char *const may[] = {"SigFlags", "DR", "DA", "NeedAppearances", "Fields", NULL};
    static const struct object none = {.kind = OBJECT_DICTIONARY};
    const struct object *needs = new_get(judge, new, "NeedAppearances");

    if (new == NULL)
        return old == NULL || changed(judge, number, "the form is gone");
    if (old == NULL)
        old = &none;
    if (!same_but(old, new, may))
        return changed(judge, number, "the form");
    if (needs != NULL && needs->integer != 0 && !object_equal(needs, old_get(judge, old, "NeedAppearances")))
        return changed(judge, number, "the form asks for other appearances");
    if (!has_grown(judge, object_get(old, "DR"), object_get(new, "DR"), 2))
        return changed(judge, number, "the form's resources");
    return judge_grown_list(judge, old_get(judge, old, "Fields"), new_get(judge, new, "Fields"), number);
}

/* A first signature may certify. */
static bool
judge_permissions(struct judge *judge, const struct object *old, const struct object *new, uint32_t number)
{
    const struct object *before = old_get(judge, old, "Perms"), *now = new_get(judge, new, "Perms");

    if (object_equal(object_get(old, "Perms"), object_get(new, "Perms")))
        return true;
    if (before == NULL && now != NULL && now->kind == OBJECT_DICTIONARY && now->count == 1 &&
        is_new(judge, object_get(now, "DocMDP")) && !judge->policy->is_signed)
        return true;
    return changed(judge, number, "the document's permissions");
}

static bool
judge_catalog(struct judge *judge, const struct object *old, const struct object *new, uint32_t number)
{
    static const char *const may[] = {"AcroForm", "DSS", "Extensions", "Version", "Metadata", "Perms", NULL};
    const struct object *metadata = new_get(judge, new, "Metadata");

    if (!same_but(old, new, may))
        return changed(judge, number, "the catalog");
    if (metadata == NULL ? object_get(old, "Metadata") != NULL
                         : !object_is_name(object_get(metadata, "Type"), "Metadata"))
        return changed(judge, number, "the metadata");
    return judge_permissions(judge, old, new, number);
}

static bool
judge_page(struct judge *judge, const struct object *old, const struct object *new, uint32_t number)
{
    static const char *const may[] = {"Annots", NULL};

    if (!same_but(old, new, may))
        return changed(judge, number, "a page");
    return judge_grown_list(judge, old_get(judge, old, "Annots"), new_get(judge, new, "Annots"), number);
}

static const struct field *
field_named(const struct judge *judge, struct span name)
{
    for (size_t i = 0; i < judge->fields.count; i++)
        if (span_equal(judge->fields.items[i].name, name))
            return &judge->fields.items[i];
    return NULL;
}

static bool
names(const struct object *list, struct span name)
{
    for (size_t i = 0; list != NULL && list->kind == OBJECT_ARRAY && i < list->count; i++) {
        struct span item = list->items[i]->bytes;

        if (span_equal(item, name) || (name.len > item.len && span_equal(span_first(name, item.len), item) &&
                                       name.data[item.len] == '.'))
            return true;
    }
    return false;
}

static bool
is_locked(struct judge *judge, struct span name)
{
    for (size_t i = 0; i < judge->policy->lock_count; i++) {
        const struct object *lock = judge->policy->locks[i], *action = object_get(lock, "Action");
        bool named = names(new_get(judge, lock, "Fields"), name);

        if (object_is_name(action, "Include") ? named : object_is_name(action, "Exclude") ? !named : true)
            return true;
    }
    return false;
}

/* A field of the form other than for signatures was filled. */
static bool
judge_filling(struct judge *judge, const struct field *field, uint32_t number)
{
    if (judge->policy->original)
        return changed(judge, number, "a field of the form");
    if (judge->policy->permission == 1 || is_locked(judge, field->name))
        return refuse(judge, REASON_CERTIFICATION,
                      span_printf(judge->arena, "object %u: field \"%.*s\"", number, SPAN_ARG(field->name)));
    if (judge->policy->permission == 0 && judge->policy->is_signed) {
        judge->change->reason = REASON_FIELDS_FILLED;
        judge->change->detail = span_printf(judge->arena, "field \"%.*s\"", SPAN_ARG(field->name));
    }
    return true;
}

/* The field got its signature with this update. */
static bool
is_signed_now(struct judge *judge, const struct field *old)
{
    const struct field *new = field_named(judge, old->name);

    return (old->value == NULL || old->value->kind == OBJECT_NULL) &&
           new != NULL &&new->value != NULL &&is_signature_dictionary(judge, new->value);
}

/* Some software takes the rectangle away from a field that it signs without drawing: nothing is shown then.
 */
static bool
keeps_rectangle(struct judge *judge, const struct object *old, const struct object *new)
{
    return object_equal(object_get(old, "Rect"), object_get(new, "Rect")) || !has_rectangle(judge, new);
}

static bool
judge_field(struct judge *judge, const struct object *old, const struct object *new, uint32_t number)
{
    static const char *const signing[] = {"V", "AP", "F", "MK", "M", "DA", "NM", "Rect", NULL};
    static const char *const filling[] = {"V", "AP", "AS", "MK", "M", "I", "RV", "DA", "NM", NULL};
    const struct field *field = &judge->parts.fields.items[judge->parts.owner[number]];

    if (!same_but(old, new, field->signature ? signing : filling))
        return changed(judge, number, "a field");
    if (!field->signature)
        return judge_filling(judge, field, number);
    if (!keeps_rectangle(judge, old, new))
        return changed(judge, number, "a signature field moved");
    return is_signed_now(judge, field) || changed(judge, number, "a signature field without a new signature");
}

static bool
judge_appearance(struct judge *judge, const struct object *new, uint32_t number)
{
    const struct field *field = &judge->parts.fields.items[judge->parts.owner[number]];

    if (new->kind != OBJECT_STREAM)
        return changed(judge, number, "an appearance");
    if (!field->signature)
        return judge_filling(judge, field, number);
    return is_signed_now(judge, field) || changed(judge, number, "the appearance of a signature");
}

static bool
judge_changed(struct judge *judge, uint32_t number, const struct object *old, const struct object *new)
{
    switch (judge->parts.part[number]) {
    case PART_CATALOG:
        return true; /* and the form: judged by what they come to, below */
    case PART_FORM:
    case PART_FORM_FIELDS:
    case PART_RESOURCES:
        return true;
    case PART_INFO:
    case PART_EXTENSIONS:
        return new->kind == OBJECT_DICTIONARY || changed(judge, number, "no dictionary any more");
    case PART_METADATA:
        return object_is_name(object_get(new, "Type"), "Metadata") || changed(judge, number, "the metadata");
    case PART_STORE:
        return true;
    case PART_SECTION:
        return object_is_name(object_get(new, "Type"), "XRef") ||
               changed(judge, number, "a cross-reference stream became something else");
    case PART_FIELD:
        return judge_field(judge, old, new, number);
    case PART_APPEARANCE:
        return judge_appearance(judge, new, number);
    case PART_PAGE:
        return judge_page(judge, old, new, number);
    case PART_ANNOTATIONS:
        return judge_grown_list(judge, old, new, number);
    case PART_NONE:
        break;
    }
    return changed(judge, number, "an object that no signature may change");
}

static bool
judge_object(struct judge *judge, uint32_t number, enum place_kind kind)
{
    size_t from;
    bool was = revision_place(judge->revisions, judge->before, number, &from).kind >= PLACE_AT;
    const struct object *old = NULL, *new = NULL;

    if (number == 0)
        return true;
    if (kind == PLACE_FREE)
        return !was || changed(judge, number, "an object was removed");
    if (!was)
        return judge->parts.references[number] == 0 ||
               changed(judge, number, "an object that the older revision lacked and refers to");
    old = revision_object(judge->arena, judge->revisions, judge->before, number, NULL);
    new = revision_object(judge->arena, judge->revisions, judge->now, number, NULL);
    if (old == NULL || new == NULL)
        return refuse(judge, REASON_STRUCTURE, span_printf(judge->arena, "object %u is malformed", number));
    return object_equal(old, new) || judge_changed(judge, number, old, new);
}

/* The catalog and the form as they come out, whichever objects they are written in. */
static bool
judge_whole(struct judge *judge)
{
    const struct object *old = revision_root(judge->arena, judge->revisions, judge->before);
    const struct object *new = revision_root(judge->arena, judge->revisions, judge->now);
    const struct object *reference = object_get(judge->revisions->items[judge->now].trailer, "Root");
    uint32_t number = reference != NULL ? (uint32_t)reference->integer : 0;

    if (old == NULL || new == NULL)
        return refuse(judge, REASON_STRUCTURE, SPAN("there is no catalog"));
    return judge_catalog(judge, old, new, number) &&
           judge_form(judge, old_get(judge, old, "AcroForm"), new_get(judge, new, "AcroForm"), number);
}

static bool
judge_all(struct judge *judge)
{
    const struct revision *revision = &judge->revisions->items[judge->now];
    struct error err;

    if (!parts_find(judge->arena, judge->revisions, judge->before, &judge->parts, &err) ||
        !fields_list(judge->arena, judge->revisions, judge->now, &judge->fields, &err))
        return refuse(judge, REASON_STRUCTURE, span_copy(judge->arena, span_of(err.text)));
    for (size_t i = 0; i < revision->count; i++)
        if (!judge_object(judge, revision->changed[i], revision->places[i].kind))
            return false;
    return judge_whole(judge);
}

void
change_judge(struct arena *arena, struct revisions *revisions, size_t number,
             const struct change_policy *policy, struct change *change)
{
    struct judge judge = {arena, revisions, number, number - 1, policy, {0}, {0}, change};

    *change = (struct change){REASON_VALID, SPAN("")};
    judge_all(&judge);
}
