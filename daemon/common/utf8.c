// SPDX-License-Identifier: Apache-2.0
#include "common/utf8.h"

/* One row of the folding table: code points FIRST..LAST become `to`. */
struct fold {
    uint32_t first, last;
    const char *to;
};

/* Sorted.  Latin letters with their marks off, punctuation that people and mail clients
 * write for one another; ASCII and combining marks are handled in the code. */
static const struct fold folds[] = {
    {0x00A0, 0x00A0, " "},   {0x00AA, 0x00AA, "a"},  {0x00AB, 0x00AB, "\""}, {0x00AD, 0x00AD, ""},
    {0x00B0, 0x00B0, "o"},   {0x00B4, 0x00B4, "'"},  {0x00BA, 0x00BA, "o"},  {0x00BB, 0x00BB, "\""},
    {0x00C0, 0x00C5, "a"},   {0x00C6, 0x00C6, "ae"}, {0x00C7, 0x00C7, "c"},  {0x00C8, 0x00CB, "e"},
    {0x00CC, 0x00CF, "i"},   {0x00D0, 0x00D0, "d"},  {0x00D1, 0x00D1, "n"},  {0x00D2, 0x00D6, "o"},
    {0x00D8, 0x00D8, "o"},   {0x00D9, 0x00DC, "u"},  {0x00DD, 0x00DD, "y"},  {0x00DE, 0x00DE, "th"},
    {0x00DF, 0x00DF, "ss"},  {0x00E0, 0x00E5, "a"},  {0x00E6, 0x00E6, "ae"}, {0x00E7, 0x00E7, "c"},
    {0x00E8, 0x00EB, "e"},   {0x00EC, 0x00EF, "i"},  {0x00F0, 0x00F0, "d"},  {0x00F1, 0x00F1, "n"},
    {0x00F2, 0x00F6, "o"},   {0x00F8, 0x00F8, "o"},  {0x00F9, 0x00FC, "u"},  {0x00FD, 0x00FD, "y"},
    {0x00FE, 0x00FE, "th"},  {0x00FF, 0x00FF, "y"},  {0x0100, 0x0105, "a"},  {0x0106, 0x010D, "c"},
    {0x010E, 0x0111, "d"},   {0x0112, 0x011B, "e"},  {0x011C, 0x0123, "g"},  {0x0124, 0x0127, "h"},
    {0x0128, 0x0131, "i"},   {0x0132, 0x0133, "ij"}, {0x0134, 0x0135, "j"},  {0x0136, 0x0138, "k"},
    {0x0139, 0x0142, "l"},   {0x0143, 0x014B, "n"},  {0x014C, 0x0151, "o"},  {0x0152, 0x0153, "oe"},
    {0x0154, 0x0159, "r"},   {0x015A, 0x0161, "s"},  {0x0162, 0x0167, "t"},  {0x0168, 0x0173, "u"},
    {0x0174, 0x0175, "w"},   {0x0176, 0x0178, "y"},  {0x0179, 0x017E, "z"},  {0x017F, 0x017F, "s"},
    {0x01CD, 0x01CE, "a"},   {0x0218, 0x0219, "s"},  {0x021A, 0x021B, "t"},  {0x02BC, 0x02BC, "'"},
    {0x0300, 0x036F, ""},    {0x1680, 0x1680, " "},  {0x1E9E, 0x1E9E, "ss"}, {0x2000, 0x200A, " "},
    {0x200B, 0x200F, ""},    {0x2010, 0x2015, "-"},  {0x2018, 0x201B, "'"},  {0x201C, 0x201F, "\""},
    {0x2026, 0x2026, "..."}, {0x2028, 0x2029, " "},  {0x202A, 0x202E, ""},   {0x202F, 0x202F, " "},
    {0x2032, 0x2032, "'"},   {0x2039, 0x203A, "'"},  {0x205F, 0x205F, " "},  {0x2060, 0x2064, ""},
    {0x2066, 0x2069, ""},    {0x2212, 0x2212, "-"},  {0x3000, 0x3000, " "},  {0xFE00, 0xFE0F, ""},
    {0xFEFF, 0xFEFF, ""},    {0xFF1A, 0xFF1A, ":"},
};

static int
sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

