/* What was chosen stays, in the order of the talk; the rest goes. */
#include <stdlib.h>

#include "render/fit.h"

int fit_top_words(const struct smz_digest *d)
{
    struct smz_buf meta;
    int words;

    smz_buf_init(&meta, 0);
    render_meta(d, false, &meta);
    words = (int)(smz_count_words(d->title) + smz_count_words(smz_buf_str(&meta)));
    smz_buf_release(&meta);
    return words;
}

static void apply_group(struct fit *f, const struct fit_group *g)
{
    struct smz_digest *d = f->digest;
    size_t prose = 0;
    int points = 0, quotes = 0, stances = 0;
    bool *kept_points, *kept_quotes;
    int np = g->topic   ? g->topic->n_points
             : g->theme ? g->theme->n_points
                        : d->n_implications;
    int nq = g->topic ? g->topic->n_quotes : 0;
    struct smz_point *list = g->topic   ? g->topic->points
                             : g->theme ? g->theme->points
                                        : d->implications;

    kept_points = SMZ_NEW(f->run, bool, np + 1);
    kept_quotes = SMZ_NEW(f->run, bool, nq + 1);
    for (int i = g->first; i < g->first + g->n; i++) {
        const struct fit_unit *u = &f->units.at[i];

        if (!u->kept)
            continue;
        if (u->what == FIT_SENTENCE)
            prose = (size_t)u->index > prose ? (size_t)u->index : prose;
        else if (u->what == FIT_POINT)
            kept_points[u->index] = true;
        else if (u->what == FIT_QUOTE)
            kept_quotes[u->index] = true;
        else
            stances++;
    }
    for (int i = 0; i < np; i++)
        if (kept_points[i])
            list[points++] = list[i];
    for (int i = 0; i < nq; i++)
        if (kept_quotes[i])
            g->topic->quotes[quotes++] = g->topic->quotes[i];
    if (g->topic) {
        g->topic->n_points = points;
        g->topic->n_quotes = quotes;
        g->topic->prose = smz_str_trim(smz_str_sub(g->topic->prose, 0, prose));
        d->quotes += quotes;
    } else if (g->theme) {
        g->theme->n_points = points;
        g->theme->prose = smz_str_trim(smz_str_sub(g->theme->prose, 0, prose));
    } else if (g->part == SMZ_PART_IMPLICATIONS) {
        d->n_implications = points;
    } else if (g->part == SMZ_PART_SUMMARY) {
        d->summary = smz_str_trim(smz_str_sub(d->summary, 0, prose));
    } else if (f->units.at[g->first].what == FIT_STANCE) {
        d->n_stances = stances;
    } else {
        d->conclusion = smz_str_trim(smz_str_sub(d->conclusion, 0, prose));
    }
}

static int point_order(const void *a, const void *b)
{
    const struct smz_point *x = a, *y = b;
    int tx = x->n_turns ? x->turns[0] : -1, ty = y->n_turns ? y->turns[0] : -1;

    if (tx != ty)
        return tx < ty ? -1 : 1;
    if (x->sentence != y->sentence)
        return x->sentence < y->sentence ? -1 : 1;
    return smz_str_cmp(x->text, y->text);
}

static int quote_order(const void *a, const void *b)
{
    const struct smz_quote *x = a, *y = b;

    if (x->turn != y->turn)
        return x->turn < y->turn ? -1 : 1;
    if (x->sentence != y->sentence)
        return x->sentence < y->sentence ? -1 : 1;
    return smz_str_cmp(x->text, y->text);
}

static void drop_empty(struct smz_digest *d)
{
    int sections = 0, themes = 0;

    for (int i = 0; i < d->n_sections; i++) {
        struct smz_section *s = &d->sections[i];
        int topics = 0;

        for (int k = 0; k < s->n_topics; k++)
            if (s->topics[k].n_points || s->topics[k].n_quotes || s->topics[k].prose.len)
                s->topics[topics++] = s->topics[k];
        s->n_topics = topics;
        if (topics)
            d->sections[sections++] = *s;
    }
    d->n_sections = sections;
    for (int i = 0; i < d->n_themes; i++)
        if (d->themes[i].n_points || d->themes[i].prose.len)
            d->themes[themes++] = d->themes[i];
    d->n_themes = themes;
}

/* Parts that have no group had no room. */
static void clear_unfitted(struct fit *f)
{
    struct smz_digest *d = f->digest;
    bool has[SMZ_MAX_PARTS + 1] = {false}, stances = false, paragraph = false;

    for (size_t i = 0; i < f->groups.len; i++) {
        const struct fit_group *g = &f->groups.at[i];

        has[g->part] = true;
        if (g->part == SMZ_PART_CONCLUSION && g->n) {
            stances |= f->units.at[g->first].what == FIT_STANCE;
            paragraph |= f->units.at[g->first].what == FIT_SENTENCE;
        }
    }
    if (!has[SMZ_PART_SUMMARY])
        d->summary = (smz_str){NULL, 0};
    if (!has[SMZ_PART_THEMES])
        d->n_themes = 0;
    if (!has[SMZ_PART_IMPLICATIONS])
        d->n_implications = 0;
    if (!stances)
        d->n_stances = 0;
    if (!paragraph)
        d->conclusion = (smz_str){NULL, 0};
}

void fit_apply(struct fit *f)
{
    struct smz_digest *d = f->digest;

    d->quotes = 0;
    clear_unfitted(f);
    for (size_t i = 0; i < f->groups.len; i++)
        if (f->groups.at[i].n || f->groups.at[i].topic)
            apply_group(f, &f->groups.at[i]);
    drop_empty(d);
    for (int i = 0; i < d->n_sections; i++)
        for (int k = 0; k < d->sections[i].n_topics; k++) {
            struct smz_told *t = &d->sections[i].topics[k];

            /* A writer's points come as they were put: what matters most first. */
            if (t->n_points && !d->run.model.len)
                qsort(t->points, (size_t)t->n_points, sizeof(*t->points), point_order);
            if (t->n_quotes)
                qsort(t->quotes, (size_t)t->n_quotes, sizeof(*t->quotes), quote_order);
        }
    d->words = f->words;
    if (!f->plan->wish->points_only)
        d->words += fit_top_words(d) - f->base - (f->quotes ? f->mention : 0);
}
