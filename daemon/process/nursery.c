// SPDX-License-Identifier: Apache-2.0
#include "process/nursery.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "os/log.h"
#include "process/sandbox.h"

enum { WORKER_SOCKET = 3, WORKER_NICE = 5, WORKER_DESCRIPTORS = 8 };

struct nursery {
    const struct pool_settings *settings;
    const struct pool_code *code;
    void *shared;
    int socket;
};

static bool
read_all(int descriptor, void *bytes, size_t len)
{
    char *at = bytes;

    while (len > 0) {
        ssize_t got = read(descriptor, at, len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        len -= (size_t)got;
    }
    return true;
}

static bool
write_all(int descriptor, const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len > 0) {
        ssize_t written = write(descriptor, at, len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        len -= (size_t)written;
    }
    return true;
}

/* The arena's handler in a worker: says so and ends. */
static void
too_big(void)
{
    uint32_t len = UINT32_MAX;

    write_all(WORKER_SOCKET, &len, sizeof len);
    _exit(0);
}

static bool
one_job(const struct nursery *nursery, struct arena *arena)
{
    uint32_t head[2], len;
    struct text answer = text_new(arena, nursery->settings->answer);
    struct span question;
    char *bytes;

    if (!read_all(WORKER_SOCKET, head, sizeof head))
        return false;
    bytes = arena_alloc(arena, (size_t)head[1] + 1);
    if (!read_all(WORKER_SOCKET, bytes, head[1]))
        return false;
    question = (struct span){bytes, head[1]};
    nursery->code->handle(nursery->shared, head[0], question, arena, &answer);
    if (answer.overflow)
        too_big();
    len = (uint32_t)answer.len;
    return write_all(WORKER_SOCKET, &len, sizeof len) && write_all(WORKER_SOCKET, answer.data, answer.len);
}

static void
be_worker(const struct nursery *nursery, int socket)
{
    struct sandbox_limits limits = {nursery->settings->memory, WORKER_DESCRIPTORS, WORKER_NICE};
    struct arena *arena = arena_open(nursery->settings->job_arena);
    struct error err;

    prctl(PR_SET_NAME, "worker");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (dup2(socket, WORKER_SOCKET) != WORKER_SOCKET)
        _exit(1);
    close_range(WORKER_SOCKET + 1, ~0U, 0);
    arena_on_full(arena, too_big);
    if (!sandbox_enter(&limits, &err)) {
        log_event(LOG_ERROR, "worker", "error=%s", err.text);
        _exit(1);
    }
    while (one_job(nursery, arena))
        arena_reset(arena);
    _exit(0);
}

static bool
send_descriptors(int nursery, int socket, int pidfd)
{
    char byte = 1, control[CMSG_SPACE(2 * sizeof(int))] = {0};
    struct iovec part = {&byte, 1};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    int both[2] = {socket, pidfd};

    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof both);
    memcpy(CMSG_DATA(head), both, sizeof both);
    return sendmsg(nursery, &message, MSG_NOSIGNAL) == 1;
}

static bool
give_birth(const struct nursery *nursery)
{
    int pair[2], pidfd;
    pid_t pid;
    bool sent;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return false;
    pid = fork();
    if (pid == 0)
        be_worker(nursery, pair[1]);
    close(pair[1]);
    if (pid < 0)
        return false;
    pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    sent = pidfd >= 0 && send_descriptors(nursery->socket, pair[0], pidfd);
    close(pair[0]);
    close(pidfd);
    return sent;
}

static void
be_nursery(struct nursery *nursery)
{
    struct error err = {0};
    char wish;

    prctl(PR_SET_NAME, "nursery");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGCHLD, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    nursery->shared = nursery->code->open(nursery->code->context, &err);
    if (nursery->shared == NULL) {
        log_event(LOG_ERROR, "nursery", "error=%s", err.text);
        _exit(1);
    }
    while (read_all(nursery->socket, &wish, 1) && give_birth(nursery))
        ;
    _exit(0);
}

int
nursery_fork(const struct pool_settings *settings, const struct pool_code *code, struct error *err)
{
    struct nursery nursery = {.settings = settings, .code = code};
    int pair[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        error_errno(err, "socketpair");
        return -1;
    }
    pid = fork();
    if (pid == 0) {
        close(pair[0]);
        nursery.socket = pair[1];
        be_nursery(&nursery);
    }
    close(pair[1]);
    if (pid > 0)
        return pair[0];
    error_errno(err, "fork");
    close(pair[0]);
    return -1;
}

bool
nursery_birth(int nursery, int *socket, int *pidfd, struct error *err)
{
    char byte = 1, control[CMSG_SPACE(2 * sizeof(int))] = {0};
    struct iovec part = {&byte, 1};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    struct cmsghdr *head;
    int both[2];

    if (send(nursery, &byte, 1, MSG_NOSIGNAL) != 1 || recvmsg(nursery, &message, MSG_CMSG_CLOEXEC) != 1)
        return error_set(err, ERROR_PERMANENT, "the nursery of the workers has died; see the log above");
    head = CMSG_FIRSTHDR(&message);
    if (head == NULL || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof both))
        return error_set(err, ERROR_PERMANENT, "the nursery gave no worker");
    memcpy(both, CMSG_DATA(head), sizeof both);
    *socket = both[0];
    *pidfd = both[1];
    return true;
}
