/* The network: the only file that knows libcurl. One thread, one multi handle. */
#define CURL_DISABLE_TYPECHECK /* its macros are of calls by name */
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/late.h"
#include "engine/net.h"
#include "summarize/fetch.h"

/* clang-format off */
#define LIBCURL(X) \
    X(curl_global_init) X(curl_global_cleanup) X(curl_multi_init) X(curl_multi_setopt) \
    X(curl_multi_add_handle) X(curl_multi_remove_handle) X(curl_multi_perform) \
    X(curl_multi_info_read) X(curl_multi_poll) X(curl_multi_cleanup) X(curl_easy_init) \
    X(curl_easy_reset) X(curl_easy_setopt) X(curl_easy_getinfo) X(curl_easy_strerror) \
    X(curl_easy_cleanup) X(curl_slist_append) X(curl_slist_free_all) X(curl_url) \
    X(curl_url_set) X(curl_url_get) X(curl_url_cleanup) X(curl_free) X(curl_getdate)
/* clang-format on */
static struct {
    LIBCURL(SMZ_LATE_MEMBER)
} lib;
static const struct smz_late_row rows[] = {LIBCURL(SMZ_LATE_ROW)};

static bool load(void)
{
    return smz_late_load("libcurl", rows, SMZ_COUNT(rows));
}

enum {
    CONNECT_MS = 30 * 1000, /* with the handshake, which takes a slow machine some */
    MAX_BODY = 32 << 20,    /* bytes of an answer; counted here, since a length may lie */
    /*
     * Sixteen streams are a thousand packets a second, and each look at them costs
     * system calls for every one. Text that is read only once it is whole can wait: a
     * twentieth of the time that it took so far, and never longer than this. What comes
     * in pieces as large as BULK is no model's speech but a file, and not held up.
     */
    MAX_REST_MS = 300,
    REST_SHARE = 20,
    BULK = 16 << 10
};

struct slot {
    CURL *easy; /* kept, so that its connection state is */
    struct curl_slist *headers;
    struct smz_buf body;
    char why[CURL_ERROR_SIZE];
    char location[2048], retry_after[64], retry_after_ms[32], should_retry[16], id[80],
        date[40];
    size_t asks, seen; /* bytes: of the question; of the answer when last looked at */
    int64_t last_byte; /* when the answer last grew; 0 before it began */
    bool running;
    enum smz_net_fault over; /* why it was given up from here */
};

struct smz_curl {
    CURLM *multi;
    struct slot *slots;
    struct smz_net_options options;
    int n_used; /* slots that were ever started: the first ones */
    char *noproxy;
    int64_t performed; /* when the transfers were looked at last; 0: a new one is there */
    int64_t started;   /* when the last one was started */
};

/* ---- Setting up ---- */

static const char *env_of(const struct smz_net_options *o, const char *name)
{
    const char *v = o->env ? o->env(name) : NULL;

    return v && *v ? v : NULL;
}

/* One's own machine is not behind a proxy; libcurl would ask one for 127.0.0.1. */
static char *noproxy_of(const struct smz_net_options *o)
{
    const char *given = env_of(o, "NO_PROXY");
    struct smz_buf list;

    if (!given)
        given = env_of(o, "no_proxy");
    smz_buf_init(&list, 0);
    if (given && strcmp(given, "*") == 0)
        smz_buf_char(&list, '*');
    else
        smz_buf_printf(&list, "%s%slocalhost,127.0.0.0/8,::1", given ? given : "",
                       given ? "," : "");
    return list.ptr;
}

enum smz_code smz_curl_open(const struct smz_net_options *options, struct smz_curl **out,
                            struct smz_err *err)
{
    struct smz_curl *c;

