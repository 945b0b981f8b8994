/* How parts of a number add up: "two", "hundred", "five" are 205. */
#include <math.h>

#include "verify/numerals.h"

static bool ends_in_zeros(double total, double unit)
{
    return fmod(total, unit) == 0;
}

static bool is_scale(const struct smz_index *ix, double v)
{
    if (v < (ix->counts & SMZ_COUNTS_TENS ? 10 : 100))
        return false;
    while (v >= 10)
        v /= 10;
    return v == 1;
}

/* "five" of "two thousand five" times "hundred"; "mil" and "cento" are 1,100. */
static bool multiply(struct smz_sum *s, double v)
{
    double low = fmod(s->total, v), high = s->total - low;

    if (low > 0 && ends_in_zeros(high, v * 10))
        s->total = high + low * v;
    else if (low == 0 && v <= 100 && s->last > v && ends_in_zeros(s->total, v * 10))
        s->total += v;
    else
        return false;
    s->scale = v;
    s->place = 0;
    return true;
}

static bool add_unit(const struct smz_index *ix, struct smz_sum *s, double v)
{
    double tens = fmod(s->total, 100);
    const unsigned both = SMZ_COUNTS_PAIRS | SMZ_COUNTS_UNITS_FIRST;
    bool goes = (tens >= 20 && ends_in_zeros(s->total, 10)) ||
                (tens == 10 && ix->counts & SMZ_COUNTS_BEHIND_TEN) ||
                (tens == 0 && s->last >= 100);

    if (goes)
        s->total += v;
    else if ((ix->counts & both) == both && s->parts == 1 && s->total >= 13 && tens > 0)
        s->total = s->total * 100 + v; /* "negentienvierentachtig" */
    else
        return false;
    return true;
}

/* "vingt" behind "quatre", "dix" behind "soixante". */
static bool add_score(struct smz_sum *s, double v)
{
    double tens = fmod(s->total, 100);

    if (v == 20 && tens == 4)
        s->total += 76;
    else if (v >= 10 && v < 20 && (tens == 60 || tens == 80) && s->last < 100)
        s->total += v;
    else
        return false;
    return true;
}

static bool add_tens(const struct smz_index *ix, struct smz_sum *s,
                     const struct smz_numeral *p)
{
    double v = p->value, unit = fmod(s->total, 100);
    bool first = ix->counts & SMZ_COUNTS_UNITS_FIRST && unit > 0 && unit < 10;

    if (ends_in_zeros(s->total, 100) && s->last >= 100)
        s->total += v;
    else if (first && p->joined && v >= 20 && ends_in_zeros(v, 10))
        s->total += v;
    else if (first && !p->joined && v == 10 && ix->counts & SMZ_COUNTS_BEHIND_TEN)
        s->total += v;
    else if (ix->counts & SMZ_COUNTS_PAIRS && s->parts == 1 && s->total >= 10 &&
             s->total < 100 && ends_in_zeros(s->total, 1) && !p->joined)
        s->total = s->total * 100 + v;
    else
        return false;
    return true;
}

static bool add_digits(const struct smz_index *ix, struct smz_sum *s,
                       const struct smz_numeral *p)
{
    double v = p->value;

    if (p->three && s->grouped)
        s->total = s->total * 1000 + v;
    else if (s->place > 0 && v < 10)
        s->total += v * s->place;
    else if (ix->counts & SMZ_COUNTS_TENS && s->last == s->scale && v < s->last)
        s->total += v;
    else
        return false;
    if (s->place > 0)
        s->place /= 10;
    return true;
}

static bool add_name(const struct smz_index *ix, struct smz_sum *s,
                     const struct smz_numeral *p)
{
    double v = p->value;

    if (s->lead != 0 && s->total == 0)
        s->total = is_scale(ix, v) ? (1 + s->lead) * v : v + s->lead;
    else if (v > 0 && v < 1 && s->parts == 1 && s->total == 1 && !p->joined)
        s->total = v; /* "eine halbe" */
    else if (v > 0 && v < 1)
        s->total += v * (s->last == s->scale && s->scale >= 1000 ? s->scale : 1);
    else if (is_scale(ix, v) && multiply(s, v))
        return true;
    else if (s->digits && s->place == 0)
        return false; /* "20 second" */
    else if (s->place > 0 && v < 10)
        s->total += v * s->place;
    else if (ix->counts & SMZ_COUNTS_SCORES && add_score(s, v))
        return true;
    else if (v >= 1 && v < 10)
        return add_unit(ix, s, v);
    else if (v >= 10 && v < 100)
        return add_tens(ix, s, p);
    else if (v >= 100 && v < 1e6 && s->last >= 1000 &&
             ends_in_zeros(s->total, v < 1000 ? 1000 : 1e6))
        s->total += v;
    else
        return false;
    if (s->place > 0)
        s->place /= 10;
    return true;
}

static bool begin(struct smz_sum *s, const struct smz_numeral *p)
{
    if (p->kind == SMZ_NUMBER_WITHIN || p->kind == SMZ_NUMBER_POINT)
        return false;
    if (p->kind == SMZ_NUMBER_LEAD)
        s->lead = p->value;
    else
        s->total = p->value;
    s->scale = p->digits ? 0 : p->value;
    s->grouped = p->digits && p->value > 0 && p->value < 1000 && fmod(p->value, 1) == 0;
    return true;
}

bool smz_sum_add(const struct smz_index *ix, struct smz_sum *s,
                 const struct smz_numeral *p)
{
    struct smz_sum was = *s;
    bool added;

    if (p->kind == SMZ_NUMBER_NONE)
        return false;
    if (s->parts == 0)
        added = begin(s, p);
    else if (p->kind == SMZ_NUMBER_POINT)
        added = s->place == 0 && ends_in_zeros(s->total, 1);
    else if (p->value == 0 && p->kind == SMZ_NUMBER_WITHIN && s->parts == 1 &&
             s->total >= 10 && s->total < 100)
        added = (s->total *= 100) > 0; /* "nineteen oh four" */
    else if (p->digits)
        added = add_digits(ix, s, p);
    else
        added = add_name(ix, s, p);
    if (!added) {
        *s = was;
        return false;
    }
    if (p->kind == SMZ_NUMBER_POINT)
        s->place = 0.1;
    s->last = p->value == 0 && p->kind == SMZ_NUMBER_WITHIN ? 100 : p->value;
    s->grouped = s->grouped && p->digits;
    s->digits = p->digits;
    s->names += p->names;
    s->parts++;
    return true;
}
