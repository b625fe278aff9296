// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "reader/transfer.h"

static struct arena *arena;

static void
encodings_are_undone(void **state)
{
    static const struct {
        const char *encoding, *written, *read;
    } cases[] = {
        {"base64", "Qm9uam91cg==", "Bonjour"},
        {"BASE64 (x)", "Qm9u\r\nam91cg==\r\n", "Bonjour"},
        {"base64", "Qm9u*am91cg", "Bonjour"},
        {"base64", "Qm9uam91cg==\r\n_____\r\nfooter", "Bonjour"},
        {"base64", "Qm9uam91ciAh\r\n_____\r\nfooter", "Bonjour !"},
        {"base64", "Qm9uam91\r\nciAh\r\n\r\nfooter\r\n-- \r\na", "Bonjour !"},
        {"base64", "Qm9u\r\nam91\r\nciAh\r\nThis mail has been scanned.\r\n", "Bonjour !"},
        {"base64", "Qm9u\r\nam91\r\nciAh\r\nAvertissement\r\nvirus: none\r\n", "Bonjour !"},
        {"base64", "Qm9u\r\n*am91\r\ncg", "Bonjour"}, /* damage is no text */
        {"base64", "Qm9uam\r\n91c\r\niAh\r\n", "Bonjour !"}, /* nor are lines of any length */
        {"base64", "-- hello there\r\nQm9u", "\x85\xe9\x65\xa2\xd8\x5e\xad\xe4\x26\xf6"}, /* nothing was encoded above it */
        {"base64", "Q", ""},
        {"base64", "====", ""},
        {"quoted-printable", "=C3=a9 a=\r\nb", "é ab"},
        {"quoted-printable", "a = b=", "a = b"},
        {"quoted-printable", "a=  \nb  \r\nc\t", "ab\r\nc"},
        {"quoted-printable", "a=4", "a=4"},
        {"7bit", "a=41", "a=41"},
        {"x-unknown", "a=41", "a=41"},
        {"x-uuencode", "begin 644 x\n#0V%T\n`\nend\n", "Cat"},
        {"x-uuencode", "begin 644 x\n_0V", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(transfer_decode(arena, span_of(cases[i].encoding), span_of(cases[i].written)),
                   cases[i].read, cases[i].written);
    check_span(transfer_q(arena, SPAN("a_=C3=A9=")), "a é=", "Q");
    check_span(transfer_percent(arena, SPAN("%41%4")), "A%4", "percent");
}

static int
setup(void **state)
{
    (void)state;
    arena = arena_open(16 * 1024 * 1024);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(encodings_are_undone)};

    return cmocka_run_group_tests(tests, setup, teardown);
}
