#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"

#define CLEAR "\r\033[K"
/* What does not fit the terminal's width is left out: half a line stays behind else. */
#define NO_WRAP "\033[?7l"
#define WRAP "\033[?7h"

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

static void add_time(double seconds, struct smz_buf *out)
{
    if (seconds >= 120)
        smz_buf_printf(out, "%.0f min left · ", seconds / 60);
    else
        smz_buf_printf(out, "%.0f s left · ", seconds);
}

void cli_progress_show(void *ctx, const struct smz_progress *p)
{
    char in[16], out[16];
    struct smz_buf line;

    (void)ctx;
    cli_progress_tokens(p->tokens_in, in);
    cli_progress_tokens(p->tokens_out, out);
    smz_buf_init(&line, 400);
    add_time(p->seconds_left, &line);
    if (p->segments > 1)
        smz_buf_printf(&line, "%d of %d segments · ", p->segments_done, p->segments);
    smz_buf_printf(&line, "%d of %d requests, %d running · %s in, %s out", p->done,
                   p->total, p->running, in, out);
    if (p->cost > 0)
        smz_buf_printf(&line, " · $%.*f", p->cost < 0.1 ? 3 : 2, p->cost);
    if (p->retries)
        smz_buf_printf(&line, " · asked again: %d", p->retries);
    fprintf(stderr, CLEAR NO_WRAP "summarize: %s" WRAP, line.ptr);
    fflush(stderr);
    smz_buf_release(&line);
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
