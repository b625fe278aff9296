// SPDX-License-Identifier: Apache-2.0
#include "reader/tag.h"

#include <ctype.h>

#include "common/digest.h"
#include "common/utf8.h"

enum {
    LINES_MAX = 20000,
    LINE_BYTES_MAX = 2000, /* a longer line is not the foot of our mail */
    YEAR_DIGITS = 4,
    SERIAL_DIGITS_MIN = 3,
    SERIAL_DIGITS_MAX = 9,
    ORDINAL_DIGITS_MAX = 3,
    LEVELS_MAX = 3,
};

static void
add(struct arena *arena, struct tags *tags, struct span s)
{
    struct span canonical;

    if (s.len != TAG_LENGTH || tags->count == TAGS_MAX || !base32_canonical(arena, s, &canonical))
        return;
    for (size_t i = 0; i < tags->count; i++)
        if (span_equal(tags->at[i], canonical))
            return;
    tags->at[tags->count++] = canonical;
}

void
tag_in_address(struct arena *arena, struct tags *tags, struct span address, struct span mailbox,
               char delimiter)
{
    size_t at = span_find_byte(address, '@'), own = span_find_byte(mailbox, '@');
    struct span local, name;

    if (at == SIZE_MAX || own == SIZE_MAX ||
        !span_equal_nocase(span_from(address, at), span_from(mailbox, own)))
        return;
    local = span_first(address, at);
    name = span_first(mailbox, own);
    if (local.len <= own || !span_equal_nocase(span_first(local, own), name) || local.data[own] != delimiter)
        return;
    add(arena, tags, span_from(local, own + 1));
}

void
tag_in_id(struct arena *arena, struct tags *tags, struct span id)
{
    size_t dot = span_find_byte(id, '.'), at = span_find_byte(id, '@');
    uint64_t serial;

    if (dot != TAG_LENGTH || at == SIZE_MAX || at < dot ||
        !span_to_uint(span_from(span_first(id, at), dot + 1), &serial))
        return;
    add(arena, tags, span_first(id, dot));
}

static void
add_runs(struct arena *arena, struct tags *tags, struct span line)
{
    for (size_t i = 0; i < line.len;) {
        size_t start = i;

        while (i < line.len && isalnum((unsigned char)line.data[i]))
            i++;
        if (i - start == TAG_LENGTH)
            add(arena, tags, span_first(span_from(line, start), TAG_LENGTH));
        i += i == start;
    }
}

/* Some run of letters and digits is as long as a tag: most texts have none.  From where it would end, so that
 * most bytes are passed over. */
static bool
has_run(struct span text)
{
    size_t start = 0;

    while (start + TAG_LENGTH <= text.len) {
        size_t at = start + TAG_LENGTH;

        while (at > start && isalnum((unsigned char)text.data[at - 1]))
            at--;
        if (at == start)
            return true;
        start = at;
    }
    return false;
}

/* The number and the tag may have been wrapped away from the word: the next line counts too. */
void
tag_in_text(struct arena *arena, struct tags *tags, struct span text)
{
    struct span line;
    bool open = false;

    if (!has_run(text))
        return;
    for (size_t n = 0; n < LINES_MAX && tags->count < TAGS_MAX && span_line(&text, &line); n++) {
        bool names;

        if (line.len > LINE_BYTES_MAX)
            continue;
        names = span_find(utf8_fold(arena, line), "reference") != SIZE_MAX;
        if (names || open)
            add_runs(arena, tags, line);
        open = names;
    }
}

static size_t
digits(struct span s)
{
    size_t n = 0;

    while (n < s.len && isdigit((unsigned char)s.data[n]))
        n++;
    return n;
}

/* "-1", "-1-2": a dossier that another one started has its number and its place. */
static size_t
ordinals(struct span s)
{
    size_t len = 0;

    for (int level = 0; level < LEVELS_MAX && span_starts(span_from(s, len), "-"); level++) {
        size_t count = digits(span_from(s, len + 1));

        if (count == 0 || count > ORDINAL_DIGITS_MAX)
            break;
        len += 1 + count;
    }
    return len;
}

struct span
tag_number(struct span subject)
{
    size_t bracket;

    while ((bracket = span_find_byte(subject, '[')) != SIZE_MAX) {
        size_t serial;

        subject = span_from(subject, bracket + 1);
        if (digits(subject) != YEAR_DIGITS || subject.len <= YEAR_DIGITS || subject.data[YEAR_DIGITS] != '-')
            continue;
        serial = digits(span_from(subject, YEAR_DIGITS + 1));
        if (serial < SERIAL_DIGITS_MIN || serial > SERIAL_DIGITS_MAX)
            continue;
        serial += YEAR_DIGITS + 1;
        serial += ordinals(span_from(subject, serial));
        if (span_starts(span_from(subject, serial), "]"))
            return span_first(subject, serial);
    }
    return (struct span){"", 0};
}
