// SPDX-License-Identifier: Apache-2.0
#include "outbox/contract.h"

#include <stdlib.h>
#include <string.h>

#include "outbox/docuseal.h"
#include "outbox/esup.h"

enum { SIGNATORY_LEAST = 20, SIGNATURE_LEAST = 13 };

static const struct contract contracts[] = {
    {"esup-signature", "X-Api-Key", false, esup_step},
    {"docuseal", "X-Auth-Token", true, docuseal_step},
};
enum { CONTRACTS = sizeof contracts / sizeof contracts[0] };

const struct contract *
contract_named(const char *name)
{
    for (size_t i = 0; i < CONTRACTS; i++)
        if (strcmp(contracts[i].name, name) == 0)
            return &contracts[i];
    return NULL;
}

const char *
contract_names(struct arena *arena)
{
    struct text out = text_new(arena, 256);

    for (size_t i = 0; i < CONTRACTS; i++)
        text_printf(&out, "%s%s", i == 0 ? "" : ", ", contracts[i].name);
    return text_cstr(&out);
}

static int
by_rank(const void *left, const void *right)
{
    const struct contract_signatory *a = left, *b = right;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->task < b->task ? -1 : a->task > b->task;
}

void
contract_number(struct contract_signatory *signatories, size_t count)
{
    uint32_t step = 0;

    if (count > 0)
        qsort(signatories, count, sizeof *signatories, by_rank);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || signatories[i].rank != signatories[i - 1].rank)
            step++;
        signatories[i].step = step;
    }
}

void
contract_ask(struct contract_step *step, const char *method, struct span url)
{
    step->asks = true;
    step->method = span_of(method);
    step->url = url;
}

void
contract_take(struct contract_step *step, const struct provider_signature *signature)
{
    for (size_t i = 0; i < step->count; i++)
        if (step->signatures[i].task == signature->task)
            return;
    step->signatures[step->count++] = *signature;
}

/* ---- on the wire ---- */

void
contract_put_order(struct text *out, const char *name, const struct contract_order *order,
                   const struct contract_answer *answers, size_t count)
{
    wire_put_string(out, name);
    wire_put_u8(out, (uint8_t)order->deed);
    wire_put_bytes(out, order->root);
    wire_put_bytes(out, order->reference);
    wire_put_bytes(out, order->remote);
    wire_put_bytes(out, order->pdf);
    wire_put_bytes(out, order->file_name);
    wire_put_bytes(out, order->owner);
    wire_put_bytes(out, order->level);
    wire_put_u32(out, (uint32_t)order->count);
    for (size_t i = 0; i < order->count; i++) {
        wire_put_bytes(out, order->signatories[i].address);
        wire_put_bytes(out, order->signatories[i].name);
        wire_put_bytes(out, order->signatories[i].role);
        wire_put_u32(out, order->signatories[i].task);
        wire_put_u32(out, order->signatories[i].rank);
    }
    wire_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        wire_put_u8(out, answers[i].absent);
        wire_put_bytes(out, answers[i].body);
    }
}

static bool
get_order(struct arena *arena, struct wire *wire, struct contract_order *order)
{
    order->deed = (enum contract_deed)wire_get_u8(wire);
    order->root = wire_get_bytes(wire);
    order->reference = wire_get_bytes(wire);
    order->remote = wire_get_bytes(wire);
    order->pdf = wire_get_bytes(wire);
    order->file_name = wire_get_bytes(wire);
    order->owner = wire_get_bytes(wire);
    order->level = wire_get_bytes(wire);
    order->count = wire_get_count(wire, SIGNATORY_LEAST);
    if (order->count > PROVIDER_SIGNATORIES_MAX || order->deed > CONTRACT_REMIND)
        return false;
    order->signatories = arena_array(arena, order->count, sizeof *order->signatories);
    for (size_t i = 0; i < order->count; i++) {
        order->signatories[i].address = wire_get_bytes(wire);
        order->signatories[i].name = wire_get_bytes(wire);
        order->signatories[i].role = wire_get_bytes(wire);
        order->signatories[i].task = wire_get_u32(wire);
        order->signatories[i].rank = wire_get_u32(wire);
    }
    contract_number(order->signatories, order->count);
    return true;
}

static void
put_step(struct text *out, const struct contract_step *step)
{
    wire_put_u8(out, step->asks);
    wire_put_bytes(out, step->method);
    wire_put_bytes(out, step->url);
    wire_put_bytes(out, step->type);
    wire_put_bytes(out, step->body);
    wire_put_u8(out, step->is_file);
    wire_put_bytes(out, step->remote);
    wire_put_u8(out, (uint8_t)step->outcome);
    wire_put_u32(out, (uint32_t)step->strangers);
    wire_put_u32(out, (uint32_t)step->count);
    for (size_t i = 0; i < step->count; i++) {
        wire_put_u32(out, step->signatures[i].task);
        wire_put_u8(out, step->signatures[i].refused);
        wire_put_bytes(out, step->signatures[i].at);
        wire_put_bytes(out, step->signatures[i].reason);
    }
}

bool
contract_get_step(struct arena *arena, struct span product, struct contract_step *step)
{
    struct wire wire = wire_read(product);

    *step = (struct contract_step){.asks = wire_get_u8(&wire) != 0};
    step->method = wire_get_bytes(&wire);
    step->url = wire_get_bytes(&wire);
    step->type = wire_get_bytes(&wire);
    step->body = wire_get_bytes(&wire);
    step->is_file = wire_get_u8(&wire) != 0;
    step->remote = wire_get_bytes(&wire);
    step->outcome = (enum provider_outcome)wire_get_u8(&wire);
    step->strangers = wire_get_u32(&wire);
    step->count = wire_get_count(&wire, SIGNATURE_LEAST);
    if (step->count > PROVIDER_SIGNATORIES_MAX || step->outcome > PROVIDER_FAILED)
        return false;
    step->signatures = arena_array(arena, step->count, sizeof *step->signatures);
    for (size_t i = 0; i < step->count; i++) {
        step->signatures[i].task = wire_get_u32(&wire);
        step->signatures[i].refused = wire_get_u8(&wire) != 0;
        step->signatures[i].at = wire_get_bytes(&wire);
        step->signatures[i].reason = wire_get_bytes(&wire);
    }
    return wire_done(&wire);
}

bool
contract_work(struct wire *wire, struct arena *arena, struct text *out, struct error *err)
{
    const struct contract *contract = contract_named(span_dup(arena, wire_get_bytes(wire)));
    struct contract_answer answers[CONTRACT_ANSWERS_MAX];
    struct contract_order order = {0};
    struct contract_step step = {.outcome = PROVIDER_WAITING};
    uint32_t count;

    if (contract == NULL || !get_order(arena, wire, &order))
        return error_set(err, ERROR_PERMANENT, "malformed question");
    count = wire_get_count(wire, 5);
    if (count > CONTRACT_ANSWERS_MAX)
        return error_set(err, ERROR_TEMPORARY, "the provider's answers have no end");
    for (uint32_t i = 0; i < count; i++) {
        answers[i].absent = wire_get_u8(wire) != 0;
        answers[i].body = wire_get_bytes(wire);
    }
    if (!wire_done(wire))
        return error_set(err, ERROR_PERMANENT, "malformed question");
    if (!contract->step(arena, &order, answers, count, &step, err))
        return error_at(err, "%s", contract->name);
    put_step(out, &step);
    return true;
}
