// SPDX-License-Identifier: Apache-2.0
/* statistics PROCEDURE [PERIOD]: those that the procedure declares (main/counting.h); of one that declares
 * none (a questionnaire), of each field how many dossiers answer it, how often each choice was made, and the
 * mean of what is a number (a choice whose values are numbers too). */
#include <string.h>

#include "common/xml.h"
#include "control/command.h"
#include "control/counting.h"
#include "store/database.h"

enum { CHOICES_MAX = 64, DOSSIER_ARENA_MAX = 8 * 1024 * 1024 };

struct tally {
    const struct field *field;
    const char *path; /* below <data> */
    uint64_t answered, numbers;
    int64_t hundredths;           /* the sum of the numbers */
    uint64_t counts[CHOICES_MAX]; /* of each choice; of a boolean oui, non */
};

struct statistics {
    struct command *command;
    struct tally *tallies;
    size_t count;
    uint64_t dossiers;
};

static void
begin(struct statistics *s, const struct form *form)
{
    size_t fields = 0;

    for (size_t i = 0; i < form->section_count; i++)
        fields += form->sections[i].field_count;
    s->tallies = arena_array(s->command->arena, fields, sizeof *s->tallies);
    for (size_t i = 0; i < form->section_count; i++)
        for (size_t j = 0; j < form->sections[i].field_count; j++) {
            const struct field *field = &form->sections[i].fields[j];

            if (field->group.len > 0)
                continue;
            s->tallies[s->count++] =
                (struct tally){.field = field,
                               .path = arena_printf(s->command->arena, "%.*s/%.*s",
                                                    SPAN_ARG(form->sections[i].id), SPAN_ARG(field->name))};
        }
}

static bool
is_text(const struct field *field)
{
    return field->type == TYPE_TEXT || field->type == TYPE_LONGTEXT;
}

static void
count(struct tally *tally, struct span value)
{
    int64_t hundredths;

    if (value.len == 0)
        return;
    tally->answered++;
    for (size_t i = 0; i < tally->field->choice_count && i < CHOICES_MAX; i++)
        if (span_equal(tally->field->choices[i].value, value))
            tally->counts[i]++;
    if (tally->field->type == TYPE_BOOLEAN)
        tally->counts[span_is(value, "oui") ? 0 : 1]++;
    if (!is_text(tally->field) && span_to_hundredths(value, &hundredths)) {
        tally->numbers++;
        tally->hundredths += hundredths;
    }
}

static bool
gather(struct statistics *s, struct database *database, const char *procedure)
{
    struct error *err = &s->command->err;
    sqlite3_stmt *query =
        database_query(database, "SELECT data FROM dossier WHERE procedure = ?", "t", span_of(procedure));
    enum database_row row;

    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        struct arena *arena = arena_open(DOSSIER_ARENA_MAX);
        xmlDoc *dossier = xml_parse(arena, column_span(arena, query, 0), "dossier", XML_OWN_MAX, err);
        xmlNode *data = dossier == NULL ? NULL : xml_first(xmlDocGetRootElement(dossier), "data");

        for (size_t i = 0; data != NULL && i < s->count; i++)
            count(&s->tallies[i], xml_text(arena, xml_path(data, s->tallies[i].path)));
        s->dossiers++;
        arena_close(&arena);
    }
    return row == ROW_NONE;
}

static const char *
mean_of(struct arena *arena, const struct tally *tally)
{
    int64_t mean;

    if (tally->numbers == 0)
        return "";
    mean = (tally->hundredths + (int64_t)tally->numbers / 2) / (int64_t)tally->numbers;
    return arena_printf(arena, "%lld.%02lld", (long long)(mean / 100), (long long)(mean % 100));
}

static size_t
choice_count(const struct tally *tally)
{
    if (tally->field->type == TYPE_BOOLEAN)
        return 2;
    return tally->field->choice_count < CHOICES_MAX ? tally->field->choice_count : CHOICES_MAX;
}

static struct span
choice_name(const struct tally *tally, size_t i)
{
    if (tally->field->type == TYPE_BOOLEAN)
        return i == 0 ? SPAN("oui") : SPAN("non");
    return tally->field->choices[i].label.fr;
}

