/*
 * What is told of the whole: who talks about what, what several speakers share, what
 * follows, and what each mainly spoke of.
 */
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/builtin/phrases.h"

enum {
    NAMED = 5,             /* people named in a list; of the others the number */
    WHOLE_PHRASES = 4,     /* key phrases of a transcript */
    SUMMARY_POINTS = 3,    /* sentences of the transcript in the summary */
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

/* Those who have a say, in the order of the outline; how many. */
static int speakers_of(const struct builtin *b, int *out, int most, bool hosts)
{
    int n = 0;

    for (int i = 0; i < b->outline->n_people; i++) {
        bool host = b->outline->people[i].role == SMZ_ROLE_HOST;

        if (has_say(b, i) && (hosts || !host)) {
            if (n < most)
                out[n] = i;
            n++;
        }
    }
    return n;
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

/* ---- summary and conclusion */

static smz_str say_phrases(struct builtin *b, const char *key, const struct phrase *p,
                           int n)
{
    smz_str items[WHOLE_PHRASES];

    if (n < 2)
        return none;
    for (int i = 0; i < n; i++)
        items[i] = p[i].text;
    return builtin_say(b, key, phrases_join(b, items, n), none, none);
}

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
    if (!n)
        return none;
    return builtin_say(b,
                       n == 1  ? "talk"
                       : panel ? "panel"
                               : "conversation",
                       say_people(b, people, n), none, none);
}

/* What a sentence weighs if nothing was chosen, and it names what all is about. */
static double central(const struct builtin *b, int i, const struct phrase *phrases, int n)
{
    const struct fact *f = &b->facts[i];
    const struct smz_sentence *s = &b->text->sentences[i];
    double sum = 0;
    int named = 1;

    if (b->used[i] || f->prior <= 0 || f->dangles || f->self || f->question ||
        f->words > 35)
        return 0;
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++)
        sum += b->weight[b->text->tokens[t].term];
    for (int k = 0; k < n; k++)
        named += phrases_in(b, i, &phrases[k]);
    return f->prior * named * sum / sqrt(f->words);
}

/* The most central sentence of [first, end) that stands nowhere else; or -1. */
static int most_central(struct builtin *b, int first, int end,
                        const struct phrase *phrases, int n)
{
    double best = 0;
    int found = -1;

    for (int i = first; i < end; i++) {
        double weight = central(b, i, phrases, n);

        if (weight > best) {
            best = weight;
            found = i;
        }
    }
    if (found >= 0)
        b->used[found] = true;
    return found;
}

static smz_str say_summary(struct builtin *b, const struct phrase *phrases, int n)
{
    smz_str s = join_sentences(b, say_who(b), say_phrases(b, "covers", phrases, n));
    int64_t all = b->text->n_sentences;

    for (int i = 0; i < SUMMARY_POINTS && b->plan->words >= ROOM_FOR_POINTS; i++) {
        int found = most_central(b, (int)(all * i / SUMMARY_POINTS),
                                 (int)(all * (i + 1) / SUMMARY_POINTS), phrases, n);

        if (found >= 0)
            s = join_sentences(b, s, builtin_clean(b, found));
    }
    return s;
}

/* ---- stances */

static void tell_stances(struct builtin *b, struct smz_answer *out)
{
    int people[MOST_STANCES], n = speakers_of(b, people, MOST_STANCES, false);

    n = n > MOST_STANCES ? MOST_STANCES : n;
    out->stances = SMZ_NEW(b->run, struct smz_stance, n);
    for (int i = 0; i < n; i++) {
        const struct smz_person *p = &b->outline->people[people[i]];
        struct phrase phrases[PERSON_PHRASES];
        smz_str items[PERSON_PHRASES];
        int first = b->text->first_sentence[p->first_turn];
        int end = b->text->first_sentence[p->last_turn + 1];
        int k = phrases_find(b, first, end, people[i], phrases, PERSON_PHRASES);

        if (!k)
            continue;
        for (int j = 0; j < k; j++)
            items[j] = phrases[j].text;
        out->stances[out->n_stances++] = (struct smz_stance){
            people[i], builtin_say(b, "mainly", phrases_join(b, items, k), none, none)};
    }
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
        const struct fact *f = &b->facts[i];
        double weight;

        if (person == SMZ_NOBODY || !phrases_in(b, i, p))
            continue;
        h[person].sentences++;
        weight = b->used[i] || f->question || f->dangles ? 0 : f->prior;
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

static smz_str large(const struct builtin *b, smz_str s)
{
    char letter[4];
    size_t at = 0, n;
    uint32_t cp = smz_utf8_next(s, &at);

    n = smz_utf8_put(smz_cp_upper(cp), letter);
    return smz_arena_printf(b->run, "%.*s%.*s", (int)n, letter,
                            SMZ_ARG(smz_str_skip(s, at)));
}

static void tell_theme(struct builtin *b, const struct phrase *p, struct holder *h, int n,
                       struct smz_theme *out)
{
    int people[NAMED + 1];
    smz_str names[2];

    for (int i = 0; i < n && i <= NAMED; i++)
        people[i] = h[i].person;
    out->heading = large(b, p->text);
    for (int i = 0; i < 2; i++)
        names[i] = builtin_name(b, people[i]);
    out->prose =
        n == 2 ? builtin_say(b, "theme", names[0], names[1], p->text)
               : builtin_say(b, "theme_many", say_people(b, people, n), p->text, none);
    out->points = SMZ_NEW(b->run, struct smz_point, THEME_POINTS);
    for (int i = 0; i < n && out->n_points < THEME_POINTS; i++)
        if (h[i].best >= 0 && h[i].weight > 0) {
            b->used[h[i].best] = true;
            out->points[out->n_points++] =
                builtin_point(b, (struct choice){h[i].best, h[i].weight});
        }
    out->weight = p->score;
}

static void tell_themes(struct builtin *b, struct smz_answer *out)
{
    struct phrase phrases[THEME_PHRASES];
    struct holder *h = SMZ_NEW(b->run, struct holder, b->outline->n_people + 1);
    int n = phrases_find(b, 0, b->text->n_sentences, SMZ_NOBODY, phrases, THEME_PHRASES);

    out->themes = SMZ_NEW(b->run, struct smz_theme, MOST_THEMES);
    for (int i = 0; i < n && out->n_themes < MOST_THEMES; i++) {
        struct smz_theme theme = {0};
        int several = holders_of(b, &phrases[i], h);

        if (several < 2)
            continue;
        tell_theme(b, &phrases[i], h, several, &theme);
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
        const struct fact *f = &b->facts[i];
        struct choice c = {i, f->prior * builtin_gain(b, i)};

        if (f->advice && !f->dangles && !f->question && !b->used[i] && c.weight > 0)
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
    struct phrase phrases[WHOLE_PHRASES];
    int people[2], half;
    int n = phrases_find(b, 0, b->text->n_sentences, SMZ_NOBODY, phrases, WHOLE_PHRASES);

    half = n > 2 ? 2 : n;
    out->summary = say_summary(b, phrases, n);
    if (speakers_of(b, people, 2, true) > 1) {
        tell_themes(b, out);
        tell_stances(b, out);
    }
    tell_implications(b, words / 3, out);
    out->conclusion = say_phrases(b, "conclude", phrases, half);
}
