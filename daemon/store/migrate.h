// SPDX-License-Identifier: Apache-2.0
/*
 * migrate: the tables, brought to this version's shape step by step (user_version),
 * each step in one transaction with its number.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/database.h"

bool migrate(struct database *database, struct error *err) MUST_CHECK;

#endif
