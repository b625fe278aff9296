// SPDX-License-Identifier: Apache-2.0
/*
 * parsing: what the files that read workflow.xml into the model share.  Strings and expressions
 * live in the definition's arena; faults go to the problems.
 */
#ifndef WORKFLOW_PARSING_H
#define WORKFLOW_PARSING_H

#include "workflow/model.h"

struct parse {
    struct definition *definition;
    struct arena *own; /* of the definition */
    struct arena *arena;
    struct problems *problems;
    const char *territory; /* XPath source */
};

struct span parse_span(const struct parse *p, const xmlNode *node, const char *name);   /* "" absent */
struct names parse_words(const struct parse *p, const xmlNode *node, const char *name); /* by spaces */
struct span *parse_phrases(const struct parse *p, const xmlNode *node, const char *name, size_t *count); /* by "|", folded */
struct expression parse_expression(const struct parse *p, const xmlNode *node, const char *name);
/* Of a row of a list, not of the dossier's data. */
struct expression parse_row_expression(const struct parse *p, const xmlNode *node, const char *name);
const struct role *parse_role(const struct parse *p, const xmlNode *node, const char *name);

/* <lists> (workflow/listparse.c); NULL: there are none. */
void parse_lists(const struct parse *p, const xmlNode *lists);

#endif
