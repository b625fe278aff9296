// SPDX-License-Identifier: Apache-2.0
#include "intake/imapsession.h"

#include <errno.h>
#include <inttypes.h>
#include <libetpan/libetpan.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/sasl.h"
#include "os/certificate.h"
#include "os/dial.h"
#include "os/file.h"
#include "os/program.h"

enum {
    TIMEOUT = 60,       /* seconds without a byte from the server */
    DIAL_TIMEOUT = 20,  /* seconds */
    TOKEN_TIMEOUT = 30, /* seconds that the token's command may take */
    SECRET_MAX = 16 * 1024,
    CHAIN_MAX = 16, /* certificates */
    IDLE_POLL = 60, /* seconds: the socket is quiet while bytes wait inside of TLS */
};

struct imapsession {
    struct imapsession_settings settings;
    mailimap *imap;
    int descriptor, wake;
    bool streaming; /* the descriptor is the stream's */
    bool idle, move, uidplus, plain, login_disabled, initial_response;
};

static bool
done(int result)
{
    return result == MAILIMAP_NO_ERROR || result == MAILIMAP_NO_ERROR_AUTHENTICATED ||
           result == MAILIMAP_NO_ERROR_NON_AUTHENTICATED;
}

/* "selecting INBOX: the server said ..." */
static bool
refused(const struct imapsession *session, int result, const char *what, struct error *err)
{
    const char *said = session->imap->imap_response;

    if (result == MAILIMAP_ERROR_STREAM)
        return error_set(err, ERROR_TEMPORARY, "%s: the connection to %s broke", what,
                         session->settings.host);
    if (said == NULL || *said == '\0')
        return error_set(err, ERROR_TEMPORARY, "%s: %s answered what is no IMAP (%d)", what,
                         session->settings.host, result);
    return error_set(err, ERROR_TEMPORARY, "%s: %s said \"%.200s\"", what, session->settings.host, said);
}

/* ---- connection ---- */

struct imapsession *
imapsession_dial(const struct imapsession_settings *settings, int wake, struct error *err)
{
    struct imapsession *session = calloc(1, sizeof *session);

    if (session == NULL || (session->imap = mailimap_new(0, NULL)) == NULL)
        abort();
    session->settings = *settings;
    session->wake = wake;
    mailimap_set_timeout(session->imap, TIMEOUT);
    session->descriptor = dial_tcp(settings->host, settings->port, DIAL_TIMEOUT, wake, err);
    if (session->descriptor < 0)
        imapsession_close(&session);
    return session;
}

int
imapsession_descriptor(const struct imapsession *session)
{
    return session->descriptor;
}

void
imapsession_close(struct imapsession **session)
{
    struct imapsession *s = *session;

    if (s == NULL)
        return;
    /* The LOGOUT that libetpan sends would wait for a server that may be gone. */
    if (s->descriptor >= 0)
        shutdown(s->descriptor, SHUT_RDWR);
    mailimap_free(s->imap);
    if (!s->streaming && s->descriptor >= 0)
        close(s->descriptor);
    free(s);
    *session = NULL;
}

static void
name_server(struct mailstream_ssl_context *context, void *argument)
{
    const struct imapsession *session = argument;

    mailstream_ssl_set_server_name(context, (char *)(uintptr_t)session->settings.host);
}

static bool
verify_chain(struct imapsession *session, struct error *err)
{
    carray *chain = mailstream_get_certificate_chain(session->imap->imap_stream);
    struct span certificates[CHAIN_MAX];
    size_t count = 0;
    bool good;

    for (unsigned i = 0; chain != NULL && i < carray_count(chain) && count < CHAIN_MAX; i++) {
        const MMAPString *der = carray_get(chain, i);

        certificates[count++] = (struct span){der->str, der->len};
    }
    good = certificate_verify(certificates, count, session->settings.host, session->settings.ca_file, err);
    if (chain != NULL)
        mailstream_certificate_chain_free(chain);
    return good;
}

static bool
greet(struct imapsession *session, struct error *err)
{
    mailstream *stream;
    int result;

    if (session->settings.tls == IMAPSESSION_TLS)
        stream =
            mailstream_ssl_open_with_callback_timeout(session->descriptor, TIMEOUT, name_server, session);
    else
        stream = mailstream_socket_open_timeout(session->descriptor, TIMEOUT);
    if (stream == NULL)
        return error_set(err, ERROR_TEMPORARY, "no TLS with %s port %s: is it \"imap://\" with STARTTLS?",
                         session->settings.host, session->settings.port);
    session->streaming = true;
    result = mailimap_connect(session->imap, stream);
    if (!done(result))
        return refused(session, result, "greeting", err);
    if (session->settings.tls != IMAPSESSION_STARTTLS)
        return true;
    result = mailimap_socket_starttls_with_callback(session->imap, name_server, session);
    return done(result) || refused(session, result, "STARTTLS", err);
}

