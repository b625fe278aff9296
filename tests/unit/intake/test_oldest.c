// SPDX-License-Identifier: Apache-2.0
/* intake/oldest: the name that comes next, however many are left alone in front of it. */
#include "os/scratch.h"

#include <fcntl.h>

#include "intake/oldest.h"

static void
touch(struct scratch *scratch, const char *name)
{
    int descriptor = open(scratch_path(scratch, name), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    assert_true(descriptor >= 0);
    close(descriptor);
}

static bool
skip_below(void *context, const char *name)
{
    return strcmp(name, context) < 0;
}

static struct span
next(struct scratch *scratch, const char *from)
{
    const struct oldest_place place = {scratch->folder, skip_below, (void *)(uintptr_t)from};
    struct error err = {0};
    struct span name = SPAN("");
    size_t count = 1;

    assert_true(oldest_names(scratch->arena, &place, &name, &count, &err));
    return name;
}

static void
test_sorted(void **state)
{
    struct scratch *scratch = *state;

    check_span(next(scratch, ""), "", "nothing there");
    touch(scratch, "1700000003.c");
    touch(scratch, "1700000001.a");
    touch(scratch, "1700000002.b");
    touch(scratch, ".knock");
    check_span(next(scratch, ""), "1700000001.a", "the oldest");
    check_span(next(scratch, "1700000002"), "1700000002.b", "the first that is not left alone");
    check_span(next(scratch, "2"), "", "all are left alone");
}

static void
test_many_are_left_alone(void **state)
{
    struct scratch *scratch = *state;

    for (int i = 0; i < 3000; i++)
        touch(scratch, arena_printf(scratch->arena, "1700%06d.x", i));
    touch(scratch, "1800000000.y");
    check_span(next(scratch, "18"), "1800000000.y", "behind three thousand");
}

static void
test_several_at_once(void **state)
{
    struct scratch *scratch = *state;
    const struct oldest_place place = {scratch->folder, skip_below, (void *)(uintptr_t) ""};
    struct error err = {0};
    struct span names[3];
    size_t count = 3;

    for (int i = 9; i >= 0; i--)
        touch(scratch, arena_printf(scratch->arena, "170000000%d.x", i));
    assert_true(oldest_names(scratch->arena, &place, names, &count, &err));
    assert_int_equal(count, 3);
    check_span(names[0], "1700000000.x", "first");
    check_span(names[2], "1700000002.x", "third");
}

static void
test_no_folder(void **state)
{
    struct scratch *scratch = *state;
    struct oldest_place place = {scratch_path(scratch, "none"), skip_below, (void *)(uintptr_t) ""};
    struct error err = {0};
    struct span name;
    size_t count = 1;

    assert_true(oldest_names(scratch->arena, &place, &name, &count, &err));
    assert_int_equal(count, 0);
    touch(scratch, "file");
    place.folder = scratch_path(scratch, "file");
    count = 1;
    assert_false(oldest_names(scratch->arena, &place, &name, &count, &err));
    assert_int_not_equal(err.kind, ERROR_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_set_up, scratch_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_sorted), TEST(test_many_are_left_alone),
                                       TEST(test_several_at_once), TEST(test_no_folder)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
