/* Words of a text. Most text is ASCII: its bytes are looked up, not decoded. */
#include <string.h>

#include "base/utf8.h"
#include "lang/table.h"

enum kind { SPACE, PUNCT, LETTER, DIGIT, LONE /* a letter that is a word */ };

static enum kind kind_of_wide(uint32_t cp)
{
    if (smz_cp_is_invisible(cp) || smz_cp_is_space(cp))
        return SPACE;
    if (smz_cp_is_unspaced(cp) && smz_cp_is_letter(cp))
        return LONE;
    return smz_cp_is_letter(cp) ? LETTER : smz_cp_is_digit(cp) ? DIGIT : PUNCT;
}

static inline enum kind kind_of(uint32_t cp)
{
    if (cp >= 0x80)
        return kind_of_wide(cp);
    return smz_is_alpha((char)cp)   ? LETTER
           : smz_is_digit((char)cp) ? DIGIT
           : cp <= ' ' || cp == 127 ? SPACE
                                    : PUNCT;
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x02bc;
}

/* Whether `cp`, which stands between what ends in `before` and begins with `after`,
 * belongs to the word; `single`: what is before it is one letter since the last point. */
static bool joins(uint32_t cp, enum kind before, enum kind after, uint32_t next,
                  bool single)
{
    if (after != LETTER && after != DIGIT)
        return false;
    if (is_apostrophe(cp))
        return before == LETTER && after == LETTER;
    if (cp == '-' || cp == 0x2010 || cp == 0x2011)
        return true;
    if (cp == 0x66b || cp == 0x66c) /* Arabic marks of decimals and thousands */
        return before == DIGIT && after == DIGIT;
    if (cp == '.' || cp == ',') {
        if (before == DIGIT && after == DIGIT)
            return true;
        return cp == '.' && before == LETTER && after == LETTER &&
               (single || smz_cp_is_lower(next));
    }
    /* Zero-width joiners shape letters; a soft hyphen is not there. */
    return cp == 0x200c || cp == 0x200d || cp == 0xad;
}

/* The marks that follow a letter of a script without spaces. */
static size_t skip_marks(smz_str text, size_t at)
{
    while (at < text.len) {
        size_t next = at;
        uint32_t cp = smz_utf8_next(text, &next);

        if (cp < 0x80 || !smz_cp_is_mark(cp))
            break;
        at = next;
    }
    return at;
}

static size_t word_end(smz_str text, size_t at, enum kind before)
{
    size_t letters = 1; /* since the last point */

    while (at < text.len) {
        size_t next = at, more;
        uint32_t cp = smz_utf8_next(text, &next), ahead;
        enum kind k = kind_of(cp), after;

        if (k == LETTER || k == DIGIT) {
            before = k;
            letters++;
            at = next;
            continue;
        }
        if (k == LONE || next >= text.len || cp == ' ')
            break;
        more = next;
        ahead = smz_utf8_next(text, &more);
        after = kind_of(ahead);
        if (!joins(cp, before, after, ahead, letters == 1))
            break;
        letters = 0;
        at = next;
    }
    return at;
}

bool smz_next_word(smz_str text, size_t *at, smz_str *word, bool *breaks)
{
    size_t i = *at;

    *breaks = false;
    while (i < text.len) {
        size_t from = i;
        enum kind k = kind_of(smz_utf8_next(text, &i));

        if (k == SPACE)
            continue;
        if (k == PUNCT) {
            *breaks = true;
            continue;
        }
        *at = k == LONE ? skip_marks(text, i) : word_end(text, i, k);
        *word = smz_str_sub(text, from, *at);
        return true;
    }
    *at = text.len;
    return false;
}

enum { STEP = 64 };

/*
 * The words that begin in STEP bytes of ASCII, looking at the byte before them, too.
 * *odd where one begins with a mark, or a byte is no ASCII: these need a closer look. The
 * loop is one that compilers make vectors of.
 */
static size_t count_step(const char *text, bool *odd)
{
    const unsigned char *p = (const unsigned char *)text;
    unsigned char n = 0, bad = 0;

    for (int i = 0; i < STEP; i++) {
        unsigned char c = p[i];
        unsigned char letter = (unsigned char)((c | 0x20) - 'a') < 26;
        unsigned char digit = (unsigned char)(c - '0') < 10;
        unsigned char wordy = letter | digit, begins = p[i - 1] <= ' ';

        n = (unsigned char)(n + (wordy & begins));
        bad |= (c >= 0x7f) | (begins & (c > ' ') & (wordy ^ 1));
    }
    *odd = bad;
    return n;
}

/* Counts as far as it goes quickly: from where the byte before is ASCII, and in no word
   that does not count yet. Gives back where it stopped. */
static size_t count_quickly(smz_str text, size_t at, size_t *n, bool *in_word)
{
    while (at < text.len) {
        size_t len = text.len - at < STEP ? text.len - at : STEP, more;
        char end[1 + STEP]; /* of the text, filled up with spaces */
        const char *p = text.ptr + at;
        bool odd;

        if (len < STEP) {
            memset(end, ' ', sizeof(end));
            memcpy(end, p - 1, len + 1);
            p = end + 1;
        }
        more = count_step(p, &odd);
        if (odd)
            break;
        *n += more;
        at += len;
        *in_word = text.ptr[at - 1] > ' ';
    }
    return at;
}

size_t smz_count_words(smz_str text)
{
    size_t n = 0, slow = 1; /* up to where to go character by character */
    bool in_word = false, counted = false;

    for (size_t i = 0; i < text.len;) {
        uint32_t cp;
        enum kind k;

        if (i >= slow && (unsigned char)text.ptr[i - 1] < 0x7f && in_word == counted) {
            i = count_quickly(text, i, &n, &in_word);
            counted = in_word;
            slow = i + STEP;
            if (i == text.len)
                break;
        }
        cp = smz_utf8_next(text, &i);
        k = kind_of(cp);
        if (k == SPACE && !smz_cp_is_invisible(cp)) {
            in_word = counted = false;
        } else if (k == LONE) {
            n += !smz_cp_is_mark(cp);
            in_word = counted = false;
        } else if (k == LETTER || k == DIGIT) {
            n += !counted;
            in_word = counted = true;
        } else {
            in_word = true;
        }
    }
    return n;
}

size_t smz_word_lower(smz_str word, char *out, size_t cap)
{
    size_t n = 0;

    for (size_t i = 0; i < word.len;) {
        uint32_t cp = smz_utf8_next(word, &i);

        if (n + 4 > cap)
            return 0;
        if (cp < 0x80)
            out[n++] = smz_lower((char)cp);
        else
            n += smz_utf8_put(is_apostrophe(cp) ? '\'' : smz_cp_lower(cp), out + n);
    }
    return n;
}
