// SPDX-License-Identifier: Apache-2.0
#include "reader/header.h"

#include "common/date.h"
#include "common/utf8.h"
#include "reader/charset.h"
#include "reader/transfer.h"

struct span
header_unfold(struct arena *arena, struct span body)
{
    char *out = arena_alloc(arena, body.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < body.len; i++)
        if (body.data[i] != '\r' && body.data[i] != '\n')
            out[len++] = body.data[i];
    return (struct span){out, len};
}

/* The offset behind the quoted string that begins at s[at]; the end when it does not end. */
static size_t
quoted_end(struct span s, size_t at)
{
    for (size_t i = at + 1; i < s.len; i++) {
        if (s.data[i] == '\\')
            i++;
        else if (s.data[i] == '"')
            return i + 1;
    }
    return s.len;
}

struct span
header_strip_comments(struct arena *arena, struct span body)
{
    char *out = arena_alloc(arena, body.len + 1);
    size_t len = 0, depth = 0, i = 0;

    while (i < body.len) {
        char c = body.data[i];

        if (c == '"' && depth == 0) {
            size_t end = quoted_end(body, i);

            while (i < end)
                out[len++] = body.data[i++];
            continue;
        }
        if (c == '\\' && depth > 0) {
            i += 2;
            continue;
        }
        if (c == '(')
            depth++;
        if (depth == 0)
            out[len++] = c;
        if (c == ')' && depth > 0) {
            /* A comment counts as white space (RFC 5322 section 3.2.2). */
            if (--depth == 0)
                out[len++] = ' ';
        }
        i++;
    }
    return span_trim((struct span){out, len});
}

size_t
header_comment_depth(struct span body)
{
    size_t depth = 0, deepest = 0;

    for (size_t i = 0; i < body.len; i++) {
        char c = body.data[i];

        if (c == '\\')
            i++;
        else if (c == '(' && ++depth > deepest)
            deepest = depth;
        else if (c == ')' && depth > 0)
            depth--;
    }
    return deepest;
}

/* --- encoded words (RFC 2047) --- */

enum {
    WORD_BYTES_MAX = 8192, /* RFC 2047 says 75; whole subjects in one word were seen */
    ID_BYTES_MIN = 3,      /* "a@b" */
};

struct word {
    struct span charset, text;
    char encoding; /* 'B' or 'Q' */
    size_t end;    /* offset behind it */
};

static bool
is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* The offset of the "?=" that ends the word.  In Q a bare "?" may stand before an encoded byte
 * ("Quoi?=20encore?="): that one is passed over when another end follows in the same word. */
static size_t
word_end(struct span s, char encoding)
{
    size_t end = span_find(s, "?="), again;

    while (encoding == 'Q' && end != SIZE_MAX && end + 4 <= s.len && is_hex(s.data[end + 2]) &&
           is_hex(s.data[end + 3])) {
        struct span rest = span_from(s, end + 2);

        again = span_find(rest, "?=");
        if (again == SIZE_MAX || span_find(span_first(rest, again), "=?") != SIZE_MAX)
            break;
        end += 2 + again;
    }
    return end;
}

/* Behind "=?charset?X?" the text goes on to the next "?=".  White space inside is illegal and
 * taken, as Q words with bare spaces are common; a further "=?" inside is not. */
static bool
read_word(struct span s, size_t at, struct word *word)
{
    struct span rest = span_from(s, at + 2);
    size_t mark = span_find_byte(rest, '?'), end, star;

    if (mark == SIZE_MAX || mark == 0 || mark > 60 || mark + 2 >= rest.len || rest.data[mark + 2] != '?')
        return false;
    word->charset = span_first(rest, mark);
    star = span_find_byte(word->charset, '*'); /* RFC 2231 section 5: a language */
    word->charset = span_first(word->charset, star);
    if (span_find_byte(word->charset, ' ') != SIZE_MAX)
        return false;
    word->encoding = (char)(rest.data[mark + 1] & ~0x20);
    if (word->encoding != 'B' && word->encoding != 'Q')
        return false;
    rest = span_first(span_from(rest, mark + 3), WORD_BYTES_MAX);
    end = word_end(rest, word->encoding);
    if (end == SIZE_MAX)
        return false;
    word->text = span_first(rest, end);
    if (span_find(word->text, "=?") != SIZE_MAX)
        return false;
    word->end = (size_t)(rest.data - s.data) + end + 2;
    return true;
}

/* A run of adjacent words of one charset: their bytes are joined before the charset is undone,
 * since some mailers cut within a character; base64 is joined before it is undone, since some
 * cut within a group of four. */
struct run {
    struct arena *arena;
    struct text *out;
    struct span charset;
    struct text bytes, base64;
    struct span source; /* from the first word to the end of the last one */
    bool open;
};

