#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static bool is_directory(const char *path)
{
    return smz_str_ends(smz_str_of(path), SMZ_S("/")) || smz_is_directory(path);
}

/* "in/talk.en.vtt" -> "talk.en"; ".vtt" keeps what it has. */
static smz_str stem_of(const char *path)
{
    smz_str s = smz_str_of(path);

    if (strcmp(path, "-") == 0)
        return SMZ_S("digest");
    for (ptrdiff_t slash; (slash = smz_str_find_char(s, '/')) >= 0;)
        s = smz_str_skip(s, (size_t)slash + 1);
    for (size_t end = s.len; end > 1; end--)
        if (s.ptr[end - 1] == '.')
            return smz_str_sub(s, 0, end - 1);
    return s;
}

static enum smz_code use_directory(const char *dir, const char *extension,
                                   struct smz_arena *run, struct cli_tasks *tasks,
                                   struct smz_err *err)
{
    const char *slash = smz_str_ends(smz_str_of(dir), SMZ_S("/")) ? "" : "/";

    for (int i = 0; i < tasks->n; i++) {
        struct cli_task *t = &tasks->at[i];
        smz_str stem = stem_of(t->inputs[0]);

        t->path =
            smz_arena_printf(run, "%s%s%.*s.%s", dir, slash, SMZ_ARG(stem), extension)
                .ptr;
        for (int k = 0; k < i; k++)
            if (strcmp(tasks->at[k].path, t->path) == 0)
                return smz_fail(err, SMZ_EUSAGE, "%s and %s: both would be %s",
                                tasks->at[k].inputs[0], t->inputs[0], t->path);
    }
    if (mkdir(dir, 0777) < 0 && errno != EEXIST)
        return smz_fail(err, SMZ_ECREATE, "%s: %s", dir, strerror(errno));
    return SMZ_OK;
}

/* A transcript is often a .md, .html or .json of its own, and may be the only copy. */
static enum smz_code spare_inputs(const struct cli_tasks *tasks, struct smz_err *err)
{
    for (int i = 0; i < tasks->n; i++) {
        const struct cli_task *t = &tasks->at[i];

        for (int k = 0; t->path && k < t->n_inputs; k++)
            if (smz_is_input(t->path, t->inputs[k]))
                return smz_fail(err, SMZ_EUSAGE,
                                "--output %s: that is the transcript itself", t->path);
    }
    return SMZ_OK;
}

/* NO_COLOR (no-color.org) is for programs that were not asked. */
static bool wants_color(const struct cli_opts *opts)
{
    const char *none = getenv("NO_COLOR");

    if (opts->color != CLI_AUTO)
        return opts->color == CLI_ALWAYS;
    return isatty(STDOUT_FILENO) && !(none && *none);
}

/* The i-th format that can be written; NULL behind the last. */
static const char *format_at(const struct cli_opts *opts, size_t i)
{
    const struct smz_renderer *r = smz_renderer_at(i);

    if (opts->action == CLI_EXTRACT)
        return smz_extract_format_at(i);
    return r ? r->name : NULL;
}

static enum smz_code choose_format(const struct cli_opts *opts, struct cli_tasks *tasks,
                                   const char **extension, struct smz_err *err)
{
    const char *wanted = opts->format ? opts->format : "md", *name;
    char names[100] = "";

    for (size_t i = 0; (name = format_at(opts, i)); i++) {
        if (smz_str_eq_nocase(smz_str_of(name), smz_str_of(wanted)))
            break;
        snprintf(names + strlen(names), sizeof(names) - strlen(names), " %s", name);
    }
    if (!name)
        return smz_fail(err, SMZ_EUSAGE, "--format %s: it wants one of:%s", wanted,
                        names);
    tasks->format = *extension = name;
    tasks->json = strcmp(name, "json") == 0;
    if (opts->action == CLI_DRY_RUN)
        *extension = tasks->json ? "json" : "txt";
    if (opts->action == CLI_EXTRACT || opts->action == CLI_DRY_RUN)
        return SMZ_OK;
    tasks->renderer = smz_renderer_find(name);
    tasks->color = strcmp(name, "md") == 0 && wants_color(opts);
    *extension = tasks->renderer->extension;
    return SMZ_OK;
}

enum smz_code cli_tasks_plan(const struct cli_opts *opts, struct smz_arena *run,
                             struct cli_tasks *out, struct smz_err *err)
{
    static const char *const standard_input[] = {"-"};
    const char *const *inputs = opts->n_files ? opts->files : standard_input;
    int n = opts->n_files ? opts->n_files : 1;
    struct cli_tasks tasks = {.n = opts->join ? 1 : n};
    bool stream = !opts->output || strcmp(opts->output, "-") == 0;
    const char *extension = NULL;
    enum smz_code code = choose_format(opts, &tasks, &extension, err);

    if (code)
        return code;
    tasks.at = SMZ_NEW(run, struct cli_task, tasks.n);
    for (int i = 0; i < tasks.n; i++)
        tasks.at[i] = (struct cli_task){inputs + i, opts->join ? n : 1, NULL};
    if (!stream && is_directory(opts->output))
        code = use_directory(opts->output, extension, run, &tasks, err);
    else if (!stream && tasks.n > 1)
        code = smz_fail(err, SMZ_EUSAGE,
                        "--output %s: several files want a directory: -o %s/",
                        opts->output, opts->output);
    else if (!stream)
        tasks.at[0].path = opts->output;
    else if (tasks.n > 1 && tasks.renderer && tasks.renderer->alone)
        code = smz_fail(err, SMZ_EUSAGE, "--format %s: several want a directory: -o DIR/",
                        tasks.format);
    if (!code)
        code = spare_inputs(&tasks, err);
    if (!code)
        *out = tasks;
    return code;
}

enum smz_code cli_print(smz_str data, struct smz_err *err)
{
    return smz_fd_write(STDOUT_FILENO, data, "standard output", err);
}

enum smz_code cli_task_write(const struct cli_tasks *tasks, const struct cli_task *task,
                             const struct smz_buf *data, struct smz_err *err)
{
    enum smz_code code = SMZ_OK;

    if (task->path)
        return smz_file_write(task->path, smz_buf_str(data), err);
    if (task > tasks->at)
        code = cli_print(SMZ_S("\n"), err);
    if (!code && tasks->color) {
        struct smz_buf painted;

        smz_buf_init(&painted, 0);
        smz_render_ansi(smz_buf_str(data), &painted);
        code = cli_print(smz_buf_str(&painted), err);
        smz_buf_release(&painted);
    } else if (!code) {
        code = cli_print(smz_buf_str(data), err);
    }
    return code;
}
