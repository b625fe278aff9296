// SPDX-License-Identifier: Apache-2.0
#include "main/anchors.h"

#include "os/log.h"

enum { DECODED_MAX = 64 * 1024 * 1024 };

const struct certificates *
anchors_of(struct anchors *anchors, struct span pem)
{
    struct error err;

    if (anchors->arena != NULL && span_equal(anchors->pem, pem))
        return &anchors->certificates;
    anchors_close(anchors);
    anchors->arena = arena_open(pem.len + DECODED_MAX);
    anchors->pem = span_copy(anchors->arena, pem);
    anchors->certificates.count = 0;
    if (!certificates_pem(anchors->arena, pem, &anchors->certificates, &err))
        log_event(LOG_ERROR, "anchors", "error=\"%s\"", err.text);
    return &anchors->certificates;
}

void
anchors_close(struct anchors *anchors)
{
    arena_close(&anchors->arena);
}
