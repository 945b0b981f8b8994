/*
 * What is told of the whole: who talks about what, what several speakers share, what
 * follows, and what each of them holds.
 */
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/builtin/claims.h"

enum {
    NAMED = 5,          /* people named in a list; of the others the number */
    WHOLE_PHRASES = 12, /* key phrases of a transcript or a person */
    LISTED = 4,         /* of them in a list */
    ADVICE_WORDS = 45,
    ROOM_FOR_POINTS = 500, /* words of a digest whose summary has any */
    PERSON_PHRASES = 3,
    MOST_STANCES = 12,
    THEME_PHRASES = 24, /* phrases that are tried as themes */
    MOST_THEMES = 4,
    THEME_POINTS = 3,
    MOST_IMPLICATIONS = 8
};

static const smz_str none = {"", 0};

/* ---- people */

static bool has_say(const struct builtin *b, int person)
{
    const struct smz_person *p = &b->outline->people[person];

    return p->role != SMZ_ROLE_OTHER && p->words * 50 >= b->text->transcript->words;
}

static int add_speakers(const struct builtin *b, bool hosts, int *out, int n, int most)
{
    for (int i = 0; i < b->outline->n_people; i++)
        if (has_say(b, i) && (b->outline->people[i].role == SMZ_ROLE_HOST) == hosts) {
            if (n < most)
                out[n] = i;
            n++;
        }
    return n;
}

/* Those who have a say, hosts first, else in the order of the outline; how many. */
static int speakers_of(const struct builtin *b, int *out, int most, bool hosts)
{
    int n = hosts ? add_speakers(b, true, out, 0, most) : 0;

    return add_speakers(b, false, out, n, most);
}

static smz_str say_people(const struct builtin *b, const int *people, int n)
{
    smz_str names[NAMED + 1];
    int shown = n > NAMED ? NAMED : n;

    for (int i = 0; i < shown; i++)
        names[i] = builtin_name(b, people[i]);
    if (n > shown)
        names[shown++] = builtin_say(
            b, "others", smz_arena_printf(b->run, "%d", n - NAMED), none, none);
    return phrases_join(b, names, shown);
}

/* ---- summary */

static smz_str join_sentences(const struct builtin *b, smz_str a, smz_str c)
{
    if (!a.len || !c.len)
        return a.len ? a : c;
    return smz_lang_unspaced(b->lang)
               ? smz_arena_printf(b->run, "%.*s%.*s", SMZ_ARG(a), SMZ_ARG(c))
               : smz_arena_printf(b->run, "%.*s %.*s", SMZ_ARG(a), SMZ_ARG(c));
}

static smz_str say_who(const struct builtin *b)
{
    int people[NAMED], n = speakers_of(b, people, NAMED, true);
    bool panel = false;

    for (int i = 0; i < b->outline->n_segments; i++)
        panel = panel || b->outline->segments[i].kind == SMZ_SEGMENT_PANEL;
    /* One alone stands under the title. */
    return n < 2 ? none
                 : builtin_say(b, panel ? "panel" : "conversation",
                               say_people(b, people, n), none, none);
}

static int phrases_of(struct builtin *b, int person, struct phrase *out, int most)
{
    const struct smz_person *p = &b->outline->people[person];

    return phrases_find(b, b->text->first_sentence[p->first_turn],
                        b->text->first_sentence[p->last_turn + 1], person, out, most);
}

/* "Ann on bees and hives; Bob on ferries and tides.": empty if for fewer than two. */
static smz_str say_topics_of(struct builtin *b)
{
    int people[NAMED], n = speakers_of(b, people, NAMED, false), said = 0;
    smz_str s = none;

    n = n > NAMED ? NAMED : n;
    for (int i = 0; i < n; i++) {
        struct phrase phrases[PERSON_PHRASES];
        int k = phrases_of(b, people[i], phrases, PERSON_PHRASES);
        smz_str clause;

        if (k < 2)
            continue;
        clause = builtin_say(b, "on", builtin_name(b, people[i]),
                             phrases_list(b, phrases, k), none);
        s = said++ ? builtin_say(b, "clauses", s, clause, none) : clause;
    }
    return said > 1 ? builtin_say(b, "clauses_end", s, none, none) : none;
}

