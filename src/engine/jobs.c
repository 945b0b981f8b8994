#include "engine/jobs.h"

enum {
    MAX_ASKED = 2,     /* of one piece: as it is, and once with what was wrong */
    MAX_DEPTH = 2,     /* cuts of a piece that no answer fits */
    MAX_OVERFLOWS = 7, /* cuts of a piece that does not fit the window */
    REASONING = 8192,  /* tokens that a hosted model may think beside its answer */
    OWN_SPARE = 256,   /* the same for a server of one's own */
    FRAME_WORDS = 600  /* a frame of more is asked in two, side by side */
};

/* Stands in the cache for a question that was cut in two. */
static const smz_str SPLIT_MARK = {"\x1dsplit", 6};

static void ask(struct live_job *job);

/* ---- Questions ---- */

bool live_call(const struct smz_live *live, const struct smz_prompt *prompt,
               int tokens_out, int cap, struct smz_call *out)
{
    int room = live->limits.context - prompt->tokens_in;
    int most = cap ? cap : tokens_out * 2 + (live->choice.home ? OWN_SPARE : REASONING);

    if (most > live->limits.output)
        most = live->limits.output;
    if (most > room)
        most = room;
    *out = (struct smz_call){
        .system = prompt->system,
        .user = prompt->user,
        .name = smz_str_of(prompt->name),
        .schema = prompt->schema,
        .tokens_in = prompt->tokens_in,
        .tokens_out = most,
    };
    return most >= tokens_out || most >= live->limits.output;
}

/*
 * The body as it would be sent in the best manner: what a server teaches during a run
 * does not change what was asked. Its long texts count as they are, not as JSON.
 */
struct smz_key live_key(const struct smz_live *live, const struct smz_call *call,
                        struct smz_arena *arena)
{
    struct smz_endpoint endpoint = live->endpoint;
    struct smz_call frame = *call;
    struct smz_http_request request;

    frame.system = frame.user = (smz_str){NULL, 0};
    endpoint.manner = (struct smz_manner){.whole = true};
    smz_request_build(&endpoint, &frame, arena, &request);
    const smz_str parts[] = {smz_str_of(live->choice.provider->name), request.url,
                             request.body, call->system, call->user};

    return smz_cache_key(parts, SMZ_COUNT(parts));
}

static struct live_job *new_job(struct live_run *run, int id, struct live_job *after)
{
    struct live_job *job = SMZ_NEW(run->arena, struct live_job, 1);
    struct live_state *state = &run->states[id];

    job->run = run;
    job->id = id;
    job->request = run->requests[id];
    job->task.rank = state->rank;
    job->task.job = job;
    smz_arena_init(&job->arena);
    if (after) {
        job->next = after->next;
        after->next = job;
    } else {
        struct live_job **end = &state->jobs;

        while (*end)
            end = &(*end)->next;
        *end = job;
    }
    state->open++;
    run->progress.total++;
    return job;
}

static void set_ask(struct live_job *job, int words, unsigned parts)
{
    struct live_run *run = job->run;

    job->ask = (struct smz_ask){
        .plan = run->plan,
        .request = &job->request,
        .chunk = job->chunk.end_sentence ? &job->chunk : NULL,
        .words = words,
        .parts = parts,
        .answers = run->answers,
        .complaint = job->ask.complaint,
        .brief = job->ask.brief,
    };
    job->request.words = words;
    job->request.tokens_out = smz_answer_tokens(words);
}

/* ---- The ends of a job ---- */

static void settle(struct live_job *job, bool failed)
{
    struct live_run *run = job->run;
    struct live_state *state = &run->states[job->id];

    job->done = true;
    job->failed = failed;
    smz_arena_release(&job->arena);
    run->progress.done++;
    if (failed)
        state->failed = true;
    if (--state->open == 0)
        live_settled(run, job->id);
}

/* Nothing of the talk is lost where an edit or an addition fails. */
static bool is_extra(const struct live_job *job)
{
    return job->request.kind == SMZ_REQUEST_EDIT ||
           job->request.kind == SMZ_REQUEST_EXTEND;
}

static void fail(struct live_job *job, enum smz_fault fault, smz_str reason)
{
    struct live_run *run = job->run;
    struct live_state *state = &run->states[job->id];

    live_log(run->live, "%s %d: %s: %.*s", job->prompt.name, job->id + 1,
             smz_fault_name(fault), SMZ_ARG(reason));
    state->reason = smz_arena_keep(run->arena, live_tame(run->live, reason, &job->arena));
    if (!is_extra(job) && !run->live->options.partial)
        live_fatal(run, fault, reason);
    settle(job, true);
}

