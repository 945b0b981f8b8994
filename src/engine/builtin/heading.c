/*
 * A heading for a topic: its best key phrase, or two of one word, rather those that its
 * points say, and none that stands over another topic.
 */
#include "engine/builtin/phrases.h"
#include <stdlib.h>

enum {
    TRIED = 8,       /* phrases of a topic */
    SURE_NAME = 4,   /* times that a name is said that a topic is about */
    UNSPACED_RUN = 2 /* pairs of letters that can stand alone */
};

/* Whether what is told of a topic says a phrase. */
static bool is_told(const struct builtin *b, const struct smz_told *told,
                    const struct phrase *p)
{
    for (int i = 0; i < told->n_points; i++)
        if (phrases_in(b, told->points[i].sentence, p))
            return true;
    for (int i = 0; i < told->n_quotes; i++)
        if (phrases_in(b, told->quotes[i].sentence, p))
            return true;
    return false;
}

/* Words of a phrase that stand over topics already. */
static int count_headed(const struct builtin *b, const struct phrase *p)
{
    int n = 0;

    for (int i = 0; i < p->n; i++)
        n += b->headed[p->terms[i]];
    return n;
}

/* A name that no point says is one that was dropped: "Johnny Heller". */
static double worth(const struct builtin *b, const struct smz_told *told,
                    const struct phrase *p)
{
    int headed = count_headed(b, p);
    bool said = is_told(b, told, p);

    if (p->proper && p->n > 1 && p->count < SURE_NAME)
        return said ? p->score * 0.5 : 0;
    return p->score * (p->n > 1 ? 1.5 : 1) * (said ? 1.6 : 1) *
           (headed == p->n ? 0.1
            : headed       ? 0.4
                           : 1);
}

/* The best of n phrases but one (-1: of all); -1: none. */
static int best_but(const double *worths, int n, int but)
{
    int best = -1;

    for (int i = 0; i < n; i++)
        if (i != but && worths[i] > 0 && (best < 0 || worths[i] > worths[best]))
            best = i;
    return best;
}

static bool stands_alone(const struct builtin *b, const struct phrase *p)
{
    return smz_lang_unspaced(b->text->lang) ? p->n > UNSPACED_RUN : p->n > 1;
}

static void mark_headed(struct builtin *b, const struct phrase *p)
{
    for (int i = 0; i < p->n; i++)
        b->headed[p->terms[i]] = true;
}

/* Times that a topic says a phrase. */
static int count_said(const struct builtin *b, const struct smz_told *told,
                      const struct phrase *p)
{
    int n = 0;

    for (int i = told->first_sentence; i < told->end_sentence; i++)
        n += phrases_in(b, i, p);
    return n;
}

/* Terms of the whole talk that a topic says, the best of them behind n phrases. */
static int add_terms(struct builtin *b, const struct smz_told *told, struct phrase *out,
                     int n)
{
    for (int i = 0; i < b->n_whole && n < TRIED; i++) {
        int said = stands_alone(b, &b->whole[i]) ? count_said(b, told, &b->whole[i]) : 0;

        if (!said)
            continue;
        out[n] = b->whole[i];
        out[n++].score *= (double)said / b->whole[i].count;
    }
    return n;
}

/* The phrases that make a heading, one or two, into out; how many. */
static int choose(struct builtin *b, const struct smz_told *told, struct phrase *out)
{
    struct phrase tried[TRIED];
    double worths[TRIED];
    int n = phrases_find(b, told->first_sentence, told->end_sentence, SMZ_NOBODY, tried,
                         TRIED / 2);
    int first, second;

    if (b->lax)
        n = add_terms(b, told, tried, n);
    for (int i = 0; i < n; i++)
        worths[i] = worth(b, told, &tried[i]);
    first = best_but(worths, n, -1);
    if (first < 0 || count_headed(b, &tried[first]) == tried[first].n)
        return 0;
    out[0] = tried[first];
    second = stands_alone(b, &tried[first]) ? -1 : best_but(worths, n, first);
    if (second >= 0)
        out[1] = tried[second];
    return second < 0 ? 1 : 2;
}

static smz_str make(struct builtin *b, const struct smz_told *told)
{
    struct phrase phrases[2];
    int n = choose(b, told, phrases);

    if (n == 0 || (n == 1 && !stands_alone(b, &phrases[0]))) {
        b->lax = true;
        n = choose(b, told, phrases);
        b->lax = false;
    }
    for (int i = 0; i < n; i++)
        mark_headed(b, &phrases[i]);
    return n ? builtin_large(b, phrases_list(b, phrases, n)) : (smz_str){"", 0};
}

/* ---- which topic chooses first */

struct turn {
    int topic;
    double weight; /* of its best point */
};

static int by_weight(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->topic < y->topic ? -1 : x->topic > y->topic;
}

void builtin_headings(struct builtin *b, struct smz_told *told, int n)
{
    struct turn *turns = SMZ_NEW(b->scratch, struct turn, n + 1);

    for (int i = 0; i < n; i++) {
        turns[i].topic = i;
        for (int k = 0; k < told[i].n_points; k++)
            if (told[i].points[k].weight > turns[i].weight)
                turns[i].weight = told[i].points[k].weight;
    }
    qsort(turns, (size_t)n, sizeof(*turns), by_weight);
    for (int i = 0; i < n; i++) {
        struct smz_told *t = &told[turns[i].topic];
        bool given = b->outline->topics[b->facts[t->first_sentence].topic].chapter;
        smz_str heading = given ? t->heading : make(b, t);

        t->heading = heading.len ? heading : t->heading;
        SMZ_PUSH(b->scratch, b->headings, t->heading);
    }
}

bool builtin_is_heading(const struct builtin *b, smz_str text)
{
    for (size_t i = 0; i < b->headings.len; i++)
        if (smz_str_eq_nocase(b->headings.at[i], text))
            return true;
    return false;
}
