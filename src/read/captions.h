/*
 * Captions -> turns: what all formats of cues share. A format collects its cues;
 * then the conventions of the whole file are found (voices, labels, marks of a
 * change, rolling lines) and the builder gets blocks.
 */
#ifndef SMZ_READ_CAPTIONS_H
#define SMZ_READ_CAPTIONS_H

#include "read/format.h"

struct read_cue {
    smz_str text;  /* one or more lines, in the input or the arena */
    smz_str voice; /* given beside the text, or empty */
    smz_ms start, end;
    int line;
    bool single; /* known to be one line */
    /* Set when all are given: there is markup in it; it is one line without any, or
       anything that could be a label or a mark. */
    bool marked, bare;
};

/* How the text of cues is written. */
enum read_markup {
    READ_MARKED,  /* tags, entities and {\overrides}, as in WebVTT and SubRip */
    READ_UNMARKED /* as it is spoken */
};

/* Long enough to be pages of their own, which go when its cues have been given. */
enum { READ_CUE_BLOCK = 4096 };

struct read_cue_block {
    struct read_cue cue[READ_CUE_BLOCK];
};

struct read_captions {
    struct smz_arena *arena;
    enum read_markup markup;
    bool silent_is_nobody; /* a cue without a voice is nobody's, however many are so */
    bool each_a_turn;      /* cues are whole turns: do not join them */
    SMZ_VEC(struct read_cue_block *) blocks;
    size_t n;
};

void read_captions_init(struct read_captions *captions, enum read_markup markup,
                        struct smz_arena *arena);
void read_captions_add(struct read_captions *captions, struct read_cue cue);
struct read_cue *read_captions_at(const struct read_captions *captions, size_t i);

/* Cues of several voices, given one after the other, in the order of time. */
void read_captions_sort(struct read_captions *captions);

/* The label of a voice that a file may only number: "Speaker 1" for "1". */
smz_str read_voice_name(struct smz_arena *arena, smz_str voice);

/*
 * Gives all cues to the builder, once, for they go: cues of one voice become one turn
 * with a time per cue; cues without labels or marks become paragraphs, cut at the end of
 * a sentence or at a pause. Rolling lines are given once; "[music]" alone on a line is
 * dropped.
 */
void read_captions_give(struct read_captions *captions, struct read_builder *builder);

#endif
