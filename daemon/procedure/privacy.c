// SPDX-License-Identifier: Apache-2.0
#include "procedure/privacy.h"

#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "procedure/compiled.h"
#include "procedure/patterns.h"

static const char *const names[KEPT_COUNT] = {
    [KEPT_MESSAGES] = "messages", [KEPT_DOCUMENTS] = "documents", [KEPT_DOSSIER] = "dossier"};

const char *
kept_name(enum kept kept)
{
    return names[kept];
}

const struct privacy *
procedure_privacy(const struct procedure *procedure)
{
    return &procedure->privacy;
}

int32_t
privacy_until(struct evaluation *evaluation, const struct keep *keep)
{
    struct span day = evaluation_string(evaluation, keep->until, NULL);
    int32_t last;

    return day_parse_iso(span_trim(day), &last) ? last : DAY_NONE;
}

bool
privacy_is_about(const struct privacy *privacy, struct span role, struct span section)
{
    for (size_t i = 0; i < privacy->about_count; i++) {
        struct span rest = privacy->abouts[i].sections, word;

        if (!span_equal(privacy->abouts[i].role, role))
            continue;
        while (span_split(&rest, ' ', &word))
            if (span_is(word, "*") || span_equal(word, section))
                return true;
    }
    return false;
}

/* ---- masking ---- */

/* A run of letters and digits from `start`, with at most one space, dot or dash between two of them. */
struct run {
    char compact[MASK_LENGTH_MAX + 1];
    size_t ends[MASK_LENGTH_MAX + 1]; /* where the text is once so many have been taken */
    size_t count;
};

/* Of each mail every byte is looked at, more than once: plain comparisons, no calls. */
static size_t
separator(struct span text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    size_t left = text.len - at;

    if (left > 0 && (bytes[0] == ' ' || bytes[0] == '.' || bytes[0] == '-'))
        return 1;
    if (left > 1 && bytes[0] == 0xC2 && bytes[1] == 0xA0) /* no-break space */
        return 2;
    return left > 2 && bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] == 0xAF ? 3 : 0; /* the narrow one */
}

