// SPDX-License-Identifier: Apache-2.0
#include "workflow/filllookup.h"

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/datatype.h"

static struct span
attribute(const struct fill *fill, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(fill->arena, node, name, ""));
}

/* The child of the dossier's root with that value of the attribute; NULL none. */
static xmlNode *
child_with(const struct fill *fill, const char *element, const char *name, struct span value)
{
    xmlNode *node = xml_first(xmlDocGetRootElement(fill->dossier), element);

    while (node != NULL && !span_equal(attribute(fill, node, name), value))
        node = xml_next(node, element);
    return node;
}

static struct span
value_in_dossier(const struct fill *fill, const struct field *field)
{
    return xml_text(fill->arena, xml_path(dossier_data(fill->dossier), field->path));
}

static void
forget_rejected(const struct fill *fill, const struct field *field)
{
    xmlNode *node = child_with(fill, "rejected", "field", field->id);

    if (node != NULL)
        xml_remove(node);
}

static void
put_value(const struct fill *fill, const struct field *field, struct span value)
{
    xml_set_text(xml_path_make(dossier_data(fill->dossier), field->path), value);
    forget_rejected(fill, field);
}

/* By which value the entry is looked up; "" when only words lead to it. */
static struct span
by_of(const struct fill *fill, const struct directory_lookup *lookup, const xmlNode *entry)
{
    return lookup->by == NULL
               ? SPAN("")
               : xml_text(fill->arena, xml_first(entry, span_dup(fill->arena, lookup->by->id)));
}

static void
mark(const struct fill *fill, const struct directory_lookup *lookup, const struct field *field,
     const xmlNode *entry, struct span value, const char *status)
{
    xmlNode *origin = child_with(fill, "origin", "field", field->id);

    if (origin == NULL)
        origin = xml_add(xmlDocGetRootElement(fill->dossier), "origin", SPAN(""));
    xml_set(origin, "field", field->id);
    xml_set(origin, "lookup", lookup->id);
    xml_set(origin, "key", attribute(fill, entry, "key"));
    xml_set(origin, "by", by_of(fill, lookup, entry));
    xml_set(origin, "source", attribute(fill, entry, "source"));
    xml_set(origin, "status", span_of(status));
    xml_set(origin, "written", SPAN(""));
    xml_set_text(origin, value);
}

static size_t
put_marked(const struct fill *fill, const struct directory_lookup *lookup, const struct field *field,
           const xmlNode *entry, struct span value)
{
    put_value(fill, field, value);
    mark(fill, lookup, field, entry, value, "filled");
    return 1;
}

/* Somebody wrote another value than the directory has. */
static size_t
differ(const struct fill *fill, const struct directory_lookup *lookup, const struct field *field,
       const xmlNode *entry, struct span value, struct span written)
{
    xmlNode *origin = child_with(fill, "origin", "field", field->id);

    if (field->stands) {
        put_value(fill, field, value);
        mark(fill, lookup, field, entry, value, "kept");
        xml_set(child_with(fill, "origin", "field", field->id), "written", span_first(written, 200));
        return 1;
    }
    if (field->told)
        mark(fill, lookup, field, entry, value, "corrected");
    else if (origin != NULL)
        xml_remove(origin);
    return 0;
}

static size_t
fill_field(const struct fill *fill, const struct directory_lookup *lookup, const struct directory_fill *plan,
           const xmlNode *entry, bool force)
{
    const struct field *field = plan->field;
    struct span known = xml_text(fill->arena, xml_first(entry, span_dup(fill->arena, plan->attribute->id)));
    struct span there = value_in_dossier(fill, field), value;
    const xmlNode *origin = child_with(fill, "origin", "field", field->id);
    struct label why;

    if (known.len == 0 || !datatype_read(fill->arena, field, known, &value, &why))
        return 0;
    if (span_equal(there, value)) {
        forget_rejected(fill, field);
        if (origin != NULL)
            mark(fill, lookup, field, entry, value, "filled");
        return 0;
    }
    if (there.len == 0 || force)
        return put_marked(fill, lookup, field, entry, value);
    /* Nobody touched it: the directory itself says something else now. */
    if (origin != NULL && span_equal(xml_text(fill->arena, origin), there))
        return put_marked(fill, lookup, field, entry, value);
    return differ(fill, lookup, field, entry, value, there);
}

