// SPDX-License-Identifier: Apache-2.0
#include "reader/arc.h"

#include "reader/header.h"

/* The value of one tag of a tag list (RFC 6376 section 3.2), "" when it is not there. */
static struct span
tag_value(struct arena *arena, struct span body, const char *name)
{
    struct span rest = header_unfold(arena, body), tag;

    while (span_split(&rest, ';', &tag)) {
        size_t equals = span_find_byte(tag, '=');

        if (equals != SIZE_MAX && span_is(span_trim(span_first(tag, equals)), name))
            return span_trim(span_from(tag, equals + 1));
    }
    return (struct span){"", 0};
}

/* 0 when it is none. */
static uint64_t
instance_of(struct arena *arena, struct span body)
{
    uint64_t instance;

    if (!span_to_uint(tag_value(arena, body, "i"), &instance) || instance > ARC_INSTANCES_MAX)
        return 0;
    return instance;
}

static const struct mime_field *
field_of(struct arena *arena, const struct mime_part *root, const char *name, uint64_t instance)
{
    const struct mime_field *found = NULL;

    for (size_t i = 0; i < root->field_count; i++) {
        if (!span_is_nocase(root->fields[i].name, name) ||
            instance_of(arena, root->fields[i].body) != instance)
            continue;
        if (found != NULL)
            return NULL; /* twice: no chain (section 5.2) */
        found = &root->fields[i];
    }
    return found;
}

struct arc_seal
arc_last(struct arena *arena, const struct mime_part *root)
{
    const struct mime_field *seal, *results;
    uint64_t last = 0;

    for (size_t i = 0; i < root->field_count; i++) {
        uint64_t instance = span_is_nocase(root->fields[i].name, "arc-seal")
                                ? instance_of(arena, root->fields[i].body)
                                : 0;

        last = instance > last ? instance : last;
    }
    seal = last == 0 ? NULL : field_of(arena, root, "arc-seal", last);
    results = last == 0 ? NULL : field_of(arena, root, "arc-authentication-results", last);
    if (seal == NULL || results == NULL || span_find_byte(results->body, ';') == SIZE_MAX)
        return (struct arc_seal){{"", 0}, {"", 0}};
    return (struct arc_seal){span_lower(arena, tag_value(arena, seal->body, "d")),
                             span_from(results->body, span_find_byte(results->body, ';') + 1)};
}

bool
arc_trusted(const struct arc_seal *seal, struct span sealers)
{
    struct span sealer;

    while (seal->domain.len > 0 && span_split(&sealers, ' ', &sealer))
        if (span_equal_nocase(sealer, seal->domain))
            return true;
    return false;
}
