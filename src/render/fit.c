/*
 * Length. All that could be said is cut into units (a point, a quote, a sentence of
 * prose) in groups (a topic, a theme, the summary) under heads (an H2). Every group
 * has a share of the words. A unit's key is its group's share over the words that the
 * group has once it is in: taking units by descending key is apportionment by highest
 * averages (Jefferson 1792), so each group grows with its share at any length, and a
 * longer digest says what a shorter one says and more. n log n.
 */
#include "render/fit.h"

#include <stdlib.h>

/* ---- choosing */

static int by_key(const void *a, const void *b)
{
    const struct fit_unit *x = *(struct fit_unit *const *)a;
    const struct fit_unit *y = *(struct fit_unit *const *)b;

    if (x->key != y->key)
        return x->key < y->key ? 1 : -1;
    return x < y ? -1 : x > y;
}

static void keep(struct fit *f, int unit)
{
    struct fit_unit *u = &f->units.at[unit];
    struct fit_group *g = &f->groups.at[u->group];
    struct fit_head *h = &f->heads[g->head];

    if (u->kept)
        return;
    u->kept = true;
    f->words += u->cost;
    if (u->what == FIT_QUOTE && f->quotes++ == 0)
        f->words += f->mention;
    if (g->kept++ > 0)
        return;
    f->words += g->cost;
    if (h->open++ == 0)
        f->words += h->cost;
}

static void leave(struct fit *f, int unit)
{
    struct fit_unit *u = &f->units.at[unit];

    struct fit_group *g = &f->groups.at[u->group];
    struct fit_head *h = &f->heads[g->head];

    u->kept = false;
    f->words -= u->cost;
    if (u->what == FIT_QUOTE && --f->quotes == 0)
        f->words -= f->mention;
    if (--g->kept > 0)
        return;
    f->words -= g->cost;
    if (--h->open == 0)
        f->words -= h->cost;
}

static int opening_cost(const struct fit *f, const struct fit_group *g)
{
    int cost = g->cost + (f->heads[g->head].open ? 0 : f->heads[g->head].cost);

    for (int i = 0; i < g->bundle; i++)
        cost += f->units.at[g->first + i].cost;
    return cost;
}

/* Whether a group begins with prose that somebody wrote. */
static bool is_written(const struct fit *f, const struct fit_group *g)
{
    return g->topic && g->topic->prose_weight > 0 &&
           f->units.at[g->first].what == FIT_SENTENCE;
}

static void open_group(struct fit *f, const struct fit_group *g)
{
    for (int i = 0; i < g->bundle; i++)
        keep(f, g->first + i);
}

static void try_unit(struct fit *f, int unit, int limit)
{
    struct fit_unit *u = &f->units.at[unit];
    struct fit_group *g = &f->groups.at[u->group];

    if (u->kept || u->spare)
        return;
    if (g->kept) {
        if ((u->after < 0 || f->units.at[u->after].kept) && f->words + u->cost <= limit)
            keep(f, unit);
    } else if (unit == g->first && f->words + opening_cost(f, g) <= limit) {
        open_group(f, g);
    }
}

/* A point of a group that tells most, or of the first few the shortest. */
static int chief_point(const struct fit *f, const struct fit_group *g, bool cheap)
{
    int best = -1, seen = 0;

    for (int i = g->first; i < g->first + g->n && seen < (cheap ? 6 : 1); i++) {
        const struct fit_unit *u = &f->units.at[i];

        if (u->what != FIT_POINT)
            continue;
        if (best < 0 || u->cost < f->units.at[best].cost)
            best = i;
        seen++;
    }
    return best < 0 && g->n ? g->first : best;
}

static int head_order(const void *a, const void *b)
{
    const struct fit_head *x = *(struct fit_head *const *)a;
    const struct fit_head *y = *(struct fit_head *const *)b;

    if (x->share != y->share)
        return x->share < y->share ? 1 : -1;
    return x < y ? -1 : x > y;
}

