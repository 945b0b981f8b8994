/* What servers are asked, and what comes of what they say. */
#include <string.h>

#include "base/json.h"
#include "engine/provider.h"
#include "unit.h"

static struct smz_endpoint at(const struct smz_provider *provider, const char *base)
{
    return (struct smz_endpoint){
        .provider = provider,
        .base_url = smz_str_of(base ? base : provider->base_url),
        .key = SMZ_S("K"),
        .model = SMZ_S("m"),
        .context = 4096,
    };
}

/* What a server of that provider is taken to have answered. */
static struct smz_reply read_reply(const struct smz_endpoint *endpoint, int status,
                                   const char *body, struct smz_arena *arena)
{
    struct smz_http_response response = {.status = status, .body = smz_str_of(body)};
    struct smz_reply reply;

    smz_reply_read(endpoint, &response, arena, &reply);
    return reply;
}

/* ---- Requests ---- */

#define SCHEMA "{\"type\":\"object\"}"

static const struct {
    const struct smz_provider *provider;
    const char *base;
    struct smz_manner manner;
    const char *url, *key, *body;
} asked[] = {
    {&smz_openai,
     NULL,
     {0},
     "https://api.openai.com/v1/chat/completions",
     "Authorization: Bearer K",
     "{\"model\":\"m\",\"max_completion_tokens\":9,\"stream\":true,\"stream_options\":{"
     "\"include_usage\":true},\"response_format\":{\"type\":\"json_schema\",\"json_"
     "schema\":{\"name\":\"write\",\"strict\":true,\"schema\":" SCHEMA "}},\"messages\":["
     "{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"U\"}]}"},
    {&smz_openai,
     "http://127.0.0.1:8080/v1",
     {.shape = SMZ_SHAPE_OBJECT, .whole = true},
     "http://127.0.0.1:8080/v1/chat/completions",
     "Authorization: Bearer K",
     "{\"model\":\"m\",\"max_tokens\":9,\"response_format\":{\"type\":\"json_object\"},"
     "\"messages\":[{\"role\":\"system\",\"content\":\"S\\nAnswer with one JSON object "
     "and nothing else, as this JSON Schema asks:\\n{\\\"type\\\":\\\"object\\\"}\"},{"
     "\"role\":\"user\",\"content\":\"U\"}]}"},
    {&smz_openai,
     NULL,
     {.shape = SMZ_SHAPE_SCHEMA, .whole = true, .other_cap = true},
     "https://api.openai.com/v1/chat/completions",
     "Authorization: Bearer K",
     "{\"model\":\"m\",\"max_tokens\":9,\"response_format\":{\"type\":\"json_schema\","
     "\"json_schema\":{\"name\":\"write\",\"strict\":true,\"schema\":" SCHEMA "}},"
     "\"messages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\","
     "\"content\":\"U\"}]}"},
    {&smz_anthropic,
     NULL,
     {0},
     "https://api.anthropic.com/v1/messages",
     "x-api-key: K",
     "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"output_config\":{\"format\":{"
     "\"type\":\"json_schema\",\"schema\":" SCHEMA "}},\"system\":\"S\",\"messages\":[{"
     "\"role\":\"user\",\"content\":\"U\"}]}"},
    {&smz_gemini,
     NULL,
     {0},
     "https://generativelanguage.googleapis.com/v1beta/models/"
     "m:streamGenerateContent?alt=sse",
     "x-goog-api-key: K",
     "{\"systemInstruction\":{\"parts\":[{\"text\":\"S\"}]},\"contents\":[{\"role\":"
     "\"user\",\"parts\":[{\"text\":\"U\"}]}],\"generationConfig\":{\"maxOutputTokens\":"
     "9,\"responseMimeType\":\"application/json\",\"responseJsonSchema\":" SCHEMA "}}"},
    {&smz_gemini,
     NULL,
     {.whole = true, .shape = SMZ_SHAPE_OBJECT},
     "https://generativelanguage.googleapis.com/v1beta/models/m:generateContent",
     "x-goog-api-key: K",
     "{\"systemInstruction\":{\"parts\":[{\"text\":\"S\\nAnswer with one JSON object and "
     "nothing else, as this JSON Schema asks:\\n{\\\"type\\\":\\\"object\\\"}\"}]},"
     "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"U\"}]}],"
     "\"generationConfig\":{\"maxOutputTokens\":9,\"responseMimeType\":\"application/"
     "json\"}}"},
    {&smz_ollama,
     NULL,
     {0},
     "http://127.0.0.1:11434/api/chat",
     "Authorization: Bearer K",
     "{\"model\":\"m\",\"stream\":true,\"truncate\":false,\"options\":{\"num_ctx\":4096,"
     "\"num_predict\":9},\"format\":" SCHEMA ",\"messages\":[{\"role\":\"system\","
     "\"content\":\"S\"},{\"role\":\"user\",\"content\":\"U\"}]}"},
};

