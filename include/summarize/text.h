/*
 * The transcript as sentences and words: made once, before segmenting, and used
 * by the segmenter, the planner, the built-in engine and the verifier.
 */
#ifndef SUMMARIZE_TEXT_H
#define SUMMARIZE_TEXT_H

#include "base/table.h"
#include "lang/lang.h"
#include "summarize/read.h"

/* A sentence of a turn. Every non-space byte of a turn is in exactly one. */
struct smz_sentence {
    int turn;
    uint32_t at, len;     /* bytes in the turn's text, trimmed */
    uint32_t first_token; /* into text.tokens */
    uint16_t n_tokens;
    uint16_t words; /* as smz_count_words counts */
};

/* A content-bearing unit: a stemmed word, or a character bigram without spaces. */
struct smz_term {
    smz_str stem;    /* case-folded */
    smz_str surface; /* the first form seen, as written */
    uint32_t count;  /* in the whole transcript */
    bool stop;       /* a function word, filler, number or single letter: no weight */
};

struct smz_token {
    uint32_t term; /* into text.terms */
    uint32_t at;   /* byte in the turn's text */
    uint16_t len;  /* bytes */
    bool capital;  /* begins with an upper-case letter */
    bool breaks;   /* punctuation stands between it and the token before */
};

struct smz_text {
    const struct smz_transcript *transcript;
    const struct smz_lang *lang;
    const struct smz_sentence *sentences; /* in reading order */
    int n_sentences;
    const int *first_sentence; /* of each turn; n_turns + 1 entries */
    const struct smz_token *tokens;
    size_t n_tokens;
    const struct smz_term *terms;
    size_t n_terms;
    const struct smz_table *written; /* a word's spelling -> its term */
};

/*
 * Cuts a transcript into sentences, words and stems. `lang` is a code ("de") or
 * NULL to detect. Everything comes from `run` and points into the transcript.
 * Linear. Cannot fail; an unknown language is read without stemming or stop words.
 */
void smz_text_make(const struct smz_transcript *transcript, const char *lang,
                   struct smz_arena *run, struct smz_text *out);

/*
 * Of each term of the text, whether a word of one of the names has its stem: such a
 * term says who, and not what. From `run`.
 */
bool *smz_text_names(const struct smz_text *text, const smz_str *names, int n,
                     struct smz_arena *run);

/*
 * The stem of a word, of which `folded` is the case-folded form: that of the term which
 * is written so in the text, which costs one look into a table; else it is made in `buf`.
 */
smz_str smz_text_stem(const struct smz_text *text, smz_str word, smz_str folded,
                      char *buf, size_t cap);

/* The words of sentence i as they stand in the transcript. */
smz_str smz_sentence_str(const struct smz_text *text, int i);

/* When sentence i begins; SMZ_MS_NONE without times. */
smz_ms smz_sentence_time(const struct smz_text *text, int i);

#endif
