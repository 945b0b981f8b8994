#include "engine/provider.h"

#include <stdlib.h>

#include "base/json.h"
#include "engine/events.h"

static const struct smz_provider *const providers[] = {
    &smz_anthropic,
    &smz_openai,
    &smz_gemini,
    &smz_ollama,
};

const struct smz_provider *smz_provider_at(size_t i)
{
    return i < SMZ_COUNT(providers) ? providers[i] : NULL;
}

const struct smz_provider *smz_provider_find(smz_str name)
{
    for (size_t i = 0; i < SMZ_COUNT(providers); i++)
        if (smz_str_eq_nocase(name, smz_str_of(providers[i]->name)))
            return providers[i];
    return NULL;
}

/* A row a fault. */
static const struct {
    const char *name;
    bool passes;
} faults[] = {
    [SMZ_FAULT_NONE] = {"answered", false},
    [SMZ_FAULT_CUT] = {"cut off", false},
    [SMZ_FAULT_REFUSED] = {"refused", false},
    [SMZ_FAULT_EMPTY] = {"empty", false},
    [SMZ_FAULT_WRONG] = {"not as asked", false},
    [SMZ_FAULT_OVERFLOW] = {"too long for the model", false},
    [SMZ_FAULT_MANNER] = {"asked in a way this server does not know", false},
    [SMZ_FAULT_BUSY] = {"busy", true},
    [SMZ_FAULT_RATE] = {"rate limit", true},
    [SMZ_FAULT_QUOTA] = {"out of quota", false},
    [SMZ_FAULT_KEY] = {"key refused", false},
    [SMZ_FAULT_MODEL] = {"unknown model", false},
    [SMZ_FAULT_AWAY] = {"not reached", true},
    [SMZ_FAULT_NETWORK] = {"network", true},
    [SMZ_FAULT_FATAL] = {"failed", false},
};

const char *smz_fault_name(enum smz_fault fault)
{
    return faults[fault].name;
}

bool smz_fault_passes(enum smz_fault fault)
{
    return faults[fault].passes;
}

bool smz_says_any(smz_str text, const char *const *phrases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (smz_str_find_nocase(text, smz_str_of(phrases[i])) >= 0)
            return true;
    return false;
}

bool smz_says_overflow(smz_str text)
{
    static const char *const phrases[] = {
        "context_length_exceeded",  "maximum context length", "context length",
        "context window",           "context size",           "exceed_context_size",
        "prompt is too long",       "exceed context limit",   "input token count",
        "input tokens exceed",      "input length exceeds",   "request too large",
        "maximum number of tokens", "too many tokens",        "request_too_large",
        "input is too long",
    };

    return smz_says_any(text, phrases, SMZ_COUNT(phrases));
}

bool smz_says_quota(smz_str text)
{
    static const char *const phrases[] = {
        "insufficient_quota",
        "credit_balance_exhausted",
        "usage_limit_exceeded",
        "spend_limit",
        "billing_hard_limit",
        "credit balance is too low",
        "your specified API usage limits",
        "insufficient credits",
        "insufficient balance",
        "prepayment credits",
    };

    return smz_says_any(text, phrases, SMZ_COUNT(phrases));
}

bool smz_manner_simpler(struct smz_manner *manner, bool has_object)
{
    if (manner->shape == SMZ_SHAPE_PLAIN)
        return false;
    manner->shape = manner->shape == SMZ_SHAPE_SCHEMA && has_object ? SMZ_SHAPE_OBJECT
                                                                    : SMZ_SHAPE_PLAIN;
    return true;
}

/* ---- Asking ---- */

smz_str smz_url_drop(smz_str url, smz_str end)
{
    return smz_str_ends(url, end) ? smz_str_sub(url, 0, url.len - end.len) : url;
}

smz_str smz_url_trim(smz_str url)
{
    while (url.len && url.ptr[url.len - 1] == '/')
        url.len--;
    return smz_url_drop(smz_url_drop(url, SMZ_S("/v1")), SMZ_S("/v1beta"));
}

void smz_request_headers(const struct smz_endpoint *endpoint, struct smz_arena *arena,
                         struct smz_http_request *out)
{
    if (endpoint->key.len)
        out->headers[out->n_headers++] = smz_arena_printf(
            arena, "%s%.*s", endpoint->provider->key_header, SMZ_ARG(endpoint->key));
    if (endpoint->provider->header)
        out->headers[out->n_headers++] = smz_str_of(endpoint->provider->header);
    out->headers[out->n_headers++] = SMZ_S("Content-Type: application/json");
}

void smz_request_message(cJSON *messages, const char *role, smz_str text)
{
    cJSON *message = cJSON_CreateObject();

    cJSON_AddStringToObject(message, "role", role);
    smz_json_add_str(message, "content", text);
    cJSON_AddItemToArray(messages, message);
}

