/*
 * Who comes and goes: cuts a transcript where one conversation ends and another,
 * with other people, begins.
 */
#ifndef SMZ_SEGMENT_GUESTS_H
#define SMZ_SEGMENT_GUESTS_H

#include "segment/outliner.h"

/* A person who may be a guest, and when they talk. */
struct visitor {
    int person;
    double weight;    /* 0..1: how much their coming and going counts */
    const int *turns; /* ascending */
    int n_turns;
};

struct visits {
    struct visitor *at;
    int n;
    int *cuts; /* turns at which conversations begin, 0 first */
    int n_cuts;
};

/* Finds the visitors and the best partition into conversations. */
void guests_partition(struct outliner *o, struct visits *out);

/* Turns of `v` in [from, to). */
int visitor_turns(const struct visitor *v, int from, int to);

/*
 * handover.c: moves cut i from the first turn of who comes to the turn with which the
 * hosts begin with them.
 */
int handover_turn(const struct outliner *o, const struct visits *v, int i);

/*
 * The sentence of that turn with which it begins: the first, or a later one where the
 * turn first takes leave of who was there.
 */
int handover_sentence(const struct outliner *o, const struct visits *v, int i, int turn);

/* Is the one who speaks at `turn` introduced by name in the turns just before? */
bool handover_is_said(const struct outliner *o, int turn);

#endif
