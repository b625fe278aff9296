// SPDX-License-Identifier: Apache-2.0
/*
 * envelope: who sent a message and to whom, as the last server noted it on top (RFC 5321 section
 * 4.4).  For messages that come without their envelope: from files and mailboxes.  It says where a
 * mail belongs and whose allowance it uses up; it never says who wrote it.
 *
 * Only the first field of a name counts: what stands below it, anybody may have written.
 */
#ifndef READER_ENVELOPE_H
#define READER_ENVELOPE_H

#include "common/text.h"

/* Return-Path, or else the first address of From; "": the null sender, or nobody. */
struct span envelope_sender(struct arena *arena, struct span bytes);
/* Delivered-To, X-Original-To or Envelope-To; "": none. */
struct span envelope_recipient(struct span bytes);

#endif
