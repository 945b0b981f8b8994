/*
 * Greedy choice with one redundancy state for the whole transcript. What a sentence
 * adds only falls as others are chosen, so a heap whose head is weighed again when it
 * comes up gives the exact greedy order in n log n (Minoux 1978).
 */
#include <math.h>
#include <stdlib.h>

#include "engine/builtin/builtin.h"

enum {
    QUOTE_EVERY = 3,  /* points to a quote */
    QUOTED = 10,      /* words of a digest to a word of its quotes, */
    QUOTED_MORE = 40, /* and some: not every topic is shown */
    WEAKEST_QUOTE = 4 /* one that weighs so much less than the best is none */
};

struct heap {
    struct choice *at;
    int n;
};

/* Best first; of equals the earlier. */
static bool is_before(struct choice a, struct choice b)
{
    return a.weight != b.weight ? a.weight > b.weight : a.sentence < b.sentence;
}

static void sift_down(struct heap *h, int i)
{
    struct choice c = h->at[i];

    for (;;) {
        int k = 2 * i + 1;

        if (k >= h->n)
            break;
        if (k + 1 < h->n && is_before(h->at[k + 1], h->at[k]))
            k++;
        if (!is_before(h->at[k], c))
            break;
        h->at[i] = h->at[k];
        i = k;
    }
    h->at[i] = c;
}

static void heap_make(struct heap *h)
{
    for (int i = h->n / 2 - 1; i >= 0; i--)
        sift_down(h, i);
}

static void heap_pop(struct heap *h)
{
    h->at[0] = h->at[--h->n];
    if (h->n)
        sift_down(h, 0);
}

double builtin_gain(const struct builtin *b, int sentence)
{
    const struct smz_sentence *s = &b->text->sentences[sentence];
    const struct smz_token *tokens = &b->text->tokens[s->first_token];
    double sum = 0;

    for (int i = 0; i < s->n_tokens; i++) {
        uint32_t term = tokens[i].term, k = 0;

        if (b->weight[term] == 0)
            continue;
        while ((int)k < i && tokens[k].term != term)
            k++;
        if ((int)k == i)
            sum += b->weight[term] * b->left[b->taken[term]];
    }
    return sum / sqrt(b->facts[sentence].words);
}

static void take(struct builtin *b, int sentence)
{
    const struct smz_sentence *s = &b->text->sentences[sentence];

    b->used[sentence] = true;
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++) {
        uint32_t term = b->text->tokens[t].term;
        uint32_t k = s->first_token;

        while (k < t && b->text->tokens[k].term != term)
            k++;
        if (k == t && b->taken[term] < MOST_TAKEN)
            b->taken[term]++;
    }
}

/* Of points alone in a talk of one subject, what stands beside one goes on from it: that
 * it has the same words is no repetition. */
static double going_on(const struct builtin *b, int sentence)
{
    double m = 1;

    if (!b->plan->wish->points_only || b->text->transcript->words >= ONE_SUBJECT)
        return 1;
    if (sentence > 0 && b->used[sentence - 1])
        m *= 1.3;
    if (sentence + 1 < b->text->n_sentences && b->used[sentence + 1])
        m *= 1.3;
    return m;
}

static double prior(const struct builtin *b, int sentence, bool quote)
{
    const struct fact *f = &b->facts[sentence];

    return quote ? f->quote : f->prior * going_on(b, sentence);
}

/* Weighs the head again; true once it is still the best. It never rises. */
static bool is_settled(const struct builtin *b, struct heap *h, bool quote)
{
    int i = h->at[0].sentence;
    double now = prior(b, i, quote) * builtin_gain(b, i);

    if (now >= h->at[0].weight)
        return true;
    h->at[0].weight = now;
    sift_down(h, 0);
    return h->at[0].sentence == i;
}

