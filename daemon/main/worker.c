// SPDX-License-Identifier: Apache-2.0
/* The worker's side of main/work.h: procedures held by digest, and one function a kind. */
#include <stdlib.h>
#include <string.h>

#include "common/xml.h"
#include "directory/registercache.h"
#include "mail/ods.h"
#include "main/checking.h"
#include "main/enclose.h"
#include "main/returning.h"
#include "main/sealwork.h"
#include "main/work.h"
#include "outbox/contract.h"
#include "reader/charset.h"
#include "reader/screening.h"
#include "workflow/contexttree.h"
#include "workflow/returned.h"

enum {
    PROCEDURES_MAX = 32,
    LOAD_ARENA_MAX = 64 * 1024 * 1024,
    SHEET_MAX = 32 * 1024 * 1024,
};

/* A procedure, and what is made of it once. */
struct held {
    struct procedure *procedure;
    struct arena *arena; /* of the blanks */
    struct formview_blanks blanks;
};

struct worker {
    struct typesetter *typesetter;
    struct held held[PROCEDURES_MAX];
    size_t count;
    struct anchors anchors;
};

struct worker *
worker_open(struct error *err)
{
    struct worker *worker = calloc(1, sizeof *worker);

    if (worker == NULL)
        abort();
    charset_start();
    worker->typesetter = typesetter_open(err);
    if (worker->typesetter == NULL) {
        free(worker);
        return NULL;
    }
    return worker;
}

static struct digest
get_digest(struct wire *wire)
{
    struct digest digest = {0};
    struct span bytes = span_first(wire->rest, DIGEST_SIZE);

    if (bytes.len == DIGEST_SIZE)
        memcpy(digest.bytes, bytes.data, DIGEST_SIZE);
    else
        wire->bad = true;
    wire->rest = span_from(wire->rest, DIGEST_SIZE);
    return digest;
}

static const struct held *
find_held(const struct worker *worker, const struct digest *digest)
{
    for (size_t i = 0; i < worker->count; i++)
        if (digest_equal(procedure_digest(worker->held[i].procedure), digest))
            return &worker->held[i];
    return NULL;
}

static const struct held *
get_held(const struct worker *worker, struct wire *wire, struct error *err)
{
    struct digest digest = get_digest(wire);
    const struct held *held = find_held(worker, &digest);

    if (held == NULL)
        error_set(err, ERROR_PERMANENT, "a worker was not given this version of the procedure");
    return held;
}

static void
let_go(struct worker *worker, size_t number)
{
    procedure_close(&worker->held[number].procedure);
    arena_close(&worker->held[number].arena);
    worker->count--;
    memmove(worker->held + number, worker->held + number + 1,
            sizeof worker->held[0] * (worker->count - number));
}

static void
hold(struct worker *worker, struct procedure *procedure)
{
    struct held *held;

    if (worker->count == PROCEDURES_MAX)
        let_go(worker, 0);
    held = &worker->held[worker->count++];
    held->procedure = procedure;
    held->arena = arena_open(LOAD_ARENA_MAX);
    held->blanks = formview_blanks(held->arena, procedure);
}

static bool
adopt(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out, struct error *err)
{
    struct arena *loading = arena_open(LOAD_ARENA_MAX);
    struct problems problems = {0};
    struct procedure *procedure = NULL;
    struct bundle bundle;

    (void)arena;
    (void)out;
    if (bundle_get(loading, wire, &bundle, err) && find_held(worker, &bundle.digest) == NULL) {
        procedure = procedure_load_checked(loading, &bundle, &problems);
        if (procedure == NULL)
            error_set(err, ERROR_BAD_INPUT, "the procedure has %zu faults", problems.count);
    }
    arena_close(&loading);
    if (procedure == NULL)
        return err->kind == ERROR_NONE;
    hold(worker, procedure);
    return true;
}

static bool
brings_file(const struct intent *intent)
{
    for (size_t i = 0; i < intent->attachment_count && intent->tag_count > 0; i++)
        if (returned_is_pdf(&intent->attachments[i]) || returned_is_picture(&intent->attachments[i]))
            return true;
    return false;
}

static bool
read_message(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out,
             struct error *err)
{
    uint32_t count = wire_get_count(wire, DIGEST_SIZE);
    struct form *forms = arena_array(arena, count, sizeof *forms);
    struct intent_settings settings = {.forms = forms, .form_count = count};
    const struct procedure *first = NULL; /* the mailbox's own: what it never asks for holds for all */
    struct message message;
    struct intent *intent;
    struct span anchors;

