#include "base/table.h"

#include <string.h>

void smz_table_init(struct smz_table *table, struct smz_arena *arena)
{
    *table = (struct smz_table){.arena = arena, .mask = 1023};
    table->at = SMZ_NEW(arena, struct smz_entry, table->mask + 1);
}

static uint32_t hash_of(smz_str key)
{
    uint64_t h = smz_str_hash(key);

    return (uint32_t)(h ^ h >> 32);
}

static struct smz_entry *find(const struct smz_table *table, smz_str key, uint32_t hash)
{
    size_t i = hash & table->mask;

    while (table->at[i].key) {
        const struct smz_entry *e = &table->at[i];

        if (e->hash == hash && e->len == key.len && memcmp(e->key, key.ptr, key.len) == 0)
            break;
        i = (i + 1) & table->mask;
    }
    return &table->at[i];
}

static void grow(struct smz_table *table)
{
    struct smz_table old = *table;

    table->mask = old.mask * 2 + 1;
    table->at = SMZ_NEW(table->arena, struct smz_entry, table->mask + 1);
    for (size_t i = 0; i <= old.mask; i++) {
        const struct smz_entry *e = &old.at[i];

        if (e->key)
            *find(table, (smz_str){e->key, e->len}, e->hash) = *e;
    }
    smz_arena_drop(table->arena, old.at, sizeof(*old.at) * (old.mask + 1));
}

struct smz_entry *smz_table_put(struct smz_table *table, smz_str key)
{
    uint32_t hash = hash_of(key);
    struct smz_entry *e;

    if (table->n / 3 > table->mask / 4)
        grow(table);
    e = find(table, key, hash);
    if (!e->key) {
        *e = (struct smz_entry){key.len ? key.ptr : "", (uint32_t)key.len, hash,
                                SMZ_ENTRY_NEW};
        table->n++;
    }
    return e;
}

uint32_t smz_table_get(const struct smz_table *table, smz_str key)
{
    const struct smz_entry *e = find(table, key, hash_of(key));

    return e->key ? e->value : SMZ_ENTRY_NEW;
}
