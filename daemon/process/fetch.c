// SPDX-License-Identifier: Apache-2.0
#include "process/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_TIMEOUT = 10, OVERHEAD = 64 * 1024 };

struct fetching {
    struct fetching *next;
    struct fetcher *fetcher;
    struct fetch_order order;
    struct arena *arena;
    struct text answer;
    CURL *easy;
    struct curl_slist *headers;
};

struct fetcher {
    struct event_base *base;
    CURLM *multi;
    struct event *timer;
    struct fetching *first;
};

static void
forget(struct fetching *fetching)
{
    struct fetching **place = &fetching->fetcher->first;
    struct arena *arena = fetching->arena;

    while (*place != fetching)
        place = &(*place)->next;
    *place = fetching->next;
    curl_multi_remove_handle(fetching->fetcher->multi, fetching->easy);
    curl_easy_cleanup(fetching->easy);
    curl_slist_free_all(fetching->headers);
    arena_close(&arena);
}

static void
finish(struct fetching *fetching, CURLcode result)
{
    struct error err = {0};
    curl_off_t after = 0;
    long code = 0;
    bool good;

    curl_easy_getinfo(fetching->easy, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_getinfo(fetching->easy, CURLINFO_RETRY_AFTER, &after);
    if (fetching->order.status != NULL)
        *fetching->order.status = (struct fetch_status){code, after};
    good = result == CURLE_OK && code == 200;
    if (!good)
        error_set(&err, ERROR_TEMPORARY, "%.*s: HTTP %ld (%s)", SPAN_ARG(fetching->order.url), code,
                  curl_easy_strerror(result));
    fetching->order.done(fetching->order.context, good, text_get(&fetching->answer), &err);
    forget(fetching);
}

static void
collect(struct fetcher *fetcher)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(fetcher->multi, &left)) != NULL) {
        struct fetching *fetching;

        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &fetching);
        finish(fetching, message->data.result);
    }
}

static void
on_socket(evutil_socket_t socket, short what, void *argument)
{
    struct fetcher *fetcher = argument;
    int action = (what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0), running;

    curl_multi_socket_action(fetcher->multi, socket, action, &running);
    collect(fetcher);
}

