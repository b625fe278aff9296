// SPDX-License-Identifier: Apache-2.0
#include "main/config.h"

#include <stdlib.h>
#include <string.h>

#include "os/file.h"
#include "outbox/contract.h"
#include "signature/seal.h"

enum { CONFIG_BYTES_MAX = 1024 * 1024, SECRET_BYTES_MAX = 4096, SECRET_BYTES_MIN = 32 };

struct row {
    struct config_setting setting;
    size_t offset; /* in struct config, or in struct config_mailbox for [mailbox] */
};

#define AT(member) offsetof(struct config, member)
#define IN_MAILBOX(member) offsetof(struct config_mailbox, member)

static const struct row rows[] = {
    {{"instance", "spool", CONFIG_PATH, 0, 0, "spool",
      "Folder of the database, the journal and the mail drop."},
     AT(spool)},
    {{"instance", "rules", CONFIG_PATH, 0, 0, NULL,
      "Folder of the procedures, one folder each, and schema/."},
     AT(rules)},
    {{"instance", "templates", CONFIG_PATH, 0, 0, NULL, "Folder of the templates, one folder a procedure."},
     AT(templates)},
    {{"instance", "parameters", CONFIG_PATH, 0, 0, "",
      "The site's own parameters.xml, which overlays the procedure's."},
     AT(parameters)},
    {{"instance", "domain", CONFIG_STRING, 0, 0, NULL, "Domain of our Message-IDs."}, AT(domain)},
    {{"instance", "authserv-id", CONFIG_STRING, 0, 0, "",
      "Name under which our border server writes Authentication-Results; empty: nothing is ever "
      "authenticated."},
     AT(authserv_id)},
    {{"instance", "authserv-below", CONFIG_BOOLEAN, 0, 0, "no",
      "The border writes them below its own Received field, as OpenDKIM of Debian 12 does; it must remove "
      "those that come in under its name."},
     AT(authserv_below)},
    {{"instance", "arc-sealers", CONFIG_STRING, 0, 0, "",
      "Domains of forwarders, separated by spaces, whose ARC seal vouches for an author when the border says "
      "arc=pass; empty: none."},
     AT(arc_sealers)},
    {{"instance", "delimiter", CONFIG_STRING, 0, 0, "+", "What separates a mailbox from the task reference."},
     AT(delimiter)},
    {{"instance", "administrator", CONFIG_STRING, 0, 0, "", "Who is told of messages set aside."},
     AT(administrator)},
    {{"instance", "time-offset", CONFIG_INTEGER, -720, 840, "60",
      "Minutes east of UTC in winter; summer time is the European Union's."},
     AT(time_offset)},
    {{"instance", "keep-strays", CONFIG_INTEGER, 1, 36500, "365",
      "Days that a message which led to no dossier is kept (conventionctl purge)."},
     AT(keep_strays)},
    {{"instance", "keep-masked", CONFIG_INTEGER, 0, 36500, "30",
      "Days that the raw bytes of a message are kept which holds what is never asked for (<mask> of privacy.xml)."},
     AT(keep_masked)},
    {{"mailbox", "address", CONFIG_STRING, 0, 0, NULL, "Address of the mailbox."}, IN_MAILBOX(address)},
    {{"mailbox", "name", CONFIG_STRING, 0, 0, "", "Name shown beside the address."}, IN_MAILBOX(name)},
    {{"mailbox", "procedure", CONFIG_STRING, 0, 0, NULL, "The procedure it serves: a folder below rules/."},
     IN_MAILBOX(procedure)},
    {{"mailbox", "maildir", CONFIG_PATH, 0, 0, "",
      "Maildir that somebody else delivers this mailbox's mail into; empty: none."},
     IN_MAILBOX(maildir)},
    {{"mailbox", "maildir-keep", CONFIG_BOOLEAN, 0, 0, "yes",
      "Keep what was taken below cur/, marked as seen; \"no\": remove it."},
     IN_MAILBOX(maildir_keep)},
    {{"mailbox", "imap", CONFIG_SERVER, 0, 0, "",
      "Server that this mailbox's mail is pulled from, imaps://HOST or imap://HOST (STARTTLS), with :PORT if "
      "need be; empty: none."},
     IN_MAILBOX(imap)},
    {{"mailbox", "imap-user", CONFIG_STRING, 0, 0, "", "Its user; empty: the address."},
     IN_MAILBOX(imap_user)},
    {{"mailbox", "imap-password-file", CONFIG_PATH, 0, 0, "", "File whose first line is the password."},
     IN_MAILBOX(imap_password_file)},
    {{"mailbox", "imap-token-command", CONFIG_STRING, 0, 0, "",
      "Command that writes an OAuth 2 access token, run at each login (XOAUTH2); empty: the password."},
     IN_MAILBOX(imap_token_command)},
    {{"mailbox", "imap-ca-file", CONFIG_PATH, 0, 0, "",
      "Certificates that may sign the server's; empty: the system's."},
     IN_MAILBOX(imap_ca_file)},
    {{"mailbox", "imap-tls", CONFIG_BOOLEAN, 0, 0, "yes",
      "Refuse to log in without verified TLS; \"no\" only for imap:// on this machine."},
     IN_MAILBOX(imap_tls)},
    {{"mailbox", "imap-folder", CONFIG_STRING, 0, 0, "INBOX", "Folder to pull from."},
     IN_MAILBOX(imap_folder)},
    {{"mailbox", "imap-done-folder", CONFIG_STRING, 0, 0, "",
      "Folder to move messages to once they are ours; empty: they stay, with the keyword Conventiond."},
     IN_MAILBOX(imap_done_folder)},
    {{"mailbox", "imap-idle", CONFIG_INTEGER, 5, 1740, "1500",
      "Seconds after which IDLE is given anew; less where a firewall forgets quiet connections sooner."},
     IN_MAILBOX(imap_idle)},
    {{"mailbox", "imap-poll", CONFIG_INTEGER, 5, 3600, "60",
      "Seconds between looks at a server that can't tell us of new mail (IDLE)."},
     IN_MAILBOX(imap_poll)},
    {{"mailbox", "trust", CONFIG_STRING, 0, 0, "",
      "How far a role's From is believed, where not as the procedure says: role:authenticated, role:code or "
      "role:address, separated by spaces; see workflow(5)."},
     IN_MAILBOX(trust)},
    {{"lmtp", "listen", CONFIG_STRING, 0, 0, "127.0.0.1:2424", "Address and port of LMTP; empty: none."},
     AT(lmtp_listen)},
    {{"lmtp", "socket", CONFIG_PATH, 0, 0, "", "Unix socket of LMTP; empty: none."}, AT(lmtp_socket)},
    {{"lmtp", "size", CONFIG_INTEGER, 65536, 268435456, "33554432", "Largest message, bytes."},
     AT(lmtp_size)},
    {{"lmtp", "sessions", CONFIG_INTEGER, 1, 10000, "100", "Sessions at once."}, AT(lmtp_sessions)},
    {{"lmtp", "idle", CONFIG_INTEGER, 1, 3600, "300", "Seconds without a byte before a session is closed."},
     AT(lmtp_idle)},
    {{"lmtp", "session-time", CONFIG_INTEGER, 1, 86400, "3600", "Seconds that a session may last."},
     AT(lmtp_session_time)},
    {{"limits", "sender-messages", CONFIG_INTEGER, 0, 1000000, "120",
      "Messages an hour of one envelope sender (in a mailbox: Return-Path, else From); LMTP answers 450 to "
      "what is over, an IMAP mailbox or Maildir keeps it until later.  0: no limit."},
     AT(limit_sender_messages)},
    {{"limits", "sender-bytes", CONFIG_INTEGER, 0, 1099511627776, "268435456",
      "Bytes a day of one envelope sender, likewise.  0: no limit."},
     AT(limit_sender_bytes)},
    {{"limits", "messages", CONFIG_INTEGER, 0, 100000000, "36000",
      "Messages an hour of all senders together, in all ways but conventionctl ingest; LMTP answers 451 to "
      "what is over, mailboxes keep it until later.  0: no limit."},
     AT(limit_messages)},
    {{"limits", "drafts", CONFIG_INTEGER, 0, 100000, "20",
      "Dossiers that one person may have open; one more is refused with a mail.  0: no limit."},
     AT(limit_drafts)},
    {{"limits", "answers", CONFIG_INTEGER, 0, 1000000, "20",
      "Answers a day to one address that change nothing (not understood, refused, commands); what is over is "
      "not sent, and the event log says so.  0: no limit."},
     AT(limit_answers)},
    {{"limits", "answers-in-all", CONFIG_INTEGER, 0, 100000000, "5000",
      "Such answers a day to all addresses together.  0: no limit."},
     AT(limit_answers_in_all)},
    {{"workers", "count", CONFIG_INTEGER, 1, 64, "2", "Reader and rendering processes."}, AT(workers)},
    {{"workers", "deadline", CONFIG_INTEGER, 1, 600, "10",
      "Seconds of processor time that one job may take; by the clock ten times as long."},
     AT(worker_deadline)},
    {{"workers", "limit-memory", CONFIG_BOOLEAN, 0, 0, "yes",
      "Limit the address space of workers; \"no\" only for builds with a sanitizer, which map terabytes."},
     AT(worker_memory_limited)},
    {{"outgoing", "transport", CONFIG_STRING, 0, 0, "maildir", "maildir or smtp."}, AT(transport)},
    {{"outgoing", "maildir", CONFIG_PATH, 0, 0, "spool/outgoing", "Maildir of the outgoing mail."},
     AT(outgoing)},
    {{"outgoing", "smtp", CONFIG_SERVER, 0, 0, "smtp://127.0.0.1:25",
      "The submission server: smtps://HOST or smtp://HOST (STARTTLS), with :PORT if need be."},
     AT(smtp)},
    {{"outgoing", "helo", CONFIG_STRING, 0, 0, "localhost", "Our name in EHLO."}, AT(smtp_helo)},
    {{"outgoing", "user", CONFIG_STRING, 0, 0, "", "User for AUTH; empty: none."}, AT(smtp_user)},
    {{"outgoing", "password-file", CONFIG_PATH, 0, 0, "", "File whose first line is the password."},
     AT(smtp_password_file)},
    {{"outgoing", "token-command", CONFIG_STRING, 0, 0, "",
      "Command that writes an OAuth 2 access token, which serves the logins of five minutes (OAUTHBEARER, or else "
      "XOAUTH2); empty: the password."},
     AT(smtp_token_command)},
    {{"outgoing", "ca-file", CONFIG_PATH, 0, 0, "",
      "Certificates that may sign the server's; empty: the system's."},
     AT(smtp_ca_file)},
    {{"outgoing", "tls", CONFIG_BOOLEAN, 0, 0, "yes",
      "Refuse to send without verified TLS; \"no\": send in the clear."},
     AT(smtp_tls)},
    {{"outgoing", "connections", CONFIG_INTEGER, 1, 100, "4", "Connections at once."}, AT(smtp_connections)},
    {{"ldap", "url", CONFIG_STRING, 0, 0, "",
      "Server that conventionctl directory sync reads: ldaps://, ldap:// (StartTLS unless on loopback), "
      "ldapi://."},
     AT(ldap_url)},
    {{"ldap", "base", CONFIG_STRING, 0, 0, "", "DN below which people are searched."}, AT(ldap_base)},
    {{"ldap", "filter", CONFIG_STRING, 0, 0, "(mail=*)", "Which entries."}, AT(ldap_filter)},
    {{"ldap", "bind-dn", CONFIG_STRING, 0, 0, "", "Who reads; empty: anonymous."}, AT(ldap_bind_dn)},
    {{"ldap", "password-file", CONFIG_PATH, 0, 0, "", "File whose first line is the password."},
     AT(ldap_password_file)},
    {{"ldap", "ca-file", CONFIG_PATH, 0, 0, "",
      "Certificates that may sign the server's; empty: the system's."},
     AT(ldap_ca_file)},
    {{"ldap", "timeout", CONFIG_INTEGER, 1, 600, "30", "Seconds that one answer may take."},
     AT(ldap_timeout)},
    {{"ldap", "live", CONFIG_BOOLEAN, 0, 0, "no",
      "The daemon asks the server, by conventionctl directory sync, about whoever writes or is named by address "
      "and is not in the directory, once a day each, before it decides."},
     AT(ldap_live)},
    {{"ldap", "live-timeout", CONFIG_INTEGER, 1, 60, "5",
      "Seconds that a mail waits for that; then it is decided upon without, and for a minute nobody is asked."},
     AT(ldap_live_timeout)},
    {{"register", "url", CONFIG_STRING, 0, 0, "",
      "Address of the public register of companies, for example https://recherche-entreprises.api.gouv.fr or "
      "https://api.insee.fr/api-sirene/3.11; empty: none is asked."},
     AT(register_url)},
    {{"register", "interface", CONFIG_STRING, 0, 0, "recherche",
      "recherche (recherche-entreprises) or sirene (3.11)."},
     AT(register_interface)},
    {{"register", "key-file", CONFIG_PATH, 0, 0, "", "File with the key of the Sirene interface."},
     AT(register_key_file)},
    {{"register", "ca-file", CONFIG_PATH, 0, 0, "",
      "Certificates that may sign the register's; empty: the system's."},
     AT(register_ca_file)},
    {{"register", "interval", CONFIG_INTEGER, 0, 60000, "1000", "Milliseconds between two questions."},
     AT(register_interval)},
    {{"register", "timeout", CONFIG_INTEGER, 1, 60, "10", "Seconds that an answer may take."},
     AT(register_timeout)},
    {{"seal", "key", CONFIG_STRING, 0, 0, "",
      "Private key of the seal: a PEM or PKCS#12 file, or a pkcs11: URI; empty: documents go out unsealed."},
     AT(seal_key)},
    {{"seal", "password-file", CONFIG_PATH, 0, 0, "",
      "File whose first line is the key's password or the token's PIN; empty: none."},
     AT(seal_password_file)},
    {{"seal", "certificate", CONFIG_PATH, 0, 0, "",
      "PEM file: the seal's certificate first, then those of its issuers; empty: they are in the PKCS#12 "
      "file."},
     AT(seal_certificate)},
    {{"seal", "level", CONFIG_STRING, 0, 0, "B-B", "Level of PAdES: B-B, B-T, B-LT or B-LTA."},
     AT(seal_level)},
    {{"seal", "time-stamp", CONFIG_STRING, 0, 0, "", "URL of the RFC 3161 authority; needed from B-T."},
     AT(seal_tsa)},
    {{"seal", "location", CONFIG_STRING, 0, 0, "", "Place that readers show beside the seal; empty: none."},
     AT(seal_location)},
    {{"trust", "anchors", CONFIG_PATH, 0, 0, "",
      "PEM file of the certification and time-stamp authorities whose certificates are trusted in signed "
      "documents; empty: none but the seal's own certificate."},
     AT(trust_anchors)},
    {{"trust", "revocation", CONFIG_BOOLEAN, 0, 0, "yes",
      "Ask the responder or fetch the revocation list that the certificate of a returned PDF names, when it leads "
      "to one of the anchors and brings no proof; \"no\": such a PDF is refused."},
     AT(trust_revocation)},
    {{"trust", "revocation-private", CONFIG_BOOLEAN, 0, 0, "no",
      "Also at addresses of this machine and of private networks, for an authority of one's own."},
     AT(trust_revocation_private)},
    {{"trust", "revocation-wait", CONFIG_INTEGER, 0, 720, "24",
      "Hours that a PDF waits whose certificate nobody can be asked about, before it is refused; it is tried "
      "again from time to time, and its signatory is told."},
     AT(trust_revocation_wait)},
    {{"provider", "kind", CONFIG_STRING, 0, 0, "",
      "Interface that a provider of signatures speaks (PROVIDERS): where a procedure provides for it, it has the "
      "documents signed (workflow(5)); empty: all is asked by mail."},
     AT(provider_kind)},
    {{"provider", "url", CONFIG_STRING, 0, 0, "", "Its root, for example https://signature.univ.example."},
     AT(provider_url)},
    {{"provider", "files", CONFIG_STRING, 0, 0, "",
      "Where signed documents may be fetched from as well, when its answers name another place than below url."},
     AT(provider_files)},
    {{"provider", "key-file", CONFIG_PATH, 0, 0, "", "File whose first line is the key of its interface."},
     AT(provider_key_file)},
    {{"provider", "ca-file", CONFIG_PATH, 0, 0, "",
      "Certificates that may sign the server's; empty: the system's."},
     AT(provider_ca_file)},
    {{"provider", "owner", CONFIG_STRING, 0, 0, "system", "Under whose name requests are made, where its interface asks for one."},
     AT(provider_owner)},
    {{"provider", "level", CONFIG_STRING, 0, 0, "advanced",
      "Least level of the signatures where its interface asks for one: advanced or qualified (simple ones are "
      "pictures, and change the document)."},
     AT(provider_level)},
    {{"provider", "poll", CONFIG_INTEGER, 1, 86400, "300",
      "Seconds between two looks at a request, and that nothing is asked of a provider that is down; a request "
      "that fails waits up to twelve times as long."},
     AT(provider_poll)},
    {{"provider", "timeout", CONFIG_INTEGER, 1, 600, "30", "Seconds that an answer may take."},
     AT(provider_timeout)},
    {{"monitoring", "listen", CONFIG_STRING, 0, 0, "",
      "Loopback address and port, or path, of /metrics and /health; empty: none."},
     AT(monitoring)},
    {{"log", "topics", CONFIG_STRING, 0, 0, "", "Topics to trace, separated by spaces."}, AT(log_topics)},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

const struct config_setting *
config_setting(size_t number)
{
    return number < ROWS ? &rows[number].setting : NULL;
}

struct reader {
    struct arena *arena;
    struct config *config;
    struct span section;
    bool seen[ROWS];
    int line;
};

static const struct row *
row_of(struct span section, struct span key)
{
    for (size_t i = 0; i < ROWS; i++)
        if (span_is(section, rows[i].setting.section) && span_is(key, rows[i].setting.key))
            return &rows[i];
    return NULL;
}

static void *
place_of(const struct reader *reader, const struct row *row)
{
    if (strcmp(row->setting.section, "mailbox") == 0)
        return (char *)&reader->config->mailboxes[reader->config->mailbox_count - 1] + row->offset;
    return (char *)reader->config + row->offset;
}

static const char *
path_of(const struct reader *reader, struct span value)
{
    if (value.len == 0)
        return "";
    if (value.data[0] == '/')
        return span_dup(reader->arena, value);
    return arena_printf(reader->arena, "%s/%.*s", reader->config->folder, SPAN_ARG(value));
}

static bool
put_integer(const struct row *row, struct span value, int64_t *place, struct error *err)
{
    bool negative = span_starts(value, "-");
    uint64_t number;
    int64_t result;

    if (!span_to_uint(span_from(value, negative), &number) || number > INT64_MAX)
        return error_set(err, ERROR_BAD_INPUT, "%s: \"%.*s\" is no whole number", row->setting.key,
                         SPAN_ARG(value));
    result = negative ? -(int64_t)number : (int64_t)number;
    if (result < row->setting.least || result > row->setting.most)
        return error_set(err, ERROR_BAD_INPUT, "%s: %lld is not between %lld and %lld", row->setting.key,
                         (long long)result, (long long)row->setting.least, (long long)row->setting.most);
    *place = result;
    return true;
}

/* "host", "host:port", "[::1]:port"; *port is "" when there is none. */
static bool
split_server(struct span place, struct span *host, struct span *port)
{
    bool literal = span_starts(place, "[");
    size_t end = span_find_byte(place, literal ? ']' : ':');
    uint64_t number;

    if (literal && end == SIZE_MAX)
        return false;
    *host = literal ? span_first(span_from(place, 1), end - 1) : span_first(place, end);
    place = span_from(place, literal ? end + 1 : host->len);
    *port = span_from(place, 1);
    return host->len > 0 && span_find_byte(*host, '/') == SIZE_MAX &&
           (place.len == 0 ||
            (place.data[0] == ':' && span_to_uint(*port, &number) && number > 0 && number <= UINT16_MAX));
}

/* The key names the protocol: "imap" takes imap:// and imaps://. */
static bool
put_server(const struct reader *reader, const struct row *row, struct span value,
           struct config_server *server, struct error *err)
{
    const char *scheme = row->setting.key, *standard, *tls_standard;
    struct span rest = span_from(value, strlen(scheme)), host, port;

    *server = (struct config_server){.host = "", .port = ""};
    if (value.len == 0)
        return true;
    server->tls = span_starts(rest, "s://");
    if (!span_starts(value, scheme) || (!server->tls && !span_starts(rest, "://")) ||
        !split_server(span_from(rest, server->tls ? 4 : 3), &host, &port))
        return error_set(err, ERROR_BAD_INPUT, "%s: write %s://HOST:PORT or %ss://HOST:PORT, not \"%.*s\"",
                         scheme, scheme, scheme, SPAN_ARG(value));
    standard = strcmp(scheme, "imap") == 0 ? "143" : "587";
    tls_standard = strcmp(scheme, "imap") == 0 ? "993" : "465";
    server->host = span_dup(reader->arena, host);
    server->port = port.len > 0 ? span_dup(reader->arena, port) : server->tls ? tls_standard : standard;
    return true;
}

static bool
put(const struct reader *reader, const struct row *row, struct span value, struct error *err)
{
    void *place = place_of(reader, row);

    switch (row->setting.type) {
    case CONFIG_STRING:
        *(const char **)place = span_dup(reader->arena, value);
        return true;
    case CONFIG_PATH:
        *(const char **)place = path_of(reader, value);
        return true;
    case CONFIG_INTEGER:
        return put_integer(row, value, place, err);
    case CONFIG_BOOLEAN:
        if (!span_is(value, "yes") && !span_is(value, "no"))
            return error_set(err, ERROR_BAD_INPUT, "%s: say yes or no", row->setting.key);
        *(bool *)place = span_is(value, "yes");
        return true;
    case CONFIG_SERVER:
        return put_server(reader, row, value, place, err);
    }
    return false;
}

/* Defaults of a section that begins; for [mailbox] each time anew. */
static bool
put_defaults(struct reader *reader, const char *section, struct error *err)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(rows[i].setting.section, section) != 0)
            continue;
        reader->seen[i] = false;
        if (rows[i].setting.standard != NULL &&
            !put(reader, &rows[i], span_of(rows[i].setting.standard), err))
            return false;
    }
    return true;
}

