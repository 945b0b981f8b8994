/* Where the digests go. */
#ifndef SMZ_CLI_OUTPUT_H
#define SMZ_CLI_OUTPUT_H

#include "cli/opts.h"

/*
 * One path for each input (NULL: standard output), out of --output: a file, or a
 * directory in which "talk.vtt" becomes "talk.EXTENSION"; a directory that is not
 * there is made. SMZ_EUSAGE where two inputs would have one path, or several a file;
 * SMZ_ECREATE where the directory cannot be made.
 */
enum smz_code cli_output_paths(const struct cli_opts *opts, const char *extension,
                               struct smz_arena *run, const char ***out,
                               struct smz_err *err);

/* The whole of `data` to the path, or to standard output where it is NULL. */
enum smz_code cli_output_write(const char *path, smz_str data, struct smz_err *err);

#endif
