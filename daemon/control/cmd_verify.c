// SPDX-License-Identifier: Apache-2.0
/* verify FILE.pdf [--original FILE.pdf] [--anchors FILE.pem]: a signed PDF, how far it can be trusted. */
#include "common/date.h"
#include "control/command.h"
#include "main/carried.h"
#include "os/clock.h"
#include "os/file.h"
#include "signature/verify.h"

enum { ANCHORS_MAX = 4 * 1024 * 1024, PRINTED_OFFSET = 60 };

static bool
add_file(struct command *command, const char *path, struct text *pem)
{
    struct span bytes;

    if (*path == '\0')
        return true;
    if (!file_read(command->arena, path, ANCHORS_MAX, &bytes, &command->err))
        return false;
    text_span(pem, bytes);
    text_byte(pem, '\n');
    return true;
}

/* Those of --anchors, else those of the instance and its own certificate. */
static bool
read_anchors(struct command *command, struct span *anchors)
{
    struct text pem = text_new(command->arena, ANCHORS_MAX * 3);
    struct config config;
    bool good = true;

    if (command->anchors != NULL)
        good = add_file(command, command->anchors, &pem);
    else if (command->instance != NULL)
        good = command_config(command, &config) && add_file(command, config.trust_anchors, &pem) &&
               add_file(command, config.seal_certificate, &pem);
    *anchors = text_get(&pem);
    return good;
}

static const char *
sentence_of(struct command *command, enum reason reason)
{
    return span_dup(command->arena, reason_sentence(reason, span_of(command->language)));
}

static json_t *
json_signature(struct command *command, const struct verify_signature *signature, size_t revisions)
{
    struct span covers = signature->covers_whole ? SPAN("whole document")
                                                 : span_printf(command->arena, "revision %zu of %zu",
                                                               signature->revision, revisions);
    json_t *object = json_object();

    json_object_set_new(object, "signer", json_span(signature->signer));
    json_object_set_new(object, "organisation", json_span(signature->organisation));
    json_object_set_new(object, "field", json_span(signature->field));
    json_object_set_new(object, "time",
                        signature->time == 0 ? json_null()
                                             : json_span(instant_iso(command->arena, signature->time)));
    json_object_set_new(object, "time_proved", json_boolean(signature->time_proved));
    json_object_set_new(object, "level", json_string(signature->level));
    json_object_set_new(object, "covers", signature->revision == 0 ? json_null() : json_span(covers));
    json_object_set_new(object, "verdict", json_string(verdict_name(reason_verdict(signature->reason))));
    json_object_set_new(object, "reason", json_string(reason_code(signature->reason)));
    json_object_set_new(object, "text", json_string(sentence_of(command, signature->reason)));
    if (signature->detail.len > 0)
        json_object_set_new(object, "detail", json_span(signature->detail));
    return object;
}

