/* generateContent. https://ai.google.dev/api/generate-content */
#include "base/json.h"
#include "engine/provider.h"

static cJSON *add_parts(cJSON *holder, smz_str text)
{
    cJSON *part = cJSON_CreateObject();

    smz_json_add_str(part, "text", text);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(holder, "parts"), part);
    return holder;
}

/* The key goes into a header: in the address it would stand in every log. */
static void build(const struct smz_endpoint *endpoint, const struct smz_call *call,
                  struct smz_arena *arena, struct smz_http_request *out)
{
    const struct smz_manner *manner = &endpoint->manner;
    cJSON *body = cJSON_CreateObject(), *content = cJSON_CreateObject(), *config;

    add_parts(cJSON_AddObjectToObject(body, "systemInstruction"),
              smz_request_system(call, manner->shape, arena));
    cJSON_AddStringToObject(content, "role", "user");
    add_parts(content, call->user);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(body, "contents"), content);
    config = cJSON_AddObjectToObject(body, "generationConfig");
    cJSON_AddNumberToObject(config, "maxOutputTokens", call->tokens_out);
    smz_request_temperature(config, endpoint);
    if (call->schema.len && manner->shape != SMZ_SHAPE_PLAIN)
        cJSON_AddStringToObject(config, "responseMimeType", "application/json");
    if (call->schema.len && manner->shape == SMZ_SHAPE_SCHEMA)
        cJSON_AddItemToObject(config, "responseJsonSchema", smz_request_schema(call));
    smz_request_headers(endpoint, arena, out);
    out->url = smz_arena_printf(arena, "%.*s/v1beta/models/%.*s:%s",
                                SMZ_ARG(endpoint->base_url), SMZ_ARG(endpoint->model),
                                manner->whole ? "generateContent"
                                              : "streamGenerateContent?alt=sse");
    out->body = smz_request_json(body, arena);
}

static void take_usage(const cJSON *usage, struct smz_usage *out)
{
    if (!cJSON_IsObject(usage))
        return;
    out->in = smz_json_int(usage, "promptTokenCount", (int)out->in);
    out->cached = smz_json_int(usage, "cachedContentTokenCount", (int)out->cached);
    out->out = smz_json_int(usage, "candidatesTokenCount", 0) +
               smz_json_int(usage, "thoughtsTokenCount", 0);
}

static void take_stop(smz_str stop, struct smz_taking *taking)
{
    static const char *const cut[] = {"MAX_TOKENS", "CONTINUATION"};
    static const char *const refused[] = {"SAFETY",    "RECITATION", "PROHIBITED_CONTENT",
                                          "BLOCKLIST", "SPII",       "LANGUAGE"};

    if (!stop.len || smz_str_eq(stop, SMZ_S("FINISH_REASON_UNSPECIFIED")))
        return;
    taking->finished = true;
    if (smz_str_eq(stop, SMZ_S("STOP")))
        return;
    smz_take_fault(taking,
                   smz_says_any(stop, cut, SMZ_COUNT(cut))           ? SMZ_FAULT_CUT
                   : smz_says_any(stop, refused, SMZ_COUNT(refused)) ? SMZ_FAULT_REFUSED
                                                                     : SMZ_FAULT_WRONG,
                   smz_arena_printf(taking->arena, "finishReason %.*s", SMZ_ARG(stop)));
}

static void take(const cJSON *object, struct smz_taking *taking)
{
    const cJSON *candidate = cJSON_GetArrayItem(smz_json_get(object, "candidates"), 0);
    smz_str blocked = smz_json_str(smz_json_get(object, "promptFeedback"), "blockReason");
    const cJSON *content = smz_json_get(candidate, "content"), *part;

    cJSON_ArrayForEach(part, smz_json_get(content, "parts"))
    {
        if (!smz_json_bool(part, "thought"))
            smz_take_text(taking, smz_json_str(part, "text"));
    }
    take_usage(smz_json_get(object, "usageMetadata"), &taking->usage);
    take_stop(smz_json_str(candidate, "finishReason"), taking);
    if (!candidate && blocked.len)
        smz_take_fault(
            taking, SMZ_FAULT_REFUSED,
            smz_arena_printf(taking->arena, "prompt blocked: %.*s", SMZ_ARG(blocked)));
}

/* A wrong key is a 400, a spent day a 429, and the delay stands in the body. */
static void read_detail(const cJSON *detail, struct smz_reply *reply)
{
    smz_str reason = smz_json_str(detail, "reason");
    const cJSON *violation;

    if (smz_str_eq(reason, SMZ_S("API_KEY_INVALID")))
        reply->fault = SMZ_FAULT_KEY;
    if (reply->wait_ms < 0)
        reply->wait_ms = smz_retry_after(&(struct smz_http_response){0},
                                         smz_json_str(detail, "retryDelay"));
    cJSON_ArrayForEach(violation, smz_json_get(detail, "violations"))
    {
        if (smz_str_find(smz_json_str(violation, "quotaId"), SMZ_S("PerDay")) >= 0)
            reply->fault = SMZ_FAULT_QUOTA;
    }
}

static void refuse(int status, const cJSON *body, const struct smz_endpoint *endpoint,
                   struct smz_reply *reply)
{
    static const char *const forms[] = {"responseJsonSchema", "response_json_schema",
                                        "response_schema",    "responseSchema",
                                        "responseMimeType",   "response_mime_type"};
    const cJSON *error = smz_json_get(body, "error"), *detail;
    smz_str words = smz_json_str(error, "message");

    (void)endpoint;
    cJSON_ArrayForEach(detail, smz_json_get(error, "details"))
    {
        read_detail(detail, reply);
    }
    if (status == 400 && reply->fault == SMZ_FAULT_FATAL) {
        if (smz_str_find_nocase(words, SMZ_S("API key")) >= 0 ||
            smz_str_eq(smz_json_str(error, "status"), SMZ_S("FAILED_PRECONDITION")))
            reply->fault = SMZ_FAULT_KEY;
        else if (smz_says_any(words, forms, SMZ_COUNT(forms)) &&
                 smz_manner_simpler(&reply->manner, true))
            reply->fault = SMZ_FAULT_MANNER;
    }
}

const struct smz_provider smz_gemini = {
    .name = "gemini",
    .chosen_by = {"GEMINI_API_KEY", "GOOGLE_API_KEY"},
    .key_env = {"GOOGLE_API_KEY", "GEMINI_API_KEY"},
    .base_env = "GOOGLE_GEMINI_BASE_URL",
    .base_url = "https://generativelanguage.googleapis.com",
    .model = "gemini-3.8-flash",
    .key_header = "x-goog-api-key: ",
    .models_path = "/v1beta/models?pageSize=1000",
    .model_path = "/v1beta/models/",
    .build = build,
    .take = take,
    .refuse = refuse,
};
