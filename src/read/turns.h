/*
 * The builder's own ends: what read.c calls around a format's parse (the rest is in
 * format.h).
 */
#ifndef SMZ_READ_TURNS_H
#define SMZ_READ_TURNS_H

#include "read/format.h"

struct read_builder *read_builder_new(struct smz_arena *arena, struct smz_notes *notes);
/* Closes the last turn and gives what was built; the rest of *out stays as it is. */
void read_builder_finish(struct read_builder *b, struct smz_transcript *out);
/* Also after a failure; what was given stays valid. */
void read_builder_release(struct read_builder *b);

#endif
