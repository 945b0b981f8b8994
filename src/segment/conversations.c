/* Who leads, and whose conversation is where. */
#include <stdlib.h>
#include <string.h>

#include "segment/guests.h"

static void add_segment(struct outliner *o, enum smz_segment_kind kind,
                        int first_sentence, const int *people, int n_people)
{
    SMZ_PUSH(o->run, o->segments,
             (struct smz_segment){.kind = kind,
                                  .people = people,
                                  .n_people = n_people,
                                  .first_sentence = first_sentence});
}

/* Sorted by words, most first; n is small or the list is mostly in order. */
static void put_by_words(const struct outliner *o, int *list, int *n, int person)
{
    int k = (*n)++;

    for (; k > 0 && o->people[list[k - 1]].words < o->people[person].words; k--)
        list[k] = list[k - 1];
    list[k] = person;
}

enum { MOST_LISTED = 100 }; /* people of one segment */
enum { OPENING = 10 };      /* turns with which a conversation begins */
enum { SITTING = 5 };       /* people of a conversation that one of them chairs */

static bool is_main(const struct outliner *o, const struct smz_person *p)
{
    double share = (double)p->words / (1 + (double)o->t->words);

    return share >= 0.02 && (p->turns >= 4 || p->words >= 300 || share >= 0.1);
}

/* As much a leader as the first, and not the one whom all came to hear. */
static bool steers_too(const struct outliner *o, int person, int top)
{
    return person != top && o->steers[person] > 0.75 * o->steers[top] &&
           o->people[person].first_turn < OPENING &&
           (double)o->people[person].words < 0.45 * (double)o->t->words;
}

/* Who welcomes to the show, and is there to the end; SMZ_NOBODY where none does. */
static int find_opener(const struct outliner *o)
{
    enum { FIRST = 5 };

    for (int i = 0; i < o->t->n_turns && i < FIRST; i++) {
        int who = o->person_of[i];
        struct cue_head head;
        double sums[CUE_LISTS];

        if (who == SMZ_NOBODY || o->stated[who] || o->people[who].turns < 4 ||
            o->people[who].last_turn - o->people[who].first_turn < 0.8 * o->t->n_turns)
            continue;
        cue_head_make(o->text, o->t->turns[i].text,
                      outline_first_token(o->text, o->text->first_sentence[i]),
                      outline_first_token(o->text, o->text->first_sentence[i + 1]),
                      CUE_HEAD / 2, &head);
        cues_weigh_all(o->cues, &head, sums);
        if (sums[CUE_MEET] > 0)
            return who;
    }
    return SMZ_NOBODY;
}

/*
 * The one who steers, in a sitting the one who welcomes, and another who steers nearly
 * as much while the rest do not. Who welcomes is a host however quiet.
 */
static void choose_hosts(struct outliner *o, const int *main, int n)
{
    int top = main[0], second = 0, hosts = 0, opener = find_opener(o);

    for (int i = 0; i < n; i++)
        hosts += o->people[main[i]].role == SMZ_ROLE_HOST && o->stated[main[i]];
    if (hosts)
        return;
    for (int i = 1; i < n; i++)
        if (o->steers[main[i]] > o->steers[top])
            top = main[i];
    if (opener != SMZ_NOBODY)
        o->people[opener].role = SMZ_ROLE_HOST;
    for (int i = 0; i < n; i++)
        if (main[i] == opener && n >= SITTING)
            top = opener;
    for (int i = 0; i < n; i++) {
        if (main[i] != opener)
            o->people[main[i]].role = SMZ_ROLE_OTHER;
        second += steers_too(o, main[i], top);
    }
    o->people[top].role = SMZ_ROLE_HOST;
    if (second != 1 || n < 3)
        return;
    for (int i = 0; i < n; i++)
        if (steers_too(o, main[i], top))
            o->people[main[i]].role = SMZ_ROLE_HOST;
}

/* Do others say the name in the first turns of a conversation? */
static bool is_greeted(const struct outliner *o, int person, int from, int to)
{
    for (int i = from; i < to && i < from + OPENING; i++) {
        smz_str name = o->people[person].name, word;

        while (o->person_of[i] != person && smz_str_word(&name, &word))
            if (word.len > 2 && smz_str_find_nocase(o->t->turns[i].text, word) >= 0)
                return true;
    }
    return false;
}

static double words_a_turn(const struct smz_person *p)
{
    return (double)p->words / (p->turns + 1);
}

/* One who is not greeted, asks as much as one who is, and says little, is a host. */
static bool is_cohost_of(const struct outliner *o, int person, int guest, int from,
                         int to)
{
    return !o->stated[person] && o->asks[person] > o->asks[guest] &&
           words_a_turn(&o->people[person]) < 0.5 * words_a_turn(&o->people[guest]) &&
           !is_greeted(o, person, from, to);
}

