/*
 * Inside the text reader: the second pass, which walks over the lines of a file whose
 * labels are settled and gives turns, titles and facts.
 */
#ifndef SMZ_READ_TXT_WALK_H
#define SMZ_READ_TXT_WALK_H

#include "read/txt.h"

enum {
    TXT_MAX_ENTRY = 120 /* bytes of an entry of a table of contents, or of a title */
};

/* What the first pass finds out about the file. */
struct txt_layout {
    size_t lines, blanks, bytes;
    size_t stamps_alone, stamps_text, headings;
    size_t echoes;     /* times in words under those that stand alone */
    smz_ms alone;      /* the last of these */
    size_t run;        /* lines of text since the last time that stood alone */
    size_t ones, more; /* first such lines, and further ones */
    size_t said, ends; /* texts behind times, and those of them that end a sentence */
    bool marked;       /* has Markdown */
    bool soft;         /* a line's end is a space; paragraphs are parted by blank lines */
    bool cues;         /* no labels, but times before the lines */
    bool parted;       /* cues that are paragraphs, and sentences */
    bool strict;       /* cues of one line each, a time on the line before it */
    bool labels;       /* at least one is believed */
    bool numbered;     /* lines begin with their number on the page */
    bool spaced;       /* and an empty one stands between any two */
    bool hashes;       /* times stand between hash signs: "#00:01:02-5#" */
    bool weak;         /* labels have weak forms */
    bool frames;       /* of times with four fields the last is a frame */
    int codes;         /* times with four fields */
    int last_field;    /* the greatest of those */
};

/* A line before the first label, kept until it is known what it was. */
struct txt_kept {
    struct txt_line line;
    int number;
    bool opens;
};

struct txt_walk {
    struct read_builder *builder;
    const struct txt_labels *labels;
    struct txt_layout layout;
    struct smz_arena *scratch;

    int number;        /* of the line at hand, from 1 */
    bool opens;        /* it begins a paragraph */
    bool keeps_open;   /* it is a time, and what follows begins the paragraph */
    bool spoken_times; /* lines like "4 minutes, 5 seconds" may double the times */
    bool in_contents;
    bool seen;    /* a label has been seen */
    bool exhibit; /* in a document that was printed between the talk */
    bool listing; /* under a heading of links or times, in its list */
    bool done;    /* nothing of the talk follows */
    smz_ms stamp; /* of a line of its own, for what comes next; else none */
    bool stamp_used;
    smz_ms label_start;        /* of the last label */
    struct read_block waiting; /* a label whose text comes on the next line */
    bool waits;
    bool asked;   /* the last label was Q, A or their kin */
    bool resumed; /* a heading stands behind an answer: a lecturer goes on */
    SMZ_VEC(struct txt_kept) front;
    SMZ_VEC(smz_str) contents; /* titles, to find them again as bare lines */
    size_t left_out;           /* lines of exhibits, furniture, stage directions */
};

/* Speech (txt_talk.c). */

/* Gives text, cut where a time in brackets stands in it. */
void txt_say(struct txt_walk *w, struct read_block block, smz_str text);
/* A line with a believed label. */
void txt_speak(struct txt_walk *w, const struct txt_line *line);
/* A line of text without a label of its own. */
void txt_go_on(struct txt_walk *w, const struct txt_line *line);
/* A file whose labels have times. */
bool txt_is_timed(const struct txt_walk *w);

/* Titles (txt_talk.c). */
void txt_chapter(struct txt_walk *w, const struct txt_line *line);
bool txt_can_be_contents(const struct txt_line *line);
void txt_add_contents(struct txt_walk *w, const struct txt_line *line);
/* Whether the table of contents has the title. */
bool txt_is_title(const struct txt_walk *w, smz_str s);

/* Before the talk, "AL: Ann Lee", "Ann Lee (SPEAKER_00)": keeps who a label is, and
   whether it was such a line (txt_cast.c). */
bool txt_take_cast(struct txt_walk *w, const struct txt_line *line);

/* Lines that are no speech (txt_apart.c). */
bool txt_is_rule(smz_str s);
bool txt_is_direction(smz_str s);
bool txt_is_furniture(struct txt_walk *w, smz_str s);
/* "4 minutes, 5 seconds", the whole of s: a time as it is spoken, or SMZ_MS_NONE. */
smz_ms txt_spoken_time(smz_str s);
/* "1 Minute und 2 Sekunden" under 1:02, in whatever language: the same numbers. */
bool txt_echoes(smz_ms time, smz_str s);
/* Whether each line begins with its number on the page, as in court. */
bool txt_has_numbers(smz_str text);
/* The line without that number; nothing is left of a line that is but a number. */
smz_str txt_without_number(smz_str raw);
bool txt_opens_exhibit(smz_str s);
bool txt_is_empty_mark(const struct txt_line *line);

/* The lines before the first label (txt_opening.c): facts, contents, an introduction,
   or talk of nobody known. */
void txt_settle_opening(struct txt_walk *w);

#endif
