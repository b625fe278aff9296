// SPDX-License-Identifier: Apache-2.0
/* Every way of a mail through the loan desk. */
#include "workflow/loan_group.h"
#include "workflow/returned.h"

static void
a_partial_form_opens_a_dossier(void **state)
{
    static const char *const some[] = {
        "emprunteur.nom", "Martin", "materiel.debut", "demain", "materiel.rien", "x", NULL};
    struct world *world = world_open(definition);
    const struct decision *decision = send_form(world, BORROWER, 0, some);
    const struct effect *gauge = mail_named(decision, "jauge", BORROWER);

    (void)state;
    assert_true(decision->created);
    assert_true(decision->acted);
    check_state(world, "demande");
    assert_non_null(gauge);
    assert_int_equal(mail_count(decision), 1);
    assert_int_equal(gauge->task, 1);
    assert_true(gauge->automatic_reply);
    check_span(gauge->in_reply_to, "m1@univ.example", "in reply to");
    assert_int_equal(dossier_revision(world->dossier), 1);
    assert_string_equal(xml_attr_or(world->arena, xmlDocGetRootElement(world->dossier), "number", ""),
                        "2026-00042");
    assert_true(span_find(seen_by(world, gauge), "rejected=\"demain\"") != SIZE_MAX);
    assert_true(span_find(seen_by(world, gauge), "missing=\"yes\"") != SIZE_MAX);
    assert_true(dossier_in_state(world->dossier, "demande"));
    assert_non_null(record_named(decision, "dossier.created"));
    world_close(world);
}

static void
missing_lines_complete_it(void **state)
{
    static const char *const first[] = {"emprunteur.nom", "Martin", NULL};
    static const char *const rest[] = {"emprunteur.prenom",
                                       "Léa",
                                       "materiel.designation",
                                       "Oscilloscope",
                                       "materiel.debut",
                                       "2026-03-09",
                                       "materiel.retour",
                                       "2026-03-20",
                                       "materiel.valeur",
                                       "450",
                                       "accord.responsable",
                                       MANAGER,
                                       NULL};
    struct world *world = world_open(definition);
    const struct decision *decision;

    (void)state;
    send_form(world, BORROWER, 0, first);
    decision = send_form(world, BORROWER, 1, first);
    assert_int_equal(dossier_revision(world->dossier), 1);
    assert_non_null(mail_named(decision, "jauge", BORROWER)); /* nothing new: the gauge again */
    decision = send_form(world, BORROWER, 1, rest);
    check_state(world, "accord");
    assert_null(mail_named(decision, "jauge", NULL));
    assert_non_null(mail_named(decision, "accord", MANAGER));
    assert_string_equal(attribute_of(world, 1, "status"), "done");
    assert_string_equal(attribute_of(world, 1, "verb"), "form");
    check_span(xml_text(world->arena, xml_path(dossier_data(world->dossier), "materiel/jours")), "12",
               "computed");
    world_close(world);
}

static void
who_may_open(void **state)
{
    struct world *world = world_open(definition);
    struct intent intent = mail_from(BORROWER, INTENT_FORM);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent};

    (void)state;
    fill(world, &intent, whole_form());
    intent.authentication.verdict = AUTH_NONE;
    check_reason(play(world, &event), "unauthenticated", BORROWER, "unauthenticated");
    intent.authentication.verdict = AUTH_FAIL;
    check_reason(play(world, &event), "unauthenticated", BORROWER, "unauthenticated");
    intent.authentication.verdict = AUTH_PASS;
    intent.from = SPAN("lea@elsewhere.example");
    check_reason(play(world, &event), "not-allowed", "lea@elsewhere.example", "not-allowed-domain");
    intent.from = SPAN("lea@univ.example.evil.example");
    check_reason(play(world, &event), "not-allowed", NULL, "not-allowed-domain");
    intent.from = span_of(BORROWER);
    event.match = MATCH_CONFLICT;
    check_reason(play(world, &event), "unclear", BORROWER, "unclear-which-dossier");
    event.match = MATCH_UNKNOWN;
    check_reason(play(world, &event), "stale", BORROWER, "stale-unknown");
    event.match = MATCH_NONE;
    event.duplicate_id = true;
    check_reason(play(world, &event), "unclear", BORROWER, "unclear-duplicate-id");
    event.duplicate_id = false;
    intent.automatic = AUTO_REPLY;
    assert_int_equal(play(world, &event)->effect_count, 0);
    assert_null(world->dossier);
    world_close(world);
}

