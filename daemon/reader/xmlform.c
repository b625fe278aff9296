// SPDX-License-Identifier: Apache-2.0
#include "reader/xmlform.h"

#include <string.h>

#include "common/xml.h"
#include "reader/formlabel.h"
#include "reader/trim.h"

#define DATA_NAMESPACE "urn:conventiond:data"

enum {
    PROLOGUE_BYTES = 4096,
    SCRATCH_MAX = 8 << 20,
    LOOKUPS_MAX = 6000,
    INSTANCES_MAX = 200, /* of a group; further ones are not read */
};

struct xml_reader {
    struct arena *arena;
    struct arena *scratch; /* of the label in hand */
    struct formlabel_finder finder;
    struct xmlform form;
};

static const char *const roots[] = {"formulaire", "form", "data", NULL};

static bool
is_root(const char *name)
{
    for (size_t i = 0; roots[i] != NULL; i++)
        if (strcmp(name, roots[i]) == 0)
            return true;
    return false;
}

bool
xmlform_is(struct span bytes)
{
    struct span head = span_first(bytes, PROLOGUE_BYTES);

    for (size_t i = 0; roots[i] != NULL; i++) {
        char open[32];
        size_t at;

        open[0] = '<';
        memcpy(open + 1, roots[i], strlen(roots[i]) + 1);
        at = span_find(head, open);
        if (at != SIZE_MAX && at + strlen(open) < head.len &&
            strchr(" \t\r\n/>", head.data[at + strlen(open)]) != NULL)
            return true;
    }
    return span_find(head, DATA_NAMESPACE) != SIZE_MAX;
}

static bool
is_empty_on_purpose(struct arena *arena, const xmlNode *node)
{
    return strcmp(xml_attr_or(arena, node, "empty", ""), "yes") == 0 ||
           strcmp(xml_attr_or(arena, node, "vide", ""), "oui") == 0 ||
           strcmp(xml_attr_or(arena, node, "nil", ""), "true") == 0;
}

static void
put(struct xml_reader *r, const xmlNode *node, struct span id, bool known)
{
    struct span value = trim_wide(xml_text(r->arena, node));

    if (value.len == 0 && !is_empty_on_purpose(r->arena, node))
        return;
    if (!known) {
        if (r->form.unknown_count < XMLFORM_UNKNOWN_MAX)
            r->form.unknown[r->form.unknown_count++] = id;
        return;
    }
    for (size_t i = 0; i < r->form.value_count; i++)
        if (span_equal(r->form.values[i].field, id)) {
            r->form.values[i].value = value;
            return;
        }
    if (r->form.value_count < XMLFORM_VALUES_MAX)
        r->form.values[r->form.value_count++] =
            (struct intent_value){.field = id, .value = value, .line = (uint32_t)xml_line(node)};
}

static bool
is_group(const struct form *form, const char *section, const char *name)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (span_is(form->fields[i].section->id, section) && span_is(form->fields[i].group, name))
            return true;
    return false;
}

/* Which instance this element is: one more than its elder brothers of the same name. */
static uint32_t
instance_of(const xmlNode *node)
{
    uint32_t n = 1;

    for (const xmlNode *elder = node->prev; elder != NULL && n <= INSTANCES_MAX; elder = elder->prev)
        n += elder->type == XML_ELEMENT_NODE && strcmp(xml_name(elder), xml_name(node)) == 0;
    return n;
}

static void
read_group(struct xml_reader *r, const char *section, const xmlNode *group)
{
    uint32_t n = instance_of(group);

    if (n > INSTANCES_MAX)
        return;
    for (xmlNode *member = xml_first(group, NULL); member != NULL; member = xml_next(member, NULL)) {
        struct span plain = span_printf(r->arena, "%s.%s.%s", section, xml_name(group), xml_name(member));
        const struct field *field = form_field(r->form.form, plain);
        struct span id = field == NULL ? plain : formlabel_id(r->arena, field, n);

        put(r, member, id, field != NULL);
    }
}

static void
read_section(struct xml_reader *r, const xmlNode *section)
{
    for (xmlNode *node = xml_first(section, NULL); node != NULL; node = xml_next(node, NULL)) {
        struct span id = span_printf(r->arena, "%s.%s", xml_name(section), xml_name(node));

        if (is_group(r->form.form, xml_name(section), xml_name(node)))
            read_group(r, xml_name(section), node);
        else
            put(r, node, id, form_field(r->form.form, id) != NULL);
    }
}

/* <field id="desk.loan.2.from">: found with the labels, so that instances are understood. */
static void
read_field(struct xml_reader *r, const xmlNode *node)
{
    struct span id = span_of(xml_attr_or(r->arena, node, "id", ""));
    const struct field *field = form_field(r->form.form, id);
    struct formlabel label = {.field = field};

    if (field == NULL) {
        struct formlabel_written written = formlabel_written(r->scratch, id);

        label = formlabel_find(&r->finder, &written);
        arena_reset(r->scratch);
    }
    put(r, node, label.field == NULL ? id : formlabel_id(r->arena, label.field, label.instance),
        label.field != NULL);
}

static struct xmlform
read_as(struct arena *arena, const struct form *form, const xmlNode *root)
{
    struct xml_reader r = {.arena = arena,
                           .scratch = arena_open(SCRATCH_MAX),
                           .finder = formlabel_finder(arena, form, LOOKUPS_MAX),
                           .form = {.form = form}};

    r.form.values = arena_array(arena, XMLFORM_VALUES_MAX, sizeof *r.form.values);
    r.form.unknown = arena_array(arena, XMLFORM_UNKNOWN_MAX, sizeof *r.form.unknown);
    for (xmlNode *node = xml_first(root, NULL); node != NULL; node = xml_next(node, NULL)) {
        if (xml_is(node, "field"))
            read_field(&r, node);
        else
            read_section(&r, node);
    }
    arena_close(&r.scratch);
    return r.form;
}

/* The form that the root names; *named is false when it names none. */
static const struct form *
named_form(const struct form *forms, size_t count, const char *procedure)
{
    for (size_t i = 0; i < count; i++)
        if (span_is(forms[i].id, procedure))
            return &forms[i];
    return NULL;
}

bool
xmlform_read(struct arena *arena, const struct form *forms, size_t form_count, struct span bytes,
             const char *name, struct xmlform *out, struct error *err)
{
    xmlDoc *doc = xml_parse(arena, bytes, name, XML_FOREIGN_MAX, err);
    const xmlNode *root;
    const char *procedure;

    *out = (struct xmlform){.form = NULL};
    if (doc == NULL)
        return false;
    root = xmlDocGetRootElement(doc);
    if (!is_root(xml_name(root)) ||
        (root->ns != NULL && strcmp((const char *)root->ns->href, DATA_NAMESPACE) != 0))
        return error_set(err, ERROR_BAD_INPUT,
                         "%s:%d: the root element is not <form xmlns=\"" DATA_NAMESPACE "\">", name,
                         xml_line(root));
    procedure = xml_attr(arena, root, "procedure");
    if (procedure != NULL) {
        const struct form *form = named_form(forms, form_count, procedure);

        if (form == NULL)
            return error_set(err, ERROR_BAD_INPUT, "%s:%d: no procedure is called \"%s\" here", name,
                             xml_line(root), procedure);
        *out = read_as(arena, form, root);
        return true;
    }
    for (size_t i = 0; i < form_count; i++) {
        struct xmlform form = read_as(arena, &forms[i], root);

        if (i == 0 || form.value_count > out->value_count)
            *out = form;
    }
    return true;
}
