/* Numbers in digits and in words, as values that can be compared. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "verify/index.h"

enum { MAX_WORDS = 12 }; /* of one number */

/* What one word says: a value, and what it multiplies. */
struct part {
    double value; /* NaN: no number; -1: the decimal point */
    bool digits;
    bool three;   /* of just three digits: "000" of "25 000" */
    double alone; /* another reading: "1990s" is also 90, "3.500" also 3500 */
};

static double scale_of(smz_str suffix)
{
    static const struct {
        const char *suffix;
        double scale;
    } rows[] = {{"k", 1e3},   {"m", 1e6},  {"mm", 1e6}, {"b", 1e9}, {"bn", 1e9},
                {"tn", 1e12}, {"천", 1e3}, {"만", 1e4}, {"억", 1e8}};

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (smz_str_eq(suffix, smz_str_of(rows[i].suffix)))
            return rows[i].scale;
    return 1;
}

/* The value of a digit of any script that counts by tens; -1: it is none. */
static int digit_of(uint32_t cp)
{
    static const uint32_t zeros[] = {'0',   0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6,
                                     0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xff10};

    for (size_t i = 0; i < SMZ_COUNT(zeros); i++)
        if (cp >= zeros[i] && cp < zeros[i] + 10)
            return (int)(cp - zeros[i]);
    return -1;
}

/* Whether a mark stands between digits, as in thousands or before decimals. */
static bool parts_digits(uint32_t cp)
{
    return cp == '.' || cp == ',' || cp == 0x66b || cp == 0x66c;
}

/* Digits with points or commas: as thousands where three digits follow each. */
static struct part read_digits(smz_str s)
{
    struct part p = {.value = 0, .digits = true, .alone = NAN};
    double whole = 0, fraction = 0, unit = 1, scale;
    int groups = 0, since = 0, all = 0;
    bool grouped = true;
    size_t at = 0, end = 0;

    while (at < s.len) {
        size_t next = at;
        uint32_t cp = smz_utf8_next(s, &next);
        int digit = digit_of(cp);

        if (digit >= 0) {
            whole = whole * 10 + digit;
            if (groups) {
                unit /= 10;
                fraction = fraction * 10 + digit;
            } else {
                p.value = whole;
            }
            since++;
            all++;
            end = next;
        } else if (all && parts_digits(cp) && end == at) {
            size_t behind = next;

            if (next >= s.len || digit_of(smz_utf8_next(s, &behind)) < 0)
                break;
            grouped = grouped && (groups == 0 ? since <= 3 : since == 3);
            groups++;
            since = 0;
            end = next;
        } else if (all) {
            break;
        }
        at = next;
    }
    if (!all)
        return (struct part){.value = NAN, .alone = NAN};
    scale = scale_of(smz_str_skip(s, end));
    if (groups && grouped && since == 3) {
        p.alone = groups == 1 ? (p.value + fraction * unit) * scale : NAN;
        p.value = whole;
    } else if (groups == 1) {
        p.value += fraction * unit;
    }
    p.value *= scale;
    p.three = all == 3 && !groups && end == s.len;
    if (smz_str_eq(smz_str_skip(s, end), SMZ_S("s")) && p.value >= 1000 && p.value < 2100)
        p.alone = fmod(p.value, 100); /* "the 1990s", "the nineties" */
    return p;
}

/* ---- words of several names: "fünfundzwanzigtausend" */

/* The longest name of a number that a word begins with; SIZE_MAX: none. */
static size_t name_at(const struct smz_index *ix, smz_str word)
{
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < ix->names.len; i++) {
        smz_str name = ix->names.at[i].name;

        if (name.len && word.len && name.ptr[0] == word.ptr[0] &&
            ix->names.at[i].value > 0 && smz_str_starts(word, name) &&
            (best == SIZE_MAX || name.len > ix->names.at[best].name.len))
            best = i;
    }
    return best;
}

double smz_compound_number(const struct smz_index *ix, smz_str word)
{
    static const char *const joints[] = {"und", "en", "ën", "och"};
    enum { LEAST = 8 };
    double total = 0, group = 0;
    smz_str rest = word;
    int names = 0;

    if (word.len < LEAST)
        return NAN;
    while (rest.len) {
        size_t name = name_at(ix, rest);
        double value;

        for (size_t i = 0; names && name == SIZE_MAX && i < SMZ_COUNT(joints); i++)
            if (smz_str_starts(rest, smz_str_of(joints[i]))) {
                rest = smz_str_skip(rest, strlen(joints[i]));
                name = name_at(ix, rest);
            }
        if (name == SIZE_MAX)
            return NAN;
        value = ix->names.at[name].value;
        rest = smz_str_skip(rest, ix->names.at[name].name.len);
        names++;
        if (value >= 1000) {
            total += (group > 0 ? group : 1) * value;
            group = 0;
        } else if (value == 100) {
            group = (group > 0 ? group : 1) * 100;
        } else {
            group += value;
        }
    }
    return names > 1 ? total + group : NAN;
}

