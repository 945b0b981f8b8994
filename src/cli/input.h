/* An input as the command line names it: a file, standard input, or a URL. */
#ifndef SMZ_CLI_INPUT_H
#define SMZ_CLI_INPUT_H

#include "base/file.h"
#include "cli/opts.h"
#include "summarize/read.h"

/*
 * The inputs of a task as one transcript. Of a feed, the transcript of the episode that
 * was asked for is read, and its title is the episode's where the file has none.
 * `bytes` (one for each input, zeroed) keep what *out points into until
 * cli_inputs_release.
 */
enum smz_code cli_inputs_read(const struct cli_opts *opts, const char *const *inputs,
                              int n, struct smz_arena *run, struct smz_notes *notes,
                              struct smz_bytes *bytes, struct smz_transcript *out,
                              struct smz_err *err);
void cli_inputs_release(struct smz_bytes *bytes, int n);

#endif
