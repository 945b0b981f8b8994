/*
 * Answers that are paid for, kept across runs and processes: SQLite in a directory of
 * the user's, readable by its owner alone. Nothing here is fatal: without a cache a
 * run costs more, no less.
 */
#ifndef SMZ_ENGINE_CACHE_H
#define SMZ_ENGINE_CACHE_H

#include "base/err.h"

struct smz_cache;

/* SHA-256 of everything that determines an answer. */
struct smz_key {
    unsigned char bytes[32];
};

struct smz_cached {
    smz_str text;
    int64_t tokens_in, tokens_out;
};

/* Each part counts with its length, so that two lists of parts are never one key. */
struct smz_key smz_cache_key(const smz_str *parts, size_t n);

/*
 * Opens or makes the cache in `dir`. A damaged file is set aside and noted. NULL,
 * and noted, where there can be none. `now` in seconds since 1970.
 */
struct smz_cache *smz_cache_open(const char *dir, int64_t limit_bytes, int64_t now,
                                 struct smz_notes *notes);
/* Drops what was used longest ago while the cache is over its limit. NULL is allowed. */
void smz_cache_close(struct smz_cache *cache);

/* False where there is none. Its text comes from `run`. */
bool smz_cache_get(struct smz_cache *cache, const struct smz_key *key,
                   struct smz_arena *run, struct smz_cached *out);
/* When it returns true, the answer outlives this process. */
bool smz_cache_put(struct smz_cache *cache, const struct smz_key *key,
                   const struct smz_cached *answer);

struct smz_cache_size {
    int64_t answers, bytes;
};
struct smz_cache_size smz_cache_size(struct smz_cache *cache);
bool smz_cache_empty(struct smz_cache *cache);

/* $XDG_CACHE_HOME/summarize or ~/.cache/summarize; empty where neither is set. */
smz_str smz_cache_dir(const char *(*env)(const char *name), struct smz_arena *run);

#endif
