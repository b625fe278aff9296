// SPDX-License-Identifier: Apache-2.0
#include "common/xml.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

enum { DEPTH_MAX = 100 };

static xmlParserInputPtr
no_entity(const char *url, const char *id, xmlParserCtxtPtr context)
{
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

static void
no_print(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

void
xml_start(void)
{
    xmlInitParser();
    xmlSetExternalEntityLoader(no_entity);
    xmlSetGenericErrorFunc(NULL, no_print);
}

static void
free_doc(void *doc)
{
    xmlFreeDoc(doc);
}

static bool
too_deep(const xmlNode *node)
{
    int depth = 0;

    while (node != NULL) {
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            if (++depth > DEPTH_MAX)
                return true;
            continue;
        }
        while (node != NULL && node->next == NULL) {
            node = node->parent;
            depth--;
            if (node == NULL || node->type == XML_DOCUMENT_NODE)
                return false;
        }
        node = node->next;
    }
    return false;
}

static bool
parse_failed(struct error *err, xmlParserCtxt *context, const char *name)
{
    const xmlError *last = xmlCtxtGetLastError(context);
    struct span message =
        last == NULL || last->message == NULL ? SPAN("not well-formed") : span_of(last->message);

    message = span_trim(message);
    return error_set(err, ERROR_BAD_INPUT, "%s:%d: %.*s", name, last == NULL ? 0 : last->line,
                     SPAN_ARG(message));
}

static bool
acceptable(const xmlDoc *doc, const char *name, struct error *err)
{
    if (doc->intSubset != NULL || doc->extSubset != NULL)
        return error_set(err, ERROR_BAD_INPUT, "%s:1: a DOCTYPE is not accepted; remove it", name);
    if (too_deep(xmlDocGetRootElement(doc)))
        return error_set(err, ERROR_TOO_BIG, "%s: elements nested deeper than %d", name, DEPTH_MAX);
    return true;
}

xmlDoc *
xml_parse(struct arena *arena, struct span bytes, const char *name, size_t max, struct error *err)
{
    const int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
    xmlParserCtxt *context;
    xmlDoc *doc;

    if (bytes.len > max) {
        error_set(err, ERROR_TOO_BIG, "%s: %zu bytes, at most %zu are read", name, bytes.len, max);
        return NULL;
    }
    context = xmlNewParserCtxt();
    if (context == NULL)
        abort();
    doc = xmlCtxtReadMemory(context, bytes.len == 0 ? "" : bytes.data, (int)bytes.len, name, NULL, options);
    if (doc == NULL)
        parse_failed(err, context, name);
    else if (!acceptable(doc, name, err)) {
        xmlFreeDoc(doc);
        doc = NULL;
    } else
        arena_defer(arena, free_doc, doc);
    xmlFreeParserCtxt(context);
    return doc;
}

xmlDoc *
xml_new(struct arena *arena, const char *root)
{
    xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *node = xmlNewNode(NULL, BAD_CAST root);

    if (doc == NULL || node == NULL)
        abort();
    xmlDocSetRootElement(doc, node);
    arena_defer(arena, free_doc, doc);
    return doc;
}

xmlDoc *
xml_copy(struct arena *arena, const xmlDoc *doc)
{
    xmlDoc *copy = xmlCopyDoc((xmlDoc *)(uintptr_t)doc, 1);

    if (copy == NULL)
        abort();
    arena_defer(arena, free_doc, copy);
    return copy;
}

struct span
xml_serialize_node(struct arena *arena, xmlNode *node)
{
    xmlBuffer *buffer = xmlBufferCreate();
    struct span result;

    if (buffer == NULL || xmlNodeDump(buffer, node->doc, node, 0, 0) < 0)
        abort();
    result = span_copy(
        arena, (struct span){(const char *)xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer)});
    xmlBufferFree(buffer);
    return result;
}

struct span
xml_serialize(struct arena *arena, xmlDoc *doc)
{
    return xml_serialize_node(arena, xmlDocGetRootElement(doc));
}

bool
xml_is(const xmlNode *node, const char *name)
{
    return node != NULL && node->type == XML_ELEMENT_NODE && node->name[0] == (xmlChar)name[0] &&
           strcmp((const char *)node->name, name) == 0;
}

static xmlNode *
next_element(xmlNode *node, const char *name)
{
    while (node != NULL && !(node->type == XML_ELEMENT_NODE && (name == NULL || xml_is(node, name))))
        node = node->next;
    return node;
}

xmlNode *
xml_first(const xmlNode *parent, const char *name)
{
    return parent == NULL ? NULL : next_element(parent->children, name);
}

xmlNode *
xml_next(const xmlNode *node, const char *name)
{
    return next_element(node->next, name);
}

const char *
xml_name(const xmlNode *node)
{
    return (const char *)node->name;
}

