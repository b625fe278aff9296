// SPDX-License-Identifier: Apache-2.0
#include "main/consult.h"

#include <stdlib.h>

#include "main/places.h"
#include "os/child.h"
#include "os/clock.h"
#include "os/log.h"

enum {
    AT_ONCE = 2,          /* programs */
    PAUSE = 60 * 1000,    /* milliseconds without asking after a failure */
    LOOK = 20 * 1000,     /* microseconds between looks at a program that has closed its output */
};

struct asking {
    struct consult *consult;
    struct asking *next;
    struct child child;
    struct event *output, *deadline;
    void (*done)(void *context, bool asked);
    void *context;
};

struct consult {
    struct event_base *base;
    struct arena *arena;
    const char *program, *folder;
    int64_t timeout;
    int64_t quiet_until; /* by the monotonic clock */
    struct asking *first;
    size_t count;
};

struct consult *
consult_open(struct event_base *base, const struct config *config)
{
    struct consult *consult;

    if (!config->ldap_live || *config->ldap_url == '\0')
        return NULL;
    consult = calloc(1, sizeof *consult);
    if (consult == NULL)
        abort();
    consult->base = base;
    consult->arena = arena_open(64 * 1024);
    consult->program = places_program(consult->arena, "conventionctl");
    consult->folder = config->folder;
    consult->timeout = config->ldap_live_timeout;
    return consult;
}

static void
end(struct asking *asking, bool asked)
{
    struct consult *consult = asking->consult;
    struct asking **place = &consult->first;
    void (*done)(void *context, bool asked) = asking->done;
    void *context = asking->context;

    while (*place != asking)
        place = &(*place)->next;
    *place = asking->next;
    consult->count--;
    event_free(asking->output);
    event_free(asking->deadline);
    child_end(&asking->child);
    free(asking);
    if (!asked)
        consult->quiet_until = clock_monotonic() + PAUSE;
    done(context, asked);
}

static void
on_deadline(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    log_event(LOG_WARNING, "consult", "error=\"the LDAP server took too long\"");
    end(argument, false);
}

/* It has nothing more to say; 0 and 1 (some entry was refused, say) are answers. */
static void
on_output(evutil_socket_t socket, short what, void *argument)
{
    struct asking *asking = argument;
    struct timeval look = {0, LOOK};
    int status;

    (void)socket;
    (void)what;
    if (child_drains(&asking->child))
        return;
    event_del(asking->output);
    if (!child_ended(&asking->child, &status)) {
        event_free(asking->output);
        asking->output = evtimer_new(asking->consult->base, on_output, asking);
        evtimer_add(asking->output, &look);
        return;
    }
    if (status > 1)
        log_event(LOG_WARNING, "consult", "error=\"directory sync ended with status %d\"", status);
    end(asking, status <= 1);
}

static bool
start(struct consult *consult, struct asking *asking, const struct consult_addresses *addresses)
{
    struct arena *arena = arena_open(64 * 1024);
    const char *arguments[CONSULT_ADDRESSES_MAX + 9] = {
        consult->program, "-C", consult->folder, "--operator", "conventiond", "directory", "sync", "--"};
    size_t count = 8;
    struct error err;
    bool good;

    for (size_t i = 0; i < addresses->count; i++)
        arguments[count++] = span_dup(arena, addresses->at[i]);
    good = child_start(arguments, &asking->child, &err);
    if (!good)
        log_event(LOG_ERROR, "consult", "error=\"%s\"", err.text);
    arena_close(&arena);
    return good;
}

void
consult_ask(struct consult *consult, const struct consult_addresses *addresses,
            void (*done)(void *context, bool asked), void *context)
{
    struct timeval wait = {consult->timeout, 0};
    struct asking *asking;

    if (consult->count >= AT_ONCE || clock_monotonic() < consult->quiet_until) {
        done(context, false);
        return;
    }
    asking = calloc(1, sizeof *asking);
    if (asking == NULL)
        abort();
    *asking = (struct asking){.consult = consult, .done = done, .context = context};
    if (!start(consult, asking, addresses)) {
        free(asking);
        consult->quiet_until = clock_monotonic() + PAUSE;
        done(context, false);
        return;
    }
    asking->next = consult->first;
    consult->first = asking;
    consult->count++;
    asking->output = event_new(consult->base, asking->child.output, EV_READ | EV_PERSIST, on_output, asking);
    asking->deadline = evtimer_new(consult->base, on_deadline, asking);
    event_add(asking->output, NULL);
    event_add(asking->deadline, &wait);
}

void
consult_close(struct consult **consult)
{
    struct consult *c = *consult;

    if (c == NULL)
        return;
    while (c->first != NULL)
        end(c->first, false);
    arena_close(&c->arena);
    free(c);
    *consult = NULL;
}
