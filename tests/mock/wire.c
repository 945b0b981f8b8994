/* The four protocols from the server's side. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "mock.h"

int mock_tokens(size_t bytes)
{
    return (int)(bytes / 4) + 1;
}

/* ---- Requests ---- */

static smz_str part_text(const cJSON *holder)
{
    return smz_json_str(cJSON_GetArrayItem(smz_json_get(holder, "parts"), 0), "text");
}

static void read_messages(struct mock_request *out)
{
    const cJSON *m;

    cJSON_ArrayForEach(m, smz_json_get(out->body, "messages"))
    {
        smz_str role = smz_json_str(m, "role");

        if (smz_str_eq(role, SMZ_S("system")))
            out->system = smz_json_str(m, "content");
        else
            out->user = smz_json_str(m, "content");
    }
}

bool mock_read(const char *path, smz_str body, struct mock_request *out)
{
    *out = (struct mock_request){
        .body = cJSON_ParseWithLength(body.ptr, body.len),
        .tokens_in = mock_tokens(body.len),
    };
    if (!out->body)
        return false;
    out->stream = smz_json_bool(out->body, "stream");
    out->usage =
        smz_json_bool(smz_json_get(out->body, "stream_options"), "include_usage");
    read_messages(out);
    if (strstr(path, "/chat/completions")) {
        out->protocol = MOCK_OPENAI;
    } else if (strstr(path, "/v1/messages")) {
        out->protocol = MOCK_ANTHROPIC;
        out->system = smz_json_str(out->body, "system");
    } else if (strstr(path, "enerateContent")) {
        out->protocol = MOCK_GEMINI;
        out->stream = strstr(path, "stream") != NULL;
        out->system = part_text(smz_json_get(out->body, "systemInstruction"));
        out->user = part_text(cJSON_GetArrayItem(smz_json_get(out->body, "contents"), 0));
    } else if (strstr(path, "/api/chat")) {
        out->protocol = MOCK_OLLAMA;
        out->stream = !cJSON_IsFalse(smz_json_get(out->body, "stream"));
    } else {
        mock_release(out);
        return false;
    }
    return true;
}

void mock_release(struct mock_request *request)
{
    cJSON_Delete(request->body);
    request->body = NULL;
}

/* ---- Answers ---- */

/* How a protocol says why it stops. */
static const char *stop_of(enum mock_protocol p, enum mock_deed deed)
{
    static const char *const stops[][4] = {
        /* well, cut, refused, blocked */
        [MOCK_OPENAI] = {"stop", "length", "stop", "content_filter"},
        [MOCK_ANTHROPIC] = {"end_turn", "max_tokens", "refusal", "refusal"},
        [MOCK_GEMINI] = {"STOP", "MAX_TOKENS", "SAFETY", "RECITATION"},
        [MOCK_OLLAMA] = {"stop", "length", "stop", "stop"},
    };

    return stops[p][deed == MOCK_CUT      ? 1
                    : deed == MOCK_REFUSE ? 2
                    : deed == MOCK_BLOCK  ? 3
                                          : 0];
}

static void print(cJSON *object, const char *before, const char *after,
                  struct smz_buf *out)
{
    char *text = cJSON_PrintUnformatted(object);

    smz_buf_printf(out, "%s%s%s", before, text, after);
    cJSON_free(text);
    cJSON_Delete(object);
}

static cJSON *openai(const char *holder, smz_str text, const char *stop)
{
    cJSON *root = cJSON_CreateObject(), *choice = cJSON_CreateObject(), *message;

    cJSON_AddStringToObject(root, "id", "chatcmpl-1");
    cJSON_AddItemToArray(cJSON_AddArrayToObject(root, "choices"), choice);
    cJSON_AddNumberToObject(choice, "index", 0);
    message = cJSON_AddObjectToObject(choice, holder);
    if (text.ptr)
        smz_json_add_str(message, "content", text);
    if (stop)
        cJSON_AddStringToObject(choice, "finish_reason", stop);
    return root;
}

static cJSON *openai_usage(int in, int out)
{
    cJSON *usage = cJSON_CreateObject();

    cJSON_AddNumberToObject(usage, "prompt_tokens", in);
    cJSON_AddNumberToObject(usage, "completion_tokens", out);
    cJSON_AddNumberToObject(usage, "total_tokens", in + out);
    return usage;
}

