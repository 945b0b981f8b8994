/*
 * Memory that is given back all at once. An arena grows as needed; running out
 * of memory ends the program with a line on standard error (the one exception
 * to "only main exits"). What it allocates is zeroed.
 */
#ifndef SMZ_BASE_ARENA_H
#define SMZ_BASE_ARENA_H

#include "base/str.h"

struct smz_arena_block;

struct smz_arena {
    struct smz_arena_block *blocks; /* newest first */
    struct smz_arena_block *big;    /* allocations with a block of their own */
};

void smz_arena_init(struct smz_arena *arena);
/* Frees all; the arena is empty and can be used again. */
void smz_arena_release(struct smz_arena *arena);

/* `size` zeroed bytes, aligned for any type. Size 0 gives a valid pointer. */
void *smz_arena_alloc(struct smz_arena *arena, size_t size);

/*
 * Grows an allocation of this arena from `old` to `size` bytes, keeping its
 * content; new bytes are as they come: what is grown is not yet used, and to zero it
 * would take its memory. `ptr` may be NULL (then `old` is 0). May move.
 */
void *smz_arena_grow(struct smz_arena *arena, void *ptr, size_t old, size_t size);

/*
 * Gives back an allocation of this arena before its time, if it is big enough to stand
 * by itself; a small one stays until the arena goes.
 */
void smz_arena_drop(struct smz_arena *arena, void *ptr, size_t size);

/* A copy with a NUL behind it that `len` does not count. */
smz_str smz_arena_keep(struct smz_arena *arena, smz_str s);

/* As printf, kept in the arena, with a NUL behind it. */
smz_str smz_arena_printf(struct smz_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A list of the na items of `a` and behind them the nb of `b`, `size` bytes each.
 * Either list may be NULL where it is empty.
 */
void *smz_arena_join(struct smz_arena *arena, const void *a, int na, const void *b,
                     int nb, size_t size);

/* n zeroed elements of type T. */
#define SMZ_NEW(arena, T, n) ((T *)smz_arena_alloc((arena), sizeof(T) * (size_t)(n)))

/*
 * A growing array in an arena: SMZ_VEC(struct x) v = {0}; SMZ_PUSH(arena, v, item);
 * v.at[i] for i < v.len. Pushing may move v.at.
 */
#define SMZ_VEC(T)                                                                       \
    struct {                                                                             \
        T *at;                                                                           \
        size_t len, cap;                                                                 \
    }

#define SMZ_PUSH(arena, v, ...)                                                          \
    do {                                                                                 \
        if ((v).len == (v).cap) {                                                        \
            size_t smz_cap_ = (v).cap ? (v).cap * 2 : 8;                                 \
            (v).at = smz_arena_grow((arena), (v).at, (v).cap * sizeof(*(v).at),          \
                                    smz_cap_ * sizeof(*(v).at));                         \
            (v).cap = smz_cap_;                                                          \
        }                                                                                \
        (v).at[(v).len++] = (__VA_ARGS__);                                               \
    } while (0)

#endif
