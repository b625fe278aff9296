// SPDX-License-Identifier: Apache-2.0
#include "workflow/custom.h"

#include <string.h>

#include "common/date.h"
#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/languages.h"
#include "reader/address.h"
#include "workflow/digest.h"
#include "workflow/filling.h"
#include "workflow/habit.h"
#include "workflow/markup.h"
#include "workflow/reply.h"
#include "workflow/tasks.h"
#include "workflow/trust.h"

enum {
    WRITTEN_MAX = 300,
    TOKENS_MAX = 40,
    AWAY_DAYS_MAX = 400, /* of an absence with an end */
};

struct tokens {
    struct arena *arena;
    struct span at[TOKENS_MAX];
    size_t count;
};

static struct tokens
tokens_of(struct arena *arena, struct span written)
{
    struct tokens tokens = {.arena = arena};
    char *plain = span_dup(arena, span_first(written, WRITTEN_MAX));
    struct span rest, word;

    for (char *c = plain; *c != '\0'; c++)
        if (strchr(",;:()<>\"\r\n\t", *c) != NULL)
            *c = ' ';
    rest = span_of(plain);
    while (tokens.count < TOKENS_MAX && span_split(&rest, ' ', &word)) {
        if (span_ends(word, "."))
            word.len--;
        if (word.len > 0)
            tokens.at[tokens.count++] = word;
    }
    return tokens;
}

/* A day of one to four tokens; 0: none stands here.  A day without its year is the next one. */
static size_t
take_day(const struct tokens *tokens, size_t at, int32_t today, int32_t *day)
{
    for (size_t count = 4; count > 0; count--) {
        struct text out = text_new(tokens->arena, 200);

        for (size_t i = at; i < at + count && i < tokens->count; i++)
            text_printf(&out, "%s%.*s", i > at ? " " : "", SPAN_ARG(tokens->at[i]));
        if (at + count > tokens->count)
            continue;
        if (day_parse(text_get(&out), day))
            return count;
        text_printf(&out, " %d", day_civil(today).year);
        if (count == 2 && day_parse(text_get(&out), day)) {
            struct civil civil = day_civil(*day);

            if (*day < today - 31)
                *day = day_of(civil.year + 1, civil.month, civil.day);
            return count;
        }
    }
    return 0;
}

static bool
is_until(struct arena *arena, struct span word)
{
    word = utf8_fold(arena, word);
    return span_is(word, "au") || span_is(word, "jusqu'au") || span_is(word, "to") || span_is(word, "until") ||
           span_is(word, "-");
}

/* "12 au 20 décembre 2026": the first day borrows month and year from the second. */
static size_t
take_bare_day(const struct tokens *tokens, size_t at, int32_t today, int32_t *from, int32_t *to)
{
    uint64_t number;
    struct civil last;
    size_t taken;

    if (at + 2 >= tokens->count || !span_to_uint(tokens->at[at], &number) || number < 1 || number > 31 ||
        !is_until(tokens->arena, tokens->at[at + 1]))
        return 0;
    taken = take_day(tokens, at + 2, today, to);
    if (taken == 0)
        return 0;
    last = day_civil(*to);
    *from = day_of(last.year, last.month, (int)number);
    return *from == DAY_NONE ? 0 : 2 + taken;
}

struct away {
    int32_t from, to;
    struct span deputy;
    size_t days, addresses;
};

static void
read_tokens(const struct tokens *tokens, int32_t today, struct away *away)
{
    size_t taken;

    for (size_t at = 0; at < tokens->count; at += taken) {
        int32_t day;

        taken = 1;
        if (span_find_byte(tokens->at[at], '@') != SIZE_MAX) {
            away->deputy = span_lower(tokens->arena, tokens->at[at]);
            away->addresses++;
            continue;
        }
        taken = away->days == 0 ? take_bare_day(tokens, at, today, &away->from, &away->to) : 0;
        if (taken > 0) {
            away->days = 2;
            continue;
        }
        taken = take_day(tokens, at, today, &day);
        if (taken == 0) {
            taken = 1;
            continue;
        }
        if (away->days == 0 && !(at > 0 && is_until(tokens->arena, tokens->at[at - 1])))
            away->from = day;
        else
            away->to = day;
        away->days++;
    }
}

bool
custom_read_away(struct arena *arena, struct span written, int32_t today, struct habit *habit, const char **why)
{
    struct tokens tokens = tokens_of(arena, written);
    struct away away = {DAY_NONE, DAY_NONE, {"", 0}, 0, 0};

    read_tokens(&tokens, today, &away);
    if (away.from == DAY_NONE && away.to != DAY_NONE)
        away.from = today;
    if (away.addresses != 1 || !address_is_plain(away.deputy))
        *why = "habit-colleague";
    else if (away.days == 0 || away.days > 2 || away.from == DAY_NONE)
        *why = "habit-dates";
    else if (away.to != DAY_NONE &&
             (away.to < away.from || away.to < today || away.to - away.from > AWAY_DAYS_MAX))
        *why = "habit-order";
    else {
        habit->away_from = away.from;
        habit->away_to = away.to;
        habit->deputy = away.deputy;
        return true;
    }
    return false;
}

/* Somebody at conventionctl says it for the person, and answers for it. */
static bool
is_told(const struct run *run)
{
    return run->event->kind == EVENT_OPERATOR;
}

