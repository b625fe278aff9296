// SPDX-License-Identifier: Apache-2.0
/* render [--procedure P] --template T [DOSSIER.xml | NUMBER] [-o FILE]: a mail or a document as it would
 * look. Of a file (a <dossier> as conventionctl keeps it, or the values of a form), of a dossier of the
 * instance, or, with neither, of the procedure's sample: rules/P/site/sample.xml. */
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "control/command.h"
#include "document/document.h"
#include "mail/compose.h"
#include "os/clock.h"
#include "reader/tag.h"
#include "reader/xmlform.h"
#include "store/dossiers.h"
#include "workflow/decide.h"
#include "workflow/preview.h"

/* "2026-00042", "2026-00042-1". */
static bool
is_number(struct command *command, const char *word)
{
    struct span number = tag_number(span_of(arena_printf(command->arena, "[%s]", word)));

    return span_is(number, word);
}

static xmlDoc *
load_stored(struct command *command, struct span number)
{
    struct config config;
    struct database *database;
    struct dossier_row row = {0};
    bool good;

    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return NULL;
    good = dossiers_by_number(database, command->arena, number, &row, &command->err);
    database_close(&database);
    if (!good)
        return NULL;
    if (row.id == 0) {
        error_set(&command->err, ERROR_BAD_INPUT, "there is no dossier %.*s", SPAN_ARG(number));
        return NULL;
    }
    return xml_parse(command->arena, row.data, "dossier", XML_OWN_MAX, &command->err);
}

/* Who would have sent that form: the first address in it. */
static struct span
sender_of(const struct procedure *procedure, const struct xmlform *form)
{
    for (size_t i = 0; i < form->value_count; i++) {
        const struct field *field = form_field(procedure_form(procedure), form->values[i].field);

        if (field != NULL && field->type == TYPE_EMAIL)
            return form->values[i].value;
    }
    return SPAN("apercu@univ.example");
}

static xmlDoc *
load_file(struct command *command, const struct definition *definition, const char *path)
{
    const struct procedure *procedure = definition_procedure(definition);
    struct xmlform form;
    struct span bytes;
    xmlDoc *dossier;

    if (!command_read(command, path, XML_OWN_MAX, &bytes))
        return NULL;
    if (!xmlform_is(bytes))
        return xml_parse(command->arena, bytes, path, XML_OWN_MAX, &command->err);
    if (!xmlform_read(command->arena, procedure_form(procedure), 1, bytes, path, &form, &command->err))
        return NULL;
    dossier = dossier_new(command->arena, procedure, SPAN("2026-00000"), sender_of(procedure, &form),
                          SPAN("fr"), clock_now());
    dossier_apply(command->arena, dossier, procedure, form.values, form.value_count, "");
    form_compute(evaluation_open(command->arena, procedure, dossier, NULL, clock_now()), dossier);
    return dossier;
}

static xmlDoc *
load_dossier(struct command *command, const struct definition *definition)
{
    const char *sample;

    if (command->argc == 1)
        return is_number(command, command->argv[0]) ? load_stored(command, span_of(command->argv[0]))
                                                    : load_file(command, definition, command->argv[0]);
    return command_sample(command, definition_procedure(definition), &sample)
               ? load_file(command, definition, sample)
               : NULL;
}

static bool
render_document(struct command *command, const struct procedure *procedure, const char *lang, xmlDoc *context,
                struct span *bytes)
{
    const struct document_parts parts = {procedure, span_of(command->template), span_of(lang), context, {0}};
    struct typesetter *typesetter = typesetter_open(&command->err);
    bool good;

    if (typesetter == NULL)
        return false;
    good = document_make(command->arena, typesetter, &parts, bytes, &command->err);
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

/* "mail/NAME", "document/NAME", or NAME: where there are both, the document. */
static bool
find_template(struct command *command, const struct procedure *procedure, const char *lang, bool *mail)
{
    struct span name = span_of(command->template);
    bool only_mail = span_starts(name, "mail/"), only_document = span_starts(name, "document/");

    if (only_mail || only_document)
        command->template = span_dup(command->arena, span_from(name, only_mail ? 5 : 9));
    *mail = !only_document && (only_mail || !template_exists(procedure, "document", command->template, lang));
    if (template_exists(procedure, *mail ? "mail" : "document", command->template, lang))
        return true;
    return error_set(&command->err, ERROR_BAD_INPUT, "the procedure has no %stemplate \"%s\" in %s",
                     only_mail       ? "mail "
                     : only_document ? "document "
                                     : "",
                     command->template, lang);
}

/* A dossier that another one started is seen beside it; the caller closes the parent's definition. */
static bool
load_parent(struct command *command, struct situation *situation, struct definition **parent)
{
    const xmlNode *root = xmlDocGetRootElement(situation->dossier);
    const char *number = xml_attr_or(command->arena, root, "parent", ""), *procedure;

    if (*number == '\0')
        return true;
    situation->parent = load_stored(command, span_of(number));
    if (situation->parent == NULL)
        return false;
    procedure = xml_attr_or(command->arena, xmlDocGetRootElement(situation->parent), "procedure", "");
    *parent = command_definition(command, procedure);
    situation->parent_definition = *parent;
    return *parent != NULL;
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
    struct definition *parent = NULL;
    xmlDoc *context;
    bool mail, good;

    if (!find_template(command, procedure, lang, &mail))
        return false;
    situation.dossier = load_dossier(command, definition);
    if (situation.dossier == NULL || !load_parent(command, &situation, &parent))
        return false;
    context = xml_parse(command->arena,
                        preview_context(command->arena, &situation, span_of(command->template), span_of(lang),
                                        span_of(command->reason == NULL ? "" : command->reason)),
                        "context", XML_OWN_MAX, &command->err);
    good = context != NULL && (mail ? render_mail(command, procedure, lang, context, bytes)
                                    : render_document(command, procedure, lang, context, bytes));
    definition_close(&parent);
    return good;
}

enum outcome
cmd_render(struct command *command)
{
    struct definition *definition;
    struct span bytes;
    bool good;

    if (command->argc > 1 || command->template == NULL)
        return command_usage(command, "render [--procedure P] --template T [DOSSIER.xml | NUMBER] [-o FILE] "
                                      "[--language fr|en] [--reason CODE]");
    definition = command_definition(command, command->procedure);
    if (definition == NULL)
        return command_failed(command);
    good = render(command, definition, &bytes) && command_write(command, bytes);
    definition_close(&definition);
    return good ? OUTCOME_DONE : command_failed(command);
}
