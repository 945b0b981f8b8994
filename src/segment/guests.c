#include <stdlib.h>
#include <string.h>

#include "segment/outliner.h"

/* Turns [first, last] in which a guest talks, a stray line far from the rest aside. */
struct span {
    int person, first, last;
    int group;
};

static int by_first(const void *a, const void *b)
{
    const struct span *x = a, *y = b;

    return x->first != y->first ? (x->first < y->first ? -1 : 1) : x->person - y->person;
}

static int find_spans(struct outliner *o, struct span *spans)
{
    int n = 0, *order = SMZ_NEW(o->run, int, o->t->n_turns);
    int *start = SMZ_NEW(o->run, int, o->n_people + 1);
    int *fill;

    for (int i = 0; i < o->n_people; i++)
        start[i + 1] = start[i] + o->people[i].turns;
    fill = SMZ_NEW(o->run, int, o->n_people);
    for (int i = 0; i < o->t->n_turns; i++) {
        int who = o->person_of[i];

        if (who != SMZ_NOBODY)
            order[start[who] + fill[who]++] = i;
    }
    for (int i = 0; i < o->n_people; i++) {
        const struct smz_person *p = &o->people[i];
        const int *at = order + start[i];
        int k = p->turns >= 25 ? (int)(0.04 * p->turns) : 0;
        struct span s = {.person = i, .first = p->first_turn, .last = p->last_turn};

        if (p->role == SMZ_ROLE_HOST || p->turns < 4 ||
            (double)p->words < 0.02 * (double)o->t->words)
            continue;
        if (k && at[k] - at[0] >= 0.05 * o->t->n_turns)
            s.first = at[k];
        if (k && at[p->turns - 1] - at[p->turns - 1 - k] >= 0.05 * o->t->n_turns)
            s.last = at[p->turns - 1 - k];
        spans[n++] = s;
    }
    qsort(spans, (size_t)n, sizeof(*spans), by_first);
    return n;
}

struct group {
    int first, last;
};

static int join_groups(struct span *spans, int n, struct group *groups)
{
    int count = 0;

    for (int i = 0; i < n; i++) {
        struct group *g = count ? &groups[count - 1] : NULL;
        struct span *s = &spans[i];

        if (g) {
            int shorter = g->last - g->first < s->last - s->first ? g->last - g->first
                                                                  : s->last - s->first;
            int shared = (g->last < s->last ? g->last : s->last) - s->first;

            if (shared > 0.15 * (shorter + 1)) {
                if (s->last > g->last)
                    g->last = s->last;
                s->group = count - 1;
                continue;
            }
        }
        groups[count] = (struct group){s->first, s->last};
        s->group = count++;
    }
    return count;
}

static bool says_name(const struct outliner *o, int turn, int person)
{
    smz_str name = o->people[person].name, word;

    while (smz_str_word(&name, &word))
        if (word.len > 2 && smz_str_find_nocase(o->t->turns[turn].text, word) >= 0)
            return true;
    return false;
}

/* The turn between two conversations with which the second begins. */
static int find_border(const struct outliner *o, const struct span *spans, int n,
                       int group, int from, int to)
{
    double best = -1e9;
    int at = to;

    if (from >= to)
        return to > 0 ? to : 1;
    for (int i = from; i <= to; i++) {
        smz_str text = o->t->turns[i].text;
        uint32_t first = outline_first_token(o->text, o->text->first_sentence[i]);
        uint32_t end = outline_first_token(o->text, o->text->first_sentence[i + 1]);
        struct cue_head head;
        double sums[CUE_LISTS], v;
        bool named = false, own = false;

        cue_head_make(o->text, text, first, end, 60, &head);
        cues_weigh_all(o->cues, &head, sums);
        for (int k = 0; k < n; k++)
            if (spans[k].group == group) {
                named = named || says_name(o, i, spans[k].person);
                own = own || o->person_of[i] == spans[k].person;
            }
        v = 2 * (sums[CUE_STRONG] > 0) + (sums[CUE_INTRO] > 0) + 1.5 * named +
            (o->words[i] < 40 ? o->words[i] / 40.0 : 1) - 2 * own - 0.05 * (i - from);
        if (o->words[i] < 12 && sums[CUE_BYE] > 0)
            v -= 1.5;
        for (int k = i > 1 ? i - 2 : 0; k < i; k++) {
            cue_head_make(o->text, o->t->turns[k].text,
                          outline_first_token(o->text, o->text->first_sentence[k]),
                          outline_first_token(o->text, o->text->first_sentence[k + 1]),
                          CUE_HEAD, &head);
            if (cues_weigh(o->cues, CUE_BYE, &head) > 0) {
                v += 1.5;
                break;
            }
        }
        if (v > best + 1e-9) {
            best = v;
            at = i;
        }
    }
    return at;
}

