#include "segment/signs.h"

#include <math.h>
#include <string.h>

#include "base/real.h"

static double cues_of(const double *x)
{
    return x[SIGN_TURN] + x[SIGN_ABOUT] + x[SIGN_ITEM];
}

/* The few short units just before a place and just after its own: annotators, and
   chairs, are a line early or late. */
static void look_near(const struct unit *units, int n, int at, double *x)
{
    enum { UNITS = 4, WORDS = 80 };
    const double floor = 2;

    for (int k = 1, words = 0; k <= UNITS && k <= at && words < WORDS; k++) {
        const double *y = x - k * SIGNS;

        words += units[at - k].words;
        x[SIGN_CUES_NEAR] += cues_of(y) + floor * y[SIGN_FLOOR_GIVEN];
        x[SIGN_BYE_NEAR] += y[SIGN_BYE] + y[SIGN_CLOSE];
        x[SIGN_STEERER_NEAR] = fmax(x[SIGN_STEERER_NEAR], y[SIGN_LONG_BY_STEERER]);
    }
    for (int k = 1, words = 0; k <= UNITS && at + k < n && words < WORDS; k++) {
        const double *y = x + k * SIGNS;

        words += units[at + k].words;
        x[SIGN_CUES_SOON] += cues_of(y) + floor * y[SIGN_FLOOR_GIVEN];
    }
    x[SIGN_CUES_NEAR] = fmin(8, x[SIGN_CUES_NEAR]);
    x[SIGN_BYE_NEAR] = fmin(4, x[SIGN_BYE_NEAR]);
    x[SIGN_CUES_SOON] = fmin(8, x[SIGN_CUES_SOON]);
}

static void look_at_neighbours(const struct unit *units, int n, double *x)
{
    for (int i = 0; i < n; i++, x += SIGNS) {
        double place = (double)i / n;

        x[SIGN_EDGE] = fmax(0, 1 - fmin(place, 1 - place) / 0.04);
        if (i + 1 < n)
            x[SIGN_NEXT_CUES] = fmin(6, cues_of(x + SIGNS));
        look_near(units, n, i, x);
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
    x[SIGN_NOBODY] = who == SMZ_NOBODY;
    x[SIGN_INNER] = !u->opens_turn;
    x[SIGN_CUES_BY_STEERER] = x[SIGN_STEERS] * fmin(6, sums[CUE_TURN] + sums[CUE_ABOUT]);
    x[SIGN_LONG_BY_STEERER] = x[SIGN_STEERS] * x[SIGN_LONG];
    x[SIGN_OPEN_BY_STEERER] = x[SIGN_STEERS] * x[SIGN_OPEN];
    x[SIGN_SHIFT_BY_STEERER] = x[SIGN_STEERS] * x[SIGN_SHIFT];
}

enum { LEADS_ON = 3 }; /* cues of a turn that itself begins something */

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
    x[SIGN_PREV_SAME] = o->person_of[u->turn] == o->person_of[p->turn] &&
                        o->person_of[u->turn] != SMZ_NOBODY && u->opens_turn &&
                        cues_of(xp) < LEADS_ON;
    x[SIGN_PREV_STEERS] = xp[SIGN_STEERS];
}