static bool
check_complete(const struct reader *reader, const char *section, struct error *err)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].setting.section, section) == 0 && rows[i].setting.standard == NULL &&
            !reader->seen[i])
            return error_set(err, ERROR_BAD_INPUT, "[%s] lacks \"%s\": %s", section, rows[i].setting.key,
                             rows[i].setting.sentence);
    return true;
}

static bool
check_mailbox(const struct reader *reader, struct error *err)
{
    struct config_mailbox *mailbox = &reader->config->mailboxes[reader->config->mailbox_count - 1];

    if (!check_complete(reader, "mailbox", err))
        return false;
    if (*mailbox->imap_user == '\0')
        mailbox->imap_user = mailbox->address;
    if (*mailbox->imap.host == '\0')
        return true;
    if (*mailbox->imap_password_file == '\0' && *mailbox->imap_token_command == '\0')
        return error_set(err, ERROR_BAD_INPUT,
                         "mailbox %s: imap needs imap-password-file or imap-token-command", mailbox->address);
    if (mailbox->imap.tls && !mailbox->imap_tls)
        return error_set(err, ERROR_BAD_INPUT, "mailbox %s: imap-tls = no contradicts imaps://",
                         mailbox->address);
    return true;
}

static bool
begin_mailbox(struct reader *reader, struct error *err)
{
    if (reader->config->mailbox_count > 0 && !check_mailbox(reader, err))
        return false;
    if (reader->config->mailbox_count == CONFIG_MAILBOXES_MAX)
        return error_set(err, ERROR_BAD_INPUT, "more than %d mailboxes", CONFIG_MAILBOXES_MAX);
    reader->config->mailbox_count++;
    return put_defaults(reader, "mailbox", err);
}

