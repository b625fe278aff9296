// SPDX-License-Identifier: Apache-2.0
#include "reader/quote.h"

#include "reader/quoteline.h"

enum {
    SIGNATURE_LINES_MAX = 25, /* more lines behind "-- " are no signature */
    WRAPPED_FROM = 60,        /* bytes: a quoted line as long as this may have been wrapped by a gateway */
    REMNANT_MAX = 40,         /* bytes of the piece that lost its ">" */
};

struct reading {
    struct arena *arena;
    struct quoteline *lines;
    struct quote_line *out;
    size_t count, bytes;
    struct quote *quote;
};

static void
take_lines(struct reading *r, struct span body)
{
    struct span line;
    size_t most = 1;

    r->bytes = body.len;
    for (size_t i = 0; i < body.len; i++)
        most += body.data[i] == '\n';
    if (most > QUOTE_LINES_MAX)
        most = QUOTE_LINES_MAX;
    r->lines = arena_array(r->arena, most, sizeof *r->lines);
    r->out = arena_array(r->arena, most, sizeof *r->out);
    while (r->count < most && span_line(&body, &line))
        r->lines[r->count++] = quoteline_of(r->arena, line);
    for (size_t i = 0; i < r->count; i++) {
        r->out[i].text = r->lines[i].text;
        r->out[i].depth = r->lines[i].depth;
    }
}

static size_t
skip_blank(const struct reading *r, size_t at)
{
    while (at < r->count && quoteline_blank(&r->lines[at]))
        at++;
    return at;
}

/* Lines of whatever announces a quote at `at`; 0 when nothing does. */
static size_t
announcement(struct reading *r, size_t at)
{
    bool forward = false;
    size_t n = quoteline_separator(r->lines, at, r->count, &forward);

    if (n > 0) {
        size_t fields = skip_blank(r, at + n), block;

        if (forward && !r->quote->quoted)
            r->quote->forwarded = true;
        if (fields < r->count && (block = quoteline_fields(r->lines, fields, r->count)) > 0)
            n = fields + block - at;
        return n;
    }
    n = quoteline_fields(r->lines, at, r->count);
    return n > 0 ? n : quoteline_attribution(r->arena, r->lines, at, r->count);
}

/* Everything from `at` on is quoted without marks; each further announcement is older by one. */
static void
quote_rest(struct reading *r, size_t at)
{
    unsigned depth = 1;

    while (at < r->count) {
        size_t n = r->lines[at].depth == 0 ? announcement(r, at) : 0;

        depth += n > 0;
        for (n = n > 0 ? n : 1; n > 0; n--, at++)
            r->out[at].depth = depth + r->lines[at].depth;
    }
}

/* "Anne Durand a écrit :" right above marked lines: an attribution, though it names neither date nor
 * address. */
static void
mark_bare_attribution(struct reading *r, size_t quoted)
{
    size_t at = quoted;

    while (at > 0 && quoteline_blank(&r->lines[at - 1]))
        at--;
    for (size_t n = quoteline_announces(r->arena, r->lines, at); n > 0; n--)
        r->out[at - n].depth = 1;
}

static void
mark_quotes(struct reading *r)
{
    for (size_t at = 0; at < r->count;) {
        size_t n, next;

        if (r->lines[at].depth > 0) {
            if (at == 0 || r->lines[at - 1].depth == 0)
                mark_bare_attribution(r, at);
            r->quote->quoted = true;
            at++;
            continue;
        }
        n = quoteline_blank(&r->lines[at]) ? 0 : announcement(r, at);
        if (n == 0) {
            at++;
            continue;
        }
        r->quote->quoted = true;
        for (size_t i = at; i < at + n; i++)
            r->out[i].depth = 1;
        next = skip_blank(r, at + n);
        if (next >= r->count || r->lines[next].depth == 0) {
            quote_rest(r, at + n);
            return;
        }
        at = next;
    }
}

