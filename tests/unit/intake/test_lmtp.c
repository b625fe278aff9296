// SPDX-License-Identifier: Apache-2.0
/* intake/lmtp: dialogues, each whole, byte by byte and cut in two at every place. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/lmtp.h"

#define HELLO "LHLO mx.univ.example\r\n"
#define GREETED                                                                                              \
    "250-univ.example\n250-PIPELINING\n250-8BITMIME\n250-SMTPUTF8\n250-ENHANCEDSTATUSCODES\n250 SIZE 2000\n"
#define TO_US HELLO "MAIL FROM:<a@b.example>\r\nRCPT TO:<loans@univ.example>\r\n"
#define TAKEN GREETED "250 2.1.0\n250 2.1.5\n"
#define SEND TO_US "DATA\r\n"
#define SENDING TAKEN "354 End\n"
#define BYE "QUIT\r\n"
#define GONE "221 2.0.0\n"

struct dialogue {
    const char *sentence, *input;
    const char *replies;  /* first two words of each, or one with its "-" */
    const char *message;  /* of the last message that was whole; NULL: none was */
    const char *envelope; /* "sender > recipient recipient" */
};

static const struct dialogue dialogues[] = {
    {"one message, dots undone, bytes as they came", SEND "Subject: x\r\n\r\n..a\r\n...\r\nb.\r\n.\r\n" BYE,
     SENDING "250 2.0.0\n" GONE, "Subject: x\r\n\r\n.a\r\n..\r\nb.\r\n", "a@b.example > loans@univ.example"},
    {"everything in one go (PIPELINING), two messages",
     SEND "x\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<loans+T1@univ.example>\r\nDATA\r\ny\r\n.\r\n" BYE,
     SENDING "250 2.0.0\n250 2.1.0\n250 2.1.5\n354 End\n250 2.0.0\n" GONE, "y\r\n",
     " > loans+T1@univ.example"},
    {"one reply for each recipient that was accepted",
     TO_US "RCPT TO:<nobody@univ.example>\r\nRCPT TO:<loans+2@univ.example>\r\nDATA\r\nx\r\n.\r\n",
     TAKEN "550 5.1.1\n250 2.1.5\n354 End\n250 2.0.0\n250 2.0.0\n", "x\r\n",
     "a@b.example > loans@univ.example loans+2@univ.example"},
    {"an empty message", SEND ".\r\n", SENDING "250 2.0.0\n", "", "a@b.example > loans@univ.example"},
    {"names of commands in any case", "lhlo x\r\nmail from:<a@b.c> size=10 body=8bitmime\r\nQuit\r\n",
     GREETED "250 2.1.0\n" GONE, NULL, NULL},

    {"LF . LF ends nothing, and the message is refused", SEND "a\n.\nMAIL FROM:<evil@x.example>\r\n.\r\n",
     SENDING "554 5.6.0\n", NULL, NULL},
    {"CR LF . LF ends nothing", SEND "a\r\n.\nx\r\n.\r\n", SENDING "554 5.6.0\n", NULL, NULL},
    {"LF . CR LF ends nothing", SEND "a\n.\r\nx\r\n.\r\n", SENDING "554 5.6.0\n", NULL, NULL},
    {"CR . CR LF ends nothing", SEND "a\r.\r\nx\r\n.\r\n", SENDING "554 5.6.0\n", NULL, NULL},
    {"CR LF . CR CR LF ends nothing", SEND "a\r\n.\r\r\nx\r\n.\r\n", SENDING "554 5.6.0\n", NULL, NULL},
    {"CR CR LF holds a bare CR", SEND "a\r\r\n.\r\n", SENDING "554 5.6.0\n", NULL, NULL},
    {"a dot and more is no end", SEND ".x\r\n. \r\n.\r\n", SENDING "250 2.0.0\n", "x\r\n \r\n",
     "a@b.example > loans@univ.example"},
    {"after a refusal the session goes on", SEND "a\nb\r\n.\r\nMAIL FROM:<a@b.example>\r\n",
     SENDING "554 5.6.0\n250 2.1.0\n", NULL, NULL},
    {"a command that ends in a bare LF", "LHLO x\nLHLO x\r\n", "500 5.5.2\n" GREETED, NULL, NULL},
    {"a command with a bare CR", "LHLO x\rQUIT\r\n", "500 5.5.2\n", NULL, NULL},
    {"a command with a control character", "LHLO x\001\r\n", "500 5.5.2\n", NULL, NULL},

    {"nothing before LHLO", "MAIL FROM:<a@b.c>\r\nRCPT TO:<loans@univ.example>\r\nDATA\r\n",
     "503 5.5.1\n503 5.5.1\n503 5.5.1\n", NULL, NULL},
    {"HELO and EHLO are not LMTP (RFC 2033 4.1)", "HELO x\r\nEHLO x\r\n", "500 5.5.1\n500 5.5.1\n", NULL,
     NULL},
    {"LHLO without a name", "LHLO\r\n", "501 5.5.4\n", NULL, NULL},
    {"RCPT without MAIL", HELLO "RCPT TO:<loans@univ.example>\r\n", GREETED "503 5.5.1\n", NULL, NULL},
    {"a second MAIL", HELLO "MAIL FROM:<a@b.c>\r\nMAIL FROM:<a@b.c>\r\n", GREETED "250 2.1.0\n503 5.5.1\n",
     NULL, NULL},
    {"DATA without a recipient", HELLO "MAIL FROM:<a@b.c>\r\nDATA\r\n", GREETED "250 2.1.0\n503 5.5.1\n",
     NULL, NULL},
    {"DATA with an argument", TO_US "DATA now\r\n", TAKEN "501 5.5.4\n", NULL, NULL},
    {"RSET forgets", TO_US "RSET\r\nDATA\r\n", TAKEN "250 2.0.0\n503 5.5.1\n", NULL, NULL},
    {"LHLO forgets", TO_US HELLO "DATA\r\n", TAKEN GREETED "503 5.5.1\n", NULL, NULL},
    {"NOOP and VRFY", "NOOP x\r\nVRFY a\r\nVRFY\r\n", "250 2.0.0\n252 2.0.0\n501 5.5.4\n", NULL, NULL},
    {"known and not here", "EXPN x\r\nSTARTTLS\r\nBDAT 3\r\n", "502 5.5.1\n502 5.5.1\n502 5.5.1\n", NULL,
     NULL},
    {"unknown", "HACK\r\n\r\n", "500 5.5.2\n500 5.5.2\n", NULL, NULL},
    {"nothing after QUIT", BYE "NOOP\r\n", GONE, NULL, NULL},

    {"the size that is announced", HELLO "MAIL FROM:<a@b.c> SIZE=2001\r\nMAIL FROM:<a@b.c> SIZE=2000\r\n",
     GREETED "552 5.3.4\n250 2.1.0\n", NULL, NULL},
    {"parameters that are wrong",
     HELLO
     "MAIL FROM:<a@b.c> SIZE=x\r\nMAIL FROM:<a@b.c> BODY=BINARYMIME\r\nMAIL FROM:<a@b.c> SIZE=1 SIZE=1\r\n"
     "MAIL FROM:<a@b.c> SMTPUTF8=1\r\nMAIL FROM:<a@b.c> RET=HDRS\r\nMAIL FROM:<a@b.c>SIZE=1\r\n",
     GREETED "501 5.5.4\n501 5.5.4\n501 5.5.4\n501 5.5.4\n555 5.5.4\n501 5.1.7\n", NULL, NULL},
    {"a recipient's parameter", HELLO "MAIL FROM:<a@b.c>\r\nRCPT TO:<loans@univ.example> NOTIFY=NEVER\r\n",
     GREETED "250 2.1.0\n555 5.5.4\n", NULL, NULL},
    {"senders that are no addresses",
     HELLO
     "MAIL FROM:a@b.c\r\nMAIL FROM:<a>\r\nMAIL FROM:<@x,@y:a@b.c>\r\nMAIL FROM:<a..b@c>\r\n"
     "MAIL FROM:<a@-b>\r\nMAIL FROM:<a@b..c>\r\nMAIL FROM:<a b@c>\r\nMAIL FROM:<a@b@c>\r\nMAIL <a@b.c>\r\n"
     "MAIL FROM:<a@b.c\r\n",
     GREETED "501 5.1.7\n501 5.1.7\n501 5.1.7\n501 5.1.7\n501 5.1.7\n501 5.1.7\n501 5.1.7\n501 5.1.7\n"
             "501 5.1.7\n501 5.1.7\n",
     NULL, NULL},
    {"a quoted local part, with what would end the path",
     HELLO
     "MAIL FROM:<\"a> b@\\\"c\"@d.example> SIZE=3\r\nRCPT TO:<loans@univ.example>\r\nDATA\r\nx\r\n.\r\n",
     TAKEN "354 End\n250 2.0.0\n", "x\r\n", "\"a> b@\\\"c\"@d.example > loans@univ.example"},
    {"an address literal, a long local part",
     HELLO "MAIL FROM:<a@[192.0.2.1]>\r\nRSET\r\nMAIL FROM:"
           "<bounce+SRS0=abcdefghij=xyz=some.long.domain.example=somebody.with.a.long.name@list.example>\r\n",
     GREETED "250 2.1.0\n250 2.0.0\n250 2.1.0\n", NULL, NULL},
    {"beyond ASCII only with SMTPUTF8 (RFC 6531)",
     HELLO "MAIL FROM:<zo\xC3\xA9@b.c>\r\nMAIL FROM:<zo\xC3\xA9@b.c> SMTPUTF8\r\nRSET\r\n"
           "MAIL FROM:<zo\xE9@b.c> SMTPUTF8\r\n",
     GREETED "553 5.6.7\n250 2.1.0\n250 2.0.0\n501 5.1.7\n", NULL, NULL},
    {"recipients that are no addresses",
     HELLO "MAIL FROM:<a@b.c>\r\nRCPT TO:<>\r\nRCPT TO:loans@univ.example\r\nRCPT TO:<Postmaster>\r\n"
           "RCPT TO:<@x:loans@univ.example>\r\n",
     GREETED "250 2.1.0\n501 5.1.3\n501 5.1.3\n550 5.1.1\n501 5.1.3\n", NULL, NULL},
    {"too much mail, of one sender and of all: later",
     HELLO "MAIL FROM:<flood@b.c>\r\nRCPT TO:<loans@univ.example>\r\nDATA\r\nRSET\r\n"
           "MAIL FROM:<june@b.c>\r\nRCPT TO:<loans@univ.example>\r\n",
     GREETED "250 2.1.0\n450 4.7.1\n503 5.5.1\n250 2.0.0\n250 2.1.0\n451 4.3.2\n", NULL, NULL},
};