static bool
is_section(struct span name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (span_is(name, rows[i].setting.section))
            return true;
    return false;
}

static bool
read_section(struct reader *reader, struct span line, struct error *err)
{
    struct span name = span_trim(span_first(span_from(line, 1), line.len - 2));

    if (!span_ends(line, "]") || !is_section(name))
        return error_set(err, ERROR_BAD_INPUT, "there is no section %.*s", SPAN_ARG(line));
    reader->section = name;
    return !span_is(name, "mailbox") || begin_mailbox(reader, err);
}

static bool
read_line(struct reader *reader, struct span line, struct error *err)
{
    size_t equals;
    struct span key;
    const struct row *row;

    line = span_trim(line);
    if (line.len == 0 || line.data[0] == '#')
        return true;
    if (line.data[0] == '[')
        return read_section(reader, line, err);
    equals = span_find_byte(line, '=');
    if (equals == SIZE_MAX)
        return error_set(err, ERROR_BAD_INPUT, "\"%.*s\": write key = value", SPAN_ARG(line));
    key = span_trim(span_first(line, equals));
    row = row_of(reader->section, key);
    if (row == NULL)
        return error_set(err, ERROR_BAD_INPUT,
                         "there is no setting \"%.*s\" in [%.*s]; see conventiond.conf(5)", SPAN_ARG(key),
                         SPAN_ARG(reader->section));
    if (reader->seen[row - rows])
        return error_set(err, ERROR_BAD_INPUT, "\"%.*s\" stands twice", SPAN_ARG(key));
    reader->seen[row - rows] = true;
    return put(reader, row, span_trim(span_from(line, equals + 1)), err);
}

