// SPDX-License-Identifier: Apache-2.0
#include "reader/formlabel.h"
#include "reader/trim.h"

#include <ctype.h>
#include <string.h>

#include "common/utf8.h"

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

/* -- what was written -------------------------------------------------------------- */

static struct span
fold_label(struct arena *arena, struct span label)
{
    return label.len > FORMLABEL_BYTES_MAX ? (struct span){"", 0} : utf8_fold(arena, label);
}

/* Most labels have none of the marks below. */
static bool
has_sign(struct span label)
{
    for (size_t i = 0; i < label.len; i++)
        if (label.data[i] == '-' || label.data[i] == '/' || label.data[i] == '>' || label.data[i] == ',' ||
            label.data[i] == '\xe2')
            return true;
    return false;
}

/* "Section - Label", "Section / Label" */
static void
add_parts(struct arena *arena, struct formlabel_written *written, struct span label)
{
    static const char *const marks[FORMLABEL_PARTS] = {" - ", " / ", " > ", " \u2013 ", ", "};

    for (size_t i = 0; i < FORMLABEL_PARTS; i++) {
        size_t at = span_find(label, marks[i]);
        struct span section, rest;

        if (at == SIZE_MAX)
            continue;
        section = undecorate(span_first(label, at));
        rest = undecorate(span_from(label, at + strlen(marks[i])));
        written->parts[written->part_count].section = formwords_key(fold_label(arena, section));
        written->parts[written->part_count++].label = formwords_key(fold_label(arena, rest));
    }
}

struct formlabel_written
formlabel_written(struct arena *arena, struct span label)
{
    struct formlabel_written written = {.bare = undecorate(label)};
    struct span tries[FORMLABEL_TRIES], folded = {"", 0};

    tries[0] = written.bare;
    tries[1] = unnumber(tries[0]);
    tries[2] = without_parenthesis(tries[1]);
    tries[3] = without_parenthesis(tries[2]);
    for (size_t i = 0; i < FORMLABEL_TRIES; i++) {
        if (i == 0 || tries[i].len != tries[i - 1].len) {
            folded = fold_label(arena, tries[i]);
            written.tries[i] = formwords_key(folded);
        }
        if (i == 2)
            written.tokens = formwords_tokens(folded);
    }
    if (has_sign(tries[2]))
        add_parts(arena, &written, tries[2]);
    return written;
}

/* -- looking up -------------------------------------------------------------------- */

struct formlabel_finder
formlabel_finder(struct arena *arena, const struct form *form, size_t lookups)
{
    return (struct formlabel_finder){
        .form = form, .words = formwords_of(arena, form), .lookups_left = lookups};
}

/* One more may be tried, if there is something to try. */
static bool
may_try(struct formlabel_finder *finder, size_t len)
{
    if (len == 0 || finder->lookups_left == 0)
        return false;
    finder->lookups_left--;
    return true;
}

static const struct field *
look_up(struct formlabel_finder *finder, const struct section *section, const struct formwords_key *key)
{
    return may_try(finder, key->text.len) ? formwords_field(finder->words, section, key) : NULL;
}

static const struct section *
section_of(struct formlabel_finder *finder, const struct formwords_key *key)
{
    return may_try(finder, key->text.len) ? formwords_section(finder->words, key) : NULL;
}

const struct section *
formlabel_section(struct formlabel_finder *finder, const struct formlabel_written *written)
{
    const struct section *section = NULL;

    for (size_t i = 0; i < FORMLABEL_TRIES - 1 && section == NULL; i++)
        section = section_of(finder, &written->tries[i]);
    return section;
}

static const struct field *
with_section(struct formlabel_finder *finder, const struct formlabel_written *written)
{
    for (size_t i = 0; i < written->part_count; i++) {
        const struct section *section = section_of(finder, &written->parts[i].section);

        if (section != NULL)
            return look_up(finder, section, &written->parts[i].label);
    }
    return NULL;
}

/* -- groups ------------------------------------------------------------------------ */

/* A path "desk.loan.2.from": the same with its number out. */
static struct formlabel
member_by_id(const struct formlabel_finder *finder, struct span label)
{
    struct formlabel found = {.field = NULL};
    struct span rest = label, piece;
    char id[FORMLABEL_BYTES_MAX + 2];
    size_t len = 0;

    if (label.len > FORMLABEL_BYTES_MAX || span_find_byte(label, '.') == SIZE_MAX)
        return found;
    while (span_split(&rest, '.', &piece)) {
        uint64_t number;

        if (span_to_uint(piece, &number) && number <= FORMWORDS_NUMBER_MAX) {
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

static bool
names_group(const struct formwords_tokens *tokens, struct span group)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (formwords_is_group(tokens->at[i], group))
            return true;
    return false;
}

/* But for the group's name the label is this one. */
static bool
is_called(const struct formwords_tokens *written, struct span group, const struct formwords_tokens *name)
{
    size_t n = 0;

    for (size_t i = 0; i < written->count; i++) {
        if (formwords_is_group(written->at[i], group))
            continue;
        if (n == name->count || !span_equal(written->at[i], name->at[n]))
            return false;
        n++;
    }
    return n > 0 && n == name->count;
}

static struct formlabel
member_by_words(struct formlabel_finder *finder, const struct formwords_tokens *tokens)
{
    bool tried = finder->words->member_count > 0 && may_try(finder, tokens->count);

    for (size_t i = 0; tried && i < finder->words->member_count; i++) {
        const struct formwords_member *member = &finder->words->members[i];

        if (tokens->number == 0 && !names_group(tokens, member->group))
            continue;
        for (size_t n = 0; n < sizeof member->names / sizeof member->names[0]; n++)
            if (is_called(tokens, member->group, &member->names[n]))
                return (struct formlabel){member->field, tokens->number};
    }
    return (struct formlabel){.field = NULL};
}

static bool
is_group_alone(const struct formwords_tokens *tokens, struct span group)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (!formwords_is_group(tokens->at[i], group))
            return false;
    return tokens->count > 0;
}

bool
formlabel_group(struct formlabel_finder *finder, const struct formlabel_written *written,
                const struct field **from, const struct field **to)
{
    *from = *to = NULL;
    for (size_t i = 0; i < finder->words->member_count && *to == NULL; i++) {
        const struct formwords_member *member = &finder->words->members[i];

        if (member->field->type != TYPE_DATE || !is_group_alone(&written->tokens, member->group) ||
            (*from != NULL && !span_equal((*from)->group, member->field->group)))
            continue;
        if (*from == NULL)
            *from = member->field;
        else
            *to = member->field;
    }
    return *to != NULL;
}

/* -- all of it --------------------------------------------------------------------- */

struct formlabel
formlabel_find(struct formlabel_finder *finder, const struct formlabel_written *written)
{
    struct formlabel found = {.field = NULL};

    for (size_t i = 0; i < FORMLABEL_TRIES && found.field == NULL; i++)
        found.field = look_up(finder, finder->section, &written->tries[i]);
    if (found.field == NULL)
        found.field = with_section(finder, written);
    if (found.field == NULL)
        found = member_by_id(finder, written->bare);
    if (found.field == NULL)
        found = member_by_words(finder, &written->tokens);
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