static void
on_timer(evutil_socket_t socket, short what, void *argument)
{
    struct fetcher *fetcher = argument;
    int running;

    (void)socket;
    (void)what;
    curl_multi_socket_action(fetcher->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    collect(fetcher);
}

static int
watch_socket(CURL *easy, curl_socket_t socket, int what, void *argument, void *socket_argument)
{
    struct fetcher *fetcher = argument;
    struct event *event = socket_argument;
    short wanted = (short)((what & CURL_POLL_IN ? EV_READ : 0) | (what & CURL_POLL_OUT ? EV_WRITE : 0));

    (void)easy;
    if (event != NULL)
        event_free(event);
    event = NULL;
    if (what != CURL_POLL_REMOVE) {
        event = event_new(fetcher->base, socket, (short)(wanted | EV_PERSIST), on_socket, fetcher);
        event_add(event, NULL);
    }
    curl_multi_assign(fetcher->multi, socket, event);
    return 0;
}

static int
set_timer(CURLM *multi, long wait, void *argument)
{
    struct fetcher *fetcher = argument;
    struct timeval time = {wait / 1000, wait % 1000 * 1000};

    (void)multi;
    if (wait < 0)
        evtimer_del(fetcher->timer);
    else
        evtimer_add(fetcher->timer, &time);
    return 0;
}

struct fetcher *
fetcher_open(struct event_base *base, struct error *err)
{
    struct fetcher *fetcher = calloc(1, sizeof *fetcher);

    if (fetcher == NULL)
        abort();
    fetcher->base = base;
    fetcher->multi = curl_multi_init();
    if (fetcher->multi == NULL) {
        free(fetcher);
        error_set(err, ERROR_PERMANENT, "libcurl could not be started");
        return NULL;
    }
    fetcher->timer = evtimer_new(base, on_timer, fetcher);
    curl_multi_setopt(fetcher->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    curl_multi_setopt(fetcher->multi, CURLMOPT_SOCKETDATA, fetcher);
    curl_multi_setopt(fetcher->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(fetcher->multi, CURLMOPT_TIMERDATA, fetcher);
    return fetcher;
}

void
fetcher_close(struct fetcher **fetcher)
{
    struct fetcher *f = *fetcher;

    if (f == NULL)
        return;
    while (f->first != NULL)
        forget(f->first);
    curl_multi_cleanup(f->multi);
    event_free(f->timer);
    free(f);
    *fetcher = NULL;
}

static size_t
take(char *bytes, size_t size, size_t count, void *argument)
{
    struct fetching *fetching = argument;

    text_add(&fetching->answer, bytes, size * count);
    return fetching->answer.overflow ? 0 : size * count;
}

/* IPv4 networks that are not of the Internet (RFC 6890), as first address and length of the prefix. */
static bool
is_private_4(uint32_t address)
{
    static const struct {
        uint32_t first;
        int bits;
    } networks[] = {
        {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
        {0xAC100000, 12}, {0xC0000000, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xE0000000, 3},
    };

    for (size_t i = 0; i < sizeof networks / sizeof networks[0]; i++)
        if ((address ^ networks[i].first) >> (32 - networks[i].bits) == 0)
            return true;
    return false;
}

/* Only 2000::/3 is given out (RFC 4291); within it, what carries an IPv4 address (RFC 3056, 4380) is as good
 * as that one, and is not asked. */
static bool
is_private_6(const unsigned char *address)
{
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};

    if (memcmp(address, mapped, sizeof mapped) == 0)
        return is_private_4((uint32_t)address[12] << 24 | (uint32_t)address[13] << 16 |
                            (uint32_t)address[14] << 8 | address[15]);
    return (address[0] & 0xE0) != 0x20 || (address[0] == 0x20 && address[1] == 0x02) ||
           (address[0] == 0x20 && address[1] == 0x01 && address[2] == 0 && address[3] == 0);
}

bool
fetch_is_private(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return is_private_4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
    return address->sa_family != AF_INET6 ||
           is_private_6(((const struct sockaddr_in6 *)address)->sin6_addr.s6_addr);
}

/* The address that is connected to, whatever the name was resolved to before. */
static curl_socket_t
open_public(void *argument, curlsocktype purpose, struct curl_sockaddr *address)
{
    (void)argument;
    (void)purpose;
    if (fetch_is_private(&address->addr))
        return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static void
set_options(struct fetching *fetching)
{
    const struct fetch_order *order = &fetching->order;
    CURL *easy = fetching->easy;

    curl_easy_setopt(easy, CURLOPT_URL, span_dup(fetching->arena, order->url));
    curl_easy_setopt(easy, CURLOPT_PRIVATE, fetching);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, order->seconds);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "conventiond");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, fetching);
    if (order->stranger) {
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_public);
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
    }
    if (order->type != NULL) {
        fetching->headers =
            curl_slist_append(NULL, arena_printf(fetching->arena, "Content-Type: %s", order->type));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)order->body.len);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, order->body.len > 0 ? order->body.data : "");
    }
    if (order->method != NULL)
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, order->method);
    if (order->ca_file != NULL && *order->ca_file != '\0')
        curl_easy_setopt(easy, CURLOPT_CAINFO, order->ca_file);
    if (order->header != NULL)
        fetching->headers = curl_slist_append(fetching->headers, order->header);
    fetching->headers =
        curl_slist_append(fetching->headers, arena_printf(fetching->arena, "Accept: %s", order->accept));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fetching->headers);
}

void
fetch_start(struct fetcher *fetcher, const struct fetch_order *order)
{
    struct arena *arena = arena_open(order->max + order->body.len + order->url.len + OVERHEAD);
    struct fetching *fetching = arena_alloc(arena, sizeof *fetching);

    fetching->arena = arena;
    fetching->fetcher = fetcher;
    fetching->order = *order;
    fetching->order.url = span_copy(arena, order->url);
    fetching->order.body = span_copy(arena, order->body);
    fetching->answer = text_new(arena, order->max / 2);
    fetching->easy = curl_easy_init();
    fetching->next = fetcher->first;
    fetcher->first = fetching;
    if (fetching->easy == NULL)
        abort();
    set_options(fetching);
    curl_multi_add_handle(fetcher->multi, fetching->easy);
}
