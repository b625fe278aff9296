// SPDX-License-Identifier: Apache-2.0
#include "reader/charset.h"

#include <iconv.h>

#include "common/utf8.h"
#include "reader/charsettable.h"

/* Other names of the sets; the left ones are as they come, lower case. */
static const struct alias {
    const char *label, *name;
} aliases[] = {
    {"us-ascii", "utf-8"},
    {"ascii", "utf-8"},
    {"ansi_x3.4-1968", "utf-8"},
    {"iso-646-us", "utf-8"},
    {"utf8", "utf-8"},
    {"utf_8", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"utf-8-mac", "utf-8"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"iso88591", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"cp-1252", "windows-1252"},
    {"ansi", "windows-1252"},
    {"x-ansi", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "tis-620"},
    {"windows-874", "tis-620"},
    {"latin2", "iso-8859-2"},
    {"latin9", "iso-8859-15"},
    {"latin-9", "iso-8859-15"},
    {"latin0", "iso-8859-15"},
    {"iso8859-15", "iso-8859-15"},
    {"iso_8859-15", "iso-8859-15"},
    {"iso-8859-8-i", "iso-8859-8"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1253", "windows-1253"},
    {"cp1254", "windows-1254"},
    {"cp1257", "windows-1257"},
    {"x-cp1250", "windows-1250"},
    {"koi8r", "koi8-r"},
    {"mac", "macintosh"},
    {"x-mac-roman", "macintosh"},
    {"macroman", "macintosh"},
    {"ibm850", "cp850"},
    {"ibm437", "cp437"},
    {"utf16", "utf-16"},
    {"ucs-2", "utf-16"},
    {"unicode", "utf-16"},
    {"iso-10646-ucs-2", "utf-16"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"cp936", "gb18030"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"sjis", "cp932"},
    {"windows-31j", "cp932"},
    {"big5-hkscs", "big5-hkscs"},
    {"big5", "big5-hkscs"},
    {"ks_c_5601-1987", "uhc"},
    {"euc-kr", "uhc"},
    {"cp949", "uhc"},
    {"iso-2022-jp", "iso-2022-jp"},
    {"euc-jp", "euc-jp"},
    {"gb18030", "gb18030"},
};

/* The sets that iconv reads.  Names of glibc; no other is ever asked of it. */
static const char *const iconv_names[] = {"gb18030", "big5-hkscs", "cp932", "euc-jp", "iso-2022-jp", "uhc"};

/* A module stays loaded while one descriptor on it is open, and then glibc opens a second one
 * without a file: hence these are never closed.  Set once, before any other thread. */
static iconv_t kept[sizeof iconv_names / sizeof iconv_names[0]];

void
charset_start(void)
{
    for (size_t i = 0; i < sizeof iconv_names / sizeof iconv_names[0]; i++)
        if (kept[i] == NULL)
            kept[i] = iconv_open("UTF-8", iconv_names[i]);
}

static struct span
canonical(struct arena *arena, struct span label)
{
    struct span name = span_trim(span_lower(arena, label));

    while (name.len > 0 && (name.data[0] == '"' || name.data[0] == '\''))
        name = span_from(name, 1);
    while (name.len > 0 && (name.data[name.len - 1] == '"' || name.data[name.len - 1] == '\''))
        name.len--;
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        if (span_is(name, aliases[i].label))
            return span_of(aliases[i].name);
    return name;
}

static const struct charsettable *
find_table(struct span name)
{
    for (size_t i = 0; i < charsettable_count; i++)
        if (span_is(name, charsettables[i].name))
            return &charsettables[i];
    return NULL;
}

static struct span
by_table(struct arena *arena, const struct charsettable *table, struct span bytes)
{
    struct text out = text_new(arena, bytes.len * 3 + 1);

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.data[i];
        uint32_t code = byte < 0x80 ? byte : table->upper[byte - 0x80];

        utf8_add(&out, byte >= 0x80 && code == 0 ? (uint32_t)UTF8_REPLACEMENT : code);
    }
    return text_get(&out);
}

static struct span
as_windows_1252(struct arena *arena, struct span bytes)
{
    return by_table(arena, find_table(SPAN("windows-1252")), bytes);
}

/* Bytes above ASCII that are well-formed UTF-8 sequences, and those that are not. */
struct tally {
    size_t good, bad;
};

