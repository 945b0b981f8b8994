#include "cli/opts.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "cli/values.h"

#define AT(field) offsetof(struct cli_opts, field)

const char *const cli_group_titles[CLI_GROUPS] = {
    [CLI_GROUP_DIGEST] = "The digest",           [CLI_GROUP_PEOPLE] = "Who speaks",
    [CLI_GROUP_INPUT] = "The transcript",        [CLI_GROUP_ENGINE] = "The model",
    [CLI_GROUP_CACHE] = "Answers that are kept", [CLI_GROUP_GENERAL] = "Everything else",
};

/* Several rows may set one field: the last one on the command line counts. */
const struct cli_option cli_options[] = {
    {CLI_GROUP_DIGEST, 'o', "output", "PATH", cli_take_text, AT(output), 0, 0, NULL,
     "write to this file, or into this directory (DIR/), where each FILE becomes a "
     "digest of its own; complete, or not at all"},
    {CLI_GROUP_DIGEST, 'f', "format", "FORMAT", cli_take_text, AT(format), 0, 0, NULL,
     "md (the default), json, html, or text: the points alone"},
    {CLI_GROUP_DIGEST, 'w', "words", "N", cli_take_number, AT(wish.words), 20, 1000000,
     NULL,
     "its length; by default one word in twelve, 300 to 6,000, at most a third of "
     "the talk"},
    {CLI_GROUP_DIGEST, 0, "length", "SIZE", cli_take_length, AT(wish.words), 0, 0,
     "short medium long xl xxl",
     "the same by name: short (300 words), medium (800), long (2,000), xl (4,000), "
     "xxl (8,000)"},
    {CLI_GROUP_DIGEST, 'l', "lang", "CODE", cli_take_lang, AT(wish.lang), 0, 0, NULL,
     "its language (de, pt, ja); by default that of the transcript; quotes stay as "
     "they were said"},
    {CLI_GROUP_DIGEST, 0, "title", "TEXT", cli_take_text, AT(wish.title), 0, 0, NULL,
     "its title; by default the one in the file, or the file's name"},
    {CLI_GROUP_DIGEST, 0, "by", "WAY", cli_take_choice, AT(wish.by), 0, 0,
     "auto speaker topic time",
     "what a section is for: each speaker, topic, or stretch of time; by default "
     "what suits the talk"},
    {CLI_GROUP_DIGEST, 0, "sections", "LIST", cli_take_sections, AT(wish.n_parts), 0, 0,
     "summary speakers themes implications conclusion",
     "what it has, in this order, of: summary,speakers,themes,implications,"
     "conclusion"},
    {CLI_GROUP_DIGEST, 0, "link", "URL", cli_take_link, AT(wish.link), 0, 0, NULL,
     "the recording: each time becomes a link to that second of it"},
    {CLI_GROUP_DIGEST, 0, "strict", NULL, cli_take_flag, AT(wish.strict), 0, 0, NULL,
     "drop points and sentences with a number or name that nobody said there"},
    {CLI_GROUP_DIGEST, 0, "color", "WHEN", cli_take_choice, AT(color), 0, 0,
     "auto always never",
     "headings and quotes in colour: always, never, or on a terminal (auto, unless "
     "NO_COLOR is set)"},

    {CLI_GROUP_PEOPLE, 0, "speakers", "LIST", cli_take_text, AT(segment.speakers), 0, 0,
     NULL, "who speaks, as in \"Ann (host), Bob, Cleo\""},
    {CLI_GROUP_PEOPLE, 0, "host", "NAMES", cli_take_text, AT(segment.host), 0, 0, NULL,
     "who leads the conversation; several with commas"},
    {CLI_GROUP_PEOPLE, 0, "rename", "FROM=TO", cli_take_rename, AT(segment.rename), 0, 0,
     NULL, "call the speaker FROM of the transcript TO; can be given again"},

    {CLI_GROUP_INPUT, 0, "input-format", "NAME", cli_take_format, AT(read.format), 0, 0,
     NULL, "read it as this; by default its content tells"},
    {CLI_GROUP_INPUT, 0, "list-formats", NULL, cli_take_action, AT(action), CLI_FORMATS,
     0, NULL, "list the formats that can be read"},
    {CLI_GROUP_INPUT, 0, "join", NULL, cli_take_flag, AT(join), 0, 0, NULL,
     "the FILEs are parts of one episode, in order"},
    {CLI_GROUP_INPUT, 0, "episode", "N|TITLE", cli_take_text, AT(episode), 0, 0, NULL,
     "which one of a podcast's feed, by number or a part of its title; by default the "
     "newest that has a transcript"},
    {CLI_GROUP_INPUT, 0, "private-hosts", NULL, cli_take_flag, AT(private_hosts), 0, 0,
     NULL, "FILE may be a URL in your own network"},
    {CLI_GROUP_INPUT, 0, "extract", NULL, cli_take_action, AT(action), CLI_EXTRACT, 0,
     NULL,
     "print the transcript as it was read and make no digest; -f md (the default), "
     "json, vtt, srt or txt; read again, it has the same turns (in srt, which has no way "
     "to say it, paragraphs are joined and unusual names may be taken for speech)"},
    {CLI_GROUP_INPUT, 'n', "dry-run", NULL, cli_take_action, AT(action), CLI_DRY_RUN, 0,
     NULL, "say what was understood and what would be asked; with -f json for scripts"},

    {CLI_GROUP_ENGINE, 'm', "model", "MODEL", cli_take_text, AT(live.model), 0, 0, NULL,
     "[PROVIDER/]MODEL that writes the digest; by default SUMMARIZE_MODEL, else a good "
     "one of the provider"},
    {CLI_GROUP_ENGINE, 'p', "provider", "NAME", cli_take_text, AT(live.provider), 0, 0,
     NULL,
     "openai (or any server that speaks like it), anthropic, gemini, ollama; builtin: "
     "no model, no network; by default the first whose key is in the environment"},
    {CLI_GROUP_ENGINE, 0, "base-url", "URL", cli_take_text, AT(live.base_url), 0, 0, NULL,
     "where it is, as in http://127.0.0.1:8080/v1"},
    {CLI_GROUP_ENGINE, 0, "check", NULL, cli_take_action, AT(action), CLI_CHECK, 0, NULL,
     "ask whether it answers, and with which model and context window"},
    {CLI_GROUP_ENGINE, 0, "partial", NULL, cli_take_flag, AT(live.partial), 0, 0, NULL,
     "what no model would tell, the built-in engine does; exit status 3"},
    {CLI_GROUP_ENGINE, 'j', "jobs", "N", cli_take_number, AT(live.jobs), 1, 1024, NULL,
     "requests at the same time; 16, or 1 for a server of one's own"},
    {CLI_GROUP_ENGINE, 0, "timeout", "TIME", cli_take_duration, AT(live.timeout_ms), 1,
     24L * 60 * 60 * 1000, NULL, "of one request, as in 90s or 2m; 10m"},
    {CLI_GROUP_ENGINE, 0, "retries", "N", cli_take_retries, AT(live.retries), 0, 100,
     NULL, "of one request, where the failure may pass; 5"},
    {CLI_GROUP_ENGINE, 0, "context", "TOKENS", cli_take_number, AT(live.context), 1024,
     100000000, NULL, "what the model can take in, where the server does not say"},
    {CLI_GROUP_ENGINE, 0, "temperature", "T", cli_take_decimal, AT(live.temperature), 0,
     2, NULL,
     "how freely it words things, from 0 to 2; by default the model's own, and many "
     "models take no other"},
    {CLI_GROUP_ENGINE, 0, "prompt-dir", "DIR", cli_take_text, AT(live.prompt_dir), 0, 0,
     NULL, "prompts of one's own: a file there replaces the one of its name"},
    {CLI_GROUP_ENGINE, 0, "no-stream", NULL, cli_take_flag, AT(live.whole_answers), 0, 0,
     NULL, "ask for whole answers, for servers that cannot stream"},
    {CLI_GROUP_ENGINE, 'x', "proxy", "URL", cli_take_text, AT(live.proxy), 0, 0, NULL,
     "go through this proxy; by default that of the environment"},
    {CLI_GROUP_ENGINE, 0, "cacert", "FILE", cli_take_text, AT(live.cacert), 0, 0, NULL,
     "certificates to trust"},
    {CLI_GROUP_ENGINE, 0, "insecure-key", NULL, cli_take_flag, AT(live.insecure_key), 0,
     0, NULL, "let a key go to another machine over plain http"},

    {CLI_GROUP_CACHE, 0, "no-cache", NULL, cli_take_flag, AT(live.no_cache), 0, 0, NULL,
     "neither use answers that were kept nor keep new ones"},
    {CLI_GROUP_CACHE, 0, "refresh", NULL, cli_take_flag, AT(live.refresh), 0, 0, NULL,
     "ask anew, and keep the new answers"},
    {CLI_GROUP_CACHE, 0, "cache-info", NULL, cli_take_action, AT(action), CLI_CACHE_INFO,
     0, NULL, "say where the answers are kept, and how many"},
    {CLI_GROUP_CACHE, 0, "cache-clear", NULL, cli_take_action, AT(action),
     CLI_CACHE_CLEAR, 0, NULL, "forget them"},

    {CLI_GROUP_GENERAL, 0, "config", "FILE", cli_take_text, AT(config), 0, 0, NULL,
     "settings; by default $XDG_CONFIG_HOME/summarize/config.ini"},
    {CLI_GROUP_GENERAL, 0, "profile", "NAME", cli_take_text, AT(profile), 0, 0, NULL,
     "use those of its section [profile.NAME]"},
    {CLI_GROUP_GENERAL, 0, "progress", "WHEN", cli_take_choice, AT(progress), 0, 0,
     "auto always never",
     "a line that says how far it is: always, never, or on a terminal (auto)"},
    {CLI_GROUP_GENERAL, 'q', "quiet", NULL, cli_take_flag, AT(quiet), 0, 0, NULL,
     "say nothing but errors"},
    {CLI_GROUP_GENERAL, 'v', "verbose", NULL, cli_take_flag, AT(verbose), 0, 0, NULL,
     "say what was found, chosen and checked"},
    {CLI_GROUP_GENERAL, 'h', "help", NULL, cli_take_action, AT(action), CLI_HELP, 0, NULL,
     "print this help"},
    {CLI_GROUP_GENERAL, 'V', "version", NULL, cli_take_action, AT(action), CLI_VERSION, 0,
     NULL, "print the version"},
    /* Without a line in --help: what the manual page is made with. */
    {CLI_GROUP_GENERAL, 0, "man", NULL, cli_take_action, AT(action), CLI_MAN, 0, NULL,
     NULL},
};
const size_t cli_option_count = SMZ_COUNT(cli_options);

