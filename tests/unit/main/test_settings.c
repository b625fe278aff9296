// SPDX-License-Identifier: Apache-2.0
/* main/config: each setting, each fault with its line, whose mailbox an address is. */
#include "os/scratch.h"

#include "main/config.h"
#include "os/file.h"

#define LEAST "[instance]\nrules = rules\ntemplates = /t\ndomain = univ.example\n"
#define BOX "[mailbox]\naddress = desk@univ.example\nprocedure = loan\n"

static bool
load(struct scratch *scratch, const char *text, struct config *config, struct error *err)
{
    const char *path = scratch_path(scratch, "conventiond.conf");
    struct error ignored;

    assert_true(file_replace(path, span_of(text), &ignored));
    return config_load(scratch->arena, path, config, err);
}

static void
the_least_that_is_needed(void **state)
{
    struct scratch *scratch = *state;
    struct config config;
    struct error err;

    if (!load(scratch, "# a comment\n\n" LEAST BOX, &config, &err))
        fail_msg("%s", err.text);
    assert_string_equal(config.folder, scratch->folder);
    assert_string_equal(config.rules, scratch_path(scratch, "rules")); /* relative to the file */
    assert_string_equal(config.templates, "/t");
    assert_string_equal(config.spool, scratch_path(scratch, "spool"));
    assert_string_equal(config.delimiter, "+");
    assert_int_equal(config.mailbox_count, 1);
    assert_string_equal(config.mailboxes[0].trust, "");
    assert_int_equal(config.workers, 2);
    assert_true(config.smtp_tls);
    assert_false(config.authserv_below);
}

static void
every_fault_has_its_line(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {LEAST, "[mailbox]"},
        {LEAST "[mailbox]\naddress = a@b.example\n", "\"procedure\""},
        {"[instance]\nrules = r\ntemplates = t\n" BOX, "\"domain\""},
        {LEAST BOX "colour = red\n", ":8: there is no setting \"colour\" in [mailbox]"},
        {LEAST BOX "[garden]\n", ":8: there is no section [garden]"},
        {LEAST BOX "[lmtp\n", ":8:"},
        {LEAST "domain = x.example\n", ":5: \"domain\" stands twice"},
        {LEAST BOX "[workers]\ncount = many\n", ":9: count: \"many\" is no whole number"},
        {LEAST BOX "[workers]\ncount = 65\n", ":9: count: 65 is not between 1 and 64"},
        {LEAST BOX "[workers]\ncount = 0\n", ":9:"},
        {LEAST "time-offset = -721\n" BOX, ":5: time-offset: -721"},
        {LEAST BOX "[outgoing]\ntls = perhaps\n", ":9: tls: say yes or no"},
        {LEAST BOX "[outgoing]\ntransport = pigeon\n", "transport: maildir or smtp"},
        {LEAST "delimiter = ++\n" BOX, "delimiter: one character"},
        {LEAST BOX "just words\n", ":8: \"just words\": write key = value"},
    };
    struct scratch *scratch = *state;
    struct config config;
    struct error err;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (load(scratch, cases[i].text, &config, &err))
            fail_msg("taken: %s", cases[i].text);
        if (strstr(err.text, cases[i].says) == NULL || strstr(err.text, "conventiond.conf") == NULL)
            fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].says);
        assert_int_equal(err.kind, ERROR_BAD_INPUT);
    }
    assert_false(config_load(scratch->arena, scratch_path(scratch, "none.conf"), &config, &err));
}

static void
whose_mailbox_it_is(void **state)
{
    static const char text[] = LEAST BOX "trust = chef:code\n"
                                         "[mailbox]\naddress = Stages@Etu.Univ.example\nprocedure = convention\n";
    static const struct {
        const char *address;
        int mailbox; /* -1 none */
    } cases[] = {
        {"desk@univ.example", 0},         {"desk+tag@univ.example", 0}, {"DESK+tag@UNIV.example", 0},
        {"stages@etu.univ.example", 1},   {"stages+@etu.univ.example", 1}, {"desk@etu.univ.example", -1},
        {"desks@univ.example", -1},       {"des@univ.example", -1},     {"desk@univ.example.evil.example", -1},
        {"+desk@univ.example", -1},       {"desk", -1},                 {"", -1},
        {"desk@x+y@univ.example", -1},
    };
    struct scratch *scratch = *state;
    struct config config;
    struct error err;
    struct span both[] = {SPAN("other@x.example"), SPAN("stages+t@etu.univ.example")};

    if (!load(scratch, text, &config, &err))
        fail_msg("%s", err.text);
    assert_string_equal(config.mailboxes[0].trust, "chef:code");
    assert_string_equal(config.mailboxes[1].trust, ""); /* each section begins with the defaults */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct config_mailbox *found = config_mailbox_of(&config, span_of(cases[i].address));

        if ((found == NULL ? -1 : (int)(found - config.mailboxes)) != cases[i].mailbox)
            fail_msg("%s", cases[i].address);
    }
    assert_int_equal(config_mailbox_number(&config, both, 2), 1);
    assert_int_equal(config_mailbox_number(&config, both, 1), 0);
}

static void
too_many_mailboxes(void **state)
{
    struct scratch *scratch = *state;
    struct text text = text_new(scratch->arena, 64 * 1024);
    struct config config;
    struct error err;

    text_string(&text, LEAST);
    for (int i = 0; i <= CONFIG_MAILBOXES_MAX; i++)
        text_string(&text, BOX);
    assert_false(load(scratch, text_cstr(&text), &config, &err));
    assert_non_null(strstr(err.text, "mailboxes"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_least_that_is_needed, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(every_fault_has_its_line, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(whose_mailbox_it_is, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(too_many_mailboxes, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
