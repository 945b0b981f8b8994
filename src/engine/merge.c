/* Answers put together: halves, additions, edits. */
#include <string.h>

#include "engine/answer.h"

/* The items of b behind those of a. */
#define JOIN(field, count)                                                               \
    do {                                                                                 \
        a->field = smz_arena_join(run, a->field, a->count, b->field, b->count,           \
                                  sizeof(*a->field));                                    \
        a->count += b->count;                                                            \
    } while (0)

void smz_answer_join(struct smz_answer *a, const struct smz_answer *b,
                     struct smz_arena *run)
{
    a->given = a->given || b->given;
    JOIN(topics, n_topics);
    JOIN(themes, n_themes);
    JOIN(implications, n_implications);
    JOIN(stances, n_stances);
    JOIN(edits, n_edits);
    if (b->summary.len)
        a->summary = b->summary;
    if (b->conclusion.len)
        a->conclusion = b->conclusion;
}

/* Items of an array of their own. */
#define OWN(array, n)                                                                    \
    (array) = smz_arena_join(run, (array), (n), NULL, 0, sizeof(*(array)))

struct smz_answer smz_answer_copy(const struct smz_answer *a, struct smz_arena *run)
{
    struct smz_answer copy = *a;

    OWN(copy.topics, copy.n_topics);
    for (int i = 0; i < copy.n_topics; i++) {
        OWN(copy.topics[i].points, copy.topics[i].n_points);
        OWN(copy.topics[i].quotes, copy.topics[i].n_quotes);
    }
    OWN(copy.themes, copy.n_themes);
    for (int i = 0; i < copy.n_themes; i++)
        OWN(copy.themes[i].points, copy.themes[i].n_points);
    OWN(copy.implications, copy.n_implications);
    OWN(copy.stances, copy.n_stances);
    OWN(copy.edits, copy.n_edits);
    return copy;
}

static void add_points(struct smz_told *a, const struct smz_told *b,
                       struct smz_arena *run)
{
    JOIN(points, n_points);
}

void smz_answer_extend(struct smz_answer *a, const struct smz_answer *more, double weight,
                       struct smz_arena *run)
{
    for (int i = 0; i < more->n_topics && i < more->n_edits; i++) {
        int into = more->edits[i].into;
        struct smz_told t = more->topics[i];

        if (into < 0 || into >= a->n_topics)
            into = a->n_topics - 1;
        if (into < 0)
            return;
        t.points[0].weight = weight;
        add_points(&a->topics[into], &t, run);
    }
}

/* ---- Edits ---- */

/* Both tell the same: the prose of one is enough, what else there is are the points. */
static void merge(struct smz_told *a, const struct smz_told *b, struct smz_arena *run)
{
    if (!a->prose.len)
        a->prose = b->prose;
    JOIN(points, n_points);
    JOIN(quotes, n_quotes);
    if (b->first_sentence < a->first_sentence)
        a->first_sentence = b->first_sentence;
    if (b->end_sentence > a->end_sentence)
        a->end_sentence = b->end_sentence;
}

static struct smz_told *topic_of(const struct smz_numbered *n,
                                 struct smz_answers *answers)
{
    struct smz_answer *a = &answers->at[n->request];

    return n->at < a->n_topics ? &a->topics[n->at] : NULL;
}

/* Where topic i ends up: follows merges; i itself where they run in a circle. */
static int root_of(const int *into, int n, int i)
{
    int at = i;

    for (int steps = 0; into[at] >= 0; steps++) {
        if (steps > n)
            return i;
        at = into[at];
    }
    return at;
}

static int keep_rest(struct smz_answer *a, const bool *gone_at)
{
    int n = 0;

    for (int i = 0; i < a->n_topics; i++)
        if (!gone_at[i])
            a->topics[n++] = a->topics[i];
    a->n_topics = n;
    return n;
}

