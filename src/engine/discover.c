/* What a server says of itself: its models, their windows, their prices. */
#include <string.h>
#include <time.h>

#include "base/data.h"
#include "base/file.h"
#include "base/json.h"
#include "engine/live.h"

enum {
    ASK_MS = 10 * 1000,      /* more would be waited for in vain */
    ASK_LOOK_MS = 200,       /* looked at how often */
    LOADING_MS = 120 * 1000, /* but a server that says it is loading its model */
    LOOK_MS = 1000,          /* looked at how often */
    UNKNOWN_CONTEXT = 32768, /* what every hosted model has at least */
    UNKNOWN_OWN = 8192,      /* what a server of one's own has as a rule */
    MOST_SLOTS = 16,         /* requests at the same time */
    LISTED = 12              /* model names in a message */
};

/*
 * Asks and waits. False where nothing good came. Looks are counted beside the clock: what
 * this machine is slow with is not the server's silence.
 */
static bool ask(struct smz_live *live, const struct smz_http_request *request,
                struct smz_http_response *out)
{
    int64_t until;

    live->net.start(live->net.self, 0, request);
    until = live->net.now(live->net.self) + ASK_MS;
    for (int look = 0;
         look < ASK_MS / ASK_LOOK_MS || live->net.now(live->net.self) < until; look++) {
        if (live->options.stop && *live->options.stop)
            break;
        if (live->net.wait(live->net.self, ASK_LOOK_MS, out) == 0)
            return out->status == 200;
    }
    live->net.stop(live->net.self, 0);
    *out = (struct smz_http_response){.net = SMZ_NET_REFUSED,
                                      .reason = SMZ_S("no answer in ten seconds")};
    return false;
}

static cJSON *ask_json(struct smz_live *live, const struct smz_http_request *request)
{
    struct smz_http_response response;

    return ask(live, request, &response)
               ? cJSON_ParseWithLength(response.body.ptr, response.body.len)
               : NULL;
}

static cJSON *get_json(struct smz_live *live, const char *path)
{
    struct smz_arena arena;
    struct smz_http_request request;
    cJSON *root;

    smz_arena_init(&arena);
    smz_request_get(&live->endpoint, path, &arena, &request);
    root = ask_json(live, &request);
    smz_arena_release(&arena);
    return root;
}

/* ---- The list of models ---- */

/* Every server has a list of objects under one of two names, each with one of three. */
static const cJSON *rows_of(const cJSON *root)
{
    const cJSON *data = smz_json_get(root, "data");

    return data ? data : smz_json_get(root, "models");
}

static smz_str name_of(const cJSON *row)
{
    smz_str s = smz_json_str(row, "id");

    if (!s.len)
        s = smz_json_str(row, "name");
    if (smz_str_starts(s, SMZ_S("models/")))
        s = smz_str_skip(s, 7);
    return s;
}

smz_str live_models(struct smz_live *live, struct smz_arena *run)
{
    cJSON *root = get_json(live, live->choice.provider->models_path);
    struct smz_buf names;
    const cJSON *row;
    smz_str kept;
    int n = 0;

    smz_buf_init(&names, 2000);
    cJSON_ArrayForEach(row, rows_of(root))
    {
        smz_str name = name_of(row);

        if (!name.len)
            continue;
        if (n++ == LISTED)
            smz_buf_add(&names, SMZ_S(", …"));
        else if (n <= LISTED)
            smz_buf_printf(&names, "%s%.*s", n > 1 ? ", " : "", SMZ_ARG(name));
    }
    kept = smz_arena_keep(run, smz_buf_str(&names));
    smz_buf_release(&names);
    cJSON_Delete(root);
    return kept;
}

static int first_int(const cJSON *row, const char *const *keys)
{
    for (; *keys; keys++) {
        int v = smz_json_int(row, *keys, 0);

        if (v > 0)
            return v;
    }
    return 0;
}

