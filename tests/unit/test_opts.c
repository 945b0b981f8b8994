#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/config.h"
#include "cli/help.h"
#include "engine/provider.h"
#include "unit.h"

/* A command line of up to seven words behind the program's name. */
static enum smz_code parse(const char *const words[7], struct smz_arena *run,
                           struct cli_opts *out, struct smz_err *err)
{
    char **argv = SMZ_NEW(run, char *, 9);
    int argc = 1;

    argv[0] = "summarize";
    for (; argc < 8 && words[argc - 1]; argc++)
        argv[argc] = memcpy(smz_arena_alloc(run, strlen(words[argc - 1]) + 1),
                            words[argc - 1], strlen(words[argc - 1]));
    return cli_opts_parse(argc, argv, run, out, err);
}

static void values_are_taken_or_refused(void **state)
{
    static const struct {
        const char *words[7];
        enum smz_code want;
    } rows[] = {
        {{"-w", "500"}, SMZ_OK},
        {{"-w500"}, SMZ_OK},
        {{"--words=500"}, SMZ_OK},
        {{"--words", "20"}, SMZ_OK},
        {{"--words", "19"}, SMZ_EUSAGE},
        {{"--words", "1000000"}, SMZ_OK},
        {{"--words", "1000001"}, SMZ_EUSAGE},
        {{"--words", "5 00"}, SMZ_EUSAGE},
        {{"--words", "5e2"}, SMZ_EUSAGE},
        {{"--words", ""}, SMZ_EUSAGE},
        {{"--words"}, SMZ_EUSAGE},
        {{"--timeout", "90"}, SMZ_OK},
        {{"--timeout", "2m"}, SMZ_OK},
        {{"--timeout", "24h"}, SMZ_OK},
        {{"--timeout", "25h"}, SMZ_EUSAGE},
        {{"--timeout", "m"}, SMZ_EUSAGE},
        {{"--timeout", "2d"}, SMZ_EUSAGE},
        {{"--timeout", "0"}, SMZ_EUSAGE},
        {{"--temperature", "0"}, SMZ_OK},
        {{"--temperature", "0.25"}, SMZ_OK},
        {{"--temperature", "2.0"}, SMZ_OK},
        {{"--temperature", "2.01"}, SMZ_EUSAGE},
        {{"--temperature", "-0.1"}, SMZ_EUSAGE},
        {{"--temperature", "1e0"}, SMZ_EUSAGE},
        {{"--temperature", "1.2.3"}, SMZ_EUSAGE},
        {{"--temperature", "nan"}, SMZ_EUSAGE},
        {{"--temperature", "warm"}, SMZ_EUSAGE},
        {{"--timeout", "99999999999999999h"}, SMZ_EUSAGE},
        {{"--retries", "0"}, SMZ_OK},
        {{"--jobs", "0"}, SMZ_EUSAGE},
        {{"--length", "XL"}, SMZ_OK},
        {{"--length", "xx"}, SMZ_EUSAGE},
        {{"--by", "topic"}, SMZ_OK},
        {{"--by", ""}, SMZ_EUSAGE},
        {{"--sections", "themes, summary"}, SMZ_OK},
        {{"--sections", "themes,"}, SMZ_EUSAGE},
        {{"--rename", "A=B", "--rename", "C=D"}, SMZ_OK},
        {{"--rename", "=B"}, SMZ_EUSAGE},
        {{"--rename", "A="}, SMZ_EUSAGE},
        {{"--s"}, SMZ_EUSAGE}, /* sections, speakers, strict */
        {{"--strict=1"}, SMZ_EUSAGE},
        {{"-qv"}, SMZ_OK},
        {{"-qy"}, SMZ_EUSAGE},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_arena run;
        struct cli_opts opts;
        struct smz_err err = {0};

        smz_arena_init(&run);
        if (parse(rows[i].words, &run, &opts, &err) != rows[i].want)
            fail_msg("%s %s: %s", rows[i].words[0],
                     rows[i].words[1] ? rows[i].words[1] : "", err.text);
        smz_arena_release(&run);
    }
}

static void values_land_in_their_fields(void **state)
{
    static const char *const words[7] = {"--timeout", "2m",   "--length", "long",
                                         "--by",      "time", "a.txt"};
    static const char *const more[7] = {
        "--rename", "A=B", "--rename", "C=D", "--sections", "themes,summary", "-"};
    struct smz_arena run;
    struct cli_opts opts;

    (void)state;
    smz_arena_init(&run);
    assert_int_equal(parse(words, &run, &opts, NULL), SMZ_OK);
    assert_int_equal(opts.live.timeout_ms, 120000);
    assert_int_equal(opts.wish.words, 2000);
    assert_int_equal(opts.wish.by, SMZ_BY_TIME);
    assert_int_equal(opts.n_files, 1);
    assert_string_equal(opts.files[0], "a.txt");
    assert_int_equal(parse(more, &run, &opts, NULL), SMZ_OK);
    assert_int_equal(opts.segment.n_rename, 2);
    assert_string_equal(opts.segment.rename[1], "C=D");
    assert_int_equal(opts.wish.n_parts, 2);
    assert_int_equal(opts.wish.parts[0], SMZ_PART_THEMES);
    assert_int_equal(opts.wish.parts[1], SMZ_PART_SUMMARY);
    smz_arena_release(&run);
}

