/* A model's words -> an answer of the plan, or what is wrong with them. */
#ifndef SMZ_ENGINE_ANSWER_H
#define SMZ_ENGINE_ANSWER_H

#include "base/buf.h"
#include "summarize/prompt.h"

/*
 * Reads the answer to `ask`, asked as `prompt`. False with the reason in *why where
 * it is no JSON, not as the schema asks, or says nothing. Strings come from `run`.
 */
bool smz_answer_read(const struct smz_ask *ask, const struct smz_prompt *prompt,
                     smz_str text, struct smz_arena *run, struct smz_answer *out,
                     struct smz_buf *why);

/* Puts b's topics and parts behind a's. */
void smz_answer_join(struct smz_answer *a, const struct smz_answer *b,
                     struct smz_arena *run);

/* A copy that may be changed without changing the first; its strings are shared. */
struct smz_answer smz_answer_copy(const struct smz_answer *a, struct smz_arena *run);

/* Adds what an EXTEND answer brought (topics by number in .into of its edits), each point
 * with that weight. */
void smz_answer_extend(struct smz_answer *a, const struct smz_answer *more, double weight,
                       struct smz_arena *run);

/*
 * Merges, renames and drops topics of the needed answers as an EDIT asks, and drops
 * points that tell what another does, which then rests on what they did, too. Numbers
 * that are none, circles and edits that would leave nothing are passed over.
 */
void smz_answer_edit(const struct smz_edit *edits, int n,
                     const struct smz_numbered *numbered, int n_numbered,
                     struct smz_answers *answers, struct smz_arena *run);

#endif
