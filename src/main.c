/* The pipeline on one screen; prints errors, chooses the exit status. */
#include <string.h>
#include <unistd.h>

#include "cli/config.h"
#include "cli/help.h"
#include "cli/input.h"
#include "cli/model.h"
#include "cli/output.h"
#include "cli/report.h"
#include "summarize/render.h"

/* What a digest is made of: it lives as long as one input is worked on. */
struct job {
    const struct cli_opts *opts;
    const struct cli_tasks *tasks;
    const struct cli_task *task;
    struct cli_model *model;
    struct smz_arena run;
    struct smz_notes notes;
    struct smz_bytes *bytes; /* of each input */
    struct smz_transcript transcript;
    struct smz_text text;
    struct smz_outline outline;
    struct smz_plan plan;
    struct smz_answers answers;
};

/* Reads the inputs of a task as one transcript. */
static enum smz_code read_inputs(struct job *job, struct smz_err *err)
{
    const struct cli_task *task = job->task;
    struct smz_transcript *parts =
        SMZ_NEW(&job->run, struct smz_transcript, task->n_inputs);

    job->bytes = SMZ_NEW(&job->run, struct smz_bytes, task->n_inputs);
    for (int i = 0; i < task->n_inputs; i++) {
        if (cli_input_read(job->opts, task->inputs[i], &job->run, &job->notes,
                           &job->bytes[i], &parts[i], err))
            return err->code;
    }
    smz_join(parts, task->n_inputs, &job->run, &job->transcript);
    return SMZ_OK;
}

static void forget_inputs(struct job *job)
{
    for (int i = 0; job->bytes && i < job->task->n_inputs; i++)
        smz_bytes_release(&job->bytes[i]);
}

static enum smz_code understand(struct job *job, struct smz_err *err)
{
    struct smz_segment_options who = job->opts->segment;
    enum smz_code code;

    smz_text_make(&job->transcript, NULL, &job->run, &job->text);
    who.target_words = job->opts->wish.words;
    code = smz_segment(&job->text, &who, &job->run, &job->notes, &job->outline, err);
    if (!code)
        smz_plan_make(&job->outline, &job->opts->wish, &job->model->limits, &job->run,
                      &job->plan);
    return code;
}

/* SMZ_EPARTIAL is a digest, too. */
static enum smz_code tell(struct job *job, struct smz_buf *out, struct smz_err *err)
{
    struct smz_answers *answers = &job->answers;
    struct smz_checks checks;
    struct smz_digest digest;
    enum smz_code code;

    code = cli_model_answer(job->model, &job->plan, &job->run, &job->notes, answers, err);
    if (code && code != SMZ_EPARTIAL)
        return code;
    smz_verify(&job->plan, answers, &job->run, &checks);
    for (size_t i = 0; i < checks.remarks.len; i++)
        smz_note(&job->notes, SMZ_INFO, "%.*s", SMZ_ARG(checks.remarks.at[i]));
    smz_assemble(&job->plan, answers, &checks, &job->notes, &job->run, &digest);
    job->tasks->renderer->render(&digest, out);
    return code;
}

static void dry_run(struct job *job, struct smz_buf *out)
{
    smz_render_plan(&job->plan, &job->model->limits, job->tasks->json, out);
    if (!job->tasks->json)
        cli_model_estimate(job->model, &job->plan, &job->run, out);
}

/* Whole or not at all; only then what it took. */
static enum smz_code deliver(struct job *job, const struct smz_buf *out,
                             struct smz_err *err)
{
    enum smz_code code = SMZ_OK;

    if (out->full)
        code = smz_fail(err, SMZ_EIO, "%s: out of memory", job->task->inputs[0]);
    if (!code)
        code = cli_task_write(job->tasks, job->task, out, err);
    if (!code && job->opts->action == CLI_DIGEST)
        cli_model_report(job->model, &job->answers.run);
    return code;
}

/* From the inputs of a task to its output. */
static enum smz_code work(struct job *job, struct smz_buf *out, struct smz_err *err)
{
    enum smz_code code, delivered;

    smz_arena_init(&job->run);
    smz_notes_init(&job->notes, &job->run);
    code = read_inputs(job, err);
    if (!code)
        code = understand(job, err);
    if (!code && job->opts->action == CLI_DRY_RUN)
        dry_run(job, out);
    else if (!code)
        code = tell(job, out, err);
    if (!code || code == SMZ_EPARTIAL) {
        delivered = deliver(job, out, err);
        code = delivered ? delivered : code;
    }
    /* Of what could not be read, the error says all. */
    if (job->transcript.n_turns)
        cli_report_notes(job->opts, cli_input_name(job->task->inputs[0]), &job->notes);
    forget_inputs(job);
    smz_arena_release(&job->run);
    return code;
}

/* Each by itself: an input that cannot be read does not keep the others from it. */
static enum smz_code work_all(struct cli_opts *opts, struct smz_arena *arena,
                              struct smz_buf *out, struct smz_err *err)
{
    enum smz_code first = SMZ_OK;
    struct cli_tasks tasks;
    struct cli_model model;

    if (!opts->n_files && isatty(STDIN_FILENO))
        return smz_fail(err, SMZ_EUSAGE,
                        "no transcript: name a file, or pipe one in (summarize ep.txt)");
    opts->wish.points_only = opts->format && strcmp(opts->format, "text") == 0;
    if (cli_tasks_plan(opts, arena, &tasks, err) ||
        cli_model_open(opts, arena, &model, err))
        return err->code;
    opts->wish.points_only = tasks.renderer && tasks.renderer->points_only;
    for (int i = 0; i < tasks.n; i++) {
        struct job job = {
            .opts = opts, .tasks = &tasks, .task = &tasks.at[i], .model = &model};
        struct smz_err failed;
        enum smz_code code;

        smz_buf_clear(out);
        code = work(&job, out, &failed);
        if (code)
            cli_report_error(&failed);
        if (!first)
            first = code;
        if (code == SMZ_EINTERRUPT || code == SMZ_ETERMINATED)
            break;
    }
    cli_model_close(&model);
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
    if (!code && opts.action < CLI_HELP)
        code = cli_config_load(&opts, &arena, &err);
    if (!code && opts.action < CLI_CHECK) {
        code = work_all(&opts, &arena, &out, &err);
    } else if (!code) {
        if (opts.action < CLI_HELP)
            code = cli_model_act(&opts, &arena, &out, &err);
        else
            says[opts.action](&out);
        if (!code)
            code = cli_print(smz_buf_str(&out), &err);
    }
    if (err.code)
        cli_report_error(&err);
    smz_buf_release(&out);
    smz_arena_release(&arena);
    return (int)code;
}