    if (!load() || lib.curl_global_init(CURL_GLOBAL_DEFAULT))
        return smz_fail(err, SMZ_EUNAVAILABLE, "network: libcurl cannot be set up");
    c = calloc(1, sizeof(*c));
    if (c)
        c->slots = calloc((size_t)options->slots, sizeof(*c->slots));
    if (c && c->slots)
        c->multi = lib.curl_multi_init();
    if (!c || !c->multi) {
        free(c ? c->slots : NULL);
        free(c);
        return smz_fail(err, SMZ_EMEMORY, "network: out of memory");
    }
    c->options = *options;
    c->noproxy = noproxy_of(options);
    for (int i = 0; i < options->slots; i++)
        smz_buf_init(&c->slots[i].body, MAX_BODY);
    lib.curl_multi_setopt(c->multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    *out = c;
    return SMZ_OK;
}

static void stop(void *self, int i)
{
    struct smz_curl *c = self;

    if (c->slots[i].running)
        lib.curl_multi_remove_handle(c->multi, c->slots[i].easy);
    c->slots[i].running = false;
}

void smz_curl_close(struct smz_curl *c)
{
    if (!c)
        return;
    for (int i = 0; i < c->options.slots; i++) {
        struct slot *s = &c->slots[i];

        stop(c, i);
        lib.curl_easy_cleanup(s->easy);
        lib.curl_slist_free_all(s->headers);
        smz_buf_release(&s->body);
    }
    lib.curl_multi_cleanup(c->multi);
    lib.curl_global_cleanup();
    free(c->noproxy);
    free(c->slots);
    free(c);
}

/* ---- An exchange ---- */

static size_t take_body(char *data, size_t size, size_t n, void *user)
{
    struct slot *s = user;

    smz_buf_add(&s->body, (smz_str){data, size * n});
    s->last_byte = smz_clock_ms();
    if (!s->body.full)
        return size * n;
    s->over = SMZ_NET_BIG;
    return 0;
}

/* A status line begins a response: that of a proxy or a 1xx must not leave traces. */
static size_t take_header(char *data, size_t size, size_t n, void *user)
{
    struct slot *s = user;
    smz_str line = smz_str_trim((smz_str){data, size * n});
    struct smz_cut cut = smz_str_cut(line, SMZ_S(":"));
    smz_str value = smz_str_trim(cut.tail);
    const struct {
        smz_str name;
        char *to;
        size_t cap;
    } wanted[] = {
        {SMZ_S("location"), s->location, sizeof(s->location)},
        {SMZ_S("retry-after"), s->retry_after, sizeof(s->retry_after)},
        {SMZ_S("retry-after-ms"), s->retry_after_ms, sizeof(s->retry_after_ms)},
        {SMZ_S("x-should-retry"), s->should_retry, sizeof(s->should_retry)},
        {SMZ_S("x-request-id"), s->id, sizeof(s->id)},
        {SMZ_S("request-id"), s->id, sizeof(s->id)},
        {SMZ_S("date"), s->date, sizeof(s->date)},
    };

    for (size_t i = 0; i < SMZ_COUNT(wanted); i++) {
        if (smz_str_starts(line, SMZ_S("HTTP/")))
            wanted[i].to[0] = '\0';
        else if (smz_str_eq_nocase(cut.head, wanted[i].name) &&
                 value.len < wanted[i].cap) {
            memcpy(wanted[i].to, value.ptr, value.len);
            wanted[i].to[value.len] = '\0';
        }
    }
    return size * n;
}

static void set_trust(CURL *easy, const struct smz_net_options *o)
{
    const char *file = o->cacert;
    const char *dir = env_of(o, "SSL_CERT_DIR");

    if (!file)
        file = env_of(o, "CURL_CA_BUNDLE");
    if (!file)
        file = env_of(o, "SSL_CERT_FILE");
    if (file)
        lib.curl_easy_setopt(easy, CURLOPT_CAINFO, file);
    if (dir)
        lib.curl_easy_setopt(easy, CURLOPT_CAPATH, dir);
}

/* Loopback, private (RFC 1918), shared (RFC 6598), link-local, multicast and up. */
static bool is_public_v4(const unsigned char a[4])
{
    return !(a[0] == 0 || a[0] == 10 || a[0] == 127 || a[0] >= 224 ||
             (a[0] == 100 && (a[1] & 0xc0) == 64) || (a[0] == 169 && a[1] == 254) ||
             (a[0] == 172 && (a[1] & 0xf0) == 16) || (a[0] == 192 && a[1] == 168));
}

static bool is_public(const struct sockaddr *address)
{
    static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    static const unsigned char zero[12];
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    const unsigned char *a;

    if (address->sa_family == AF_INET) {
        memcpy(&v4, address, sizeof(v4));
        return is_public_v4((const unsigned char *)&v4.sin_addr);
    }
    if (address->sa_family != AF_INET6)
        return false;
    memcpy(&v6, address, sizeof(v6));
    a = v6.sin6_addr.s6_addr;
    if (memcmp(a, mapped, 12) == 0)
        return is_public_v4(a + 12);
    /* ::1 and its like, fc00::/7 (RFC 4193), fe80::/10, ff00::/8 */
    return !(memcmp(a, zero, 12) == 0 || (a[0] & 0xfe) == 0xfc ||
             (a[0] == 0xfe && (a[1] & 0xc0) == 0x80) || a[0] == 0xff);
}

/* Asked with the address itself, so that no name can lead elsewhere behind our back. */
static curl_socket_t open_public(void *user, curlsocktype purpose,
                                 struct curl_sockaddr *address)
{
    struct slot *s = user;