static void keep(struct live_job *job, const struct smz_key *key, smz_str text,
                 const struct smz_usage *usage)
{
    const struct smz_cached cached = {text, usage ? usage->in : 0,
                                      usage ? usage->out : 0};

    if (smz_cache_put(job->run->live->cache, key, &cached))
        job->run->live->kept = true;
}

/* ---- Cut in two ---- */

static void ask_half(struct live_job *half, const struct live_job *whole)
{
    double part = (double)half->chunk.words / (double)(whole->chunk.words + 1);
    int words = (int)(whole->ask.words * part);

    half->depth = whole->depth + 1;
    half->task.rank += half->depth; /* whether it can be done at all is known soonest */
    half->request.topics = (whole->request.topics + 1) / 2;
    set_ask(half, words < 40 ? 40 : words, whole->ask.parts);
    ask(half);
}

/* A half is no digest of its own: its frame is asked for when both are there. */
static void halve_single(struct live_job *job)
{
    job->run->states[job->id].relating = true;
    job->request.kind = SMZ_REQUEST_WRITE;
    job->ask.words -= smz_prompt_words(job->run->plan, job->ask.parts);
    job->request.words = job->ask.words;
}

static bool split(struct live_job *job, bool said)
{
    struct live_run *run = job->run;
    struct smz_chunk halves[2];
    struct live_job *first, *second;

    if (job->request.kind == SMZ_REQUEST_EXTEND || !job->ask.chunk ||
        !smz_chunk_split(run->plan, &job->chunk, halves))
        return false;
    if (said)
        keep(job, &job->first_key, SPLIT_MARK, NULL);
    live_log(run->live, "%s %d: cut in two", job->prompt.name, job->id + 1);
    if (job->request.kind == SMZ_REQUEST_SINGLE)
        halve_single(job);
    first = new_job(run, job->id, job);
    second = new_job(run, job->id, first);
    first->request = second->request = job->request;
    first->chunk = halves[0];
    second->chunk = halves[1];
    ask_half(first, job);
    ask_half(second, job);
    settle(job, false); /* it has no answer of its own: its halves have */
    return true;
}

/* Too long for the window: half of the talk, or half of what was told of it. */
static void make_fit(struct live_job *job, smz_str reason, bool said)
{
    if (job->depth < MAX_OVERFLOWS && split(job, said))
        return;
    if (!job->ask.chunk && !job->ask.brief) {
        job->ask.brief = true;
        ask(job);
        return;
    }
    fail(job, SMZ_FAULT_OVERFLOW, reason);
}

/* ---- Answers ---- */

static void complain(struct live_job *job, enum smz_fault fault, smz_str reason)
{
    struct live_run *run = job->run;

    if (fault == SMZ_FAULT_CUT)
        job->ask.complaint = smz_arena_printf(
            run->arena, "it was too long and was cut off; %d words are enough",
            job->ask.words);
    else
        job->ask.complaint = smz_arena_printf(run->arena, "%s: %.*s",
                                              smz_fault_name(fault), SMZ_ARG(reason));
    /* What thinking took of the room is taken again. */
    if (fault == SMZ_FAULT_CUT || fault == SMZ_FAULT_EMPTY)
        job->tokens_cap = (job->tokens_cap ? job->tokens_cap : REASONING) * 2;
}

/* An answer of no use: said so and asked again, then cut in two, then given up. */
static void repair(struct live_job *job, enum smz_fault fault, smz_str reason)
{
    job->fault = fault;
    if (job->asked < MAX_ASKED) {
        live_log(job->run->live, "%s %d: %s: %.*s; asked again", job->prompt.name,
                 job->id + 1, smz_fault_name(fault), SMZ_ARG(reason));
        complain(job, fault, reason);
        job->run->progress.retries++;
        ask(job);
    } else if (job->depth >= MAX_DEPTH || !split(job, true)) {
        fail(job, fault, reason);
    }
}

static bool accept(struct live_job *job, smz_str text, struct smz_buf *why)
{
    return smz_answer_read(&job->ask, &job->prompt, text, job->run->arena, &job->answer,
                           why);
}

static bool take_cached(struct live_job *job)
{
    struct live_run *run = job->run;
    struct smz_cached cached;
    struct smz_buf why;
    bool good;

    if (run->live->options.refresh ||
        !smz_cache_get(run->live->cache, &job->key, &job->arena, &cached))
        return false;
    if (smz_str_eq(cached.text, SPLIT_MARK))
        return split(job, false);
    smz_buf_init(&why, 0);
    good = accept(job, cached.text, &why);
    smz_buf_release(&why);
    if (!good)
        return false;
    run->answers->run.cached++;
    live_log(run->live, "%s %d: from the cache", job->prompt.name, job->id + 1);
    settle(job, false);
    return true;
}

