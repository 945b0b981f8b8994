/*
 * ENGINE: requests -> answers. Three kinds (live, batch, built-in), which the
 * stages around them cannot tell apart.
 */
#ifndef SUMMARIZE_ENGINE_H
#define SUMMARIZE_ENGINE_H

#include "summarize/plan.h"

/*
 * A claim with where it rests. The engine fills what it knows; the verifier checks
 * `turns`, and fills speaker and time from the transcript.
 */
struct smz_point {
    smz_str lead; /* two to six words, no full stop; or empty */
    smz_str text; /* one or two whole sentences, plain text */
    const int *turns;
    int n_turns;
    int sentence;  /* that it was made from, or -1 */
    double weight; /* importance, comparable within one run: what is least goes first */
    int speaker;   /* person; SMZ_NOBODY until verified or where none */
    smz_ms time;   /* SMZ_MS_NONE until verified or where none */
};

/* What somebody said, word for word. */
struct smz_quote {
    smz_str text;
    int turn;     /* that it is said to stand in; -1 if the engine does not say */
    int sentence; /* that it begins in; -1 until verified */
    double weight;
    int speaker;
    smz_ms time;
};

/* A topic as told. */
struct smz_told {
    int segment;
    int first_sentence; /* where in the talk it begins: for order and time */
    int end_sentence;
    smz_str heading;
    smz_str prose; /* sentences, or empty */
    double prose_weight;
    struct smz_point *points;
    int n_points;
    struct smz_quote *quotes;
    int n_quotes;
    smz_ms time;
};

/* What several speakers share. */
struct smz_theme {
    smz_str heading;
    smz_str prose;
    struct smz_point *points;
    int n_points;
    double weight;
};

/* One line of the conclusion: what a person mainly stood for. */
struct smz_stance {
    int person;
    smz_str text;
};

/* What an `edit` answer asks for; the program applies it. */
struct smz_edit {
    int topic, into; /* numbers as given in the request; into >= 0: merge topic into it */
    smz_str heading; /* new heading, or empty */
    bool drop;
};

/* Whatever a request's kind asks for; the rest is empty. */
struct smz_answer {
    bool given; /* false: it failed (--partial) */
    struct smz_told *topics;
    int n_topics;
    smz_str summary;
    struct smz_theme *themes;
    int n_themes;
    struct smz_point *implications;
    int n_implications;
    struct smz_stance *stances;
    int n_stances;
    smz_str conclusion;
    struct smz_edit *edits;
    int n_edits;
};

/* What a run took. */
struct smz_run {
    smz_str provider, model; /* "builtin" and empty without one */
    int requests, cached, retries, failed;
    int64_t tokens_in, tokens_out, tokens_cached;
    double cost; /* US dollars; negative: not known */
    double seconds;
};

/* By request id, plan.n_requests of them. */
struct smz_answers {
    struct smz_answer *at;
    int n;
    struct smz_run run;
};

/*
 * Answers every request of a plan by selecting from the transcript: no network, no
 * clock, the same bytes for the same input on every machine. Gives somewhat more
 * than the plan's words, weighted, for the assembler to choose from. n log n.
 */
void smz_builtin_answer(const struct smz_plan *plan, struct smz_arena *run,
                        struct smz_answers *out);

#endif
