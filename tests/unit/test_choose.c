/* Which provider, address, key and model; prices; the cache. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/data.h"
#include "engine/cache.h"
#include "engine/live.h"
#include "unit.h"

/* "NAME=value NAME=value" stands for the environment. */
static const char *environment;

static const char *env(const char *name)
{
    static char values[8][200]; /* a caller holds a few at a time */
    static int turn;
    char *value = values[turn++ % 8];
    smz_str rest = smz_str_of(environment), word;

    while (smz_str_word(&rest, &word)) {
        struct smz_cut cut = smz_str_cut(word, SMZ_S("="));

        if (!smz_str_eq(cut.head, smz_str_of(name)))
            continue;
        snprintf(value, sizeof(values[0]), "%.*s", SMZ_ARG(cut.tail));
        return value;
    }
    return NULL;
}

static const struct {
    const char *env;
    const char *provider, *model, *base_url;
    bool insecure;
    enum smz_code code;
    const char *want_provider, *want_url, *want_model, *want_key;
} choices[] = {
    {"ANTHROPIC_API_KEY=a OPENAI_API_KEY=o", NULL, NULL, NULL, false, SMZ_OK, "anthropic",
     "https://api.anthropic.com", "claude-sonnet-5-5", "a"},
    {"OPENAI_API_KEY=o GEMINI_API_KEY=g", NULL, NULL, NULL, false, SMZ_OK, "openai",
     "https://api.openai.com/v1", "gpt-6.1-terra", "o"},
    {"GEMINI_API_KEY=g GOOGLE_API_KEY=h", NULL, NULL, NULL, false, SMZ_OK, "gemini",
     "https://generativelanguage.googleapis.com", "gemini-3.8-flash", "h"},
    {"OLLAMA_HOST=box", "ollama", "qwen3", NULL, false, SMZ_OK, "ollama",
     "http://box:11434", "qwen3", ""},
    {"OLLAMA_HOST=0.0.0.0:1234", NULL, NULL, NULL, false, SMZ_OK, "ollama",
     "http://127.0.0.1:1234", "", ""},
    {"OLLAMA_HOST=http://0.0.0.0:1234", NULL, NULL, NULL, false, SMZ_OK, "ollama",
     "http://127.0.0.1:1234", "", ""},
    {"OLLAMA_HOST=:1234", NULL, NULL, NULL, false, SMZ_OK, "ollama",
     "http://127.0.0.1:1234", "", ""},
    {"OLLAMA_HOST=[::1]", NULL, NULL, NULL, false, SMZ_OK, "ollama", "http://[::1]:11434",
     "", ""},
    {"OLLAMA_HOST=http://box", NULL, NULL, NULL, false, SMZ_OK, "ollama", "http://box",
     "", ""},
    {"OLLAMA_HOST=https://ollama.com/", NULL, NULL, NULL, false, SMZ_OK, "ollama",
     "https://ollama.com", "", ""},
    {"ANTHROPIC_API_KEY=a OPENAI_API_KEY=o", "openai", "gpt-6-luna", NULL, false, SMZ_OK,
     "openai", "https://api.openai.com/v1", "gpt-6-luna", "o"},
    {"ANTHROPIC_API_KEY=a OPENAI_API_KEY=o", NULL, "openai/gpt-6-luna", NULL, false,
     SMZ_OK, "openai", "https://api.openai.com/v1", "gpt-6-luna", "o"},
    /* a gateway's own names keep their slash */
    {"OPENAI_API_KEY=o", "openai", "anthropic/claude-opus-5-5", "https://gate.way/api/v1",
     false, SMZ_OK, "openai", "https://gate.way/api/v1", "anthropic/claude-opus-5-5",
     "o"},
    {"ANTHROPIC_API_KEY=a SUMMARIZE_MODEL=anthropic/claude-haiku-5-5", NULL, NULL, NULL,
     false, SMZ_OK, "anthropic", "https://api.anthropic.com", "claude-haiku-5-5", "a"},
    {"OPENAI_API_KEY=o SUMMARIZE_MODEL=anthropic/claude-haiku-5-5", "openai", NULL, NULL,
     false, SMZ_OK, "openai", "https://api.openai.com/v1", "gpt-6.1-terra", "o"},
    {"OPENAI_BASE_URL=http://127.0.0.1:8080", NULL, NULL, NULL, false, SMZ_OK, "openai",
     "http://127.0.0.1:8080/v1", "", ""},
    {"", NULL, NULL, "http://localhost:1234/v1/", false, SMZ_OK, "openai",
     "http://localhost:1234/v1", "", ""},
    {"ANTHROPIC_API_KEY=a", NULL, NULL, "https://x.y/v1/chat/completions", false, SMZ_OK,
     "openai", "https://x.y/v1", "", ""},
    {"ANTHROPIC_API_KEY=a ANTHROPIC_BASE_URL=https://x.y/v1/", NULL, NULL, NULL, false,
     SMZ_OK, "anthropic", "https://x.y", "claude-sonnet-5-5", "a"},
    /* refused */
    {"", "openai", NULL, NULL, false, SMZ_EKEY, NULL, NULL, NULL, NULL},
    {"", "nobody", NULL, NULL, false, SMZ_EUSAGE, NULL, NULL, NULL, NULL},
    {"", "openai", NULL, "ftp://x", false, SMZ_EUSAGE, NULL, NULL, NULL, NULL},
    {"OPENAI_API_KEY=o", NULL, NULL, "http://10.0.0.1/v1", false, SMZ_ECONFIG, NULL, NULL,
     NULL, NULL},
    {"OPENAI_API_KEY=o", NULL, NULL, "http://127.evil.com/v1", false, SMZ_ECONFIG, NULL,
     NULL, NULL, NULL},
    {"OPENAI_API_KEY=o", NULL, NULL, "http://127.0.0.1@evil.com/v1", false, SMZ_ECONFIG,
     NULL, NULL, NULL, NULL},
    {"OPENAI_API_KEY=o", NULL, NULL, "http://10.0.0.1/v1", true, SMZ_OK, "openai",
     "http://10.0.0.1/v1", "", "o"},
};