static smz_str say_topics(struct builtin *b, const struct phrase *phrases, int n)
{
    n = n > LISTED ? LISTED : n;
    return n < 2 ? none
                 : builtin_say(b, "covers", phrases_list(b, phrases, n), none, none);
}

/* "Q" and "A" mark who asks, and name nobody. */
static bool is_mark(smz_str name)
{
    size_t at = 0;

    smz_utf8_next(name, &at);
    return at >= name.len;
}

static smz_str say_sentence(struct builtin *b, int i)
{
    int person = builtin_person(b, i);
    smz_str text = builtin_clean(b, i);

    return person == SMZ_NOBODY || is_mark(builtin_name(b, person))
               ? text
               : join_sentences(
                     b, builtin_say(b, "says", builtin_name(b, person), none, none),
                     text);
}

/* Of the phrases of all, those that a claim should name. */
static int count_whole(const struct builtin *b)
{
    return b->n_whole < WHOLE_PHRASES ? b->n_whole : WHOLE_PHRASES;
}

void builtin_reserve(struct builtin *b)
{
    struct claimant who = {SMZ_NOBODY, SMZ_NOBODY, true};
    int64_t all = b->text->n_sentences;

    if (b->plan->wish->points_only || b->plan->words < ROOM_FOR_POINTS)
        return;
    for (int i = 0; i < SUMMARY_CLAIMS; i++) {
        int found = claims_best(b, (int)(all * i / SUMMARY_CLAIMS),
                                (int)(all * (i + 1) / SUMMARY_CLAIMS), who, b->whole,
                                count_whole(b));

        if (found < 0)
            continue;
        who.but = builtin_person(b, found);
        b->claims[b->n_claims++] = found;
    }
}

static smz_str say_summary(struct builtin *b, const struct phrase *phrases, int n)
{
    struct claimant who = {SMZ_NOBODY, SMZ_NOBODY, true};
    smz_str s = say_who(b), topics = say_topics_of(b);

    s = join_sentences(b, s, topics.len ? topics : say_topics(b, phrases, n));
    for (int i = 0; i < b->n_claims; i++)
        s = join_sentences(b, s, say_sentence(b, b->claims[i]));
    if (!s.len) {
        int found = claims_best(b, 0, b->text->n_sentences, who, phrases, n);

        s = found < 0 ? none : say_sentence(b, found);
    }
    return s;
}

/* ---- conclusion */

/* What a person claims, else what they speak of. */
static smz_str say_stance(struct builtin *b, int person)
{
    struct phrase phrases[WHOLE_PHRASES];
    int n = phrases_of(b, person, phrases, WHOLE_PHRASES);
    struct claimant who = {person, SMZ_NOBODY, false};
    int found = claims_best(b, 0, b->text->n_sentences, who, phrases, n);

    if (found >= 0)
        return builtin_clean(b, found);
    n = n > PERSON_PHRASES ? PERSON_PHRASES : n;
    return n < 2 ? none
                 : builtin_say(b, "mainly", phrases_list(b, phrases, n), none, none);
}

static void tell_stances(struct builtin *b, struct smz_answer *out)
{
    int people[MOST_STANCES], n = speakers_of(b, people, MOST_STANCES, false);

    n = n > MOST_STANCES ? MOST_STANCES : n;
    out->stances = SMZ_NEW(b->run, struct smz_stance, n);
    for (int i = 0; i < n; i++) {
        smz_str text = say_stance(b, people[i]);

        if (text.len)
            out->stances[out->n_stances++] = (struct smz_stance){people[i], text};
    }
}

