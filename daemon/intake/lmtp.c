// SPDX-License-Identifier: Apache-2.0
#include "intake/lmtp.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "intake/path.h"

enum { ADDRESS_MAX = PATH_ADDRESS_MAX };

enum phase { PHASE_START, PHASE_READY, PHASE_MAIL, PHASE_RCPT, PHASE_DATA, PHASE_VERDICT, PHASE_END };

/* Why a message in transfer is refused once it has ended. */
enum fault { FAULT_NONE, FAULT_BARE, FAULT_LINE, FAULT_SIZE, FAULT_HOPS, FAULT_ROOM };

struct lmtp {
    const struct lmtp_settings *settings;
    enum phase phase;
    char line[LMTP_COMMAND_MAX];
    size_t line_len;
    bool line_too_long;
    int faults;
    char sender[ADDRESS_MAX + 1];
    size_t sender_len;
    bool utf8;       /* SMTPUTF8 was given */
    char *addresses; /* LMTP_RECIPIENTS_MAX of ADDRESS_MAX + 1 bytes */
    struct span recipients[LMTP_RECIPIENTS_MAX];
    size_t recipient_count;
    char *data;
    size_t data_len, data_capacity;
    size_t data_line; /* octets of the line so far */
    bool after_cr, line_begins, stuffed, in_header;
    int hops;
    enum fault fault;
};

struct lmtp *
lmtp_open(const struct lmtp_settings *settings)
{
    struct lmtp *lmtp = calloc(1, sizeof *lmtp);

    if (lmtp == NULL)
        abort();
    lmtp->settings = settings;
    return lmtp;
}

static void
reset(struct lmtp *lmtp)
{
    free(lmtp->data);
    free(lmtp->addresses);
    lmtp->data = lmtp->addresses = NULL;
    lmtp->data_len = lmtp->data_capacity = lmtp->data_line = 0;
    lmtp->recipient_count = lmtp->sender_len = 0;
    lmtp->after_cr = lmtp->stuffed = false;
    lmtp->utf8 = false;
    lmtp->hops = 0;
    lmtp->fault = FAULT_NONE;
    if (lmtp->phase != PHASE_START && lmtp->phase != PHASE_END)
        lmtp->phase = PHASE_READY;
}

void
lmtp_close(struct lmtp **lmtp)
{
    if (*lmtp == NULL)
        return;
    reset(*lmtp);
    free(*lmtp);
    *lmtp = NULL;
}

static void
answer(struct text *reply, const char *line)
{
    text_string(reply, line);
    text_string(reply, "\r\n");
}

void
lmtp_greet(struct lmtp *lmtp, struct text *reply)
{
    text_printf(reply, "220 %s LMTP conventiond\r\n", lmtp->settings->name);
}

static void
cmd_lhlo(struct lmtp *lmtp, struct span argument, struct text *reply)
{
    if (argument.len == 0) {
        answer(reply, "501 5.5.4 LHLO needs a name");
        return;
    }
    if (lmtp->phase == PHASE_START)
        lmtp->phase = PHASE_READY;
    reset(lmtp);
    text_printf(reply,
                "250-%s\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 "
                "SIZE %llu\r\n",
                lmtp->settings->name, (unsigned long long)lmtp->settings->size);
}

/* "FROM:<path> parameters" (word: "FROM:"). */
static bool
take_path(struct span argument, const char *word, struct span *path, struct span *parameters)
{
    return span_starts_nocase(argument, word) &&
           path_take(span_from(argument, strlen(word)), path, parameters);
}

/* What the parameters of a MAIL said. */
struct parameters {
    bool size, body, utf8;
    const char *refusal; /* NULL: none */
};

static void
take_size(const struct lmtp *lmtp, struct span value, struct parameters *taken)
{
    uint64_t size;

    if (taken->size || !span_to_uint(value, &size))
        taken->refusal = "501 5.5.4 SIZE needs one number";
    else if (size > lmtp->settings->size)
        taken->refusal = "552 5.3.4 Message too big";
    taken->size = true;
}

static void
take_body(const struct lmtp *lmtp, struct span value, struct parameters *taken)
{
    (void)lmtp;
    if (taken->body || (!span_is_nocase(value, "7BIT") && !span_is_nocase(value, "8BITMIME")))
        taken->refusal = "501 5.5.4 BODY is 7BIT or 8BITMIME, once";
    taken->body = true;
}

