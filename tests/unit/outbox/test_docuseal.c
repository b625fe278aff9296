// SPDX-License-Identifier: Apache-2.0
/* Answers after DocuSeal's OpenAPI file; the values are made up. */
#include "../signature/paper.h"
#include "contract_help.h"

#define SEAL "docuseal"
#define API "https://x.example/api"

static void
test_asks(void **state)
{
    /* The paper has fields "seal" and "etudiante"; nobody else could sign it. */
    struct contract_order order = order_of(CONTRACT_CREATE);
    struct contract_step step = {0};
    struct error err = {0};

    (void)state;
    order.pdf = paper(arena);
    assert_false(contract_named(SEAL)->step(arena, &order, NULL, 0, &step, &err));
    assert_int_equal(err.kind, ERROR_PERMANENT);
    assert_true(span_find(span_of(err.text), "\"host\"") != SIZE_MAX);
    order.signatories[1].role = SPAN("etudiante");
    order.signatories[0].role = SPAN("seal");
    order.count = 2;
    err = (struct error){0};
    assert_true(contract_named(SEAL)->step(arena, &order, NULL, 0, &step, &err));
    check_asks(&step, "POST", API "/submissions/pdf");
    check_span(step.type, "application/json", "type");
    assert_true(span_find(step.body, "\"file\":\"JVBERi0xLjcK") != SIZE_MAX);
    /* 842 - 120 from above. */
    assert_true(span_find(step.body, "\"areas\":[{\"x\":60.0,\"y\":722.0,\"w\":220.0,\"h\":60.0,\"page\":1}]") != SIZE_MAX);
    assert_true(span_find(step.body, "\"order\":\"preserved\"") != SIZE_MAX);
    assert_true(span_find(step.body, "\"order\":0") != SIZE_MAX && span_find(step.body, "\"order\":1") != SIZE_MAX);
    assert_true(CONVERSE(SEAL, CONTRACT_CREATE, &step, "{\"id\":77,\"submitters\":[]}"));
    check_span(step.remote, "77", "remote");
    assert_false(CONVERSE(SEAL, CONTRACT_CREATE, &step, "{\"id\":\"../7\"}"));
    assert_false(CONVERSE(SEAL, CONTRACT_CREATE, &step, "[]"));
}

static void
test_finds_its_own(void **state)
{
    struct contract_step step;
    const char *id, *other;

    (void)state;
    assert_true(BEGIN(SEAL, CONTRACT_FIND, &step));
    assert_true(span_starts(step.url, API "/submitters?external_id="));
    id = span_dup(arena, span_first(span_from(step.url, strlen(API "/submitters?external_id=")), 32));
    other = arena_printf(arena,
                         "{\"data\":[{\"submission_id\":3,\"external_id\":\"%s-etudiante\"},"
                         "{\"submission_id\":9,\"external_id\":\"%s-etudiante\"},"
                         "{\"submission_id\":12,\"external_id\":\"else\"}]}",
                         id, id);
    assert_true(CONVERSE(SEAL, CONTRACT_FIND, &step, other));
    check_span(step.remote, "9", "the newest of ours");
    assert_true(CONVERSE(SEAL, CONTRACT_FIND, &step, "{\"data\":[]}"));
    check_span(step.remote, "", "none");
    assert_false(CONVERSE(SEAL, CONTRACT_FIND, &step, "{}"));
}

#define SUBMITTER(id, role, mail, status, more)                                                                        \
    "{\"id\":" id ",\"role\":\"" role "\",\"email\":\"" mail "\",\"status\":\"" status "\"" more "}"
#define SUBMISSION(status, more, submitters)                                                                           \
    "{\"id\":12,\"status\":\"" status "\"" more ",\"submitters\":[" submitters "]}"