/* The code point at the start of s and its length; length 0 when malformed. */
static uint32_t
decode(struct span s, size_t *length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *bytes = (const unsigned char *)s.data;
    int len;
    uint32_t code;

    *length = 1;
    if (bytes[0] < 0x80)
        return bytes[0];
    len = sequence_length(bytes[0]);
    *length = 0;
    if (len == 0 || s.len < (size_t)len)
        return UTF8_REPLACEMENT;
    code = bytes[0] & mask[len];
    for (int i = 1; i < len; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return UTF8_REPLACEMENT;
        code = code << 6 | (bytes[i] & 0x3F);
    }
    if (code < least[len] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return UTF8_REPLACEMENT;
    *length = (size_t)len;
    return code;
}

uint32_t
utf8_next_wide(struct span *rest)
{
    size_t length;
    uint32_t code = decode(*rest, &length);

    *rest = span_from(*rest, length == 0 ? 1 : length);
    return code;
}

bool
utf8_valid(struct span s)
{
    while (s.len > 0) {
        size_t length;

        decode(s, &length);
        if (length == 0)
            return false;
        s = span_from(s, length);
    }
    return true;
}

void
utf8_add(struct text *text, uint32_t code)
{
    char bytes[4];
    size_t len = 0;

    if (code < 0x80) {
        bytes[len++] = (char)code;
    } else if (code < 0x800) {
        bytes[len++] = (char)(0xC0 | code >> 6);
        bytes[len++] = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        bytes[len++] = (char)(0xE0 | code >> 12);
        bytes[len++] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[len++] = (char)(0x80 | (code & 0x3F));
    } else {
        bytes[len++] = (char)(0xF0 | code >> 18);
        bytes[len++] = (char)(0x80 | (code >> 12 & 0x3F));
        bytes[len++] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[len++] = (char)(0x80 | (code & 0x3F));
    }
    text_add(text, bytes, len);
}

size_t
utf8_count(struct span s)
{
    size_t count = 0;

    for (; s.len > 0; count++)
        utf8_next(&s);
    return count;
}

/* NULL: the code point folds to itself. */
static const char *
fold_of(uint32_t code)
{
    size_t low = 0, high = sizeof folds / sizeof folds[0];

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (code > folds[middle].last)
            low = middle + 1;
        else if (code < folds[middle].first)
            high = middle;
        else
            return folds[middle].to;
    }
    return NULL;
}

/* Greek and Cyrillic capitals to small letters; the Latin ones are in the table. */
static uint32_t
lower(uint32_t code)
{
    if ((code >= 0x0391 && code <= 0x03A9) || (code >= 0x0410 && code <= 0x042F))
        return code + 0x20;
    if (code >= 0x0400 && code <= 0x040F)
        return code + 0x50;
    return code;
}

/* What each byte of ASCII folds to: capitals to small letters, white space to a space, ` to '. */
static const char ascii_folds[128] =
    "\0\1\2\3\4\5\6\7\b     \16\17\20\21\22\23\24\25\26\27\30\31\32\33\34\35\36\37"
    " !\"#$%&'()*+,-./0123456789:;<=>?"
    "@abcdefghijklmnopqrstuvwxyz[\\]^_"
    "'abcdefghijklmnopqrstuvwxyz{|}~\177";

/* Folds the ASCII at the start of s, for which there is room; its length.  No space at `start` of what is
 * folded. */
static size_t
fold_ascii(struct text *out, size_t start, struct span s)
{
    bool spaced = out->len == start || out->data[out->len - 1] == ' ';
    char *to = out->data + out->len;
    size_t n;

    for (n = 0; n < s.len && (unsigned char)s.data[n] < 0x80; n++) {
        char c = ascii_folds[(unsigned char)s.data[n]];

        if (c == ' ' && spaced)
            continue;
        spaced = c == ' ';
        *to++ = c;
    }
    out->len = (size_t)(to - out->data);
    *to = '\0';
    return n;
}

static void
fold_wide(struct text *out, size_t start, uint32_t code)
{
    const char *to = fold_of(code);

    if (to == NULL)
        utf8_add(out, lower(code));
    else
        fold_ascii(out, start, span_of(to));
}

struct span
utf8_fold_to(struct text *out, struct span s)
{
    size_t start = out->len;

    text_reserve(out, s.len);
    for (;;) {
        s = span_from(s, fold_ascii(out, start, s));
        if (s.len == 0)
            break;
        fold_wide(out, start, utf8_next_wide(&s));
        text_reserve(out, s.len); /* a malformed byte became three */
    }
    if (out->len > start && out->data[out->len - 1] == ' ')
        text_cut(out, out->len - 1);
    return (struct span){out->data + start, out->len - start};
}

struct span
utf8_fold(struct arena *arena, struct span s)
{
    struct text out = text_new(arena, s.len * 3 + 1);

    return utf8_fold_to(&out, s);
}

static bool
is_dropped(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code <= 0x9F) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF ||
           code == 0xFFFE || code == 0xFFFF;
}

bool
utf8_is_clean(struct span s)
{
    size_t i = 0, length;

    while (i < s.len) {
        unsigned char c = (unsigned char)s.data[i];

        if (c >= 0x20 && c < 0x7F) { /* as most are */
            i++;
            continue;
        }
        if (is_dropped(decode(span_from(s, i), &length)) || length == 0)
            return false;
        i += length;
    }
    return true;
}

struct span
utf8_clean(struct arena *arena, struct span s)
{
    struct text out = text_new(arena, s.len * 3 + 1);

    if (utf8_is_clean(s)) /* as most texts are */
        return span_copy(arena, s);
    while (s.len > 0) {
        uint32_t code = utf8_next(&s);

        if (!is_dropped(code))
            utf8_add(&out, code);
    }
    return text_get(&out);
}
