// SPDX-License-Identifier: Apache-2.0
/*
 * kept: what is kept on a person, for who asks (GDPR, art. 15) and who asks for its erasure (art. 17).
 *
 *  <kept address= total= shown=>                 total: dossiers that name the person ("many": too much to tell)
 *    <file number= procedure= label= state= open="yes|no" created=INSTANT revision=>
 *      <as role=/>                               what the person is in it
 *      <section id=><label/><value field=><label/><shown/></value></section>   what privacy.xml says is about them
 *      <task id= role= status= opened= closed= verb=/>
 *      <answer verb= at= method= message=>words</answer>
 *      <keep what= until= source=><label/><why/></keep>      until "": the dossier is open
 *    </file>
 *    <mail queued= number= status=/>             what was written to them
 *    <entry kind= source=><value><label/><shown/></value></entry>      what the directory says of them
 *    <message received= outcome= number= sha256= size=/>      what they wrote
 *  </kept>
 *
 * Nothing about anybody else is in it.
 */
#ifndef WORKFLOW_KEPT_H
#define WORKFLOW_KEPT_H

#include "workflow/decide.h"

/* Does this mail ask what is kept (a command with data="yes"), and does our border server vouch for its author? */
bool kept_wanted(const struct definition *definition, const struct event *event);

/* One <file>; nothing when the dossier does not name the address. */
void kept_put_file(struct text *out, struct arena *arena, const struct definition *definition, xmlDoc *dossier,
                   struct span address, struct span language, int64_t now);

#endif
