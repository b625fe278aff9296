// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <poll.h>
#include <unistd.h>

#include "os/child.h"

/* Until it has closed its output, then until it is gone. */
static int
wait_for(struct child *child)
{
    struct pollfd wait = {.fd = child->output, .events = POLLIN};
    int status;

    do
        poll(&wait, 1, -1);
    while (child_drains(child));
    while (!child_ended(child, &status))
        usleep(1000);
    return status;
}

static void
ends(void **state)
{
    static const struct {
        const char *script;
        int status;
    } cases[] = {{"exit 0", 0}, {"echo a; echo b; exit 3", 3}, {"yes | head -c 300000", 0}, {"kill -9 $$", 137}};
    struct child child;
    struct error err;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const arguments[] = {"sh", "-c", cases[i].script, NULL};

        assert_true(child_start(arguments, &child, &err));
        assert_int_equal(wait_for(&child), cases[i].status);
        child_end(&child);
    }
}

static void
is_killed_with_its_children(void **state)
{
    const char *const arguments[] = {"/bin/sh", "-c", "sleep 1000 & sleep 1000", NULL};
    const char *const nowhere[] = {"/no/such/program", NULL};
    struct child child;
    struct error err;
    int status;

    (void)state;
    assert_true(child_start(arguments, &child, &err));
    assert_false(child_ended(&child, &status));
    child_end(&child);
    assert_int_equal(child.pid, 0);
    assert_false(child_start(nowhere, &child, &err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ends), cmocka_unit_test(is_killed_with_its_children)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