static cJSON *gemini(smz_str text, const char *stop, int in, int out, bool thought)
{
    cJSON *root = cJSON_CreateObject(), *candidate = cJSON_CreateObject(), *parts, *part;
    cJSON *usage;

    cJSON_AddItemToArray(cJSON_AddArrayToObject(root, "candidates"), candidate);
    parts =
        cJSON_AddArrayToObject(cJSON_AddObjectToObject(candidate, "content"), "parts");
    part = cJSON_CreateObject();
    smz_json_add_str(part, "text", text);
    if (thought)
        cJSON_AddBoolToObject(part, "thought", true);
    cJSON_AddItemToArray(parts, part);
    if (stop)
        cJSON_AddStringToObject(candidate, "finishReason", stop);
    usage = cJSON_AddObjectToObject(root, "usageMetadata");
    cJSON_AddNumberToObject(usage, "promptTokenCount", in);
    cJSON_AddNumberToObject(usage, "candidatesTokenCount", out);
    return root;
}

static cJSON *ollama(smz_str text, const char *stop, int in, int out)
{
    cJSON *root = cJSON_CreateObject(), *message;

    cJSON_AddStringToObject(root, "model", "mock");
    message = cJSON_AddObjectToObject(root, "message");
    cJSON_AddStringToObject(message, "role", "assistant");
    smz_json_add_str(message, "content", text);
    cJSON_AddBoolToObject(root, "done", stop != NULL);
    if (stop) {
        cJSON_AddStringToObject(root, "done_reason", stop);
        cJSON_AddNumberToObject(root, "prompt_eval_count", in);
        cJSON_AddNumberToObject(root, "eval_count", out);
    }
    return root;
}

static cJSON *anthropic(const struct mock_request *r, smz_str text, const char *stop,
                        int out, bool thought)
{
    cJSON *root = cJSON_CreateObject(), *content, *block, *usage;

    cJSON_AddStringToObject(root, "type", "message");
    cJSON_AddStringToObject(root, "role", "assistant");
    content = cJSON_AddArrayToObject(root, "content");
    if (thought) {
        block = cJSON_CreateObject();
        cJSON_AddStringToObject(block, "type", "thinking");
        cJSON_AddStringToObject(block, "thinking", "hm");
        cJSON_AddItemToArray(content, block);
    }
    block = cJSON_CreateObject();
    cJSON_AddStringToObject(block, "type", "text");
    smz_json_add_str(block, "text", text);
    cJSON_AddItemToArray(content, block);
    cJSON_AddStringToObject(root, "stop_reason", stop);
    usage = cJSON_AddObjectToObject(root, "usage");
    cJSON_AddNumberToObject(usage, "input_tokens", r->tokens_in);
    cJSON_AddNumberToObject(usage, "output_tokens", out);
    return root;
}

void mock_whole(const struct mock_request *r, enum mock_deed deed, smz_str text,
                struct smz_buf *out)
{
    const char *stop = stop_of(r->protocol, deed);
    int in = r->tokens_in, n = mock_tokens(text.len);
    bool think = deed == MOCK_THINK;
    cJSON *root = NULL;

    switch (r->protocol) {
    case MOCK_OPENAI:
        root = openai("message", text, stop);
        if (deed == MOCK_REFUSE || think)
            cJSON_AddStringToObject(
                cJSON_GetObjectItem(cJSON_GetObjectItem(root, "choices")->child,
                                    "message"),
                think ? "reasoning_content" : "refusal", "hm");
        cJSON_AddItemToObject(root, "usage", openai_usage(in, n));
        break;
    case MOCK_ANTHROPIC:
        root = anthropic(r, text, stop, n, think);
        break;
    case MOCK_GEMINI:
        root = gemini(text, stop, in, n, false);
        break;
    case MOCK_OLLAMA:
        root = ollama(text, stop, in, n);
        break;
    }
    print(root, "", "", out);
}