static struct part read_part(const struct smz_index *ix, const struct smz_place *place)
{
    const struct smz_index_word *w = smz_index_word(ix, place);

    if (!(w->flags & SMZ_WORD_NUMBER))
        return (struct part){.value = NAN, .alone = NAN};
    if (!isnan(w->value))
        return (struct part){.value = w->value, .alone = NAN};
    return read_digits(w->folded);
}

double smz_word_number(const struct smz_index *ix, uint32_t word)
{
    struct smz_place p = {.word = word};
    struct part part = read_part(ix, &p);

    return part.value >= 0 ? part.value : NAN;
}

/* A number that is being put together. */
struct sum {
    double total, group;
    double last;  /* the part before */
    double place; /* of the next decimal; 0: before the point */
    int words;
    bool grouped; /* digits in groups of three: "25 000" */
    bool digits;  /* the part before is written in digits */
    bool scores;  /* French counts in twenties: "quatre-vingt-dix" */
};

/* Whether `v` can go on with what is there; if so it has been added. */
static bool add(struct sum *s, const struct part *p)
{
    double v = p->value;

    if (v == -1) {
        if (s->words == 0 || s->place > 0)
            return false;
        s->place = 0.1;
        s->words++;
        return true;
    }
    if (s->words == 0) {
        s->group = v;
        s->grouped = p->digits && v > 0 && v < 1000 && fmod(v, 1) == 0;
    } else if (p->three && s->grouped) {
        s->group = s->group * 1000 + v;
    } else if (s->scores && !p->digits && v == 20 && s->last == 4) {
        s->group += 76;
    } else if (s->scores && !p->digits && v >= 10 && v < 20 &&
               (s->last == 60 || s->last == 20)) {
        s->group += v;
    } else if (s->place > 0 && v < 10 && !p->digits) {
        s->group += v * s->place;
        s->place /= 10;
    } else if (v >= 1000 && !p->digits && fmod(log10(v), 1) == 0) {
        s->total += (s->group > 0 ? s->group : 1) * v;
        s->group = 0;
        s->place = 0;
    } else if (v == 100 && !p->digits && s->group > 0 && s->group < 100) {
        s->group *= 100;
    } else if (!p->digits && v < 10 && s->last >= 20 && s->last < 100) {
        s->group += v;
    } else if (v < 100 && s->last == 100 && !p->digits) {
        s->group += v;
    } else if (v < 1000 && s->total > 0 && s->group == 0 && s->last >= 1000) {
        s->group = v;
    } else if (!p->digits && s->total == 0 && s->group >= 10 && s->group < 100 &&
               v >= 10 && v < 100 && s->words == 1) {
        s->group = s->group * 100 + v; /* "nineteen ninety" */
    } else {
        return false;
    }
    s->grouped = s->grouped && p->digits;
    s->last = v;
    s->words++;
    return true;
}

static void give(struct smz_arena *arena, smz_numbers *out, double value, size_t place)
{
    struct smz_number n = {value, (uint32_t)place};

    if (!isnan(value) && value >= 0)
        SMZ_PUSH(arena, *out, n);
}

/* "and" of "two hundred and twelve": it joins where what stands behind can go on. */
static bool is_joint(const struct smz_index *ix, const struct sum *s,
                     const struct smz_place *places, size_t n)
{
    struct sum next = *s;
    struct part p;

    if (s->words == 0 || n < 2 || places[0].breaks || places[1].breaks ||
        !smz_str_eq(smz_index_word(ix, &places[0])->folded,
                    smz_str_of(smz_lang_phrase(ix->text->lang, "and"))))
        return false;
    p = read_part(ix, &places[1]);
    return p.value > 0 && p.value < (s->last >= 100 ? 100 : 10) && !p.digits &&
           s->last >= 20 && add(&next, &p);
}

void smz_numbers_find(const struct smz_index *ix, const struct smz_place *places,
                      size_t n, bool parts, struct smz_arena *arena, smz_numbers *out)
{
    bool scores = strcmp(smz_lang_code(ix->text->lang), "fr") == 0;

    for (size_t i = 0; i < n;) {
        struct sum s = {.scores = scores};
        size_t k = i, from = i;

        while (k < n && k - i < MAX_WORDS) {
            struct part p = read_part(ix, &places[k]);

            if (isnan(p.value) && is_joint(ix, &s, &places[k], n - k)) {
                k++;
                continue;
            }
            if (s.digits && places[k].breaks) /* "$100, four feet away" */
                break;
            if (isnan(p.value) || !add(&s, &p))
                break;
            s.digits = p.digits;
            if (parts) {
                give(arena, out, p.value, k);
                give(arena, out, p.alone, k);
            }
            k++;
        }
        if (s.words)
            give(arena, out, s.total + s.group, from);
        i = k > i ? k : i + 1;
    }
}
