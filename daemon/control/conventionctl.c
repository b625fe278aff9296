// SPDX-License-Identifier: Apache-2.0
/* conventionctl(8): one command a row; each in its own cmd_*.c. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "control/command.h"
#include "os/clock.h"
#include "reader/charset.h"

enum { ARENA_MAX = 1 << 30 };

struct row {
    const char *name;
    enum outcome (*run)(struct command *command);
    const char *usage;
};

static const struct row rows[] = {
    {"init", cmd_init, "init DIR"},
    {"ingest", cmd_ingest, "ingest FILE... | -"},
    {"read", cmd_read, "read FILE [--authserv-id ID] [--procedure P]"},
    {"check", cmd_check, "check FILE [--procedure P]"},
    {"compute", cmd_compute, "compute PROCEDURE CALCULATION key=value..."},
    {"render", cmd_render,
     "render [--procedure P] --template T [DOSSIER.xml | NUMBER] [-o FILE] [--language fr|en] [--reason "
     "CODE]"},
    {"list", cmd_list, "list [all | WORD...]"},
    {"statistics", cmd_statistics, "statistics PROCEDURE [PERIOD | all | recount] [-o FILE.csv | FILE.ods]"},
    {"export", cmd_export, "export [all | WORD...] [-o FILE.csv | FILE.ods]"},
    {"show", cmd_show, "show NUMBER"},
    {"document", cmd_document, "document NUMBER [NAME] [-o FILE]"},
    {"open", cmd_open, "open FILE.csv [--procedure P] [--dry-run] [--operator NAME]"},
    {"act", cmd_act, "act NUMBER TEXT [--task ID] [--operator NAME]"},
    {"habit", cmd_habit, "habit [ADDRESS [TEXT]] [--procedure P] [--operator NAME]"},
    {"seal", cmd_seal, "seal FILE.pdf [-o FILE]"},
    {"verify", cmd_verify, "verify FILE.pdf [--original FILE.pdf] [--anchors FILE.pem]"},
    {"rules", cmd_rules, "rules check [DIR]"},
    {"simulate", cmd_simulate, "simulate [DIR]"},
    {"directory", cmd_directory,
     "directory import FILE | sync [ADDRESS...] [--kind K] [--whole] [--dry-run] | directory find WORD... "
     "[--kind K]"},
    {"queue", cmd_queue, "queue [all]"},
    {"retry", cmd_retry, "retry ID | all"},
    {"quarantine", cmd_quarantine, "quarantine [list | show ID | release ID | drop ID]"},
    {"audit", cmd_audit, "audit [NUMBER]"},
    {"purge", cmd_purge, "purge [--dry-run]"},
    {"backup", cmd_backup, "backup FILE"},
    {"restore", cmd_restore, "restore FILE"},
    {"config", cmd_config, "config"},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

static const struct option options[] = {
    {"json", no_argument, NULL, 'j'},
    {"procedure", required_argument, NULL, 'p'},
    {"template", required_argument, NULL, 't'},
    {"output", required_argument, NULL, 'o'},
    {"authserv-id", required_argument, NULL, 'a'},
    {"anchors", required_argument, NULL, 'A'},
    {"original", required_argument, NULL, 'r'},
    {"language", required_argument, NULL, 'l'},
    {"operator", required_argument, NULL, 'w'},
    {"task", required_argument, NULL, 'k'},
    {"kind", required_argument, NULL, 'K'},
    {"whole", no_argument, NULL, 'W'},
    {"dry-run", no_argument, NULL, 'n'},
    {"reason", required_argument, NULL, 'R'},
    {"today", required_argument, NULL, 'T'},
    {"instance", required_argument, NULL, 'C'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static void
print_help(FILE *to)
{
    fputs("usage: conventionctl [-C DIR] [--json] [--today YYYY-MM-DD] COMMAND ...\n\n", to);
    for (size_t i = 0; i < ROWS; i++)
        fprintf(to, "  %s\n", rows[i].usage);
    fputs("\nExit status: 0 done, 1 the answer is negative, 2 unusable input, 3 the system failed.\n", to);
}

/* --today 2026-03-02: rules look at that day, nine in the morning; or at that instant. */
static bool
pretend_day(struct span day)
{
    int64_t instant;
    int32_t number;

    if (day_parse_iso(day, &number))
        instant = instant_of_local(number, 9, 0, 60);
    else if (!instant_parse_iso(day, &instant))
        return false;
    clock_pretend(instant);
    return true;
}

static bool
take_option(struct command *command, int letter)
{
    switch (letter) {
    case 'j':
        command->json = true;
        return true;
    case 'p':
        command->procedure = optarg;
        return true;
    case 't':
        command->template = optarg;
        return true;
    case 'o':
        command->output = optarg;
        return true;
    case 'a':
        command->authserv_id = optarg;
        return true;
    case 'A':
        command->anchors = optarg;
        return true;
    case 'r':
        command->original = optarg;
        return true;
    case 'l':
        command->language = optarg;
        return true;
    case 'w':
        command->operator= optarg;
        return true;
    case 'R':
        command->reason = optarg;
        return true;
    case 'k':
        command->task = optarg;
        return true;
    case 'K':
        command->kind = optarg;
        return true;
    case 'W':
        command->whole = true;
        return true;
    case 'n':
        command->dry_run = true;
        return true;
    case 'C':
        command->instance = optarg;
        return true;
    case 'T':
        return pretend_day(span_of(optarg));
    default:
        return false;
    }
}

static const struct row *
row_of(const char *name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(name, rows[i].name) == 0)
            return &rows[i];
    return NULL;
}

static enum outcome
run(struct command *command)
{
    const struct row *row = command->argc > 0 ? row_of(command->argv[0]) : NULL;

    if (row == NULL) {
        print_help(stderr);
        return OUTCOME_UNUSABLE;
    }
    command->argc--;
    command->argv++;
    return row->run(command);
}

int
main(int argc, char **argv)
{
    struct command command = {.arena = arena_open(ARENA_MAX)};
    enum outcome outcome;
    int letter;

    while ((letter = getopt_long(argc, argv, "C:o:h", options, NULL)) != -1) {
        if (letter == 'h') {
            print_help(stdout);
            return OUTCOME_DONE;
        }
        if (!take_option(&command, letter)) {
            print_help(stderr);
            return OUTCOME_UNUSABLE;
        }
    }
    command.argc = argc - optind;
    command.argv = argv + optind;
    xml_start();
    procedure_start();
    charset_start();
    outcome = run(&command);
    arena_close(&command.arena);
    if (fflush(stdout) != 0 || ferror(stdout))
        return OUTCOME_FAILED;
    return (int)outcome;
}
