// SPDX-License-Identifier: Apache-2.0
/*
 * making: what a parcel is made into by workers, those of one decision together: a mail composed, a document set, and
 * sealed.
 */
#ifndef MAIN_MAKING_H
#define MAIN_MAKING_H

#include "main/parcel.h"

/* Takes those that a worker can be asked for together with `first` out of the list behind it: first->beside. */
void making_gather(struct parcel *first);
/* Of each (first, and those beside it) parcel->made is called, later, in the loop, with the product or parcel->why; not
 * of a mail whose document (parcel->document) has failed, or was made alone because a worker died of one of them. */
void making_start(struct parcel *first);

#endif
