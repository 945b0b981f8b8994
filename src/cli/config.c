#include "cli/config.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_KEY = 4096 };

struct loader {
    struct cli_opts *opts;
    struct smz_arena *run;
    const char *section; /* whose settings are taken now; "" before the first */
    bool found;          /* the section stands in the file */
    bool others_read;    /* it is not its owner's alone */
    struct smz_err err;  /* of the first setting that is none */
};

/* Where a key is, or what it is. */
static const struct key_setting {
    const char *name;
    size_t at;
} key_settings[] = {
    {"api_key_env", offsetof(struct cli_opts, key_env)},
    {"api_key_command", offsetof(struct cli_opts, key_command)},
    {"api_key", offsetof(struct cli_opts, key)},
};

static enum smz_code take(struct loader *l, const char *name, const char *value)
{
    for (size_t i = 0; i < SMZ_COUNT(key_settings); i++) {
        if (strcmp(name, key_settings[i].name) != 0)
            continue;
        if (key_settings[i].at == offsetof(struct cli_opts, key) && l->others_read)
            return smz_fail(&l->err, SMZ_ECONFIG,
                            "api_key: others can read this file; chmod 600, or name a "
                            "variable with api_key_env");
        *(const char **)((char *)l->opts + key_settings[i].at) =
            smz_arena_keep(l->run, smz_str_of(value)).ptr;
        return SMZ_OK;
    }
    /* The environment stands above the file, but not above a profile asked for. */
    if (strcmp(name, "model") == 0 && getenv("SUMMARIZE_MODEL") && !*l->section)
        return SMZ_OK;
    return cli_opts_set(l->opts, name, value, l->run, &l->err);
}

/* 0 tells the library that the line is wrong. */
static int handle(void *ctx, const char *section, const char *name, const char *value)
{
    struct loader *l = ctx;

    if (l->err.code)
        return 1;
    if (*section && strncmp(section, "profile.", 8) != 0) {
        smz_fail(&l->err, SMZ_ECONFIG, "[%s]: no such section; [profile.NAME] is one",
                 section);
        return 0;
    }
    if (strcmp(section, l->section) != 0)
        return 1;
    l->found = true;
    return take(l, name, value) == SMZ_OK;
}

/* One section of the file; settings that are already there are replaced. */
static enum smz_code load_section(struct loader *l, FILE *file, const char *path,
                                  const char *section, struct smz_err *err)
{
    int line;

    l->section = section;
    l->found = false;
    rewind(file);
    line = ini_parse_file(file, handle, l);
    if (line > 0)
        return smz_fail(err, SMZ_ECONFIG, "%s:%d: %s", path, line,
                        l->err.code ? l->err.text : "neither NAME = VALUE nor [SECTION]");
    if (line < 0 || ferror(file))
        return smz_fail(err, SMZ_ECONFIG, "%s: cannot be read", path);
    return SMZ_OK;
}

/* $XDG_CONFIG_HOME/summarize/NAME, or NULL without a home. */
static const char *home_of(const char *name, struct smz_arena *run)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

    if (config && *config == '/')
        return smz_arena_printf(run, "%s/summarize/%s", config, name).ptr;
    if (home && *home)
        return smz_arena_printf(run, "%s/.config/summarize/%s", home, name).ptr;
    return NULL;
}

static enum smz_code load_file(struct cli_opts *opts, FILE *file, const char *path,
                               struct smz_arena *run, struct smz_err *err)
{
    struct loader l = {.opts = opts, .run = run};
    enum smz_code code;
    struct stat st;

    l.others_read =
        fstat(fileno(file), &st) < 0 || (st.st_mode & 077) != 0 || st.st_uid != geteuid();
    code = load_section(&l, file, path, "", err);
    if (code || !opts->profile)
        return code;
    code = load_section(&l, file, path,
                        smz_arena_printf(run, "profile.%s", opts->profile).ptr, err);
    if (!code && !l.found)
        code = smz_fail(err, SMZ_ECONFIG, "%s: no section [profile.%s] with settings",
                        path, opts->profile);
    return code;
}

enum smz_code cli_config_load(struct cli_opts *opts, struct smz_arena *run,
                              struct smz_err *err)
{
    const char *path = opts->config ? opts->config : home_of("config.ini", run);
    const char *models = home_of("models.tsv", run);
    FILE *file = path ? fopen(path, "r") : NULL;
    enum smz_code code = SMZ_OK;

    if (models && access(models, R_OK) == 0)
        opts->live.models = models;
    if (file) {
        code = load_file(opts, file, path, run, err);
        fclose(file);
    } else if (opts->config || (path && errno != ENOENT && errno != ENOTDIR)) {
        code = smz_fail(err, SMZ_ECONFIG, "%s: %s", path, strerror(errno));
    } else if (opts->profile) {
        code =
            smz_fail(err, SMZ_ECONFIG, "--profile %s: there is no configuration file%s%s",
                     opts->profile, path ? " " : "", path ? path : "");
    }
    return code;
}

static enum smz_code run_command(const char *command, struct smz_arena *run,
                                 const char **key, struct smz_err *err)
{
    char line[MAX_KEY] = "", more[512];
    FILE *pipe = popen(command, "r");
    bool got = pipe && fgets(line, sizeof(line), pipe);
    smz_str s = smz_str_trim(smz_str_of(line));
    int status;

    /* A command whose output is not taken would fail. */
    while (pipe && fread(more, 1, sizeof(more), pipe) > 0)
        ;
    status = pipe ? pclose(pipe) : -1;
    if (!got || status != 0 || !s.len)
        return smz_fail(err, SMZ_EKEY, "api_key_command: '%s' gave no key", command);
    *key = smz_arena_keep(run, s).ptr;
    return SMZ_OK;
}

enum smz_code cli_config_key(struct cli_opts *opts, struct smz_arena *run,
                             struct smz_err *err)
{
    if (opts->key_env) {
        opts->live.key = getenv(opts->key_env);
        if (!opts->live.key || !*opts->live.key)
            return smz_fail(err, SMZ_EKEY, "%s: not set, and api_key_env names it",
                            opts->key_env);
        return SMZ_OK;
    }
    if (opts->key_command)
        return run_command(opts->key_command, run, &opts->live.key, err);
    opts->live.key = opts->key;
    return SMZ_OK;
}
