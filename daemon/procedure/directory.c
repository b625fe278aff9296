// SPDX-License-Identifier: Apache-2.0
#include "procedure/directory.h"

#include <ctype.h>
#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/compiled.h"

enum { ATTRIBUTES_MAX = 60, KEY_MAX = 600, SHOWN_MAX = 400 };

const struct directory *
procedure_directory(const struct procedure *procedure)
{
    return &procedure->directory;
}

const struct directory_kind *
directory_kind(const struct directory *directory, struct span id)
{
    for (size_t i = 0; i < directory->kind_count; i++)
        if (span_equal(directory->kinds[i].id, id))
            return &directory->kinds[i];
    return NULL;
}

const struct directory_lookup *
directory_lookup(const struct directory *directory, struct span id)
{
    for (size_t i = 0; i < directory->lookup_count; i++)
        if (span_equal(directory->lookups[i].id, id))
            return &directory->lookups[i];
    return NULL;
}

const struct directory_attribute *
directory_attribute(const struct directory_kind *kind, struct span id)
{
    for (size_t i = 0; i < kind->attribute_count; i++)
        if (span_equal(kind->attributes[i].id, id))
            return &kind->attributes[i];
    return NULL;
}

/* -- words ------------------------------------------------------------------------- */

static bool
is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (c & 0x80) != 0;
}

static bool
is_lone(struct span rest)
{
    return rest.len > 0 && is_word_byte(rest.data[0]) && (rest.len == 1 || !is_word_byte(rest.data[1]));
}

/* Takes the next word off *rest; "s.a.s." is "sas". */
static bool
next_word(struct arena *arena, struct span *rest, struct span *word)
{
    struct text out = text_new(arena, DIRECTORY_WORD_MAX);

    while (rest->len > 0 && !is_word_byte(rest->data[0]))
        *rest = span_from(*rest, 1);
    while (is_lone(*rest) && rest->len > 1 && rest->data[1] == '.') {
        text_byte(&out, rest->data[0]);
        *rest = span_from(*rest, 2);
    }
    while (rest->len > 0 && is_word_byte(rest->data[0]) && (out.len == 0 || is_lone(*rest))) {
        size_t len = 1;

        while (len < rest->len && is_word_byte(rest->data[len]))
            len++;
        text_add(&out, rest->data, len < DIRECTORY_WORD_MAX ? len : DIRECTORY_WORD_MAX - 1);
        *rest = span_from(*rest, len);
    }
    *word = text_get(&out);
    return word->len > 0;
}

static bool
is_noise(const struct directory_kind *kind, struct span word)
{
    for (size_t i = 0; i < kind->noise_count; i++)
        if (span_equal(kind->noise[i], word))
            return true;
    return word.len == 1 && !isdigit((unsigned char)word.data[0]);
}

static bool
has_word(const struct span *words, size_t count, struct span word)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(words[i], word))
            return true;
    return false;
}

struct span *
directory_words(struct arena *arena, const struct directory_kind *kind, struct span text, size_t *count)
{
    struct span *words = arena_array(arena, DIRECTORY_WORDS_MAX, sizeof *words);
    struct span folded = utf8_fold(arena, text);
    bool all = false;

    for (*count = 0; *count == 0; all = true) {
        struct span rest = folded, word;

        while (*count < DIRECTORY_WORDS_MAX && next_word(arena, &rest, &word))
            if ((all || !is_noise(kind, word)) && !has_word(words, *count, word))
                words[(*count)++] = word;
        if (all)
            break;
    }
    return words;
}

/* -- entries ------------------------------------------------------------------------ */

struct span
directory_entry_value(const struct directory_entry *entry, struct span name)
{
    for (size_t i = 0; i < entry->count; i++)
        if (span_equal(entry->values[i].name, name))
            return entry->values[i].value;
    return SPAN("");
}

/* One piece of `show`, its {attributes} put in; "" when all of them are empty. */
static struct span
show_piece(struct arena *arena, const struct directory_entry *entry, struct span piece)
{
    struct text out = text_new(arena, SHOWN_MAX);
    bool some = false;

    while (piece.len > 0) {
        size_t open = span_find_byte(piece, '{'), close = span_find_byte(piece, '}');
        struct span value;

        if (open == SIZE_MAX || close == SIZE_MAX || close < open)
            break;
        text_span(&out, span_first(piece, open));
        value = directory_entry_value(entry, span_first(span_from(piece, open + 1), close - open - 1));
        some = some || value.len > 0;
        text_span(&out, value);
        piece = span_from(piece, close + 1);
    }
    text_span(&out, piece);
    return some ? span_trim(text_get(&out)) : SPAN("");
}

