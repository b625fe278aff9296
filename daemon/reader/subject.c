// SPDX-License-Identifier: Apache-2.0
#include "reader/subject.h"

#include "common/utf8.h"
#include "reader/trim.h"

enum {
    PREFIX_BYTES_MAX = 16,
    PREFIXES_MAX = 50,
};

static bool
is_one_of(struct span s, const char *const *list)
{
    for (; *list != NULL; list++)
        if (span_is(s, *list))
            return true;
    return false;
}

/* "RE[2]" -> "re" */
static struct span
without_count(struct span s)
{
    size_t bracket = span_find_byte(s, '[');

    return span_trim(bracket == SIZE_MAX ? s : span_first(s, bracket));
}

static bool
take_prefix(struct arena *arena, struct span *s, struct subject *subject, bool outermost)
{
    static const char *const replies[] = {"re", "rep", "reponse", "aw", "sv", "antw", "r", "ref", NULL};
    static const char *const forwards[] = {"tr",     "fw",        "fwd", "wg",  "rv",
                                           "transf", "transfert", "i",   "enc", NULL};
    struct span head = span_first(*s, PREFIX_BYTES_MAX + 4), prefix;
    size_t colon = span_find_byte(head, ':'), len = 1;
    bool reply, forward;

    if (colon == SIZE_MAX && (colon = span_find(head, "\uff1a")) != SIZE_MAX)
        len = 3;
    if (colon == SIZE_MAX || colon > PREFIX_BYTES_MAX)
        return false;
    prefix = without_count(utf8_fold(arena, span_first(*s, colon)));
    reply = is_one_of(prefix, replies);
    forward = is_one_of(prefix, forwards);
    if (!reply && !forward)
        return false;
    if (outermost) {
        subject->reply = reply;
        subject->forward = forward;
    }
    *s = trim_wide(span_from(*s, colon + len));
    return true;
}

static bool
take_mark(struct span *s)
{
    size_t end = span_find_byte(*s, ']');

    if (s->len == 0 || s->data[0] != '[' || end == SIZE_MAX)
        return false;
    *s = trim_wide(span_from(*s, end + 1));
    return true;
}

struct subject
subject_read(struct arena *arena, struct span raw)
{
    struct subject subject = {.reply = false};
    struct span s = trim_wide(raw);
    size_t prefixes = 0;

    for (size_t n = 0; n < PREFIXES_MAX; n++) {
        if (take_prefix(arena, &s, &subject, prefixes == 0))
            prefixes++;
        else if (!take_mark(&s))
            break;
    }
    if (s.len > 0 && s.data[s.len - 1] == ']')
        for (size_t i = s.len; i-- > 0;)
            if (s.data[i] == '[') {
                s = trim_wide(span_first(s, i));
                break;
            }
    subject.words = s;
    return subject;
}
