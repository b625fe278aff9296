// SPDX-License-Identifier: Apache-2.0
/* dss: the document security store (ETSI EN 319 142-1 section 5.4.2): certificates, OCSP responses and
 * revocation lists beside the signatures, so that they can be judged later. */
#ifndef SIGNATURE_DSS_H
#define SIGNATURE_DSS_H

#include "signature/chain.h"
#include "signature/revision.h"

/* An update with a store; one that the file already has is kept in it. */
bool dss_append(struct arena *arena, struct revisions *revisions, const struct evidence *evidence,
                struct span *pdf, struct error *err) MUST_CHECK;
/* What the store of revision `number` holds is added to the evidence; what is malformed or too much is left
 * out. */
void dss_read(struct arena *arena, struct revisions *revisions, size_t number, struct evidence *evidence);

#endif
