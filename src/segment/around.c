/* Signs of a topic in how words and voices before a place differ from those behind it. */
#include "segment/signs.h"

#include <math.h>

#include "base/real.h"

/* Counts of the words on either side of a place, and how alike they are. */
struct windows {
    const struct smz_text *text;
    const uint32_t *at; /* content tokens, in order */
    int n;
    const double *weight; /* of each term, squared */
    float *left, *right;  /* of each term */
    double dot, left_norm, right_norm;
    int from, mid, to; /* the windows are [from, mid) and [mid, to) */
};

static uint32_t term_at(const struct windows *w, int i)
{
    return w->text->tokens[w->at[i]].term;
}

static void left_add(struct windows *w, uint32_t term, int step)
{
    double k = w->weight[term];

    w->dot += step * k * (double)w->right[term];
    w->left_norm += k * (2.0 * step * (double)w->left[term] + 1);
    w->left[term] += (float)step;
}

static void right_add(struct windows *w, uint32_t term, int step)
{
    double k = w->weight[term];

    w->dot += step * k * (double)w->left[term];
    w->right_norm += k * (2.0 * step * (double)w->right[term] + 1);
    w->right[term] += (float)step;
}

/* Moves the place between the windows to content token `mid`, each `size` wide. */
static double move_to(struct windows *w, int mid, int size)
{
    int from = mid - size < 0 ? 0 : mid - size;
    int to = mid + size > w->n ? w->n : mid + size;

    for (; w->to < to; w->to++)
        right_add(w, term_at(w, w->to), 1);
    for (; w->mid < mid; w->mid++) {
        right_add(w, term_at(w, w->mid), -1);
        left_add(w, term_at(w, w->mid), 1);
    }
    for (; w->from < from; w->from++)
        left_add(w, term_at(w, w->from), -1);
    if (w->left_norm < 1e-9 || w->right_norm < 1e-9)
        return 0;
    return w->dot / sqrt(w->left_norm * w->right_norm);
}

/* How much less alike the sides of a place are than at the peaks around it, 0..1. */
static void find_dips(const double *alike, int n, int reach, double *dip)
{
    for (int i = 0; i < n; i++) {
        double left = alike[i], right = alike[i];

        for (int k = i - 1; k >= 0 && i - k < reach && alike[k] >= left - 0.02; k--)
            left = fmax(left, alike[k]);
        for (int k = i + 1; k < n && k - i < reach && alike[k] >= right - 0.02; k++)
            right = fmax(right, alike[k]);
        dip[i] = left + right - 2 * alike[i];
    }
}

struct content {
    uint32_t *at; /* content tokens from the first unit's on */
    int n;
    int *first; /* content token with which each unit begins; n + 1 entries */
    double *weight;
};

static void take_content(struct outliner *o, const struct unit *units, int n,
                         uint32_t end, struct content *c)
{
    const struct smz_text *text = o->text;
    uint32_t begin = n ? units[0].token : end;
    enum { BLOCK = 200 };
    int *last = SMZ_NEW(&o->scratch, int, text->n_terms + 1), blocks;
    int *df = SMZ_NEW(&o->scratch, int, text->n_terms + 1);

    c->at = SMZ_NEW(&o->scratch, uint32_t, end - begin + 1);
    c->first = SMZ_NEW(&o->scratch, int, n + 1);
    c->weight = SMZ_NEW(&o->scratch, double, text->n_terms + 1);
    for (int i = 0; i < n; i++) {
        uint32_t stop = i + 1 < n ? units[i + 1].token : end;

        c->first[i] = c->n;
        for (uint32_t k = units[i].token; k < stop; k++)
            if (!text->terms[text->tokens[k].term].stop)
                c->at[c->n++] = k;
    }
    c->first[n] = c->n;
    blocks = c->n / BLOCK + 1;
    for (int i = 0; i < c->n; i++) {
        uint32_t term = text->tokens[c->at[i]].term;

        if (last[term] != i / BLOCK + 1)
            df[term]++;
        last[term] = i / BLOCK + 1;
    }
    for (int i = 0; i < c->n; i++) {
        uint32_t term = text->tokens[c->at[i]].term;
        double idf;

        if (c->weight[term] > 0)
            continue;
        idf = smz_log(1 + (double)blocks / df[term]);
        c->weight[term] = idf * idf;
    }
}

/* Gives back two sums up to each content token. */
static void drop_sums(struct outliner *o, const struct content *c, double *a, double *b)
{
    smz_arena_drop(&o->scratch, a, sizeof(*a) * (size_t)(c->n + 1));
    smz_arena_drop(&o->scratch, b, sizeof(*b) * (size_t)(c->n + 1));
}

/* A word's uses that lie near one another, from the first to the last. */
struct chain {
    int first, last, uses;
};