static void add_segment(struct outliner *o, enum smz_segment_kind kind, int first_turn,
                        const int *people, int n_people)
{
    SMZ_PUSH(o->run, o->segments,
             (struct smz_segment){.kind = kind,
                                  .people = people,
                                  .n_people = n_people,
                                  .first_sentence = o->text->first_sentence[first_turn]});
}

/* People of one conversation, those who say most first. */
static const int *main_people(struct outliner *o, bool hosts, int *n)
{
    int *list = SMZ_NEW(o->run, int, o->n_people);

    *n = 0;
    for (int i = 0; i < o->n_people; i++) {
        const struct smz_person *p = &o->people[i];
        int k;

        if ((!hosts && p->role == SMZ_ROLE_HOST) || p->role == SMZ_ROLE_OTHER)
            continue;
        for (k = (*n)++; k > 0 && o->people[list[k - 1]].words < p->words; k--)
            list[k] = list[k - 1];
        list[k] = i;
    }
    return list;
}

static void one_conversation(struct outliner *o)
{
    int guests = 0, n = 0;
    const int *list;

    for (int i = 0; i < o->n_people; i++) {
        struct smz_person *p = &o->people[i];

        if (p->role == SMZ_ROLE_HOST)
            continue;
        if (p->turns >= 4 && (double)p->words >= 0.02 * (double)o->t->words) {
            p->role = SMZ_ROLE_GUEST;
            guests++;
        }
    }
    if (guests > 2)
        for (int i = 0; i < o->n_people; i++)
            if (o->people[i].role == SMZ_ROLE_GUEST)
                o->people[i].role = SMZ_ROLE_PARTICIPANT;
    list = main_people(o, guests != 1 && guests != 2, &n);
    add_segment(o,
                !o->n_people            ? SMZ_SEGMENT_TALK
                : n == 1 && !guests     ? SMZ_SEGMENT_SOLO
                : guests && guests <= 2 ? SMZ_SEGMENT_GUEST
                                        : SMZ_SEGMENT_PANEL,
                0, list, n);
}

void outline_segments(struct outliner *o)
{
    struct span *spans = SMZ_NEW(o->run, struct span, o->n_people);
    int n = find_spans(o, spans);
    struct group *groups = SMZ_NEW(o->run, struct group, n);
    int n_groups = join_groups(spans, n, groups), at = 0;

    if (n_groups < 2) {
        one_conversation(o);
        return;
    }
    for (int g = 0, k = 0; g < n_groups; g++) {
        int *people = SMZ_NEW(o->run, int, n), n_people = 0;
        int from =
            g ? find_border(o, spans, n, g, groups[g - 1].last + 1, groups[g].first) : 0;

        for (; k < n && spans[k].group == g; k++) {
            people[n_people++] = spans[k].person;
            o->people[spans[k].person].role = SMZ_ROLE_GUEST;
        }
        if (g && from <= at)
            from = at + 1;
        at = from;
        add_segment(o, SMZ_SEGMENT_GUEST, from, people, n_people);
    }
}
