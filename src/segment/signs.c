#include "segment/signs.h"

#include <math.h>
#include <string.h>

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
static void find_dips(const double *alike, int n, double *dip)
{
    for (int i = 0; i < n; i++) {
        double left = alike[i], right = alike[i];

        for (int k = i - 1; k >= 0 && i - k < 40 && alike[k] >= left - 0.02; k--)
            left = fmax(left, alike[k]);
        for (int k = i + 1; k < n && k - i < 40 && alike[k] >= right - 0.02; k++)
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

static void look_around(struct outliner *o, int n, const struct content *c, int size,
                        enum sign sign, double *x)
{
    struct windows w = {.text = o->text, .at = c->at, .n = c->n, .weight = c->weight};
    double *alike = SMZ_NEW(&o->scratch, double, n),
           *dip = SMZ_NEW(&o->scratch, double, n);

    w.left = SMZ_NEW(&o->scratch, float, o->text->n_terms + 1);
    w.right = SMZ_NEW(&o->scratch, float, o->text->n_terms + 1);
    for (int i = 0; i < n; i++)
        alike[i] = move_to(&w, c->first[i], size);
    find_dips(alike, n, dip);
    for (int i = 0; i < n; i++)
        x[i * SIGNS + (int)sign] = dip[i];
}

/* How little the shares of talk in the `size` words before and after agree, 0..1. */
static void look_at_floor(struct outliner *o, const struct unit *units, int n, int size,
                          enum sign sign, double *x)
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
        if (l && r && o->n_people < 200)
            for (int k = 0; k <= o->n_people; k++)
                same += fmin((double)left[k] / l, (double)right[k] / r);
        x[i * SIGNS + (int)sign] = l && r ? 1 - same : 0;
        left[o->person_of[units[i].turn] + 1] += units[i].words;
        l += units[i].words;
        right[o->person_of[units[i].turn] + 1] -= units[i].words;
        r -= units[i].words;
    }
}

static void look_at_neighbours(int n, double *x)
{
    for (int i = 0; i < n; i++, x += SIGNS) {
        double place = (double)i / n;

        x[SIGN_EDGE] = fmax(0, 1 - fmin(place, 1 - place) / 0.04);
        if (i + 1 < n)
            x[SIGN_NEXT_CUES] = fmin(6, x[SIGNS + SIGN_TURN] + x[SIGNS + SIGN_ABOUT] +
                                            x[SIGNS + SIGN_ITEM]);
    }
}

static bool has(smz_str text, char c)
{
    return smz_str_find_char(text, c) >= 0;
}

static smz_str unit_text(const struct outliner *o, const struct unit *u, int end_sentence)
{
    const struct smz_sentence *a = &o->text->sentences[u->first_sentence];
    const struct smz_sentence *b = &o->text->sentences[end_sentence - 1];

    return smz_str_sub(o->t->turns[u->turn].text, a->at, (size_t)b->at + b->len);
}

static double share(int words)
{
    return words < 40 ? words / 40.0 : 1;
}

/* Names and numbers in the first words, names only where never written before. */
static void look_at_names(const struct outliner *o, const struct unit *u, uint32_t end,
                          bool *seen, double *x)
{
    uint32_t stop = u->token + 30 < end ? u->token + 30 : end;
    smz_str text = o->t->turns[u->turn].text;

    for (uint32_t k = u->token; k < end; k++) {
        const struct smz_token *t = &o->text->tokens[k];

        if (k < stop)
            x[SIGN_NUMBER] += smz_is_digit(text.ptr[t->at]);
        if (!t->capital || o->text->terms[t->term].stop || seen[t->term])
            continue;
        seen[t->term] = true;
        if (k < stop && k > u->token)
            x[SIGN_NEW_NAME]++;
    }
    x[SIGN_NUMBER] = fmin(2, x[SIGN_NUMBER]);
    x[SIGN_NEW_NAME] = fmin(3, x[SIGN_NEW_NAME]);
}

static void look_at_unit(const struct outliner *o, const struct unit *u, uint32_t end,
                         int end_sentence, double *x)
{
    struct cue_head head;
    double sums[CUE_LISTS];
    int who = o->person_of[u->turn];
    smz_str said = unit_text(o, u, end_sentence);

    cue_head_make(o->text, o->t->turns[u->turn].text, u->token, end, 30, &head);
    cues_weigh_all(o->cues, &head, sums);
    for (int k = 0; k <= CUE_SHIFT; k++)
        x[SIGN_TURN + k] = fmin(6, sums[k]);
    x[SIGN_LONG] = share(u->words);
    x[SIGN_TINY] = u->words < 4;
    x[SIGN_QUESTION] = has(said, '?');
    x[SIGN_STEERS] = who == SMZ_NOBODY ? 0 : o->steers[who];
    x[SIGN_INNER] = !u->opens_turn;
    x[SIGN_CUES_BY_STEERER] = x[SIGN_STEERS] * fmin(6, sums[CUE_TURN] + sums[CUE_ABOUT]);
}

/* What ends before a place. */
static void look_back(const struct outliner *o, const struct unit *u,
                      const struct unit *p, const double *xp, double *x)
{
    uint32_t end = u->token, from = end - p->token > 30 ? end - 30 : p->token;
    struct cue_head tail;
    double sums[CUE_LISTS];

    cue_head_make(o->text, o->t->turns[p->turn].text, from, end, 30, &tail);
    cues_weigh_all(o->cues, &tail, sums);
    x[SIGN_PREV_LONG] = share(p->words);
    x[SIGN_PREV_BYE] = fmin(2, sums[CUE_BYE]);
    x[SIGN_PREV_CLOSE] = fmin(3, sums[CUE_CLOSE]);
    x[SIGN_PREV_SHIFT] = fmin(3, sums[CUE_SHIFT]);
    x[SIGN_PREV_SAME] = o->person_of[u->turn] == o->person_of[p->turn] && u->opens_turn;
    x[SIGN_PREV_STEERS] = xp[SIGN_STEERS];
}

