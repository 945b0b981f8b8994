/* Inside PLAN: cutting segments into chunks. */
#ifndef SMZ_PLAN_CHUNKS_H
#define SMZ_PLAN_CHUNKS_H

#include "summarize/plan.h"

static inline int plan_clamp(int v, int lo, int hi)
{
    return v < lo ? lo : v > hi ? hi : v;
}

struct plan_chunks {
    SMZ_VEC(struct smz_chunk) list;
};

/*
 * Cuts sentences [from, to) of `segment` (-1: of the whole transcript) into chunks
 * of about equal size and at most `budget` tokens each, at topic borders where one
 * is near, else between turns, else between sentences. A sentence over the budget
 * is a chunk of its own. `tokens` holds the estimate of each sentence.
 */
void plan_cut(const struct smz_outline *outline, const int *tokens, int segment, int from,
              int to, int budget, struct smz_arena *run, struct plan_chunks *out);

#endif
