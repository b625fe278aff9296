// SPDX-License-Identifier: Apache-2.0
#include "reader/formlabel.h"
#include "reader/trim.h"

#include <ctype.h>
#include <string.h>

#include "common/utf8.h"

enum {
    LABEL_BYTES_MAX = 120,
    TOKENS_MAX = 16,
    INSTANCE_MAX = 200,
};

/* Bullets, numbering, marks of bold and of headings in front; the same behind. */
static struct span
undecorate(struct span s)
{
    static const char *const bullets[] = {"\u2022", "\u00b7", "\u25cf", "\u25aa", "\u2013", "\u2014",
                                          "\u00ab", "\u00bb", "\u2610", "\u2611", "\u2612", NULL};
    size_t before;

    do {
        before = s.len;
        s = trim_wide(s);
        while (s.len > 0 && s.data[0] != '\0' && strchr("*_#=-+>\"", s.data[0]) != NULL)
            s = span_from(s, 1);
        while (s.len > 0 && s.data[s.len - 1] != '\0' && strchr("*_#=-:\"", s.data[s.len - 1]) != NULL)
            s.len--;
        /* None of them is ASCII, as most labels are at both ends. */
        if (s.len == 0 || ((s.data[0] | s.data[s.len - 1]) & 0x80) == 0)
            continue;
        for (size_t i = 0; bullets[i] != NULL; i++) {
            if (span_starts(s, bullets[i]))
                s = span_from(s, strlen(bullets[i]));
            if (span_ends(s, bullets[i]))
                s.len -= strlen(bullets[i]);
        }
    } while (s.len != before);
    return s;
}

/* "2. Desk", "3) Desk", "a) Desk", "4.1 Desk" */
static struct span
unnumber(struct span s)
{
    size_t n = 0;

    while (n < s.len && n < 6 && (isdigit((unsigned char)s.data[n]) || (n > 0 && s.data[n] == '.')))
        n++;
    if (n == 0 && s.len > 1 && isalpha((unsigned char)s.data[0]) && s.data[1] == ')')
        n = 1;
    if (n == 0 || n >= s.len)
        return s;
    if (s.data[n] == ')' || s.data[n] == '-')
        n++;
    return n < s.len && s.data[n] == ' ' ? trim_wide(span_from(s, n)) : s;
}

static struct span
without_parenthesis(struct span s)
{
    size_t open = SIZE_MAX;

    if (s.len == 0 || (s.data[s.len - 1] != ')' && s.data[s.len - 1] != ']'))
        return s;
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] == '(' || s.data[i] == '[')
            open = i;
    return open == SIZE_MAX || open == 0 ? s : undecorate(span_first(s, open));
}

static const struct field *
look_up(struct formlabel_finder *finder, const struct section *section, struct span label)
{
    const struct field *field;

    if (label.len == 0 || label.len > LABEL_BYTES_MAX || finder->lookups_left == 0)
        return NULL;
    finder->lookups_left--;
    arena_reset(finder->scratch);
    field = form_field_by_label(finder->scratch, finder->form, section, label);
    return field;
}

static const struct section *
section_of(struct formlabel_finder *finder, struct span label)
{
    if (label.len == 0 || label.len > LABEL_BYTES_MAX || finder->lookups_left == 0)
        return NULL;
    finder->lookups_left--;
    arena_reset(finder->scratch);
    return form_section_by_label(finder->scratch, finder->form, label);
}

const struct section *
formlabel_section(struct formlabel_finder *finder, struct span line)
{
    struct span label = undecorate(line);
    const struct section *section = section_of(finder, label);

    if (section == NULL)
        section = section_of(finder, unnumber(label));
    return section != NULL ? section : section_of(finder, without_parenthesis(unnumber(label)));
}

/* -- groups ------------------------------------------------------------------------ */

struct tokens {
    struct span at[TOKENS_MAX];
    size_t count;
    uint32_t number; /* the last number among them, which is taken out; 0 when none */
};

static bool
is_link_word(struct span token)
{
    static const char *const words[] = {"de",  "du", "d",   "l", "la", "le", "des",
                                        "les", "of", "the", "n", "no", NULL};

    for (size_t i = 0; words[i] != NULL; i++)
        if (span_is(token, words[i]))
            return true;
    return false;
}

/* folded: the words that matter, group's name (also in the plural) and number taken out. */
static struct tokens
tokens_of(struct span folded, struct span group, bool *grouped)
{
    struct tokens tokens = {.count = 0};

    for (size_t i = 0; i < folded.len;) {
        size_t start = i;
        struct span token;
        uint64_t number;

        while (i < folded.len && (isalnum((unsigned char)folded.data[i]) || (folded.data[i] & 0x80) != 0))
            i++;
        token = span_first(span_from(folded, start), i - start);
        i += i == start;
        if (token.len == 0 || is_link_word(token))
            continue;
        if (span_to_uint(token, &number)) {
            tokens.number = number <= INSTANCE_MAX ? (uint32_t)number : 0;
        } else if (group.len > 0 && token.len >= group.len && token.len <= group.len + 1 &&
                   span_equal(span_first(token, group.len), group) &&
                   (token.len == group.len || token.data[group.len] == 's')) {
            *grouped = true;
        } else if (tokens.count < TOKENS_MAX) {
            tokens.at[tokens.count++] = token;
        }
    }
    return tokens;
}

