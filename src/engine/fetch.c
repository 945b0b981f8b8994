/* Pages by URL: redirects are followed here, where each step can be looked at. */
#include "summarize/fetch.h"

#include "engine/net.h"

enum {
    TIMEOUT_MS = 60 * 1000,
    IDLE_MS = 30 * 1000,
    LOOK_MS = 500, /* how often a signal is looked for */
    MOST_REDIRECTS = 5
};

bool smz_fetch_wanted(const char *input)
{
    smz_str s = smz_str_of(input);

    return smz_str_starts_nocase(s, SMZ_S("http://")) ||
           smz_str_starts_nocase(s, SMZ_S("https://"));
}

/* A proxy resolves names itself, and mostly stands in one's own network. */
static bool has_proxy(const struct smz_fetch_options *o)
{
    static const char *const names[] = {"http_proxy", "https_proxy", "HTTPS_PROXY",
                                        "all_proxy", "ALL_PROXY"};

    for (size_t i = 0; o->env && i < SMZ_COUNT(names); i++) {
        const char *v = o->env(names[i]);

        if (v && *v)
            return true;
    }
    return o->proxy != NULL;
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 ||
           status == 308;
}

/* One GET, without looking at what came. */
static enum smz_code get(struct smz_net *net, smz_str url,
                         const struct smz_fetch_options *o, struct smz_http_response *out,
                         struct smz_err *err)
{
    struct smz_http_request request = {
        .url = url,
        .headers = {SMZ_S("Accept: text/vtt, application/x-subrip, application/json, "
                          "text/html;q=0.9, */*;q=0.5")},
        .n_headers = 1};

    net->start(net->self, 0, &request);
    while (net->wait(net->self, LOOK_MS, out) < 0) {
        if (!o->stop || !*o->stop)
            continue;
        net->stop(net->self, 0);
        return smz_fail(err, *o->stop == SIGTERM ? SMZ_ETERMINATED : SMZ_EINTERRUPT,
                        "%.*s: interrupted", SMZ_ARG(url));
    }
    return SMZ_OK;
}

static enum smz_code refuse(smz_str url, const struct smz_http_response *r,
                            struct smz_err *err)
{
    if (r->net == SMZ_NET_PRIVATE)
        return smz_fail(err, SMZ_EUNAVAILABLE,
                        "%.*s: %.*s is not asked; allow it with --private-hosts",
                        SMZ_ARG(url), SMZ_ARG(r->reason));
    if (r->net != SMZ_NET_OK)
        return smz_fail(err, r->net == SMZ_NET_BIG ? SMZ_EDATA : SMZ_EUNAVAILABLE,
                        "%.*s: %.*s", SMZ_ARG(url), SMZ_ARG(r->reason));
    if (r->status == 404 || r->status == 410)
        return smz_fail(err, SMZ_ENOINPUT, "%.*s: no such page (HTTP %d)", SMZ_ARG(url),
                        r->status);
    if (r->status == 401 || r->status == 403)
        return smz_fail(err, SMZ_EUNAVAILABLE,
                        "%.*s: refused (HTTP %d); save the page and name the file",
                        SMZ_ARG(url), r->status);
    return smz_fail(err, SMZ_EUNAVAILABLE, "%.*s: HTTP %d", SMZ_ARG(url), r->status);
}

/* Where a redirect leads; a step down to plain http would undo what https gave. */
static enum smz_code follow(smz_str *url, smz_str location, struct smz_arena *run,
                            struct smz_err *err)
{
    smz_str next = smz_url_join(*url, location, run);

    if (next.len == 0)
        return smz_fail(err, SMZ_EUNAVAILABLE,
                        "%.*s: redirected to %.*s, which is no http or https page",
                        SMZ_ARG(*url), SMZ_ARG(location));
    if (smz_str_starts(*url, SMZ_S("https:")) && smz_str_starts(next, SMZ_S("http:")))
        return smz_fail(err, SMZ_EUNAVAILABLE,
                        "%.*s: redirected from https to plain http: %.*s", SMZ_ARG(*url),
                        SMZ_ARG(next));
    *url = next;
    return SMZ_OK;
}

enum smz_code smz_fetch(const char *url, const struct smz_fetch_options *options,
                        struct smz_arena *run, smz_str *body, smz_str *found,
                        struct smz_err *err)
{
    struct smz_net_options how = {
        .slots = 1,
        .timeout_ms = options->timeout_ms > 0 ? options->timeout_ms : TIMEOUT_MS,
        .idle_ms = IDLE_MS,
        .public_only = !options->private_hosts && !has_proxy(options),
        .proxy = options->proxy,
        .cacert = options->cacert,
        .env = options->env};
    smz_str at = smz_url_join((smz_str){NULL, 0}, smz_str_of(url), run);
    struct smz_http_response response = {0};
    struct smz_curl *curl = NULL;
    struct smz_net net;
    enum smz_code code;

    if (at.len == 0)
        return smz_fail(err, SMZ_EUSAGE, "%s: not a URL", url);
    code = smz_curl_open(&how, &curl, err);
    if (code)
        return code;
    net = smz_curl_net(curl);
    for (int step = 0; !code; step++) {
        code = get(&net, at, options, &response, err);
        if (code || !is_redirect(response.status) || !response.location.len)
            break;
        if (step == MOST_REDIRECTS)
            code = smz_fail(err, SMZ_EUNAVAILABLE, "%s: redirected more than %d times",
                            url, MOST_REDIRECTS);
        else
            code = follow(&at, response.location, run, err);
    }
    if (!code && (response.net != SMZ_NET_OK || response.status != 200))
        code = refuse(at, &response, err);
    if (!code) {
        *body = smz_arena_keep(run, response.body);
        *found = at;
    }
    smz_curl_close(curl);
    return code;
}
