// SPDX-License-Identifier: Apache-2.0
#include "procedure/datapath.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#include "procedure/names.h"

struct replacing {
    const char *source, *copied; /* copied: so far */
    struct text out;
};

/* Conditions that are open there: in one, a path begins at another node. */
static int
conditions_at(const char *source, const char *place)
{
    char quote = '\0';
    int open = 0;

    for (const char *c = source; c < place; c++)
        if (quote != '\0')
            quote = *c == quote ? '\0' : quote;
        else if (*c == '\'' || *c == '"')
            quote = *c;
        else
            open += (*c == '[') - (*c == ']');
    return open;
}

/* Two plain steps, and nothing behind them that goes on from there. */
static bool
is_whole(struct span path)
{
    const char *after = path.data + path.len;
    size_t slash = span_find_byte(path, '/');

    while (*after == ' ' || *after == '\t' || *after == '\n' || *after == '\r')
        after++;
    return slash != SIZE_MAX && span_find_byte(span_from(path, slash + 1), '/') == SIZE_MAX &&
           span_find_byte(path, '.') == SIZE_MAX && span_find_byte(path, ':') == SIZE_MAX &&
           (*after == '\0' || strchr("/[(:", *after) == NULL);
}

static void
replace(void *data, const struct name *name)
{
    struct replacing *replacing = data;
    struct span path = name->name;
    size_t slash = span_find_byte(path, '/');

    if (name->kind != NAME_PATH || !is_whole(path) || conditions_at(replacing->source, path.data) != 0)
        return;
    text_add(&replacing->out, replacing->copied, (size_t)(path.data - replacing->copied));
    text_byte(&replacing->out, '$');
    text_byte(&replacing->out, DATAPATH_MARK);
    text_span(&replacing->out, span_first(path, slash));
    text_byte(&replacing->out, '.');
    text_span(&replacing->out, span_from(path, slash + 1));
    replacing->copied = path.data + path.len;
}

const char *
datapath_replace(struct arena *arena, const char *source)
{
    struct replacing replacing = {
        .source = source, .copied = source, .out = text_new(arena, strlen(source) * 2 + 1)};

    names_of(source, replace, &replacing);
    text_string(&replacing.out, replacing.copied);
    return text_cstr(&replacing.out);
}

static bool
is_named(const xmlNode *node, struct span name)
{
    return node->type == XML_ELEMENT_NODE && node->ns == NULL && (char)node->name[0] == name.data[0] &&
           strncmp((const char *)node->name, name.data, name.len) == 0 && node->name[name.len] == '\0';
}

xmlXPathObject *
datapath_value(const xmlNode *data, const char *name)
{
    struct span field = span_of(name + 1), section;
    xmlNodeSet *set = xmlXPathNodeSetCreate(NULL);

    (void)span_split(&field, '.', &section);
    for (const xmlNode *outer = data->children; outer != NULL; outer = outer->next)
        for (xmlNode *node = is_named(outer, section) ? outer->children : NULL; node != NULL; node = node->next)
            if (is_named(node, field))
                xmlXPathNodeSetAddUnique(set, node);
    return xmlXPathWrapNodeSet(set);
}
