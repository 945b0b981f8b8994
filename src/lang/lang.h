/*
 * Languages: words, stems, stop words, sentences, and the program's own phrases.
 * Knows nothing of podcasts. The lists are data/lang/CODE.ini, compiled in.
 */
#ifndef SMZ_LANG_LANG_H
#define SMZ_LANG_LANG_H

#include "base/arena.h"
#include "base/str.h"

struct smz_lang; /* a loaded language; lives until the program ends */

/*
 * By ISO 639-1 code ("de"; "de-AT" and "deu" find it too). Never NULL: an unknown
 * code gives a language without stems or stop words whose phrases are English.
 */
const struct smz_lang *smz_lang_get(smz_str code);
/* From a sample of text (a few thousand words are enough); by stop words and script. */
const struct smz_lang *smz_lang_detect(smz_str sample);
/* NULL behind the last of those that have a file. */
const char *smz_lang_code_at(size_t i);

const char *smz_lang_code(const struct smz_lang *lang);
/* No spaces between words (zh, ja, th): terms are character bigrams. */
bool smz_lang_unspaced(const struct smz_lang *lang);
bool smz_lang_rtl(const struct smz_lang *lang);
/* Nouns are written with a large letter (de). */
bool smz_lang_nouns_large(const struct smz_lang *lang);
/* A word's ending negates it (ja, tr): word lists cannot tell a sentence from its
 * opposite. */
bool smz_lang_negates_by_suffix(const struct smz_lang *lang);

/* The word lists of a language; `word` is case-folded, apostrophes as '. */
bool smz_lang_is_stop(const struct smz_lang *lang, smz_str word);
bool smz_lang_is_filler(const struct smz_lang *lang, smz_str word);
/* Articles, auxiliaries, some conjunctions: a slip in one does not change a quote. */
bool smz_lang_is_light(const struct smz_lang *lang, smz_str word);
/* "not", "never", "don't": without it the sentence says the opposite. */
bool smz_lang_is_negation(const struct smz_lang *lang, smz_str word);

/*
 * A phrase of the program's own, by key ("themes", "conclusion"): the language's,
 * else the English one. Never NULL. Those with %s or %d are printf formats.
 */
const char *smz_lang_phrase(const struct smz_lang *lang, const char *key);

/* Lists of phrases, one entry a line in the file: "lead", "cue", "advice", "bye"… */
struct smz_phrases {
    const smz_str *at; /* case-folded */
    int n;
};
struct smz_phrases smz_lang_phrases(const struct smz_lang *lang, const char *list);

/* Whether a word ends in one of a list's entries. */
bool smz_lang_ends_in(struct smz_phrases endings, smz_str word);

/*
 * Bytes of an article or pronoun that a word begins with, apostrophe included: 2 for
 * "l'homme"; 0 where there is none, and in languages that do not elide so.
 */
size_t smz_lang_elided(const struct smz_lang *lang, smz_str word);

/* Takes the stem of a case-folded word into `out` (at most cap bytes); its length. */
size_t smz_lang_stem(const struct smz_lang *lang, smz_str word, char *out, size_t cap);

/*
 * Takes the next word off text from byte *at on: a run of letters, digits and marks
 * with inner apostrophes, hyphens, points or commas between digits; in scripts
 * without spaces one character. `*breaks`: punctuation stood before it. False at the
 * end. Word borders after Unicode UAX #29, simplified.
 */
bool smz_next_word(smz_str text, size_t *at, smz_str *word, bool *breaks);

/*
 * Length in bytes of the first sentence of text, its end marks, closing quotes and
 * the space behind it included; text.len if it is the last. Ends after . ! ? … and
 * their kin (。！？ ؟ ।) and at a LF; not after an abbreviation or an initial of the
 * language, a digit before a digit, nor before a small letter.
 */
size_t smz_next_sentence(const struct smz_lang *lang, smz_str text);

/* Runs of non-space that hold a letter or digit; each Han, Kana or Thai letter is one. */
size_t smz_count_words(smz_str text);

/*
 * Writes the small letters of a word (typographic apostrophes as ') into out, at most
 * cap bytes; its length, or 0 where it does not fit.
 */
size_t smz_word_lower(smz_str word, char *out, size_t cap);

#endif