static void
flush_base64(struct run *run)
{
    text_span(&run->bytes, transfer_base64(run->arena, text_get(&run->base64)));
    text_cut(&run->base64, 0);
}

static void
flush_run(struct run *run)
{
    struct span decoded;

    if (!run->open)
        return;
    flush_base64(run);
    if (charset_decode(run->arena, run->charset, text_get(&run->bytes), &decoded))
        text_span(run->out, decoded);
    else
        text_span(run->out, run->source);
    run->open = false;
}

static void
add_word(struct run *run, const struct word *word, struct span source)
{
    if (run->open && !span_equal_nocase(run->charset, word->charset))
        flush_run(run);
    if (!run->open) {
        run->open = true;
        run->charset = word->charset;
        text_cut(&run->bytes, 0);
        text_cut(&run->base64, 0);
        run->source = source;
    }
    run->source.len = (size_t)(source.data + source.len - run->source.data);
    if (word->encoding == 'Q') {
        flush_base64(run);
        text_span(&run->bytes, transfer_q(run->arena, word->text));
        return;
    }
    text_span(&run->base64, word->text);
    if (word->text.len % 4 == 0 || span_ends(word->text, "="))
        flush_base64(run);
}

static bool
is_blank(struct span s)
{
    return span_trim(s).len == 0;
}

static void
add_plain(struct run *run, struct span plain)
{
    struct span decoded;

    flush_run(run);
    charset_decode(run->arena, (struct span){"", 0}, plain, &decoded);
    text_span(run->out, decoded);
}

/* On one line: what words hid (line ends, tabs) becomes a space. */
static struct span
on_one_line(struct arena *arena, struct span s)
{
    struct span clean = utf8_clean(arena, s);
    char *out = span_dup(arena, clean);

    for (size_t i = 0; i < clean.len; i++)
        if (out[i] == '\n' || out[i] == '\t' || out[i] == '\r')
            out[i] = ' ';
    return span_trim((struct span){out, clean.len});
}

struct span
header_decode(struct arena *arena, struct span body)
{
    struct span s = header_unfold(arena, span_first(body, HEADER_DECODED_MAX));
    struct text out = text_new(arena, HEADER_DECODED_MAX * 3);
    struct run run = {.arena = arena,
                      .out = &out,
                      .bytes = text_new(arena, HEADER_DECODED_MAX),
                      .base64 = text_new(arena, HEADER_DECODED_MAX)};
    size_t plain = 0, at = 0;

    while (at + 1 < s.len) {
        struct word word;

        if (s.data[at] != '=' || s.data[at + 1] != '?' || !read_word(s, at, &word)) {
            at++;
            continue;
        }
        /* White space between two words is no text (RFC 2047 section 6.2). */
        if (at > plain && !(run.open && is_blank(span_first(span_from(s, plain), at - plain))))
            add_plain(&run, span_first(span_from(s, plain), at - plain));
        add_word(&run, &word, span_first(span_from(s, at), word.end - at));
        at = plain = word.end;
    }
    flush_run(&run);
    if (plain < s.len)
        add_plain(&run, span_from(s, plain));
    return on_one_line(arena, text_get(&out));
}

/* --- ids --- */

struct ids {
    struct span *list;
    size_t count;
};

static bool
is_id(struct span s)
{
    if (s.len < ID_BYTES_MIN || s.len > HEADER_ID_BYTES_MAX || span_find_byte(s, '@') == SIZE_MAX)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] <= ' ' || s.data[i] == 0x7F || s.data[i] == '<' || s.data[i] == '>')
            return false;
    return utf8_valid(s);
}

static void
add_id(struct ids *ids, struct span id)
{
    if (!is_id(id))
        return;
    if (ids->count == HEADER_IDS_MAX) {
        for (size_t i = 1; i < HEADER_IDS_MAX; i++)
            ids->list[i - 1] = ids->list[i];
        ids->count--;
    }
    ids->list[ids->count++] = id;
}

static bool
is_id_separator(char c)
{
    return c == ' ' || c == '\t' || c == ',' || c == ';' || c == '<' || c == '>' || c == '(' || c == ')' ||
           c == '"';
}

/* Pieces between separators that look like ids. */
static void
add_bare_ids(struct ids *ids, struct span s)
{
    size_t start = 0;

    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && !is_id_separator(s.data[i]))
            continue;
        if (i > start)
            add_id(ids, span_first(span_from(s, start), i - start));
        start = i + 1;
    }
}

/* What stood between < and >.  White space in it is a fold that a mailer put there, unless each
 * piece is an id of its own (a bracket was lost). */