static json_t *
json_of(const struct statistics *s)
{
    json_t *fields = json_array();

    for (size_t i = 0; i < s->count; i++) {
        const struct tally *tally = &s->tallies[i];
        json_t *counts = json_object();

        for (size_t c = 0; c < choice_count(tally); c++)
            json_object_set_new(counts, span_dup(s->command->arena, choice_name(tally, c)),
                                json_integer((json_int_t)tally->counts[c]));
        json_array_append_new(fields, json_pack("{s:o,s:o,s:I,s:o,s:s}", "field", json_span(tally->field->id),
                                                "label", json_span(tally->field->label.fr), "answered",
                                                (json_int_t)tally->answered, "counts", counts, "mean",
                                                mean_of(s->command->arena, tally)));
    }
    return json_pack("{s:I,s:o}", "dossiers", (json_int_t)s->dossiers, "fields", fields);
}

/* A quoted cell; one that a spreadsheet would compute begins with an apostrophe. */
static void
put_cell(struct text *out, struct span cell)
{
    text_byte(out, '"');
    if (cell.len > 0 && strchr("=+-@\t", cell.data[0]) != NULL)
        text_byte(out, '\'');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.data[i] == '"')
            text_byte(out, '"');
        text_byte(out, cell.data[i]);
    }
    text_byte(out, '"');
}

static struct span
csv_of(const struct statistics *s)
{
    struct text out = text_new(s->command->arena, 4 * 1024 * 1024);

    text_string(&out, "\xef\xbb\xbf\"champ\";\"question\";\"réponses\";\"moyenne\";\"détail\"\r\n");
    for (size_t i = 0; i < s->count; i++) {
        const struct tally *tally = &s->tallies[i];
        struct text detail = text_new(s->command->arena, 64 * 1024);

        for (size_t c = 0; c < choice_count(tally); c++)
            if (tally->counts[c] > 0)
                text_printf(&detail, "%s%.*s %llu", detail.len > 0 ? ", " : "",
                            SPAN_ARG(choice_name(tally, c)), (unsigned long long)tally->counts[c]);
        put_cell(&out, tally->field->id);
        text_byte(&out, ';');
        put_cell(&out, tally->field->label.fr);
        text_printf(&out, ";%llu;%s;", (unsigned long long)tally->answered,
                    mean_of(s->command->arena, tally));
        put_cell(&out, text_get(&detail));
        text_string(&out, "\r\n");
    }
    return text_get(&out);
}

static void
print_text(const struct statistics *s)
{
    printf("%llu dossiers\n", (unsigned long long)s->dossiers);
    for (size_t i = 0; i < s->count; i++) {
        const struct tally *tally = &s->tallies[i];
        const char *mean = mean_of(s->command->arena, tally);

        printf("\n%.*s  %.*s\n  answered %llu%s%s", SPAN_ARG(tally->field->id),
               SPAN_ARG(tally->field->label.fr), (unsigned long long)tally->answered,
               *mean == '\0' ? "" : "   mean ", mean);
        for (size_t c = 0; c < choice_count(tally); c++)
            if (tally->counts[c] > 0)
                printf("   %.*s %llu", SPAN_ARG(choice_name(tally, c)), (unsigned long long)tally->counts[c]);
        printf("\n");
    }
}

/* Of the procedure's fields. */
static bool
report_fields(struct command *command, struct database *database, const struct definition *definition)
{
    struct statistics s = {.command = command};

    begin(&s, procedure_form(definition_procedure(definition)));
    if (!gather(&s, database, command->argv[0]))
        return false;
    if (command->json)
        command_print_json(json_of(&s));
    else if (command->output != NULL)
        return command_write(command, csv_of(&s));
    else
        print_text(&s);
    return true;
}

static bool
report(struct command *command, const struct config *config, struct database *database,
       const struct definition *definition)
{
    const char *words = command->argc > 1 ? command->argv[1] : "";
    size_t counted;

    if (!definition_counts(definition))
        return report_fields(command, database, definition);
    if (strcmp(words, "recount") != 0)
        return counting_report(command, database, definition, span_of(words));
    if (!counting_again(command, config, database, definition, &counted))
        return false;
    printf("counted %zu dossiers\n", counted);
    return true;
}

enum outcome
cmd_statistics(struct command *command)
{
    struct definition *definition;
    struct database *database;
    struct config config;
    bool good;

    if (command->argc != 1 && command->argc != 2)
        return command_usage(command,
                             "statistics PROCEDURE [PERIOD | all | recount] [-o FILE.csv | FILE.ods]");
    if (!command_config(command, &config) ||
        (definition = command_definition(command, command->argv[0])) == NULL)
        return command_failed(command);
    database = command_database(command, &config);
    good = database != NULL && report(command, &config, database, definition);
    if (database != NULL)
        database_close(&database);
    definition_close(&definition);
    return good ? OUTCOME_DONE : command_failed(command);
}
