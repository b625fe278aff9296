// SPDX-License-Identifier: Apache-2.0
#include "intake/admission.h"

#include <pthread.h>
#include <stdlib.h>

#include "intake/throttle.h"

enum {
    HOUR = 3600 * 1000, /* milliseconds */
    DAY = 24 * HOUR,
    SENDERS = 16 * 1024, /* whose use is remembered */
};

struct admission {
    pthread_mutex_t lock;
    struct throttle *all, *messages, *bytes; /* of all senders; of each */
};

/* What is one sender to us: its address in small letters. */
struct sender {
    char bytes[ADMISSION_SENDER_MAX];
    struct span key;
};

static void
name_sender(struct sender *sender, struct span address)
{
    sender->key = (struct span){sender->bytes, span_first(address, ADMISSION_SENDER_MAX).len};
    for (size_t i = 0; i < sender->key.len; i++) {
        char c = address.data[i];

        sender->bytes[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
}

struct admission *
admission_open(const struct admission_limits *limits)
{
    struct admission *admission = calloc(1, sizeof *admission);

    if (admission == NULL)
        abort();
    pthread_mutex_init(&admission->lock, NULL);
    admission->all = throttle_open(limits->messages, HOUR, 1);
    admission->messages = throttle_open(limits->sender_messages, HOUR, SENDERS);
    admission->bytes = throttle_open(limits->sender_bytes, DAY, SENDERS);
    return admission;
}

void
admission_close(struct admission **admission)
{
    if (*admission == NULL)
        return;
    throttle_close(&(*admission)->all);
    throttle_close(&(*admission)->messages);
    throttle_close(&(*admission)->bytes);
    pthread_mutex_destroy(&(*admission)->lock);
    free(*admission);
    *admission = NULL;
}

enum admission_verdict
admission_ask(struct admission *admission, struct span address, int64_t now)
{
    enum admission_verdict verdict = ADMISSION_GRANTED;
    struct sender sender;

    name_sender(&sender, address);
    pthread_mutex_lock(&admission->lock);
    if (sender.key.len > 0 && (!throttle_allows(admission->messages, sender.key, now) ||
                               !throttle_allows(admission->bytes, sender.key, now)))
        verdict = ADMISSION_SENDER;
    else if (!throttle_allows(admission->all, SPAN("all"), now))
        verdict = ADMISSION_ALL;
    pthread_mutex_unlock(&admission->lock);
    return verdict;
}

void
admission_charge(struct admission *admission, struct span address, size_t bytes, int64_t now)
{
    struct sender sender;

    name_sender(&sender, address);
    pthread_mutex_lock(&admission->lock);
    throttle_charge(admission->all, SPAN("all"), 1, now);
    if (sender.key.len > 0) {
        throttle_charge(admission->messages, sender.key, 1, now);
        throttle_charge(admission->bytes, sender.key, bytes, now);
    }
    pthread_mutex_unlock(&admission->lock);
}
