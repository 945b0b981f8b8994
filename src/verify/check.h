/* What the checks of one run share. For the files of src/verify only. */
#ifndef SMZ_VERIFY_CHECK_H
#define SMZ_VERIFY_CHECK_H

#include "verify/align.h"

struct smz_check {
    const struct smz_plan *plan;
    struct smz_index *index;
    struct smz_arena *run; /* of what is printed */
    struct smz_arena job;  /* of the quote or point at hand */
    struct smz_checks *out;
    bool selected;  /* answers are the transcript's own sentences, not a model's */
    bool same_lang; /* the digest is in the transcript's language */
    /* Of the request at hand: what its answer may cite. */
    int first_turn, last_turn, first_sentence, end_sentence;
    float *scores;      /* one a sentence, all zero between uses */
    smz_places *people; /* the words of each person's name */
};

void smz_remark(struct smz_check *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* At most some sixty bytes of s, cut between letters. */
smz_str smz_short(smz_str s);

/* ---- clean.c */

/* Without control and bidirectional characters, white space as single spaces. */
smz_str smz_clean(smz_str s, struct smz_arena *run);
/* Whether the last sentence has its end mark. */
bool smz_is_whole(smz_str s);
/* Up to the last end mark; empty where there is none. */
smz_str smz_whole_part(const struct smz_lang *lang, smz_str s);

/* ---- quotes.c */

/* Puts the transcript's words, speaker and time into a quote; false: not borne out. */
bool smz_check_quote(struct smz_check *c, struct smz_quote *quote);
/* Takes the marks off passages in quotation marks that nobody said. */
smz_str smz_check_quoted(struct smz_check *c, smz_str text);

/* ---- points.c */

/*
 * Validates a point's turns, finds its speaker and time; false: drop it. The sentence
 * that it has is trusted where the engine selects; where it need not cite, what it cites,
 * unless it names another or tells what somebody else said.
 */
bool smz_check_point(struct smz_check *c, struct smz_point *point, bool must_cite);

/* ---- themes.c */

/*
 * Whether the points of a theme, checked, rest on several voices: on two conversations,
 * where guests come one after the other, else on two people. Where a second voice is
 * found its point becomes the second: those two stay when it is cut short.
 */
bool smz_check_shared(const struct smz_check *c, struct smz_theme *theme);

/* ---- claims.c */

/*
 * Counts numbers and names in `text` that sentences [first, end) and their neighbours
 * lack (names: what is before them in the part, too), and remarks on them; how many.
 */
int smz_check_claims(struct smz_check *c, const char *what, smz_str text, int first,
                     int end);
/* The same of numbers alone: in headings and leads every word may be large. */
int smz_check_numbers(struct smz_check *c, const char *what, smz_str text, int first,
                      int end);

/* ---- names.c */

/* Marks the words that are known not to be names; the transcript has been cut. */
void smz_names_mark(struct smz_index *ix);
/* Whether word i of an answer's text is a proper name: a large letter says so, but not
 * at the beginning of a sentence, nor alone where all nouns have one. */
bool smz_is_name(const struct smz_index *ix, smz_str text, const smz_places *words,
                 size_t i);
/*
 * Whether a name stands in places [since, to), in any of its cases, spellings and
 * initials, or is that of a speaker or in the title. Kin of it ("American", "America")
 * count only from `from` on.
 */
bool smz_was_name_said(struct smz_check *c, smz_str written, uint32_t word,
                       uint32_t since, uint32_t from, uint32_t to);

/* ---- coverage.c */

/* Fills what the answers cover of the talk. */
void smz_check_coverage(struct smz_check *c, const struct smz_answers *answers);

#endif
