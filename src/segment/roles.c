/* Who hosts, and who was invited. */
#include <math.h>
#include <string.h>

#include "segment/label.h"
#include "segment/outliner.h"

enum { PARTS = 20 };

/* Where a person talks, in twentieths of the transcript. */
struct presence {
    unsigned parts; /* a bit each */
    int last, gap;  /* turns: the last so far; the longest silence up to it */
    double steering;
};

static int count_bits(unsigned x)
{
    int n = 0;

    for (; x; x &= x - 1)
        n++;
    return n;
}

/* A turn that hands over with a question; one that is asked on the way is rhetoric. */
static bool asks(smz_str text)
{
    enum { END = 120 }; /* bytes */

    return smz_str_find_char(text.len > END ? smz_str_skip(text, text.len - END) : text,
                             '?') >= 0;
}

static void look(struct outliner *o, struct presence *at)
{
    double most = 0;

    for (int i = 0; i < o->t->n_turns; i++) {
        int who = o->person_of[i];
        struct cue_head head;
        double sums[CUE_LISTS];

        if (who == SMZ_NOBODY)
            continue;
        if (i > o->people[who].first_turn && i - at[who].last > at[who].gap)
            at[who].gap = i - at[who].last;
        at[who].last = i;
        at[who].parts |= 1u << (int)((int64_t)i * PARTS / o->t->n_turns);
        cue_head_make(o->text, o->t->turns[i].text,
                      outline_first_token(o->text, o->text->first_sentence[i]),
                      outline_first_token(o->text, o->text->first_sentence[i + 1]), 30,
                      &head);
        cues_weigh_all(o->cues, &head, sums);
        at[who].steering += asks(o->t->turns[i].text) + (sums[CUE_TURN] > 0);
    }
    o->asks = SMZ_NEW(o->run, double, o->n_people);
    for (int i = 0; i < o->n_people; i++) {
        int span = o->people[i].last_turn - o->people[i].first_turn + 1;

        o->asks[i] = at[i].steering / (o->people[i].turns + 2);
        at[i].steering *= (double)span / o->t->n_turns;
        most = fmax(most, at[i].steering);
    }
    o->steers = SMZ_NEW(o->run, double, o->n_people);
    for (int i = 0; i < o->n_people; i++)
        o->steers[i] = most > 0 ? at[i].steering / most : 0;
}

/* What the file itself says beside a name, or with it. */
static void take_stated_roles(struct outliner *o)
{
    for (int i = 0; i < o->t->n_speakers; i++) {
        const struct smz_speaker *s = &o->t->speakers[i];
        int who = o->person_of_speaker[i];
        char role = label_role(s->role);
        struct label l;

        label_read(s->label, o->run, &l);
        if (!role)
            role = label_role(l.remark);
        if (!role)
            role = label_role(l.shown);
        if (!o->stated[who])
            o->stated[who] = role;
    }
    for (int i = 0; i < o->n_people; i++)
        if (o->stated[i] == 'h')
            o->people[i].role = SMZ_ROLE_HOST;
        else if (o->stated[i] == 'g')
            o->people[i].role = SMZ_ROLE_GUEST;
}

bool outline_is_host(const struct outliner *o, int person)
{
    return person != SMZ_NOBODY && o->people[person].role == SMZ_ROLE_HOST;
}

static void find_hosts(struct outliner *o, const struct presence *at)
{
    int best = -1, n = 0;

    for (int i = 0; i < o->n_people; i++)
        if (o->people[i].role == SMZ_ROLE_HOST)
            return;
    for (int i = 0; i < o->n_people; i++) {
        struct smz_person *p = &o->people[i];

        if (o->stated[i])
            continue;
        if (p->last_turn - p->first_turn >= 0.8 * o->t->n_turns &&
            count_bits(at[i].parts) >= PARTS / 2 && at[i].gap * 4 < o->t->n_turns) {
            p->role = SMZ_ROLE_HOST;
            n++;
        }
        if (best < 0 || count_bits(at[i].parts) > count_bits(at[best].parts))
            best = i;
    }
    if (!n && best >= 0 && count_bits(at[best].parts) > PARTS * 6 / 10)
        o->people[best].role = SMZ_ROLE_HOST;
}

void outline_roles(struct outliner *o)
{
    struct presence *at = SMZ_NEW(o->run, struct presence, o->n_people);

    look(o, at);
    take_stated_roles(o);
    find_hosts(o, at);
}