static void test_requests(void **state)
{
    const struct smz_call call = {
        .system = SMZ_S("S"),
        .user = SMZ_S("U"),
        .name = SMZ_S("write"),
        .schema = SMZ_S(SCHEMA),
        .tokens_in = 100,
        .tokens_out = 9,
    };
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(asked); i++) {
        struct smz_endpoint endpoint = at(asked[i].provider, asked[i].base);
        struct smz_http_request request;

        endpoint.manner = asked[i].manner;
        smz_request_build(&endpoint, &call, &arena, &request);
        assert_string_equal(request.url.ptr, asked[i].url);
        assert_string_equal(request.headers[0].ptr, asked[i].key);
        assert_string_equal(request.body.ptr, asked[i].body);
    }
    smz_arena_release(&arena);
}

/* ---- Answers ---- */

#define O &smz_openai
#define A &smz_anthropic
#define G &smz_gemini
#define L &smz_ollama
#define CHAT(message, stop)                                                              \
    "{\"choices\":[{\"message\":{" message "},\"finish_reason\":\"" stop "\"}],"         \
    "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,"                           \
    "\"prompt_tokens_details\":{\"cached_tokens\":4}}}"
#define MESSAGE(content, stop)                                                           \
    "{\"type\":\"message\",\"content\":[" content "],\"stop_reason\":\"" stop "\","      \
    "\"usage\":{\"input_tokens\":10,\"cache_creation_input_tokens\":2,"                  \
    "\"cache_read_input_tokens\":3,\"output_tokens\":5}}"
#define CANDIDATE(parts, stop)                                                           \
    "{\"candidates\":[{\"content\":{\"parts\":[" parts "]},\"finishReason\":\"" stop     \
    "\"}],\"usageMetadata\":{\"promptTokenCount\":10,\"candidatesTokenCount\":5,"        \
    "\"thoughtsTokenCount\":7,\"cachedContentTokenCount\":6}}"