static void
without_dossier(void **state)
{
    static const struct {
        enum intent_kind kind;
        const char *verb, *reason, *template, *code;
    } cases[] = {
        {INTENT_ANSWER, "oui", "", "unclear", "unclear-no-task"},
        {INTENT_UNCLEAR, "", "unclear-mixed", "unclear", "unclear-mixed"},
        {INTENT_DOCUMENT, "", "", "unclear", "unclear-no-task"},
        {INTENT_COMMAND, "aide", "", "help", "<context"},
        {INTENT_COMMAND, "tableau", "", "help", "help-unknown-command"},
        {INTENT_COMMAND, "annuler", "", "statut", "<context"},
    };
    struct world *world = world_open(definition);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct intent intent = mail_from("somebody@elsewhere.example", cases[i].kind);
        struct event event = {.kind = EVENT_MESSAGE, .intent = &intent};

        intent.verb = span_of(cases[i].verb);
        intent.reason = span_of(cases[i].reason);
        check_reason(play(world, &event), cases[i].template, "somebody@elsewhere.example", cases[i].code);
        intent.from = SPAN("");
        assert_int_equal(play(world, &event)->effect_count, 0); /* nobody to answer */
    }
    world_close(world);
}

static void
the_whole_way(void **state)
{
    struct world *world = world_open(definition);
    const struct decision *decision;
    uint32_t serial = to_approval(world);
    xmlNode *answer;

    (void)state;
    assert_int_equal(world->last.effects[0].kind, EFFECT_DOCUMENT); /* before the mail that attaches it */
    check_span(world->last.effects[0].document, "fiche", "document");
    assert_int_equal(open_task(world, "preparer"), 0); /* rank 2 waits */
    assert_int_equal(open_task(world, "assurer"), 0);  /* its cond does not hold */
    decision = send_answer(world, MANAGER, serial, "oui");
    assert_true(decision->acted);
    answer = last_of(world, "answer");
    assert_string_equal(xml_attr_or(world->arena, answer, "verb", ""), "oui");
    assert_string_equal(xml_attr_or(world->arena, answer, "document", ""), "fiche");
    assert_int_equal(strlen(xml_attr_or(world->arena, answer, "document-sha256", "")), 64);
    assert_string_equal(xml_attr_or(world->arena, answer, "method", ""), "dmarc");
    check_state(world, "accord");
    assert_non_null(mail_named(decision, "accord", STORE));
    decision = send_answer(world, STORE, open_task(world, "preparer"), "oui");
    check_state(world, "remise");
    assert_non_null(mail_named(decision, "remise", BORROWER));
    assert_int_equal(mail_named(decision, "remise", BORROWER)->attachment_count, 1);
    decision = send_answer(world, BORROWER, open_task(world, "signer"), "signer");
    check_state(world, "en-cours");
    assert_non_null(mail_named(decision, "retour", STORE));
    assert_int_equal(mail_named(decision, "retour", STORE)->attachment_count,
                     1); /* made in an earlier state */
    decision = send_answer(world, STORE, open_task(world, "rendre"), "oui");
    check_state(world, "rendu");
    assert_non_null(mail_named(decision, "statut", BORROWER));
    assert_non_null(mail_named(decision, "statut", MANAGER));
    assert_non_null(record_named(decision, "pret.rendu"));
    check_span(record_named(decision, "pret.rendu")->detail, "jours=12", "detail");
    assert_null(xml_first(xmlDocGetRootElement(world->dossier), "deadline"));
    world_close(world);
}

static void
answers_that_do_not_act(void **state)
{
    struct world *world = world_open(definition);
    uint32_t serial = to_approval(world);
    struct intent intent = mail_from(MANAGER, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK, .serial = serial};

    (void)state;
    intent.verb = SPAN("oui");
    event.match = MATCH_NONE;
    check_reason(play(world, &event), "unclear", MANAGER, "unclear-no-task");
    event.match = MATCH_CONFLICT;
    check_reason(play(world, &event), "unclear", MANAGER, "unclear-conflict");
    event.match = MATCH_UNKNOWN;
    check_reason(play(world, &event), "stale", MANAGER, "stale-unknown");
    event.match = MATCH_TASK;
    event.serial = 77;
    check_reason(play(world, &event), "stale", MANAGER, "stale-unknown");
    event.serial = serial;
    intent.authentication.verdict = AUTH_NONE;
    check_reason(play(world, &event), "unauthenticated", MANAGER, "unauthenticated");
    intent.authentication.verdict = AUTH_PASS;
    event.duplicate_id = true;
    check_reason(play(world, &event), "unclear", MANAGER, "unclear-duplicate-id");
    event.duplicate_id = false;
    intent.verb = SPAN("signer");
    check_reason(play(world, &event), "not-allowed", MANAGER, "not-allowed-verb");
    event.serial = 1; /* the borrower's, closed */
    intent.from = span_of(BORROWER);
    intent.verb = SPAN("oui");
    check_reason(play(world, &event), "stale", BORROWER, "stale-closed");
    event.serial = serial + 1; /* the store's, waiting: it has no address yet */
    intent.from = span_of(STORE);
    check_reason(play(world, &event), "foreign", STORE, "foreign");
    intent.kind = INTENT_UNCLEAR;
    intent.reason = SPAN("unclear-condition");
    intent.from = span_of(MANAGER);
    event.serial = serial;
    check_reason(play(world, &event), "unclear", MANAGER, "unclear-condition");
    assert_int_equal(world->last.effects[0].task, serial); /* they can answer at once */
    assert_true(span_find(world->last.effects[0].context, "accept=\"oui non modifier\"") != SIZE_MAX);
    assert_int_equal(open_task(world, "valider"), serial);
    world_close(world);
}

