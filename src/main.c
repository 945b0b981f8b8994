/* The pipeline on one screen; prints errors, chooses the exit status. */
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/help.h"
#include "cli/opts.h"
#include "cli/output.h"
#include "cli/report.h"

static enum smz_code summarize(const struct cli_opts *opts, const char *input,
                               struct smz_buf *out, struct smz_err *err)
{
    struct smz_bytes bytes = {0};
    struct smz_transcript transcript;
    struct smz_notes notes;
    struct smz_arena run;
    enum smz_code code;

    (void)out;
    smz_arena_init(&run);
    smz_notes_init(&notes, &run);
    code = smz_file_read(input, 0, &bytes, err);
    if (!code)
        code = smz_read(bytes.str, smz_str_of(input), &opts->read, &run, &notes,
                        &transcript, err);
    cli_report_notes(opts, input, &notes);
    smz_arena_release(&run);
    smz_bytes_release(&bytes);
    return code;
}

/* Each input by itself: one that cannot be read does not keep the others from it. */
static enum smz_code summarize_all(const struct cli_opts *opts, struct smz_arena *arena,
                                   struct smz_err *err)
{
    static const char *const standard_input[] = {"-"};
    const char *const *files = opts->n_files ? opts->files : standard_input;
    int n = opts->n_files ? opts->n_files : 1;
    enum smz_code first = SMZ_OK;
    const char **paths;
    struct smz_buf out;

    if (!opts->n_files && isatty(STDIN_FILENO))
        return smz_fail(err, SMZ_EUSAGE,
                        "no transcript: name a file, or pipe one in (summarize ep.txt)");
    if (cli_output_paths(opts, "md", arena, &paths, err))
        return err->code;
    smz_buf_init(&out, 0);
    for (int i = 0; i < n; i++) {
        struct smz_err failed;
        enum smz_code code;

        smz_buf_clear(&out);
        code = summarize(opts, files[i], &out, &failed);
        if (!code)
            code = cli_output_write(paths[i], smz_buf_str(&out), &failed);
        if (code)
            cli_report_error(&failed);
        if (!first)
            first = code;
    }
    smz_buf_release(&out);
    return first;
}

static void (*const says[])(struct smz_buf *) = {
    [CLI_HELP] = cli_help,
    [CLI_MAN] = cli_man,
    [CLI_VERSION] = cli_version,
    [CLI_FORMATS] = cli_list_formats,
};

int main(int argc, char **argv)
{
    struct smz_err err = {0};
    struct cli_opts opts;
    struct smz_arena arena;
    struct smz_buf out;
    enum smz_code code;

    smz_arena_init(&arena);
    smz_buf_init(&out, 0);
    code = cli_opts_parse(argc, argv, &arena, &opts, &err);
    if (!code && (size_t)opts.action < SMZ_COUNT(says) && says[opts.action]) {
        says[opts.action](&out);
        code = cli_output_write(NULL, smz_buf_str(&out), &err);
    } else if (!code) {
        code = summarize_all(&opts, &arena, &err);
    }
    if (err.code)
        cli_report_error(&err);
    smz_buf_release(&out);
    smz_arena_release(&arena);
    return (int)code;
}
