/* Where a quote stands in the transcript. For the files of src/verify only. */
#ifndef SMZ_VERIFY_ALIGN_H
#define SMZ_VERIFY_ALIGN_H

#include "verify/index.h"

enum { SMZ_MAX_SPANS = 4 };

struct smz_match {
    struct smz_span {
        uint32_t from, to;  /* places */
        bool marked;        /* the quote itself has an ellipsis before it */
    } spans[SMZ_MAX_SPANS]; /* in order, parted by elisions */
    int n;
    bool exact; /* word for word */
};

/*
 * Finds a quote's words in the transcript: word for word, first in `turn` (or -1),
 * then anywhere; else aligned within one person's stretch, where fillers and
 * repetitions may be missing, light words and inflections may differ, and a part may
 * be left out (`gap[i]`: an ellipsis stands before word i). Never over a negation, a
 * number or another word of content. False: it is not there. Scratch memory is `job`.
 */
bool smz_match_find(const struct smz_index *ix, const smz_places *quote, const bool *gap,
                    int turn, struct smz_arena *job, struct smz_match *out);

#endif
