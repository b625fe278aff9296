// SPDX-License-Identifier: Apache-2.0
/* intake/lmtpserver: limits of sessions, time and memory; nothing stalls, nothing is lost. */
#include "os/scratch.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "intake/lmtpserver.h"
#include "os/clock.h"

#define ENVELOPE "MAIL FROM:<a@b.example>\r\nRCPT TO:<loans@univ.example>\r\n"
#define MAIL ENVELOPE "DATA\r\nx\r\n.\r\n"

enum { CLIENTS = 4, WAIT = 5000 /* ms */ };

struct client {
    int socket; /* -1: closed by the server */
    struct text heard;
};

struct stage {
    struct scratch *scratch;
    struct event_base *base;
    struct lmtpserver_settings settings;
    struct lmtpserver *server;
    struct lmtp_session *session; /* whose message waits */
    size_t completed;
    bool at_once; /* messages are done in the next turn of the loop */
    const char *path;
};

static enum lmtp_admission
admits(void *context, struct span sender, struct span address)
{
    (void)sender;
    (void)context;
    return span_starts(address, "loans@") ? LMTP_ADMITTED : LMTP_UNKNOWN;
}

static void
complete(void *context, struct lmtp_session *session, const struct lmtp *lmtp)
{
    struct stage *stage = context;

    (void)lmtp;
    stage->completed++;
    stage->session = session;
}

static struct stage
raise_curtain(struct scratch *scratch)
{
    struct stage stage = {
        .scratch = scratch, .base = event_base_new(), .path = scratch_path(scratch, "lmtp")};

    signal(SIGPIPE, SIG_IGN);
    stage.settings.protocol =
        (struct lmtp_settings){.name = "univ.example", .size = 10 * 1024 * 1024, .admits = admits};
    stage.settings.sessions = 100;
    stage.settings.idle = stage.settings.total = 60;
    stage.settings.memory = 64 * 1024 * 1024;
    stage.settings.complete = complete;
    return stage;
}

static void
open_server(struct stage *stage)
{
    struct error err = {0};

    stage->settings.context = stage;
    stage->server = lmtpserver_open(stage->base, &stage->settings);
    if (!lmtpserver_listen_unix(stage->server, stage->path, &err))
        fail_msg("%s", err.text);
}

static void
drop_curtain(struct stage *stage)
{
    lmtpserver_close(&stage->server);
    assert_int_equal(access(stage->path, F_OK), -1);
    event_base_free(stage->base);
}

static struct client
come(struct stage *stage)
{
    struct sockaddr_un where = {.sun_family = AF_UNIX};
    struct client client = {.socket = socket(AF_UNIX, SOCK_STREAM, 0)};

    strcpy(where.sun_path, stage->path);
    assert_int_equal(connect(client.socket, (struct sockaddr *)&where, sizeof where), 0);
    fcntl(client.socket, F_SETFL, O_NONBLOCK);
    client.heard = text_new(stage->scratch->arena, 16 * 1024 * 1024);
    return client;
}

static void
listen_to(struct client *client)
{
    char bytes[65536];
    ssize_t got;

    while (client->socket >= 0 && (got = read(client->socket, bytes, sizeof bytes)) != -1) {
        if (got == 0) {
            close(client->socket);
            client->socket = -1;
            return;
        }
        text_add(&client->heard, bytes, (size_t)got);
    }
    if (client->socket >= 0 && errno != EAGAIN) {
        close(client->socket);
        client->socket = -1;
    }
}

static void
turn(struct stage *stage)
{
    event_base_loop(stage->base, EVLOOP_NONBLOCK);
    if (stage->at_once && stage->session != NULL) {
        struct lmtp_session *session = stage->session;

        stage->session = NULL;
        lmtpserver_done(session, true);
    }
    usleep(200);
}

static void
turns(struct stage *stage, int count)
{
    while (count-- > 0)
        turn(stage);
}

static void
say(struct stage *stage, struct client *client, struct span words)
{
    while (words.len > 0) {
        ssize_t written = write(client->socket, words.data, words.len);

        if (written < 0 && errno != EAGAIN)
            return;
        if (written > 0)
            words = span_from(words, (size_t)written);
        turn(stage);
    }
}

/* Until the client has heard the word; then forgets what came before its end. */
static void
expect(struct stage *stage, struct client *client, const char *word)
{
    int64_t end = clock_monotonic() + WAIT;
    size_t at;

    while ((at = span_find(text_get(&client->heard), word)) == SIZE_MAX) {
        if (clock_monotonic() > end)
            fail_msg("waited for \"%s\", heard \"%s\"", word, text_cstr(&client->heard));
        turn(stage);
        listen_to(client);
    }
    at += strlen(word);
    memmove(client->heard.data, client->heard.data + at, client->heard.len - at);
    text_cut(&client->heard, client->heard.len - at);
}

