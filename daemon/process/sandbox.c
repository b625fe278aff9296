// SPDX-License-Identifier: Apache-2.0
#include "process/sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* What a process needs to compute and to talk over what it was given. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendto),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(lseek),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_getaffinity),
};

/* What libraries try and do well without. */
static const struct {
    int call, error;
} refused[] = {
    {SCMP_SYS(openat), ENOENT},    {SCMP_SYS(open), ENOENT},       {SCMP_SYS(access), ENOENT},
    {SCMP_SYS(faccessat), ENOENT}, {SCMP_SYS(faccessat2), ENOENT}, {SCMP_SYS(readlink), ENOENT},
    {SCMP_SYS(stat), ENOENT},      {SCMP_SYS(lstat), ENOENT},      {SCMP_SYS(statx), ENOENT},
    {SCMP_SYS(ioctl), ENOTTY},     {SCMP_SYS(mprotect), EACCES},   {SCMP_SYS(prlimit64), EPERM},
    {SCMP_SYS(getrlimit), EPERM},  {SCMP_SYS(uname), EPERM},       {SCMP_SYS(getcwd), ENOENT},
    {SCMP_SYS(sysinfo), EPERM},    {SCMP_SYS(fcntl), EPERM},       {SCMP_SYS(kill), EPERM},
    {SCMP_SYS(tgkill), EPERM},     {SCMP_SYS(socket), EACCES},     {SCMP_SYS(unlink), ENOENT},
};

static bool
limit(int resource, rlim_t value, struct error *err)
{
    struct rlimit both = {value, value};

    return setrlimit(resource, &both) == 0 || error_errno(err, "setrlimit");
}

static bool
set_limits(const struct sandbox_limits *limits, struct error *err)
{
    if (limits->memory > 0 && !limit(RLIMIT_AS, limits->memory, err))
        return false;
    if (limits->nice > 0 && nice(limits->nice) == -1 && errno != 0)
        errno = 0;
    return limit(RLIMIT_CORE, 0, err) && limit(RLIMIT_FSIZE, 0, err) && limit(RLIMIT_NPROC, 0, err) &&
           limit(RLIMIT_NOFILE, (rlim_t)limits->descriptors, err);
}

static int
add_rules(scmp_filter_ctx filter)
{
    int result = 0;

    for (size_t i = 0; result == 0 && i < sizeof allowed / sizeof allowed[0]; i++)
        result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; result == 0 && i < sizeof refused / sizeof refused[0]; i++)
        result = seccomp_rule_add(filter, SCMP_ACT_ERRNO((uint32_t)refused[i].error), refused[i].call, 0);
    return result;
}

static bool
filter_calls(struct error *err)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    int result = filter == NULL ? -ENOMEM : add_rules(filter);

    if (result == 0)
        result = seccomp_load(filter);
    seccomp_release(filter);
    return result == 0 || error_set(err, ERROR_PERMANENT, "seccomp: %s", strerror(-result));
}

bool
sandbox_enter(const struct sandbox_limits *limits, struct error *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return error_errno(err, "no_new_privs");
    return set_limits(limits, err) && filter_calls(err);
}