static void end_chain(const struct chain *chain, double idf, double *begun, double *over)
{
    enum { FEWEST = 3 };

    if (chain->uses < FEWEST)
        return;
    begun[chain->first + 1] += idf * smz_log(chain->uses);
    over[chain->last + 1] += idf * smz_log(chain->uses);
}

/* begun[i], over[i]: what begins and ends of chains before content token i. */
static void find_chains(struct outliner *o, const struct content *c, double *begun,
                        double *over)
{
    enum { GAP = 300 };
    struct chain *chains = SMZ_NEW(&o->scratch, struct chain, o->text->n_terms + 1);

    for (int i = 0; i < c->n; i++) {
        uint32_t term = o->text->tokens[c->at[i]].term;
        struct chain *chain = &chains[term];

        if (chain->uses && i - chain->last > GAP) {
            end_chain(chain, sqrt(c->weight[term]), begun, over);
            chain->uses = 0;
        }
        if (!chain->uses++)
            chain->first = i;
        chain->last = i;
    }
    for (size_t term = 0; term < o->text->n_terms; term++)
        end_chain(&chains[term], sqrt(c->weight[term]), begun, over);
    for (int i = 1; i <= c->n; i++) {
        begun[i] += begun[i - 1];
        over[i] += over[i - 1];
    }
}

/*
 * The share of what begins of chains that does so just after a place, and of what ends
 * that does so just before, against the same number of words anywhere (Galley and
 * others, ACL 2003, on lexical chains in meetings).
 */
static void look_at_chains(struct outliner *o, int n, const struct content *c, double *x)
{
    enum { NEAR = 20 };
    double *begun = SMZ_NEW(&o->scratch, double, c->n + 1);
    double *over = SMZ_NEW(&o->scratch, double, c->n + 1);
    double usual;

    find_chains(o, c, begun, over);
    usual = NEAR * begun[c->n] / (c->n + 1) + 1;
    for (int i = 0; i < n; i++) {
        int at = c->first[i], from = at < NEAR ? 0 : at - NEAR;
        int to = at + NEAR > c->n ? c->n : at + NEAR;

        x[i * SIGNS + SIGN_BEGUN] = (begun[to] - begun[at]) / usual;
        x[i * SIGNS + SIGN_OVER] = (over[at] - over[from]) / usual;
    }
    drop_sums(o, c, begun, over);
}

/* Marks behind each word that is said often its first use and its last. */
static void find_uses(struct outliner *o, const struct content *c, double *first,
                      double *last)
{
    enum { OFTEN = 3 };
    int *at = SMZ_NEW(&o->scratch, int, o->text->n_terms + 1); /* last use, from 1 */

    for (int i = 0; i < c->n; i++) {
        uint32_t term = o->text->tokens[c->at[i]].term;

        if (o->text->terms[term].count < OFTEN)
            continue;
        first[i + 1] = !at[term];
        at[term] = i + 1;
    }
    for (size_t term = 0; term < o->text->n_terms; term++)
        if (at[term])
            last[at[term]] = 1;
    for (int i = 1; i <= c->n; i++) {
        first[i] += first[i - 1];
        last[i] += last[i - 1];
    }
}

static double rate(const double *sums, int from, int to)
{
    return (sums[to] - sums[from]) / (to - from + 1);
}

/* How much more of the words just after a place are new, and of those just before
   never come again, than around it. */
static void look_at_uses(struct outliner *o, int n, const struct content *c, double *x)
{
    enum { NEAR = 40, FAR = 240 };
    double *first = SMZ_NEW(&o->scratch, double, c->n + 1);
    double *last = SMZ_NEW(&o->scratch, double, c->n + 1);

    find_uses(o, c, first, last);
    for (int i = 0; i < n; i++, x += SIGNS) {
        int at = c->first[i], from = at < FAR ? 0 : at - FAR;
        int to = at + FAR > c->n ? c->n : at + FAR;

        x[SIGN_NEW_WORDS] =
            rate(first, at, at + NEAR > c->n ? c->n : at + NEAR) - rate(first, from, to);
        x[SIGN_OLD_WORDS] =
            rate(last, at < NEAR ? 0 : at - NEAR, at) - rate(last, from, to);
    }
    drop_sums(o, c, first, last);
}

static void look_at_words(struct outliner *o, int n, const struct content *c, int size,
                          enum sign sign, double *x)
{
    struct windows w = {.text = o->text, .at = c->at, .n = c->n, .weight = c->weight};
    double *alike = SMZ_NEW(&o->scratch, double, n),
           *dip = SMZ_NEW(&o->scratch, double, n);

    w.left = SMZ_NEW(&o->scratch, float, o->text->n_terms + 1);
    w.right = SMZ_NEW(&o->scratch, float, o->text->n_terms + 1);
    for (int i = 0; i < n; i++)
        alike[i] = move_to(&w, c->first[i], size);
    find_dips(alike, n, size < 300 ? 40 : 80, dip);
    for (int i = 0; i < n; i++)
        x[i * SIGNS + (int)sign] = dip[i];
}