static void
test_reads_status(void **state)
{
    static const struct {
        const char *answer;
        bool good;
        enum provider_outcome outcome;
    } cases[] = {
        {SUBMISSION("pending", "", ""), true, PROVIDER_WAITING},
        {SUBMISSION("completed", "", ""), true, PROVIDER_DONE},
        {SUBMISSION("completed", ",\"archived_at\":\"2026-01-01\"", ""), true, PROVIDER_DONE},
        {SUBMISSION("declined", ",\"archived_at\":null", ""), true, PROVIDER_REFUSED},
        {SUBMISSION("expired", "", ""), true, PROVIDER_EXPIRED},
        {SUBMISSION("pending", ",\"archived_at\":\"2026-01-01\"", ""), true, PROVIDER_WITHDRAWN},
        {"404", true, PROVIDER_WITHDRAWN},
        {SUBMISSION("maybe", "", ""), false, PROVIDER_WITHDRAWN},
        {"{\"error\":\"x\"}", false, PROVIDER_WITHDRAWN},
        {"[1]", false, PROVIDER_WITHDRAWN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct contract_step step;

        assert_int_equal(CONVERSE(SEAL, CONTRACT_LOOK, &step, cases[i].answer), cases[i].good);
        if (cases[i].good)
            assert_int_equal(step.outcome, cases[i].outcome);
        assert_false(step.asks);
    }
}

static void
test_reads_submitters(void **state)
{
    static const char answer[] = SUBMISSION("declined",
        ",\"submission_events\":[{\"event_type\":\"decline_form\",\"submitter_id\":8,\"data\":{\"reason\":\"Autre.\"}},"
        "{\"event_type\":\"decline_form\",\"submitter_id\":2,\"data\":{\"reason\":\"Dates fausses.\"}}]",
        SUBMITTER("1", "etudiante", "LEA@u.example", "completed", ",\"completed_at\":\"2026-02-11T08:00:00.000Z\"") ","
        SUBMITTER("1", "etudiante", "lea@u.example", "completed", "") ","
        SUBMITTER("2", "host", "tuteur@x.example", "declined", "") ","
        SUBMITTER("3", "seal", "intrus@x.example", "completed", "") ","
        SUBMITTER("4", "other", "prof@u.example", "completed", ""));
    struct contract_step step;

    (void)state;
    assert_true(CONVERSE(SEAL, CONTRACT_LOOK, &step, answer));
    assert_int_equal(step.count, 2);
    assert_int_equal(step.strangers, 2);
    assert_int_equal(step.signatures[0].task, 5);
    check_span(step.signatures[0].at, "2026-02-11T08:00:00.000Z", "at");
    assert_int_equal(step.signatures[1].task, 7);
    assert_true(step.signatures[1].refused);
    check_span(step.signatures[1].reason, "Dates fausses.", "reason");
}

static void
test_fetches(void **state)
{
    struct contract_step step;

    (void)state;
    assert_true(BEGIN(SEAL, CONTRACT_FETCH, &step));
    check_asks(&step, "GET", API "/submissions/12/documents");
    assert_false(step.is_file);
    assert_true(CONVERSE(SEAL, CONTRACT_FETCH, &step, "{\"documents\":[{\"name\":\"x\",\"url\":\"https://x.example/file/x.pdf\"}]}"));
    check_asks(&step, "GET", "https://x.example/file/x.pdf");
    assert_true(step.is_file);
    assert_false(CONVERSE(SEAL, CONTRACT_FETCH, &step, "{\"documents\":[]}"));
    assert_false(CONVERSE(SEAL, CONTRACT_FETCH, &step, "{\"documents\":[{\"url\":\"a\"},{\"url\":\"b\"}]}"));
}

static void
test_tells_who_is_another(void **state)
{
    static const char before[] = SUBMISSION("pending", "",
        SUBMITTER("1", "etudiante", "autre@u.example", "completed", "") ","
        SUBMITTER("2", "host", "ancien@x.example", "sent", "") ","
        SUBMITTER("3", "seal", "ancienne@u.example", "awaiting", ""));
    struct contract_step step;

    (void)state;
    assert_true(CONVERSE(SEAL, CONTRACT_REPLACE, &step, before)); /* who has signed stays */
    check_asks(&step, "PUT", API "/submitters/2");
    check_span(step.body, "{\"name\":\"Jean Le Goff\",\"email\":\"tuteur@x.example\",\"send_email\":true}", "body");
    assert_true(CONVERSE(SEAL, CONTRACT_REPLACE, &step, before, "{}"));
    check_asks(&step, "PUT", API "/submitters/3");
    check_span(step.body, "{\"name\":\"\",\"email\":\"prof@u.example\",\"send_email\":false}", "not their turn yet");
    assert_true(CONVERSE(SEAL, CONTRACT_REPLACE, &step, before, "{}", "{}"));
    assert_false(step.asks);
}

static void
test_cancels_what_waits(void **state)
{
    struct contract_step step;

    (void)state;
    assert_true(CONVERSE(SEAL, CONTRACT_CANCEL, &step, SUBMISSION("pending", "", "")));
    check_asks(&step, "DELETE", API "/submissions/12");
    assert_true(CONVERSE(SEAL, CONTRACT_CANCEL, &step, "404"));
    assert_false(step.asks);
    assert_true(CONVERSE(SEAL, CONTRACT_CANCEL, &step, SUBMISSION("pending", "", ""), "{}"));
    assert_false(step.asks);
}

static void
test_reminds_whose_turn_it_is(void **state)
{
    static const char pending[] = SUBMISSION("pending", "",
        SUBMITTER("1", "etudiante", "lea@u.example", "completed", "") ","
        SUBMITTER("2", "host", "tuteur@x.example", "opened", "") ","
        SUBMITTER("3", "seal", "prof@u.example", "sent", "") ","
        SUBMITTER("4", "other", "x@u.example", "sent", ""));
    struct contract_step step;

    (void)state;
    assert_true(CONVERSE(SEAL, CONTRACT_REMIND, &step, pending));
    check_asks(&step, "PUT", API "/submitters/2");
    check_span(step.body, "{\"send_email\":true}", "body");
    assert_true(CONVERSE(SEAL, CONTRACT_REMIND, &step, pending, "{}"));
    check_asks(&step, "PUT", API "/submitters/3");
    assert_true(CONVERSE(SEAL, CONTRACT_REMIND, &step, pending, "{}", "{}"));
    assert_false(step.asks);
    assert_true(CONVERSE(SEAL, CONTRACT_REMIND, &step, SUBMISSION("completed", "", "")));
    assert_false(step.asks);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asks),             cmocka_unit_test(test_finds_its_own),
        cmocka_unit_test(test_reads_status),     cmocka_unit_test(test_reads_submitters),
        cmocka_unit_test(test_fetches),          cmocka_unit_test(test_tells_who_is_another),
        cmocka_unit_test(test_cancels_what_waits), cmocka_unit_test(test_reminds_whose_turn_it_is),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
