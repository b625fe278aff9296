// SPDX-License-Identifier: Apache-2.0
/* Answers after esup-signature's published interface; the values are made up. */
#include "contract_help.h"

#define ESUP "esup-signature"
#define BELOW "https://x.example/api/ws/signrequests/"

static void
test_asks(void **state)
{
    struct contract_step step;

    (void)state;
    assert_true(BEGIN(ESUP, CONTRACT_CREATE, &step));
    check_asks(&step, "POST", BELOW "new");
    assert_true(span_starts(step.type, "multipart/form-data; boundary="));
    assert_true(span_find(step.body, "name=\"createByEppn\"\r\n\r\nsystem\r\n") != SIZE_MAX);
    assert_true(span_find(step.body, "\r\n\r\n%PDF-1.3\r\nx\r\n--") != SIZE_MAX);
    assert_true(span_find(step.body, "\"convertToPDFA\":false") != SIZE_MAX);
    assert_true(span_find(step.body, "\"firstName\":\"Jean\",\"name\":\"Le Goff\"") != SIZE_MAX);
    assert_true(span_ends(step.body, "--\r\n"));
}

static void
test_reads_status(void **state)
{
    static const struct {
        const char *answer;
        bool good;
        enum provider_outcome outcome;
    } cases[] = {
        {"pending", true, PROVIDER_WAITING},   {"signed", true, PROVIDER_WAITING},
        {"completed\n", true, PROVIDER_DONE},  {"exported", true, PROVIDER_DONE},
        {"refused", true, PROVIDER_REFUSED},   {"cleaned", true, PROVIDER_EXPIRED},
        {"deleted", true, PROVIDER_WITHDRAWN}, {"fully-deleted", true, PROVIDER_WITHDRAWN},
        {"", false, PROVIDER_WAITING},         {"COMPLETED!", false, PROVIDER_WAITING},
        {"<html>", false, PROVIDER_WAITING},   {"404", false, PROVIDER_WAITING},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct contract_step step;

        assert_int_equal(CONVERSE(ESUP, CONTRACT_LOOK, &step, cases[i].answer), cases[i].good);
        assert_int_equal(step.outcome, cases[i].outcome);
        /* What is gone has no steps to be asked for. */
        assert_int_equal(step.asks, cases[i].good && cases[i].outcome != PROVIDER_WITHDRAWN);
    }
}

