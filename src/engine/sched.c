#include "engine/sched.h"

#include <string.h>

enum {
    TICK_MS = 200,
    FIRST_DELAY_MS = 500,
    MAX_DELAY_MS = 30 * 1000,
    RATE_DELAY_MS = 2000, /* after a 429 that names no time */
    RATE_FACTOR = 3
};

struct smz_sched {
    struct smz_sched_options options;
    struct smz_net net;
    struct smz_arena *arena;
    struct smz_task **running; /* by slot */
    SMZ_VEC(struct smz_task *) waiting;
    int n_running, retries;
    double limit;         /* exchanges in flight that the provider stands, it seems */
    int64_t paused_until; /* all of the provider rests */
    int64_t slowed_at;
    bool halted;
    uint64_t random;
};

struct smz_sched *smz_sched_new(const struct smz_sched_options *options,
                                const struct smz_net *net, struct smz_arena *arena)
{
    struct smz_sched *s = SMZ_NEW(arena, struct smz_sched, 1);

    s->options = *options;
    s->net = *net;
    s->arena = arena;
    s->running = SMZ_NEW(arena, struct smz_task *, options->jobs);
    s->limit = options->jobs;
    s->slowed_at = -1;
    s->random = options->seed | 1;
    return s;
}

void smz_sched_add(struct smz_sched *s, struct smz_task *task)
{
    if (s->halted)
        return;
    task->due = s->net.now(s->net.self);
    task->slot = -1;
    task->tries = task->slowed = 0;
    SMZ_PUSH(s->arena, s->waiting, task);
}

void smz_sched_halt(struct smz_sched *s)
{
    s->halted = true;
    s->waiting.len = 0;
}

int smz_sched_running(const struct smz_sched *s)
{
    return s->n_running;
}

int smz_sched_retries(const struct smz_sched *s)
{
    return s->retries;
}

size_t smz_sched_received(const struct smz_sched *s)
{
    size_t sum = 0;

    for (int i = 0; i < s->options.jobs; i++)
        if (s->running[i])
            sum += s->net.received(s->net.self, i);
    return sum;
}

/* ---- Starting ---- */

/* The place of the task that is due and has the longest path behind it; or -1. */
static ptrdiff_t next_due(const struct smz_sched *s, int64_t now)
{
    ptrdiff_t best = -1;

    for (size_t i = 0; i < s->waiting.len; i++) {
        const struct smz_task *t = s->waiting.at[i];

        if (t->due <= now && (best < 0 || t->rank > s->waiting.at[best]->rank))
            best = (ptrdiff_t)i;
    }
    return best;
}

static int free_slot(const struct smz_sched *s)
{
    for (int i = 0; i < s->options.jobs; i++)
        if (!s->running[i])
            return i;
    return -1;
}

static void start_due(struct smz_sched *s, int64_t now)
{
    while (s->n_running < (int)s->limit && now >= s->paused_until) {
        ptrdiff_t at = next_due(s, now);
        struct smz_task *task;

        if (at < 0)
            return;
        task = s->waiting.at[at];
        memmove(s->waiting.at + at, s->waiting.at + at + 1,
                (s->waiting.len - (size_t)at - 1) * sizeof(*s->waiting.at));
        s->waiting.len--;
        task->slot = free_slot(s);
        task->began = now;
        s->running[task->slot] = task;
        s->n_running++;
        s->net.start(s->net.self, task->slot, &task->request);
    }
}

/* How long nothing can begin: until the next is due, or the pause is over. */
static int64_t idle_ms(const struct smz_sched *s, int64_t now)
{
    int64_t next = now + TICK_MS;

    if (s->n_running < (int)s->limit)
        for (size_t i = 0; i < s->waiting.len; i++) {
            int64_t due = s->waiting.at[i]->due;

            due = due < s->paused_until ? s->paused_until : due;
            next = due < next ? due : next;
        }
    return next > now ? next - now : 0;
}

