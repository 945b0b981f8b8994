/*
 * Which of the strings before colons in captions are labels: decided from the whole
 * file, because "Remember: it is late" has the form of one.
 */
#ifndef SMZ_READ_LABELS_H
#define SMZ_READ_LABELS_H

#include "read/format.h"

struct read_seen; /* a candidate, how often and in which form */

struct read_labels {
    struct smz_arena *arena;
    struct read_seen *places; /* open addressing, n_places is a power of two */
    size_t n_places, n_seen;
    size_t cues, with, loose; /* cues in all; with a candidate; with one by its colon */
    bool opens;               /* the first cue has one */
    bool every, dense, recurring;
};

void read_labels_init(struct read_labels *labels, struct smz_arena *arena);

/*
 * Looks at a line, which counts if it begins with a candidate: gives that, or empty.
 * `first`: it is the first line of a cue.
 */
smz_str read_labels_count(struct read_labels *labels, smz_str line, bool first);
/* All lines were counted: from now on labels can be taken. */
void read_labels_decide(struct read_labels *labels);
/* How many times believed labels were counted. */
size_t read_labels_believed(const struct read_labels *labels);
/* The label that a line begins with: bytes up to the text behind it, or 0. */
size_t read_labels_take(const struct read_labels *labels, smz_str line, smz_str *label);

#endif