static void
take_utf8(const struct lmtp *lmtp, struct span value, struct parameters *taken)
{
    (void)lmtp;
    if (taken->utf8 || value.len > 0)
        taken->refusal = "501 5.5.4 SMTPUTF8 stands alone, once";
    taken->utf8 = true;
}

static const struct {
    const char *name;
    void (*take)(const struct lmtp *lmtp, struct span value, struct parameters *taken);
} known_parameters[] = {{"SIZE", take_size}, {"BODY", take_body}, {"SMTPUTF8", take_utf8}};

static void
take_parameter(const struct lmtp *lmtp, struct span parameter, struct parameters *taken)
{
    size_t equals = span_find_byte(parameter, '=');
    struct span name = span_first(parameter, equals);
    struct span value = equals == SIZE_MAX ? SPAN("") : span_from(parameter, equals + 1);

    for (size_t i = 0; i < sizeof known_parameters / sizeof known_parameters[0]; i++)
        if (span_is_nocase(name, known_parameters[i].name)) {
            known_parameters[i].take(lmtp, value, taken);
            return;
        }
    taken->refusal = "555 5.5.4 Unknown parameter";
}

static struct parameters
take_parameters(const struct lmtp *lmtp, struct span parameters)
{
    struct parameters taken = {0};
    struct span piece;

    while (taken.refusal == NULL && span_split(&parameters, ' ', &piece))
        if (piece.len > 0)
            take_parameter(lmtp, piece, &taken);
    return taken;
}

static void
cmd_mail(struct lmtp *lmtp, struct span argument, struct text *reply)
{
    struct span path, parameters;
    struct parameters taken;

    if (!take_path(argument, "FROM:", &path, &parameters) || (path.len > 0 && !path_is_address(path))) {
        answer(reply, "501 5.1.7 Malformed sender: MAIL FROM:<address>");
        return;
    }
    taken = take_parameters(lmtp, parameters);
    if (taken.refusal == NULL && !taken.utf8 && !path_is_ascii(path))
        taken.refusal = "553 5.6.7 An address beyond ASCII needs SMTPUTF8";
    if (taken.refusal != NULL) {
        answer(reply, taken.refusal);
        return;
    }
    if (path.len > 0)
        memcpy(lmtp->sender, path.data, path.len);
    lmtp->sender_len = path.len;
    lmtp->utf8 = taken.utf8;
    lmtp->phase = PHASE_MAIL;
    answer(reply, "250 2.1.0 Ok");
}

static void
add_recipient(struct lmtp *lmtp, struct span path)
{
    char *place;

    if (lmtp->addresses == NULL &&
        (lmtp->addresses = malloc(LMTP_RECIPIENTS_MAX * (ADDRESS_MAX + 1))) == NULL)
        abort();
    place = lmtp->addresses + lmtp->recipient_count * (ADDRESS_MAX + 1);
    memcpy(place, path.data, path.len);
    place[path.len] = '\0';
    lmtp->recipients[lmtp->recipient_count++] = (struct span){place, path.len};
}

static void
admit(struct lmtp *lmtp, struct span path, struct text *reply)
{
    static const char *const words[] = {
        [LMTP_ADMITTED] = "250 2.1.5 Ok",
        [LMTP_UNKNOWN] = "550 5.1.1 No such mailbox here",
        [LMTP_BUSY] = "451 4.3.2 Too much mail at the moment; try again later",
        [LMTP_FLOOD] = "450 4.7.1 Too much mail from this sender; try again later",
    };
    enum lmtp_admission admission =
        lmtp->settings->admits(lmtp->settings->context, lmtp_sender(lmtp), path);

    if (admission == LMTP_ADMITTED) {
        add_recipient(lmtp, path);
        lmtp->phase = PHASE_RCPT;
    }
    answer(reply, words[admission]);
}

static void
cmd_rcpt(struct lmtp *lmtp, struct span argument, struct text *reply)
{
    struct span path, parameters;

    if (!take_path(argument, "TO:", &path, &parameters) ||
        (!path_is_address(path) && !span_is_nocase(path, "postmaster"))) {
        answer(reply, "501 5.1.3 Malformed recipient: RCPT TO:<address>");
    } else if (!lmtp->utf8 && !path_is_ascii(path)) {
        answer(reply, "553 5.6.7 An address beyond ASCII needs SMTPUTF8");
    } else if (span_trim(parameters).len > 0) {
        answer(reply, "555 5.5.4 Unknown parameter");
    } else if (lmtp->recipient_count == LMTP_RECIPIENTS_MAX) {
        answer(reply, "452 4.5.3 Too many recipients");
    } else {
        admit(lmtp, path, reply);
    }
}

