/*
 * Text as turns carry it. Slices of what was given wherever nothing has to change,
 * else copies in the arena.
 */
#ifndef SMZ_READ_CLEAN_H
#define SMZ_READ_CLEAN_H

#include "base/arena.h"

/*
 * Trimmed, white space of any kind (line ends too) as single spaces, control
 * characters, zero-width spaces and soft hyphens dropped.
 */
smz_str read_clean(struct smz_arena *arena, smz_str text);

/* The same for a label; a colon at its end and a role in brackets ("(host)") go. */
smz_str read_clean_label(struct smz_arena *arena, smz_str label, smz_str *role);

/* Whether no space belongs between two texts: both sides are of a script without any. */
bool read_joins_bare(smz_str left, smz_str right);

#endif
