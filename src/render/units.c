/* A digest as units: what each costs in words, and what it deserves. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/fit.h"

enum {
    TOPIC_ROOM = 100,  /* words of a section below which its topics have no headings */
    PROSE_ROOM = 70,   /* words a topic, from which prose comes first */
    QUOTE_TARGET = 180 /* words of a digest from which it quotes as a rule */
};

static const double HOST_WEIGHT = 0.7;

static int time_words(smz_ms time)
{
    return time >= 0 ? 1 : 0;
}

static int point_words(const struct fit *f, const struct smz_section *section,
                       const struct smz_point *p)
{
    int speaker = render_point_speaker(f->digest, section, p);
    int name = speaker >= 0 ? fit_words(render_name(f->digest->outline, speaker)) : 0;

    return name + fit_words(p->lead) + fit_words(p->text) + time_words(p->time);
}

static int quote_words(const struct fit *f, const struct smz_quote *q)
{
    int speaker = render_speaker(f->digest, NULL, q->speaker);
    int name = speaker >= 0 ? fit_words(render_name(f->digest->outline, speaker)) : 0;

    return name + fit_words(q->text) + time_words(q->time);
}

/* ---- groups of units */

int fit_add_unit(struct fit *f, struct fit_unit u)
{
    u.group = (int)f->groups.len - 1;
    SMZ_PUSH(f->run, f->units, u);
    f->groups.at[u.group].n++;
    return (int)f->units.len - 1;
}

struct fit_group *fit_add_group(struct fit *f, struct fit_group g)
{
    g.first = (int)f->units.len;
    g.bundle = 1;
    SMZ_PUSH(f->run, f->groups, g);
    return &f->groups.at[f->groups.len - 1];
}

static bool next_sentence(struct fit_sentences *s, struct fit_unit *u)
{
    size_t from = s->at;

    if (from >= s->text.len)
        return false;
    s->at += smz_next_sentence(s->f->digest->lang, smz_str_skip(s->text, from));
    *u = (struct fit_unit){.what = FIT_SENTENCE,
                           .index = (int)s->at,
                           .after = s->last,
                           .cost = fit_words(smz_str_sub(s->text, from, s->at)),
                           .person = -1,
                           .weight = 1};
    return true;
}

void fit_add_sentences(struct fit *f, struct fit_sentences *s, int n)
{
    struct fit_unit u;

    while (n-- > 0 && next_sentence(s, &u))
        s->last = fit_add_unit(f, u);
}

/* All of a text or nothing. */
static void add_whole(struct fit *f, smz_str text)
{
    fit_add_unit(f, (struct fit_unit){.what = FIT_SENTENCE,
                                      .index = (int)text.len,
                                      .after = -1,
                                      .cost = fit_words(text),
                                      .person = -1,
                                      .weight = 1});
}

/* Keys of a group's units, in the order in which they were added. */
void fit_set_keys(struct fit *f, double mean_weight)
{
    struct fit_group *g = &f->groups.at[f->groups.len - 1];
    struct fit_head *h = &f->heads[g->head];
    double words = g->cost + 1, least = HUGE_VAL;

    if (g->n && (h->best < 0 || g->share > f->groups.at[h->best].share))
        h->best = (int)f->groups.len - 1;
    h->share += g->share;
    if (g->bundle > g->n)
        g->bundle = g->n;
    for (int i = 0; i < g->n; i++) {
        struct fit_unit *u = &f->units.at[g->first + i];
        double worth = 1;

        words += u->cost;
        if (u->what == FIT_POINT && mean_weight > 0)
            worth = sqrt(fmax(u->weight, 1e-9) / mean_weight);
        u->key = g->share / words * fmin(fmax(worth, 0.3), 3);
        if (i + 1 < g->bundle)
            continue;
        least = fmin(least, u->key);
        u->key = least;
        for (int k = 0; i + 1 == g->bundle && k < i; k++)
            f->units.at[g->first + k].key = least;
    }
}

/* ---- topics */

struct ranked {
    double weight;
    int index;
};

static int by_weight(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x->index - y->index;
}

/* In a guest's section what the guest says counts more than what is asked. */
static double weight_in(const struct fit *f, const struct smz_section *section,
                        const struct smz_point *p)
{
    const struct smz_outline *o = f->digest->outline;
    bool asked = section && section->person >= 0 && p->speaker >= 0 &&
                 p->speaker != section->person &&
                 o->people[p->speaker].role == SMZ_ROLE_HOST;

    return asked ? p->weight * HOST_WEIGHT : p->weight;
}

struct fit_unit *fit_add_point(struct fit *f, const struct smz_section *section,
                               const struct smz_point *p, int index)
{
    int unit = fit_add_unit(
        f, (struct fit_unit){.what = FIT_POINT,
                             .index = index,
                             .after = -1,
                             .cost = point_words(f, section, p),
                             .person = render_point_speaker(f->digest, section, p),
                             .weight = weight_in(f, section, p)});
    return &f->units.at[unit];
}

