/*
 * What a heading promises. Where a digest runs over, points go; one that alone tells what
 * the heading over it names must not, or the reader looks for it in vain. Of headings
 * that are made of key phrases nobody expects so much: prose that was written shows that
 * a heading was, too.
 */
#include "render/fit.h"

bool *fit_promised(const struct fit *f, const struct smz_told *t)
{
    const struct smz_text *of = f->digest->outline->text;
    smz_str promise = t->prose_weight > 0 ? t->heading : SMZ_S("");
    struct render_bag heading = render_bag(promise, false, of, f->run),
                      prose = render_bag(t->prose, false, of, f->run);
    int *by = SMZ_NEW(f->run, int, heading.n); /* points that have the word; the last */
    int *last = SMZ_NEW(f->run, int, heading.n);
    bool *promised = SMZ_NEW(f->run, bool, t->n_points);

    for (int i = 0; i < t->n_points && heading.n; i++) {
        smz_str said = smz_arena_printf(f->run, "%.*s. %.*s", SMZ_ARG(t->points[i].lead),
                                        SMZ_ARG(t->points[i].text));
        struct render_bag point = render_bag(said, false, of, f->run);

        for (int k = 0; k < heading.n; k++)
            if (render_bag_has(&point, heading.words[k])) {
                by[k]++;
                last[k] = i;
            }
    }
    for (int k = 0; k < heading.n; k++)
        if (by[k] == 1 && !render_bag_has(&prose, heading.words[k]))
            promised[last[k]] = true;
    return promised;
}
