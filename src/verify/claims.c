/* Numbers and proper names that an answer states, against what was said. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "verify/check.h"

enum { NEIGHBOURS = 4 /* sentences on each side that count as cited */ };

static bool was_number_said(const struct smz_index *ix, double value, uint32_t from,
                            uint32_t to)
{
    size_t lo = 0, hi = ix->numbers.len;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (ix->numbers.at[mid].place < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < ix->numbers.len && ix->numbers.at[lo].place < to; lo++)
        if (fabs(ix->numbers.at[lo].value - value) <= 1e-9 * fabs(value))
            return true;
    return false;
}

/* Small numbers in words count things that nobody need have counted aloud. */
static bool is_number_claim(const struct smz_index *ix, const struct smz_place *p,
                            double value)
{
    bool digits = isnan(smz_index_word(ix, p)->value);

    return digits || value >= 13;
}

/* The word, or another form of it. */
static bool was_said(const struct smz_index *ix, uint32_t word, uint32_t from,
                     uint32_t to)
{
    uint32_t w = ix->stem_words.at[ix->words.at[word].stem];

    for (; w != SMZ_NOWHERE; w = ix->words.at[w].next)
        if (smz_index_has(ix, w, from, to))
            return true;
    return false;
}

/* "American" where "America" was said. */
static bool was_kin_said(const struct smz_index *ix, uint32_t word, uint32_t from,
                         uint32_t to)
{
    enum { KIN = 5 };
    smz_str head = smz_str_sub(ix->words.at[word].folded, 0, KIN);

    if (head.len < KIN)
        return false;
    for (uint32_t p = from; p < to; p++)
        if (smz_str_starts(smz_index_word(ix, &ix->places.at[p])->folded, head))
            return true;
    return false;
}

static bool is_of_a_person(const struct smz_check *c, uint32_t word)
{
    for (int i = 0; i < c->plan->outline->n_people; i++)
        for (size_t k = 0; k < c->people[i].len; k++)
            if (c->index->words.at[c->people[i].at[k].word].stem ==
                c->index->words.at[word].stem)
                return true;
    return false;
}

/* Whether a word begins a sentence, or stands behind an opening mark or a colon. */
static bool opens(smz_str text, const smz_places *words, size_t i)
{
    smz_str between;

    if (i == 0)
        return true;
    if (!words->at[i].breaks)
        return false;
    between =
        smz_str_sub(text, words->at[i - 1].at + words->at[i - 1].len, words->at[i].at);
    for (size_t k = 0; k < between.len; k++)
        if (strchr(".!?:\"([", between.ptr[k]) || (unsigned char)between.ptr[k] >= 0x80)
            return true;
    return false;
}

static bool is_name(const struct smz_check *c, smz_str text, const smz_places *words,
                    size_t i)
{
    const struct smz_place *p = &words->at[i];
    const struct smz_index_word *w = smz_index_word(c->index, p);
    /* German writes all nouns so: only a second one in a row is taken for a name. */
    bool nouns = smz_lang_nouns_large(c->index->text->lang);

    if (!p->capital || p->len < 2 || (w->flags & (SMZ_WORD_STOP | SMZ_WORD_NUMBER)) ||
        opens(text, words, i))
        return false;
    return !nouns || (words->at[i - 1].capital && !p->breaks && i > 1 &&
                      !(smz_index_word(c->index, p - 1)->flags & SMZ_WORD_STOP));
}

static void widen(const struct smz_check *c, int *first, int *end)
{
    int n = c->index->text->n_sentences;

    *first = *first > NEIGHBOURS ? *first - NEIGHBOURS : 0;
    *end = *end + NEIGHBOURS < n ? *end + NEIGHBOURS : n;
}

int smz_check_claims(struct smz_check *c, const char *what, smz_str text, int first,
                     int end)
{
    struct smz_index *ix = c->index;
    smz_places words = {0};
    smz_numbers numbers = {0};
    uint32_t since, from, to;
    int missing = 0;

    if (first < 0 || first >= end || c->selected)
        return 0;
    widen(c, &first, &end);
    from = ix->sentence_place[first];
    to = ix->sentence_place[end];
    /* A text that stands alone names what was "it" by then: earlier in the same part. */
    since = ix->sentence_place[first < c->first_sentence ? first : c->first_sentence];
    smz_index_cut(ix, text, &words);
    smz_numbers_find(ix, words.at, words.len, false, &c->job, &numbers);
    for (size_t i = 0; i < numbers.len; i++) {
        const struct smz_place *p = &words.at[numbers.at[i].place];

        if (!is_number_claim(ix, p, numbers.at[i].value) ||
            was_number_said(ix, numbers.at[i].value, from, to))
            continue;
        missing++;
        smz_remark(c, "%s: the number %g was not said there: \"%.*s\"", what,
                   numbers.at[i].value, SMZ_ARG(smz_short(text)));
    }
    for (size_t i = 0; i < words.len && c->same_lang; i++) {
        const struct smz_place *p = &words.at[i];

        if (!is_name(c, text, &words, i) || was_said(ix, p->word, since, to) ||
            is_of_a_person(c, p->word) || was_kin_said(ix, p->word, from, to))
            continue;
        missing++;
        smz_remark(c, "%s: the name %.*s was not said there: \"%.*s\"", what, (int)p->len,
                   text.ptr + p->at, SMZ_ARG(smz_short(text)));
    }
    c->out->claims_unsupported += missing;
    return missing;
}
