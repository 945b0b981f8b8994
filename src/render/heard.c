/*
 * In a digest with room, every tenth of the talk and everybody who says much is heard:
 * where nothing that was chosen comes from them, their best point or quote must be there.
 */
#include "render/fit.h"

enum {
    TENTHS = 10,
    ROOMY = 1000, /* words of a digest with room for them all */
    HEARD = 50    /* who says less than a fiftieth may be left out */
};

struct heard {
    bool tenths[TENTHS];
    bool *people;
};

/* The sentence that a point or quote of a topic comes from; -1: it is neither. */
static int sentence_of(const struct fit *f, const struct fit_unit *u)
{
    const struct smz_told *t = f->groups.at[u->group].topic;
    const struct smz_text *text = f->digest->outline->text;
    const struct smz_point *p;

    if (!t || (u->what != FIT_POINT && u->what != FIT_QUOTE))
        return -1;
    if (u->what == FIT_QUOTE)
        return t->quotes[u->index].sentence;
    p = &t->points[u->index];
    if (p->sentence >= 0 || p->n_turns == 0)
        return p->sentence;
    return text->first_sentence[p->turns[0]];
}

/* The tenth of the words that each sentence is in. */
static unsigned char *find_tenths(const struct fit *f)
{
    const struct smz_text *text = f->digest->outline->text;
    unsigned char *tenth = SMZ_NEW(f->run, unsigned char, text->n_sentences + 1);
    size_t all = 1, words = 0;

    for (int i = 0; i < text->n_sentences; i++)
        all += text->sentences[i].words;
    for (int i = 0; i < text->n_sentences; i++) {
        tenth[i] = (unsigned char)(words * TENTHS / all);
        words += text->sentences[i].words;
    }
    return tenth;
}

static int person_of(const struct fit *f, int sentence)
{
    const struct smz_outline *o = f->digest->outline;

    return o->person_of[o->text->sentences[sentence].turn];
}

static bool must_be_heard(const struct fit *f, int person)
{
    const struct smz_outline *o = f->digest->outline;

    return person != SMZ_NOBODY &&
           o->people[person].words * HEARD >= o->text->transcript->words;
}

/* What a unit adds to what is heard: the whole of a tenth, or somebody. */
static bool is_new(const struct fit *f, const struct heard *h, const unsigned char *tenth,
                   int sentence)
{
    int person = person_of(f, sentence);

    return !h->tenths[tenth[sentence]] ||
           (must_be_heard(f, person) && !h->people[person]);
}

static void hear(const struct fit *f, struct heard *h, const unsigned char *tenth,
                 int sentence)
{
    int person = person_of(f, sentence);

    h->tenths[tenth[sentence]] = true;
    if (person != SMZ_NOBODY)
        h->people[person] = true;
}

/* The unit that is worth most of those that add something; -1: there is none. */
static int best_new(const struct fit *f, const struct heard *h,
                    const unsigned char *tenth)
{
    int best = -1;

    for (size_t i = 0; i < f->units.len; i++) {
        const struct fit_unit *u = &f->units.at[i];
        int sentence = sentence_of(f, u);

        if (sentence < 0 || u->forced || u->kept || u->after >= 0 ||
            !is_new(f, h, tenth, sentence))
            continue;
        if (best < 0 || u->key > f->units.at[best].key)
            best = (int)i;
    }
    return best;
}

bool fit_hear(struct fit *f)
{
    struct heard h = {.people = SMZ_NEW(f->run, bool, f->digest->outline->n_people + 1)};
    const unsigned char *tenth = find_tenths(f);
    bool changed = false;
    int unit;

    if (f->target < ROOMY)
        return false;
    for (size_t i = 0; i < f->units.len; i++) {
        int sentence = sentence_of(f, &f->units.at[i]);

        if (f->units.at[i].kept && sentence >= 0)
            hear(f, &h, tenth, sentence);
    }
    while ((unit = best_new(f, &h, tenth)) >= 0) {
        changed = f->units.at[unit].forced = true;
        hear(f, &h, tenth, sentence_of(f, &f->units.at[unit]));
    }
    return changed;
}
