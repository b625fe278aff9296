// SPDX-License-Identifier: Apache-2.0
/* process/sandbox: what a closed-in process can still do, and what it can't. */
#include "testing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "os/random.h"
#include "process/sandbox.h"

enum { FINE = 0, REACHED = 7, ENTER_FAILED = 9 };

static int
can_compute(void)
{
    char *memory = malloc(8 * 1024 * 1024), bytes[8];
    struct stat status;

    if (memory == NULL)
        return 1;
    memory[8 * 1024 * 1024 - 1] = 1;
    free(memory);
    random_bytes(bytes, sizeof bytes);
    return fstat(STDERR_FILENO, &status) == 0 && write(STDERR_FILENO, "", 0) == 0 ? FINE : 1;
}

static int
cannot_open(void)
{
    struct stat status;

    return open("/etc/passwd", O_RDONLY) < 0 && errno == ENOENT && access("/etc/passwd", R_OK) < 0 &&
                   stat("/etc/passwd", &status) < 0
               ? FINE
               : REACHED;
}

static int
cannot_create(void)
{
    return open("/tmp/escaped", O_WRONLY | O_CREAT, 0600) < 0 ? FINE : REACHED;
}

static int
cannot_connect(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) < 0 && socket(AF_UNIX, SOCK_STREAM, 0) < 0 ? FINE : REACHED;
}

static int
cannot_make_code(void)
{
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return mprotect(memory, 4096, PROT_READ | PROT_EXEC) == 0 ? REACHED : FINE;
}

static int
runs_a_program(void)
{
    char *const arguments[] = {(char[]){"true"}, NULL};

    execv("/bin/true", arguments);
    return REACHED;
}

static int
forks(void)
{
    return fork() < 0 ? FINE : REACHED;
}

static int
traces(void)
{
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    return REACHED;
}

static int
renames(void)
{
    syscall(SYS_rename, "/tmp/a", "/tmp/b");
    return REACHED;
}

static int
connects(void)
{
    syscall(SYS_connect, 0, NULL, 0);
    return REACHED;
}

static int
maps_code(void)
{
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return REACHED;
}

static int
closed_in(int (*deed)(void))
{
    struct sandbox_limits limits = {.memory = 0, .descriptors = 8, .nice = 5};
    struct error err = {0};
    int status, quiet;
    pid_t pid = fork();

    if (pid == 0) {
        quiet = open("/dev/null", O_WRONLY);
        dup2(quiet, STDERR_FILENO);
        close_range(3, ~0U, 0);
        _exit(sandbox_enter(&limits, &err) ? deed() : ENTER_FAILED);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void
check_fine(int (*deed)(void), const char *sentence)
{
    int status = closed_in(deed);

    if (!WIFEXITED(status) || WEXITSTATUS(status) != FINE)
        fail_msg("%s: status %x", sentence, status);
}

static void
check_killed(int (*deed)(void), const char *sentence)
{
    int status = closed_in(deed);

    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS)
        fail_msg("%s: status %x", sentence, status);
}

static void
test_what_is_left(void **state)
{
    (void)state;
    check_fine(can_compute, "memory, random bytes, open descriptors");
}

static void
test_what_is_refused(void **state)
{
    (void)state;
    check_fine(cannot_open, "opening a file");
    check_fine(cannot_create, "making a file");
    check_fine(cannot_connect, "making a socket");
    assert_int_equal(access("/tmp/escaped", F_OK), -1);
}

static void
test_what_kills(void **state)
{
    (void)state;
    check_killed(runs_a_program, "execve");
    check_killed(forks, "fork");
    check_killed(traces, "ptrace");
    check_killed(renames, "rename");
    check_killed(connects, "connect");
    check_killed(maps_code, "memory to run");
    check_killed(cannot_make_code, "memory made to run");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_left),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_what_kills),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
