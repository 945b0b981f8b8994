/* A live engine: opened, asked whether it answers, closed. */
#include "engine/live.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"

enum {
    JOBS = 16,
    MAX_JOBS = 256,
    TIMEOUT_MS = 10 * 60 * 1000,
    IDLE_MS = 5 * 60 * 1000 /* a model may think that long between its first words */
};
#define CACHE_BYTES ((int64_t)256 << 20)

static enum smz_code open_net(struct smz_live *live, struct smz_err *err)
{
    const struct smz_live_options *o = &live->options;
    int timeout = o->timeout_ms > 0 ? o->timeout_ms : TIMEOUT_MS;
    struct smz_net_options net = {
        .slots = MAX_JOBS,
        .timeout_ms = timeout,
        .idle_ms = timeout < IDLE_MS ? timeout : IDLE_MS,
        .proxy = o->proxy,
        .cacert = o->cacert,
        .env = o->env,
    };
    enum smz_code code = smz_curl_open(&net, &live->curl, err);

    if (!code)
        live->net = smz_curl_net(live->curl);
    return code;
}

static void open_cache(struct smz_live *live)
{
    const struct smz_live_options *o = &live->options;
    smz_str dir = smz_cache_dir(o->env, live->run);

    if (o->no_cache || !dir.len)
        return;
    live->cache = smz_cache_open(dir.ptr, CACHE_BYTES, (int64_t)time(NULL), live->notes);
}

static int jobs_of(const struct smz_live *live)
{
    int jobs = live->options.jobs;

    if (jobs <= 0)
        jobs = live->choice.home ? 1 : JOBS;
    return jobs > MAX_JOBS ? MAX_JOBS : jobs;
}

enum smz_code smz_live_open(const struct smz_live_options *options, struct smz_arena *run,
                            struct smz_notes *notes, struct smz_live **out,
                            struct smz_err *err)
{
    struct smz_live *live = SMZ_NEW(run, struct smz_live, 1);
    enum smz_code code;

    if (options->prompt_dir && !smz_is_directory(options->prompt_dir))
        return smz_fail(err, SMZ_ECONFIG, "prompts: %s: no such directory",
                        options->prompt_dir);
    live->options = *options;
    live->run = run;
    live->notes = notes;
    code = live_choose(options, run, &live->choice, err);
    if (code)
        return code;
    live->endpoint = (struct smz_endpoint){
        .provider = live->choice.provider,
        .base_url = live->choice.base_url,
        .key = live->choice.key,
        .model = live->choice.model,
        .manner = {.whole = options->whole_answers},
        .temperature = options->temperature,
    };
    live->jobs = jobs_of(live);
    /* A server that hangs up while we write is an error of one request, no signal. */
    signal(SIGPIPE, SIG_IGN);
    code = open_net(live, err);
    if (!code)
        code = live_discover(live, err);
    if (code) {
        smz_live_close(live);
        return code;
    }
    open_cache(live);
    *out = live;
    return SMZ_OK;
}

void smz_live_close(struct smz_live *live)
{
    if (!live)
        return;
    smz_curl_close(live->curl);
    smz_cache_close(live->cache);
    live->curl = NULL;
    live->cache = NULL;
}

struct smz_limits smz_live_limits(const struct smz_live *live)
{
    return live->limits;
}

struct smz_live_about smz_live_about(const struct smz_live *live)
{
    return (struct smz_live_about){
        .provider = live->choice.provider->name,
        .model = live->endpoint.model,
        .why = live->choice.why,
        .limits_from = live->limits_from,
        .guessed = live->guessed,
    };
}

/* ---- --check ---- */

static enum smz_code ask_word(struct smz_live *live, struct smz_arena *arena,
                              struct smz_http_response *response)
{
    const struct smz_call call = {
        .system = SMZ_S("You answer with one word."),
        .user = SMZ_S("Say: ready"),
        .tokens_in = 40,
        .tokens_out = live->choice.provider->own_server ? 64 : 1024,
    };
    struct smz_http_request request;

