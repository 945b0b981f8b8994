/*
 * JSON that a strict parser refuses: cut off, with NaN or a comma too many, or with
 * half a character in an escape.
 */
#ifndef SMZ_READ_JSON_MEND_H
#define SMZ_READ_JSON_MEND_H

#include "base/arena.h"

enum { JSON_MAX_DEPTH = 1000 };

struct json_mended {
    smz_str text;  /* what a strict parser takes, from the arena; empty: nothing */
    size_t broken; /* the byte from which on nothing could be kept; else the length */
    bool too_deep; /* nested deeper than JSON_MAX_DEPTH */
};
struct json_mended json_mend(smz_str text, struct smz_arena *arena);

#endif
