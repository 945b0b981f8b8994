/*
 * The protocols that models are asked in: one file and one row each. Everything here
 * is a function of its arguments; retrying, waiting and sockets are the scheduler's.
 */
#ifndef SMZ_ENGINE_PROVIDER_H
#define SMZ_ENGINE_PROVIDER_H

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "base/err.h"
#include "engine/http.h"

/* A question in words that no protocol owns. */
struct smz_call {
    smz_str system, user;
    smz_str name;   /* of the schema: [a-z]+ */
    smz_str schema; /* JSON text; empty: plain text is wanted */
    int tokens_in;  /* estimate, on the high side */
    int tokens_out; /* most that the answer may have */
};

/* How an answer's form is asked for, from the best to what any server has. */
enum smz_shape { SMZ_SHAPE_SCHEMA, SMZ_SHAPE_OBJECT, SMZ_SHAPE_PLAIN };

/* How a server wants to be asked, as its refusals teach. */
struct smz_manner {
    enum smz_shape shape;
    bool other_cap;      /* the other name of the output limit's field */
    bool no_usage;       /* do not ask for usage in a stream */
    bool no_temperature; /* as the server finds best, whatever the user wants */
    bool whole;          /* no streams */
};

/* Where to ask, as whom, and how. */
struct smz_endpoint {
    const struct smz_provider *provider;
    smz_str base_url; /* without a slash at its end */
    smz_str key;      /* or empty */
    smz_str model;
    struct smz_manner manner;
    int context;               /* tokens; for servers that must be told */
    const double *temperature; /* wanted by the user, 0 to 2; or NULL */
};

/* What came of a question. */
enum smz_fault {
    SMZ_FAULT_NONE,
    SMZ_FAULT_CUT,      /* the answer ends at the output limit */
    SMZ_FAULT_REFUSED,  /* the model or a filter will not */
    SMZ_FAULT_EMPTY,    /* no text */
    SMZ_FAULT_WRONG,    /* no JSON, or not as the schema asks */
    SMZ_FAULT_OVERFLOW, /* does not fit the model's window */
    SMZ_FAULT_MANNER,   /* a field that this server does not know: ask otherwise */
    SMZ_FAULT_BUSY,     /* overloaded, failing, loading: later */
    SMZ_FAULT_RATE,     /* too many requests: later, and slower */
    SMZ_FAULT_QUOTA,    /* money or the day's allowance is spent */
    SMZ_FAULT_KEY,      /* missing or refused */
    SMZ_FAULT_MODEL,    /* no such model */
    SMZ_FAULT_AWAY,     /* nobody there */
    SMZ_FAULT_NETWORK,  /* timed out, lost, half an answer */
    SMZ_FAULT_FATAL     /* anything else that asking again will not change */
};

/* Tokens as the server counts them. */
struct smz_usage {
    int64_t in;     /* all of the prompt, cached ones included */
    int64_t out;    /* all that is billed, reasoning included */
    int64_t cached; /* of `in` */
};

/* Strings come from the arena given. */
struct smz_reply {
    enum smz_fault fault;
    smz_str text;   /* the answer; never reasoning */
    smz_str reason; /* what the server says is wrong, one line; or empty */
    struct smz_usage usage;
    int64_t wait_ms;          /* the server's own delay; -1: none said */
    bool hopeless;            /* the server says not to ask again */
    struct smz_manner manner; /* with SMZ_FAULT_MANNER: how to ask instead */
};

/* An answer as it is taken together from one object or many. */
struct smz_taking {
    struct smz_buf text;
    bool finished;        /* the stop field came */
    enum smz_fault fault; /* of a stop field or an error inside the stream */
    smz_str reason;       /* points into the arena */
    struct smz_usage usage;
    struct smz_arena *arena;
};

/* What a server says of itself beyond its list of models; 0: nothing. */
struct smz_server {
    int context; /* tokens */
    int slots;   /* requests that it works on at the same time */
};

