/*
 * A table from strings to numbers, by open addressing. Keys are kept by pointer and
 * must outlive the table; its memory is the arena's.
 */
#ifndef SMZ_BASE_TABLE_H
#define SMZ_BASE_TABLE_H

#include "base/arena.h"

struct smz_entry {
    const char *key; /* NULL: a free slot */
    uint32_t len, hash;
    uint32_t value; /* SMZ_ENTRY_NEW in one that was just made */
};

#define SMZ_ENTRY_NEW UINT32_MAX

struct smz_table {
    struct smz_arena *arena;
    struct smz_entry *at;
    size_t mask, n; /* mask + 1 slots, n of them used */
};

void smz_table_init(struct smz_table *table, struct smz_arena *arena);

/* The entry of a key, made if there is none. Valid until the next call. */
struct smz_entry *smz_table_put(struct smz_table *table, smz_str key);

/* The value of a key; SMZ_ENTRY_NEW where it is not in the table. */
uint32_t smz_table_get(const struct smz_table *table, smz_str key);

#endif