/* Loads `text` as a configuration of this mode, under a command line. */
static enum smz_code load(const char *text, mode_t mode, const char *const words[7],
                          struct smz_arena *run, struct cli_opts *opts,
                          struct smz_err *err)
{
    char path[] = "/tmp/summarize-config-XXXXXX";
    int fd = mkstemp(path);
    enum smz_code code;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    fchmod(fd, mode);
    close(fd);
    code = parse(words, run, opts, err);
    opts->config = path;
    if (!code)
        code = cli_config_load(opts, run, err);
    unlink(path);
    opts->config = NULL;
    return code;
}

static void the_configuration_fills_what_is_open(void **state)
{
    static const char text[] = "words = 700\nbase_url = http://127.0.0.1:1/v1\n"
                               "[profile.a]\nmodel = big\nstrict = yes\n"
                               "[profile.b]\nmodel = small\nwords = 900\n";
    static const char *const words[7] = {"--profile", "b", "--model", "mine"};
    static const char *const length[7] = {"--length", "short", "--profile", "b"};
    struct smz_arena run;
    struct cli_opts opts;
    struct smz_err err = {0};

    (void)state;
    smz_arena_init(&run);
    assert_int_equal(load(text, 0644, words, &run, &opts, &err), SMZ_OK);
    assert_string_equal(opts.live.model, "mine");
    assert_string_equal(opts.live.base_url, "http://127.0.0.1:1/v1");
    assert_int_equal(opts.wish.words, 900);
    assert_false(opts.wish.strict);
    /* The same field by another option: it is not open. */
    assert_int_equal(load(text, 0644, length, &run, &opts, &err), SMZ_OK);
    assert_int_equal(opts.wish.words, 300);
    smz_arena_release(&run);
}

static void a_bad_configuration_is_named_by_its_line(void **state)
{
    static const struct {
        const char *text;
        mode_t mode;
        const char *where; /* NULL: it is good */
    } rows[] = {
        {"", 0644, NULL},
        {"# nothing\n\nwords = 300\n", 0644, NULL},
        {"api_key = k\n", 0600, NULL},
        {"api_key = k\n", 0640, ":1: api_key: others"},
        {"api_key_env = K\n", 0644, NULL},
        {"words = 300\nwrods = 3\n", 0644, ":2: wrods: no such setting"},
        {"words = many\n", 0644, ":1: "},
        {"strict = perhaps\n", 0644, ":1: strict: it wants yes or no"},
        {"\nwords\n", 0644, ":2: neither"},
        {"[profiles.a]\nwords = 300\n", 0644, ":2: [profiles.a]"},
        {"help = yes\n", 0644, ":1: help: no such setting"},
    };
    static const char *const none[7] = {NULL};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_arena run;
        struct cli_opts opts;
        struct smz_err err = {0};
        enum smz_code code;

        smz_arena_init(&run);
        code = load(rows[i].text, rows[i].mode, none, &run, &opts, &err);
        if (code != (rows[i].where ? SMZ_ECONFIG : SMZ_OK) ||
            (rows[i].where && !strstr(err.text, rows[i].where)))
            fail_msg("row %zu: status %d: %s", i, (int)code, err.text);
        smz_arena_release(&run);
    }
}

static void a_key_comes_from_where_it_is_named(void **state)
{
    struct smz_arena run;
    struct cli_opts opts = {.key_command = "echo ' secret '; echo more"};
    struct smz_err err = {0};

    (void)state;
    smz_arena_init(&run);
    assert_int_equal(cli_config_key(&opts, &run, &err), SMZ_OK);
    assert_string_equal(opts.live.key, "secret");
    opts.key_command = "false";
    assert_int_equal(cli_config_key(&opts, &run, &err), SMZ_EKEY);
    opts = (struct cli_opts){.key_env = "SUMMARIZE_TEST_NO_SUCH_KEY"};
    assert_int_equal(cli_config_key(&opts, &run, &err), SMZ_EKEY);
    assert_non_null(strstr(err.text, "SUMMARIZE_TEST_NO_SUCH_KEY"));
    smz_arena_release(&run);
}

static void help_names_every_provider(void **state)
{
    const struct smz_provider *p;
    const char *help = "";

    (void)state;
    for (size_t i = 0; i < cli_option_count; i++)
        if (strcmp(cli_options[i].name, "provider") == 0)
            help = cli_options[i].help;
    for (size_t i = 0; (p = smz_provider_at(i)); i++)
        if (!strstr(help, p->name))
            fail_msg("%s", p->name);
}

static void help_fits_eighty_columns(void **state)
{
    struct smz_buf out;
    smz_str rest, line;

    (void)state;
    smz_buf_init(&out, 0);
    cli_help(&out);
    rest = smz_buf_str(&out);
    while (smz_str_line(&rest, &line))
        if (line.len > 80)
            fail_msg("%.*s", SMZ_ARG(line));
    smz_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_taken_or_refused),
        cmocka_unit_test(values_land_in_their_fields),
        cmocka_unit_test(the_configuration_fills_what_is_open),
        cmocka_unit_test(a_bad_configuration_is_named_by_its_line),
        cmocka_unit_test(a_key_comes_from_where_it_is_named),
        cmocka_unit_test(help_names_every_provider),
        cmocka_unit_test(help_fits_eighty_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
