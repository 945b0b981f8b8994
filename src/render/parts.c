/* What tells of the whole as units: summary, themes, implications, conclusion. */
#include <math.h>

#include "render/fit.h"
#include "summarize/prompt.h"

/* Times its share: what may stand whole. */
#define WHOLE 1.2

static bool asked_for(const struct fit *f)
{
    return f->plan->wish->n_parts > 0;
}

/* Who was asked for so many words and wrote them has a right to them. */
double fit_part_share(const struct fit *f, enum smz_part part)
{
    static const double shares[] = {[SMZ_PART_THEMES] = 0.09,
                                    [SMZ_PART_IMPLICATIONS] = 0.05,
                                    [SMZ_PART_CONCLUSION] = 0.08};
    double n = f->target;

    if (!render_is_told(f->digest, part) ||
        (n < 350 && !asked_for(f) && part != SMZ_PART_SUMMARY))
        return 0;
    if (f->digest->run.model.len)
        return smz_prompt_words(f->plan, 1u << part);
    if (part == SMZ_PART_SUMMARY)
        return n < 1000 ? 0.12 * n : 120 + 0.015 * (n - 1000);
    return shares[part] * n;
}

/*
 * A text of its own stands whole where it is not much more than its share: its last
 * sentence is what it comes to.
 */
static void add_text(struct fit *f, smz_str text, struct fit_group group)
{
    struct fit_sentences s = {f, text, 0, -1};
    struct fit_group *g = fit_add_group(f, group);

    fit_add_sentences(f, &s, 1000);
    g = &f->groups.at[f->groups.len - 1];
    if (fit_words(text) < WHOLE * group.share)
        g->bundle = g->n;
    fit_set_keys(f, 0);
}

static void add_summary(struct fit *f, int head, double share)
{
    add_text(f, f->digest->summary,
             (struct fit_group){.head = head, .share = share, .part = SMZ_PART_SUMMARY});
}

/*
 * What opens a part and has about room in its share is sure, and does not wait for what
 * the sections leave: it is worth a little more than a word a word.
 */
#define ROOMY 1.6
#define SURE 1.1

/* What one alone says is no theme: it opens with two points, where it has them. */
static void add_themes(struct fit *f, int head, double share)
{
    const struct smz_digest *d = f->digest;

    for (int i = 0; i < d->n_themes; i++) {
        struct smz_theme *t = &d->themes[i];
        struct fit_sentences prose = {f, t->prose, 0, -1};
        struct fit_group *g;
        int words;

        /* The first themes deserve more: they open one after the other. */
        fit_add_group(f, (struct fit_group){.head = head,
                                            .cost = fit_words(t->heading),
                                            .share = share * 2 * (d->n_themes - i) /
                                                     (d->n_themes * (d->n_themes + 1)),
                                            .theme = t,
                                            .part = SMZ_PART_THEMES});
        fit_add_sentences(f, &prose, 1000);
        g = &f->groups.at[f->groups.len - 1];
        words = g->cost + fit_words(t->prose);
        g->bundle = g->n + (t->n_points < 2 ? t->n_points : 2);
        for (int k = 0; k < t->n_points; k++)
            words += fit_add_point(f, NULL, &t->points[k], k)->cost;
        g = &f->groups.at[f->groups.len - 1];
        /* Who is left out of what all share would ask why. */
        if (words < WHOLE * g->share)
            g->bundle = g->n;
        if (words < ROOMY * g->share && f->digest->run.model.len)
            g->share = fmax(g->share, SURE * words);
        fit_set_keys(f, 0);
    }
}

static void add_implications(struct fit *f, int head, double share)
{
    const struct smz_digest *d = f->digest;
    struct fit_group *g;
    double words = 0;

    fit_add_group(f, (struct fit_group){
                         .head = head, .share = share, .part = SMZ_PART_IMPLICATIONS});
    for (int i = 0; i < d->n_implications; i++)
        fit_add_point(f, NULL, &d->implications[i], i);
    g = &f->groups.at[f->groups.len - 1];
    g->bundle = g->n < 2 ? g->n : 2;
    for (int i = 0; i < g->bundle; i++)
        words += f->units.at[g->first + i].cost;
    g->share = fmax(share, words <= ROOMY * share ? SURE * words : 0);
    fit_set_keys(f, 0);
}

static int stance_words(const struct smz_digest *d, int i)
{
    return fit_words(d->outline->people[d->stances[i].person].name) +
           fit_words(d->stances[i].text);
}

/*
 * Shares of the lines and the text of a conclusion: both are sure, or where only the text
 * has room, that is.
 */
static void share_conclusion(double share, double lines, double text, double *of_lines,
                             double *of_text)
{
    *of_lines = text > 0 ? share * 0.6 : share;
    *of_text = lines > 0 ? share * 0.4 : share;
    if (lines + text <= ROOMY * share) {
        *of_lines = fmax(*of_lines, SURE * lines);
        *of_text = fmax(*of_text, SURE * text);
    } else if (text <= WHOLE * share) {
        *of_lines = fmax(share - text, 0);
        *of_text = fmax(*of_text, SURE * text);
    }
}

/* One line a person or none: who is left out would ask why. */
static void add_conclusion(struct fit *f, int head, double share)
{
    struct smz_digest *d = f->digest;
    double lines = 0, of_lines, of_text;

    for (int i = 0; i < d->n_stances; i++)
        lines += stance_words(d, i);
    share_conclusion(share, lines, fit_words(d->conclusion), &of_lines, &of_text);
    if (d->n_stances) {
        fit_add_group(f, (struct fit_group){.head = head,
                                            .share = of_lines,
                                            .part = SMZ_PART_CONCLUSION});
        for (int i = 0; i < d->n_stances; i++)
            fit_add_unit(f, (struct fit_unit){.what = FIT_STANCE,
                                              .index = i,
                                              .after = i ? (int)f->units.len - 1 : -1,
                                              .cost = stance_words(d, i),
                                              .person = d->stances[i].person,
                                              .weight = 1});
        f->groups.at[f->groups.len - 1].bundle = d->n_stances;
        fit_set_keys(f, 0);
    }
    if (d->conclusion.len)
        add_text(f, d->conclusion,
                 (struct fit_group){
                     .head = head, .share = of_text, .part = SMZ_PART_CONCLUSION});
}

void fit_add_parts(struct fit *f)
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
        double share = fit_part_share(f, part);

        if (part == SMZ_PART_SPEAKERS || share <= 0)
            continue;
        if (part != SMZ_PART_SUMMARY || i > 0)
            f->heads[head].cost = fit_words(render_part_heading(d, part));
        f->heads[head].must =
            asked_for(f) || (part == SMZ_PART_SUMMARY && f->target >= FIT_WHOLE_TARGET);
        add[part](f, head, share);
    }
}
