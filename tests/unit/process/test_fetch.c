// SPDX-License-Identifier: Apache-2.0
/* Which addresses the URL of a stranger does not get us to connect to. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/un.h>

#include <cmocka.h>

#include "process/fetch.h"

static bool
is_private(const char *text)
{
    struct sockaddr_in six_or_four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};

    if (inet_pton(AF_INET, text, &six_or_four.sin_addr) == 1)
        return fetch_is_private((const struct sockaddr *)&six_or_four);
    assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
    return fetch_is_private((const struct sockaddr *)&six);
}

static void
private_addresses_are_known(void **state)
{
    static const char *const ours[] = {
        "127.0.0.1",     "127.255.255.255", "0.0.0.0",      "10.0.0.1",       "10.255.255.255",
        "172.16.0.1",    "172.31.255.255",  "192.168.0.1",  "169.254.169.254", "100.64.0.1",
        "100.127.0.1",   "192.0.0.8",       "198.18.0.1",   "224.0.0.1",      "255.255.255.255",
        "::1",           "::",              "fe80::1",      "fd00::1",        "ff02::1",
        "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::1",
    };
    static const char *const theirs[] = {
        "9.255.255.255", "11.0.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1", "192.169.0.1", "100.63.0.1",
        "100.128.0.1",   "128.0.0.1", "126.0.0.1", "198.20.0.1", "223.255.255.255", "8.8.8.8",
        "2001:660:1::1", "2a01:e0a::1", "::ffff:8.8.8.8",
    };
    struct sockaddr_un local = {.sun_family = AF_UNIX};

    (void)state;
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        if (!is_private(ours[i]))
            fail_msg("%s is taken for public", ours[i]);
    for (size_t i = 0; i < sizeof theirs / sizeof theirs[0]; i++)
        if (is_private(theirs[i]))
            fail_msg("%s is taken for private", theirs[i]);
    assert_true(fetch_is_private((const struct sockaddr *)&local));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(private_addresses_are_known)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
