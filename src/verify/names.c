/* Proper names that an answer states, and the forms in which they were said. */
#include <string.h>

#include "base/utf8.h"
#include "verify/check.h"

enum {
    KIN = 5,  /* letters of "Ameri|ca" that "Ameri|can" begins with */
    STEM = 3, /* of a name before its ending */
    SLIP = 5, /* of a name that may be spelled in two ways */
    LETTERS = 32,
};

/* ---- which words are names */

static void mark_common(struct smz_index *ix, const char *list)
{
    struct smz_phrases rows = smz_lang_phrases(ix->text->lang, list);

    for (int i = 0; i < rows.n; i++) {
        smz_places words = {0};

        smz_index_cut(ix, rows.at[i], &words);
        if (words.len == 1)
            ix->words.at[words.at[0].word].flags |= SMZ_WORD_COMMON;
    }
}

/* What stands behind an article somewhere is no name there. */
static void mark_nouns(struct smz_index *ix)
{
    struct smz_phrases before = smz_lang_phrases(ix->text->lang, "before.noun");
    SMZ_VEC(uint32_t) articles = {0};

    for (int i = 0; i < before.n; i++) {
        smz_places words = {0};

        smz_index_cut(ix, before.at[i], &words);
        if (words.len == 1)
            SMZ_PUSH(ix->arena, articles, words.at[0].word);
    }
    for (size_t i = 0; i < articles.len; i++) {
        const struct smz_index_word *w = &ix->words.at[articles.at[i]];

        for (uint32_t k = 0; k < w->count; k++) {
            uint32_t behind = ix->by_word[w->first + k] + 1;

            if (behind < ix->places.len && ix->places.at[behind].capital)
                ix->words.at[ix->places.at[behind].word].flags |= SMZ_WORD_COMMON;
        }
    }
}

