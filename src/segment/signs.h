/*
 * Signs that a topic begins: what is said at a place, who says it, and how the words
 * around it differ.
 */
#ifndef SMZ_SEGMENT_SIGNS_H
#define SMZ_SEGMENT_SIGNS_H

#include "segment/outliner.h"

/* Where a topic may begin: a turn, or a group of sentences of a long one. */
struct unit {
    int first_sentence, turn;
    uint32_t token;
    int words;
    bool opens_turn;
    int content; /* content words of the transcript before it */
    double odds; /* natural logarithm of the odds that a topic begins here */
    bool cue;    /* what is said shows it */
};

enum sign {
    SIGN_TURN,
    SIGN_ABOUT,
    SIGN_MEET,
    SIGN_OPEN,
    SIGN_ITEM,
    SIGN_OTHER,
    SIGN_STRONG,
    SIGN_INTRO,
    SIGN_BYE,
    SIGN_ASK,
    SIGN_FLOOR_GIVEN,
    SIGN_CLOSE,
    SIGN_SHIFT,
    SIGN_LONG,
    SIGN_TINY,
    SIGN_PREV_LONG,
    SIGN_PREV_BYE,
    SIGN_PREV_SAME,
    SIGN_NEXT_LONG,
    SIGN_STEERS,
    SIGN_PREV_STEERS,
    SIGN_QUESTION,
    SIGN_FRESH_SPEAKER,
    SIGN_NUMBER,
    SIGN_NEW_NAME,
    SIGN_NEAR,
    SIGN_WIDE,
    SIGN_FAR,
    SIGN_INNER,
    SIGN_CUES_BY_STEERER,
    SIGN_FLOOR,
    SIGN_FLOOR_WIDE,
    SIGN_NEXT_CUES,
    SIGN_EDGE,
    SIGN_PREV_CLOSE,
    SIGN_PREV_SHIFT,
    SIGN_BEGUN,
    SIGN_OVER,
    SIGN_OWN_AHEAD,
    SIGN_OWN_BEFORE,
    SIGN_LENGTH,
    SIGN_LENGTH_HERE,
    SIGN_LENGTHS_BEFORE,
    SIGN_LENGTHS_AFTER,
    SIGN_TINY_BEFORE,
    SIGN_LONG_BY_STEERER,
    SIGN_OPEN_BY_STEERER,
    SIGN_SHIFT_BY_STEERER,
    SIGN_NOBODY,
    SIGN_CUES_NEAR,
    SIGN_BYE_NEAR,
    SIGN_STEERER_NEAR,
    SIGN_CUES_SOON,
    SIGN_TOP,
    SIGN_TOP_WIDE,
    SIGN_NEW_WORDS,
    SIGN_OLD_WORDS,

    SIGNS
};

/*
 * The units of the transcript into units[], which has room for each sentence; returns
 * how many. A unit begins wherever begins[] says so for a sentence.
 */
int signs_units(const struct outliner *o, const bool *begins, struct unit *units);

/* Fills odds and cue of n units, which end before token `end`. Linear. */
void signs_weigh(struct outliner *o, struct unit *units, int n, uint32_t end);

/* The signs themselves, n * SIGNS of them: for tuning. */
double *signs_look(struct outliner *o, const struct unit *units, int n, uint32_t end);

/* around.c: of those, what the talk before and after each place shows. */
void signs_look_around(struct outliner *o, const struct unit *units, int n, uint32_t end,
                       double *x);

#endif
