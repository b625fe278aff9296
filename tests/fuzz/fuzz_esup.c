// SPDX-License-Identifier: Apache-2.0
/* What esup-signature answers: each of the four answers that are read. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "outbox/esup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)64 * 1024 * 1024);
    struct esup_signatory people[] = {{.address = SPAN("a@x.example"), .name = SPAN("A"), .task = 1, .rank = 1},
                                      {.address = SPAN("b@x.example"), .name = SPAN("B"), .task = 2, .rank = 2}};
    struct provider_signature found[2];
    struct span answer = {(const char *)data, size}, remote;
    enum provider_outcome outcome;
    size_t count = 0, strangers;
    struct error err;

    esup_number(people, 2);
    if (esup_steps(arena, answer, people, 2, found, &count, &strangers, &err) && count > 2)
        abort();
    if (esup_created(arena, answer, &remote, &err) && remote.len == 0)
        abort();
    if (esup_find(arena, answer, SPAN("fiche 2026-00001/4 00ff"), &remote, &err))
        for (size_t i = 0; i < remote.len; i++)
            if (remote.data[i] < '0' || remote.data[i] > '9')
                abort();
    if (esup_status(answer, &outcome, &err) && size > 64 * 1024)
        abort();
    arena_close(&arena);
    return 0;
}
