// SPDX-License-Identifier: Apache-2.0
/*
 * statistics: the figures (workflow/figures.h) of whoever asks, for a template and for a spreadsheet.
 *
 *  <statistics period="">                      the period shown, "" all
 *    <period id= [shown="yes"]/>...            all there are, the newest first
 *    <unknown/>                                what was asked for is none of them
 *    <statistic id= label= count= values=>
 *      <group value= count= permille=>         the most frequent first
 *        <amount column= label= type= count= total= mean=/></group></statistic></statistics>
 */
#ifndef WORKFLOW_STATISTICS_H
#define WORKFLOW_STATISTICS_H

#include "common/sheet.h"
#include "workflow/definition.h"

struct statistics_view {
    const struct definition *definition;
    xmlDoc *figures;        /* of store/figures.h */
    struct span words;      /* a period, or that all are meant; "": `current` */
    struct span current;    /* period of today */
    struct span language;
};

/* The period that today lies in, by the procedure; "" it does not say. */
struct span statistics_today(struct arena *arena, const struct definition *definition, int64_t now);
/* *sheet: every statistic and value, without what the mail leaves out; no rows: nothing to count. */
struct span statistics_write(struct arena *arena, const struct statistics_view *view, struct sheet *sheet);

#endif