static const struct {
    const struct smz_provider *provider;
    const char *body;
    enum smz_fault fault;
    const char *text;
    int in, out, cached;
} answered[] = {
    {O, CHAT("\"content\":\"hi\"", "stop"), SMZ_FAULT_NONE, "hi", 10, 5, 4},
    {O, CHAT("\"content\":\"hi\",\"reasoning_content\":\"hm\"", "stop"), SMZ_FAULT_NONE,
     "hi", 10, 5, 4},
    {O, CHAT("\"content\":\"hi\",\"reasoning\":\"hm\"", "stop"), SMZ_FAULT_NONE, "hi", 10,
     5, 4},
    {O, CHAT("\"content\":\"half an\"", "length"), SMZ_FAULT_CUT, "half an", 10, 5, 4},
    {O, CHAT("\"content\":\"\"", "length"), SMZ_FAULT_CUT, "", 10, 5, 4},
    {O, CHAT("\"content\":null,\"refusal\":\"I can't\"", "stop"), SMZ_FAULT_REFUSED, "",
     10, 5, 4},
    {O, CHAT("\"content\":\"\"", "content_filter"), SMZ_FAULT_REFUSED, "", 10, 5, 4},
    {O, CHAT("\"content\":\"\"", "stop"), SMZ_FAULT_EMPTY, "", 10, 5, 4},
    {O, "{\"error\":{\"code\":429,\"message\":\"Rate limited\"}}", SMZ_FAULT_RATE, "", 0,
     0, 0},
    {O, "{\"error\":{\"code\":402,\"message\":\"Insufficient credits\"}}",
     SMZ_FAULT_QUOTA, "", 0, 0, 0},
    {O,
     ": keep-alive\n\ndata: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n"
     "data: {\"choices\":[{\"delta\":{\"content\":\"h\"}}]}\n\n"
     "data: "
     "{\"choices\":[{\"delta\":{\"content\":\"i\"},\"finish_reason\":\"stop\"}]}\n\n"
     "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":2}}\n\n"
     "data: [DONE]\n\n",
     SMZ_FAULT_NONE, "hi", 8, 2, 0},
    {O, "data: {\"choices\":[{\"delta\":{\"content\":\"h\"}}]}\n\n", SMZ_FAULT_NETWORK,
     "h", 0, 0, 0},
    {O,
     "data: {\"choices\":[{\"delta\":{\"content\":\"h\"}}]}\n\n"
     "data: {\"error\":{\"message\":\"upstream died\",\"code\":502}}\n\n",
     SMZ_FAULT_BUSY, "h", 0, 0, 0},
    {O,
     "data: {\"error\":{\"message\":\"upstream "
     "died\",\"code\":502},\"choices\":[{\"delta\":{"
     "\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n",
     SMZ_FAULT_BUSY, "", 0, 0, 0},
    {O, "<html>502</html>", SMZ_FAULT_NETWORK, "", 0, 0, 0},
    {O, "", SMZ_FAULT_NETWORK, "", 0, 0, 0},
    {O, "{\"choices\":[{\"message\":{\"content\":\"h", SMZ_FAULT_NETWORK, "", 0, 0, 0},

    {A,
     MESSAGE("{\"type\":\"thinking\",\"thinking\":\"hm\"},{\"type\":\"text\",\"text\":"
             "\"hi\"}",
             "end_turn"),
     SMZ_FAULT_NONE, "hi", 15, 5, 3},
    {A, MESSAGE("{\"type\":\"text\",\"text\":\"ha\"}", "max_tokens"), SMZ_FAULT_CUT, "ha",
     15, 5, 3},
    {A, MESSAGE("{\"type\":\"text\",\"text\":\"ha\"}", "model_context_window_exceeded"),
     SMZ_FAULT_OVERFLOW, "ha", 15, 5, 3},
    {A, MESSAGE("", "refusal"), SMZ_FAULT_REFUSED, "", 15, 5, 3},
    {A,
     "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{"
     "\"input_tokens\":9,\"output_tokens\":1}}}\n\n"
     "event: ping\ndata: {\"type\":\"ping\"}\n\n"
     "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\","
     "\"thinking\":\"hm\"}}\n\n"
     "data: "
     "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":"
     "\"hi\"}}\n\n"
     "data: {\"type\":\"some_new_event\"}\n\n"
     "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
     "\"usage\":{\"output_tokens\":7}}\n\n"
     "data: {\"type\":\"message_stop\"}\n\n",
     SMZ_FAULT_NONE, "hi", 9, 7, 0},
    {A,
     "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":"
     "\"Overloaded\"}}\n\n",
     SMZ_FAULT_BUSY, "", 0, 0, 0},

    {G, CANDIDATE("{\"text\":\"hm\",\"thought\":true},{\"text\":\"hi\"}", "STOP"),
     SMZ_FAULT_NONE, "hi", 10, 12, 6},
    {G, CANDIDATE("{\"text\":\"h\"}", "MAX_TOKENS"), SMZ_FAULT_CUT, "h", 10, 12, 6},
    {G, CANDIDATE("{\"text\":\"h\"}", "CONTINUATION"), SMZ_FAULT_CUT, "h", 10, 12, 6},
    {G, CANDIDATE("", "SAFETY"), SMZ_FAULT_REFUSED, "", 10, 12, 6},
    {G, CANDIDATE("", "RECITATION"), SMZ_FAULT_REFUSED, "", 10, 12, 6},
    {G, CANDIDATE("", "MALFORMED_RESPONSE"), SMZ_FAULT_WRONG, "", 10, 12, 6},
    {G, "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}",
     SMZ_FAULT_REFUSED, "", 0, 0, 0},
    {G,
     "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"h\"}]}}]}\r\n\r\n"
     "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"i\"}]},"
     "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":3,"
     "\"candidatesTokenCount\":2}}\r\n\r\n",
     SMZ_FAULT_NONE, "hi", 3, 2, 0},
    {G,
     "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hi\"}]},"
     "\"finishReason\":\"STOP\"}]}\r\n\r\n"
     "data: "
     "{\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2}}\r\n\r\n",
     SMZ_FAULT_NONE, "hi", 3, 2, 0},
    {G, "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"h\"}]}}]}\r\n\r\n",
     SMZ_FAULT_NETWORK, "h", 0, 0, 0},

    {L,
     "{\"message\":{\"content\":\"h\",\"thinking\":\"hm\"},\"done\":false}\n"
     "{\"message\":{\"content\":\"i\"},\"done\":true,\"done_reason\":\"stop\","
     "\"prompt_eval_count\":4,\"eval_count\":2}\n",
     SMZ_FAULT_NONE, "hi", 4, 2, 0},
    {L, "{\"message\":{\"content\":\"hi\"},\"done\":true,\"done_reason\":\"length\"}",
     SMZ_FAULT_CUT, "hi", 0, 0, 0},
    {L, "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"load\"}",
     SMZ_FAULT_BUSY, "", 0, 0, 0},
    {L,
     "{\"message\":{\"content\":\"h\"},\"done\":false}\n{\"error\":\"model crashed\"}\n",
     SMZ_FAULT_BUSY, "h", 0, 0, 0},
    {L, "{\"message\":{\"content\":\"h\"},\"done\":false}\n", SMZ_FAULT_NETWORK, "h", 0,
     0, 0},
};