/* A gateway that wraps long lines leaves the tail of a quoted one without its mark. */
static void
mark_remnants(struct reading *r)
{
    for (size_t i = 1; i + 1 < r->count; i++) {
        size_t len = r->lines[i].folded.len;

        if (r->out[i].depth == 0 && len > 0 && len <= REMNANT_MAX && r->lines[i - 1].depth > 0 &&
            r->lines[i - 1].folded.len >= WRAPPED_FROM && r->lines[i + 1].depth > 0)
            r->out[i].depth = r->lines[i - 1].depth;
    }
}

static size_t
region_end(const struct reading *r, size_t at)
{
    while (at < r->count && r->out[at].depth == 0)
        at++;
    return at;
}

static void
cut(struct reading *r, size_t from, size_t count)
{
    for (size_t i = from; i < from + count; i++)
        r->out[i].cut = true;
}

static void
cut_signature(struct reading *r, size_t at, size_t end)
{
    struct text signature = text_new(r->arena, 4096);

    cut(r, at, end - at);
    for (size_t i = at + 1; i < end; i++) {
        text_span(&signature, r->lines[i].text);
        text_byte(&signature, '\n');
    }
    r->quote->signature = span_trim(text_get(&signature));
}

/* Cuts what machines added out of one run of new lines. */
static void
cut_region(struct reading *r, size_t at, size_t end)
{
    while (at < end) {
        size_t n = quoteline_device(r->lines, at, end);

        if (n == 0)
            n = quoteline_disclaimer(r->lines, at, end);
        if (n > 0) {
            cut(r, at, n);
            at += n;
        } else if (quoteline_delimiter(&r->lines[at]) && end - at <= SIGNATURE_LINES_MAX) {
            cut_signature(r, at, end);
            return;
        } else {
            at++;
        }
    }
}

/* "[EXTERNE]" and its cousins at the very top must not hide the first line. */
static void
cut_banners(struct reading *r)
{
    size_t at = skip_blank(r, 0), end = region_end(r, at), n;

    while (at < end && (n = quoteline_banner(r->lines, at, end)) > 0) {
        cut(r, at, n);
        at = skip_blank(r, at + n);
    }
    while (at < end && quoteline_rule(&r->lines[at])) {
        cut(r, at, 1);
        at = skip_blank(r, at + 1);
    }
    if (at < end) {
        struct span rest = quoteline_unmarked(r->arena, r->out[at].text);

        if (rest.len != r->out[at].text.len)
            r->out[at].text = rest;
    }
}

static void
gather(struct reading *r)
{
    struct quote *quote = r->quote;
    struct text text = text_new(r->arena, r->bytes + r->count + 1);
    bool above = true, pending = false;
    size_t top = 0;

    for (size_t i = 0; i < r->count; i++) {
        const struct quote_line *line = &r->out[i];
        bool blank = quoteline_blank(&r->lines[i]);

        if (line->depth > 0 && above) {
            above = false;
            top = text.len;
        }
        quote->inside |= line->depth > 0 && pending;
        if (line->depth > 0 || line->cut)
            continue;
        pending |= !above && !blank;
        if (!blank)
            text_span(&text, line->text);
        text_byte(&text, '\n');
    }
    quote->below = pending;
    quote->before_quote = span_trim(span_first(text_get(&text), above ? text.len : top));
    quote->text = span_trim(text_get(&text));
}

struct quote
quote_read(struct arena *arena, struct span body)
{
    struct quote quote = {.text = {"", 0}, .signature = {"", 0}};
    struct reading r = {.arena = arena, .quote = &quote};

    take_lines(&r, body);
    mark_quotes(&r);
    mark_remnants(&r);
    cut_banners(&r);
    for (size_t at = 0; at < r.count;) {
        size_t end = region_end(&r, at);

        cut_region(&r, at, end);
        at = end + 1;
    }
    gather(&r);
    quote.lines = r.out;
    quote.count = r.count;
    return quote;
}
