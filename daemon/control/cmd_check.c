// SPDX-License-Identifier: Apache-2.0
/* check FILE: a form (XML, PDF, text, or a whole message) against the rules, without the store:
 * rules about other dossiers see none. */
#include "common/utf8.h"
#include "common/xml.h"
#include "control/command.h"
#include "os/clock.h"
#include "process/sandbox.h"
#include "reader/intent.h"
#include "reader/pdfform.h"
#include "reader/quote.h"
#include "reader/textform.h"
#include "reader/xmlform.h"
#include "workflow/dossier.h"

struct check {
    struct command *command;
    const struct procedure *procedure;
    xmlDoc *dossier;
    struct evaluation *evaluation;
    struct findings findings;
};

static bool
looks_like_message(struct span bytes)
{
    struct span line;

    return span_line(&bytes, &line) && span_find_byte(line, ':') != SIZE_MAX &&
           span_find_byte(span_first(line, span_find_byte(line, ':')), ' ') == SIZE_MAX && line.len > 0 &&
           (span_find(bytes, "\nFrom:") != SIZE_MAX || span_starts(line, "From:"));
}

static bool
read_xml(struct check *check, struct span bytes, struct intent_value **values, size_t *count)
{
    struct command *command = check->command;
    struct xmlform form;

    if (!xmlform_read(command->arena, procedure_form(check->procedure), 1, bytes, command->argv[0], &form,
                      &command->err))
        return false;
    for (size_t i = 0; i < form.unknown_count; i++)
        fprintf(stderr, "conventionctl: %s: no field of the form: %.*s\n", command->argv[0],
                SPAN_ARG(form.unknown[i]));
    *values = form.values;
    *count = form.value_count;
    return true;
}

static bool
read_text(struct check *check, struct span bytes, struct intent_value **values, size_t *count)
{
    struct command *command = check->command;
    struct quote quote = quote_read(command->arena, utf8_clean(command->arena, bytes));
    struct textform form =
        textform_read(command->arena, procedure_form(check->procedure), quote.lines, quote.count);

    for (size_t i = 0; i < form.unknown_count; i++)
        fprintf(stderr, "conventionctl: %s: not understood: %.*s\n", command->argv[0],
                SPAN_ARG(form.unknown[i]));
    *values = form.values;
    *count = form.value_count;
    return true;
}

static const char *
why_no_form(enum pdfform_state state)
{
    switch (state) {
    case PDFFORM_ENCRYPTED:
        return "it is protected by a password; save it without protection";
    case PDFFORM_BROKEN:
        return "the file is damaged; save it again from the program that filled it in";
    case PDFFORM_TOO_BIG:
        return "it is larger than any form of ours";
    case PDFFORM_XFA:
        return "it is an XFA form, not the one that we sent";
    case PDFFORM_FLAT:
    case PDFFORM_READ:
        break;
    }
    return "none of its fields is a field of the form: it was printed or scanned, or is another document";
}

static bool
read_pdf(struct check *check, struct span bytes, struct intent_value **values, size_t *count)
{
    struct command *command = check->command;
    struct pdfform form = pdfform_read(command->arena, procedure_form(check->procedure), 1, bytes, true);

    if (form.state != PDFFORM_READ)
        return error_set(&command->err, ERROR_BAD_INPUT, "%s: the PDF can't be read as data: %s",
                         command->argv[0], why_no_form(form.state));
    for (size_t i = 0; i < form.unknown_count; i++)
        fprintf(stderr, "conventionctl: %s: no field of the form: %.*s\n", command->argv[0],
                SPAN_ARG(form.unknown[i]));
    *values = form.values;
    *count = form.value_count;
    return true;
}

static bool
read_values(struct check *check, struct span bytes, struct intent_value **values, size_t *count)
{
    struct arena *arena = check->command->arena;
    const struct form *form = procedure_form(check->procedure);
    struct intent_settings settings = {.forms = form, .form_count = 1, .delimiter = '+'};
    struct message message = {.bytes = bytes, .received = clock_now()};
    struct span trimmed = span_trim(bytes);

    if (span_starts(trimmed, "%PDF-"))
        return read_pdf(check, bytes, values, count);
    if (span_starts(trimmed, "<"))
        return read_xml(check, trimmed, values, count);
    if (looks_like_message(bytes)) {
        const struct intent *intent = intent_read(arena, &message, &settings);

        *values = intent->values;
        *count = intent->value_count;
        return true;
    }
    return read_text(check, bytes, values, count);
}

