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
    SMZ_WORD_OPENS = 64,   /* a name of several words begins with it */
    SMZ_WORD_COMMON = 128, /* no proper name, though it has a large letter */
};

/* What the name of a number does in one. */
enum smz_number_kind {
    SMZ_NUMBER_NONE,
    SMZ_NUMBER_WHOLE,  /* it can stand alone */
    SMZ_NUMBER_WITHIN, /* it counts only behind another: "first" of "twenty-first" */
    SMZ_NUMBER_LEAD,   /* a part of one, added to what stands beside it */
    SMZ_NUMBER_POINT,  /* decimals follow */
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
    enum smz_number_kind number; /* of a name; digits have none */
    double value;                /* of a number's name, else NaN */
    uint8_t names;               /* of which it is made: 3 in "fünfundzwanzigtausend" */
    bool joined;                 /* "and" is written as one with it */
    uint8_t unit;                /* what it counts, as smz_unit_of; 0: nothing */
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
    uint8_t unit; /* of a sign beside it: "$", "%"; 0: none */
};

/* A number in the transcript: value, and the place of its first word. */
struct smz_number {
    double value;
    double other; /* another reading: "1990s" is also 90; or NaN */
    uint32_t place;
    uint8_t names; /* of which it is made */
    uint8_t unit;  /* what it counts; 0: it is not known */
};

/* The name of a number, as the language lists it. */
struct smz_number_name {
    smz_str name; /* folded */
    double value;
    enum smz_number_kind kind;
    bool open; /* endings may follow: "zwanzigste*" */
};

typedef SMZ_VEC(struct smz_number) smz_numbers;
typedef SMZ_VEC(struct smz_place) smz_places;

/* A name of several words: of a number, or of what it counts. */
struct smz_named {
    smz_places words;
    double value;
    enum smz_number_kind kind;
    uint8_t unit; /* 0: it is a number's */
};

/* What a contraction stands for, as words. */
struct smz_long_form {
    uint32_t word[4];
    int n;
};

/* Words that limit what follows them: each one's words. */
struct smz_openers {
    SMZ_VEC(smz_places) list;
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
    SMZ_VEC(struct smz_number_name)
    names;                    /* of one word, by first byte: those of b are */
    uint16_t names_from[257]; /* names_from[b] .. names_from[b + 1] */
    SMZ_VEC(struct smz_named) phrases;
    SMZ_VEC(smz_places) joints;    /* "and" within a number: each one's words */
    unsigned counts;               /* how the language counts, SMZ_COUNTS_* */
    SMZ_VEC(smz_places) fillers;   /* "you know": each phrase's words */
    struct smz_openers conditions; /* "if" */
    struct smz_openers hedges;     /* "perhaps" */
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

/* The number of a unit's kind, never 0: "dollar" is that of "$". */
uint8_t smz_unit_of(smz_str kind);

/* The value of one word, or NaN. */
double smz_word_number(const struct smz_index *ix, uint32_t word);

/*
 * The numbers in a row of words, digits or names: "3.5", "1990s", "twenty-five",
 * "three billion", "nineteen ninety". With `parts` also what else they may be: 20 and
 * 30 in "twenty thirty".
 */
void smz_numbers_find(const struct smz_index *ix, const struct smz_place *places,
                      size_t n, bool parts, struct smz_arena *arena, smz_numbers *out);

#endif
