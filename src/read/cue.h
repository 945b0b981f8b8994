/*
 * Blocks of a timing line and text: WebVTT and SubRip, as their specification (W3C
 * WebVTT, section 6.1) and their users have it.
 */
#ifndef SMZ_READ_CUE_H
#define SMZ_READ_CUE_H

#include "read/captions.h"

/* "00:01.000 --> 00:02.000 align:start": false where the line is no such thing. */
bool read_timing(smz_str line, smz_ms *start, smz_ms *end);

/*
 * Collects the cues of a file. `vtt`: its NOTE, STYLE and REGION blocks are skipped,
 * and text outside of cues is, too, with a note; in SubRip it belongs to the cue
 * before. `line` is the number of the first line of text.
 */
void read_cues(smz_str text, int line, bool vtt, struct read_captions *out,
               struct read_builder *builder);

#endif
