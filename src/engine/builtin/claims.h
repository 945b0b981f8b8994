/*
 * What can be said of the whole in a speaker's own words: sentences that say something
 * with no other around them.
 */
#ifndef SMZ_ENGINE_BUILTIN_CLAIMS_H
#define SMZ_ENGINE_BUILTIN_CLAIMS_H

#include "engine/builtin/phrases.h"

/* Whose claim is looked for. */
struct claimant {
    int person;  /* SMZ_NOBODY: anybody's */
    int but;     /* nobody's of this one; SMZ_NOBODY: no matter */
    bool strict; /* it speaks of and to nobody, no word points back, it names a phrase */
    bool stance; /* rather what they think or advise */
};

enum { CLAIM_PHRASES = 12 }; /* key phrases that a claim should name */

/* Whether a person says enough to be heard of. */
bool claims_has_say(const struct builtin *b, int person);
/* Those who have a say, hosts first, else in the order of the outline, at most `most`
 * into out; how many there are. */
int claims_speakers(const struct builtin *b, int *out, int most, bool hosts);
/* Of the key phrases of all, how many count. */
int claims_phrases(const struct builtin *b);

/* What a claim of at most `most` words weighs; 0: the sentence is none, or was told. */
double claims_weight(const struct builtin *b, int sentence, int most, bool strict);

/*
 * The weightiest claim of the sentences [first, end), rather one that names some of n
 * phrases; it counts as told. -1: there is none.
 */
int claims_best(struct builtin *b, int first, int end, struct claimant who,
                const struct phrase *phrases, int n);

#endif