static bool
read_lines(struct reader *reader, struct span rest, struct error *err)
{
    struct span line;

    while (span_line(&rest, &line)) {
        reader->line++;
        if (!read_line(reader, line, err))
            return false;
    }
    return true;
}

static const char *
folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        return ".";
    return slash == path ? "/" : arena_copy(arena, path, (size_t)(slash - path));
}

static bool
check_seal(const struct config *config, struct error *err)
{
    enum seal_level level;

    if (!seal_level_parse(span_of(config->seal_level), &level))
        return error_set(err, ERROR_BAD_INPUT, "[seal] level: B-B, B-T, B-LT or B-LTA");
    if (*config->seal_key != '\0' && level >= SEAL_T && *config->seal_tsa == '\0')
        return error_set(err, ERROR_BAD_INPUT, "[seal] level %s needs a time-stamp authority: set time-stamp",
                         config->seal_level);
    return true;
}

static bool
check_provider(struct arena *arena, const struct config *config, struct error *err)
{
    if (*config->provider_kind == '\0')
        return true;
    if (contract_named(config->provider_kind) == NULL)
        return error_set(err, ERROR_BAD_INPUT, "[provider] kind: %s is none of %s", config->provider_kind,
                         contract_names(arena));
    if (*config->provider_url == '\0' || *config->provider_key_file == '\0')
        return error_set(err, ERROR_BAD_INPUT, "[provider] needs url and key-file");
    if (strcmp(config->provider_level, "advanced") != 0 && strcmp(config->provider_level, "qualified") != 0)
        return error_set(err, ERROR_BAD_INPUT, "[provider] level: advanced or qualified");
    if (*config->trust_anchors == '\0')
        return error_set(err, ERROR_BAD_INPUT,
                         "[provider] needs [trust] anchors: the authorities of the signatures that it makes");
    return true;
}

