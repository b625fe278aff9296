// SPDX-License-Identifier: Apache-2.0
/* Questions and answers of sealing and judging survive the wire, and cut ones are refused. */
#include "testing.h"

#include "main/sealwork.h"
#include "signature/authority.h"
#include "signature/paper.h"

static struct span
sealed(struct arena *arena)
{
    struct authority authority = make_authority();
    struct identity university = make_identity("Université", "ec", &authority.root, NULL);
    struct seal_settings settings = seal_settings_of(arena, &university, &authority);
    struct error err = {0};
    struct span pdf;

    settings.level = SEAL_B;
    pdf = seal_whole(arena, paper(arena), &settings, &university, &authority, &err);
    free_identity(&university);
    free_authority(&authority);
    assert_non_null(pdf.data);
    return pdf;
}

static void
a_judgement_survives(void **state)
{
    struct arena *arena = arena_open(256 << 20);
    struct verify_settings settings = {.original = SPAN(""), .anchors = SPAN(""), .now = TEST_NOW};
    struct text question = text_new(arena, 4 << 20), product = text_new(arena, 4 << 20);
    struct verification direct, told;
    struct span pdf = sealed(arena), answer;
    struct anchors anchors = {0};
    struct error err = {0};
    struct wire wire;

    (void)state;
    sealwork_put_verify(&question, &settings, pdf);
    wire = wire_read(text_get(&question));
    assert_true(sealwork_verify(&anchors, &wire, arena, &product, &err));
    answer = text_get(&product);
    verify_pdf(arena, pdf, &settings, &direct);
    assert_true(sealwork_get_verification(arena, answer, &told));
    assert_int_equal(told.reason, direct.reason);
    assert_int_equal(told.count, 1);
    assert_true(span_equal(told.signatures[0].signer, direct.signatures[0].signer));
    assert_string_equal(told.signatures[0].level, direct.signatures[0].level);
    assert_int_equal(told.signatures[0].covers_whole, true);
    for (size_t len = 0; len < answer.len; len++)
        assert_false(sealwork_get_verification(arena, span_first(answer, len), &told));
    for (size_t len = 0; len < text_get(&question).len; len += 97) {
        struct text nothing = text_new(arena, 1 << 20);

        wire = wire_read(span_first(text_get(&question), len));
        assert_false(sealwork_verify(&anchors, &wire, arena, &nothing, &err));
    }
    anchors_close(&anchors);
    arena_close(&arena);
}

static void
the_next_question_survives(void **state)
{
    struct arena *arena = arena_open(256 << 20);
    struct authority authority = make_authority();
    struct identity university = make_identity("Université", "ec", &authority.root, NULL);
    struct seal_settings settings = seal_settings_of(arena, &university, &authority);
    struct text question = text_new(arena, 4 << 20), product = text_new(arena, 4 << 20);
    struct seal_step direct, told;
    struct error err = {0};
    struct wire wire;

    (void)state;
    sealwork_put_seal(&question, &settings, paper(arena), NULL, 0);
    wire = wire_read(text_get(&question));
    if (!sealwork_seal(&wire, arena, &product, &err))
        fail_msg("%s", err.text);
    assert_true(seal_run(arena, paper(arena), &settings, NULL, 0, &direct, &err));
    assert_true(sealwork_get_step(text_get(&product), &told));
    assert_int_equal(told.want, SEAL_SIGN);
    assert_true(span_equal(told.bytes, direct.bytes));
    for (size_t len = 0; len < text_get(&product).len; len++)
        assert_false(sealwork_get_step(span_first(text_get(&product), len), &told));
    free_identity(&university);
    free_authority(&authority);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_judgement_survives), cmocka_unit_test(the_next_question_survives)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
