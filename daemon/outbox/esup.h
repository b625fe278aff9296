// SPDX-License-Identifier: Apache-2.0
/*
 * esup: esup-signature's interface (REST below {root}/ws).
 *
 * After its controllers and their OpenAPI annotations, version 1.37.  Our reference is the title of a request.
 * Signatories are told apart by their step and address.
 */
#ifndef OUTBOX_ESUP_H
#define OUTBOX_ESUP_H

#include "outbox/contract.h"

bool esup_step(struct arena *arena, const struct contract_order *order, const struct contract_answer *answers,
               size_t count, struct contract_step *step, struct error *err) MUST_CHECK;

#endif
