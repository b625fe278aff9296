// SPDX-License-Identifier: Apache-2.0
/* later: brings messages that wait (store/pending.h) back through the drop when they are due. */
#ifndef MAIN_LATER_H
#define MAIN_LATER_H

#include "main/config.h"
#include "store/writer.h"

struct later {
    struct job job; /* first; the rest is the module's */
    struct writer *writer;
    const struct config *config;
    void (*brought)(void *context); /* something lies in the drop */
    void *context;
    bool under_way;
};

void later_open(struct later *later, struct writer *writer, const struct config *config,
                void (*brought)(void *context), void *context);
void later_look(struct later *later); /* from time to time */

#endif
