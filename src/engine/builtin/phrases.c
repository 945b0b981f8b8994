#include "engine/builtin/spelling.h"

#include <math.h>
#include <stdlib.h>

#include "base/real.h"
#include "base/utf8.h"

enum {
    KEPT = 40,
    MIN_NOUN = 7,      /* letters of a German noun that names something by itself */
    NOUN_COUNT = 5,    /* times that a common noun is said, and behind an article */
    SHORT_TALK = 6000, /* words; in it a term needs to come up but twice */
    MOST_LISTED = 6    /* phrases in one list */
};

/* How a stretch favours a term: often in it, and seldom elsewhere. */
static double favour(const struct builtin *b, uint32_t term)
{
    double local = b->local[term], all = b->text->terms[term].count;

    if (b->text->terms[term].stop)
        return 0;
    return local / sqrt(all + 2) * (b->name[term] ? 0.2 : 1) *
           (b->verb[term] > 0 ? 0.4 : 1);
}

/* Words before a phrase speak for a noun or a verb. */
static double noun_share(const struct builtin *b, const struct place *at, size_t n)
{
    int noun = 0, verb = 0;

    for (size_t i = 0; i < n; i++) {
        const struct smz_sentence *s = &b->text->sentences[at[i].sentence];
        uint32_t hash;

        if (at[i].token == s->first_token || b->text->tokens[at[i].token].breaks)
            continue;
        hash = lexicon_hash(places_token(b, at[i].sentence, at[i].token - 1));
        noun += lexicon_match(b->lex, &hash, 1, LEX_BEFORE) > 0;
        verb += lexicon_match(b->lex, &hash, 1, LEX_VERB) > 0;
    }
    return (1.0 + noun) / (1.0 + noun + 2.0 * verb);
}

static double score(const struct builtin *b, const struct place *at, size_t n)
{
    double sum = 0;

    for (int i = 0; i < at->n; i++)
        sum += favour(b, b->text->tokens[at->token + (uint32_t)i].term);
    sum *= at->n == 1 ? 0.4 : 1 / sqrt(at->n);
    sum *= smz_log(1 + (double)n);
    sum *= noun_share(b, at, n);
    return spelling_is_loose(b, at) ? sum * 0.2 : sum;
}

static int by_score(const struct phrase *x, const struct phrase *y)
{
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return smz_str_cmp(x->text, y->text);
}

/* "LLM" and "LLMs" share one, too. */
static bool shares_term(const struct phrase *a, const struct phrase *b)
{
    if (smz_str_starts_nocase(a->text, b->text) ||
        smz_str_starts_nocase(b->text, a->text))
        return true;
    for (int i = 0; i < a->n; i++)
        for (int k = 0; k < b->n; k++)
            if (a->terms[i] == b->terms[k])
                return true;
    return false;
}

static void keep(struct phrase *kept, int *n, const struct phrase *p)
{
    int k;

    if (*n == KEPT && by_score(p, &kept[KEPT - 1]) > 0)
        return;
    for (k = *n < KEPT ? (*n)++ : KEPT - 1; k > 0 && by_score(p, &kept[k - 1]) < 0; k--)
        kept[k] = kept[k - 1];
    kept[k] = *p;
}

/* ---- which can be named by themselves */

static bool has_case(smz_str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t cp = smz_utf8_next(s, &i);

        if (smz_cp_is_upper(cp) || smz_cp_is_lower(cp))
            return true;
    }
    return false;
}

/* Verbs and people's names are no part of a term. */
static bool all_bear(const struct builtin *b, const struct place *p, bool *proper)
{
    *proper = true;
    for (int k = 0; k < p->n; k++) {
        uint32_t term = b->text->tokens[p->token + (uint32_t)k].term;
        bool large = spelling_is_proper(b, p, k);

        uint32_t hash =
            lexicon_hash(places_token(b, p->sentence, p->token + (uint32_t)k));

        if (b->name[term] || (b->verb[term] > 0 && !large) ||
            lexicon_match(b->lex, &hash, 1,
                          LEX_VAGUE | (b->verb[term] < 0 || large ? 0 : LEX_FINITE)))
            return false;
        *proper = *proper && large;
    }
    return true;
}

/*
 * A phrase of several words that comes up again is a term; a single word only as a name,
 * as a long German noun, where it stands again and again where nouns do, or where a
 * script tells nothing of names by being said often.
 */
static bool is_good(const struct builtin *b, const struct place *p, int count)
{
    smz_str s = spelling_str(b, p);
    bool proper;

    if (smz_lang_nouns_large(b->text->lang) &&
        !b->text->tokens[p->token + (uint32_t)p->n - 1].capital)
        return false;
    if (spelling_is_loose(b, p) || spelling_is_bent(b, p))
        return false;
    if (smz_lang_unspaced(b->text->lang))
        return p->n > 1 && count > 2;
    if (!all_bear(b, p, &proper))
        return false;
    if (p->n > 1)
        return proper || count > 2 || b->lax || b->text->transcript->words < SHORT_TALK;
    if (!has_case(s))
        return count > 3 && s.len > 8;
    if (proper)
        return (count > 2 || b->lax) &&
               (!smz_lang_nouns_large(b->text->lang) || s.len >= MIN_NOUN);
    if (b->lax)
        return b->verb[b->text->tokens[p->token].term] <
               (lexicon_has(b->lex, LEX_BEFORE) ? 0 : 1);
    return count >= NOUN_COUNT && b->verb[b->text->tokens[p->token].term] <= -NOUN_COUNT;
}

