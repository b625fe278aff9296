// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/utf8.h"
#include "procedure/formwords.h"

enum { FIELDS = 300 };

static struct arena *arena;

static void
a_label_is_compared_bare(void **state)
{
    static const struct {
        const char *written, *key;
    } cases[] = {
        {"Nom", "nom"},
        {"NOM (obligatoire) * :", "nom"},
        {"Nom. =", "nom"},
        {"Prénom (a) (b)", "prenom"},
        {"(a)", "(a)"},
        {"Nom (a", "nom (a"},
        {"", ""},
        {" : ", ""},
        {"Adresse : rue", "adresse : rue"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(formwords_key(utf8_fold(arena, span_of(cases[i].written))).text, cases[i].key,
                   cases[i].written);
}

/* "a b #2" */
static struct span
shown(struct formwords_tokens tokens)
{
    struct text out = text_new(arena, 1000);

    for (size_t i = 0; i < tokens.count; i++)
        text_printf(&out, "%s%.*s", i == 0 ? "" : " ", SPAN_ARG(tokens.at[i]));
    if (tokens.number > 0)
        text_printf(&out, "#%u", tokens.number);
    return text_get(&out);
}

static void
tokens_are_the_words_that_matter(void **state)
{
    static const struct {
        const char *folded, *tokens;
    } cases[] = {
        {"debut de l'interruption n 2", "debut interruption#2"},
        {"pret 1 - objet 3 : nom", "pret objet nom#3"},
        {"pret 3 objet 201", "pret objet"},
        {"\u6536\u4ef6\u4eba", "\u6536\u4ef6\u4eba"},
        {"", ""},
        {"a b c d e f g h i j k m o p q r s t u", "a b c e f g h i j k m o p q r s"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(shown(formwords_tokens(span_of(cases[i].folded))), cases[i].tokens, cases[i].folded);
    assert_true(formwords_is_group(SPAN("prets"), SPAN("pret")));
    assert_true(formwords_is_group(SPAN("pret"), SPAN("pret")));
    assert_false(formwords_is_group(SPAN("pretx"), SPAN("pret")));
    assert_false(formwords_is_group(SPAN("pre"), SPAN("pret")));
}

/* Fields "f.0" to "f.299", labelled "Champ 0"..., every hundredth also "Nom"; two of a group. */
static struct form
many_fields(void)
{
    struct form form = {.fields = arena_array(arena, FIELDS, sizeof(struct field)), .field_count = FIELDS};
    struct section *section = arena_alloc(arena, sizeof *section);
    struct span *alias = arena_alloc(arena, sizeof *alias);

    *alias = SPAN("Nom");
    section->id = SPAN("f");
    form.sections = section;
    form.section_count = 1;
    for (size_t i = 0; i < FIELDS; i++)
        form.fields[i] = (struct field){.id = span_printf(arena, "f.%zu", i),
                                        .name = span_printf(arena, "%zu", i),
                                        .section = i == 100 ? section : NULL,
                                        .label = {span_printf(arena, "Champ %zu", i), SPAN("")},
                                        .aliases = alias,
                                        .alias_count = i % 100 == 0};
    form.fields[7].group = form.fields[8].group = SPAN("Envoi");
    form.fields[8].label.fr = SPAN("Date de l'envoi");
    form.words = formwords_make(arena, &form);
    return form;
}

static const struct field *
find(const struct form *form, const struct section *section, const char *written)
{
    struct formwords_key key = formwords_key(utf8_fold(arena, span_of(written)));

    return formwords_field(form->words, section, &key);
}

static void
every_label_is_found_and_no_other(void **state)
{
    struct form form = many_fields();
    struct formwords_key key = formwords_key(SPAN("f"));

    (void)state;
    assert_ptr_equal(formwords_of(arena, &form), form.words);
    for (size_t i = 0; i < FIELDS; i++) {
        assert_ptr_equal(find(&form, NULL, arena_printf(arena, "F.%zu :", i)), &form.fields[i]);
        if (i != 8)
            assert_ptr_equal(find(&form, NULL, arena_printf(arena, "champ %zu", i)), &form.fields[i]);
        assert_null(find(&form, NULL, arena_printf(arena, "champs %zu", i)));
    }
    assert_null(find(&form, NULL, "nom"));
    assert_ptr_equal(find(&form, form.sections, "nom"), &form.fields[100]);
    assert_ptr_equal(find(&form, form.sections, "f.3"), &form.fields[3]);
    assert_ptr_equal(formwords_section(form.words, &key), form.sections);
    assert_null(find(&form, NULL, ""));
}

static void
members_are_named_without_their_group(void **state)
{
    struct form form = many_fields();

    (void)state;
    assert_int_equal(form.words->member_count, 2);
    assert_ptr_equal(form.words->members[1].field, &form.fields[8]);
    check_span(form.words->members[1].group, "envoi", "group");
    check_span(shown(form.words->members[1].names[1]), "date", "label");
}

static void
a_form_without_fields_knows_nothing(void **state)
{
    struct form form = {.field_count = 0};

    (void)state;
    form.words = formwords_of(arena, &form);
    assert_null(find(&form, NULL, "nom"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_label_is_compared_bare),
        cmocka_unit_test(tokens_are_the_words_that_matter),
        cmocka_unit_test(every_label_is_found_and_no_other),
        cmocka_unit_test(members_are_named_without_their_group),
        cmocka_unit_test(a_form_without_fields_knows_nothing),
    };
    int failed;

    arena = arena_open(1 << 22);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
