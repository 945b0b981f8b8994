/* What the program says of itself, all of it made from the table of options. */
#ifndef SMZ_CLI_HELP_H
#define SMZ_CLI_HELP_H

#include "base/buf.h"

#define SMZ_VERSION "0.1.0"

/* --help: at most 80 columns. */
void cli_help(struct smz_buf *out);
/* The manual page, in the man(7) macros. */
void cli_man(struct smz_buf *out);
void cli_version(struct smz_buf *out);
/* --list-formats: a line a format. */
void cli_list_formats(struct smz_buf *out);

#endif
