#include "engine/builtin/spelling.h"

#include <string.h>

#include "base/utf8.h"

enum {
    MOST_FORMS = 8, /* spellings of a phrase that are counted */
    LEAST_STEM = 6  /* bytes that a particle leaves of a word */
};

smz_str spelling_str(const struct builtin *b, const struct place *p)
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

static smz_str last_word(const struct builtin *b, const struct place *p)
{
    return places_token(b, p->sentence, p->token + (uint32_t)p->n - 1);
}

bool spelling_is_loose(const struct builtin *b, const struct place *p)
{
    return smz_lang_ends_in(b->endings.loose, last_word(b, p));
}

/* "clocks" of "clock", where a plural needs no article: in lists it reads better. */
static bool is_plural(const struct builtin *b, const struct place *many,
                      const struct place *one)
{
    smz_str s = spelling_str(b, many), t = spelling_str(b, one);

    return b->endings.plural.n && smz_str_starts(s, t) &&
           smz_str_eq(smz_str_skip(s, t.len), b->endings.plural.at[0]);
}

bool spelling_is_proper(const struct builtin *b, const struct place *p, int k)
{
    const struct smz_token *t = &b->text->tokens[p->token + (uint32_t)k];

    return t->capital && !b->small[t->term] && !b->name[t->term] &&
           (k > 0 || is_inner(b, p));
}

bool spelling_is_bent(const struct builtin *b, const struct place *p)
{
    if (smz_lang_ends_in(b->endings.oblique, last_word(b, p)) &&
        !spelling_is_proper(b, p, p->n - 1))
        return true;
    return p->n > 1 &&
           smz_lang_ends_in(b->endings.bent, places_token(b, p->sentence, p->token)) &&
           !spelling_is_proper(b, p, 0);
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

const struct place *spelling_best(const struct builtin *b, const struct place *at,
                                  size_t n)
{
    struct form forms[MOST_FORMS];
    int n_forms = 0, best = 0;

    for (size_t i = 0; i < n; i++) {
        int k = 0;

        if (!is_inner(b, &at[i]))
            continue;
        while (k < n_forms &&
               !smz_str_eq(spelling_str(b, forms[k].at), spelling_str(b, &at[i])))
            k++;
        if (k == MOST_FORMS)
            continue;
        if (k == n_forms)
            forms[n_forms++] = (struct form){&at[i], 0, spelling_is_bent(b, &at[i])};
        forms[k].times++;
    }
    for (int k = 1; k < n_forms; k++)
        if (is_better_form(b, &forms[k], &forms[best]))
            best = k;
    return n_forms ? forms[best].at : at;
}

/* Bytes of a particle at the end of a phrase. */
static size_t particle(const struct builtin *b, const struct place *p)
{
    smz_str w = last_word(b, p);

    for (int i = 0; i < b->endings.particle.n; i++) {
        smz_str end = b->endings.particle.at[i];

        if (w.len >= end.len + LEAST_STEM && smz_str_ends(w, end))
            return end.len;
    }
    return 0;
}

smz_str spelling_write(const struct builtin *b, const struct place *p)
{
    smz_str first = places_token(b, p->sentence, p->token), s = spelling_str(b, p), word;
    char *out = smz_arena_alloc(b->run, s.len + 8);
    size_t len = 0;

    s.len -= particle(b, p);
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
