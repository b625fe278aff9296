// SPDX-License-Identifier: Apache-2.0
#include "process/nursery.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "os/log.h"
#include "process/sandbox.h"

enum {
    OUR_SOCKET = 3, /* the nursery's, and each worker's */
    WORKER_NICE = 10,
    WORKER_DESCRIPTORS = 8,
    BIRTH_WAIT = 30, /* seconds; the first birth waits for code->open */
};

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

static void
give_up(uint32_t why)
{
    write_all(OUR_SOCKET, &why, sizeof why);
    _exit(0);
}

/* The arena's handler in a worker. */
static void
too_big(void)
{
    give_up(ANSWER_TOO_BIG);
}

static void
on_alarm(int signal)
{
    (void)signal;
    give_up(ANSWER_TOO_LATE);
}

/* SIGPROF after so much processor time; 0: no more. */
static void
set_alarm(int64_t ms)
{
    struct itimerval timer = {.it_value = {ms / 1000, ms % 1000 * 1000}};

    setitimer(ITIMER_PROF, &timer, NULL);
}

static bool
one_job(const struct nursery *nursery, struct arena *arena)
{
    uint32_t head[2], len;
    struct text answer = text_new(arena, nursery->settings->answer);
    struct span question;
    char *bytes;

    if (!read_all(OUR_SOCKET, head, sizeof head))
        return false;
    bytes = arena_alloc(arena, (size_t)head[1] + 1);
    if (!read_all(OUR_SOCKET, bytes, head[1]))
        return false;
    question = (struct span){bytes, head[1]};
    set_alarm(nursery->settings->processor);
    nursery->code->handle(nursery->shared, head[0], question, arena, &answer);
    set_alarm(0);
    if (answer.overflow)
        too_big();
    len = (uint32_t)answer.len;
    return write_all(OUR_SOCKET, &len, sizeof len) && write_all(OUR_SOCKET, answer.data, answer.len);
}

/* Keeps 0, 1, 2 and this one, as number 3: neither listeners nor sockets of others. */
static void
keep_only(int socket)
{
    if (dup2(socket, OUR_SOCKET) != OUR_SOCKET || close_range(OUR_SOCKET + 1, ~0U, 0) != 0)
        _exit(1);
}

/* Dies with its parent, which may have died before it could ask for that. */
static void
follow(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
}

static void
be_worker(const struct nursery *nursery, int socket, pid_t parent)
{
    struct sandbox_limits limits = {nursery->settings->memory, WORKER_DESCRIPTORS, WORKER_NICE};
    struct arena *arena = arena_open(nursery->settings->job_arena);
    struct error err;

    prctl(PR_SET_NAME, "worker");
    follow(parent);
    keep_only(socket);
    signal(SIGPROF, on_alarm);
    signal(SIGXFSZ, SIG_IGN); /* standard error may be a file, and files are closed to it */
    arena_on_full(arena, too_big);
    if (!nursery->settings->open_house && !sandbox_enter(&limits, &err)) {
        log_event(LOG_ERROR, "worker", "error=%s", err.text);
        _exit(1);
    }
    while (one_job(nursery, arena))
        arena_reset(arena);
    _exit(0);
}

/* One byte, and with it the two descriptors; no descriptors say that there is no worker. */
static bool
send_descriptors(int nursery, const int *both)
{
    char byte = 1, control[CMSG_SPACE(2 * sizeof(int))] = {0};
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    struct cmsghdr *head;

    if (both != NULL) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(2 * sizeof(int));
        memcpy(CMSG_DATA(head), both, 2 * sizeof(int));
    }
    return sendmsg(nursery, &message, MSG_NOSIGNAL) == 1;
}

/* A worker's socket and pidfd; false when the system refused. */
static bool
fork_worker(const struct nursery *nursery, int both[2])
{
    pid_t parent = getpid(), pid;
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return false;
    pid = fork();
    if (pid == 0)
        be_worker(nursery, pair[1], parent);
    close(pair[1]);
    both[0] = pair[0];
    both[1] = pid < 0 ? -1 : (int)syscall(SYS_pidfd_open, pid, 0);
    if (both[1] >= 0)
        return true;
    close(pair[0]); /* a worker that lives reads its end, and ends */
    return false;
}

static bool
give_birth(const struct nursery *nursery)
{
    int both[2];
    bool sent;

    if (!fork_worker(nursery, both)) {
        log_event(LOG_ERROR, "nursery", "fork=%s", strerror(errno));
        return send_descriptors(nursery->socket, NULL);
    }
    sent = send_descriptors(nursery->socket, both);
    close(both[0]);
    close(both[1]);
    return sent;
}

static void
be_nursery(struct nursery *nursery, int socket, pid_t parent)
{
    struct error err = {0};
    char wish;

    prctl(PR_SET_NAME, "nursery");
    follow(parent);
    keep_only(socket);
    nursery->socket = OUR_SOCKET;
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
    const struct timeval wait = {BIRTH_WAIT, 0};
    pid_t parent = getpid(), pid;
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        error_errno(err, "socketpair");
        return -1;
    }
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    pid = fork();
    if (pid == 0)
        be_nursery(&nursery, pair[1], parent);
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
        return error_set(err, ERROR_TEMPORARY, "the system gave no worker; see the log above");
    memcpy(both, CMSG_DATA(head), sizeof both);
    *socket = both[0];
    *pidfd = both[1];
    return true;
}