double *signs_look(struct outliner *o, const struct unit *units, int n, uint32_t end)
{
    double *x = SMZ_NEW(&o->scratch, double, n *SIGNS);
    bool *seen = SMZ_NEW(&o->scratch, bool, o->text->n_terms + 1);
    int *last = SMZ_NEW(&o->scratch, int, o->n_people);

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
    signs_look_around(o, units, n, end, x);
    look_at_neighbours(units, n, x);
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

struct weight {
    double even, choppy;
};

/*
 * What each sign adds to the logarithm of the odds, and what more where talk is choppy.
 * With the numbers of topics.c, those under which the known topics of ninety
 * conversations, with labels, without, and without punctuation, are likeliest, less a
 * penalty on their squares, greater on `choppy`, of which less is known. A turn of a
 * word or three begins nothing.
 */
static const struct weight weights[SIGNS] = {
    [SIGN_TURN] = {0.37, -0.14},
    [SIGN_ABOUT] = {0.38, 0.23},
    [SIGN_MEET] = {0.14, 1.00},
    [SIGN_OPEN] = {0.07, 0.48},
    [SIGN_ITEM] = {1.01, 0.12},
    [SIGN_OTHER] = {0.03, 0.10},
    [SIGN_STRONG] = {0.10, -1.33},
    [SIGN_INTRO] = {0.12, -0.58},
    [SIGN_BYE] = {-0.10, 0.37},
    [SIGN_ASK] = {0.43, -0.19},
    [SIGN_FLOOR_GIVEN] = {0.08, 0.59},
    [SIGN_CLOSE] = {-0.13, -0.18},
    [SIGN_SHIFT] = {0.08, 0.67},
    [SIGN_LONG] = {0.72, 0.26},
    [SIGN_TINY] = {-3.00, 0.00},
    [SIGN_PREV_LONG] = {0.18, -0.04},
    [SIGN_PREV_BYE] = {0.25, 1.21},
    [SIGN_PREV_SAME] = {1.73, -0.96},
    [SIGN_NEXT_LONG] = {0.09, 0.57},
    [SIGN_STEERS] = {0.65, -0.50},
    [SIGN_PREV_STEERS] = {0.66, -0.02},
    [SIGN_QUESTION] = {0.26, -0.30},
    [SIGN_FRESH_SPEAKER] = {0.02, -0.12},
    [SIGN_NUMBER] = {0.97, 0.00},
    [SIGN_NEW_NAME] = {0.36, -0.09},
    [SIGN_NEAR] = {1.77, -1.91},
    [SIGN_WIDE] = {0.12, 2.12},
    [SIGN_FAR] = {0.56, 1.10},
    [SIGN_INNER] = {-4.86, 0.00},
    [SIGN_CUES_BY_STEERER] = {0.01, -0.12},
    [SIGN_FLOOR] = {0.70, -0.10},
    [SIGN_FLOOR_WIDE] = {-1.49, 1.40},
    [SIGN_NEXT_CUES] = {0.03, 0.03},
    [SIGN_EDGE] = {-1.95, 1.13},
    [SIGN_PREV_CLOSE] = {0.33, -0.45},
    [SIGN_PREV_SHIFT] = {0.01, 0.03},
    [SIGN_BEGUN] = {0.28, -0.11},
    [SIGN_OVER] = {-0.04, 0.18},
    [SIGN_OWN_AHEAD] = {-0.65, -0.08},
    [SIGN_OWN_BEFORE] = {-0.28, -0.48},
    [SIGN_LENGTH] = {-0.83, -0.48},
    [SIGN_LENGTH_HERE] = {0.68, -0.03},
    [SIGN_LENGTHS_BEFORE] = {-0.22, 0.12},
    [SIGN_LENGTHS_AFTER] = {0.57, -0.14},
    [SIGN_TINY_BEFORE] = {-0.03, 0.60},
    [SIGN_LONG_BY_STEERER] = {1.28, -0.13},
    [SIGN_OPEN_BY_STEERER] = {-0.09, 0.11},
    [SIGN_SHIFT_BY_STEERER] = {0.03, 0.07},
    [SIGN_NOBODY] = {0.93, -0.07},
    [SIGN_CUES_NEAR] = {0.07, 0.10},
    [SIGN_BYE_NEAR] = {0.19, 0.45},
    [SIGN_STEERER_NEAR] = {0.03, -0.04},
    [SIGN_CUES_SOON] = {-0.03, 0.08},
    [SIGN_TOP] = {-0.32, 0.89},
    [SIGN_TOP_WIDE] = {0.99, 0.51},
    [SIGN_NEW_WORDS] = {3.06, -1.64},
    [SIGN_OLD_WORDS] = {2.75, 1.46},
};
static const struct weight always = {-2.44, -2.36}; /* of any place */

/* 0: people speak at length; 1: most turns are a few words, as around a table. */
static double choppiness(const struct outliner *o)
{
    static const double EVEN = 3.7, STEP = 1.2; /* ln of words a turn */
    double words = smz_log(((double)o->t->words + 1) / (o->t->n_turns + 1));

    return fmin(1, fmax(0, (EVEN - words) / STEP));
}

/* Is what is said enough for a border by itself? */
static bool is_cue(const double *x)
{
    return 0.33 * x[SIGN_TURN] + 0.23 * x[SIGN_ABOUT] + x[SIGN_ITEM] +
               0.56 * x[SIGN_STRONG] + 0.19 * x[SIGN_INTRO] >
           0.8;
}

void signs_weigh(struct outliner *o, struct unit *units, int n, uint32_t end)
{
    double *all = signs_look(o, units, n, end), *x = all;
    double choppy = choppiness(o);

    for (int i = 0; i < n; i++, x += SIGNS) {
        units[i].odds = always.even + choppy * always.choppy;
        for (int k = 0; k < SIGNS; k++)
            units[i].odds += (weights[k].even + choppy * weights[k].choppy) * x[k];
        units[i].cue = is_cue(x);
    }
    smz_arena_drop(&o->scratch, all, sizeof(*all) * (size_t)n * SIGNS);
}
