/* A digest as units: what each costs in words, and what it deserves. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/fit.h"

enum {
    TOPIC_ROOM = 100,   /* words of a section below which its topics have no headings */
    PROSE_ROOM = 70,    /* words a topic, from which prose comes first */
    QUOTE_TARGET = 180, /* words of a digest from which it quotes as a rule */
    WHOLE_TARGET = 250  /* and from which its topics have whole prose or none */
};

static const double HOST_WEIGHT = 0.7;

static int words_of(smz_str s)
{
    return (int)smz_count_words(s);
}

static int time_words(smz_ms time)
{
    return time >= 0 ? 1 : 0;
}

static int point_words(const struct fit *f, const struct smz_section *section,
                       const struct smz_point *p)
{
    int speaker = render_point_speaker(f->digest, section, p);
    int name = speaker >= 0 ? words_of(render_name(f->digest->outline, speaker)) : 0;

    return name + words_of(p->lead) + words_of(p->text) + time_words(p->time);
}

static int quote_words(const struct fit *f, const struct smz_quote *q)
{
    int speaker = render_speaker(f->digest, NULL, q->speaker);
    int name = speaker >= 0 ? words_of(render_name(f->digest->outline, speaker)) : 0;

    return name + words_of(q->text) + time_words(q->time);
}

/* ---- groups of units */

static int add_unit(struct fit *f, struct fit_unit u)
{
    u.group = (int)f->groups.len - 1;
    SMZ_PUSH(f->run, f->units, u);
    f->groups.at[u.group].n++;
    return (int)f->units.len - 1;
}

static struct fit_group *add_group(struct fit *f, struct fit_group g)
{
    g.first = (int)f->units.len;
    g.bundle = 1;
    SMZ_PUSH(f->run, f->groups, g);
    return &f->groups.at[f->groups.len - 1];
}

/* The sentences of a text, each after the one before it. */
struct sentences {
    const struct fit *f;
    smz_str text;
    size_t at;
    int last; /* unit */
};

static bool next_sentence(struct sentences *s, struct fit_unit *u)
{
    size_t from = s->at;

    if (from >= s->text.len)
        return false;
    s->at += smz_next_sentence(s->f->digest->lang, smz_str_skip(s->text, from));
    *u = (struct fit_unit){.what = FIT_SENTENCE,
                           .index = (int)s->at,
                           .after = s->last,
                           .cost = words_of(smz_str_sub(s->text, from, s->at)),
                           .person = -1,
                           .weight = 1};
    return true;
}

static void add_sentences(struct fit *f, struct sentences *s, int n)
{
    struct fit_unit u;

    while (n-- > 0 && next_sentence(s, &u))
        s->last = add_unit(f, u);
}

/* All of a text or nothing. */
static void add_whole(struct fit *f, smz_str text)
{
    add_unit(f, (struct fit_unit){.what = FIT_SENTENCE,
                                  .index = (int)text.len,
                                  .after = -1,
                                  .cost = words_of(text),
                                  .person = -1,
                                  .weight = 1});
}

/* Keys of a group's units, in the order in which they were added. */
static void set_keys(struct fit *f, double mean_weight)
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

