// SPDX-License-Identifier: Apache-2.0
/* attack: updates and edits of signed files, for tests. */
#ifndef TESTS_ATTACK_H
#define TESTS_ATTACK_H

#include "signature/revision.h"

struct patch {
    uint32_t number;
    const char *body; /* NULL: freed */
};

/* A well-formed update that sets these objects. */
static inline struct span
update(struct arena *arena, struct span pdf, const struct patch *patches, size_t count)
{
    struct text out = text_new(arena, pdf.len + (1 << 20));
    struct revisions revisions;
    struct error err;
    size_t offsets[16], start;
    uint32_t size;

    if (!revisions_open(arena, pdf, &revisions, &err))
        return pdf;
    size = revisions.size;
    text_span(&out, pdf);
    for (size_t i = 0; i < count; i++) {
        offsets[i] = out.len;
        if (patches[i].number >= size)
            size = patches[i].number + 1;
        if (patches[i].body != NULL)
            text_printf(&out, "%u 0 obj\n%s\nendobj\n", patches[i].number, patches[i].body);
    }
    start = out.len;
    text_string(&out, "xref\n");
    for (size_t i = 0; i < count; i++)
        text_printf(&out, "%u 1\n%010zu %05d %c\r\n", patches[i].number,
                    patches[i].body == NULL ? 0 : offsets[i], patches[i].body == NULL ? 1 : 0,
                    patches[i].body == NULL ? 'f' : 'n');
    text_printf(&out, "trailer\n<< /Size %u /Root 1 0 R /Info 3 0 R /Prev %zu >>\nstartxref\n%zu\n%%%%EOF\n",
                size, revisions.items[revisions.count - 1].section, start);
    return text_get(&out);
}

/* Every `from` becomes `to`. */
static inline struct span
replace(struct arena *arena, struct span bytes, const char *from, const char *to)
{
    struct text out = text_new(arena, bytes.len * 2 + 4096);
    size_t at;

    while ((at = span_find(bytes, from)) != SIZE_MAX) {
        text_span(&out, span_first(bytes, at));
        text_string(&out, to);
        bytes = span_from(bytes, at + span_of(from).len);
    }
    text_span(&out, bytes);
    return text_get(&out);
}

/* One byte at `at` becomes another. */
static inline struct span
flip(struct arena *arena, struct span bytes, size_t at)
{
    char *copy = arena_copy(arena, bytes.data, bytes.len);

    copy[at] = copy[at] == '0' ? '1' : '0';
    return (struct span){copy, bytes.len};
}

static inline struct span
insert(struct arena *arena, struct span bytes, size_t at, const char *what)
{
    struct text out = text_new(arena, bytes.len + 65536);

    text_span(&out, span_first(bytes, at));
    text_string(&out, what);
    text_span(&out, span_from(bytes, at));
    return text_get(&out);
}

#endif
