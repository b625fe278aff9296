// SPDX-License-Identifier: Apache-2.0
/* intake/imapfetch and imapsession: nothing is marked before it is durable, nothing is fetched that must
 * wait, and a session that lies in IDLE is not asleep. */
#include "os/scratch.h"

#include "imapserver.h"

#include <poll.h>
#include <signal.h>

#include "intake/imapfetch.h"
#include "os/file.h"

#define MAIL(from) "Return-Path: <" from ">\r\nFrom: " from "\r\nSubject: x\r\n\r\nbody\r\n"

enum { PATIENCE = 60000 /* milliseconds: for a machine that is busy */ };

struct stage {
    struct imapserver server;
    struct imapfetch *fetch;
    struct admission *admission;
    char port[8];
    struct imapfetch_mail *held_back; /* not settled yet */
    char taken[4096];                 /* ids, a line each */
};

static void
open_stage(struct stage *stage, uint64_t sender_messages)
{
    struct admission_limits limits = {.sender_messages = sender_messages};

    memset(stage->taken, 0, sizeof stage->taken);
    imapserver_open(&stage->server);
    snprintf(stage->port, sizeof stage->port, "%d", stage->server.port);
    stage->admission = admission_open(&limits);
}

static void
begin(struct stage *stage, struct scratch *scratch, int idle)
{
    struct error err;
    struct imapfetch_settings settings = {.session = {.host = "127.0.0.1",
                                                      .port = stage->port,
                                                      .tls = IMAPSESSION_PLAIN,
                                                      .ca_file = "",
                                                      .user = "u",
                                                      .password_file = scratch_path(scratch, "password"),
                                                      .token_command = "",
                                                      .folder = "INBOX",
                                                      .done = ""},
                                          .idle = idle,
                                          .poll = 1,
                                          .size = 300,
                                          .admission = stage->admission};

    assert_true(file_replace(settings.session.password_file, SPAN("secret\n"), &err));
    stage->fetch = imapfetch_open(&settings, &err);
    assert_non_null(stage->fetch);
}

static void
close_stage(struct stage *stage)
{
    imapfetch_close(&stage->fetch);
    imapserver_close(&stage->server);
    admission_close(&stage->admission);
}

/* As the loop does: what is there is durable, or not. */
static void
take(struct stage *stage, bool durable)
{
    struct pollfd wait = {.fd = imapfetch_descriptor(stage->fetch), .events = POLLIN};
    struct imapfetch_mail *mail;

    assert_int_equal(poll(&wait, 1, PATIENCE), 1);
    while ((mail = imapfetch_take(stage->fetch)) != NULL) {
        size_t len = strlen(stage->taken);

        snprintf(stage->taken + len, sizeof stage->taken - len, "%.*s\n", SPAN_ARG(mail->id));
        imapfetch_done(mail, durable);
    }
}

static void
await(const char *what, const atomic_bool *flag)
{
    for (int i = 0; !*flag; i++) {
        if (i == PATIENCE)
            fail_msg("never came: %s", what);
        usleep(1000);
    }
}

static void
await_count(const char *what, const atomic_int *counter, int count)
{
    for (int i = 0; *counter < count; i++) {
        if (i == PATIENCE)
            fail_msg("never came: %s", what);
        usleep(1000);
    }
}

static void
test_marked_when_durable(void **state)
{
    struct stage stage;

    open_stage(&stage, 0);
    imapserver_put(&stage.server, 3, MAIL("a@x.example"));
    imapserver_put(&stage.server, 2, MAIL("b@x.example"));
    begin(&stage, *state, 600);
    await_count("the bodies", &stage.server.mails[2].fetched, 1);
    assert_false(stage.server.mails[1].marked); /* in hand, not on disk */
    take(&stage, true);
    await("the mark", &stage.server.mails[2].marked);
    assert_true(stage.server.mails[1].marked);
    assert_string_equal(stage.taken, "imap/u@127.0.0.1/INBOX/7/2\nimap/u@127.0.0.1/INBOX/7/3\n");
    await_count("IDLE", &stage.server.idles, 1);
    assert_int_equal(stage.server.mails[1].fetched, 1);
    close_stage(&stage);
}

/* The disk is full, say: nothing is marked, and it comes again. */
static void
test_not_durable(void **state)
{
    struct stage stage;

    open_stage(&stage, 0);
    imapserver_put(&stage.server, 1, MAIL("a@x.example"));
    begin(&stage, *state, 600);
    take(&stage, false);
    take(&stage, true); /* after the back-off */
    await("the mark", &stage.server.mails[0].marked);
    assert_int_equal(imapfetch_counts(stage.fetch).failures, 1);
    assert_int_equal(stage.server.sessions, 2);
    assert_string_equal(stage.taken, "imap/u@127.0.0.1/INBOX/7/1\nimap/u@127.0.0.1/INBOX/7/1\n");
    close_stage(&stage);
}