/*
 * Whose section must be there is there, with one point, as long as there is room; where
 * there is much, with the prose before it.
 */
static void force_heads(struct fit *f)
{
    struct fit_head **order = SMZ_NEW(f->run, struct fit_head *, f->n_heads);
    int n = 0;

    for (int i = 0; i < f->n_heads; i++)
        if (f->heads[i].must && f->heads[i].best >= 0)
            order[n++] = &f->heads[i];
    qsort(order, (size_t)n, sizeof(struct fit_head *), head_order);
    for (int i = 0; i < n; i++) {
        const struct fit_group *g = &f->groups.at[order[i]->best];
        bool cheap = (f->target - f->words) < 60 * (n - i);
        int unit = chief_point(f, g, cheap);
        int cost = g->cost + order[i]->cost + f->units.at[unit].cost;

        if (order[i]->open || (i > 0 && f->words + cost > f->target))
            continue;
        if (is_written(f, g) && f->words + opening_cost(f, g) * (n - i) <= f->target)
            open_group(f, g);
        else
            keep(f, unit);
    }
}

/* How far from the target a change of the words would leave them; too far over: last. */
static int distance(const struct fit *f, int change)
{
    int left = f->target - f->words - change;

    return left >= 0 || -left * 20 <= f->target ? abs(left) : f->target - left;
}

/*
 * What may change to come closer: points of topics that are there; where these do not
 * bring it `near`, all else that stands by itself.
 */
enum reach { NEAR, FAR };

/* Behind what it needs, in a group that is there; a topic's best points also open it. */
static bool may_enter(const struct fit *f, const struct fit_unit *u, enum reach reach)
{
    enum { BEST = 6 };
    const struct fit_group *g = &f->groups.at[u->group];
    bool opens = g->topic && !is_written(f, g) && u - &f->units.at[g->first] < BEST;

    if (u->kept || (u->after >= 0 && !f->units.at[u->after].kept))
        return false;
    if (u->what == FIT_POINT)
        return g->kept || (opens && reach == FAR);
    return reach == FAR && (u->what == FIT_SENTENCE || u->what == FIT_QUOTE) && g->kept;
}

static int entry_cost(const struct fit *f, const struct fit_unit *u)
{
    const struct fit_group *g = &f->groups.at[u->group];
    const struct fit_head *h = &f->heads[g->head];

    return u->cost + (g->kept ? 0 : g->cost + (h->open ? 0 : h->cost)) +
           (u->what == FIT_QUOTE && !f->quotes ? f->mention : 0);
}

/* Sentences end a text, or make way whole. */
static bool is_last(const struct fit *f, const struct fit_unit *u)
{
    const struct fit_group *g = &f->groups.at[u->group];
    int self = (int)(u - f->units.at);

    for (int i = g->first; i < g->first + g->n; i++)
        if (f->units.at[i].kept && f->units.at[i].after == self)
            return false;
    return true;
}

static bool may_leave(const struct fit *f, const struct fit_unit *u, enum reach reach)
{
    const struct fit_group *g = &f->groups.at[u->group];

    if (!u->kept || u->forced || u->promised)
        return false;
    /* Of prose that somebody wrote the end counts as much as the beginning. */
    if (u->what == FIT_SENTENCE && g->topic && g->topic->prose_weight > 0 &&
        f->target >= FIT_WHOLE_TARGET)
        return false;
    /* What one says alone is no theme. */
    if (g->theme && g->kept <= g->bundle)
        return false;
    return u->what == FIT_POINT ||
           (reach == FAR && u->what == FIT_SENTENCE && is_last(f, u));
}

/*
 * Whether `in` (NULL: nothing) may stand for `out`: a topic is not left with prose alone,
 * but may go with its heading where that need not be there.
 */
