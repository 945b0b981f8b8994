/*
 * The configuration file: an INI file whose settings are the long options. Settings
 * before the first section hold always; those of [profile.NAME] where it is chosen, by
 * --profile or by `profile = NAME`.
 */
#ifndef SMZ_CLI_CONFIG_H
#define SMZ_CLI_CONFIG_H

#include "cli/opts.h"

/*
 * Puts into *opts what the command line left open; reads nothing where no file is.
 * Besides the options there are api_key_env (a variable's name), api_key_command (its
 * first line of output) and api_key. SMZ_ECONFIG with file and line; also for an
 * api_key in a file that others can read.
 */
enum smz_code cli_config_load(struct cli_opts *opts, struct smz_arena *run,
                              struct smz_err *err);

/*
 * The key that the configuration tells of, into opts->live.key; a command is run only
 * here. SMZ_EKEY where the variable is empty or the command fails.
 */
enum smz_code cli_config_key(struct cli_opts *opts, struct smz_arena *run,
                             struct smz_err *err);

#endif
