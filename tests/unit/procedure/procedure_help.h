// SPDX-License-Identifier: Apache-2.0
/* Procedures for the tests: files from strings, schemas from the tree; a dossier from a string. */
#ifndef TESTS_PROCEDURE_HELP_H
#define TESTS_PROCEDURE_HELP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

#include "common/date.h"
#include "common/xml.h"
#include "procedure/evaluation.h"

/* Set-up of a group of tests. */
static inline int
help_start(void **state)
{
    (void)state;
    xml_start();
    procedure_start();
    return 0;
}

struct help_file {
    const char *name, *data;
};

static inline struct span
help_read(struct arena *arena, const char *path)
{
    char *name = arena_printf(arena, "%s/%s", SOURCE_DIR, path);
    FILE *file = fopen(name, "rb");
    size_t size = 4 * 1024 * 1024, len;
    char *data = malloc(size);

    if (file == NULL || data == NULL)
        fail_msg("%s can't be read", name);
    len = fread(data, 1, size, file);
    fclose(file);
    name = arena_copy(arena, data, len);
    free(data);
    return (struct span){name, len};
}

/* Adds the schemas to the files. */
static inline struct bundle
help_bundle(struct arena *arena, const struct help_file *files, size_t count)
{
    static const char *const schemas[] = {"form", "rules", "parameters", "directory", "privacy"};
    enum { SCHEMAS = sizeof schemas / sizeof schemas[0] };
    struct bundle_file *all = arena_array(arena, count + SCHEMAS, sizeof *all);
    struct bundle bundle;
    struct error err;

    for (size_t i = 0; i < count; i++)
        all[i] = (struct bundle_file){span_of(files[i].name), span_of(files[i].data)};
    for (size_t i = 0; i < SCHEMAS; i++)
        all[count + i] =
            (struct bundle_file){span_of(arena_printf(arena, "schema/%s.rng", schemas[i])),
                                 help_read(arena, arena_printf(arena, "rules/schema/%s.rng", schemas[i]))};
    if (!bundle_make(&bundle, SPAN("desk"), all, count + SCHEMAS, &err))
        fail_msg("%s", err.text);
    return bundle;
}

static inline struct procedure *
help_load(struct arena *arena, const struct bundle *bundle)
{
    struct problems problems = {0};
    struct procedure *procedure = procedure_load(arena, bundle, &problems);

    for (size_t i = 0; i < problems.count; i++)
        print_error("%.*s:%d: %.*s\n", SPAN_ARG(problems.items[i].file), problems.items[i].line,
                    SPAN_ARG(problems.items[i].message));
    assert_non_null(procedure);
    return procedure;
}

#define HELP_PARAMETERS_HEAD "<parameters xmlns='urn:conventiond:parameters'>"
#define HELP_RULES_HEAD "<rules xmlns='urn:conventiond:rules' xmlns:e='urn:conventiond:functions'>"

static __attribute__((unused)) const char help_parameters[] = HELP_PARAMETERS_HEAD
    "<parameter id='fee'><value from='2025-01-01' to='2025-12-31'>29</value>"
    "<value from='2026-01-01' to='2026-12-31'>30</value></parameter>"
    "<parameter id='desk'><value>loans@univ.example</value></parameter>"
    "<table id='feries'>"
    "<row name='new year' rule='01-01' territory=''/><row name='e1' rule='easter+1' territory=''/>"
    "<row name='may' rule='05-01' territory=''/><row name='may8' rule='05-08' territory=''/>"
    "<row name='e39' rule='easter+39' territory=''/><row name='e50' rule='easter+50' territory=''/>"
    "<row name='july' rule='07-14' territory=''/><row name='august' rule='08-15' territory=''/>"
    "<row name='nov1' rule='11-01' territory=''/><row name='nov11' rule='11-11' territory=''/>"
    "<row name='dec' rule='12-25' territory=''/>"
    "<row name='friday' rule='easter-2' territory='57,67,68'/>"
    "<row name='dec26' rule='fixed' date='12-26' territory='57 67 68'/>"
    "<row name='once' rule='03-04' territory='99' from='2026-01-01' to='2026-12-31'/>"
    "</table>"
    "<table id='pays'><row iso='FR' fr='France' en='France'/>"
    "<row iso='GB' fr='Royaume-Uni' en='United Kingdom' alias='Angleterre|UK'/>"
    "<row iso='CI' fr='Côte d’Ivoire' en='Ivory Coast'/></table>"
    "<table id='langues'><row code='fr' fr='français' en='French'/><row code='en' fr='anglais' en='English' alias='British|Globish'/>"
    "<row code='es' fr='espagnol' en='Spanish'/></table>"
    "</parameters>";

