/*
 * The engine of a run: a model, where options, configuration or environment name one,
 * else the built-in engine. Opened once for all inputs.
 */
#ifndef SMZ_CLI_MODEL_H
#define SMZ_CLI_MODEL_H

#include "cli/opts.h"

struct cli_model {
    const struct cli_opts *opts;
    struct smz_live *live; /* NULL: the built-in engine */
    struct smz_limits limits;
    struct smz_notes notes;  /* of opening it */
    struct smz_index *index; /* of the talk at hand: what answers are checked against */
    bool hinted;             /* how to use a model has been said */
};

/* Takes the key from where the configuration has it, and opens what is wanted. */
enum smz_code cli_model_open(struct cli_opts *opts, struct smz_arena *run,
                             struct cli_model *out, struct smz_err *err);
void cli_model_close(struct cli_model *model);

/*
 * Answers a plan, with a progress line and Ctrl-C heeded meanwhile. SMZ_EPARTIAL has
 * answers, too; the reason is in err.
 */
enum smz_code cli_model_answer(struct cli_model *model, const struct smz_plan *plan,
                               struct smz_arena *run, struct smz_notes *notes,
                               struct smz_answers *out, struct smz_err *err);

/*
 * What was spent, for standard error, by the name of the input where there are several
 * (else NULL); for the built-in engine, once, how to use a model.
 */
void cli_model_report(struct cli_model *model, const char *input,
                      const struct smz_run *spent);

/* --dry-run: what was understood, and as text also what asking a model will take. */
void cli_model_dry_run(struct cli_model *model, const struct smz_plan *plan, bool json,
                       struct smz_arena *run, struct smz_buf *out);

/* --check, --cache-info and --cache-clear. */
enum smz_code cli_model_act(struct cli_opts *opts, struct smz_arena *run,
                            struct smz_buf *out, struct smz_err *err);

#endif
