#include "cli/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/config.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/signals.h"
#include "summarize/render.h"

static const char *variable(const char *name)
{
    return getenv(name);
}

static bool wants_builtin(const struct cli_opts *opts)
{
    const char *name = opts->live.provider ? opts->live.provider
                       : opts->live.model  ? opts->live.model
                                           : variable("SUMMARIZE_MODEL");

    return smz_str_eq_nocase(smz_str_of(name), SMZ_S("builtin"));
}

/* Of answers as they would be told: what is not borne out, or told twice, is no word. */
static struct smz_lack find_lack(void *ctx, const struct smz_plan *plan,
                                 struct smz_answers *answers, struct smz_arena *run)
{
    const struct cli_model *model = ctx;
    struct smz_checks checks;
    struct smz_digest digest;
    struct smz_notes notes;
    struct smz_arena job;
    struct smz_lack lack = {0};
    struct smz_untold *untold;

    smz_arena_init(&job);
    smz_notes_init(&notes, &job);
    smz_verify(plan, model->index, answers, &job, &checks);
    untold = SMZ_NEW(run, struct smz_untold, checks.gaps.len + 1);
    for (size_t i = 0; i < checks.gaps.len; i++) {
        const struct smz_gap *gap = &checks.gaps.at[i];

        if (gap->warn)
            untold[lack.n_untold++] = (struct smz_untold){
                gap->first_sentence, gap->end_sentence, gap->deserves};
    }
    smz_assemble(plan, answers, &checks, &notes, &job, &digest);
    smz_arena_release(&job);
    lack.words = plan->words - digest.words;
    lack.untold = untold;
    return lack;
}

static void prepare(struct cli_opts *opts, struct cli_model *model)
{
    struct smz_live_options *live = &opts->live;

    live->env = variable;
    live->stop = &cli_stop;
    live->offline = opts->action == CLI_DRY_RUN;
    live->lack = find_lack;
    live->ctx = model;
    if (cli_progress_wanted(opts))
        live->progress = cli_progress_show;
    if (opts->verbose)
        live->log = cli_progress_log;
}

enum smz_code cli_model_open(struct cli_opts *opts, struct smz_arena *run,
                             struct cli_model *out, struct smz_err *err)
{
    struct smz_live_about about;
    enum smz_code code;

    *out = (struct cli_model){.opts = opts};
    smz_notes_init(&out->notes, run); /* the engine goes on noting there */
    prepare(opts, out);
    if (opts->action == CLI_EXTRACT || wants_builtin(opts) ||
        !smz_live_wanted(&opts->live))
        return SMZ_OK;
    code = cli_config_key(opts, run, err);
    if (!code)
        code = smz_live_open(&opts->live, run, &out->notes, &out->live, err);
    if (code)
        return code;
    out->limits = smz_live_limits(out->live);
    about = smz_live_about(out->live);
    smz_note(&out->notes, SMZ_INFO,
             "%s, model %.*s, chosen by %s; %d tokens of context, from %s",
             about.provider, SMZ_ARG(about.model), about.why, out->limits.context,
             about.limits_from);
    cli_report_notes(opts, "engine", &out->notes);
    return SMZ_OK;
}

void cli_model_close(struct cli_model *model)
{
    if (model->live)
        smz_live_close(model->live);
    model->live = NULL;
}

/* Sentences are chosen, not written: only the digest's own words are in that language. */
static void note_language(const struct smz_plan *plan, struct smz_notes *notes)
{
    const char *wanted = plan->wish->lang;
    const char *said = smz_lang_code(plan->outline->text->lang);

    if (wanted && strcmp(smz_lang_code(smz_lang_get(smz_str_of(wanted))), said) != 0)
        smz_note(notes, SMZ_WARN,
                 "--lang %s: the built-in engine does not translate: sentences stay as "
                 "they were said (%s)",
                 wanted, said);
}

