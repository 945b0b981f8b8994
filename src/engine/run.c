/* A plan answered: the graph of its requests, the rounds, and what is left to do. */
#include "engine/jobs.h"

#include <math.h>
#include <string.h>

enum {
    RETRIES = 5,
    EXTENDING = 2,                 /* rounds that ask for what is missing */
    MOST_WAIT_MS = 10 * 60 * 1000, /* that a server may ask for */
    PROGRESS_MS = 200
};

/* Of further points: what was said first matters more, but for what was not told at all.
 */
#define MORE_WEIGHT 0.1
#define UNTOLD_WEIGHT 0.5

double live_seconds(const struct smz_live *live, double tokens_in, double tokens_out)
{
    return live->choice.home ? 0.5 + tokens_in / 500 + tokens_out / 25
                             : 1.0 + tokens_in / 5000 + tokens_out / 80;
}

/* ---- Progress ---- */

static double seconds_since_begin(const struct live_run *run)
{
    return (double)(run->live->net.now(run->live->net.self) - run->began) / 1000;
}

/* How long ago a request was sent whose answer is on its way; else 0. */
static double running_for(const struct live_run *run, int id)
{
    int64_t now = run->live->net.now(run->live->net.self);

    for (const struct live_job *job = run->states[id].jobs; job; job = job->next)
        if (!job->done && job->task.slot >= 0)
            return (double)(now - job->task.began) / 1000;
    return 0;
}

/* As --dry-run expects it, at the pace that the answers came with so far. */
static double seconds_left(const struct live_run *run)
{
    double pace = run->expected > 0 ? run->took / run->expected : 1;
    double longest = 0, work = 0;

    for (int i = 0; i < run->n_requests; i++) {
        const struct smz_request *r = &run->requests[i];
        double all = pace * live_seconds(run->live, r->tokens_in, r->tokens_out), left;

        if (run->states[i].done)
            continue;
        left = fmax(all - running_for(run, i), all / 10);
        work += left;
        longest = fmax(longest, left + fmax(0, pace * run->states[i].rank - all));
    }
    return fmax(longest, work / run->live->jobs);
}

/* A segment is done when all that was asked of it is answered. */
static void count_segments(const struct live_run *run, struct smz_progress *p)
{
    for (int s = 0; s < run->plan->outline->n_segments; s++) {
        int asked = 0, open = 0;

        for (int i = 0; i < run->plan->n_requests; i++) {
            bool here = run->requests[i].segment == s;

            asked += here;
            open += here && !run->states[i].done;
        }
        p->segments += asked > 0;
        p->segments_done += asked > 0 && open == 0;
    }
}

static void show_progress(const struct live_run *run)
{
    struct smz_progress p = run->progress;
    const struct smz_run *r = &run->answers->run;
    const struct smz_live_options *o = &run->live->options;

    count_segments(run, &p);
    p.running = smz_sched_running(run->sched);
    p.retries += smz_sched_retries(run->sched);
    p.tokens_in = r->tokens_in;
    /* About a hundred bytes of a stream carry a token. */
    p.tokens_out = r->tokens_out + (int64_t)smz_sched_received(run->sched) / 100;
    p.cost = r->cost;
    p.seconds_left = seconds_left(run);
    o->progress(o->ctx, &p);
}

static void tick(void *ctx)
{
    struct live_run *run = ctx;
    int64_t now = run->live->net.now(run->live->net.self);

    if (!run->live->options.progress || now - run->ticked < PROGRESS_MS)
        return;
    run->ticked = now;
    show_progress(run);
}

/* ---- The graph ---- */

/* Seconds from the start of each request to the end of all that follows from it. */
static void rank(struct live_run *run)
{
    for (int i = run->plan->n_requests - 1; i >= 0; i--) {
        const struct smz_request *r = &run->requests[i];
        struct live_state *state = &run->states[i];

        state->needs = r->n_needs;
        state->rank += live_seconds(run->live, r->tokens_in, r->tokens_out);
        for (int k = 0; k < r->n_needs; k++) {
            struct live_state *needed = &run->states[r->needs[k]];

            if (needed->rank < state->rank)
                needed->rank = state->rank;
        }
    }
}

static void begin_waiting(struct live_run *run, int id)
{
    for (int i = id + 1; i < run->plan->n_requests; i++) {
        const struct smz_request *r = &run->requests[i];

        for (int k = 0; k < r->n_needs; k++)
            if (r->needs[k] == id && --run->states[i].needs == 0)
                live_begin(run, i);
    }
}