/* OpenRouter: dollars per token, as strings. */
static void take_price(const cJSON *pricing, struct smz_model *m)
{
    double in = smz_json_number(pricing, "prompt", -1);
    double out = smz_json_number(pricing, "completion", -1);

    if (m->price_in < 0 && in >= 0 && out >= 0) {
        m->price_in = in * 1e6;
        m->price_out = out * 1e6;
    }
}

static void take_row(const cJSON *row, struct smz_model *m)
{
    static const char *const windows[] = {"max_model_len",      "context_window",
                                          "context_length",     "loaded_context_length",
                                          "max_input_tokens",   "inputTokenLimit",
                                          "max_context_length", NULL};
    static const char *const outputs[] = {"max_completion_tokens", "max_tokens",
                                          "outputTokenLimit", NULL};
    int context = first_int(row, windows), output = first_int(row, outputs);

    if (!output)
        output =
            smz_json_int(smz_json_get(row, "top_provider"), "max_completion_tokens", 0);
    if (context)
        m->context = context;
    if (output)
        m->output = output;
    take_price(smz_json_get(row, "pricing"), m);
}

/* Servers that answer many requests at once about as fast as one. */
static bool answers_many(const cJSON *row)
{
    smz_str owner = smz_json_str(row, "owned_by");

    return smz_str_eq(owner, SMZ_S("vllm")) || smz_str_eq(owner, SMZ_S("sglang"));
}

/* Finds the model in the list, or takes the list's first where none was asked for. */
static void take_list(struct smz_live *live, const cJSON *root, struct smz_model *m)
{
    const cJSON *row;

    cJSON_ArrayForEach(row, rows_of(root))
    {
        smz_str name = name_of(row);

        if (!name.len)
            continue;
        if (!live->endpoint.model.len)
            live->endpoint.model = smz_arena_keep(live->run, name);
        if (smz_str_eq(name, live->endpoint.model)) {
            take_row(row, m);
            if (answers_many(row) && live->options.jobs <= 0)
                live->jobs = MOST_SLOTS;
            return;
        }
    }
}

/* ---- Servers of one's own ---- */

/* What the server says of itself beyond its list. */
static void take_server(struct smz_live *live, struct smz_model *m)
{
    const struct smz_provider *p = live->choice.provider;
    struct smz_server said = {0};
    struct smz_arena arena;
    struct smz_http_request request;
    cJSON *root;

    smz_arena_init(&arena);
    p->ask(&live->endpoint, &arena, &request);
    root = ask_json(live, &request);
    p->tell(root, &said);
    if (said.context > 0)
        m->context = said.context;
    if (said.slots > 0 && !live->options.jobs)
        live->jobs = said.slots > MOST_SLOTS ? MOST_SLOTS : said.slots;
    cJSON_Delete(root);
    smz_arena_release(&arena);
}

/* The list, waited for while the server says that it is not ready yet. */
static bool ask_ready(struct smz_live *live, const struct smz_http_request *request,
                      struct smz_http_response *out)
{
    int64_t until = live->net.now(live->net.self) + LOADING_MS;
    struct smz_http_response none;

    while (!ask(live, request, out)) {
        if (out->status != 503 || live->net.now(live->net.self) > until ||
            (live->options.stop && *live->options.stop))
            return false;
        live_log(live, "%.*s is not ready yet", SMZ_ARG(live->endpoint.base_url));
        live->net.wait(live->net.self, LOOK_MS, &none);
    }
    return true;
}

static enum smz_code ask_own(struct smz_live *live, struct smz_model *m,
                             struct smz_err *err)
{
    const struct smz_provider *p = live->choice.provider;
    struct smz_arena arena;
    struct smz_http_request request;
    struct smz_http_response response;
    struct smz_reply reply;
    enum smz_code code = SMZ_OK;
    cJSON *root = NULL;

