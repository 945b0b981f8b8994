#include "engine/builtin/gaps.h"

#include <string.h>

#include "base/utf8.h"

enum {
    REPEAT_WORDS = 4,  /* "we had to, we had to" */
    CALLED_WORDS = 3,  /* of a name */
    TITLE_LETTERS = 3, /* "Mrs." */
    LEFT_WORDS = 4,    /* fewer must not be left by cutting at the ends */
    FRAGMENT = 2,      /* letters of a false start: "th the" */
    FRAGMENT_DASH = 5  /* the same before a dash: "commu- community" */
};

void cleaner_init(struct cleaner *c, const struct smz_lang *lang,
                  const struct lexicon *lex)
{
    c->lang = lang;
    c->lex = lex;
    c->asks = smz_lang_phrases(lang, "ending.ask");
    c->called = NULL;
    c->n_called = 0;
    c->n = 0;
}

static void drop(struct cleaner *c, int from, int count)
{
    int rest = c->n - from - count;

    memmove(&c->words[from], &c->words[from + count], sizeof(*c->words) * (size_t)rest);
    memmove(&c->hash[from], &c->hash[from + count], sizeof(*c->hash) * (size_t)rest);
    c->n -= count;
}

/* ---- fillers */

/* "What I mean is" and "do you know it" say something; ", you know," does not. */
static bool stands_apart(const struct cleaner *c, int i, int n)
{
    return i == 0 || i + n == c->n || clean_is_comma(clean_gap(c, i)) ||
           clean_is_comma(clean_gap(c, i + n)) ||
           lexicon_match(c->lex, &c->hash[i - 1], 1, LEX_OPENER) > 0;
}

/* "In like a team": behind "in" it is a filler, whatever follows. */
static bool stammers(const struct cleaner *c, int i)
{
    return i > 0 && i + 1 < c->n && !clean_is_held(clean_gap(c, i)) &&
           lexicon_match(c->lex, &c->hash[i - 1], 1, LEX_STAMMER);
}

static int filler_at(const struct cleaner *c, int i)
{
    int n = lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_FILLER);
    int aside = lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_ASIDE);
    bool set_off = (i == 0 || clean_is_comma(clean_gap(c, i))) &&
                   (clean_is_comma(clean_gap(c, i + 1)) || i + 1 == c->n);

    if (aside > n && stands_apart(c, i, aside))
        n = aside;
    for (int k = 1; k < n; k++)
        if (clean_is_held(clean_gap(c, i + k)) || clean_is_comma(clean_gap(c, i + k)))
            return 0;
    if (n)
        return n;
    /* "like" is a filler, and a word: only between commas is it surely the first. */
    if (!clean_is_filler(c, i))
        return 0;
    return !clean_is_stop(c, i) || set_off || stammers(c, i) ? 1 : 0;
}

/* A word behind an opening quotation mark or bracket takes it along: it stays. */
static bool is_opened(const struct cleaner *c, int i)
{
    smz_str gap = clean_gap(c, i);
    smz_str mark = smz_str_skip(gap, clean_trailing_marks(gap));

    return i > 0 && clean_is_held(mark);
}

static void drop_fillers(struct cleaner *c)
{
    for (int i = 0; i < c->n;) {
        int n = filler_at(c, i);

        if (n && n < c->n && !is_opened(c, i))
            drop(c, i, n);
        else
            i++;
    }
}

/* ---- false starts */

static bool starts_other(const struct cleaner *c, int i)
{
    smz_str a = clean_word_str(c, i), b = clean_word_str(c, i + 1),
            gap = clean_gap(c, i + 1);
    bool dash = smz_str_starts(gap, SMZ_S("-")) || smz_str_starts(gap, SMZ_S("\u2013")) ||
                smz_str_starts(gap, SMZ_S("\u2014"));

    if (a.len >= b.len || a.len > (dash ? FRAGMENT_DASH : FRAGMENT) ||
        clean_is_held(gap) || !smz_str_starts_nocase(b, a) || clean_is_unspaced(c, i))
        return false;
    for (size_t k = 0; k < a.len; k++)
        if (a.ptr[k] < 'a' || a.ptr[k] > 'z')
            return false;
    return dash || !clean_is_stop(c, i);
}

