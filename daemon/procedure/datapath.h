// SPDX-License-Identifier: Apache-2.0
/*
 * datapath: "loan/from" in an expression over a dossier's data.  Half of what rules compute is to find such
 * fields, and libxml2 makes sets of nodes on each step.  What is compiled has the variable $_loan.from in the
 * place of the path, whose value is found in one go.  It is the same set of nodes.
 */
#ifndef PROCEDURE_DATAPATH_H
#define PROCEDURE_DATAPATH_H

#include <libxml/xpath.h>

#include "common/text.h"

/* No variable of anybody's begins with it. */
#define DATAPATH_MARK '_'

/* The expression with its paths of two steps that begin at its context node, and not within a condition, so
 * replaced. */
const char *datapath_replace(struct arena *arena, const char *source);
/* The value of such a variable below <data>; the caller's. */
xmlXPathObject *datapath_value(const xmlNode *data, const char *name);

#endif