/* Topics that are gone leave the list only at the end: until then places hold. */
static void sweep(const bool *gone, const struct smz_numbered *numbered, int n,
                  struct smz_answers *answers, struct smz_arena *run)
{
    for (int i = 0; i < n;) {
        struct smz_answer *a = &answers->at[numbered[i].request];
        bool *gone_at = SMZ_NEW(run, bool, a->n_topics);
        int request = numbered[i].request;

        for (; i < n && numbered[i].request == request; i++)
            if (numbered[i].at < a->n_topics)
                gone_at[numbered[i].at] = gone[i];
        keep_rest(a, gone_at);
    }
}

/* The point that a number stands for; NULL where it is a topic's. */
static struct smz_point *point_of(const struct smz_numbered *n,
                                  struct smz_answers *answers)
{
    struct smz_told *t = n->point ? topic_of(n, answers) : NULL;

    return t ? &t->points[n->point - n->topic->points] : NULL;
}

/* The turns of b behind those of a. */
static void rest_on(struct smz_point *a, const struct smz_point *b, struct smz_arena *run)
{
    a->turns =
        smz_arena_join(run, a->turns, a->n_turns, b->turns, b->n_turns, sizeof(int));
    a->n_turns += b->n_turns;
}

/* Points first, while numbers hold; those that go are marked by their empty text. */
static void edit_points(const struct smz_edit *edits, int n,
                        const struct smz_numbered *numbered, int n_numbered,
                        struct smz_answers *answers, struct smz_arena *run)
{
    for (int i = 0; i < n; i++) {
        const struct smz_edit *e = &edits[i];
        struct smz_point *p, *other = NULL;

        if (e->topic < 0 || e->topic >= n_numbered)
            continue;
        p = point_of(&numbered[e->topic], answers);
        if (e->into >= 0 && e->into < n_numbered && e->into != e->topic)
            other = point_of(&numbered[e->into], answers);
        if (!p || !p->text.len || (other ? !other->text.len : !e->drop))
            continue;
        if (other)
            rest_on(other, p, run);
        p->text.len = 0;
    }
    for (int i = 0; i < n_numbered; i++) {
        struct smz_told *t = topic_of(&numbered[i], answers);
        int kept = 0;

        for (int k = 0; t && k < t->n_points; k++)
            if (t->points[k].text.len)
                t->points[kept++] = t->points[k];
        if (t)
            t->n_points = kept;
    }
}

void smz_answer_edit(const struct smz_edit *edits, int n,
                     const struct smz_numbered *numbered, int n_numbered,
                     struct smz_answers *answers, struct smz_arena *run)
{
    int *into = SMZ_NEW(run, int, n_numbered + 1);
    bool *gone = SMZ_NEW(run, bool, n_numbered + 1);
    int left = 0; /* topics */

    edit_points(edits, n, numbered, n_numbered, answers, run);
    for (int i = 0; i < n_numbered; i++) {
        into[i] = -1;
        left += !numbered[i].point;
    }
    for (int i = 0; i < n; i++) {
        const struct smz_edit *e = &edits[i];
        struct smz_told *t;

        if (e->topic < 0 || e->topic >= n_numbered || numbered[e->topic].point)
            continue;
        t = topic_of(&numbered[e->topic], answers);
        if (t && e->heading.len)
            t->heading = e->heading;
        if (e->into >= 0 && e->into < n_numbered && e->into != e->topic &&
            !numbered[e->into].point)
            into[e->topic] = e->into;
        else if (e->drop && left > 1 && !gone[e->topic]) {
            gone[e->topic] = true;
            left--;
        }
    }
    for (int i = 0; i < n_numbered; i++) {
        int root = root_of(into, n_numbered, i);
        struct smz_told *from = topic_of(&numbered[i], answers);
        struct smz_told *to = topic_of(&numbered[root], answers);

        if (numbered[i].point || root == i || gone[root] || gone[i] || !from || !to)
            continue;
        merge(to, from, run);
        gone[i] = true;
    }
    sweep(gone, numbered, n_numbered, answers, run);
}
