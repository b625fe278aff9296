// SPDX-License-Identifier: Apache-2.0
#include "os/dial.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* errno of the attempt, 0 when the connection stands. */
static int
connected(int descriptor, int timeout, int wake)
{
    struct pollfd poll_set[2] = {{.fd = descriptor, .events = POLLOUT}, {.fd = wake, .events = POLLIN}};
    socklen_t size = sizeof(int);
    int ready, fault = 0;

    do
        ready = poll(poll_set, 2, timeout * 1000);
    while (ready < 0 && errno == EINTR);
    if (ready <= 0)
        return ready == 0 ? ETIMEDOUT : errno;
    if (poll_set[1].revents != 0)
        return ECANCELED;
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &fault, &size) == 0 ? fault : errno;
}

static int
try_address(const struct addrinfo *address, int timeout, int wake)
{
    int descriptor = socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int fault = 0;

    if (descriptor < 0)
        return -1;
    if (connect(descriptor, address->ai_addr, address->ai_addrlen) != 0)
        fault = errno == EINPROGRESS ? connected(descriptor, timeout, wake) : errno;
    if (fault == 0 && fcntl(descriptor, F_SETFL, 0) == 0)
        return descriptor;
    close(descriptor);
    errno = fault;
    return -1;
}

int
dial_tcp(const char *host, const char *port, int timeout, int wake, struct error *err)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG};
    struct addrinfo *list;
    int descriptor = -1, fault = getaddrinfo(host, port, &hints, &list);

    if (fault != 0) {
        error_set(err, ERROR_TEMPORARY, "%s: %s", host, gai_strerror(fault));
        return -1;
    }
    for (const struct addrinfo *at = list; at != NULL && descriptor < 0; at = at->ai_next) {
        descriptor = try_address(at, timeout, wake);
        if (descriptor < 0 && errno == ECANCELED)
            break;
    }
    if (descriptor < 0) {
        error_errno(err, "connecting to %s port %s", host, port);
        if (err != NULL)
            err->kind = ERROR_TEMPORARY;
    }
    freeaddrinfo(list);
    return descriptor;
}