enum smz_code cli_model_answer(struct cli_model *model, const struct smz_plan *plan,
                               struct smz_arena *run, struct smz_notes *notes,
                               struct smz_answers *out, struct smz_err *err)
{
    enum smz_code code;

    /* What the built-in engine worked with has been given back when this is made. */
    if (!model->live) {
        smz_builtin_answer(plan, run, out);
        note_language(plan, notes);
    }
    model->index = smz_verify_index(plan->outline, run);
    if (!model->live)
        return SMZ_OK;
    cli_signals_heed();
    code = smz_live_answer(model->live, plan, run, notes, out, err);
    cli_signals_restore();
    cli_progress_clear();
    return code;
}

void cli_model_report(struct cli_model *model, const char *input,
                      const struct smz_run *spent)
{
    char in[16], out[16], cost[32] = "";

    if (!model->live) {
        if (!wants_builtin(model->opts) && !model->hinted)
            cli_report(model->opts,
                       "no key: the built-in engine made this digest; for one that a "
                       "model writes, set ANTHROPIC_API_KEY, OPENAI_API_KEY, "
                       "GEMINI_API_KEY or OLLAMA_HOST");
        model->hinted = true;
        return;
    }
    cli_progress_tokens(spent->tokens_in, in);
    cli_progress_tokens(spent->tokens_out, out);
    if (spent->cost >= 0)
        snprintf(cost, sizeof(cost), ", $%.3f", spent->cost);
    cli_report(model->opts,
               "%s%s%.*s: %d request%s, %d kept from before, %s tokens in, %s out%s, %d "
               "retr%s, %.1f s",
               input ? input : "", input ? ": " : "", SMZ_ARG(spent->model),
               spent->requests, spent->requests == 1 ? "" : "s", spent->cached, in, out,
               cost, spent->retries, spent->retries == 1 ? "y" : "ies", spent->seconds);
}

void cli_model_dry_run(struct cli_model *model, const struct smz_plan *plan, bool json,
                       struct smz_arena *run, struct smz_buf *out)
{
    struct smz_live_about about;
    struct smz_estimate e;

    smz_render_plan(plan, &model->limits, json, out);
    if (json || !model->live)
        return;
    about = smz_live_about(model->live);
    smz_live_estimate(model->live, plan, run, &e);
    smz_buf_printf(out,
                   "\nWith %s%s%.*s: %d request%s (%d answered already), %lld tokens "
                   "in, %lld out, ",
                   about.provider, about.model.len ? " " : "", SMZ_ARG(about.model),
                   e.requests, e.requests == 1 ? "" : "s", e.cached,
                   (long long)e.tokens_in, (long long)e.tokens_out);
    if (e.cost >= 0)
        smz_buf_printf(out, "$%.*f, ", e.cost < 0.1 ? 3 : 2, e.cost);
    smz_buf_printf(out, "about %.0f s\n", e.seconds);
    if (about.guessed)
        smz_buf_printf(out,
                       "Its context window is not known here and taken for %d tokens: "
                       "--check asks the server, --context says it\n",
                       model->limits.context);
}

static enum smz_code check(struct cli_opts *opts, struct smz_arena *run,
                           struct smz_buf *out, struct smz_err *err)
{
    struct cli_model model;
    enum smz_code code = cli_model_open(opts, run, &model, err);

    if (code)
        return code;
    if (model.live)
        code = smz_live_check(model.live, out, err);
    else
        smz_buf_printf(out, "builtin: %s, so digests are made by this program itself\n",
                       wants_builtin(opts) ? "asked for by name"
                                           : "no key and no model are named");
    cli_model_close(&model);
    return code;
}

enum smz_code cli_model_act(struct cli_opts *opts, struct smz_arena *run,
                            struct smz_buf *out, struct smz_err *err)
{
    if (opts->action == CLI_CHECK)
        return check(opts, run, out, err);
    prepare(opts, NULL);
    if (opts->action == CLI_CACHE_INFO)
        return smz_cache_info(&opts->live, out, err);
    return smz_cache_clear(&opts->live, out, err);
}
