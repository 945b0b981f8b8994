/* Which inputs make a digest, and where it goes. */
#ifndef SMZ_CLI_OUTPUT_H
#define SMZ_CLI_OUTPUT_H

#include "cli/opts.h"
#include "summarize/render.h"

/* One output: of one input, or of all of them with --join. */
struct cli_task {
    const char *const *inputs; /* "-" is standard input */
    int n_inputs;
    const char *path; /* NULL: standard output */
};

struct cli_tasks {
    const struct smz_renderer *renderer; /* NULL where no digest is made */
    const char *format;                  /* "md" */
    bool json;
    bool color; /* on standard output: Markdown for a terminal */
    struct cli_task *at;
    int n;
};

/*
 * Settles what is written where before anything is read. --output is a file, or a
 * directory in which "talk.vtt" becomes "talk.md"; one that is not there is made.
 * SMZ_EUSAGE for an unknown format, two inputs with one path, several for a file,
 * several pages of HTML for one stream, or an output that is its input; SMZ_ECREATE
 * where no directory can be made.
 */
enum smz_code cli_tasks_plan(const struct cli_opts *opts, struct smz_arena *run,
                             struct cli_tasks *out, struct smz_err *err);

/*
 * The whole of `data` to the path of a task; on standard output, a blank line parts
 * it from what an earlier task wrote there.
 */
enum smz_code cli_task_write(const struct cli_tasks *tasks, const struct cli_task *task,
                             const struct smz_buf *data, struct smz_err *err);

enum smz_code cli_print(smz_str data, struct smz_err *err);

#endif
