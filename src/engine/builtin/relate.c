/*
 * What is told of the whole: what several speakers share, what follows, and what each of
 * them holds.
 */
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/builtin/claims.h"
#include "summarize/prompt.h"

enum {
    ADVICE_WORDS = 45,
    PERSON_PHRASES = 3,
    MOST_STANCES = 12,
    THEME_PHRASES = 24, /* phrases that are tried as themes */
    MOST_THEMES = 4,
    FEWEST_THEMES = 2, /* of which single words make up what is missing */
    THEME_POINTS = 3,
    MOST_IMPLICATIONS = 8,
    MOST_OF_ONE = 3,
    MOST_POINTS = 24,     /* of a theme, where they are all there is */
    THEME_WORDS = 100,    /* of one, there */
    POINT_WORDS = 20,     /* of a point, on the low side */
    ROOM_FOR_WHOLE = 350, /* words of a digest that has more than a summary and topics */
    ROOM_FOR_ALL = 1000,
    SHOWN_PERCENT = 5, /* of a digest, for what speakers stand for and for what follows */
    RELATED_SHARE = 6  /* of a request for everything, for what relates the whole */
};

static const smz_str none = {"", 0};

int builtin_room(const struct builtin *b, enum smz_part part)
{
    unsigned bit = 1u << part;

    return smz_plan_frame_only(b->plan) && smz_prompt_parts(b->plan) & bit
               ? smz_prompt_words(b->plan, bit)
               : 0;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* ---- conclusion */

/* What each speaker stands for, kept from the points where there is room for both. */
static void reserve_stances(struct builtin *b)
{
    int people[MOST_STANCES], n = claims_speakers(b, people, MOST_STANCES, false);

    n = n > MOST_STANCES ? MOST_STANCES : n;
    for (int i = 0; i < n; i++) {
        struct phrase phrases[CLAIM_PHRASES];
        int k = phrases_of_person(b, people[i], phrases, CLAIM_PHRASES);
        struct claimant who = {people[i], SMZ_NOBODY, false, true};

        b->stances[people[i]] = claims_best(b, 0, b->text->n_sentences, who, phrases, k);
    }
}

/* What a person claims, else what they speak of. */
static smz_str say_stance(struct builtin *b, int person)
{
    struct phrase phrases[PERSON_PHRASES];
    int n;

    if (b->stances[person] >= 0)
        return builtin_clean(b, b->stances[person]);
    n = phrases_of_person(b, person, phrases, PERSON_PHRASES);
    return n < 2 ? none
                 : builtin_say(b, "mainly", phrases_list(b, phrases, n), none, none);
}

static void tell_stances(struct builtin *b, struct smz_answer *out)
{
    int people[MOST_STANCES], n = claims_speakers(b, people, MOST_STANCES, false);

    n = n > MOST_STANCES ? MOST_STANCES : n;
    out->stances = SMZ_NEW(b->run, struct smz_stance, n);
    for (int i = 0; i < n; i++) {
        smz_str text = say_stance(b, people[i]);

        if (text.len)
            out->stances[out->n_stances++] = (struct smz_stance){people[i], text};
    }
}

/* Of a talk: a claim near its end. */
static smz_str say_conclusion(struct builtin *b)
{
    int all = b->text->n_sentences;
    struct claimant who = {SMZ_NOBODY, SMZ_NOBODY, true, true};
    int found = claims_best(b, all - all / 5, all, who, b->whole, claims_phrases(b));

    return found < 0 ? none : builtin_clean(b, found);
}

/* ---- themes */

struct holder {
    int person, sentences, best; /* best: a sentence of theirs, or -1 */
    double weight;               /* of the best */
};

static int by_holder(const void *a, const void *b)
{
    const struct holder *x = a, *y = b;

    if (x->sentences != y->sentences)
        return y->sentences - x->sentences;
    return x->person - y->person;
}

/*
 * Who says a phrase, most often first; how many say it twice. Where guests come one
 * after the other, what one shares with the host alone is no theme of the whole.
 */
static int holders_of(const struct builtin *b, const struct phrase *p, struct holder *h)
{
    int n = b->outline->n_people, several = 0;
    bool guests = smz_outline_takes_turns(b->outline);

    for (int i = 0; i < n; i++)
        h[i] = (struct holder){i, 0, -1, 0};
    for (int i = 0; i < b->text->n_sentences; i++) {
        int person = builtin_person(b, i);
        double weight;

        if (person == SMZ_NOBODY || !phrases_in(b, i, p) ||
            (guests && b->outline->people[person].role == SMZ_ROLE_HOST))
            continue;
        h[person].sentences++;
        weight = claims_weight(b, i, ADVICE_WORDS, false);
        if (weight > h[person].weight) {
            h[person].weight = weight;
            h[person].best = i;
        }
    }
    qsort(h, (size_t)n, sizeof(*h), by_holder);
    while (several < n && h[several].sentences > 1 &&
           claims_has_say(b, h[several].person))
        several++;
    return several;
}

/* Adds to a theme what each of n holders says best of it. */
static void add_holders(struct builtin *b, const struct holder *h, int n, int most,
                        struct smz_theme *theme)
{
    int from = theme->n_points;

    for (int i = 0; i < n && theme->n_points < most; i++)
        if (h[i].best >= 0)
            theme->points[theme->n_points++] =
                builtin_point(b, (struct choice){h[i].best, h[i].weight});
    if (theme->n_points < 2)
        return;
    for (int i = from; i < theme->n_points; i++)
        b->used[theme->points[i].sentence] = true;
}

static void tell_theme(struct builtin *b, const struct phrase *p, const struct holder *h,
                       int n, struct smz_theme *out)
{
    out->heading = builtin_is_heading(b, p->text)
                       ? builtin_say(b, "about", p->text, none, none)
                       : builtin_large(b, p->text);
    out->weight = p->score;
    out->points = SMZ_NEW(b->run, struct smz_point, MOST_POINTS);
    add_holders(b, h, n, THEME_POINTS, out);
}

static int words_of_themes(const struct builtin *b, const struct smz_answer *out)
{
    int words = 0;

    for (int i = 0; i < out->n_themes; i++)
        for (int k = 0; k < out->themes[i].n_points; k++)
            words += b->facts[out->themes[i].points[k].sentence].words;
    return words;
}

/* What else is said of the themes, one round after the other, until they fill `room`. */
static void fill_themes(struct builtin *b, const struct phrase *const *phrases, int room,
                        struct smz_answer *out)
{
    struct holder *h = SMZ_NEW(b->run, struct holder, b->outline->n_people + 1);

    for (int most = 2 * THEME_POINTS; most <= MOST_POINTS; most += THEME_POINTS)
        for (int i = 0; i < out->n_themes && words_of_themes(b, out) < room; i++)
            add_holders(b, h, holders_of(b, phrases[i], h), most, &out->themes[i]);
}

/* Themes of the talk's phrases, the best first: names and terms of several words, which
 * say what it is about, or single words. */
static void add_themes(struct builtin *b, bool single, int most,
                       const struct phrase **phrases, struct smz_answer *out)
{
    struct holder *h = SMZ_NEW(b->run, struct holder, b->outline->n_people + 1);
    int n = b->n_whole < THEME_PHRASES ? b->n_whole : THEME_PHRASES;

    for (int i = 0; i < n && out->n_themes < most; i++) {
        const struct phrase *p = &b->whole[i];
        struct smz_theme theme = {0};
        int several = (p->n == 1 && !p->proper) == single ? holders_of(b, p, h) : 0;

        if (several < 2)
            continue;
        tell_theme(b, p, h, several, &theme);
        if (theme.n_points < 2)
            continue;
        phrases[out->n_themes] = p;
        out->themes[out->n_themes++] = theme;
    }
}

static void tell_themes(struct builtin *b, struct smz_answer *out)
{
    const struct phrase *phrases[THEME_PHRASES];
    int room = builtin_room(b, SMZ_PART_THEMES);
    int most = larger(MOST_THEMES, room / THEME_WORDS);

    out->themes = SMZ_NEW(b->run, struct smz_theme, most);
    add_themes(b, false, most, phrases, out);
    add_themes(b, true, room ? most : FEWEST_THEMES, phrases, out);
    if (room)
        fill_themes(b, phrases, room, out);
}

/* ---- implications */

static int by_weight(const void *a, const void *b)
{
    const struct choice *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

/* Advice to others is one for readers; what somebody "had to do" seldom is. */
static double implied(const struct builtin *b, int i)
{
    const struct fact *f = &b->facts[i];

    bool others = f->strong || f->addresses || f->plural;

    if (!f->advice || f->self || (!others && !builtin_room(b, SMZ_PART_IMPLICATIONS)))
        return 0;
    return claims_weight(b, i, ADVICE_WORDS, false) *
           (f->strong ? 1
            : others  ? 0.3
                      : 0.1) /
           (f->place > 0 ? f->place : 1);
}

typedef SMZ_VEC(struct choice) choices;

/* Takes the weightiest for `words`, not more than one speaker's share of them each. */
static void take_advice(struct builtin *b, const choices *list, bool bound, int words)
{
    int *of = SMZ_NEW(b->scratch, int, b->outline->n_people + 1);
    int room = builtin_room(b, SMZ_PART_IMPLICATIONS);
    int most = larger(MOST_IMPLICATIONS, room / POINT_WORDS);

    for (size_t i = 0; i < list->len && words > 0; i++) {
        int sentence = list->at[i].sentence, person = builtin_person(b, sentence);

        if ((int)b->implications.len == most)
            break;
        if (b->used[sentence] || (bound && !b->facts[sentence].strong) ||
            (person != SMZ_NOBODY &&
             ++of[person] > most * MOST_OF_ONE / MOST_IMPLICATIONS))
            continue;
        b->used[sentence] = true;
        words -= b->facts[sentence].words;
        SMZ_PUSH(b->scratch, b->implications, list->at[i]);
    }
}

static int words_of_implications(const struct builtin *b)
{
    int words = 0;

    for (size_t i = 0; i < b->implications.len; i++)
        words += b->facts[b->implications.at[i].sentence].words;
    return words;
}

/* Enough for `words`, each of at most `most`, the weightiest first, of one speaker but
 * some; where advice binds, other only if it is to fill a digest. */
static void reserve_implications(struct builtin *b, int words, int most)
{
    choices list = {0};
    int bound = 0;

    for (int i = 0; i < b->text->n_sentences; i++) {
        struct choice c = {i, b->facts[i].words <= most ? implied(b, i) : 0};

        if (c.weight <= 0)
            continue;
        bound += b->facts[i].strong;
        SMZ_PUSH(b->scratch, list, c);
    }
    if (list.len)
        qsort(list.at, list.len, sizeof(*list.at), by_weight);
    take_advice(b, &list, bound > 1, words);
    if (builtin_room(b, SMZ_PART_IMPLICATIONS))
        take_advice(b, &list, false, words - words_of_implications(b));
}

static void tell_implications(struct builtin *b, struct smz_answer *out)
{
    out->implications = SMZ_NEW(b->run, struct smz_point, b->implications.len + 1);
    for (size_t i = 0; i < b->implications.len; i++)
        out->implications[out->n_implications++] =
            builtin_point(b, b->implications.at[i]);
}

/* ---- the whole */

/* Words of the request that relates the whole. */
static int words_to_relate(const struct builtin *b)
{
    for (int i = 0; i < b->plan->n_requests; i++) {
        const struct smz_request *r = &b->plan->requests[i];

        if (r->kind == SMZ_REQUEST_RELATE || r->kind == SMZ_REQUEST_SINGLE)
            return r->kind == SMZ_REQUEST_SINGLE ? r->words / RELATED_SHARE : r->words;
    }
    return 0;
}

static int words_of_stances(const struct builtin *b)
{
    int words = 0;

    for (int i = 0; i < b->outline->n_people; i++)
        words += b->stances[i] < 0 ? 0 : b->facts[b->stances[i]].words;
    return words;
}

static void give_back_stances(struct builtin *b)
{
    for (int i = 0; i < b->outline->n_people; i++) {
        if (b->stances[i] >= 0)
            b->used[b->stances[i]] = false;
        b->stances[i] = -1;
    }
}

static void give_back_implications(struct builtin *b)
{
    for (size_t i = 0; i < b->implications.len; i++)
        b->used[b->implications.at[i].sentence] = false;
    b->implications.len = 0;
}

/* What stands for speakers and for readers, if it was not kept before. */
static void reserve_rest(struct builtin *b)
{
    if (!words_of_stances(b) && claims_speakers(b, NULL, 0, true) > 1)
        reserve_stances(b);
    if (!b->implications.len)
        reserve_implications(
            b, larger(words_to_relate(b) / 3, builtin_room(b, SMZ_PART_IMPLICATIONS)),
            ADVICE_WORDS);
}

/* The same, but only what a digest of these words will show: the rest is for points. */
static void reserve_shown(struct builtin *b)
{
    int room = b->plan->words * SHOWN_PERCENT / 100;

    if (claims_speakers(b, NULL, 0, true) > 1)
        reserve_stances(b);
    if (words_of_stances(b) > room)
        give_back_stances(b);
    reserve_implications(b, room, room);
    if (words_of_implications(b) > room * 3 / 2 || b->implications.len < 2)
        give_back_implications(b);
}

/*
 * In a long digest all of it will be shown, and of a talk that is hardly longer than the
 * digest the points would leave nothing; else the points choose first.
 */
void builtin_reserve(struct builtin *b)
{
    size_t words = (size_t)b->plan->words;

    b->stances = SMZ_NEW(b->scratch, int, b->outline->n_people + 1);
    for (int i = 0; i < b->outline->n_people; i++)
        b->stances[i] = -1;
    if (b->plan->wish->points_only)
        return;
    if (smz_plan_frame_only(b->plan)) /* no points are shown */
        return;
    builtin_reserve_claims(b, 0);
    if (words >= ROOM_FOR_ALL ||
        (words >= ROOM_FOR_WHOLE && b->text->transcript->words < 3 * words))
        reserve_shown(b);
}

/* Points that are not shown leave their sentences to what is. */
static void give_back_points(struct builtin *b)
{
    for (size_t i = 0; i < b->points.len; i++)
        b->used[b->points.at[i].sentence] = false;
    for (size_t i = 0; i < b->quotes.len; i++)
        b->used[b->quotes.at[i].sentence] = false;
}

/* What the parts that are named have to fill: what themes and advice leave over goes to
 * the summary, else to the conclusion. */
static void fill_frame(struct builtin *b, struct smz_answer *out)
{
    int summary = builtin_room(b, SMZ_PART_SUMMARY);
    int conclusion = builtin_room(b, SMZ_PART_CONCLUSION);
    int left =
        larger(builtin_room(b, SMZ_PART_THEMES) - words_of_themes(b, out), 0) +
        larger(builtin_room(b, SMZ_PART_IMPLICATIONS) - words_of_implications(b), 0);

    if (conclusion)
        out->conclusion =
            builtin_retell(b, conclusion + (summary ? 0 : left) - words_of_stances(b));
    if (summary)
        builtin_reserve_claims(b, summary + left);
}

void builtin_relate(struct builtin *b, struct smz_answer *out)
{
    bool all = smz_plan_frame_only(b->plan);

    if (all)
        give_back_points(b);
    reserve_rest(b);
    if (claims_speakers(b, NULL, 0, true) > 1) {
        tell_themes(b, out);
        tell_stances(b, out);
    }
    tell_implications(b, out);
    if (all)
        fill_frame(b, out);
    out->summary = builtin_summary(b);
    if (!out->n_stances && !out->conclusion.len)
        out->conclusion = say_conclusion(b);
}