/* A server that says nothing of new mail is asked whenever IDLE is given anew. */
static void
test_idle_is_given_anew(void **state)
{
    struct stage stage;

    open_stage(&stage, 0);
    begin(&stage, *state, 1);
    await_count("IDLE, three times", &stage.server.idles, 3);
    imapserver_put(&stage.server, 1, MAIL("a@x.example"));
    take(&stage, true);
    await("the mark", &stage.server.mails[0].marked);
    assert_int_equal(stage.server.sessions, 1);
    close_stage(&stage);
}

static void
test_a_lost_session_is_begun_anew(void **state)
{
    struct stage stage;

    open_stage(&stage, 0);
    begin(&stage, *state, 1);
    await_count("IDLE", &stage.server.idles, 1);
    stage.server.validity = 8; /* and the server has lost its numbers */
    stage.server.hang_up = true;
    imapserver_put(&stage.server, 1, MAIL("a@x.example"));
    take(&stage, true);
    await("the mark", &stage.server.mails[0].marked);
    assert_int_equal(stage.server.sessions, 2);
    assert_string_equal(stage.taken, "imap/u@127.0.0.1/INBOX/8/1\n");
    assert_int_equal(imapfetch_counts(stage.fetch).failures, 1);
    close_stage(&stage);
}

/* What its sender may not send yet stays there, unread by us; what is behind it does not. */
static void
test_held(void **state)
{
    struct stage stage;

    open_stage(&stage, 1);
    admission_charge(stage.admission, SPAN("c@x.example"), 1, INT64_MAX / 4000); /* its time never comes */
    imapserver_put(&stage.server, 1, MAIL("c@x.example"));
    imapserver_put(&stage.server, 2, MAIL("c@x.example"));
    imapserver_put(&stage.server, 3, MAIL("b@x.example"));
    begin(&stage, *state, 1);
    take(&stage, true);
    await("the other one's mark", &stage.server.mails[2].marked);
    assert_string_equal(stage.taken, "imap/u@127.0.0.1/INBOX/7/3\n");
    await_count("another look", &stage.server.searches, 3);
    assert_int_equal(stage.server.mails[0].fetched + stage.server.mails[1].fetched, 0);
    assert_false(stage.server.mails[0].marked || stage.server.mails[0].flagged);
    assert_int_equal(imapfetch_counts(stage.fetch).held, 2);
    close_stage(&stage);
}

/* It is left for people, whatever size the server told first. */
static void
test_too_large(void **state)
{
    static char large[1024];
    struct stage stage;

    memset(large, 'x', sizeof large - 1);
    memcpy(large, "From: a@x.example\r\n\r\n", 21);
    open_stage(&stage, 0);
    imapserver_put(&stage.server, 1, large);
    imapserver_put(&stage.server, 2, large);
    stage.server.mails[1].said_size = 100;
    begin(&stage, *state, 600);
    await("the flag", &stage.server.mails[0].flagged);
    await("the other flag", &stage.server.mails[1].flagged);
    await_count("IDLE", &stage.server.idles, 1);
    assert_int_equal(stage.server.mails[0].fetched, 0);
    assert_int_equal(stage.server.mails[1].fetched, 1);
    assert_string_equal(stage.taken, "");
    close_stage(&stage);
}

/* A server that does not keep marks would send the same for ever. */
static void
test_forgetful_server(void **state)
{
    struct stage stage;

    open_stage(&stage, 0);
    stage.server.forgetful = true;
    imapserver_put(&stage.server, 1, MAIL("a@x.example"));
    begin(&stage, *state, 600);
    take(&stage, true);
    for (int i = 0; imapfetch_counts(stage.fetch).failures == 0; i++) {
        assert_true(i < PATIENCE);
        usleep(1000);
    }
    assert_int_equal(stage.server.mails[0].fetched, 1);
    close_stage(&stage);
}

static void
test_wrong_password(void **state)
{
    struct stage stage;

    open_stage(&stage, 0);
    stage.server.login = "NO who are you?";
    begin(&stage, *state, 600);
    for (int i = 0; imapfetch_counts(stage.fetch).failures == 0; i++) {
        assert_true(i < PATIENCE);
        usleep(1000);
    }
    assert_int_equal(stage.server.searches, 0);
    assert_false(imapfetch_counts(stage.fetch).connected);
    close_stage(&stage);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_set_up, scratch_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_marked_when_durable),
        TEST(test_not_durable),
        TEST(test_idle_is_given_anew),
        TEST(test_a_lost_session_is_begun_anew),
        TEST(test_held),
        TEST(test_too_large),
        TEST(test_forgetful_server),
        TEST(test_wrong_password),
    };

    signal(SIGPIPE, SIG_IGN); /* as the daemon does */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
