// SPDX-License-Identifier: Apache-2.0
#include "os/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int
spawn(const char *const *arguments, int output, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    int fault;

    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    fault = posix_spawnp(pid, arguments[0], &actions, &attributes, (char *const *)(uintptr_t)arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return fault;
}

bool
child_start(const char *const *arguments, struct child *child, struct error *err)
{
    int ends[2], fault;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_errno(err, "a pipe to %s", arguments[0]);
    fcntl(ends[0], F_SETFL, O_NONBLOCK); /* our end only: a program expects that it may write */
    fault = spawn(arguments, ends[1], &child->pid);
    close(ends[1]);
    if (fault != 0) {
        close(ends[0]);
        errno = fault;
        return error_errno(err, "starting %s", arguments[0]);
    }
    child->output = ends[0];
    return true;
}

bool
child_drains(struct child *child)
{
    char buffer[4096];
    ssize_t got;

    do
        got = read(child->output, buffer, sizeof buffer);
    while (got > 0 || (got < 0 && errno == EINTR));
    return got < 0 && errno == EAGAIN;
}

bool
child_ended(struct child *child, int *status)
{
    int raw;

    if (child->pid > 0 && waitpid(child->pid, &raw, WNOHANG) == child->pid) {
        child->pid = 0;
        *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
        return true;
    }
    return false;
}

void
child_end(struct child *child)
{
    int status;

    if (child->pid > 0) {
        kill(-child->pid, SIGKILL);
        while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
            ;
        child->pid = 0;
    }
    close(child->output);
    child->output = -1;
}
