/*
 * Unicode: the only file that knows utf8proc. Invalid bytes are U+FFFD, one each.
 */
#ifndef SMZ_BASE_UTF8_H
#define SMZ_BASE_UTF8_H

#include "base/arena.h"

/* Takes the code point at *at and moves on; text.len must be > *at. */
uint32_t smz_utf8_next_wide(smz_str text, size_t *at);
static inline uint32_t smz_utf8_next(smz_str text, size_t *at)
{
    unsigned char c = (unsigned char)text.ptr[*at];

    if (c >= 0x80)
        return smz_utf8_next_wide(text, at);
    ++*at;
    return c;
}

/* Writes cp as UTF-8 into out; the number of bytes, 1 to 4. */
size_t smz_utf8_put(uint32_t cp, char out[4]);

bool smz_utf8_valid(smz_str text);

bool smz_cp_is_letter(uint32_t cp); /* L* and M* */
bool smz_cp_is_mark(uint32_t cp);   /* M*: belongs to the letter before it */
bool smz_cp_is_digit(uint32_t cp);  /* N* */
bool smz_cp_is_upper(uint32_t cp);
bool smz_cp_is_lower(uint32_t cp);
bool smz_cp_is_space(uint32_t cp); /* Z*, and ASCII white space */
bool smz_cp_is_punct(uint32_t cp); /* P* and S* */
/* Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar: written without spaces. */
bool smz_cp_is_unspaced(uint32_t cp);
/* Bidirectional controls, zero-width space and BOM: drop where names are compared. */
bool smz_cp_is_invisible(uint32_t cp);
uint32_t smz_cp_lower(uint32_t cp);
uint32_t smz_cp_upper(uint32_t cp);

/*
 * The form in which two spellings of a word or name are the same: NFKC, case-folded,
 * typographic apostrophes as ', invisible characters dropped. Fast for ASCII. A
 * result that equals `text` may be `text` itself, else it comes from `arena`.
 */
smz_str smz_utf8_fold(smz_str text, struct smz_arena *arena);

/* As smz_utf8_fold, without accents: "Häußge" and "Hausge" are one. */
smz_str smz_utf8_fold_plain(smz_str text, struct smz_arena *arena);

/* The letters, marks and digits of a text alone; from `arena`. */
smz_str smz_utf8_letters(smz_str text, struct smz_arena *arena);

#endif