static void
strangers_learn_nothing(void **state)
{
    struct world *world = world_open(definition);
    uint32_t serial = to_approval(world);
    const struct effect *mail;

    (void)state;
    check_reason(send_answer(world, "intruder@elsewhere.example", serial, "oui"), "foreign",
                 "intruder@elsewhere.example", "foreign");
    mail = mail_named(&world->last, "foreign", NULL);
    assert_true(span_find(mail->context, "<dossier number=\"2026-00042\"/>") != SIZE_MAX);
    assert_true(span_find(mail->context, "Martin") == SIZE_MAX);
    assert_true(span_find(mail->context, "what was written") == SIZE_MAX);
    assert_int_equal(mail->task, 0);
    check_reason(send_form(world, "intruder@univ.example", serial, whole_form()), "foreign", NULL, "foreign");
    check_state(world, "accord");
    world_close(world);
}

static void
an_address_is_itself_in_any_case(void **state)
{
    struct world *world = world_open(definition);

    (void)state;
    send_answer(world, "Chef@UNIV.example", to_approval(world), "oui");
    assert_int_not_equal(open_task(world, "preparer"), 0);
    world_close(world);
}

static void
trust_by_address(void **state)
{
    struct world *world = world_open(definition);
    struct intent intent = mail_from(STORE, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK};

    (void)state;
    send_answer(world, MANAGER, to_approval(world), "oui");
    intent.verb = SPAN("oui");
    intent.authentication.verdict = AUTH_FAIL;
    event.serial = open_task(world, "preparer");
    check_reason(play(world, &event), "unauthenticated", STORE, "unauthenticated");
    intent.authentication.verdict = AUTH_NONE;
    play(world, &event);
    check_state(world, "remise");
    world_close(world);
}

static void
trust_by_a_second_mail(void **state)
{
    static const char *const dear[] = {"materiel.valeur", "2500", "materiel.assurance", "labo", NULL};
    struct world *world = world_open(definition);
    struct intent intent = mail_from(ACCOUNTS, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK};
    uint32_t task, first, second;

    (void)state;
    to_approval(world);
    send_form(world, BORROWER, 0, dear);
    event.serial = task = open_task(world, "assurer");
    intent.verb = SPAN("non");
    intent.argument = SPAN("too dear");
    intent.authentication.verdict = AUTH_FAIL;
    check_reason(play(world, &event), "unauthenticated", ACCOUNTS, "unauthenticated");
    intent.authentication.verdict = AUTH_NONE;
    play(world, &event);
    assert_false(world->last.acted);
    assert_non_null(record_named(&world->last, "answer.put-by"));
    first = mail_named(&world->last, "confirm", ACCOUNTS)->task;
    assert_int_not_equal(first, task);
    assert_string_equal(attribute_of(world, task, "status"), "open");
    play(world, &event); /* once more: the first proof is void */
    second = mail_named(&world->last, "confirm", ACCOUNTS)->task;
    assert_string_equal(attribute_of(world, first, "status"), "cancelled");
    intent.verb = SPAN("oui");
    event.serial = first;
    check_reason(play(world, &event), "stale", ACCOUNTS, "stale-closed");
    event.serial = second;
    intent.from = SPAN("intruder@univ.example");
    check_reason(play(world, &event), "foreign", NULL, "foreign");
    intent.from = span_of(ACCOUNTS);
    intent.verb = SPAN("non");
    check_reason(play(world, &event), "not-allowed", ACCOUNTS, "not-allowed-verb");
    world->now += 3 * 86400;
    intent.verb = SPAN("oui");
    check_reason(play(world, &event), "stale", ACCOUNTS, "stale-unconfirmed");
    world->now -= 3 * 86400;
    play(world, &event);
    check_state(world, "refuse");
    assert_string_equal(xml_attr_or(world->arena, last_of(world, "answer"), "method", ""), "code");
    check_span(xml_text(world->arena, last_of(world, "answer")), "too dear", "argument");
    world_close(world);
}

static void
a_changed_revision_is_asked_again(void **state)
{
    static const char *const change[] = {"materiel.valeur", "500", NULL};
    struct world *world = world_open(definition);
    uint32_t first = to_approval(world), second;

    (void)state;
    send_form(world, BORROWER, 0, change);
    check_state(world, "accord");
    second = open_task(world, "valider");
    assert_int_not_equal(first, second);
    assert_string_equal(attribute_of(world, first, "status"), "cancelled");
    check_reason(send_answer(world, MANAGER, first, "oui"), "stale", MANAGER, "stale-closed");
    assert_int_equal(world->last.effects[0].task, second); /* the mail asks about what is open now */
    send_answer(world, MANAGER, second, "oui");
    assert_int_not_equal(open_task(world, "preparer"), 0);
    send_form(world, BORROWER, 0, change); /* nothing new: nothing is asked again */
    assert_int_not_equal(open_task(world, "preparer"), 0);
    assert_int_equal(open_task(world, "valider"), 0);
    world_close(world);
}

