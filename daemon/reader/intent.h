// SPDX-License-Identifier: Apache-2.0
/*
 * intent: what a message wants, as data.  The reader's one product.
 *
 * intent_read computes and has no effect: same bytes, same settings, same intent.
 * Nothing here is trusted to act: whether it acts is for workflow/decide.h to say.
 */
#ifndef READER_INTENT_H
#define READER_INTENT_H

#include "common/digest.h"
#include "common/error.h"
#include "common/wire.h"
#include "procedure/form.h"
#include "reader/message.h"

enum intent_kind {
    INTENT_UNCLEAR,    /* reason says why; asks, never acts */
    INTENT_FORM,       /* values holds fields of the form (from text, XML or PDF) */
    INTENT_ANSWER,     /* verb answers a task */
    INTENT_COMMAND,    /* verb needs no task (AIDE, FORMULAIRE, TABLEAU DE BORD...) */
    INTENT_DOCUMENT,   /* a PDF or a scan came back with no verb beside it */
    INTENT_BOUNCE,     /* DSN or one of its cousins */
    INTENT_AUTO_REPLY, /* absence, receipt, list: never acts, never answered */
};

enum intent_auto { AUTO_NO, AUTO_REPLY, AUTO_BOUNCE, AUTO_LIST };

enum auth_verdict { AUTH_NONE, AUTH_PASS, AUTH_FAIL };

struct intent_authentication {
    enum auth_verdict verdict; /* PASS only when aligned with From */
    struct span method;        /* "dmarc", "dkim", "auth", "spf"; "" when none */
    struct span domain;        /* the domain (or login) that was proven */
    struct span field;         /* the trusted Authentication-Results field, unfolded */
};

struct intent_value {
    struct span field; /* the form's field id, "section.field" or "section.group.N.field" */
    struct span value; /* as written, trimmed; not yet checked nor canonical */
    uint32_t line;     /* of the new text or of the XML, 0 when unknown */
};

struct intent_attachment {
    struct span name, type; /* cleaned file name (no folder); lower-case media type */
    struct span data;       /* decoded; travels only when wanted (see intent_put) */
    uint64_t size;          /* bytes */
    struct digest digest;   /* of the decoded bytes */
    /* What a check of the file found (main/checking.h), "" none: an element <check/> for the answer's
     * context; SHA-256 of the file up to the end of each of its revisions, one after the other. */
    struct span check, beginnings;
    struct span masked; /* what is never asked for and stands in it: id of a <mask>, "" nothing (reader/screening.h) */
    bool form;          /* the values were read from it */
    struct span ours; /* attributes that say which of our documents it begins with, "" none; does not travel */
};

/* The form of one procedure as the mail's lines fill it. */
struct intent_reading {
    struct span form; /* id */
    struct intent_value *values;
    size_t value_count;
    struct span *unknown;
    size_t unknown_count;
};

struct intent {
    enum intent_kind kind;
    struct span verb; /* canonical id of the verb (reader/answer.h), "" when none; of a FORM: a command above
                         its lines */
    struct span argument; /* reason, search words, number: what follows the verb */
    struct span reason;   /* UNCLEAR, DOCUMENT: a stable word (see reader/understand.h), else "" */

    struct span from, from_name;     /* the one From mailbox, address lower-cased in its domain */
    struct span subject, message_id; /* decoded; id without <> */
    struct span *in_reply_to;        /* ids without <>, In-Reply-To then References, newest first */
    size_t in_reply_to_count;
    int64_t date; /* of the Date field, 0 when absent or unreadable */
    enum intent_auto automatic;
    struct span *tags; /* every distinct TAG found, canonical, wherever it stood */
    size_t tag_count;
    struct span number;   /* "2026-00042" from the subject, "" when none */
    struct span language; /* "fr" or "en": of what was written, "fr" when in doubt */

    struct span text;      /* what the author newly wrote */
    struct span full_text; /* the whole body as text */
    struct span form;      /* INTENT_FORM: id of the form that the values belong to, "" else */
    struct intent_value *values;
    size_t value_count;
    struct intent_value *remarks; /* MODIFIER: "field: remark" lines; field "" for a general one */
    size_t remark_count;
    struct span *unknown; /* form lines whose label is no field of ours, as written */
    size_t unknown_count;
    struct intent_reading
        *others; /* the mail's lines by each form of the mailbox that knows one of them, see intent_choose */
    size_t other_count;
    struct intent_attachment *attachments;
    size_t attachment_count;
    struct intent_authentication authentication;

    struct span bounce_recipient, bounce_status, bounce_text, bounce_action; /* RFC 3464; "" else */

    struct digest digest;         /* SHA-256 of the raw bytes */
    struct digest content_digest; /* of From, Date, Subject, Message-ID and body: the same mail again */
};

/* What the reader must know of the instance. */
struct intent_settings {
    struct span authserv_id;  /* ours; empty: nothing is ever authenticated */
    bool authserv_below;      /* our border writes below its own Received (reader/authres.h) */
    struct span arc_sealers;  /* domains, separated by spaces: reader/arc.h */
    struct span mailbox;      /* "desk@univ.example" */
    char delimiter;           /* '+' */
    const struct form *forms; /* the procedures whose forms may come to this mailbox */
    size_t form_count;
};

/* Never fails: what can't be read is INTENT_UNCLEAR with its reason. */
struct intent *intent_read(struct arena *arena, const struct message *message,
                           const struct intent_settings *settings);

/* Lines of a mail can fill forms of several procedures, and only the dossier that the mail is about
 * says which is meant: makes `form` that of an INTENT_FORM, with no value when no line fits it. */
void intent_choose(struct intent *intent, struct span form);

void intent_put(struct text *out, const struct intent *intent, bool with_attachments);
struct intent *intent_get(struct arena *arena, struct wire *wire);

/* A photograph, by its type or, where a program did not know that, by its file name. */
bool intent_is_picture(struct span type, struct span name);
const char *intent_kind_name(enum intent_kind kind);      /* "form", "answer"... */
const char *intent_auto_name(enum intent_auto automatic); /* "no", "auto-reply", "bounce", "list" */
const char *auth_verdict_name(enum auth_verdict verdict);

#endif
