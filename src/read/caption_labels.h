/*
 * Which of the strings before colons in captions are labels: decided from the whole
 * file, because "Remember: it is late" has the form of one.
 */
#ifndef SMZ_READ_CAPTION_LABELS_H
#define SMZ_READ_CAPTION_LABELS_H

#include "read/format.h"

struct caption_label; /* a candidate, how often and in which form */

struct caption_labels {
    struct smz_arena *arena;
    struct caption_label *places; /* open addressing, n_places is a power of two */
    size_t n_places, n_seen;
    size_t cues, with, loose; /* cues in all; with a candidate; with one by its colon */
    size_t boxed;             /* lines with a name in brackets before them */
    bool opens;               /* the first cue has one */
    bool every, dense, recurring, boxes;
};

void caption_labels_init(struct caption_labels *labels, struct smz_arena *arena);

/*
 * What a label would end with: the bytes up to the first colon that white space
 * follows, or through a bracket. 0 where nothing can be a label.
 */
size_t caption_labels_at(smz_str line);
/*
 * Looks at a line, which counts if its first `n` bytes, by the function above, are a
 * candidate: gives that, or empty. `first`: it is the first line of a cue.
 */
smz_str caption_labels_count(struct caption_labels *labels, smz_str line, size_t n,
                             bool first);
/* All lines were counted: from now on labels can be taken. */
void caption_labels_decide(struct caption_labels *labels);
/* How many times believed labels were counted. */
size_t caption_labels_believed(const struct caption_labels *labels);
/* The label that a line begins with: bytes up to the text behind it, or 0. */
size_t caption_labels_take(const struct caption_labels *labels, smz_str line,
                           smz_str *label);

#endif