static enum lmtp_admission
admits(void *context, struct span sender, struct span address)
{
    (void)context;
    if (span_starts(sender, "flood@"))
        return LMTP_FLOOD;
    if (span_starts(sender, "june@"))
        return LMTP_BUSY;
    return span_starts_nocase(address, "loans@") || span_starts_nocase(address, "loans+") ? LMTP_ADMITTED
                                                                                          : LMTP_UNKNOWN;
}

static const struct lmtp_settings settings = {.name = "univ.example", .size = 2000, .admits = admits};

struct talk {
    struct arena *arena;
    struct lmtp *lmtp;
    struct text replies, message, envelope;
    bool whole, durable;
};

static struct talk
talk_new(void)
{
    struct talk talk = {.arena = arena_open(64 * 1024 * 1024), .lmtp = lmtp_open(&settings), .durable = true};

    talk.replies = text_new(talk.arena, 1024 * 1024);
    return talk;
}

static void
talk_end(struct talk *talk)
{
    lmtp_close(&talk->lmtp);
    arena_close(&talk->arena);
}

static void
look_at_message(struct talk *talk)
{
    size_t count;
    const struct span *recipients = lmtp_recipients(talk->lmtp, &count);

    talk->whole = true;
    talk->message = text_new(talk->arena, 1024 * 1024);
    text_span(&talk->message, lmtp_message(talk->lmtp));
    talk->envelope = text_new(talk->arena, 1024 * 1024);
    text_span(&talk->envelope, lmtp_sender(talk->lmtp));
    text_string(&talk->envelope, " >");
    for (size_t i = 0; i < count; i++) {
        text_byte(&talk->envelope, ' ');
        text_span(&talk->envelope, recipients[i]);
    }
    lmtp_verdict(talk->lmtp, talk->durable, &talk->replies);
}

