// SPDX-License-Identifier: Apache-2.0
/* render --procedure P --template T DOSSIER.xml [-o FILE]: a mail or a document from a dossier
 * (a <dossier> as conventionctl keeps it, or the values of a form). */
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "document/document.h"
#include "mail/compose.h"
#include "main/command.h"
#include "os/clock.h"
#include "reader/xmlform.h"
#include "workflow/context.h"
#include "workflow/decide.h"

static xmlDoc *
load_dossier(struct command *command, const struct definition *definition)
{
    const struct procedure *procedure = definition_procedure(definition);
    struct xmlform form;
    struct span bytes;
    xmlDoc *dossier;

    if (!command_read(command, command->argv[0], XML_OWN_MAX, &bytes))
        return NULL;
    if (!xmlform_is(bytes))
        return xml_parse(command->arena, bytes, command->argv[0], XML_OWN_MAX, &command->err);
    if (!xmlform_read(command->arena, procedure_form(procedure), 1, bytes, command->argv[0], &form,
                      &command->err))
        return NULL;
    dossier = dossier_new(command->arena, procedure, SPAN("2026-00000"), SPAN("apercu@univ.example"),
                          SPAN("fr"), clock_now());
    dossier_apply(command->arena, dossier, procedure, form.values, form.value_count, "");
    form_compute(evaluation_open(command->arena, procedure, dossier, NULL, clock_now()), dossier);
    return dossier;
}

static bool
render_document(struct command *command, const struct procedure *procedure, const char *lang, xmlDoc *context,
                struct span *bytes)
{
    struct typesetter *typesetter = typesetter_open(&command->err);
    bool good;

    if (typesetter == NULL)
        return false;
    good = document_make(command->arena, typesetter, procedure, span_of(command->template), span_of(lang),
                         context, bytes, &command->err);
    typesetter_close(&typesetter);
    return good;
}

static bool
render_mail(struct command *command, const struct procedure *procedure, const char *lang, xmlDoc *context,
            struct span *bytes)
{
    struct mail_headers headers = {.from = SPAN("apercu@univ.example"),
                                   .to = SPAN("apercu@univ.example"),
                                   .reply_to = SPAN("apercu+00000000000000000000000000@univ.example"),
                                   .message_id = SPAN("apercu@univ.example"),
                                   .tag = SPAN("00000000000000000000000000"),
                                   .date = clock_now(),
                                   .base_offset = 60};

    return compose_mail(command->arena, procedure, span_of(command->template), span_of(lang), context,
                        &headers, NULL, 0, bytes, &command->err);
}

static bool
render(struct command *command, const struct definition *definition, struct span *bytes)
{
    const struct procedure *procedure = definition_procedure(definition);
    const char *lang = command->language == NULL ? "fr" : command->language;
    struct situation situation = {.definition = definition,
                                  .mailbox = SPAN("apercu@univ.example"),
                                  .base_offset = 60,
                                  .next_number = SPAN("2026-00000"),
                                  .now = clock_now()};
    bool mail = template_exists(procedure, "mail", command->template, lang);
    xmlDoc *context;

    if (!mail && !template_exists(procedure, "document", command->template, lang))
        return error_set(&command->err, ERROR_BAD_INPUT, "the procedure has no template \"%s\" in %s",
                         command->template, lang);
    situation.dossier = load_dossier(command, definition);
    if (situation.dossier == NULL)
        return false;
    context = xml_parse(command->arena,
                        context_of(command->arena, &situation, span_of(command->template), span_of(lang)),
                        "context", XML_OWN_MAX, &command->err);
    if (context == NULL)
        return false;
    return mail ? render_mail(command, procedure, lang, context, bytes)
                : render_document(command, procedure, lang, context, bytes);
}

enum outcome
cmd_render(struct command *command)
{
    struct definition *definition;
    struct span bytes;
    bool good;

    if (command->argc != 1 || command->template == NULL)
        return command_usage(command,
                             "render --procedure P --template T DOSSIER.xml [-o FILE] [--language fr|en]");
    definition = command_definition(command, command->procedure);
    if (definition == NULL)
        return command_failed(command);
    good = render(command, definition, &bytes) && command_write(command, bytes);
    definition_close(&definition);
    return good ? OUTCOME_DONE : command_failed(command);
}
