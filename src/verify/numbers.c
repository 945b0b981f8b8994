/* Numbers in digits and in words, as values that can be compared, and what they count. */
#include <math.h>

#include "verify/numerals.h"

enum { MAX_PARTS = 16 }; /* of one number */

double smz_word_number(const struct smz_index *ix, uint32_t word)
{
    struct smz_place p = {.word = word};
    struct smz_numeral part = smz_numeral_read(ix, &p, 1);

    return part.kind == SMZ_NUMBER_WHOLE ? part.value : NAN;
}

/*
 * What of "two hundred and five" may stand within it: so many places, or 0 where what
 * stands behind them does not go on.
 */
static size_t joint_of(const struct smz_index *ix, const struct smz_sum *s,
                       const struct smz_place *places, size_t n)
{
    size_t longest = 0;

    for (size_t i = 0; i < ix->joints.len && s->parts; i++) {
        const smz_places *joint = &ix->joints.at[i];
        struct smz_sum next = *s;
        struct smz_numeral p;
        size_t k = 0;

        while (k < joint->len && k + 1 < n && !places[k].breaks &&
               places[k].word == joint->at[k].word)
            k++;
        if (k < joint->len || places[k].breaks)
            continue;
        p = smz_numeral_read(ix, &places[k], n - k);
        p.joined = true;
        if (!p.digits && p.value > 0 && (p.value < 1 || s->last >= 20 || s->last < 10) &&
            k > longest && smz_sum_add(ix, &next, &p))
            longest = k;
    }
    return longest;
}

/* "one nine nine four": three digits or more, of which no scale stands behind. */
static size_t digit_by_digit(const struct smz_index *ix, const struct smz_place *places,
                             size_t n, double *value)
{
    enum { LEAST = 3 };
    size_t k = 0;

    *value = 0;
    for (; k < n && (k == 0 || !places[k].breaks); k++) {
        double v = smz_word_number(ix, places[k].word);

        if (isnan(v) || v != floor(v) || smz_index_word(ix, &places[k])->number == 0)
            break;
        if (v >= 10)
            return 0;
        *value = *value * 10 + v;
    }
    return k >= LEAST ? k : 0;
}

static void give(struct smz_arena *arena, smz_numbers *out, double value, size_t place,
                 int names)
{
    struct smz_number n = {
        .value = value, .other = NAN, .place = (uint32_t)place, .names = (uint8_t)names};

    if (!isnan(value) && value >= 0)
        SMZ_PUSH(arena, *out, n);
}

/* One number that is being read. */
struct reading {
    struct smz_sum sum;
    size_t end;   /* places from the first on */
    double other; /* what it may also be: "1990s" is 90; or NaN */
    size_t again; /* where another may begin within it: "twenty thirty"; 0: nowhere */
};

/* "twelve fifty" is 12.50, too; or NaN. */
static double as_price(const struct smz_sum *before, const struct smz_numeral *p)
{
    bool is = before->parts == 1 && before->total >= 1 && before->total < 100 &&
              p->value >= 10 && p->value < 100 && !p->digits && !before->digits;

    return is ? before->total + p->value / 100 : NAN;
}

/* The number that begins at `places`; with `parts` also what else it may be. */
static void read_number(const struct smz_index *ix, const struct smz_place *places,
                        size_t n, size_t first, bool parts, struct smz_arena *arena,
                        smz_numbers *out, struct reading *r)
{
    size_t k = 0;

    *r = (struct reading){.other = NAN};
    while (k < n && r->sum.parts < MAX_PARTS) {
        struct smz_sum before = r->sum;
        size_t joint = joint_of(ix, &r->sum, &places[k], n - k);
        struct smz_numeral p = smz_numeral_read(ix, &places[k + joint], n - k - joint);
        bool loose = joint || places[k].breaks;

        if (k && places[k].breaks && (!parts || before.digits))
            break; /* "$100, four feet away" */
        p.joined |= joint > 0;
        if (!smz_sum_add(ix, &r->sum, &p)) {
            if (parts && before.parts == 1 && before.total < 10 && p.value >= 10 &&
                p.value < 100 && !p.digits)
                give(arena, out, before.total * 100 + p.value, first,
                     2); /* "one fifty" */
            break;
        }
        loose |= p.value >= 10 && p.value < 100 && before.parts == 1;
        if (parts && k && loose && !r->again) {
            give(arena, out, before.total, first, before.names);
            r->again = k + joint;
        }
        r->other = r->sum.parts == 1 ? p.alone : as_price(&before, &p);
        k += joint + p.taken;
        r->end = k;
    }
}

/* What a number counts: its own sign, or the word behind it. */
static uint8_t unit_of(const struct smz_index *ix, const struct smz_place *places,
                       size_t len, size_t n)
{
    const struct smz_named *phrase;

    for (size_t k = 0; k < len; k++)
        if (places[k].unit)
            return places[k].unit;
    if (len == n || places[len].breaks)
        return 0;
    phrase = smz_phrase_at(ix, &places[len], n - len);
    return phrase && phrase->unit ? phrase->unit : smz_index_word(ix, &places[len])->unit;
}

void smz_numbers_find(const struct smz_index *ix, const struct smz_place *places,
                      size_t n, bool parts, struct smz_arena *arena, smz_numbers *out)
{
    for (size_t i = 0; i < n;) {
        const struct smz_named *phrase = smz_phrase_at(ix, &places[i], n - i);
        struct reading r = {.other = NAN};
        size_t from = out->len;
        double value;

        if (phrase && phrase->unit) { /* "per cent" is not 100 */
            i += phrase->words.len;
            continue;
        }
        if (!phrase && !(smz_index_word(ix, &places[i])->flags & SMZ_WORD_NUMBER)) {
            i++;
            continue;
        }
        if (ix->counts & SMZ_COUNTS_DIGIT_BY_DIGIT)
            r.end = digit_by_digit(ix, &places[i], n - i, &value);
        if (r.end) {
            give(arena, out, value, i, (int)r.end);
        } else {
            read_number(ix, &places[i], n - i, i, parts, arena, out, &r);
            if (r.sum.parts) {
                give(arena, out, r.sum.total, i, r.sum.names);
                out->at[out->len - 1].other = r.other;
            }
        }
        for (size_t k = from; k < out->len; k++)
            out->at[k].unit = unit_of(ix, &places[i], r.end, n - i);
        i += r.again ? r.again : r.end ? r.end : 1;
    }
}
