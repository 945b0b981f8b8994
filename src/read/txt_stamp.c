/* Times as they stand in a text, in brackets or bare, with dates, frames and links. */
#include "base/utf8.h"
#include "read/txt.h"

enum {
    MAX_STAMP = 64, /* bytes of a stamp without its link */
    MAX_ZONE = 4,   /* bytes of the name of a time zone */
    MAX_LINK = 2000
};

size_t txt_spaces(smz_str s)
{
    size_t n = 0;

    for (;;) {
        if (n < s.len && smz_is_space(s.ptr[n]))
            n++;
        else if (smz_str_starts(smz_str_skip(s, n), SMZ_S("\xc2\xa0")))
            n += 2;
        else if (smz_str_starts(smz_str_skip(s, n), SMZ_S("\xe3\x80\x80")))
            n += 3; /* as wide as a Han character */
        else
            return n;
    }
}

size_t txt_starts_any(smz_str s, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        smz_str mark = smz_str_of(marks[i]);

        if (smz_str_starts(s, mark))
            return mark.len;
    }
    return 0;
}

size_t txt_dash(smz_str s)
{
    /* En and em dash, and the horizontal bar. */
    static const char *const marks[] = {"-", "–", "—", "―"};

    return s.len && (s.ptr[0] == '-' || s.ptr[0] == '\xe2')
               ? txt_starts_any(s, marks, SMZ_COUNT(marks))
               : 0;
}

/* A clock time, or in a range also plain seconds: "0.42", "4.02s". */
static size_t time_at(smz_str s, bool seconds, smz_ms *out)
{
    size_t n = read_timestamp_at(s, out), digits = 0;
    smz_ms fraction;

    if (n && (seconds || smz_str_find_char(smz_str_sub(s, 0, n), ':') >= 0))
        return n;
    if (!seconds)
        return 0;
    for (*out = 0; digits < s.len && digits < 8 && smz_is_digit(s.ptr[digits]); digits++)
        *out = *out * 10 + (s.ptr[digits] - '0');
    if (digits == 0 || digits + 1 >= s.len || s.ptr[digits] != '.')
        return 0;
    *out *= 1000;
    fraction = 100;
    for (n = digits + 1; n < s.len && smz_is_digit(s.ptr[n]); n++, fraction /= 10)
        *out += (s.ptr[n] - '0') * fraction;
    return n;
}

/* Either: a time, and in *framed what it would be with a frame at its end. */
static size_t moment_at(smz_str s, bool seconds, smz_ms *out, smz_ms *framed)
{
    bool sure = false;
    size_t n = read_timecode_at(s, &sure, framed);

    if (n == 0) {
        n = time_at(s, seconds, out);
        *framed = n ? *out : SMZ_MS_NONE;
    } else if (sure || time_at(s, seconds, out) != n) {
        *out = *framed;
    }
    return n;
}

/* "00:01", "00:01 --> 00:05", "0.42 - 4.02"; a minus before a count-down's time. */
static size_t times_at(smz_str s, struct txt_stamp *out)
{
    static const char *const arrows[] = {"-->", "->", "-", "–", "—", "→"};
    size_t at = s.len && s.ptr[0] == '-' ? 1 : 0, n, gap, arrow;
    smz_ms end, framed_end;

    *out = TXT_NO_STAMP;
    n = moment_at(smz_str_skip(s, at), false, &out->start, &out->framed_start);
    if (n == 0 && at == 0)
        n = time_at(s, true, &out->start);
    if (n == 0)
        return 0;
    if (at)
        out->start = out->framed_start = SMZ_MS_NONE;
    at += n;
    gap = txt_spaces(smz_str_skip(s, at));
    arrow = txt_starts_any(smz_str_skip(s, at + gap), arrows, SMZ_COUNT(arrows));
    if (arrow) {
        gap += arrow;
        gap += txt_spaces(smz_str_skip(s, at + gap));
        n = moment_at(smz_str_skip(s, at + gap), true, &end, &framed_end);
        if (n) {
            out->end = end;
            out->framed_end = framed_end;
            return at + gap + n;
        }
    }
    return smz_str_find_char(smz_str_sub(s, 0, at), ':') >= 0 ||
                   smz_str_find_char(smz_str_sub(s, 0, at), ';') >= 0
               ? at
               : 0;
}

/* Up to `most` digits: how many. */
static size_t digits_at(smz_str s, size_t most)
{
    size_t n = 0;

    while (n < s.len && n < most && smz_is_digit(s.ptr[n]))
        n++;
    return n;
}

/* " EDT" to the end of the line. */
static size_t zone_at(smz_str s)
{
    size_t gap = txt_spaces(s), n = gap;

    while (n < s.len && s.ptr[n] >= 'A' && s.ptr[n] <= 'Z')
        n++;
    return gap && n == s.len && n > gap && n - gap <= MAX_ZONE ? n : 0;
}