    for (uint32_t i = 0; i < count; i++) {
        const struct held *held = get_held(worker, wire, err);

        if (held == NULL)
            return false;
        forms[i] = *procedure_form(held->procedure);
        first = i == 0 ? held->procedure : first;
    }
    settings.authserv_id = wire_get_bytes(wire);
    settings.authserv_below = wire_get_u8(wire) != 0;
    settings.arc_sealers = wire_get_bytes(wire);
    settings.mailbox = wire_get_bytes(wire);
    settings.delimiter = (char)wire_get_u8(wire);
    anchors = wire_get_bytes(wire);
    if (!message_get(arena, wire, &message))
        return error_set(err, ERROR_PERMANENT, "malformed question");
    intent = intent_read(arena, &message, &settings);
    if (first != NULL)
        screening_run(arena, first, intent);
    checking_judge(arena, intent, anchors_of(&worker->anchors, anchors), message.received);
    wire_put_u8(out, brings_file(intent));
    intent_put(out, intent, false);
    return true;
}

/* Effects of one decision, which share its context. */
struct making {
    struct arena *arena;
    const struct procedure *procedure;
    struct typesetter *typesetter;
    struct contexttree *tree;
    struct made *documents; /* last first */
};

/* A document that a mail after it may carry. */
struct made {
    struct made *next;
    struct span name, pdf;
};

/* A document that goes with one mail, from the same context; it is kept nowhere. */
struct enclosing {
    struct mail_setter setter;
    struct typesetter *typesetter;
    const struct procedure *procedure;
    struct span language;
    xmlDoc *context;
};

static bool
set_enclosed(const struct mail_setter *setter, struct arena *arena, struct span template, struct span *pdf,
             struct error *err)
{
    const struct enclosing *enclosing = (const struct enclosing *)setter;

    const struct document_parts parts = {
        enclosing->procedure, template, enclosing->language, enclosing->context, {0}};

    return document_make(arena, enclosing->typesetter, &parts, pdf, err);
}

/* A list goes along as CSV and as a spreadsheet. */
static bool
attach_sheet(struct arena *arena, struct span bytes, struct mail_attachment *attachments, uint32_t *count,
             struct error *err)
{
    struct wire wire = wire_read(bytes);
    struct mail_attachment *csv = &attachments[*count], *ods = &attachments[*count + 1];
    struct sheet sheet;

    if (bytes.len == 0)
        return true;
    if (!sheet_get(arena, &wire, &sheet) || !wire_done(&wire))
        return error_set(err, ERROR_PERMANENT, "malformed sheet");
    csv->name = span_printf(arena, "%.*s.csv", SPAN_ARG(sheet.name));
    csv->type = SPAN("text/csv");
    csv->data = sheet_csv(arena, &sheet, SHEET_MAX);
    ods->name = span_printf(arena, "%.*s.ods", SPAN_ARG(sheet.name));
    ods->type = SPAN(ODS_TYPE);
    *count += 2;
    return ods_write(arena, &sheet, &ods->data, err);
}

static struct span
find_made(const struct making *making, struct span name)
{
    for (const struct made *made = making->documents; made != NULL; made = made->next)
        if (span_equal(made->name, name))
            return made->pdf;
    return SPAN("");
}

/* One without bytes is the document of that name which was made before. */
static bool
find_attachments(const struct making *making, const struct effect *effect, struct mail_attachment *attachments,
                 uint32_t count, struct error *err)
{
    for (uint32_t i = 0; i < count && i < effect->attachment_count; i++) {
        struct span name = effect->attachments[i];

        if (attachments[i].data.len == 0)
            attachments[i].data = find_made(making, name);
        if (attachments[i].data.len == 0)
            return error_set(err, ERROR_PERMANENT, "the document %.*s was not made", SPAN_ARG(name));
    }
    return true;
}

static bool
compose(const struct making *making, struct wire *wire, const struct effect *effect, struct span *message,
        struct error *err)
{
    struct arena *arena = making->arena;
    struct mail_attachment *attachments;
    struct mail_headers headers;
    struct enclosing enclosing = {
        .setter = {set_enclosed}, .typesetter = making->typesetter, .procedure = making->procedure};
    xmlDoc *context;
    uint32_t count;

    work_get_headers(arena, wire, &headers);
    count = wire_get_count(wire, 12);
    attachments = arena_array(arena, count + 2, sizeof *attachments);
    for (uint32_t i = 0; i < count; i++) {
        attachments[i].name = wire_get_bytes(wire);
        attachments[i].type = wire_get_bytes(wire);
        attachments[i].data = wire_get_bytes(wire);
    }
    if (wire->bad)
        return error_set(err, ERROR_PERMANENT, "malformed question");
    if (!find_attachments(making, effect, attachments, count, err) ||
        !attach_sheet(arena, effect->sheet, attachments, &count, err))
        return false;
    context = contexttree_show(making->tree, effect->context, err);
    enclosing.language = effect->language;
    enclosing.context = context;
    headers.setter = &enclosing.setter;
    return context != NULL && compose_mail(arena, making->procedure, effect->template, effect->language,
                                           context, &headers, attachments, count, message, err);
}