static bool may_replace(const struct fit *f, const struct fit_unit *in,
                        const struct fit_unit *out, enum reach reach)
{
    const struct fit_group *g = &f->groups.at[out->group];
    const struct fit_unit *first = &f->units.at[g->first];
    bool prose = out->what == FIT_POINT && first->kept && first->what == FIT_SENTENCE;

    if (in && in->after == out - f->units.at)
        return false;
    if (g->kept > 1 + prose || !in)
        return g->kept > 1 + prose;
    if (in->group == out->group)
        return in->what == FIT_POINT && out->what == FIT_POINT;
    return reach == FAR && !prose &&
           (!f->heads[g->head].must || f->heads[g->head].open > 1);
}

/* Words that are gone with `out` where `in` comes. */
static int exit_cost(const struct fit *f, const struct fit_unit *in,
                     const struct fit_unit *out)
{
    const struct fit_group *g = &f->groups.at[out->group];
    const struct fit_head *h = &f->heads[g->head];
    int cost = out->cost;

    if (g->kept > 1 || in->group == out->group)
        return cost;
    if (h->open == 1 && f->groups.at[in->group].head != g->head)
        cost += h->cost;
    return cost + g->cost;
}

/*
 * One unit more, or one for another, to come closer to the target. Only the last of
 * what was taken and the first of what was not: they are worth about the same.
 */
static bool come_closer(struct fit *f, struct fit_unit *const *order, int n,
                        enum reach reach)
{
    enum { MOST = 240 };
    struct fit_unit *ins[MOST], *out = NULL, *in = NULL;
    int best = distance(f, 0), n_ins = 0;

    for (int i = 0; i < n && n_ins < MOST; i++)
        if (may_enter(f, order[i], reach))
            ins[n_ins++] = order[i];
    for (int k = 0; k < n_ins && best > 0; k++)
        if (distance(f, entry_cost(f, ins[k])) < best) {
            best = distance(f, entry_cost(f, ins[k]));
            in = ins[k];
        }
    for (int i = n - 1, tried = 0; i >= 0 && tried < MOST && best > 0; i--) {
        struct fit_unit *u = order[i];

        if (!may_leave(f, u, reach))
            continue;
        tried++;
        if (distance(f, -u->cost) < best && may_replace(f, NULL, u, reach)) {
            best = distance(f, -u->cost);
            out = u;
            in = NULL;
        }
        for (int k = 0; k < n_ins; k++) {
            int left = distance(f, entry_cost(f, ins[k]) - exit_cost(f, ins[k], u));

            if (left >= best || !may_replace(f, ins[k], u, reach))
                continue;
            best = left;
            out = u;
            in = ins[k];
        }
    }
    if (in)
        keep(f, (int)(in - f->units.at));
    if (out)
        leave(f, (int)(out - f->units.at));
    return in || out;
}

/* With the prose that it stands behind, where there is room. */
static void force(struct fit *f, int unit)
{
    const struct fit_group *g = &f->groups.at[f->units.at[unit].group];

    if (!g->kept && is_written(f, g) &&
        f->words + opening_cost(f, g) + f->units.at[unit].cost <= f->target)
        open_group(f, g);
    keep(f, unit);
}

/* The units of a digest of f->target words. */
static void choose(struct fit *f)
{
    size_t n = f->units.len;
    struct fit_unit **order = SMZ_NEW(f->run, struct fit_unit *, n);

    f->words = f->base;
    f->quotes = 0;
    for (size_t i = 0; i < n; i++) {
        order[i] = &f->units.at[i];
        order[i]->kept = false;
    }
    for (size_t i = 0; i < f->groups.len; i++)
        f->groups.at[i].kept = 0;
    for (int i = 0; i < f->n_heads; i++)
        f->heads[i].open = 0;
    if (n)
        qsort(order, n, sizeof(*order), by_key);
    for (size_t i = 0; i < n; i++)
        if (f->units.at[i].forced)
            force(f, (int)i);
    force_heads(f);
    for (size_t i = 0; i < n; i++)
        try_unit(f, (int)(order[i] - f->units.at), f->target);
    for (enum reach reach = NEAR; reach <= FAR; reach++)
        for (int i = 0; i < 6 && distance(f, 0) > (reach == FAR ? f->target / 25 : 0);
             i++)
            if (!come_closer(f, order, (int)n, reach))
                break;
}

