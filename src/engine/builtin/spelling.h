/*
 * How a phrase is written: of the forms in which it was said, the one that can stand in a
 * list by itself.
 */
#ifndef SMZ_ENGINE_BUILTIN_SPELLING_H
#define SMZ_ENGINE_BUILTIN_SPELLING_H

#include "engine/builtin/places.h"

/* The words of a place as they are written. */
smz_str spelling_str(const struct builtin *b, const struct place *p);

/* Word k of a place is a name: large inside sentences, and never small. */
bool spelling_is_proper(const struct builtin *b, const struct place *p, int k);

/* Its last word is no noun: "finally". */
bool spelling_is_loose(const struct builtin *b, const struct place *p);

/* Case bends its first word, so that it cannot be named alone: "deutschen Industrie". */
bool spelling_is_bent(const struct builtin *b, const struct place *p);

/*
 * Of n places of a phrase one whose spelling is best: not bent, rather a plural, common,
 * of those inside sentences; else the first.
 */
const struct place *spelling_best(const struct builtin *b, const struct place *at,
                                  size_t n);

/* A place as in the middle of a sentence, without an elided article before it or a
 * particle behind it. From `run`. */
smz_str spelling_write(const struct builtin *b, const struct place *p);

#endif
