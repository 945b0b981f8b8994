/* Inside PLAN: what a prompt says of answers that are there already. */
#ifndef SMZ_PLAN_TOLD_H
#define SMZ_PLAN_TOLD_H

#include "base/buf.h"
#include "summarize/prompt.h"

/* Data on one line, which cannot end its own fence. */
void prompt_line(struct smz_buf *out, smz_str text);

/* The last name where that is enough to know somebody by. */
smz_str prompt_name(const struct smz_outline *outline, int person);

/*
 * How many tokens EDIT (of its segment) or RELATE (of the talk) may be told of what was
 * written: one or two hundredths of the transcript's, so that what is sent in all stays
 * near what was said; and what a shorter talk needs, at most a sixteenth for RELATE.
 */
int plan_told_tokens(enum smz_request_kind kind, int transcript_tokens);

/* Tokens of a point where it is told whole. */
int plan_point_tokens(const struct smz_point *point);

/*
 * Points of different answers that may tell the same, in the order of telling: the
 * likeliest that `*tokens` have room for, which become those that are left. How many.
 */
int plan_alike(const struct smz_ask *ask, int *tokens, struct smz_arena *run,
               const struct smz_numbered **out);

/*
 * The answers that a request needs, fenced and numbered: topics whole (CONDENSE), or
 * with their first sentences and as many points, by importance, as the allowance has
 * room for (EDIT, RELATE). RELATE's points are numbered; of EDIT's those, behind all
 * topics, that may be repeats.
 */
void prompt_told(const struct smz_ask *ask, struct smz_arena *run, struct smz_prompt *p,
                 struct smz_buf *out);

#endif
