/*
 * Word for word by the rarest word's places; else by dynamic programming (fitting
 * alignment with free ends in the transcript and an affine gap for elisions) around
 * where the quote's rare words cluster.
 */
#include "verify/align.h"

#include <math.h>
#include <stdlib.h>

enum {
    MIN_ANYWHERE = 5, /* words of a quote that is looked for outside its turn */
    MIN_ALIGNED = 5,  /* words of one that may differ */
    MAX_ALIGNED = 240,
    MARGIN = 80,       /* words beside a cluster that are looked at */
    WIDE_MARGIN = 300, /* the same for a quote with ellipses */
    MAX_PLACES = 64,   /* of a word that is rare enough to look from */
    RARE_WORDS = 6,
    OPEN_GAP = 6,  /* an elision that the quote does not mark */
    LONG_GAP = 60, /* words that such a one may leave out */
    SHORT_GAP = 4, /* words that are rather put in again */
    NEVER = 1000,
};

static bool same_stretch(const struct smz_index *ix, uint32_t a, uint32_t b)
{
    return ix->stretch_from[smz_place_turn(ix, a)] ==
           ix->stretch_from[smz_place_turn(ix, b)];
}

/* "that has", broken off in "that has not happened" or "that hasn't happened". */
static bool breaks_off_negation(const struct smz_index *ix, uint32_t to)
{
    const struct smz_place *p = &ix->places.at[to];

    return to < ix->places.len && p[0].sentence == p[-1].sentence && !p->breaks &&
           smz_index_word(ix, p)->flags & SMZ_WORD_NEGATION &&
           smz_index_word(ix, p - 1)->flags & SMZ_WORD_STOP;
}

/* ---- word for word */

static bool stands_at(const struct smz_index *ix, const smz_places *quote, size_t from)
{
    if (from + quote->len > ix->places.len)
        return false;
    for (size_t i = 0; i < quote->len; i++)
        if (ix->places.at[from + i].word != quote->at[i].word)
            return false;
    return !breaks_off_negation(ix, (uint32_t)(from + quote->len)) &&
           same_stretch(ix, (uint32_t)from, (uint32_t)(from + quote->len - 1));
}

static bool find_exact(const struct smz_index *ix, const smz_places *quote, int turn,
                       struct smz_match *out)
{
    size_t rare = 0;
    const struct smz_index_word *w;
    uint32_t best = SMZ_NOWHERE, best_far = UINT32_MAX, from = 0, to = 0;

    for (size_t i = 1; i < quote->len; i++)
        if (smz_index_word(ix, &quote->at[i])->count <
            smz_index_word(ix, &quote->at[rare])->count)
            rare = i;
    if (turn >= 0) {
        from = smz_turn_from(ix, turn);
        to = smz_turn_to(ix, turn);
    }
    w = smz_index_word(ix, &quote->at[rare]);
    for (uint32_t k = 0; k < w->count; k++) {
        uint32_t place = ix->by_word[w->first + k], start, far;

        if (place < rare)
            continue;
        start = place - (uint32_t)rare;
        far = turn < 0       ? 0
              : start < from ? from - start
              : start >= to  ? start - to + 1
                             : 0;
        if (far >= best_far || !stands_at(ix, quote, start))
            continue;
        best = start;
        best_far = far;
    }
    if (best == SMZ_NOWHERE || ((best_far || turn < 0) && quote->len < MIN_ANYWHERE))
        return false;
    *out = (struct smz_match){.n = 1, .exact = true};
    out->spans[0] = (struct smz_span){best, best + (uint32_t)quote->len, false};
    return true;
}

/* ---- where to look */

