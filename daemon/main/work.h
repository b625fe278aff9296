// SPDX-License-Identifier: Apache-2.0
/*
 * work: what a worker is asked and answers, on the wire, and the worker's side of it.
 *
 * Question: the bytes of one of the kinds below.  Answer: u8 1 and the product's bytes, or
 * u8 0, u8 error kind, text.  A worker holds the procedures it was given (WORK_ADOPT) and
 * its typesetter; it opens no file and no socket.
 */
#ifndef MAIN_WORK_H
#define MAIN_WORK_H

#include "directory/registeranswer.h"
#include "document/document.h"
#include "mail/compose.h"
#include "reader/intent.h"
#include "workflow/effect.h"

enum work_kind {
    WORK_ADOPT = 1, /* a bundle -> nothing; sent to every worker */
    WORK_READ,      /* versions, settings, message -> u8 brings a file to a task, intent */
    WORK_MAKE,      /* version, basis, effects of one decision -> an answer each */
    WORK_REGISTER,  /* interface, siret, body -> records (directory/registercache.h) */
    WORK_SEAL,      /* see main/sealwork.h */
    WORK_VERIFY,    /* likewise */
    WORK_RETURNED,  /* see main/returning.h */
    WORK_PROVIDER,  /* see outbox/contract.h */
};

/* The current versions of a mailbox's procedures, the main one first (main/adoption.h). */
enum { FAMILY_MAX = 16 };
struct family {
    struct digest versions[FAMILY_MAX];
    size_t count;
};

/* anchors: PEM, see main/checking.h. */
void work_put_read(struct text *out, const struct family *family, const struct intent_settings *settings,
                   struct span anchors, const struct message *message);
/* Effects of one basis: first the head, then each of them: a mail, or a document's effect with what it encloses
 * (main/enclose.h). */
void work_put_head(struct text *out, const struct digest *version, struct span basis, size_t count);
/* An attachment without data is the document of that name in effect->attachments, made before in this question. */
void work_put_mail(struct text *out, const struct effect *effect, const struct mail_headers *headers,
                   const struct mail_attachment *attachments, size_t count);
void work_get_headers(struct arena *arena, struct wire *wire, struct mail_headers *headers);

void work_put_register(struct text *out, enum register_interface interface, struct span siret,
                       struct span body);

/* The product of an answer, or its error. */
bool work_product(struct span answer, struct span *product, struct error *err) MUST_CHECK;

/* The worker's side. */
struct worker;
struct worker *worker_open(struct error *err); /* before the sandbox: fonts, charsets */
/* Writes the answer. */
void worker_handle(struct worker *worker, uint32_t kind, struct span question, struct arena *arena,
                   struct text *answer);

#endif