void mock_open(const struct mock_request *r, enum mock_deed deed, struct smz_buf *out)
{
    bool think = deed == MOCK_THINK;

    switch (r->protocol) {
    case MOCK_OPENAI:
        smz_buf_add(out, SMZ_S(": keep-alive\n\ndata: {\"choices\":[{\"delta\":{\"role\":"
                               "\"assistant\"}}]}\n\n"));
        if (think)
            smz_buf_add(out,
                        SMZ_S("data: {\"choices\":[{\"delta\":{\"reasoning_content\":"
                              "\"hm\"}}]}\n\n"));
        if (deed == MOCK_REFUSE)
            smz_buf_add(out, SMZ_S("data: {\"choices\":[{\"delta\":{\"refusal\":"
                                   "\"I cannot\"}}]}\n\n"));
        break;
    case MOCK_ANTHROPIC:
        smz_buf_printf(
            out,
            "event: message_start\ndata: {\"type\":\"message_start\","
            "\"message\":{\"usage\":{\"input_tokens\":%d,\"output_tokens\":1}}}"
            "\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n",
            r->tokens_in);
        if (think)
            smz_buf_add(out,
                        SMZ_S("data: {\"type\":\"content_block_delta\",\"delta\":{"
                              "\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}\n\n"));
        break;
    case MOCK_GEMINI:
        if (think)
            print(gemini(SMZ_S("hm"), NULL, 0, 0, true), "data: ", "\r\n\r\n", out);
        break;
    case MOCK_OLLAMA:
        if (think)
            smz_buf_add(out, SMZ_S("{\"message\":{\"content\":\"\",\"thinking\":\"hm\"},"
                                   "\"done\":false}\n"));
        break;
    }
}

void mock_piece(const struct mock_request *r, smz_str text, struct smz_buf *out)
{
    cJSON *root, *delta;

    switch (r->protocol) {
    case MOCK_OPENAI:
        print(openai("delta", text, NULL), "data: ", "\n\n", out);
        break;
    case MOCK_ANTHROPIC:
        root = cJSON_CreateObject();
        cJSON_AddStringToObject(root, "type", "content_block_delta");
        delta = cJSON_AddObjectToObject(root, "delta");
        cJSON_AddStringToObject(delta, "type", "text_delta");
        smz_json_add_str(delta, "text", text);
        print(root, "event: content_block_delta\ndata: ", "\n\n", out);
        break;
    case MOCK_GEMINI:
        print(gemini(text, NULL, 0, 0, false), "data: ", "\r\n\r\n", out);
        break;
    case MOCK_OLLAMA:
        print(ollama(text, NULL, 0, 0), "", "\n", out);
        break;
    }
}

static void close_openai(const struct mock_request *r, const char *stop, int n,
                         struct smz_buf *out)
{
    print(openai("delta", (smz_str){NULL, 0}, stop), "data: ", "\n\n", out);
    if (r->usage) {
        cJSON *last = cJSON_CreateObject();

        cJSON_AddArrayToObject(last, "choices");
        cJSON_AddItemToObject(last, "usage", openai_usage(r->tokens_in, n));
        print(last, "data: ", "\n\n", out);
    }
    smz_buf_add(out, SMZ_S("data: [DONE]\n\n"));
}

void mock_close(const struct mock_request *r, enum mock_deed deed, int n,
                struct smz_buf *out)
{
    const char *stop = stop_of(r->protocol, deed);

    switch (r->protocol) {
    case MOCK_OPENAI:
        close_openai(r, stop, n, out);
        break;
    case MOCK_ANTHROPIC:
        smz_buf_printf(
            out,
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{"
            "\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":%d}}\n\n"
            "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
            stop, n);
        break;
    case MOCK_GEMINI:
        print(gemini(SMZ_S(""), stop, r->tokens_in, n, false), "data: ", "\r\n\r\n", out);
        break;
    case MOCK_OLLAMA:
        print(ollama(SMZ_S(""), stop, r->tokens_in, n), "", "\n", out);
        break;
    }
}

/* ---- Errors, as each vendor words them ---- */