static void the_environment_and_options_choose(void **state)
{
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(choices); i++) {
        struct smz_live_options o = {.provider = choices[i].provider,
                                     .model = choices[i].model,
                                     .base_url = choices[i].base_url,
                                     .insecure_key = choices[i].insecure,
                                     .env = env};
        struct live_choice c = {0};
        struct smz_err err = {0};
        enum smz_code code;

        environment = choices[i].env;
        code = live_choose(&o, &arena, &c, &err);
        if (code != choices[i].code)
            fail_msg("%s: %d %s", choices[i].env, code, err.text);
        if (code)
            continue;
        assert_string_equal(c.provider->name, choices[i].want_provider);
        assert_true(smz_str_eq(c.base_url, smz_str_of(choices[i].want_url)));
        if (!smz_str_eq(c.model, smz_str_of(choices[i].want_model)))
            fail_msg("%s: model '%.*s'", choices[i].env, SMZ_ARG(c.model));
        assert_true(smz_str_eq(c.key, smz_str_of(choices[i].want_key)));
    }
    smz_arena_release(&arena);
}

static void a_server_of_ones_own_is_known_by_its_address(void **state)
{
    static const struct {
        const char *url;
        bool home;
    } rows[] = {
        {"http://localhost:8080/v1", true},
        {"http://[::1]:8080/v1", true},
        {"http://192.168.1.7:8080/v1", true},
        {"http://172.20.0.3:8000/v1", true},
        {"http://gpu-box:8000/v1", true},
        {"http://studio.local:1234/v1", true},
        {"https://api.example.com/v1", false},
        {"http://172.200.0.3/v1", false},
        {"https://10.evil.example/v1", false},
        {"https://[2001:db8::1]/v1", false},
        {"https://localhost.example/v1", false},
        {"http://11.0.0.1/v1", false},
        {"http://a-long-user:word@[::1]/", true},
        {"https://localhost@evil.example/", false},
    };
    struct smz_arena arena;
    struct live_choice c;
    struct smz_err err = {0};

    (void)state;
    environment = "HOME=/h";
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_live_options o = {.env = env, .base_url = rows[i].url};

        assert_int_equal(live_choose(&o, &arena, &c, &err), SMZ_OK);
        if (c.home != rows[i].home)
            fail_msg("%s", rows[i].url);
    }
    smz_arena_release(&arena);
}

static void without_a_sign_of_a_model_none_is_wanted(void **state)
{
    struct smz_live_options o = {.env = env};

    (void)state;
    environment = "HOME=/h";
    assert_false(smz_live_wanted(&o));
    environment = "OLLAMA_HOST=x";
    assert_true(smz_live_wanted(&o));
}

