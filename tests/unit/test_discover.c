/* How long a server is waited for that is asked what it has: no sockets, a clock that
 * jumps. */
#include "engine/live.h"
#include "unit.h"

struct world {
    int64_t now;
    int64_t look_ms;  /* that each look takes */
    int answers_look; /* which finds the answer; 0: none */
    int looks;
};

static int64_t now(void *self)
{
    return ((struct world *)self)->now;
}

static void start(void *self, int slot, const struct smz_http_request *request)
{
    (void)self;
    (void)slot;
    (void)request;
}

static int wait_one(void *self, int64_t ms, struct smz_http_response *out)
{
    struct world *w = self;

    (void)ms;
    w->now += w->look_ms;
    if (++w->looks != w->answers_look)
        return -1;
    *out = (struct smz_http_response){
        .status = 200, .body = SMZ_S("{\"data\":[{\"id\":\"one\"},{\"id\":\"two\"}]}")};
    return 0;
}

static void stop(void *self, int slot)
{
    (void)self;
    (void)slot;
}

/* What a server of that world has; empty where it was not waited for. */
static void check_models(struct world *w, const char *want)
{
    struct smz_live live = {.net = {w, now, start, wait_one, stop, NULL}};
    struct smz_arena run;
    smz_str got;

    live.choice.provider = live.endpoint.provider = smz_provider_find(SMZ_S("openai"));
    live.endpoint.base_url = SMZ_S("http://127.0.0.1/v1");
    smz_arena_init(&run);
    got = live_models(&live, &run);
    if (!smz_str_eq(got, smz_str_of(want)))
        fail_msg("%.*s, not %s", SMZ_ARG(got), want);
    smz_arena_release(&run);
}

static void a_slow_machine_is_not_a_silent_server(void **state)
{
    struct world w = {.look_ms = 60000, .answers_look = 5};

    (void)state;
    check_models(&w, "one, two");
}

static void a_silent_server_is_given_up_after_ten_seconds(void **state)
{
    static const int64_t looks_ms[] = {1, 200};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(looks_ms); i++) {
        struct world w = {.look_ms = looks_ms[i]};

        check_models(&w, "");
        assert_int_equal(w.now, 10000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slow_machine_is_not_a_silent_server),
        cmocka_unit_test(a_silent_server_is_given_up_after_ten_seconds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
