/*
 * What is spoken in a line of captions: tags, entities and overrides taken off, marks
 * of another voice found, stage directions known.
 */
#ifndef SMZ_READ_SPOKEN_H
#define SMZ_READ_SPOKEN_H

#include "base/arena.h"

/*
 * The text without tags (WebVTT's, HTML's, times) and {\overrides} of SubStation
 * Alpha; entities decoded once. A slice of `text` where nothing changes.
 */
smz_str read_spoken(struct smz_arena *arena, smz_str text);

/* The text of a cue with a space for each line break inside of a tag. */
smz_str read_whole_tags(struct smz_arena *arena, smz_str text);

/* Whether there is anything in a text that read_spoken could take off. */
bool read_has_markup(smz_str text);

/* "<v.loud Ann>" or "</v>" at the start of s: bytes; *name is empty for the latter. */
size_t read_voice_at(smz_str s, smz_str *name);

/* ">>" and ">>>": another voice begins. Bytes with the space behind, or 0. */
size_t read_arrows(smz_str line);
/* "- " and "-Word" (any dash): a line of dialogue. Bytes with the space behind, or 0. */
size_t read_dash(smz_str line);

/* "[music]", "(laughs)", notes: heard, not said. A gap like "[inaudible]" is none. */
bool read_is_direction(smz_str line);

/* Whether the last character ends a sentence, quotes and brackets aside. */
bool read_ends_sentence(smz_str line);

#endif