/* Feeds an exact-size copy, so that a sanitizer sees every byte too many. */
static void
feed(struct talk *talk, struct span bytes)
{
    while (bytes.len > 0 && lmtp_state(talk->lmtp) != LMTP_CLOSING) {
        char *copy = malloc(bytes.len);
        size_t taken;

        assert_non_null(copy);
        memcpy(copy, bytes.data, bytes.len);
        taken = lmtp_feed(talk->lmtp, (struct span){copy, bytes.len}, &talk->replies);
        free(copy);
        assert_true(taken <= bytes.len);
        bytes = span_from(bytes, taken);
        if (lmtp_state(talk->lmtp) == LMTP_COMPLETE)
            look_at_message(talk);
        else
            assert_true(taken > 0 || bytes.len == 0);
    }
}

/* Two words of each line; a "250-" line whole. */
static struct span
shorten(struct talk *talk)
{
    struct text out = text_new(talk->arena, 1024 * 1024);
    struct span rest = text_get(&talk->replies), line;

    while (span_line(&rest, &line)) {
        size_t first = span_find_byte(line, ' '), second = SIZE_MAX;

        if (first != SIZE_MAX && !span_starts(line, "250 SIZE"))
            second = span_find_byte(span_from(line, first + 1), ' ');
        text_span(&out, span_first(line, second == SIZE_MAX ? line.len : first + 1 + second));
        text_byte(&out, '\n');
    }
    return text_get(&out);
}

