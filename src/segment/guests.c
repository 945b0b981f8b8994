#include "segment/guests.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * The partition that is cheapest in this sense: in a conversation everybody is there
 * from beginning to end, so each visitor costs the part of it that they are absent
 * from, at its ends or for long in its middle; a visitor in several conversations costs
 * RETURN for each further one; and each cut costs CUT, less where somebody is introduced
 * or comes just while another is away.
 * Sequential guests come out apart, a panel that one person leaves stays one.
 */
static const double CUT = 0.6, RETURN = 0.35, INTRODUCED = 0.45, BETWEEN = 0.55;

enum { MOST_VISITORS = 64, MOST_CUTS = 256 };

static int lower(const int *at, int n, int turn)
{
    int lo = 0;

    while (lo < n) {
        int mid = lo + (n - lo) / 2;

        if (at[mid] < turn)
            lo = mid + 1;
        else
            n = mid;
    }
    return lo;
}

int visitor_turns(const struct visitor *v, int from, int to)
{
    return lower(v->turns, v->n_turns, to) - lower(v->turns, v->n_turns, from);
}

static int by_weight(const void *a, const void *b)
{
    const struct visitor *x = a, *y = b;

    return x->n_turns != y->n_turns ? (x->n_turns > y->n_turns ? -1 : 1)
                                    : x->person - y->person;
}

/* Everybody's turns, person by person. */
static int **sort_turns(struct outliner *o)
{
    int *all = SMZ_NEW(o->run, int, o->t->n_turns);
    int **at = SMZ_NEW(o->run, int *, o->n_people + 1);
    int *n = SMZ_NEW(o->run, int, o->n_people);

    at[0] = all;
    for (int i = 0; i < o->n_people; i++)
        at[i + 1] = at[i] + o->people[i].turns;
    for (int i = 0; i < o->t->n_turns; i++) {
        int who = o->person_of[i];

        if (who != SMZ_NOBODY)
            at[who][n[who]++] = i;
    }
    return at;
}

static void find_visitors(struct outliner *o, struct visits *out)
{
    int **turns = sort_turns(o);
    struct visitor *at = SMZ_NEW(o->run, struct visitor, o->n_people);
    int n = 0;

    for (int i = 0; i < o->n_people; i++) {
        const struct smz_person *p = &o->people[i];
        double share = (double)p->words / (1 + (double)o->t->words);

        if (p->role == SMZ_ROLE_HOST || p->turns < 2 || p->words < 60)
            continue;
        at[n++] = (struct visitor){i,
                                   fmin(1, fmax(p->turns / 4.0, (double)p->words / 400)) *
                                       fmin(1, share / 0.02),
                                   turns[i], p->turns};
    }
    qsort(at, (size_t)n, sizeof(*at), by_weight);
    out->at = at;
    out->n = n < MOST_VISITORS ? n : MOST_VISITORS;
}

/* A conversation may begin where a visitor is first heard, or again after long. */
static int find_places(struct outliner *o, const struct visits *v, int *places)
{
    bool *mark = SMZ_NEW(o->run, bool, o->t->n_turns + 1);
    int n = 0, gap = o->t->n_turns / 12 + 4;

    for (int i = 0; i < v->n; i++)
        for (int k = 0; k < v->at[i].n_turns; k++)
            if (!k || v->at[i].turns[k] - v->at[i].turns[k - 1] > gap ||
                (k == 1 && v->at[i].n_turns >= 8))
                mark[v->at[i].turns[k]] = true;
    places[n++] = 0;
    for (int i = 1; i < o->t->n_turns && n < MOST_CUTS - 1; i++)
        if (mark[i])
            places[n++] = i;
    places[n] = o->t->n_turns;
    return n;
}

/* The longest silence between two of turns [a, z), where it is one of `least` turns. */
static int longest_gap(const struct visitor *v, int a, int z, int least)
{
    int gap = 0;

    for (int i = a + 1; i < z; i++)
        if (v->turns[i] - v->turns[i - 1] > gap)
            gap = v->turns[i] - v->turns[i - 1];
    return gap > least ? gap : 0;
}