static __attribute__((unused)) const char help_form[] =
    "<form xmlns='urn:conventiond:form' id='desk'><label xml:lang='fr'>Prêt</label>\n"
    "<section id='reader'><label xml:lang='fr'>Lecteur</label><label xml:lang='en'>Reader</label>\n"
    "<field id='name' type='text' max='20' required='true()'><label xml:lang='fr'>Nom</label>"
    "<label xml:lang='en'>Last name</label><alias>Nom de famille</alias></field>\n"
    "<field id='mail' type='email' required='false()'><label xml:lang='fr'>Courriel</label></field>\n"
    "<field id='land' type='country' required='false()'><label xml:lang='fr'>Pays</label></field>\n"
    "</section>\n"
    "<section id='loan'><label xml:lang='fr'>Prêt</label><label xml:lang='en'>Loan</label>\n"
    "<field id='from' type='date' required='true()'><label xml:lang='fr'>Début</label></field>\n"
    "<field id='to' type='date' required='$long or string(loan/from)'><label "
    "xml:lang='fr'>Fin</label></field>\n"
    "<field id='way' type='choice'><label xml:lang='fr'>Mode</label>"
    "<choice value='D'><label xml:lang='fr'>à domicile</label><label xml:lang='en'>at home</label>"
    "<alias>dehors</alias></choice>"
    "<choice value='P'><label xml:lang='fr'>sur place</label><label xml:lang='en'>on "
    "site</label></choice></field>\n"
    "<group id='item' max='9'><label xml:lang='fr'>Objets</label>"
    "<field id='title' type='text' required='true()'><label xml:lang='fr'>Titre</label></field>"
    "<field id='copies' type='integer' required='string(title)'><label "
    "xml:lang='fr'>Exemplaires</label></field></group>\n"
    "<field id='days' type='integer' calculate='$days'><label xml:lang='fr'>Jours</label></field>\n"
    "<field id='is-long' type='boolean' calculate='$long'><label xml:lang='fr'>Long</label></field>\n"
    "</section>\n"
    "<section id='desk'><label xml:lang='fr'>Guichet</label>\n"
    "<field id='name' type='text'><label xml:lang='fr'>Nom</label></field></section>\n"
    "</form>";

static __attribute__((unused)) const char help_rules[] = HELP_RULES_HEAD
    "<let name='days' select='e:days-between(loan/from, loan/to) + 1'/>"
    "<let name='long' select='$days > 30'/>"
    "<let name='items' select='loan/item'/>"
    "<index name='mail' key='reader/mail' from='loan/from' to='loan/to' amount='$days' label='reader/name' seen='not(reader/name = &quot;N&quot;)'"
    " when='string(loan/from)'/>"
    "<rule id='R1' severity='block' field='loan.to' when='loan/from and loan/to' test='$days &gt;= 1'"
    " source='Rule book, 1'><message xml:lang='fr'>La fin, le\n   <value select='loan/to' as='date'/>, "
    "précède "
    "le début.</message><message xml:lang='en'>The end, <value select='loan/to' as='date'/>, comes too early."
    "</message></rule>"
    "<rule id='R2' severity='warn' field='loan.from' when='$long' test='false()' valid-from='2026-03-01'>"
    "<message xml:lang='fr'>Long.</message></rule>"
    "<rule id='R3' severity='warn' field='loan.item.copies' test='not($items/copies > 5)'>"
    "<message xml:lang='fr'>Beaucoup.</message></rule>"
    "<rule id='R4' severity='info' test='count($facts/mail/other) &lt; 2'>"
    "<message xml:lang='fr'>Déjà <value select='count($facts/mail/other)'/>.</message></rule>"
    "</rules>";

static inline struct procedure *
help_desk(struct arena *arena)
{
    const struct help_file files[] = {{"rules/form.xml", help_form},
                                      {"rules/rules.xml", help_rules},
                                      {"rules/parameters.xml", help_parameters}};
    struct bundle bundle = help_bundle(arena, files, 3);

    return help_load(arena, &bundle);
}

/* 2026-03-02, in the middle of the day. */
#define HELP_NOW ((int64_t)1772449200)

static inline xmlDoc *
help_dossier(struct arena *arena, const char *content)
{
    struct error err;
    char *xml =
        arena_printf(arena,
                     "<dossier number='2026-00001' created='2026-03-02T10:00:00Z' owner='a@univ.example'"
                     " language='fr'>%s</dossier>",
                     content);
    xmlDoc *doc = xml_parse(arena, span_of(xml), "dossier", XML_OWN_MAX, &err);

    if (doc == NULL)
        fail_msg("%s", err.text);
    return doc;
}

/* The value of an expression over the evaluation; a failure is its words. */
static inline struct span
help_value(struct arena *arena, struct evaluation *evaluation, const char *source)
{
    struct error err = {0};
    xmlXPathCompExpr *compiled = expression_compile(source, &err);
    struct span value;

    if (compiled == NULL)
        return span_of(arena_strdup(arena, err.text));
    value = evaluation_string(evaluation, compiled, &err);
    xmlXPathFreeCompExpr(compiled);
    return err.kind == ERROR_NONE ? value : span_of(arena_strdup(arena, err.text));
}

struct help_case {
    const char *expression, *expected;
};

static inline void
help_cases(struct arena *arena, struct evaluation *evaluation, const struct help_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_span(help_value(arena, evaluation, cases[i].expression), cases[i].expected,
                   cases[i].expression);
}

#define HELP_ARENA ((size_t)256 * 1024 * 1024)

#endif
