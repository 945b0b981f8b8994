/*
 * The transcript as a row of normalised words, with where each of them stands: what
 * quotes and points are looked up in. For the files of src/verify only.
 */
#ifndef SMZ_VERIFY_INDEX_H
#define SMZ_VERIFY_INDEX_H

#include "base/table.h"
#include "summarize/verify.h"

enum {
    SMZ_WORD_STOP = 1,
    SMZ_WORD_FILLER = 2,   /* may be missing in a quote */
    SMZ_WORD_LIGHT = 4,    /* may be another light word in a quote */
    SMZ_WORD_NEGATION = 8, /* may never be missing or added */
    SMZ_WORD_NUMBER = 16,  /* digits, or a number's name */
    SMZ_WORD_CLAUSE = 32,  /* a clause often begins with it */
};

/* A word, as NFKC case-folded letters; two spellings of one are one. */
struct smz_index_word {
    smz_str folded;
    uint32_t stem;      /* the number of its stem */
    uint32_t next;      /* of the words with this stem: the next, or SMZ_NOWHERE */
    uint32_t first;     /* its places are by_word[first .. first + count) */
    uint32_t count;     /* 0: it only stands in answers */
    uint16_t long_form; /* a contraction's in long_forms, from 1; 0: it is none */
    unsigned flags;
    double value; /* of a number's name; -1: the decimal point; else NaN */
};

#define SMZ_NOWHERE UINT32_MAX

/*
 * A word where it stands; those of a contraction's long form ("has", "not") all stand
 * where it does. In an answer `sentence` is not used.
 */
struct smz_place {
    uint32_t word;
    uint32_t sentence;
    uint32_t at; /* byte in the turn's (or answer's) text */
    uint16_t len;
    bool breaks; /* punctuation stands before it */
    bool capital;
};

/* A number in the transcript: value, and the place of its first word. */
struct smz_number {
    double value;
    uint32_t place;
};

/* The name of a number, as the language lists it. */
struct smz_number_name {
    smz_str name; /* folded */
    double value;
};

typedef SMZ_VEC(struct smz_number) smz_numbers;
typedef SMZ_VEC(struct smz_place) smz_places;

/* What a contraction stands for, as words. */
struct smz_long_form {
    uint32_t word[4];
    int n;
};

struct smz_index {
    const struct smz_outline *outline;
    const struct smz_text *text;
    struct smz_arena *arena;  /* of all this; what is printed comes from elsewhere */
    struct smz_table spelled; /* as written -> word */
    struct smz_table folded;  /* as folded -> word */
    struct smz_table stems;   /* stem -> number */
    SMZ_VEC(struct smz_index_word) words;
    SMZ_VEC(uint32_t) stem_words; /* stem -> the first of its words */
    SMZ_VEC(struct smz_long_form) long_forms;
    SMZ_VEC(struct smz_number_name) names;
    SMZ_VEC(smz_places) fillers; /* "you know": each phrase's words */
    smz_places places;
    uint32_t *sentence_place; /* of each sentence its first place; one more at the end */
    uint32_t *by_word;        /* places, grouped by word, ascending */
    uint32_t *stretch_from;   /* of each turn: the places of the run of turns of the */
    uint32_t *stretch_to;     /* same person that it is in */
    smz_numbers numbers;      /* ascending by place */
};

void smz_index_make(const struct smz_outline *outline, struct smz_arena *arena,
                    struct smz_index *out);

/* The words of a text that is not the transcript's. New words get a number, too. */
void smz_index_cut(struct smz_index *ix, smz_str text, smz_places *out);

static inline const struct smz_index_word *smz_index_word(const struct smz_index *ix,
                                                          const struct smz_place *p)
{
    return &ix->words.at[p->word];
}

static inline int smz_place_turn(const struct smz_index *ix, uint32_t place)
{
    return ix->text->sentences[ix->places.at[place].sentence].turn;
}

/* The places of a turn are [from, to). */
uint32_t smz_turn_from(const struct smz_index *ix, int turn);
uint32_t smz_turn_to(const struct smz_index *ix, int turn);

/*
 * The first of a word's places that is not before place `from`, as an index into
 * by_word; behind the word's last where there is none.
 */
uint32_t smz_index_first(const struct smz_index *ix, uint32_t word, uint32_t from);
/* Whether a word, in this very form, stands in places [from, to). */
bool smz_index_has(const struct smz_index *ix, uint32_t word, uint32_t from, uint32_t to);

/* The value of a folded word that is made of several names of numbers, or NaN. */
double smz_compound_number(const struct smz_index *ix, smz_str word);

/* The value of one word, or NaN. */
double smz_word_number(const struct smz_index *ix, uint32_t word);

/*
 * The numbers in a row of words, digits or names: "3.5", "1990s", "twenty-five",
 * "three billion", "nineteen ninety". With `parts` also what they are made of.
 */
void smz_numbers_find(const struct smz_index *ix, const struct smz_place *places,
                      size_t n, bool parts, struct smz_arena *arena, smz_numbers *out);

#endif