static void
ranks_and_parallel_tasks(void **state)
{
    static const char *const dear[] = {"materiel.valeur", "2500", "materiel.assurance", "laboratoire", NULL};
    struct world *world = world_open(definition);
    uint32_t manager, accounts;

    (void)state;
    to_approval(world);
    send_form(world, BORROWER, 0, dear);
    manager = open_task(world, "valider");
    accounts = open_task(world, "assurer");
    assert_int_not_equal(manager, 0);
    assert_int_not_equal(accounts, 0);
    send_answer(world, ACCOUNTS, accounts, "oui");
    assert_int_equal(open_task(world, "preparer"), 0);
    send_answer(world, MANAGER, manager, "oui");
    assert_int_not_equal(open_task(world, "preparer"), 0);
    world_close(world);
}

static void
small_loans_pass_by_themselves(void **state)
{
    struct world *world = world_open(definition);
    const char *const small[] = {"emprunteur.nom",
                                 "Martin",
                                 "emprunteur.prenom",
                                 "Léa",
                                 "materiel.designation",
                                 "Multimètre",
                                 "materiel.debut",
                                 "2026-03-09",
                                 "materiel.retour",
                                 "2026-03-10",
                                 "materiel.valeur",
                                 "40",
                                 "accord.responsable",
                                 MANAGER,
                                 NULL};
    const struct decision *decision = send_form(world, BORROWER, 0, small);

    (void)state;
    check_state(world, "accord");
    assert_null(mail_named(decision, "accord", MANAGER));
    assert_non_null(mail_named(decision, "accord", STORE));
    assert_string_equal(xml_attr_or(world->arena, last_of(world, "answer"), "verb", ""), "auto");
    world_close(world);
}

static void
modify_goes_back_with_its_remarks(void **state)
{
    static const char *const change[] = {"materiel.retour", "2026-03-18", NULL};
    struct world *world = world_open(definition);
    struct intent_value remark = {SPAN("materiel.retour"), SPAN("trop long"), 1};
    struct intent intent = mail_from(MANAGER, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK};
    const struct effect *gauge;

    (void)state;
    event.serial = to_approval(world);
    intent.verb = SPAN("modifier");
    intent.remarks = &remark;
    intent.remark_count = 1;
    play(world, &event);
    check_state(world, "demande");
    assert_string_equal(attribute_of(world, event.serial, "status"), "refused");
    gauge = mail_named(&world->last, "jauge", BORROWER);
    assert_non_null(gauge);
    assert_true(span_find(seen_by(world, gauge), "<item field=\"materiel.retour\">trop long</item>") != SIZE_MAX);
    assert_int_equal(gauge->in_reply_to.len, 0); /* it answers the manager's mail to nobody else */
    send_form(world, BORROWER, open_task(world, "completer"), change);
    check_state(world, "accord");
    assert_int_not_equal(open_task(world, "valider"), 0);
    world_close(world);
}

static void
no_ends_it(void **state)
{
    struct world *world = world_open(definition);
    uint32_t serial = to_approval(world);

    (void)state;
    send_answer(world, MANAGER, serial, "non");
    check_state(world, "refuse");
    assert_true(definition_is_final(definition, span_of(state_of(world))));
    check_span(xml_text(world->arena, last_of(world, "answer")), "because", "reason");
    check_reason(send_answer(world, MANAGER, serial, "oui"), "stale", MANAGER, "stale-closed");
    check_reason(send_form(world, BORROWER, 0, whole_form()), "not-allowed", BORROWER, "not-allowed-state");
    world_close(world);
}

static void
automatic_mail_never_acts(void **state)
{
    struct world *world = world_open(definition);
    uint32_t serial = to_approval(world);
    struct intent intent = mail_from(MANAGER, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK, .serial = serial};

    (void)state;
    intent.verb = SPAN("oui");
    for (int automatic = AUTO_REPLY; automatic <= AUTO_LIST; automatic++) {
        intent.automatic = (enum intent_auto)automatic;
        play(world, &event);
        assert_false(world->last.acted);
        assert_int_equal(open_task(world, "valider"), serial);
        assert_null(mail_named(&world->last, "unclear", NULL));
    }
    world_close(world);
}