static void
cmd_data(struct lmtp *lmtp, struct span argument, struct text *reply)
{
    if (argument.len > 0) {
        answer(reply, "501 5.5.4 DATA takes no argument");
        return;
    }
    lmtp->phase = PHASE_DATA;
    lmtp->line_begins = lmtp->in_header = true;
    answer(reply, "354 End data with <CR><LF>.<CR><LF>");
}

static void
cmd_rset(struct lmtp *lmtp, struct span argument, struct text *reply)
{
    (void)argument;
    reset(lmtp);
    answer(reply, "250 2.0.0 Ok");
}

static void
cmd_noop(struct lmtp *lmtp, struct span argument, struct text *reply)
{
    (void)lmtp;
    (void)argument;
    answer(reply, "250 2.0.0 Ok");
}

static void
cmd_vrfy(struct lmtp *lmtp, struct span argument, struct text *reply)
{
    (void)lmtp;
    answer(reply, argument.len == 0 ? "501 5.5.4 VRFY needs a name" : "252 2.0.0 Send it and see");
}

static void
cmd_quit(struct lmtp *lmtp, struct span argument, struct text *reply)
{
    (void)argument;
    lmtp->phase = PHASE_END;
    answer(reply, "221 2.0.0 Bye");
}

/* phases: a bit for each phase in which the command may come. */
struct command {
    const char *name;
    unsigned phases;
    void (*proceed)(struct lmtp *lmtp, struct span argument, struct text *reply);
    const char *refusal; /* when it comes in another phase, or is not for us */
};

#define IN(phase) (1U << (phase))
#define ANY (IN(PHASE_START) | IN(PHASE_READY) | IN(PHASE_MAIL) | IN(PHASE_RCPT))

static const struct command commands[] = {
    {"LHLO", ANY, cmd_lhlo, ""},
    {"MAIL", IN(PHASE_READY), cmd_mail, "503 5.5.1 One MAIL at a time, after LHLO"},
    {"RCPT", IN(PHASE_MAIL) | IN(PHASE_RCPT), cmd_rcpt, "503 5.5.1 MAIL first"},
    {"DATA", IN(PHASE_RCPT), cmd_data, "503 5.5.1 No valid recipient"},
    {"RSET", ANY, cmd_rset, ""},
    {"NOOP", ANY, cmd_noop, ""},
    {"VRFY", ANY, cmd_vrfy, ""},
    {"QUIT", ANY, cmd_quit, ""},
    {"HELO", 0, NULL, "500 5.5.1 This is LMTP: say LHLO"}, /* RFC 2033 section 4.1 */
    {"EHLO", 0, NULL, "500 5.5.1 This is LMTP: say LHLO"},
    {"EXPN", 0, NULL, "502 5.5.1 Not here"},
    {"HELP", 0, NULL, "502 5.5.1 Not here"},
    {"AUTH", 0, NULL, "502 5.5.1 Not here"},
    {"STARTTLS", 0, NULL, "502 5.5.1 Not here"},
    {"BDAT", 0, NULL, "502 5.5.1 Not here"},
};

static void
count_fault(struct lmtp *lmtp, struct text *reply)
{
    if (++lmtp->faults < LMTP_FAULTS_MAX)
        return;
    answer(reply, "421 4.7.0 Too many errors");
    lmtp->phase = PHASE_END;
}

static void
run_command(struct lmtp *lmtp, struct span line, struct text *reply)
{
    size_t space = span_find_byte(line, ' ');
    struct span name = span_first(line, space);
    struct span argument = space == SIZE_MAX ? (struct span){"", 0} : span_trim(span_from(line, space + 1));

    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (!span_is_nocase(name, commands[i].name))
            continue;
        if (commands[i].phases & IN(lmtp->phase)) {
            commands[i].proceed(lmtp, argument, reply);
        } else {
            answer(reply, commands[i].refusal);
            /* A pipelined DATA after refused recipients is no fault (RFC 2920). */
            if (commands[i].proceed != cmd_data || lmtp->phase != PHASE_MAIL)
                count_fault(lmtp, reply);
        }
        return;
    }
    answer(reply, "500 5.5.2 Unknown command");
    count_fault(lmtp, reply);
}

