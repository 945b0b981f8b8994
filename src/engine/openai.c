/*
 * Chat completions, as OpenAI and nearly every other server speak them.
 * https://platform.openai.com/docs/api-reference/chat
 */
#include <string.h>

#include "base/json.h"
#include "engine/provider.h"

/* OpenAI's own models refuse max_tokens, many other servers ignore the newer name. */
static const char *cap_field(const struct smz_endpoint *endpoint)
{
    bool own = smz_str_find(endpoint->base_url, SMZ_S("//api.openai.com")) >= 0;

    return own != endpoint->manner.other_cap ? "max_completion_tokens" : "max_tokens";
}

static void add_format(cJSON *body, const struct smz_call *call, enum smz_shape shape)
{
    cJSON *format, *inner;

    if (!call->schema.len || shape == SMZ_SHAPE_PLAIN)
        return;
    format = cJSON_AddObjectToObject(body, "response_format");
    if (shape == SMZ_SHAPE_OBJECT) {
        cJSON_AddStringToObject(format, "type", "json_object");
        return;
    }
    cJSON_AddStringToObject(format, "type", "json_schema");
    inner = cJSON_AddObjectToObject(format, "json_schema");
    smz_json_add_str(inner, "name", call->name);
    cJSON_AddBoolToObject(inner, "strict", true);
    cJSON_AddItemToObject(inner, "schema", smz_request_schema(call));
}

static void build(const struct smz_endpoint *endpoint, const struct smz_call *call,
                  struct smz_arena *arena, struct smz_http_request *out)
{
    const struct smz_manner *manner = &endpoint->manner;
    cJSON *body = cJSON_CreateObject(), *messages;

    smz_json_add_str(body, "model", endpoint->model);
    cJSON_AddNumberToObject(body, cap_field(endpoint), call->tokens_out);
    smz_request_temperature(body, endpoint);
    if (!manner->whole) {
        cJSON_AddBoolToObject(body, "stream", true);
        if (!manner->no_usage)
            cJSON_AddBoolToObject(cJSON_AddObjectToObject(body, "stream_options"),
                                  "include_usage", true);
    }
    add_format(body, call, manner->shape);
    messages = cJSON_AddArrayToObject(body, "messages");
    smz_request_message(messages, "system",
                        smz_request_system(call, manner->shape, arena));
    smz_request_message(messages, "user", call->user);
    smz_request_headers(endpoint, arena, out);
    out->url =
        smz_arena_printf(arena, "%.*s/chat/completions", SMZ_ARG(endpoint->base_url));
    out->body = smz_request_json(body, arena);
}

static void take_usage(const cJSON *usage, struct smz_usage *out)
{
    if (!cJSON_IsObject(usage))
        return;
    out->in = smz_json_int(usage, "prompt_tokens", (int)out->in);
    out->out = smz_json_int(usage, "completion_tokens", (int)out->out);
    out->cached = smz_json_int(smz_json_get(usage, "prompt_tokens_details"),
                               "cached_tokens", (int)out->cached);
}

static void take(const cJSON *object, struct smz_taking *taking)
{
    const cJSON *choice = cJSON_GetArrayItem(smz_json_get(object, "choices"), 0);
    const cJSON *message = smz_json_get(choice, "message");
    smz_str stop = smz_json_str(choice, "finish_reason");
    smz_str refusal;

    if (!message)
        message = smz_json_get(choice, "delta");
    refusal = smz_json_str(message, "refusal");
    take_usage(smz_json_get(object, "usage"), &taking->usage);
    smz_take_text(taking, smz_json_str(message, "content"));
    if (refusal.len)
        smz_take_fault(taking, SMZ_FAULT_REFUSED, refusal);
    if (stop.len)
        taking->finished = true;
    if (smz_str_eq(stop, SMZ_S("length")))
        smz_take_fault(taking, SMZ_FAULT_CUT, SMZ_S("finish_reason is length"));
    else if (smz_str_eq(stop, SMZ_S("content_filter")))
        smz_take_fault(taking, SMZ_FAULT_REFUSED, SMZ_S("finish_reason content_filter"));
    else if (smz_str_eq(stop, SMZ_S("error")))
        smz_take_fault(taking, SMZ_FAULT_BUSY,
                       smz_json_str(smz_json_get(object, "error"), "message"));
}