void smz_request_temperature(cJSON *object, const struct smz_endpoint *endpoint)
{
    if (endpoint->temperature && !endpoint->manner.no_temperature)
        cJSON_AddNumberToObject(object, "temperature", *endpoint->temperature);
}

smz_str smz_request_json(cJSON *body, struct smz_arena *arena)
{
    char *text = cJSON_PrintUnformatted(body);
    smz_str kept = smz_arena_keep(arena, smz_str_of(text));

    cJSON_free(text);
    cJSON_Delete(body);
    return kept;
}

cJSON *smz_request_schema(const struct smz_call *call)
{
    return cJSON_ParseWithLength(call->schema.ptr, call->schema.len);
}

smz_str smz_request_system(const struct smz_call *call, enum smz_shape shape,
                           struct smz_arena *arena)
{
    if (shape == SMZ_SHAPE_SCHEMA || !call->schema.len)
        return call->system;
    return smz_arena_printf(arena,
                            "%.*s\nAnswer with one JSON object and nothing else, as "
                            "this JSON Schema asks:\n%.*s",
                            SMZ_ARG(call->system), SMZ_ARG(call->schema));
}

void smz_request_build(const struct smz_endpoint *endpoint, const struct smz_call *call,
                       struct smz_arena *arena, struct smz_http_request *out)
{
    *out = (struct smz_http_request){0};
    endpoint->provider->build(endpoint, call, arena, out);
}

void smz_request_get(const struct smz_endpoint *endpoint, const char *path,
                     struct smz_arena *arena, struct smz_http_request *out)
{
    *out = (struct smz_http_request){0};
    smz_request_headers(endpoint, arena, out);
    out->url = smz_arena_printf(arena, "%.*s%s", SMZ_ARG(endpoint->base_url), path);
}

/* ---- Reading ---- */

void smz_take_text(struct smz_taking *taking, smz_str text)
{
    smz_buf_add(&taking->text, text);
}

/* The first fault stands: what comes after it follows from it. */
void smz_take_fault(struct smz_taking *taking, enum smz_fault fault, smz_str reason)
{
    taking->finished = true;
    if (taking->fault)
        return;
    taking->fault = fault;
    taking->reason = smz_arena_keep(taking->arena, reason);
}

static enum smz_fault fault_of_status(int status)
{
    switch (status) {
    case 401:
    case 403:
        return SMZ_FAULT_KEY;
    case 402:
        return SMZ_FAULT_QUOTA;
    case 404:
        return SMZ_FAULT_MODEL;
    case 408:
    case 409:
    case 425:
        return SMZ_FAULT_BUSY;
    case 413:
        return SMZ_FAULT_OVERFLOW;
    case 429:
        return SMZ_FAULT_RATE;
    default:
        return status >= 500 ? SMZ_FAULT_BUSY : SMZ_FAULT_FATAL;
    }
}

/* The words of an error body, wherever a server puts them. */
static smz_str words_of(const cJSON *body)
{
    const cJSON *error = smz_json_get(body, "error");
    smz_str s = smz_json_str(error, "message");

    if (!s.len)
        s = smz_json_str(body, "error");
    if (!s.len)
        s = smz_json_str(body, "message");
    if (!s.len)
        s = smz_json_str(body, "detail");
    return s;
}

/* Many models take no temperature, or not this one: they refuse it by name. */
static bool refuses_temperature(const struct smz_endpoint *endpoint, const cJSON *body)
{
    smz_str field = smz_json_str(smz_json_get(body, "error"), "param");

    return endpoint->temperature && !endpoint->manner.no_temperature &&
           (smz_str_find_nocase(words_of(body), SMZ_S("temperature")) >= 0 ||
            smz_str_eq(field, SMZ_S("temperature")));
}

static void read_refusal(const struct smz_endpoint *endpoint,
                         const struct smz_http_response *response,
                         struct smz_arena *arena, struct smz_reply *out)
{
    struct smz_events events;
    cJSON *body;
    smz_str words, plain = smz_str_sub(smz_str_trim(response->body), 0, 160);

