// SPDX-License-Identifier: Apache-2.0
#include "document/setter.h"

#include <stdlib.h>
#include <string.h>

#include "common/xml.h"

#define PT(x) ((int32_t)((x)*POINT))

static const struct look looks[] = {
    {"body", FACE_SERIF, false, false, PT(10), PT(12.6), 0, PT(5), COLOUR_TEXT, ALIGN_JUSTIFY},
    {"lead", FACE_SERIF, false, true, PT(10), PT(12.6), 0, PT(6), COLOUR_TEXT, ALIGN_JUSTIFY},
    {"small", FACE_SERIF, false, false, PT(8.5), PT(10.6), 0, PT(4), COLOUR_TEXT, ALIGN_JUSTIFY},
    {"note", FACE_SANS, false, false, PT(7.2), PT(9.2), PT(2), PT(3), COLOUR_GREY, ALIGN_LEFT},
    {"cell", FACE_SANS, false, false, PT(8.5), PT(10.8), 0, PT(2), COLOUR_TEXT, ALIGN_LEFT},
    {"head", FACE_SANS, true, false, PT(8), PT(10.2), 0, PT(2), COLOUR_ACCENT, ALIGN_LEFT},
    {"label", FACE_SANS, false, false, PT(6.8), PT(8.6), 0, 0, COLOUR_GREY, ALIGN_LEFT},
    {"code", FACE_MONO, false, false, PT(7.5), PT(9.6), 0, PT(3), COLOUR_TEXT, ALIGN_LEFT},
    {"warning", FACE_SANS, true, false, PT(8.5), PT(10.8), 0, PT(3), COLOUR_WARN, ALIGN_LEFT},
    {"title", FACE_SANS, true, false, PT(18), PT(22), PT(2), PT(3), COLOUR_ACCENT, ALIGN_CENTRE},
    {"subtitle", FACE_SANS, false, false, PT(9.5), PT(12), 0, PT(8), COLOUR_GREY, ALIGN_CENTRE},
    {"h1", FACE_SANS, true, false, PT(11), PT(14), PT(11), PT(4), COLOUR_ACCENT, ALIGN_LEFT},
    {"h2", FACE_SANS, true, false, PT(9.5), PT(12.4), PT(7), PT(3), COLOUR_ACCENT, ALIGN_LEFT},
    {"h3", FACE_SERIF, true, true, PT(10), PT(12.6), PT(5), PT(2), COLOUR_TEXT, ALIGN_LEFT},
};

const struct look *
look_find(const char *name)
{
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (strcmp(looks[i].name, name) == 0)
            return &looks[i];
    return NULL;
}

void
setter_fail(struct setter *setter, enum error_kind kind, const xmlNode *node, const char *what)
{
    if (setter->failed)
        return;
    setter->failed = true;
    if (node == NULL)
        error_set(setter->err, kind, "%s", what);
    else
        error_set(setter->err, kind, "line %d: <%s>: %s", xml_line(node), xml_name(node), what);
}

struct strip *
setter_strip(struct setter *setter, struct flow *flow, int32_t height, int32_t space)
{
    struct strip *strip = stack_push(setter->arena, flow->stack, height, space, flow->frame);

    if (++setter->strips > SETTER_STRIPS_MAX)
        setter_fail(setter, ERROR_TOO_BIG, NULL, "the document has too many lines");
    return strip;
}

int32_t
setter_length(struct setter *setter, const xmlNode *node, const char *attribute, int32_t missing, int32_t max)
{
    const char *value = xml_attr(setter->arena, node, attribute);
    char *end = NULL;
    long length;
    struct span rest;

    if (value == NULL)
        return missing;
    length = strtol(value, &end, 10);
    rest = span_of(end);
    if (end == value || length < 0 || length > 2000 ||
        (rest.len != 0 && !span_is(rest, "pt") && !span_is(rest, "mm"))) {
        setter_fail(setter, ERROR_BAD_INPUT, node, "a length is a whole number of points or of mm");
        return missing;
    }
    length *= span_is(rest, "mm") ? 2835 : POINT;
    return length > max ? max : (int32_t)length;
}

bool
setter_yes(struct setter *setter, const xmlNode *node, const char *attribute)
{
    const char *value = xml_attr(setter->arena, node, attribute);

    return value != NULL && strcmp(value, "yes") == 0;
}

bool
setter_count(struct setter *setter, const xmlNode *node)
{
    if (++setter->elements > SETTER_ELEMENTS_MAX)
        setter_fail(setter, ERROR_TOO_BIG, node, "the layout has too many elements");
    return !setter->failed;
}