/* A 400 that names a field is about that field. */
static bool other_manner(smz_str words, struct smz_reply *reply)
{
    static const char *const caps[] = {"max_tokens", "max_completion_tokens"};
    static const char *const forms[] = {"response_format", "json_schema", "json_object",
                                        "structured output", "grammar"};

    if (smz_str_find_nocase(words, SMZ_S("stream_options")) >= 0 &&
        !reply->manner.no_usage)
        reply->manner.no_usage = true;
    else if (smz_says_any(words, forms, SMZ_COUNT(forms)))
        return smz_manner_simpler(&reply->manner, true);
    else if (smz_says_any(words, caps, SMZ_COUNT(caps)) && !reply->manner.other_cap)
        reply->manner.other_cap = true;
    else
        return false;
    return true;
}

static void refuse(int status, const cJSON *body, const struct smz_endpoint *endpoint,
                   struct smz_reply *reply)
{
    const cJSON *error = smz_json_get(body, "error");
    smz_str code = smz_json_str(error, "code"), type = smz_json_str(error, "type");
    smz_str words = smz_json_str(error, "message");

    (void)endpoint;
    if (smz_says_quota(code) || smz_says_quota(type))
        reply->fault = SMZ_FAULT_QUOTA;
    else if (smz_says_overflow(code) || smz_says_overflow(type))
        reply->fault = SMZ_FAULT_OVERFLOW;
    else if (smz_str_eq(code, SMZ_S("invalid_api_key")))
        reply->fault = SMZ_FAULT_KEY;
    else if (smz_str_eq(code, SMZ_S("model_not_found")))
        reply->fault = SMZ_FAULT_MODEL;
    else if (status == 404 && (!error || smz_str_find_nocase(words, SMZ_S("model")) < 0))
        reply->fault = SMZ_FAULT_FATAL; /* a wrong path, not a wrong model */
    else if ((status == 400 || status == 422) && reply->fault == SMZ_FAULT_FATAL) {
        smz_str param = smz_json_str(error, "param");

        if (other_manner(words.len ? words : reply->reason, reply) ||
            other_manner(param, reply))
            reply->fault = SMZ_FAULT_MANNER;
    }
}

static smz_str tidy(smz_str url, struct smz_arena *arena)
{
    while (url.len && url.ptr[url.len - 1] == '/')
        url.len--;
    if (smz_str_find_char(smz_str_cut(url, SMZ_S("://")).tail, '/') < 0)
        return smz_arena_printf(arena, "%.*s/v1", SMZ_ARG(url));
    return smz_url_drop(url, SMZ_S("/chat/completions"));
}

/* llama.cpp's server; others do not know the path. */
static void ask(const struct smz_endpoint *endpoint, struct smz_arena *arena,
                struct smz_http_request *out)
{
    struct smz_endpoint root = *endpoint;

    root.base_url = smz_url_drop(root.base_url, SMZ_S("/v1"));
    smz_request_get(&root, "/props", arena, out);
}

/* What was allocated, which may be less than what the model knows. */
static void tell(const cJSON *said, struct smz_server *out)
{
    const cJSON *settings = smz_json_get(said, "default_generation_settings");

    out->context = smz_json_int(settings, "n_ctx", 0);
    out->slots = smz_json_int(said, "total_slots", 0);
}

const struct smz_provider smz_openai = {
    .name = "openai",
    .chosen_by = {"OPENAI_API_KEY", "OPENAI_BASE_URL"},
    .key_env = {"OPENAI_API_KEY"},
    .base_env = "OPENAI_BASE_URL",
    .base_url = "https://api.openai.com/v1",
    .model = "gpt-6.1-terra",
    .key_header = "Authorization: Bearer ",
    .models_path = "/models",
    .widely_spoken = true,
    .tidy = tidy,
    .ask = ask,
    .tell = tell,
    .build = build,
    .take = take,
    .refuse = refuse,
};