    (void)purpose;
    if (!is_public(&address->addr)) {
        s->over = SMZ_NET_PRIVATE;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype, address->protocol);
}

static void set_limits(CURL *easy, const struct smz_curl *c)
{
    lib.curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    lib.curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    lib.curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)c->options.timeout_ms);
    lib.curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    /* A redirect would carry x-api-key to wherever it points. */
    lib.curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    lib.curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    lib.curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    lib.curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    lib.curl_easy_setopt(easy, CURLOPT_NOPROXY, c->noproxy);
    if (c->options.proxy)
        lib.curl_easy_setopt(easy, CURLOPT_PROXY, c->options.proxy);
    set_trust(easy, &c->options);
}

static void clear(struct slot *s)
{
    lib.curl_slist_free_all(s->headers);
    s->headers = NULL;
    smz_buf_clear(&s->body);
    s->why[0] = s->location[0] = s->retry_after[0] = s->retry_after_ms[0] = '\0';
    s->should_retry[0] = s->id[0] = s->date[0] = '\0';
    s->last_byte = 0;
    s->seen = 0;
    s->over = SMZ_NET_OK;
}

static void start(void *self, int i, const struct smz_http_request *request)
{
    struct smz_curl *c = self;
    struct slot *s = &c->slots[i];

    clear(s);
    if (s->easy)
        lib.curl_easy_reset(s->easy);
    else
        s->easy = lib.curl_easy_init();
    for (int k = 0; k < request->n_headers; k++)
        s->headers = lib.curl_slist_append(s->headers, request->headers[k].ptr);
    /* No waiting for "100 Continue" before a long body. */
    s->headers = lib.curl_slist_append(s->headers, "Expect:");
    set_limits(s->easy, c);
    lib.curl_easy_setopt(s->easy, CURLOPT_URL, request->url.ptr);
    lib.curl_easy_setopt(s->easy, CURLOPT_HTTPHEADER, s->headers);
    lib.curl_easy_setopt(s->easy, CURLOPT_USERAGENT, "summarize");
    lib.curl_easy_setopt(s->easy, CURLOPT_ERRORBUFFER, s->why);
    lib.curl_easy_setopt(s->easy, CURLOPT_WRITEFUNCTION, take_body);
    lib.curl_easy_setopt(s->easy, CURLOPT_WRITEDATA, s);
    lib.curl_easy_setopt(s->easy, CURLOPT_HEADERFUNCTION, take_header);
    lib.curl_easy_setopt(s->easy, CURLOPT_HEADERDATA, s);
    lib.curl_easy_setopt(s->easy, CURLOPT_PRIVATE, s);
    if (request->body.len) {
        lib.curl_easy_setopt(s->easy, CURLOPT_POSTFIELDSIZE_LARGE,
                             (curl_off_t)request->body.len);
        lib.curl_easy_setopt(s->easy, CURLOPT_POSTFIELDS, request->body.ptr);
    }
    if (c->options.public_only) {
        lib.curl_easy_setopt(s->easy, CURLOPT_OPENSOCKETFUNCTION, open_public);
        lib.curl_easy_setopt(s->easy, CURLOPT_OPENSOCKETDATA, s);
    }
    lib.curl_multi_add_handle(c->multi, s->easy);
    c->n_used = i < c->n_used ? c->n_used : i + 1;
    s->asks = request->body.len;
    s->running = true;
    c->performed = 0;
    c->started = smz_clock_ms();
}

