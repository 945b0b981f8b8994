/* How much of the talk the answers rest on. */
#include <math.h>

#include "base/buf.h"
#include "verify/check.h"

enum {
    MARGIN_SENTENCES = 3,          /* beside what is cited */
    LONG_SILENCE = 10 * 60 * 1000, /* ms that nothing cites: worth a remark */
    TOPIC_WORDS = 80,              /* of a digest, that a gap deserves: worth a warning */
};
#define LONG_SHARE 0.05 /* of the words, where there are no times */

static void mark(bool *cited, int n, int first, int end)
{
    first = first > MARGIN_SENTENCES ? first - MARGIN_SENTENCES : 0;
    end = end + MARGIN_SENTENCES < n ? end + MARGIN_SENTENCES : n;
    for (int i = first; i < end; i++)
        cited[i] = true;
}

/*
 * A topic rests on what lies between the first and the last place that it cites; prose
 * that tells something of its own, on all of the stretch that its engine gave.
 */
static void mark_topic(bool *cited, int n, const struct smz_told *told)
{
    bool tells = told->prose.len && told->prose_weight > 0;
    int first = tells ? told->first_sentence : n;
    int last = tells ? told->end_sentence - 1 : -1;

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

static void mark_points(bool *cited, int n, const struct smz_point *points, int n_points)
{
    for (int i = 0; i < n_points; i++)
        if (points[i].sentence >= 0)
            mark(cited, n, points[i].sentence, points[i].sentence + 1);
}

static bool *find_cited(const struct smz_answers *answers, int n, struct smz_arena *arena)
{
    bool *cited = SMZ_NEW(arena, bool, n + 1);

    for (int i = 0; i < answers->n; i++) {
        const struct smz_answer *a = &answers->at[i];

        for (int k = 0; k < a->n_topics; k++)
            mark_topic(cited, n, &a->topics[k]);
        for (int k = 0; k < a->n_themes; k++)
            mark_points(cited, n, a->themes[k].points, a->themes[k].n_points);
        mark_points(cited, n, a->implications, a->n_implications);
    }
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

/* " (00:12:00–00:24:10)", or nothing without times. */
static smz_str span_of(struct smz_check *c, const struct smz_gap *gap)
{
    const struct smz_text *text = c->index->text;
    smz_ms from = smz_sentence_time(text, gap->first_sentence);
    smz_ms to = gap->end_sentence < text->n_sentences
                    ? smz_sentence_time(text, gap->end_sentence)
                    : text->transcript->end;

    if (from == SMZ_MS_NONE || to == SMZ_MS_NONE)
        return (smz_str){NULL, 0};
    return smz_arena_printf(c->run, " (%02d:%02d:%02d–%02d:%02d:%02d)",
                            (int)(from / 3600000), (int)(from / 60000 % 60),
                            (int)(from / 1000 % 60), (int)(to / 3600000),
                            (int)(to / 60000 % 60), (int)(to / 1000 % 60));
}

static void note_gap(struct smz_check *c, struct smz_gap gap, size_t all)
{
    smz_str span = span_of(c, &gap), line;

    gap.deserves = (int)((double)c->plan->words * (double)gap.words / (double)all);
    gap.warn = gap.deserves >= TOPIC_WORDS;
    SMZ_PUSH(c->run, c->out->gaps, gap);
    line = smz_arena_printf(
        c->run, "nothing cites %zu words%.*s, from \"%.*s\"", gap.words, SMZ_ARG(span),
        SMZ_ARG(smz_short(smz_sentence_str(c->index->text, gap.first_sentence))));
    if (gap.warn)
        SMZ_PUSH(c->run, c->out->warnings, line);
    else
        SMZ_PUSH(c->run, c->out->remarks, line);
}

static void find_gaps(struct smz_check *c, const bool *cited, size_t all)
{
    const struct smz_text *text = c->index->text;

    for (int i = 0; i < text->n_sentences;) {
        size_t words = 0;
        int first = i;

        while (i < text->n_sentences && !cited[i])
            words += text->sentences[i++].words;
        if (i > first && is_long(text, first, i, words, all))
            note_gap(c,
                     (struct smz_gap){
                         .first_sentence = first, .end_sentence = i, .words = words},
                     all);
        i = i > first ? i : i + 1;
    }
}

/* ---- shares */

static double share_cited(const struct smz_text *text, const bool *cited, int first,
                          int end)
{
    size_t all = 0, with = 0;

    for (int i = first; i < end; i++) {
        all += text->sentences[i].words;
        with += cited[i] ? text->sentences[i].words : 0;
    }
    return all ? (double)with / (double)all : 1;
}

static void share_tenths(struct smz_check *c, const bool *cited, size_t all)
{
    const struct smz_text *text = c->index->text;
    size_t said = 0;

    for (int i = 0, first = 0, tenth = 0; i < text->n_sentences; i++) {
        said += text->sentences[i].words;
        if (i + 1 < text->n_sentences && said * 10 < all * (size_t)(tenth + 1))
            continue;
        /* A long sentence may be several. */
        for (; tenth < 10 && (said * 10 >= all * (size_t)(tenth + 1)); tenth++)
            c->out->covered_tenth[tenth] = share_cited(text, cited, first, i + 1);
        first = i + 1;
    }
}

static void share_segments(struct smz_check *c, const bool *cited)
{
    const struct smz_outline *o = c->plan->outline;

    c->out->covered_segment = SMZ_NEW(c->run, double, o->n_segments + 1);
    for (int i = 0; i < o->n_segments; i++)
        c->out->covered_segment[i] =
            share_cited(c->index->text, cited, o->segments[i].first_sentence,
                        o->segments[i].end_sentence);
}

/* "coverage: 93 % of the words; by tenth 100 100 80 …; by segment 95 92" */
static void remark_shares(struct smz_check *c)
{
    struct smz_buf line;

    smz_buf_init(&line, 0);
    smz_buf_printf(&line, "coverage: %.0f %% of the words; by tenth",
                   floor(c->out->covered * 100));
    for (int i = 0; i < 10; i++)
        smz_buf_printf(&line, " %.0f", floor(c->out->covered_tenth[i] * 100));
    smz_buf_printf(&line, "; by segment");
    for (int i = 0; i < c->plan->outline->n_segments; i++)
        smz_buf_printf(&line, " %.0f", floor(c->out->covered_segment[i] * 100));
    smz_remark(c, "%.*s", SMZ_ARG(smz_buf_str(&line)));
    smz_buf_release(&line);
}

void smz_check_coverage(struct smz_check *c, const struct smz_answers *answers)
{
    const struct smz_text *text = c->index->text;
    bool *cited = find_cited(answers, text->n_sentences, c->index->arena);
    size_t all = 0;

    mark_left_out(c->plan, cited);
    for (int i = 0; i < text->n_sentences; i++)
        all += text->sentences[i].words;
    c->out->covered = share_cited(text, cited, 0, text->n_sentences);
    share_tenths(c, cited, all);
    share_segments(c, cited);
    remark_shares(c);
    find_gaps(c, cited, all);
}