/* ---- people who must be named */

static bool named_in(const struct fit *f, int person)
{
    const struct smz_digest *d = f->digest;
    smz_str name = d->outline->people[person].name;

    for (int i = 0; i < d->n_sections; i++)
        if (f->heads[i].open && smz_str_find(d->sections[i].heading, name) >= 0)
            return true;
    for (size_t i = 0; i < f->units.len; i++) {
        const struct fit_unit *u = &f->units.at[i];

        if (u->kept && u->person == person)
            return true;
    }
    return false;
}

/* The weightiest unit that would name a person; -1 where there is none. */
static int naming_unit(const struct fit *f, int person)
{
    int best = -1;

    for (size_t i = 0; i < f->units.len; i++) {
        const struct fit_unit *u = &f->units.at[i];
        bool open = f->groups.at[u->group].kept > 0;

        /* Of a person's lines in the conclusion all are there or none. */
        if (u->person != person || u->after >= 0 || u->what == FIT_STANCE)
            continue;
        if (best < 0 || open * 1000 + u->key >
                            (f->groups.at[f->units.at[best].group].kept > 0) * 1000 +
                                f->units.at[best].key)
            best = (int)i;
    }
    return best;
}

/* Who speaks much is named by a section, a stance or a point; else under the title, where
 * all are bold or none is. */
static bool name_people(struct fit *f)
{
    enum { PER_MILLE = 95 }; /* of the words */
    struct smz_digest *d = f->digest;
    bool roomy = f->target >= 60 * d->n_sections + 100, changed = false;

    d->bold_names = false;
    for (int i = 0; i < d->outline->n_people; i++) {
        int unit;

        if (render_person_share(d->outline, i) * 1000 < PER_MILLE || named_in(f, i))
            continue;
        unit = naming_unit(f, i);
        if (roomy && unit >= 0 && !f->units.at[unit].forced)
            changed = f->units.at[unit].forced = true;
        else
            d->bold_names = true;
    }
    return changed;
}

static bool force_more(struct fit *f)
{
    bool named = name_people(f), heard = fit_hear(f);

    return named || heard;
}

/* ---- points alone */

static int by_weight(const void *a, const void *b)
{
    const struct fit_unit *x = *(struct fit_unit *const *)a;
    const struct fit_unit *y = *(struct fit_unit *const *)b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x < y ? -1 : x > y;
}

static void choose_points(struct fit *f)
{
    size_t n = f->units.len;
    struct fit_unit **order = SMZ_NEW(f->run, struct fit_unit *, n);

    f->words = 0;
    for (size_t i = 0; i < n; i++)
        order[i] = &f->units.at[i];
    if (n)
        qsort(order, n, sizeof(*order), by_weight);
    for (size_t i = 0; i < n; i++) {
        struct fit_unit *u = order[i];

        if (u->what != FIT_POINT || f->groups.at[u->group].head >= f->digest->n_sections)
            continue;
        u->cost =
            (int)smz_count_words(f->groups.at[u->group].topic->points[u->index].text);
        if (f->words + u->cost > f->target)
            continue;
        u->kept = true;
        f->words += u->cost;
    }
}

void render_fit(struct smz_digest *digest, const struct smz_plan *plan, bool points_only,
                struct smz_arena *run)
{
    enum { ROUNDS = 4 }; /* forcing one may push out another */
    struct fit f = {.digest = digest, .plan = plan, .run = run, .target = digest->target};

    fit_units(&f);
    if (points_only) {
        choose_points(&f);
    } else {
        choose(&f);
        for (int round = 0; round < ROUNDS && force_more(&f); round++)
            choose(&f);
    }
    fit_apply(&f);
}