static struct fit_unit *add_point(struct fit *f, const struct smz_section *section,
                                  const struct smz_point *p, int index)
{
    int unit = add_unit(
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
    add_unit(f, (struct fit_unit){.what = FIT_QUOTE,
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
    bool prose_first = room >= PROSE_ROOM, whole = f->target >= WHOLE_TARGET;
    bool titled = t->heading.len && !section->flat;
    bool *promised = fit_promised(f, t);
    struct ranked *points = rank_points(f, section, t, promised);
    struct ranked *quotes = rank_quotes(f, t->quotes, t->n_quotes);
    struct sentences prose = {f, t->prose, 0, -1};
    struct fit_group *g =
        add_group(f, (struct fit_group){
                         .head = head,
                         .cost = titled ? words_of(t->heading) + time_words(t->time) : 0,
                         .share = share,
                         .topic = t});
    int quote = 0, bundle, owed = 0, quote_after = t->prose_weight > 0 ? 0 : 1;

    if (prose_first)
        add_sentences(f, &prose, whole ? 1000 : 1);
    g = &f->groups.at[f->groups.len - 1];
    while (owed < t->n_points && promised[points[owed].index])
        owed++;
    bundle = prose_first && g->n ? 1 : 2;
    bundle = g->n + (t->n_points < bundle ? t->n_points : bundle > owed ? bundle : owed);
    for (int i = 0; i < t->n_points; i++) {
        add_point(f, section, &t->points[points[i].index], points[i].index)->promised =
            promised[points[i].index];
        if (i >= quote_after && (i - quote_after) % 4 == 0 && quote < t->n_quotes &&
            f->target >= QUOTE_TARGET) {
            add_quote(f, &t->quotes[quotes[quote].index], quotes[quote].index);
            quote++;
        }
    }
    if (whole && !prose_first && t->prose.len)
        add_whole(f, t->prose);
    else
        add_sentences(f, &prose, 1000);
    for (; quote < t->n_quotes; quote++)
        add_quote(f, &t->quotes[quotes[quote].index], quotes[quote].index);
    f->groups.at[f->groups.len - 1].bundle = bundle ? bundle : 1;
    set_keys(f, mean_weight);
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

/* ---- parts */

static bool asked_for(const struct fit *f)
{
    return f->plan->wish->n_parts > 0;
}

/* Of the words: what a part deserves where it has something to say. */
static double part_share(const struct fit *f, enum smz_part part)
{
    const struct smz_digest *d = f->digest;
    double n = f->target;
    bool room = n >= 350 || asked_for(f);

    switch (part) {
    case SMZ_PART_SUMMARY:
        return !d->summary.len ? 0 : n < 1000 ? 0.12 * n : 120 + 0.015 * (n - 1000);
    case SMZ_PART_THEMES:
        return d->n_themes && room ? 0.09 * n : 0;
    case SMZ_PART_IMPLICATIONS:
        return d->n_implications && room ? 0.05 * n : 0;
    case SMZ_PART_CONCLUSION:
        return (d->n_stances || d->conclusion.len) && room ? 0.08 * n : 0;
    case SMZ_PART_SPEAKERS:
        break;
    }
    return 0;
}

/*
 * A text of its own stands whole where it is not much more than its share: its last
 * sentence is what it comes to.
 */
static void add_text(struct fit *f, smz_str text, struct fit_group group)
{
    struct sentences s = {f, text, 0, -1};
    struct fit_group *g = add_group(f, group);

    add_sentences(f, &s, 1000);
    g = &f->groups.at[f->groups.len - 1];
    if (words_of(text) < 1.2 * group.share)
        g->bundle = g->n;
    set_keys(f, 0);
}

static void add_summary(struct fit *f, int head, double share)
{
    add_text(f, f->digest->summary,
             (struct fit_group){.head = head, .share = share, .part = SMZ_PART_SUMMARY});
}

/* What one alone says is no theme: it opens with two points, where it has them. */
static void add_themes(struct fit *f, int head, double share)
{
    const struct smz_digest *d = f->digest;

    for (int i = 0; i < d->n_themes; i++) {
        struct smz_theme *t = &d->themes[i];
        struct sentences prose = {f, t->prose, 0, -1};
        int sentences;

        /* The first themes deserve more: they open one after the other. */
        add_group(f, (struct fit_group){.head = head,
                                        .cost = words_of(t->heading),
                                        .share = share * 2 * (d->n_themes - i) /
                                                 (d->n_themes * (d->n_themes + 1)),
                                        .theme = t,
                                        .part = SMZ_PART_THEMES});
        add_sentences(f, &prose, 1000);
        sentences = f->groups.at[f->groups.len - 1].n;
        for (int k = 0; k < t->n_points; k++)
            add_point(f, NULL, &t->points[k], k);
        f->groups.at[f->groups.len - 1].bundle =
            sentences + (t->n_points < 2 ? t->n_points : 2);
        set_keys(f, 0);
    }
}

static void add_implications(struct fit *f, int head, double share)
{
    const struct smz_digest *d = f->digest;

    add_group(f, (struct fit_group){
                     .head = head, .share = share, .part = SMZ_PART_IMPLICATIONS});
    for (int i = 0; i < d->n_implications; i++)
        add_point(f, NULL, &d->implications[i], i);
    f->groups.at[f->groups.len - 1].bundle = 2;
    set_keys(f, 0);
}

static int stance_words(const struct smz_digest *d, int i)
{
    return words_of(d->outline->people[d->stances[i].person].name) +
           words_of(d->stances[i].text);
}

/*
 * One line a person or none: who is left out would ask why. Where lines and text have
 * about room in their part they are sure, and do not wait for what the sections leave.
 */
static void add_conclusion(struct fit *f, int head, double share)
{
    struct smz_digest *d = f->digest;
    double lines = 0, text = words_of(d->conclusion), sure;

    for (int i = 0; i < d->n_stances; i++)
        lines += stance_words(d, i);
    sure = lines + text <= 1.4 * share ? 1.1 : 0;
    if (d->n_stances) {
        add_group(f, (struct fit_group){.head = head,
                                        .share = fmax(share * 0.6, sure * lines),
                                        .part = SMZ_PART_CONCLUSION});
        for (int i = 0; i < d->n_stances; i++)
            add_unit(f, (struct fit_unit){.what = FIT_STANCE,
                                          .index = i,
                                          .after = i ? (int)f->units.len - 1 : -1,
                                          .cost = stance_words(d, i),
                                          .person = d->stances[i].person,
                                          .weight = 1});
        f->groups.at[f->groups.len - 1].bundle = d->n_stances;
        set_keys(f, 0);
    }
    share = fmax(d->n_stances ? share * 0.4 : share, sure * text);
    if (d->conclusion.len)
        add_text(f, d->conclusion,
                 (struct fit_group){
                     .head = head, .share = share, .part = SMZ_PART_CONCLUSION});
}

static void add_parts(struct fit *f)
{
    static void (*const add[])(struct fit *, int, double) = {
        [SMZ_PART_SUMMARY] = add_summary,
        [SMZ_PART_THEMES] = add_themes,
        [SMZ_PART_IMPLICATIONS] = add_implications,
        [SMZ_PART_CONCLUSION] = add_conclusion,
    };
    struct smz_digest *d = f->digest;

    for (int i = 0; i < d->n_parts; i++) {
        enum smz_part part = d->parts[i];
        int head = d->n_sections + i;
        double share = part_share(f, part);

        if (part == SMZ_PART_SPEAKERS || share <= 0)
            continue;
        if (part != SMZ_PART_SUMMARY || i > 0)
            f->heads[head].cost = words_of(render_part_heading(d, part));
        f->heads[head].must =
            asked_for(f) || (part == SMZ_PART_SUMMARY && f->target >= WHOLE_TARGET);
        add[part](f, head, share);
    }
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
    return words_of(s->heading) + time_words(s->start);
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

            sum += s->flat ? 0 : words_of(t->heading) + time_words(t->time);
            sum += words_of(t->prose);
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
        content -= part_share(f, d->parts[i]);
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
    add_parts(f);
    /* Where all H2s are topics, the one that deserves most is sure. */
    if (groups_before && !f->heads[0].must) {
        int best = 0;

        for (int i = 1; i < d->n_sections; i++)
            if (f->heads[i].share > f->heads[best].share)
                best = i;
        f->heads[best].must = true;
    }
}
