// SPDX-License-Identifier: Apache-2.0
/* The texts of a message: one leaf's, and what the author wrote in all (reader/mime.h). */
#include "common/utf8.h"
#include "reader/charset.h"
#include "reader/flowed.h"
#include "reader/html.h"
#include "reader/mime.h"

/* CR LF and lone CR to LF. */
static struct span
line_ends(struct arena *arena, struct span s)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] == '\r' && i + 1 < s.len && s.data[i + 1] == '\n')
            continue;
        out[len++] = s.data[i] == '\r' ? '\n' : s.data[i];
    }
    return (struct span){out, len};
}

static bool
is_utf16(struct span charset)
{
    return span_starts(charset, "utf-16") || span_is(charset, "ucs-2") || span_is(charset, "unicode");
}

bool
mime_text(struct arena *arena, const struct mime_part *part, struct span *text)
{
    struct span data = span_first(part->data, MIME_TEXT_BYTES_MAX);
    bool wide = is_utf16(part->charset), fine;

    /* Controls, CR too, do not survive the charset: lines first, unless a CR is two bytes. */
    fine = charset_decode(arena, part->charset, wide ? data : line_ends(arena, data), text);
    if (fine && part->flowed && span_is(part->type, "text/plain"))
        *text = flowed_join(arena, *text, part->delsp);
    return fine;
}

/* The two readings of a part; each has_ says that this reading is the part's own and not lent
 * by the other one. */
struct pair {
    struct span plain, html;
    bool has_plain, has_html;
};

struct collector {
    struct arena *arena;
    struct mime_body *body; /* its flags are set on the way */
    size_t left;            /* bytes of source that may still be read */
};

static struct pair
read_text(struct collector *collector, const struct mime_part *part)
{
    struct pair pair = {{"", 0}, {"", 0}, false, false};
    struct mime_part cut = *part;
    struct span source;

    if (part->data.len > collector->left) {
        cut.data = span_first(part->data, collector->left);
        collector->body->cut = true;
    }
    collector->left -= cut.data.len;
    if (!mime_text(collector->arena, &cut, &source)) {
        collector->body->refused = true;
        return pair;
    }
    if (span_is(part->type, "text/plain")) {
        pair.plain = source;
        pair.has_plain = span_trim(source).len > 0;
    } else {
        pair.has_html = true;
        if (!html_text(collector->arena, source, &pair.html))
            collector->body->html_unreadable = true;
    }
    return pair;
}

static void
add_lines(struct text *out, struct span s)
{
    if (out->len > 0 && out->data[out->len - 1] != '\n' && s.len > 0)
        text_byte(out, '\n');
    text_span(out, s);
}

/* Pieces of one text, in order. */
static struct pair
join(struct collector *collector, const struct pair *pairs, size_t count)
{
    struct text plain = text_new(collector->arena, MIME_TEXT_BYTES_MAX);
    struct text html = text_new(collector->arena, MIME_TEXT_BYTES_MAX);
    struct pair result = {{"", 0}, {"", 0}, false, false};

    if (count == 1)
        return pairs[0];
    for (size_t i = 0; i < count; i++) {
        add_lines(&plain, pairs[i].has_plain ? pairs[i].plain : pairs[i].html);
        add_lines(&html, pairs[i].has_html ? pairs[i].html : pairs[i].plain);
        result.has_plain = result.has_plain || pairs[i].has_plain;
        result.has_html = result.has_html || pairs[i].has_html;
    }
    collector->body->cut = collector->body->cut || plain.overflow || html.overflow;
    result.plain = text_get(&plain);
    result.html = text_get(&html);
    return result;
}

/* The same text in several forms: the first plain one that is not blank, the last HTML one. */
static struct pair
choose(const struct pair *pairs, size_t count)
{
    struct pair result = {{"", 0}, {"", 0}, false, false};

    for (size_t i = 0; i < count; i++) {
        if (pairs[i].has_plain && !result.has_plain) {
            result.plain = pairs[i].plain;
            result.has_plain = true;
        }
        if (pairs[i].has_html) {
            result.html = pairs[i].html;
            result.has_html = true;
        }
    }
    return result;
}

/* How many children of that multipart speak for the author. */
static size_t
speaking(const struct mime_part *part)
{
    if (span_is(part->type, "multipart/encrypted"))
        return 0;
    if (part->child_count > 0 &&
        (span_is(part->type, "multipart/signed") || span_is(part->type, "multipart/report")))
        return 1;
    return part->child_count;
}

/* Recursive, at most MIME_DEPTH_MAX deep. */
static struct pair
collect(struct collector *collector, const struct mime_part *part)
{
    struct pair *pairs;
    size_t count = speaking(part);

    if (!span_starts(part->type, "multipart/")) {
        if (part->attachment)
            return (struct pair){{"", 0}, {"", 0}, false, false};
        return read_text(collector, part);
    }
    pairs = arena_array(collector->arena, count + 1, sizeof *pairs);
    for (size_t i = 0; i < count; i++)
        pairs[i] = collect(collector, &part->children[i]);
    if (span_is(part->type, "multipart/alternative"))
        return choose(pairs, count);
    return join(collector, pairs, count);
}

struct mime_body
mime_body(struct arena *arena, const struct mime *mime)
{
    struct mime_body body = {.text = {"", 0}, .html = {"", 0}};
    struct collector collector = {arena, &body, MIME_TEXT_BYTES_MAX};
    struct pair pair = collect(&collector, mime->root);

    body.has_plain = pair.has_plain;
    body.has_html = pair.has_html;
    body.text = pair.has_plain ? pair.plain : pair.html;
    if (pair.has_html)
        body.html = pair.html;
    if (body.cut) { /* perhaps within a character */
        body.text = utf8_clean(arena, body.text);
        body.html = utf8_clean(arena, body.html);
    }
    return body;
}
