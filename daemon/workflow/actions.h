// SPDX-License-Identifier: Apache-2.0
/*
 * actions: the executable content of <onentry> and <transition>.
 */
#ifndef WORKFLOW_ACTIONS_H
#define WORKFLOW_ACTIONS_H

#include "workflow/run.h"

enum {
    REVIEW_ITEMS_MAX = 50,  /* of one MODIFIER */
    REVIEW_TEXT_MAX = 1000, /* bytes of one remark */
};

void actions_run(struct run *run, const struct actions *actions);

#endif
