// SPDX-License-Identifier: Apache-2.0
/* main/config: servers and the mailbox's ways in; what is wrong is told with its line. */
#include "os/scratch.h"

#include "main/config.h"
#include "os/file.h"

static const char head[] = "rules = r\ntemplates = t\ndomain = d.example\n[mailbox]\naddress = a@d.example\n"
                           "procedure = loan\n";

static bool
load(struct scratch *scratch, const char *rest, struct config *config, struct error *err)
{
    const char *path = arena_printf(scratch->arena, "%s/conventiond.conf", scratch->folder);

    assert_true(file_replace(path, span_printf(scratch->arena, "%s%s", head, rest), err));
    return config_load(scratch->arena, path, config, err);
}

static void
test_servers(void **state)
{
    static const struct {
        const char *value, *host, *port;
        bool tls;
    } cases[] = {
        {"imaps://imap.univ.example", "imap.univ.example", "993", true},
        {"imap://imap.univ.example", "imap.univ.example", "143", false},
        {"imap://127.0.0.1:1143", "127.0.0.1", "1143", false},
        {"imaps://[::1]:1993", "::1", "1993", true},
        {"imaps://[::1]", "::1", "993", true},
        {"imap.univ.example", NULL, NULL, false},
        {"smtp://imap.univ.example", NULL, NULL, false},
        {"imaps://", NULL, NULL, false},
        {"imaps://host:", NULL, NULL, false},
        {"imaps://host:0", NULL, NULL, false},
        {"imaps://host:99999", NULL, NULL, false},
        {"imaps://host/INBOX", NULL, NULL, false},
        {"imapx://host", NULL, NULL, false},
        {"imaps://[::1", NULL, NULL, false},
        {"imaps://[::1]x", NULL, NULL, false},
    };
    struct scratch *scratch = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct config config;
        struct error err = {0};
        const char *rest =
            arena_printf(scratch->arena, "imap = %s\nimap-password-file = p\n", cases[i].value);
        bool good = load(scratch, rest, &config, &err);

        if (good != (cases[i].host != NULL))
            fail_msg("%s: %s", cases[i].value, good ? "accepted" : err.text);
        if (!good) {
            assert_true(span_find(span_of(err.text), "conventiond.conf:7: imap: write imap://") != SIZE_MAX);
            continue;
        }
        assert_string_equal(config.mailboxes[0].imap.host, cases[i].host);
        assert_string_equal(config.mailboxes[0].imap.port, cases[i].port);
        assert_int_equal(config.mailboxes[0].imap.tls, cases[i].tls);
        assert_string_equal(config.mailboxes[0].imap_user, "a@d.example");
    }
}

static void
test_faults(void **state)
{
    static const struct {
        const char *rest, *says;
    } cases[] = {
        {"imap = imaps://h\n", "imap needs imap-password-file or imap-token-command"},
        {"imap = imaps://h\nimap-token-command = t\nimap-tls = no\n", "contradicts"},
        {"imap-idle = 1800\n", "conventiond.conf:7: imap-idle: 1800 is not between 5 and 1740"},
        {"[outgoing]\nuser = u\n", "user needs password-file or token-command"},
        {"[outgoing]\ntoken-command = t\n", "token-command needs user"},
        {"[outgoing]\nuser = u\ntoken-command = t\ntls = no\n", "would send the password or token in the clear"},
        {"imap-poll = 1\n", "conventiond.conf:7: imap-poll: 1 is not between 5 and 3600"},
        {"imap-folder = a\nimap-folder = b\n", "conventiond.conf:8: \"imap-folder\" stands twice"},
        {"maildir-keep = maybe\n", "conventiond.conf:7: maildir-keep: say yes or no"},
        {"imap-hots = h\n", "conventiond.conf:7: there is no setting \"imap-hots\""},
    };
    struct scratch *scratch = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct config config;
        struct error err = {0};

        if (load(scratch, cases[i].rest, &config, &err) ||
            span_find(span_of(err.text), cases[i].says) == SIZE_MAX)
            fail_msg("%s: %s", cases[i].rest, err.text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_servers, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_faults, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