/* Of a talk: a claim near its end. */
static smz_str say_conclusion(struct builtin *b, const struct phrase *phrases, int n)
{
    int all = b->text->n_sentences;
    struct claimant who = {SMZ_NOBODY, SMZ_NOBODY, true};
    int found = claims_best(b, all - all / 5, all, who, phrases, n);

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

/* Who says a phrase, most often first; how many say it twice. */
static int holders_of(const struct builtin *b, const struct phrase *p, struct holder *h)
{
    int n = b->outline->n_people, several = 0;

    for (int i = 0; i < n; i++)
        h[i] = (struct holder){i, 0, -1, 0};
    for (int i = 0; i < b->text->n_sentences; i++) {
        int person = builtin_person(b, i);
        double weight;

        if (person == SMZ_NOBODY || !phrases_in(b, i, p))
            continue;
        h[person].sentences++;
        weight = claims_weight(b, i, ADVICE_WORDS, false);
        if (weight > h[person].weight) {
            h[person].weight = weight;
            h[person].best = i;
        }
    }
    qsort(h, (size_t)n, sizeof(*h), by_holder);
    while (several < n && h[several].sentences > 1 && has_say(b, h[several].person))
        several++;
    return several;
}

static void tell_theme(struct builtin *b, const struct phrase *p, const struct holder *h,
                       int n, struct smz_theme *out)
{
    out->heading = builtin_is_heading(b, p->text)
                       ? builtin_say(b, "about", p->text, none, none)
                       : builtin_large(b, p->text);
    out->weight = p->score;
    out->points = SMZ_NEW(b->run, struct smz_point, THEME_POINTS);
    for (int i = 0; i < n && out->n_points < THEME_POINTS; i++)
        if (h[i].best >= 0)
            out->points[out->n_points++] =
                builtin_point(b, (struct choice){h[i].best, h[i].weight});
    if (out->n_points < 2)
        return;
    for (int i = 0; i < out->n_points; i++)
        b->used[out->points[i].sentence] = true;
}

static void tell_themes(struct builtin *b, struct smz_answer *out)
{
    struct holder *h = SMZ_NEW(b->run, struct holder, b->outline->n_people + 1);
    int n = b->n_whole < THEME_PHRASES ? b->n_whole : THEME_PHRASES;

    out->themes = SMZ_NEW(b->run, struct smz_theme, MOST_THEMES);
    for (int i = 0; i < n && out->n_themes < MOST_THEMES; i++) {
        struct smz_theme theme = {0};
        int several = holders_of(b, &b->whole[i], h);

        if (several < 2)
            continue;
        tell_theme(b, &b->whole[i], h, several, &theme);
        if (theme.n_points >= 2)
            out->themes[out->n_themes++] = theme;
    }
}

/* ---- implications */

static int by_weight(const void *a, const void *b)
{
    const struct choice *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

static void tell_implications(struct builtin *b, int words, struct smz_answer *out)
{
    SMZ_VEC(struct choice) list = {0};

    for (int i = 0; i < b->text->n_sentences; i++) {
        struct choice c = {
            i, b->facts[i].advice ? claims_weight(b, i, ADVICE_WORDS, false) : 0};

        if (c.weight > 0)
            SMZ_PUSH(b->run, list, c);
    }
    if (list.len)
        qsort(list.at, list.len, sizeof(*list.at), by_weight);
    out->implications = SMZ_NEW(b->run, struct smz_point, MOST_IMPLICATIONS);
    for (size_t i = 0;
         i < list.len && words > 0 && out->n_implications < MOST_IMPLICATIONS; i++) {
        b->used[list.at[i].sentence] = true;
        words -= b->facts[list.at[i].sentence].words;
        out->implications[out->n_implications++] = builtin_point(b, list.at[i]);
    }
}

void builtin_relate(struct builtin *b, int words, struct smz_answer *out)
{
    int people[2], n = count_whole(b);

    out->summary = say_summary(b, b->whole, n);
    if (speakers_of(b, people, 2, true) > 1) {
        tell_themes(b, out);
        tell_stances(b, out);
    }
    tell_implications(b, words / 3, out);
    if (!out->n_stances)
        out->conclusion = say_conclusion(b, b->whole, n);
}