static bool
check_whole(const struct reader *reader, struct error *err)
{
    const struct config *config = reader->config;

    if (!check_complete(reader, "instance", err))
        return false;
    if (config->mailbox_count == 0)
        return error_set(err, ERROR_BAD_INPUT, "there is no [mailbox]: nobody could write to this instance");
    if (!check_mailbox(reader, err))
        return false;
    if (strlen(config->delimiter) != 1)
        return error_set(err, ERROR_BAD_INPUT, "delimiter: one character");
    if (strcmp(config->transport, "maildir") != 0 && strcmp(config->transport, "smtp") != 0)
        return error_set(err, ERROR_BAD_INPUT, "transport: maildir or smtp");
    if (strcmp(config->transport, "smtp") == 0 && *config->smtp.host == '\0')
        return error_set(err, ERROR_BAD_INPUT, "transport = smtp needs smtp = smtps://HOST");
    if (*config->smtp_user != '\0' && *config->smtp_password_file == '\0' && *config->smtp_token_command == '\0')
        return error_set(err, ERROR_BAD_INPUT, "user needs password-file or token-command");
    if (*config->smtp_user == '\0' && *config->smtp_token_command != '\0')
        return error_set(err, ERROR_BAD_INPUT, "token-command needs user: whose token it is");
    if (*config->smtp_user != '\0' && !config->smtp.tls && !config->smtp_tls)
        return error_set(err, ERROR_BAD_INPUT, "user with tls = no would send the password or token in the clear");
    return check_seal(config, err) && check_provider(reader->arena, config, err);
}