void smz_names_mark(struct smz_index *ix)
{
    mark_common(ix, "title");
    if (!smz_lang_nouns_large(ix->text->lang))
        return;
    mark_common(ix, "vague");
    mark_common(ix, "generic");
    mark_nouns(ix);
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

static bool may_be_name(const struct smz_index *ix, const struct smz_place *p)
{
    const struct smz_index_word *w = smz_index_word(ix, p);

    return p->capital && p->len >= 2 && !w->unit &&
           !(w->flags & (SMZ_WORD_NUMBER | SMZ_WORD_COMMON)) &&
           !smz_lang_is_stop(ix->text->lang, w->folded);
}

/*
 * Where all nouns are large: only the second of two in a row, neither of which is known
 * as a noun, or the one behind a title. Not "Software-Entwicklung", "Angela Merkels
 * Boot".
 */
static bool is_name_of_two(const struct smz_index *ix, smz_str text,
                           const smz_places *words, size_t i)
{
    const struct smz_place *p = &words->at[i], *before = p - 1;
    struct smz_phrases nouns = smz_lang_phrases(ix->text->lang, "ending.noun");

    if (p->breaks || !before->capital || text.ptr[p->at - 1] != ' ' ||
        smz_lang_ends_in(nouns, smz_index_word(ix, p)->folded))
        return false;
    for (int k = 0; k < smz_lang_phrases(ix->text->lang, "title").n; k++)
        if (smz_str_eq(smz_lang_phrases(ix->text->lang, "title").at[k],
                       smz_index_word(ix, before)->folded))
            return true;
    if (i > 1 && before[-1].capital && !before->breaks &&
        smz_str_ends(smz_index_word(ix, before)->folded, SMZ_S("s")))
        return false;
    return i > 1 && may_be_name(ix, before) &&
           !smz_lang_ends_in(nouns, smz_index_word(ix, before)->folded);
}

bool smz_is_name(const struct smz_index *ix, smz_str text, const smz_places *words,
                 size_t i)
{
    if (!may_be_name(ix, &words->at[i]) || opens(text, words, i))
        return false;
    return !smz_lang_nouns_large(ix->text->lang) || is_name_of_two(ix, text, words, i);
}

/* ---- whether a name was said */

/* The letters of a word without accents and points: "J.K." is "jk". */
struct spelled {
    uint32_t at[LETTERS];
    int n;
};

static struct spelled spell(smz_str folded, struct smz_arena *job)
{
    struct spelled s = {.n = 0};
    smz_str plain = smz_utf8_fold_plain(folded, job);

    for (size_t i = 0; i < plain.len && s.n < LETTERS;) {
        uint32_t cp = smz_utf8_next(plain, &i);

        if (cp == '\'' && s.n >= STEM)
            break; /* "Ankara'da" */
        if (cp != '.' && cp != '\'')
            s.at[s.n++] = cp;
    }
    return s;
}

static int same_letters(const struct spelled *a, const struct spelled *b)
{
    int n = 0;

    while (n < a->n && n < b->n && a->at[n] == b->at[n])
        n++;
    return n;
}

/* "Amodei" and "Amodai": one letter more, less or other. */
static bool is_slip(const struct spelled *a, const struct spelled *b)
{
    int same = same_letters(a, b), i = a->n, k = b->n;

    if (a->n < SLIP || b->n < SLIP)
        return false;
    while (i > same && k > same && a->at[i - 1] == b->at[k - 1]) {
        i--;
        k--;
    }
    return i - same <= 1 && k - same <= 1;
}

/* "America" and "American", "Canada" and "Canadian"; not "Austria" and "Australia". */
static bool is_kin(const struct spelled *a, const struct spelled *b)
{
    int same = same_letters(a, b);

    return same >= KIN && same + 1 >= (a->n < b->n ? a->n : b->n);
}

/* Whether what is behind `from` letters is one of the language's case endings. */
static bool is_case(smz_str folded, int from, struct smz_phrases endings)
{
    size_t at = 0;
    smz_str rest;

    for (int k = 0; k < from && at < folded.len; k++)
        smz_utf8_next(folded, &at);
    rest = smz_str_skip(folded, at);
    for (int i = 0; i < endings.n; i++)
        if (smz_str_eq(rest, endings.at[i]))
            return true;
    return rest.len == 0;
}

/* "Иван" and "Иваном", "Marek" and "Marka". */
static bool is_bent(const struct smz_index *ix, smz_str a, smz_str b,
                    const struct spelled *x, const struct spelled *y)
{
    struct smz_phrases endings = smz_lang_phrases(ix->text->lang, "ending.name");

    for (int n = same_letters(x, y); endings.n && n >= STEM; n--)
        if (is_case(a, n, endings) && is_case(b, n, endings))
            return true;
    return false;
}

/* "UN" for "United Nations", "TV" for "T V": large words, or letters alone. */
static bool is_short_for(const struct smz_index *ix, const struct spelled *name,
                         uint32_t from, uint32_t to)
{
    int n = 0;

    for (uint32_t p = from; p < to && n < name->n; p++) {
        const struct smz_place *place = &ix->places.at[p];
        smz_str word = smz_index_word(ix, place)->folded;
        size_t at = 0;
        bool first = smz_utf8_next(word, &at) == name->at[n];

        if (first && (place->capital || at == word.len))
            n++;
        else if (n == 0 || place->capital ||
                 !(smz_index_word(ix, place)->flags & SMZ_WORD_STOP))
            n = 0;
    }
    return n == name->n && n >= 2;
}

/* The word, or another form of it. */
static bool was_word_said(const struct smz_index *ix, uint32_t word, uint32_t from,
                          uint32_t to)
{
    uint32_t w = ix->stem_words.at[ix->words.at[word].stem];

    for (; w != SMZ_NOWHERE; w = ix->words.at[w].next)
        if (smz_index_has(ix, w, from, to))
            return true;
    return false;
}

/* Whether a word is one of another text's. */
static bool is_in(struct smz_check *c, uint32_t word, smz_str text)
{
    smz_places words = {0};

    smz_index_cut(c->index, text, &words);
    for (size_t k = 0; k < words.len; k++)
        if (c->index->words.at[words.at[k].word].stem == c->index->words.at[word].stem)
            return true;
    return false;
}

/* Whether a word is of a speaker's name, or of what the file says of itself. */
static bool is_known(struct smz_check *c, uint32_t word)
{
    const struct smz_transcript *t = c->index->text->transcript;

    for (int i = 0; i < c->plan->outline->n_people; i++)
        for (size_t k = 0; k < c->people[i].len; k++)
            if (c->index->words.at[c->people[i].at[k].word].stem ==
                c->index->words.at[word].stem)
                return true;
    for (int i = 0; i < t->n_named; i++)
        if (is_in(c, word, t->named[i]))
            return true;
    return is_in(c, word, t->title);
}

/* "UN", "U.N.", "TVs" */
static bool is_initials(smz_str written)
{
    size_t n = written.len - smz_str_ends(written, SMZ_S("s"));

    for (size_t i = 0; i < n; i++)
        if (written.ptr[i] != '.' && !(written.ptr[i] >= 'A' && written.ptr[i] <= 'Z'))
            return false;
    return n > 1;
}

bool smz_was_name_said(struct smz_check *c, smz_str written, uint32_t word,
                       uint32_t since, uint32_t from, uint32_t to)
{
    const struct smz_index *ix = c->index;
    smz_str folded = ix->words.at[word].folded;
    struct spelled name;

    if (was_word_said(ix, word, since, to) || is_known(c, word))
        return true;
    name = spell(folded, &c->job);
    if (is_initials(written)) {
        name.n -= smz_str_ends(written, SMZ_S("s"));
        if (is_short_for(ix, &name, since, to))
            return true;
    }
    for (uint32_t p = since; p < to; p++) {
        smz_str other = smz_index_word(ix, &ix->places.at[p])->folded;
        struct spelled said;

        if (other.ptr[0] != folded.ptr[0] && name.n < SLIP)
            continue;
        said = spell(other, &c->job);
        if ((said.n == name.n && same_letters(&said, &name) == name.n) ||
            (p >= from && is_kin(&said, &name)) || is_slip(&said, &name) ||
            is_bent(ix, folded, other, &name, &said))
            return true;
    }
    return false;
}
