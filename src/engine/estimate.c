/* What a plan will take, before anything is sent. */
#include <math.h>

#include "engine/jobs.h"

/* Whether the answer to a request that reads the transcript alone is there already. */
static bool is_cached(struct smz_live *live, const struct smz_plan *plan,
                      const struct smz_request *r, struct smz_arena *arena,
                      int *tokens_in)
{
    const struct smz_ask ask = {
        .plan = plan,
        .request = r,
        .chunk = &plan->chunks[r->chunk],
        .words = r->words,
        .parts = smz_prompt_parts(plan),
    };
    struct smz_prompt prompt;
    struct smz_call call;
    struct smz_cached cached;
    struct smz_key key;

    if (smz_prompt_make(&ask, live->options.prompt_dir, arena, &prompt, NULL))
        return false;
    *tokens_in = prompt.tokens_in;
    live_call(live, &prompt, r->tokens_out, 0, &call);
    key = live_key(live, &call, arena);
    return !live->options.refresh && smz_cache_get(live->cache, &key, arena, &cached);
}

/* Counts a question; the seconds that its answer takes. */
static double add(const struct smz_live *live, int tokens_in, int tokens_out,
                  struct smz_estimate *out)
{
    double cost = smz_model_cost(&live->model, tokens_in, tokens_out);

    out->requests++;
    out->tokens_in += tokens_in;
    out->tokens_out += tokens_out;
    out->cost = cost < 0 || out->cost < 0 ? -1 : out->cost + cost;
    return live_seconds(live, tokens_in, tokens_out);
}

/* One or two questions: the seconds of the longer, and of both in *work. */
static double add_frame(const struct smz_live *live, const struct smz_plan *plan,
                        const struct smz_request *r, double *work,
                        struct smz_estimate *out)
{
    unsigned parts[2];
    int n = live_frame(live, plan, r, parts);
    double longest = 0;

    for (int i = 0; i < n; i++) {
        int words = smz_prompt_words(plan, parts[i]);
        double seconds = add(live, r->tokens_in, smz_answer_tokens(words), out);

        *work += seconds;
        longest = fmax(longest, seconds);
    }
    return longest;
}

void smz_live_estimate(struct smz_live *live, const struct smz_plan *plan,
                       struct smz_arena *arena, struct smz_estimate *out)
{
    double *ends = SMZ_NEW(arena, double, plan->n_requests);
    double work = 0, longest = 0;

    *out = (struct smz_estimate){0};
    for (int i = 0; i < plan->n_requests; i++) {
        const struct smz_request *r = &plan->requests[i];
        int tokens_in = r->tokens_in;
        double seconds = 0;
        struct smz_arena job;

        for (int k = 0; k < r->n_needs; k++)
            ends[i] = fmax(ends[i], ends[r->needs[k]]);
        smz_arena_init(&job);
        if (r->kind == SMZ_REQUEST_RELATE) {
            seconds = add_frame(live, plan, r, &work, out);
        } else if (r->chunk >= 0 && is_cached(live, plan, r, &job, &tokens_in)) {
            out->requests++;
            out->cached++;
        } else {
            work += seconds = add(live, tokens_in, r->tokens_out, out);
        }
        smz_arena_release(&job);
        ends[i] += seconds;
        longest = fmax(longest, ends[i]);
    }
    out->seconds = fmax(longest, work / live->jobs);
}
