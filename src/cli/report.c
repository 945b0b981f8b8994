#include "cli/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *cli_input_name(const char *input)
{
    return strcmp(input, "-") == 0 ? "standard input" : input;
}

void cli_report_error(const struct smz_err *err)
{
    fprintf(stderr, "summarize: %s\n", err->text);
    if (err->code == SMZ_EUSAGE)
        fprintf(stderr, "Try 'summarize --help'.\n");
}

void cli_report_notes(const struct cli_opts *opts, const char *input,
                      const struct smz_notes *notes)
{
    for (size_t i = 0; i < notes->list.len; i++) {
        const struct smz_note *n = &notes->list.at[i];

        if (opts->quiet || (n->level == SMZ_INFO && !opts->verbose))
            continue;
        if (smz_str_starts(n->text, smz_str_of(input)))
            fprintf(stderr, "summarize: %.*s\n", SMZ_ARG(n->text));
        else
            fprintf(stderr, "summarize: %s: %.*s\n", input, SMZ_ARG(n->text));
    }
}

void cli_report(const struct cli_opts *opts, const char *format, ...)
{
    va_list args;

    if (opts->quiet)
        return;
    fputs("summarize: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}
