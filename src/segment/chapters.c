/* The file's own chapters as places in the talk. */
#include <string.h>

#include "segment/outliner.h"

/* The first sentence that begins at `time` or later; a turn's first is preferred. */
static int sentence_at(const struct smz_text *text, smz_ms time)
{
    enum { EARLY = 1500, NEAR = 6000 }; /* milliseconds */
    int lo = 0, hi = text->n_sentences;

    while (lo < hi) { /* times may run backwards: any answer will do then */
        int mid = lo + (hi - lo) / 2;

        if (smz_sentence_time(text, mid) < time - EARLY)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (int i = lo; i < text->n_sentences && i < lo + 4; i++)
        if (i == text->first_sentence[text->sentences[i].turn] &&
            smz_sentence_time(text, i) <= time + NEAR)
            return i;
    return lo;
}

static int find_sentence(const struct smz_text *text, const struct smz_chapter *c)
{
    int turn = c->first_turn;

    if (turn >= 0 && turn < text->transcript->n_turns) {
        int first = text->first_sentence[turn];

        /* A time that lies well inside the turn says where in it. */
        if (c->start == SMZ_MS_NONE || text->transcript->turns[turn].n_anchors < 2 ||
            c->start - smz_sentence_time(text, first) < 5000)
            return first;
    }
    if (c->start == SMZ_MS_NONE || !text->n_sentences ||
        smz_sentence_time(text, 0) == SMZ_MS_NONE)
        return -1;
    return sentence_at(text, c->start);
}

void outline_chapters(struct outliner *o)
{
    int n = o->text->n_sentences;

    o->chapter_of = SMZ_NEW(o->run, const struct smz_chapter *, n + 1);
    for (int i = 0; i < o->t->n_chapters; i++) {
        const struct smz_chapter *c = &o->t->chapters[i];
        int at = c->title.len ? find_sentence(o->text, c) : -1;

        if (at >= 0 && at < n &&
            (!o->chapter_of[at] || o->chapter_of[at]->level > c->level))
            o->chapter_of[at] = c;
    }
}
