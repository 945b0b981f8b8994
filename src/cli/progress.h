/* The line on a terminal that says how far a run is, and the lines of --verbose. */
#ifndef SMZ_CLI_PROGRESS_H
#define SMZ_CLI_PROGRESS_H

#include "cli/opts.h"

/* Whether the options and standard error let a line be shown. */
bool cli_progress_wanted(const struct cli_opts *opts);

/* For struct smz_live_options; ctx is not used. */
void cli_progress_show(void *ctx, const struct smz_progress *p);
void cli_progress_log(void *ctx, const char *line);

/* Takes the line away. */
void cli_progress_clear(void);

/* "41k", "1.2M": tokens for people. */
void cli_progress_tokens(int64_t n, char out[16]);

#endif
