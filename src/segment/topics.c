#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/real.h"

#include "segment/signs.h"

/*
 * Topics are the likeliest partition of a segment's units (turns, or groups of sentences
 * of a long one) in a semi-Markov model: each topic tells its own words (Utiyama and
 * Isahara, ACL 2001: -ln of their Laplace-smoothed probability) and has a length, each
 * border the odds that signs.c finds. What follows is in nats; the numbers and the
 * weights of the signs were found together, as those under which known topics are
 * likeliest. A topic grows no longer than MAX_TOPIC words, which keeps the work linear.
 */
static const double TOLD =
    0.017;                     /* what a nat of the words counts: they come in bursts */
static const double READY = 1; /* a border less likely than not is worth a try */
static const double COARSE = 1.7; /* what topics e times as long as usual cost */
static const double SHORT = 1.14; /* what a topic e times shorter than MIN_TOPIC costs */
static const double LONG = -4.4;  /* gives back what the words of a long one overstate */

/*
 * Words. MOST_TYPES: a larger vocabulary would make topics of a long transcript
 * longer than those of a short one.
 */
enum {
    USUAL_TOPIC = 750,
    MIN_TOPIC = 150,
    LONG_TOPIC = 2000,
    MAX_TOPIC = 6000,
    MOST_TYPES = 1200
};
enum { MAX_CHAPTER = 5 }; /* usual topics; a longer chapter is cut */

/* The content words of the transcript, and what counting them needs. */
struct counting {
    const uint32_t *terms; /* of each content word, in order */
    int *count;            /* of each term in the topic at hand */
    uint32_t *touched;     /* terms that have a count */
    int n_touched;
    double *gain;    /* (i + 1) ln(i + 1) - i ln i, of the i-th use of a term from 1 on */
    double *log_sum; /* ln(i + types), i up to the content words of a topic */
    double *of_words; /* words_cost, up to MAX_TOPIC */
    int most;         /* content words of the longest topic that is looked at */
    double usual;     /* words of a topic in a digest of the length asked for */
};

struct tally {
    double fit; /* sum of n ln(n + 1) over the terms */
    int n;      /* content words */
    int words;
};

static void add_unit(struct counting *c, const struct unit *unit, struct tally *tally)
{
    for (int i = unit->content; i < unit[1].content && tally->n < c->most; i++) {
        uint32_t term = c->terms[i];
        int k = c->count[term]++;

        if (!k)
            c->touched[c->n_touched++] = term;
        tally->fit += c->gain[k];
        tally->n++;
    }
    tally->words += unit->words;
}

static double words_cost(int words)
{
    if (words < MIN_TOPIC)
        return SHORT * smz_log(MIN_TOPIC / (words + 1.0));
    return words > LONG_TOPIC ? LONG * smz_log((double)words / LONG_TOPIC) : 0;
}

static double topic_cost(const struct counting *c, const struct tally *tally)
{
    double cost = TOLD * (tally->n * c->log_sum[tally->n] - tally->fit);

    return cost + (tally->words <= MAX_TOPIC ? c->of_words[tally->words]
                                             : words_cost(tally->words));
}

