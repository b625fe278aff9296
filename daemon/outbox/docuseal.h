// SPDX-License-Identifier: Apache-2.0
/*
 * docuseal: DocuSeal's interface (REST at {root}), after its OpenAPI file (docs/openapi.json of release 3.1).
 *
 * A request is a *submission* made from our PDF, with a signature field of its own where the PDF has one named like
 * the signatory's role; signatories are its *submitters*, told apart by their role.  What names a submission as ours
 * is the external_id of its submitters: our reference and the role.  Documents are fetched from addresses that an
 * answer names.  The open-source server has no POST /submissions/pdf: it takes the hosted or the paid one.
 */
#ifndef OUTBOX_DOCUSEAL_H
#define OUTBOX_DOCUSEAL_H

#include "outbox/contract.h"

bool docuseal_step(struct arena *arena, const struct contract_order *order, const struct contract_answer *answers,
                   size_t count, struct contract_step *step, struct error *err) MUST_CHECK;

#endif