static void drop_fragments(struct cleaner *c)
{
    for (int i = 0; i + 1 < c->n;)
        if (starts_other(c, i))
            drop(c, i, 1);
        else
            i++;
}

static bool may_repeat(const struct cleaner *c, int i, int n)
{
    bool listed = lexicon_has(c->lex, LEX_TWICE);

    for (int k = 0; k < n; k++) {
        smz_str w = clean_word_str(c, i + k);

        if (smz_is_digit(w.ptr[0]))
            return true;
        if (clean_is_unspaced(c, i + k) && n < 3)
            return true;
    }
    if (n > 1)
        return false;
    if (lexicon_match(c->lex, &c->hash[i], 1, LEX_TWICE))
        return true;
    return !listed && !clean_is_stop(c, i);
}

/* Words that are said again at once: how many. The first saying goes. */
static int repeated_at(const struct cleaner *c, int i)
{
    for (int n = REPEAT_WORDS; n > 0; n--) {
        int k = 0;

        if (i + 2 * n > c->n)
            continue;
        while (k < n && c->hash[i + k] == c->hash[i + n + k] &&
               !clean_is_held(clean_gap(c, i + k + 1)))
            k++;
        if (k == n && !may_repeat(c, i, n))
            return n;
    }
    return 0;
}

static void drop_repeats(struct cleaner *c)
{
    for (int i = 0; i < c->n;) {
        int n = repeated_at(c, i);

        if (n)
            drop(c, i, n);
        else
            i++;
    }
}

/* ---- the ends */

/* "So far it works", but not "So, that works". */
static bool keeps(const struct cleaner *c, int i)
{
    int n = lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_KEEP);

    for (int k = 1; k < n; k++)
        if (clean_is_comma(clean_gap(c, i + k)))
            return false;
    return n > 0;
}

/* The point of "Mr.": it ends nothing. */
static bool shortens(const struct cleaner *c, int i)
{
    smz_str gap = smz_str_trim(clean_gap(c, i));

    return smz_str_eq(gap, SMZ_S(".")) && clean_word_str(c, i - 1).len <= TITLE_LETTERS;
}

static int lead_at(const struct cleaner *c, int i)
{
    int n;

    if (keeps(c, i))
        return 0;
    n = lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_LEAD);
    for (int k = 1; k < n; k++)
        if (clean_is_comma(clean_gap(c, i + k)) ||
            (clean_is_held(clean_gap(c, i + k)) && !shortens(c, i + k)))
            return 0;
    if (!n || clean_is_comma(clean_gap(c, i + n)) ||
        clean_has_any(clean_gap(c, i + n), ".!?;:"))
        return n;
    return lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_OPENER);
}

static bool is_called(const struct cleaner *c, int i)
{
    for (size_t k = 0; k < c->n_called; k++)
        if (c->called[k] == c->hash[i])
            return true;
    return false;
}

/* "Bob, how did it start?", "Senator Stone, you said"; but "Bob, who asked, knows". */
static int called_at(const struct cleaner *c, int i)
{
    int n = 0;

    while (n < CALLED_WORDS && i + n + 1 < c->n && is_called(c, i + n) &&
           !(n && clean_is_comma(clean_gap(c, i + n))))
        n++;
    if (!n || !clean_is_comma(clean_gap(c, i + n)) || is_called(c, i + n))
        return 0;
    return c->question || (lexicon_match(c->lex, &c->hash[i + n], 1,
                                         LEX_ADDRESS | LEX_SELF | LEX_PLURAL) &&
                           !lexicon_match(c->lex, &c->hash[i + n], 1, LEX_SUBORDINATE))
               ? n
               : 0;
}

