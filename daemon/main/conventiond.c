// SPDX-License-Identifier: Apache-2.0
/* conventiond(8): fork the workers, open everything, run the loop. */
#include <event2/thread.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <systemd/sd-daemon.h>

#include "common/date.h"
#include "common/xml.h"
#include "main/dispatch.h"
#include "main/metrics.h"
#include "main/signer.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/log.h"
#include "procedure/procedure.h"

enum {
    CONFIG_ARENA_MAX = 16 * 1024 * 1024,
    WORKER_MEMORY = 1024 * 1024 * 1024, /* bytes of address space */
    WORKER_ARENA = 256 * 1024 * 1024,   /* bytes for one job */
    WORKER_ANSWER = 128 * 1024 * 1024,  /* bytes */
    PATIENCE = 10, /* times a job's processor time: what a busy machine may take for it */
    USAGE = 2,
    FAILED = 3,
};

struct daemon {
    struct config config;
    struct event_base *base;
    struct dispatch *dispatch;
    struct metrics *metrics;
    bool check_only;
};

static void *
open_worker(void *context, struct error *err)
{
    (void)context;
    return worker_open(err);
}

static void
handle(void *shared, uint32_t kind, struct span question, struct arena *arena, struct text *answer)
{
    worker_handle(shared, kind, question, arena, answer);
}

static void
on_stop(evutil_socket_t signal, short what, void *argument)
{
    (void)signal;
    (void)what;
    event_base_loopbreak(((struct daemon *)argument)->base);
}

static void
on_reload(evutil_socket_t signal, short what, void *argument)
{
    struct daemon *daemon = argument;
    struct error err;

    (void)signal;
    (void)what;
    if (!dispatch_reload(daemon->dispatch, &err))
        log_event(LOG_ERROR, "reload", "kept=old error=%s", err.text);
}

static void
on_watchdog(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    (void)argument;
    sd_notify(0, "WATCHDOG=1");
}

static struct event *
add_signal(struct daemon *daemon, int number, event_callback_fn callback)
{
    struct event *event = evsignal_new(daemon->base, number, callback, daemon);

    event_add(event, NULL);
    return event;
}

static void
run_loop(struct daemon *daemon)
{
    struct event *events[] = {add_signal(daemon, SIGTERM, on_stop), add_signal(daemon, SIGINT, on_stop),
                              add_signal(daemon, SIGHUP, on_reload),
                              event_new(daemon->base, -1, EV_PERSIST, on_watchdog, NULL)};
    struct timeval period = {0, 0};
    uint64_t watchdog = 0;

    if (sd_watchdog_enabled(0, &watchdog) > 0) {
        period.tv_sec = (time_t)(watchdog / 2000000);
        event_add(events[3], &period);
    }
    sd_notify(0, "READY=1\nSTATUS=Taking mail");
    log_event(LOG_INFO, "ready", "lmtp=%s socket=%s", daemon->config.lmtp_listen, daemon->config.lmtp_socket);
    event_base_dispatch(daemon->base);
    sd_notify(0, "STOPPING=1");
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
        event_free(events[i]);
}

static bool
open_all(struct daemon *daemon, struct pool *pool, struct pool *signer, struct error *err)
{
    daemon->base = event_base_new();
    if (!pool_start(pool, daemon->base, err) || (signer != NULL && !pool_start(signer, daemon->base, err)))
        return false;
    daemon->dispatch = dispatch_open(daemon->base, &daemon->config, pool, signer, err);
    if (daemon->dispatch == NULL)
        return false;
    if (*daemon->config.monitoring == '\0')
        return true;
    daemon->metrics = metrics_open(daemon->base, daemon->config.monitoring, daemon->dispatch, err);
    return daemon->metrics != NULL;
}

static bool
run(struct daemon *daemon, struct error *err)
{
    struct pool_settings settings = {.workers = (size_t)daemon->config.workers,
                                     .processor = daemon->config.worker_deadline * 1000,
                                     .deadline = daemon->config.worker_deadline * 1000 * PATIENCE,
                                     .memory = WORKER_MEMORY,
                                     .job_arena = WORKER_ARENA,
                                     .answer = WORKER_ANSWER};
    const struct pool_code code = {.open = open_worker, .handle = handle};
    struct pool *pool = NULL, *signer;
    bool good;

    if (!daemon->config.worker_memory_limited)
        settings.memory = 0;
    /* The signer first: nothing else is open yet that it could hold. */
    signer = signer_fork(&daemon->config, err);
    if (signer != NULL || err->kind == ERROR_NONE)
        pool = pool_fork(&settings, &code, err);
    good = pool != NULL && open_all(daemon, pool, signer, err);
    if (good && !daemon->check_only)
        run_loop(daemon);
    metrics_close(&daemon->metrics);
    dispatch_close(&daemon->dispatch);
    pool_close(&pool);
    pool_close(&signer);
    if (daemon->base != NULL)
        event_base_free(daemon->base);
    return good;
}

static bool
take_options(int argc, char **argv, struct daemon *daemon)
{
    static const struct option options[] = {{"check", no_argument, NULL, 'n'},
                                            {"now", required_argument, NULL, 'N'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    int64_t now;
    int letter;

    while ((letter = getopt_long(argc, argv, "nh", options, NULL)) != -1) {
        if (letter == 'n')
            daemon->check_only = true;
        else if (letter == 'N' && instant_parse_iso(span_of(optarg), &now))
            clock_pretend(now);
        else
            return false;
    }
    return argc - optind == 1;
}

int
main(int argc, char **argv)
{
    struct arena *arena = arena_open(CONFIG_ARENA_MAX);
    struct daemon daemon = {0};
    struct error err = {0};
    bool good;

    if (!take_options(argc, argv, &daemon)) {
        fputs("usage: conventiond [-n] [--now=2026-03-02T10:00:00Z] DIR\n", stderr);
        return USAGE;
    }
    signal(SIGPIPE, SIG_IGN);
    xml_start();
    procedure_start();
    good = config_load(arena, arena_printf(arena, "%s/conventiond.conf", argv[optind]), &daemon.config, &err);
    if (good) {
        log_start(daemon.config.log_topics);
        good = run(&daemon, &err);
    }
    if (!good)
        log_event(LOG_ERROR, "conventiond", "error=%s", err.text);
    arena_close(&arena);
    if (good)
        return 0;
    return err.kind == ERROR_BAD_INPUT ? USAGE : FAILED;
}
