/* Inside ENGINE: the requests of a plan as jobs, each asked until it is answered. */
#ifndef SMZ_ENGINE_JOBS_H
#define SMZ_ENGINE_JOBS_H

#include "engine/answer.h"
#include "engine/live.h"
#include "engine/sched.h"

/* One question: a request, or a part of one that was cut in two. */
struct live_job {
    struct live_run *run;
    struct live_job *next;      /* of the same request, in the order of the talk */
    struct smz_request request; /* as it is asked: a half of SINGLE is a WRITE */
    int id;                     /* of the plan's request that it answers */
    struct smz_chunk chunk;
    struct smz_ask ask;
    struct smz_prompt prompt;
    struct smz_manner manner; /* in which it was asked */
    struct smz_task task;
    struct smz_arena arena; /* prompt, body, reply; released once it is settled */
    struct smz_key key, first_key;
    int asked;      /* times, with something else each time */
    int depth;      /* how often it was cut */
    int tokens_cap; /* that the answer may have */
    enum smz_fault fault;
    struct smz_answer answer;
    bool done, failed;
};

/* How far a request of the plan is. */
struct live_state {
    struct live_job *jobs;
    int open;      /* jobs not settled */
    int needs;     /* requests that it waits for */
    double rank;   /* seconds from its start to the end of the run */
    bool relating; /* SINGLE that was cut: its frame is being asked for */
    bool done, failed;
    smz_str reason;
};

struct live_run {
    struct smz_live *live;
    const struct smz_plan *plan;
    struct smz_arena *arena;
    struct smz_notes *notes;
    struct smz_answers *answers;
    const struct smz_request *requests; /* the plan's, then the extending ones */
    int n_requests;
    struct live_state *states;
    struct smz_sched *sched;
    struct smz_progress progress;
    double took, expected; /* seconds, of the requests that were answered */
    int64_t began, ticked;
    enum smz_fault fatal; /* that ended the run */
    smz_str reason;
    struct smz_err *err;
    enum smz_code code;
};

/* Begins a request whose needs are there. */
void live_begin(struct live_run *run, int id);
/* The halves of a SINGLE are there: asks for the frame around them. */
void live_begin_frame(struct live_run *run, int id);
/* What the scheduler calls. */
struct smz_verdict live_done(void *ctx, struct smz_task *task,
                             const struct smz_http_response *response, bool last);
/* A request came to its end: what waited for it may begin. In run.c. */
void live_settled(struct live_run *run, int id);
/* Ends the run: nothing further is asked. */
void live_fatal(struct live_run *run, enum smz_fault fault, smz_str reason);

/*
 * The parts of a frame that are asked for with one question each, side by side where
 * that is quicker: how many of `parts` are filled, 1 or 2.
 */
int live_frame(const struct smz_live *live, const struct smz_plan *plan,
               const struct smz_request *r, unsigned parts[2]);

/* The call that a prompt makes, with room for the answer; false where it cannot fit. */
bool live_call(const struct smz_live *live, const struct smz_prompt *prompt,
               int tokens_out, int cap, struct smz_call *out);
struct smz_key live_key(const struct smz_live *live, const struct smz_call *call,
                        struct smz_arena *arena);

#endif
