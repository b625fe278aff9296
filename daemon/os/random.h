// SPDX-License-Identifier: Apache-2.0
/* random: bytes nobody can guess (getrandom). */
#ifndef OS_RANDOM_H
#define OS_RANDOM_H

#include <stddef.h>

void random_bytes(void *bytes, size_t len); /* never fails: a kernel without it is a bug */

#endif
