// SPDX-License-Identifier: Apache-2.0
#include "workflow/dossier.h"

#include "common/date.h"
#include "common/xml.h"
#include "procedure/template.h"
#include "procedure/datatype.h"

enum { GROUP_ITEMS_MAX = 50 };

xmlDoc *
dossier_new(struct arena *arena, const struct procedure *procedure, struct span number, struct span owner,
            struct span language, int64_t now)
{
    xmlDoc *dossier = xml_new(arena, "dossier");
    xmlNode *root = xmlDocGetRootElement(dossier);

    xml_set(root, "procedure", procedure_name(procedure));
    xml_set(root, "number", number);
    xml_set(root, "version", digest_hex(arena, procedure_digest(procedure)));
    xml_set(root, "revision", SPAN("0"));
    xml_set(root, "created", instant_iso(arena, now));
    xml_set(root, "owner", owner);
    xml_set(root, "language", template_language(procedure, language));
    xml_add(root, "data", SPAN(""));
    return dossier;
}

xmlNode *
dossier_data(xmlDoc *dossier)
{
    return xml_path_make(xmlDocGetRootElement(dossier), "data");
}

/* Decimal digits of an attribute, read without an arena. */
static uint32_t
number_attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *attribute = xmlHasProp((xmlNode *)(uintptr_t)node, BAD_CAST name);
    uint64_t value;

    if (attribute == NULL || attribute->children == NULL || attribute->children->content == NULL ||
        !span_to_uint(span_of((const char *)attribute->children->content), &value) || value > UINT32_MAX)
        return 0;
    return (uint32_t)value;
}

uint32_t
dossier_revision(const xmlDoc *dossier)
{
    return number_attribute(xmlDocGetRootElement((xmlDoc *)(uintptr_t)dossier), "revision");
}

bool
dossier_in_state(xmlDoc *dossier, const char *state)
{
    const xmlNode *node = xml_first(xmlDocGetRootElement(dossier), "state");

    for (; node != NULL; node = xml_next(node, "state")) {
        const xmlAttr *id = xmlHasProp((xmlNode *)(uintptr_t)node, BAD_CAST "id");

        if (id != NULL && id->children != NULL &&
            span_is(span_of((const char *)id->children->content), state))
            return true;
    }
    return false;
}

xmlNode *
dossier_task(xmlDoc *dossier, uint32_t serial)
{
    xmlNode *task = xml_first(xmlDocGetRootElement(dossier), "task");

    while (task != NULL && number_attribute(task, "serial") != serial)
        task = xml_next(task, "task");
    return serial == 0 ? NULL : task;
}

struct apply {
    struct arena *arena;
    xmlDoc *dossier;
    xmlNode *data;
    const struct procedure *procedure;
    const char *role;
    size_t elements;
    struct apply_result result;
};

/* Where a value goes: "section/field" or "section/group[2]/field". */
struct place {
    const struct field *field;
    uint32_t item;  /* from 1; 0: in no group */
    const char *path; /* below <data> */
    struct span id; /* as in findings: the item's number is there from 2 on */
};

/* "section.group.2.field" to the field and 2. */
static bool
locate(const struct apply *a, struct span id, struct place *place)
{
    struct span parts[4], rest = id;
    size_t count = 0;
    uint64_t item = 1;

    while (count < 4 && span_split(&rest, '.', &parts[count]))
        count++;
    if (rest.data != NULL || count < 2)
        return false;
    if (count == 4) {
        if (!span_to_uint(parts[2], &item) || item == 0 || item > GROUP_ITEMS_MAX)
            return false;
        id = span_printf(a->arena, "%.*s.%.*s.%.*s", SPAN_ARG(parts[0]), SPAN_ARG(parts[1]),
                         SPAN_ARG(parts[3]));
    }
    place->field = form_field(procedure_form(a->procedure), id);
    if (place->field == NULL || (count == 4 && place->field->group.len == 0))
        return false;
    place->item = place->field->group.len == 0 ? 0 : (uint32_t)item;
    place->id = id;
    if (place->item == 0) {
        place->path = place->field->path;
        return true;
    }
    if (item > 1)
        place->id = span_printf(a->arena, "%.*s.%.*s.%u.%.*s", SPAN_ARG(parts[0]), SPAN_ARG(parts[1]),
                                place->item, SPAN_ARG(place->field->name));
    place->path = arena_printf(a->arena, "%.*s/%.*s[%u]/%.*s", SPAN_ARG(parts[0]),
                               SPAN_ARG(place->field->group), place->item, SPAN_ARG(place->field->name));
    return true;
}

