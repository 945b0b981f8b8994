/* Words of a text. Most text is ASCII: its bytes are looked up, not decoded. */
#include <string.h>

#include "base/utf8.h"
#include "lang/table.h"

enum kind { SPACE, PUNCT, LETTER, DIGIT, LONE /* a letter that is a word */ };

static enum kind kind_of(uint32_t cp)
{
    if (cp < 0x80)
        return smz_is_alpha((char)cp)   ? LETTER
               : smz_is_digit((char)cp) ? DIGIT
               : cp <= ' ' || cp == 127 ? SPACE
                                        : PUNCT;
    if (smz_cp_is_invisible(cp) || smz_cp_is_space(cp))
        return SPACE;
    if (smz_cp_is_unspaced(cp) && smz_cp_is_letter(cp))
        return LONE;
    return smz_cp_is_letter(cp) ? LETTER : smz_cp_is_digit(cp) ? DIGIT : PUNCT;
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

/* Eight bytes, the first the lowest. */
static uint64_t load8(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;

    return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 |
           (uint64_t)u[3] << 24 | (uint64_t)u[4] << 32 | (uint64_t)u[5] << 40 |
           (uint64_t)u[6] << 48 | (uint64_t)u[7] << 56;
}

#define EACH(byte) ((uint64_t)(byte)*0x0101010101010101u)

/* The top bits of eight bytes as a number of eight bits. */
static uint64_t gather(uint64_t top)
{
    return ((top & EACH(0x80)) >> 7) * 0x0102040810204080u >> 56;
}

/* A bit for each of 64 bytes: what is white space, what a letter or digit. The bytes to
   pass before looking again where one is no ASCII, else 0. */
static size_t look_at_64(const char *p, uint64_t *space, uint64_t *wordy)
{
    *space = *wordy = 0;
    for (int i = 0; i < 8; i++) {
        uint64_t w = load8(p + 8 * i), low = w | EACH(0x20);
        uint64_t alpha = (low + EACH(0x80 - 'a')) & ~(low + EACH(0x80 - 'z' - 1));
        uint64_t digit = (w + EACH(0x80 - '0')) & ~(w + EACH(0x80 - '9' - 1));

        if ((w | (w + EACH(1))) & EACH(0x80))
            return 8 * (size_t)(i + 1);
        *space |= gather(~(w + EACH(0x80 - ' ' - 1))) << (8 * i);
        *wordy |= gather(alpha | digit) << (8 * i);
    }
    return 0;
}

static unsigned count_bits(uint64_t x)
{
    x -= x >> 1 & EACH(0x55);
    x = (x & EACH(0x33)) + (x >> 2 & EACH(0x33));
    return (unsigned)(((x + (x >> 4)) & EACH(0x0f)) * EACH(1) >> 56);
}

/*
 * The words that begin to count in 64 bytes of ASCII: in each run of non-space the first
 * letter or digit. A bit added at a run's start carries through the marks before it.
 */
static size_t count_64(uint64_t space, uint64_t wordy, bool *in_word, bool *counted)
{
    uint64_t run = ~space, marks = run & ~wordy;
    uint64_t starts = run & ~(run << 1 | (*in_word && *counted));
    unsigned n = count_bits((starts + marks) & wordy);
    uint64_t last = run; /* the run at the end, as ones at the top */

    for (int i = 1; i < 64; i *= 2)
        last &= last >> i | ~(UINT64_MAX >> i);
    if (!(run >> 63))
        *in_word = *counted = false;
    else if (last == UINT64_MAX)
        *counted = (*in_word && *counted) || wordy;
    else
        *counted = (wordy & last) != 0;
    *in_word = run >> 63;
    return n;
}

size_t smz_count_words(smz_str text)
{
    size_t n = 0;
    bool in_word = false, counted = false;
    size_t slow = 0; /* up to where to go character by character */
    char tail[64];

    for (size_t i = 0; i < text.len;) {
        uint64_t space, wordy;
        uint32_t cp;
        enum kind k;

        while (i >= slow && i < text.len) {
            size_t len = text.len - i < 64 ? text.len - i : 64, pass;
            const char *p = text.ptr + i;

            if (len < 64) {
                memset(tail, ' ', 64);
                p = memcpy(tail, p, len);
            }
            pass = look_at_64(p, &space, &wordy);
            slow = i + pass;
            if (pass)
                break;
            n += count_64(space, wordy, &in_word, &counted);
            i += len;
        }
        if (i == text.len)
            break;
        cp = smz_utf8_next(text, &i);
        k = kind_of(cp);
        if (k == SPACE && !smz_cp_is_invisible(cp)) {
            in_word = false;
        } else if (k == LONE) {
            n += !smz_cp_is_mark(cp);
            in_word = false;
        } else if (k == LETTER || k == DIGIT) {
            n += !in_word || !counted;
            in_word = counted = true;
        } else if (!in_word) {
            in_word = true;
            counted = false;
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
