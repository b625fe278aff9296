// SPDX-License-Identifier: Apache-2.0
/* os/folder: a procedure's files with their documented names; refusals that say why. */
#include "os/file.h"
#include "os/folder.h"
#include "os/scratch.h"

static void
put(struct scratch *scratch, const char *folder, const char *name)
{
    struct error err = {0};
    const char *path = scratch_path(scratch, folder);

    assert_true(file_make_folders(path, &err));
    assert_true(file_replace(arena_printf(scratch->arena, "%s/%s", path, name), SPAN("<x/>"), &err));
}

static struct folder_places
make_loan(struct scratch *scratch)
{
    put(scratch, "rules/loan", "form.xml");
    put(scratch, "rules/loan", "form.xml~");
    put(scratch, "rules/schema", "form.rng");
    put(scratch, "templates/loan/fr/mail", "help.xsl");
    put(scratch, "templates/loan/site", "other.xsl");
    put(scratch, ".", "site.xml");
    return (struct folder_places){.rules = scratch_path(scratch, "rules"),
                                  .templates = scratch_path(scratch, "templates"),
                                  .parameters = scratch_path(scratch, "site.xml"),
                                  .procedure = "loan"};
}

static void
test_names(void **state)
{
    struct scratch *scratch = *state;
    struct folder_places places = make_loan(scratch);
    struct error err = {0};
    struct bundle bundle;

    assert_true(folder_bundle(scratch->arena, &places, &bundle, &err));
    assert_int_equal(bundle.count, 4);
    assert_non_null(bundle_find(&bundle, "rules/form.xml"));
    assert_non_null(bundle_find(&bundle, "schema/form.rng"));
    assert_non_null(bundle_find(&bundle, "templates/fr/mail/help.xsl"));
    assert_non_null(bundle_find(&bundle, "site/parameters.xml"));
    places.parameters = "";
    assert_true(folder_bundle(scratch->arena, &places, &bundle, &err));
    assert_int_equal(bundle.count, 3);
}

static void
test_refusals(void **state)
{
    struct scratch *scratch = *state;
    struct folder_places places = make_loan(scratch);
    static const char *const names[] = {"..", ".", "loan/fr", "../loan", "missing"};
    struct error err = {0};
    struct bundle bundle;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        places.procedure = names[i];
        assert_false(folder_bundle(scratch->arena, &places, &bundle, &err));
        assert_true(err.kind != ERROR_NONE && err.text[0] != '\0');
    }
    places.procedure = "loan";
    put(scratch, "templates/loan/1/2/3/4/5/6/7", "deep.xsl");
    err = (struct error){0};
    assert_false(folder_bundle(scratch->arena, &places, &bundle, &err));
    assert_int_equal(err.kind, ERROR_TOO_BIG);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_names, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_refusals, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
