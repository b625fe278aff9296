// SPDX-License-Identifier: Apache-2.0
/* common/sasl: the responses as they are published, byte by byte. */
#include "testing.h"

#include <string.h>

#include "common/digest.h"
#include "common/sasl.h"

/* The response without its base64, ^A shown as "|" and NUL as "0". */
static struct span
shown(struct arena *arena, struct span base64)
{
    struct span raw;
    char *copy;

    assert_true(base64_decode(arena, base64, &raw));
    copy = span_dup(arena, raw);
    for (size_t i = 0; i < raw.len; i++)
        if (copy[i] == '\x01' || copy[i] == '\0')
            copy[i] = copy[i] == '\0' ? '0' : '|';
    return (struct span){copy, raw.len};
}

static void
test_responses(void **state)
{
    struct arena *arena = arena_open(1024 * 1024);
    struct sasl sasl = {"user@example.com",
                        "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==", "server.example.com", 143};
    struct sasl odd = {"a,b=c", "t", "h", 587};

    (void)state;
    /* RFC 7628 section 4.1, XOAUTH2 in Google's manual, RFC 4616 section 4 */
    check_span(
        sasl_oauthbearer(arena, &sasl),
        "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRx"
        "bVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB",
        "OAUTHBEARER, the RFC's example");
    check_span(shown(arena, sasl_xoauth2(arena, &sasl)),
               "user=user@example.com|auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==||", "XOAUTH2");
    check_span(shown(arena, sasl_oauthbearer(arena, &odd)), "n,a=a=2Cb=3Dc,|host=h|port=587|auth=Bearer t||",
               "a name with what separates");
    check_span(shown(arena, sasl_plain(arena, &odd)), "0a,b=c0t", "PLAIN");
    arena_close(&arena);
}

/* Nothing in a name or a secret can add a part of its own. */
static void
test_refused(void **state)
{
    struct arena *arena = arena_open(1024 * 1024);
    struct sasl smuggled = {"a\x01"
                            "auth=Bearer other",
                            "t", "h", 1},
                newline = {"a", "t\n", "h", 1};
    char token[SASL_MAX];
    struct sasl large = {"a", token, "h", 1};

    (void)state;
    memset(token, 'x', sizeof token);
    token[sizeof token - 1] = '\0';
    assert_int_equal(sasl_xoauth2(arena, &smuggled).len, 0);
    assert_int_equal(sasl_oauthbearer(arena, &smuggled).len, 0);
    assert_int_equal(sasl_plain(arena, &newline).len, 0);
    assert_int_equal(sasl_xoauth2(arena, &large).len, 0);
    token[8000] = '\0';
    assert_true(sasl_xoauth2(arena, &large).len > 0);
    arena_close(&arena);
}

static void
test_challenge(void **state)
{
    struct arena *arena = arena_open(1024 * 1024);

    (void)state;
    check_span(
        sasl_challenge(arena, SPAN("eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NvcGUiOiJleGFtcGxlX3Njb3BlIn0=")),
        "{\"status\":\"invalid_token\",\"scope\":\"example_scope\"}", "RFC 7628 section 4.3");
    check_span(sasl_challenge(arena, SPAN("Gyc=")), "'", "control characters go");
    check_span(sasl_challenge(arena, SPAN("")), "", "an empty one");
    check_span(sasl_challenge(arena, SPAN("no base64!")), "", "none");
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_responses),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_challenge),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
