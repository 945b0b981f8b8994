/* Whether what is told as shared was said by several. */
#include "verify/check.h"

/* The segment in which a turn begins. */
static const struct smz_segment *segment_of(const struct smz_outline *o, int turn)
{
    int sentence = o->text->first_sentence[turn], i = 0;

    while (i + 1 < o->n_segments && o->segments[i].end_sentence <= sentence)
        i++;
    return &o->segments[i];
}

/*
 * Whether two turns are of two voices: of two conversations where guests come one after
 * the other, else of two people. Who is nobody may be anybody.
 */
static bool differ(const struct smz_outline *o, int a, int b)
{
    const struct smz_segment *x = segment_of(o, a), *y = segment_of(o, b);
    int p = o->person_of[a], q = o->person_of[b];

    if (p == SMZ_NOBODY || q == SMZ_NOBODY)
        return true;
    if (x->kind != SMZ_SEGMENT_GUEST || y->kind != SMZ_SEGMENT_GUEST)
        return p != q;
    return smz_outline_takes_turns(o) ? x != y : p != q;
}

static bool points_differ(const struct smz_outline *o, const struct smz_point *a,
                          const struct smz_point *b)
{
    for (int i = 0; i < a->n_turns; i++)
        for (int k = 0; k < b->n_turns; k++)
            if (differ(o, a->turns[i], b->turns[k]))
                return true;
    return false;
}

bool smz_check_shared(const struct smz_check *c, struct smz_theme *theme)
{
    const struct smz_outline *o = c->plan->outline;

    for (int i = 0; i < theme->n_points; i++) {
        struct smz_point other = theme->points[i];

        if (points_differ(o, &other, &other))
            return true;
        if (i == 0 || !points_differ(o, &theme->points[0], &other))
            continue;
        for (int k = i; k > 1; k--)
            theme->points[k] = theme->points[k - 1];
        theme->points[1] = other;
        return true;
    }
    return false;
}
