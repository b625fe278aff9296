// SPDX-License-Identifier: Apache-2.0
/* outbox/submission: sessions against a server that obeys a script, on one loop. */
#include "testing.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "outbox/submission.h"

enum { MAILS_MAX = 16 };

/* What the server does beside the ordinary. */
struct manners {
    const char *offers;     /* behind "250-mx" lines; NULL: none */
    const char *rcpt;       /* its reply to RCPT; NULL: 250 */
    int mails_a_connection; /* then it closes without a word; 0 no limit */
    bool close_at_once;
};

struct stage {
    struct event_base *base;
    struct evconnlistener *listener;
    struct submission *submission;
    struct manners manners;
    int connections, messages, done, peers;
    struct submission_mail mails[MAILS_MAX];
};

struct peer {
    struct stage *stage;
    int mails;
    bool data;
};

static struct stage *current; /* done() has no context */

static void
say(struct bufferevent *bev, const char *line)
{
    evbuffer_add_printf(bufferevent_get_output(bev), "%s\r\n", line);
}

static void
leave(struct bufferevent *bev, struct peer *peer)
{
    peer->stage->peers--;
    bufferevent_free(bev);
    free(peer);
}

/* False: the connection is closed. */
static bool
obey(struct bufferevent *bev, struct peer *peer, const char *line)
{
    const struct manners *manners = &peer->stage->manners;

    if (peer->data && strcmp(line, ".") != 0)
        return true;
    if (peer->data) {
        peer->data = false;
        peer->mails++;
        peer->stage->messages++;
        say(bev, "250 2.0.0 queued");
    } else if (strncmp(line, "EHLO", 4) == 0) {
        evbuffer_add_printf(bufferevent_get_output(bev), "250-mx\r\n%s250 HELP\r\n",
                            manners->offers != NULL ? manners->offers : "");
    } else if (strncmp(line, "MAIL", 4) == 0 && manners->mails_a_connection > 0 &&
               peer->mails == manners->mails_a_connection) {
        leave(bev, peer);
        return false;
    } else if (strncmp(line, "RCPT", 4) == 0 && manners->rcpt != NULL) {
        say(bev, manners->rcpt);
    } else if (strcmp(line, "DATA") == 0) {
        peer->data = true;
        say(bev, "354 go");
    } else {
        say(bev, "250 ok");
    }
    return true;
}

static void
on_line(struct bufferevent *bev, void *argument)
{
    bool open = true;
    char *line;

    while (open && (line = evbuffer_readln(bufferevent_get_input(bev), NULL, EVBUFFER_EOL_CRLF)) != NULL) {
        open = obey(bev, argument, line);
        free(line);
    }
}

static void
on_gone(struct bufferevent *bev, short what, void *argument)
{
    (void)what;
    leave(bev, argument);
}

static void
on_accept(struct evconnlistener *listener, evutil_socket_t socket, struct sockaddr *address, int len,
          void *argument)
{
    struct stage *stage = argument;
    struct bufferevent *bev;
    struct peer *peer;

    (void)listener;
    (void)address;
    (void)len;
    stage->connections++;
    if (stage->manners.close_at_once) {
        close(socket);
        return;
    }
    peer = calloc(1, sizeof *peer);
    peer->stage = stage;
    stage->peers++;
    bev = bufferevent_socket_new(stage->base, socket, BEV_OPT_CLOSE_ON_FREE);
    bufferevent_setcb(bev, on_line, NULL, on_gone, peer);
    bufferevent_enable(bev, EV_READ | EV_WRITE);
    say(bev, "220 mx");
}

static void
count_done(struct submission_mail *mail)
{
    (void)mail;
    current->done++;
}

static void
raise_curtain(struct stage *stage, const struct manners *manners, int connections, bool tls)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    struct submission_settings settings = {
        .host = "localhost",
        .protocol = {.helo = "us", .user = "", .secret = "", .tls = tls},
        .ca_file = "",
        .token_command = "",
        .connections = connections,
    };
    struct error err;

    memset(stage, 0, sizeof *stage);
    current = stage;
    stage->manners = *manners;
    stage->base = event_base_new();
    stage->listener =
        evconnlistener_new_bind(stage->base, on_accept, stage, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_REUSEABLE, -1,
                                (struct sockaddr *)&address, sizeof address);
    assert_non_null(stage->listener);
    getsockname(evconnlistener_get_fd(stage->listener), (struct sockaddr *)&address, &len);
    settings.port = ntohs(address.sin_port);
    stage->submission = submission_open(stage->base, &settings, &err);
    assert_non_null(stage->submission);
}

