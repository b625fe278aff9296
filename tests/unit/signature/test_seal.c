// SPDX-License-Identifier: Apache-2.0
/* Sealing: each level with each kind of key, and what goes wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "signature/authority.h"
#include "signature/paper.h"
#include "signature/revision.h"
#include "signature/timestamp.h"

static const struct {
    const char *sentence, *key;
    enum seal_level level;
    size_t revisions;
} cases[] = {
    {"a signature with an RSA key", "rsa", SEAL_B, 2},
    {"a signature with a P-256 key", "ec", SEAL_B, 2},
    {"a time-stamped one", "rsa", SEAL_T, 2},
    {"with validation data", "ec", SEAL_LT, 3},
    {"and with a time stamp of the whole", "rsa", SEAL_LTA, 4},
};

/* SEAL_DUMP=FOLDER keeps the documents, to be looked at with other tools. */
static void
keep(struct arena *arena, const char *name, struct span pdf)
{
    const char *folder = getenv("SEAL_DUMP");
    FILE *file = folder == NULL ? NULL : fopen(arena_printf(arena, "%s/%s.pdf", folder, name), "wb");

    if (file == NULL)
        return;
    fwrite(pdf.data, 1, pdf.len, file);
    fclose(file);
}

static void
seals_at_each_level(void **state)
{
    struct authority authority = make_authority();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_open(64 << 20);
        struct identity signer = make_identity("Université d’essai", cases[i].key, &authority.root, NULL);
        struct seal_settings settings = seal_settings_of(arena, &signer, &authority);
        struct span pdf = paper(arena), sealed;
        struct revisions revisions;
        struct error err = {0};

        settings.level = cases[i].level;
        sealed = seal_whole(arena, pdf, &settings, &signer, &authority, &err);
        if (sealed.data == NULL)
            fail_msg("%s: %s", cases[i].sentence, err.text);
        keep(arena, arena_printf(arena, "%s-%d", cases[i].key, cases[i].level), sealed);
        assert_true(span_equal(span_first(sealed, pdf.len), pdf));
        if (!revisions_open(arena, sealed, &revisions, &err))
            fail_msg("%s: %s", cases[i].sentence, err.text);
        assert_int_equal(revisions.count, cases[i].revisions);
        assert_true(span_find(sealed, "/Perms << /DocMDP") != SIZE_MAX);
        free_identity(&signer);
        arena_close(&arena);
    }
    free_authority(&authority);
}

static void
refuses_a_stamp_of_something_else(void **state)
{
    struct arena *arena = arena_open(64 << 20);
    struct authority authority = make_authority();
    struct identity signer = make_identity("Université d’essai", "ec", &authority.root, NULL);
    struct seal_settings settings = seal_settings_of(arena, &signer, &authority);
    struct span pdf = paper(arena), answers[2];
    struct seal_step step;
    struct error err = {0};

    (void)state;
    settings.level = SEAL_T;
    assert_true(seal_run(arena, pdf, &settings, NULL, 0, &step, &err));
    assert_int_equal(step.want, SEAL_SIGN);
    answers[0] = sign_bytes(arena, signer.key, step.bytes);
    assert_true(seal_run(arena, pdf, &settings, answers, 1, &step, &err));
    assert_int_equal(step.want, SEAL_TIMESTAMP);
    answers[1] = stamp(arena, &authority,
                       timestamp_request(arena, SPAN("another imprint, of 32 octets...."), SPAN("12345678")),
                       TEST_NOW);
    assert_false(seal_run(arena, pdf, &settings, answers, 2, &step, &err));
    assert_int_equal(err.kind, ERROR_TEMPORARY);
    answers[1] = SPAN("<html>Bad gateway</html>");
    assert_false(seal_run(arena, pdf, &settings, answers, 2, &step, &err));
    assert_int_equal(err.kind, ERROR_TEMPORARY);
    free_identity(&signer);
    free_authority(&authority);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seals_at_each_level),
        cmocka_unit_test(refuses_a_stamp_of_something_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