bool
config_load(struct arena *arena, const char *path, struct config *config, struct error *err)
{
    struct reader reader = {.arena = arena, .config = config, .section = SPAN("instance")};
    struct span bytes;

    memset(config, 0, sizeof *config);
    config->folder = folder_of(arena, path);
    if (!file_read(arena, path, CONFIG_BYTES_MAX, &bytes, err))
        return false;
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].setting.section, "mailbox") != 0 && rows[i].setting.standard != NULL &&
            !put(&reader, &rows[i], span_of(rows[i].setting.standard), err))
            return error_at(err, "%s", path);
    if (!read_lines(&reader, bytes, err))
        return error_at(err, "%s:%d", path, reader.line);
    if (!check_whole(&reader, err))
        return error_at(err, "%s", path);
    return true;
}

bool
config_secret(struct arena *arena, const struct config *config, struct span *secret, struct error *err)
{
    const char *path = arena_printf(arena, "%s/secret", config->folder);

    if (!file_read(arena, path, SECRET_BYTES_MAX, secret, err))
        return false;
    *secret = span_trim(*secret);
    if (secret->len < SECRET_BYTES_MIN)
        return error_set(err, ERROR_BAD_INPUT,
                         "%s: less than %d characters; make one with conventionctl init", path,
                         SECRET_BYTES_MIN);
    return true;
}

const struct config_mailbox *
config_mailbox_of(const struct config *config, struct span address)
{
    size_t at = span_find_byte(address, '@'), detail = span_find_byte(address, config->delimiter[0]);

    if (at == SIZE_MAX)
        return NULL;
    for (size_t i = 0; i < config->mailbox_count; i++) {
        struct span ours = span_of(config->mailboxes[i].address);
        size_t our_at = span_find_byte(ours, '@');

        if (span_equal_nocase(span_from(address, at), span_from(ours, our_at)) &&
            span_equal_nocase(span_first(address, detail < at ? detail : at), span_first(ours, our_at)))
            return &config->mailboxes[i];
    }
    return NULL;
}

size_t
config_mailbox_number(const struct config *config, const struct span *recipients, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct config_mailbox *mailbox = config_mailbox_of(config, recipients[i]);

        if (mailbox != NULL)
            return (size_t)(mailbox - config->mailboxes);
    }
    return 0;
}