static bool
is_alnum_at(struct span text, size_t at)
{
    unsigned char c = at < text.len ? (unsigned char)text.data[at] : 0;

    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static char
capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void
run_at(struct span text, size_t start, struct run *run)
{
    size_t at = start, gap;

    run->count = 0;
    while (run->count < MASK_LENGTH_MAX && is_alnum_at(text, at)) {
        run->compact[run->count++] = capital(text.data[at++]);
        run->ends[run->count] = at;
        if (is_alnum_at(text, at) || at >= text.len)
            continue;
        gap = separator(text, at);
        if (gap > 0 && is_alnum_at(text, at + gap))
            at += gap;
    }
}

static bool
passes(struct arena *arena, const struct procedure *procedure, const struct mask *mask, struct span found)
{
    struct evaluation *evaluation;

    if (!patterns_match(procedure->patterns, mask->pattern, span_dup(arena, found)))
        return false;
    if (mask->test == NULL)
        return true;
    evaluation = evaluation_open_bare(arena, procedure, NULL, 0, 0);
    evaluation_set_string(evaluation, "found", found);
    return evaluation_boolean(evaluation, mask->test, NULL);
}

/* No mask is so short: nor for what begins within the run. */
static bool
is_too_short(const struct procedure *procedure, const struct run *run)
{
    return (procedure->privacy.lengths & ((2U << run->count) - 1)) == 0;
}

/* The mask that takes the most of the run; its end in *end. */
static const struct mask *
mask_of(struct arena *arena, const struct procedure *procedure, struct span text, const struct run *run,
        size_t *end)
{
    for (size_t length = run->count; length > 0; length--) {
        if ((procedure->privacy.lengths >> length & 1) == 0 || is_alnum_at(text, run->ends[length]))
            continue; /* of no mask, or a piece of something longer */
        for (size_t i = 0; i < procedure->privacy.mask_count; i++) {
            const struct mask *mask = &procedure->privacy.masks[i];

            if ((mask->lengths >> length & 1) == 0 ||
                !passes(arena, procedure, mask, (struct span){run->compact, length}))
                continue;
            *end = run->ends[length];
            return mask;
        }
    }
    return NULL;
}

/* The next place at which a mask may begin; the text's length: none. */
static size_t
next_begin(const struct privacy *privacy, struct span text, size_t at)
{
    for (bool inside = at > 0 && is_alnum_at(text, at - 1); at < text.len; at++) {
        bool alnum = is_alnum_at(text, at);

        if (alnum && !inside && pattern_may_begin(privacy->firsts, capital(text.data[at])))
            return at;
        inside = alnum;
    }
    return at;
}

struct span
privacy_mask(struct arena *arena, const struct procedure *procedure, struct span text,
             const struct mask **found)
{
    const struct privacy *privacy = &procedure->privacy;
    size_t copied = 0, end;
    struct text out;

    if (privacy->mask_count == 0)
        return text;
    out = text_new(arena, text.len * 8 + 1024);
    for (size_t at = next_begin(privacy, text, 0); at < text.len; at = next_begin(privacy, text, at + 1)) {
        const struct mask *mask;
        struct run run;

        run_at(text, at, &run);
        mask = mask_of(arena, procedure, text, &run, &end);
        if (mask == NULL) {
            if (is_too_short(procedure, &run))
                at = run.ends[run.count] - 1;
            continue;
        }
        text_add(&out, text.data + copied, at - copied);
        text_printf(&out, "[%.*s]", SPAN_ARG(mask->label.fr));
        copied = end;
        at = end - 1;
        if (found != NULL && *found == NULL)
            *found = mask;
    }
    if (copied == 0)
        return text;
    text_span(&out, span_from(text, copied));
    return text_get(&out);
}

/* ---- in files ---- */

static size_t
piece_at(struct span text, size_t at)
{
    size_t len = 0;

    while (is_alnum_at(text, at + len))
        len++;
    return len;
}

/* The groups of the mask, one separator between two of them, and nothing of the kind behind. */
static bool
takes_groups(struct span text, size_t at, const struct mask *mask, struct text *compact)
{
    for (size_t i = 0; i < mask->group_count; i++) {
        size_t gap = i == 0 ? 0 : separator(text, at);

        if ((i > 0 && gap == 0) || piece_at(text, at + gap) != mask->groups[i])
            return false;
        text_add(compact, text.data + at + gap, mask->groups[i]);
        at += gap + mask->groups[i];
    }
    return true;
}

static bool
stands_at(struct arena *arena, const struct procedure *procedure, const struct mask *mask, struct span text, size_t at)
{
    struct text compact = text_new(arena, MASK_LENGTH_MAX * 2);
    size_t piece = piece_at(text, at);

    if (piece <= MASK_LENGTH_MAX && (mask->lengths >> piece & 1) != 0)
        text_add(&compact, text.data + at, piece);
    else if (!takes_groups(text, at, mask, &compact))
        return false;
    for (size_t i = 0; i < compact.len; i++)
        compact.data[i] = capital(compact.data[i]);
    return passes(arena, procedure, mask, text_get(&compact));
}

const struct mask *
privacy_find(struct arena *arena, const struct procedure *procedure, struct span text)
{
    const struct privacy *privacy = &procedure->privacy;

    for (size_t at = 0; at < text.len; at++) {
        if (!is_alnum_at(text, at) || (at > 0 && is_alnum_at(text, at - 1)))
            continue;
        for (size_t i = 0; i < privacy->mask_count; i++)
            if (privacy->masks[i].group_count > 0 && stands_at(arena, procedure, &privacy->masks[i], text, at))
                return &privacy->masks[i];
    }
    return NULL;
}

const struct mask *
privacy_mask_of(const struct procedure *procedure, struct span id)
{
    for (size_t i = 0; i < procedure->privacy.mask_count; i++)
        if (span_equal(procedure->privacy.masks[i].id, id))
            return &procedure->privacy.masks[i];
    return NULL;
}

/* ---- reading privacy.xml ---- */

static void
load_keep(struct loading *loading, const xmlNode *node, struct keep *keep)
{
    struct span what = loading_span(loading, node, "what");

    keep->line = xml_line(node);
    while (keep->what < KEPT_DOSSIER && !span_is(what, names[keep->what])) /* the schema knows the three */
        keep->what++;
    keep->until = loading_expression(loading, node, "until", true);
    keep->label = loading_labels(loading, node, "label");
    keep->why = loading_labels(loading, node, "why");
    keep->source = loading_span(loading, node, "source");
}

static unsigned
lengths_of(struct loading *loading, const xmlNode *node)
{
    struct span rest = loading_span(loading, node, "lengths"), word;
    unsigned lengths = 0;
    uint64_t length;

    while (span_split(&rest, ' ', &word)) {
        if (span_to_uint(word, &length) && length > 0 && length <= MASK_LENGTH_MAX)
            lengths |= 1u << length;
        else if (word.len > 0)
            loading_problem(loading, xml_line(node), "lengths: \"%.*s\" is no number from 1 to %d",
                            SPAN_ARG(word), MASK_LENGTH_MAX);
    }
    return lengths;
}

static void
load_groups(struct loading *loading, const xmlNode *node, struct mask *mask)
{
    struct span rest = loading_span(loading, node, "files"), word;
    uint64_t length;

    while (span_split(&rest, ' ', &word))
        if (span_to_uint(word, &length) && length > 0 && length <= MASK_LENGTH_MAX &&
            mask->group_count < MASK_GROUPS_MAX)
            mask->groups[mask->group_count++] = (unsigned char)length;
        else if (word.len > 0)
            loading_problem(loading, xml_line(node), "files: at most %d numbers from 1 to %d", MASK_GROUPS_MAX,
                            MASK_LENGTH_MAX);
}

static void
load_forget(struct loading *loading, const xmlNode *node, struct forget *forget)
{
    forget->line = xml_line(node);
    forget->kind = loading_span(loading, node, "kind");
    forget->months = loading_expression(loading, node, "months", true);
}

static void
load_mask(struct loading *loading, const xmlNode *node, struct mask *mask)
{
    const char *fault;

    mask->line = xml_line(node);
    mask->id = loading_span(loading, node, "id");
    mask->label = loading_labels(loading, node, "label");
    mask->pattern = loading_attr(loading, node, "pattern");
    mask->lengths = lengths_of(loading, node);
    loading->procedure->privacy.lengths |= mask->lengths;
    loading->procedure->privacy.firsts |= pattern_firsts(mask->pattern);
    mask->test = loading_expression(loading, node, "test", false);
    load_groups(loading, node, mask);
    fault = pattern_fault(loading->arena, mask->pattern);
    if (fault != NULL)
        loading_problem(loading, mask->line, "pattern: %s", fault);
}

static bool
has_section(const struct form *form, struct span id)
{
    for (size_t i = 0; i < form->section_count; i++)
        if (span_equal(form->sections[i].id, id))
            return true;
    return false;
}

static void
load_about(struct loading *loading, const xmlNode *node, struct about *about)
{
    struct span rest = about->sections = loading_span(loading, node, "sections"), word;

    about->role = loading_span(loading, node, "role");
    while (span_split(&rest, ' ', &word))
        if (!span_is(word, "*") && word.len > 0 && !has_section(&loading->procedure->form, word))
            loading_problem(loading, xml_line(node), "sections: the form has no section \"%.*s\"",
                            SPAN_ARG(word));
}

void
load_privacy(struct loading *loading, xmlDoc *doc)
{
    struct privacy *privacy = &loading->procedure->privacy;
    struct arena *arena = loading->procedure->arena;
    const xmlNode *root = xmlDocGetRootElement(doc);

    privacy->keeps = arena_array(arena, xml_count(root, "keep"), sizeof *privacy->keeps);
    privacy->masks = arena_array(arena, xml_count(root, "mask"), sizeof *privacy->masks);
    privacy->abouts = arena_array(arena, xml_count(root, "about"), sizeof *privacy->abouts);
    privacy->forgets = arena_array(arena, xml_count(root, "forget"), sizeof *privacy->forgets);
    for (xmlNode *node = xml_first(root, "forget"); node != NULL; node = xml_next(node, "forget"))
        load_forget(loading, node, &privacy->forgets[privacy->forget_count++]);
    for (xmlNode *node = xml_first(root, "keep"); node != NULL; node = xml_next(node, "keep"))
        load_keep(loading, node, &privacy->keeps[privacy->keep_count++]);
    for (xmlNode *node = xml_first(root, "mask"); node != NULL; node = xml_next(node, "mask"))
        load_mask(loading, node, &privacy->masks[privacy->mask_count++]);
    for (xmlNode *node = xml_first(root, "about"); node != NULL; node = xml_next(node, "about"))
        load_about(loading, node, &privacy->abouts[privacy->about_count++]);
}
