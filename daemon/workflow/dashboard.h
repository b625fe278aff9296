// SPDX-License-Identifier: Apache-2.0
/*
 * dashboard: the lists of whoever asks, for a template and for a spreadsheet.
 *
 *  <dashboards><query all= from= to=><filter><label/></filter><word/></query>
 *    <dashboard role= label= total= count= shown= sheets=>   total: without the query
 *      <tally state= count=/>
 *      <column id= type=><label/></column>                   those shown
 *      <row ...>...</row>                                    the first `shown`, see workflow/listing.h
 *    </dashboard></dashboards>
 */
#ifndef WORKFLOW_DASHBOARD_H
#define WORKFLOW_DASHBOARD_H

#include "common/sheet.h"
#include "workflow/query.h"
#include "workflow/run.h"

/* A row and the role in which it is seen. */
struct seen_row {
    struct span role;
    xmlNode *row;
};

/* Rows of <rows><as role=><row/></as>...</rows> (situation.rows) that the query takes. */
size_t dashboard_choose(struct run *run, const struct dashboard *dashboard, const struct query *query,
                        struct seen_row **rows);
void dashboard_put_row(const struct run *run, struct text *out, xmlNode *row);
/* All columns of the rows. */
struct sheet dashboard_sheet(struct arena *arena, const struct definition *definition,
                             const struct seen_row *rows, size_t count, const char *lang);

/* The <dashboards> of situation.rows, and the sheet to attach on the wire ("" none). */
struct span dashboard_write(struct run *run, struct span words, struct span language, struct span *sheet);

#endif
