/*
 * PROMPT: request -> the words that a model is asked in. A pure function of plan,
 * answers so far and the prompt files.
 */
#ifndef SUMMARIZE_PROMPT_H
#define SUMMARIZE_PROMPT_H

#include "summarize/engine.h"

/* What a number in a prompt stands for: sentences of the talk, or something told. */
struct smz_numbered {
    int first_sentence, end_sentence;
    const struct smz_told *topic;  /* or NULL */
    const struct smz_point *point; /* or NULL */
    const struct smz_quote *quote; /* or NULL */
    int request, at;               /* EDIT: whose answer the topic stands in, and where */
};

/* What to ask. */
struct smz_ask {
    const struct smz_plan *plan;
    const struct smz_request *request;
    const struct smz_chunk *chunk;     /* NULL where the request reads answers only */
    int words;                         /* that the answer may have */
    unsigned parts;                    /* RELATE, SINGLE: bit 1 << enum smz_part */
    const struct smz_answers *answers; /* of what the request needs */
    bool brief;                        /* RELATE, CONDENSE: half of what was told only */
    smz_str complaint; /* what was wrong with the answer before; or empty */
};

struct smz_prompt {
    smz_str system, user;
    const char *name;                    /* of prompt and schema: "write" */
    smz_str schema;                      /* JSON text */
    int tokens_in;                       /* estimate */
    const struct smz_numbered *numbered; /* [i] is number i + 1 */
    int n_numbered;
};

/*
 * Everything in *out comes from `run` or is compiled in. SMZ_ECONFIG where `dir` is
 * given and cannot be read; a file that it lacks is the compiled one.
 */
enum smz_code smz_prompt_make(const struct smz_ask *ask, const char *dir,
                              struct smz_arena *run, struct smz_prompt *out,
                              struct smz_err *err);

/*
 * The stretches of a chunk that are numbered: whole turns, long ones cut at
 * sentences into about equal parts of at most 150 words.
 */
void smz_prompt_passages(const struct smz_outline *outline, const struct smz_chunk *chunk,
                         struct smz_arena *run, const struct smz_numbered **out, int *n);

/* Which parts of the frame a plan asks of RELATE or SINGLE: bit 1 << enum smz_part. */
unsigned smz_prompt_parts(const struct smz_plan *plan);
/* Whether the wish names parts, and what was told is none of them: then the frame has all
 * the words. */
bool smz_plan_frame_only(const struct smz_plan *plan);
/* Words that such parts may have together; reads outline, wish and words of the plan. */
int smz_prompt_words(const struct smz_plan *plan, unsigned parts);

/*
 * Cuts a chunk in two between turns, or between sentences. False where it is one
 * sentence.
 */
bool smz_chunk_split(const struct smz_plan *plan, const struct smz_chunk *chunk,
                     struct smz_chunk out[2]);

/*
 * What a request with a chunk reads of it: all, or of an EXTEND of what is told of
 * nowhere that stretch, and a little before it to understand it by.
 */
struct smz_chunk smz_chunk_asked(const struct smz_plan *plan,
                                 const struct smz_request *request);

/* Of each request of the plan, whether a CONDENSE answer stands for its own. */
const bool *smz_plan_condensed(const struct smz_plan *plan,
                               const struct smz_answers *answers, struct smz_arena *run);

/* Words of the plan's that answers lack; negative where they have more. */
int smz_plan_lack(const struct smz_plan *plan, const struct smz_answers *answers,
                  struct smz_arena *run);

/*
 * What to ask further for what is lacking: EXTEND requests, each needing the WRITE or
 * SINGLE that it adds to, ids from plan->n_requests on; first of what is not told of,
 * then, if much is short, of the chunks that told least of their share: each is sent
 * again, so few are asked, for up to half as much again. None where nothing is worth a
 * request.
 */
void smz_plan_extend(const struct smz_plan *plan, const struct smz_answers *answers,
                     const struct smz_lack *lack, struct smz_arena *run,
                     const struct smz_request **out, int *n);

#endif
