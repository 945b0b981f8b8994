/*
 * What single words say of a number, and how they add up. For src/verify only.
 *
 * The lists of data/lang/CODE.ini: [number] "name / name = value", where a value is an
 * integer, a fraction ("1/2"; "+1/2", "-1/4" are added to what stands beside it) or "."
 * for the decimal point, and a name that ends in * may have endings; [number.part], those
 * that count only behind another; [number.and], what joins them; [number.before], what is
 * written as one with them in front, [number.behind] behind; [number.never], words that
 * look like numbers; [number.counts], the flags below; [unit] "kind = name / name".
 */
#ifndef SMZ_VERIFY_NUMERALS_H
#define SMZ_VERIFY_NUMERALS_H

#include "verify/index.h"

/* How a language counts: the lines of its list [number.counts]. */
enum {
    SMZ_COUNTS_SCORES = 1,          /* "scores": quatre-vingt-dix */
    SMZ_COUNTS_PAIRS = 2,           /* "pairs": nineteen ninety */
    SMZ_COUNTS_UNITS_FIRST = 4,     /* "units first": five and twenty */
    SMZ_COUNTS_TENS = 8,            /* "tens multiply": three ten is thirty */
    SMZ_COUNTS_BEHIND_TEN = 16,     /* "units behind ten": ten five is fifteen */
    SMZ_COUNTS_DIGIT_BY_DIGIT = 32, /* "digits": one nine nine four */
};

/* What one word, or a name of several, says. */
struct smz_numeral {
    enum smz_number_kind kind; /* SMZ_NUMBER_NONE: no number */
    double value;
    double alone; /* another reading: "1990s" is also 90, "3.500" also 3500; or NaN */
    bool digits;
    bool three;   /* of just three digits: "000" of "25 000" */
    bool joined;  /* "and" is in it, or stands before it */
    int names;    /* of which it is made: 3 in "fünfundzwanzigtausend" */
    size_t taken; /* places */
};

/* A number that is being put together. */
struct smz_sum {
    double total;
    double last;  /* the part before */
    double scale; /* the last multiplier */
    double place; /* of the next decimal; 0: before the point */
    double lead;  /* a quarter, to be added to what follows */
    int parts, names;
    bool grouped; /* digits in groups of three: "25 000" */
    bool digits;  /* the part before is written in digits */
};

/* Reads the language's lists into the index, before any text is cut. */
void smz_numerals_name(struct smz_index *ix);
/* Finds out what a new word is as a number: digits, a listed name, several in one. */
void smz_numerals_set(const struct smz_index *ix, struct smz_index_word *word);
/* The part at `places`, of which there are n > 0. */
struct smz_numeral smz_numeral_read(const struct smz_index *ix,
                                    const struct smz_place *places, size_t n);
/* The longest of the index's phrases that stands at `places`; NULL: none. */
const struct smz_named *smz_phrase_at(const struct smz_index *ix,
                                      const struct smz_place *places, size_t n);

/* Adds what can go on with what is there; false: it cannot, nothing is changed. */
bool smz_sum_add(const struct smz_index *ix, struct smz_sum *s,
                 const struct smz_numeral *p);

#endif
