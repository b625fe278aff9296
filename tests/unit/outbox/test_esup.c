// SPDX-License-Identifier: Apache-2.0
/* Answers after esup-signature's published interface; the values are made up. */
#include <stdlib.h>
#include <string.h>

#include "testing.h"

#include "outbox/esup.h"

static struct arena *arena;
static struct esup_signatory people[] = {
    {.address = {"tuteur@x.example", 16}, .name = {"Jean Le Goff", 12}, .task = 7, .rank = 30},
    {.address = {"lea@u.example", 13}, .name = {"L\xc3\xa9" "a", 4}, .task = 5, .rank = 10},
    {.address = {"prof@u.example", 14}, .name = {"", 0}, .task = 6, .rank = 30},
};
enum { PEOPLE = sizeof people / sizeof people[0] };

/* In a block of its exact size. */
static struct span
exact(const char *text)
{
    char *block = malloc(strlen(text) > 0 ? strlen(text) : 1);

    memcpy(block, text, strlen(text));
    return (struct span){block, strlen(text)};
}

static void
test_numbers_steps_by_rank(void **state)
{
    (void)state;
    esup_number(people, PEOPLE);
    assert_int_equal(people[0].task, 5);
    assert_int_equal(people[0].step, 1);
    assert_int_equal(people[1].task, 6);
    assert_int_equal(people[1].step, 2);
    assert_int_equal(people[2].step, 2);
}

static void
test_asks(void **state)
{
    struct esup_request request = {.reference = SPAN("fiche 2026-00001/4 00ff"),
                                   .file_name = SPAN("fiche.pdf"),
                                   .pdf = SPAN("%PDF-1.3\r\nx"),
                                   .owner = SPAN("system"),
                                   .level = SPAN("advanced"),
                                   .signatories = people,
                                   .count = PEOPLE};
    struct span body;

    (void)state;
    esup_number(people, PEOPLE);
    body = esup_create(arena, &request, "BOUND");
    assert_true(span_starts(body, "--BOUND\r\nContent-Disposition: form-data; name=\"createByEppn\"\r\n\r\nsystem\r\n"));
    assert_true(span_ends(body, "\r\n\r\n%PDF-1.3\r\nx\r\n--BOUND--\r\n"));
    assert_non_null(memmem(body.data, body.len, "\"convertToPDFA\":false", 21));
    assert_non_null(memmem(body.data, body.len, "\"firstName\":\"Jean\",\"name\":\"Le Goff\"", 35));
}

static void
test_reads_status(void **state)
{
    static const struct {
        const char *answer;
        bool good;
        enum provider_outcome outcome;
    } cases[] = {
        {"pending", true, PROVIDER_WAITING},     {"signed", true, PROVIDER_WAITING},
        {"completed\n", true, PROVIDER_DONE},    {"exported", true, PROVIDER_DONE},
        {"refused", true, PROVIDER_REFUSED},     {"cleaned", true, PROVIDER_EXPIRED},
        {"deleted", true, PROVIDER_WITHDRAWN},   {"fully-deleted", true, PROVIDER_WITHDRAWN},
        {"", false, PROVIDER_WAITING},           {"COMPLETED!", false, PROVIDER_WAITING},
        {"<html>", false, PROVIDER_WAITING},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span answer = exact(cases[i].answer);
        enum provider_outcome outcome = PROVIDER_WAITING;
        struct error err;

        assert_int_equal(esup_status(answer, &outcome, &err), cases[i].good);
        assert_int_equal(outcome, cases[i].outcome);
        free((char *)answer.data);
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
        {"[{\"id\":3,\"title\":\"r\",\"status\":\"pending\"}]", "3", true},
        {"[{\"id\":3,\"title\":\"r\",\"status\":\"deleted\"},{\"id\":2,\"title\":\"other\"}]", "", true},
        {"[{\"id\":9,\"title\":\"r\"},{\"id\":12,\"title\":\"r\"},{\"id\":11,\"title\":\"r\"}]", "12", true},
        {"[{\"id\":\"../../x\",\"title\":\"r\"}]", "", true},
        {"[{\"id\":-4,\"title\":\"r\"}]", "", true},
        {"{\"id\":3}", "", false},
        {"<html>", "", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span answer = exact(cases[i].answer), remote;
        struct error err;

        assert_int_equal(esup_find(arena, answer, SPAN("r"), &remote, &err), cases[i].good);
        assert_true(span_is(remote, cases[i].remote));
        free((char *)answer.data);
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
        struct span answer = exact(cases[i].answer), remote = SPAN("");
        struct error err;

        assert_int_equal(esup_created(arena, answer, &remote, &err), cases[i].good);
        if (cases[i].good)
            assert_true(span_is(remote, cases[i].remote));
        free((char *)answer.data);
    }
}

#define ACTION(mail, type, more) "{\"userEmail\":\"" mail "\",\"actionType\":\"" type "\"" more "}"

static void
test_reads_steps(void **state)
{
    struct span answer = exact("[{\"stepNumber\":1,\"recipientsActions\":["
                               ACTION("LEA@u.example", "signed", ",\"actionDate\":1765000000000") ","
                               ACTION("lea@u.example", "signed", "") ","
                               ACTION("intrus@x.example", "signed", "") "]},"
                               "{\"stepNumber\":2,\"recipientsActions\":["
                               ACTION("tuteur@x.example", "refused", ",\"refuseComment\":\"Dates fausses.\"") ","
                               ACTION("prof@u.example", "none", "") ","
                               ACTION("lea@u.example", "signed", "") "]}]");
    struct provider_signature found[PEOPLE];
    size_t count, strangers;
    struct error err;

    (void)state;
    esup_number(people, PEOPLE);
    assert_true(esup_steps(arena, answer, people, PEOPLE, found, &count, &strangers, &err));
    assert_int_equal(count, 2); /* said twice, heard once */
    assert_int_equal(strangers, 2); /* one never asked, one of another step */
    assert_int_equal(found[0].task, 5);
    assert_false(found[0].refused);
    assert_true(span_is(found[0].at, "1765000000000"));
    assert_int_equal(found[1].task, 7);
    assert_true(found[1].refused && span_is(found[1].reason, "Dates fausses."));
    free((char *)answer.data);
}

static void
test_refuses_depth(void **state)
{
    char *deep = malloc(100000);
    struct provider_signature found[PEOPLE];
    size_t count, strangers;
    struct error err;

    (void)state;
    memset(deep, '[', 100000);
    assert_false(esup_steps(arena, (struct span){deep, 100000}, people, PEOPLE, found, &count, &strangers, &err));
    free(deep);
}

static int
open_arena(void **state)
{
    (void)state;
    arena = arena_open((size_t)16 * 1024 * 1024);
    return 0;
}

static int
close_arena(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_steps_by_rank), cmocka_unit_test(test_asks),
        cmocka_unit_test(test_reads_status),          cmocka_unit_test(test_finds_its_own),
        cmocka_unit_test(test_reads_what_was_made),   cmocka_unit_test(test_reads_steps),
        cmocka_unit_test(test_refuses_depth),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