static int by_place(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

typedef SMZ_VEC(uint32_t) places_list;

/* The places of the quote's rarest words, ascending. */
static places_list rare_places(const struct smz_index *ix, const smz_places *quote,
                               struct smz_arena *job)
{
    places_list list = {0};
    uint32_t floor = 0;

    for (int taken = 0; taken < RARE_WORDS;) {
        uint32_t next = MAX_PLACES + 1;

        for (size_t i = 0; i < quote->len; i++) {
            uint32_t n = smz_index_word(ix, &quote->at[i])->count;

            if (n > floor && n < next)
                next = n;
        }
        if (next > MAX_PLACES)
            break;
        for (size_t i = 0; i < quote->len; i++) {
            const struct smz_index_word *w = smz_index_word(ix, &quote->at[i]);

            if (w->count != next)
                continue;
            for (uint32_t k = 0; k < w->count; k++)
                SMZ_PUSH(job, list, ix->by_word[w->first + k]);
            taken++;
        }
        floor = next;
    }
    if (list.len)
        qsort(list.at, list.len, sizeof(*list.at), by_place);
    return list;
}

/* The stretch of places, within one person's, with most hits on `width` words; only in
 * [from, to). */
static bool find_cluster(const struct smz_index *ix, const places_list *hits,
                         uint32_t width, uint32_t from, uint32_t to, struct smz_span *out)
{
    size_t most = 0;

    for (size_t i = 0, k = 0; i < hits->len; i++) {
        if (hits->at[i] < from)
            continue;
        if (hits->at[i] >= to)
            break;
        if (k < i)
            k = i;
        while (k < hits->len && hits->at[k] < to && hits->at[k] - hits->at[i] <= width &&
               same_stretch(ix, hits->at[i], hits->at[k]))
            k++;
        if (k - i > most) {
            most = k - i;
            *out = (struct smz_span){hits->at[i], hits->at[k - 1], false};
        }
    }
    return most > 0;
}

/* ---- alignment */

enum step { NONE, MATCH, MATCH_GAP, SKIP, EXTRA, OPEN, STAY };

struct cell {
    uint16_t on, off;     /* least cost: in alignment; within an elision */
    uint8_t how, off_how; /* enum step */
};

struct grid {
    const struct smz_index *ix;
    const smz_places *quote;
    const bool *gap;
    struct smz_span window;
    size_t m, n;
    unsigned budget; /* what costs more is given up */
    uint16_t *skip;  /* cost of leaving out each place of the window */
    struct cell *at; /* (m + 1) rows of n + 1 */
};

static struct cell *cell(const struct grid *g, size_t i, size_t j)
{
    return &g->at[i * (g->n + 1) + j];
}

static const struct smz_index_word *there(const struct grid *g, size_t j)
{
    return smz_index_word(g->ix, &g->ix->places.at[g->window.from + j]);
}

/* "we have, we have". Not "didn't say not to": a negation only with what is beside it. */
static bool is_said_twice(const struct grid *g, size_t j)
{
    const struct smz_place *p = &g->ix->places.at[g->window.from + j];
    unsigned flags = there(g, j)->flags;

    if (j + 2 >= g->n || p[0].word != p[2].word || flags & SMZ_WORD_NUMBER)
        return false;
    return !(flags & SMZ_WORD_NEGATION) || (j + 3 < g->n && p[1].word == p[3].word) ||
           (j > 0 && p[-1].word == p[1].word);
}

static uint16_t skip_cost(const struct grid *g, size_t j)
{
    const struct smz_place *p = &g->ix->places.at[g->window.from + j];
    unsigned flags = there(g, j)->flags;

    if ((j + 1 < g->n && p[0].word == p[1].word) || is_said_twice(g, j))
        return 1;
    if (flags & (SMZ_WORD_NEGATION | SMZ_WORD_NUMBER))
        return NEVER;
    return flags & SMZ_WORD_FILLER ? 1 : flags & SMZ_WORD_LIGHT ? 2 : NEVER;
}

/* Makes "you know" and the like as cheap to leave out as other fillers. */
static void mark_phrases(const struct grid *g)
{
    const struct smz_index *ix = g->ix;

    for (size_t k = 0; k < ix->fillers.len; k++) {
        const smz_places *phrase = &ix->fillers.at[k];

        for (size_t j = 0; phrase->len && j + phrase->len <= g->n; j++) {
            size_t i = 0;

            while (i < phrase->len &&
                   ix->places.at[g->window.from + j + i].word == phrase->at[i].word)
                i++;
            for (size_t x = 0; i == phrase->len && x < i; x++)
                g->skip[j + x] = 1;
        }
    }
}

/* "dam" of "the dam's broken": what is behind the apostrophe is a light word. */
static bool is_contraction(const struct smz_index_word *shorter,
                           const struct smz_index_word *longer)
{
    return longer->folded.len > shorter->folded.len + 1 &&
           longer->folded.len <= shorter->folded.len + 3 &&
           smz_str_starts(longer->folded, shorter->folded) &&
           longer->folded.ptr[shorter->folded.len] == '\'' &&
           !((shorter->flags | longer->flags) & SMZ_WORD_NEGATION);
}

/* "work" and "worked". Not "import" and "important". */
static bool is_inflection(const struct smz_index_word *a, const struct smz_index_word *b)
{
    size_t min = a->folded.len < b->folded.len ? a->folded.len : b->folded.len;
    size_t max = a->folded.len > b->folded.len ? a->folded.len : b->folded.len, same = 0;

    while (same < min && a->folded.ptr[same] == b->folded.ptr[same])
        same++;
    return a->stem == b->stem && max - min <= 3 && same >= 3 && same + 2 >= min &&
           max - same <= 3;
}

static uint16_t match_cost(const struct grid *g, size_t i, size_t j)
{
    const struct smz_place *q = &g->quote->at[i];
    const struct smz_index_word *a = smz_index_word(g->ix, q), *b = there(g, j);
    unsigned either = a->flags | b->flags;

    if (a == b)
        return 0;
    if (either & SMZ_WORD_NUMBER) {
        double x = smz_word_number(g->ix, q->word);
        double y = smz_word_number(g->ix, g->ix->places.at[g->window.from + j].word);

        return !isnan(x) && x == y ? 0 : NEVER;
    }
    if (either & SMZ_WORD_NEGATION)
        return NEVER;
    if (is_contraction(a, b) || is_contraction(b, a))
        return 1;
    if (is_inflection(a, b))
        return 2;
    return (a->flags & SMZ_WORD_LIGHT) && (b->flags & SMZ_WORD_LIGHT) ? 3 : NEVER;
}

static uint16_t extra_cost(const struct grid *g, size_t i)
{
    unsigned flags = smz_index_word(g->ix, &g->quote->at[i])->flags;

    if (i == 0 || i + 1 == g->m || (flags & (SMZ_WORD_NEGATION | SMZ_WORD_NUMBER)))
        return NEVER;
    return flags & (SMZ_WORD_FILLER | SMZ_WORD_LIGHT) ? 2 : NEVER;
}

static void take(const struct grid *g, uint16_t *cost, uint8_t *how, unsigned with,
                 enum step step)
{
    if (with < *cost && with <= g->budget) {
        *cost = (uint16_t)with;
        *how = (uint8_t)step;
    }
}

static void fill_cell(const struct grid *g, size_t i, size_t j)
{
    struct cell *c = cell(g, i, j);

    *c = (struct cell){i ? NEVER : 0, NEVER, NONE, NONE};
    if (i == 0)
        return;
    if (j > 0) {
        const struct cell *diagonal = cell(g, i - 1, j - 1), *left = cell(g, i, j - 1);
        bool alive = diagonal->on < NEVER || diagonal->off < NEVER;
        unsigned cost = alive ? match_cost(g, i - 1, j - 1) : NEVER;

        if (cost < NEVER) {
            take(g, &c->on, &c->how, diagonal->on + cost, MATCH);
            if (cost == 0)
                take(g, &c->on, &c->how, diagonal->off, MATCH_GAP);
        }
        if (i < g->m) {
            unsigned open = g->gap[i] ? 0 : OPEN_GAP;

            take(g, &c->on, &c->how, (unsigned)left->on + g->skip[j - 1], SKIP);
            take(g, &c->off, &c->off_how, left->on + open, OPEN);
            take(g, &c->off, &c->off_how, left->off, STAY);
        }
    }
    take(g, &c->on, &c->how, (unsigned)cell(g, i - 1, j)->on + extra_cost(g, i - 1),
         EXTRA);
}

/* ---- what an alignment may not do */

/* Whether a negation stands among places [from, to). */
static bool has_negation(const struct smz_index *ix, uint32_t from, uint32_t to)
{
    for (uint32_t p = from; p < to; p++)
        if (smz_index_word(ix, &ix->places.at[p])->flags & SMZ_WORD_NEGATION)
            return true;
    return false;
}

/*
 * An elision may not take away what turns the sentence around: no negation in the rest
 * of the sentence that is broken off, nor in the beginning of the one taken up.
 */
static bool is_fair_gap(const struct smz_index *ix, struct smz_span a, struct smz_span b)
{
    uint32_t end = ix->sentence_place[ix->places.at[a.to - 1].sentence + 1];
    uint32_t begin = ix->sentence_place[ix->places.at[b.from].sentence];

    return !has_negation(ix, a.to, end < b.from ? end : b.from) &&
           !has_negation(ix, begin > a.to ? begin : a.to, b.from);
}

/* How an alignment went. */
struct path {
    int slips;   /* words that differ */
    int content; /* words of content that do not */
};

/* Follows the steps back from cell (m, j). False: it has too many elisions, or one that
 * stands for other words. */
static bool trace(const struct grid *g, size_t j, struct smz_match *out,
                  struct path *path)
{
    struct smz_span spans[SMZ_MAX_SPANS];
    size_t i = g->m;
    int n = 0;

    *path = (struct path){0, 0};
    spans[0].to = g->window.from + (uint32_t)j;
    while (i > 0) {
        const struct cell *c = cell(g, i, j);
        bool same;

        if (c->how == SKIP) {
            j--;
            continue;
        }
        i--;
        if (c->how == EXTRA)
            continue;
        j--;
        same = match_cost(g, i, j) == 0;
        path->slips += !same;
        path->content += same && !(there(g, j)->flags & SMZ_WORD_STOP);
        spans[n].from = g->window.from + (uint32_t)j;
        spans[n].marked = g->gap[i];
        if (c->how != MATCH_GAP)
            continue;
        while (cell(g, i, j)->off_how == STAY)
            j--;
        j--;
        /* A word of the quote's own in place of those left out: one was altered. */
        if (++n == SMZ_MAX_SPANS || (!g->gap[i] && cell(g, i, j)->how == EXTRA))
            return false;
        spans[n].to = g->window.from + (uint32_t)j;
    }
    *out = (struct smz_match){.n = n + 1};
    for (int k = 0; k <= n; k++)
        out->spans[k] = spans[n - k];
    return true;
}

/* Puts in again a few words that were left out without a mark. */
static void close_gaps(struct smz_match *match)
{
    int n = 0;

    for (int k = 1; k < match->n; k++) {
        struct smz_span next = match->spans[k];

        if (!next.marked && next.from - match->spans[n].to <= SHORT_GAP)
            match->spans[n].to = next.to;
        else
            match->spans[++n] = next;
    }
    match->n = n + 1;
}

/* Whether two spans are of one sentence, or the one ends and the other begins one. */
static bool joins_sentences(const struct smz_index *ix, struct smz_span a,
                            struct smz_span b)
{
    uint32_t before = ix->places.at[a.to - 1].sentence,
             after = ix->places.at[b.from].sentence;

    return before == after || (a.to == ix->sentence_place[before + 1] &&
                               b.from == ix->sentence_place[after]);
}

/*
 * An elision that is not marked needs more on both sides, may not be long, nor make one
 * sentence of the halves of two.
 */
static bool is_sound_gap(const struct smz_index *ix, struct smz_span a, struct smz_span b)
{
    uint32_t least = b.marked ? 1 : MIN_ALIGNED;

    return a.to - a.from >= least && b.to - b.from >= least &&
           (b.marked || (b.from - a.to <= LONG_GAP && joins_sentences(ix, a, b)));
}

/* Whether a span is one word as it is written: "don't" is two places, but one word. */
static bool is_one_word(const struct smz_index *ix, struct smz_span span)
{
    const struct smz_place *first = &ix->places.at[span.from];
    const struct smz_place *last = &ix->places.at[span.to - 1];

    return first->sentence == last->sentence && first->at == last->at;
}

static bool is_fair(const struct grid *g, struct smz_match *match,
                    const struct path *path)
{
    if (path->slips > 1 + (int)g->m / 8 || path->content < 2 ||
        breaks_off_negation(g->ix, match->spans[match->n - 1].to))
        return false;
    for (int k = 0; k < match->n; k++)
        if (is_one_word(g->ix, match->spans[k]))
            return false;
    for (int k = 0; k + 1 < match->n; k++)
        if (!is_fair_gap(g->ix, match->spans[k], match->spans[k + 1]))
            return false;
    close_gaps(match);
    for (int k = 0; k + 1 < match->n; k++)
        if (!is_sound_gap(g->ix, match->spans[k], match->spans[k + 1]))
            return false;
    return true;
}

static bool align(const struct smz_index *ix, const smz_places *quote, const bool *gap,
                  struct smz_span window, struct smz_arena *job, struct smz_match *out)
{
    struct grid g = {.ix = ix,
                     .quote = quote,
                     .gap = gap,
                     .window = window,
                     .m = quote->len,
                     .n = window.to - window.from};
    size_t best = 0;
    struct path path;

    g.budget = 3 + (unsigned)g.m / 4;
    g.skip = SMZ_NEW(job, uint16_t, g.n + 1);
    g.at = SMZ_NEW(job, struct cell, (g.m + 1) * (g.n + 1));
    for (size_t j = 0; j < g.n; j++)
        g.skip[j] = skip_cost(&g, j);
    mark_phrases(&g);
    for (size_t i = 0; i <= g.m; i++)
        for (size_t j = 0; j <= g.n; j++)
            fill_cell(&g, i, j);
    for (size_t j = 1; j <= g.n; j++)
        if (cell(&g, g.m, j)->on < cell(&g, g.m, best)->on)
            best = j;
    return cell(&g, g.m, best)->on < NEVER && trace(&g, best, out, &path) &&
           is_fair(&g, out, &path);
}

/* The window around a cluster, within the stretch that it is in. */
static struct smz_span window_of(const struct smz_index *ix, struct smz_span cluster,
                                 uint32_t reach)
{
    int turn = smz_place_turn(ix, cluster.from);
    uint32_t from = ix->stretch_from[turn], to = ix->stretch_to[turn];

    if (cluster.from > reach && cluster.from - reach > from)
        from = cluster.from - reach;
    if (cluster.to + reach < to)
        to = cluster.to + reach;
    return (struct smz_span){from, to, false};
}

bool smz_match_find(const struct smz_index *ix, const smz_places *quote, const bool *gap,
                    int turn, struct smz_arena *job, struct smz_match *out)
{
    places_list hits;
    struct smz_span cluster;
    uint32_t len = (uint32_t)quote->len, width = 2 * len + 40, reach = len + MARGIN;

    if (quote->len == 0 || ix->places.len == 0)
        return false;
    if (find_exact(ix, quote, turn, out))
        return true;
    if (quote->len < MIN_ALIGNED || quote->len > MAX_ALIGNED ||
        smz_lang_negates_by_suffix(ix->text->lang))
        return false;
    for (size_t i = 0; i < quote->len; i++)
        if (gap[i])
            reach = len + WIDE_MARGIN;
    hits = rare_places(ix, quote, job);
    if (turn >= 0 &&
        find_cluster(ix, &hits, width, smz_turn_from(ix, turn), smz_turn_to(ix, turn),
                     &cluster) &&
        align(ix, quote, gap, window_of(ix, cluster, reach), job, out))
        return true;
    return find_cluster(ix, &hits, width, 0, (uint32_t)ix->places.len, &cluster) &&
           align(ix, quote, gap, window_of(ix, cluster, reach), job, out);
}