/* What visitor v costs in a conversation of turns [from, to). */
static double visit_cost(const struct visitor *v, int from, int to, int least_gap)
{
    int a = lower(v->turns, v->n_turns, from), z = lower(v->turns, v->n_turns, to);
    double share, absent;
    int stray;

    if (a == z)
        return 0;
    share = (double)(z - a) / v->n_turns;
    stray = (z - a) / 25; /* a line far from the rest does not make them present */
    absent = 1 - (double)(v->turns[z - 1 - stray] - v->turns[a + stray] + 1 -
                          longest_gap(v, a + stray, z - stray, least_gap)) /
                     (to - from);
    return v->weight * fmin(1, share / 0.2) * (RETURN + absent);
}

/*
 * Do the visitors of turns [from, to) have a fair share of what is said there? So
 * many that it is a sitting are none.
 */
static bool is_visit(const struct outliner *o, const struct visits *v, int from, int to)
{
    enum { MOST = 8 };
    int words = 0, all = 0, n = 0;

    for (int i = from; i < to; i++)
        all += o->words[i];
    for (int i = 0; i < v->n; i++) {
        const struct visitor *x = &v->at[i];
        int a = lower(x->turns, x->n_turns, from), z = lower(x->turns, x->n_turns, to);

        if (x->weight < 0.5 || (z - a) * 5 < x->n_turns)
            continue;
        n++;
        for (; a < z; a++)
            words += o->words[x->turns[a]];
    }
    return words * 5 > all && n <= MOST;
}

/* A meeting that one person leaves is not two conversations. */
static void drop_weak_cuts(const struct outliner *o, struct visits *v)
{
    int *cuts = v->cuts, n = 0;

    for (int i = 0; i < v->n_cuts; i++) {
        int end = i + 1 < v->n_cuts ? v->cuts[i + 1] : o->t->n_turns;
        bool good = is_visit(o, v, v->cuts[i], end);

        if (!i || (good && (n > 1 || is_visit(o, v, 0, v->cuts[i]))))
            cuts[n++] = v->cuts[i];
    }
    v->n_cuts = n;
}

static int words_between(const struct outliner *o, int from, int to)
{
    int words = 0;

    for (int i = from; i < to; i++)
        words += o->words[i];
    return words;
}

/*
 * Somebody who is there only while another, who comes back, is away, and says a good
 * part of what is said then: both are guests.
 */
static void price_returns(const struct outliner *o, const struct visits *v,
                          const int *places, int n, double *price)
{
    int least = o->t->n_turns / 4;

    for (int i = 0; i < v->n; i++)
        for (int k = 1; k < v->at[i].n_turns; k++) {
            int from = v->at[i].turns[k - 1], to = v->at[i].turns[k];

            if (to - from <= least || v->at[i].weight < 0.5)
                continue;
            for (int j = 0; j < v->n; j++) {
                const struct visitor *x = &v->at[j];

                if (x->weight < 0.5 || x->turns[0] < from ||
                    x->turns[x->n_turns - 1] > to ||
                    o->people[x->person].words * 3 < (size_t)words_between(o, from, to))
                    continue;
                price[lower(places, n, x->turns[0])] = CUT - BETWEEN;
                price[lower(places, n, to)] = CUT - BETWEEN;
            }
        }
}

void guests_partition(struct outliner *o, struct visits *out)
{
    int *places = SMZ_NEW(o->run, int, MOST_CUTS + 1);
    int *from = SMZ_NEW(o->run, int, MOST_CUTS + 1), n, n_cuts = 0;
    double *best = SMZ_NEW(o->run, double, MOST_CUTS + 1), *price;
    int *cuts = SMZ_NEW(o->run, int, MOST_CUTS + 1);

    find_visitors(o, out);
    n = find_places(o, out, places);
    price = SMZ_NEW(o->run, double, n + 1);
    for (int s = 1; s < n; s++)
        price[s] = CUT;
    price_returns(o, out, places, n, price);
    for (int s = 1; s < n; s++)
        if (handover_is_said(o, places[s]))
            price[s] = CUT - INTRODUCED;
    for (int e = 1; e <= n; e++) {
        best[e] = INFINITY;
        for (int s = 0; s < e; s++) {
            double cost = best[s] + price[s];

            for (int i = 0; i < out->n && cost < best[e]; i++)
                cost += visit_cost(&out->at[i], places[s], places[e], o->t->n_turns / 4);
            if (cost < best[e]) {
                best[e] = cost;
                from[e] = s;
            }
        }
    }
    for (int e = n; e > 0; e = from[e])
        n_cuts++;
    out->n_cuts = n_cuts;
    for (int e = n; e > 0; e = from[e])
        cuts[--n_cuts] = places[from[e]];
    out->cuts = cuts;
    drop_weak_cuts(o, out);
}