static json_t *
json_items(const struct carried_item *items, size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *object = json_object();

        json_object_set_new(object, "what", json_span(items[i].what));
        json_object_set_new(object, "detail", json_span(items[i].detail));
        json_object_set_new(object, "verdict", json_string(carried_verdict_name(items[i].verdict)));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *
json_verification(struct command *command, const struct verification *verification,
                  const struct carried *carried)
{
    json_t *object = json_object(), *signatures = json_array();

    for (size_t i = 0; i < verification->count; i++)
        json_array_append_new(signatures,
                              json_signature(command, &verification->signatures[i], verification->revisions));
    json_object_set_new(object, "verdict", json_string(verdict_name(verification->verdict)));
    json_object_set_new(object, "reason", json_string(reason_code(verification->reason)));
    json_object_set_new(object, "text", json_string(sentence_of(command, verification->reason)));
    if (verification->detail.len > 0)
        json_object_set_new(object, "detail", json_span(verification->detail));
    json_object_set_new(object, "signatures", signatures);
    json_object_set_new(object, "files", json_items(carried->files, carried->file_count));
    json_object_set_new(object, "dossier",
                        carried->number.len > 0 ? json_span(carried->number) : json_null());
    json_object_set_new(object, "evidence", json_items(carried->proofs, carried->proof_count));
    return object;
}

static void
print_signature(struct command *command, const struct verify_signature *signature, size_t revisions)
{
    printf("\n%.*s%s%.*s\n", SPAN_ARG(signature->signer.len > 0 ? signature->signer : SPAN("unknown signer")),
           signature->organisation.len > 0 ? ", " : "", SPAN_ARG(signature->organisation));
    if (signature->time != 0)
        printf("  time     %.*s (%s)\n",
               SPAN_ARG(instant_long(command->arena, signature->time, PRINTED_OFFSET, "en")),
               signature->time_proved ? "proved by a time stamp" : "as the signer's clock said");
    printf("  level    %s\n", signature->level);
    if (signature->revision > 0)
        printf(signature->covers_whole ? "  covers   the whole document\n"
                                       : "  covers   revision %zu of %zu\n",
               signature->revision, revisions);
    printf("  %-8s %s (%s)\n", verdict_name(reason_verdict(signature->reason)),
           sentence_of(command, signature->reason), reason_code(signature->reason));
    if (signature->detail.len > 0)
        printf("           %.*s\n", SPAN_ARG(signature->detail));
}

static void
print_verification(struct command *command, const struct verification *verification)
{
    printf("%s: %s (%s)\n", verdict_name(verification->verdict), sentence_of(command, verification->reason),
           reason_code(verification->reason));
    if (verification->detail.len > 0)
        printf("%.*s\n", SPAN_ARG(verification->detail));
    for (size_t i = 0; i < verification->count; i++)
        print_signature(command, &verification->signatures[i], verification->revisions);
}

static void
print_items(const struct carried_item *items, size_t count, const char *const words[])
{
    for (size_t i = 0; i < count; i++)
        printf("  %-28.*s %-24.*s %s\n", SPAN_ARG(items[i].what), SPAN_ARG(items[i].detail),
               words[items[i].verdict]);
}

static void
print_carried(const struct carried *carried)
{
    static const char *const files[] = {"", "as the evidence says", "", "NOT what the evidence says"};
    static const char *const proofs[] = {"", "as in the store", "not in the store", "NOT as in the store"};

    if (carried->file_count > 0)
        printf("\nFiles that it carries\n");
    print_items(carried->files, carried->file_count, files);
    if (carried->proof_count > 0)
        printf("\nEvidence of dossier %.*s\n", SPAN_ARG(carried->number));
    print_items(carried->proofs, carried->proof_count, proofs);
}

/* A document that can't be read carries nothing; the verification says what is wrong with it. */
static bool
check_carried(struct command *command, struct span pdf, struct carried *carried)
{
    struct database *database = NULL;
    struct error unread = {0};
    struct config config;

    *carried = (struct carried){0};
    if (command->instance != NULL) {
        if (!command_config(command, &config))
            return false;
        database = command_database(command, &config);
        if (database == NULL)
            return false;
    }
    if (!carried_check(command->arena, pdf, database, carried, &unread))
        *carried = (struct carried){.number = SPAN("")};
    database_close(&database);
    return true;
}

enum outcome
cmd_verify(struct command *command)
{
    struct verify_settings settings = {.original = SPAN(""), .now = clock_now()};
    struct verification verification;
    struct carried carried;
    struct span pdf;

    if (command->argc != 1)
        return command_usage(command, "verify FILE.pdf [--original FILE.pdf] [--anchors FILE.pem]");
    if (!command_read(command, command->argv[0], VERIFY_SIZE_MAX, &pdf) ||
        (command->original != NULL &&
         !command_read(command, command->original, VERIFY_SIZE_MAX, &settings.original)) ||
        !read_anchors(command, &settings.anchors))
        return command_failed(command);
    if (command->original != NULL && settings.original.len == 0) {
        error_set(&command->err, ERROR_BAD_INPUT, "%s is empty", command->original);
        return command_failed(command);
    }
    verify_pdf(command->arena, pdf, &settings, &verification);
    if (!check_carried(command, pdf, &carried))
        return command_failed(command);
    if (command->json)
        command_print_json(json_verification(command, &verification, &carried));
    else {
        print_verification(command, &verification);
        print_carried(&carried);
    }
    if (verification.reason == REASON_NOT_A_PDF)
        return OUTCOME_UNUSABLE;
    return verification.verdict == VERDICT_VALID && !carried.differs ? OUTCOME_DONE : OUTCOME_NEGATIVE;
}
