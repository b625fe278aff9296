// SPDX-License-Identifier: Apache-2.0
/*
 * understand: what kind of intent a mail is, once all its parts have been read.
 *
 * Order, first that holds: bounce, automatic mail, unreadable or doubtful author, form (XML,
 * PDF, then lines), answer, command, a document that came back, a command in the subject, unclear.
 * A doubt is never resolved by guessing.
 *
 * Reasons beside those of reader/answer.h:
 *   unclear-mime          the message can be read in several ways, or passes a limit
 *   unclear-no-from, unclear-several-from, unclear-from    no author, several, or a doubtful spelling
 *   unclear-charset       a part in a character set that we refuse
 *   unclear-forward       a forwarded mail is no answer
 *   unclear-quote-only    nothing new was written
 *   unclear-inline        the verb stands between quoted lines
 *   unclear-html-differs  the plain text and the HTML say different things
 *   unclear-xml           the XML attachment can't be read; argument: "NAME:LINE: what"
 *   unclear-pdf-other     the PDF form was made for another dossier; argument: its number
 *   unclear-tnef          everything is inside winmail.dat
 *   unclear-encrypted     everything is inside an encrypted or opaque S/MIME or PGP part
 *
 * A document's reason says why its PDF is no form: "pdf-flat", "pdf-encrypted"... (reader/pdfform.h).
 */
#ifndef READER_UNDERSTAND_H
#define READER_UNDERSTAND_H

#include "reader/intent.h"
#include "reader/mime.h"

struct understanding {
    const struct intent_settings *settings;
    const struct mime *mime;
    const struct mime_body *body;
    struct span from_fault; /* of address_author, "" when the author is clear */
    bool bounce;
};

/* Fills kind, verb, argument, reason, form, values, remarks, unknown, text, language.
 * The intent's headers, tags and attachments are there already. */
void understand(struct arena *arena, struct intent *intent, const struct understanding *u);

#endif