static void
check(const struct dialogue *dialogue, struct talk *talk)
{
    check_span(shorten(talk), dialogue->replies, dialogue->sentence);
    assert_int_equal(talk->whole, dialogue->message != NULL);
    if (dialogue->message == NULL)
        return;
    check_span(text_get(&talk->message), dialogue->message, dialogue->sentence);
    check_span(text_get(&talk->envelope), dialogue->envelope, dialogue->sentence);
}

static void
test_dialogues(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dialogues / sizeof dialogues[0]; i++) {
        struct span input = span_of(dialogues[i].input);

        for (size_t cut = 0; cut <= input.len; cut++) {
            struct talk talk = talk_new();

            feed(&talk, span_first(input, cut));
            feed(&talk, span_from(input, cut));
            check(&dialogues[i], &talk);
            talk_end(&talk);
        }
    }
}

static void
test_byte_by_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dialogues / sizeof dialogues[0]; i++) {
        struct span input = span_of(dialogues[i].input);
        struct talk talk = talk_new();

        for (size_t at = 0; at < input.len; at++)
            feed(&talk, span_first(span_from(input, at), 1));
        check(&dialogues[i], &talk);
        talk_end(&talk);
    }
}

static void
feed_times(struct talk *talk, const char *part, int times)
{
    for (int i = 0; i < times; i++)
        feed(talk, span_of(part));
}

/* The last reply's first two words. */
static void
check_last(struct talk *talk, const char *expected, const char *sentence)
{
    struct span all = shorten(talk);
    size_t start = all.len - 1;

    while (start > 0 && all.data[start - 1] != '\n')
        start--;
    check_span(span_trim(span_from(all, start)), expected, sentence);
}

static void
send_lines(const char *part, int times, const char *expected, const char *sentence)
{
    struct talk talk = talk_new();

    feed(&talk, SPAN(SEND));
    feed_times(&talk, part, times);
    feed(&talk, SPAN("\r\n.\r\n"));
    check_last(&talk, expected, sentence);
    talk_end(&talk);
}

static void
test_limits_of_data(void **state)
{
    (void)state;
    send_lines("x", 998, "250 2.0.0", "a line of 998 octets");
    send_lines("x", 999, "554 5.6.0", "a line of 999 octets");
    send_lines("12345678\r\n", 199, "250 2.0.0", "1992 octets of 2000");
    send_lines("12345678\r\n", 200, "552 5.3.4", "2002 octets of 2000");
    send_lines("12345678\r\n", 20000, "552 5.3.4", "far more, which are not kept");
    send_lines("Received: x\r\n", 100, "250 2.0.0", "100 hops");
    send_lines("received: x\r\n", 101, "554 5.4.6", "101 hops");
    send_lines("\r\nReceived: x\r\n", 110, "250 2.0.0", "hops in the body are none");
}