static void test_answers(void **state)
{
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(answered); i++) {
        struct smz_endpoint endpoint = at(answered[i].provider, NULL);
        struct smz_reply reply = read_reply(&endpoint, 200, answered[i].body, &arena);

        if (reply.fault != answered[i].fault)
            fail_msg("%s: %s", answered[i].body, smz_fault_name(reply.fault));
        if (!smz_str_eq(reply.text, smz_str_of(answered[i].text)))
            fail_msg("%s: '%.*s'", answered[i].body, SMZ_ARG(reply.text));
        if (reply.usage.in != answered[i].in || reply.usage.out != answered[i].out ||
            reply.usage.cached != answered[i].cached)
            fail_msg("%s: usage", answered[i].body);
        if (reply.fault && !reply.reason.len)
            fail_msg("%s: no reason", answered[i].body);
    }
    smz_arena_release(&arena);
}

/* ---- Refusals ---- */

#define OERR(code, message)                                                              \
    "{\"error\":{\"message\":\"" message "\",\"type\":\"t\",\"code\":\"" code "\"}}"
#define AERR(type, message)                                                              \
    "{\"type\":\"error\",\"error\":{\"type\":\"" type "\",\"message\":\"" message "\"}}"
#define GERR(status, message, details)                                                   \
    "{\"error\":{\"message\":\"" message "\",\"status\":\"" status                       \
    "\",\"details\":[" details "]}}"