static bool
set_document(struct making *making, struct wire *wire, const struct effect *effect, struct span *pdf,
             struct error *err)
{
    struct document_parts parts = {making->procedure, effect->template, effect->language, NULL, {0}};
    struct enclose enclose;
    struct made *made;
    xmlNode *root;

    if (!enclose_get(making->arena, wire, &enclose))
        return error_set(err, ERROR_PERMANENT, "malformed question");
    parts.context = contexttree_show(making->tree, effect->context, err);
    if (parts.context == NULL)
        return false;
    root = xmlDocGetRootElement(parts.context);
    if (effect->seal)
        xmlSetProp(root, BAD_CAST "seal", BAD_CAST "true");
    parts.enclosures = enclose_make(making->arena, &enclose, effect, making->procedure, root);
    if (!document_make(making->arena, making->typesetter, &parts, pdf, err))
        return false;
    made = arena_alloc(making->arena, sizeof *made);
    *made = (struct made){.next = making->documents, .name = effect->document, .pdf = *pdf};
    making->documents = made;
    return true;
}

static void
put_fault(struct text *out, const struct error *err)
{
    text_byte(out, 0);
    text_byte(out, (char)err->kind);
    text_string(out, err->text);
}

/* What one effect fails of is its own answer; the others are made all the same. */
static bool
make_one(struct making *making, struct wire *wire, struct text *out, struct error *err)
{
    struct text answer = text_new(making->arena, SIZE_MAX / 2);
    struct error fault = {0};
    struct effect effect;
    struct span product;

    if (!effect_get(making->arena, wire, &effect))
        return error_set(err, ERROR_PERMANENT, "malformed effect");
    if (effect.kind == EFFECT_DOCUMENT ? set_document(making, wire, &effect, &product, &fault)
                                       : compose(making, wire, &effect, &product, &fault)) {
        wire_put_u32(out, (uint32_t)product.len + 1);
        text_byte(out, 1);
        text_span(out, product);
        return true;
    }
    put_fault(&answer, &fault);
    wire_put_bytes(out, text_get(&answer));
    return true;
}

static bool
make(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out, struct error *err)
{
    const struct held *held = get_held(worker, wire, err);
    struct making making = {.arena = arena, .typesetter = worker->typesetter};
    uint32_t count;

    if (held == NULL)
        return false;
    making.procedure = held->procedure;
    making.tree = contexttree_open(arena, held->procedure, &held->blanks, wire_get_bytes(wire), err);
    if (making.tree == NULL)
        return false;
    count = wire_get_u32(wire);
    for (uint32_t i = 0; i < count && !wire->bad; i++)
        if (!make_one(&making, wire, out, err))
            return false;
    return wire_done(wire) || error_set(err, ERROR_PERMANENT, "malformed question");
}

static bool
read_register(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out,
              struct error *err)
{
    struct register_record *records = arena_array(arena, REGISTER_FOUND_MAX, sizeof *records);
    enum register_interface interface =
        wire_get_u8(wire) == REGISTER_SIRENE ? REGISTER_SIRENE : REGISTER_RECHERCHE;
    struct span siret = wire_get_bytes(wire), body = wire_get_bytes(wire);
    size_t count;

    (void)worker;
    if (!wire_done(wire))
        return error_set(err, ERROR_PERMANENT, "malformed question");
    if (!register_answer_read(arena, interface, siret, body, records, &count, err))
        return false;
    register_records_put(out, records, count);
    return true;
}

static bool
seal(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out, struct error *err)
{
    (void)worker;
    return sealwork_seal(wire, arena, out, err);
}

static bool
verify(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out, struct error *err)
{
    return sealwork_verify(&worker->anchors, wire, arena, out, err);
}

static bool
judge_returned(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out,
               struct error *err)
{
    return returning_work(&worker->anchors, wire, arena, out, err);
}

static bool
talk_to_provider(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out,
                 struct error *err)
{
    (void)worker;
    return contract_work(wire, arena, out, err);
}

typedef bool handler(struct worker *worker, struct wire *wire, struct arena *arena, struct text *out,
                     struct error *err);

static handler *const handlers[] = {
    [WORK_ADOPT] = adopt,
    [WORK_READ] = read_message,
    [WORK_MAKE] = make,
    [WORK_REGISTER] = read_register,
    [WORK_SEAL] = seal,
    [WORK_VERIFY] = verify,
    [WORK_RETURNED] = judge_returned,
    [WORK_PROVIDER] = talk_to_provider,
};

void
worker_handle(struct worker *worker, uint32_t kind, struct span question, struct arena *arena,
              struct text *answer)
{
    struct wire wire = wire_read(question);
    struct error err = {0};

    text_byte(answer, 1);
    if (kind < WORK_ADOPT || kind >= sizeof handlers / sizeof handlers[0])
        error_set(&err, ERROR_PERMANENT, "an unknown kind of work");
    else if (handlers[kind](worker, &wire, arena, answer, &err))
        return;
    text_cut(answer, 0);
    put_fault(answer, &err);
}
