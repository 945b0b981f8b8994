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

void smz_plan_extend(const struct smz_plan *plan, const struct smz_answers *answers,
                     int lack, struct smz_arena *run, const struct smz_request **out,
                     int *n)
{
    const bool *replaced = smz_plan_condensed(plan, answers, run);
    SMZ_VEC(struct smz_request) list = {0};
    double room = 0, owed = 0, words;

    for (int i = 0; i < plan->n_requests; i++)
        room += replaced[i] ? 0 : room_of(&plan->requests[i], &answers->at[i]);
    *n = 0;
    if (lack * 100 <= plan->words * SHORT_PERCENT || room <= 0)
        return;
    words = fmin(lack * 1.1, room);
    for (int i = 0; i < plan->n_requests; i++) {
        const struct smz_request *r = &plan->requests[i];
        struct smz_request more = *r;

        /* What is not worth a request is asked of the next one. */
        owed += replaced[i] ? 0 : words * room_of(r, &answers->at[i]) / room;
        if (replaced[i] || !room_of(r, &answers->at[i]) ||
            owed < fmin(POINT_WORDS / 2, words))
            continue;
        more.id = plan->n_requests + (int)list.len;
        more.kind = SMZ_REQUEST_EXTEND;
        more.words = owed < POINT_WORDS ? POINT_WORDS : (int)lround(owed);
        more.tokens_out = smz_answer_tokens(more.words);
        more.needs = &r->id;
        more.n_needs = 1;
        SMZ_PUSH(run, list, more);
        owed = 0;
    }
    *out = list.at;
    *n = (int)list.len;
}
