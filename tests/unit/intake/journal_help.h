// SPDX-License-Identifier: Apache-2.0
/* Messages into a journal and out of it; and a file layer that fails when it is told to. */
#ifndef TESTS_JOURNAL_HELP_H
#define TESTS_JOURNAL_HELP_H

#include <poll.h>

#include "intake/journal.h"
#include "os/scratch.h"

struct sent {
    struct journal_ticket ticket; /* first */
    struct span recipients[2];
    bool done;
};

static inline void
sent_done(struct journal_ticket *ticket)
{
    ((struct sent *)ticket)->done = true;
}

static inline void
sent_make(struct scratch *scratch, struct sent *sent, const char *word, size_t len)
{
    char *bytes = arena_alloc(scratch->arena, len + 1);

    memset(sent, 0, sizeof *sent);
    memset(bytes, 'x', len);
    memcpy(bytes, word, strlen(word) < len ? strlen(word) : len);
    sent->recipients[0] = SPAN("loans@univ.example");
    sent->recipients[1] = SPAN("loans+abc@univ.example");
    sent->ticket.drop = SPAN("");
    sent->ticket.message.bytes = (struct span){bytes, len};
    sent->ticket.message.sender = SPAN("a@univ.example");
    sent->ticket.message.recipients = sent->recipients;
    sent->ticket.message.recipient_count = 2;
    sent->ticket.message.received = 1772445600;
    sent->ticket.done = sent_done;
}

static inline void
sent_wait(struct journal *journal, struct sent *sent)
{
    struct pollfd ready = {.fd = journal_descriptor(journal), .events = POLLIN};

    while (!sent->done) {
        assert_int_equal(poll(&ready, 1, 10000), 1);
        journal_collect(journal);
    }
}

/* Appends one message and waits for it. */
static inline bool
send_one(struct scratch *scratch, struct journal *journal, const char *word, size_t len, uint64_t *sequence)
{
    struct sent sent;

    sent_make(scratch, &sent, word, len);
    journal_append(journal, &sent.ticket);
    sent_wait(journal, &sent);
    if (!sent.ticket.good)
        assert_int_not_equal(sent.ticket.err.kind, ERROR_NONE);
    *sequence = sent.ticket.sequence;
    return sent.ticket.good;
}

enum { FOUND_MAX = 4096 };

struct found {
    uint64_t sequences[FOUND_MAX];
    size_t count;
};

static inline void
found_one(void *context, uint64_t sequence)
{
    struct found *found = context;

    assert_true(found->count < FOUND_MAX);
    assert_true(found->count == 0 || found->sequences[found->count - 1] < sequence);
    found->sequences[found->count++] = sequence;
}

static inline bool
found_has(const struct found *found, uint64_t sequence)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->sequences[i] == sequence)
            return true;
    return false;
}

#endif