static smz_str token_str(const struct outliner *o, int turn, uint32_t k)
{
    const struct smz_token *t = &o->text->tokens[k];

    return smz_str_sub(o->t->turns[turn].text, t->at, (size_t)t->at + t->len);
}

/* "Ann and I", "Ann, Bob, myself", behind the name. */
static bool is_beside(const struct outliner *o, int turn, uint32_t behind, uint32_t end)
{
    enum { NEAR = 3 };
    struct cue_head head;
    double sums[CUE_LISTS];

    if (o->text->tokens[behind].breaks && !o->text->tokens[behind].capital)
        return false; /* "Ann, and I think": that is said to her */
    cue_head_make(o->text, o->t->turns[turn].text, behind, end, NEAR, &head);
    cues_weigh_all(o->cues, &head, sums);
    return sums[CUE_BESIDE] > 0;
}

/* Does a host open a conversation for this person too? Whoever is named in full is
   introduced, and no host. */
static bool opens_together(const struct outliner *o, int person, int from, int to)
{
    smz_str rest = o->people[person].name, first, word, last = {0};
    bool together = false;

    if (!smz_str_word(&rest, &first) || first.len < 2)
        return false;
    while (smz_str_word(&rest, &word))
        last = word;
    for (int i = from; i < to && i < from + OPENING; i++) {
        uint32_t k = outline_first_token(o->text, o->text->first_sentence[i]);
        uint32_t end = outline_first_token(o->text, o->text->first_sentence[i + 1]);

        for (; outline_is_host(o, o->person_of[i]) && k + 1 < end; k++) {
            if (!o->text->tokens[k].capital ||
                !smz_str_eq_nocase(token_str(o, i, k), first))
                continue;
            if (last.len && smz_str_eq_nocase(token_str(o, i, k + 1), last))
                return false;
            together = together || is_beside(o, i, k + 1, end);
        }
    }
    return together;
}

/* Of an interview, not a sitting: who asks beside the host while one answers at length.
 */
static void find_cohosts(struct outliner *o, const int *main, int n)
{
    int guest = SMZ_NOBODY;

    for (int i = 0; i < n; i++)
        if (!outline_is_host(o, main[i]) && is_greeted(o, main[i], 0, o->t->n_turns) &&
            o->people[main[i]].words * 5 > o->t->words * 2)
            guest = main[i];
    for (int i = 0; i < n && n < SITTING && guest != SMZ_NOBODY; i++)
        if (is_cohost_of(o, main[i], guest, 0, o->t->n_turns))
            o->people[main[i]].role = SMZ_ROLE_HOST;
}

static void one_conversation(struct outliner *o)
{
    int *main = SMZ_NEW(o->run, int, o->n_people + 1), n = 0, guests = 0, listed = 0;
    bool greeted = false;
    int *list = SMZ_NEW(o->run, int, MOST_LISTED);
    enum smz_segment_kind kind = SMZ_SEGMENT_PANEL;

    for (int i = 0; i < o->n_people; i++)
        if (is_main(o, &o->people[i]) && o->stated[i] != 'o')
            main[n++] = i;
        else if (o->people[i].role != SMZ_ROLE_HOST || !o->stated[i])
            o->people[i].role = SMZ_ROLE_OTHER;
    if (!n) {
        add_segment(o, SMZ_SEGMENT_TALK, 0, list, 0);
        return;
    }
    choose_hosts(o, main, n);
    find_cohosts(o, main, n);
    for (int i = 0; i < n; i++) {
        if (o->people[main[i]].role == SMZ_ROLE_HOST)
            continue;
        guests++;
        greeted = greeted || is_greeted(o, main[i], 0, o->t->n_turns);
    }
    if (n > 2 && !greeted && guests <= 2)
        guests = 3; /* nobody is welcomed: they are all at home */
    for (int i = 0; i < n; i++)
        if (o->people[main[i]].role != SMZ_ROLE_HOST)
            o->people[main[i]].role = guests <= 2 || o->stated[main[i]] == 'g'
                                          ? SMZ_ROLE_GUEST
                                          : SMZ_ROLE_PARTICIPANT;
    if (n == 1)
        kind = SMZ_SEGMENT_SOLO;
    else if (guests == 1 || guests == 2)
        kind = SMZ_SEGMENT_GUEST;
    for (int i = 0; i < n && listed < MOST_LISTED; i++)
        if (kind != SMZ_SEGMENT_GUEST || o->people[main[i]].role != SMZ_ROLE_HOST)
            put_by_words(o, list, &listed, main[i]);
    add_segment(o, kind, 0, list, listed);
}

struct talk {
    int from, to; /* turns */
    const struct visits *v;
};

static bool is_in(const struct outliner *o, const struct visitor *x, const struct talk *t)
{
    return x->weight >= 0.5 && o->people[x->person].role != SMZ_ROLE_HOST &&
           visitor_turns(x, t->from, t->to) * 2 >= x->n_turns;
}

