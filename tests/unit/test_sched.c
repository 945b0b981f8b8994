/* What goes when: a network without sockets, and a clock that jumps. */
#include <string.h>

#include "engine/sched.h"
#include "unit.h"

enum { SLOTS = 8, TASKS = 32 };

/* Every exchange takes `takes` ms; `status` says how each ends, in the order of start. */
struct world {
    int64_t now;
    int64_t takes;
    int status[64]; /* 0: 200 */
    int starts;
    int64_t ends[SLOTS]; /* 0: free */
    int ending[SLOTS];   /* status */
    int running, most_running;
    int64_t started_at[64];
    int stopped;
    /* the caller's side */
    int done, failed, order[64], n_order;
    int64_t wait_ms;
    volatile sig_atomic_t stop;
    int64_t stop_at;
    struct smz_sched *sched;
};

static int64_t now(void *self)
{
    return ((struct world *)self)->now;
}

static void start(void *self, int slot, const struct smz_http_request *request)
{
    struct world *w = self;

    (void)request;
    assert_int_equal(w->ends[slot], 0);
    w->ends[slot] = w->now + w->takes;
    w->ending[slot] = w->status[w->starts];
    w->started_at[w->starts++] = w->now;
    if (++w->running > w->most_running)
        w->most_running = w->running;
}

static int wait_one(void *self, int64_t ms, struct smz_http_response *out)
{
    struct world *w = self;
    int64_t until = w->now + ms;
    int next = -1;

    for (int i = 0; i < SLOTS; i++)
        if (w->ends[i] && (next < 0 || w->ends[i] < w->ends[next]))
            next = i;
    if (next >= 0 && w->ends[next] > until)
        next = -1;
    w->now = next >= 0 && w->ends[next] > w->now ? w->ends[next]
             : next >= 0                         ? w->now
                                                 : until;
    if (w->stop_at && w->now >= w->stop_at)
        w->stop = SIGINT;
    if (next < 0)
        return -1;
    w->ends[next] = 0;
    w->running--;
    *out = (struct smz_http_response){.status = w->ending[next] ? w->ending[next] : 200};
    return next;
}

static void stop(void *self, int slot)
{
    struct world *w = self;

    w->ends[slot] = 0;
    w->running--;
    w->stopped++;
}

static size_t received(void *self, int slot)
{
    (void)self;
    (void)slot;
    return 0;
}

static struct smz_verdict done(void *ctx, struct smz_task *task,
                               const struct smz_http_response *response, bool last)
{
    struct world *w = ctx;
    struct smz_verdict v = {.wait_ms = -1};

    if (response->status == 200) {
        w->done++;
        w->order[w->n_order++] = (int)(intptr_t)task->job;
    } else if (response->status == 401) {
        w->failed++;
        smz_sched_halt(w->sched);
    } else if (last) {
        w->failed++;
    } else {
        v.again = true;
        v.rate = response->status == 429;
        v.wait_ms = w->wait_ms;
    }
    return v;
}

static enum smz_code run(struct world *w, int jobs, int retries, int n,
                         const double *ranks)
{
    struct smz_net net = {w, now, start, wait_one, stop, received};
    struct smz_sched_options options = {.jobs = jobs,
                                        .retries = retries,
                                        .most_ms = 60000,
                                        .seed = 1,
                                        .stop = &w->stop,
                                        .done = done,
                                        .ctx = w};
    static struct smz_task tasks[TASKS];
    struct smz_arena arena;
    enum smz_code code;

    memset(tasks, 0, sizeof(tasks));
    smz_arena_init(&arena);
    w->sched = smz_sched_new(&options, &net, &arena);
    for (int i = 0; i < n; i++) {
        tasks[i].rank = ranks ? ranks[i] : 0;
        tasks[i].job = (void *)(intptr_t)i;
        smz_sched_add(w->sched, &tasks[i]);
    }
    code = smz_sched_run(w->sched);
    smz_arena_release(&arena);
    return code;
}

static void as_many_at_once_as_jobs(void **state)
{
    struct world w = {.takes = 1000, .wait_ms = -1};

    (void)state;
    assert_int_equal(run(&w, 4, 3, 12, NULL), SMZ_OK);
    assert_int_equal(w.done, 12);
    assert_int_equal(w.most_running, 4);
    assert_int_equal(w.now, 3000);
}

