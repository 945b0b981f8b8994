/*
 * Reading values out of cJSON without asking twice. NULL items and wrong types give
 * the empty value. Slices point into the tree.
 */
#ifndef SMZ_BASE_JSON_H
#define SMZ_BASE_JSON_H

#include <cjson/cJSON.h>

#include "base/arena.h"

enum { SMZ_JSON_LONG = 64 /* bytes of a string */ };

/*
 * The value at the start of `text` as a tree in the arena `tree`, which is never given
 * back to cJSON; NULL if it is broken. Strings of SMZ_JSON_LONG bytes and more are in
 * the arena `strings` and can outlive it. *end (`end` may be NULL) is behind the value.
 * For one thread: cJSON knows no allocator of one parse.
 */
cJSON *smz_json_parse(smz_str text, struct smz_arena *tree, struct smz_arena *strings,
                      const char **end);

const cJSON *smz_json_get(const cJSON *object, const char *key);
smz_str smz_json_str(const cJSON *object, const char *key);
/* A number, or a string that is one; `otherwise` for anything else. */
double smz_json_number(const cJSON *object, const char *key, double otherwise);
int smz_json_int(const cJSON *object, const char *key, int otherwise);
bool smz_json_bool(const cJSON *object, const char *key);

/* Adds a slice as a string, with invalid UTF-8 replaced; the slice needs no NUL. */
void smz_json_add_str(cJSON *object, const char *key, smz_str value);
void smz_json_push_str(cJSON *array, smz_str value);

#endif
