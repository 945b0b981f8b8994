/*
 * The phrases of a language by which the built-in engine knows what says little, what
 * must not stand alone, what advises. Words are compared by a hash of their small form.
 */
#ifndef SMZ_ENGINE_BUILTIN_LEXICON_H
#define SMZ_ENGINE_BUILTIN_LEXICON_H

#include "lang/lang.h"

/* Lists of data/lang/CODE.ini; a phrase may be in several. */
enum {
    LEX_LEAD = 1,              /* opens and says nothing: "well,", "I mean" */
    LEX_OPENER = 2,            /* so, and even without a comma behind it: "and", "so" */
    LEX_KEEP = 4,              /* begins as one of these, and is none: "so far" */
    LEX_FILLER = 8,            /* anywhere: "you know", "sort of" */
    LEX_TAG = 16,              /* behind a comma at the end: "right?" */
    LEX_TAIL = 32,             /* cannot end a sentence: "and", "the" */
    LEX_TWICE = 64,            /* may stand twice: "had had" */
    LEX_WEAK = 128,            /* carries little: "just", "you" */
    LEX_SELF = 256,            /* the speaker: "I", "my" */
    LEX_DANGLE = 512,          /* points back as the first word: "that", "he" */
    LEX_UNSURE = 1024,         /* "I don't know" */
    LEX_ADVICE = 2048,         /* "should", "need to" */
    LEX_AD = 4096,             /* "brought to you by" */
    LEX_WRITTEN = 8192,        /* commoner in writing than in talk: "the", "of" */
    LEX_GREETING = 16384,      /* "good morning", "thanks for listening" */
    LEX_WELCOME = 32768,       /* "welcome to" */
    LEX_HOUSE = 65536,         /* "share your screen" */
    LEX_VAGUE = 131072,        /* names no topic by itself: "week", "Monday", "nine" */
    LEX_BEFORE = 262144,       /* behind it stands a noun: "the", "of" */
    LEX_VERB = 524288,         /* behind it stands a verb: "to", "they" */
    LEX_PLURAL = 1048576,      /* the speaker and others: "we" */
    LEX_ASIDE = 2097152,       /* a filler where it stands apart: ", I mean," */
    LEX_FINITE = 1 << 22,      /* the verb of a clause: "is", "went" */
    LEX_SUBJECT = 1 << 23,     /* behind it stands such a verb: "we" */
    LEX_SUBORDINATE = 1 << 24, /* opens a clause that leans on another: "which" */
    LEX_FRAGMENT = 1 << 25,    /* opens a piece of a sentence: "such as", "was" */
    LEX_COMMAND = 1 << 26,     /* tells the listener to do something: "go", "imagine" */
    LEX_TALK = 1 << 27,        /* talk about the talk: "you asked", "this episode" */
    LEX_ASK = 1 << 28,         /* opens a question: "how", "is" */
    LEX_ADDRESS = 1 << 29,     /* whom one speaks to: "you", "your" */
    LEX_STAMMER = 1 << 30      /* behind it a filler is one: "in like a" */
};

/* Lists of the second lexicon. */
enum {
    LEX_STANCE = 1,   /* what one says who holds something: "never", "depends" */
    LEX_ANNOUNCE = 2, /* whose words open what one is about to do: "I'd like to" */
    LEX_DISCOURSE = 4 /* what one does with a talk: "move on to", "mention" */
};

#define LEX_STRONG (1u << 31) /* advice that binds: "should"; a prediction */

enum { LEX_WORDS = 8 }; /* of a phrase, at most */

enum { LEX_BITS = 12 };

struct lexicon_entry;

/* For the functions below: most words begin no phrase of a list, which is told inline. */
struct lexicon {
    SMZ_VEC(struct lexicon_entry) entries; /* by first hash, longer ones first */
    unsigned lists;                        /* all that any entry is in */
    uint16_t first[1 << LEX_BITS]; /* entry whose first hash begins with these bits */
    /* Lists of the entries of one word, and of longer ones by their first two: */
    unsigned one[1 << LEX_BITS], more[1 << LEX_BITS];
};

static inline uint32_t lexicon_bucket(uint32_t hash)
{
    return hash >> (32 - LEX_BITS);
}

static inline uint32_t lexicon_pair(uint32_t first, uint32_t second)
{
    return lexicon_bucket(first * 31 + second);
}

/* Of a language; a list that its file lacks is empty. From `run`. */
const struct lexicon *lexicon_make(const struct smz_lang *lang, struct smz_arena *run);

/* The second of a language. From `run`. */
const struct lexicon *lexicon_second(const struct smz_lang *lang, struct smz_arena *run);

/* Whether a language has any phrase of this list. */
bool lexicon_has(const struct lexicon *lex, unsigned list);

/* lexicon_match, where a phrase may be. */
int lexicon_find(const struct lexicon *lex, const uint32_t *hash, int n, unsigned lists);

/*
 * Words of the longest phrase of any of `lists` that the n hashes begin with; 0: none.
 */
static inline int lexicon_match(const struct lexicon *lex, const uint32_t *hash, int n,
                                unsigned lists)
{
    unsigned in = n > 0 ? lex->one[lexicon_bucket(hash[0])] : 0;

    in |= n > 1 ? lex->more[lexicon_pair(hash[0], hash[1])] : 0;
    return in & lists ? lexicon_find(lex, hash, n, lists) : 0;
}

/* Of the small form of a word, typographic apostrophes as '. Never 0. */
uint32_t lexicon_hash(smz_str word);

#endif