static void a_model_without_a_key_is_not_quietly_another_engine(void **state)
{
    struct smz_arena arena;
    struct smz_live_options o = {.model = "some-model", .env = env};
    struct live_choice c;
    struct smz_err err = {0};

    (void)state;
    environment = "HOME=/h";
    smz_arena_init(&arena);
    assert_true(smz_live_wanted(&o));
    assert_int_equal(live_choose(&o, &arena, &c, &err), SMZ_EKEY);
    assert_non_null(strstr(err.text, "some-model"));
    smz_arena_release(&arena);
}

static void a_key_with_a_line_end_is_no_key(void **state)
{
    struct smz_arena arena;
    struct smz_live_options o = {.provider = "anthropic", .key = "a\r\nX-Evil: 1"};
    struct live_choice c;
    struct smz_err err = {0};

    (void)state;
    smz_arena_init(&arena);
    assert_int_equal(live_choose(&o, &arena, &c, &err), SMZ_EKEY);
    assert_null(strstr(err.text, "Evil"));
    smz_arena_release(&arena);
}

/* ---- Models ---- */

static const struct {
    const char *model, *today;
    bool known;
    double in;
} prices[] = {
    {"claude-sonnet-5-5", "2026-11-24", true, 2},
    {"claude-sonnet-5-5-20260928", "2026-11-24", true, 2},
    {"anthropic/claude-sonnet-5-5", "2026-11-24", true, 2},
    {"gemini-4-argon", "2026-11-30", true, 2},
    {"gemini-4-argon", "2026-12-01", true, 4},
    {"claude-next", "2026-11-24", true, -1},
    {"llama-9", "2026-11-24", false, -1},
    {"", "2026-11-24", false, -1},
};

static void the_table_knows_models_by_day(void **state)
{
    smz_str table = smz_data_get("models.tsv");
    struct smz_model m;

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(prices); i++) {
        m = smz_model_find(table, smz_str_of(prices[i].model),
                           smz_str_of(prices[i].today));
        if (m.known != prices[i].known || (m.price_in < 0) != (prices[i].in < 0) ||
            (m.price_in >= 0 && m.price_in > prices[i].in) ||
            (m.price_in >= 0 && m.price_in < prices[i].in))
            fail_msg("%s: %g", prices[i].model, m.price_in);
    }
    assert_int_equal(smz_model_date(table).len, 10);
    m = smz_model_find(table, SMZ_S("gpt-6.1-terra"), SMZ_S("2026-11-24"));
    assert_true(smz_model_cost(&m, 1000000, 0) > smz_model_cost(&m, 200000, 0) * 5);
    assert_true(smz_model_cost(&(struct smz_model){.price_in = -1}, 1, 1) < 0);
}

/* ---- The cache ---- */

static char dir[] = "/tmp/smz-cache-XXXXXX";

static int make_dir(void **state)
{
    (void)state;
    return mkdtemp(dir) ? 0 : -1;
}

static int drop_dir(void **state)
{
    char command[100];

    (void)state;
    snprintf(command, sizeof(command), "rm -rf %s", dir);
    return system(command);
}

struct fixture {
    struct smz_arena arena;
    struct smz_notes notes;
    char dir[80];
};

static struct smz_cache *open_at(struct fixture *f, const char *name, int64_t limit,
                                 int64_t now)
{
    smz_arena_init(&f->arena);
    smz_notes_init(&f->notes, &f->arena);
    snprintf(f->dir, sizeof(f->dir), "%s/%s/deep", dir, name);
    return smz_cache_open(f->dir, limit, now, &f->notes);
}

static void close_all(struct fixture *f, struct smz_cache *c)
{
    smz_cache_close(c);
    smz_arena_release(&f->arena);
}

static struct smz_key key_of(const char *text)
{
    smz_str part = smz_str_of(text);

    return smz_cache_key(&part, 1);
}

static void an_answer_outlives_the_process(void **state)
{
    struct fixture f;
    struct smz_cache *c = open_at(&f, "a", 1 << 20, 1000);
    struct smz_key key = key_of("q");
    struct smz_cached answer = {SMZ_S("{\"x\":1}"), 7, 8}, got;
    struct stat st;
    char path[200];

    (void)state;
    assert_non_null(c);
    assert_false(smz_cache_get(c, &key, &f.arena, &got));
    assert_true(smz_cache_put(c, &key, &answer));
    close_all(&f, c);
    c = open_at(&f, "a", 1 << 20, 1000);
    assert_true(smz_cache_get(c, &key, &f.arena, &got));
    assert_true(smz_str_eq(got.text, answer.text));
    assert_int_equal(got.tokens_out, 8);
    snprintf(path, sizeof(path), "%s/answers.db", f.dir);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(smz_cache_size(c).answers, 1);
    assert_true(smz_cache_empty(c));
    assert_false(smz_cache_get(c, &key, &f.arena, &got));
    close_all(&f, c);
}

