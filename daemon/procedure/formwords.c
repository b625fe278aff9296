// SPDX-License-Identifier: Apache-2.0
#include "procedure/formwords.h"

#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

/* -- keys -------------------------------------------------------------------------- */

/* "nom :" and "nom (obligatoire) *" are "nom". */
static struct span
bare_label(struct span folded)
{
    for (;;) {
        size_t open = span_find_byte(folded, '(');

        if (folded.len > 0 && strchr(" :*=.", folded.data[folded.len - 1]) != NULL)
            folded.len--;
        else if (folded.len > 0 && folded.data[folded.len - 1] == ')' && open != SIZE_MAX && open > 0)
            folded.len = open;
        else
            return folded;
    }
}

/* FNV-1a. */
static uint32_t
hash_of(struct span s)
{
    uint32_t value = 2166136261U;

    for (size_t i = 0; i < s.len; i++)
        value = (value ^ (unsigned char)s.data[i]) * 16777619U;
    return value;
}

struct formwords_key
formwords_key(struct span folded)
{
    struct formwords_key key = {.text = bare_label(folded)};

    key.hash = hash_of(key.text);
    return key;
}

/* -- tokens ------------------------------------------------------------------------ */

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

static bool
is_of_token(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

struct formwords_tokens
formwords_tokens(struct span folded)
{
    struct formwords_tokens tokens;
    size_t i = 0;

    tokens.count = tokens.number = 0;
    while (i < folded.len) {
        size_t start = i;
        struct span token;
        uint64_t number;

        while (i < folded.len && is_of_token(folded.data[i]))
            i++;
        token = (struct span){folded.data + start, i - start};
        i += i == start;
        if (token.len == 0 || is_link_word(token))
            continue;
        if (span_to_uint(token, &number))
            tokens.number = number <= FORMWORDS_NUMBER_MAX ? (uint32_t)number : 0;
        else if (tokens.count < FORMWORDS_TOKENS_MAX)
            tokens.at[tokens.count++] = token;
    }
    return tokens;
}

bool
formwords_is_group(struct span token, struct span group)
{
    return group.len > 0 && token.len >= group.len && token.len <= group.len + 1 &&
           span_equal(span_first(token, group.len), group) &&
           (token.len == group.len || token.data[group.len] == 's');
}

static struct formwords_tokens
without_group(struct formwords_tokens tokens, struct span group)
{
    size_t kept = 0;

    for (size_t i = 0; i < tokens.count; i++)
        if (!formwords_is_group(tokens.at[i], group))
            tokens.at[kept++] = tokens.at[i];
    tokens.count = kept;
    return tokens;
}

static void
add_members(struct arena *arena, struct formwords *words, const struct form *form)
{
    words->members = arena_array(arena, form->field_count, sizeof *words->members);
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *field = &form->fields[i];
        const struct span names[] = {field->name, field->label.fr, field->label.en};
        struct formwords_member *member = &words->members[words->member_count];

        if (field->group.len == 0)
            continue;
        words->member_count++;
        member->field = field;
        member->group = utf8_fold(arena, field->group);
        for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
            member->names[n] = without_group(formwords_tokens(utf8_fold(arena, names[n])), member->group);
    }
}

/* -- entries ----------------------------------------------------------------------- */

static void
add_entry(struct arena *arena, struct formwords *words, struct span label, const struct field *field,
          const struct section *section)
{
    if (label.len > 0)
        words->entries[words->entry_count++] =
            (struct formwords_entry){formwords_key(utf8_fold(arena, label)), field, section};
}

static int
compare_entries(const void *a, const void *b)
{
    return span_compare(((const struct formwords_entry *)a)->key.text,
                        ((const struct formwords_entry *)b)->key.text);
}

