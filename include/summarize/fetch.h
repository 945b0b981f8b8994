/*
 * FETCH: a transcript's URL -> its bytes. The one way by which input comes over the
 * network; reading what came is READ's.
 */
#ifndef SUMMARIZE_FETCH_H
#define SUMMARIZE_FETCH_H

#include <signal.h>

#include "base/err.h"

struct smz_fetch_options {
    int timeout_ms;             /* of one exchange; 0: a minute */
    bool private_hosts;         /* addresses of one's own network may be asked, too */
    const char *proxy, *cacert; /* or NULL */
    const char *(*env)(const char *name); /* NULL: an empty environment */
    const volatile sig_atomic_t *stop;    /* a signal's number once it came; or NULL */
};

/* Whether an input is a URL that smz_fetch takes: http:// or https://. */
bool smz_fetch_wanted(const char *input);

/*
 * Gets a URL: at most 32 MiB, at most five redirects, all of them http or https, none
 * from https to http, none (unless asked) to an address that is not public: loopback,
 * link-local, private (RFC 1918, RFC 4193), so that a feed cannot point into one's own
 * network. `*body` and `*url` (where it was found) come from `run`. SMZ_ENOINPUT where
 * the server has no such page, SMZ_EUNAVAILABLE where it cannot be reached or fails,
 * SMZ_EDATA over the size.
 */
enum smz_code smz_fetch(const char *url, const struct smz_fetch_options *options,
                        struct smz_arena *run, smz_str *body, smz_str *found,
                        struct smz_err *err);

/*
 * Where `target` leads from `base` (RFC 3986, section 5), from `arena`; empty where
 * that is no http or https URL.
 */
smz_str smz_url_join(smz_str base, smz_str target, struct smz_arena *arena);

#endif
