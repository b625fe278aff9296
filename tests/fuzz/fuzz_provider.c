// SPDX-License-Identifier: Apache-2.0
/* What providers of signatures answer: the provider (e, d), the deed (0 to 6), and the answers, 0x1E between them. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/utf8.h"
#include "outbox/contract.h"

enum { SEPARATOR = 0x1E };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
split(struct span rest, struct contract_answer *answers)
{
    size_t count = 0;
    struct span piece;

    while (count < CONTRACT_ANSWERS_MAX && span_split(&rest, SEPARATOR, &piece))
        answers[count++] = (struct contract_answer){span_is(piece, "404"), piece};
    return count;
}

/* A worker's answer is what the loop reads: it must come through the wire whole. */
static void
check(struct arena *arena, const struct contract_order *order, const struct contract_step *step)
{
    if (step->count > order->count || (step->asks && (step->url.len == 0 || step->method.len == 0)))
        abort();
    for (size_t i = 0; i < step->remote.len; i++)
        if (step->remote.data[i] < '0' || step->remote.data[i] > '9')
            abort();
    for (size_t i = 0; i < step->count; i++)
        if (!utf8_valid(step->signatures[i].reason) || !utf8_valid(step->signatures[i].at))
            abort();
    (void)arena;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct contract_signatory people[] = {
        {.address = SPAN("a@x.example"), .name = SPAN("Ada A"), .role = SPAN("one"), .task = 1, .rank = 1},
        {.address = SPAN("b@x.example"), .name = SPAN("B"), .role = SPAN("two"), .task = 2, .rank = 2}};
    struct contract_order order = {.root = SPAN("https://x.example"),
                                   .reference = SPAN("fiche 2026-00001/4 00ff"),
                                   .remote = SPAN("12"),
                                   .pdf = SPAN(""),
                                   .file_name = SPAN("fiche.pdf"),
                                   .owner = SPAN("system"),
                                   .level = SPAN("advanced"),
                                   .signatories = people,
                                   .count = 2};
    struct contract_answer answers[CONTRACT_ANSWERS_MAX];
    struct contract_step step = {.outcome = PROVIDER_WAITING};
    struct arena *arena;
    struct error err;
    size_t count;

    if (size < 2 || (data[0] != 'e' && data[0] != 'd') || data[1] < '0' || data[1] > '6')
        return 0;
    arena = arena_open((size_t)64 * 1024 * 1024);
    order.deed = (enum contract_deed)(data[1] - '0');
    contract_number(people, 2);
    count = split((struct span){(const char *)data + 2, size - 2}, answers);
    if (contract_named(data[0] == 'e' ? "esup-signature" : "docuseal")->step(arena, &order, answers, count, &step, &err))
        check(arena, &order, &step);
    arena_close(&arena);
    return 0;
}