static void
a_bounce_is_told_once(void **state)
{
    struct world *world = world_open(definition);
    uint32_t serial = to_approval(world);
    struct intent intent = mail_from("mailer-daemon@mx.example", INTENT_BOUNCE);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK, .serial = serial};

    (void)state;
    intent.automatic = AUTO_BOUNCE;
    intent.bounce_action = SPAN("delayed");
    intent.bounce_status = SPAN("4.4.1");
    assert_non_null(record_named(play(world, &event), "task.delayed"));
    assert_string_equal(attribute_of(world, serial, "bounced"), "");
    intent.bounce_action = SPAN("failed");
    intent.bounce_status = SPAN("5.1.1 x=y");
    play(world, &event);
    assert_non_null(mail_named(&world->last, "bounced", STORE));
    assert_string_equal(attribute_of(world, serial, "bounced"),
                        "failed"); /* a forged code stays out of the log */
    play(world, &event);
    assert_int_equal(world->last.effect_count, 0);
    assert_non_null(record_named(&world->last, "task.bounced"));
    assert_int_equal(open_task(world, "valider"), serial);
    event.match = MATCH_NONE;
    assert_non_null(record_named(play(world, &event), "message.ignored"));
    assert_int_equal(world->last.effect_count, 0);
    event.undelivered = true; /* not somebody's word: our own server's */
    intent.bounce_recipient = SPAN("nobody@host.example");
    assert_non_null(record_named(play(world, &event), "mail.undelivered"));
    assert_non_null(mail_named(&world->last, "bounced", STORE));
    intent.bounce_recipient = SPAN(STORE); /* of a mail to whom would be told: no end else */
    play(world, &event);
    assert_int_equal(world->last.effect_count, 0);
    world_close(world);
}

static void
reminders_come_and_end(void **state)
{
    struct world *world = world_open(definition);
    uint32_t serial = to_approval(world);

    (void)state;
    strike(world, "rappel", serial); /* not due yet */
    assert_null(mail_named(&world->last, "relance", NULL));
    world->now = instant_of_local(day_of(2026, 3, 3), 9, 0, 60);
    strike(world, "rappel", serial);
    assert_non_null(mail_named(&world->last, "relance", MANAGER));
    assert_non_null(mail_named(&world->last, "relance", STORE)); /* the copy */
    assert_int_equal(mail_named(&world->last, "relance", MANAGER)->task, serial);
    assert_int_equal(mail_named(&world->last, "relance", STORE)->task, 0);
    assert_string_equal(xml_attr_or(world->arena, last_of(world, "deadline"), "at", ""),
                        "2026-03-05T08:00:00Z");
    assert_string_equal(xml_attr_or(world->arena, last_of(world, "deadline"), "count", ""), "1");
    world->now = instant_of_local(day_of(2026, 3, 6), 9, 0, 60); /* late: a Friday; the next is on Tuesday */
    strike(world, "rappel", serial);
    assert_string_equal(xml_attr_or(world->arena, last_of(world, "deadline"), "at", ""),
                        "2026-03-10T08:00:00Z");
    world->now = instant_of_local(day_of(2026, 3, 10), 9, 0, 60);
    strike(world, "rappel", serial);
    assert_non_null(mail_named(&world->last, "relance", MANAGER));
    assert_null(last_of(world, "deadline")); /* three were enough */
    strike(world, "rappel", serial);
    assert_int_equal(world->last.effect_count, 0);
    world_close(world);
}

/* A reminder whose copy would go to the person reminded: the reminder says it all. */
static void
who_is_asked_is_not_told_as_well(void **state)
{
    static const struct {
        const char *manager;
        size_t mails;
    } cases[] = {{MANAGER, 2}, {STORE, 1}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *form[20];
        struct world *world = world_open(definition);
        const struct decision *decision;
        uint32_t task;

        for (size_t j = 0; j < 20 && (j == 0 || form[j - 1] != NULL); j++)
            form[j] = whole_form()[j] != NULL && strcmp(whole_form()[j], MANAGER) == 0 ? cases[i].manager
                                                                                      : whole_form()[j];
        send_form(world, BORROWER, 0, form);
        task = open_task(world, "valider");
        world->now = instant_of_local(day_of(2026, 3, 3), 9, 0, 60);
        decision = strike(world, "rappel", task);
        if (mail_named(decision, "relance", cases[i].manager) == NULL)
            fail_msg("%s in %s, task %u: no reminder", cases[i].manager, state_of(world), task);
        if (mail_count(decision) != cases[i].mails)
            fail_msg("%s: %zu mails", cases[i].manager, mail_count(decision));
        assert_int_equal(mail_named(decision, "relance", cases[i].manager)->task, task);
        world_close(world);
    }
}

static void
a_closed_task_is_not_reminded(void **state)
{
    struct world *world = world_open(definition);
    uint32_t serial = to_approval(world);

    (void)state;
    send_answer(world, MANAGER, serial, "oui");
    world->now += 30 * 86400;
    strike(world, "rappel", serial);
    assert_int_equal(world->last.effect_count, 0);
    assert_null(world->last.dossier);
    world_close(world);
}

static void
a_deadline_moves_the_dossier(void **state)
{
    static const char *const some[] = {"emprunteur.nom", "Martin", NULL};
    struct world *world = world_open(definition);

    (void)state;
    send_form(world, BORROWER, 0, some);
    world->now += 64 * 86400; /* Tuesday 5 May: the sixtieth is a holiday */
    strike(world, "oubli", 0);
    check_state(world, "annule");
    assert_string_equal(attribute_of(world, 1, "status"), "cancelled");
    assert_non_null(mail_named(&world->last, "statut", BORROWER));
    world_close(world);
}

