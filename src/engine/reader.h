/*
 * A model's JSON, read with patience and then held to its schema. What a server
 * promised of its answers' form counts for nothing here.
 */
#ifndef SMZ_ENGINE_READER_H
#define SMZ_ENGINE_READER_H

#include <cjson/cJSON.h>

#include "base/buf.h"

/*
 * The JSON object in a text: past reasoning in <think> tags, code fences and prose
 * around it, with trailing commas. NULL where there is none, or only the beginning of
 * one. Give back with cJSON_Delete.
 */
cJSON *smz_reader_parse(smz_str text);

/*
 * Mends what is clear (a number as a string, one item for a list, an absent list) and
 * checks the rest: types, required properties. False with what is wrong in *why, such
 * as "topics[2].heading is missing".
 */
bool smz_reader_fit(cJSON *value, const cJSON *schema, struct smz_buf *why);

#endif