/* The items before this one must be there, or the third would become the second. */
static xmlNode *
make_place(struct apply *a, const struct place *place)
{
    for (uint32_t i = 1; i < place->item; i++)
        xml_path_make(a->data, arena_printf(a->arena, "%.*s/%.*s[%u]", SPAN_ARG(place->field->section->id),
                                            SPAN_ARG(place->field->group), i));
    return xml_path_make(a->data, place->path);
}

static void
forget_rejected(struct apply *a, struct span id)
{
    xmlNode *node = xml_first(xmlDocGetRootElement(a->dossier), "rejected");

    while (node != NULL) {
        xmlNode *next = xml_next(node, "rejected");

        if (span_equal(span_of(xml_attr_or(a->arena, node, "field", "")), id))
            xml_remove(node);
        node = next;
    }
}

static void
reject(struct apply *a, const struct place *place, struct span written, const struct label *why)
{
    xmlNode *data = a->data;
    xmlNode *node = xmlNewNode(NULL, BAD_CAST "rejected");

    forget_rejected(a, place->id);
    /* Beside <data>, in front of what the workflow adds. */
    xmlAddNextSibling(data, node);
    xml_set(node, "field", place->id);
    xml_set(node, "value", span_first(written, 200));
    xml_add(node, "fr", why->fr);
    xml_add(node, "en", why->en.len > 0 ? why->en : why->fr);
    a->result.rejected++;
}

static bool
may_change(const struct field *field, const char *role)
{
    for (size_t i = 0; i < field->editor_count; i++)
        if (role != NULL && span_is(field->editors[i], role))
            return true;
    return field->editor_count == 0 || role == NULL;
}

/* A lone dash takes a value away; an empty line says nothing. */
static bool
is_eraser(struct span value)
{
    return span_is(value, "-") || span_is(value, "\xe2\x80\x93") || span_is(value, "\xe2\x80\x94");
}

static void
erase(struct apply *a, const struct place *place, xmlNode *node)
{
    forget_rejected(a, place->id);
    if (node == NULL)
        return;
    xml_remove(node);
    a->result.changed++;
}

static void
put_value(struct apply *a, const struct intent_value *value)
{
    struct span written = span_trim(value->value), canonical;
    struct label why = {0};
    struct place place;
    xmlNode *node;

    if (written.len == 0 || !locate(a, value->field, &place) || place.field->calculate != NULL)
        return;
    node = xml_path(a->data, place.path);
    if (is_eraser(written)) {
        if (may_change(place.field, a->role))
            erase(a, &place, node);
        else
            a->result.refused += node != NULL;
        return;
    }
    if (!datatype_read(a->arena, place.field, written, &canonical, &why)) {
        if (may_change(place.field, a->role))
            reject(a, &place, written, &why);
        else
            a->result.refused++;
        return;
    }
    if (node != NULL && span_equal(xml_text(a->arena, node), canonical)) {
        forget_rejected(a, place.id);
        return;
    }
    if (!may_change(place.field, a->role) || (node == NULL && ++a->elements > DOSSIER_VALUES_MAX)) {
        a->result.refused++;
        return;
    }
    xml_set_text(make_place(a, &place), canonical);
    forget_rejected(a, place.id);
    a->result.changed++;
}

/* An item of a group whose last value was taken away goes with it. */
static void
prune(const struct apply *a)
{
    for (xmlNode *section = xml_first(a->data, NULL); section != NULL; section = xml_next(section, NULL))
        for (xmlNode *node = xml_first(section, NULL), *next; node != NULL; node = next) {
            next = xml_next(node, NULL);
            if (node->children == NULL)
                xml_remove(node);
        }
}

static size_t
count_elements(const xmlNode *parent)
{
    size_t count = 0;

    for (const xmlNode *node = xml_first(parent, NULL); node != NULL; node = xml_next(node, NULL))
        count += 1 + count_elements(node);
    return count;
}

struct apply_result
dossier_apply(struct arena *arena, xmlDoc *dossier, const struct procedure *procedure,
              const struct intent_value *values, size_t count, const char *role)
{
    struct apply a = {.arena = arena, .dossier = dossier, .procedure = procedure, .role = role};

    a.data = dossier_data(dossier);
    a.elements = count_elements(a.data);
    for (size_t i = 0; i < count; i++)
        put_value(&a, &values[i]);
    if (a.result.changed > 0) {
        prune(&a);
        xml_set(xmlDocGetRootElement(dossier), "revision",
                span_printf(arena, "%u", dossier_revision(dossier) + 1));
    }
    return a.result;
}
