#include "engine/builtin/claims.h"

#include <math.h>

enum {
    CLAIM_LEAST = 10, /* words */
    CLAIM_WORDS = 32, /* of one in the summary or the conclusion */
    MOST_VALUES = 2,  /* words of a stance that count */
    MOST_NAMED = 4    /* phrases in one sentence, hardly more */
};

double claims_weight(const struct builtin *b, int i, int most, bool strict)
{
    const struct fact *f = &b->facts[i];
    const struct smz_sentence *s = &b->text->sentences[i];
    int person = builtin_person(b, i);
    double sum = 0;

    if (b->used[i] || f->prior <= 0 || f->standing < 1 || f->dangles || f->question ||
        (strict && (!f->clear || f->self || f->addresses)) || f->words < CLAIM_LEAST ||
        f->words > most || b->unpointed)
        return 0;
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++)
        sum += b->weight[b->text->tokens[t].term];
    if (person != SMZ_NOBODY && b->outline->people[person].role == SMZ_ROLE_HOST)
        sum *= 0.3;
    return f->prior * sum / sqrt(f->words) * (f->clear ? 1 : 0.3) * (f->self ? 0.3 : 1) *
           (strict && f->plural ? 0.5 : 1);
}

bool claims_has_say(const struct builtin *b, int person)
{
    const struct smz_person *p = &b->outline->people[person];

    return p->role != SMZ_ROLE_OTHER && p->words * 50 >= b->text->transcript->words;
}

static int add_speakers(const struct builtin *b, bool hosts, int *out, int n, int most)
{
    for (int i = 0; i < b->outline->n_people; i++)
        if (claims_has_say(b, i) &&
            (b->outline->people[i].role == SMZ_ROLE_HOST) == hosts) {
            if (n < most)
                out[n] = i;
            n++;
        }
    return n;
}

int claims_speakers(const struct builtin *b, int *out, int most, bool hosts)
{
    int n = hosts ? add_speakers(b, true, out, 0, most) : 0;

    return add_speakers(b, false, out, n, most);
}

int claims_phrases(const struct builtin *b)
{
    return b->n_whole < CLAIM_PHRASES ? b->n_whole : CLAIM_PHRASES;
}

/* What somebody thinks, values or advises tells best what they stand for, wherever they
 * say it. */
static double held(struct builtin *b, int i)
{
    const struct fact *f = &b->facts[i];
    struct cleaner *c = &b->cleaner;
    int values = 0;

    if (clean_scan(c, smz_sentence_str(b->text, i)))
        for (int k = 0; k < c->n && values < MOST_VALUES; k++)
            values += lexicon_match(b->second, &c->hash[k], c->n - k, LEX_STANCE) > 0;
    /* "I" is no loss where it holds something. */
    if (f->self && (values || f->opinion || f->strong))
        values += MOST_VALUES;
    return (f->opinion || f->strong ? 2.5
            : f->advice             ? 1.5
                                    : 1) *
           (values ? 1 + values : 0.4) * (f->addresses ? 0.5 : 1) / f->place;
}

static bool is_whose(const struct builtin *b, int i, struct claimant who)
{
    int person = builtin_person(b, i);

    return (who.person == SMZ_NOBODY || person == who.person) &&
           (who.but == SMZ_NOBODY || person != who.but);
}

int claims_best(struct builtin *b, int first, int end, struct claimant who,
                const struct phrase *phrases, int n)
{
    double best = 0;
    int found = -1;

    for (int i = first; i < end; i++) {
        double weight =
            is_whose(b, i, who) ? claims_weight(b, i, CLAIM_WORDS, who.strict) : 0;
        int named = 1;

        for (int k = 0; k < n && weight > best / (20 * MOST_NAMED); k++)
            named += (who.stance ? 1 : 2) * phrases_in(b, i, &phrases[k]);
        if (who.stance && weight > 0)
            weight *= held(b, i);
        if (weight * named > best && (named > 1 || !who.strict || n < 2)) {
            best = weight * named;
            found = i;
        }
    }
    if (found >= 0)
        b->used[found] = true;
    return found;
}