static void send(struct live_job *job)
{
    struct live_run *run = job->run;
    struct smz_call call;

    live_call(run->live, &job->prompt, job->request.tokens_out, job->tokens_cap, &call);
    job->manner = run->live->endpoint.manner;
    smz_request_build(&run->live->endpoint, &call, &job->arena, &job->task.request);
    smz_sched_add(run->sched, &job->task);
}

static void ask(struct live_job *job)
{
    struct live_run *run = job->run;
    struct smz_call call;
    enum smz_code code;

    smz_arena_release(&job->arena);
    code = smz_prompt_make(&job->ask, run->live->options.prompt_dir, &job->arena,
                           &job->prompt, run->err);
    if (code) {
        run->code = code;
        live_fatal(run, SMZ_FAULT_FATAL, SMZ_S("prompt"));
        settle(job, true);
        return;
    }
    job->asked++;
    if (!live_call(run->live, &job->prompt, job->request.tokens_out, job->tokens_cap,
                   &call)) {
        make_fit(job, SMZ_S("a part of the transcript and its answer do not fit"), false);
        return;
    }
    if (run->live->cache)
        job->key = live_key(run->live, &call, &job->arena);
    if (job->asked == 1)
        job->first_key = job->key;
    if (!take_cached(job))
        send(job);
}

static void log_answer(const struct live_job *job, const struct smz_reply *reply,
                       const struct smz_http_response *response)
{
    const struct live_run *run = job->run;
    int64_t now = run->live->net.now(run->live->net.self);

    live_log(run->live, "%s %d: %s: %lld tokens in, %lld out, %.1f s%s%.*s",
             job->prompt.name, job->id + 1, smz_fault_name(reply->fault),
             (long long)reply->usage.in, (long long)reply->usage.out,
             (double)(now - job->task.began) / 1000,
             response->request_id.len ? ", id " : "", SMZ_ARG(response->request_id));
}

static void count(struct live_run *run, const struct live_job *job,
                  const struct smz_usage *usage)
{
    struct smz_run *r = &run->answers->run;
    int64_t now = run->live->net.now(run->live->net.self);

    if (usage->out) {
        run->took += (double)(now - job->task.began) / 1000;
        run->expected +=
            live_seconds(run->live, job->request.tokens_in, job->request.tokens_out);
    }

    r->requests++;
    r->tokens_in += usage->in;
    r->tokens_out += usage->out;
    r->tokens_cached += usage->cached;
    if (r->cost >= 0 && (usage->in || usage->out)) {
        double cost = smz_model_cost(&run->live->model, usage->in, usage->out);

        r->cost = cost < 0 ? -1 : r->cost + cost;
    }
}

/* Committed under both names before it is used: as it was asked now, and at first. */
static void take_answer(struct live_job *job, const struct smz_reply *reply)
{
    struct smz_buf why;

    smz_buf_init(&why, 500);
    if (!accept(job, reply->text, &why)) {
        repair(job, SMZ_FAULT_WRONG, smz_arena_keep(job->run->arena, smz_buf_str(&why)));
    } else {
        keep(job, &job->key, reply->text, &reply->usage);
        if (job->asked > 1)
            keep(job, &job->first_key, reply->text, &reply->usage);
        settle(job, false);
    }
    smz_buf_release(&why);
}

/* Those in flight were asked in the old manner, too: what one learned serves all. */
static void learn(struct live_job *job, const struct smz_reply *reply)
{
    struct smz_manner *known = &job->run->live->endpoint.manner;

    if (known->shape == job->manner.shape && known->other_cap == job->manner.other_cap &&
        known->no_usage == job->manner.no_usage &&
        known->no_temperature == job->manner.no_temperature) {
        if (reply->manner.no_temperature && !known->no_temperature)
            smz_note(job->run->notes, SMZ_WARN,
                     "the model does not take this --temperature, and was asked without: "
                     "%.*s",
                     SMZ_ARG(live_tame(job->run->live, reply->reason, job->run->arena)));
        *known = reply->manner;
    }
    live_log(job->run->live, "%s %d: %.*s; asked another way", job->prompt.name,
             job->id + 1, SMZ_ARG(reply->reason));
    send(job);
}

