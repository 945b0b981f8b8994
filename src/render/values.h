/* Inside RENDER: values as JSON has them. */
#ifndef SMZ_RENDER_VALUES_H
#define SMZ_RENDER_VALUES_H

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "summarize/digest.h"

/* Seconds with at most three decimals; null where no time is known. */
void render_add_seconds(cJSON *object, const char *key, smz_ms ms);
/* source: name, title, format, encoding, language, words, turns, duration. */
void render_add_source(cJSON *root, const struct smz_outline *outline, smz_str title);
/* speakers: label, name, role, words, talk, turns, how found. */
void render_add_speakers(cJSON *root, const struct smz_outline *outline);
/* [first, last] as two numbers of an object. */
void render_add_span(cJSON *object, int first_turn, int last_turn, smz_ms start,
                     smz_ms end);
/* Numbers; an empty list where there are none. */
void render_add_numbers(cJSON *object, const char *key, const int *numbers, int n);
/* A person's name, or null for nobody. */
void render_add_name(cJSON *object, const char *key, const struct smz_outline *outline,
                     int person);
/* Prints with two spaces a level and a final newline; frees the tree. */
void render_print(cJSON *root, struct smz_buf *out);

#endif
