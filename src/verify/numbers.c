/* Numbers in digits and in words, as values that can be compared. */
#include <math.h>

#include "verify/index.h"

enum { MAX_WORDS = 12 }; /* of one number */

/* What one word says: a value, and what it multiplies. */
struct part {
    double value; /* NaN: no number; -1: the decimal point */
    bool digits;
    double alone; /* another reading: "1990s" is also 90, "3.500" also 3500 */
};

static double scale_of(smz_str suffix)
{
    static const struct {
        const char *suffix;
        double scale;
    } rows[] = {{"k", 1e3}, {"m", 1e6},  {"mm", 1e6},
                {"b", 1e9}, {"bn", 1e9}, {"tn", 1e12}};

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (smz_str_eq(suffix, smz_str_of(rows[i].suffix)))
            return rows[i].scale;
    return 1;
}

/* Digits with points or commas: as thousands where three digits follow each. */
static struct part read_digits(smz_str s)
{
    struct part p = {.value = 0, .digits = true, .alone = NAN};
    double whole = 0, fraction = 0, unit = 1, scale;
    int groups = 0, since = 0;
    bool grouped = true;
    size_t i = 0;

    while (i < s.len && !smz_is_digit(s.ptr[i]))
        i++;
    if (i == s.len)
        return (struct part){NAN, false, NAN};
    for (; i < s.len; i++) {
        if (smz_is_digit(s.ptr[i])) {
            whole = whole * 10 + (s.ptr[i] - '0');
            if (groups) {
                unit /= 10;
                fraction = fraction * 10 + (s.ptr[i] - '0');
            } else {
                p.value = whole;
            }
            since++;
        } else if ((s.ptr[i] == '.' || s.ptr[i] == ',') && i + 1 < s.len &&
                   smz_is_digit(s.ptr[i + 1])) {
            grouped = grouped && (groups == 0 ? since <= 3 : since == 3);
            groups++;
            since = 0;
        } else {
            break;
        }
    }
    scale = scale_of(smz_str_skip(s, i));
    if (groups && grouped && since == 3) {
        p.alone = groups == 1 ? (p.value + fraction * unit) * scale : NAN;
        p.value = whole;
    } else if (groups == 1) {
        p.value += fraction * unit;
    }
    p.value *= scale;
    if (smz_str_eq(smz_str_skip(s, i), SMZ_S("s")) && p.value >= 1000 && p.value < 2100)
        p.alone = fmod(p.value, 100); /* "the 1990s", "the nineties" */
    return p;
}

static struct part read_part(const struct smz_index *ix, const struct smz_place *place)
{
    const struct smz_index_word *w = smz_index_word(ix, place);

    if (!(w->flags & SMZ_WORD_NUMBER))
        return (struct part){NAN, false, NAN};
    if (!isnan(w->value))
        return (struct part){w->value, false, NAN};
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

void smz_numbers_find(const struct smz_index *ix, const struct smz_place *places,
                      size_t n, bool parts, struct smz_arena *arena, smz_numbers *out)
{
    for (size_t i = 0; i < n;) {
        struct sum s = {0};
        size_t k = i, from = i;

        while (k < n && k - i < MAX_WORDS) {
            struct part p = read_part(ix, &places[k]);

            if (isnan(p.value) || !add(&s, &p))
                break;
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
