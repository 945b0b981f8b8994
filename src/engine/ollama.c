/* Ollama's own /api/chat: its /v1 cannot say how long the context is to be. */
#include "base/json.h"
#include "engine/provider.h"

/*
 * num_ctx is one figure for a whole run: another one makes the server load the model
 * again. truncate: false, or an over-long prompt loses its beginning silently.
 */
static void build(const struct smz_endpoint *endpoint, const struct smz_call *call,
                  struct smz_arena *arena, struct smz_http_request *out)
{
    const struct smz_manner *manner = &endpoint->manner;
    cJSON *body = cJSON_CreateObject(), *messages, *options;
    int needed = call->tokens_in + call->tokens_out;

    smz_json_add_str(body, "model", endpoint->model);
    cJSON_AddBoolToObject(body, "stream", !manner->whole);
    cJSON_AddBoolToObject(body, "truncate", false);
    options = cJSON_AddObjectToObject(body, "options");
    cJSON_AddNumberToObject(options, "num_ctx",
                            endpoint->context > 0 ? endpoint->context : needed);
    cJSON_AddNumberToObject(options, "num_predict", call->tokens_out);
    smz_request_temperature(options, endpoint);
    if (call->schema.len && manner->shape == SMZ_SHAPE_SCHEMA)
        cJSON_AddItemToObject(body, "format", smz_request_schema(call));
    else if (call->schema.len && manner->shape == SMZ_SHAPE_OBJECT)
        cJSON_AddStringToObject(body, "format", "json");
    messages = cJSON_AddArrayToObject(body, "messages");
    smz_request_message(messages, "system",
                        smz_request_system(call, manner->shape, arena));
    smz_request_message(messages, "user", call->user);
    smz_request_headers(endpoint, arena, out);
    out->url = smz_arena_printf(arena, "%.*s/api/chat", SMZ_ARG(endpoint->base_url));
    out->body = smz_request_json(body, arena);
}

static void take(const cJSON *object, struct smz_taking *taking)
{
    smz_str stop = smz_json_str(object, "done_reason");

    smz_take_text(taking, smz_json_str(smz_json_get(object, "message"), "content"));
    if (!smz_json_bool(object, "done"))
        return;
    taking->finished = true;
    taking->usage.in = smz_json_int(object, "prompt_eval_count", 0);
    taking->usage.out = smz_json_int(object, "eval_count", 0);
    if (smz_str_eq(stop, SMZ_S("length")))
        smz_take_fault(taking, SMZ_FAULT_CUT, SMZ_S("done_reason is length"));
    else if (smz_str_eq(stop, SMZ_S("load")) || smz_str_eq(stop, SMZ_S("unload")))
        smz_take_fault(taking, SMZ_FAULT_BUSY, SMZ_S("the model is being loaded"));
}

static void refuse(int status, const cJSON *body, const struct smz_endpoint *endpoint,
                   struct smz_reply *reply)
{
    static const char *const forms[] = {"format", "grammar", "schema"};
    smz_str words = smz_json_str(body, "error");

    (void)endpoint;
    if (status == 404 && smz_str_find_nocase(words, SMZ_S("model")) < 0)
        reply->fault = SMZ_FAULT_FATAL;
    else if (status == 400 && reply->fault == SMZ_FAULT_FATAL &&
             smz_says_any(words, forms, SMZ_COUNT(forms)) &&
             smz_manner_simpler(&reply->manner, true))
        reply->fault = SMZ_FAULT_MANNER;
}

/*
 * OLLAMA_HOST may be a host, host:port, :port or an address; without a scheme its port is
 * 11434 where it has none. What a server listens on, 0.0.0.0, is this machine to a
 * client.
 */
static smz_str tidy(smz_str url, struct smz_arena *arena)
{
    struct smz_cut cut = smz_str_cut(smz_url_trim(url), SMZ_S("://"));
    smz_str scheme = cut.found ? cut.head : SMZ_S("http");
    smz_str host = cut.found ? cut.tail : cut.head;
    smz_str port = smz_str_skip(host, (size_t)(smz_str_find_char(host, ']') + 1));
    bool named = !cut.found && smz_str_find_char(port, ':') < 0;

    if (smz_str_starts(host, SMZ_S("0.0.0.0")))
        host = smz_str_skip(host, 7);
    url = smz_arena_printf(arena, "%.*s://%s%.*s%s", SMZ_ARG(scheme),
                           !host.len || *host.ptr == ':' || *host.ptr == '/' ? "127.0.0.1"
                                                                             : "",
                           SMZ_ARG(host), named ? ":11434" : "");
    return smz_url_drop(url, SMZ_S("/api"));
}

static void ask(const struct smz_endpoint *endpoint, struct smz_arena *arena,
                struct smz_http_request *out)
{
    cJSON *body = cJSON_CreateObject();

    smz_json_add_str(body, "model", endpoint->model);
    smz_request_get(endpoint, "/api/show", arena, out);
    out->body = smz_request_json(body, arena);
}

/* The window that the model was given; else its own, as far as memory is worth it. */
static void tell(const cJSON *said, struct smz_server *out)
{
    enum { WINDOW = 16384 /* tokens: enough for a chunk */ };
    const cJSON *item;
    smz_str parameters = smz_json_str(said, "parameters"), line, word;
    int most = 0;

    cJSON_ArrayForEach(item, smz_json_get(said, "model_info"))
    {
        if (smz_str_ends(smz_str_of(item->string), SMZ_S(".context_length")))
            most = item->valueint;
    }
    out->context = most < WINDOW ? most : WINDOW;
    while (smz_str_line(&parameters, &line)) {
        int64_t n;

        if (smz_str_word(&line, &word) && smz_str_eq(word, SMZ_S("num_ctx")) &&
            smz_str_word(&line, &word) && smz_str_to_int(word, &n) && n > 0 &&
            n < INT32_MAX)
            out->context = (int)n;
    }
}

const struct smz_provider smz_ollama = {
    .name = "ollama",
    .chosen_by = {"OLLAMA_HOST"},
    .key_env = {"OLLAMA_API_KEY"},
    .base_env = "OLLAMA_HOST",
    .base_url = "http://127.0.0.1:11434",
    .key_header = "Authorization: Bearer ",
    .models_path = "/api/tags",
    .own_server = true,
    .widely_spoken = true,
    .tidy = tidy,
    .ask = ask,
    .tell = tell,
    .build = build,
    .take = take,
    .refuse = refuse,
};
