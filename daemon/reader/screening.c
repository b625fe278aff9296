// SPDX-License-Identifier: Apache-2.0
#include "reader/screening.h"

#include "reader/pdftext.h"

static bool
is_text(const struct intent_attachment *attachment)
{
    static const char *const types[] = {"application/json", "application/xml", "application/csv", "application/rtf",
                                        "application/ics"};
    static const char *const ends[] = {".txt", ".csv", ".xml", ".html", ".htm", ".vcf", ".json", ".rtf"};
    struct span name = attachment->name;

    if (span_starts(attachment->type, "text/"))
        return true;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (span_is(attachment->type, types[i]))
            return true;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (name.len > span_of(ends[i]).len &&
            span_is_nocase(span_from(name, name.len - span_of(ends[i]).len), ends[i]))
            return true;
    return false;
}

/* UTF-16 of ASCII is ASCII with zeros in between; a table's cells stand apart. */
static struct span
text_of(struct arena *arena, struct span bytes)
{
    struct text out = text_new(arena, SCREENING_TEXT_MAX + 1);

    bytes = span_first(bytes, SCREENING_TEXT_MAX);
    if (span_find_byte(bytes, '\0') == SIZE_MAX)
        return bytes;
    for (size_t i = 0; i < bytes.len; i++)
        if (bytes.data[i] != '\0')
            text_byte(&out, bytes.data[i]);
    return text_get(&out);
}

static const struct mask *
found_in(struct arena *arena, const struct procedure *procedure, const struct intent_attachment *attachment)
{
    if (span_starts(attachment->data, "%PDF-"))
        return privacy_find(arena, procedure, pdftext_read(arena, attachment->data));
    return is_text(attachment) ? privacy_find(arena, procedure, text_of(arena, attachment->data)) : NULL;
}

void
screening_run(struct arena *arena, const struct procedure *procedure, struct intent *intent)
{
    for (size_t i = 0; i < intent->attachment_count; i++) {
        struct arena *scratch = arena_open((size_t)128 * 1024 * 1024);
        const struct mask *found = found_in(scratch, procedure, &intent->attachments[i]);

        if (found != NULL)
            intent->attachments[i].masked = span_copy(arena, found->id);
        arena_close(&scratch);
    }
}
