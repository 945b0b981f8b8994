/* How much of the talk the answers rest on. */
#include <stdlib.h>

#include "verify/check.h"

enum {
    MARGIN_SENTENCES = 3,          /* beside what is cited */
    LONG_SILENCE = 10 * 60 * 1000, /* ms that nothing cites: worth a remark */
};
#define LONG_SHARE 0.05 /* of the words, where there are no times */

static void mark(bool *cited, int n, int first, int end)
{
    first = first > MARGIN_SENTENCES ? first - MARGIN_SENTENCES : 0;
    end = end + MARGIN_SENTENCES < n ? end + MARGIN_SENTENCES : n;
    for (int i = first; i < end; i++)
        cited[i] = true;
}

/* A topic rests on what lies between the first and the last place that it cites. */
static void mark_topic(bool *cited, int n, const struct smz_told *told)
{
    int first = n, last = -1;

    for (int i = 0; i < told->n_points + told->n_quotes; i++) {
        int s = i < told->n_points ? told->points[i].sentence
                                   : told->quotes[i - told->n_points].sentence;

        if (s < 0)
            continue;
        first = s < first ? s : first;
        last = s > last ? s : last;
    }
    if (last >= 0)
        mark(cited, n, first, last + 1);
}

static bool *find_cited(const struct smz_answers *answers, int n, struct smz_arena *arena)
{
    bool *cited = SMZ_NEW(arena, bool, n + 1);

    for (int i = 0; i < answers->n; i++)
        for (int k = 0; k < answers->at[i].n_topics; k++)
            mark_topic(cited, n, &answers->at[i].topics[k]);
    return cited;
}

/* Advertisements, and what the plan gives no words, need not be cited. */
static void mark_left_out(const struct smz_plan *plan, bool *cited)
{
    for (int i = 0; i < plan->outline->n_segments; i++) {
        const struct smz_segment *s = &plan->outline->segments[i];

        if (s->kind == SMZ_SEGMENT_AD ||
            (plan->segment_words && plan->segment_words[i] == 0))
            for (int k = s->first_sentence; k < s->end_sentence; k++)
                cited[k] = true;
    }
}

static bool is_long(const struct smz_text *text, int first, int end, size_t words,
                    size_t all)
{
    smz_ms from = smz_sentence_time(text, first);
    smz_ms to =
        end < text->n_sentences ? smz_sentence_time(text, end) : text->transcript->end;

    return (double)words > LONG_SHARE * (double)all ||
           (from != SMZ_MS_NONE && to != SMZ_MS_NONE && to - from > LONG_SILENCE);
}

static void find_gaps(struct smz_check *c, const bool *cited, size_t all)
{
    const struct smz_text *text = c->index->text;

    for (int i = 0; i < text->n_sentences;) {
        size_t words = 0;
        int first = i;

        while (i < text->n_sentences && !cited[i])
            words += text->sentences[i++].words;
        if (i > first && is_long(text, first, i, words, all)) {
            struct smz_gap gap = {first, i, words};

            SMZ_PUSH(c->run, c->out->gaps, gap);
            smz_remark(c, "nothing cites %zu words, from \"%.*s\"", words,
                       SMZ_ARG(smz_short(smz_sentence_str(text, first))));
        }
        i = i > first ? i : i + 1;
    }
}

void smz_check_coverage(struct smz_check *c, const struct smz_answers *answers)
{
    const struct smz_text *text = c->index->text;
    size_t all = 0, said = 0, sum[10] = {0}, with[10] = {0};
    bool *cited = find_cited(answers, text->n_sentences, c->index->arena);

    mark_left_out(c->plan, cited);
    for (int i = 0; i < text->n_sentences; i++)
        all += text->sentences[i].words;
    for (int i = 0; i < text->n_sentences; i++) {
        size_t tenth = said * 10 / all, words = text->sentences[i].words;

        sum[tenth < 10 ? tenth : 9] += words;
        with[tenth < 10 ? tenth : 9] += cited[i] ? words : 0;
        said += words;
    }
    for (int i = 0; i < 10; i++) {
        c->out->covered_tenth[i] = sum[i] ? (double)with[i] / (double)sum[i] : 1;
        c->out->covered += all ? (double)with[i] / (double)all : 0;
    }
    find_gaps(c, cited, all);
}
