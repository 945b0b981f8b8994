/* Points: what they cite, who said it and when. */
#include <string.h>

#include "base/real.h"

#include "verify/check.h"

/* Shares of a point's weight of words, by rarity, that must stand where it cites. */
#define FITS 0.30     /* a turn that a point without a valid one is given */
#define FITS_WELL 0.6 /* one that is taken rather than */
#define FITS_NOT 0.05 /* what it cites */
#define HOST_WEIGHT 0.5F

enum {
    MAX_STEMS = 48,
    MAX_NAMED = 4,
    TELLING = 4, /* stems of a point of which some must have been said */
};

/* The words of a point that weigh something, each once. */
struct gist {
    uint32_t stem[MAX_STEMS];
    float weight[MAX_STEMS];
    int n;
    float total;
};

static float weight_of(const struct smz_index *ix, uint32_t stem)
{
    uint32_t count = 0;

    for (uint32_t w = ix->stem_words.at[stem]; w != SMZ_NOWHERE; w = ix->words.at[w].next)
        count += ix->words.at[w].count;
    return (float)smz_log(1 + (double)ix->places.len / (count + 1));
}

static void take_gist(const struct smz_index *ix, const smz_places *words,
                      struct gist *out)
{
    out->n = 0;
    out->total = 0;
    for (size_t i = 0; i < words->len && out->n < MAX_STEMS; i++) {
        const struct smz_index_word *w = smz_index_word(ix, &words->at[i]);
        bool seen = (w->flags & SMZ_WORD_STOP) > 0;

        for (int k = 0; k < out->n && !seen; k++)
            seen = out->stem[k] == w->stem;
        if (seen)
            continue;
        out->stem[out->n] = w->stem;
        out->weight[out->n] = weight_of(ix, w->stem);
        out->total += out->weight[out->n++];
    }
}

/* How much of a gist places [from, to) have, 0..1. */
static double share_of(const struct smz_index *ix, const struct gist *gist, uint32_t from,
                       uint32_t to)
{
    float sum = 0;

    for (int k = 0; k < gist->n; k++) {
        uint32_t w = ix->stem_words.at[gist->stem[k]];
        bool found = false;

        for (; w != SMZ_NOWHERE && !found; w = ix->words.at[w].next)
            found = smz_index_has(ix, w, from, to);
        sum += found ? gist->weight[k] : 0;
    }
    return gist->total > 0 ? (double)(sum / gist->total) : 0;
}

/* Adds a gist's weight to the sentences of places [from, to) that have it. */
static void score(struct smz_check *c, const struct gist *gist, uint32_t from,
                  uint32_t to, float sign)
{
    const struct smz_index *ix = c->index;

    for (int k = 0; k < gist->n; k++) {
        uint32_t w = ix->stem_words.at[gist->stem[k]];

        for (; w != SMZ_NOWHERE; w = ix->words.at[w].next) {
            const struct smz_index_word *word = &ix->words.at[w];
            uint32_t i = smz_index_first(ix, w, from), last = UINT32_MAX;

            for (; i < word->first + word->count && ix->by_word[i] < to; i++) {
                uint32_t s = ix->places.at[ix->by_word[i]].sentence;

                if (s != last)
                    c->scores[s] += sign * gist->weight[k];
                last = s;
            }
        }
    }
}

static bool is_host(const struct smz_check *c, int sentence)
{
    const struct smz_outline *o = c->plan->outline;
    int p = o->person_of[c->index->text->sentences[sentence].turn];

    return p >= 0 && o->people[p].role == SMZ_ROLE_HOST;
}

/* The sentence of [first, end) that says most of a gist; of SMZ_NOBODY: anyone's. */
static int best_sentence(struct smz_check *c, const struct gist *gist, int first, int end,
                         int person, float *best)
{
    const struct smz_index *ix = c->index;
    uint32_t from = ix->sentence_place[first], to = ix->sentence_place[end];
    int at = -1;

    score(c, gist, from, to, 1);
    for (int s = first; s < end; s++) {
        float v = c->scores[s] + (s + 1 < end ? 0.4F * c->scores[s + 1] : 0);

        if (person != SMZ_NOBODY &&
            c->plan->outline->person_of[ix->text->sentences[s].turn] != person)
            continue;
        if (is_host(c, s))
            v *= HOST_WEIGHT;
        if (v > *best) {
            *best = v;
            at = s;
        }
    }
    /* Zero again, exactly, for the next. */
    memset(c->scores + first, 0, sizeof(*c->scores) * (size_t)(end - first));
    return at;
}

/* ---- people whom a point names */

struct named {
    int person[MAX_NAMED];
    int n;
    int subject; /* the one who is said to say or do it: it opens with the name */
};

