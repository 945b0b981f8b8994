/*
 * Sentences as people say them -> as one would write them down: without fillers, false
 * starts, repeated words and words that only open or close. Words are left out, never
 * changed, and never one that bears meaning.
 */
#ifndef SMZ_ENGINE_BUILTIN_CLEAN_H
#define SMZ_ENGINE_BUILTIN_CLEAN_H

#include "engine/builtin/lexicon.h"

enum { CLEAN_WORDS = 320 }; /* of a sentence; a longer one is left as it is */

/* A word that stays. */
struct clean_word {
    uint32_t at, len; /* bytes in the sentence */
    uint32_t hash;
};

struct cleaner {
    const struct smz_lang *lang;
    const struct lexicon *lex;
    const uint32_t *called; /* hashes of the names of those who speak; or none */
    size_t n_called;
    struct smz_phrases asks; /* how questions end that have no mark */
    smz_str sentence;        /* the one at hand */
    struct clean_word words[CLEAN_WORDS];
    uint32_t hash[CLEAN_WORDS + 1]; /* of words[], for matching */
    int n;
    int spoken;      /* as smz_count_words would count what stays */
    bool question;   /* ends in a question mark */
    bool unfinished; /* has no end mark */
    bool tagged;     /* lost a tag ("right?") at the end */
};

void cleaner_init(struct cleaner *c, const struct smz_lang *lang,
                  const struct lexicon *lex);

/*
 * Takes a sentence and decides which of its words stay: c->words, c->n of them. False
 * if it has more than CLEAN_WORDS.
 */
bool clean_scan(struct cleaner *c, smz_str sentence);

/* What is left of the scanned sentence: sentence case, one end mark. From `run`. */
smz_str clean_write(const struct cleaner *c, struct smz_arena *run);

#endif
