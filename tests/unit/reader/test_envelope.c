// SPDX-License-Identifier: Apache-2.0
/* reader/envelope: what the last server noted on top of a message that comes without its envelope. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "reader/envelope.h"

struct sample {
    const char *what, *bytes, *sender, *recipient;
};

static const struct sample samples[] = {
    {"as Postfix and Dovecot write it",
     "Return-Path: <lea@etu.example>\r\nDelivered-To: stages+t@univ.example\r\nFrom: x@y.example\r\n\r\n",
     "lea@etu.example", "stages+t@univ.example"},
    {"a bounce", "Return-Path: <>\r\nFrom: MAILER-DAEMON@x.example\r\n\r\n", "", ""},
    {"without brackets", "return-path: lea@etu.example\r\nX-Original-To: <a@b.example>\r\n\r\n",
     "lea@etu.example", "a@b.example"},
    {"no Return-Path: the author stands for it", "From: =?utf-8?q?L=C3=A9a?= <lea@etu.example>\r\n\r\n",
     "lea@etu.example", ""},
    {"an author on the next line", "From: =?utf-8?q?L=C3=A9a?=\r\n <lea@etu.example>\r\nTo: x\r\n\r\n",
     "lea@etu.example", ""},
    {"bare line feeds", "Envelope-To: a@b.example\nReturn-Path:\n <lea@etu.example>\n\n", "lea@etu.example",
     "a@b.example"},
    {"the one on top counts", "Return-Path: <a@x.example>\r\nReturn-Path: <b@x.example>\r\n\r\n",
     "a@x.example", ""},
    {"what stands in the text does not",
     "Subject: x\r\n\r\nReturn-Path: <a@x.example>\r\nFrom: b@x.example\r\n", "", ""},
    {"an author who is none", "From: \r\n\r\n", "", ""},
    {"nothing", "", "", ""},
};

/* A read past its end is seen. */
static char *
exact_copy(const char *bytes)
{
    char *copy = malloc(strlen(bytes) + (*bytes == '\0'));

    assert_non_null(copy);
    return memcpy(copy, bytes, strlen(bytes));
}

static void
test_noted(void **state)
{
    struct arena *arena = arena_open(1024 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        char *copy = exact_copy(samples[i].bytes);
        struct span bytes = {copy, strlen(samples[i].bytes)};

        check_span(envelope_sender(arena, bytes), samples[i].sender, samples[i].what);
        check_span(envelope_recipient(bytes), samples[i].recipient, samples[i].what);
        free(copy);
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_noted)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
