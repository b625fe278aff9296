// SPDX-License-Identifier: Apache-2.0
#include "main/carried.h"

#include <inttypes.h>
#include <string.h>

#include "common/xml.h"
#include "signature/enclosed.h"
#include "store/eventlog.h"

enum { PROOFS_MAX = 400 };

struct checking {
    struct arena *arena;
    struct database *database;
    struct carried *carried;
    const struct enclosed *files;
    size_t file_count;
    const xmlNode *evidence; /* NULL none */
    struct error *err;
};

const char *
carried_verdict_name(enum carried_verdict verdict)
{
    static const char *const names[] = {"unsaid", "holds", "missing", "differs"};

    return names[verdict];
}

static struct span
value(const struct checking *checking, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(checking->arena, node, name, ""));
}

static enum carried_verdict
note(struct checking *checking, enum carried_verdict verdict)
{
    checking->carried->differs = checking->carried->differs || verdict == CARRIED_DIFFERS;
    return verdict;
}

/* ---- the files ---- */

static const xmlNode *
said_of(const struct checking *checking, struct span name)
{
    const xmlNode *said = xml_first(checking->evidence, "enclosed");

    while (said != NULL && !span_equal(value(checking, said, "name"), name))
        said = xml_next(said, "enclosed");
    return said;
}

static void
check_file(struct checking *checking, const struct enclosed *file)
{
    const xmlNode *said = said_of(checking, file->name);
    struct digest digest = digest_sha256(file->data);
    enum carried_verdict verdict = CARRIED_UNSAID;

    if (said != NULL)
        verdict = span_equal(digest_hex(checking->arena, &digest), value(checking, said, "sha256"))
                      ? CARRIED_HOLDS
                      : CARRIED_DIFFERS;
    checking->carried->files[checking->carried->file_count++] =
        (struct carried_item){.what = file->name,
                              .detail = span_printf(checking->arena, "%.*s%s%zu bytes",
                                                    SPAN_ARG(file->relationship),
                                                    file->relationship.len > 0 ? ", " : "", file->data.len),
                              .verdict = note(checking, verdict)};
}

/* What the evidence names and the document does not carry. */
static void
check_lost(struct checking *checking)
{
    for (const xmlNode *said = xml_first(checking->evidence, "enclosed"); said != NULL;
         said = xml_next(said, "enclosed")) {
        bool found = false;

        for (size_t i = 0; i < checking->file_count; i++)
            found = found || span_equal(checking->files[i].name, value(checking, said, "name"));
        if (!found && checking->carried->file_count < ENCLOSED_MAX)
            checking->carried->files[checking->carried->file_count++] =
                (struct carried_item){.what = value(checking, said, "name"),
                                      .detail = SPAN("not in the document"),
                                      .verdict = note(checking, CARRIED_DIFFERS)};
    }
}

/* ---- the store ---- */

static bool
look_up(struct checking *checking, const char *sql, struct span sha256, enum carried_verdict *verdict)
{
    struct digest digest;
    sqlite3_stmt *query;
    enum database_row row;

    *verdict = CARRIED_DIFFERS;
    if (!digest_parse_hex(sha256, &digest))
        return true;
    query = database_query(checking->database, sql, "td", checking->carried->number, &digest);
    row = database_step(checking->database, query, checking->err);
    if (row == ROW_FOUND)
        database_end(query);
    *verdict = row == ROW_FOUND ? CARRIED_HOLDS : CARRIED_MISSING;
    return row != ROW_FAILED;
}

static void
add_proof(struct checking *checking, struct span what, struct span detail, enum carried_verdict verdict)
{
    if (checking->carried->proof_count < PROOFS_MAX)
        checking->carried->proofs[checking->carried->proof_count++] =
            (struct carried_item){what, detail, note(checking, verdict)};
}

/* One digest of a signature. */
static bool
check_digest(struct checking *checking, const xmlNode *signature, const char *element, const char *attribute,
             bool message)
{
    static const char messages[] = "SELECT 1 FROM message JOIN dossier d ON d.id = message.dossier"
                                   " WHERE d.number = ? AND message.digest = ?";
    static const char documents[] = "SELECT 1 FROM document JOIN dossier d ON d.id = document.dossier"
                                    " WHERE d.number = ? AND document.sha256 = ?";
    struct span sha256 = value(checking, xml_first(signature, element), attribute);
    enum carried_verdict verdict;

    if (sha256.len == 0)
        return true;
    if (!look_up(checking, message ? messages : documents, sha256, &verdict))
        return false;
    add_proof(checking,
              span_printf(checking->arena, "%.*s, %s", SPAN_ARG(value(checking, signature, "role")), element),
              span_first(sha256, 16), verdict);
    return true;
}

static bool
check_signature(struct checking *checking, const xmlNode *signature)
{
    return check_digest(checking, signature, "document", "sha256", false) &&
           check_digest(checking, signature, "message", "sha256", true) &&
           check_digest(checking, signature, "certificate", "sha256", false) &&
           check_digest(checking, signature, "scan", "sha256", false) &&
           check_digest(checking, signature, "checked", "message-sha256", true);
}

static bool
check_log(struct checking *checking)
{
    const xmlNode *log = xml_first(checking->evidence, "log");
    enum carried_verdict verdict = CARRIED_MISSING;
    struct eventlog_link link;
    uint64_t event;

    if (log == NULL || !span_to_uint(value(checking, log, "event"), &event))
        return true;
    if (!eventlog_get(checking->database, (int64_t)event, &link, checking->err))
        return false;
    if (link.id != 0)
        verdict = span_equal(digest_hex(checking->arena, &link.chain), value(checking, log, "sha256"))
                      ? CARRIED_HOLDS
                      : CARRIED_DIFFERS;
    add_proof(checking, SPAN("event log"), span_printf(checking->arena, "up to event %" PRIu64, event), verdict);
    return true;
}

static bool
check_store(struct checking *checking)
{
    if (checking->database == NULL || checking->evidence == NULL)
        return true;
    for (const xmlNode *signature = xml_first(checking->evidence, "signature"); signature != NULL;
         signature = xml_next(signature, "signature"))
        if (!check_signature(checking, signature))
            return false;
    return check_log(checking);
}

static bool
read_evidence(struct checking *checking)
{
    for (size_t i = 0; i < checking->file_count; i++) {
        xmlDoc *doc;

        if (!span_is(checking->files[i].name, "evidence.xml"))
            continue;
        doc = xml_parse(checking->arena, checking->files[i].data, "evidence.xml", XML_FOREIGN_MAX,
                        checking->err);
        if (doc == NULL)
            return false;
        checking->evidence = xmlDocGetRootElement(doc);
        checking->carried->number = value(checking, checking->evidence, "number");
    }
    return true;
}

bool
carried_check(struct arena *arena, struct span pdf, struct database *database, struct carried *carried,
              struct error *err)
{
    struct checking checking = {.arena = arena, .database = database, .carried = carried, .err = err};
    struct revisions revisions;
    struct enclosed *files;

    *carried = (struct carried){.number = SPAN("")};
    if (!revisions_open(arena, pdf, &revisions, err) ||
        !enclosed_list(arena, &revisions, &files, &checking.file_count, err))
        return false;
    checking.files = files;
    carried->files = arena_array(arena, ENCLOSED_MAX, sizeof *carried->files);
    carried->proofs = arena_array(arena, PROOFS_MAX, sizeof *carried->proofs);
    if (!read_evidence(&checking))
        return false;
    for (size_t i = 0; i < checking.file_count; i++)
        check_file(&checking, &files[i]);
    check_lost(&checking);
    return check_store(&checking);
}