double *signs_look(struct outliner *o, const struct unit *units, int n, uint32_t end)
{
    double *x = SMZ_NEW(&o->scratch, double, n *SIGNS);
    bool *seen = SMZ_NEW(&o->scratch, bool, o->text->n_terms + 1);
    int *last = SMZ_NEW(&o->scratch, int, o->n_people);
    struct content c = {0};

    for (int i = 0; i < n; i++) {
        uint32_t stop = i + 1 < n ? units[i + 1].token : end;
        int end_sentence = units[i].first_sentence + 1, who = o->person_of[units[i].turn];

        while (end_sentence < o->text->n_sentences &&
               o->text->sentences[end_sentence].first_token < stop &&
               o->text->sentences[end_sentence].turn == units[i].turn)
            end_sentence++;
        look_at_unit(o, &units[i], stop, end_sentence, x + i * SIGNS);
        look_at_names(o, &units[i], stop, seen, x + i * SIGNS);
        if (i) {
            look_back(o, &units[i], &units[i - 1], x + (i - 1) * SIGNS, x + i * SIGNS);
            x[(i - 1) * SIGNS + SIGN_NEXT_LONG] = share(units[i].words);
        }
        if (who != SMZ_NOBODY) {
            int ago = last[who] ? i + 1 - last[who] : 60;

            x[i * SIGNS + SIGN_FRESH_SPEAKER] = ago >= 20 ? 1 : 0;
            last[who] = i + 1;
        }
    }
    take_content(o, units, n, end, &c);
    look_around(o, n, &c, 40, SIGN_NEAR, x);
    look_around(o, n, &c, 150, SIGN_WIDE, x);
    look_at_floor(o, units, n, 150, SIGN_FLOOR, x);
    look_at_floor(o, units, n, 500, SIGN_FLOOR_WIDE, x);
    look_at_neighbours(n, x);
    return x;
}

enum { MONOLOGUE = 250, PIECE = 60 };

int signs_units(const struct outliner *o, const bool *begins, struct unit *units)
{
    const struct smz_text *text = o->text;
    int n = 0;

    for (int i = 0; i < text->n_sentences; i++) {
        const struct smz_sentence *s = &text->sentences[i];
        struct unit *u = n ? &units[n - 1] : NULL;

        if (!u || u->turn != s->turn || begins[i] ||
            (u->words >= PIECE && o->words[s->turn] >= MONOLOGUE)) {
            u = &units[n++];
            *u = (struct unit){.first_sentence = i,
                               .turn = s->turn,
                               .token = s->first_token,
                               .opens_turn = i == text->first_sentence[s->turn]};
        }
        u->words += s->words;
    }
    return n;
}

/* Logistic regression over conversations whose topics are known. */
static const double weights[SIGNS] = {
    [SIGN_TURN] = 0.33,
    [SIGN_ABOUT] = 0.23,
    [SIGN_MEET] = -0.05,
    [SIGN_OPEN] = 0.04,
    [SIGN_ITEM] = 1.07,
    [SIGN_OTHER] = -0.20,
    [SIGN_STRONG] = 0.56,
    [SIGN_INTRO] = 0.19,
    [SIGN_BYE] = 0.21,
    [SIGN_ASK] = 0.24,
    [SIGN_FLOOR_GIVEN] = 0.37,
    [SIGN_CLOSE] = -0.08,
    [SIGN_SHIFT] = 0.06,
    [SIGN_LONG] = 1.11,
    [SIGN_TINY] = -0.82,
    [SIGN_PREV_LONG] = 0.34,
    [SIGN_PREV_BYE] = 1.02,
    [SIGN_PREV_SAME] = 1.94,
    [SIGN_NEXT_LONG] = 1.04,
    [SIGN_STEERS] = 2.05,
    [SIGN_PREV_STEERS] = 0.75,
    [SIGN_QUESTION] = 0.59,
    [SIGN_FRESH_SPEAKER] = 0.65,
    [SIGN_NUMBER] = 1.11,
    [SIGN_NEW_NAME] = 0.76,
    [SIGN_NEAR] = 2.35,
    [SIGN_WIDE] = 1.85,
    [SIGN_INNER] = -4.0,
    [SIGN_CUES_BY_STEERER] = 0.13,
    [SIGN_FLOOR] = 0.84,
    [SIGN_FLOOR_WIDE] = 0.13,
    [SIGN_NEXT_CUES] = 0.10,
    [SIGN_EDGE] = -1.79,
    [SIGN_PREV_CLOSE] = 0.47,
    [SIGN_PREV_SHIFT] = 0.53,
};

enum { FIRST_CUE = SIGN_TURN, LAST_CUE = SIGN_INTRO };

void signs_weigh(struct outliner *o, struct unit *units, int n, uint32_t end)
{
    const double *x = signs_look(o, units, n, end);

    for (int i = 0; i < n; i++, x += SIGNS) {
        double cues = 0;

        units[i].odds = 0;
        for (int k = 0; k < SIGNS; k++)
            units[i].odds += weights[k] * x[k];
        for (int k = FIRST_CUE; k <= LAST_CUE; k++)
            cues += weights[k] * x[k];
        units[i].cue = cues > 0.8;
    }
}
