// SPDX-License-Identifier: Apache-2.0
#include "store/migrate.h"

#include <stdio.h>

/*
 * Instants are UTC seconds, days count from 1970-01-01.  `dossier.data` is the dossier
 * (workflow/dossier.h); task, deadline and fact are projections of it, rewritten with it.
 */
static const char step_1[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE version(digest BLOB PRIMARY KEY, procedure TEXT NOT NULL, bundle BLOB NOT NULL,"
    "  loaded INTEGER NOT NULL) STRICT;"
    "CREATE TABLE dossier(id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, procedure TEXT NOT NULL,"
    "  version BLOB NOT NULL REFERENCES version, owner TEXT NOT NULL, state TEXT NOT NULL,"
    "  open INTEGER NOT NULL, revision INTEGER NOT NULL, created INTEGER NOT NULL, changed INTEGER NOT NULL,"
    "  data TEXT NOT NULL) STRICT;"
    "CREATE INDEX dossier_owner ON dossier(owner, open);"
    "CREATE TABLE task(dossier INTEGER NOT NULL REFERENCES dossier, serial INTEGER NOT NULL, tag BLOB NOT "
    "NULL UNIQUE,"
    "  id TEXT NOT NULL, role TEXT NOT NULL, address TEXT NOT NULL, status TEXT NOT NULL, opened INTEGER NOT "
    "NULL,"
    "  PRIMARY KEY(dossier, serial)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX task_address ON task(address, status);"
    "CREATE TABLE deadline(dossier INTEGER NOT NULL REFERENCES dossier, id TEXT NOT NULL, task INTEGER NOT "
    "NULL,"
    "  at INTEGER NOT NULL, PRIMARY KEY(dossier, id, task)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX deadline_at ON deadline(at);"
    "CREATE TABLE fact(procedure TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,"
    "  dossier INTEGER NOT NULL REFERENCES dossier, starts INTEGER, ends INTEGER, amount INTEGER NOT NULL,"
    "  label TEXT NOT NULL, PRIMARY KEY(procedure, name, key, dossier)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX fact_dossier ON fact(dossier);"
    "CREATE TABLE message(id INTEGER PRIMARY KEY, sequence INTEGER UNIQUE, received INTEGER NOT NULL,"
    "  sender TEXT NOT NULL, author TEXT NOT NULL, message_id TEXT NOT NULL, digest BLOB NOT NULL,"
    "  content BLOB NOT NULL, dossier INTEGER REFERENCES dossier, outcome TEXT NOT NULL, detail TEXT NOT "
    "NULL,"
    "  bytes BLOB NOT NULL) STRICT;"
    "CREATE INDEX message_content ON message(content);"
    "CREATE INDEX message_message_id ON message(message_id);"
    "CREATE INDEX message_outcome ON message(outcome) WHERE outcome = 'quarantined';"
    "CREATE TABLE drop_seen(id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "CREATE TABLE document(id INTEGER PRIMARY KEY, dossier INTEGER NOT NULL REFERENCES dossier, name TEXT "
    "NOT NULL,"
    "  revision INTEGER NOT NULL, sha256 BLOB NOT NULL, made INTEGER NOT NULL, bytes BLOB NOT NULL,"
    "  UNIQUE(dossier, name, revision)) STRICT;"
    "CREATE TABLE outbox(id INTEGER PRIMARY KEY, dossier INTEGER REFERENCES dossier, kind INTEGER NOT NULL,"
    "  status TEXT NOT NULL, due INTEGER NOT NULL, queued INTEGER NOT NULL, attempts INTEGER NOT NULL "
    "DEFAULT 0,"
    "  recipient TEXT NOT NULL, message_id TEXT NOT NULL, task INTEGER NOT NULL, version BLOB NOT NULL "
    "REFERENCES version,"
    "  effect BLOB NOT NULL, error TEXT NOT NULL DEFAULT '', ended INTEGER) STRICT;"
    "CREATE INDEX outbox_due ON outbox(due) WHERE status = 'waiting';"
    "CREATE INDEX outbox_message_id ON outbox(message_id);"
    "CREATE INDEX outbox_dossier ON outbox(dossier);"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, dossier TEXT NOT NULL, event TEXT NOT "
    "NULL,"
    "  detail TEXT NOT NULL, chain BLOB NOT NULL) STRICT;"
    "CREATE INDEX event_dossier ON event(dossier);";

/* The envelope and the instant of use, so that a message can be used again after a restore; mails
 * that went out after the copy that was restored was made (store/restore.h). */
static const char step_recipients[] =
    "ALTER TABLE message ADD COLUMN recipients TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE message ADD COLUMN used INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE carried(message_id TEXT NOT NULL, recipient TEXT NOT NULL,"
    "  PRIMARY KEY(message_id, recipient)) STRICT, WITHOUT ROWID;";

/* The directory: see directory/people.h.  `words` are those of entry_word, each behind a space. */
static const char step_directory[] =
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, parent TEXT NOT NULL,"
    "  words TEXT NOT NULL, data BLOB NOT NULL, source TEXT NOT NULL, changed INTEGER NOT NULL,"
    "  UNIQUE(kind, key)) STRICT;"
    "CREATE INDEX entry_parent ON entry(kind, parent) WHERE parent <> '';"
    "CREATE TABLE entry_key(kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, entry INTEGER NOT NULL,"
    "  PRIMARY KEY(kind, name, value, entry)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE entry_word(kind TEXT NOT NULL, word TEXT NOT NULL, entry INTEGER NOT NULL,"
    "  PRIMARY KEY(kind, word, entry)) STRICT, WITHOUT ROWID;";

/* What the chain of events holds of a detail, so that the detail can be forgotten (store/eventlog.h), and
 * when the content of a message or a document was purged (store/purge.h). */
static const char step_forgetting[] =
    "ALTER TABLE event ADD COLUMN salt BLOB;"
    "ALTER TABLE event ADD COLUMN digest BLOB;"
    "ALTER TABLE message ADD COLUMN purged INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE document ADD COLUMN purged INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE dossier ADD COLUMN purged INTEGER NOT NULL DEFAULT 0;"; /* bits of enum kept */

/* Rows of lists and who sees them (projections), and how people want to be written to; `due`: when
 * their next digest is. */
static const char step_listings[] =
    "CREATE TABLE listing(dossier INTEGER PRIMARY KEY REFERENCES dossier, data TEXT NOT NULL) STRICT;"
    "CREATE TABLE party(address TEXT NOT NULL, role TEXT NOT NULL, dossier INTEGER NOT NULL REFERENCES "
    "dossier,"
    "  PRIMARY KEY(address, role, dossier)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX party_dossier ON party(dossier);"
    "CREATE TABLE habit(address TEXT PRIMARY KEY, away_from INTEGER, away_to INTEGER, deputy TEXT NOT NULL,"
    "  daily INTEGER NOT NULL, due INTEGER) STRICT, WITHOUT ROWID;"
    "CREATE INDEX habit_due ON habit(due) WHERE due IS NOT NULL;";

/* What the public register answered: see directory/registercache.h. */
static const char step_register[] =
    "CREATE TABLE register(kind TEXT NOT NULL, question TEXT NOT NULL, asked INTEGER NOT NULL, data BLOB NOT NULL,"
    "  PRIMARY KEY(kind, question)) STRICT, WITHOUT ROWID;";

/* What the effects of one decision share (workflow/context.h); rows from before have all in `effect`. */
static const char step_basis[] = "CREATE TABLE basis(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
                                 "ALTER TABLE outbox ADD COLUMN basis INTEGER;";

/* What somebody wrote is found by their address (store/mentions.h). */
static const char step_authors[] = "CREATE INDEX message_author ON message(author);";

/* How often something happened on a day: store/tally.h.  Whether a message came without an envelope. */
static const char step_tally[] =
    "CREATE TABLE tally(day INTEGER NOT NULL, what TEXT NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL,"
    "  PRIMARY KEY(day, what, key)) STRICT, WITHOUT ROWID;"
    "ALTER TABLE message ADD COLUMN fetched INTEGER NOT NULL DEFAULT 0;";

/* What came back signed takes the place of what was sent, within the same revision: `edition` 0 is as it was
 * made.  `shown`: the exact documents that a mail of a task carried, and who took that mail over. */
static const char step_editions[] =
    "CREATE TABLE document_new(id INTEGER PRIMARY KEY, dossier INTEGER NOT NULL REFERENCES dossier, name TEXT "
    "NOT NULL,"
    "  revision INTEGER NOT NULL, sha256 BLOB NOT NULL, made INTEGER NOT NULL, bytes BLOB NOT NULL,"
    "  purged INTEGER NOT NULL DEFAULT 0, edition INTEGER NOT NULL DEFAULT 0,"
    "  UNIQUE(dossier, name, revision, edition)) STRICT;"
    "INSERT INTO document_new(id, dossier, name, revision, sha256, made, bytes, purged)"
    "  SELECT id, dossier, name, revision, sha256, made, bytes, purged FROM document;"
    "DROP TABLE document;"
    "ALTER TABLE document_new RENAME TO document;"
    "CREATE INDEX document_sha256 ON document(sha256);"
    "CREATE TABLE shown(dossier INTEGER NOT NULL REFERENCES dossier, task INTEGER NOT NULL, document TEXT NOT "
    "NULL,"
    "  sha256 BLOB NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, receipt TEXT NOT NULL,"
    "  PRIMARY KEY(dossier, task, document, message_id)) STRICT, WITHOUT ROWID;";

/* See store/circuits.h. */
static const char step_circuits[] =
    "CREATE TABLE circuit(dossier INTEGER NOT NULL REFERENCES dossier, entry INTEGER NOT NULL,"
    "  document TEXT NOT NULL, signed TEXT NOT NULL, revision INTEGER NOT NULL, wanted INTEGER NOT NULL DEFAULT 1,"
    "  phase TEXT NOT NULL DEFAULT 'new', remote TEXT NOT NULL DEFAULT '', seen BLOB NOT NULL DEFAULT x'',"
    "  failures INTEGER NOT NULL DEFAULT 0, queued INTEGER NOT NULL, due INTEGER NOT NULL,"
    "  PRIMARY KEY(dossier, entry)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX circuit_due ON circuit(due) WHERE phase <> 'ended';";

/* The language that a person chose; when a habit was last set, and when an entry was last in its source: what
 * nobody speaks of any more is forgotten (store/purge.h). */
static const char step_languages[] =
    "ALTER TABLE habit ADD COLUMN language TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE habit ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;"
    "UPDATE habit SET changed = unixepoch();"
    "CREATE INDEX habit_special ON habit(address) WHERE deputy <> '' OR daily <> 0;"
    "CREATE INDEX habit_language ON habit(language) WHERE language <> '';"
    "ALTER TABLE entry ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;"
    "UPDATE entry SET seen = changed;";

/* Signatories who were replaced. */
static const char step_replaced[] = "ALTER TABLE circuit ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;"
                                    "ALTER TABLE circuit ADD COLUMN told INTEGER NOT NULL DEFAULT 0;";

/* Sums by audience, and what each dossier adds to them: store/figures.h. */
static const char step_figures[] =
    "ALTER TABLE listing ADD COLUMN share TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE figure(procedure TEXT NOT NULL, audience TEXT NOT NULL, period TEXT NOT NULL, statistic TEXT NOT NULL,"
    "  value TEXT NOT NULL, amount TEXT NOT NULL, count INTEGER NOT NULL, total INTEGER NOT NULL,"
    "  PRIMARY KEY(procedure, audience, period, statistic, value, amount)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX figure_none ON figure(count) WHERE count = 0;";

/* See store/pending.h. */
static const char step_pending[] =
    "CREATE TABLE pending(message INTEGER PRIMARY KEY, due INTEGER NOT NULL) STRICT;"
    "CREATE INDEX pending_due ON pending(due);";

/* Signatories who are reminded by the provider. */
static const char step_reminded[] = "ALTER TABLE circuit ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;"
                                    "ALTER TABLE circuit ADD COLUMN reminded INTEGER NOT NULL DEFAULT 0;";

/* A message that holds what is never asked for: store/purge.h. */
static const char step_masked[] = "ALTER TABLE message ADD COLUMN masked INTEGER NOT NULL DEFAULT 0;"
                                  "CREATE INDEX message_masked ON message(received) WHERE masked <> 0 AND purged = 0;";

static const char *const steps[] = {step_1,        step_recipients, step_directory, step_forgetting, step_listings,
                                    step_register, step_basis,      step_authors,   step_tally,      step_editions,
                                    step_circuits, step_languages,  step_replaced,  step_figures,
                                    step_pending,  step_reminded,   step_masked};

enum { STEPS = sizeof steps / sizeof steps[0] };

static bool
current(struct database *database, int64_t *version, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "PRAGMA user_version", "");

    if (database_step(database, query, err) != ROW_FOUND)
        return false;
    *version = sqlite3_column_int64(query, 0);
    database_end(query);
    return true;
}

static bool
take_step(struct database *database, int number, struct error *err)
{
    char mark[64];

    snprintf(mark, sizeof mark, "PRAGMA user_version=%d", number + 1);
    return database_exec(database, "BEGIN IMMEDIATE", err) && database_exec(database, steps[number], err) &&
           database_exec(database, mark, err) && database_exec(database, "COMMIT", err);
}

bool
migrate(struct database *database, struct error *err)
{
    int64_t version;

    if (!current(database, &version, err))
        return false;
    if (version > STEPS)
        return error_set(err, ERROR_PERMANENT,
                         "database: made by a later version (schema %lld, this program knows %d); "
                         "install that version again",
                         (long long)version, STEPS);
    for (int number = (int)version; number < STEPS; number++)
        if (!take_step(database, number, err))
            return false;
    return true;
}