void live_settled(struct live_run *run, int id)
{
    struct live_state *state = &run->states[id];
    struct smz_answer *answer = &run->answers->at[id];

    *answer = (struct smz_answer){0};
    for (struct live_job *job = state->jobs; job; job = job->next)
        smz_answer_join(answer, &job->answer, run->arena);
    if (state->relating && !state->failed) {
        state->relating = false;
        if (!run->fatal)
            live_begin_frame(run, id);
        return;
    }
    /* What was on its way when the run ended is paid for, and of use to a part of a
     * digest. */
    state->done = true;
    answer->given = !state->failed;
    if (id < run->plan->n_requests && !run->fatal)
        begin_waiting(run, id);
}

void live_fatal(struct live_run *run, enum smz_fault fault, smz_str reason)
{
    if (run->fatal)
        return;
    run->fatal = fault;
    run->reason = smz_arena_keep(run->arena, reason);
    smz_sched_halt(run->sched);
}

/* ---- Rounds ---- */

static enum smz_code run_round(struct live_run *run, int from)
{
    enum smz_code code;

    for (int i = from; i < run->n_requests && !run->fatal; i++)
        if (run->states[i].needs == 0 && !run->states[i].jobs)
            live_begin(run, i);
    code = smz_sched_run(run->sched);
    if (code)
        return smz_fail(run->err, code,
                        "interrupted: what is answered is kept; the same command goes "
                        "on from here");
    return SMZ_OK;
}

/*
 * Edits are applied when nobody reads the topics any more: the order is the plan's. What
 * their numbers stand for is as when they were asked for.
 */
static void apply_edits(struct live_run *run)
{
    for (int i = 0; i < run->plan->n_requests; i++) {
        struct smz_answer *a = &run->answers->at[i];
        struct live_job *job = run->states[i].jobs;
        struct smz_prompt prompt;

        if (run->requests[i].kind != SMZ_REQUEST_EDIT || !a->n_edits || !job ||
            smz_prompt_make(&job->ask, run->live->options.prompt_dir, run->arena, &prompt,
                            run->err))
            continue;
        smz_answer_edit(a->edits, a->n_edits, prompt.numbered, prompt.n_numbered,
                        run->answers, run->arena);
        a->n_edits = 0;
    }
}

/* Room for the requests of a further round behind those of the plan. */
static void add_requests(struct live_run *run, const struct smz_request *more, int n)
{
    int all = run->n_requests + n;
    struct smz_request *requests = SMZ_NEW(run->arena, struct smz_request, all);
    struct live_state *states = SMZ_NEW(run->arena, struct live_state, all);
    struct smz_answer *at = SMZ_NEW(run->arena, struct smz_answer, all);
    size_t old = (size_t)run->n_requests;

    memcpy(requests, run->requests, old * sizeof(*requests));
    memcpy(requests + old, more, (size_t)n * sizeof(*requests));
    for (int i = 0; i < n; i++)
        requests[old + (size_t)i].id = (int)old + i;
    memcpy(states, run->states, old * sizeof(*states));
    memcpy(at, run->answers->at, old * sizeof(*at));
    run->requests = requests;
    run->states = states;
    run->answers->at = at;
    run->n_requests = all;
}

/* What a digest would lack if nothing more was asked. */
static struct smz_lack find_lack(struct live_run *run)
{
    struct smz_answers *told;

    if (!run->live->options.lack)
        return (struct smz_lack){.words =
                                     smz_plan_lack(run->plan, run->answers, run->arena)};
    told = SMZ_NEW(run->arena, struct smz_answers, 1);
    told->n = run->plan->n_requests;
    told->at = SMZ_NEW(run->arena, struct smz_answer, told->n);
    for (int i = 0; i < told->n; i++)
        told->at[i] = smz_answer_copy(&run->answers->at[i], run->arena);
    told->run = run->answers->run;
    return run->live->options.lack(run->live->options.ctx, run->plan, told, run->arena);
}

/* *enough where nothing is to be asked for. */
static enum smz_code extend(struct live_run *run, bool *enough)
{
    const struct smz_request *more;
    struct smz_lack lack = find_lack(run);
    int n, first = run->n_requests;
    enum smz_code code;

    /* Where nothing came of it once, there is nothing to tell. */
    if (first > run->plan->n_requests)
        lack.n_untold = 0;
    smz_plan_extend(run->plan, run->answers, &lack, run->arena, &more, &n);
    *enough = n == 0;
    if (*enough)
        return SMZ_OK;
    live_log(run->live, "the answers are short or leave something out: %d more request%s",
             n, n == 1 ? "" : "s");
    add_requests(run, more, n);
    code = run_round(run, first);
    if (run->fatal)
        smz_note(run->notes, SMZ_WARN,
                 "the digest is shorter than asked for: no more could be asked: %.*s",
                 SMZ_ARG(run->reason));
    for (int i = first; !code && i < run->n_requests; i++)
        if (run->answers->at[i].given)
            smz_answer_extend(
                &run->answers->at[run->requests[i].needs[0]], &run->answers->at[i],
                run->requests[i].untold_end > 0 ? UNTOLD_WEIGHT : MORE_WEIGHT,
                run->arena);
    return code;
}

