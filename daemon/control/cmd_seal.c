// SPDX-License-Identifier: Apache-2.0
/* seal FILE.pdf [-o FILE]: seals with the instance's key, as the daemon does: to try its settings. */
#include <event2/event.h>

#include "control/command.h"
#include "main/sealing.h"
#include "main/signer.h"
#include "main/work.h"
#include "signature/verify.h"

enum { WORKER_ARENA = 256 * 1024 * 1024, WORKER_ANSWER = 128 * 1024 * 1024, DEADLINE = 30 * 1000 };

struct seal_command {
    struct command *command;
    struct event_base *base;
    struct span sealed;
    bool good;
};

static void *
open_worker(void *context, struct error *err)
{
    (void)err;
    return context;
}

static void
handle(void *shared, uint32_t kind, struct span question, struct arena *arena, struct text *answer)
{
    (void)shared;
    worker_handle(NULL, kind, question, arena, answer);
}

static void
done(void *context, bool good, struct span sealed, const struct error *err)
{
    struct seal_command *seal = context;

    seal->good = good;
    if (good)
        seal->sealed = span_copy(seal->command->arena, sealed);
    else
        seal->command->err = *err;
    event_base_loopbreak(seal->base);
}

static bool
run_loop(struct seal_command *seal, const struct config *config, struct pool *workers, struct pool *signer,
         struct span pdf)
{
    struct command *command = seal->command;
    struct sealing *sealing;

    if (!pool_start(workers, seal->base, &command->err) || !pool_start(signer, seal->base, &command->err))
        return false;
    sealing = sealing_open(seal->base, config, workers, signer, &command->err);
    if (sealing == NULL)
        return false;
    sealing_submit(sealing, pdf, span_of(command->language == NULL ? "fr" : command->language),
                   span_of(config->mailboxes[0].address), done, seal);
    event_base_dispatch(seal->base);
    sealing_close(&sealing);
    return seal->good;
}

static bool
seal_it(struct command *command, const struct config *config, struct span pdf, struct span *sealed)
{
    const struct pool_settings settings = {
        .workers = 1, .deadline = DEADLINE, .job_arena = WORKER_ARENA, .answer = WORKER_ANSWER};
    const struct pool_code code = {open_worker, handle, command};
    struct seal_command seal = {.command = command};
    struct pool *signer = signer_fork(config, &command->err), *workers;
    bool good = false;

    if (signer == NULL)
        return command->err.kind == ERROR_NONE &&
               error_set(&command->err, ERROR_BAD_INPUT, "[seal] key: the instance has none");
    workers = pool_fork(&settings, &code, &command->err);
    seal.base = event_base_new();
    if (workers != NULL)
        good = run_loop(&seal, config, workers, signer, pdf);
    pool_close(&workers);
    pool_close(&signer);
    event_base_free(seal.base);
    *sealed = seal.sealed;
    return good;
}

enum outcome
cmd_seal(struct command *command)
{
    struct config config;
    struct span pdf, sealed;

    if (command->argc != 1)
        return command_usage(command, "seal FILE.pdf [-o FILE]");
    if (!command_config(command, &config) ||
        !command_read(command, command->argv[0], VERIFY_SIZE_MAX, &pdf) ||
        !seal_it(command, &config, pdf, &sealed))
        return command_failed(command);
    return command_write(command, sealed) ? OUTCOME_DONE : command_failed(command);
}
