// SPDX-License-Identifier: Apache-2.0
/*
 * anchors: the certificates that are trusted, decoded once in the life of a worker: OpenSSL takes as long for one of
 * them as for judging a signature.
 */
#ifndef MAIN_ANCHORS_H
#define MAIN_ANCHORS_H

#include "signature/certificate.h"

struct anchors {
    struct arena *arena; /* NULL: nothing is decoded yet */
    struct span pem;
    struct certificates certificates;
};

/* Those of a PEM text; kept until another text comes.  What can't be decoded is not among them. */
const struct certificates *anchors_of(struct anchors *anchors, struct span pem);
void anchors_close(struct anchors *anchors);

#endif
