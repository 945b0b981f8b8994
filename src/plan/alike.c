/*
 * Points of writers who did not see each other's answers, and may tell the same: by the
 * words of the talk that they have in common, rare ones more (Dice 1945, weighted).
 * Which of them do, the editor decides.
 */
#include <stdlib.h>
#include <string.h>

#include "base/real.h"
#include "base/utf8.h"
#include "plan/told.h"

enum {
    MOST_POINTS = 600, /* that are compared, each with each */
    MOST_TERMS = 48,   /* of one point */
    LEAST_COMMON = 3   /* terms of two that are alike */
};
#define LEAST_ALIKE 0.35

struct bag {
    struct smz_numbered told;
    uint32_t *terms; /* ascending, each once */
    int n;
    double weight; /* of all its terms */
    bool chosen;
};

struct pair {
    struct bag *a, *b;
    double alike;
};

/* Few of all words of the talk are this one. */
static double rarity(const struct smz_text *text, uint32_t term)
{
    return smz_log((double)(text->n_tokens + 1) / (text->terms[term].count + 0.5));
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void take_terms(struct bag *bag, const struct smz_text *text, smz_str said,
                       struct smz_arena *run)
{
    uint32_t terms[MOST_TERMS] = {0};
    smz_str word;
    bool breaks;
    int n = 0;

    for (size_t at = 0; n < MOST_TERMS && smz_next_word(said, &at, &word, &breaks);) {
        uint32_t term = smz_table_get(text->written, word);

        if (term == SMZ_ENTRY_NEW)
            term = smz_table_get(text->written, smz_utf8_fold(word, run));
        if (term != SMZ_ENTRY_NEW && !text->terms[term].stop)
            terms[n++] = term;
    }
    qsort(terms, (size_t)n, sizeof(*terms), by_number);
    bag->terms = SMZ_NEW(run, uint32_t, n);
    for (int i = 0; i < n; i++)
        if (bag->n == 0 || bag->terms[bag->n - 1] != terms[i]) {
            bag->terms[bag->n++] = terms[i];
            bag->weight += rarity(text, terms[i]);
        }
}

/* From 0 to 1. */
static double alike(const struct bag *a, const struct bag *b, const struct smz_text *text)
{
    double common = 0;
    int i = 0, k = 0, n = 0;

    while (i < a->n && k < b->n) {
        uint32_t x = a->terms[i], y = b->terms[k];

        if (x == y) {
            common += rarity(text, x);
            n++;
        }
        i += x <= y;
        k += y <= x;
    }
    return n < LEAST_COMMON ? 0 : 2 * common / (a->weight + b->weight);
}

static int by_alike(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->alike != y->alike)
        return x->alike < y->alike ? 1 : -1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static int take_points(const struct smz_ask *ask, struct smz_arena *run, struct bag *out)
{
    const struct smz_request *r = ask->request;
    int n = 0;

    for (int i = 0; i < r->n_needs; i++) {
        const struct smz_answer *a = &ask->answers->at[r->needs[i]];

        for (int k = 0; k < a->n_topics; k++)
            for (int p = 0; p < a->topics[k].n_points && n < MOST_POINTS; p++) {
                struct bag *bag = &out[n++];

                bag->told = (struct smz_numbered){.topic = &a->topics[k],
                                                  .point = &a->topics[k].points[p],
                                                  .request = r->needs[i],
                                                  .at = k};
                take_terms(bag, ask->plan->outline->text, bag->told.point->text, run);
            }
    }
    return n;
}

/* The tokens that a point takes where it is told; 0 once it is. */
static int cost_of(const struct bag *bag)
{
    return bag->chosen ? 0 : plan_point_tokens(bag->told.point);
}

int plan_alike(const struct smz_ask *ask, int *tokens, struct smz_arena *run,
               const struct smz_numbered **out)
{
    const struct smz_text *text = ask->plan->outline->text;
    struct bag *bags = SMZ_NEW(run, struct bag, MOST_POINTS);
    int n = take_points(ask, run, bags), chosen = 0;
    struct smz_numbered *list = SMZ_NEW(run, struct smz_numbered, n);
    SMZ_VEC(struct pair) pairs = {0};

    for (int i = 0; i < n; i++)
        for (int k = i + 1; k < n; k++) {
            struct pair pair = {&bags[i], &bags[k], 0};

            if (bags[i].told.request == bags[k].told.request)
                continue;
            pair.alike = alike(pair.a, pair.b, text);
            if (pair.alike >= LEAST_ALIKE)
                SMZ_PUSH(run, pairs, pair);
        }
    if (pairs.len)
        qsort(pairs.at, pairs.len, sizeof(*pairs.at), by_alike);
    for (size_t i = 0; i < pairs.len; i++) {
        int cost = cost_of(pairs.at[i].a) + cost_of(pairs.at[i].b);

        if (cost > *tokens)
            continue;
        *tokens -= cost;
        pairs.at[i].a->chosen = pairs.at[i].b->chosen = true;
    }
    for (int i = 0; i < n; i++)
        if (bags[i].chosen)
            list[chosen++] = bags[i].told;
    *out = list;
    return chosen;
}