static const struct {
    const struct smz_provider *provider;
    int status;
    const char *body;
    enum smz_fault fault;
} refused[] = {
    {O, 401, OERR("invalid_api_key", "Incorrect API key"), SMZ_FAULT_KEY},
    {O, 403, OERR("unsupported_country", "not here"), SMZ_FAULT_KEY},
    {O, 404, OERR("model_not_found", "The model 'm' does not exist"), SMZ_FAULT_MODEL},
    {O, 404, "not found", SMZ_FAULT_FATAL},
    {O, 402, OERR("402", "Payment required"), SMZ_FAULT_QUOTA},
    {O, 429, OERR("rate_limit_exceeded", "Rate limit reached"), SMZ_FAULT_RATE},
    {O, 429, OERR("insufficient_quota", "You exceeded your current quota"),
     SMZ_FAULT_QUOTA},
    {O, 429, OERR("credit_balance_exhausted", "x"), SMZ_FAULT_QUOTA},
    {O, 429, OERR("organization_usage_limit_exceeded", "x"), SMZ_FAULT_QUOTA},
    {O, 429, OERR("organization_spend_limit_exceeded", "x"), SMZ_FAULT_QUOTA},
    {O, 429, OERR("project_spend_limit_exceeded", "x"), SMZ_FAULT_QUOTA},
    {O, 500, OERR("", "server error"), SMZ_FAULT_BUSY},
    {O, 503, OERR("server_is_overloaded", "slow down"), SMZ_FAULT_BUSY},
    {O, 503, "{\"error\":{\"type\":\"unavailable_error\",\"message\":\"Loading model\"}}",
     SMZ_FAULT_BUSY},
    {O, 400,
     OERR("context_length_exceeded", "This model's maximum context length is 8 tokens."),
     SMZ_FAULT_OVERFLOW},
    {O, 400, OERR("", "Input tokens exceed the configured limit of 272000 tokens."),
     SMZ_FAULT_OVERFLOW},
    {O, 400, OERR("", "Your input exceeds the context window of this model"),
     SMZ_FAULT_OVERFLOW},
    {O, 400,
     "{\"error\":{\"type\":\"exceed_context_size_error\",\"message\":\"too big\","
     "\"n_ctx\":4096}}",
     SMZ_FAULT_OVERFLOW},
    {O, 413, OERR("", "Request too large for tokens per minute"), SMZ_FAULT_OVERFLOW},
    {O, 400,
     OERR("unsupported_parameter",
          "Unsupported parameter: 'max_tokens' is not supported "
          "with this model. Use 'max_completion_tokens' instead."),
     SMZ_FAULT_MANNER},
    {O, 400, OERR("", "Unrecognized request argument: stream_options"), SMZ_FAULT_MANNER},
    {O, 400, OERR("", "response_format.type json_schema is not supported"),
     SMZ_FAULT_MANNER},
    {O, 400, OERR("", "no idea"), SMZ_FAULT_FATAL},
    {O, 409, "", SMZ_FAULT_BUSY},
    {O, 408, "", SMZ_FAULT_BUSY},
    {O, 502, "<html>Bad gateway</html>", SMZ_FAULT_BUSY},
    {O, 302, "", SMZ_FAULT_FATAL},

    {A, 400, AERR("invalid_request_error", "prompt is too long: 210000 tokens > 200000"),
     SMZ_FAULT_OVERFLOW},
    {A, 400,
     AERR("invalid_request_error",
          "input length and `max_tokens` exceed context limit: 1 + 2 > 2"),
     SMZ_FAULT_OVERFLOW},
    {A, 400,
     AERR("invalid_request_error", "You have reached your specified API usage limits"),
     SMZ_FAULT_QUOTA},
    {A, 400, AERR("invalid_request_error", "Your credit balance is too low"),
     SMZ_FAULT_QUOTA},
    {A, 400, AERR("invalid_request_error", "Schema is too complex for compilation"),
     SMZ_FAULT_MANNER},
    {A, 400, AERR("invalid_request_error", "output_config: Extra inputs not permitted"),
     SMZ_FAULT_MANNER},
    {A, 401, AERR("authentication_error", "invalid x-api-key"), SMZ_FAULT_KEY},
    {A, 402, AERR("billing_error", "pay"), SMZ_FAULT_QUOTA},
    {A, 403, AERR("permission_error", "no"), SMZ_FAULT_KEY},
    {A, 404, AERR("not_found_error", "model: m"), SMZ_FAULT_MODEL},
    {A, 413, "<html>too large</html>", SMZ_FAULT_OVERFLOW},
    {A, 429, AERR("rate_limit_error", "slow"), SMZ_FAULT_RATE},
    {A, 429,
     "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"x\",\"details\":{\"error_"
     "code\":\"enforced_spend_limit_reached\"}}}",
     SMZ_FAULT_QUOTA},
    {A, 500, AERR("api_error", "oops"), SMZ_FAULT_BUSY},
    {A, 504, AERR("timeout_error", "slow"), SMZ_FAULT_BUSY},
    {A, 529, AERR("overloaded_error", "Overloaded"), SMZ_FAULT_BUSY},

    {G, 400,
     GERR("INVALID_ARGUMENT", "API key not valid.", "{\"reason\":\"API_KEY_INVALID\"}"),
     SMZ_FAULT_KEY},
    {G, 400,
     GERR("INVALID_ARGUMENT",
          "The input token count (9) exceeds the maximum number of tokens allowed (8).",
          ""),
     SMZ_FAULT_OVERFLOW},
    {G, 400, GERR("FAILED_PRECONDITION", "location is not supported", ""), SMZ_FAULT_KEY},
    {G, 400, GERR("INVALID_ARGUMENT", "Unknown name responseJsonSchema", ""),
     SMZ_FAULT_MANNER},
    {G, 402, GERR("", "prepaid", ""), SMZ_FAULT_QUOTA},
    {G, 403, GERR("PERMISSION_DENIED", "no", ""), SMZ_FAULT_KEY},
    {G, 404, GERR("NOT_FOUND", "models/m is not found", ""), SMZ_FAULT_MODEL},
    {G, 429,
     GERR("RESOURCE_EXHAUSTED", "You exceeded your current quota",
          "{\"retryDelay\":\"41s\"}"),
     SMZ_FAULT_RATE},
    {G, 429,
     GERR("RESOURCE_EXHAUSTED", "You exceeded your current quota",
          "{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProject\"}]}"),
     SMZ_FAULT_QUOTA},
    {G, 503, GERR("UNAVAILABLE", "overloaded", ""), SMZ_FAULT_BUSY},
    {G, 504, GERR("DEADLINE_EXCEEDED", "slow", ""), SMZ_FAULT_BUSY},
    {G, 400, "[{\"error\":{\"message\":\"API key expired\",\"status\":\"X\"}}]",
     SMZ_FAULT_KEY},

    {L, 404, "{\"error\":\"model 'm' not found\"}", SMZ_FAULT_MODEL},
    {L, 404, "404 page not found", SMZ_FAULT_FATAL},
    {L, 400, "{\"error\":\"the input length exceeds the context length\"}",
     SMZ_FAULT_OVERFLOW},
    {L, 400, "{\"error\":\"invalid JSON schema in format\"}", SMZ_FAULT_MANNER},
    {L, 401, "{\"error\":\"unauthorized\"}", SMZ_FAULT_KEY},
    {L, 503, "{\"error\":\"server busy, queue full\"}", SMZ_FAULT_BUSY},
};

