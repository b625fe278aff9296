// SPDX-License-Identifier: Apache-2.0
/*
 * xml: libxml2, kept on a short lead.
 *
 * Every XML document of the project, ours or foreign, is parsed here: no network,
 * no DTD, no entities beyond the five, depth at most 100, size at most `max`
 * (attributes of one element are quadratic in libxml2 2.9.14).  Also the few
 * tree calls that everybody needs.
 */
#ifndef COMMON_XML_H
#define COMMON_XML_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/text.h"

enum {
    XML_FOREIGN_MAX = 256 * 1024,   /* bytes of a document from outside */
    XML_OWN_MAX = 16 * 1024 * 1024, /* bytes of one of ours */
};

/* Once per process, before any thread or document: parser set-up, entity loader off. */
void xml_start(void);

/* The document lives as long as the arena (arena_defer).  `name` is for messages:
 * "NAME:LINE: what".  NULL on error. */
xmlDoc *xml_parse(struct arena *arena, struct span bytes, const char *name, size_t max, struct error *err);
xmlDoc *xml_new(struct arena *arena, const char *root); /* <root/>, lives as long as the arena */
xmlDoc *xml_copy(struct arena *arena, const xmlDoc *doc);
struct span xml_serialize(struct arena *arena, xmlDoc *doc); /* UTF-8, no declaration, no added space */
struct span xml_serialize_node(struct arena *arena, xmlNode *node); /* with all below it */

/* Element children only; name NULL is any; namespace is not looked at. */
xmlNode *xml_first(const xmlNode *parent, const char *name);
xmlNode *xml_next(const xmlNode *node, const char *name); /* following sibling element */
bool xml_is(const xmlNode *node, const char *name);
const char *xml_name(const xmlNode *node);
size_t xml_count(const xmlNode *parent, const char *name);
int xml_line(const xmlNode *node);

/* Text of the element with all below it; "" when node is NULL. */
struct span xml_text(struct arena *arena, const xmlNode *node);
/* NULL when absent. */
const char *xml_attr(struct arena *arena, const xmlNode *node, const char *name);
/* Whether it is there with this value: without a copy. */
bool xml_attr_is(const xmlNode *node, const char *name, struct span value);
/* `missing` when absent. */
const char *xml_attr_or(struct arena *arena, const xmlNode *node, const char *name, const char *missing);

/* Adds (a document of ours is well-formed UTF-8: content passes utf8_clean).  Returns the new node. */
xmlNode *xml_add(xmlNode *parent, const char *name, struct span content);
void xml_set(xmlNode *node, const char *attribute, struct span value);
void xml_set_text(xmlNode *node, struct span content);
void xml_remove(xmlNode *node); /* unlinks and frees */

/* Walks or makes "a/b/c" below parent; a step may carry an index from 1: "a/b[2]/c". */
xmlNode *xml_path(xmlNode *parent, const char *path);
xmlNode *xml_path_make(xmlNode *parent, const char *path);

#endif
