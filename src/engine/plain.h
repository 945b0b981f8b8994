/*
 * What models write, as plain text on one line: without emphasis, list marks and
 * numbers or times in brackets. Results come from `run`.
 */
#ifndef SMZ_ENGINE_PLAIN_H
#define SMZ_ENGINE_PLAIN_H

#include "base/arena.h"

/* Whether a text ends in a letter or digit, as sentences do not. */
bool smz_plain_unstopped(smz_str s);
/* Sentences; `stop` ends those with a full stop that end without one. */
smz_str smz_plain_text(smz_str s, bool stop, struct smz_arena *run);
/* A heading or lead: no full stop or colon at its end. */
smz_str smz_plain_label(smz_str s, struct smz_arena *run);
/* What was said, without the quotation marks around it. */
smz_str smz_plain_quote(smz_str s, struct smz_arena *run);

#endif
