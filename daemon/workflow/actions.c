// SPDX-License-Identifier: Apache-2.0
#include "workflow/actions.h"

#include "common/xml.h"
#include "procedure/datatype.h"
#include "workflow/delegation.h"
#include "workflow/family.h"
#include "workflow/machine.h"
#include "workflow/tasks.h"

static void
do_mail(struct run *run, const struct action *action)
{
    for (size_t i = 0; i < action->to.count; i++) {
        struct mail_order order = {.template = action->name, .attach = action->attach, .to_role = true, .informs = true};

        /* What brings a document is not in a digest. */
        order.waits = action->attach.count == 0;

        order.person = run_person(run, action->to.at[i]);
        run_mail(run, &order);
        delegation_tell(run, &order);
    }
}

static void
do_document(struct run *run, const struct action *action)
{
    run_document(run, action);
}

static void
do_assign(struct run *run, const struct action *action)
{
    const struct field *field = form_field(procedure_form(run->definition->procedure), action->name);
    struct span value = span_trim(run_string(run, &action->value)), canonical = SPAN("");
    struct label why;
    xmlNode *node;

    if (field == NULL || (value.len > 0 && !datatype_read(run->arena, field, value, &canonical, &why))) {
        run_record(run, "assign.refused", "field=%.*s line=%d", SPAN_ARG(action->name), action->line);
        return;
    }
    node = xml_path(dossier_data(run->dossier), field->path);
    if (span_equal(xml_text(run->arena, node), canonical))
        return;
    xml_set_text(xml_path_make(dossier_data(run->dossier), field->path), canonical);
    xml_set(run->root, "revision", span_printf(run->arena, "%u", dossier_revision(run->dossier) + 1));
    run_changed(run);
    run_refresh(run);
    form_compute(run->evaluation, run->dossier);
    run_changed(run);
    run_record(run, "field.assigned", "field=%.*s", SPAN_ARG(action->name));
}

static void
do_raise(struct run *run, const struct action *action)
{
    machine_raise(run, action->name);
}

static void
add_remark(xmlNode *review, struct span field, struct span remark)
{
    xmlNode *item = xml_add(review, "item", span_first(remark, REVIEW_TEXT_MAX));

    if (field.len > 0)
        xml_set(item, "field", field);
}

/* Keeps what the person wants changed, for whoever has to change it. */
static void
do_review(struct run *run, const struct action *action)
{
    const struct intent *intent = run->event->intent;
    const xmlNode *put_by = xml_first(run->challenge, "item");
    xmlNode *review = xml_add(run->root, "review", SPAN(""));

    (void)action;
    xml_set(review, "by", run->answer == NULL ? SPAN("") : run_span(run, run->answer, "role"));
    xml_set(review, "at", run_now(run));
    xml_set(review, "revision", run_span(run, run->root, "revision"));
    for (size_t i = 0; intent != NULL && i < intent->remark_count && i < REVIEW_ITEMS_MAX; i++)
        add_remark(review, intent->remarks[i].field, intent->remarks[i].value);
    for (; put_by != NULL; put_by = xml_next(put_by, "item"))
        add_remark(review, run_span(run, put_by, "field"), xml_text(run->arena, put_by));
    if (xml_first(review, "item") == NULL && run->answer != NULL)
        add_remark(review, SPAN(""), xml_text(run->arena, run->answer));
}

static void
do_cancel_tasks(struct run *run, const struct action *action)
{
    (void)action;
    tasks_cancel(run);
}

static void
do_log(struct run *run, const struct action *action)
{
    run_record(run, span_dup(run->arena, action->name), "%.*s", SPAN_ARG(run_string(run, &action->value)));
}

static void
do_adopt(struct run *run, const struct action *action)
{
    (void)action;
    family_adopt(run);
    run->adopted = true;
}

typedef void deed(struct run *run, const struct action *action);

static deed *const deeds[] = {
    [ACTION_MAIL] = do_mail,   [ACTION_DOCUMENT] = do_document, [ACTION_ASSIGN] = do_assign,
    [ACTION_RAISE] = do_raise, [ACTION_REVIEW] = do_review,     [ACTION_CANCEL_TASKS] = do_cancel_tasks,
    [ACTION_LOG] = do_log,     [ACTION_START] = family_start,   [ACTION_ADOPT] = do_adopt,
};

void
actions_run(struct run *run, const struct actions *actions)
{
    for (size_t i = 0; i < actions->count; i++)
        if (run_holds(run, &actions->at[i].when))
            deeds[actions->at[i].kind](run, &actions->at[i]);
}
