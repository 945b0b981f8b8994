/*
 * What people say where a conversation turns ("next up", "thanks for coming"):
 * patterns of data/cues.tsv, matched against the words of a turn's beginning.
 */
#ifndef SMZ_SEGMENT_CUES_H
#define SMZ_SEGMENT_CUES_H

#include "summarize/text.h"

enum cue_list {
    CUE_TURN,   /* moving on to another thing */
    CUE_ABOUT,  /* naming what is to come */
    CUE_MEET,   /* a guest comes in */
    CUE_OPEN,   /* a word that opens */
    CUE_ITEM,   /* words of an agenda */
    CUE_OTHER,  /* now, another */
    CUE_STRONG, /* a conversation surely begins */
    CUE_INTRO,  /* a conversation may begin */
    CUE_BYE,    /* one ends */
    CUE_ASK,    /* a question, with or without its mark */
    CUE_FLOOR,  /* the floor is given to another */
    CUE_CLOSE,  /* a topic is over */
    CUE_SHIFT,  /* weaker words of a new one */
    CUE_AD,     /* an advertisement */
    CUE_BESIDE, /* behind a name: who says it is there together with them */
    CUE_LISTS
};

enum { CUE_HEAD = 64 }; /* words that are looked at, at most */

/* Words as they are compared: hashes of the case-folded forms. */
struct cue_head {
    uint64_t hash[CUE_HEAD];
    smz_str word[CUE_HEAD]; /* as written */
    int n;
};

struct cues;

/* The patterns of one language; a language without any matches nothing. */
const struct cues *cues_load(const char *lang, struct smz_arena *run);

/* The first `max` words from token `from` on, before token `end`. */
void cue_head_make(const struct smz_text *text, smz_str turn, uint32_t from, uint32_t end,
                   int max, struct cue_head *out);

/* Of each list, the sum of the weights of its patterns that match; each counts once. */
void cues_weigh_all(const struct cues *cues, const struct cue_head *head,
                    double sums[CUE_LISTS]);

#endif