struct smz_provider {
    const char *name;
    const char *chosen_by[3]; /* variables that choose it where nothing else does */
    const char *key_env[3];   /* where its key is looked for, in order */
    const char *base_env;
    const char *base_url;
    const char *model; /* the default; NULL: the server is asked for the one it has */
    const char *key_header;
    const char *header;      /* another that every request has; or NULL */
    const char *models_path; /* behind base_url; lists the server's models */
    const char *model_path;  /* the same, of one model: its name behind it; or NULL */
    bool own_server;         /* one's own machine: one request at a time */
    bool widely_spoken;      /* by servers of many makes: ask what each of them has */

    /* An address as people write it -> what paths are put behind; NULL: smz_url_trim. */
    smz_str (*tidy)(smz_str url, struct smz_arena *arena);
    /* Asks a server of one's own about the endpoint's model; NULL where none tells. */
    void (*ask)(const struct smz_endpoint *endpoint, struct smz_arena *arena,
                struct smz_http_request *out);
    void (*tell)(const cJSON *said, struct smz_server *out);
    void (*build)(const struct smz_endpoint *endpoint, const struct smz_call *call,
                  struct smz_arena *arena, struct smz_http_request *out);
    /* Takes one JSON object of a good body: all of it, or a piece of a stream. */
    void (*take)(const cJSON *object, struct smz_taking *taking);
    /* Refines what the status says from an error body (NULL where it is no JSON). */
    void (*refuse)(int status, const cJSON *body, const struct smz_endpoint *endpoint,
                   struct smz_reply *reply);
};

extern const struct smz_provider smz_openai, smz_anthropic, smz_gemini, smz_ollama;

/* By name, in any case; NULL where there is none. */
const struct smz_provider *smz_provider_find(smz_str name);
/* The i-th row, in the order in which the environment is asked; NULL behind the last. */
const struct smz_provider *smz_provider_at(size_t i);

void smz_request_build(const struct smz_endpoint *endpoint, const struct smz_call *call,
                       struct smz_arena *arena, struct smz_http_request *out);
/* A GET of base_url + path with the provider's headers. */
void smz_request_get(const struct smz_endpoint *endpoint, const char *path,
                     struct smz_arena *arena, struct smz_http_request *out);
/* What a response comes to. Cannot fail: whatever the bytes are, it is some fault. */
void smz_reply_read(const struct smz_endpoint *endpoint,
                    const struct smz_http_response *response, struct smz_arena *arena,
                    struct smz_reply *out);

/* "cut off", "refused"…: for messages. */
const char *smz_fault_name(enum smz_fault fault);
/* Those that pass with time. */
bool smz_fault_passes(enum smz_fault fault);

/*
 * The delay that a response asks for, in milliseconds; -1 for none: retry-after-ms,
 * Retry-After as seconds, decimals or an HTTP date (RFC 9110, 10.2.3), Google's
 * RetryInfo ("41s", "1.5s") in `delay`.
 */
int64_t smz_retry_after(const struct smz_http_response *response, smz_str delay);

/* For the protocols' files. */

/* An address without slashes and one of the versions that people leave at its end. */
smz_str smz_url_trim(smz_str url);
smz_str smz_url_drop(smz_str url, smz_str end);
void smz_request_headers(const struct smz_endpoint *endpoint, struct smz_arena *arena,
                         struct smz_http_request *out);
/* Adds {"role", "content"} to a list of messages. */
void smz_request_message(cJSON *messages, const char *role, smz_str text);
/* Adds the temperature, if one is wanted and the server takes it. */
void smz_request_temperature(cJSON *object, const struct smz_endpoint *endpoint);
/* The body as text, in the arena; frees the object. */
smz_str smz_request_json(cJSON *body, struct smz_arena *arena);
cJSON *smz_request_schema(const struct smz_call *call);
/* The instructions, with the schema in them where the server takes none. */
smz_str smz_request_system(const struct smz_call *call, enum smz_shape shape,
                           struct smz_arena *arena);
void smz_take_text(struct smz_taking *taking, smz_str text);
void smz_take_fault(struct smz_taking *taking, enum smz_fault fault, smz_str reason);
bool smz_says_overflow(smz_str text);
bool smz_says_quota(smz_str text);
bool smz_says_any(smz_str text, const char *const *phrases, size_t n);
/* One step down from json_schema to json_object to plain; false at the bottom. */
bool smz_manner_simpler(struct smz_manner *manner, bool has_object);

#endif
