/* Numbers and proper names that an answer states, against what was said. */
#include <math.h>

#include "verify/check.h"

enum { NEIGHBOURS = 4 /* sentences on each side that count as cited */ };

/* Neither of them NaN. */
static bool is_same(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fabs(b);
}

/* "3" for three million: in another language what multiplies it is not known. */
static bool is_multiple(double said, double claim)
{
    for (double scale = 100; scale <= 1e12; scale *= 10)
        if (is_same(said, claim * scale))
            return true;
    return false;
}

/* Whether a number was said, and not of something else: "euros" for "dollars". */
static bool was_number_said(const struct smz_check *c, const struct smz_number *claim,
                            uint32_t from, uint32_t to)
{
    const struct smz_index *ix = c->index;
    size_t lo = 0, hi = ix->numbers.len;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (ix->numbers.at[mid].place < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < ix->numbers.len && ix->numbers.at[lo].place < to; lo++) {
        const struct smz_number *said = &ix->numbers.at[lo];

        if ((is_same(said->value, claim->value) || is_same(said->other, claim->value) ||
             is_same(said->value, claim->other)) &&
            (!said->unit || !claim->unit || said->unit == claim->unit))
            return true;
        if (!c->same_lang && is_multiple(said->value, claim->value))
            return true;
        if (claim->unit == smz_unit_of(SMZ_S("percent")) && said->value > 0 &&
            said->value < 1 && is_same(said->value * 100, claim->value))
            return true; /* "half" is 50 % */
    }
    return false;
}

/*
 * Small numbers in words count things that nobody need have counted aloud. Where words
 * are not parted, one character may be a part of any: a number has two.
 */
static bool is_number_claim(const struct smz_index *ix, const struct smz_place *p,
                            const struct smz_number *n)
{
    const struct smz_index_word *w = smz_index_word(ix, p);

    if (w->number == SMZ_NUMBER_NONE && !(w->flags & SMZ_WORD_OPENS))
        return true;
    return n->value >= 13 &&
           (!smz_lang_unspaced(ix->text->lang) || (n->names > 1 && !(w->value >= 100)));
}

static void widen(const struct smz_check *c, int *first, int *end)
{
    int n = c->index->text->n_sentences;

    *first = *first > NEIGHBOURS ? *first - NEIGHBOURS : 0;
    *end = *end + NEIGHBOURS < n ? *end + NEIGHBOURS : n;
}

/* A text's words, and where what they state was to be said: places [from, to), names
 * from `since` on. */
struct stated {
    smz_places words;
    uint32_t since, from, to;
};

/* False: there is nothing to check. */
static bool cut_stated(struct smz_check *c, smz_str text, int first, int end,
                       struct stated *out)
{
    const struct smz_index *ix = c->index;

    if (first < 0 || first >= end || c->selected)
        return false;
    widen(c, &first, &end);
    *out =
        (struct stated){.from = ix->sentence_place[first], .to = ix->sentence_place[end]};
    /* A text that stands alone names what was "it" by then: earlier in the same part. */
    out->since =
        ix->sentence_place[first < c->first_sentence ? first : c->first_sentence];
    smz_index_cut(c->index, text, &out->words);
    return true;
}

int smz_check_numbers(struct smz_check *c, const char *what, smz_str text, int first,
                      int end)
{
    const struct smz_index *ix = c->index;
    smz_numbers numbers = {0};
    struct stated s;
    int missing = 0;

    if (!cut_stated(c, text, first, end, &s))
        return 0;
    smz_numbers_find(ix, s.words.at, s.words.len, false, &c->job, &numbers);
    for (size_t i = 0; i < numbers.len; i++) {
        const struct smz_place *p = &s.words.at[numbers.at[i].place];

        if (!is_number_claim(ix, p, &numbers.at[i]) ||
            was_number_said(c, &numbers.at[i], s.from, s.to))
            continue;
        missing++;
        smz_remark(c, "%s: the number %.15g was not said there: \"%.*s\"", what,
                   numbers.at[i].value, SMZ_ARG(smz_short(text)));
    }
    c->out->claims_unsupported += missing;
    return missing;
}

int smz_check_claims(struct smz_check *c, const char *what, smz_str text, int first,
                     int end)
{
    struct stated s;
    int missing = 0;

    if (!cut_stated(c, text, first, end, &s))
        return 0;
    for (size_t i = 0; i < s.words.len && c->same_lang; i++) {
        const struct smz_place *p = &s.words.at[i];

        if (!smz_is_name(c->index, text, &s.words, i) ||
            smz_was_name_said(c, smz_str_sub(text, p->at, p->at + p->len), p->word,
                              s.since, s.from, s.to))
            continue;
        missing++;
        smz_remark(c, "%s: the name %.*s was not said there: \"%.*s\"", what, (int)p->len,
                   text.ptr + p->at, SMZ_ARG(smz_short(text)));
    }
    c->out->claims_unsupported += missing;
    return missing + smz_check_numbers(c, what, text, first, end);
}