/* What was sent nothing in time was not reached. */
static enum smz_net_fault late(const struct slot *s)
{
    curl_off_t begun = 0;

    lib.curl_easy_getinfo(s->easy, CURLINFO_PRETRANSFER_TIME_T, &begun);
    return begun > 0 ? SMZ_NET_TIMEOUT : SMZ_NET_REFUSED;
}

static enum smz_net_fault fault_of(CURLcode rc, const struct slot *s)
{
    if (s->over)
        return s->over;
    switch (rc) {
    case CURLE_OK:
        return SMZ_NET_OK;
    case CURLE_COULDNT_CONNECT:
        return SMZ_NET_REFUSED;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return SMZ_NET_RESOLVE;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
        return SMZ_NET_TLS;
    case CURLE_OPERATION_TIMEDOUT:
        return late(s);
    default:
        return SMZ_NET_BROKEN;
    }
}

static smz_str reason_of(enum smz_net_fault fault, CURLcode rc, const struct slot *s)
{
    if (s->over == SMZ_NET_BIG)
        return SMZ_S("the answer is larger than 32 MiB");
    if (s->over == SMZ_NET_TIMEOUT)
        return SMZ_S("the answer fell silent");
    if (s->over == SMZ_NET_PRIVATE)
        return SMZ_S("an address of this machine or its own network");
    if (fault == SMZ_NET_OK)
        return (smz_str){NULL, 0};
    return smz_str_of(*s->why ? s->why : lib.curl_easy_strerror(rc));
}

static int end(struct smz_curl *c, struct slot *s, CURLcode rc,
               struct smz_http_response *out)
{
    time_t now = lib.curl_getdate(s->date, NULL);
    long status = 0;

    lib.curl_easy_getinfo(s->easy, CURLINFO_RESPONSE_CODE, &status);
    *out = (struct smz_http_response){
        .net = fault_of(rc, s),
        .status = (int)status,
        .body = smz_buf_str(&s->body),
        .retry_after = smz_str_of(s->retry_after),
        .retry_after_ms = smz_str_of(s->retry_after_ms),
        .should_retry = smz_str_of(s->should_retry),
        .request_id = smz_str_of(s->id),
        .location = smz_str_of(s->location),
        .now = (int64_t)(now < 0 ? time(NULL) : now),
    };
    if (out->net == SMZ_NET_TIMEOUT && !s->over)
        snprintf(s->why, sizeof(s->why),
                 "no whole answer in %.0f s; --timeout gives it longer",
                 c->options.timeout_ms / 1000.0);
    out->reason = reason_of(out->net, rc, s);
    stop(c, (int)(s - c->slots));
    return (int)(s - c->slots);
}

/* ---- The loop ---- */

/* An answer that began and then fell silent for too long. */
static struct slot *find_idle(struct smz_curl *c, int64_t now)
{
    for (int i = 0; i < c->n_used; i++) {
        struct slot *s = &c->slots[i];

        if (s->running && s->last_byte && now - s->last_byte > c->options.idle_ms)
            return s;
    }
    return NULL;
}

