/* Inside CLI: how the value of an option is read, for the `take` of its row. */
#ifndef SMZ_CLI_VALUES_H
#define SMZ_CLI_VALUES_H

#include "cli/opts.h"

#define CLI_TAKE(name)                                                                   \
    enum smz_code name(const struct cli_option *row, const char *value,                  \
                       struct smz_arena *run, struct cli_opts *out, struct smz_err *err)

CLI_TAKE(cli_take_flag);     /* bool */
CLI_TAKE(cli_take_action);   /* enum cli_action */
CLI_TAKE(cli_take_text);     /* const char *, not empty */
CLI_TAKE(cli_take_lang);     /* const char *, a language tag: "de", "pt-BR" */
CLI_TAKE(cli_take_format);   /* const char *, one of --list-formats */
CLI_TAKE(cli_take_link);     /* const char *, an http or https URL */
CLI_TAKE(cli_take_number);   /* int, in [min, max] */
CLI_TAKE(cli_take_decimal);  /* const double *, in [min, max] */
CLI_TAKE(cli_take_retries);  /* the same; none is -1 */
CLI_TAKE(cli_take_duration); /* int, milliseconds: 90, 90s, 2m, 1h */
CLI_TAKE(cli_take_choice);   /* an enum or int: its place among `words` */
CLI_TAKE(cli_take_length);   /* a name of a length -> words */
CLI_TAKE(cli_take_sections); /* names of parts of the digest, in order */
CLI_TAKE(cli_take_rename);   /* FROM=TO, added to those before */

#endif
