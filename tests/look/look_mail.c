// SPDX-License-Identifier: Apache-2.0
/*
 * What tests/look/mails asks of the engine; it makes the samples in between.
 *
 *  look_mail RULES TEMPLATES dossier FORM.xml NOW            the dossier of a form
 *  look_mail RULES TEMPLATES context DOSSIER.xml TEMPLATE LANG NOW
 *  look_mail RULES TEMPLATES mail CONTEXT.xml TEMPLATE LANG NOW [FILE.pdf...]
 *
 * RULES is rules/PROCEDURE's parent; the procedure is "convention".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "mail/compose.h"
#include "main/places.h"
#include "os/file.h"
#include "os/folder.h"
#include "reader/charset.h"
#include "reader/xmlform.h"
#include "workflow/preview.h"
#include "workflow/definition.h"

#define TAG "7kq2xw9m4tz8c3hd5rfn6vbg1y"

enum { INPUT_MAX = 16 * 1024 * 1024, ATTACHMENTS_MAX = 5 };

struct look {
    struct arena *arena;
    struct definition *definition;
    const char *template, *lang;
    int64_t now;
    struct error err;
};

static void
die(const struct look *look, const char *what)
{
    fprintf(stderr, "look_mail: %s: %s\n", what, look->err.text);
    exit(3);
}

static struct span
input(struct look *look, const char *path)
{
    struct span bytes;

    if (!file_read(look->arena, path, INPUT_MAX, &bytes, &look->err))
        die(look, path);
    return bytes;
}

static void
output(struct span bytes)
{
    fwrite(bytes.data, 1, bytes.len, stdout);
}

static void
load(struct look *look, const char *rules, const char *templates)
{
    struct folder_places places = {
        .rules = rules, .templates = templates, .parameters = "", .procedure = "convention"};
    struct problems problems = {0};
    struct bundle bundle;

    if (!places_schema(look->arena, rules, &places.schema, &look->err) ||
        !folder_bundle(look->arena, &places, &bundle, &look->err))
        die(look, "procedure");
    look->definition = definition_load(look->arena, &bundle, &problems);
    for (size_t i = 0; i < problems.count; i++)
        fprintf(stderr, "%.*s:%d: %.*s\n", SPAN_ARG(problems.items[i].file), problems.items[i].line,
                SPAN_ARG(problems.items[i].message));
    if (look->definition == NULL)
        exit(2);
}

static void
make_dossier(struct look *look, const char *path)
{
    const struct procedure *procedure = definition_procedure(look->definition);
    struct xmlform form;
    xmlDoc *dossier;

    if (!xmlform_read(look->arena, procedure_form(procedure), 1, input(look, path), path, &form, &look->err))
        die(look, path);
    dossier = dossier_new(look->arena, procedure, SPAN("2026-00042"), SPAN("lea.martin@etu.univ.example"),
                          SPAN("fr"), look->now);
    dossier_apply(look->arena, dossier, procedure, form.values, form.value_count, "");
    form_compute(evaluation_open(look->arena, procedure, dossier, NULL, look->now), dossier);
    output(xml_serialize(look->arena, dossier));
}

static xmlDoc *
document(struct look *look, const char *path)
{
    xmlDoc *doc = xml_parse(look->arena, input(look, path), path, INPUT_MAX, &look->err);

    if (doc == NULL)
        die(look, path);
    return doc;
}

static void
make_context(struct look *look, const char *path)
{
    struct situation situation = {.definition = look->definition,
                                  .mailbox = SPAN("stages@univ.example"),
                                  .base_offset = 60,
                                  .next_number = SPAN("2026-00043"),
                                  .now = look->now};

    situation.dossier = document(look, path);
    output(preview_context(look->arena, &situation, span_of(look->template), span_of(look->lang), SPAN("")));
}

static const char *
attribute(struct look *look, const xmlNode *node, const char *name)
{
    return xml_attr_or(look->arena, node, name, "");
}

static void
make_mail(struct look *look, const char *path, int files, char **names)
{
    xmlDoc *context = document(look, path);
    const xmlNode *root = xmlDocGetRootElement(context), *person = xml_first(root, "person");
    bool task = xml_first(root, "task") != NULL;
    struct mail_attachment attachments[ATTACHMENTS_MAX];
    struct mail_headers headers = {
        .from = SPAN("stages@univ.example"),
        .from_name = SPAN("Bureau des stages"),
        .to = span_of(attribute(look, person, "address")),
        .to_name = span_of(attribute(look, person, "name")),
        .reply_to = task ? SPAN("stages+" TAG "@univ.example") : SPAN("stages@univ.example"),
        .message_id = task ? SPAN(TAG ".7@univ.example") : SPAN("n.7.c0ffee@univ.example"),
        .tag = task ? SPAN(TAG) : SPAN(""),
        .date = look->now,
        .base_offset = 60,
        .automatic_reply = xml_first(root, "message") != NULL};
    struct span message;

    for (int i = 0; i < files && i < ATTACHMENTS_MAX; i++) {
        const char *slash = strrchr(names[i], '/');

        attachments[i] = (struct mail_attachment){.name = span_of(slash == NULL ? names[i] : slash + 1),
                                                  .type = SPAN("application/pdf"),
                                                  .data = input(look, names[i])};
    }
    if (!compose_mail(look->arena, definition_procedure(look->definition), span_of(look->template),
                      span_of(look->lang), context, &headers, attachments, (size_t)files, &message,
                      &look->err))
        die(look, look->template);
    output(message);
}

int
main(int argc, char **argv)
{
    struct look look = {.arena = arena_open((size_t)256 * 1024 * 1024)};
    bool dossier = argc == 6 && strcmp(argv[3], "dossier") == 0;

    if (!dossier && argc < 8) {
        fputs("usage: look_mail RULES TEMPLATES dossier|context|mail FILE [TEMPLATE LANG] NOW [FILE...]\n",
              stderr);
        return 2;
    }
    xml_start();
    procedure_start();
    charset_start();
    if (!instant_parse_iso(span_of(argv[dossier ? 5 : 7]), &look.now))
        return 2;
    load(&look, argv[1], argv[2]);
    look.template = dossier ? "" : argv[5];
    look.lang = dossier ? "" : argv[6];
    if (dossier)
        make_dossier(&look, argv[4]);
    else if (strcmp(argv[3], "context") == 0)
        make_context(&look, argv[4]);
    else
        make_mail(&look, argv[4], argc - 8, argv + 8);
    definition_close(&look.definition);
    arena_close(&look.arena);
    return fflush(stdout) == 0 ? 0 : 3;
}
