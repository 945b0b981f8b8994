#include <stdlib.h>
#include <string.h>

#include "segment/edges.h"

/*
 * What belongs to no conversation: a cold open of clips, the host alone before the
 * first guest and after the last, advertisements.
 */
struct piece {
    enum smz_segment_kind kind;
    int from, to; /* sentences */
};

static int words_in(const struct smz_text *text, int from, int to)
{
    int words = 0;

    for (int i = from; i < to; i++)
        words += text->sentences[i].words;
    return words;
}

static void weigh_sentence(const struct outliner *o, int i, double sums[CUE_LISTS])
{
    const struct smz_sentence *s = &o->text->sentences[i];
    struct cue_head head;

    cue_head_make(o->text, o->t->turns[s->turn].text, s->first_token,
                  s->first_token + s->n_tokens, CUE_HEAD, &head);
    cues_weigh_all(o->cues, &head, sums);
}

/* ---- the cold open ---- */

enum { GRAM = 6, MOST_TEASER = 40 }; /* words that recur; sentences that are looked at */

static uint64_t gram_at(const struct smz_text *text, uint32_t token)
{
    uint64_t h = 14695981039346656037u;

    for (uint32_t i = token; i < token + GRAM; i++)
        h = (h ^ text->tokens[i].term) * 1099511628211u;
    return h;
}

enum { PAIRS = 1 << 13 };

/* Of the first two words of a gram: most grams of the talk begin like none of a teaser.
 */
