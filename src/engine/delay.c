/* The delay that a response asks for: Retry-After and its kin. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/provider.h"

/* "1.5" or "41s" in milliseconds; -1 for anything else. */
static int64_t seconds(smz_str text, int64_t unit)
{
    char z[32], *end;
    double v;

    text = smz_str_trim(text);
    if (text.len && text.ptr[text.len - 1] == 's')
        text.len--;
    if (!text.len || text.len >= sizeof(z) || !smz_is_digit(*text.ptr))
        return -1;
    memcpy(z, text.ptr, text.len);
    z[text.len] = '\0';
    v = strtod(z, &end);
    if (*end || !isfinite(v) || v > 1e9)
        return -1;
    return (int64_t)ceil(v * (double)unit);
}

/* Days from 1970-01-01 in the Gregorian calendar; months from 1. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t shifted = (month + 9) % 12; /* March is 0 */

    return y * 365 + y / 4 - y / 100 + y / 400 + (shifted * 306 + 5) / 10 + day - 719469;
}

static int month_of(smz_str name)
{
    static const char *const names = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (int i = 0; i < 12 && name.len == 3; i++)
        if (memcmp(name.ptr, names + 3 * i, 3) == 0)
            return i + 1;
    return 0;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT" in seconds since 1970; -1 for anything else. */
static int64_t http_date(smz_str text)
{
    smz_str word[6];
    int64_t day, year, h, m, s;
    int n = 0, month;

    while (n < 6 && smz_str_word(&text, &word[n]))
        n++;
    if (n != 6 || text.len || word[4].len != 8 || word[4].ptr[2] != ':' ||
        word[4].ptr[5] != ':')
        return -1;
    month = month_of(word[2]);
    if (!month || !smz_str_to_int(word[1], &day) || !smz_str_to_int(word[3], &year) ||
        !smz_str_to_int(smz_str_sub(word[4], 0, 2), &h) ||
        !smz_str_to_int(smz_str_sub(word[4], 3, 5), &m) ||
        !smz_str_to_int(smz_str_sub(word[4], 6, 8), &s))
        return -1;
    return days_of(year, month, day) * 86400 + h * 3600 + m * 60 + s;
}

int64_t smz_retry_after(const struct smz_http_response *response, smz_str delay)
{
    int64_t ms = seconds(response->retry_after_ms, 1), date;

    if (ms < 0)
        ms = seconds(response->retry_after, 1000);
    if (ms < 0)
        ms = seconds(delay, 1000);
    if (ms >= 0 || !response->retry_after.len)
        return ms;
    date = http_date(response->retry_after);
    if (date < 0)
        return -1;
    return date > response->now ? (date - response->now) * 1000 : 0;
}