/* True when the line holds what no command may hold. */
static bool
has_control(struct span line)
{
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.data[i] < ' ' || line.data[i] == 0x7F)
            return true;
    return false;
}

static void
end_line(struct lmtp *lmtp, struct text *reply)
{
    struct span line = {lmtp->line, lmtp->line_len};
    bool too_long = lmtp->line_too_long;

    lmtp->line_len = 0;
    lmtp->line_too_long = false;
    if (too_long) {
        answer(reply, "500 5.5.2 Line too long");
        count_fault(lmtp, reply);
    } else if (!span_ends(line, "\r") || has_control(span_first(line, line.len - 1))) {
        answer(reply, "500 5.5.2 Lines end in CR LF and hold no control characters");
        count_fault(lmtp, reply);
    } else {
        run_command(lmtp, span_first(line, line.len - 1), reply);
    }
}

static size_t
feed_command(struct lmtp *lmtp, struct span bytes, struct text *reply)
{
    size_t end = span_find_byte(bytes, '\n');
    struct span part = span_first(bytes, end);
    size_t room = sizeof lmtp->line - lmtp->line_len;

    if (part.len > room) {
        lmtp->line_too_long = true;
        part.len = room;
    }
    if (part.len > 0)
        memcpy(lmtp->line + lmtp->line_len, part.data, part.len);
    lmtp->line_len += part.len;
    if (end == SIZE_MAX)
        return bytes.len;
    end_line(lmtp, reply);
    return end + 1;
}

/* The message will be refused: its bytes are not needed. */
static void
forget(struct lmtp *lmtp, enum fault fault)
{
    if (lmtp->fault == FAULT_NONE)
        lmtp->fault = fault;
    free(lmtp->data);
    lmtp->data = NULL;
    lmtp->data_len = lmtp->data_capacity = 0;
}

static void
keep(struct lmtp *lmtp, struct span bytes)
{
    if (lmtp->fault != FAULT_NONE || bytes.len == 0)
        return;
    if (lmtp->data_len + bytes.len > lmtp->settings->size) {
        forget(lmtp, FAULT_SIZE);
        return;
    }
    if (lmtp->data_len + bytes.len > lmtp->data_capacity) {
        lmtp->data_capacity = (lmtp->data_len + bytes.len) * 2 + 4096;
        lmtp->data = realloc(lmtp->data, lmtp->data_capacity);
        if (lmtp->data == NULL)
            abort();
    }
    memcpy(lmtp->data + lmtp->data_len, bytes.data, bytes.len);
    lmtp->data_len += bytes.len;
}

/* A whole line has been kept; its start tells whether a header field was Received. */
static void
look_at_line(struct lmtp *lmtp)
{
    struct span line;

    if (lmtp->fault != FAULT_NONE || !lmtp->in_header)
        return;
    line = (struct span){lmtp->data + lmtp->data_len - lmtp->data_line, lmtp->data_line};
    if (line.len == 2)
        lmtp->in_header = false;
    else if (span_starts_nocase(line, "Received:") && ++lmtp->hops > LMTP_HOPS_MAX)
        forget(lmtp, FAULT_HOPS);
}

static void
begin_line(struct lmtp *lmtp)
{
    lmtp->line_begins = true;
    lmtp->stuffed = false;
    lmtp->data_line = 0;
}

static void
refuse(struct lmtp *lmtp, struct text *reply)
{
    static const char *const why[] = {
        [FAULT_BARE] = "554 5.6.0 A bare CR or LF in the message (RFC 5321 section 2.3.8)",
        [FAULT_LINE] = "554 5.6.0 A line of more than 998 octets (RFC 5321 section 4.5.3.1.6)",
        [FAULT_SIZE] = "552 5.3.4 Message too big",
        [FAULT_HOPS] = "554 5.4.6 Too many Received fields: a loop",
        [FAULT_ROOM] = "452 4.3.1 Too much mail at once, try again",
    };

    for (size_t i = 0; i < lmtp->recipient_count; i++)
        answer(reply, why[lmtp->fault]);
    reset(lmtp);
}

