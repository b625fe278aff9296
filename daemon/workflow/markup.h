// SPDX-License-Identifier: Apache-2.0
/*
 * markup: XML written straight into a text, escaped and clean.  For documents of many small
 * nodes (a context has a thousand), where a tree would cost ten times as much.
 */
#ifndef WORKFLOW_MARKUP_H
#define WORKFLOW_MARKUP_H

#include "common/text.h"

/* Bytes that XML 1.0 does not allow and malformed UTF-8 become U+FFFD. */
void markup_escape(struct text *out, struct span value);
void markup_attribute(struct text *out, const char *name, struct span value); /* ` name="value"` */
void markup_element(struct text *out, const char *name, struct span value);   /* `<name>value</name>` */

#endif
