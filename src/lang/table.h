/*
 * What a language file holds, in memory. For the files of src/lang only.
 */
#ifndef SMZ_LANG_TABLE_H
#define SMZ_LANG_TABLE_H

#include "lang/lang.h"

/* Words with their lists, by open addressing; `mask` + 1 slots, a power of two. */
struct smz_wordset {
    struct smz_word {
        smz_str word;
        unsigned lists; /* SMZ_LIST_* */
    } * at;
    size_t mask, n;
};

enum {
    SMZ_LIST_STOP = 1,
    SMZ_LIST_FILLER = 2,
    SMZ_LIST_ABBR = 4,   /* its point never ends a sentence: "Dr." */
    SMZ_LIST_NUMBER = 8, /* nor does this one's before a number: "No. 5" */
    SMZ_LIST_LIGHT = 16,
    SMZ_LIST_NEGATION = 32,
};

struct smz_own_phrase {
    smz_str key;
    const char *text;
};

struct smz_list {
    smz_str name;
    struct smz_phrases phrases;
};

struct sb_stemmer;

struct smz_lang {
    char code[8];
    struct smz_arena arena;
    struct sb_stemmer *stemmer; /* or NULL */
    bool unspaced, rtl, nouns_large;
    bool ordinals; /* a point behind a number makes it an ordinal: "am 3. Mai" */
    bool negates_by_suffix;
    bool elision; /* "l'homme" is two words */
    bool ready;   /* the stop words' stems are in `words` too */
    struct smz_wordset words;
    struct smz_list *lists;
    size_t n_lists;
    struct smz_own_phrase *own; /* sorted by key */
    size_t n_own;
};

/* As smz_lang_get for the exact code of a file, not yet made ready; or NULL. */
struct smz_lang *smz_lang_load(const char *code);
/* Stems the stop words: what a language needs beyond being recognised. */
const struct smz_lang *smz_lang_ready(struct smz_lang *lang);
/* The value of `key` in a file's [language] section, or the empty slice. */
smz_str smz_lang_fact(smz_str file, smz_str key);
/* The lists that a case-folded word is in. */
unsigned smz_lang_lists(const struct smz_lang *lang, smz_str word);

#endif