static void test_refusals(void **state)
{
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(refused); i++) {
        struct smz_endpoint endpoint = at(refused[i].provider, NULL);
        struct smz_reply reply =
            read_reply(&endpoint, refused[i].status, refused[i].body, &arena);

        if (reply.fault != refused[i].fault)
            fail_msg("%d %s: %s", refused[i].status, refused[i].body,
                     smz_fault_name(reply.fault));
        assert_true(reply.reason.len);
    }
    smz_arena_release(&arena);
}

/* Where each protocol has it; what a server refuses is left out. */
static void test_temperature(void **state)
{
    static const double wanted = 0.25;
    static const struct {
        const struct smz_provider *provider;
        const char *holder; /* or NULL: the body itself */
        const char *refusal;
    } rows[] = {
        {O, NULL, OERR("", "Unsupported value: 'temperature' does not support 0.25")},
        {A, NULL, AERR("", "temperature: not permitted for this model")},
        {G, "generationConfig", GERR("", "generation_config.temperature: no", "")},
        {L, "options", "{\"error\":\"invalid option: temperature\"}"},
    };
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_endpoint endpoint = at(rows[i].provider, NULL);
        struct smz_reply reply = read_reply(&endpoint, 400, rows[i].refusal, &arena);

        assert_int_equal(reply.fault, SMZ_FAULT_FATAL); /* none was sent */
        endpoint.temperature = &wanted;
        for (int again = 0; again < 2; again++) {
            struct smz_http_request request;
            const cJSON *holder;
            cJSON *body;

            smz_request_build(&endpoint, &(struct smz_call){.tokens_out = 9}, &arena,
                              &request);
            body = cJSON_ParseWithLength(request.body.ptr, request.body.len);
            holder = rows[i].holder ? smz_json_get(body, rows[i].holder) : body;
            assert_int_equal((int)(smz_json_number(holder, "temperature", -1) * 100),
                             again ? -100 : 25);
            cJSON_Delete(body);
            reply = read_reply(&endpoint, 400, rows[i].refusal, &arena);
            assert_int_equal(reply.fault, again ? SMZ_FAULT_FATAL : SMZ_FAULT_MANNER);
            endpoint.manner = reply.manner;
        }
    }
    smz_arena_release(&arena);
}

