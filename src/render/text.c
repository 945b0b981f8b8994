/* The chosen points alone, in the order of the talk, one a line. */
#include <stdlib.h>

#include "render/inside.h"

struct line {
    const struct smz_point *point;
    int turn, at;
};

static int by_place(const void *a, const void *b)
{
    const struct line *x = a, *y = b;

    if (x->turn != y->turn)
        return x->turn < y->turn ? -1 : 1;
    if (x->point->sentence != y->point->sentence)
        return x->point->sentence < y->point->sentence ? -1 : 1;
    return x->at - y->at;
}

void render_text(const struct smz_digest *digest, struct smz_buf *out)
{
    struct smz_arena arena;
    SMZ_VEC(struct line) lines = {0};

    smz_arena_init(&arena);
    for (int i = 0; i < digest->n_sections; i++)
        for (int k = 0; k < digest->sections[i].n_topics; k++) {
            const struct smz_told *t = &digest->sections[i].topics[k];

            for (int p = 0; p < t->n_points; p++) {
                const struct smz_point *point = &t->points[p];
                struct line line = {point, point->n_turns ? point->turns[0] : 0,
                                    (int)lines.len};

                SMZ_PUSH(&arena, lines, line);
            }
        }
    if (lines.len)
        qsort(lines.at, lines.len, sizeof(*lines.at), by_place);
    for (size_t i = 0; i < lines.len; i++) {
        smz_buf_add(out, lines.at[i].point->text);
        smz_buf_char(out, '\n');
    }
    smz_arena_release(&arena);
}