    smz_arena_init(&arena);
    smz_request_get(&live->endpoint, p->models_path, &arena, &request);
    if (ask_ready(live, &request, &response)) {
        root = cJSON_ParseWithLength(response.body.ptr, response.body.len);
        take_list(live, root, m);
    } else if (response.net || response.status == 401 || response.status == 503) {
        smz_reply_read(&live->endpoint, &response, &arena, &reply);
        code = live_explain(live, reply.fault, reply.reason, err);
    }
    cJSON_Delete(root);
    smz_arena_release(&arena);
    if (code)
        return code;
    if (!live->endpoint.model.len)
        return smz_fail(err, SMZ_ECONFIG,
                        "%s: %.*s names no model: give one with -m, or load one there",
                        p->name, SMZ_ARG(live->endpoint.base_url));
    if (p->ask && live->choice.home && !m->context)
        take_server(live, m);
    return SMZ_OK;
}

/* A model newer than the table: vendors tell its limits. */
static void ask_vendor(struct smz_live *live, struct smz_model *m)
{
    smz_str path =
        smz_arena_printf(live->run, "%s%.*s", live->choice.provider->model_path,
                         SMZ_ARG(live->endpoint.model));
    cJSON *root = get_json(live, path.ptr);

    take_row(root, m);
    cJSON_Delete(root);
}

/* ---- Together ---- */

static smz_str today(struct smz_arena *run)
{
    time_t now = time(NULL);
    struct tm tm;

    gmtime_r(&now, &tm);
    return smz_arena_printf(run, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1,
                            tm.tm_mday);
}

static enum smz_code from_tables(struct smz_live *live, struct smz_model *m,
                                 struct smz_err *err)
{
    smz_str table = smz_data_get("models.tsv"), day = today(live->run);

    const char *own_table =
        smz_arena_printf(live->run, "the table of %.*s", SMZ_ARG(smz_model_date(table)))
            .ptr;

    live->limits_from = own_table;
    if (live->options.models) {
        struct smz_bytes bytes;
        enum smz_code code = smz_file_read(live->options.models, 1 << 20, &bytes, err);

        if (code)
            return smz_wrap(err, SMZ_ECONFIG, "models");
        *m = smz_model_find(bytes.str, live->endpoint.model, day);
        smz_bytes_release(&bytes);
        live->limits_from = live->options.models;
        if (m->known)
            return SMZ_OK;
        live->limits_from = own_table;
    }
    *m = smz_model_find(table, live->endpoint.model, day);
    return SMZ_OK;
}

static void settle(struct smz_live *live, const struct smz_model *m, bool asked)
{
    int context = m->context;

    if (asked && context)
        live->limits_from = "the server";
    if (!context) {
        context = live->choice.home ? UNKNOWN_OWN : UNKNOWN_CONTEXT;
        live->limits_from = "a guess";
    }
    if (live->options.context > 0) {
        context = live->options.context;
        live->limits_from = "--context";
    }
    live->guessed = !m->context && live->options.context <= 0;
    live->model = *m;
    live->endpoint.context = context;
    live->limits = (struct smz_limits){
        .context = context,
        .output = m->output > 0         ? m->output
                  : context / 4 < 16384 ? context / 4
                                        : 16384,
        .has_model = true,
    };
}

enum smz_code live_discover(struct smz_live *live, struct smz_err *err)
{
    const struct smz_provider *p = live->choice.provider;
    struct smz_model m, said = {.price_in = -1, .price_out = -1};
    bool asks = !live->options.offline && (p->own_server || !live->choice.own);
    enum smz_code code = SMZ_OK;

    if (asks && p->widely_spoken)
        code = ask_own(live, &said, err);
    if (!code)
        code = from_tables(live, &m, err);
    if (code)
        return code;
    if (!m.known && !live->options.offline && live->choice.own && p->model_path)
        ask_vendor(live, &said);
    if (said.context)
        m.context = said.context;
    if (said.output)
        m.output = said.output;
    if (m.price_in < 0) {
        m.price_in = said.price_in;
        m.price_out = said.price_out;
    }
    settle(live, &m, said.context > 0);
    return SMZ_OK;
}