static void parts_are_not_run_together(void **state)
{
    smz_str a[] = {SMZ_S("ab"), SMZ_S("c")}, b[] = {SMZ_S("a"), SMZ_S("bc")};
    struct smz_key ka = smz_cache_key(a, 2), kb = smz_cache_key(b, 2);

    (void)state;
    assert_memory_not_equal(ka.bytes, kb.bytes, sizeof(ka.bytes));
}

static void what_could_not_be_hashed_is_not_kept(void **state)
{
    struct fixture f;
    struct smz_cache *c = open_at(&f, "z", 1 << 20, 1000);
    struct smz_key key = {{0}};
    struct smz_cached answer = {SMZ_S("x"), 0, 0};

    (void)state;
    assert_false(smz_cache_put(c, &key, &answer));
    assert_false(smz_cache_get(c, &key, &f.arena, &answer));
    close_all(&f, c);
}

static void a_damaged_file_is_set_aside(void **state)
{
    struct fixture f;
    struct smz_cache *c = open_at(&f, "b", 1 << 20, 1000);
    struct smz_key key = key_of("q");
    struct smz_cached answer = {SMZ_S("x"), 0, 0};
    char path[200];
    FILE *file;

    (void)state;
    snprintf(path, sizeof(path), "%s/answers.db", f.dir);
    close_all(&f, c);
    file = fopen(path, "w");
    for (int i = 0; i < 5000; i++)
        fputs("no database ", file);
    fclose(file);
    c = open_at(&f, "b", 1 << 20, 1000);
    assert_non_null(c);
    assert_int_equal(f.notes.list.len, 1);
    assert_true(smz_cache_put(c, &key, &answer));
    close_all(&f, c);
    strcat(path, ".damaged");
    assert_int_equal(access(path, R_OK), 0);
}

static void what_was_used_longest_ago_goes_first(void **state)
{
    struct fixture f;
    static char big[20000];
    struct smz_cached answer = {{big, sizeof(big)}, 0, 0}, got;
    struct smz_cache *c;
    char name[20];
    struct smz_key key;

    (void)state;
    memset(big, 'x', sizeof(big));
    for (int day = 0; day < 4; day++) { /* ten answers a day, a million bytes at most */
        c = open_at(&f, "c", 500000, 1000 + day * 90000);
        for (int i = 0; i < 10; i++) {
            snprintf(name, sizeof(name), "%d/%d", day, i);
            key = key_of(name);
            assert_true(smz_cache_put(c, &key, &answer));
        }
        key = key_of("0/0"); /* used every day */
        if (day)
            assert_true(smz_cache_get(c, &key, &f.arena, &got));
        close_all(&f, c);
    }
    c = open_at(&f, "c", 500000, 1000 + 4 * 90000);
    key = key_of("0/0");
    assert_true(smz_cache_get(c, &key, &f.arena, &got));
    key = key_of("3/9");
    assert_true(smz_cache_get(c, &key, &f.arena, &got));
    key = key_of("0/5");
    assert_false(smz_cache_get(c, &key, &f.arena, &got));
    close_all(&f, c);
}

static void no_cache_is_no_failure(void **state)
{
    struct smz_arena arena;
    struct smz_notes notes;
    struct smz_key key = key_of("q");
    struct smz_cached got;

    (void)state;
    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    assert_null(smz_cache_open("/dev/null/x", 1, 1, &notes));
    assert_int_equal(notes.list.len, 1);
    assert_false(smz_cache_get(NULL, &key, &arena, &got));
    smz_cache_close(NULL);
    smz_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_environment_and_options_choose),
        cmocka_unit_test(a_server_of_ones_own_is_known_by_its_address),
        cmocka_unit_test(without_a_sign_of_a_model_none_is_wanted),
        cmocka_unit_test(a_model_without_a_key_is_not_quietly_another_engine),
        cmocka_unit_test(a_key_with_a_line_end_is_no_key),
        cmocka_unit_test(the_table_knows_models_by_day),
        cmocka_unit_test(an_answer_outlives_the_process),
        cmocka_unit_test(parts_are_not_run_together),
        cmocka_unit_test(what_could_not_be_hashed_is_not_kept),
        cmocka_unit_test(a_damaged_file_is_set_aside),
        cmocka_unit_test(what_was_used_longest_ago_goes_first),
        cmocka_unit_test(no_cache_is_no_failure),
    };

    return cmocka_run_group_tests(tests, make_dir, drop_dir);
}