static void
deadlines_on_a_date_of_the_data(void **state)
{
    struct world *world = world_open(definition);
    uint32_t serial;

    (void)state;
    send_answer(world, BORROWER, to_handover(world), "signer");
    serial = open_task(world, "rendre");
    assert_non_null(serial > 0 ? last_of(world, "deadline") : NULL);
    world->now = instant_of_local(day_of(2026, 3, 19), 9, 0, 60);
    strike(world, "veille", 0);
    assert_non_null(mail_named(&world->last, "retour", BORROWER));
    world->now = instant_of_local(day_of(2026, 3, 20), 9, 0, 60);
    strike(world, "retour", 0);
    assert_non_null(mail_named(&world->last, "retour", BORROWER));
    assert_int_equal(mail_named(&world->last, "retour", STORE)->task, serial); /* it can be answered */
    strike(world, "retour", 0);
    assert_int_equal(world->last.effect_count, 0); /* once */
    send_answer(world, STORE, serial, "oui");      /* the workflow's own <assign> made no task stale */
    check_state(world, "rendu");
    world_close(world);
}

static void
the_operator_answers(void **state)
{
    struct world *world = world_open(definition);
    struct event event = {.kind = EVENT_OPERATOR, .verb = SPAN("oui"), .operator= SPAN("m.durand")};

    (void)state;
    event.serial = to_approval(world);
    play(world, &event);
    assert_int_not_equal(open_task(world, "preparer"), 0);
    assert_string_equal(xml_attr_or(world->arena, last_of(world, "answer"), "operator", ""), "m.durand");
    event.verb = SPAN("signer");
    event.serial = open_task(world, "preparer");
    play(world, &event);
    assert_non_null(record_named(&world->last, "answer.refused"));
    assert_null(world->last.dossier);
    event.verb = SPAN("rouvrir");
    event.serial = 0;
    play(world, &event);
    check_state(world, "demande");
    world_close(world);
}

static void
commands_on_a_dossier(void **state)
{
    struct world *world = world_open(definition);
    struct intent intent = mail_from(BORROWER, INTENT_COMMAND);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent};

    (void)state;
    to_approval(world);
    intent.verb = SPAN("statut");
    assert_true(span_find(seen_by(world, mail_named(play(world, &event), "statut", BORROWER)), "Martin") !=
                SIZE_MAX);
    intent.from = SPAN("intruder@univ.example");
    play(world, &event);
    assert_true(span_find(world->last.effects[0].context, "Martin") == SIZE_MAX);
    intent.verb = SPAN("annuler");
    play(world, &event);
    check_state(world, "accord");
    intent.from = span_of(BORROWER);
    intent.authentication.verdict = AUTH_NONE;
    play(world, &event);
    check_state(world, "accord");
    assert_true(span_find(world->last.effects[0].context, "Martin") == SIZE_MAX);
    intent.authentication.verdict = AUTH_PASS;
    play(world, &event);
    check_state(world, "annule");
    assert_non_null(record_named(&world->last, "command.accepted"));
    world_close(world);
}

/* What a worker found out about the file; `original`: what the file begins with. */
static struct returned
found_out(const char *verdict, const char *reason, struct span original)
{
    return (struct returned){.kind = RETURNED_SIGNED,
                             .verdict = span_of(verdict),
                             .reason = span_of(reason),
                             .sha256 = SPAN("bb"),
                             .original = original,
                             .signer = SPAN("Léa MARTIN"),
                             .organisation = SPAN(""),
                             .level = SPAN("B-B"),
                             .time = SPAN("2026-01-02T03:04:05Z")};
}

static void
a_returned_document(void **state)
{
    static const struct {
        enum intent_kind kind;
        const char *verdict, *reason;
        bool accepted, kept;
    } cases[] = {
        {INTENT_DOCUMENT, "valid", "valid", true, true},
        {INTENT_ANSWER, "valid", "valid", true, true},
        {INTENT_DOCUMENT, "invalid", "changed", false, false},
        {INTENT_ANSWER, "invalid", "other-document", false, false},
        {INTENT_ANSWER, "indeterminate", "unknown-issuer", false, false},
        {INTENT_DOCUMENT, "invalid", "not-signed", false, false},
        /* The verb, and our own file left attached as it was. */
        {INTENT_ANSWER, "invalid", "not-signed", true, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct world *world = world_open(definition);
        struct intent_attachment attachment = {
            .name = SPAN("bon.pdf"), .type = SPAN("application/pdf"), .size = 9};
        struct intent intent = mail_from(BORROWER, cases[i].kind);
        struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK};
        struct returned returned;
        const xmlNode *answer;

        event.serial = to_handover(world);
        returned = found_out(cases[i].verdict, cases[i].reason,
                             world->documents[world->document_count - 1].sha256);
        intent.verb = cases[i].kind == INTENT_ANSWER ? SPAN("signer") : SPAN("");
        intent.attachments = &attachment;
        intent.attachment_count = 1;
        event.returned = &returned;
        if (!cases[i].accepted) {
            check_reason(play(world, &event), "not-allowed", BORROWER, "not-allowed-document");
            check_state(world, "remise");
            world_close(world);
            continue;
        }
        play(world, &event);
        check_state(world, "en-cours");
        answer = last_of(world, "answer");
        assert_string_equal(xml_attr_or(world->arena, answer, "verb", ""), "signer");
        assert_string_equal(xml_attr_or(world->arena, xml_first(answer, "attachment"), "name", ""), "bon.pdf");
        assert_string_equal(xml_attr_or(world->arena, answer, "signer", ""), cases[i].kept ? "Léa MARTIN" : "");
        check_span(world->last.keep, cases[i].kept ? "bon" : "", cases[i].reason);
        world_close(world);
    }
}