static const struct {
    enum mock_protocol protocol;
    const char *fault;
    int status;
    const char *body;
} wordings[] = {
#define O MOCK_OPENAI
#define A MOCK_ANTHROPIC
#define G MOCK_GEMINI
#define L MOCK_OLLAMA
#define OERR(type, code, text)                                                           \
    "{\"error\":{\"message\":\"" text "\",\"type\":\"" type                              \
    "\",\"param\":null,\"code\":\"" code "\"}}"
#define AERR(type, text)                                                                 \
    "{\"type\":\"error\",\"error\":{\"type\":\"" type "\",\"message\":\"" text           \
    "\"},\"request_id\":\"req_1\"}"
#define GERR(status, text, details)                                                      \
    "{\"error\":{\"code\":1,\"message\":\"" text "\",\"status\":\"" status               \
    "\",\"details\":[" details "]}}"
    {O, "rate", 429, OERR("requests", "rate_limit_exceeded", "Rate limit reached")},
    {O, "quota", 429, OERR("insufficient_quota", "insufficient_quota", "No credit")},
    {O, "key", 401, OERR("invalid_request_error", "invalid_api_key", "Incorrect key")},
    {O, "model", 404, OERR("invalid_request_error", "model_not_found", "No such model")},
    {O, "busy", 503, OERR("server_error", "server_is_overloaded", "Overloaded")},
    {O, "overflow", 400,
     OERR("invalid_request_error", "context_length_exceeded",
          "This model's maximum context length is 8192 tokens.")},
    {O, "field", 400,
     OERR("invalid_request_error", "unsupported_parameter",
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
          "'max_completion_tokens' instead.")},
    {O, "format", 400,
     OERR("invalid_request_error", "", "response_format json_schema is not supported")},
    {O, "temperature", 400,
     OERR("invalid_request_error", "unsupported_value",
          "Unsupported value: 'temperature' does not support 0.2 with this model.")},
    {O, "bad", 400, OERR("invalid_request_error", "", "No")},
    {A, "rate", 429, AERR("rate_limit_error", "Number of requests exceeded")},
    {A, "quota", 400,
     AERR("invalid_request_error", "You have reached your specified API usage limits")},
    {A, "key", 401, AERR("authentication_error", "invalid x-api-key")},
    {A, "model", 404, AERR("not_found_error", "model: x")},
    {A, "busy", 529, AERR("overloaded_error", "Overloaded")},
    {A, "overflow", 400,
     AERR("invalid_request_error", "prompt is too long: 9000 tokens > 8192 maximum")},
    {A, "field", 0, ""}, /* no other name to ask by: answered */
    {A, "format", 400, AERR("invalid_request_error", "Schema is too complex")},
    {A, "temperature", 400,
     AERR("invalid_request_error", "temperature: not permitted for this model")},
    {A, "bad", 400, AERR("invalid_request_error", "No")},
    {G, "rate", 429,
     GERR("RESOURCE_EXHAUSTED", "You exceeded your current quota",
          "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":"
          "\"0.3s\"}")},
    {G, "quota", 429,
     GERR("RESOURCE_EXHAUSTED", "You exceeded your current quota",
          "{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProject\"}]}")},
    {G, "key", 400,
     GERR("INVALID_ARGUMENT", "API key not valid.", "{\"reason\":\"API_KEY_INVALID\"}")},
    {G, "model", 404, GERR("NOT_FOUND", "models/x is not found", "")},
    {G, "busy", 503, GERR("UNAVAILABLE", "The model is overloaded", "")},
    {G, "overflow", 400,
     GERR("INVALID_ARGUMENT",
          "The input token count (9000) exceeds the maximum number of tokens allowed "
          "(8192).",
          "")},
    {G, "field", 0, ""},
    {G, "format", 400,
     GERR("INVALID_ARGUMENT", "Unknown name \\\"responseJsonSchema\\\"", "")},
    {G, "temperature", 400,
     GERR("INVALID_ARGUMENT", "generation_config.temperature is not supported", "")},
    {G, "bad", 400, GERR("INVALID_ARGUMENT", "No", "")},
    {L, "rate", 429, "{\"error\":\"too many requests\"}"},
    {L, "quota", 402, "{\"error\":\"usage limit reached\"}"},
    {L, "key", 401, "{\"error\":\"unauthorized\"}"},
    {L, "model", 404, "{\"error\":\"model 'x' not found\"}"},
    {L, "busy", 503, "{\"error\":\"server busy, please try again\"}"},
    {L, "overflow", 400, "{\"error\":\"the input length exceeds the context length\"}"},
    {L, "field", 0, ""},
    {L, "format", 400, "{\"error\":\"invalid JSON schema in format\"}"},
    {L, "temperature", 400, "{\"error\":\"invalid option: temperature\"}"},
    {L, "bad", 400, "{\"error\":\"no\"}"},
};

int mock_fault(enum mock_protocol protocol, const char *fault, struct smz_buf *out)
{
    for (size_t i = 0; i < SMZ_COUNT(wordings); i++)
        if (wordings[i].protocol == protocol && strcmp(wordings[i].fault, fault) == 0) {
            smz_buf_add(out, smz_str_of(wordings[i].body));
            return wordings[i].status;
        }
    return 0;
}
