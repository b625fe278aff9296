// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "procedure/bundle.h"

static void
a_bundle_is_its_files_in_order(void **state)
{
    struct arena *arena = arena_open(4 * 1024 * 1024);
    struct bundle_file files[] = {{SPAN("b"), SPAN("2")}, {SPAN("a/x"), SPAN("1")}, {SPAN("a"), SPAN("")}};
    struct bundle_file same[] = {{SPAN("a"), SPAN("")}, {SPAN("b"), SPAN("2")}, {SPAN("a/x"), SPAN("1")}};
    struct bundle_file other[] = {{SPAN("a"), SPAN("")}, {SPAN("b"), SPAN("21")}, {SPAN("a/x"), SPAN("")}};
    struct text out = text_new(arena, 100000);
    struct bundle one, two, three, back;
    struct wire wire;
    struct error err;

    (void)state;
    assert_true(bundle_make(&one, SPAN("desk"), files, 3, &err));
    assert_true(bundle_make(&two, SPAN("desk"), same, 3, &err));
    assert_true(bundle_make(&three, SPAN("desk"), other, 3, &err));
    assert_true(digest_equal(&one.digest, &two.digest));
    assert_false(digest_equal(&one.digest, &three.digest));
    check_span(bundle_find(&one, "a/x")->data, "1", "a/x");
    assert_null(bundle_find(&one, "c"));
    bundle_put(&out, &one);
    wire = wire_read(text_get(&out));
    assert_true(bundle_get(arena, &wire, &back, &err));
    assert_true(wire_done(&wire));
    assert_true(digest_equal(&one.digest, &back.digest));
    for (size_t len = 0; len < out.len; len++) {
        wire = wire_read(span_first(text_get(&out), len));
        assert_false(bundle_get(arena, &wire, &back, &err));
    }
    arena_close(&arena);
}

static void
names_that_lead_astray_are_refused(void **state)
{
    static const char *const bad[] = {"/etc/passwd", "../x", "a/../../b", "", "a\\b"};
    struct bundle_file twice[] = {{SPAN("a"), SPAN("1")}, {SPAN("a"), SPAN("2")}};
    struct bundle bundle;
    struct error err;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct bundle_file file = {span_of(bad[i]), SPAN("")};

        assert_false(bundle_make(&bundle, SPAN("desk"), &file, 1, &err));
    }
    assert_false(bundle_make(&bundle, SPAN("desk"), twice, 2, &err));
    assert_false(bundle_make(&bundle, SPAN("a/b"), twice, 1, &err));
    assert_false(bundle_make(&bundle, SPAN(""), twice, 1, &err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bundle_is_its_files_in_order),
        cmocka_unit_test(names_that_lead_astray_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