/* Was it filled from an entry that is not this one? */
static bool
is_stale(const struct fill *fill, const struct lookup_question *question, const xmlNode *origin,
         const xmlNode *entry, bool force)
{
    if (!span_equal(attribute(fill, origin, "lookup"), question->lookup->id))
        return false;
    if (force)
        return !span_equal(attribute(fill, origin, "key"), attribute(fill, entry, "key"));
    return question->by.len > 0 && !span_equal_nocase(attribute(fill, origin, "by"), question->by);
}

/* What came from another entry goes, unless a person changed it. */
static size_t
forget_stale(const struct fill *fill, const struct lookup_question *question, const xmlNode *entry,
             bool force)
{
    xmlNode *origin = xml_first(xmlDocGetRootElement(fill->dossier), "origin"), *next;
    size_t changed = 0;

    for (; origin != NULL; origin = next) {
        const struct field *field =
            form_field(procedure_form(fill->procedure), attribute(fill, origin, "field"));
        xmlNode *node;

        next = xml_next(origin, "origin");
        if (field == NULL || !is_stale(fill, question, origin, entry, force))
            continue;
        node = xml_path(dossier_data(fill->dossier), field->path);
        if (node != NULL && span_equal(xml_text(fill->arena, node), xml_text(fill->arena, origin))) {
            xml_remove(node);
            changed++;
        }
        xml_remove(origin);
    }
    return changed;
}

size_t
fill_entry(struct fill *fill, const struct lookup_question *question, const xmlNode *entry, bool force)
{
    const struct directory_lookup *lookup = question->lookup;
    size_t changed = 0;

    if (entry != NULL || !force)
        changed = forget_stale(fill, question, entry, force);
    for (size_t i = 0; i < lookup->fill_count && entry != NULL; i++)
        changed += fill_field(fill, lookup, &lookup->fills[i], entry, force);
    return changed;
}

size_t
fill_empty(struct fill *fill, const struct lookup_question *question, const xmlNode *entry)
{
    size_t changed = 0;

    for (size_t i = 0; i < question->lookup->fill_count && entry != NULL; i++)
        if (value_in_dossier(fill, question->lookup->fills[i].field).len == 0)
            changed += fill_field(fill, question->lookup, &question->lookup->fills[i], entry, false);
    return changed;
}

/* -- words --------------------------------------------------------------------------------- */

static struct directory_entry
entry_of(const struct fill *fill, const struct directory_kind *kind, const xmlNode *node)
{
    struct directory_entry entry = {
        .kind = kind->id,
        .key = attribute(fill, node, "key"),
        .values = arena_array(fill->arena, kind->attribute_count, sizeof(struct directory_value))};

    for (size_t i = 0; i < kind->attribute_count; i++) {
        struct span value =
            xml_text(fill->arena, xml_first(node, span_dup(fill->arena, kind->attributes[i].id)));

        if (value.len > 0)
            entry.values[entry.count++] = (struct directory_value){kind->attributes[i].id, value};
    }
    return entry;
}

/* The words written are all the words that the entry is found by. */
static bool
says_all(const struct fill *fill, const struct directory_kind *kind, const struct directory_entry *entry,
         struct span written)
{
    size_t count, written_count, same = 0;
    struct span *words = directory_entry_words(fill->arena, kind, entry, &count);
    struct span *these = directory_words(fill->arena, kind, written, &written_count);

    for (size_t i = 0; i < written_count; i++)
        for (size_t j = 0; j < count; j++)
            same += span_equal(these[i], words[j]);
    return count > 0 && same == count && written_count == count;
}

size_t
fill_from_words(struct fill *fill, const struct lookup_question *question, const xmlNode *answer)
{
    const struct directory_kind *kind = question->lookup->kind;
    const xmlNode *first = xml_first(answer, "entry");
    struct directory_entry entry;

    if (answer == NULL || first == NULL) {
        fill_drop_question(fill, question->lookup);
        return 0;
    }
    entry = entry_of(fill, kind, first);
    if (question->lookup->sure && question->words.len > 0 && xml_next(first, "entry") == NULL &&
        says_all(fill, kind, &entry, question->words)) {
        fill_drop_question(fill, question->lookup);
        return fill_entry(fill, question, first, true);
    }
    fill_propose(fill, question, answer);
    return 0;
}

