/*
 * Key phrases: what a stretch of talk, or a person in it, says often and the rest of
 * the transcript does not.
 */
#ifndef SMZ_ENGINE_BUILTIN_PHRASES_H
#define SMZ_ENGINE_BUILTIN_PHRASES_H

#include "engine/builtin/builtin.h"

enum { PHRASE_TERMS = 6 }; /* words, or in scripts without spaces pairs of letters */

struct phrase {
    smz_str text; /* as written in the middle of a sentence; from `run` */
    uint32_t terms[PHRASE_TERMS];
    int n;
    int count;
    bool proper; /* a name: all words large */
    double score;
};

/* Finds those of all that is said: b->whole; rather what is at hand than none. */
void phrases_of_whole(struct builtin *b);

/*
 * The best phrases of the sentences [first, end) of one person (SMZ_NOBODY: of all),
 * best first, at most `most` into out; no two share a word. Terms and names alone, which
 * can be named without the sentence around them. Returns how many.
 */
int phrases_find(struct builtin *b, int first, int end, int person, struct phrase *out,
                 int most);

/* The same of all that a person says. */
int phrases_of_person(struct builtin *b, int person, struct phrase *out, int most);

/* "a, b and c". */
smz_str phrases_join(const struct builtin *b, const smz_str *items, int n);
/* The same of phrases. */
smz_str phrases_list(const struct builtin *b, const struct phrase *phrases, int n);

/* Whether sentence i has all words of a phrase, in their order. */
bool phrases_in(const struct builtin *b, int sentence, const struct phrase *p);

#endif
