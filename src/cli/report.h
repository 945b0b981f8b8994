/* The conversation with the user, on standard error. */
#ifndef SMZ_CLI_REPORT_H
#define SMZ_CLI_REPORT_H

#include "cli/opts.h"

/* How messages call an input: "-" is "standard input". */
const char *cli_input_name(const char *input);

/* "summarize: WHAT: WHY", whatever the options. */
void cli_report_error(const struct smz_err *err);

/* Notes that are not yet said, in order, of those that the options let through. */
void cli_report_notes(const struct cli_opts *opts, const char *input,
                      const struct smz_notes *notes);

/* A line for people, unless --quiet. */
void cli_report(const struct cli_opts *opts, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
