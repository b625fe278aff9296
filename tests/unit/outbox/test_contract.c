// SPDX-License-Identifier: Apache-2.0
#include "contract_help.h"

static void
test_numbers_steps_by_rank(void **state)
{
    struct contract_order order = order_of(CONTRACT_LOOK);

    (void)state;
    assert_int_equal(order.signatories[0].task, 5);
    assert_int_equal(order.signatories[0].step, 1);
    assert_int_equal(order.signatories[1].task, 6);
    assert_int_equal(order.signatories[1].step, 2);
    assert_int_equal(order.signatories[2].step, 2);
    contract_number(NULL, 0);
}

static void
test_is_one_of_a_list(void **state)
{
    (void)state;
    assert_null(contract_named(""));
    assert_null(contract_named("somebody"));
    assert_string_equal(contract_names(arena), "esup-signature, docuseal");
}

/* What the loop asks, what the worker makes of it, and what the loop reads of that. */
static bool
work(const struct contract_order *order, const char *name, const char *answer, struct contract_step *step,
     struct error *err)
{
    struct contract_answer answers[2] = {{false, SPAN("refused")}, {false, span_of(answer)}};
    struct text question = text_new(arena, 1 << 20), product = text_new(arena, 1 << 20);
    struct wire wire;

    contract_put_order(&question, name, order, answers, 2);
    wire = wire_read(text_get(&question));
    return contract_work(&wire, arena, &product, err) && contract_get_step(arena, text_get(&product), step);
}

static void
test_travels(void **state)
{
    struct contract_order order = order_of(CONTRACT_LOOK);
    struct contract_step step;
    struct error err = {0};

    (void)state;
    assert_true(work(&order, "esup-signature",
                     "[{\"stepNumber\":2,\"recipientsActions\":[{\"userEmail\":\"tuteur@x.example\","
                     "\"actionType\":\"refused\",\"actionDate\":\"hier\",\"refuseComment\":\"Non.\"}]}]",
                     &step, &err));
    assert_false(step.asks);
    assert_int_equal(step.outcome, PROVIDER_REFUSED);
    assert_int_equal(step.count, 1);
    assert_int_equal(step.signatures[0].task, 7);
    assert_true(step.signatures[0].refused);
    check_span(step.signatures[0].at, "hier", "at");
    check_span(step.signatures[0].reason, "Non.", "reason");
    assert_false(work(&order, "esup-signature", "{", &step, &err));
    assert_int_equal(err.kind, ERROR_TEMPORARY);
    assert_true(span_starts(span_of(err.text), "esup-signature: "));
    assert_false(work(&order, "somebody", "[]", &step, &err));
    assert_int_equal(err.kind, ERROR_PERMANENT);
}

static void
test_refuses_what_is_cut(void **state)
{
    struct contract_order order = order_of(CONTRACT_LOOK);
    struct text question = text_new(arena, 1 << 20);

    (void)state;
    contract_put_order(&question, "docuseal", &order, NULL, 0);
    for (size_t len = 0; len < question.len; len++) {
        struct text product = text_new(arena, 1 << 20);
        struct wire wire = wire_read(span_first(text_get(&question), len));
        struct error err = {0};

        assert_false(contract_work(&wire, arena, &product, &err));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_steps_by_rank),
        cmocka_unit_test(test_is_one_of_a_list),
        cmocka_unit_test(test_travels),
        cmocka_unit_test(test_refuses_what_is_cut),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
