// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "workflow/effect.h"

static void
round_trip(void **state)
{
    struct arena *arena = arena_open(1 << 20);
    struct span names[] = {SPAN("fiche"), SPAN("bon")};
    struct effect in = {.kind = EFFECT_MAIL,
                        .template = SPAN("jauge"),
                        .language = SPAN("fr"),
                        .context = SPAN("<context/>"),
                        .revision = 7,
                        .to = SPAN("a@b.example"),
                        .to_name = SPAN("A"),
                        .task = 3,
                        .attachments = names,
                        .attachment_count = 2,
                        .in_reply_to = SPAN("x@y"),
                        .automatic_reply = true};
    struct text out = text_new(arena, 1 << 16);
    struct effect back;
    struct wire wire;

    (void)state;
    effect_put(&out, &in);
    wire = wire_read(text_get(&out));
    assert_true(effect_get(arena, &wire, &back));
    assert_true(wire_done(&wire));
    assert_int_equal(back.kind, EFFECT_MAIL);
    check_span(back.template, "jauge", "template");
    check_span(back.context, "<context/>", "context");
    check_span(back.to, "a@b.example", "to");
    check_span(back.in_reply_to, "x@y", "in reply to");
    assert_int_equal(back.attachment_count, 2);
    check_span(back.attachments[1], "bon", "attachment");
    assert_int_equal(back.task, 3);
    assert_int_equal(back.revision, 7);
    assert_true(back.automatic_reply);
    arena_close(&arena);
}

/* Every cut of the bytes is refused, none is read past its end. */
static void
cut_short(void **state)
{
    struct arena *arena = arena_open(1 << 20);
    struct effect in = {
        .kind = EFFECT_DOCUMENT, .template = SPAN("fiche"), .document = SPAN("bon"), .revision = 1};
    struct text out = text_new(arena, 1 << 16);

    (void)state;
    effect_put(&out, &in);
    for (size_t len = 0; len < out.len; len++) {
        struct wire wire = wire_read((struct span){arena_copy(arena, out.data, len), len});
        struct effect back;

        assert_false(effect_get(arena, &wire, &back));
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(round_trip), cmocka_unit_test(cut_short)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
