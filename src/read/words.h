/*
 * Words -> cues: what speech recognition gives word by word becomes stretches of one
 * voice with the right spacing, a sentence or less each.
 */
#ifndef SMZ_READ_WORDS_H
#define SMZ_READ_WORDS_H

#include "base/buf.h"
#include "read/captions.h"

enum read_glue {
    READ_SPACED, /* a space before it, unless it is punctuation or its script has none */
    READ_ATTACHED, /* none before it */
    READ_AS_IS     /* the word carries its own */
};

struct read_words {
    struct read_captions *out;
    struct smz_buf buf; /* the open stretch */
    smz_str voice;      /* in the arena */
    smz_ms start, end;
};

void read_words_init(struct read_words *words, struct read_captions *out);
/* Frees what it holds; the open stretch was given by read_words_flush. */
void read_words_release(struct read_words *words);

/* `text` and `voice` are copied. A word without times has those of its neighbours. */
void read_word(struct read_words *words, smz_str text, smz_str voice, smz_ms start,
               smz_ms end, enum read_glue glue);
/* Gives the open stretch. */
void read_words_flush(struct read_words *words);

#endif
