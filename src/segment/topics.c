#include <math.h>
#include <string.h>

#include "segment/signs.h"

/*
 * Topics are the partition of a segment's units (turns, or groups of sentences of a
 * long one) that is cheapest to tell: each topic its own words (Utiyama and Isahara,
 * ACL 2001: -ln of their Laplace-smoothed probability), and a price for each border,
 * which falls with the odds of a border there and rises with how many places there are
 * to choose from. A topic grows no longer than MAX_TOPIC words, which keeps the work
 * linear.
 */
static const double PRICE = 40;   /* of a border at even odds, in nats */
static const double ODDS = 8;     /* what a nat of the odds is worth */
static const double CROWDED = 13; /* what e times as many places a topic cost */
static const double SHORT = 6;    /* what a topic e times shorter than MIN_TOPIC costs */

enum { USUAL_TOPIC = 750, MIN_TOPIC = 200, MAX_TOPIC = 6000 }; /* words */
enum { MAX_CHAPTER = 5 }; /* usual topics; a longer chapter is cut */

struct counting {
    int *count;        /* of each term in the topic at hand */
    uint32_t *touched; /* terms that have a count */
    int n_touched;
    double *log; /* ln(i + 1) */
    int n_log;
    double types; /* content terms of the transcript */
    double usual; /* words of a topic in a digest of the length asked for */
};

static double log_of(const struct counting *c, int i)
{
    return i < c->n_log ? c->log[i] : log(i + 1);
}

struct tally {
    double fit; /* sum of n ln(n + 1) over the terms */
    int n;      /* content words */
    int words;
};

static void add_unit(const struct smz_text *text, struct counting *c,
                     const struct unit *unit, uint32_t end, struct tally *tally)
{
    for (uint32_t i = unit->token; i < end; i++) {
        uint32_t term = text->tokens[i].term;
        int k = c->count[term];

        if (text->terms[term].stop)
            continue;
        if (!k)
            c->touched[c->n_touched++] = term;
        tally->fit += (k + 1) * log_of(c, k + 1) - k * log_of(c, k);
        c->count[term] = k + 1;
        tally->n++;
    }
    tally->words += unit->words;
}

static double topic_cost(const struct counting *c, const struct tally *tally)
{
    double cost = tally->n ? tally->n * log(tally->n + c->types) - tally->fit : 0;

    if (tally->words < MIN_TOPIC)
        cost += SHORT * log(MIN_TOPIC / (tally->words + 1.0));
    return cost;
}

static double border_price(const struct counting *c, const struct unit *units, int n)
{
    double words = 1;

    for (int i = 0; i < n; i++)
        words += units[i].words;
    return PRICE + CROWDED * log(n * c->usual / words);
}

/* from[e]: the unit with which the last topic of the units before e begins. */
static void partition(struct outliner *o, const struct unit *units, int n, uint32_t end,
                      struct counting *c, int *from)
{
    double *best = SMZ_NEW(o->run, double, n + 1);
    double price = border_price(c, units, n);

    for (int e = 1; e <= n; e++)
        best[e] = INFINITY;
    for (int s = 0; s < n; s++) {
        double base = best[s] + (s ? price - ODDS * units[s].odds : 0);
        struct tally tally = {0};

        for (int e = s; e < n && tally.words < MAX_TOPIC; e++) {
            double cost;

            add_unit(o->text, c, &units[e], e + 1 < n ? units[e + 1].token : end, &tally);
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

/* Units [0, n), which end before token `end`: from a border that is given to the next. */
static void cut_range(struct outliner *o, const struct unit *units, int n, uint32_t end,
                      struct counting *c)
{
    int *from = SMZ_NEW(o->run, int, n + 1), words = 0, n_topics = 0;
    int *starts = SMZ_NEW(o->run, int, n + 1);

    for (int i = 0; i < n; i++)
        words += units[i].words;
    if (!o->chapter_of[units->first_sentence] || words > MAX_CHAPTER * c->usual)
        partition(o, units, n, end, c, from);
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

/* Borders that are given: of segments, and of the file's own chapters. */
static void cut_all(struct outliner *o, struct counting *c)
{
    int n_sentences = o->text->n_sentences, n, at = 0;
    bool *begins = SMZ_NEW(o->run, bool, n_sentences + 1);
    struct unit *units = SMZ_NEW(o->run, struct unit, n_sentences);
    struct smz_segment *s = o->segments.at;

    for (size_t i = 0; i < o->segments.len; i++)
        begins[s[i].first_sentence] = true;
    for (int i = 0; i < n_sentences; i++)
        begins[i] = begins[i] || o->chapter_of[i];
    n = signs_units(o, begins, units);
    signs_weigh(o, units, n, (uint32_t)o->text->n_tokens);
    while (at < n) {
        int end = at + 1;

        while (end < n && !begins[units[end].first_sentence])
            end++;
        if (s < o->segments.at + o->segments.len &&
            s->first_sentence == units[at].first_sentence)
            (s++)->first_topic = (int)o->topics.len;
        cut_range(o, units + at, end - at,
                  end < n ? units[end].token : (uint32_t)o->text->n_tokens, c);
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
    return USUAL_TOPIC * pow(usual / target, 0.7);
}

void outline_topics(struct outliner *o)
{
    struct counting c = {.n_log = 4096, .usual = usual_topic(o), .types = 1};

    c.count = SMZ_NEW(o->run, int, o->text->n_terms + 1);
    c.touched = SMZ_NEW(o->run, uint32_t, o->text->n_terms + 1);
    c.log = SMZ_NEW(o->run, double, c.n_log);
    for (int i = 0; i < c.n_log; i++)
        c.log[i] = log(i + 1);
    for (size_t i = 0; i < o->text->n_terms; i++)
        c.types += !o->text->terms[i].stop;
    cut_all(o, &c);
}
