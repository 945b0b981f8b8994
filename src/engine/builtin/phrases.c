#include "engine/builtin/places.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/real.h"
#include "base/utf8.h"

enum {
    KEPT = 40,
    MIN_NOUN = 7,      /* letters of a German noun that names something by itself */
    NOUN_COUNT = 5,    /* times that a common noun is said, and behind an article */
    SHORT_TALK = 6000, /* words; in it a term needs to come up but twice */
    MOST_LISTED = 6,   /* phrases in one list */
    MOST_FORMS = 8     /* spellings of a phrase that are counted */
};

/* How a stretch favours a term: often in it, and seldom elsewhere. */
static double favour(const struct builtin *b, uint32_t term)
{
    double local = b->local[term], all = b->text->terms[term].count;

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

static bool ends_badly(const struct builtin *b, const struct place *p)
{
    smz_str w = places_token(b, p->sentence, p->token + (uint32_t)p->n - 1);

    return strcmp(smz_lang_code(b->text->lang), "en") == 0 &&
           (smz_str_ends(w, SMZ_S("ly")) || smz_str_ends(w, SMZ_S("ed")) ||
            smz_str_ends(w, SMZ_S("'s")));
}

static double score(const struct builtin *b, const struct place *at, size_t n)
{
    double sum = 0;

    for (int i = 0; i < at->n; i++)
        sum += favour(b, b->text->tokens[at->token + (uint32_t)i].term);
    sum *= at->n == 1 ? 0.55 : 1 / sqrt(at->n);
    sum *= smz_log(1 + (double)n);
    sum *= noun_share(b, at, n);
    return ends_badly(b, at) ? sum * 0.2 : sum;
}

static smz_str place_str(const struct builtin *b, const struct place *p)
{
    smz_str first = places_token(b, p->sentence, p->token);
    smz_str last = places_token(b, p->sentence, p->token + (uint32_t)p->n - 1);

    return (smz_str){first.ptr, (size_t)(last.ptr + last.len - first.ptr)};
}

/* Where a large letter is the word's own. */
static bool is_inner(const struct builtin *b, const struct place *p)
{
    return p->token > b->text->sentences[p->sentence].first_token &&
           !b->text->tokens[p->token].breaks;
}

/* "clocks" of "clock", where a plural needs no article: in lists it reads better. */
static bool is_plural(const struct builtin *b, const struct place *many,
                      const struct place *one)
{
    static const char langs[] = "en es pt ca fr";
    smz_str s = place_str(b, many), t = place_str(b, one);

    return smz_str_find(smz_str_of(langs), smz_str_of(smz_lang_code(b->text->lang))) >=
               0 &&
           s.len == t.len + 1 && s.ptr[s.len - 1] == 's' && smz_str_starts(s, t);
}

/* Written large inside sentences, and never small. */
static bool is_proper(const struct builtin *b, const struct place *p, int k)
{
    const struct smz_token *t = &b->text->tokens[p->token + (uint32_t)k];

    return t->capital && !b->small[t->term] && !b->name[t->term] &&
           (k > 0 || is_inner(b, p));
}

/* Whether case bends the adjective that a phrase begins with: "der deutschen Industrie",
 * "ветровых станций". Such a form cannot be named by itself. */
static bool is_bent(const struct builtin *b, const struct place *p)
{
    static const struct {
        const char *lang, *ends;
    } rows[] = {
        {"de", "en em er es"},
        {"ru", "ых их ого его ому ему ой ей ым им ыми ими ую юю ом ем"},
        {"uk", "их ого ому ої їх ім им ими ою ій"},
        {"pl", "ego emu ej ym im ych ich ymi imi ą"},
    };
    smz_str w = places_token(b, p->sentence, p->token), ends = {NULL, 0}, end;

    for (size_t i = 0; i < SMZ_COUNT(rows) && p->n > 1; i++)
        if (strcmp(smz_lang_code(b->text->lang), rows[i].lang) == 0)
            ends = smz_str_of(rows[i].ends);
    while (smz_str_word(&ends, &end))
        if (smz_str_ends(w, end))
            return !is_proper(b, p, 0);
    return false;
}

struct form {
    const struct place *at;
    int times;
    bool bent;
};

/* Whether a spelling is better than another: it can stand alone, it is the plural, else
 * it is the commoner one. */
static bool is_better_form(const struct builtin *b, const struct form *x,
                           const struct form *y)
{
    int often = x->at->n > 1 ? 3 : 8;

    if (x->bent != y->bent)
        return y->bent;
    /* A plural that is hardly ever said is one of another kind: "codes", and sooner so
     * in a term: "open sources". */
    if (is_plural(b, x->at, y->at))
        return x->times * often >= y->times;
    if (is_plural(b, y->at, x->at))
        return y->times * often < x->times;
    return x->times > y->times;
}

/* The place to take the spelling from, of the first few forms that stand inside a
 * sentence; else the first of all. */
static const struct place *best_place(const struct builtin *b, const struct place *at,
                                      size_t n)
{
    struct form forms[MOST_FORMS];
    int n_forms = 0, best = 0;

    for (size_t i = 0; i < n; i++) {
        int k = 0;

        if (!is_inner(b, &at[i]))
            continue;
        while (k < n_forms &&
               !smz_str_eq(place_str(b, forms[k].at), place_str(b, &at[i])))
            k++;
        if (k == MOST_FORMS)
            continue;
        if (k == n_forms)
            forms[n_forms++] = (struct form){&at[i], 0, is_bent(b, &at[i])};
        forms[k].times++;
    }
    for (int k = 1; k < n_forms; k++)
        if (is_better_form(b, &forms[k], &forms[best]))
            best = k;
    return n_forms ? forms[best].at : at;
}

/* The words as written, parted by one space each. */
static smz_str spell(const struct builtin *b, const struct place *p)
{
    smz_str first = places_token(b, p->sentence, p->token), s = place_str(b, p), word;
    char *out = smz_arena_alloc(b->run, s.len + 8);
    size_t len = 0;

    s = smz_str_skip(s, smz_lang_elided(b->text->lang, first));
    first = smz_str_skip(first, smz_lang_elided(b->text->lang, first));

    while (smz_str_word(&s, &word)) {
        if (len)
            out[len++] = ' ';
        memcpy(out + len, word.ptr, word.len);
        len += word.len;
    }
    /* Large only because a sentence began there. */
    if (p->token == b->text->sentences[p->sentence].first_token &&
        b->text->tokens[p->token].capital && b->small[b->text->tokens[p->token].term] &&
        out[0] >= 'A' && out[0] <= 'Z' && (first.len < 2 || smz_lower(out[1]) == out[1]))
        out[0] = smz_lower(out[0]);
    return (smz_str){out, len};
}

static int by_score(const struct phrase *x, const struct phrase *y)
{
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return smz_str_cmp(x->text, y->text);
}

static bool shares_term(const struct phrase *a, const struct phrase *b)
{
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
        bool large = is_proper(b, p, k);

        uint32_t hash =
            lexicon_hash(places_token(b, p->sentence, p->token + (uint32_t)k));

        if (b->name[term] || (b->verb[term] > 0 && !large) ||
            lexicon_match(b->lex, &hash, 1, LEX_VAGUE))
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
    smz_str s = place_str(b, p);
    bool proper;

    if (ends_badly(b, p) || is_bent(b, p))
        return false;
    if (smz_lang_unspaced(b->text->lang))
        return p->n > 1 && count > 2;
    if (!all_bear(b, p, &proper))
        return false;
    if (p->n > 1)
        return proper || count > 2 || b->text->transcript->words < SHORT_TALK;
    if (!has_case(s))
        return count > 3 && s.len > 8;
    if (proper)
        return count > 2 &&
               (strcmp(smz_lang_code(b->text->lang), "de") != 0 || s.len >= MIN_NOUN);
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
        best = best_place(b, g->at, (size_t)g->n);
        if (!is_good(b, best, p.count) || is_cut(b, g))
            continue;
        for (int k = 0; k < p.n; k++)
            p.terms[k] = b->text->tokens[best->token + (uint32_t)k].term;
        p.text = spell(b, best);
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