/* Whether this one stands still until its server says something. */
static bool may_rest(struct slot *s)
{
    size_t came = s->body.len - s->seen;
    curl_off_t begun = 0, sent = 0;

    s->seen = s->body.len;
    lib.curl_easy_getinfo(s->easy, CURLINFO_PRETRANSFER_TIME_T, &begun);
    lib.curl_easy_getinfo(s->easy, CURLINFO_SIZE_UPLOAD_T, &sent);
    return begun > 0 && (size_t)sent >= s->asks && came < BULK;
}

/* False where a signal ended it. */
static bool rest(struct smz_curl *c, int64_t now)
{
    int64_t share = (now - c->started) / REST_SHARE;
    int64_t ms = (share < MAX_REST_MS ? share : MAX_REST_MS) - (now - c->performed);
    struct timespec t = {.tv_nsec = (long)(ms * 1000000)};
    bool may = c->performed && ms > 0;

    for (int i = 0; i < c->n_used; i++)
        if (c->slots[i].running && !may_rest(&c->slots[i]))
            may = false;
    return !may || nanosleep(&t, NULL) == 0;
}

static int wait_one(void *self, int64_t ms, struct smz_http_response *out)
{
    struct smz_curl *c = self;
    int64_t now = smz_clock_ms(), deadline = now + ms;

    for (;;) {
        int running, left, ready = 0;
        CURLMsg *m;
        struct slot *s;

        /* One look may find that several have ended. */
        m = lib.curl_multi_info_read(c->multi, &left);
        if (!m) {
            if (!rest(c, now))
                deadline = 0;
            lib.curl_multi_perform(c->multi, &running);
            c->performed = smz_clock_ms();
            m = lib.curl_multi_info_read(c->multi, &left);
        }
        if (m && m->msg == CURLMSG_DONE) {
            lib.curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &s);
            return end(c, s, m->data.result, out);
        }
        now = smz_clock_ms();
        s = find_idle(c, now);
        if (s) {
            s->over = SMZ_NET_TIMEOUT;
            return end(c, s, CURLE_OPERATION_TIMEDOUT, out);
        }
        if (now >= deadline)
            return -1;
        lib.curl_multi_poll(c->multi, NULL, 0, (int)(deadline - now), &ready);
        now = smz_clock_ms();
        /* No packet: the time is up, or a signal came, and whoever waits must see it. */
        if (!ready)
            deadline = now;
    }
}

static size_t received(void *self, int i)
{
    return ((struct smz_curl *)self)->slots[i].body.len;
}

static int64_t now_ms(void *self)
{
    (void)self;
    return smz_clock_ms();
}

struct smz_net smz_curl_net(struct smz_curl *c)
{
    return (struct smz_net){
        .self = c,
        .now = now_ms,
        .start = start,
        .wait = wait_one,
        .stop = stop,
        .received = received,
    };
}

smz_str smz_url_join(smz_str base, smz_str target, struct smz_arena *arena)
{
    smz_str out = {NULL, 0};
    char *text = NULL;
    CURLU *url;

    if (!load())
        return out;
    url = lib.curl_url();
    base = smz_arena_keep(arena, base);
    target = smz_arena_keep(arena, target);
    if (url && (base.len == 0 || !lib.curl_url_set(url, CURLUPART_URL, base.ptr, 0)) &&
        !lib.curl_url_set(url, CURLUPART_URL, target.ptr, 0) &&
        !lib.curl_url_get(url, CURLUPART_URL, &text, 0) &&
        (smz_str_starts(smz_str_of(text), SMZ_S("http://")) ||
         smz_str_starts(smz_str_of(text), SMZ_S("https://"))))
        out = smz_arena_keep(arena, smz_str_of(text));
    lib.curl_free(text);
    lib.curl_url_cleanup(url);
    return out;
}