/* ---- Ending ---- */

/* A share of v between three quarters and all of it. */
static int64_t jitter(struct smz_sched *s, int64_t v)
{
    s->random ^= s->random << 13;
    s->random ^= s->random >> 7;
    s->random ^= s->random << 17;
    return v - (int64_t)(s->random % 1024) * v / 4096;
}

static int64_t delay_of(struct smz_sched *s, const struct smz_task *task,
                        const struct smz_verdict *verdict)
{
    int64_t first = verdict->rate ? RATE_DELAY_MS : FIRST_DELAY_MS;
    int tries = verdict->rate ? task->slowed : task->tries;
    int64_t ms = first << (tries > 7 ? 6 : tries - 1);

    if (verdict->wait_ms >= 0) /* a little more, so that not all come at one moment */
        return verdict->wait_ms + jitter(s, 200);
    return jitter(s, ms > MAX_DELAY_MS ? MAX_DELAY_MS : ms);
}

/* Answers to requests that were on their way when it slowed down say nothing new. */
static void slow_down(struct smz_sched *s, const struct smz_task *task, int64_t now,
                      int64_t delay)
{
    if (now + delay > s->paused_until)
        s->paused_until = now + delay;
    if (task->began <= s->slowed_at)
        return;
    s->slowed_at = now;
    s->limit = s->limit / 2 < 1 ? 1 : s->limit / 2;
}

static void speed_up(struct smz_sched *s)
{
    s->limit += 1 / s->limit;
    if (s->limit > s->options.jobs)
        s->limit = s->options.jobs;
}

static bool may_retry(const struct smz_sched *s, const struct smz_task *task,
                      const struct smz_verdict *verdict)
{
    int most = s->options.retries;

    return !s->halted && verdict->wait_ms <= s->options.most_ms &&
           (verdict->rate ? task->slowed < most * RATE_FACTOR : task->tries < most);
}

static void finish(struct smz_sched *s, int slot,
                   const struct smz_http_response *response)
{
    struct smz_task *task = s->running[slot];
    struct smz_verdict verdict;
    int64_t now = s->net.now(s->net.self), delay;

    s->running[slot] = NULL;
    s->n_running--;
    verdict = s->options.done(s->options.ctx, task, response, false);
    if (!verdict.again) {
        speed_up(s);
        return;
    }
    if (!may_retry(s, task, &verdict)) {
        s->options.done(s->options.ctx, task, response, true);
        return;
    }
    s->retries++;
    if (verdict.rate)
        task->slowed++;
    else
        task->tries++;
    delay = delay_of(s, task, &verdict);
    if (verdict.rate)
        slow_down(s, task, now, delay);
    task->due = now + delay;
    task->slot = -1;
    SMZ_PUSH(s->arena, s->waiting, task);
}

static enum smz_code stop_all(struct smz_sched *s, int signal_number)
{
    for (int i = 0; i < s->options.jobs; i++) {
        if (s->running[i])
            s->net.stop(s->net.self, i);
        s->running[i] = NULL;
    }
    s->n_running = 0;
    smz_sched_halt(s);
    return signal_number == SIGTERM ? SMZ_ETERMINATED : SMZ_EINTERRUPT;
}

enum smz_code smz_sched_run(struct smz_sched *s)
{
    while (s->n_running || s->waiting.len) {
        struct smz_http_response response;
        int64_t now = s->net.now(s->net.self);
        int slot;

        if (s->options.stop && *s->options.stop)
            return stop_all(s, (int)*s->options.stop);
        start_due(s, now);
        slot = s->net.wait(s->net.self, idle_ms(s, now), &response);
        if (slot >= 0)
            finish(s, slot, &response);
        if (s->options.tick)
            s->options.tick(s->options.ctx);
    }
    return s->options.stop && *s->options.stop ? stop_all(s, (int)*s->options.stop)
                                               : SMZ_OK;
}