static void find_cohost(struct outliner *o, const struct talk *t)
{
    const struct visitor *guest = NULL;

    for (int k = 0; k < t->v->n; k++) {
        const struct visitor *x = &t->v->at[k];

        if (is_in(o, x, t) && is_greeted(o, x->person, t->from, t->to) &&
            (!guest || o->people[x->person].words > o->people[guest->person].words))
            guest = x;
    }
    for (int k = 0; k < t->v->n && guest; k++) {
        const struct visitor *x = &t->v->at[k];

        if (is_in(o, x, t) && is_cohost_of(o, x->person, guest->person, t->from, t->to))
            o->people[x->person].role = SMZ_ROLE_HOST;
    }
}

/*
 * Visitors among whom no host is: of two, the one who says less leads; of more, the
 * one who opens and has most turns.
 */
static void find_stand_in(struct outliner *o, const struct talk *t)
{
    int hosted = 0, all = 0, n = 0;
    const struct visitor *least = NULL, *busiest = NULL;

    for (int turn = t->from; turn < t->to; turn++) {
        all += o->words[turn];
        if (outline_is_host(o, o->person_of[turn]))
            hosted += o->words[turn];
    }
    for (int k = 0; k < t->v->n; k++) {
        const struct visitor *x = &t->v->at[k];

        if (!is_in(o, x, t))
            continue;
        n++;
        if (!least || o->people[x->person].words < o->people[least->person].words)
            least = x;
        if (!busiest || x->n_turns > busiest->n_turns)
            busiest = x;
    }
    if (hosted * 20 >= all || n < 2)
        return;
    if (n > 2 && busiest->person != o->person_of[t->from])
        return;
    if (n > 2)
        least = busiest;
    if (!o->stated[least->person])
        o->people[least->person].role = SMZ_ROLE_HOST;
}

/* Has a visitor more than half of the words of turns [from, to)? */
static bool says_most(const struct outliner *o, int person, int from, int to)
{
    int own = 0, all = 0;

    for (int i = from; i < to; i++) {
        all += o->words[i];
        own += o->person_of[i] == person ? o->words[i] : 0;
    }
    return own * 2 > all;
}

/*
 * Who steers in two conversations or more is a host who was not always there; who has
 * most of the words of one is a guest who came back.
 */
static void find_more_hosts(struct outliner *o, const struct visits *v, const int *starts)
{
    for (int k = 0; k < v->n; k++) {
        const struct visitor *x = &v->at[k];
        int in = 0;
        bool most = false;

        for (int i = 0; i < v->n_cuts; i++) {
            in += visitor_turns(x, starts[i], starts[i + 1]) * 6 >= x->n_turns;
            most = most || says_most(o, x->person, starts[i], starts[i + 1]);
        }
        if (in > 1 && !most && o->steers[x->person] > 0.15 && o->stated[x->person] != 'g')
            o->people[x->person].role = SMZ_ROLE_HOST;
    }
    for (int i = 0; i < v->n_cuts; i++) {
        struct talk t = {starts[i], starts[i + 1], v};

        for (int k = 0; k < o->n_people; k++)
            if (!o->stated[k] && o->people[k].role != SMZ_ROLE_HOST &&
                opens_together(o, k, t.from, t.to))
                o->people[k].role = SMZ_ROLE_HOST;
        find_stand_in(o, &t);
        find_cohost(o, &t);
    }
}

static void sequence(struct outliner *o, const struct visits *v, const int *starts)
{
    find_more_hosts(o, v, starts);
    for (int i = 0; i < v->n_cuts; i++) {
        int *people = SMZ_NEW(o->run, int, v->n), n = 0;

        for (int k = 0; k < v->n; k++) {
            const struct visitor *x = &v->at[k];
            struct smz_person *p = &o->people[x->person];

            if (visitor_turns(x, starts[i], starts[i + 1]) * 5 < x->n_turns ||
                x->weight < 0.5 || p->role == SMZ_ROLE_HOST ||
                o->stated[x->person] == 'o')
                continue;
            put_by_words(o, people, &n, x->person);
            p->role = SMZ_ROLE_GUEST;
        }
        add_segment(o, SMZ_SEGMENT_GUEST, i ? handover_sentence(o, v, i, starts[i]) : 0,
                    people, n);
    }
}

void outline_segments(struct outliner *o)
{
    struct visits v = {0};
    int *starts;

    guests_partition(o, &v);
    if (v.n_cuts < 2) {
        one_conversation(o);
        return;
    }
    starts = SMZ_NEW(o->run, int, v.n_cuts + 1);
    starts[v.n_cuts] = o->t->n_turns;
    for (int i = 1; i < v.n_cuts; i++) {
        starts[i] = handover_turn(o, &v, i);
        if (starts[i] <= starts[i - 1])
            starts[i] = v.cuts[i];
    }
    sequence(o, &v, starts);
}
