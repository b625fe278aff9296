// SPDX-License-Identifier: Apache-2.0
/*
 * Any bytes at the LMTP machine, in pieces whose sizes the input chooses (its first byte).
 * What always holds: bytes are taken or the machine waits; a whole message has
 * recipients, keeps the limit and has no bare CR or LF; it was ended by CR LF . CR LF.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/lmtp.h"

enum { SIZE = 4096, REPLIES_MAX = 16 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum lmtp_admission
admits(void *context, struct span sender, struct span address)
{
    (void)sender;
    (void)context;
    return (enum lmtp_admission)(address.len % 4);
}

static void
check_message(const struct lmtp *lmtp)
{
    struct span message = lmtp_message(lmtp);
    size_t count;

    lmtp_recipients(lmtp, &count);
    if (count == 0 || count > LMTP_RECIPIENTS_MAX || message.len > SIZE)
        abort();
    for (size_t i = 0; i < message.len; i++) {
        if (message.data[i] == '\n' && (i == 0 || message.data[i - 1] != '\r'))
            abort();
        if (message.data[i] == '\r' && (i + 1 == message.len || message.data[i + 1] != '\n'))
            abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct lmtp_settings settings = {.name = "univ.example", .size = SIZE, .admits = admits};
    struct arena *arena = arena_open(REPLIES_MAX * 4);
    struct text replies = text_new(arena, REPLIES_MAX);
    struct lmtp *lmtp = lmtp_open(&settings);
    struct span rest = {(const char *)data, size};
    size_t piece = size == 0 ? 1 : (size_t)data[0] + 1;

    rest = span_from(rest, 1);
    while (rest.len > 0 && lmtp_state(lmtp) != LMTP_CLOSING) {
        struct span part = span_first(rest, piece);
        char *copy = malloc(part.len);
        size_t taken;

        memcpy(copy, part.data, part.len);
        taken = lmtp_feed(lmtp, (struct span){copy, part.len}, &replies);
        free(copy);
        if (taken > part.len || (taken == 0 && lmtp_state(lmtp) == LMTP_READING))
            abort();
        rest = span_from(rest, taken);
        if (lmtp_state(lmtp) == LMTP_COMPLETE) {
            check_message(lmtp);
            lmtp_verdict(lmtp, piece % 3 != 0, &replies);
        }
    }
    lmtp_close(&lmtp);
    arena_close(&arena);
    return 0;
}
