// SPDX-License-Identifier: Apache-2.0
/*
 * The XPath functions of procedure(5) that look into the context a template is applied to.  An xsl:key would
 * first go through all fields and lets, for each mail, where a template names a dozen of them.
 */
#include "common/xml.h"
#include "procedure/call.h"

static void
return_node(struct call *call, xmlNode *node)
{
    valuePush(call->ctxt, xmlXPathNewNodeSet(node));
    call_end(call);
}

/* let(name): the <let> of that name. */
static void
f_let(xmlXPathParserContextPtr ctxt, int nargs)
{
    struct call call;
    xmlNode *let;

    if (!call_begin(&call, ctxt, nargs, 1, 1))
        return;
    let = xml_first(call.environment->shown, "let");
    while (let != NULL && !xml_attr_is(let, "name", call.arguments[0]))
        let = xml_next(let, "let");
    return_node(&call, let);
}

/* Below a form, a section, a group or an item; a section's id begins those of its fields. */
static xmlNode *
find_field(const xmlNode *parent, struct span id)
{
    xmlNode *found = NULL;

    for (xmlNode *node = xml_first(parent, NULL); node != NULL && found == NULL;
         node = xml_next(node, NULL)) {
        if (xml_is(node, "field"))
            found = xml_attr_is(node, "id", id) ? node : NULL;
        else if (!xml_is(node, "section") || xml_attr_is(node, "id", span_first(id, span_find_byte(id, '.'))))
            found = find_field(node, id);
    }
    return found;
}

/* field(id, form?): the <field> of that id in the form, or in another one. */
static void
f_field(xmlXPathParserContextPtr ctxt, int nargs)
{
    xmlXPathObject *forms = NULL;
    const xmlNode *form = NULL;
    struct call call;

    if (nargs == 2) {
        forms = valuePop(ctxt);
        if (forms != NULL && forms->nodesetval != NULL && forms->nodesetval->nodeNr > 0)
            form = forms->nodesetval->nodeTab[0];
    }
    if (call_begin(&call, ctxt, nargs == 2 ? 1 : nargs, 1, 1))
        return_node(&call, find_field(forms == NULL ? xml_first(call.environment->shown, "form") : form,
                                      call.arguments[0]));
    xmlXPathFreeObject(forms);
}

const struct function context_functions[] = {
    {"field", f_field, 1, 2},
    {"let", f_let, 1, 1},
    {NULL, NULL, 0, 0},
};