static struct heap candidates(const struct builtin *b, bool quote)
{
    struct heap h = {SMZ_NEW(b->scratch, struct choice, b->text->n_sentences + 1), 0};

    for (int i = 0; i < b->text->n_sentences; i++) {
        double m = b->used[i] ? 0 : prior(b, i, quote), gain;

        if (m <= 0)
            continue;
        gain = m * builtin_gain(b, i);
        if (gain > 0)
            h.at[h.n++] = (struct choice){i, gain};
    }
    heap_make(&h);
    return h;
}

/* ---- every part of the talk is heard */

/* Which parts a sentence speaks for. */
struct parts {
    int segment, tenth, person;
};

struct coverage {
    bool *segments, *people;
    bool tenths[TENTHS];
};

static struct parts parts_of(const struct builtin *b, int sentence)
{
    return (struct parts){
        b->outline->topics[b->facts[sentence].topic].segment,
        b->facts[sentence].tenth,
        builtin_person(b, sentence),
    };
}

/* Somebody who said next to nothing need not be heard. */
static bool is_heard(const struct builtin *b, int person)
{
    const struct smz_person *p;

    if (person == SMZ_NOBODY)
        return true;
    p = &b->outline->people[person];
    return p->role == SMZ_ROLE_OTHER || p->words * 50 < b->text->transcript->words;
}

/* A cold open and a goodbye tell nothing of their own. */
static bool tells(const struct builtin *b, int segment)
{
    enum smz_segment_kind kind = b->outline->segments[segment].kind;

    return kind != SMZ_SEGMENT_TEASER && kind != SMZ_SEGMENT_OUTRO &&
           kind != SMZ_SEGMENT_AD;
}

static bool is_new(const struct builtin *b, const struct coverage *c, struct parts p)
{
    return (!c->segments[p.segment] && tells(b, p.segment)) || !c->tenths[p.tenth] ||
           (!is_heard(b, p.person) && !c->people[p.person]);
}

static void cover(struct coverage *c, struct parts p)
{
    c->segments[p.segment] = true;
    c->tenths[p.tenth] = true;
    if (p.person != SMZ_NOBODY)
        c->people[p.person] = true;
}

/*
 * Points that speak for a part of the talk that no weighty point speaks for are lifted
 * to the weight of those that will surely be shown.
 */
static void lift_unheard(struct builtin *b, int sure)
{
    struct coverage c = {SMZ_NEW(b->scratch, bool, b->outline->n_segments),
                         SMZ_NEW(b->scratch, bool, b->outline->n_people + 1),
                         {false}};
    double weight = b->points.at[sure - 1].weight;
    struct heap h;

    for (int i = 0; i < sure; i++)
        cover(&c, parts_of(b, b->points.at[i].sentence));
    for (size_t i = (size_t)sure; i < b->points.len; i++) {
        struct parts p = parts_of(b, b->points.at[i].sentence);

        if (is_new(b, &c, p)) {
            cover(&c, p);
            b->points.at[i].weight = weight;
        }
    }
    for (h = candidates(b, false); h.n; heap_pop(&h)) {
        struct parts p = parts_of(b, h.at[0].sentence);

        if (is_new(b, &c, p)) {
            cover(&c, p);
            take(b, h.at[0].sentence);
            SMZ_PUSH(b->scratch, b->points, (struct choice){h.at[0].sentence, weight});
        }
    }
}

/* ---- points and quotes */

static void choose(struct builtin *b, struct choice c)
{
    take(b, c.sentence);
    SMZ_PUSH(b->scratch, b->points, c);
}

/*
 * What a digest of the target's words and nothing but points would hold: what does not
 * fit is passed over. Returns its words.
 */
static int fill(struct builtin *b, int target, int *sure)
{
    struct heap h = candidates(b, false);
    int words = 0;

    while (h.n && words < target - 3) {
        int more = b->facts[h.at[0].sentence].words;

        if (words + more <= target) {
            if (!is_settled(b, &h, false))
                continue;
            choose(b, h.at[0]);
            words += more;
            /* Headings, prose and quotes take the other half of a digest. */
            if (words < target / 2)
                *sure = (int)b->points.len;
        }
        heap_pop(&h);
    }
    return words;
}