static bool
same_tokens(const struct tokens *a, const struct tokens *b)
{
    if (a->count != b->count || a->count == 0)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!span_equal(a->at[i], b->at[i]))
            return false;
    return true;
}

/* A path "desk.loan.2.from": the same with its number out. */
static struct formlabel
member_by_id(struct formlabel_finder *finder, struct span label)
{
    struct formlabel found = {.field = NULL};
    struct span rest = label, piece;
    char id[LABEL_BYTES_MAX + 2];
    size_t len = 0;

    if (label.len > LABEL_BYTES_MAX || span_find_byte(label, '.') == SIZE_MAX)
        return found;
    while (span_split(&rest, '.', &piece)) {
        uint64_t number;

        if (span_to_uint(piece, &number) && number <= INSTANCE_MAX) {
            found.instance = (uint32_t)number;
            continue;
        }
        if (len > 0)
            id[len++] = '.';
        memcpy(id + len, piece.data, piece.len);
        len += piece.len;
    }
    if (found.instance > 0)
        found.field = form_field(finder->form, (struct span){id, len});
    if (found.field != NULL && found.field->group.len == 0)
        found.field = NULL;
    return found;
}

static struct formlabel
member_by_words(struct formlabel_finder *finder, struct span label)
{
    struct formlabel found = {.field = NULL};
    struct span folded;

    if (label.len == 0 || label.len > LABEL_BYTES_MAX || finder->lookups_left == 0)
        return found;
    finder->lookups_left--;
    arena_reset(finder->scratch);
    folded = utf8_fold(finder->scratch, label);
    for (size_t i = 0; i < finder->form->field_count; i++) {
        const struct field *field = &finder->form->fields[i];
        bool grouped = false, ignored;
        struct tokens written, name, fr, en;

        if (field->group.len == 0)
            continue;
        written = tokens_of(folded, utf8_fold(finder->scratch, field->group), &grouped);
        if (!grouped && written.number == 0)
            continue;
        name = tokens_of(utf8_fold(finder->scratch, field->name), field->group, &ignored);
        fr = tokens_of(utf8_fold(finder->scratch, field->label.fr), field->group, &ignored);
        en = tokens_of(utf8_fold(finder->scratch, field->label.en), field->group, &ignored);
        if (!same_tokens(&written, &name) && !same_tokens(&written, &fr) && !same_tokens(&written, &en))
            continue;
        found.field = field;
        found.instance = written.number;
        return found;
    }
    return found;
}

bool
formlabel_group(struct formlabel_finder *finder, struct span label, const struct field **from,
                const struct field **to, uint32_t *instance)
{
    struct span folded;

    *from = *to = NULL;
    label = without_parenthesis(undecorate(label));
    if (label.len == 0 || label.len > LABEL_BYTES_MAX || finder->lookups_left == 0)
        return false;
    finder->lookups_left--;
    arena_reset(finder->scratch);
    folded = utf8_fold(finder->scratch, label);
    for (size_t i = 0; i < finder->form->field_count; i++) {
        const struct field *field = &finder->form->fields[i];
        bool grouped = false;
        struct tokens tokens;

        if (field->group.len == 0 || field->type != TYPE_DATE ||
            (*from != NULL && !span_equal((*from)->group, field->group)))
            continue;
        tokens = tokens_of(folded, field->group, &grouped);
        if (!grouped || tokens.count > 0)
            continue;
        *instance = tokens.number;
        if (*from != NULL) {
            *to = field;
            return true;
        }
        *from = field;
    }
    return false;
}

/* -- all of it --------------------------------------------------------------------- */

/* "Section - Label", "Section / Label" */
static const struct field *
with_section(struct formlabel_finder *finder, struct span label)
{
    static const char *const marks[] = {" - ", " / ", " > ", " \u2013 ", ", ", NULL};

    for (size_t i = 0; marks[i] != NULL; i++) {
        size_t at = span_find(label, marks[i]);
        const struct section *section;

        if (at == SIZE_MAX)
            continue;
        section = section_of(finder, undecorate(span_first(label, at)));
        if (section != NULL)
            return look_up(finder, section, undecorate(span_from(label, at + strlen(marks[i]))));
    }
    return NULL;
}

struct formlabel
formlabel_find(struct formlabel_finder *finder, struct span label)
{
    struct formlabel found = {.field = NULL};
    struct span tries[4];

    tries[0] = undecorate(label);
    tries[1] = unnumber(tries[0]);
    tries[2] = without_parenthesis(tries[1]);
    tries[3] = without_parenthesis(tries[2]);
    for (size_t i = 0; i < sizeof tries / sizeof tries[0] && found.field == NULL; i++)
        if (i == 0 || tries[i].len != tries[i - 1].len)
            found.field = look_up(finder, finder->section, tries[i]);
    if (found.field == NULL)
        found.field = with_section(finder, tries[2]);
    if (found.field == NULL)
        found = member_by_id(finder, tries[0]);
    if (found.field == NULL)
        found = member_by_words(finder, tries[2]);
    return found;
}

struct span
formlabel_id(struct arena *arena, const struct field *field, uint32_t instance)
{
    if (field->group.len == 0 || field->id.len <= field->name.len)
        return span_copy(arena, field->id);
    return span_printf(arena, "%.*s%u.%.*s", SPAN_ARG(span_first(field->id, field->id.len - field->name.len)),
                       instance == 0 ? 1U : instance, SPAN_ARG(field->name));
}
