// SPDX-License-Identifier: Apache-2.0
#include "outbox/token.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "os/clock.h"
#include "os/program.h"

struct token {
    const char *command;
    void (*ready)(void *context, const struct error *why);
    void *context;
    struct event *event;
    int done, stop; /* from the thread; to it */
    char *value;    /* NULL none */
    int64_t since;  /* milliseconds */
    bool taken;
    /* Of the run: the thread's until `done` is readable. */
    bool running;
    pthread_t thread;
    char *written;
    struct error err;
};

static void *
run(void *argument)
{
    struct token *token = argument;
    struct arena *arena = arena_open(4 * PROGRAM_LINE_MAX);
    struct program program = {token->command, TOKEN_TIMEOUT, token->stop};
    const uint64_t one = 1;
    const char *line;

    if (program_line(arena, &program, &line, &token->err))
        token->written = strdup(line);
    arena_close(&arena);
    (void)!write(token->done, &one, sizeof one);
    return NULL;
}

static void
forget(struct token *token)
{
    if (token->value != NULL)
        explicit_bzero(token->value, strlen(token->value));
    free(token->value);
    token->value = NULL;
    token->taken = false;
}

static void
on_done(evutil_socket_t socket, short what, void *argument)
{
    struct token *token = argument;
    uint64_t count;

    (void)what;
    (void)!read(socket, &count, sizeof count);
    pthread_join(token->thread, NULL);
    token->running = false;
    forget(token);
    token->value = token->written;
    token->written = NULL;
    token->since = clock_monotonic();
    token->ready(token->context, token->value == NULL ? &token->err : NULL);
}

struct token *
token_open(struct event_base *base, const char *command,
           void (*ready)(void *context, const struct error *why), void *context, struct error *err)
{
    struct token *token = calloc(1, sizeof *token);

    if (token == NULL)
        abort();
    token->command = command;
    token->ready = ready;
    token->context = context;
    token->done = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    token->stop = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (token->done < 0 || token->stop < 0) {
        error_errno(err, "preparing %s", command);
        token_close(&token);
        return NULL;
    }
    token->event = event_new(base, token->done, EV_READ | EV_PERSIST, on_done, token);
    if (token->event == NULL || event_add(token->event, NULL) != 0)
        abort();
    return token;
}

void
token_close(struct token **token)
{
    struct token *t = *token;
    const uint64_t one = 1;

    if (t == NULL)
        return;
    if (t->running) {
        (void)!write(t->stop, &one, sizeof one);
        pthread_join(t->thread, NULL);
    }
    if (t->event != NULL)
        event_free(t->event);
    if (t->done >= 0)
        close(t->done);
    if (t->stop >= 0)
        close(t->stop);
    forget(t);
    free(t->written);
    free(t);
    *token = NULL;
}

const char *
token_get(struct token *token)
{
    if (token->value != NULL && clock_monotonic() - token->since < TOKEN_AGE * 1000)
        return token->value;
    if (token->running)
        return NULL;
    if (pthread_create(&token->thread, NULL, run, token) != 0)
        abort();
    token->running = true;
    return NULL;
}

void
token_taken(struct token *token, const char *value)
{
    token->taken |= token->value != NULL && strcmp(token->value, value) == 0;
}

bool
token_refused(struct token *token, const char *value)
{
    bool taken = token->taken;

    /* Another login has found that out already. */
    if (token->value == NULL || strcmp(token->value, value) != 0)
        return true;
    forget(token);
    return taken;
}