enum { FIRST_ROW = 256 }; /* getopt's value of a row: behind all letters */

/* The table as getopt_long wants it. */
static void getopt_tables(struct smz_arena *run, struct option **longs, char **letters)
{
    struct option *o = SMZ_NEW(run, struct option, cli_option_count + 1);
    char *l = smz_arena_alloc(run, 2 * cli_option_count + 2);

    *longs = o;
    *letters = l;
    *l++ = ':'; /* a missing value is told from an unknown option */
    for (size_t i = 0; i < cli_option_count; i++) {
        const struct cli_option *row = &cli_options[i];

        o[i] = (struct option){row->name, row->value ? required_argument : no_argument,
                               NULL, FIRST_ROW + (int)i};
        if (!row->letter)
            continue;
        *l++ = row->letter;
        if (row->value)
            *l++ = ':';
    }
}

static const struct cli_option *row_of(int value)
{
    if (value >= FIRST_ROW)
        return &cli_options[value - FIRST_ROW];
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].letter && cli_options[i].letter == value)
            return &cli_options[i];
    return NULL;
}

/* A long name that none has, or that several begin with. */
static enum smz_code fail_name(const char *word, struct smz_err *err)
{
    smz_str name = smz_str_cut(smz_str_of(word + strlen("--")), SMZ_S("=")).head;
    char names[200] = "";

    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].help && smz_str_starts(smz_str_of(cli_options[i].name), name))
            snprintf(names + strlen(names), sizeof(names) - strlen(names), " --%s",
                     cli_options[i].name);
    if (*names)
        return smz_fail(err, SMZ_EUSAGE, "%s: which of:%s", word, names);
    return smz_fail(err, SMZ_EUSAGE, "%s: no such option", word);
}

