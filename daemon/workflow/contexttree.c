// SPDX-License-Identifier: Apache-2.0
#include "workflow/contexttree.h"

#include "common/xml.h"

struct contexttree {
    struct arena *arena;
    const struct procedure *procedure;
    const struct formview_blanks *blanks;
    xmlDoc *doc; /* NULL: there is no basis */
    xmlNode *root;
    xmlNode *shared_end; /* last child that the basis brought */
    xmlNode *form_end; /* last child that is in `english` or not; NULL not set up yet */
    struct formview_blank lent; /* its form is in the tree; NULL none is */
    bool english;
    xmlNode *linked[2]; /* what goes with the form, in French and in English; NULL none */
    struct findings findings;
    struct label *labels; /* of the findings */
    struct span required;
};

static struct span
attribute(const struct contexttree *tree, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(tree->arena, node, name, ""));
}

static enum severity
severity_of(struct span name)
{
    if (span_is(name, severity_name(SEVERITY_BLOCK)))
        return SEVERITY_BLOCK;
    return span_is(name, severity_name(SEVERITY_WARN)) ? SEVERITY_WARN : SEVERITY_INFO;
}

/* Out of the tree: <findings> shows them in one language. */
static void
take_findings(struct contexttree *tree)
{
    size_t count = xml_count(tree->root, "finding");
    xmlNode *node;

    tree->findings.items = arena_array(tree->arena, count, sizeof *tree->findings.items);
    tree->labels = arena_array(tree->arena, count, sizeof *tree->labels);
    while ((node = xml_first(tree->root, "finding")) != NULL) {
        struct label *label = &tree->labels[tree->findings.count];
        struct finding *finding = &tree->findings.items[tree->findings.count++];

        finding->rule = attribute(tree, node, "rule");
        finding->severity = severity_of(attribute(tree, node, "severity"));
        finding->field = attribute(tree, node, "field");
        finding->source = attribute(tree, node, "source");
        finding->missing = xml_attr(tree->arena, node, "missing") != NULL;
        finding->message.fr = xml_text(tree->arena, xml_first(node, "fr"));
        finding->message.en = xml_text(tree->arena, xml_first(node, "en"));
        label->fr = xml_text(tree->arena, xml_first(node, "label-fr"));
        label->en = xml_text(tree->arena, xml_first(node, "label-en"));
        xml_remove(node);
    }
}

static void
free_node(void *node)
{
    xmlFreeNode(node);
}

static void
take_linked(struct contexttree *tree)
{
    xmlNode *node;

    while ((node = xml_first(tree->root, "linked")) != NULL) {
        tree->linked[span_is(attribute(tree, node, "lang"), "en")] = node;
        xmlUnlinkNode(node);
        arena_defer(tree->arena, free_node, node);
    }
}

/* The arena calls it before it frees the tree. */
static void
give_form_back(void *argument)
{
    struct contexttree *tree = argument;

    if (tree->lent.form != NULL)
        formview_give_back(tree->lent);
    tree->lent.form = NULL;
}

struct contexttree *
contexttree_open(struct arena *arena, const struct procedure *procedure, const struct formview_blanks *blanks,
                 struct span basis, struct error *err)
{
    struct contexttree *tree = arena_alloc(arena, sizeof *tree);

    tree->arena = arena;
    tree->procedure = procedure;
    tree->blanks = blanks;
    if (basis.len == 0)
        return tree;
    tree->doc = xml_parse(arena, basis, "basis", XML_OWN_MAX, err);
    if (tree->doc == NULL)
        return NULL;
    tree->root = xmlDocGetRootElement(tree->doc);
    tree->required = attribute(tree, tree->root, "required");
    take_findings(tree);
    take_linked(tree);
    xmlNodeSetName(tree->root, BAD_CAST "context");
    tree->shared_end = tree->root->last;
    arena_defer(arena, give_form_back, tree);
    return tree;
}

static void
remove_form(struct contexttree *tree)
{
    give_form_back(tree);
    while (tree->root->last != tree->shared_end)
        xml_remove(tree->root->last);
}

/* Last in the tree. */
static void
set_up_form(struct contexttree *tree, bool english)
{
    struct formview view = {.arena = tree->arena,
                            .procedure = tree->procedure,
                            .blanks = tree->blanks,
                            .dossier = xml_first(tree->root, "dossier"),
                            .findings = &tree->findings,
                            .labels = tree->labels,
                            .required = tree->required,
                            .english = english};

    if (tree->form_end != NULL && tree->english == english)
        return;
    remove_form(tree);
    tree->lent = formview_form(tree->root, &view);
    formview_findings(tree->root, &view);
    for (xmlNode *node = xml_first(tree->linked[english], NULL); node != NULL; node = xml_next(node, NULL))
        xmlAddChild(tree->root, xmlDocCopyNode(node, tree->doc, 1));
    tree->form_end = tree->root->last;
    tree->english = english;
}

static void
drop_own_part(struct contexttree *tree)
{
    xmlNode *keep = tree->form_end == NULL ? tree->shared_end : tree->form_end;

    while (tree->root->last != keep)
        xml_remove(tree->root->last);
    while (tree->root->properties != NULL)
        xmlRemoveProp(tree->root->properties);
}

static void
add_own_part(struct contexttree *tree, xmlNode *own)
{
    for (const xmlAttr *property = own->properties; property != NULL; property = property->next)
        xml_set(tree->root, (const char *)property->name,
                span_of(xml_attr_or(tree->arena, own, (const char *)property->name, "")));
    for (xmlNode *node = own->children; node != NULL; node = node->next)
        xmlAddChild(tree->root, xmlDocCopyNode(node, tree->doc, 1));
}

xmlDoc *
contexttree_show(struct contexttree *tree, struct span own, struct error *err)
{
    xmlDoc *part = xml_parse(tree->arena, own, "context", XML_OWN_MAX, err);
    xmlNode *root = part == NULL ? NULL : xmlDocGetRootElement(part);

    if (part == NULL || tree->doc == NULL)
        return part;
    drop_own_part(tree);
    set_up_form(tree, !span_is(attribute(tree, root, "lang"), "fr")); /* labels are in French and English */
    add_own_part(tree, root);
    return tree->doc;
}
