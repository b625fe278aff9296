// SPDX-License-Identifier: Apache-2.0
/*
 * query: the words that somebody writes to pick rows of a list: filters of workflow.xml
 * ("en attente"), a period ("mars 2026", "2026", "du 1/3/2026 au 15/3/2026"), and any other word,
 * which is to be found in the row.  All must hold.
 */
#ifndef WORKFLOW_QUERY_H
#define WORKFLOW_QUERY_H

#include "workflow/definition.h"
#include "procedure/evaluation.h"

enum { QUERY_FILTERS_MAX = 8, QUERY_WORDS_MAX = 12 };

struct filter;

struct query {
    const struct filter *filters[QUERY_FILTERS_MAX];
    size_t filter_count;
    struct span words[QUERY_WORDS_MAX]; /* folded */
    size_t word_count;
    int32_t from, to; /* days; DAY_NONE: no period */
    bool all;         /* what is usually left out, too */
};

struct query query_read(struct arena *arena, const struct definition *definition, struct span written,
                        int32_t today);
bool query_is_empty(const struct query *query);
/* Does the row of workflow/listing.h answer the query? */
bool query_takes(const struct query *query, struct arena *arena, const struct definition *definition,
                 struct evaluation *evaluation, xmlNode *row);

#endif