/* ---- who we are ---- */

static bool
read_capabilities(struct imapsession *session, struct error *err)
{
    struct mailimap_capability_data *data;
    int result = mailimap_capability(session->imap, &data);

    if (!done(result))
        return refused(session, result, "CAPABILITY", err);
    for (clistiter *at = clist_begin(data->cap_list); at != NULL; at = clist_next(at)) {
        const struct mailimap_capability *one = clist_content(at);
        struct span name = span_of(one->cap_type == MAILIMAP_CAPABILITY_NAME ? one->cap_data.cap_name : "");

        session->idle |= span_is_nocase(name, "IDLE");
        session->move |= span_is_nocase(name, "MOVE");
        session->uidplus |= span_is_nocase(name, "UIDPLUS");
        session->login_disabled |= span_is_nocase(name, "LOGINDISABLED");
        session->initial_response |= span_is_nocase(name, "SASL-IR");
        session->plain |= one->cap_type == MAILIMAP_CAPABILITY_AUTH_TYPE &&
                          span_is_nocase(span_of(one->cap_data.cap_auth_type), "PLAIN");
    }
    mailimap_capability_data_free(data);
    return true;
}

/* In the command itself (RFC 4959). */
static int
authenticate_plain(struct imapsession *session, struct arena *arena, const char *password)
{
    struct sasl sasl = {.user = session->settings.user, .secret = password};
    struct span response = sasl_plain(arena, &sasl);
    int result = mailimap_custom_command(session->imap,
                                         arena_printf(arena, "AUTHENTICATE PLAIN %.*s", SPAN_ARG(response)));

    if (done(result))
        session->imap->imap_state = MAILIMAP_STATE_AUTHENTICATED;
    return result;
}

static bool
log_in_by_password(struct imapsession *session, struct arena *arena, struct error *err)
{
    struct span content, password;
    int result;

    if (!file_read(arena, session->settings.password_file, SECRET_MAX, &content, err))
        return false;
    if (!span_line(&content, &password))
        return error_set(err, ERROR_TEMPORARY, "%s: empty", session->settings.password_file);
    if (session->plain && session->initial_response)
        result = authenticate_plain(session, arena, span_dup(arena, password));
    else if (!session->login_disabled)
        result = mailimap_login(session->imap, session->settings.user, span_dup(arena, password));
    else
        return error_set(err, ERROR_TEMPORARY, "%s takes no password%s; for XOAUTH2 give imap-token-command",
                         session->settings.host,
                         session->settings.tls == IMAPSESSION_PLAIN ? " without TLS" : "");
    return done(result) || refused(session, result, "login", err);
}

static bool
log_in(struct imapsession *session, struct error *err)
{
    struct program program = {session->settings.token_command, TOKEN_TIMEOUT, session->wake};
    struct arena *arena = arena_open(256 * 1024);
    const char *token;
    bool good;

    if (*session->settings.token_command == '\0') {
        good = log_in_by_password(session, arena, err);
    } else if ((good = program_line(arena, &program, &token, err))) {
        int result = mailimap_oauth2_authenticate(session->imap, session->settings.user, token);

        good = done(result) || refused(session, result, "login by XOAUTH2", err);
    }
    arena_close(&arena);
    return good;
}

/* A keyword that the server would forget with the session would bring everything again. */
static bool
keeps_keywords(const struct imapsession *session)
{
    const clist *flags = session->imap->imap_selection_info->sel_perm_flags;

    for (clistiter *at = flags != NULL ? clist_begin(flags) : NULL; at != NULL; at = clist_next(at)) {
        const struct mailimap_flag_perm *flag = clist_content(at);

        if (flag->fl_type == MAILIMAP_FLAG_PERM_ALL ||
            (flag->fl_flag != NULL && flag->fl_flag->fl_type == MAILIMAP_FLAG_KEYWORD &&
             span_is_nocase(span_of(flag->fl_flag->fl_data.fl_keyword), IMAPSESSION_KEYWORD)))
            return true;
    }
    return false;
}

