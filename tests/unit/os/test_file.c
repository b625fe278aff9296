// SPDX-License-Identifier: Apache-2.0
/* os/file: whole or nothing, limits, order. */
#include <fcntl.h>
#include <sys/stat.h>

#include "os/file.h"
#include "os/scratch.h"

static void
test_replace_is_whole(void **state)
{
    struct scratch *place = *state;
    struct error err = {0};
    struct span bytes;
    struct stat status;

    assert_true(file_replace(scratch_path(place, "a"), SPAN("one"), &err));
    assert_true(file_replace(scratch_path(place, "a"), SPAN("two, longer"), &err));
    assert_true(file_read(place->arena, scratch_path(place, "a"), 100, &bytes, &err));
    check_span(bytes, "two, longer", "the second content");
    assert_int_equal(access(scratch_path(place, "a.tmp"), F_OK), -1);
    assert_false(file_replace(scratch_path(place, "missing/a"), SPAN("x"), &err));
    assert_int_equal(err.kind, ERROR_PERMANENT);
    /* A temporary file that others could read must not lend its mode to a secret. */
    assert_true(file_replace(scratch_path(place, "s.tmp"), SPAN("left behind"), &err));
    assert_true(file_replace_private(scratch_path(place, "s"), SPAN("secret"), &err));
    assert_int_equal(stat(scratch_path(place, "s"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

/* As root a rename would put a file in the place of a device. */
static void
test_special_files_stay(void **state)
{
    struct scratch *place = *state;
    struct error err = {0};
    struct stat status;
    char got[3];
    int reader;

    assert_int_equal(mkfifo(scratch_path(place, "pipe"), 0600), 0);
    assert_false(file_replace(scratch_path(place, "pipe"), SPAN("one"), &err));
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    assert_false(file_replace(place->folder, SPAN("one"), &err));
    reader = open(scratch_path(place, "pipe"), O_RDONLY | O_NONBLOCK);
    assert_true(file_put(scratch_path(place, "pipe"), SPAN("one"), &err));
    assert_int_equal(read(reader, got, sizeof got), 3);
    close(reader);
    assert_int_equal(stat(scratch_path(place, "pipe"), &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    assert_true(file_put(scratch_path(place, "a"), SPAN("one"), &err));
    assert_int_equal(stat(scratch_path(place, "a"), &status), 0);
    assert_true(S_ISREG(status.st_mode));
}

static void
test_read_limits(void **state)
{
    struct scratch *place = *state;
    struct error err = {0};
    struct span bytes;

    assert_true(file_replace(scratch_path(place, "a"), SPAN("12345"), &err));
    assert_true(file_read(place->arena, scratch_path(place, "a"), 5, &bytes, &err));
    assert_false(file_read(place->arena, scratch_path(place, "a"), 4, &bytes, &err));
    assert_int_equal(err.kind, ERROR_TOO_BIG);
    assert_false(file_read(place->arena, scratch_path(place, "none"), 4, &bytes, &err));
    assert_true(file_replace(scratch_path(place, "empty"), SPAN(""), &err));
    assert_true(file_read(place->arena, scratch_path(place, "empty"), 0, &bytes, &err));
    assert_int_equal(bytes.len, 0);
    assert_non_null(bytes.data);
}

static void
test_folders(void **state)
{
    struct scratch *place = *state;
    struct error err = {0};
    struct span *names;
    size_t count;

    assert_true(file_make_folders(scratch_path(place, "x//y/z/"), &err));
    assert_true(file_make_folders(scratch_path(place, "x/y/z"), &err));
    assert_true(file_replace(scratch_path(place, "x/b"), SPAN(""), &err));
    assert_true(file_replace(scratch_path(place, "x/B"), SPAN(""), &err));
    assert_true(file_replace(scratch_path(place, "x/.hidden"), SPAN(""), &err));
    assert_true(file_list(place->arena, scratch_path(place, "x"), &names, &count, &err));
    assert_int_equal(count, 3);
    check_span(names[0], "B", "bytes decide the order");
    check_span(names[1], "b", "then lower case");
    check_span(names[2], "y", "then the folder");
    assert_false(file_list(place->arena, scratch_path(place, "none"), &names, &count, &err));
    assert_false(file_make_folders(scratch_path(place, "x/b/c"), &err));
    assert_true(file_remove(scratch_path(place, "x/b"), &err));
    assert_true(file_remove(scratch_path(place, "x/b"), &err));
}

static void
test_parts_at_an_offset(void **state)
{
    struct scratch *place = *state;
    struct error err = {0};
    int descriptor = file_open(scratch_path(place, "a"), O_RDWR | O_CREAT, 0600, &err);
    char letters[] = "abcdefg";
    struct iovec parts[] = {{letters, 0}, {letters, 3}, {letters, 0}, {letters + 3, 4}};
    char back[8] = "";
    int64_t size;

    assert_true(descriptor >= 0);
    assert_true(file_write_at(descriptor, parts, 4, 10, &err));
    assert_true(file_sync_data(descriptor, &err));
    assert_true(file_size(descriptor, &size, &err));
    assert_int_equal(size, 17);
    assert_true(file_read_at(descriptor, back, 7, 10, &err));
    assert_string_equal(back, "abcdefg");
    assert_false(file_read_at(descriptor, back, 8, 10, &err));
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    assert_true(file_resize(descriptor, 12, &err));
    assert_false(file_read_at(descriptor, back, 3, 10, &err));
    close(descriptor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_replace_is_whole, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_special_files_stay, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_read_limits, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_folders, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_parts_at_an_offset, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
