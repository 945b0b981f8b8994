/* Inside PLAN: what a prompt says of answers that are there already. */
#ifndef SMZ_PLAN_TOLD_H
#define SMZ_PLAN_TOLD_H

#include "base/buf.h"
#include "summarize/prompt.h"

/* Data on one line, which cannot end its own fence. */
void prompt_line(struct smz_buf *out, smz_str text);

/*
 * The answers that a request needs, fenced and numbered: topics with their first
 * sentences (EDIT), with their leads too (RELATE), whole (CONDENSE).
 */
void prompt_told(const struct smz_ask *ask, struct smz_arena *run, struct smz_prompt *p,
                 struct smz_buf *out);

#endif