    smz_events_init(&events, response->body);
    body = smz_events_next(&events);
    words = words_of(body);
    out->fault = fault_of_status(response->status);
    out->reason = words.len ? smz_arena_keep(arena, words)
                  : plain.len && *plain.ptr != '<' && *plain.ptr != '{'
                      ? smz_arena_keep(arena, plain)
                      : smz_arena_printf(arena, "HTTP status %d", response->status);
    if (smz_says_quota(words))
        out->fault = SMZ_FAULT_QUOTA;
    else if ((response->status == 400 || response->status == 413 ||
              response->status == 422) &&
             smz_says_overflow(words))
        out->fault = SMZ_FAULT_OVERFLOW;
    out->wait_ms = smz_retry_after(response, (smz_str){NULL, 0});
    if (out->fault == SMZ_FAULT_FATAL && refuses_temperature(endpoint, body)) {
        out->fault = SMZ_FAULT_MANNER;
        out->manner.no_temperature = true;
    } else {
        endpoint->provider->refuse(response->status, body, endpoint, out);
    }
    if (smz_str_eq_nocase(response->should_retry, SMZ_S("false")))
        out->hopeless = true;
    else if (smz_str_eq_nocase(response->should_retry, SMZ_S("true")) &&
             out->fault == SMZ_FAULT_FATAL)
        out->fault = SMZ_FAULT_BUSY;
    cJSON_Delete(body);
    smz_events_release(&events);
}

/* HTTP 200 with an error in it: OpenRouter, Ollama, anything inside a stream. */
static bool take_error(const struct smz_endpoint *endpoint, const cJSON *object,
                       struct smz_taking *taking)
{
    const cJSON *error = smz_json_get(object, "error");
    int status = smz_json_int(error, "code", 0);
    smz_str type = smz_json_str(error, "type");
    struct smz_reply reply = {.wait_ms = -1};

    if (!error || cJSON_IsNull(error) || smz_json_get(object, "choices"))
        return false;
    if (status < 400 || status > 599)
        status = smz_str_eq(type, SMZ_S("rate_limit_error"))        ? 429
                 : smz_str_eq(type, SMZ_S("invalid_request_error")) ? 400
                                                                    : 503;
    reply.fault = fault_of_status(status);
    if (smz_says_quota(words_of(object)))
        reply.fault = SMZ_FAULT_QUOTA;
    else if (smz_says_overflow(words_of(object)))
        reply.fault = SMZ_FAULT_OVERFLOW;
    else
        endpoint->provider->refuse(status, object, endpoint, &reply);
    smz_take_fault(taking, reply.fault, words_of(object));
    return true;
}

static void read_answer(const struct smz_endpoint *endpoint,
                        const struct smz_http_response *response, struct smz_arena *arena,
                        struct smz_reply *out)
{
    struct smz_taking taking = {.arena = arena};
    struct smz_events events;
    cJSON *object;

    smz_buf_init(&taking.text, 0);
    smz_events_init(&events, response->body);
    while ((object = smz_events_next(&events))) {
        if (!take_error(endpoint, object, &taking))
            endpoint->provider->take(object, &taking);
        cJSON_Delete(object);
    }
    out->usage = taking.usage;
    out->text = smz_arena_keep(arena, smz_str_trim(smz_buf_str(&taking.text)));
    out->fault = taking.fault;
    out->reason = taking.reason;
    if (!out->fault && !taking.finished) {
        bool page = smz_str_starts(smz_str_trim(response->body), SMZ_S("<"));

        out->fault = SMZ_FAULT_NETWORK;
        out->reason = page ? SMZ_S("it shows a page; is that the address of its API?")
                      : events.garbled ? SMZ_S("the answer is no JSON")
                                       : SMZ_S("the answer ends before its end");
    } else if (!out->fault && !out->text.len) {
        out->fault = SMZ_FAULT_EMPTY;
        out->reason = SMZ_S("the answer has no text");
    }
    smz_events_release(&events);
    smz_buf_release(&taking.text);
}

void smz_reply_read(const struct smz_endpoint *endpoint,
                    const struct smz_http_response *response, struct smz_arena *arena,
                    struct smz_reply *out)
{
    *out = (struct smz_reply){.wait_ms = -1, .manner = endpoint->manner};
    if (response->net == SMZ_NET_BIG) {
        out->fault = SMZ_FAULT_FATAL;
        out->reason = response->reason;
    } else if (response->net == SMZ_NET_TLS) {
        out->fault = SMZ_FAULT_FATAL;
        out->reason = smz_arena_printf(
            arena, "%.*s; --cacert names the certificate of a server of one's own",
            SMZ_ARG(response->reason));
    } else if (response->net) {
        out->fault =
            response->net == SMZ_NET_REFUSED ? SMZ_FAULT_AWAY : SMZ_FAULT_NETWORK;
        out->reason = response->reason;
    } else if (response->status >= 300 && response->status < 400) {
        out->fault = SMZ_FAULT_FATAL;
        out->reason = smz_arena_printf(
            arena, "the server redirects to %.*s; give that as --base-url if it is right",
            SMZ_ARG(response->location));
    } else if (response->status >= 400 || response->status < 200) {
        read_refusal(endpoint, response, arena, out);
    } else {
        read_answer(endpoint, response, arena, out);
    }
}