bool
imapsession_login(struct imapsession *session, struct error *err)
{
    const struct imapsession_settings *settings = &session->settings;
    int result;

    if (!greet(session, err) || (settings->tls != IMAPSESSION_PLAIN && !verify_chain(session, err)) ||
        !read_capabilities(session, err) || !log_in(session, err) || !read_capabilities(session, err))
        return false;
    /* That it exists already is no fault; that it can't be made shows at the first move. */
    if (*settings->done != '\0')
        mailimap_create(session->imap, settings->done);
    result = mailimap_select(session->imap, settings->folder);
    if (!done(result))
        return refused(session, result, settings->folder, err);
    if (*settings->done == '\0' && !keeps_keywords(session))
        return error_set(err, ERROR_TEMPORARY, "%s keeps no keywords in %s: give imap-done-folder",
                         settings->host, settings->folder);
    return true;
}

uint32_t
imapsession_validity(const struct imapsession *session)
{
    return session->imap->imap_selection_info->sel_uidvalidity;
}

/* ---- messages ---- */

static int
compare_uids(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

static struct mailimap_search_key *
key_of_new(const struct imapsession *session)
{
    struct mailimap_search_key *key = mailimap_search_key_new_multiple_empty();
    struct mailimap_search_key *deleted = mailimap_search_key_new(
        MAILIMAP_SEARCH_KEY_UNDELETED, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL);

    mailimap_search_key_multiple_add(key, deleted);
    if (*session->settings.done == '\0')
        mailimap_search_key_multiple_add(key, mailimap_search_key_new_unkeyword(strdup(IMAPSESSION_KEYWORD)));
    return key;
}

bool
imapsession_list(struct imapsession *session, struct arena *arena, uint32_t **uids, size_t *count,
                 struct error *err)
{
    struct mailimap_search_key *key = key_of_new(session);
    clist *found;
    int result = mailimap_uid_search(session->imap, NULL, key, &found);

    *count = 0;
    mailimap_search_key_free(key);
    if (!done(result))
        return refused(session, result, "searching", err);
    *uids = arena_alloc(arena, ((size_t)clist_count(found) + 1) * sizeof **uids);
    for (clistiter *at = clist_begin(found); at != NULL; at = clist_next(at))
        (*uids)[(*count)++] = *(uint32_t *)clist_content(at);
    mailimap_search_result_free(found);
    qsort(*uids, *count, sizeof **uids, compare_uids);
    return true;
}

/* The item of this type in what a FETCH of one message gave; NULL: the message is gone. */
static const struct mailimap_msg_att_static *
item_of(const clist *fetched, int type)
{
    for (clistiter *at = clist_begin(fetched); at != NULL; at = clist_next(at)) {
        const struct mailimap_msg_att *message = clist_content(at);

        for (clistiter *in = clist_begin(message->att_list); in != NULL; in = clist_next(in)) {
            const struct mailimap_msg_att_item *item = clist_content(in);

            if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC && item->att_data.att_static->att_type == type)
                return item->att_data.att_static;
        }
    }
    return NULL;
}

/* Frees `type`. */
static bool
fetch(struct imapsession *session, uint32_t uid, struct mailimap_fetch_type *type, clist **fetched,
      struct error *err)
{
    struct mailimap_set *set = mailimap_set_new_single(uid);
    int result = mailimap_uid_fetch(session->imap, set, type, fetched);

    mailimap_fetch_type_free(type);
    mailimap_set_free(set);
    return done(result) || refused(session, result, "fetching", err);
}

/* RFC822.SIZE and BODY.PEEK[HEADER.FIELDS (Return-Path From)] */
static struct mailimap_fetch_type *
glance_type(void)
{
    struct mailimap_fetch_type *type = mailimap_fetch_type_new_fetch_att_list_empty();
    clist *names = clist_new();

    clist_append(names, strdup("Return-Path"));
    clist_append(names, strdup("From"));
    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_rfc822_size());
    mailimap_fetch_type_new_fetch_att_list_add(
        type, mailimap_fetch_att_new_body_peek_section(
                  mailimap_section_new_header_fields(mailimap_header_list_new(names))));
    return type;
}

static struct span
section_of(struct arena *arena, const clist *fetched)
{
    const struct mailimap_msg_att_static *item = item_of(fetched, MAILIMAP_MSG_ATT_BODY_SECTION);
    const struct mailimap_msg_att_body_section *section =
        item != NULL ? item->att_data.att_body_section : NULL;

    if (section == NULL || section->sec_body_part == NULL)
        return SPAN("");
    return span_copy(arena, (struct span){section->sec_body_part, section->sec_length});
}

static bool
keep_limit(const struct imapsession *session, uint32_t uid, size_t size, size_t max, struct error *err)
{
    return size <= max ||
           error_set(err, ERROR_TOO_BIG, "message %" PRIu32 " of %s has %zu bytes, more than %zu", uid,
                     session->settings.folder, size, max);
}