    smz_request_build(&live->endpoint, &call, arena, &request);
    live->net.start(live->net.self, 0, &request);
    while (live->net.wait(live->net.self, 200, response) != 0)
        if (live->options.stop && *live->options.stop) {
            live->net.stop(live->net.self, 0);
            return *live->options.stop == SIGTERM ? SMZ_ETERMINATED : SMZ_EINTERRUPT;
        }
    return SMZ_OK;
}

static void report_ready(const struct smz_live *live, int64_t ms, struct smz_buf *out)
{
    smz_buf_printf(out, "provider  %s at %.*s (chosen by %s)\n",
                   live->choice.provider->name, SMZ_ARG(live->endpoint.base_url),
                   live->choice.why);
    smz_buf_printf(out, "model     %.*s\n", SMZ_ARG(live->endpoint.model));
    smz_buf_printf(out, "context   %d tokens, answers up to %d (%s)\n",
                   live->limits.context, live->limits.output, live->limits_from);
    if (live->model.price_in >= 0)
        smz_buf_printf(out, "price     $%g in, $%g out per million tokens\n",
                       live->model.price_in, live->model.price_out);
    if (live->endpoint.manner.no_temperature)
        smz_buf_printf(out, "refused   --temperature: it is asked without\n");
    smz_buf_printf(out, "answers   in %.1f s, %d at a time\n", (double)ms / 1000,
                   live->jobs);
}

enum smz_code smz_live_check(struct smz_live *live, struct smz_buf *report,
                             struct smz_err *err)
{
    struct smz_arena arena;
    struct smz_http_response response;
    struct smz_reply reply = {0};
    enum smz_code code;
    int64_t began = live->net.now(live->net.self);

    smz_arena_init(&arena);
    do { /* a server that wants to be asked otherwise is asked otherwise */
        code = ask_word(live, &arena, &response);
        if (code)
            break;
        smz_reply_read(&live->endpoint, &response, &arena, &reply);
        live->endpoint.manner = reply.manner;
    } while (reply.fault == SMZ_FAULT_MANNER);
    /* That it answers is what was asked, not that it kept to one word. */
    if (code)
        smz_fail(err, code, "interrupted");
    else if (reply.fault && reply.fault != SMZ_FAULT_CUT &&
             reply.fault != SMZ_FAULT_EMPTY)
        code = live_explain(live, reply.fault, reply.reason, err);
    else
        report_ready(live, live->net.now(live->net.self) - began, report);
    smz_arena_release(&arena);
    return code;
}

/* ---- --cache-info, --cache-clear ---- */

static enum smz_code with_cache(const struct smz_live_options *o, bool clear,
                                struct smz_buf *report, struct smz_err *err)
{
    struct smz_arena arena;
    struct smz_notes notes;
    struct smz_cache *cache = NULL;
    enum smz_code code = SMZ_OK;
    smz_str dir;

    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    dir = smz_cache_dir(o->env, &arena);
    if (dir.len)
        cache = smz_cache_open(dir.ptr, 0, (int64_t)time(NULL), &notes);
    if (cache) {
        struct smz_cache_size size = smz_cache_size(cache);

        if (clear && !smz_cache_empty(cache))
            code = smz_fail(err, SMZ_EIO, "cache: %.*s cannot be emptied", SMZ_ARG(dir));
        else
            smz_buf_printf(report, "%s%lld answers, %.1f MB in %.*s\n",
                           clear ? "dropped " : "", (long long)size.answers,
                           (double)size.bytes / 1e6, SMZ_ARG(dir));
    } else {
        code = smz_fail(err, SMZ_EIO, "%s",
                        notes.list.len ? notes.list.at[0].text.ptr
                                       : "cache: neither XDG_CACHE_HOME nor HOME is set");
    }
    smz_cache_close(cache);
    smz_arena_release(&arena);
    return code;
}

enum smz_code smz_cache_info(const struct smz_live_options *options,
                             struct smz_buf *report, struct smz_err *err)
{
    return with_cache(options, false, report, err);
}

enum smz_code smz_cache_clear(const struct smz_live_options *options,
                              struct smz_buf *report, struct smz_err *err)
{
    return with_cache(options, true, report, err);
}
