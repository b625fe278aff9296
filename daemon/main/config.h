// SPDX-License-Identifier: Apache-2.0
/*
 * config: conventiond.conf, one `key = value` per line below [section] lines, every key
 * checked with its line number.  One table gives the parser, the defaults, `conventionctl
 * config` and the manual's list: see config_setting.
 */
#ifndef MAIN_CONFIG_H
#define MAIN_CONFIG_H

#include "common/arena.h"
#include "common/error.h"
#include "common/text.h"

enum { CONFIG_MAILBOXES_MAX = 16 };

/* "imaps://imap.univ.example", "smtp://[::1]:2525" */
struct config_server {
    const char *host, *port; /* "" "" none */
    bool tls;                /* from the first byte; else by STARTTLS */
};

struct config_mailbox {
    const char *address;   /* "desk@univ.example" */
    const char *name;      /* shown beside it */
    const char *procedure; /* folder below rules/ */
    const char *maildir;   /* watched; "" none */
    bool maildir_keep;
    struct config_server imap; /* pulled from */
    const char *imap_user, *imap_password_file, *imap_token_command, *imap_ca_file;
    const char *imap_folder, *imap_done_folder;
    bool imap_tls;
    int64_t imap_idle, imap_poll;
    const char *trust;     /* "role:code role:address" (workflow/trust.h) */
};

struct config {
    const char *folder; /* of the configuration file; relative paths start here */
    const char *spool, *rules, *templates, *parameters;
    const char *authserv_id, *arc_sealers, *delimiter, *domain, *administrator;
    bool authserv_below;
    int64_t time_offset; /* minutes */
    int64_t keep_strays, keep_masked; /* days */
    struct config_mailbox mailboxes[CONFIG_MAILBOXES_MAX];
    size_t mailbox_count;
    const char *lmtp_listen, *lmtp_socket;
    int64_t lmtp_size, lmtp_sessions, lmtp_idle, lmtp_session_time;
    int64_t limit_sender_messages, limit_sender_bytes, limit_messages; /* 0: none */
    int64_t limit_drafts, limit_answers, limit_answers_in_all;
    int64_t workers, worker_deadline;
    bool worker_memory_limited;
    const char *transport, *outgoing;
    struct config_server smtp;
    const char *smtp_helo, *smtp_user, *smtp_password_file, *smtp_token_command, *smtp_ca_file;
    bool smtp_tls;
    int64_t smtp_connections;
    const char *ldap_url, *ldap_base, *ldap_filter, *ldap_bind_dn, *ldap_password_file, *ldap_ca_file;
    int64_t ldap_timeout, ldap_live_timeout; /* seconds */
    bool ldap_live;
    const char *register_url, *register_interface, *register_key_file, *register_ca_file;
    int64_t register_interval, register_timeout;
    const char *seal_key, *seal_password_file, *seal_certificate, *seal_level, *seal_tsa, *seal_location;
    const char *trust_anchors;
    bool trust_revocation, trust_revocation_private;
    int64_t trust_revocation_wait; /* hours */
    const char *provider_kind, *provider_url, *provider_files, *provider_key_file, *provider_ca_file, *provider_owner, *provider_level;
    int64_t provider_poll, provider_timeout;
    const char *monitoring; /* "127.0.0.1:9400" or a path; "" off */
    const char *log_topics;
};

enum config_type { CONFIG_STRING, CONFIG_PATH, CONFIG_INTEGER, CONFIG_BOOLEAN, CONFIG_SERVER };

struct config_setting {
    const char *section, *key;
    enum config_type type;
    int64_t least, most;
    const char *standard; /* the default; NULL: must be given */
    const char *sentence; /* for the manual */
};

/* The settings one by one, in the manual's order; NULL after the last. */
const struct config_setting *config_setting(size_t number);

/* Strings live in the arena; paths are absolute or relative to the working folder. */
bool config_load(struct arena *arena, const char *path, struct config *config, struct error *err) MUST_CHECK;
/* The instance's secret, which makes its TAGs: the file `secret` beside the configuration. */
bool config_secret(struct arena *arena, const struct config *config, struct span *secret, struct error *err) MUST_CHECK;
/* The mailbox that an envelope recipient belongs to (with or without "+detail"); NULL none. */
const struct config_mailbox *config_mailbox_of(const struct config *config, struct span address);
/* The number of the first mailbox that one of the recipients belongs to; 0 when none does. */
size_t config_mailbox_number(const struct config *config, const struct span *recipients, size_t count);

#endif
