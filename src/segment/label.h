/*
 * A speaker's label taken apart, and when two labels are one person.
 */
#ifndef SMZ_SEGMENT_LABEL_H
#define SMZ_SEGMENT_LABEL_H

#include "base/arena.h"
#include "base/utf8.h"

enum { LABEL_WORDS = 8 };

struct label {
    smz_str shown;              /* without role and remark in parentheses */
    smz_str remark;             /* what the parentheses held, or empty */
    smz_str words[LABEL_WORDS]; /* folded, titles left out; points removed */
    int n_words;
    bool man, woman; /* by title */
    bool titled;     /* has a title */
    bool numbered;   /* has a number: Speaker 1, HUNTCLUB 3 */
    bool shouted;    /* all capitals */
};

void label_read(smz_str text, struct smz_arena *run, struct label *out);

/* How the shorter of two labels can be read in the longer one. */
enum label_match {
    LABEL_DIFFERENT,
    LABEL_PART, /* a first name, a surname, initials of the other */
    LABEL_SAME  /* the same name, spelt or titled another way */
};

/* Is `part` the same as, or a shorter form of `whole`? */
enum label_match label_match(const struct label *part, const struct label *whole);

/* A title that people are addressed by: "Herr", "Dr", not "the" or "chair". */
bool label_is_address(smz_str word);

/* "host", "guest", "" … from a remark or a role: '\0', 'h', 'g' or 'o' (other). */
char label_role(smz_str remark);

#endif