static void
add_bracketed(struct arena *arena, struct ids *ids, struct span s)
{
    char *joined = arena_alloc(arena, s.len + 1);
    size_t len = 0, signs = 0;

    for (size_t i = 0; i < s.len; i++) {
        signs += s.data[i] == '@';
        if (s.data[i] != ' ' && s.data[i] != '\t')
            joined[len++] = s.data[i];
    }
    if (signs > 1)
        add_bare_ids(ids, s);
    else
        add_id(ids, (struct span){joined, len});
}

struct span *
header_ids(struct arena *arena, struct span body, size_t *count)
{
    struct span s = header_unfold(arena, body);
    size_t room = s.len / ID_BYTES_MIN + 1;
    struct ids ids = {arena_array(arena, room < HEADER_IDS_MAX ? room : HEADER_IDS_MAX, sizeof(struct span)),
                      0};
    size_t open = span_find_byte(s, '<');

    if (open == SIZE_MAX)
        add_bare_ids(&ids, s);
    while (open != SIZE_MAX) {
        size_t end, next;

        s = span_from(s, open + 1);
        end = span_find_byte(s, '>');
        next = span_find_byte(s, '<');
        if (end == SIZE_MAX || next < end)
            end = next;
        add_bracketed(arena, &ids, span_first(s, end));
        open = next;
    }
    *count = ids.count;
    return ids.list;
}

/* --- dates --- */

/* The next word: letters, digits, signs and colons between white space, commas, comments. */
static struct span
date_word(struct span *s)
{
    size_t depth = 0, i = 0, start;

    for (; i < s->len; i++) {
        char c = s->data[i];

        if (c == '(')
            depth++;
        else if (c == ')' && depth > 0)
            depth--;
        else if (depth == 0 && c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != ',')
            break;
    }
    start = i;
    while (i < s->len && s->data[i] != ' ' && s->data[i] != '\t' && s->data[i] != '\r' &&
           s->data[i] != '\n' && s->data[i] != ',' && s->data[i] != '(')
        i++;
    struct span word = span_first(span_from(*s, start), i - start);
    *s = span_from(*s, i);
    return word;
}

static int
month_of(struct span word)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};

    for (int i = 0; i < 12; i++)
        if (word.len >= 3 && span_is_nocase(span_first(word, 3), names[i]))
            return i + 1;
    return 0;
}

/* RFC 5322 section 4.3: two and three digits are years since 1900 or 2000. */
static uint64_t
full_year(uint64_t year, size_t digits)
{
    if (digits == 2)
        return year < 50 ? year + 2000 : year + 1900;
    return digits == 3 ? year + 1900 : year;
}

static bool
read_time(struct span word, int64_t *seconds)
{
    uint64_t parts[3] = {0, 0, 0};
    struct span piece;
    size_t count = 0;

    while (span_split(&word, ':', &piece))
        if (count == 3 || piece.len > 2 || !span_to_uint(piece, &parts[count++]))
            return false;
    if (count < 2 || parts[0] > 23 || parts[1] > 59 || parts[2] > 60)
        return false;
    *seconds = (int64_t)(parts[0] * 3600 + parts[1] * 60 + parts[2]);
    return true;
}

/* Minutes east of UTC.  Military letters and unknown words count as UTC (section 4.3). */
static int64_t
read_zone(struct span word)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6},
                 {"PST", -8}, {"PDT", -7}, {"CET", 1},  {"CEST", 2}, {"MET", 1},  {"MEST", 2}};
    uint64_t digits;

    if (word.len == 5 && (word.data[0] == '+' || word.data[0] == '-') &&
        span_to_uint(span_from(word, 1), &digits) && digits % 100 < 60) {
        int64_t minutes = (int64_t)(digits / 100 * 60 + digits % 100);

        return word.data[0] == '-' ? -minutes : minutes;
    }
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
        if (span_is_nocase(word, zones[i].name))
            return (int64_t)zones[i].hours * 60;
    return 0;
}

bool
header_date(struct span body, int64_t *instant)
{
    struct span word = date_word(&body), year_word;
    uint64_t day, year;
    int64_t seconds;
    int32_t date;
    int month;

    if (word.len > 0 && (word.data[0] < '0' || word.data[0] > '9'))
        word = date_word(&body); /* the day's name */
    if (word.len > 2 || !span_to_uint(word, &day) || day < 1 || day > 31)
        return false;
    month = month_of(date_word(&body));
    year_word = date_word(&body);
    if (month == 0 || year_word.len < 2 || year_word.len > 4 || !span_to_uint(year_word, &year))
        return false;
    year = full_year(year, year_word.len);
    if (year < 1900 || year > 2199 || !read_time(date_word(&body), &seconds))
        return false;
    date = day_of((int)year, month, (int)day);
    if (date == DAY_NONE)
        return false;
    *instant = (int64_t)date * 86400 + seconds - read_zone(date_word(&body)) * 60;
    return true;
}
