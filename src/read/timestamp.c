#include "read/format.h"

enum {
    MAX_DIGITS = 9,     /* of the first field: what fits many times into 64 bits */
    MAX_HOURS = 100000, /* eleven years: longer is no recording */
    MAX_FIELDS = 4      /* days, hours, minutes, seconds */
};

static const smz_ms HOUR = 3600000;

/* Takes up to MAX_DIGITS digits; their number, or 0 (also where there are more). */
static size_t take_digits(smz_str s, size_t at, int64_t *value)
{
    size_t n = 0;

    *value = 0;
    while (at + n < s.len && smz_is_digit(s.ptr[at + n])) {
        if (n == MAX_DIGITS)
            return 0;
        *value = *value * 10 + (s.ptr[at + n] - '0');
        n++;
    }
    return n;
}

/* ".5", ",250" as milliseconds; digits behind the third are passed over. */
static size_t take_fraction(smz_str s, size_t at, smz_ms *ms)
{
    size_t n = 1;
    smz_ms value = 0, unit = 100;

    *ms = 0;
    if (at >= s.len || (s.ptr[at] != '.' && s.ptr[at] != ','))
        return 0;
    while (at + n < s.len && smz_is_digit(s.ptr[at + n])) {
        value += (s.ptr[at + n] - '0') * unit;
        unit /= 10;
        n++;
    }
    /* "0:01,0:02" is two times, "0:01, 5" is a time and a number. */
    if (n == 1 || (at + n < s.len && s.ptr[at + n] == ':'))
        return 0;
    *ms = value;
    return n;
}

/* H:MM:SS.mmm and its kin: two to four fields. */
static size_t take_clock(smz_str s, smz_ms *out)
{
    int64_t field[MAX_FIELDS];
    size_t at = take_digits(s, 0, &field[0]), n;
    int fields = 1;
    smz_ms total, fraction;

    if (at == 0)
        return 0;
    while (fields < MAX_FIELDS && at + 1 < s.len && s.ptr[at] == ':' &&
           smz_is_digit(s.ptr[at + 1])) {
        n = take_digits(s, at + 1, &field[fields]);
        if (n == 0 || n > 2)
            return 0;
        at += n + 1;
        fields++;
    }
    if (fields == 1 || field[fields - 1] > 59 || (fields > 2 && field[fields - 2] > 59) ||
        (fields > 3 && field[1] > 23))
        return 0;
    if (at + 1 < s.len && s.ptr[at] == ':' && smz_is_digit(s.ptr[at + 1]))
        return 0;
    total = field[0];
    for (int i = 1; i < fields; i++)
        total = total * (fields == 4 && i == 1 ? 24 : 60) + field[i];
    total *= 1000;
    at += take_fraction(s, at, &fraction);
    *out = total + fraction;
    return at;
}

/* 0h00m44s, 12.5s, 250ms, and PT1H2.5S of ISO 8601: numbers with units, falling. */
static size_t take_units(smz_str s, smz_ms *out)
{
    bool iso = smz_str_starts(s, SMZ_S("PT"));
    size_t at = iso ? 2 : 0, parts = 0;
    smz_ms total = 0, last = HOUR * 2;

    for (;;) {
        int64_t value;
        smz_ms fraction, unit;
        size_t n = take_digits(s, at, &value), more, name = 1;
        char c;

        if (n == 0)
            break;
        more = take_fraction(s, at + n, &fraction);
        if (at + n + more >= s.len)
            break;
        c = smz_lower(s.ptr[at + n + more]);
        unit = c == 'h' ? HOUR : c == 'm' ? 60000 : c == 's' ? 1000 : 0;
        if (c == 'm' && at + n + more + 1 < s.len && s.ptr[at + n + more + 1] == 's') {
            unit = 1;
            name = 2;
        }
        if (unit == 0 || unit >= last)
            break;
        total += value * unit + fraction * unit / 1000;
        last = unit;
        at += n + more + name;
        parts++;
    }
    /* "2m" of prose is no time of a recording, "12 s" is none either. */
    if (parts == 0 ||
        (at < s.len && (smz_is_alpha(s.ptr[at]) || smz_is_digit(s.ptr[at]))))
        return 0;
    *out = total;
    return at;
}

size_t read_timestamp_at(smz_str s, smz_ms *out)
{
    smz_ms ms = 0;
    size_t n = 0;

    if (s.len && smz_is_digit(s.ptr[0])) {
        n = take_clock(s, &ms);
        if (n == 0)
            n = take_units(s, &ms);
    } else if (smz_str_starts(s, SMZ_S("PT"))) {
        n = take_units(s, &ms);
    }
    if (n == 0 || ms > MAX_HOURS * HOUR)
        return 0;
    *out = ms;
    return n;
}

smz_ms read_timestamp(smz_str s)
{
    smz_ms ms;

    return s.len && read_timestamp_at(s, &ms) == s.len ? ms : SMZ_MS_NONE;
}