static void
test_stuffed_line_of_998(void **state)
{
    struct talk talk = talk_new();

    (void)state;
    feed(&talk, SPAN(SEND ".."));
    feed_times(&talk, "x", 997);
    feed(&talk, SPAN("\r\n.\r\n"));
    check_last(&talk, "250 2.0.0", "the doubled dot does not count");
    talk_end(&talk);
}

static void
test_limits_of_commands(void **state)
{
    struct talk talk = talk_new();

    (void)state;
    feed(&talk, SPAN("NOOP "));
    feed_times(&talk, "x", LMTP_COMMAND_MAX - 7);
    feed(&talk, SPAN("\r\n"));
    check_last(&talk, "250 2.0.0", "the longest command");
    feed(&talk, SPAN("NOOP "));
    feed_times(&talk, "x", LMTP_COMMAND_MAX);
    feed(&talk, SPAN("\r\n"));
    check_last(&talk, "500 5.5.2", "one that is too long");
    feed(&talk, SPAN("NOOP\r\n"));
    check_last(&talk, "250 2.0.0", "and the next is read again");
    feed(&talk, SPAN(HELLO "MAIL FROM:<>\r\n"));
    feed_times(&talk, "RCPT TO:<loans@univ.example>\r\n", LMTP_RECIPIENTS_MAX);
    check_last(&talk, "250 2.1.5", "a hundred recipients");
    feed(&talk, SPAN("RCPT TO:<loans@univ.example>\r\n"));
    check_last(&talk, "452 4.5.3", "one more");
    feed(&talk, SPAN("DATA\r\nx\r\n.\r\n"));
    check_last(&talk, "250 2.0.0", "the hundred are served");
    feed_times(&talk, "HACK\r\n", LMTP_FAULTS_MAX);
    check_last(&talk, "421 4.7.0", "too many faults");
    assert_int_equal(lmtp_state(talk.lmtp), LMTP_CLOSING);
    talk_end(&talk);
}

static void
test_not_durable(void **state)
{
    struct talk talk = talk_new();

    (void)state;
    talk.durable = false;
    feed(&talk, SPAN(SEND "x\r\n.\r\n"));
    check_last(&talk, "451 4.3.0", "try again");
    talk.durable = true;
    feed(&talk, SPAN("MAIL FROM:<>\r\nRCPT TO:<loans@univ.example>\r\nDATA\r\nx\r\n.\r\n"));
    check_last(&talk, "250 2.0.0", "the session goes on");
    talk_end(&talk);
}

static void
test_no_room(void **state)
{
    struct talk talk = talk_new();

    (void)state;
    lmtp_no_room(talk.lmtp); /* nothing comes in: nothing happens */
    feed(&talk, SPAN(SEND "some text\r\n"));
    assert_true(lmtp_held(talk.lmtp) > 0);
    lmtp_no_room(talk.lmtp);
    assert_int_equal(lmtp_held(talk.lmtp), 0);
    feed(&talk, SPAN("more\r\n.\r\n"));
    check_last(&talk, "452 4.3.1", "no memory");
    assert_false(talk.whole);
    talk_end(&talk);
}

static void
test_abandon(void **state)
{
    struct talk talk = talk_new();

    (void)state;
    lmtp_greet(talk.lmtp, &talk.replies);
    check_last(&talk, "220 univ.example", "the greeting");
    lmtp_abandon(talk.lmtp, "Shutting down", &talk.replies);
    check_last(&talk, "421 4.3.2", "the end");
    assert_int_equal(lmtp_state(talk.lmtp), LMTP_CLOSING);
    talk_end(&talk);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dialogues),
        cmocka_unit_test(test_byte_by_byte),
        cmocka_unit_test(test_limits_of_data),
        cmocka_unit_test(test_stuffed_line_of_998),
        cmocka_unit_test(test_limits_of_commands),
        cmocka_unit_test(test_not_durable),
        cmocka_unit_test(test_no_room),
        cmocka_unit_test(test_abandon),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
