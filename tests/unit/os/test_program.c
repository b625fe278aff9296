// SPDX-License-Identifier: Apache-2.0
/* os/program: a token's command, and all the ways in which it fails. */
#include "testing.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include "os/clock.h"
#include "os/program.h"

static void
test_lines(void **state)
{
    static const struct {
        const char *command, *line, *fault; /* line NULL: refused, the error says fault */
    } cases[] = {
        {"echo eyJ.token", "eyJ.token", NULL},
        {"printf ' one \\r\\ntwo\\n'", "one", NULL},
        {"printf unended", "unended", NULL},
        {"true", NULL, "wrote nothing"},
        {"echo", NULL, "wrote nothing"},
        {"echo token; exit 3", NULL, "status 3"},
        {"/nowhere/at/all", NULL, "status 127"},
        {"kill -9 $$", NULL, "status 137"},
        {"head -c 20000 /dev/zero", NULL, "wrote too much"},
        {"cat", NULL, "wrote nothing"}, /* our input is not its own */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_open(64 * 1024);
        struct program program = {cases[i].command, 10, -1};
        struct error err = {0};
        const char *line = NULL;
        bool good = program_line(arena, &program, &line, &err);

        if (cases[i].line != NULL && !good)
            fail_msg("%s: %s", cases[i].command, err.text);
        if (cases[i].line != NULL)
            check_span(span_of(line), cases[i].line, cases[i].command);
        if (cases[i].line == NULL && (good || span_find(span_of(err.text), cases[i].fault) == SIZE_MAX))
            fail_msg("%s: %s", cases[i].command, good ? line : err.text);
        arena_close(&arena);
    }
}

/* Its children die with it. */
static void
test_too_long(void **state)
{
    struct arena *arena = arena_open(64 * 1024);
    struct program program = {"sleep 60 & sleep 60", 1, -1};
    int64_t start = clock_monotonic();
    struct error err = {0};
    const char *line;

    (void)state;
    assert_false(program_line(arena, &program, &line, &err));
    assert_int_equal(err.kind, ERROR_TEMPORARY);
    assert_true(clock_monotonic() - start < 20 * 1000);
    program.timeout = 60;
    program.wake = eventfd(1, 0); /* not wanted any more */
    assert_false(program_line(arena, &program, &line, &err));
    assert_true(clock_monotonic() - start < 40 * 1000);
    close(program.wake);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_too_long)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
