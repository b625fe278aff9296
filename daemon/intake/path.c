// SPDX-License-Identifier: Apache-2.0
#include "intake/path.h"

#include <string.h>

#include "common/utf8.h"

enum { LABEL_MAX = 63 };

static bool
is_alnum(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

static bool
is_atext(unsigned char c)
{
    return is_alnum(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
is_dot_string(struct span s)
{
    bool atom = false;

    for (size_t i = 0; i < s.len; i++) {
        bool dot = s.data[i] == '.';

        if (dot ? !atom : !is_atext((unsigned char)s.data[i]))
            return false;
        atom = !dot;
    }
    return atom;
}

static bool
is_printable(unsigned char c)
{
    return c >= ' ' && c != 0x7F;
}

/* Octets of the quoted string at the start of s, quotes included; 0 when there is none. */
static size_t
quoted_length(struct span s)
{
    for (size_t i = 1; s.len > 0 && s.data[0] == '"' && i < s.len; i++) {
        if (s.data[i] == '"')
            return i + 1;
        if (s.data[i] == '\\' && ++i == s.len)
            return 0;
        if (!is_printable((unsigned char)s.data[i]))
            return 0;
    }
    return 0;
}

static bool
is_label(struct span s)
{
    if (s.len == 0 || s.len > LABEL_MAX || s.data[0] == '-' || s.data[s.len - 1] == '-')
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!is_alnum((unsigned char)s.data[i]) && s.data[i] != '-')
            return false;
    return true;
}

/* [dcontent], not looked into: an address literal is nobody of ours. */
static bool
is_literal(struct span s)
{
    if (s.len < 3 || s.data[0] != '[' || s.data[s.len - 1] != ']')
        return false;
    for (size_t i = 1; i < s.len - 1; i++)
        if (!is_alnum((unsigned char)s.data[i]) && strchr(".:-", s.data[i]) == NULL)
            return false;
    return path_is_ascii(s);
}

static bool
is_domain(struct span s)
{
    struct span label;

    if (is_literal(s))
        return true;
    while (span_split(&s, '.', &label))
        if (!is_label(label))
            return false;
    return true;
}

bool
path_is_ascii(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] >= 0x80)
            return false;
    return true;
}

bool
path_is_address(struct span s)
{
    size_t at = quoted_length(s);

    if (s.len == 0 || s.len > PATH_ADDRESS_MAX || !utf8_valid(s))
        return false;
    if (at == 0) {
        at = span_find_byte(s, '@');
        if (at == SIZE_MAX || !is_dot_string(span_first(s, at)))
            return false;
    }
    return at + 1 < s.len && s.data[at] == '@' && is_domain(span_from(s, at + 1));
}

bool
path_take(struct span argument, struct span *path, struct span *parameters)
{
    size_t quoted, end;

    argument = span_trim(argument);
    if (argument.len == 0 || argument.data[0] != '<')
        return false;
    argument = span_from(argument, 1);
    quoted = quoted_length(argument);
    end = span_find_byte(span_from(argument, quoted), '>');
    if (end == SIZE_MAX)
        return false;
    *path = span_first(argument, quoted + end);
    *parameters = span_from(argument, quoted + end + 1);
    return parameters->len == 0 || parameters->data[0] == ' ';
}