/* Somebody else's signed copy came back meanwhile: this one is kept beside it. */
static void
a_document_signed_twice(void **state)
{
    struct world *world = world_open(definition);
    struct intent intent = mail_from(BORROWER, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK};
    struct returned returned = found_out("valid", "valid", SPAN("aa"));

    (void)state;
    event.serial = to_handover(world);
    event.returned = &returned;
    intent.verb = SPAN("signer");
    play(world, &event);
    check_span(world->last.keep, "bon-emprunteur", "kept as");
    assert_string_equal(xml_attr_or(world->arena, last_of(world, "document"), "of", ""), "bon");
    world_close(world);
}

static const char *const dear[] = {"materiel.valeur", "2500", NULL};
static const char *const cheap[] = {"materiel.valeur", "20", NULL};

/* A mail of that kind that brings a file, which a worker found to be so. */
static const struct decision *
bring(struct world *world, const char *from, enum intent_kind kind, const char *const *pairs, const char *verdict,
      const char *masked)
{
    struct intent_attachment attachment = {.name = SPAN("devis.pdf"),
                                           .type = SPAN("application/pdf"),
                                           .size = 9,
                                           .masked = span_of(masked)};
    struct intent intent = mail_from(from, kind);
    struct returned returned = found_out(verdict, verdict, SPAN(""));
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .returned = &returned};

    returned.kind = RETURNED_SCAN;
    returned.size = 9;
    intent.attachments = &attachment;
    intent.attachment_count = 1;
    if (pairs != NULL)
        fill(world, &intent, pairs);
    return play(world, &event);
}

static void
an_annex_with_a_form(void **state)
{
    static const struct {
        const char *const *pairs;
        const char *verdict, *masked, *kept;
    } cases[] = {
        {dear, "valid", "", "devis"},
        {cheap, "valid", "", ""},
        {dear, "invalid", "", ""},
        {dear, "valid", "nir", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct world *world = world_open(definition);
        const xmlNode *document;

        bring(world, BORROWER, INTENT_FORM, cases[i].pairs, cases[i].verdict, cases[i].masked);
        check_state(world, "demande");
        check_span(world->last.keep, cases[i].kept, cases[i].verdict);
        assert_int_equal(record_named(&world->last, "document.annexed") != NULL, *cases[i].kept != '\0');
        document = last_of(world, "document");
        if (*cases[i].kept != '\0') {
            assert_string_equal(xml_attr_or(world->arena, document, "name", ""), "devis");
            assert_string_equal(xml_attr_or(world->arena, document, "sha256", ""), "bb");
            assert_string_equal(xml_attr_or(world->arena, document, "size", ""), "9");
            assert_string_equal(xml_attr_or(world->arena, document, "file", ""), "devis.pdf");
        } else
            assert_null(document);
        world_close(world);
    }
}

/* Who may fill the form in may send it by itself, and is shown again where the dossier stands. */
static void
an_annex_without_a_word(void **state)
{
    struct world *world = world_open(definition);

    (void)state;
    send_form(world, BORROWER, 0, dear);
    bring(world, "intruder@univ.example", INTENT_DOCUMENT, NULL, "valid", "");
    check_span(world->last.keep, "", "a stranger's");
    bring(world, MANAGER, INTENT_DOCUMENT, NULL, "valid", "");
    check_span(world->last.keep, "", "not of the role");
    bring(world, BORROWER, INTENT_DOCUMENT, NULL, "valid", "");
    check_span(world->last.keep, "devis", "the borrower's");
    assert_non_null(mail_named(&world->last, "jauge", BORROWER));
    world_close(world);
}

static void
what_may_be_an_annex(void **state)
{
    static const struct {
        enum intent_kind kind;
        const char *verb, *type;
        bool form;
        enum intent_auto automatic;
        enum returned_kind wanted;
    } cases[] = {
        {INTENT_FORM, "", "application/pdf", false, AUTO_NO, RETURNED_SCAN},
        {INTENT_FORM, "", "application/pdf", true, AUTO_NO, RETURNED_NOTHING}, /* the form itself */
        {INTENT_FORM, "", "application/msword", false, AUTO_NO, RETURNED_NOTHING},
        {INTENT_FORM, "", "image/jpeg", false, AUTO_NO, RETURNED_NOTHING},
        {INTENT_DOCUMENT, "", "application/pdf", false, AUTO_NO, RETURNED_SCAN},
        {INTENT_ANSWER, "oui", "application/pdf", false, AUTO_NO, RETURNED_SCAN},
        {INTENT_ANSWER, "non", "application/pdf", false, AUTO_NO, RETURNED_NOTHING},
        {INTENT_COMMAND, "aide", "application/pdf", false, AUTO_NO, RETURNED_NOTHING},
        {INTENT_FORM, "", "application/pdf", false, AUTO_REPLY, RETURNED_NOTHING},
    };
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct intent_attachment attachment = {
            .name = SPAN("a"), .type = span_of(cases[i].type), .form = cases[i].form};
        struct intent intent = mail_from(BORROWER, cases[i].kind);
        struct event event = {.kind = EVENT_MESSAGE, .intent = &intent};
        struct situation situation = {.definition = definition};
        struct span document;

        intent.verb = span_of(cases[i].verb);
        intent.automatic = cases[i].automatic;
        intent.attachments = &attachment;
        intent.attachment_count = 1;
        if (returned_wanted(arena, &situation, &event, &document) != cases[i].wanted)
            fail_msg("case %zu", i);
    }
    arena_close(&arena);
}

