// SPDX-License-Identifier: Apache-2.0
#include "process/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    LANDLOCK_FIRST = 13, /* rights on files that version 1 knows: bits 0 to 12 */
    LANDLOCK_LAST = 15,  /* versions 2 and 3 add one each */
};

/* What a process needs to compute and to talk over what it was given. */
static const int allowed[] = {
    SCMP_SYS(read),           SCMP_SYS(write),        SCMP_SYS(readv),
    SCMP_SYS(writev),         SCMP_SYS(recvfrom),     SCMP_SYS(sendto),
    SCMP_SYS(recvmsg),        SCMP_SYS(sendmsg),      SCMP_SYS(poll),
    SCMP_SYS(ppoll),          SCMP_SYS(close),        SCMP_SYS(fstat),
    SCMP_SYS(lseek),          SCMP_SYS(munmap),       SCMP_SYS(mremap),
    SCMP_SYS(madvise),        SCMP_SYS(brk),          SCMP_SYS(futex),
    SCMP_SYS(exit),           SCMP_SYS(exit_group),   SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),   SCMP_SYS(time),         SCMP_SYS(getrandom),
    SCMP_SYS(getpid),         SCMP_SYS(gettid),       SCMP_SYS(restart_syscall),
    SCMP_SYS(sched_yield),    SCMP_SYS(sigaltstack),  SCMP_SYS(sched_getaffinity),
    SCMP_SYS(setitimer),
};

/* What libraries try and do well without. */
static const struct {
    int call, error;
} refused[] = {
    {SCMP_SYS(openat), ENOENT},    {SCMP_SYS(open), ENOENT},       {SCMP_SYS(access), ENOENT},
    {SCMP_SYS(faccessat), ENOENT}, {SCMP_SYS(faccessat2), ENOENT}, {SCMP_SYS(readlink), ENOENT},
    {SCMP_SYS(stat), ENOENT},      {SCMP_SYS(lstat), ENOENT},      {SCMP_SYS(statx), ENOENT},
    {SCMP_SYS(ioctl), ENOTTY},     {SCMP_SYS(prlimit64), EPERM},   {SCMP_SYS(getrlimit), EPERM},
    {SCMP_SYS(uname), EPERM},      {SCMP_SYS(getcwd), ENOENT},     {SCMP_SYS(sysinfo), EPERM},
    {SCMP_SYS(fcntl), EPERM},      {SCMP_SYS(kill), EPERM},        {SCMP_SYS(tgkill), EPERM},
    {SCMP_SYS(socket), EACCES},    {SCMP_SYS(unlink), ENOENT},
};

static bool
limit(int resource, rlim_t value, struct error *err)
{
    struct rlimit both = {value, value};

    return setrlimit(resource, &both) == 0 || error_errno(err, "setrlimit");
}

void
sandbox_hold_memory(size_t bytes)
{
    struct rlimit both;

    if (getrlimit(RLIMIT_DATA, &both) == 0 && (both.rlim_cur == RLIM_INFINITY || both.rlim_cur > bytes)) {
        both.rlim_cur = bytes;
        setrlimit(RLIMIT_DATA, &both);
    }
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

/* No memory that was written can be run; fstat of glibc is newfstatat without a path. */
static int
add_conditions(scmp_filter_ctx filter)
{
    int result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                                  SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));

    if (result == 0)
        result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                                  SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (result == 0)
        result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                                  SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
    if (result == 0)
        result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOENT), SCMP_SYS(newfstatat), 1,
                                  SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0));
    return result;
}

static int
add_rules(scmp_filter_ctx filter)
{
    int result = add_conditions(filter);

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

/* No file by any name, where the kernel has Landlock (5.13 and later); seccomp refuses them
 * first, this is the second wall. */
static bool
close_files(struct error *err)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    struct landlock_ruleset_attr rules = {0};
    int rights, ruleset;
    bool good;

    if (version < 1)
        return true;
    rights =
        LANDLOCK_FIRST + (int)version - 1 > LANDLOCK_LAST ? LANDLOCK_LAST : LANDLOCK_FIRST + (int)version - 1;
    rules.handled_access_fs = (1ULL << rights) - 1;
    ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (ruleset < 0)
        return error_errno(err, "landlock");
    good = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0 || error_errno(err, "landlock");
    close(ruleset);
    return good;
}

bool
sandbox_enter(const struct sandbox_limits *limits, struct error *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return error_errno(err, "no_new_privs");
    return close_files(err) && set_limits(limits, err) && filter_calls(err);
}
