/* The Messages API. https://platform.claude.com/docs/en/api/messages */
#include "base/json.h"
#include "engine/provider.h"

static void add_format(cJSON *body, const struct smz_call *call)
{
    cJSON *format =
        cJSON_AddObjectToObject(cJSON_AddObjectToObject(body, "output_config"), "format");

    cJSON_AddStringToObject(format, "type", "json_schema");
    cJSON_AddItemToObject(format, "schema", smz_request_schema(call));
}

/* No prefill, and a temperature only if asked: current models refuse both. */
static void build(const struct smz_endpoint *endpoint, const struct smz_call *call,
                  struct smz_arena *arena, struct smz_http_request *out)
{
    const struct smz_manner *manner = &endpoint->manner;
    cJSON *body = cJSON_CreateObject(), *message = cJSON_CreateObject();

    smz_json_add_str(body, "model", endpoint->model);
    cJSON_AddNumberToObject(body, "max_tokens", call->tokens_out);
    smz_request_temperature(body, endpoint);
    if (!manner->whole)
        cJSON_AddBoolToObject(body, "stream", true);
    if (call->schema.len && manner->shape == SMZ_SHAPE_SCHEMA)
        add_format(body, call);
    smz_json_add_str(body, "system", smz_request_system(call, manner->shape, arena));
    cJSON_AddStringToObject(message, "role", "user");
    smz_json_add_str(message, "content", call->user);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(body, "messages"), message);
    smz_request_headers(endpoint, arena, out);
    out->url = smz_arena_printf(arena, "%.*s/v1/messages", SMZ_ARG(endpoint->base_url));
    out->body = smz_request_json(body, arena);
}

/* input_tokens counts only what the cache did not have. */
static void take_usage(const cJSON *usage, struct smz_usage *out)
{
    int in = smz_json_int(usage, "input_tokens", -1);
    int written = smz_json_int(usage, "cache_creation_input_tokens", 0);
    int read = smz_json_int(usage, "cache_read_input_tokens", 0);

    if (in >= 0) {
        out->cached = read;
        out->in = (int64_t)in + written + read;
    }
    out->out = smz_json_int(usage, "output_tokens", (int)out->out);
}

static void take_stop(const cJSON *holder, struct smz_taking *taking)
{
    smz_str stop = smz_json_str(holder, "stop_reason");

    if (!stop.len)
        return;
    taking->finished = true;
    if (smz_str_eq(stop, SMZ_S("max_tokens")))
        smz_take_fault(taking, SMZ_FAULT_CUT, SMZ_S("stop_reason is max_tokens"));
    else if (smz_str_eq(stop, SMZ_S("model_context_window_exceeded")))
        smz_take_fault(taking, SMZ_FAULT_OVERFLOW,
                       SMZ_S("the answer outgrew the model's context window"));
    else if (smz_str_eq(stop, SMZ_S("refusal"))) {
        const cJSON *details = smz_json_get(holder, "stop_details");
        smz_str why = smz_json_str(details, "explanation");

        smz_take_fault(taking, SMZ_FAULT_REFUSED,
                       why.len ? why : SMZ_S("stop_reason is refusal"));
    }
}

static void take_whole(const cJSON *message, struct smz_taking *taking)
{
    const cJSON *block;

    cJSON_ArrayForEach(block, smz_json_get(message, "content"))
    {
        if (smz_str_eq(smz_json_str(block, "type"), SMZ_S("text")))
            smz_take_text(taking, smz_json_str(block, "text"));
    }
    take_usage(smz_json_get(message, "usage"), &taking->usage);
    take_stop(message, taking);
}

/* Events not named here, now or later, carry nothing of the answer. */
static void take(const cJSON *object, struct smz_taking *taking)
{
    smz_str type = smz_json_str(object, "type");

    if (smz_str_eq(type, SMZ_S("message"))) {
        take_whole(object, taking);
    } else if (smz_str_eq(type, SMZ_S("message_start"))) {
        take_usage(smz_json_get(smz_json_get(object, "message"), "usage"),
                   &taking->usage);
    } else if (smz_str_eq(type, SMZ_S("content_block_delta"))) {
        const cJSON *delta = smz_json_get(object, "delta");

        if (smz_str_eq(smz_json_str(delta, "type"), SMZ_S("text_delta")))
            smz_take_text(taking, smz_json_str(delta, "text"));
    } else if (smz_str_eq(type, SMZ_S("message_delta"))) {
        take_usage(smz_json_get(object, "usage"), &taking->usage);
        take_stop(smz_json_get(object, "delta"), taking);
    }
}

static void refuse(int status, const cJSON *body, const struct smz_endpoint *endpoint,
                   struct smz_reply *reply)
{
    static const char *const forms[] = {"output_config", "output_format", "schema",
                                        "structured output"};
    const cJSON *error = smz_json_get(body, "error");
    smz_str type = smz_json_str(error, "type");
    smz_str detail = smz_json_str(smz_json_get(error, "details"), "error_code");
    smz_str words = smz_json_str(error, "message");

    (void)endpoint;
    if (smz_says_quota(detail) || smz_str_eq(type, SMZ_S("billing_error")))
        reply->fault = SMZ_FAULT_QUOTA;
    else if (status == 404 && smz_str_find(words, SMZ_S("model")) < 0)
        reply->fault = SMZ_FAULT_FATAL;
    else if (status == 400 && reply->fault == SMZ_FAULT_FATAL &&
             smz_says_any(words, forms, SMZ_COUNT(forms)) &&
             smz_manner_simpler(&reply->manner, false))
        reply->fault = SMZ_FAULT_MANNER;
    else if (smz_str_eq(type, SMZ_S("overloaded_error")))
        reply->fault = SMZ_FAULT_BUSY;
}

const struct smz_provider smz_anthropic = {
    .name = "anthropic",
    .chosen_by = {"ANTHROPIC_API_KEY"},
    .key_env = {"ANTHROPIC_API_KEY"},
    .base_env = "ANTHROPIC_BASE_URL",
    .base_url = "https://api.anthropic.com",
    .model = "claude-sonnet-5-5",
    .key_header = "x-api-key: ",
    .header = "anthropic-version: 2023-06-01",
    .models_path = "/v1/models?limit=1000",
    .model_path = "/v1/models/",
    .build = build,
    .take = take,
    .refuse = refuse,
};
