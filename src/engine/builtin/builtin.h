/*
 * Between the files of the built-in engine.
 */
#ifndef SMZ_ENGINE_BUILTIN_BUILTIN_H
#define SMZ_ENGINE_BUILTIN_BUILTIN_H

#include "engine/builtin/clean.h"
#include "summarize/engine.h"

enum {
    MOST_TAKEN = 40,
    SUMMARY_CLAIMS = 3, /* sentences of the transcript in the summary */
    MOST_CLAIMS = 512,  /* in one that is all of the digest */
    ONE_SUBJECT = 4000, /* words of a talk that has one, and one opening */
    TENTHS = 10,        /* parts of the talk, by words, each of which is to be told */
    ROOMY_WORDS = 400   /* from such a digest on, every part of the talk is heard, and
                           sentences that can stand alone go before better ones */
};

/* What is known of a sentence before any is chosen. */
struct fact {
    double prior;    /* of a point, without its words' weight; 0: never one */
    double quote;    /* the same of a quote */
    double place;    /* what of prior it owes to where it stands */
    double standing; /* 0..1: whether it can stand alone on a page */
    int topic;
    uint16_t words; /* when cleaned */
    uint8_t tenth;  /* of the words of the talk that it is in, from 0 */
    bool self;      /* the speaker speaks of themselves */
    bool clear;     /* no word of it points back */
    bool addresses; /* it speaks to somebody: "you" */
    bool dangles;   /* its first word points back */
    bool advice;
    bool strong;  /* advice that binds, or a prediction */
    bool opinion; /* opened with "I think" */
    bool plural;  /* the speaker and others: "we" */
    bool question;
    bool noise; /* greeting, advertisement, housekeeping */
};

struct phrase;

/* A sentence that was chosen. */
struct choice {
    int sentence;
    double weight;
};

/* Endings of words, as lists of the language's file; most have few. */
struct endings {
    struct smz_phrases loose;   /* of what is no noun */
    struct smz_phrases bent;    /* of an adjective in another case than the first */
    struct smz_phrases oblique; /* the same of a noun */
    struct smz_phrases plural;
    struct smz_phrases finite;   /* of the verb of a clause */
    struct smz_phrases particle; /* that is no part of the noun before */
};

struct builtin {
    const struct smz_plan *plan;
    const struct smz_outline *outline;
    const struct smz_text *text;
    const struct smz_lang *lang; /* of the program's own words */
    struct smz_arena *run;       /* of what is told */
    struct smz_arena *scratch;   /* of what helps to choose it */
    const struct lexicon *lex;
    const struct lexicon *second;
    struct cleaner cleaner;
    struct endings endings;
    bool unpointed; /* a transcript without end marks */
    int opener;     /* who brings up a talk of one subject, or SMZ_NOBODY */
    struct fact *facts;
    double *weight;                /* of each term */
    uint16_t *taken;               /* of each term: chosen sentences that have it */
    double left[MOST_TAKEN + 1];   /* of a term's weight, by how often it was taken */
    bool *used;                    /* of each sentence: chosen as point or quote */
    bool *open;                    /* of each sentence: in a segment that is to be told */
    SMZ_VEC(struct choice) points; /* in order of choice, best first */
    SMZ_VEC(struct choice) quotes;
    SMZ_VEC(struct choice) implications;
    int *stances;            /* of each person: a sentence, or -1 */
    int claims[MOST_CLAIMS]; /* sentences kept for the summary */
    int n_claims;
    bool *name;                 /* of each term: part of somebody's name */
    bool *small;                /* of each term: written small somewhere */
    int *verb;                  /* of each term: above 0, it is said where verbs are */
    const struct phrase *whole; /* key phrases of all that is said, best first */
    int n_whole;
    unsigned frames; /* said so far: their variants take turns */
    bool rests;      /* the last topic was said what else it is about */
    bool told_of;    /* who talks in a topic before: */
    int talkers[2];
    SMZ_VEC(smz_str) headings;
    bool lax;        /* key phrases are what is at hand, where none is good */
    bool *headed;    /* of each term: stands in a heading */
    uint32_t *local; /* of each term: times in the stretch at hand; else 0 */
};

/* facts.c: looks at every sentence once. */
void builtin_facts(struct builtin *b);

/* whole.c: learns from the transcript which words are verbs. */
void builtin_verbs(struct builtin *b);
/* How well the sentence that was scanned last stands alone, 0..1. */
double builtin_standing(const struct builtin *b, int sentence);
/* Whether its first words point back: "that is", but not "there is". */
bool builtin_dangles(const struct builtin *b);
/* Whether the sentence that was scanned last has no "it" or "they" at all. */
bool builtin_is_clear(const struct builtin *b);

/*
 * select.c: chooses sentences for quotes, the best said before points take them; for
 * points; and for further quotes.
 */
void builtin_select_quotes(struct builtin *b);
void builtin_select(struct builtin *b);
void builtin_select_more_quotes(struct builtin *b);
/* What sentence i would add to what is chosen: its terms' weight, less for each time
 * that a term was taken, over a root of its words. */
double builtin_gain(const struct builtin *b, int sentence);

/* The person who says sentence i, or SMZ_NOBODY. */
int builtin_person(const struct builtin *b, int sentence);
/* Sentence i as a point says it. */
smz_str builtin_clean(struct builtin *b, int sentence);

struct smz_point builtin_point(struct builtin *b, struct choice c);

/* A frame of the program's own (a key of [own]) filled with up to three texts. */
smz_str builtin_say(const struct builtin *b, const char *key, smz_str first,
                    smz_str second, smz_str third);
/* With a large letter first, but not "iPhone". */
smz_str builtin_large(const struct builtin *b, smz_str s);
/* What a person is called. */
smz_str builtin_name(const struct builtin *b, int person);

/* heading.c: headings for n topics whose points are told, the weightiest topics first;
 * those that the file itself gives, and where no good phrase is found, stay. */
void builtin_headings(struct builtin *b, struct smz_told *told, int n);
/* Whether a topic that was told has this heading. */
bool builtin_is_heading(const struct builtin *b, smz_str text);

/* prose.c: says in the program's own words what a topic is about, or nothing. */
void builtin_prose(struct builtin *b, struct smz_told *told);

/* summary.c: keeps the best claims for the summary: for so many words, where topics are
 * not shown; else some, from the points. */
void builtin_reserve_claims(struct builtin *b, int words);
smz_str builtin_summary(struct builtin *b);
/* The best claims of all parts of the talk that are left, for so many words. */
smz_str builtin_retell(struct builtin *b, int words);

/* relate.c: keeps from the points, before they are chosen, what is told of the whole. */
void builtin_reserve(struct builtin *b);
/* Words that a part of the frame is to fill where topics are not shown, else 0. */
int builtin_room(const struct builtin *b, enum smz_part part);
/* Summary, themes, implications, stances and conclusion. */
void builtin_relate(struct builtin *b, struct smz_answer *out);

#endif
