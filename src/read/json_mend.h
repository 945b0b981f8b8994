/*
 * JSON that a strict parser refuses: cut off, with a sign too many or too few, with
 * quotes in a text that are not escaped, with keys or texts in other quotes or none,
 * with NaN or half a character in an escape.
 */
#ifndef SMZ_READ_JSON_MEND_H
#define SMZ_READ_JSON_MEND_H

#include "base/arena.h"

enum { JSON_MAX_DEPTH = 1000 };

struct json_mended {
    smz_str text; /* what a strict parser takes, from the arena; empty: nothing */
    size_t end; /* bytes of the text that were looked at: behind them is another value */
    size_t broken; /* the byte from which on nothing could be kept; else the length */
    bool too_deep; /* nested deeper than JSON_MAX_DEPTH */
    size_t places; /* where it was mended, trailing commas and words of Python aside */
    size_t first;  /* the byte of the first of them */
};
struct json_mended json_mend(smz_str text, struct smz_arena *arena);

#endif
