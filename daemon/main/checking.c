// SPDX-License-Identifier: Apache-2.0
#include "main/checking.h"

#include "common/date.h"
#include "os/file.h"
#include "workflow/markup.h"

enum { ANCHORS_MAX = 4 * 1024 * 1024, CHECK_MAX = 64 * 1024, SIGNERS_SHOWN = 12 };

static bool
add_file(struct arena *arena, const char *path, struct text *pem, struct error *err)
{
    struct span bytes;

    if (*path == '\0')
        return true;
    if (!file_read(arena, path, ANCHORS_MAX, &bytes, err))
        return false;
    text_span(pem, bytes);
    text_byte(pem, '\n');
    return true;
}

bool
checking_anchors(struct arena *arena, const struct config *config, struct span *anchors, struct error *err)
{
    struct text pem = text_new(arena, ANCHORS_MAX * 2 + 2);

    if (!add_file(arena, config->trust_anchors, &pem, err) ||
        !add_file(arena, config->seal_certificate, &pem, err))
        return false;
    *anchors = text_get(&pem);
    return true;
}

/* Who reads it is written to in their own language, not in the one that they wrote. */
static void
put_sentences(struct text *out, enum reason reason)
{
    markup_element(out, "fr", reason_sentence(reason, SPAN("fr")));
    markup_element(out, "en", reason_sentence(reason, SPAN("en")));
}

static void
put_signer(struct arena *arena, const struct verify_signature *signature, struct text *out)
{
    text_string(out, "<signer");
    markup_attribute(out, "name", span_first(signature->signer, 200));
    markup_attribute(out, "organisation", span_first(signature->organisation, 200));
    markup_attribute(out, "verdict", span_of(verdict_name(reason_verdict(signature->reason))));
    markup_attribute(out, "level", span_of(signature->level));
    if (signature->time != 0)
        markup_attribute(out, "time", instant_iso(arena, signature->time));
    markup_attribute(out, "proved", signature->time_proved ? SPAN("true") : SPAN("false"));
    text_byte(out, '>');
    put_sentences(out, signature->reason);
    text_string(out, "</signer>");
}

struct span
checking_write(struct arena *arena, const struct verification *verification)
{
    struct text out = text_new(arena, CHECK_MAX);

    text_string(&out, "<check");
    markup_attribute(&out, "verdict", span_of(verdict_name(verification->verdict)));
    markup_attribute(&out, "reason", span_of(reason_code(verification->reason)));
    text_byte(&out, '>');
    put_sentences(&out, verification->reason);
    for (size_t i = 0; i < verification->count && i < SIGNERS_SHOWN; i++)
        put_signer(arena, &verification->signatures[i], &out);
    text_string(&out, "</check>");
    return out.overflow ? SPAN("") : text_get(&out);
}

void
checking_judge(struct arena *arena, struct intent *intent, const struct certificates *trusted, int64_t now)
{
    struct verify_settings settings = {
        .original = SPAN(""), .trusted = trusted, .now = now, .beginnings = true};
    size_t judged = 0;

    if (intent->kind != INTENT_COMMAND || !span_is(intent->verb, "verifier"))
        return;
    for (size_t i = 0; i < intent->attachment_count && judged < CHECKING_FILES; i++) {
        struct intent_attachment *attachment = &intent->attachments[i];
        struct verification verification;

        if (!span_starts(attachment->data, "%PDF-") && !span_is(attachment->type, "application/pdf"))
            continue;
        judged++;
        verify_pdf(arena, attachment->data, &settings, &verification);
        attachment->check = checking_write(arena, &verification);
        attachment->beginnings =
            (struct span){(const char *)verification.beginnings,
                          verification.beginnings == NULL ? 0 : verification.revisions * DIGEST_SIZE};
    }
}

static bool
find_one(struct database *database, struct arena *arena, struct span digest, struct span *ours,
         struct error *err)
{
    sqlite3_stmt *query = database_query(database,
                                         "SELECT d.number, document.name FROM document JOIN dossier d ON "
                                         "d.id = document.dossier WHERE sha256 = ?",
                                         "b", digest);
    enum database_row row = database_step(database, query, err);
    struct text out = text_new(arena, 1024);

    if (row == ROW_FOUND) {
        markup_attribute(&out, "number", span_of((const char *)sqlite3_column_text(query, 0)));
        markup_attribute(&out, "document", span_of((const char *)sqlite3_column_text(query, 1)));
        *ours = text_get(&out);
        database_end(query);
    }
    return row != ROW_FAILED;
}

/* The longest beginning that is a document of ours. */
static bool
find_file(struct database *database, struct arena *arena, struct intent_attachment *file, struct error *err)
{
    size_t count = file->beginnings.len / DIGEST_SIZE;

    for (size_t i = count; i-- > 0 && file->ours.len == 0;) {
        struct span digest = span_first(span_from(file->beginnings, i * DIGEST_SIZE), DIGEST_SIZE);

        if (!find_one(database, arena, digest, &file->ours, err))
            return false;
        if (file->ours.len > 0)
            file->ours = span_printf(arena, "%.*s whole=\"%s\"", SPAN_ARG(file->ours),
                                     i + 1 == count ? "true" : "false");
    }
    return true;
}

bool
checking_find(struct database *database, struct arena *arena, struct intent *intent, struct error *err)
{
    for (size_t i = 0; i < intent->attachment_count; i++)
        if (!find_file(database, arena, &intent->attachments[i], err))
            return false;
    return true;
}