/* Of two counts of who says how much: how surely another now says most, 0..1. */
static double top_changes(const int *left, int l, const int *right, int r, int n)
{
    int a = 0, b = 0;

    for (int k = 0; k < n; k++) {
        if (left[k] > left[a])
            a = k;
        if (right[k] > right[b])
            b = k;
    }
    return a == b ? 0 : (double)left[a] / l * right[b] / r;
}

/* How little the shares of talk in the `size` words before and after agree, 0..1, and
   whether another says most of it. */
static void look_at_floor(struct outliner *o, const struct unit *units, int n, int size,
                          enum sign sign, enum sign top, double *x)
{
    int *left = SMZ_NEW(&o->scratch, int, o->n_people + 1);
    int *right = SMZ_NEW(&o->scratch, int, o->n_people + 1);
    int from = 0, to = 0, l = 0, r = 0;
    for (int i = 0; i < n; i++) {
        double same = 0;

        while (to < n && r < size) {
            right[o->person_of[units[to].turn] + 1] += units[to].words;
            r += units[to++].words;
        }
        while (from < i && l > size) {
            left[o->person_of[units[from].turn] + 1] -= units[from].words;
            l -= units[from++].words;
        }
        if (l && r && o->n_people < 200) {
            for (int k = 0; k <= o->n_people; k++)
                same += fmin((double)left[k] / l, (double)right[k] / r);
            x[i * SIGNS + (int)top] = top_changes(left + 1, l, right + 1, r, o->n_people);
        }
        x[i * SIGNS + (int)sign] = l && r ? 1 - same : 0;
        left[o->person_of[units[i].turn] + 1] += units[i].words;
        l += units[i].words;
        right[o->person_of[units[i].turn] + 1] -= units[i].words;
        r -= units[i].words;
    }
}

/* How much of the `size` words from a place on its speaker says. */
static double own_ahead(const struct outliner *o, const struct unit *units, int n, int at,
                        int size)
{
    int own = 0, all = 0, who = o->person_of[units[at].turn];

    for (int i = at; i < n && all < size; i++) {
        all += units[i].words;
        if (o->person_of[units[i].turn] == who)
            own += units[i].words;
    }
    return (double)own / (all + !all);
}

/* The same of the words before it. */
static double own_before(const struct outliner *o, const struct unit *units, int at,
                         int size)
{
    int own = 0, all = 0, who = o->person_of[units[at].turn];

    for (int i = at - 1; i >= 0 && all < size; i--) {
        all += units[i].words;
        if (o->person_of[units[i].turn] == who)
            own += units[i].words;
    }
    return (double)own / (all + !all);
}

static void look_at_lengths(const struct unit *units, int n, double mean, double *x)
{
    enum { NEAR = 5, TINY = 4 };

    for (int i = 0; i < n; i++, x += SIGNS) {
        int before = 0, after = 0, tiny = 0;

        for (int k = i < NEAR ? 0 : i - NEAR; k < i; k++) {
            before += units[k].words;
            tiny += units[k].words < TINY && i - k < NEAR;
        }
        for (int k = i; k < n && k < i + NEAR; k++)
            after += units[k].words;
        x[SIGN_LENGTH] = smz_log(units[i].words + 1);
        x[SIGN_LENGTH_HERE] = smz_log((units[i].words + 1) / (mean + 1));
        x[SIGN_LENGTHS_BEFORE] = before / (NEAR * (mean + 1));
        x[SIGN_LENGTHS_AFTER] = after / (NEAR * (mean + 1));
        x[SIGN_TINY_BEFORE] = tiny / (NEAR - 1.0);
    }
}

void signs_look_around(struct outliner *o, const struct unit *units, int n, uint32_t end,
                       double *x)
{
    struct content c = {0};
    double words = 0;

    for (int i = 0; i < n; i++)
        words += units[i].words;
    take_content(o, units, n, end, &c);
    look_at_words(o, n, &c, 40, SIGN_NEAR, x);
    look_at_words(o, n, &c, 150, SIGN_WIDE, x);
    look_at_words(o, n, &c, 600, SIGN_FAR, x);
    look_at_chains(o, n, &c, x);
    look_at_uses(o, n, &c, x);
    look_at_floor(o, units, n, 150, SIGN_FLOOR, SIGN_TOP, x);
    look_at_floor(o, units, n, 500, SIGN_FLOOR_WIDE, SIGN_TOP_WIDE, x);
    look_at_lengths(units, n, words / (n + !n), x);
    for (int i = 0; i < n; i++)
        if (o->person_of[units[i].turn] != SMZ_NOBODY) {
            x[i * SIGNS + SIGN_OWN_AHEAD] = own_ahead(o, units, n, i, 30);
            x[i * SIGNS + SIGN_OWN_BEFORE] = own_before(o, units, i, 100);
        }
}
