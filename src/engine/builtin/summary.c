/*
 * The summary: who talks with whom, who speaks of what, and the best claims, each with
 * whose it is, so that it reads as one paragraph.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/builtin/claims.h"
#include "engine/builtin/gaps.h"
#include "summarize/prompt.h"

enum {
    NAMED = 5,             /* people named in a list; of two or more others the number */
    LISTED = 4,            /* key phrases in a list */
    ROOM_FOR_CLAIMS = 500, /* words of a digest whose summary has any */
    ROOM_FOR_MORE = 1000,
    CLAIM_WORDS = 20, /* of a claim and whose it is */
    PERSON_PHRASES = 3
};

static const smz_str none = {"", 0};

/* ---- who talks of what */

static smz_str say_people(const struct builtin *b, const int *people, int n)
{
    smz_str names[NAMED + 1];
    int shown = n > NAMED + 1 ? NAMED : n;

    for (int i = 0; i < shown; i++)
        names[i] = builtin_name(b, people[i]);
    if (n > shown)
        names[shown++] = builtin_say(
            b, "others", smz_arena_printf(b->run, "%d", n - NAMED), none, none);
    return phrases_join(b, names, shown);
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
    int people[NAMED + 1], n = claims_speakers(b, people, NAMED + 1, true);
    bool panel = false;

    for (int i = 0; i < b->outline->n_segments; i++)
        panel = panel || b->outline->segments[i].kind == SMZ_SEGMENT_PANEL;
    /* One alone stands under the title. */
    return n < 2 ? none
                 : builtin_say(b, panel ? "panel" : "conversation",
                               say_people(b, people, n), none, none);
}

/* "Ann speaks on bees and hives; Bob on ferries and tides.": empty if for fewer than two.
 */