/* The term that stands beside a phrase, `step` tokens from its first; -1: none. */
static int64_t beside(const struct builtin *b, const struct place *p, int step)
{
    const struct smz_sentence *s = &b->text->sentences[p->sentence];
    int64_t at = (int64_t)p->token + step, from = s->first_token;

    if (at < from || at >= from + s->n_tokens ||
        b->text->tokens[step < 0 ? at + 1 : at].breaks ||
        (b->text->terms[b->text->tokens[at].term].stop &&
         !smz_lang_unspaced(b->text->lang)))
        return -1;
    return b->text->tokens[at].term;
}

/* Cut out of a longer phrase: nearly everywhere the same word stands beside it. */
static bool is_cut(const struct builtin *b, const struct place_group *g)
{
    const int sides[] = {-1, g->at->n};

    for (int k = 0; k < 2; k++) {
        int64_t term = beside(b, &g->at[g->n / 2], sides[k]);
        int same = 0;

        for (int i = 0; i < g->n && term >= 0; i++)
            same += beside(b, &g->at[i], sides[k]) == term;
        if (same * 4 > g->n * 3)
            return true;
    }
    return false;
}

/* Of words that are never written small. */
static bool is_name(const struct builtin *b, const struct place *p)
{
    for (int k = 0; k < p->n; k++) {
        const struct smz_token *t = &b->text->tokens[p->token + (uint32_t)k];

        if (!t->capital || b->small[t->term])
            return false;
    }
    return true;
}

/* "Larger", "conditional": a word that mostly stands before another one of weight. */
static bool leans_on(const struct builtin *b, const struct place_group *g)
{
    int leaning = 0;

    if (g->at->n > 1 || smz_lang_unspaced(b->text->lang))
        return false;
    for (int i = 0; i < g->n; i++)
        leaning += beside(b, &g->at[i], 1) >= 0;
    return leaning * 2 > g->n;
}

/* "Dot dot". */
static bool stutters(const struct builtin *b, const struct place *p)
{
    const struct smz_token *t = &b->text->tokens[p->token];

    return p->n > 1 && t[0].term == t[1].term && !smz_lang_unspaced(b->text->lang);
}

static int rank(struct builtin *b, const place_groups *groups, struct phrase *kept)
{
    int n = 0;

    for (size_t i = 0; i < groups->len; i++) {
        const struct place_group *g = &groups->at[i];
        struct phrase p = {.n = g->at->n, .count = g->n};
        const struct place *best;

        p.score = score(b, g->at, (size_t)g->n);
        if (n == KEPT && p.score <= kept[KEPT - 1].score)
            continue;
        best = spelling_best(b, g->at, (size_t)g->n);
        p.proper = is_name(b, best);
        if (!is_good(b, best, p.count) || is_cut(b, g) || (!p.proper && leans_on(b, g)) ||
            stutters(b, best))
            continue;
        for (int k = 0; k < p.n; k++)
            p.terms[k] = b->text->tokens[best->token + (uint32_t)k].term;
        p.text = spelling_write(b, best);
        keep(kept, &n, &p);
    }
    return n;
}

int phrases_find(struct builtin *b, int first, int end, int person, struct phrase *out,
                 int most)
{
    struct phrase kept[KEPT];
    struct smz_arena scratch;
    place_groups groups = {0};
    int n, found = 0;

    smz_arena_init(&scratch);
    places_find(b, first, end, person, &scratch, &groups);
    n = rank(b, &groups, kept);
    for (int i = 0; i < n && found < most; i++) {
        bool is_new = true;

        for (int k = 0; k < found && is_new; k++)
            is_new = !shares_term(&kept[i], &out[k]);
        if (is_new)
            out[found++] = kept[i];
    }
    places_forget(b, first, end);
    smz_arena_release(&scratch);
    return found;
}

int phrases_of_person(struct builtin *b, int person, struct phrase *out, int most)
{
    const struct smz_person *p = &b->outline->people[person];

    return phrases_find(b, b->text->first_sentence[p->first_turn],
                        b->text->first_sentence[p->last_turn + 1], person, out, most);
}

void phrases_of_whole(struct builtin *b)
{
    struct phrase *whole = SMZ_NEW(b->scratch, struct phrase, KEPT);

    /* Words in any case stand in no list, but over a topic where there is nothing else.
     */
    bool bends = b->endings.bent.n && !smz_lang_nouns_large(b->text->lang);

    for (int lax = 0; lax < (bends ? 1 : 2) && b->n_whole < 2; lax++) {
        b->lax = lax;
        b->n_whole = phrases_find(b, 0, b->text->n_sentences, SMZ_NOBODY, whole, KEPT);
    }
    b->lax = false;
    b->whole = whole;
}

smz_str phrases_list(const struct builtin *b, const struct phrase *phrases, int n)
{
    smz_str items[MOST_LISTED] = {{NULL, 0}};

    n = n > MOST_LISTED ? MOST_LISTED : n;
    for (int i = 0; i < n; i++)
        items[i] = phrases[i].text;
    return phrases_join(b, items, n);
}

smz_str phrases_join(const struct builtin *b, const smz_str *items, int n)
{
    smz_str s = n ? items[0] : (smz_str){"", 0};

    for (int i = 1; i + 1 < n; i++)
        s = builtin_say(b, "list", s, items[i], (smz_str){"", 0});
    if (n > 1)
        s = builtin_say(b, "list_and", s, items[n - 1], (smz_str){"", 0});
    return s;
}

bool phrases_in(const struct builtin *b, int sentence, const struct phrase *p)
{
    const struct smz_sentence *s = &b->text->sentences[sentence];
    const struct smz_token *tokens = &b->text->tokens[s->first_token];

    for (int i = 0; i + p->n <= s->n_tokens; i++) {
        int k = 0;

        while (k < p->n && tokens[i + k].term == p->terms[k])
            k++;
        if (k == p->n)
            return true;
    }
    return false;
}
