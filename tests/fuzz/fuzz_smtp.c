// SPDX-License-Identifier: Apache-2.0
/* What a submission server may say, at every step of a session: the first byte chooses what we want
 * and how the bytes come in, the rest is the server's. */
#include <assert.h>
#include <stdint.h>

#include "outbox/smtp.h"

/* A token that is too long for the command. */
#define LONG                                                                                                 \
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"

static const struct smtp_settings settings[] = {
    {.helo = "us.example", .user = "", .secret = ""},
    {.helo = "us.example", .user = "u", .secret = "p", .tls = true, .require_tls = true},
    {.helo = "us.example", .user = "u", .secret = "p", .require_tls = true},
    {.helo = "us.example",
     .user = "u",
     .secret = "t",
     .token = true,
     .tls = true,
     .host = "mx.example",
     .port = 465},
    {.helo = "us.example",
     .user = "u",
     .token = true,
     .tls = true,
     .host = "mx.example",
     .port = 465,
     .secret = LONG LONG LONG LONG LONG},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open(16 * 1024 * 1024);
    struct text out = text_new(arena, 1024 * 1024);
    struct smtp_mail mail = {.sender = SPAN("o@us.example"),
                             .recipient = SPAN("t@host.example"),
                             .envelope_id = SPAN("id=1"),
                             .bytes = SPAN("Subject: a\r\n\r\n.b\r\n")};
    struct smtp *smtp = smtp_open(&settings[size > 0 ? data[0] % 5 : 0]);
    size_t step = size > 0 ? 1 + data[0] / 5 : 1;
    struct span rest = {(const char *)data + (size > 0), size > 0 ? size - 1 : 0};

    for (; rest.len > 0 && smtp_state(smtp) != SMTP_BROKEN; rest = span_from(rest, step)) {
        smtp_feed(smtp, span_first(rest, step), &out);
        if (smtp_state(smtp) == SMTP_UPGRADE)
            smtp_upgraded(smtp, &out);
        if (smtp_state(smtp) == SMTP_READY && !smtp_send(smtp, &mail, &out))
            assert(mail.err.kind == ERROR_PERMANENT);
    }
    assert(!out.overflow);
    smtp_close(&smtp);
    arena_close(&arena);
    return 0;
}