bool
imapsession_look(struct imapsession *session, struct arena *arena, uint32_t uid, size_t max,
                 struct imapsession_glance *glance, struct error *err)
{
    const struct mailimap_msg_att_static *item;
    clist *fetched;

    if (!fetch(session, uid, glance_type(), &fetched, err))
        return false;
    item = item_of(fetched, MAILIMAP_MSG_ATT_RFC822_SIZE);
    glance->size = item != NULL ? item->att_data.att_rfc822_size : 0;
    glance->trace = section_of(arena, fetched);
    mailimap_fetch_list_free(fetched);
    return keep_limit(session, uid, glance->size, max, err);
}

bool
imapsession_fetch(struct imapsession *session, struct arena *arena, uint32_t uid, size_t max,
                  struct span *bytes, struct error *err)
{
    struct mailimap_fetch_type *whole = mailimap_fetch_type_new_fetch_att(
        mailimap_fetch_att_new_body_peek_section(mailimap_section_new(NULL)));
    clist *fetched;

    *bytes = SPAN("");
    if (!fetch(session, uid, whole, &fetched, err))
        return false;
    *bytes = section_of(arena, fetched);
    mailimap_fetch_list_free(fetched);
    return keep_limit(session, uid, bytes->len, max, err);
}

static bool
add_flag(struct imapsession *session, struct mailimap_set *set, struct mailimap_flag *flag, struct error *err)
{
    struct mailimap_flag_list *flags = mailimap_flag_list_new_empty();
    struct mailimap_store_att_flags *store = mailimap_store_att_flags_new_add_flags_silent(flags);
    int result;

    mailimap_flag_list_add(flags, flag);
    result = mailimap_uid_store(session->imap, set, store);
    mailimap_store_att_flags_free(store);
    return done(result) || refused(session, result, "flagging", err);
}

/* Without MOVE: copied, then deleted; a crash in between leaves two, of which the store knows one. */
static bool
move(struct imapsession *session, struct mailimap_set *set, struct error *err)
{
    const char *folder = session->settings.done;
    int result;

    if (session->move) {
        result = mailimap_uid_move(session->imap, set, folder);
        return done(result) || refused(session, result, folder, err);
    }
    result = mailimap_uid_copy(session->imap, set, folder);
    if (!done(result))
        return refused(session, result, folder, err);
    if (!add_flag(session, set, mailimap_flag_new_deleted(), err))
        return false;
    result = session->uidplus ? mailimap_uid_expunge(session->imap, set) : mailimap_expunge(session->imap);
    return done(result) || refused(session, result, "expunging", err);
}

bool
imapsession_mark(struct imapsession *session, const uint32_t *uids, size_t count, bool flagged,
                 struct error *err)
{
    struct mailimap_set *set = mailimap_set_new_empty();
    bool good = true;

    for (size_t i = 0; i < count; i++)
        mailimap_set_add_single(set, uids[i]);
    if (count > 0 && flagged)
        good = add_flag(session, set, mailimap_flag_new_flagged(), err);
    if (count > 0 && good)
        good = *session->settings.done != '\0'
                   ? move(session, set, err)
                   : add_flag(session, set, mailimap_flag_new_flag_keyword(strdup(IMAPSESSION_KEYWORD)), err);
    mailimap_set_free(set);
    return good;
}

/* ---- waiting ---- */

/* Negative: wake.  0: nothing.  Positive: the server says something. */
static int
wait_for_bytes(struct imapsession *session, int seconds)
{
    struct pollfd poll_set[2] = {{.fd = session->wake, .events = POLLIN},
                                 {.fd = session->descriptor, .events = POLLIN}};
    int ready;

    if (session->imap->imap_stream->read_buffer_len > 0)
        return 1;
    do
        ready = poll(poll_set, session->idle ? 2 : 1, seconds * 1000);
    while (ready < 0 && errno == EINTR);
    return poll_set[0].revents != 0 ? -1 : ready > 0;
}

bool
imapsession_wait(struct imapsession *session, int idle, int poll, struct error *err)
{
    int result;

    if (!session->idle) {
        if (wait_for_bytes(session, poll) < 0)
            return true;
        result = mailimap_noop(session->imap);
        return done(result) || refused(session, result, "NOOP", err);
    }
    result = mailimap_idle(session->imap);
    if (!done(result))
        return refused(session, result, "IDLE", err);
    for (int left = idle; left > 0; left -= IDLE_POLL)
        if (wait_for_bytes(session, left < IDLE_POLL ? left : IDLE_POLL) != 0)
            break;
    result = mailimap_idle_done(session->imap);
    return done(result) || refused(session, result, "IDLE", err);
}