/* What getopt could make nothing of: it says only that, so the reason is found here. */
static enum smz_code fail_option(int kind, char **argv, struct smz_err *err)
{
    const struct cli_option *row = row_of(optopt);

    if (kind == ':' && row)
        return smz_fail(err, SMZ_EUSAGE, "--%s: it wants a value: %s", row->name,
                        row->value);
    if (optopt >= FIRST_ROW && row)
        return smz_fail(err, SMZ_EUSAGE, "--%s: it takes no value", row->name);
    if (optopt)
        return smz_fail(err, SMZ_EUSAGE, "-%c: no such option", optopt);
    return fail_name(argv[optind - 1], err);
}

enum smz_code cli_opts_parse(int argc, char **argv, struct smz_arena *run,
                             struct cli_opts *out, struct smz_err *err)
{
    struct cli_opts opts = {0};
    bool *given = SMZ_NEW(run, bool, cli_option_count);
    struct option *longs;
    char *letters;
    int c;

    getopt_tables(run, &longs, &letters);
    opterr = 0;
    optind = 0; /* begins anew, also behind one that ended within "-qv" */
    while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        const struct cli_option *row = c == '?' || c == ':' ? NULL : row_of(c);
        enum smz_code code =
            row ? row->take(row, optarg, run, &opts, err) : fail_option(c, argv, err);

        if (code)
            return code;
        given[row - cli_options] = true;
        /* Who asks for help gets it, whatever else stands there. */
        if (opts.action == CLI_HELP || opts.action == CLI_VERSION)
            break;
    }
    opts.given = given;
    opts.files = (const char *const *)argv + optind;
    opts.n_files = argc - optind;
    *out = opts;
    return SMZ_OK;
}

static bool same_name(const char *option, const char *setting)
{
    for (; *option && *setting; option++, setting++)
        if (*option != (*setting == '_' ? '-' : *setting))
            return false;
    return !*option && !*setting;
}

enum smz_code cli_opts_set(struct cli_opts *opts, const char *name, const char *value,
                           struct smz_arena *run, struct smz_err *err)
{
    const struct cli_option *row = NULL;

    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].take != cli_take_action && cli_options[i].at != AT(config) &&
            same_name(cli_options[i].name, name))
            row = &cli_options[i];
    if (!row)
        return smz_fail(err, SMZ_EUSAGE, "%s: no such setting", name);
    for (size_t i = 0; i < cli_option_count; i++)
        if (opts->given[i] && cli_options[i].at == row->at)
            return SMZ_OK;
    if (!row->value && strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return smz_fail(err, SMZ_EUSAGE, "%s: it wants yes or no", name);
    return row->take(row, smz_arena_keep(run, smz_str_of(value)).ptr, run, opts, err);
}