struct span
directory_entry_show(struct arena *arena, const struct directory_kind *kind,
                     const struct directory_entry *entry)
{
    struct text out = text_new(arena, SHOWN_MAX);

    for (size_t i = 0; i < kind->show_count; i++) {
        struct span piece = show_piece(arena, entry, kind->show[i]);

        if (piece.len > 0)
            text_printf(&out, "%s%.*s", out.len > 0 ? ", " : "", SPAN_ARG(piece));
    }
    return text_get(&out);
}

void
directory_entry_settle(struct arena *arena, const struct directory_kind *kind, struct directory_entry *entry)
{
    struct text key = text_new(arena, KEY_MAX);

    for (size_t i = 0; i < kind->attribute_count; i++) {
        struct span value;

        if (!kind->attributes[i].key)
            continue;
        value = utf8_fold(arena, directory_entry_value(entry, kind->attributes[i].id));
        text_printf(&key, "%s%.*s", key.len > 0 && value.len > 0 ? " " : "", SPAN_ARG(value));
    }
    entry->kind = kind->id;
    entry->key = text_get(&key);
    entry->parent =
        kind->parent == NULL ? SPAN("") : utf8_fold(arena, directory_entry_value(entry, kind->parent->id));
}

struct span *
directory_entry_words(struct arena *arena, const struct directory_kind *kind,
                      const struct directory_entry *entry, size_t *count)
{
    struct text all = text_new(arena, 4096);

    for (size_t i = 0; i < kind->attribute_count; i++)
        if (kind->attributes[i].searched)
            text_printf(&all, " %.*s", SPAN_ARG(directory_entry_value(entry, kind->attributes[i].id)));
    return directory_words(arena, kind, text_get(&all), count);
}

/* -- loading ------------------------------------------------------------------------ */

static bool
is_true(struct loading *loading, const xmlNode *node, const char *attribute)
{
    return span_is(loading_span(loading, node, attribute), "true");
}

/* The texts of child elements, folded when asked; `first` goes before them when it is not empty. */
static struct span *
texts_of(struct loading *loading, const xmlNode *parent, const char *element, struct span first, bool fold,
         size_t *count)
{
    struct arena *arena = loading->procedure->arena;
    struct span *texts = arena_array(arena, xml_count(parent, element) + 1, sizeof *texts);

    *count = 0;
    if (first.len > 0)
        texts[(*count)++] = first;
    for (xmlNode *node = xml_first(parent, element); node != NULL; node = xml_next(node, element)) {
        struct span text = span_trim(xml_text(arena, node));

        texts[(*count)++] = fold ? utf8_fold(arena, text) : text;
    }
    return texts;
}

static struct span *
split(struct loading *loading, struct span list, char separator, size_t *count)
{
    struct span *pieces = arena_array(loading->procedure->arena, list.len / 2 + 2, sizeof *pieces), piece;

    *count = 0;
    while (list.len > 0 && span_split(&list, separator, &piece))
        if (span_trim(piece).len > 0)
            pieces[(*count)++] = span_trim(piece);
    return pieces;
}

/* An attribute is read as a field is: as one of the form, or as a plain one of a type. */
static void
read_datatype(struct loading *loading, const xmlNode *node, struct directory_attribute *attribute)
{
    const struct form *form = &loading->procedure->form;
    struct span like = loading_span(loading, node, "like");
    const struct field *field = form_field(form, like);
    uint64_t max = 1000;
    bool known = true;

    if (like.len > 0 && field == NULL)
        loading_problem(loading, attribute->line, "like=\"%.*s\" is no field of form.xml", SPAN_ARG(like));
    if (field != NULL)
        attribute->field = *field;
    else {
        const char *type = loading_attr(loading, node, "type");

        attribute->field.type = datatype_named(type == NULL ? "text" : type, &known);
        attribute->field.label = attribute->label;
        attribute->field.countries = loading->procedure->countries;
        attribute->field.country_count = loading->procedure->country_count;
        (void)span_to_uint(loading_span(loading, node, "max"), &max);
        attribute->field.max = (uint32_t)max;
    }
    attribute->field.id = attribute->id;
    if (attribute->label.fr.len == 0)
        attribute->label = field == NULL ? (struct label){attribute->id, attribute->id} : field->label;
}