static void add_quote(struct fit *f, const struct smz_quote *q, int index)
{
    fit_add_unit(f, (struct fit_unit){.what = FIT_QUOTE,
                                      .index = index,
                                      .after = -1,
                                      .cost = quote_words(f, q),
                                      .person = -1,
                                      .weight = q->weight,
                                      .spare = f->target < QUOTE_TARGET});
}

/* What a heading promises comes first. */
static struct ranked *rank_points(struct fit *f, const struct smz_section *section,
                                  const struct smz_told *t, const bool *promised)
{
    enum { FIRST = 1000000 };
    int n = t->n_points;
    struct ranked *r = SMZ_NEW(f->run, struct ranked, n);

    for (int i = 0; i < n; i++)
        r[i] = (struct ranked){
            weight_in(f, section, &t->points[i]) + (promised[i] ? FIRST : 0), i};
    if (n)
        qsort(r, (size_t)n, sizeof(*r), by_weight);
    return r;
}

static struct ranked *rank_quotes(struct fit *f, const struct smz_quote *quotes, int n)
{
    struct ranked *r = SMZ_NEW(f->run, struct ranked, n);

    for (int i = 0; i < n; i++)
        r[i] = (struct ranked){quotes[i].weight, i};
    if (n)
        qsort(r, (size_t)n, sizeof(*r), by_weight);
    return r;
}

/*
 * What a topic is told with, first things first. Where there is room for prose it opens,
 * whole: each sentence leads to the next, and the last may carry the heading; only of
 * the shortest digests each sentence is weighed. Then points, and a quote after two of
 * them (where prose tells more than they do, after one), and then one for every four.
 */
static void add_topic(struct fit *f, int head, struct smz_told *t, double share,
                      double mean_weight, double room)
{
    const struct smz_section *section = &f->digest->sections[head];
    bool prose_first = room >= PROSE_ROOM, whole = f->target >= FIT_WHOLE_TARGET;
    bool titled = t->heading.len && !section->flat;
    bool *promised = fit_promised(f, t);
    struct ranked *points = rank_points(f, section, t, promised);
    struct ranked *quotes = rank_quotes(f, t->quotes, t->n_quotes);
    struct fit_sentences prose = {f, t->prose, 0, -1};
    struct fit_group *g = fit_add_group(
        f, (struct fit_group){.head = head,
                              .cost = titled ? fit_words(t->heading) + time_words(t->time)
                                             : 0,
                              .share = share,
                              .topic = t});
    int quote = 0, bundle, owed = 0, quote_after = t->prose_weight > 0 ? 0 : 1;

    if (prose_first)
        fit_add_sentences(f, &prose, whole ? 1000 : 1);
    g = &f->groups.at[f->groups.len - 1];
    while (owed < t->n_points && promised[points[owed].index])
        owed++;
    bundle = prose_first && g->n ? 1 : 2;
    bundle = g->n + (t->n_points < bundle ? t->n_points : bundle > owed ? bundle : owed);
    for (int i = 0; i < t->n_points; i++) {
        fit_add_point(f, section, &t->points[points[i].index], points[i].index)
            ->promised = promised[points[i].index];
        if (i >= quote_after && (i - quote_after) % 4 == 0 && quote < t->n_quotes &&
            f->target >= QUOTE_TARGET) {
            add_quote(f, &t->quotes[quotes[quote].index], quotes[quote].index);
            quote++;
        }
    }
    if (whole && !prose_first && t->prose.len)
        add_whole(f, t->prose);
    else
        fit_add_sentences(f, &prose, 1000);
    for (; quote < t->n_quotes; quote++)
        add_quote(f, &t->quotes[quotes[quote].index], quotes[quote].index);
    f->groups.at[f->groups.len - 1].bundle = bundle ? bundle : 1;
    fit_set_keys(f, mean_weight);
}

/* ---- shares */

static double topic_score(const struct smz_told *t)
{
    double score = 0.5 * t->n_quotes + (t->prose.len ? t->prose_weight : 0);

    for (int i = 0; i < t->n_points; i++)
        score += fmax(t->points[i].weight, 1e-6);
    return score + (t->prose.len ? 1e-3 : 0);
}

/* The mean weight of points: engines have scales of their own. */
static double mean_weight(const struct smz_digest *d)
{
    double sum = 0;
    int n = 0;

    for (int i = 0; i < d->n_sections; i++)
        for (int k = 0; k < d->sections[i].n_topics; k++)
            for (int p = 0; p < d->sections[i].topics[k].n_points; p++, n++)
                sum += d->sections[i].topics[k].points[p].weight;
    return n ? sum / n : 0;
}

/* Every segment has the share that the plan gave it; its topics, by what they tell. */
static double *segment_scores(const struct fit *f)
{
    const struct smz_digest *d = f->digest;
    double *score = SMZ_NEW(f->run, double, d->outline->n_segments + 1);

    for (int i = 0; i < d->n_sections; i++)
        for (int k = 0; k < d->sections[i].n_topics; k++)
            score[d->sections[i].topics[k].segment] +=
                topic_score(&d->sections[i].topics[k]);
    return score;
}

static double segment_sum(const struct fit *f, const double *score)
{
    double sum = 0;

    for (int i = 0; i < f->digest->outline->n_segments; i++)
        if (score[i] > 0)
            sum += fmax(f->plan->segment_words[i], 1);
    return sum;
}

