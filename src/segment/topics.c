#include <math.h>
#include <string.h>

#include "segment/outliner.h"

/*
 * Topics are the partition of a segment's units (turns, or groups of sentences of a
 * long one) that is cheapest to tell: each topic its own words (Utiyama and Isahara,
 * ACL 2001: -ln of the Laplace-smoothed probability), and a price for each border that
 * falls with what is said there.
 */
struct unit {
    int first_sentence, turn;
    uint32_t token;
    int words;
    double bonus;
    bool cue;
};

struct counting {
    int *count; /* of each term in the topic at hand */
    uint32_t *touched;
    double *log; /* ln(i + 1) */
    int n_log;
};

enum { MONOLOGUE = 250, PIECE = 60, MAX_TOPIC = 6000 };
static const double PRICE = 40;

static double log_of(const struct counting *c, int i)
{
    return i < c->n_log ? c->log[i] : log(i + 1);
}

static double head_bonus(const struct outliner *o, const struct unit *u, uint32_t end,
                         bool whole_turn)
{
    struct cue_head head;
    double sums[CUE_LISTS], cues = 0;
    int who = o->person_of[u->turn];

    cue_head_make(o->text, o->t->turns[u->turn].text, u->token, end, 30, &head);
    cues_weigh_all(o->cues, &head, sums);
    for (int k = CUE_TURN; k <= CUE_OTHER; k++)
        cues += sums[k];
    if (u->words < 3)
        cues = 0;
    return 4.5 * fmin(8, cues) + (who != SMZ_NOBODY ? 4.5 * o->steers[who] : 0) +
           (whole_turn ? 9 * fmin(1, u->words / 40.0) : 0);
}

static int make_units(struct outliner *o, const struct smz_segment *s, struct unit *units)
{
    const struct smz_text *text = o->text;
    int n = 0;

    for (int i = s->first_sentence; i < s->end_sentence; i++) {
        const struct smz_sentence *x = &text->sentences[i];
        struct unit *u = n ? &units[n - 1] : NULL;

        if (!u || u->turn != x->turn ||
            (u->words >= PIECE && o->words[x->turn] >= MONOLOGUE)) {
            u = &units[n++];
            *u = (struct unit){i, x->turn, x->first_token, 0, 0, false};
        }
        u->words += x->words;
    }
    for (int i = 0; i < n; i++) {
        int end = i + 1 < n ? units[i + 1].first_sentence : s->end_sentence;

        units[i].bonus =
            head_bonus(o, &units[i], outline_first_token(text, end),
                       text->first_sentence[units[i].turn] == units[i].first_sentence);
    }
    return n;
}

static void count_tokens(const struct smz_text *text, struct counting *c, uint32_t from,
                         uint32_t to, double *acc, int *m, int *n_touched)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t term = text->tokens[i].term;
        int k = c->count[term];

        if (text->terms[term].stop)
            continue;
        if (!k)
            c->touched[(*n_touched)++] = term;
        *acc += (k + 1) * log_of(c, k + 1) - k * log_of(c, k);
        c->count[term] = k + 1;
        (*m)++;
    }
}

/* best[e]: cost of the units before e; from[e]: where the last topic of them begins. */
static void partition(struct outliner *o, const struct unit *units, int n, uint32_t end,
                      struct counting *c, double types, double *best, int *from)
{
    for (int e = 1; e <= n; e++)
        best[e] = INFINITY;
    best[0] = 0;
    for (int s = 0; s < n; s++) {
        double base = best[s] + (s ? PRICE - units[s].bonus : 0), acc = 0;
        int m = 0, words = 0, touched = 0;

        for (int e = s; e < n && (words < MAX_TOPIC || e == s); e++) {
            double cost;

            count_tokens(o->text, c, units[e].token, e + 1 < n ? units[e + 1].token : end,
                         &acc, &m, &touched);
            words += units[e].words;
            cost = base + (m ? m * log(m + types) - acc : 0);
            if (cost < best[e + 1]) {
                best[e + 1] = cost;
                from[e + 1] = s;
            }
        }
        while (touched)
            c->count[c->touched[--touched]] = 0;
    }
}

static void cut_segment(struct outliner *o, struct smz_segment *s, struct counting *c,
                        double types)
{
    int most = s->end_sentence - s->first_sentence;
    struct unit *units = SMZ_NEW(o->run, struct unit, most);
    double *best = SMZ_NEW(o->run, double, most + 1);
    int *from = SMZ_NEW(o->run, int, most + 1);
    int n = make_units(o, s, units), n_topics = 0;
    int *starts = SMZ_NEW(o->run, int, most + 1);

    partition(o, units, n, outline_first_token(o->text, s->end_sentence), c, types, best,
              from);
    for (int e = n; e > 0; e = from[e])
        starts[n_topics++] = from[e];
    s->first_topic = (int)o->topics.len;
    s->n_topics = n_topics;
    for (int i = n_topics - 1; i >= 0; i--) {
        const struct unit *u = &units[starts[i]];

        SMZ_PUSH(o->run, o->topics,
                 (struct smz_topic){.first_sentence = u->first_sentence,
                                    .border = starts[i] == 0  ? SMZ_BORDER_START
                                              : u->bonus > 20 ? SMZ_BORDER_CUE
                                                              : SMZ_BORDER_COHESION});
    }
}

void outline_topics(struct outliner *o)
{
    struct counting c = {.n_log = 4096};
    size_t types = 0;

    c.count = SMZ_NEW(o->run, int, o->text->n_terms + 1);
    c.touched = SMZ_NEW(o->run, uint32_t, o->text->n_terms + 1);
    c.log = SMZ_NEW(o->run, double, c.n_log);
    for (int i = 0; i < c.n_log; i++)
        c.log[i] = log(i + 1);
    for (size_t i = 0; i < o->text->n_terms; i++)
        types += !o->text->terms[i].stop;
    for (size_t i = 0; i < o->segments.len; i++)
        cut_segment(o, &o->segments.at[i], &c, types ? (double)types : 1);
}
