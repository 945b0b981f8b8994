/*
 * The network as the scheduler sees it: numbered slots, each with one exchange at a
 * time, and a clock. engine/curl.c is the real one; tests bring their own.
 */
#ifndef SMZ_ENGINE_NET_H
#define SMZ_ENGINE_NET_H

#include "base/err.h"
#include "engine/http.h"

struct smz_net {
    void *self;
    int64_t (*now)(void *self); /* milliseconds on a clock that never runs back */
    void (*start)(void *self, int slot, const struct smz_http_request *request);
    /*
     * Waits at most `ms` for an exchange to end: its slot, with the response in *out,
     * which stays valid until the slot is started again; -1 where none did.
     */
    int (*wait)(void *self, int64_t ms, struct smz_http_response *out);
    void (*stop)(void *self, int slot);
    size_t (*received)(void *self, int slot); /* bytes of the body so far */
};

struct smz_net_options {
    int slots;
    int timeout_ms;   /* of a whole exchange */
    int idle_ms;      /* silence once an answer has begun */
    bool public_only; /* refuse addresses of one's own machine or network */
    const char *proxy, *cacert;
    const char *(*env)(const char *name);
};

struct smz_curl;

/* Opens the real network. SMZ_EUNAVAILABLE where libcurl cannot be set up. */
enum smz_code smz_curl_open(const struct smz_net_options *options, struct smz_curl **out,
                            struct smz_err *err);
void smz_curl_close(struct smz_curl *curl);
struct smz_net smz_curl_net(struct smz_curl *curl);

#endif