struct smz_verdict live_done(void *ctx, struct smz_task *task,
                             const struct smz_http_response *response, bool last)
{
    struct live_run *run = ctx;
    struct live_job *job = task->job;
    struct smz_endpoint endpoint = run->live->endpoint;
    struct smz_verdict verdict = {.wait_ms = -1};
    struct smz_reply reply;
    smz_str reason;

    endpoint.manner = job->manner;
    smz_reply_read(&endpoint, response, &job->arena, &reply);
    reason = live_tame(run->live, reply.reason, &job->arena);
    if (last && reply.wait_ms > 0)
        reason = smz_arena_printf(&job->arena, "%.*s (it says to wait %lld s)",
                                  SMZ_ARG(reason), (long long)(reply.wait_ms / 1000));
    if (!last) {
        count(run, job, &reply.usage);
        log_answer(job, &reply, response);
    }
    if (smz_fault_passes(reply.fault) && !last && !reply.hopeless) {
        verdict = (struct smz_verdict){.again = true,
                                       .rate = reply.fault == SMZ_FAULT_RATE,
                                       .wait_ms = reply.wait_ms};
        return verdict;
    }
    switch (reply.fault) {
    case SMZ_FAULT_NONE:
        take_answer(job, &reply);
        break;
    case SMZ_FAULT_MANNER:
        learn(job, &reply);
        break;
    case SMZ_FAULT_CUT:
    case SMZ_FAULT_REFUSED:
    case SMZ_FAULT_EMPTY:
    case SMZ_FAULT_WRONG:
        repair(job, reply.fault, reason);
        break;
    case SMZ_FAULT_OVERFLOW:
        make_fit(job, smz_arena_keep(run->arena, reason), true);
        break;
    case SMZ_FAULT_BUSY:
    case SMZ_FAULT_AWAY:
    case SMZ_FAULT_NETWORK:
        fail(job, reply.fault, reason);
        break;
    case SMZ_FAULT_RATE:
    case SMZ_FAULT_QUOTA:
    case SMZ_FAULT_KEY:
    case SMZ_FAULT_MODEL:
    case SMZ_FAULT_FATAL:
        live_fatal(run, reply.fault, reason);
        settle(job, true);
        break;
    }
    return verdict;
}

/* ---- Requests ---- */

int live_frame(const struct smz_live *live, const struct smz_plan *plan,
               const struct smz_request *r, unsigned parts[2])
{
    /* What tells the whole goes together: no part repeats the other. */
    enum { FRONT = 1 << SMZ_PART_SUMMARY | 1 << SMZ_PART_CONCLUSION };
    unsigned all = smz_prompt_parts(plan);

    parts[0] = all & FRONT;
    parts[1] = all & ~(unsigned)FRONT;
    if (live->jobs > 1 && r->words > FRAME_WORDS && parts[0] && parts[1])
        return 2;
    parts[0] = all;
    return 1;
}

static void ask_frame(struct live_run *run, int id, const struct smz_request *r)
{
    struct live_job *job[2];
    unsigned parts[2];
    int n = live_frame(run->live, run->plan, r, parts);

    for (int i = 0; i < n; i++) {
        job[i] = new_job(run, id, NULL);
        job[i]->request = *r;
        set_ask(job[i], smz_prompt_words(run->plan, parts[i]), parts[i]);
    }
    for (int i = 0; i < n; i++)
        ask(job[i]);
}

void live_begin_frame(struct live_run *run, int id)
{
    struct smz_request frame = run->requests[id];

    frame.kind = SMZ_REQUEST_RELATE;
    frame.chunk = -1;
    frame.needs = &run->requests[id].id;
    frame.n_needs = 1;
    frame.words = smz_prompt_words(run->plan, smz_prompt_parts(run->plan));
    ask_frame(run, id, &frame);
}

static int topics_of(const struct live_run *run, const struct smz_request *r)
{
    int n = 0;

    for (int i = 0; i < r->n_needs; i++)
        n += run->answers->at[r->needs[i]].n_topics;
    return n;
}

void live_begin(struct live_run *run, int id)
{
    const struct smz_request *r = &run->requests[id];
    struct live_job *job;

    if (r->kind == SMZ_REQUEST_RELATE) {
        ask_frame(run, id, r);
        return;
    }
    if (r->kind == SMZ_REQUEST_EDIT && topics_of(run, r) < 2) {
        live_settled(run, id);
        return;
    }
    job = new_job(run, id, NULL);
    if (r->chunk >= 0)
        job->chunk = smz_chunk_asked(run->plan, r);
    set_ask(job, r->words, smz_prompt_parts(run->plan));
    ask(job);
}