/* What the entry knows is nowhere something else than what stands; *some: something stands. */
static bool
agrees(const struct fill *fill, const struct directory_lookup *lookup, const xmlNode *entry, bool *some)
{
    for (size_t i = 0; i < lookup->fill_count; i++) {
        const struct directory_fill *plan = &lookup->fills[i];
        struct span there = value_in_dossier(fill, plan->field);
        struct span known =
            xml_text(fill->arena, xml_first(entry, span_dup(fill->arena, plan->attribute->id)));

        if (plan->attribute == lookup->by || there.len == 0)
            continue;
        *some = true;
        if (!span_equal(utf8_fold(fill->arena, there), utf8_fold(fill->arena, known)))
            return false;
    }
    return true;
}

size_t
fill_from_several(struct fill *fill, const struct lookup_question *question, const xmlNode *answer)
{
    const xmlNode *only = NULL;
    bool some = false;

    for (const xmlNode *entry = xml_first(answer, "entry"); entry != NULL; entry = xml_next(entry, "entry"))
        if (agrees(fill, question->lookup, entry, &some)) {
            if (only != NULL) {
                only = NULL;
                break;
            }
            only = entry;
        }
    if (some) {
        fill_drop_question(fill, question->lookup);
        return only == NULL ? 0 : fill_entry(fill, question, only, false);
    }
    fill_propose(fill, question, answer);
    return 0;
}

/* -- proposals ------------------------------------------------------------------------------ */

static bool
is_same_question(const struct fill *fill, const xmlNode *question, const xmlNode *answer)
{
    const xmlNode *proposal = xml_first(question, "proposal"), *entry = xml_first(answer, "entry");

    while (proposal != NULL && entry != NULL &&
           span_equal(attribute(fill, proposal, "key"), attribute(fill, entry, "key"))) {
        proposal = xml_next(proposal, "proposal");
        entry = xml_next(entry, "entry");
    }
    return proposal == NULL && entry == NULL;
}

/* The line that says the same in a form: "reader.mail" and its value. */
static void
name_line(const struct fill *fill, const struct directory_lookup *lookup, const struct directory_entry *entry,
          xmlNode *proposal)
{
    for (size_t i = 0; i < lookup->fill_count; i++)
        if (lookup->fills[i].attribute == lookup->by || (lookup->by == NULL && i == 0)) {
            xml_set(proposal, "field", lookup->fills[i].field->id);
            xml_set(proposal, "value", directory_entry_value(entry, lookup->fills[i].attribute->id));
            return;
        }
    (void)fill;
}

void
fill_propose(struct fill *fill, const struct lookup_question *question, const xmlNode *answer)
{
    const struct directory_lookup *lookup = question->lookup;
    xmlNode *root = xmlDocGetRootElement(fill->dossier);
    xmlNode *node = child_with(fill, "question", "id", lookup->id);
    uint64_t number = 0, count = 0;

    if (node != NULL && is_same_question(fill, node, answer)) {
        xml_set(node, "words", question->words);
        return;
    }
    fill_drop_question(fill, lookup);
    (void)span_to_uint(attribute(fill, root, "proposals"), &number);
    node = xml_add(root, "question", SPAN(""));
    xml_set(node, "id", lookup->id);
    xml_set(node, "words", question->words);
    if (span_to_uint(attribute(fill, answer, "count"), &count) && count > LOOKUP_PROPOSED_MAX)
        xml_set(node, "more", SPAN("yes"));
    xml_add(node, "fr", lookup->label.fr);
    xml_add(node, "en", lookup->label.en);
    for (const xmlNode *entry = xml_first(answer, "entry"); entry != NULL; entry = xml_next(entry, "entry")) {
        struct directory_entry read = entry_of(fill, lookup->kind, entry);
        xmlNode *proposal = xml_add(node, "proposal", directory_entry_show(fill->arena, lookup->kind, &read));

        xml_set(proposal, "n", span_printf(fill->arena, "%llu", (unsigned long long)++number));
        xml_set(proposal, "key", read.key);
        name_line(fill, lookup, &read, proposal);
    }
    xml_set(root, "proposals", span_printf(fill->arena, "%llu", (unsigned long long)number));
}

void
fill_drop_question(struct fill *fill, const struct directory_lookup *lookup)
{
    xmlNode *node = child_with(fill, "question", "id", lookup->id);

    if (node != NULL)
        xml_remove(node);
}
