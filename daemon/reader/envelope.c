// SPDX-License-Identifier: Apache-2.0
#include "reader/envelope.h"

#include <string.h>

#include "reader/address.h"

static bool
is_folded(struct span rest)
{
    return rest.len > 0 && (rest.data[0] == ' ' || rest.data[0] == '\t');
}

/* The body of the first field of one of these names ("Name:", NULL-terminated); data NULL: none. */
static struct span
noted(struct span bytes, const char *const *names)
{
    struct span line;

    while (span_line(&bytes, &line) && line.len > 0)
        for (size_t i = 0; names[i] != NULL; i++) {
            struct span body = span_from(line, strlen(names[i]));

            if (!span_starts_nocase(line, names[i]))
                continue;
            while (is_folded(bytes) && span_line(&bytes, &line))
                body.len = (size_t)(line.data + line.len - body.data);
            return span_trim(body);
        }
    return (struct span){NULL, 0};
}

static struct span
without_brackets(struct span path)
{
    bool bracketed = path.len >= 2 && path.data[0] == '<' && path.data[path.len - 1] == '>';

    return bracketed ? span_first(span_from(path, 1), path.len - 2) : path;
}

struct span
envelope_sender(struct arena *arena, struct span bytes)
{
    static const char *const path[] = {"Return-Path:", NULL}, *const from[] = {"From:", NULL};
    struct span noted_path = noted(bytes, path);
    struct address *authors;
    size_t count;

    if (noted_path.data != NULL)
        return without_brackets(noted_path);
    authors = address_list(arena, noted(bytes, from), &count);
    return count > 0 ? authors[0].address : SPAN("");
}

struct span
envelope_recipient(struct span bytes)
{
    static const char *const names[] = {"Delivered-To:", "X-Original-To:", "Envelope-To:", NULL};
    struct span recipient = noted(bytes, names);

    return recipient.data != NULL ? without_brackets(recipient) : SPAN("");
}