static void
end_data(struct lmtp *lmtp, struct text *reply)
{
    lmtp->phase = PHASE_VERDICT;
    if (lmtp->fault != FAULT_NONE)
        refuse(lmtp, reply);
}

/* A run of bytes without CR or LF. */
static void
feed_run(struct lmtp *lmtp, struct span run)
{
    if (run.len == 0)
        return;
    if (lmtp->line_begins) {
        lmtp->line_begins = false;
        if (run.data[0] == '.') {
            lmtp->stuffed = true;
            run = span_from(run, 1);
        }
    }
    lmtp->data_line += run.len;
    if (lmtp->data_line > LMTP_LINE_MAX)
        forget(lmtp, FAULT_LINE);
    keep(lmtp, run);
}

/* LF after CR: the line ends; the line "." alone ends the message. */
static void
feed_line_end(struct lmtp *lmtp, struct text *reply)
{
    if (lmtp->stuffed && lmtp->data_line == 0) {
        end_data(lmtp, reply);
        return;
    }
    keep(lmtp, SPAN("\r\n"));
    lmtp->data_line += 2;
    look_at_line(lmtp);
    begin_line(lmtp);
}

static size_t
run_length(struct span bytes)
{
    size_t line = span_find_byte(bytes, '\n'), back;

    bytes = span_first(bytes, line);
    back = span_find_byte(bytes, '\r');
    return back == SIZE_MAX ? bytes.len : back;
}

static size_t
feed_data(struct lmtp *lmtp, struct span bytes, struct text *reply)
{
    size_t taken;

    if (lmtp->after_cr) {
        lmtp->after_cr = false;
        if (bytes.data[0] == '\n') {
            feed_line_end(lmtp, reply);
            return 1;
        }
        forget(lmtp, FAULT_BARE);
        lmtp->line_begins = false;
        lmtp->data_line++;
        return 0;
    }
    taken = run_length(bytes);
    feed_run(lmtp, span_first(bytes, taken));
    if (taken == bytes.len)
        return taken;
    if (bytes.data[taken] == '\r') {
        lmtp->after_cr = true;
    } else {
        forget(lmtp, FAULT_BARE);
        lmtp->line_begins = false;
        lmtp->data_line++;
    }
    return taken + 1;
}

size_t
lmtp_feed(struct lmtp *lmtp, struct span bytes, struct text *reply)
{
    size_t taken = 0;

    while (taken < bytes.len && lmtp->phase != PHASE_VERDICT && lmtp->phase != PHASE_END) {
        struct span rest = span_from(bytes, taken);

        taken += lmtp->phase == PHASE_DATA ? feed_data(lmtp, rest, reply) : feed_command(lmtp, rest, reply);
    }
    return taken;
}

enum lmtp_state
lmtp_state(const struct lmtp *lmtp)
{
    if (lmtp->phase == PHASE_END)
        return LMTP_CLOSING;
    return lmtp->phase == PHASE_VERDICT ? LMTP_COMPLETE : LMTP_READING;
}

struct span
lmtp_sender(const struct lmtp *lmtp)
{
    return (struct span){lmtp->sender, lmtp->sender_len};
}

const struct span *
lmtp_recipients(const struct lmtp *lmtp, size_t *count)
{
    *count = lmtp->recipient_count;
    return lmtp->recipients;
}

struct span
lmtp_message(const struct lmtp *lmtp)
{
    return (struct span){lmtp->data == NULL ? "" : lmtp->data, lmtp->data_len};
}

void
lmtp_verdict(struct lmtp *lmtp, bool durable, struct text *reply)
{
    assert(lmtp->phase == PHASE_VERDICT);
    lmtp->faults = 0;
    for (size_t i = 0; i < lmtp->recipient_count; i++)
        answer(reply,
               durable ? "250 2.0.0 Message is on disk" : "451 4.3.0 Message could not be stored, try again");
    reset(lmtp);
}

void
lmtp_no_room(struct lmtp *lmtp)
{
    if (lmtp->phase == PHASE_DATA)
        forget(lmtp, FAULT_ROOM);
}

void
lmtp_abandon(struct lmtp *lmtp, const char *reason, struct text *reply)
{
    text_printf(reply, "421 4.3.2 %s\r\n", reason);
    lmtp->phase = PHASE_END;
}

size_t
lmtp_held(const struct lmtp *lmtp)
{
    return lmtp->data_capacity;
}
