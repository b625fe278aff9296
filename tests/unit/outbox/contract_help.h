// SPDX-License-Identifier: Apache-2.0
/* What the tests of providers have in common: three signatories in two steps, and a deed with its answers. */
#ifndef TESTS_CONTRACT_HELP_H
#define TESTS_CONTRACT_HELP_H

#include <stdlib.h>

#include "testing.h"

#include "outbox/contract.h"

enum { PEOPLE = 3 };

static struct arena *arena;

/* In a block of its exact size. */
static inline struct span
exact(const char *text)
{
    char *block = malloc(strlen(text) > 0 ? strlen(text) : 1);

    memcpy(block, text, strlen(text));
    return (struct span){block, strlen(text)};
}

static inline struct contract_order
order_of(enum contract_deed deed)
{
    struct contract_signatory *people = arena_array(arena, PEOPLE, sizeof *people);

    people[0] = (struct contract_signatory){SPAN("tuteur@x.example"), SPAN("Jean Le Goff"), SPAN("host"), 7, 30, 0};
    people[1] = (struct contract_signatory){SPAN("lea@u.example"), SPAN("L\xc3\xa9" "a"), SPAN("etudiante"), 5, 10, 0};
    people[2] = (struct contract_signatory){SPAN("prof@u.example"), SPAN(""), SPAN("seal"), 6, 30, 0};
    contract_number(people, PEOPLE);
    return (struct contract_order){.deed = deed,
                                   .root = SPAN("https://x.example/api"),
                                   .reference = SPAN("fiche 2026-00001/4 00ff"),
                                   .remote = deed <= CONTRACT_CREATE ? SPAN("") : SPAN("12"),
                                   .pdf = SPAN("%PDF-1.3\r\nx"),
                                   .file_name = SPAN("fiche.pdf"),
                                   .owner = SPAN("system"),
                                   .level = SPAN("advanced"),
                                   .signatories = people,
                                   .count = PEOPLE};
}

/* answers: NULL-ended; "404" is what is not there.  Returns whether it was understood. */
static inline bool
converse(const char *name, enum contract_deed deed, const char *const *answers, struct contract_step *step)
{
    struct contract_answer given[CONTRACT_ANSWERS_MAX];
    struct contract_order order = order_of(deed);
    struct error err = {0};
    size_t count = 0;
    bool good;

    for (; answers[count] != NULL; count++)
        given[count] = (struct contract_answer){strcmp(answers[count], "404") == 0, exact(answers[count])};
    *step = (struct contract_step){.outcome = PROVIDER_WAITING};
    good = contract_named(name)->step(arena, &order, given, count, step, &err);
    assert_int_equal(good, err.kind == ERROR_NONE);
    step->url = span_copy(arena, step->url);
    for (size_t i = 0; i < count; i++)
        free((char *)given[i].body.data);
    return good;
}
#define CONVERSE(name, deed, step, ...) converse(name, deed, (const char *const[]){__VA_ARGS__, NULL}, step)
#define BEGIN(name, deed, step) converse(name, deed, (const char *const[]){NULL}, step)

static inline void
check_asks(const struct contract_step *step, const char *method, const char *url)
{
    assert_true(step->asks);
    check_span(step->method, method, "method");
    check_span(step->url, url, "url");
}

static inline int
open_arena(void **state)
{
    (void)state;
    arena = arena_open((size_t)64 * 1024 * 1024);
    return 0;
}

static inline int
close_arena(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

#endif