static void
add_entries(struct arena *arena, struct formwords *words, const struct form *form)
{
    size_t most = 3 * (form->section_count + form->field_count);

    for (size_t i = 0; i < form->field_count; i++)
        most += form->fields[i].alias_count;
    words->entries = arena_array(arena, most + 1, sizeof *words->entries);
    for (size_t i = 0; i < form->section_count; i++) {
        const struct section *section = &form->sections[i];

        add_entry(arena, words, section->id, NULL, section);
        add_entry(arena, words, section->label.fr, NULL, section);
        add_entry(arena, words, section->label.en, NULL, section);
    }
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *field = &form->fields[i];

        add_entry(arena, words, field->id, field, NULL);
        add_entry(arena, words, field->label.fr, field, NULL);
        add_entry(arena, words, field->label.en, field, NULL);
        for (size_t j = 0; j < field->alias_count; j++)
            add_entry(arena, words, field->aliases[j], field, NULL);
    }
    qsort(words->entries, words->entry_count, sizeof words->entries[0], compare_entries);
}

static bool
begins_run(const struct formwords *words, size_t at)
{
    return at == 0 || !span_equal(words->entries[at].key.text, words->entries[at - 1].key.text);
}

static void
file_entries(struct arena *arena, struct formwords *words)
{
    words->slot_count = 2;
    while (words->slot_count < 2 * words->entry_count)
        words->slot_count *= 2;
    words->slots = arena_array(arena, words->slot_count, sizeof *words->slots);
    for (size_t i = 0; i < words->entry_count; i++) {
        uint32_t hash = words->entries[i].key.hash;
        size_t slot = hash;

        if (!begins_run(words, i))
            continue;
        while (words->slots[slot & (words->slot_count - 1)].place != 0)
            slot++;
        words->slots[slot & (words->slot_count - 1)] = (struct formwords_slot){hash, (uint32_t)i + 1};
    }
}

struct formwords *
formwords_make(struct arena *arena, const struct form *form)
{
    struct formwords *words = arena_alloc(arena, sizeof *words);

    add_entries(arena, words, form);
    file_entries(arena, words);
    add_members(arena, words, form);
    return words;
}

const struct formwords *
formwords_of(struct arena *arena, const struct form *form)
{
    return form->words != NULL ? form->words : formwords_make(arena, form);
}

/* -- looking up -------------------------------------------------------------------- */

/* The entries of that text, and how many. */
static const struct formwords_entry *
find_entries(const struct formwords *words, const struct formwords_key *key, size_t *count)
{
    *count = 0;
    for (size_t i = key->hash; key->text.len > 0; i++) {
        const struct formwords_slot *slot = &words->slots[i & (words->slot_count - 1)];
        size_t first = slot->place - 1;

        if (slot->place == 0)
            break;
        if (slot->hash != key->hash || !span_equal(words->entries[first].key.text, key->text))
            continue;
        do
            ++*count;
        while (first + *count < words->entry_count && !begins_run(words, first + *count));
        return &words->entries[first];
    }
    return NULL;
}

/* The one field among them, in this section or (NULL) anywhere; *many: there are two. */
static const struct field *
only_field(const struct formwords_entry *entries, size_t count, const struct section *section, bool *many)
{
    const struct field *found = NULL;

    *many = false;
    for (size_t i = 0; i < count; i++) {
        const struct field *field = entries[i].field;

        if (field == NULL || (section != NULL && field->section != section))
            continue;
        *many = *many || (found != NULL && found != field);
        found = field;
    }
    return *many ? NULL : found;
}

const struct field *
formwords_field(const struct formwords *words, const struct section *section, const struct formwords_key *key)
{
    size_t count;
    const struct formwords_entry *entries = find_entries(words, key, &count);
    const struct field *field;
    bool many = false;

    if (section != NULL) {
        field = only_field(entries, count, section, &many);
        if (field != NULL || many)
            return field;
    }
    return only_field(entries, count, NULL, &many);
}

const struct section *
formwords_section(const struct formwords *words, const struct formwords_key *key)
{
    size_t count;
    const struct formwords_entry *entries = find_entries(words, key, &count);
    const struct section *found = NULL;

    for (size_t i = 0; i < count; i++) {
        if (entries[i].section == NULL || entries[i].section == found)
            continue;
        if (found != NULL)
            return NULL;
        found = entries[i].section;
    }
    return found;
}