/* Whether word i is a part of a person's name that nobody else's has. */
static bool is_name_of(const struct smz_check *c, const struct smz_place *p, int person)
{
    uint32_t stem = smz_index_word(c->index, p)->stem;
    bool his = false;

    if (!p->capital || p->len < 3)
        return false;
    for (int i = 0; i < c->plan->outline->n_people; i++)
        for (size_t k = 0; k < c->people[i].len; k++) {
            if (c->index->words.at[c->people[i].at[k].word].stem != stem)
                continue;
            if (i != person)
                return false;
            his = true;
        }
    return his;
}

static void find_named(const struct smz_check *c, const smz_places *words,
                       struct named *out)
{
    *out = (struct named){.subject = SMZ_NOBODY};
    for (size_t i = 0; i < words->len; i++)
        for (int p = 0; p < c->plan->outline->n_people && out->n < MAX_NAMED; p++) {
            bool known = false;

            if (!is_name_of(c, &words->at[i], p))
                continue;
            for (int k = 0; k < out->n; k++)
                known |= out->person[k] == p;
            if (!known)
                out->person[out->n++] = p;
            if (i < 2 && out->subject == SMZ_NOBODY)
                out->subject = p;
        }
}

static bool is_named(const struct named *named, int person)
{
    for (int k = 0; k < named->n; k++)
        if (named->person[k] == person)
            return true;
    return false;
}

/* ---- turns */

/* Keeps the turns that the request carried, each once. */
static void take_turns(struct smz_check *c, struct smz_point *point)
{
    int *turns = SMZ_NEW(c->run, int, point->n_turns), n = 0;

    for (int i = 0; i < point->n_turns; i++) {
        int t = point->turns[i];
        bool known = t < c->first_turn || t > c->last_turn;

        for (int k = 0; k < n && !known; k++)
            known = turns[k] == t;
        if (!known)
            turns[n++] = t;
    }
    point->turns = turns;
    point->n_turns = n;
}

static void cite(struct smz_check *c, struct smz_point *point, int turn)
{
    int *turns = SMZ_NEW(c->run, int, 1);

    turns[0] = turn;
    point->turns = turns;
    point->n_turns = 1;
}

/* Whether a turn is of somebody named, or names them, as hosts do their guests. */
static bool is_about(const struct smz_check *c, int turn, const struct named *named)
{
    uint32_t to = smz_turn_to(c->index, turn);

    if (is_named(named, c->plan->outline->person_of[turn]))
        return true;
    for (uint32_t p = smz_turn_from(c->index, turn); p < to; p++)
        for (int k = 0; k < named->n; k++)
            if (is_name_of(c, &c->index->places.at[p], named->person[k]))
                return true;
    return false;
}

static bool cites_person(const struct smz_check *c, const struct smz_point *point,
                         const struct named *named)
{
    for (int i = 0; i < point->n_turns; i++)
        if (is_about(c, point->turns[i], named))
            return true;
    return false;
}

static double share_cited(const struct smz_check *c, const struct smz_point *point,
                          const struct gist *gist)
{
    double best = 0;

    for (int i = 0; i < point->n_turns; i++) {
        double v = share_of(c->index, gist, smz_turn_from(c->index, point->turns[i]),
                            smz_turn_to(c->index, point->turns[i]));

        best = v > best ? v : best;
    }
    return best;
}

/* Cites the turn that has most of the point, if it has `least` of it. */
static bool recite(struct smz_check *c, struct smz_point *point, const struct gist *gist,
                   int person, double least)
{
    float best = 0;
    int s = best_sentence(c, gist, c->first_sentence, c->end_sentence, person, &best);
    int turn, from, to;

    if (s < 0)
        return false;
    turn = c->index->text->sentences[s].turn;
    /* A turn may be the whole talk: what counts is said around the sentence. */
    from = s > c->first_sentence + 3 ? s - 3 : c->first_sentence;
    to = s + 4 < c->end_sentence ? s + 4 : c->end_sentence;
    if (share_of(c->index, gist, c->index->sentence_place[from],
                 c->index->sentence_place[to]) < least)
        return false;
    cite(c, point, turn);
    c->out->points_recited++;
    return true;
}

/* Whether a point says much and none of it is in what it cites. */
static bool is_elsewhere(const struct smz_check *c, const struct smz_point *point,
                         const struct gist *gist)
{
    return c->same_lang && gist->n >= TELLING && share_cited(c, point, gist) < FITS_NOT;
}