/* ---- What no model told ---- */

static void note_missing(struct live_run *run, int id)
{
    const struct smz_request *r = &run->requests[id];
    smz_str why = run->states[id].reason.len ? run->states[id].reason : run->reason;

    if (r->kind == SMZ_REQUEST_RELATE || r->segment < 0)
        smz_note(run->notes, SMZ_WARN,
                 "%s %d of %d was done by the built-in engine: %.*s",
                 smz_request_name(r->kind), id + 1, run->plan->n_requests, SMZ_ARG(why));
    else
        smz_note(run->notes, SMZ_WARN,
                 "%s %d of %d (segment %d) was done by the built-in engine: %.*s",
                 smz_request_name(r->kind), id + 1, run->plan->n_requests, r->segment + 1,
                 SMZ_ARG(why));
}

/* The built-in engine answers the same plan; its answers stand in for those missing. */
static bool fill_missing(struct live_run *run)
{
    struct smz_answers own = {0};
    bool any = false;

    for (int i = 0; i < run->plan->n_requests; i++) {
        enum smz_request_kind kind = run->requests[i].kind;

        if (run->answers->at[i].given)
            continue;
        if (kind == SMZ_REQUEST_EDIT || kind == SMZ_REQUEST_CONDENSE) {
            run->answers->at[i].given = true;
            continue;
        }
        if (!own.at)
            smz_builtin_answer(run->plan, run->arena, &own);
        run->answers->at[i] = own.at[i];
        run->answers->run.failed++;
        note_missing(run, i);
        any = true;
    }
    return any;
}

static bool anything_given(const struct live_run *run)
{
    for (int i = 0; i < run->plan->n_requests; i++)
        if (run->answers->at[i].given)
            return true;
    return false;
}

static enum smz_code fail_run(struct live_run *run)
{
    if (run->code)
        return run->code;
    return live_explain(run->live, run->fatal, run->reason, run->err);
}

static enum smz_code finish(struct live_run *run)
{
    enum smz_code code = SMZ_OK;
    bool enough = false;

    if (run->fatal && (!run->live->options.partial || !anything_given(run)))
        return fail_run(run);
    apply_edits(run);
    for (int round = 0; round < EXTENDING && !enough && !code && !run->fatal; round++)
        code = extend(run, &enough);
    if (code)
        return code;
    if (fill_missing(run))
        code = smz_fail(run->err, SMZ_EPARTIAL,
                        "%s: %d of %d requests were done by the built-in engine",
                        run->live->choice.provider->name, run->answers->run.failed,
                        run->plan->n_requests);
    return code;
}

/* Everything that was asked for and not settled gives its memory back. */
static void release(struct live_run *run)
{
    for (int i = 0; i < run->n_requests; i++)
        for (struct live_job *job = run->states[i].jobs; job; job = job->next)
            smz_arena_release(&job->arena);
}

enum smz_code smz_live_answer(struct smz_live *live, const struct smz_plan *plan,
                              struct smz_arena *arena, struct smz_notes *notes,
                              struct smz_answers *out, struct smz_err *err)
{
    struct smz_run *totals = &out->run;
    struct live_run run = {
        .live = live, .plan = plan, .arena = arena, .notes = notes, .answers = out};
    struct smz_sched_options options = {
        .jobs = live->jobs,
        .retries = live->options.retries < 0   ? 0
                   : live->options.retries > 0 ? live->options.retries
                                               : RETRIES,
        .most_ms = MOST_WAIT_MS,
        .stop = live->options.stop,
        .done = live_done,
        .tick = tick,
        .ctx = &run,
    };
    enum smz_code code;

    *out = (struct smz_answers){.at = SMZ_NEW(arena, struct smz_answer, plan->n_requests),
                                .n = plan->n_requests};
    totals->provider = smz_str_of(live->choice.provider->name);
    totals->model = live->endpoint.model;
    totals->cost = live->model.price_in < 0 ? -1 : 0;
    run.err = err;
    run.requests = plan->requests;
    run.n_requests = plan->n_requests;
    run.states = SMZ_NEW(arena, struct live_state, plan->n_requests);
    run.began = live->net.now(live->net.self);
    options.seed = (uint64_t)run.began * 2654435761u;
    run.sched = smz_sched_new(&options, &live->net, arena);
    rank(&run);
    code = run_round(&run, 0);
    if (!code)
        code = finish(&run);
    totals->retries = smz_sched_retries(run.sched) + run.progress.retries;
    totals->seconds = seconds_since_begin(&run);
    if (live->options.progress)
        show_progress(&run);
    release(&run);
    return code;
}
