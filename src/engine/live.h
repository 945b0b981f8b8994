/* Inside ENGINE: a live engine that was opened, and the parts of its work. */
#ifndef SMZ_ENGINE_LIVE_H
#define SMZ_ENGINE_LIVE_H

#include "engine/cache.h"
#include "engine/models.h"
#include "engine/net.h"
#include "engine/provider.h"
#include "summarize/engine.h"

/* Which server, as whom, and how that was decided. */
struct live_choice {
    const struct smz_provider *provider;
    smz_str base_url, key, model; /* model empty: to be asked for */
    const char *key_from;         /* "ANTHROPIC_API_KEY", or NULL without one */
    const char *why;              /* the variable or option that decides */
    bool loopback;
    bool home; /* a server of one's own: slow, one request at a time, asked what it has */
    bool own;  /* base_url is the provider's own */
};

struct smz_live {
    struct smz_live_options options;
    struct live_choice choice;
    struct smz_endpoint endpoint;
    struct smz_model model;
    struct smz_limits limits;
    const char *limits_from;
    bool guessed;
    bool kept; /* the cache has answers of this run */
    int jobs;
    struct smz_cache *cache; /* or NULL */
    struct smz_curl *curl;
    struct smz_net net;
    struct smz_arena *run;
    struct smz_notes *notes;
};

/* Options and environment -> choice. A function of its arguments. */
enum smz_code live_choose(const struct smz_live_options *options, struct smz_arena *run,
                          struct live_choice *out, struct smz_err *err);

/*
 * Model, context window and price of what was chosen: asks servers of one's own and
 * for models that the table does not have, unless offline.
 */
enum smz_code live_discover(struct smz_live *live, struct smz_err *err);
/* Names of models that the server has, comma-separated; empty where it does not say. */
smz_str live_models(struct smz_live *live, struct smz_arena *run);

/* What a fault means to the user, with what to do: fills err, returns its code. */
enum smz_code live_explain(struct smz_live *live, enum smz_fault fault, smz_str reason,
                           struct smz_err *err);
/* The server's words without the key, should it repeat it, on one line. */
smz_str live_tame(const struct smz_live *live, smz_str reason, struct smz_arena *run);

/* Seconds that a request is expected to take. */
double live_seconds(const struct smz_live *live, double tokens_in, double tokens_out);
void live_log(const struct smz_live *live, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