static double border_price(const struct counting *c)
{
    return COARSE * smz_log(c->usual / USUAL_TOPIC) - READY;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Half of all places are so unlikely that no words can make up for it. */
static double least_odds(struct outliner *o, const struct unit *units, int n)
{
    double *odds = SMZ_NEW(&o->scratch, double, n);

    for (int i = 0; i < n; i++)
        odds[i] = units[i].odds;
    qsort(odds, (size_t)n, sizeof(*odds), by_value);
    return odds[n / 2];
}

/* from[e]: the unit with which the last topic of the units before e begins. */
static void partition(struct outliner *o, const struct unit *units, int n,
                      struct counting *c, int *from)
{
    double *best = SMZ_NEW(&o->scratch, double, n + 1);
    double price = border_price(c), least = least_odds(o, units, n);

    for (int e = 1; e <= n; e++)
        best[e] = INFINITY;
    for (int s = 0; s < n; s++) {
        double base = best[s] + (s ? price - units[s].odds : 0);
        struct tally tally = {0};

        if (s && units[s].odds < least && best[s + 1] < INFINITY)
            continue;
        for (int e = s; e < n && tally.words < MAX_TOPIC; e++) {
            double cost;

            add_unit(c, &units[e], &tally);
            cost = base + topic_cost(c, &tally);
            if (cost < best[e + 1]) {
                best[e + 1] = cost;
                from[e + 1] = s;
            }
        }
        while (c->n_touched)
            c->count[c->touched[--c->n_touched]] = 0;
    }
}

static void add_topic(struct outliner *o, const struct unit *u, enum smz_border border)
{
    struct smz_topic topic = {.first_sentence = u->first_sentence, .border = border};
    const struct smz_chapter *chapter = o->chapter_of[u->first_sentence];

    if (chapter) {
        topic.heading = chapter->title;
        topic.chapter = true;
        topic.border = SMZ_BORDER_CHAPTER;
    }
    SMZ_PUSH(o->run, o->topics, topic);
}

/* Units [0, n): from a border that is given to the next. */
static void cut_range(struct outliner *o, const struct unit *units, int n,
                      struct counting *c)
{
    int *from = SMZ_NEW(&o->scratch, int, n + 1), words = 0, n_topics = 0;
    int *starts = SMZ_NEW(&o->scratch, int, n + 1);

    for (int i = 0; i < n; i++)
        words += units[i].words;
    if (!o->chapter_of[units->first_sentence] || words > MAX_CHAPTER * c->usual)
        partition(o, units, n, c, from);
    for (int e = n; e > 0; e = from[e])
        starts[n_topics++] = from[e];
    while (n_topics--) {
        const struct unit *u = &units[starts[n_topics]];

        add_topic(o, u,
                  u == units ? SMZ_BORDER_START
                  : u->cue   ? SMZ_BORDER_CUE
                             : SMZ_BORDER_COHESION);
    }
}

static void take_content(struct outliner *o, struct unit *units, int n,
                         struct counting *c)
{
    const struct smz_text *text = o->text;
    uint32_t *terms = SMZ_NEW(&o->scratch, uint32_t, text->n_tokens + 1);
    int content = 0;

    for (int i = 0; i < n; i++) {
        uint32_t end = i + 1 < n ? units[i + 1].token : (uint32_t)text->n_tokens;

        units[i].content = content;
        for (uint32_t k = units[i].token; k < end; k++)
            if (!text->terms[text->tokens[k].term].stop)
                terms[content++] = text->tokens[k].term;
    }
    units[n].content = content;
    c->terms = terms;
}

/* Content words of the longest topic; of a unit longer than that, so many are counted. */
static int most_content(const struct unit *units, int n)
{
    int most = 0, words = 0;

    for (int s = 0, e = 0; s < n; words -= units[s++].words) {
        while (e < n && words < MAX_TOPIC)
            words += units[e++].words;
        if (units[e].content - units[s].content > most)
            most = units[e].content - units[s].content;
    }
    return most < 2 * MAX_TOPIC ? most : 2 * MAX_TOPIC;
}

static int most_uses(const struct smz_text *text)
{
    uint32_t most = 0;

    for (size_t i = 0; i < text->n_terms; i++)
        if (!text->terms[i].stop && text->terms[i].count > most)
            most = text->terms[i].count;
    return most < 2 * MAX_TOPIC ? (int)most : 2 * MAX_TOPIC;
}

static void prepare(struct outliner *o, struct unit *units, int n, struct counting *c)
{
    int uses = most_uses(o->text);
    double types = 1, log_here = 0, log_next;

    take_content(o, units, n, c);
    c->most = most_content(units, n);
    c->count = SMZ_NEW(&o->scratch, int, o->text->n_terms + 1);
    c->touched = SMZ_NEW(&o->scratch, uint32_t, o->text->n_terms + 1);
    c->gain = SMZ_NEW(&o->scratch, double, uses + 1);
    c->log_sum = SMZ_NEW(&o->scratch, double, c->most + 1);
    c->of_words = SMZ_NEW(&o->scratch, double, MAX_TOPIC + 1);
    for (size_t i = 0; i < o->text->n_terms && types < MOST_TYPES; i++)
        types += !o->text->terms[i].stop;
    for (int i = 0; i <= uses; i++, log_here = log_next) {
        log_next = smz_log(i + 2);
        c->gain[i] = (i + 1) * log_next - i * log_here;
    }
    for (int i = 0; i <= c->most; i++)
        c->log_sum[i] = smz_log(i + types);
    for (int i = 0; i <= MAX_TOPIC; i++)
        c->of_words[i] = words_cost(i);
}

/* Borders that are given: of segments, and of the file's own chapters. */
static void cut_all(struct outliner *o, struct counting *c)
{
    int n_sentences = o->text->n_sentences, n, at = 0;
    bool *begins = SMZ_NEW(&o->scratch, bool, n_sentences + 1);
    struct unit *units = SMZ_NEW(&o->scratch, struct unit, n_sentences + 1);
    struct smz_segment *s = o->segments.at;

    for (size_t i = 0; i < o->segments.len; i++)
        begins[s[i].first_sentence] = true;
    for (int i = 0; i < n_sentences; i++)
        begins[i] = begins[i] || o->chapter_of[i];
    n = signs_units(o, begins, units);
    signs_weigh(o, units, n, (uint32_t)o->text->n_tokens);
    prepare(o, units, n, c);
    while (at < n) {
        int end = at + 1;

        while (end < n && !begins[units[end].first_sentence])
            end++;
        if (s < o->segments.at + o->segments.len &&
            s->first_sentence == units[at].first_sentence)
            (s++)->first_topic = (int)o->topics.len;
        cut_range(o, units + at, end - at, c);
        at = end;
        s[-1].n_topics = (int)o->topics.len - s[-1].first_topic;
    }
}

/* More words of digest have room for more topics, fewer for fewer. */
static double usual_topic(const struct outliner *o)
{
    double words = (double)o->t->words, usual = words / 12;
    double target = o->options->target_words;

    usual = usual < 300 ? 300 : usual > 6000 ? 6000 : usual;
    if (target <= 0 || words < 1)
        return USUAL_TOPIC;
    return USUAL_TOPIC * smz_pow(usual / target, 0.7);
}

void outline_topics(struct outliner *o)
{
    struct counting c = {.usual = usual_topic(o)};

    cut_all(o, &c);
}