/* "AM", " p.m." behind a time of day. */
static size_t half_day_at(smz_str s)
{
    static const char *const marks[] = {"am", "pm", "a.m.", "p.m."};
    size_t gap = txt_spaces(s), n;

    for (size_t i = 0; i < SMZ_COUNT(marks); i++) {
        n = gap + smz_str_of(marks[i]).len;
        if (smz_str_starts_nocase(smz_str_skip(s, gap), smz_str_of(marks[i])))
            return n + zone_at(smz_str_skip(s, n));
    }
    return 0;
}

/*
 * "12/01/2024, 10:23", "2024-11-03T10:02:01Z", "[3.11.24, 10:02:01 PM]": when it was
 * said by the calendar, which is no time of a recording.
 */
static size_t date_at(smz_str s)
{
    size_t at = digits_at(s, 4), n;
    char mark = at && at < s.len ? s.ptr[at] : 0;
    smz_ms time;

    if (mark != '/' && mark != '-' && mark != '.')
        return 0;
    n = digits_at(smz_str_skip(s, at + 1), 2);
    if (n == 0 && s.len > at + 4 && smz_is_alpha(s.ptr[at + 1]))
        n = 3; /* "02-May-24" */
    at += 1 + n;
    if (n == 0 || at >= s.len || s.ptr[at] != mark)
        return 0;
    n = digits_at(smz_str_skip(s, at + 1), 4);
    at += 1 + n;
    if (n == 0)
        return 0;
    if (at < s.len && (s.ptr[at] == ',' || s.ptr[at] == 'T'))
        at++;
    at += txt_spaces(smz_str_skip(s, at));
    n = read_timestamp_at(smz_str_skip(s, at), &time);
    if (n == 0)
        return 0;
    at += n;
    at += half_day_at(smz_str_skip(s, at));
    return at < s.len && s.ptr[at] == 'Z' ? at + 1 : at;
}

/* "(url)" behind a stamp in brackets; the address may have brackets of its own. */
static size_t link_at(smz_str s, smz_str *link)
{
    int depth = 0;

    if (s.len < 3 || s.ptr[0] != '(')
        return 0;
    for (size_t i = 0; i < s.len && i < MAX_LINK && s.ptr[i] != ' '; i++) {
        depth += s.ptr[i] == '(';
        depth -= s.ptr[i] == ')';
        if (depth == 0) {
            *link = smz_str_sub(s, 1, i);
            return i + 1;
        }
    }
    return 0;
}

static size_t close_at(smz_str s, size_t at, char open)
{
    char close = open == '(' ? ')' : open == '[' ? ']' : open == '#' ? '#' : '>';

    at += txt_spaces(smz_str_skip(s, at));
    if (at < s.len && s.ptr[at] == '\\')
        at++;
    /* "#00:01:02-5#": tenths, as programs for interviews write them. */
    if (close == '#' && at + 1 < s.len && s.ptr[at] == '-')
        at += 1 + digits_at(smz_str_skip(s, at + 1), 3);
    return at < s.len && s.ptr[at] == close ? at + 1 : 0;
}

/* Up to two brackets before a time: their number; *at behind them. */
static size_t open_at(smz_str head, char *open, size_t *at)
{
    size_t depth = 0;

    while (depth < 2 && *at < head.len) {
        size_t from = *at;

        if (head.ptr[*at] == '\\' && *at + 1 < head.len)
            ++*at;
        if (head.ptr[*at] != '(' && head.ptr[*at] != '[' &&
            ((head.ptr[*at] != '<' && head.ptr[*at] != '#') || depth || *at > from)) {
            *at = from;
            break;
        }
        open[depth++] = head.ptr[(*at)++];
    }
    return depth;
}

size_t txt_stamp_at(smz_str s, struct txt_stamp *out)
{
    smz_str head = smz_str_sub(s, 0, MAX_STAMP), rest;
    char open[2] = {0};
    size_t at = 0, n = 0, half, depth = open_at(head, open, &at);

    at += depth ? txt_spaces(smz_str_skip(head, at)) : 0;
    rest = smz_str_skip(head, at);
    if (rest.len && (smz_is_digit(rest.ptr[0]) || (depth && rest.ptr[0] == '-'))) {
        n = date_at(rest);
        if (n)
            *out = TXT_NO_STAMP;
        else
            n = times_at(rest, out);
        half = n && out->end == SMZ_MS_NONE ? half_day_at(smz_str_skip(rest, n)) : 0;
        if (half && (depth || n + half == rest.len)) {
            *out = TXT_NO_STAMP; /* "10:30 AM" is by the clock */
            n += half;
        }
    }
    if (n == 0)
        return 0;
    at += n;
    out->bracketed = depth > 0;
    if (!depth) {
        /* "10:30am" is a time of day; "00:02:06Matt" is a defect of real files. */
        bool glued = at < s.len && (smz_is_alpha(s.ptr[at]) || smz_is_digit(s.ptr[at]));

        return glued && n < sizeof("00:00:00") - 1 ? 0 : at;
    }
    while (depth--) {
        at = close_at(s, at, open[depth]);
        if (!at)
            return 0;
    }
    if (open[0] == '[')
        at += link_at(smz_str_skip(s, at), &out->link);
    return at;
}