size_t
xml_count(const xmlNode *parent, const char *name)
{
    size_t count = 0;

    for (const xmlNode *node = xml_first(parent, name); node != NULL; node = xml_next(node, name))
        count++;
    return count;
}

int
xml_line(const xmlNode *node)
{
    return (int)xmlGetLineNo(node);
}

struct span
xml_text(struct arena *arena, const xmlNode *node)
{
    xmlChar *content;
    struct span result;

    if (node == NULL)
        return (struct span){"", 0};
    if (node->children != NULL && node->children->next == NULL && node->children->type == XML_TEXT_NODE)
        return span_copy(arena, span_of((const char *)node->children->content));
    content = xmlNodeGetContent(node);
    result = span_copy(arena, span_of((const char *)content));
    xmlFree(content);
    return result;
}

const char *
xml_attr(struct arena *arena, const xmlNode *node, const char *name)
{
    xmlAttr *attribute = node == NULL ? NULL : xmlHasProp(node, BAD_CAST name);
    struct span value;

    if (attribute == NULL)
        return NULL;
    value = xml_text(arena, (const xmlNode *)attribute);
    return value.len == 0 ? "" : value.data;
}

/* No entity is kept as such: an attribute is one text, or empty. */
bool
xml_attr_is(const xmlNode *node, const char *name, struct span value)
{
    const xmlAttr *attribute = xmlHasProp(node, BAD_CAST name);

    if (attribute == NULL || attribute->children == NULL)
        return attribute != NULL && value.len == 0;
    return span_equal(span_of((const char *)attribute->children->content), value);
}

const char *
xml_attr_or(struct arena *arena, const xmlNode *node, const char *name, const char *missing)
{
    const char *value = xml_attr(arena, node, name);

    return value == NULL ? missing : value;
}

/* libxml2 wants NUL-terminated strings, a span is none; `release` with free. */
static char *
clean_cstr(struct span content)
{
    struct arena *arena = NULL;
    char *result;

    if (!utf8_is_clean(content)) {
        arena = arena_open(content.len * 4 + 256 * 1024);
        content = utf8_clean(arena, content);
    }
    result = strndup(content.len == 0 ? "" : content.data, content.len);
    if (result == NULL)
        abort();
    arena_close(&arena);
    return result;
}

static void
add_text(xmlNode *node, struct span content)
{
    struct arena *arena = NULL;
    xmlNode *text;

    if (!utf8_is_clean(content)) {
        arena = arena_open(content.len * 4 + 256 * 1024);
        content = utf8_clean(arena, content);
    }
    if (content.len > 0) {
        text = xmlNewDocTextLen(node->doc, BAD_CAST content.data, (int)content.len);
        if (text == NULL)
            abort();
        xmlAddChild(node, text);
    }
    arena_close(&arena);
}

void
xml_set_text(xmlNode *node, struct span content)
{
    while (node->children != NULL)
        xml_remove(node->children);
    add_text(node, content);
}

xmlNode *
xml_add(xmlNode *parent, const char *name, struct span content)
{
    xmlNode *node = xmlNewChild(parent, NULL, BAD_CAST name, NULL);

    if (node == NULL)
        abort();
    add_text(node, content);
    return node;
}

void
xml_set(xmlNode *node, const char *attribute, struct span value)
{
    char *clean = clean_cstr(value);

    if (xmlSetProp(node, BAD_CAST attribute, BAD_CAST clean) == NULL)
        abort();
    free(clean);
}

void
xml_remove(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* Takes "name" or "name[3]" off the path; false at its end or when malformed. */
static bool
path_step(struct span *rest, struct span *name, size_t *index)
{
    struct span piece;
    uint64_t number = 1;
    size_t bracket;

    if (!span_split(rest, '/', &piece))
        return false;
    bracket = span_find_byte(piece, '[');
    *name = span_first(piece, bracket);
    if (bracket != SIZE_MAX &&
        (!span_ends(piece, "]") ||
         !span_to_uint(span_first(span_from(piece, bracket + 1), piece.len - bracket - 2), &number)))
        return false;
    *index = (size_t)number;
    return name->len > 0 && name->len < 200 && number > 0;
}

static xmlNode *
walk(xmlNode *parent, const char *path, bool make)
{
    struct span rest = span_of(path), step;
    size_t index;

    while (parent != NULL && path_step(&rest, &step, &index)) {
        char name[200];
        xmlNode *node;

        memcpy(name, step.data, step.len);
        name[step.len] = '\0';
        for (node = xml_first(parent, name); node != NULL && index > 1; node = xml_next(node, name))
            index--;
        if (node == NULL && make)
            node = xml_add(parent, name, SPAN(""));
        parent = node;
    }
    return parent;
}

xmlNode *
xml_path(xmlNode *parent, const char *path)
{
    return walk(parent, path, false);
}

xmlNode *
xml_path_make(xmlNode *parent, const char *path)
{
    return walk(parent, path, true);
}
