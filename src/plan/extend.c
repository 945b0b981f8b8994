/* What is still to be asked where the answers are shorter than the plan. */
#include <math.h>

#include "summarize/prompt.h"

enum {
    SHORT_PERCENT = 5,  /* shorter than this is not worth a round */
    POINT_WORDS = 32,   /* of a further point, lead and time included */
    MOST_PERCENT = 200, /* of what a chunk was planned: more it has not to say */
    WORDS_OF_TIME = 1   /* "(00:05:12)" behind a heading, point or quote */
};

static int words_of_points(const struct smz_point *points, int n)
{
    size_t sum = 0;

    for (int i = 0; i < n; i++)
        sum += smz_count_words(points[i].lead) + smz_count_words(points[i].text) +
               WORDS_OF_TIME;
    return (int)sum;
}

static int words_of_topic(const struct smz_told *t)
{
    size_t sum = smz_count_words(t->heading) + WORDS_OF_TIME + smz_count_words(t->prose);

    for (int i = 0; i < t->n_quotes; i++)
        sum += smz_count_words(t->quotes[i].text) + 3; /* — NAME, TIME */
    return (int)sum + words_of_points(t->points, t->n_points);
}

/* As a reader will count them. */
static int words_of_answer(const struct smz_answer *a)
{
    size_t sum = smz_count_words(a->summary) + smz_count_words(a->conclusion);

    for (int i = 0; i < a->n_topics; i++)
        sum += (size_t)words_of_topic(&a->topics[i]);
    for (int i = 0; i < a->n_themes; i++)
        sum += smz_count_words(a->themes[i].heading) +
               smz_count_words(a->themes[i].prose) +
               (size_t)words_of_points(a->themes[i].points, a->themes[i].n_points);
    for (int i = 0; i < a->n_stances; i++)
        sum += smz_count_words(a->stances[i].text);
    return (int)sum + words_of_points(a->implications, a->n_implications);
}

static bool writes(const struct smz_request *r)
{
    return r->kind == SMZ_REQUEST_WRITE || r->kind == SMZ_REQUEST_SINGLE;
}

/* What a chunk may still tell: what it lacks of its own share, and some beyond it. */
static int room_of(const struct smz_request *r, const struct smz_answer *a)
{
    int room = r->words * MOST_PERCENT / 100 - words_of_answer(a);

    return writes(r) && a->given && a->n_topics > 0 && room > POINT_WORDS ? room : 0;
}

const bool *smz_plan_condensed(const struct smz_plan *plan,
                               const struct smz_answers *answers, struct smz_arena *run)
{
    bool *condensed = SMZ_NEW(run, bool, plan->n_requests);

    for (int i = 0; i < plan->n_requests && i < answers->n; i++) {
        const struct smz_request *r = &plan->requests[i];

        if (r->kind != SMZ_REQUEST_CONDENSE || !answers->at[i].n_topics)
            continue;
        for (int k = 0; k < r->n_needs; k++)
            condensed[r->needs[k]] = true;
    }
    return condensed;
}

int smz_plan_lack(const struct smz_plan *plan, const struct smz_answers *answers,
                  struct smz_arena *run)
{
    const bool *replaced = smz_plan_condensed(plan, answers, run);
    int told = 0;

    for (int i = 0; i < plan->n_requests; i++)
        told += replaced[i] ? 0 : words_of_answer(&answers->at[i]);
    return plan->words - told;
}

/* The requests of a further round. */
struct extending {
    const struct smz_plan *plan;
    const struct smz_answers *answers;
    const bool *replaced;
    struct smz_arena *run;
    SMZ_VEC(struct smz_request) list;
};

static struct smz_request *ask(struct extending *e, const struct smz_request *r,
                               double words)
{
    struct smz_request more = *r;

    more.id = e->plan->n_requests + (int)e->list.len;
    more.kind = SMZ_REQUEST_EXTEND;
    more.words = words < POINT_WORDS ? POINT_WORDS : (int)lround(words);
    more.tokens_out = smz_answer_tokens(more.words);
    more.needs = &r->id;
    more.n_needs = 1;
    SMZ_PUSH(e->run, e->list, more);
    return &e->list.at[e->list.len - 1];
}

static bool may_extend(const struct extending *e, int request)
{
    const struct smz_answer *a = &e->answers->at[request];

    return !e->replaced[request] && writes(&e->plan->requests[request]) && a->given &&
           a->n_topics > 0;
}

/* Of the untold, what lies in the chunk where it begins; the words that were asked. */
static int ask_untold(struct extending *e, const struct smz_untold *u)
{
    for (int i = 0; i < e->plan->n_requests; i++) {
        const struct smz_request *r = &e->plan->requests[i];
        const struct smz_chunk *c;
        struct smz_request *more;

        if (!may_extend(e, i) || r->chunk < 0)
            continue;
        c = &e->plan->chunks[r->chunk];
        if (u->first_sentence < c->first_sentence || u->first_sentence >= c->end_sentence)
            continue;
        more = ask(e, r, fmin(u->words, r->words));
        more->untold_first = u->first_sentence;
        more->untold_end =
            u->end_sentence < c->end_sentence ? u->end_sentence : c->end_sentence;
        more->tokens_in += smz_chunk_asked(e->plan, more).tokens - c->tokens;
        return more->words;
    }
    return 0;
}

/* What it may be asked for: what it lacks of its share, or half as much again. */
static int more_of(const struct extending *e, int request)
{
    const struct smz_request *r = &e->plan->requests[request];
    int room = may_extend(e, request) ? room_of(r, &e->answers->at[request]) : 0;
    int lacks = room - r->words * (MOST_PERCENT - 100) / 100;
    int half = r->words / 2;

    return room < half || room < lacks ? room : half > lacks ? half : lacks;
}

/* Whose answer has most room beside its share, of those not yet asked; or -1. */
static int least_told(const struct extending *e, const bool *asked)
{
    double best_share = 0;
    int best = -1;

    for (int i = 0; i < e->plan->n_requests; i++) {
        const struct smz_request *r = &e->plan->requests[i];
        double share = asked[i] || !may_extend(e, i)
                           ? 0
                           : (double)room_of(r, &e->answers->at[i]) / r->words;

        if (share > best_share) {
            best_share = share;
            best = i;
        }
    }
    return best;
}

static void ask_least_told(struct extending *e, double words)
{
    bool *asked = SMZ_NEW(e->run, bool, e->plan->n_requests);
    double left = words * 1.1;
    int i = least_told(e, asked);

    while (i >= 0 && left >= fmin(POINT_WORDS / 2, words)) {
        double more = fmin(left, more_of(e, i));

        asked[i] = true;
        ask(e, &e->plan->requests[i], more);
        left -= more;
        i = least_told(e, asked);
    }
}

void smz_plan_extend(const struct smz_plan *plan, const struct smz_answers *answers,
                     const struct smz_lack *lack, struct smz_arena *run,
                     const struct smz_request **out, int *n)
{
    struct extending e = {.plan = plan,
                          .answers = answers,
                          .replaced = smz_plan_condensed(plan, answers, run),
                          .run = run};
    int words = lack->words;

    for (int i = 0; i < lack->n_untold; i++)
        words -= ask_untold(&e, &lack->untold[i]);
    if (words * 100 > plan->words * SHORT_PERCENT)
        ask_least_told(&e, words);
    *out = e.list.at;
    *n = (int)e.list.len;
}
