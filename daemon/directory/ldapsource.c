// SPDX-License-Identifier: Apache-2.0
#include "directory/ldapsource.h"

#include <ldap.h>
#include <string.h>
#include <sys/time.h>

#include "common/digest.h"

enum { PAGE = 500 };

struct fetching {
    struct arena *arena;
    const struct ldap_settings *settings;
    LDAP *ldap;
    struct text out;
    struct berval *cookie; /* where the next page begins; NULL: at the start */
};

static bool
refused(const struct fetching *f, int code, const char *what, struct error *err)
{
    char *more = NULL;
    bool later = code == LDAP_SERVER_DOWN || code == LDAP_TIMEOUT || code == LDAP_BUSY ||
                 code == LDAP_UNAVAILABLE || code == LDAP_CONNECT_ERROR;

    ldap_get_option(f->ldap, LDAP_OPT_DIAGNOSTIC_MESSAGE, &more);
    error_set(err, later ? ERROR_TEMPORARY : ERROR_PERMANENT, "%s: %s: %s%s%s", f->settings->url, what,
              ldap_err2string(code), more != NULL && *more != '\0' ? ": " : "", more == NULL ? "" : more);
    ldap_memfree(more);
    return false;
}

/* No password and no person's data go in clear over a network. */
static bool
is_local(const char *url)
{
    return strncmp(url, "ldapi:", 6) == 0 || strncmp(url, "ldap://127.", 11) == 0 ||
           strncmp(url, "ldap://[::1]", 12) == 0 || strncmp(url, "ldap://localhost", 16) == 0;
}

static bool
set_options(struct fetching *f, struct error *err)
{
    struct timeval wait = {f->settings->timeout, 0};
    int version = LDAP_VERSION3, demand = LDAP_OPT_X_TLS_DEMAND, fresh = 0, code;

    ldap_set_option(f->ldap, LDAP_OPT_PROTOCOL_VERSION, &version);
    ldap_set_option(f->ldap, LDAP_OPT_NETWORK_TIMEOUT, &wait);
    ldap_set_option(f->ldap, LDAP_OPT_TIMEOUT, &wait);
    ldap_set_option(f->ldap, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    ldap_set_option(f->ldap, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
    if (f->settings->ca_file != NULL)
        ldap_set_option(f->ldap, LDAP_OPT_X_TLS_CACERTFILE, f->settings->ca_file);
    ldap_set_option(f->ldap, LDAP_OPT_X_TLS_NEWCTX, &fresh);
    if (is_local(f->settings->url) || strncmp(f->settings->url, "ldaps:", 6) == 0)
        return true;
    code = ldap_start_tls_s(f->ldap, NULL, NULL);
    return code == LDAP_SUCCESS || refused(f, code, "StartTLS", err);
}

static bool
bind_to(struct fetching *f, struct error *err)
{
    struct berval password = {strlen(f->settings->password), (char *)(uintptr_t)f->settings->password};
    int code = ldap_sasl_bind_s(f->ldap, f->settings->bind_dn, LDAP_SASL_SIMPLE, &password, NULL, NULL, NULL);

    return code == LDAP_SUCCESS || refused(f, code, "bind", err);
}

/* "name:: base64": whatever the value is, it is one line. */
static void
put_line(struct fetching *f, const char *name, struct span value)
{
    text_printf(&f->out, "%s:: %.*s\n", name, SPAN_ARG(base64_encode(f->arena, value)));
}

static void
put_entry(struct fetching *f, LDAPMessage *entry)
{
    char *dn = ldap_get_dn(f->ldap, entry);
    BerElement *place = NULL;

    put_line(f, "dn", span_of(dn));
    ldap_memfree(dn);
    for (char *name = ldap_first_attribute(f->ldap, entry, &place); name != NULL;
         name = ldap_next_attribute(f->ldap, entry, place)) {
        struct berval **values = ldap_get_values_len(f->ldap, entry, name);

        for (size_t i = 0; values != NULL && values[i] != NULL; i++)
            put_line(f, name, (struct span){values[i]->bv_val, values[i]->bv_len});
        ldap_value_free_len(values);
        ldap_memfree(name);
    }
    ber_free(place, 0);
    text_byte(&f->out, '\n');
}

/* The cookie of the next page; *more false on the last. */
static bool
next_page(struct fetching *f, LDAPMessage *result, bool *more, struct error *err)
{
    LDAPControl **controls = NULL, *control;
    int code, status = 0;
    ber_int_t estimate;

    *more = false;
    code = ldap_parse_result(f->ldap, result, &status, NULL, NULL, NULL, &controls, 0);
    if (code != LDAP_SUCCESS || status != LDAP_SUCCESS)
        return refused(f, code != LDAP_SUCCESS ? code : status, "search", err);
    ber_bvfree(f->cookie);
    f->cookie = ber_memalloc(sizeof *f->cookie);
    memset(f->cookie, 0, sizeof *f->cookie);
    control = controls == NULL ? NULL : ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, NULL);
    if (control != NULL &&
        ldap_parse_pageresponse_control(f->ldap, control, &estimate, f->cookie) == LDAP_SUCCESS)
        *more = f->cookie->bv_len > 0;
    ldap_controls_free(controls);
    return true;
}

static bool
search_page(struct fetching *f, bool *more, struct error *err)
{
    struct timeval wait = {f->settings->timeout, 0};
    LDAPControl *page = NULL, *controls[2] = {NULL, NULL};
    LDAPMessage *result = NULL;
    bool good;
    int code = ldap_create_page_control(f->ldap, PAGE, f->cookie, 0, &page);

    if (code != LDAP_SUCCESS)
        return refused(f, code, "paged search", err);
    controls[0] = page;
    code =
        ldap_search_ext_s(f->ldap, f->settings->base, LDAP_SCOPE_SUBTREE, f->settings->filter,
                          (char **)(uintptr_t)f->settings->attributes, 0, controls, NULL, &wait, 0, &result);
    ldap_control_free(page);
    if (code != LDAP_SUCCESS) {
        ldap_msgfree(result);
        return refused(f, code, "search", err);
    }
    for (LDAPMessage *entry = ldap_first_entry(f->ldap, result); entry != NULL;
         entry = ldap_next_entry(f->ldap, entry))
        put_entry(f, entry);
    good = next_page(f, result, more, err);
    ldap_msgfree(result);
    return good;
}

static bool
search(struct fetching *f, struct error *err)
{
    bool more = true;

    while (more)
        if (!search_page(f, &more, err))
            return false;
    if (f->out.overflow)
        return error_set(err, ERROR_TOO_BIG, "%s: more than %zu bytes: narrow the filter", f->settings->url,
                         f->settings->max);
    return true;
}

bool
ldap_fetch(struct arena *arena, const struct ldap_settings *settings, struct span *ldif, struct error *err)
{
    struct fetching f = {.arena = arena, .settings = settings, .out = text_new(arena, settings->max)};
    int code = ldap_initialize(&f.ldap, settings->url);
    bool good;

    if (code != LDAP_SUCCESS)
        return error_set(err, ERROR_BAD_INPUT, "%s: %s", settings->url, ldap_err2string(code));
    text_string(&f.out, "version: 1\n");
    good = set_options(&f, err) && bind_to(&f, err) && search(&f, err);
    ber_bvfree(f.cookie);
    ldap_unbind_ext_s(f.ldap, NULL, NULL);
    *ldif = text_get(&f.out);
    return good;
}
