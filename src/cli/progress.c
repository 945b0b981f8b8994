#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#define CLEAR "\r\033[K"

/* There is one terminal: is a line on it? */
static bool shown;

bool cli_progress_wanted(const struct cli_opts *opts)
{
    if (opts->quiet || opts->progress == CLI_NEVER)
        return false;
    return opts->progress == CLI_ALWAYS || isatty(STDERR_FILENO);
}

void cli_progress_tokens(int64_t n, char out[16])
{
    if (n < 1000)
        snprintf(out, 16, "%d", (int)n);
    else if (n < 1000000)
        snprintf(out, 16, "%.*fk", n < 10000, (double)n / 1e3);
    else
        snprintf(out, 16, "%.1fM", (double)n / 1e6);
}

void cli_progress_show(void *ctx, const struct smz_progress *p)
{
    char in[16], out[16], line[200];
    size_t n;

    (void)ctx;
    cli_progress_tokens(p->tokens_in, in);
    cli_progress_tokens(p->tokens_out, out);
    n = (size_t)snprintf(line, sizeof(line),
                         "%d of %d requests, %d running · %s in, %s out", p->done,
                         p->total, p->running, in, out);
    if (p->cost > 0)
        n += (size_t)snprintf(line + n, sizeof(line) - n, " · $%.2f", p->cost);
    if (p->retries)
        n += (size_t)snprintf(line + n, sizeof(line) - n, " · %d retries", p->retries);
    if (p->seconds_left >= 0)
        snprintf(line + n, sizeof(line) - n, " · %.0f s left", p->seconds_left);
    fprintf(stderr, CLEAR "summarize: %s", line);
    fflush(stderr);
    shown = true;
}

void cli_progress_clear(void)
{
    if (shown)
        fprintf(stderr, CLEAR);
    shown = false;
}

void cli_progress_log(void *ctx, const char *line)
{
    (void)ctx;
    cli_progress_clear();
    fprintf(stderr, "summarize: %s\n", line);
}
