// SPDX-License-Identifier: Apache-2.0
#include "workflow/facts.h"

#include "common/date.h"
#include "common/xml.h"

static struct span
iso(struct arena *arena, int32_t day)
{
    return day == DAY_NONE ? SPAN("") : day_iso(arena, day);
}

static void
add(struct arena *arena, xmlNode *root, const struct fact_row *row)
{
    xmlNode *index = xml_path_make(root, span_dup(arena, row->index));
    xmlNode *other;

    if (index == NULL)
        return;
    xml_set(index, "key", row->key);
    other = xml_add(index, "other", SPAN(""));
    xml_set(other, "number", row->number);
    xml_set(other, "from", iso(arena, row->from));
    xml_set(other, "to", iso(arena, row->to));
    xml_set(other, "amount", span_printf(arena, "%lld", (long long)row->amount));
    xml_set(other, "label", row->label);
    xml_set(other, "state", row->state);
}

xmlDoc *
facts_none(struct arena *arena)
{
    return xml_new(arena, "facts");
}

xmlDoc *
facts_make(struct arena *arena, const struct fact_row *rows, size_t count)
{
    xmlDoc *facts = facts_none(arena);

    for (size_t i = 0; i < count && i < FACTS_MAX; i++)
        add(arena, xmlDocGetRootElement(facts), &rows[i]);
    return facts;
}