static void the_longest_path_goes_first(void **state)
{
    struct world w = {.takes = 10, .wait_ms = -1};
    const double ranks[] = {1, 5, 3, 9};
    const int want[] = {3, 1, 2, 0};

    (void)state;
    run(&w, 1, 3, 4, ranks);
    for (int i = 0; i < 4; i++)
        assert_int_equal(w.order[i], want[i]);
}

static void a_busy_server_is_asked_again_later_and_later(void **state)
{
    struct world w = {.takes = 10, .wait_ms = -1, .status = {503, 503, 503}};

    (void)state;
    run(&w, 1, 5, 1, NULL);
    assert_int_equal(w.done, 1);
    assert_int_equal(w.starts, 4);
    for (int i = 1; i < 4; i++) {
        int64_t gap = w.started_at[i] - w.started_at[i - 1] - w.takes;
        int64_t full = 500 << (i - 1);

        assert_true(gap >= full * 3 / 4 && gap <= full + 1);
    }
}

static void retries_end(void **state)
{
    struct world w = {.takes = 10, .wait_ms = -1};

    (void)state;
    for (int i = 0; i < 64; i++)
        w.status[i] = 503;
    run(&w, 1, 5, 1, NULL);
    assert_int_equal(w.failed, 1);
    assert_int_equal(w.starts, 6);
}

static void the_servers_own_delay_is_kept_by_everybody(void **state)
{
    struct world w = {.takes = 10, .wait_ms = 20000, .status = {429}};

    (void)state;
    run(&w, 1, 5, 3, NULL);
    assert_int_equal(w.done, 3);
    assert_true(w.started_at[1] >= 20000);
    assert_true(w.now < 22000);
}

static void a_delay_beyond_patience_is_not_waited_for(void **state)
{
    struct world w = {.takes = 10, .wait_ms = 3600000, .status = {429}};

    (void)state;
    run(&w, 1, 5, 1, NULL);
    assert_int_equal(w.failed, 1);
    assert_true(w.now < 1000);
}

/* Four in flight are refused at once: that is one sign, not four. */
static void a_rate_limit_halves_the_flight_and_success_widens_it(void **state)
{
    struct world w = {.takes = 100, .wait_ms = 1000, .status = {429, 429, 429, 429}};
    int at_once = 0;

    (void)state;
    run(&w, 4, 5, 16, NULL);
    assert_int_equal(w.done, 16);
    for (int i = 4; i < w.starts; i++)
        at_once += w.started_at[i] < w.started_at[4] + w.takes;
    assert_int_equal(at_once, 2);
    assert_int_equal(w.most_running, 4);
}

static void a_halt_lets_those_in_flight_land(void **state)
{
    struct world w = {.takes = 100, .wait_ms = -1, .status = {401}};

    (void)state;
    assert_int_equal(run(&w, 4, 5, 16, NULL), SMZ_OK);
    assert_int_equal(w.starts, 4);
    assert_int_equal(w.done, 3);
    assert_int_equal(w.failed, 1);
}

static void a_signal_stops_all_at_once(void **state)
{
    struct world w = {.takes = 5000, .wait_ms = -1, .stop_at = 1000};

    (void)state;
    assert_int_equal(run(&w, 4, 5, 16, NULL), SMZ_EINTERRUPT);
    assert_int_equal(w.stopped, 4);
    assert_true(w.now <= 1200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_at_once_as_jobs),
        cmocka_unit_test(the_longest_path_goes_first),
        cmocka_unit_test(a_busy_server_is_asked_again_later_and_later),
        cmocka_unit_test(retries_end),
        cmocka_unit_test(the_servers_own_delay_is_kept_by_everybody),
        cmocka_unit_test(a_delay_beyond_patience_is_not_waited_for),
        cmocka_unit_test(a_rate_limit_halves_the_flight_and_success_widens_it),
        cmocka_unit_test(a_halt_lets_those_in_flight_land),
        cmocka_unit_test(a_signal_stops_all_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