static void
records_hold_no_free_text(void **state)
{
    static const char *const evil[] = {"emprunteur.nom", "Mar\ntin event=forged", NULL};
    struct world *world = world_open(definition);
    const struct decision *decision = send_form(world, BORROWER, 0, evil);

    (void)state;
    for (size_t i = 0; i < decision->record_count; i++) {
        assert_true(span_find(decision->records[i].detail, "forged") == SIZE_MAX);
        assert_true(span_find(decision->records[i].detail, "\n") == SIZE_MAX);
    }
    world_close(world);
}

static void
the_same_event_decides_the_same(void **state)
{
    struct world *a = world_open(definition), *b = world_open(definition);

    (void)state;
    to_handover(a);
    to_handover(b);
    assert_true(span_equal(xml_serialize(a->arena, a->dossier), xml_serialize(b->arena, b->dossier)));
    assert_int_equal(a->last.effect_count, b->last.effect_count);
    for (size_t i = 0; i < a->last.effect_count; i++)
        assert_true(span_equal(seen_by(a, &a->last.effects[i]), seen_by(b, &b->last.effects[i])));
    world_close(a);
    world_close(b);
}

static void
the_draft_has_the_values(void **state)
{
    struct world *world = world_open(definition);
    struct intent intent = mail_from(BORROWER, INTENT_FORM);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent};
    struct situation situation = {.definition = definition,
                                  .next_number = SPAN("2026-00042"),
                                  .mailbox = SPAN("pret@univ.example"),
                                  .base_offset = 60,
                                  .now = LOAN_NOW};
    struct draft *draft;

    (void)state;
    fill(world, &intent, whole_form());
    draft = workflow_draft(world->arena, &situation, &event);
    check_span(xml_text(world->arena, xml_path(dossier_data(draft->dossier), "materiel/retour")), "2026-03-20",
               "value");
    intent.kind = INTENT_COMMAND;
    assert_null(workflow_draft(world->arena, &situation, &event));
    world_close(world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_partial_form_opens_a_dossier),
        cmocka_unit_test(missing_lines_complete_it),
        cmocka_unit_test(who_may_open),
        cmocka_unit_test(without_dossier),
        cmocka_unit_test(the_whole_way),
        cmocka_unit_test(answers_that_do_not_act),
        cmocka_unit_test(strangers_learn_nothing),
        cmocka_unit_test(an_address_is_itself_in_any_case),
        cmocka_unit_test(trust_by_address),
        cmocka_unit_test(trust_by_a_second_mail),
        cmocka_unit_test(a_changed_revision_is_asked_again),
        cmocka_unit_test(ranks_and_parallel_tasks),
        cmocka_unit_test(small_loans_pass_by_themselves),
        cmocka_unit_test(modify_goes_back_with_its_remarks),
        cmocka_unit_test(no_ends_it),
        cmocka_unit_test(automatic_mail_never_acts),
        cmocka_unit_test(a_bounce_is_told_once),
        cmocka_unit_test(reminders_come_and_end),
        cmocka_unit_test(a_closed_task_is_not_reminded),
        cmocka_unit_test(who_is_asked_is_not_told_as_well),
        cmocka_unit_test(a_deadline_moves_the_dossier),
        cmocka_unit_test(deadlines_on_a_date_of_the_data),
        cmocka_unit_test(the_operator_answers),
        cmocka_unit_test(commands_on_a_dossier),
        cmocka_unit_test(a_returned_document),
        cmocka_unit_test(a_document_signed_twice),
        cmocka_unit_test(an_annex_with_a_form),
        cmocka_unit_test(an_annex_without_a_word),
        cmocka_unit_test(what_may_be_an_annex),
        cmocka_unit_test(records_hold_no_free_text),
        cmocka_unit_test(the_same_event_decides_the_same),
        cmocka_unit_test(the_draft_has_the_values),
    };

    return cmocka_run_group_tests(tests, loan_group_open, loan_group_close);
}
