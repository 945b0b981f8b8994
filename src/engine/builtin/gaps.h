/*
 * Inside the cleaner: the words of a sentence and what stands between them.
 */
#ifndef SMZ_ENGINE_BUILTIN_GAPS_H
#define SMZ_ENGINE_BUILTIN_GAPS_H

#include "engine/builtin/clean.h"

/* Whether any of these bytes is in a gap. */
bool clean_has_any(smz_str gap, const char *marks);
/* What stands between words i - 1 and i; before the first, behind the last. */
smz_str clean_gap(const struct cleaner *c, int i);
/* Word i as it was said. */
smz_str clean_word_str(const struct cleaner *c, int i);
/* A letter of a script without spaces. */
bool clean_is_unspaced(const struct cleaner *c, int i);
/* A word without weight; a filler. */
bool clean_is_stop(const struct cleaner *c, int i);
bool clean_is_filler(const struct cleaner *c, int i);
/* Punctuation that a reader must see: not where words are about to be left out. */
bool clean_is_held(smz_str gap);
/* A comma, a dash or the like. */
bool clean_is_comma(smz_str gap);
/* Where the marks begin that touch the word behind a gap. */
size_t clean_trailing_marks(smz_str gap);
/* A sentence without closing quotation marks and brackets. */
smz_str clean_end_of(smz_str s);
/* Whether s ends in one of n marks. */
bool clean_ends_in(smz_str s, const char *const *marks, size_t n);

#endif
