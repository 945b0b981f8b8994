#include "segment/signs.h"

#include <math.h>
#include <string.h>

#include "base/real.h"

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
    x[SIGN_NOBODY] = who == SMZ_NOBODY;
    x[SIGN_INNER] = !u->opens_turn;
    x[SIGN_CUES_BY_STEERER] = x[SIGN_STEERS] * fmin(6, sums[CUE_TURN] + sums[CUE_ABOUT]);
    x[SIGN_LONG_BY_STEERER] = x[SIGN_STEERS] * x[SIGN_LONG];
    x[SIGN_OPEN_BY_STEERER] = x[SIGN_STEERS] * x[SIGN_OPEN];
    x[SIGN_SHIFT_BY_STEERER] = x[SIGN_STEERS] * x[SIGN_SHIFT];
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
    x[SIGN_PREV_SAME] = o->person_of[u->turn] == o->person_of[p->turn] &&
                        o->person_of[u->turn] != SMZ_NOBODY && u->opens_turn;
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

struct weight {
    double even, choppy;
};

/*
 * What each sign adds to the logarithm of the odds, and what more where talk is choppy.
 * With the numbers of topics.c, those under which the known topics of ninety
 * conversations, with and without labels, are likeliest, less a penalty on their
 * squares. A turn of a word or three begins nothing.
 */
static const struct weight weights[SIGNS] = {
    [SIGN_TURN] = {0.37, -0.19},
    [SIGN_ABOUT] = {0.24, 0.65},
    [SIGN_MEET] = {0.09, 0.82},
    [SIGN_OPEN] = {0.02, 0.48},
    [SIGN_ITEM] = {1.07, 0.29},
    [SIGN_OTHER] = {-0.03, -0.06},
    [SIGN_STRONG] = {0.13, -0.25},
    [SIGN_INTRO] = {0.10, -0.66},
    [SIGN_BYE] = {0.03, 0.15},
    [SIGN_ASK] = {0.44, -0.30},
    [SIGN_FLOOR_GIVEN] = {0.30, 0.18},
    [SIGN_CLOSE] = {-0.23, -0.29},
    [SIGN_SHIFT] = {0.03, 0.84},
    [SIGN_LONG] = {-0.30, -0.86},
    [SIGN_TINY] = {-3.00, 0.00},
    [SIGN_PREV_LONG] = {-0.25, -1.40},
    [SIGN_PREV_BYE] = {0.57, 1.65},
    [SIGN_PREV_SAME] = {2.12, -1.13},
    [SIGN_NEXT_LONG] = {0.11, 0.15},
    [SIGN_STEERS] = {0.69, -0.80},
    [SIGN_PREV_STEERS] = {0.54, 0.04},
    [SIGN_QUESTION] = {0.52, -0.35},
    [SIGN_FRESH_SPEAKER] = {-0.14, -1.00},
    [SIGN_NUMBER] = {0.79, 0.00},
    [SIGN_NEW_NAME] = {0.47, -0.03},
    [SIGN_NEAR] = {1.85, -1.15},
    [SIGN_WIDE] = {0.44, 1.20},
    [SIGN_FAR] = {0.21, 1.18},
    [SIGN_INNER] = {-2.88, 0.00},
    [SIGN_CUES_BY_STEERER] = {0.01, -0.10},
    [SIGN_FLOOR] = {0.38, 0.77},
    [SIGN_FLOOR_WIDE] = {-1.08, 1.42},
    [SIGN_NEXT_CUES] = {-0.12, 0.24},
    [SIGN_EDGE] = {-0.76, -0.26},
    [SIGN_PREV_CLOSE] = {0.47, -0.28},
    [SIGN_PREV_SHIFT] = {0.38, -0.44},
    [SIGN_BEGUN] = {0.41, -0.18},
    [SIGN_OVER] = {0.03, 0.23},
    [SIGN_OWN_AHEAD] = {-0.73, -0.44},
    [SIGN_OWN_BEFORE] = {-0.98, -0.39},
    [SIGN_LENGTH] = {-0.09, -0.37},
    [SIGN_LENGTH_HERE] = {0.31, 0.64},
    [SIGN_LENGTHS_BEFORE] = {-0.16, -0.26},
    [SIGN_LENGTHS_AFTER] = {0.31, 0.00},
    [SIGN_TINY_BEFORE] = {0.03, -0.71},
    [SIGN_LONG_BY_STEERER] = {1.25, 0.51},
    [SIGN_OPEN_BY_STEERER] = {-0.10, 0.39},
    [SIGN_SHIFT_BY_STEERER] = {0.29, -0.24},
    [SIGN_NOBODY] = {0.91, -0.50},
};
static const struct weight always = {-4.08, -0.37}; /* of any place */

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
    const double *x = signs_look(o, units, n, end);
    double choppy = choppiness(o);

    for (int i = 0; i < n; i++, x += SIGNS) {
        units[i].odds = always.even + choppy * always.choppy;
        for (int k = 0; k < SIGNS; k++)
            units[i].odds += (weights[k].even + choppy * weights[k].choppy) * x[k];
        units[i].cue = is_cue(x);
    }
}