static const char *
gauge_of(const struct check *check, const struct section *section)
{
    const xmlNode *data = xml_first(xmlDocGetRootElement(check->dossier), "data");

    return gauge_name(rules_gauge(check->command->arena, data, section, &check->findings));
}

static void
print_json(const struct check *check)
{
    const struct form *form = procedure_form(check->procedure);
    json_t *sections = json_array(), *findings = json_array();
    struct findings found = check->findings;

    for (size_t i = 0; i < form->section_count; i++)
        json_array_append_new(sections, json_pack("{s:o,s:s}", "id", json_span(form->sections[i].id), "gauge",
                                                  gauge_of(check, &form->sections[i])));
    for (size_t i = 0; i < found.count; i++)
        json_array_append_new(findings,
                              json_pack("{s:o,s:s,s:o,s:o,s:o}", "rule", json_span(found.items[i].rule),
                                        "severity", severity_name(found.items[i].severity), "field",
                                        json_span(found.items[i].field), "message",
                                        json_span(found.items[i].message.fr), "source",
                                        json_span(found.items[i].source)));
    command_print_json(json_pack("{s:b,s:b,s:o,s:o}", "complete", findings_complete(&check->findings),
                                 "valid", findings_valid(&check->findings), "sections", sections, "findings",
                                 findings));
}

static void
print_text(const struct check *check)
{
    const struct form *form = procedure_form(check->procedure);

    for (size_t i = 0; i < form->section_count; i++)
        printf("%-8s %.*s\n", gauge_of(check, &form->sections[i]), SPAN_ARG(form->sections[i].label.fr));
    for (size_t i = 0; i < check->findings.count; i++) {
        const struct finding *finding = &check->findings.items[i];

        printf("%-5s %-10.*s %.*s%s%.*s\n", severity_name(finding->severity), SPAN_ARG(finding->rule),
               SPAN_ARG(finding->message.fr), finding->source.len > 0 ? " \u2014 " : "",
               SPAN_ARG(finding->source));
    }
    printf("%s, %s\n", findings_complete(&check->findings) ? "complete" : "incomplete",
           findings_valid(&check->findings) ? "valid" : "not valid");
}

static bool
run(struct check *check, struct span bytes)
{
    struct arena *arena = check->command->arena;
    struct intent_value *values = NULL;
    size_t count = 0;

    if (!read_values(check, bytes, &values, &count))
        return false;
    check->dossier =
        dossier_new(arena, check->procedure, SPAN("0000-00000"), SPAN(""), SPAN("fr"), clock_now());
    dossier_apply(arena, check->dossier, check->procedure, values, count, "");
    check->evaluation = evaluation_open(arena, check->procedure, check->dossier, NULL, clock_now());
    form_compute(check->evaluation, check->dossier);
    evaluation_forget(check->evaluation);
    check->findings = rules_check(check->evaluation);
    return true;
}

enum outcome
cmd_check(struct command *command)
{
    struct check check = {.command = command};
    struct definition *definition;
    struct span bytes;

    sandbox_hold_memory(READING_DATA_MAX);
    if (command->argc != 1)
        return command_usage(command, "check FILE [--procedure P]");
    if (!command_read(command, command->argv[0], MESSAGE_BYTES_MAX, &bytes) ||
        (definition = command_definition(command, command->procedure)) == NULL)
        return command_failed(command);
    check.procedure = definition_procedure(definition);
    if (!run(&check, bytes))
        return command_failed(command);
    if (command->json)
        print_json(&check);
    else
        print_text(&check);
    return findings_complete(&check.findings) && findings_valid(&check.findings) ? OUTCOME_DONE
                                                                                 : OUTCOME_NEGATIVE;
}
