// SPDX-License-Identifier: Apache-2.0
#include "os/random.h"

#include <stdlib.h>
#include <sys/random.h>

void
random_bytes(void *bytes, size_t len)
{
    if (getrandom(bytes, len, 0) != (ssize_t)len)
        abort();
}
