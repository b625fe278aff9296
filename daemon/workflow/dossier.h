// SPDX-License-Identifier: Apache-2.0
/*
 * dossier: one case, as one XML document.  Everything that decides its future is in it;
 * the tables of the store are projections.
 *
 *  <dossier procedure="pret" number="2026-00042" version="HEX" revision="3"
 *           created="2026-03-02T10:20:30Z" owner="lea.martin@univ.example" language="fr">
 *    <data><emprunteur><nom>Martin</nom>...</emprunteur>...</data>  canonical values only
 *    <rejected field="materiel.retour" value="demain"><fr>...</fr><en>...</en></rejected>
 *    <state id="demande" since="INSTANT"/>                            the active states
 *    <task serial="1" id="completer" role="emprunteur" address="..." name="..." language="fr"
 *          status="open|done|refused|cancelled" rank="1" revision="3" state="demande" document="fiche"
 *          opened="INSTANT" closed="INSTANT" verb="oui"/>
 *    <answer task="1" role= address= name= verb="oui" at="INSTANT" message="HEX" message-id=
 *            method="dmarc" domain= document="fiche" document-sha256="HEX" revision="3">argument</answer>
 *    <review by="magasinier" at="INSTANT"><item field="materiel.retour">remark</item></review>
 *    <document name="fiche" revision="3" requested="INSTANT"/>
 *    <deadline id="relance" state="demande" task="1" at="INSTANT" count="0"/>
 *  </dossier>
 *
 * `revision` grows by one whenever <data> changes.  Serials count from 1 and are never reused.
 *
 * @parent, <child> and <version>: workflow/family.h.
 * Also, where there is need: state/@entry counts entered states, task/@entry says in which one it
 * was made; state/@fired lists deadlines that have had their day; task/@status "waiting" until its
 * rank's turn; task/@shown is the revision its person saw, when the workflow itself changed data
 * since; task/@bounced is why its mail did not arrive; task/@confirms, @pending: workflow/challenge.h;
 * task/@delegate, @offers, @delegated-from, @delegated-by: workflow/delegation.h;
 * answer/@operator, @declared-by (workflow/declaring.h), @first-message, @stands (the task it was given to, when it stands for a later one), @shown-at,
 * @shown-message, @shown-receipt (of the mail that brought the document), @mail-method, @signer, @organisation, @level,
 * @signed-at, @signed-said, @signed-sha256, @kept, @kept-sha256 (workflow/returned.h), and <attachment name= type= size= sha256=/> in it.
 * A computed field's new value comes with the revision of the values it was computed from.
 */
#ifndef WORKFLOW_DOSSIER_H
#define WORKFLOW_DOSSIER_H

#include "procedure/evaluation.h"
#include "reader/intent.h"

enum {
    DOSSIER_VALUES_MAX = 2000,      /* elements below <data> */
    DOSSIER_BYTES_MAX = 256 * 1024, /* of the document */
};

xmlDoc *dossier_new(struct arena *arena, const struct procedure *procedure, struct span number,
                    struct span owner, struct span language, int64_t now);
xmlNode *dossier_data(xmlDoc *dossier);
uint32_t dossier_revision(const xmlDoc *dossier);
bool dossier_in_state(xmlDoc *dossier, const char *state);
xmlNode *dossier_task(xmlDoc *dossier, uint32_t serial); /* NULL when none */

/* Puts read values into <data> (or <rejected>), raises the revision when something changed.
 * `role`: who writes; a field that this role may not change is left and counted.  NULL: the workflow. */
struct apply_result {
    size_t changed, rejected, refused;
};
struct apply_result dossier_apply(struct arena *arena, xmlDoc *dossier, const struct procedure *procedure,
                                  const struct intent_value *values, size_t count, const char *role);

#endif
