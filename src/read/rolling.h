/*
 * Rolling captions: cues that show the end of the one before once more (YouTube's
 * automatic captions, roll-up television captions, a word highlighted per cue).
 */
#ifndef SMZ_READ_ROLLING_H
#define SMZ_READ_ROLLING_H

#include "read/captions.h"

/* Whether so many cues repeat the one before that it is the way of the file. */
bool read_rolls(const struct read_captions *captions);

/* How many of the first lines of `cue` are the last ones of `before`, shown again. */
size_t read_repeats(const struct read_cue *before, const struct read_cue *cue);

/* Nothing but white space and tags. */
bool read_is_blank_line(smz_str line);

#endif