static void
read_attribute(struct loading *loading, const xmlNode *node, struct directory_attribute *attribute)
{
    attribute->line = xml_line(node);
    attribute->id = loading_span(loading, node, "id");
    attribute->fact = loading_span(loading, node, "register");
    attribute->label = loading_labels(loading, node, "label");
    attribute->key = is_true(loading, node, "key");
    attribute->required = (attribute->key && !span_is(loading_span(loading, node, "required"), "false")) ||
                          is_true(loading, node, "required");
    attribute->by = is_true(loading, node, "by");
    attribute->searched = is_true(loading, node, "search");
    attribute->columns = texts_of(loading, node, "column", attribute->id, true, &attribute->column_count);
    attribute->ldap = texts_of(loading, node, "ldap", SPAN(""), false, &attribute->ldap_count);
    read_datatype(loading, node, attribute);
}

static void
read_classes(struct loading *loading, const xmlNode *node, struct directory_kind *kind)
{
    struct arena *arena = loading->procedure->arena;

    kind->classes = arena_array(arena, xml_count(node, "ldap"), sizeof *kind->classes);
    for (xmlNode *child = xml_first(node, "ldap"); child != NULL; child = xml_next(child, "ldap")) {
        struct span name = loading_span(loading, child, "attribute");
        struct span value = loading_span(loading, child, "value");

        kind->classes[kind->class_count++] =
            utf8_fold(arena, span_printf(arena, "%.*s=%.*s", SPAN_ARG(name), SPAN_ARG(value)));
    }
}

static void
read_kind(struct loading *loading, const xmlNode *node, struct directory_kind *kind)
{
    struct arena *arena = loading->procedure->arena;
    struct span parent = loading_span(loading, node, "parent");
    bool keyed = false;

    kind->line = xml_line(node);
    kind->id = loading_span(loading, node, "id");
    kind->label = loading_labels(loading, node, "label");
    kind->names = texts_of(loading, node, "name", kind->id, true, &kind->name_count);
    kind->noise =
        split(loading, utf8_fold(arena, loading_span(loading, node, "noise")), ' ', &kind->noise_count);
    kind->show = split(loading, loading_span(loading, node, "show"), ',', &kind->show_count);
    read_classes(loading, node, kind);
    kind->attributes = arena_array(arena, xml_count(node, "attribute"), sizeof *kind->attributes);
    for (xmlNode *child = xml_first(node, "attribute"); child != NULL; child = xml_next(child, "attribute")) {
        struct directory_attribute *attribute = &kind->attributes[kind->attribute_count];

        read_attribute(loading, child, attribute);
        keyed = keyed || attribute->key;
        if (directory_attribute(kind, attribute->id) != NULL)
            loading_problem(loading, attribute->line, "the attribute %.*s stands twice",
                            SPAN_ARG(attribute->id));
        kind->attribute_count++;
    }
    kind->parent = directory_attribute(kind, parent);
    if (parent.len > 0 && kind->parent == NULL)
        loading_problem(loading, kind->line, "parent=\"%.*s\" is no attribute of the kind", SPAN_ARG(parent));
    if (!keyed || kind->attribute_count > ATTRIBUTES_MAX)
        loading_problem(
            loading, kind->line,
            "a kind has at most %d attributes, and at least one with key=\"true\": by it an entry "
            "is known again",
            ATTRIBUTES_MAX);
}

static void
read_fills(struct loading *loading, const xmlNode *node, struct directory_lookup *lookup)
{
    lookup->fills = arena_array(loading->procedure->arena, xml_count(node, "fill"), sizeof *lookup->fills);
    for (xmlNode *child = xml_first(node, "fill"); child != NULL; child = xml_next(child, "fill")) {
        struct span field = loading_span(loading, child, "field");
        struct span attribute = loading_span(loading, child, "attribute");
        struct directory_fill *fill = &lookup->fills[lookup->fill_count];

        fill->field = form_field(&loading->procedure->form, field);
        fill->attribute = directory_attribute(lookup->kind, attribute);
        if (fill->field == NULL || fill->field->group.len > 0 || fill->field->calculate != NULL)
            loading_problem(
                loading, xml_line(child),
                "field=\"%.*s\" is no field of form.xml that can be filled (outside groups, not computed)",
                SPAN_ARG(field));
        else if (fill->attribute == NULL)
            loading_problem(loading, xml_line(child), "attribute=\"%.*s\" is none of the kind",
                            SPAN_ARG(attribute));
        else
            lookup->fill_count++;
    }
}

