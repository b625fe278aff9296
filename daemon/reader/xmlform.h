// SPDX-License-Identifier: Apache-2.0
/*
 * xmlform: a form as an XML attachment, for other software.
 *
 *     <form xmlns="urn:conventiond:data" procedure="loan">       root: formulaire, form or data;
 *       <desk><name>Durand</name>                              the namespace may be missing
 *         <loan><from>2026-03-02</from></loan>                 a group's element may be repeated
 *       </desk>
 *       <field id="desk.name">Durand</field>                   or by id, mixed as one likes
 *     </form>
 *
 * An element without text is no value; empty="yes" (vide="oui", nil="true") makes it an
 * explicit empty one.  No DTD, no entities, limits of common/xml.h.
 */
#ifndef READER_XMLFORM_H
#define READER_XMLFORM_H

#include "common/error.h"
#include "reader/intent.h"

enum {
    XMLFORM_VALUES_MAX = 1000,
    XMLFORM_UNKNOWN_MAX = 50,
};

struct xmlform {
    const struct form *form; /* named by `procedure`, else the one that knows most fields */
    struct intent_value *values;
    size_t value_count;
    struct span *unknown; /* paths that are no field of the form */
    size_t unknown_count;
};

/* Cheap look at the first bytes: does it claim to be one of ours? */
bool xmlform_is(struct span bytes);

/* False: err says what is wrong, with "NAME:LINE: ". */
bool xmlform_read(struct arena *arena, const struct form *forms, size_t form_count, struct span bytes,
                  const char *name, struct xmlform *out, struct error *err) MUST_CHECK;

#endif
