// SPDX-License-Identifier: Apache-2.0
#include "os/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "os/clock.h"

extern char **environ;

static pid_t
start(const char *command, int output)
{
    char *arguments[] = {(char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c", (char *)(uintptr_t)command,
                         NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t child;
    int fault;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    fault = posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    errno = fault;
    return fault == 0 ? child : -1;
}

/* Bytes until the end of the output; -1 when it takes too long, is too much or not wanted any more. */
static ssize_t
read_all(int descriptor, int wake, char *buffer, size_t size, int64_t until)
{
    size_t len = 0;

    while (len < size) {
        int64_t left = until - clock_monotonic();
        struct pollfd wait[] = {{.fd = descriptor, .events = POLLIN}, {.fd = wake, .events = POLLIN}};
        ssize_t got;

        if (left <= 0 || poll(wait, 2, (int)left) == 0 || wait[1].revents != 0)
            return -1;
        if (wait[0].revents == 0)
            continue;
        got = read(descriptor, buffer + len, size - len);
        if (got == 0)
            return (ssize_t)len;
        if (got > 0)
            len += (size_t)got;
        else if (errno != EINTR)
            return -1;
    }
    return -1;
}

bool
program_line(struct arena *arena, const struct program *program, const char **line, struct error *err)
{
    const char *command = program->command;
    char *buffer = arena_alloc(arena, PROGRAM_LINE_MAX);
    struct span rest, first = SPAN("");
    int ends[2], status = 0;
    ssize_t len;
    pid_t child;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_errno(err, "a pipe to %s", command);
    child = start(command, ends[1]);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return error_errno(err, "starting %s", command);
    }
    len = read_all(ends[0], program->wake, buffer, PROGRAM_LINE_MAX,
                   clock_monotonic() + program->timeout * 1000);
    close(ends[0]);
    if (len < 0)
        kill(-child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (len < 0)
        return error_set(err, ERROR_TEMPORARY, "%s: took more than %d seconds, or wrote too much", command,
                         program->timeout);
    rest = (struct span){buffer, (size_t)len};
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return error_set(err, ERROR_TEMPORARY, "%s: failed with status %d", command,
                         WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    if (!span_line(&rest, &first) || span_trim(first).len == 0)
        return error_set(err, ERROR_TEMPORARY, "%s: wrote nothing", command);
    *line = span_dup(arena, span_trim(first));
    return true;
}
