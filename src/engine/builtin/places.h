/*
 * Where phrases stand: runs of words that bear meaning, grouped by what they say.
 */
#ifndef SMZ_ENGINE_BUILTIN_PLACES_H
#define SMZ_ENGINE_BUILTIN_PLACES_H

#include "engine/builtin/phrases.h"

struct place {
    uint32_t token; /* its first */
    int sentence;
    int n; /* terms, 1 to PHRASE_TERMS */
};

/* The places of one phrase, in order of the talk. */
struct place_group {
    const struct place *at;
    int n;
};

typedef SMZ_VEC(struct place_group) place_groups;

/*
 * All phrases that stand twice or more in the sentences [first, end) of one person
 * (SMZ_NOBODY: of all), those first said first; sentences of noise are passed over.
 * Counts the terms of these sentences in b->local, which places_forget sets back.
 * Linear. From `scratch`.
 */
void places_find(struct builtin *b, int first, int end, int person,
                 struct smz_arena *scratch, place_groups *out);
void places_forget(struct builtin *b, int first, int end);

/* A token as it is written. */
smz_str places_token(const struct builtin *b, int sentence, uint32_t token);

#endif