/* More to choose from, each lighter than what would be shown by itself. */
static void spare(struct builtin *b, int words, int target)
{
    double least = b->points.len ? b->points.at[b->points.len - 1].weight : 1;
    struct heap h = candidates(b, false);

    while (h.n && words < target) {
        struct choice c;

        if (!is_settled(b, &h, false))
            continue;
        c = h.at[0];
        least = (c.weight < least ? c.weight : least) * 0.999;
        c.weight = least;
        choose(b, c);
        words += b->facts[c.sentence].words;
        heap_pop(&h);
    }
}

/* Where hardly anything is said it is told rather than quoted. */
static void give_back_quotes(struct builtin *b)
{
    for (size_t i = 0; i < b->quotes.len; i++)
        b->used[b->quotes.at[i].sentence] = false;
    b->quotes.len = 0;
}

void builtin_select(struct builtin *b)
{
    enum { SHORT_WORDS = 110 }; /* few points to choose from would not meet a target */
    int target = b->plan->words, sure = 0, words = fill(b, target, &sure);

    if (!b->points.len) {
        give_back_quotes(b);
        words = fill(b, target, &sure);
    }
    spare(b, words, target <= SHORT_WORDS ? 6 * target : target * 5 / 4 + 60);
    if (sure && target >= ROOMY_WORDS)
        lift_unheard(b, sure);
}

static int by_weight(const void *a, const void *b)
{
    const struct choice *x = a, *y = b;

    return is_before(*x, *y) ? -1 : is_before(*y, *x);
}

/* The k-th best quote weighs as much as the point that it should stand beside. */
static void weigh_quotes(struct builtin *b)
{
    size_t n = b->points.len;
    struct choice *ranked = SMZ_NEW(b->scratch, struct choice, n + 1);

    for (size_t i = 0; i < n; i++)
        ranked[i] = b->points.at[i];
    if (n)
        qsort(ranked, n, sizeof(*ranked), by_weight);
    for (size_t i = 0; i < b->quotes.len; i++) {
        size_t beside = i * QUOTE_EVERY + QUOTE_EVERY / 2;

        b->quotes.at[i].weight =
            n == 0 ? 1 : ranked[beside < n ? beside : n - 1].weight * 0.999;
    }
}

/* The best of what may be quoted, up to so many words; a few a topic. */
static void quote(struct builtin *b, int most)
{
    int words = 0, *in_topic = SMZ_NEW(b->scratch, int, b->outline->n_topics + 1);
    struct heap h = candidates(b, true);
    double least = h.n ? h.at[0].weight / WEAKEST_QUOTE : 0;

    for (size_t i = 0; i < b->quotes.len; i++)
        in_topic[b->facts[b->quotes.at[i].sentence].topic]++;
    while (h.n && h.at[0].weight >= least && words < most) {
        int i = h.at[0].sentence, *n = &in_topic[b->facts[i].topic];
        const struct smz_topic *t = &b->outline->topics[b->facts[i].topic];

        if (*n > (int)(t->words / 1500)) {
            heap_pop(&h);
            continue;
        }
        if (!is_settled(b, &h, true))
            continue;
        ++*n;
        take(b, i);
        words += b->text->sentences[i].words;
        SMZ_PUSH(b->scratch, b->quotes, h.at[0]);
        heap_pop(&h);
    }
}

void builtin_select_quotes(struct builtin *b)
{
    quote(b, b->plan->words / QUOTED + QUOTED_MORE);
}

void builtin_select_more_quotes(struct builtin *b)
{
    quote(b, b->plan->words * 3 / 10 + 30);
    weigh_quotes(b);
}
