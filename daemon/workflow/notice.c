// SPDX-License-Identifier: Apache-2.0
#include "workflow/notice.h"

#include "common/date.h"
#include "workflow/markup.h"

enum { NOTICE_MAX = 16 * 1024, TEXT_MAX = 400 }; /* bytes */

static void
put_number(struct text *out, struct arena *arena, const char *name, int64_t number)
{
    markup_attribute(out, name, span_printf(arena, "%lld", (long long)number));
}

struct effect
notice_quarantine(struct arena *arena, const struct situation *situation, struct span administrator,
                  const struct notice_quarantine *about)
{
    struct text out = text_new(arena, NOTICE_MAX);

    text_string(&out, "<context");
    markup_attribute(&out, "now", instant_iso(arena, situation->now));
    markup_attribute(&out, "today", day_iso(arena, day_of_instant(situation->now, situation->base_offset)));
    markup_attribute(&out, "lang", SPAN("fr"));
    markup_attribute(&out, "mailbox", situation->mailbox);
    markup_attribute(&out, "template", SPAN(NOTICE_QUARANTINE));
    text_string(&out, "><dossier/><notice");
    put_number(&out, arena, "id", about->id);
    put_number(&out, arena, "size", about->size);
    put_number(&out, arena, "waiting", about->waiting);
    markup_attribute(&out, "received", instant_iso(arena, about->received));
    markup_attribute(&out, "sender", span_first(about->sender, TEXT_MAX));
    markup_attribute(&out, "why", span_first(about->why, TEXT_MAX));
    text_string(&out, "/></context>");
    return (struct effect){.kind = EFFECT_MAIL,
                           .template = SPAN(NOTICE_QUARANTINE),
                           .language = SPAN("fr"),
                           .context = text_get(&out),
                           .to = administrator};
}
