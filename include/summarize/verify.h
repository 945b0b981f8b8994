/*
 * VERIFY: answers -> answers that can be trusted. What the transcript does not bear
 * out is corrected from it or dropped, and counted.
 */
#ifndef SUMMARIZE_VERIFY_H
#define SUMMARIZE_VERIFY_H

#include "summarize/engine.h"

/* Sentences [first_sentence, end_sentence) that nothing cites, and their words. */
struct smz_gap {
    int first_sentence, end_sentence;
    size_t words;
    int deserves; /* words of the digest */
    bool warn;    /* enough for a topic */
};

/* What was found, for --verbose and the JSON. */
struct smz_checks {
    int quotes, quotes_exact, quotes_corrected, quotes_dropped;
    int points, points_recited, points_dropped;
    int claims_unsupported;   /* numbers, years and names that no cited turn has */
    double covered;           /* 0..1: words near what topics cite, of all words */
    double covered_tenth[10]; /* the same for each tenth of the talk */
    double *covered_segment;  /* and for each segment of the outline */
    SMZ_VEC(struct smz_gap)
    gaps; /* of over ten minutes, or 5 % of the words */
    SMZ_VEC(smz_str)
    remarks; /* one line each: what was checked, corrected, dropped, why */
    SMZ_VEC(smz_str)
    warnings; /* the same of gaps that a digest of this length would have room for */
};

struct smz_index;

/* The words of the talk as answers are looked up in them; made once for several looks.
 * From `run`, which may not be released between two. */
struct smz_index *smz_verify_index(const struct smz_outline *outline,
                                   struct smz_arena *run);

/*
 * Checks and mends answers in place: quotes get the transcript's own words, speaker
 * and time, points their speaker and time; what is not borne out is removed. New
 * text comes from `run`. `index` is that of the plan's outline; NULL: it is made.
 */
void smz_verify(const struct smz_plan *plan, struct smz_index *index,
                struct smz_answers *answers, struct smz_arena *run,
                struct smz_checks *out);

#endif