static struct tally
count_utf8(struct span s)
{
    struct tally tally = {0, 0};

    for (size_t i = 0; i < s.len;) {
        struct span rest = span_from(s, i);

        if ((unsigned char)s.data[i] < 0x80) {
            i++;
            continue;
        }
        utf8_next(&rest);
        /* A malformed byte is taken alone, and no good sequence is one byte long. */
        if (s.len - rest.len - i == 1)
            tally.bad++;
        else
            tally.good++;
        i = s.len - rest.len;
    }
    return tally;
}

/* UTF-8 when it is, or when it mostly is (a cut text); windows-1252 else. */
static struct span
detect(struct arena *arena, struct span bytes)
{
    struct tally tally = count_utf8(bytes);

    return tally.bad <= tally.good / 4 ? bytes : as_windows_1252(arena, bytes);
}

/* UTF-8 under the label of a single-byte set: all of it well-formed, and none but the letters and
 * signs of European text, so that "É" before a no-break space (C9 A0) stays what it is. */
static bool
is_european_utf8(struct span s)
{
    size_t good = 0;

    while (s.len > 0) {
        uint32_t code = utf8_next(&s);

        if (code < 0x80)
            continue;
        if (!((code >= 0xA0 && code <= 0x17F) || (code >= 0x2000 && code <= 0x206F) || code == 0x20AC ||
              code == 0x2122))
            return false;
        good++;
    }
    return good > 0;
}

static uint32_t
unit16(struct span s, size_t at, bool little)
{
    uint32_t first = (unsigned char)s.data[at], second = (unsigned char)s.data[at + 1];

    return little ? second << 8 | first : first << 8 | second;
}

static bool
is_little(struct span name, struct span *bytes)
{
    bool little = !span_ends(name, "be");

    if (bytes->len < 2)
        return little;
    if (unit16(*bytes, 0, true) == 0xFEFF || unit16(*bytes, 0, false) == 0xFEFF) {
        little = unit16(*bytes, 0, true) == 0xFEFF;
        *bytes = span_from(*bytes, 2);
    } else if (span_is(name, "utf-16")) {
        /* No mark: Latin text has its zeros on the high side. */
        little = bytes->data[1] == '\0' || bytes->data[0] != '\0';
    }
    return little;
}

static struct span
by_utf16(struct arena *arena, struct span name, struct span bytes)
{
    struct text out = text_new(arena, bytes.len * 2 + 4);
    bool little = is_little(name, &bytes);

    for (size_t i = 0; i + 1 < bytes.len; i += 2) {
        uint32_t code = unit16(bytes, i, little);

        if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.len) {
            uint32_t low = unit16(bytes, i + 2, little);

            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        utf8_add(&out, code >= 0xD800 && code < 0xE000 ? (uint32_t)UTF8_REPLACEMENT : code);
    }
    return text_get(&out);
}

static const char *
find_iconv(struct span name)
{
    for (size_t i = 0; i < sizeof iconv_names / sizeof iconv_names[0]; i++)
        if (span_is(name, iconv_names[i]))
            return iconv_names[i];
    return NULL;
}

/* Bytes that the set does not have are passed over, one at a time. */
static bool
by_iconv(struct arena *arena, const char *name, struct span bytes, struct span *result)
{
    iconv_t converter = iconv_open("UTF-8", name);
    size_t room = bytes.len * 4 + 16, left = bytes.len;
    char *in = (char *)(uintptr_t)bytes.data, *buffer = arena_alloc(arena, room), *out = buffer;

    if (converter == (iconv_t)-1)
        return false;
    while (left > 0 && room > 8 && iconv(converter, &in, &left, &out, &room) == (size_t)-1) {
        if (left == 0)
            break;
        in++;
        left--;
        *out++ = '?';
        room--;
    }
    iconv_close(converter);
    *result = (struct span){buffer, (size_t)(out - buffer)};
    return true;
}

bool
charset_decode(struct arena *arena, struct span label, struct span bytes, struct span *utf8)
{
    struct span name = canonical(arena, label), result = bytes;
    const struct charsettable *table = find_table(name);
    const char *foreign = find_iconv(name);

    *utf8 = (struct span){"", 0};
    if (span_is(name, "utf-7") || span_is(name, "unicode-1-1-utf-7") ||
        span_is(name, "x-imap4-modified-utf7"))
        return false;
    if (span_starts(name, "utf-16")) {
        result = by_utf16(arena, name, bytes);
    } else if (foreign != NULL) {
        if (!by_iconv(arena, foreign, bytes, &result))
            result = detect(arena, bytes);
    } else if (table != NULL) {
        result = is_european_utf8(bytes) ? bytes : by_table(arena, table, bytes);
    } else {
        result = detect(arena, bytes);
    }
    *utf8 = utf8_clean(arena, result);
    return true;
}