/* The author holds, in a dossier or in the procedure's settings, a role that has the ability. */
static bool
holds_role(struct run *run, bool deputies)
{
    const xmlNode *rows = run->situation->rows == NULL ? NULL : xmlDocGetRootElement(run->situation->rows);

    for (size_t i = 0; i < run->definition->role_count; i++) {
        const struct role *role = &run->definition->roles[i];

        if (!(deputies ? role->deputies : role->digest.compiled != NULL))
            continue;
        if (trust_holds(run, role, run->event->intent->from))
            return true;
        for (xmlNode *as = xml_first(rows, "as"); as != NULL; as = xml_next(as, "as"))
            if (span_equal(run_span(run, as, "role"), role->id))
                return true;
    }
    return false;
}

static void
put_languages(struct run *run, const struct command *command, struct text *out)
{
    size_t count;
    const struct language *languages =
        languages_of(run->arena, run->definition->procedure, command->mail, &count);

    for (size_t i = 0; i < count; i++) {
        text_string(out, "<offer");
        markup_attribute(out, "code", languages[i].code);
        markup_attribute(out, "fr", languages[i].label.fr);
        markup_attribute(out, "en", languages[i].label.en);
        text_string(out, "/>");
    }
}

static struct span
written_habit(struct run *run, const struct command *command, const struct habit *habit, bool again)
{
    struct text out = text_new(run->arena, 2000);

    text_string(&out, "<habit");
    habit_put(&out, habit);
    if (again)
        markup_attribute(&out, "again", SPAN("yes"));
    text_byte(&out, '>');
    put_languages(run, command, &out);
    text_string(&out, "</habit>");
    return text_get(&out);
}

/* Anybody who has a part in a dossier, or may open one, says in what language they are written to. */
static bool
may_speak(struct run *run)
{
    const struct definition *definition = run->definition;
    const xmlNode *rows = run->situation->rows == NULL ? NULL : xmlDocGetRootElement(run->situation->rows);

    if (!run->blank && trust_party(run))
        return true;
    if (run->event->intent->authentication.verdict != AUTH_PASS)
        return false;
    if (filling_owner_domain(run, run->event->intent->from) || xml_first(rows, "as") != NULL)
        return true;
    for (size_t i = 0; i < definition->role_count; i++) /* the owner of a blank dossier is whoever writes */
        if (&definition->roles[i] != definition->owner &&
            trust_holds(run, &definition->roles[i], run->event->intent->from))
            return true;
    return false;
}

/* NULL: done. */
static const char *
change_language(struct run *run, const struct command *command, struct habit *habit)
{
    struct span language = languages_named(run->arena, run->definition->procedure, command->mail,
                                           run->event->intent->argument);

    if (!is_told(run) && !may_speak(run))
        return "habit-role";
    if (language.len == 0)
        return "habit-language";
    habit->language = language;
    return NULL;
}

/* NULL: done. */
static const char *
change(struct run *run, const struct command *command, struct habit *habit)
{
    const struct intent *intent = run->event->intent;
    bool about_absence = span_is(command->habit, "away") || span_is(command->habit, "back");
    int32_t today = day_of_instant(run->situation->now, run->situation->base_offset);
    const char *why = NULL;

    if (span_is(command->habit, "language"))
        return change_language(run, command, habit);
    if (!is_told(run) && !holds_role(run, about_absence))
        return "habit-role";
    if (span_is(command->habit, "daily") || span_is(command->habit, "each"))
        habit->daily = span_is(command->habit, "daily");
    else if (span_is(command->habit, "back"))
        habit->away_from = habit->away_to = DAY_NONE, habit->deputy = SPAN("");
    else if (!custom_read_away(run->arena, intent->argument, today, habit, &why))
        return why;
    else if (trust_same_address(habit->deputy, intent->from))
        return "habit-colleague";
    return NULL;
}

void
custom_command(struct run *run, const struct command *command)
{
    const struct intent *intent = run->event->intent;
    const struct habit *known = habit_of(run->situation, intent->from);
    struct habit *habit = arena_alloc(run->arena, sizeof *habit);
    const xmlNode *asked = NULL;
    const char *why;

    *habit = known != NULL ? *known
                           : (struct habit){.away_from = DAY_NONE,
                                            .away_to = DAY_NONE,
                                            .deputy = SPAN(""),
                                            .language = SPAN("")};
    habit->address = span_lower(run->arena, intent->from);
    why = change(run, command, habit);
    if (why == NULL) {
        habit->due = digest_due(run, habit);
        run->habit = habit;
        run_record(run, "habit.set", "address=%.*s verb=%.*s deputy=%.*s language=%.*s%s%.*s",
                   SPAN_ARG(habit->address), SPAN_ARG(command->verb), SPAN_ARG(habit->deputy),
                   SPAN_ARG(habit->language), is_told(run) ? " operator=" : "",
                   SPAN_ARG(run->event->operator));
    } else
        run_record(run, "answer.refused", "reason=%s verb=%.*s", why, SPAN_ARG(command->verb));
    if (why == NULL && span_is(command->habit, "language") && !run->blank)
        asked = tasks_open_of(run, intent->from, "");
    reply_with(run, command, why == NULL ? SPAN("") : span_of(why), written_habit(run, command, habit, asked != NULL));
    if (asked != NULL) /* what was asked in another language is asked anew */
        tasks_mail(run, asked);
}