static void
drop_curtain(struct stage *stage)
{
    submission_close(&stage->submission);
    while (stage->peers > 0)
        event_base_loop(stage->base, EVLOOP_ONCE);
    if (stage->listener != NULL)
        evconnlistener_free(stage->listener);
    event_base_free(stage->base);
}

static void
submit(struct stage *stage, int count)
{
    for (int i = 0; i < count; i++) {
        stage->mails[i].mail = (struct smtp_mail){.sender = SPAN("o@us.example"),
                                                  .recipient = SPAN("t@host.example"),
                                                  .bytes = SPAN("Subject: a\r\n\r\nb\r\n")};
        stage->mails[i].done = count_done;
        submission_submit(stage->submission, &stage->mails[i]);
    }
}

static void
wait_for(struct stage *stage, int done)
{
    struct timeval patience = {20, 0};

    event_base_loopexit(stage->base, &patience);
    while (stage->done < done && !event_base_got_exit(stage->base))
        event_base_loop(stage->base, EVLOOP_ONCE);
    assert_int_equal(stage->done, done);
}

static void
test_connections_are_used_again(void **state)
{
    struct stage stage;

    (void)state;
    raise_curtain(&stage, &(struct manners){.offers = "250-PIPELINING\r\n"}, 2, false);
    submit(&stage, 10);
    wait_for(&stage, 10);
    assert_int_equal(stage.messages, 10);
    assert_true(stage.connections <= 2);
    for (int i = 0; i < 10; i++)
        assert_true(stage.mails[i].mail.good);
    stage.done = 0;
    submit(&stage, 1);
    wait_for(&stage, 1);
    assert_true(stage.connections <= 2);
    drop_curtain(&stage);
}

/* The server closes what it said to keep: the mail leaves on a fresh connection, once. */
static void
test_kept_connection_is_dead(void **state)
{
    struct stage stage;

    (void)state;
    raise_curtain(&stage, &(struct manners){.mails_a_connection = 1}, 1, false);
    submit(&stage, 4);
    wait_for(&stage, 4);
    assert_int_equal(stage.messages, 4);
    assert_int_equal(stage.connections, 4);
    for (int i = 0; i < 4; i++)
        assert_true(stage.mails[i].mail.good);
    drop_curtain(&stage);
}

static void
test_each_recipient_has_its_answer(void **state)
{
    struct stage stage;

    (void)state;
    raise_curtain(&stage, &(struct manners){.rcpt = "550 5.1.1 who?"}, 1, false);
    submit(&stage, 2);
    stage.mails[1].mail.recipient = SPAN("a b@host.example");
    wait_for(&stage, 2);
    for (int i = 0; i < 2; i++) {
        assert_false(stage.mails[i].mail.good);
        assert_int_equal(stage.mails[i].mail.err.kind, ERROR_PERMANENT);
    }
    assert_string_equal(stage.mails[0].mail.status, "5.1.1");
    assert_string_equal(stage.mails[1].mail.status, "5.1.3");
    assert_int_equal(stage.connections, 1);
    drop_curtain(&stage);
}

/* All that is the server's fault is tried again later, and no mail is left in the air. */
static void
test_no_server(void **state)
{
    struct stage stage;

    (void)state;
    raise_curtain(&stage, &(struct manners){.close_at_once = true}, 2, false);
    submit(&stage, 5);
    wait_for(&stage, 5);
    for (int i = 0; i < 5; i++)
        assert_int_equal(stage.mails[i].mail.err.kind, ERROR_TEMPORARY);
    evconnlistener_free(stage.listener);
    stage.listener = NULL;
    stage.done = 0;
    submit(&stage, 3);
    wait_for(&stage, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(stage.mails[i].mail.err.kind, ERROR_TEMPORARY);
        assert_non_null(strstr(stage.mails[i].mail.err.text, "refused"));
    }
    drop_curtain(&stage);
}

/* smtps:// to a port that speaks in the clear. */
static void
test_no_tls_there(void **state)
{
    struct stage stage;

    (void)state;
    raise_curtain(&stage, &(struct manners){.offers = NULL}, 1, true);
    submit(&stage, 1);
    wait_for(&stage, 1);
    assert_int_equal(stage.mails[0].mail.err.kind, ERROR_TEMPORARY);
    assert_int_equal(stage.messages, 0);
    drop_curtain(&stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_connections_are_used_again),
        cmocka_unit_test(test_kept_connection_is_dead),
        cmocka_unit_test(test_each_recipient_has_its_answer),
        cmocka_unit_test(test_no_server),
        cmocka_unit_test(test_no_tls_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
