// SPDX-License-Identifier: Apache-2.0
/*
 * command: what the commands of conventionctl share.  A command is a file cmd_NAME.c and a
 * row of the table in conventionctl.c.
 */
#ifndef CONTROL_COMMAND_H
#define CONTROL_COMMAND_H

#include <jansson.h>
#include <stdio.h>

#include "main/config.h"
#include "procedure/procedure.h"
#include "store/database.h"
#include "workflow/definition.h"

/* Exit statuses (design section 8). */
/* Bytes of data that reading a foreign file may take. */
enum { READING_DATA_MAX = 240 * 1024 * 1024 };

enum outcome {
    OUTCOME_DONE,     /* 0 */
    OUTCOME_NEGATIVE, /* 1: findings, not valid, not found */
    OUTCOME_UNUSABLE, /* 2: input or usage */
    OUTCOME_FAILED,   /* 3: the system */
};

struct command {
    struct arena *arena;
    int argc; /* after the command's name and the options below */
    char **argv;
    bool json;            /* --json */
    const char *instance; /* -C DIR; NULL not given */
    const char *procedure, *template, *output, *authserv_id, *original, *language, *operator, * task,
        *reason;         /* NULL not given */
    const char *kind;    /* --kind; NULL not given */
    const char *anchors; /* --anchors; NULL not given */
    bool whole, dry_run; /* --whole, --dry-run */
    struct error err;
};

/* stderr, "conventionctl: text"; the outcome that belongs to the error's kind. */
enum outcome command_failed(const struct command *command);
enum outcome command_usage(const struct command *command, const char *what);

/* Who acts, for the event log: --operator, else the one behind sudo, else the user. */
const char *command_operator(const struct command *command);

/* Prints the object (and releases it). */
void command_print_json(json_t *object);
json_t *json_span(struct span s); /* a JSON string; malformed UTF-8 is mended */

/* The configuration of -C DIR, else of ./spool. */
bool command_config(struct command *command, struct config *config);
/* Reads FILE whole ("-": standard input). */
bool command_read(struct command *command, const char *path, size_t max, struct span *bytes);
/* Writes to --output, or to standard output. */
bool command_write(struct command *command, struct span bytes);

/* A procedure of the instance of -C, or from beside the program; name NULL: the instance's first,
 * or the only one there is.  Prints its problems. */
struct definition *command_definition(struct command *command, const char *name);
/* The only procedure below rules/ that no other one starts; NULL: none or several. */
const char *command_only_procedure(struct command *command, const char *rules);
/* The procedure's sample of a form: rules/P/site/sample.xml. */
bool command_sample(struct command *command, const struct procedure *procedure, const char **path);
bool command_bundle(struct command *command, const char *name, struct bundle *bundle);
void command_print_problems(FILE *to, const struct problems *problems);

/* The instance's database beside the running daemon. */
struct database *command_database(struct command *command, const struct config *config);

/* The commands. */
enum outcome cmd_init(struct command *command);
enum outcome cmd_ingest(struct command *command);
enum outcome cmd_read(struct command *command);
enum outcome cmd_check(struct command *command);
enum outcome cmd_compute(struct command *command);
enum outcome cmd_render(struct command *command);
enum outcome cmd_list(struct command *command);
enum outcome cmd_statistics(struct command *command);
enum outcome cmd_export(struct command *command);
enum outcome cmd_show(struct command *command);
enum outcome cmd_document(struct command *command);
enum outcome cmd_act(struct command *command);
enum outcome cmd_habit(struct command *command);
enum outcome cmd_simulate(struct command *command);
enum outcome cmd_open(struct command *command);
enum outcome cmd_purge(struct command *command);
enum outcome cmd_seal(struct command *command);
enum outcome cmd_verify(struct command *command);
enum outcome cmd_rules(struct command *command);
enum outcome cmd_queue(struct command *command);
enum outcome cmd_retry(struct command *command);
enum outcome cmd_quarantine(struct command *command);
enum outcome cmd_audit(struct command *command);
enum outcome cmd_backup(struct command *command);
enum outcome cmd_restore(struct command *command);
enum outcome cmd_directory(struct command *command);
enum outcome cmd_config(struct command *command);

#endif