static void
expect_end(struct stage *stage, struct client *client)
{
    int64_t end = clock_monotonic() + WAIT;

    while (client->socket >= 0) {
        assert_true(clock_monotonic() < end);
        turn(stage);
        listen_to(client);
    }
}

static void
leave(struct client *client)
{
    if (client->socket >= 0)
        close(client->socket);
}

static void
test_replies_wait_for_the_disk(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client client;
    struct stat status;

    open_server(&stage);
    assert_int_equal(stat(stage.path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0660);
    client = come(&stage);
    say(&stage, &client, SPAN("LHLO x\r\n" MAIL MAIL "QUIT\r\n"));
    expect(&stage, &client, "354 ");
    turns(&stage, 20);
    listen_to(&client);
    assert_int_equal(stage.completed, 1); /* the second is not looked at before the first is safe */
    assert_int_equal(span_find(text_get(&client.heard), "250 2.0.0"), SIZE_MAX);
    lmtpserver_done(stage.session, true);
    expect(&stage, &client, "250 2.0.0 ");
    expect(&stage, &client, "354 ");
    turns(&stage, 5);
    lmtpserver_done(stage.session, false);
    expect(&stage, &client, "451 4.3.0 ");
    expect(&stage, &client, "221 2.0.0 ");
    expect_end(&stage, &client);
    assert_int_equal(lmtpserver_sessions(stage.server), 0);
    drop_curtain(&stage);
}

static void
test_client_gone_while_its_message_is_written(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client client;

    open_server(&stage);
    client = come(&stage);
    say(&stage, &client, SPAN("LHLO x\r\n" MAIL));
    expect(&stage, &client, "354 ");
    turns(&stage, 5);
    assert_int_equal(stage.completed, 1);
    leave(&client);
    turns(&stage, 20);
    lmtpserver_done(stage.session, true);
    turns(&stage, 20);
    assert_int_equal(lmtpserver_sessions(stage.server), 0);
    drop_curtain(&stage);
}

static void
test_half_closed(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client client;

    stage.at_once = true;
    open_server(&stage);
    client = come(&stage);
    say(&stage, &client, SPAN("LHLO x\r\n" MAIL MAIL MAIL));
    shutdown(client.socket, SHUT_WR);
    for (int i = 0; i < 3; i++)
        expect(&stage, &client, "250 2.0.0 ");
    expect_end(&stage, &client);
    assert_int_equal(stage.completed, 3);
    drop_curtain(&stage);
}

/* Far more replies than one buffer holds, and a client that reads none before it has said all. */
static void
test_flood_of_commands(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client client;
    struct span noop = SPAN("NOOP\r\n");
    int64_t end = clock_monotonic() + 4 * WAIT;
    size_t sent = 0;

    open_server(&stage);
    client = come(&stage);
    for (int quiet = 0; quiet < 50 && sent < 3000000;) {
        ssize_t written = write(client.socket, noop.data, noop.len);

        quiet = written == (ssize_t)noop.len ? 0 : quiet + 1;
        sent += written > 0 ? (size_t)written : 0;
        if (written != (ssize_t)noop.len)
            turn(&stage);
    }
    assert_in_range(sent, 1, 2999999); /* back-pressure: it could not say all */
    assert_int_equal(sent % noop.len, 0);
    while (client.heard.len < sent / noop.len * (sizeof "250 2.0.0 Ok\r\n" - 1)) {
        assert_true(clock_monotonic() < end);
        turn(&stage);
        listen_to(&client);
    }
    say(&stage, &client, SPAN("QUIT\r\n"));
    expect(&stage, &client, "221 2.0.0 ");
    drop_curtain(&stage);
}

static void
test_limit_of_sessions(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client clients[CLIENTS];

    stage.settings.sessions = 2;
    open_server(&stage);
    for (int i = 0; i < CLIENTS; i++)
        clients[i] = come(&stage);
    expect(&stage, &clients[0], "220 ");
    expect(&stage, &clients[1], "220 ");
    turns(&stage, 30);
    listen_to(&clients[2]);
    assert_int_equal(clients[2].heard.len, 0);
    assert_int_equal(lmtpserver_sessions(stage.server), 2);
    leave(&clients[0]);
    expect(&stage, &clients[2], "220 ");
    leave(&clients[1]);
    expect(&stage, &clients[3], "220 ");
    leave(&clients[2]);
    leave(&clients[3]);
    drop_curtain(&stage);
}

static void
test_idle(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client client;

    stage.settings.idle = 1;
    open_server(&stage);
    client = come(&stage);
    expect(&stage, &client, "421 4.3.2 Idle");
    expect_end(&stage, &client);
    drop_curtain(&stage);
}

static void
test_slow_drip(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client client;
    int64_t end = clock_monotonic() + WAIT;

    stage.settings.total = 1;
    open_server(&stage);
    client = come(&stage);
    while (span_find(text_get(&client.heard), "421 4.3.2 Session lasted") == SIZE_MAX) {
        assert_true(clock_monotonic() < end);
        say(&stage, &client, SPAN("N"));
        turns(&stage, 100);
        listen_to(&client);
    }
    expect_end(&stage, &client);
    drop_curtain(&stage);
}

static void
test_late_while_it_waits(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client client;
    int64_t start = clock_monotonic();

    stage.settings.total = 1;
    open_server(&stage);
    client = come(&stage);
    say(&stage, &client, SPAN("LHLO x\r\n" MAIL MAIL));
    while (clock_monotonic() < start + 1300)
        turn(&stage);
    assert_int_equal(stage.completed, 1);
    lmtpserver_done(stage.session, true);
    expect(&stage, &client, "250 2.0.0 ");
    expect(&stage, &client, "421 4.3.2 Session lasted");
    expect_end(&stage, &client);
    assert_int_equal(stage.completed, 1);
    drop_curtain(&stage);
}

static void
test_limit_of_memory(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client clients[2];
    char lines[8192 + 1] = "";

    for (size_t i = 0; i + 64 <= 8192; i += 64)
        memcpy(lines + i, "........x.......x.......x.......x.......x.......x.......x.....\r\n", 64);
    stage.at_once = true;
    stage.settings.memory = 100 * 1024;
    open_server(&stage);
    for (int i = 0; i < 2; i++) {
        clients[i] = come(&stage);
        say(&stage, &clients[i], SPAN("LHLO x\r\n" ENVELOPE "DATA\r\n"));
        for (int j = 0; j < (i == 0 ? 4 : 40); j++)
            say(&stage, &clients[i], (struct span){lines, 8192});
    }
    say(&stage, &clients[1], SPAN(".\r\n" MAIL));
    expect(&stage, &clients[1], "452 4.3.1 ");
    expect(&stage, &clients[1], "250 2.0.0 ");
    say(&stage, &clients[0], SPAN(".\r\n"));
    expect(&stage, &clients[0], "250 2.0.0 ");
    leave(&clients[0]);
    leave(&clients[1]);
    drop_curtain(&stage);
}

/* What was promised is said before the end: else the client would send it again. */
static void
test_shutdown(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct client waits, idles;

    open_server(&stage);
    idles = come(&stage);
    expect(&stage, &idles, "220 ");
    waits = come(&stage);
    say(&stage, &waits, SPAN("LHLO x\r\n" MAIL));
    expect(&stage, &waits, "354 ");
    turns(&stage, 5);
    lmtpserver_done(stage.session, true);
    lmtpserver_close(&stage.server);
    listen_to(&waits);
    listen_to(&idles);
    assert_int_not_equal(span_find(text_get(&waits.heard), "250 2.0.0 "), SIZE_MAX);
    assert_int_not_equal(span_find(text_get(&waits.heard), "421 4.3.2 "), SIZE_MAX);
    assert_int_not_equal(span_find(text_get(&idles.heard), "421 4.3.2 "), SIZE_MAX);
    drop_curtain(&stage);
}

static void
test_places_to_listen(void **state)
{
    struct stage stage = raise_curtain(*state);
    struct error err = {0};
    FILE *file;

    open_server(&stage);
    file = fopen(scratch_path(stage.scratch, "file"), "w");
    assert_non_null(file);
    fclose(file);
    assert_false(lmtpserver_listen_unix(stage.server, scratch_path(stage.scratch, "file"), &err));
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    assert_int_equal(access(scratch_path(stage.scratch, "file"), F_OK), 0);
    assert_false(lmtpserver_listen_tcp(stage.server, "nowhere", &err));

    drop_curtain(&stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_replies_wait_for_the_disk, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_client_gone_while_its_message_is_written, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_half_closed, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_flood_of_commands, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_limit_of_sessions, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_idle, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_slow_drip, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_late_while_it_waits, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_limit_of_memory, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_shutdown, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_places_to_listen, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