/* ---- sections */

/* A section's topics as one list without headings: structure goes first. */
static void flatten(struct fit *f, struct smz_section *s)
{
    struct smz_told all = s->topics[0];
    int points = 0, quotes = 0;

    for (int i = 0; i < s->n_topics; i++) {
        points += s->topics[i].n_points;
        quotes += s->topics[i].n_quotes;
    }
    all.points = SMZ_NEW(f->run, struct smz_point, points);
    all.quotes = SMZ_NEW(f->run, struct smz_quote, quotes);
    all.n_points = all.n_quotes = 0;
    for (int i = 0; i < s->n_topics; i++) {
        const struct smz_told *t = &s->topics[i];

        for (int k = 0; k < t->n_points; k++)
            all.points[all.n_points++] = t->points[k];
        for (int k = 0; k < t->n_quotes; k++)
            all.quotes[all.n_quotes++] = t->quotes[k];
    }
    all.heading = (smz_str){NULL, 0};
    if (all.n_points)
        all.prose = (smz_str){NULL, 0};
    s->topics = SMZ_NEW(f->run, struct smz_told, 1);
    s->topics[0] = all;
    s->n_topics = 1;
}

static int section_cost(const struct smz_section *s)
{
    return fit_words(s->heading) + time_words(s->start);
}

/* Everything, whatever the target. */
static long all_words(const struct fit *f)
{
    const struct smz_digest *d = f->digest;
    long sum = f->base;

    for (int i = 0; i < d->n_sections; i++) {
        const struct smz_section *s = &d->sections[i];

        sum += section_cost(s);
        for (int k = 0; k < s->n_topics; k++) {
            const struct smz_told *t = &s->topics[k];

            sum += s->flat ? 0 : fit_words(t->heading) + time_words(t->time);
            sum += fit_words(t->prose);
            for (int p = 0; p < t->n_points; p++)
                sum += point_words(f, s, &t->points[p]);
            for (int q = 0; q < t->n_quotes; q++)
                sum += quote_words(f, &t->quotes[q]);
        }
    }
    return sum;
}

static void add_sections(struct fit *f)
{
    struct smz_digest *d = f->digest;
    double *score = segment_scores(f), sum = segment_sum(f, score);
    double mean = mean_weight(d), content = f->target - f->base;
    bool scarce = all_words(f) > f->target;

    for (int i = 0; i < d->n_parts; i++)
        content -= fit_part_share(f, d->parts[i]);
    for (int i = 0; i < d->n_sections; i++)
        content -= section_cost(&d->sections[i]);
    content = fmax(content, 20);
    for (int i = 0; i < d->n_sections; i++) {
        struct smz_section *s = &d->sections[i];
        double share = 0;

        for (int k = 0; k < s->n_topics; k++) {
            int segment = s->topics[k].segment;

            share += topic_score(&s->topics[k]) / score[segment] *
                     fmax(f->plan->segment_words[segment], 1) / sum;
        }
        if (scarce && !s->flat && s->n_topics > 1 && share * content < TOPIC_ROOM)
            flatten(f, s);
        f->heads[i].cost = section_cost(s);
        f->heads[i].must = !s->flat;
        for (int k = 0; k < s->n_topics; k++) {
            struct smz_told *t = &s->topics[k];
            double part = s->n_topics == 1
                              ? share
                              : topic_score(t) / score[t->segment] *
                                    fmax(f->plan->segment_words[t->segment], 1) / sum;

            add_topic(f, i, t, part * content, mean, share * content / s->n_topics);
        }
    }
}

/* ---- title and meta line */

/* Before it is known how many words and quotes the line will name. */
static void count_top(struct fit *f)
{
    struct smz_digest *d = f->digest;
    int quotes = 0;

    for (int i = 0; i < d->n_sections; i++)
        for (int k = 0; k < d->sections[i].n_topics; k++)
            quotes += d->sections[i].topics[k].n_quotes;
    d->words = f->target;
    d->quotes = f->target >= QUOTE_TARGET ? quotes : 0;
    f->base = fit_top_words(d);
    d->quotes = quotes;
    f->mention = fit_top_words(d) - f->base;
}

void fit_units(struct fit *f)
{
    struct smz_digest *d = f->digest;
    int groups_before;

    if (!render_has_part(d, SMZ_PART_SPEAKERS))
        d->n_sections = 0;
    f->n_heads = d->n_sections + d->n_parts;
    f->heads = SMZ_NEW(f->run, struct fit_head, f->n_heads);
    for (int i = 0; i < f->n_heads; i++)
        f->heads[i].best = -1;
    count_top(f);
    add_sections(f);
    groups_before = (int)f->groups.len;
    fit_add_parts(f);
    /* Where all H2s are topics, the one that deserves most is sure. */
    if (groups_before && !f->heads[0].must) {
        int best = 0;

        for (int i = 1; i < d->n_sections; i++)
            if (f->heads[i].share > f->heads[best].share)
                best = i;
        f->heads[best].must = true;
    }
}