static void
test_finds_its_own(void **state)
{
    static const struct {
        const char *answer, *remote;
        bool good;
    } cases[] = {
        {"[]", "", true},
        {"[{\"id\":3,\"title\":\"fiche 2026-00001/4 00ff\",\"status\":\"pending\"}]", "3", true},
        {"[{\"id\":3,\"title\":\"fiche 2026-00001/4 00ff\",\"status\":\"deleted\"},{\"id\":2,\"title\":\"other\"}]", "", true},
        {"[{\"id\":9,\"title\":\"fiche 2026-00001/4 00ff\"},{\"id\":12,\"title\":\"fiche 2026-00001/4 00ff\"}]", "12", true},
        {"[{\"id\":\"../../x\",\"title\":\"fiche 2026-00001/4 00ff\"}]", "", true},
        {"[{\"id\":-4,\"title\":\"fiche 2026-00001/4 00ff\"}]", "", true},
        {"{\"id\":3}", "", false},
        {"<html>", "", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct contract_step step;

        assert_int_equal(CONVERSE(ESUP, CONTRACT_FIND, &step, cases[i].answer), cases[i].good);
        check_span(step.remote, cases[i].remote, cases[i].answer);
    }
}

static void
test_reads_what_was_made(void **state)
{
    static const struct {
        const char *answer, *remote;
        bool good;
    } cases[] = {{"[\"12\"]", "12", true},  {"[12]", "12", true}, {"[12,13]", "", false}, {"[]", "", false},
                 {"[\"1/2\"]", "", false}, {"-1", "", false},    {"", "", false}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct contract_step step;

        assert_int_equal(CONVERSE(ESUP, CONTRACT_CREATE, &step, cases[i].answer), cases[i].good);
        if (cases[i].good)
            check_span(step.remote, cases[i].remote, cases[i].answer);
    }
}

#define ACTION(mail, type, more) "{\"userEmail\":\"" mail "\",\"actionType\":\"" type "\"" more "}"

static void
test_reads_steps(void **state)
{
    static const char answer[] = "[{\"stepNumber\":1,\"recipientsActions\":["
        ACTION("LEA@u.example", "signed", ",\"actionDate\":1765000000000") ","
        ACTION("lea@u.example", "signed", "") ","
        ACTION("intrus@x.example", "signed", "") "]},"
        "{\"stepNumber\":2,\"recipientsActions\":["
        ACTION("tuteur@x.example", "refused", ",\"refuseComment\":\"Dates fausses.\"") ","
        ACTION("prof@u.example", "none", "") ","
        ACTION("lea@u.example", "signed", "") "]}]";
    struct contract_step step;

    (void)state;
    assert_true(CONVERSE(ESUP, CONTRACT_LOOK, &step, "refused"));
    check_asks(&step, "GET", BELOW "12/steps");
    assert_true(CONVERSE(ESUP, CONTRACT_LOOK, &step, "refused", answer));
    assert_false(step.asks);
    assert_int_equal(step.outcome, PROVIDER_REFUSED);
    assert_int_equal(step.count, 2); /* said twice, heard once */
    assert_int_equal(step.strangers, 2); /* one never asked, one of another step */
    assert_int_equal(step.signatures[0].task, 5);
    assert_false(step.signatures[0].refused);
    check_span(step.signatures[0].at, "1765000000000", "at");
    assert_int_equal(step.signatures[1].task, 7);
    assert_true(step.signatures[1].refused);
    check_span(step.signatures[1].reason, "Dates fausses.", "reason");
}

static void
test_tells_who_is_another(void **state)
{
    static const char before[] = "[{\"stepNumber\":1,\"recipientsActions\":[" ACTION("lea@u.example", "signed", "") "]},"
        "{\"stepNumber\":2,\"recipientsActions\":[" ACTION("ancien@x.example", "none", "") ","
        ACTION("prof@u.example", "signed", "") "]}]";
    static const char signed_already[] = "[{\"stepNumber\":1,\"recipientsActions\":[" ACTION("a@u.example", "signed", "") "]}]";
    struct contract_step step;

    (void)state;
    assert_true(CONVERSE(ESUP, CONTRACT_REPLACE, &step, before));
    check_asks(&step, "POST", BELOW "12/update-recipients");
    assert_true(span_find(step.body, "name=\"stepNumber\"\r\n\r\n2\r\n") != SIZE_MAX);
    assert_true(span_find(step.body, "\"email\":\"tuteur@x.example\"") != SIZE_MAX);
    assert_true(CONVERSE(ESUP, CONTRACT_REPLACE, &step, before, ""));
    assert_false(step.asks);
    /* A signature that was given stands: nobody is put in its place. */
    assert_true(CONVERSE(ESUP, CONTRACT_REPLACE, &step, signed_already));
    assert_false(step.asks);
}

static void
test_cancels_what_waits(void **state)
{
    struct contract_step step;

    (void)state;
    assert_true(CONVERSE(ESUP, CONTRACT_CANCEL, &step, "pending"));
    check_asks(&step, "DELETE", BELOW "soft/12");
    assert_true(CONVERSE(ESUP, CONTRACT_CANCEL, &step, "completed"));
    assert_false(step.asks);
    assert_true(CONVERSE(ESUP, CONTRACT_CANCEL, &step, "pending", ""));
    assert_false(step.asks);
}

static void
test_reminds(void **state)
{
    struct contract_step step;

    (void)state;
    assert_true(BEGIN(ESUP, CONTRACT_REMIND, &step));
    check_asks(&step, "POST", BELOW "replay-notif/12");
    assert_true(CONVERSE(ESUP, CONTRACT_REMIND, &step, "false"));
    assert_false(step.asks);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asks),          cmocka_unit_test(test_reads_status),
        cmocka_unit_test(test_finds_its_own), cmocka_unit_test(test_reads_what_was_made),
        cmocka_unit_test(test_reads_steps),   cmocka_unit_test(test_tells_who_is_another),
        cmocka_unit_test(test_cancels_what_waits), cmocka_unit_test(test_reminds),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
