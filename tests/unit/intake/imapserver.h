// SPDX-License-Identifier: Apache-2.0
/*
 * An IMAP server that obeys a test: a thread that answers the dozen commands imapsession gives
 * (RFC 3501, 2177), in the clear, one connection after the other.  What Dovecot really does is in
 * tests/e2e; this one also does what no good server would.
 */
#ifndef TESTS_IMAPSERVER_H
#define TESTS_IMAPSERVER_H

#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "testing.h"

enum { IMAPSERVER_MAILS = 32 };

struct imapserver_mail {
    const char *bytes;
    int said_size;     /* RFC822.SIZE; 0: as it is */
    atomic_bool there; /* in the mailbox */
    atomic_bool marked, flagged;
    atomic_int fetched; /* bodies */
};

struct imapserver {
    int listener, port;
    pthread_t thread;
    unsigned validity;
    const char *login;                              /* the answer to LOGIN; NULL: OK */
    bool forgetful;                                 /* marks are said to be kept, and are not */
    bool mute;                                      /* says nothing in IDLE */
    struct imapserver_mail mails[IMAPSERVER_MAILS]; /* the number is the place + 1 */
    atomic_int sessions, idles, searches;
    atomic_bool hang_up; /* at the next command; is taken back then */
};

static inline void
imapserver_flags(struct imapserver *server, const char *line)
{
    unsigned uid;

    /* "UID STORE 1,2 +FLAGS.SILENT (Conventiond)": one by one, however they are joined */
    const char *set = strstr(line, "STORE ");

    for (set = set != NULL ? set + 6 : "";
         sscanf(set, "%u", &uid) == 1 && uid >= 1 && uid <= IMAPSERVER_MAILS;) {
        struct imapserver_mail *mail = &server->mails[uid - 1];

        if (strstr(line, "Flagged") != NULL)
            mail->flagged = true;
        else
            mail->marked = !server->forgetful;
        set += strspn(set, "0123456789");
        if (*set++ != ',')
            break;
    }
}

static inline void
imapserver_search(struct imapserver *server, FILE *out)
{
    server->searches++;
    fprintf(out, "* SEARCH");
    for (int i = IMAPSERVER_MAILS - 1; i >= 0; i--) /* in no order */
        if (server->mails[i].there && !server->mails[i].marked)
            fprintf(out, " %d", i + 1);
    fprintf(out, "\r\n");
}

static inline void
imapserver_fetch(struct imapserver *server, const char *line, FILE *out)
{
    struct imapserver_mail *mail;
    unsigned uid;
    const char *end;

    if (sscanf(strstr(line, "FETCH "), "FETCH %u", &uid) != 1 || uid < 1 || uid > IMAPSERVER_MAILS)
        return;
    mail = &server->mails[uid - 1];
    if (!mail->there)
        return;
    if (strstr(line, "BODY.PEEK[]") != NULL) {
        mail->fetched++;
        fprintf(out, "* %u FETCH (UID %u BODY[] {%zu}\r\n%s)\r\n", uid, uid, strlen(mail->bytes),
                mail->bytes);
        return;
    }
    end = strstr(mail->bytes, "\r\n\r\n");
    fprintf(
        out,
        "* %u FETCH (UID %u RFC822.SIZE %zu BODY[HEADER.FIELDS (RETURN-PATH FROM)] {%zu}\r\n%.*s\r\n)\r\n",
        uid, uid, mail->said_size > 0 ? (size_t)mail->said_size : strlen(mail->bytes),
        (size_t)(end - mail->bytes + 4), (int)(end - mail->bytes + 2), mail->bytes);
}

/* False: the connection ends. */
static inline bool
imapserver_obey(struct imapserver *server, const char *line, FILE *in, FILE *out)
{
    char tag[64] = "", more[256];

    sscanf(line, "%63s", tag);
    if (server->hang_up) {
        server->hang_up = false;
        return false;
    }
    if (strstr(line, "CAPABILITY") != NULL)
        fprintf(out, "* CAPABILITY IMAP4rev1 IDLE\r\n");
    else if (strstr(line, " SELECT ") != NULL)
        fprintf(out,
                "* 0 EXISTS\r\n* OK [UIDVALIDITY %u] is\r\n* OK [PERMANENTFLAGS (\\Flagged \\*)] may be\r\n",
                server->validity);
    else if (strstr(line, "UID SEARCH") != NULL)
        imapserver_search(server, out);
    else if (strstr(line, "UID FETCH") != NULL)
        imapserver_fetch(server, line, out);
    else if (strstr(line, "UID STORE") != NULL)
        imapserver_flags(server, line);
    else if (strstr(line, " IDLE") != NULL) {
        server->idles++;
        fprintf(out, "+ idling\r\n");
        fflush(out);
        if (fgets(more, sizeof more, in) == NULL)
            return false;
    }
    fprintf(out, "%s %s\r\n", tag,
            strstr(line, " LOGIN ") != NULL && server->login != NULL ? server->login : "OK done");
    fflush(out);
    return true;
}

static inline void *
imapserver_work(void *argument)
{
    struct imapserver *server = argument;
    int peer;

    while ((peer = accept(server->listener, NULL, NULL)) >= 0) {
        FILE *in = fdopen(peer, "r"), *out = fdopen(dup(peer), "w");
        char line[1024];

        server->sessions++;
        fprintf(out, "* OK ready\r\n");
        fflush(out);
        while (fgets(line, sizeof line, in) != NULL && imapserver_obey(server, line, in, out))
            ;
        fclose(in);
        fclose(out);
    }
    return NULL;
}

static inline void
imapserver_open(struct imapserver *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;

    memset(server, 0, sizeof *server);
    server->validity = 7;
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(server->listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(server->listener, 5), 0);
    getsockname(server->listener, (struct sockaddr *)&address, &len);
    server->port = ntohs(address.sin_port);
    assert_int_equal(pthread_create(&server->thread, NULL, imapserver_work, server), 0);
}

static inline void
imapserver_close(struct imapserver *server)
{
    shutdown(server->listener, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->listener);
}

static inline void
imapserver_put(struct imapserver *server, unsigned uid, const char *bytes)
{
    server->mails[uid - 1].bytes = bytes;
    server->mails[uid - 1].there = true;
}

#endif
