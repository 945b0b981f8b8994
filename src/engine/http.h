/*
 * An HTTP exchange as bytes: what providers build and read, and the network carries.
 */
#ifndef SMZ_ENGINE_HTTP_H
#define SMZ_ENGINE_HTTP_H

#include "base/str.h"

enum { SMZ_MAX_HEADERS = 6 };

/* Strings are NUL-terminated behind their length. */
struct smz_http_request {
    smz_str url;
    smz_str headers[SMZ_MAX_HEADERS]; /* "name: value" */
    int n_headers;
    smz_str body; /* empty: GET */
};

/* Why there is no status. */
enum smz_net_fault {
    SMZ_NET_OK,
    SMZ_NET_REFUSED, /* nobody listens, or lets in */
    SMZ_NET_RESOLVE, /* no such host */
    SMZ_NET_TLS,     /* certificate or handshake */
    SMZ_NET_TIMEOUT, /* took longer than allowed, or fell silent */
    SMZ_NET_PRIVATE, /* an address that was not to be asked */
    SMZ_NET_BROKEN,  /* connection lost, half an answer */
    SMZ_NET_BIG      /* more than the cap */
};

struct smz_http_response {
    enum smz_net_fault net;
    int status; /* 0 where net says why */
    smz_str body;
    smz_str reason; /* the network's words where net is not OK */
    /* Headers that matter; empty where absent. */
    smz_str retry_after, retry_after_ms, should_retry, request_id, location;
    int64_t now; /* seconds since 1970, of the server where it says, for dates */
};

#endif