/* json_schema, then json_object where there is one, then plain; then it is final. */
static void test_manners(void **state)
{
    static const struct {
        const struct smz_provider *provider;
        const char *body;
        int steps;
    } rows[] = {
        {O, OERR("", "response_format is not supported"), 2},
        {A, AERR("", "output_config is not permitted"), 1},
        {G, GERR("", "Unknown name response_mime_type", ""), 2},
        {O, OERR("", "max_tokens is not supported"), 1},
    };
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_endpoint endpoint = at(rows[i].provider, NULL);
        struct smz_reply reply;
        int steps = -1;

        do {
            reply = read_reply(&endpoint, 400, rows[i].body, &arena);
            endpoint.manner = reply.manner;
            steps++;
        } while (reply.fault == SMZ_FAULT_MANNER && steps < 9);
        assert_int_equal(reply.fault, SMZ_FAULT_FATAL);
        assert_int_equal(steps, rows[i].steps);
    }
    smz_arena_release(&arena);
}

/* ---- Delays ---- */

static const struct {
    const char *after, *after_ms, *delay;
    int64_t want;
} delays[] = {
    {"7", "", "", 7000},
    {"1.5", "", "", 1500},
    {"0", "", "", 0},
    {"7", "250", "", 250},
    {"", "", "41s", 41000},
    {"", "", "1.5s", 1500},
    {"Sun, 06 Nov 1994 08:50:07 GMT", "", "", 30000},
    {"Sun, 06 Nov 1994 08:49:00 GMT", "", "", 0}, /* past */
    {"Thu, 29 Feb 2024 00:00:00 GMT", "", "", 925053023000},
    {"-3", "", "", -1},
    {"soon", "", "", -1},
    {"Sun, 06 Foo 1994 08:50:07 GMT", "", "", -1},
    {"1e400", "", "", -1},
    {"", "", "", -1},
};

static void test_delays(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(delays); i++) {
        struct smz_http_response response = {
            .retry_after = smz_str_of(delays[i].after),
            .retry_after_ms = smz_str_of(delays[i].after_ms),
            .now = 784111777, /* Sun, 06 Nov 1994 08:49:37 GMT */
        };
        int64_t got = smz_retry_after(&response, smz_str_of(delays[i].delay));

        if (got != delays[i].want)
            fail_msg("'%s': %lld", delays[i].after, (long long)got);
    }
}

static void test_headers_say_not_to_ask_again(void **state)
{
    struct smz_arena arena;
    struct smz_endpoint endpoint = at(&smz_openai, NULL);
    struct smz_http_response response = {.status = 500, .should_retry = SMZ_S("false")};
    struct smz_reply reply;

    (void)state;
    smz_arena_init(&arena);
    smz_reply_read(&endpoint, &response, &arena, &reply);
    assert_true(reply.hopeless);
    smz_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requests),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_temperature),
        cmocka_unit_test(test_manners),
        cmocka_unit_test(test_delays),
        cmocka_unit_test(test_headers_say_not_to_ask_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
