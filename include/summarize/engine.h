/*
 * ENGINE: requests -> answers. Two kinds, live and built-in, which the stages around
 * them need not tell apart.
 */
#ifndef SUMMARIZE_ENGINE_H
#define SUMMARIZE_ENGINE_H

#include <signal.h>

#include "base/buf.h"
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
    smz_str prose;       /* sentences, or empty */
    double prose_weight; /* beside the points', where it tells more than they do; or 0 */
    const int *turns;    /* that the prose rests on, where the engine says */
    int n_turns;
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
    int topic, into; /* topics or points as numbered; into >= 0: merge topic into it */
    smz_str heading; /* new heading of a topic, or empty */
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

/* How far a live run is, for a progress line. */
struct smz_progress {
    int done, running, total; /* requests; total grows when one is split */
    int segments_done, segments;
    int retries;
    int64_t tokens_in, tokens_out; /* so far; those of running requests estimated */
    double cost;                   /* US dollars; negative: not known */
    double seconds_left;
};

/* A stretch of talk that nothing tells of, and the words that it deserves. */
struct smz_untold {
    int first_sentence, end_sentence;
    int words;
};

/* What a digest lacks. */
struct smz_lack {
    int words; /* negative: it has more */
    const struct smz_untold *untold;
    int n_untold;
};

/*
 * What the command line and the configuration say of a model. All zero is the
 * default; strings are borrowed until smz_live_close.
 */
struct smz_live_options {
    const char *provider; /* its name; NULL: the one that the environment has */
    const char *model;    /* [PROVIDER/]MODEL; NULL: SUMMARIZE_MODEL, else the default */
    const char *base_url; /* NULL: the provider's variable, else its own */
    const char *key;      /* from the configuration; NULL: the provider's variable */
    int jobs;             /* requests in flight; 0: 16, or 1 for a server of one's own */
    int timeout_ms;       /* of one request; 0: ten minutes */
    int retries;          /* of one request; 0: the default, negative: none */
    int context;          /* tokens; 0: from the server or the table */
    const double *temperature; /* 0 to 2; NULL: not sent, what the server finds best */
    bool whole_answers;        /* do not ask for streams */
    bool no_cache;             /* neither read nor write */
    bool refresh;              /* write, but do not read */
    bool partial;              /* what no model would tell, the built-in engine does */
    bool insecure_key;         /* a key may go over plain http to another machine */
    bool offline;              /* ask nothing of any server: for --dry-run */
    const char *prompt_dir;    /* replaces prompts/NAME.md; or NULL */
    const char *models; /* a file of the user's that overrides data/models.tsv; or NULL */
    const char *proxy;  /* URL; NULL: environment */
    const char *cacert; /* file; NULL: CURL_CA_BUNDLE, SSL_CERT_FILE, SSL_CERT_DIR */

    /* What a digest of these answers, which are a copy, would lack of the plan's words,
     * and stretches that it would not tell of, from `run`;
     * NULL: they are counted as they came. */
    struct smz_lack (*lack)(void *ctx, const struct smz_plan *plan,
                            struct smz_answers *answers, struct smz_arena *run);
    const char *(*env)(const char *name); /* NULL: an empty environment */
    const volatile sig_atomic_t *stop;    /* a signal's number once it came; or NULL */
    void (*progress)(void *ctx,
                     const struct smz_progress *p); /* a few a second; or NULL */
    void (*log)(void *ctx, const char *line); /* --verbose: a line a request; or NULL */
    void *ctx;
};

/* What was chosen, and why. */
struct smz_live_about {
    const char *provider; /* "anthropic" */
    smz_str model;
    const char *why;         /* what chose it: "ANTHROPIC_API_KEY", "--provider" */
    const char *limits_from; /* "the server", "the table of 2026-11-23", "a guess" */
    bool guessed;            /* they are a guess */
};

/* What a plan will take, before anything is sent. */
struct smz_estimate {
    int requests, cached; /* cached: answers that are there already */
    int64_t tokens_in, tokens_out;
    double cost; /* US dollars; negative: not known */
    double seconds;
};

struct smz_live;

/* Whether options and environment name a model at all; else the built-in engine. */
bool smz_live_wanted(const struct smz_live_options *options);

/*
 * Chooses provider and model, opens the cache, and unless offline asks a server of
 * one's own for its model and context window. SMZ_EKEY without a key,
 * SMZ_EUSAGE for an unknown provider, SMZ_EUNAVAILABLE where the server is not there.
 */
enum smz_code smz_live_open(const struct smz_live_options *options, struct smz_arena *run,
                            struct smz_notes *notes, struct smz_live **out,
                            struct smz_err *err);
void smz_live_close(struct smz_live *live);

struct smz_limits smz_live_limits(const struct smz_live *live);
struct smz_live_about smz_live_about(const struct smz_live *live);

/*
 * Answers every request of a plan. Where the digest would fall short of the plan's words
 * by more than 5 %, up to two more rounds extend the answers. `out` has an answer for
 * each of the plan's requests whatever the code: SMZ_OK, SMZ_EPARTIAL (the notes say
 * which part the built-in engine did), SMZ_EUNAVAILABLE, SMZ_ETEMPFAIL, SMZ_EKEY,
 * SMZ_ECONFIG, SMZ_EINTERRUPT, SMZ_ETERMINATED. Edits are applied, condensed topics
 * replaced: what the answers hold is what is to be told.
 */
enum smz_code smz_live_answer(struct smz_live *live, const struct smz_plan *plan,
                              struct smz_arena *run, struct smz_notes *notes,
                              struct smz_answers *out, struct smz_err *err);

void smz_live_estimate(struct smz_live *live, const struct smz_plan *plan,
                       struct smz_arena *run, struct smz_estimate *out);

/* Asks for one word; what answered, as lines for people, goes to `report`. */
enum smz_code smz_live_check(struct smz_live *live, struct smz_buf *report,
                             struct smz_err *err);

/* For --cache-info and --cache-clear; need no provider. */
enum smz_code smz_cache_info(const struct smz_live_options *options,
                             struct smz_buf *report, struct smz_err *err);
enum smz_code smz_cache_clear(const struct smz_live_options *options,
                              struct smz_buf *report, struct smz_err *err);

#endif