static smz_str say_topics_of(struct builtin *b)
{
    int people[NAMED], n = claims_speakers(b, people, NAMED, false), said = 0;
    smz_str s = none;

    n = n > NAMED ? NAMED : n;
    for (int i = 0; i < n; i++) {
        struct phrase phrases[PERSON_PHRASES];
        int k = phrases_of_person(b, people[i], phrases, PERSON_PHRASES);
        smz_str clause;

        if (k < 2)
            continue;
        clause = builtin_say(b, said ? "on" : "on_first", builtin_name(b, people[i]),
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

/* ---- claims */

/* "Q" and "A" mark who asks, and name nobody. */
static bool is_mark(smz_str name)
{
    size_t at = 0;

    smz_utf8_next(name, &at);
    return at >= name.len;
}

/* Whether the first word of the sentence that was scanned last is large only as the
 * first. */
static bool is_small(const struct builtin *b, int sentence)
{
    const struct cleaner *c = &b->cleaner;
    const struct smz_sentence *s = &b->text->sentences[sentence];
    smz_str word = clean_word_str(c, 0);
    size_t at = 0;

    if (lexicon_match(b->lex, c->hash, c->n, LEX_SELF))
        return false;
    if (smz_cp_is_lower(smz_utf8_next(word, &at)) || clean_is_stop(c, 0))
        return true;
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++)
        if (b->text->tokens[t].at == s->at + c->words[0].at)
            return b->small[b->text->tokens[t].term] && !b->name[b->text->tokens[t].term];
    return false;
}

static smz_str small(const struct builtin *b, smz_str s)
{
    char letter[4];
    size_t at = 0, n;
    uint32_t cp = smz_utf8_next(s, &at);

    n = smz_utf8_put(smz_cp_lower(cp), letter);
    return smz_arena_printf(b->run, "%.*s%.*s", (int)n, letter,
                            SMZ_ARG(smz_str_skip(s, at)));
}

/* "Ann says that tides turn"; of "we", and where languages turn their words in such a
 * clause, "Ann says: Tides turn"; so, too, where more follows. The k-th of its kind. */
static smz_str say_claim(struct builtin *b, int i, int k, bool goes_on)
{
    static const char *const claims[] = {"claim", "claim_2"};
    const char *format = smz_lang_phrase(b->lang, claims[k % 2]);
    int person = builtin_person(b, i);
    smz_str text = builtin_clean(b, i), name;
    bool turns = goes_on || smz_str_find_char(smz_str_of(format), ':') >= 0 ||
                 smz_str_find(smz_str_of(format), SMZ_S("\uff1a")) >= 0;

    if (person == SMZ_NOBODY || is_mark(builtin_name(b, person)))
        return text;
    name = builtin_name(b, person);
    if (!turns && !b->facts[i].plural && !b->facts[i].self && b->lang == b->text->lang)
        return builtin_say(b, claims[k % 2], name, is_small(b, i) ? small(b, text) : text,
                           none);
    return join_sentences(b, builtin_say(b, "says", name, none, none), text);
}

/* Sentences of one person in a row are said to be theirs once. */
static smz_str say_claims(struct builtin *b, const int *claims, int n)
{
    smz_str s = none;

    for (int i = 0; i < n; i++) {
        int person = builtin_person(b, claims[i]);
        bool again = i > 0 && builtin_person(b, claims[i - 1]) == person;
        bool goes_on = i + 1 < n && builtin_person(b, claims[i + 1]) == person;

        s = join_sentences(b, s,
                           again ? builtin_clean(b, claims[i])
                                 : say_claim(b, claims[i], i, goes_on));
    }
    return s;
}

/* The best claim of each of `most` parts of the talk, in order, into out; how many. */
static int choose_claims(struct builtin *b, int most, int *out)
{
    struct claimant who = {SMZ_NOBODY, SMZ_NOBODY, true, false};
    int64_t all = b->text->n_sentences;
    int n = 0;

    for (int i = 0; i < most; i++) {
        int first = (int)(all * i / most), end = (int)(all * (i + 1) / most);
        int found = claims_best(b, first, end, who, b->whole, claims_phrases(b));

        if (found < 0 && smz_plan_frame_only(b->plan)) {
            struct claimant any = {SMZ_NOBODY, SMZ_NOBODY, false, false};

            found = claims_best(b, first, end, any, b->whole, claims_phrases(b));
        }
        if (found < 0)
            continue;
        who.but = builtin_person(b, found);
        out[n++] = found;
    }
    return n;
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

/* Claims from all over the talk until they have so many words, in order, into out. */
static int fill_claims(struct builtin *b, int words, int *out)
{
    int n = 0, last = -1;

    while (n > last && words > CLAIM_WORDS && n < MOST_CLAIMS) {
        int most = words / CLAIM_WORDS;

        last = n;
        n += choose_claims(b, most < MOST_CLAIMS - n ? most : MOST_CLAIMS - n, out + n);
        for (int i = last; i < n; i++)
            words -= b->facts[out[i]].words;
    }
    if (n)
        qsort(out, (size_t)n, sizeof(*out), by_number);
    return n;
}

void builtin_reserve_claims(struct builtin *b, int words)
{
    int all = b->plan->words;

    if (words)
        b->n_claims = fill_claims(b, words, b->claims);
    else if (all >= ROOM_FOR_CLAIMS)
        b->n_claims = choose_claims(
            b, all < ROOM_FOR_MORE ? SUMMARY_CLAIMS - 1 : SUMMARY_CLAIMS, b->claims);
}

smz_str builtin_retell(struct builtin *b, int words)
{
    int claims[MOST_CLAIMS];

    return say_claims(b, claims, fill_claims(b, words, claims));
}

smz_str builtin_summary(struct builtin *b)
{
    struct claimant who = {SMZ_NOBODY, SMZ_NOBODY, true, false};
    smz_str s = say_who(b), topics = say_topics_of(b);

    s = join_sentences(b, s, topics.len ? topics : say_topics(b, b->whole, b->n_whole));
    s = join_sentences(b, s, say_claims(b, b->claims, b->n_claims));
    if (!s.len) {
        int found =
            claims_best(b, 0, b->text->n_sentences, who, b->whole, claims_phrases(b));

        s = found < 0 ? none : say_claim(b, found, 0, false);
    }
    return s;
}
