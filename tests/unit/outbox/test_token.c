// SPDX-License-Identifier: Apache-2.0
/* outbox/token: asked for beside the loop, kept, and asked for again when it has ended. */
#include "os/scratch.h"

#include "outbox/token.h"

struct desk {
    struct event_base *base;
    struct token *token;
    int ready;
    struct error why;
};

static void
on_ready(void *context, const struct error *why)
{
    struct desk *desk = context;

    desk->ready++;
    desk->why = why != NULL ? *why : (struct error){0};
}

static void
open_desk(struct desk *desk, const char *command)
{
    struct error err;

    *desk = (struct desk){.base = event_base_new()};
    desk->token = token_open(desk->base, command, on_ready, desk, &err);
    assert_non_null(desk->token);
}

static void
close_desk(struct desk *desk)
{
    token_close(&desk->token);
    assert_null(desk->token);
    event_base_free(desk->base);
}

/* Until ready was called that often. */
static void
wait_for(struct desk *desk, int ready)
{
    while (desk->ready < ready)
        assert_int_equal(event_base_loop(desk->base, EVLOOP_ONCE), 0);
    assert_int_equal(desk->ready, ready);
}

/* The command counts its runs: each token is another one. */
static void
test_kept_and_renewed(void **state)
{
    struct scratch *scratch = *state;
    struct desk desk;

    open_desk(&desk, arena_printf(scratch->arena, "echo x >> %s/runs; wc -l < %s/runs", scratch->folder,
                                  scratch->folder));
    assert_null(token_get(desk.token));
    assert_null(token_get(desk.token)); /* it runs already */
    wait_for(&desk, 1);
    assert_string_equal(token_get(desk.token), "1");
    assert_string_equal(token_get(desk.token), "1");
    token_taken(desk.token, "1");
    assert_true(token_refused(desk.token, "1")); /* it was good, and has ended */
    assert_true(token_refused(desk.token, "1")); /* another login finds out */
    assert_null(token_get(desk.token));
    wait_for(&desk, 2);
    assert_string_equal(token_get(desk.token), "2");
    assert_true(token_refused(desk.token, "1")); /* late news of the old one */
    assert_string_equal(token_get(desk.token), "2");
    assert_false(token_refused(desk.token, "2")); /* never good: no use to ask at once */
    close_desk(&desk);
}

static void
test_fails(void **state)
{
    struct desk desk;

    (void)state;
    open_desk(&desk, "exit 7");
    assert_null(token_get(desk.token));
    wait_for(&desk, 1);
    assert_int_equal(desk.why.kind, ERROR_TEMPORARY);
    assert_non_null(strstr(desk.why.text, "status 7"));
    assert_null(token_get(desk.token)); /* and is asked again */
    wait_for(&desk, 2);
    close_desk(&desk);
}

/* The daemon ends while the command runs. */
static void
test_closed_meanwhile(void **state)
{
    struct desk desk;

    (void)state;
    open_desk(&desk, "sleep 600");
    assert_null(token_get(desk.token));
    close_desk(&desk);
    assert_int_equal(desk.ready, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kept_and_renewed, scratch_set_up, scratch_tear_down),
        cmocka_unit_test(test_fails),
        cmocka_unit_test(test_closed_meanwhile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