static size_t pair_at(const struct smz_text *text, uint32_t token)
{
    const struct smz_token *t = &text->tokens[token];

    return (t[0].term * 31 + t[1].term) % PAIRS;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/*
 * Clips are said again: the sentences from the first on of which most words recur
 * later, run of GRAM by run, once or twice (more often is a manner of speaking).
 * Returns how many.
 */
static int find_teaser(struct outliner *o)
{
    const struct smz_text *text = o->text;
    int n = text->n_sentences < MOST_TEASER ? text->n_sentences : MOST_TEASER;
    uint32_t end = outline_first_token(text, n), grams = end > GRAM ? end - GRAM : 0;
    uint64_t *sorted = SMZ_NEW(o->run, uint64_t, grams + 1);
    int *again = SMZ_NEW(o->run, int, grams + 1);
    bool pairs[PAIRS] = {false};
    int last = 0, heard = 0, all = 0, words;

    for (uint32_t i = 0; i < grams; i++) {
        sorted[i] = gram_at(text, i);
        pairs[pair_at(text, i)] = true;
    }
    qsort(sorted, grams, sizeof(*sorted), by_hash);
    for (uint32_t i = end; grams && i + GRAM <= text->n_tokens; i++) {
        uint64_t h, *found = NULL;

        if (!pairs[pair_at(text, i)])
            continue;
        h = gram_at(text, i);
        found = bsearch(&h, sorted, grams, sizeof(*sorted), by_hash);
        if (found)
            again[found - sorted]++;
    }
    for (int i = 0; i < n; i++) {
        const struct smz_sentence *s = &text->sentences[i];
        int here = 0, runs = 0;

        for (uint32_t t = s->first_token; t + GRAM <= s->first_token + s->n_tokens; t++) {
            uint64_t h = gram_at(text, t);
            uint64_t *found =
                t < grams ? bsearch(&h, sorted, grams, sizeof(*sorted), by_hash) : NULL;

            runs++;
            here += found && again[found - sorted] && again[found - sorted] <= 2;
        }
        heard += here;
        all += runs;
        if (runs && here * 2 < runs && i > last + 2)
            break;
        if (runs && here * 3 >= runs * 2 && heard * 3 >= all * 2)
            last = i + 1;
    }
    words = words_in(text, 0, last);
    return heard >= 8 && words >= 20 && words * 10 < (int)o->t->words ? last : 0;
}

/* ---- before the first conversation and after the last ---- */

static bool is_of(const struct smz_segment *s, int person)
{
    for (int i = 0; i < s->n_people; i++)
        if (s->people[i] == person)
            return true;
    return false;
}

static bool says_a_name(const struct outliner *o, const struct smz_segment *s,
                        int sentence)
{
    smz_str said = smz_sentence_str(o->text, sentence);

    for (int i = 0; i < s->n_people; i++) {
        smz_str name = o->people[s->people[i]].name, word;

        while (smz_str_word(&name, &word))
            if (word.len > 2 && smz_str_find_nocase(said, word) >= 0)
                return true;
    }
    return false;
}

/*
 * The host alone before the first guest: up to the sentence that first names the
 * guest, and a lead-in before it. Returns its end, or `from` where there is none.
 */
static int find_preamble(const struct outliner *o, const struct smz_segment *s, int from)
{
    enum { LEAST = 150 }; /* words */
    int guest = from;

    while (guest < s->end_sentence &&
           !is_of(s, o->person_of[o->text->sentences[guest].turn]))
        guest++;
    if (guest == s->end_sentence)
        return from;
    for (int i = from; i < guest; i++) {
        double sums[CUE_LISTS];

        weigh_sentence(o, i, sums);
        if (!says_a_name(o, s, i) && sums[CUE_MEET] <= 0)
            continue;
        return words_in(o->text, from, i) >= LEAST ? i : from;
    }
    return from;
}

/* The host alone after the last guest: from the turn after the guest's last. */
static int find_outro(const struct outliner *o, const struct smz_segment *s, int from)
{
    enum { LEAST = 60 }; /* words */
    int i = s->end_sentence;

    while (i > from && !is_of(s, o->person_of[o->text->sentences[i - 1].turn]))
        i--;
    if (i <= from || words_in(o->text, i, s->end_sentence) < LEAST ||
        words_in(o->text, i, s->end_sentence) * 4 > words_in(o->text, from, i))
        return s->end_sentence;
    return i;
}

/* ---- advertisements ---- */

/*
 * From a sentence that names who pays, as long as sentences of the same voice go on
 * selling: at most three that do not stand between two that do.
 */
static int find_ad_end(const struct outliner *o, int from)
{
    enum { MOST = 400, GAP = 3 }; /* words, sentences */
    int turn = o->text->sentences[from].turn, end = from + 1, words = 0;
    double score = 0;

    for (int i = from; i < o->text->n_sentences && i <= end + GAP && words < MOST; i++) {
        double sums[CUE_LISTS];

        if (o->person_of[o->text->sentences[i].turn] != o->person_of[turn])
            break;
        weigh_sentence(o, i, sums);
        words += o->text->sentences[i].words;
        score += sums[CUE_AD];
        if (sums[CUE_AD] > 0)
            end = i + 1;
    }
    return score >= 4 ? end : from;
}

/* Whether what stands between two advertisements belongs to them: a few words of whoever
 * reads them. */
static bool is_of_ads(const struct outliner *o, int from, int to)
{
    enum { MOST = 80 };
    const int *who = o->person_of;
    const struct smz_sentence *s = o->text->sentences;

    for (int i = from; i < to; i++)
        if (who[s[i].turn] != who[s[from - 1].turn])
            return false;
    return words_in(o->text, from, to) <= MOST;
}

static int find_ads(struct outliner *o, struct piece *pieces, int from)
{
    int n = 0;

    for (int i = from; i < o->text->n_sentences;) {
        double sums[CUE_LISTS];
        int end = i;

        weigh_sentence(o, i, sums);
        if (sums[CUE_AD] >= 2)
            end = find_ad_end(o, i);
        if (end > i && n && is_of_ads(o, pieces[n - 1].to, i))
            pieces[n - 1].to = end;
        else if (end > i)
            pieces[n++] = (struct piece){SMZ_SEGMENT_AD, i, end};
        i = end > i ? end : i + 1;
    }
    return n;
}

/* ---- putting them in ---- */

/* Cuts pieces, in order and apart, out of the segments. */
static void cut_out(struct outliner *o, const struct piece *pieces, int n)
{
    struct smz_segment *old = o->segments.at;
    size_t n_old = o->segments.len;

    o->segments.at = NULL;
    o->segments.len = o->segments.cap = 0;
    for (size_t i = 0; i < n_old; i++) {
        struct smz_segment s = old[i];

        while (n && pieces->from < s.end_sentence) {
            struct smz_segment rest = s, cut = {.kind = pieces->kind};

            s.end_sentence = pieces->from;
            if (s.end_sentence > s.first_sentence)
                SMZ_PUSH(o->run, o->segments, s);
            cut.first_sentence = pieces->from;
            cut.end_sentence = pieces->to;
            SMZ_PUSH(o->run, o->segments, cut);
            s = rest;
            s.first_sentence = pieces->to;
            /* A piece may reach into the segments that follow. */
            while (s.first_sentence >= s.end_sentence && i + 1 < n_old) {
                s = old[++i];
                if (s.first_sentence < pieces->to)
                    s.first_sentence = pieces->to;
            }
            pieces++;
            n--;
        }
        if (s.end_sentence > s.first_sentence)
            SMZ_PUSH(o->run, o->segments, s);
    }
}

void outline_edges(struct outliner *o)
{
    struct piece *pieces = SMZ_NEW(o->run, struct piece, o->text->n_sentences + 3);
    const struct smz_segment *first, *last;
    int n = 0, at = find_teaser(o), outro;

    if (at == o->text->n_sentences)
        return;
    if (at)
        pieces[n++] = (struct piece){SMZ_SEGMENT_TEASER, 0, at};
    first = &o->segments.at[0];
    last = &o->segments.at[o->segments.len - 1];
    if (first->kind == SMZ_SEGMENT_GUEST && at < first->end_sentence) {
        int end = find_preamble(o, first, at);

        if (end > at)
            pieces[n++] = (struct piece){SMZ_SEGMENT_PREAMBLE, at, end};
        at = end;
    }
    outro =
        last->kind == SMZ_SEGMENT_GUEST
            ? find_outro(o, last, at > last->first_sentence ? at : last->first_sentence)
            : last->end_sentence;
    n += find_ads(o, pieces + n, at);
    while (n && pieces[n - 1].kind == SMZ_SEGMENT_AD && pieces[n - 1].to > outro)
        outro = pieces[n - 1].to;
    if (outro < last->end_sentence)
        pieces[n++] = (struct piece){SMZ_SEGMENT_OUTRO, outro, last->end_sentence};
    cut_out(o, pieces, n);
}