/* Somebody is named who speaks right beside what is cited. */
static bool cite_beside(struct smz_check *c, struct smz_point *point,
                        const struct gist *gist, int person)
{
    struct smz_point beside = {.n_turns = 1};

    const int *who = c->plan->outline->person_of;

    for (int i = 0; i < point->n_turns; i++)
        for (int d = 1; d >= -1; d -= 2) {
            int t = point->turns[i] + d;

            beside.turns = &t;
            if (t < c->first_turn || t > c->last_turn || who[t] != person ||
                is_elsewhere(c, &beside, gist))
                continue;
            cite(c, point, t);
            c->out->points_recited++;
            return true;
        }
    return false;
}

/* The sentence of what is cited that the point rests on most; none of the same turn
 * before the one that the engine gave, if any: a turn may be the whole talk. */
static int place(struct smz_check *c, const struct smz_point *point,
                 const struct gist *gist, const struct named *named)
{
    const struct smz_text *text = c->index->text;
    float best = 0;
    int at = -1;

    for (int pass = named->n ? 0 : 1; pass < 2 && at < 0; pass++)
        for (int i = 0; i < point->n_turns; i++) {
            int t = point->turns[i], first = text->first_sentence[t], s;
            int end = text->first_sentence[t + 1];

            if (pass == 0 && !is_named(named, c->plan->outline->person_of[t]))
                continue;
            first = first > c->first_sentence ? first : c->first_sentence;
            if (point->sentence > first && point->sentence < end)
                first = point->sentence;
            end = end < c->end_sentence ? end : c->end_sentence;
            if (first >= end)
                continue;
            s = best_sentence(c, gist, first, end, SMZ_NOBODY, &best);
            at = s >= 0 ? s : at;
        }
    if (at < 0 && point->sentence >= 0 && point->n_turns &&
        text->sentences[point->sentence].turn == point->turns[0])
        return point->sentence;
    if (at < 0 && point->n_turns) {
        at = text->first_sentence[point->turns[0]];
        at = at > c->first_sentence ? at : c->first_sentence;
    }
    return at;
}

static bool mend_citation(struct smz_check *c, struct smz_point *point,
                          const struct gist *gist, const struct named *named,
                          const char **why)
{
    *why = "it cites no turn, and none says so";
    if (point->n_turns == 0)
        return recite(c, point, gist, named->subject, FITS);
    if (named->n && !cites_person(c, point, named)) {
        int person = named->subject != SMZ_NOBODY ? named->subject : named->person[0];

        *why = "it names another than it cites";
        if (recite(c, point, gist, person, FITS) || cite_beside(c, point, gist, person))
            return true;
        return named->subject == SMZ_NOBODY;
    }
    *why = "nothing of it was said, or by somebody else";
    if (is_elsewhere(c, point, gist))
        return recite(c, point, gist, named->subject, FITS);
    if (c->same_lang && share_cited(c, point, gist) < FITS_NOT)
        recite(c, point, gist, named->subject, FITS_WELL);
    return true;
}

static void set_place(struct smz_check *c, struct smz_point *point, int sentence)
{
    const struct smz_text *text = c->index->text;

    point->sentence = sentence;
    if (sentence < 0)
        return;
    point->time = smz_sentence_time(text, sentence);
    point->speaker = c->plan->outline->person_of[text->sentences[sentence].turn];
    if (point->n_turns == 0)
        cite(c, point, text->sentences[sentence].turn);
}

bool smz_check_point(struct smz_check *c, struct smz_point *point, bool must_cite)
{
    smz_places words = {0};
    struct gist gist;
    struct named named;
    const char *why;
    bool trusted;

    point->speaker = SMZ_NOBODY;
    point->time = SMZ_MS_NONE;
    take_turns(c, point);
    if (point->sentence >= c->index->text->n_sentences || point->sentence < -1)
        point->sentence = -1;
    trusted = point->sentence >= 0 && (c->selected || !must_cite);
    if (trusted && c->selected) {
        set_place(c, point, point->sentence);
        return true;
    }
    smz_index_cut(c->index, point->lead, &words);
    smz_index_cut(c->index, point->text, &words);
    take_gist(c->index, &words, &gist);
    find_named(c, &words, &named);
    trusted = trusted && (!named.n || cites_person(c, point, &named));
    if (trusted && is_elsewhere(c, point, &gist))
        recite(c, point, &gist, named.subject, FITS_WELL);
    if (!trusted && !mend_citation(c, point, &gist, &named, &why)) {
        if (must_cite) {
            smz_remark(c, "point dropped, %s: \"%.*s\"", why,
                       SMZ_ARG(smz_short(point->text)));
            return false;
        }
        point->n_turns = 0; /* rather nobody than somebody else */
    }
    set_place(c, point, place(c, point, &gist, &named));
    return true;
}
