/*
 * Many exchanges at once: which goes next, how many at a time, what is tried again
 * and when. Knows no provider and no socket; the clock is the network's.
 */
#ifndef SMZ_ENGINE_SCHED_H
#define SMZ_ENGINE_SCHED_H

#include <signal.h>

#include "engine/net.h"

/* One exchange, however often it is tried. Owned by the caller until it is done. */
struct smz_task {
    struct smz_http_request request;
    double rank; /* how long what depends on it still takes: the longest path first */
    void *job;   /* the caller's */

    /* The scheduler's. */
    int tries, slowed;
    int slot;
    int64_t due, began;
};

/* What the caller makes of a response. */
struct smz_verdict {
    bool again;      /* the same once more, later */
    bool rate;       /* the server wants fewer: everybody slows down */
    int64_t wait_ms; /* the server's own delay; -1: none */
};

struct smz_sched_options {
    int jobs;        /* exchanges in flight, at most */
    int retries;     /* of one task; a rate limit may take three times as many */
    int64_t most_ms; /* a delay above this is not waited for */
    uint64_t seed;   /* of the jitter */
    const volatile sig_atomic_t *stop; /* a signal's number once one came; or NULL */
    /* May add tasks. A verdict of `again` past the retries is called once more with
       `last` set, and must then settle the task. */
    struct smz_verdict (*done)(void *ctx, struct smz_task *task,
                               const struct smz_http_response *response, bool last);
    void (*tick)(void *ctx); /* a few times a second; or NULL */
    void *ctx;
};

struct smz_sched;

struct smz_sched *smz_sched_new(const struct smz_sched_options *options,
                                const struct smz_net *net, struct smz_arena *arena);
/* A task whose time has come. */
void smz_sched_add(struct smz_sched *sched, struct smz_task *task);
/* No further task is started; those in flight come to their end. */
void smz_sched_halt(struct smz_sched *sched);
/* Until nothing is left to do. SMZ_EINTERRUPT or SMZ_ETERMINATED after a signal. */
enum smz_code smz_sched_run(struct smz_sched *sched);

int smz_sched_running(const struct smz_sched *sched);
int smz_sched_retries(const struct smz_sched *sched);
/* Bytes that running exchanges have received so far. */
size_t smz_sched_received(const struct smz_sched *sched);

#endif