static void
read_lookup(struct loading *loading, const xmlNode *node, struct directory_lookup *lookup)
{
    struct directory *directory = &loading->procedure->directory;
    struct span kind = loading_span(loading, node, "kind"), by = loading_span(loading, node, "by");

    lookup->line = xml_line(node);
    lookup->id = loading_span(loading, node, "id");
    lookup->label = loading_labels(loading, node, "label");
    lookup->sure = is_true(loading, node, "sure");
    lookup->offer = is_true(loading, node, "offer");
    lookup->register_too = is_true(loading, node, "register");
    lookup->value = loading_expression(loading, node, "value", false);
    lookup->words = loading_expression(loading, node, "words", false);
    lookup->within = loading_expression(loading, node, "within", false);
    lookup->when = loading_expression(loading, node, "when", false);
    if (directory_lookup(directory, lookup->id) != NULL)
        loading_problem(loading, lookup->line, "the look-up %.*s stands twice", SPAN_ARG(lookup->id));
    lookup->kind = directory_kind(directory, kind);
    if (lookup->kind == NULL) {
        loading_problem(loading, lookup->line, "kind=\"%.*s\": there is no such kind", SPAN_ARG(kind));
        return;
    }
    lookup->by = directory_attribute(lookup->kind, by);
    if (by.len > 0 && (lookup->by == NULL || !lookup->by->by))
        loading_problem(loading, lookup->line, "by=\"%.*s\" is no attribute of the kind with by=\"true\"",
                        SPAN_ARG(by));
    if (lookup->value == NULL && lookup->words == NULL && lookup->within == NULL)
        loading_problem(loading, lookup->line, "a look-up needs by= and value=, words= or within=");
    read_fills(loading, node, lookup);
}

static void
read_find(struct loading *loading, const xmlNode *node)
{
    struct directory *directory = &loading->procedure->directory;
    size_t count = 0;
    struct span *ids;

    if (node == NULL)
        return;
    directory->find_verb = loading_span(loading, node, "verb");
    ids = split(loading, loading_span(loading, node, "lookups"), ' ', &count);
    directory->found = arena_array(loading->procedure->arena, count, sizeof(struct directory_lookup *));
    for (size_t i = 0; i < count; i++) {
        const struct directory_lookup *lookup = directory_lookup(directory, ids[i]);

        if (lookup == NULL)
            loading_problem(loading, xml_line(node), "lookups: there is no look-up \"%.*s\"",
                            SPAN_ARG(ids[i]));
        else
            directory->found[directory->found_count++] = lookup;
    }
}

void
load_directory(struct loading *loading, xmlDoc *doc)
{
    struct directory *directory = &loading->procedure->directory;
    struct arena *arena = loading->procedure->arena;
    const xmlNode *root = xmlDocGetRootElement(doc);

    directory->type_columns =
        texts_of(loading, root, "type-column", SPAN(""), true, &directory->type_column_count);
    directory->kinds = arena_array(arena, xml_count(root, "kind"), sizeof *directory->kinds);
    for (xmlNode *node = xml_first(root, "kind"); node != NULL; node = xml_next(node, "kind")) {
        struct directory_kind *kind = &directory->kinds[directory->kind_count];

        read_kind(loading, node, kind);
        if (directory_kind(directory, kind->id) != NULL)
            loading_problem(loading, kind->line, "the kind %.*s stands twice", SPAN_ARG(kind->id));
        directory->kind_count++;
    }
    directory->lookups = arena_array(arena, xml_count(root, "lookup"), sizeof *directory->lookups);
    for (xmlNode *node = xml_first(root, "lookup"); node != NULL; node = xml_next(node, "lookup")) {
        read_lookup(loading, node, &directory->lookups[directory->lookup_count]);
        directory->lookup_count++;
    }
    read_find(loading, xml_first(root, "find"));
}
