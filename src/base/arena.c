#include "base/err.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    /*
     * Small allocations share blocks, each twice as long as the one before: many arenas
     * hold little, and a long block is pages of the system's, zero without being touched.
     */
    FIRST = 16 * 1024,
    LAST = 256 * 1024,
    BIG = FIRST /* from here on an allocation has its own block */
};

struct smz_arena_block {
    struct smz_arena_block *next;
    size_t used, cap;
    alignas(max_align_t) char bytes[];
};

static _Noreturn void out_of_memory(void)
{
    fputs("summarize: out of memory\n", stderr);
    exit(SMZ_EMEMORY);
}

static size_t aligned(size_t n)
{
    size_t a = alignof(max_align_t);

    if (n > SIZE_MAX / 2)
        out_of_memory();
    return (n + a - 1) / a * a;
}

static struct smz_arena_block *new_block(struct smz_arena_block *next, size_t cap)
{
    struct smz_arena_block *b = calloc(1, sizeof(*b) + cap);

    if (!b)
        out_of_memory();
    b->next = next;
    b->cap = cap;
    return b;
}

static void free_blocks(struct smz_arena_block *b)
{
    while (b) {
        struct smz_arena_block *next = b->next;

        free(b);
        b = next;
    }
}

void smz_arena_init(struct smz_arena *arena)
{
    *arena = (struct smz_arena){0};
}

void smz_arena_release(struct smz_arena *arena)
{
    free_blocks(arena->blocks);
    free_blocks(arena->big);
    smz_arena_init(arena);
}

void *smz_arena_alloc(struct smz_arena *arena, size_t size)
{
    size_t n = aligned(size ? size : 1);
    struct smz_arena_block *b = arena->blocks;
    void *out;

    if (n >= BIG) {
        arena->big = new_block(arena->big, n);
        arena->big->used = n;
        return arena->big->bytes;
    }
    if (!b || b->cap - b->used < n)
        b = arena->blocks = new_block(b, !b ? FIRST : b->cap < LAST ? b->cap * 2 : LAST);
    out = b->bytes + b->used;
    b->used += n;
    return out;
}

/* The newest big block is found first: it is the one that grows most. */
static struct smz_arena_block **find_big(struct smz_arena *arena, void *ptr)
{
    struct smz_arena_block **at = &arena->big;

    while (*at && (void *)(*at)->bytes != ptr)
        at = &(*at)->next;
    return *at ? at : NULL;
}

void *smz_arena_grow(struct smz_arena *arena, void *ptr, size_t old, size_t size)
{
    struct smz_arena_block **at;
    struct smz_arena_block *b;
    void *out;

    if (!ptr || old == 0)
        return smz_arena_alloc(arena, size);
    at = aligned(old) >= BIG ? find_big(arena, ptr) : NULL;
    if (!at) {
        out = smz_arena_alloc(arena, size);
        memcpy(out, ptr, old < size ? old : size);
        return out;
    }
    size = aligned(size);
    b = realloc(*at, sizeof(*b) + size);
    if (!b)
        out_of_memory();
    *at = b;
    b->cap = b->used = size;
    return b->bytes;
}

void smz_arena_drop(struct smz_arena *arena, void *ptr, size_t size)
{
    struct smz_arena_block **at = aligned(size) >= BIG ? find_big(arena, ptr) : NULL;
    struct smz_arena_block *b;

    if (!at)
        return;
    b = *at;
    *at = b->next;
    free(b);
}

smz_str smz_arena_keep(struct smz_arena *arena, smz_str s)
{
    char *p = smz_arena_alloc(arena, s.len + 1);

    if (s.len)
        memcpy(p, s.ptr, s.len);
    return (smz_str){p, s.len};
}

smz_str smz_arena_printf(struct smz_arena *arena, const char *format, ...)
{
    va_list args, again;
    char *p;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0)
        n = 0;
    p = smz_arena_alloc(arena, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (smz_str){p, (size_t)n};
}

void *smz_arena_join(struct smz_arena *arena, const void *a, int na, const void *b,
                     int nb, size_t size)
{
    char *list = smz_arena_alloc(arena, size * (size_t)(na + nb));

    if (na)
        memcpy(list, a, size * (size_t)na);
    if (nb)
        memcpy(list + size * (size_t)na, b, size * (size_t)nb);
    return list;
}
