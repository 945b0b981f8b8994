/*
 * Near duplicates by MinHash (Broder 1997) with banding: two texts meet in a bucket
 * with the likelihood of their likeness, and only then are compared word by word.
 */
#include <stdlib.h>
#include <string.h>

#include "render/inside.h"

enum {
    BANDS = 8,
    ROWS = 2,   /* of a band: texts half alike meet with 90 % */
    CHAIN = 24, /* texts of a bucket that one is compared with */
    LEAST = 4   /* content words; a text of fewer is compared by all its words */
};

struct entry {
    struct smz_told *topic;
    struct smz_point *point; /* or NULL: a quote */
    struct smz_quote *quote;
    struct render_bag said;
    bool dropped;
};

/* Words that both have. */
static int shared(const struct render_bag *a, const struct render_bag *b)
{
    int i = 0, k = 0, both = 0;

    while (i < a->n && k < b->n) {
        uint64_t x = a->words[i], y = b->words[k];

        both += x == y;
        i += x <= y;
        k += y <= x;
    }
    return both;
}

/* Much the same, or one within the other. */
static bool alike(const struct render_bag *a, const struct render_bag *b)
{
    int both = shared(a, b), less = a->n < b->n ? a->n : b->n;

    if (both * 10 >= (a->n + b->n - both) * 7)
        return a->facts == b->facts;
    return both * 100 >= less * 88 && less * 2 > (a->n > b->n ? a->n : b->n) &&
           (a->facts == b->facts || less == both);
}

static uint64_t band_hash(const struct render_bag *e, int band)
{
    uint64_t hash = (uint64_t)band + 1;

    for (int row = 0; row < ROWS; row++) {
        uint64_t seed = render_mix((uint64_t)(band * ROWS + row) + 77),
                 least = UINT64_MAX;

        for (int i = 0; i < e->n; i++) {
            uint64_t h = render_mix(e->words[i] ^ seed);

            least = h < least ? h : least;
        }
        hash = render_mix(hash ^ least);
    }
    return hash;
}

struct bucket {
    uint64_t hash;
    int entry, next; /* next bucket of the chain, or -1 */
};

struct table {
    struct bucket *buckets;
    int *first; /* by hash; -1 */
    size_t mask;
    int n;
};

static void table_init(struct table *t, size_t entries, struct smz_arena *run)
{
    t->mask = 63;
    while (t->mask < entries * BANDS)
        t->mask = t->mask * 2 + 1;
    t->first = SMZ_NEW(run, int, t->mask + 1);
    memset(t->first, 0xff, sizeof(int) * (t->mask + 1));
    t->buckets = SMZ_NEW(run, struct bucket, entries * BANDS);
    t->n = 0;
}

static double weight(const struct entry *e)
{
    return e->point ? e->point->weight : e->quote->weight;
}

/*
 * Which of two goes. Points before points by weight; a quote goes before a point of
 * the same words, unless the point's topic has others.
 */
static struct entry *lesser(struct entry *a, struct entry *b)
{
    if (!a->point != !b->point) {
        struct entry *point = a->point ? a : b, *quote = a->point ? b : a;

        return point->topic->n_points > 3 ? point : quote;
    }
    return weight(b) > weight(a) ? a : b;
}

/* Looks an entry up in its buckets, and puts it there if it stays. */
static void settle(struct entry *entries, int i, struct table *t)
{
    struct entry *e = &entries[i];
    uint64_t hashes[BANDS];

    for (int band = 0; band < BANDS; band++) {
        int steps = 0;

        hashes[band] = band_hash(&e->said, band);
        for (int b = t->first[hashes[band] & t->mask]; b >= 0 && steps < CHAIN;
             b = t->buckets[b].next, steps++) {
            struct entry *other = &entries[t->buckets[b].entry];

            if (t->buckets[b].hash != hashes[band] || other->dropped ||
                !alike(&e->said, &other->said))
                continue;
            lesser(other, e)->dropped = true;
            if (e->dropped)
                return;
        }
    }
    for (int band = 0; band < BANDS; band++) {
        int *first = &t->first[hashes[band] & t->mask];

        t->buckets[t->n] = (struct bucket){hashes[band], i, *first};
        *first = t->n++;
    }
}

static void sweep(struct smz_told *topic, const struct entry *entries, int *at)
{
    int points = 0, quotes = 0;

    for (int i = 0; i < topic->n_points; i++)
        if (!entries[(*at)++].dropped)
            topic->points[points++] = topic->points[i];
    for (int i = 0; i < topic->n_quotes; i++)
        if (!entries[(*at)++].dropped)
            topic->quotes[quotes++] = topic->quotes[i];
    topic->n_points = points;
    topic->n_quotes = quotes;
}

