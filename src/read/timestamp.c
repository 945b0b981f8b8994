/* Times, as people and programs write them. */
#include "read/format.h"

enum {
    MAX_DIGITS = 9,     /* of the first field: what fits many times into 64 bits */
    MAX_HOURS = 100000, /* eleven years: longer is no recording */
    MAX_FIELDS = 4,     /* days, hours, minutes, seconds */
    FRAMES = 30         /* a second */
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

size_t read_timecode_at(smz_str s, bool *sure, smz_ms *out)
{
    enum { LEN = sizeof("00:00:00:00") - 1 };
    int field[4];

    if (s.len < LEN || (s.len > LEN && smz_is_digit(s.ptr[LEN])))
        return 0;
    *sure = false;
    for (size_t i = 0; i < 4; i++) {
        char a = s.ptr[3 * i], b = s.ptr[3 * i + 1], mark = i ? s.ptr[3 * i - 1] : ':';

        if (!smz_is_digit(a) || !smz_is_digit(b) || (mark != ':' && mark != ';'))
            return 0;
        *sure |= mark == ';';
        field[i] = (a - '0') * 10 + (b - '0');
    }
    *out = ((field[0] * 60 + field[1]) * 60 + field[2]) * (smz_ms)1000 +
           field[3] * 1000 / FRAMES;
    return LEN;
}

/* Days from 1970-01-01 by the Gregorian calendar; a year begins in March here. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month > 2 ? year : year - 1, m = (month + 9) % 12;

    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 719469;
}

smz_ms read_datetime(smz_str s)
{
    int64_t field[3];
    size_t at = 0, n;
    smz_ms time;

    for (int i = 0; i < 3; i++) {
        n = take_digits(s, at, &field[i]);
        if (n == 0 || n > 4 || at + n >= s.len || s.ptr[at + n] != (i < 2 ? '-' : 'T'))
            return SMZ_MS_NONE;
        at += n + 1;
    }
    if (field[0] < 1970 || field[1] < 1 || field[1] > 12 || field[2] < 1 || field[2] > 31)
        return SMZ_MS_NONE;
    if (take_clock(smz_str_skip(s, at), &time) == 0)
        return SMZ_MS_NONE;
    return days_of(field[0], field[1], field[2]) * 24 * HOUR + time;
}
