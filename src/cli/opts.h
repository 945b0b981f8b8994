/*
 * The command line: one table of options drives the parser, the configuration
 * file, --help and the manual page.
 */
#ifndef SMZ_CLI_OPTS_H
#define SMZ_CLI_OPTS_H

#include "base/buf.h"
#include "summarize/engine.h"

/* What a run is for; those behind CLI_DRY_RUN read no transcript. */
enum cli_action {
    CLI_DIGEST,
    CLI_EXTRACT,
    CLI_DRY_RUN,
    CLI_CHECK,
    CLI_CACHE_INFO,
    CLI_CACHE_CLEAR,
    CLI_HELP,
    CLI_MAN,
    CLI_VERSION,
    CLI_FORMATS
};

enum cli_when { CLI_AUTO, CLI_ALWAYS, CLI_NEVER };

/*
 * All that was asked for. Strings are borrowed from argv, or from the arena that
 * cli_opts_parse was given.
 */
struct cli_opts {
    enum cli_action action;
    struct smz_read_options read;
    struct smz_segment_options segment;
    struct smz_wish wish;
    const char *output; /* file, or directory; NULL: standard output */
    const char *format; /* of what is written; NULL: that of the action */
    enum cli_when color, progress;
    bool join, quiet, verbose;
    const char *episode; /* of a feed: number or part of the title; NULL: the newest */
    bool private_hosts;  /* URLs may lead into one's own network */

    struct smz_live_options live; /* provider "builtin": no model, whatever there is */
    const char *config, *profile; /* file, and section [profile.NAME]; or NULL */
    const char *key_env, *key_command, *key; /* where the configuration has a key */
    const bool *given; /* of each row, whether the command line has it */

    const char *const *files; /* "-" is standard input; n_files 0: it, too */
    int n_files;
};

/* The headings under which --help lists the options. */
enum cli_group {
    CLI_GROUP_DIGEST,
    CLI_GROUP_PEOPLE,
    CLI_GROUP_INPUT,
    CLI_GROUP_ENGINE,
    CLI_GROUP_CACHE,
    CLI_GROUP_GENERAL,
    CLI_GROUPS
};

/* A row of the table: all that is known of one option. */
struct cli_option {
    enum cli_group group;
    char letter;       /* 0: it has none */
    const char *name;  /* without the dashes */
    const char *value; /* placeholder of its value ("N"); NULL: it takes none */
    /* Puts the value (NULL without one) where it belongs; SMZ_EUSAGE and why. */
    enum smz_code (*take)(const struct cli_option *row, const char *value,
                          struct smz_arena *run, struct cli_opts *out,
                          struct smz_err *err);
    size_t at;         /* of its field in struct cli_opts */
    long min, max;     /* of a number; of a flag or an action, min is what it sets */
    const char *words; /* of a choice: its values in order of their numbers, parted by
                          one space */
    const char *help;
};

extern const struct cli_option cli_options[];
extern const size_t cli_option_count;
extern const char *const cli_group_titles[CLI_GROUPS];

/*
 * Reads argv into *out, whose lists come from `run`. Options and files may be mixed;
 * "--" ends the options; of an option given twice the last counts, --rename adds.
 * SMZ_EUSAGE with the option and what it wants.
 */
enum smz_code cli_opts_parse(int argc, char **argv, struct smz_arena *run,
                             struct cli_opts *out, struct smz_err *err);

/*
 * Sets what the command line left open, by an option's name ("base_url", "base-url").
 * SMZ_EUSAGE where there is no such setting, or its value is none.
 */
enum smz_code cli_opts_set(struct cli_opts *opts, const char *name, const char *value,
                           struct smz_arena *run, struct smz_err *err);

#endif