/* Whether most words of content of the shorter are the other's, too. */
static bool echoes(const struct render_bag *a, const struct render_bag *b)
{
    enum { PERCENT = 70 };
    int less = a->n < b->n ? a->n : b->n;

    return less >= LEAST && shared(a, b) * 100 >= less * PERCENT;
}

/* Whether a sentence of a topic's prose echoes a quote. */
static bool is_in_prose(const struct smz_told *t, const struct render_bag *quote,
                        const struct smz_text *of, struct smz_arena *run)
{
    smz_str rest = t->prose;

    while (rest.len) {
        size_t n = smz_next_sentence(of->lang, rest);
        struct render_bag sentence = render_bag(smz_str_sub(rest, 0, n), false, of, run);

        if (echoes(&sentence, quote))
            return true;
        rest = smz_str_skip(rest, n);
    }
    return false;
}

/* A quote beside a point, or in prose, of much the same words says it twice to whoever
 * reads on: one of them goes. `entries` are those of the topic. */
static void drop_echoes(const struct smz_told *t, struct entry *entries,
                        const struct smz_text *of, struct smz_arena *run)
{
    struct entry *quotes = entries + t->n_points;

    for (int q = 0; q < t->n_quotes; q++) {
        quotes[q].dropped = quotes[q].dropped || is_in_prose(t, &quotes[q].said, of, run);
        for (int p = 0; p < t->n_points && !quotes[q].dropped; p++)
            if (!entries[p].dropped && echoes(&entries[p].said, &quotes[q].said))
                lesser(&entries[p], &quotes[q])->dropped = true;
    }
}

void render_merge_points(struct smz_told *topics, int n, const struct smz_text *of,
                         struct smz_arena *run)
{
    struct entry *entries;
    struct table table;
    size_t count = 0;
    int at = 0;

    for (int i = 0; i < n; i++)
        count += (size_t)(topics[i].n_points + topics[i].n_quotes);
    entries = SMZ_NEW(run, struct entry, count);
    table_init(&table, count, run);
    for (int i = 0; i < n; i++) {
        struct smz_told *t = &topics[i];

        for (int k = 0; k < t->n_points + t->n_quotes; k++, at++) {
            struct entry *e = &entries[at];
            smz_str text;

            e->topic = t;
            if (k < t->n_points)
                e->point = &t->points[k];
            else
                e->quote = &t->quotes[k - t->n_points];
            text = e->point ? e->point->text : e->quote->text;
            e->said = render_bag(text, false, of, run);
            if (e->said.n < LEAST)
                e->said = render_bag(text, true, of, run);
            if (e->said.n >= LEAST)
                settle(entries, at, &table);
        }
    }
    at = 0;
    for (int i = 0; i < n; i++) {
        drop_echoes(&topics[i], entries + at, of, run);
        at += topics[i].n_points + topics[i].n_quotes;
    }
    at = 0;
    for (int i = 0; i < n; i++)
        sweep(&topics[i], entries, &at);
}

/* ---- topics */

void render_absorb(struct smz_told *a, const struct smz_told *b, struct smz_arena *run)
{
    a->points = smz_arena_join(run, a->points, a->n_points, b->points, b->n_points,
                               sizeof(*a->points));
    a->n_points += b->n_points;
    a->quotes = smz_arena_join(run, a->quotes, a->n_quotes, b->quotes, b->n_quotes,
                               sizeof(*a->quotes));
    a->n_quotes += b->n_quotes;
    if (a->prose.len && b->prose.len)
        a->prose =
            smz_arena_printf(run, "%.*s %.*s", SMZ_ARG(a->prose), SMZ_ARG(b->prose));
    else if (b->prose.len)
        a->prose = b->prose;
    if (b->end_sentence > a->end_sentence)
        a->end_sentence = b->end_sentence;
}

/* Headings of the same content words, in any order. */
static bool same_heading(const struct render_bag *a, const struct render_bag *b)
{
    return a->n > 0 && a->n == b->n && a->facts == b->facts &&
           memcmp(a->words, b->words, sizeof(*a->words) * (size_t)a->n) == 0;
}

int render_merge_topics(struct smz_told *topics, int n, const struct smz_text *of,
                        struct smz_arena *run)
{
    enum { BACK = 3 }; /* chunks overlap with neighbours, not with what was an hour ago */
    struct render_bag *heads = SMZ_NEW(run, struct render_bag, n);
    int kept = 0;

    for (int i = 0; i < n; i++) {
        struct render_bag head = render_bag(topics[i].heading, false, of, run);
        int into = -1;

        for (int k = kept - 1; k >= 0 && k >= kept - BACK && into < 0; k--)
            if (topics[k].segment == topics[i].segment && same_heading(&head, &heads[k]))
                into = k;
        if (into >= 0) {
            render_absorb(&topics[into], &topics[i], run);
            continue;
        }
        heads[kept] = head;
        topics[kept++] = topics[i];
    }
    return kept;
}
