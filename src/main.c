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

/* One output and what it is made with; all of it is given back behind it. */
struct job {
    const struct cli_opts *opts;
    const struct cli_tasks *tasks;
    const struct cli_task *task;
    struct cli_model *model;
    struct smz_arena run;
    struct smz_notes notes;
    struct smz_bytes *bytes; /* of each input */
    struct smz_transcript transcript;
    struct smz_run spent;
};

static enum smz_code read_stage(struct job *job, struct smz_err *err)
{
    const struct cli_task *t = job->task;

    job->bytes = SMZ_NEW(&job->run, struct smz_bytes, t->n_inputs);
    return cli_inputs_read(job->opts, t->inputs, t->n_inputs, &job->run, &job->notes,
                           job->bytes, &job->transcript, err);
}

static enum smz_code segment_stage(struct job *job, const struct smz_text *text,
                                   struct smz_outline *out, struct smz_err *err)
{
    struct smz_segment_options who = job->opts->segment;

    who.target_words = job->opts->wish.words;
    return smz_segment(text, &who, &job->run, &job->notes, out, err);
}

static void verify_stage(struct job *job, const struct smz_plan *plan,
                         struct smz_answers *answers, struct smz_checks *out)
{
    smz_verify(plan, job->model->index, answers, &job->run, out);
    for (size_t i = 0; i < out->remarks.len; i++)
        smz_note(&job->notes, SMZ_INFO, "%.*s", SMZ_ARG(out->remarks.at[i]));
    for (size_t i = 0; i < out->warnings.len; i++)
        smz_note(&job->notes, SMZ_WARN, "%.*s", SMZ_ARG(out->warnings.at[i]));
}

/* From inputs to the bytes of an output. SMZ_EPARTIAL has those, too. */
static enum smz_code run_stages(struct job *job, struct smz_buf *out, struct smz_err *err)
{
    const struct cli_opts *opts = job->opts;
    struct smz_answers answers;
    struct smz_outline outline;
    struct smz_checks checks;
    struct smz_digest digest;
    struct smz_text text;
    struct smz_plan plan;
    enum smz_code code;

    code = read_stage(job, err);
    if (code)
        return code;
    if (opts->action == CLI_EXTRACT)
        return smz_extract(&job->transcript, job->tasks->format, out, err);
    smz_text_make(&job->transcript, NULL, &job->run, &text);
    code = segment_stage(job, &text, &outline, err);
    if (code)
        return code;
    smz_plan_make(&outline, &opts->wish, &job->model->limits, &job->run, &plan);
    if (opts->action == CLI_DRY_RUN) {
        cli_model_dry_run(job->model, &plan, job->tasks->json, &job->run, out);
        return SMZ_OK;
    }
    code = cli_model_answer(job->model, &plan, &job->run, &job->notes, &answers, err);
    if (code && code != SMZ_EPARTIAL)
        return code;
    verify_stage(job, &plan, &answers, &checks);
    smz_assemble(&plan, &answers, &checks, &job->notes, &job->run, &digest);
    job->tasks->renderer->render(&digest, out);
    job->spent = answers.run;
    return code;
}

/* Whole or not at all; only then what it took. */
static enum smz_code deliver(struct job *job, const struct smz_buf *out,
                             struct smz_err *err)
{
    enum smz_code code;

    if (out->full)
        return smz_fail(err, SMZ_EMEMORY, "%s: out of memory", job->task->inputs[0]);
    code = cli_task_write(job->tasks, job->task, out, err);
    if (!code && job->opts->action == CLI_DIGEST)
        cli_model_report(job->model,
                         job->tasks->n > 1 ? cli_input_name(job->task->inputs[0]) : NULL,
                         &job->spent);
    return code;
}

static enum smz_code work(struct job *job, struct smz_buf *out, struct smz_err *err)
{
    enum smz_code code, delivered;

    smz_arena_init(&job->run);
    smz_notes_init(&job->notes, &job->run);
    code = run_stages(job, out, err);
    if (!code || code == SMZ_EPARTIAL) {
        delivered = deliver(job, out, err);
        code = delivered ? delivered : code;
    }
    /* Of what could not be read, the error says all. */
    if (job->transcript.n_turns)
        cli_report_notes(job->opts, cli_input_name(job->task->inputs[0]), &job->notes);
    cli_inputs_release(job->bytes, job->task->n_inputs);
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