static void drop_lead(struct cleaner *c)
{
    int i = 0, n;

    while (i < c->n && ((n = lead_at(c, i)) > 0 || (n = called_at(c, i)) > 0))
        i += n;
    if (i && c->n - i >= LEFT_WORDS)
        drop(c, 0, i);
}

static bool tag_at(const struct cleaner *c, int i)
{
    return clean_is_comma(clean_gap(c, i)) &&
           lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_TAG) == c->n - i;
}

static void drop_tail(struct cleaner *c)
{
    for (int i = c->n - 1; i >= LEFT_WORDS && i > c->n - LEX_WORDS; i--)
        if (tag_at(c, i)) {
            c->n = i;
            c->tagged = true;
        }
    while (c->unfinished && c->n > LEFT_WORDS &&
           lexicon_match(c->lex, &c->hash[c->n - 1], 1, LEX_TAIL))
        c->n--;
}

/* ---- reading */

static void read_end(struct cleaner *c, smz_str sentence)
{
    static const char *const asks[] = {"?", "\uff1f", "\u061f"};
    static const char *const ends[] = {".",      "!",      "?",      "\u3002", "\uff01",
                                       "\uff1f", "\u061f", "\u0964", "\u06d4"};
    static const char *const trails[] = {"...", "\u2026"};
    smz_str s = clean_end_of(sentence);

    c->question = clean_ends_in(s, asks, SMZ_COUNT(asks)) ||
                  smz_lang_ends_in(c->asks, smz_str_sub(s, 0, clean_trailing_marks(s)));
    c->unfinished = !clean_ends_in(s, ends, SMZ_COUNT(ends)) ||
                    clean_ends_in(s, trails, SMZ_COUNT(trails));
    c->tagged = false;
}

/*
 * Behind the bracket that closes the one before `at` ("[Music]", "{gap}"); `at` if there
 * is none.
 */
static size_t skip_stage(smz_str s, size_t at)
{
    char open = at > 0 ? s.ptr[at - 1] : 0;
    ptrdiff_t close =
        open == '[' || open == '{'
            ? smz_str_find_char(smz_str_skip(s, at), open == '[' ? ']' : '}')
            : -1;

    return close < 0 ? at : at + (size_t)close + 1;
}

/* "initial_sync" is two words that are looked up, and one that is read. */
static int count_spoken(const struct cleaner *c)
{
    int n = c->n > 0;

    for (int i = 1; i < c->n; i++) {
        smz_str gap = clean_gap(c, i);
        bool space = clean_is_unspaced(c, i);

        for (size_t k = 0; k < gap.len && !space; k++)
            space = smz_is_space(gap.ptr[k]) || (unsigned char)gap.ptr[k] == 0xc2;
        n += space;
    }
    return n;
}

bool clean_scan(struct cleaner *c, smz_str sentence)
{
    size_t at = 0;
    smz_str word;
    bool breaks;

    c->sentence = sentence;
    c->n = 0;
    while (smz_next_word(sentence, &at, &word, &breaks)) {
        size_t from = (size_t)(word.ptr - sentence.ptr);

        /* A stage direction is nothing said. */
        if (skip_stage(sentence, from) > from) {
            at = skip_stage(sentence, from);
            continue;
        }
        if (c->n == CLEAN_WORDS)
            return false;
        c->words[c->n] =
            (struct clean_word){(uint32_t)from, (uint32_t)word.len, lexicon_hash(word)};
        c->hash[c->n] = c->words[c->n].hash;
        c->n++;
    }
    read_end(c, sentence);
    drop_fillers(c);
    drop_fragments(c);
    drop_repeats(c);
    drop_lead(c);
    drop_tail(c);
    c->spoken = count_spoken(c);
    return true;
}
