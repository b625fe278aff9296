// SPDX-License-Identifier: Apache-2.0
/* intake/segment: torn tails at every byte, damage at every byte, old and forged records. */
#include "os/scratch.h"

#include <fcntl.h>

#include "intake/segment.h"
#include "os/file.h"

enum { SIZE = 16 * 1024, RECORDS = 4 };

struct written {
    const char *path;
    struct segment_place places[RECORDS];
    struct span image; /* of the whole file */
};

static uint64_t
append(struct scratch *scratch, struct segment *segment, uint64_t sequence, struct span bytes,
       struct segment_place *place)
{
    struct message message = {.bytes = bytes, .sender = SPAN("a@univ.example"), .received = 1772445600};
    struct segment_record record;
    struct error err = {0};

    assert_true(segment_encode(scratch->arena, sequence, SPAN(""), &message, &record, &err));
    assert_true(segment_write(segment, &record, segment->end, &err));
    *place = (struct segment_place){sequence, segment->end, (uint32_t)record.length};
    segment_add(segment, place);
    segment->end += (int64_t)segment_padded(record.length);
    return sequence;
}

static struct written
write_some(struct scratch *scratch, struct segment *spare)
{
    static const struct span bodies[RECORDS] = {{"one", 3}, {"", 0}, {"three three", 11}, {"four", 4}};
    struct error err = {0};
    struct segment *segment = segment_make(scratch->folder, 256, SIZE, spare, &err);
    struct written written;

    assert_non_null(segment);
    for (int i = 0; i < RECORDS; i++)
        append(scratch, segment, 256 + (uint64_t)i * 2, bodies[i], &written.places[i]);
    written.path = arena_strdup(scratch->arena, segment->path);
    segment_close(&segment);
    assert_true(file_read(scratch->arena, written.path, SIZE, &written.image, &err));
    return written;
}

static struct segment *
load(const struct written *written, enum segment_state expected)
{
    struct segment *segment = NULL;
    struct error err = {0};

    assert_int_equal(segment_load(written->path, 256, &segment, &err), expected);
    return segment;
}

static void
put_image(const struct written *written, const char *image, size_t len)
{
    struct error err = {0};
    int descriptor = file_open(written->path, O_WRONLY | O_TRUNC, 0, &err);

    assert_true(file_write_all(descriptor, (struct span){image, len}, &err));
    close(descriptor);
}

static void
check_records(const struct written *written, const char *image, size_t len, unsigned expected)
{
    struct segment *segment;
    unsigned got = 0;

    put_image(written, image, len);
    segment = load(written, SEGMENT_HOLDS);
    for (int i = 0; i < RECORDS; i++)
        if (segment_find(segment, written->places[i].sequence) != NULL)
            got |= 1U << i;
    assert_int_equal(got, expected);
    assert_int_equal(segment->count, __builtin_popcount(expected));
    segment_close(&segment);
}

/* The last record cut off, or never written, from each of its bytes on: the others hold. */
static void
test_torn_tail(void **state)
{
    struct scratch *scratch = *state;
    struct written written = write_some(scratch, NULL);
    const struct segment_place *last = &written.places[RECORDS - 1];
    char *image = arena_copy(scratch->arena, written.image.data, written.image.len);
    size_t end = (size_t)last->offset + last->length;

    check_records(&written, image, written.image.len, 0xF);
    check_records(&written, image, end, 0xF);
    for (size_t cut = end; cut-- > (size_t)last->offset;) {
        bool was_zero = image[cut] == 0;

        check_records(&written, image, cut, 0x7);
        image[cut] = 0;
        if (!was_zero || memcmp(image + cut, written.image.data + cut, end - cut) != 0)
            check_records(&written, image, written.image.len, 0x7);
    }
}

/* One byte of a middle record changed: that one is lost, and only that one. */
static void
test_damage(void **state)
{
    struct scratch *scratch = *state;
    struct written written = write_some(scratch, NULL);
    char *image = arena_copy(scratch->arena, written.image.data, written.image.len);
    int before = dup(STDERR_FILENO), quiet = open("/dev/null", O_WRONLY);

    dup2(quiet, STDERR_FILENO); /* each gap is logged */
    for (int record = 0; record < RECORDS; record++)
        for (uint32_t i = 0; i < written.places[record].length; i++) {
            size_t at = (size_t)written.places[record].offset + i;

            image[at] ^= 0x20;
            check_records(&written, image, written.image.len, 0xFU & ~(1U << record));
            image[at] ^= 0x20;
        }
    dup2(before, STDERR_FILENO);
    close(before);
    close(quiet);
}

static void
test_heads(void **state)
{
    struct scratch *scratch = *state;
    struct written written = write_some(scratch, NULL);
    char *image = arena_copy(scratch->arena, written.image.data, written.image.len);
    struct segment *segment;

    memset(image, 0, 48);
    check_records(&written, image, written.image.len, 0xF); /* the second copy serves */
    memset(image, 7, 48);
    check_records(&written, image, written.image.len, 0xF);
    image[2048 + 20] ^= 1;
    put_image(&written, image, written.image.len);
    assert_null(load(&written, SEGMENT_DAMAGED));
    memset(image, 0, 48);
    memset(image + 2048, 0, 48);
    check_records(&written, image, written.image.len, 0); /* made, and nothing acknowledged */
    check_records(&written, image, 0, 0);
    /* An old head under a new name. */
    put_image(&written, written.image.data, written.image.len);
    assert_int_equal(segment_load(written.path, 300, &segment, &(struct error){0}), SEGMENT_HOLDS);
    assert_int_equal(segment->count, 0);
    segment_close(&segment);
}

/* A file used again: what lay there under another salt does not hold, wherever it lies. */
static void
test_another_salt(void **state)
{
    struct scratch *scratch = *state;
    struct written first = write_some(scratch, NULL), second;
    struct error err = {0};
    struct segment *segment = load(&first, SEGMENT_HOLDS);
    char *image;

    second = write_some(scratch, segment);
    image = arena_copy(scratch->arena, second.image.data, second.image.len);
    /* The same records at the same places, sealed under the first salt. */
    memcpy(image + first.places[2].offset, first.image.data + first.places[2].offset,
           SIZE - (size_t)first.places[2].offset);
    check_records(&second, image, SIZE, 0x3);
    /* A whole file of records as the text of a message: none of them shows. */
    put_image(&second, second.image.data, SIZE);
    segment = load(&second, SEGMENT_HOLDS);
    append(scratch, segment, 1000, span_first(first.image, 6000), &(struct segment_place){0});
    segment_close(&segment);
    assert_true(file_read(scratch->arena, second.path, SIZE, &second.image, &err));
    image = arena_copy(scratch->arena, second.image.data, SIZE);
    image[second.places[3].offset + (int64_t)segment_padded(second.places[3].length)] ^= 1;
    check_records(&second, image, SIZE, 0xF);
}

/* Nothing but the beginnings of records: the search ends, and soon. */
static void
test_false_beginnings(void **state)
{
    struct scratch *scratch = *state;
    struct written written = write_some(scratch, NULL);
    size_t len = 8 * 1024 * 1024;
    char *image = arena_alloc(scratch->arena, len);
    static const unsigned char head[24] = {0x52, 0x4A, 0x4D, 0x4C, 0, 0, 16, 0, 0xFF, 1};

    memcpy(image, written.image.data, SIZE);
    for (size_t at = SIZE; at + sizeof head <= len; at += sizeof head)
        memcpy(image + at, head, sizeof head);
    check_records(&written, image, len, 0xF);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_torn_tail, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_damage, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_heads, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_another_salt, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_false_beginnings, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
