#include "base/str.h"

#include <string.h>

bool smz_str_eq_nocase(smz_str a, smz_str b)
{
    return a.len == b.len && smz_str_starts_nocase(a, b);
}

bool smz_str_is_one_of(smz_str s, const char *const *words, size_t n)
{
    char first = s.len ? smz_lower(s.ptr[0]) : '\0';

    for (size_t i = 0; i < n; i++)
        if (smz_lower(words[i][0]) == first && smz_str_eq_nocase(s, smz_str_of(words[i])))
            return true;
    return false;
}

int smz_str_cmp(smz_str a, smz_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;

    return c ? c : (a.len > b.len) - (a.len < b.len);
}

bool smz_str_starts_nocase(smz_str s, smz_str prefix)
{
    if (s.len < prefix.len)
        return false;
    for (size_t i = 0; i < prefix.len; i++)
        if (smz_lower(s.ptr[i]) != smz_lower(prefix.ptr[i]))
            return false;
    return true;
}

bool smz_str_ends(smz_str s, smz_str suffix)
{
    return s.len >= suffix.len && smz_str_eq(smz_str_skip(s, s.len - suffix.len), suffix);
}

ptrdiff_t smz_str_find_char(smz_str s, char c)
{
    const char *p = s.len ? memchr(s.ptr, c, s.len) : NULL;

    return p ? p - s.ptr : -1;
}

ptrdiff_t smz_str_find(smz_str s, smz_str needle)
{
    size_t at = 0;

    if (needle.len == 0)
        return 0;
    while (at + needle.len <= s.len) {
        const char *p = memchr(s.ptr + at, needle.ptr[0], s.len - needle.len - at + 1);

        if (!p)
            return -1;
        if (memcmp(p, needle.ptr, needle.len) == 0)
            return p - s.ptr;
        at = (size_t)(p - s.ptr) + 1;
    }
    return -1;
}

ptrdiff_t smz_str_find_nocase(smz_str s, smz_str needle)
{
    for (size_t at = 0; at + needle.len <= s.len; at++)
        if (smz_str_starts_nocase(smz_str_skip(s, at), needle))
            return (ptrdiff_t)at;
    return -1;
}

/* Whether neither end can be anything that is trimmed, as of most slices. */
static bool is_trimmed(smz_str s)
{
    unsigned char first = (unsigned char)s.ptr[0], last = (unsigned char)s.ptr[s.len - 1];

    return first > ' ' && first != 0xc2 && last > ' ' && last != 0xa0;
}

smz_str smz_str_trim(smz_str s)
{
    if (s.len == 0 || is_trimmed(s))
        return s;
    for (;;) {
        if (s.len && smz_is_space(s.ptr[0]))
            s = smz_str_skip(s, 1);
        else if (s.len > 1 && s.ptr[0] == '\xc2' && s.ptr[1] == '\xa0')
            s = smz_str_skip(s, 2);
        else
            break;
    }
    for (;;) {
        if (s.len && smz_is_space(s.ptr[s.len - 1]))
            s.len--;
        else if (s.len > 1 && s.ptr[s.len - 1] == '\xa0' && s.ptr[s.len - 2] == '\xc2')
            s.len -= 2;
        else
            break;
    }
    return s;
}

struct smz_cut smz_str_cut(smz_str s, smz_str sep)
{
    ptrdiff_t at = smz_str_find(s, sep);

    if (at < 0)
        return (struct smz_cut){s, {NULL, 0}, false};
    return (struct smz_cut){smz_str_sub(s, 0, (size_t)at),
                            smz_str_skip(s, (size_t)at + sep.len), true};
}

/* Offset of the first LF or CR, or s.len: in steps, so that a text without LFs is not
   searched to its end for each of its lines. */
static size_t line_len(smz_str s)
{
    for (size_t at = 0, step = 256; at < s.len; at += step, step *= 2) {
        size_t n = s.len - at < step ? s.len - at : step;
        const char *lf = memchr(s.ptr + at, '\n', n);
        const char *cr;

        if (lf)
            n = (size_t)(lf - s.ptr) - at;
        cr = memchr(s.ptr + at, '\r', n);
        if (cr)
            return (size_t)(cr - s.ptr);
        if (lf)
            return at + n;
    }
    return s.len;
}

bool smz_str_line(smz_str *rest, smz_str *line)
{
    size_t n, end;

    if (rest->len == 0)
        return false;
    end = n = line_len(*rest);
    if (end < rest->len && rest->ptr[end] == '\r')
        end++;
    if (end < rest->len && rest->ptr[end] == '\n')
        end++;
    *line = smz_str_sub(*rest, 0, n);
    *rest = smz_str_skip(*rest, end);
    return true;
}

/* The next c, or the end, if the one known lies behind. */
static const char *next_of(smz_str rest, char c, const char *known)
{
    const char *p = known;

    if (!p || p < rest.ptr)
        p = memchr(rest.ptr, c, rest.len);
    return p ? p : rest.ptr + rest.len;
}

bool smz_lines_next(struct smz_lines *lines, smz_str *line)
{
    smz_str rest = lines->rest;
    const char *at, *end = rest.ptr + rest.len;

    if (rest.len == 0)
        return false;
    lines->lf = next_of(rest, '\n', lines->lf);
    lines->cr = next_of(rest, '\r', lines->cr);
    at = lines->lf < lines->cr ? lines->lf : lines->cr;
    *line = (smz_str){rest.ptr, (size_t)(at - rest.ptr)};
    if (at < end && *at == '\r')
        at++;
    if (at < end && *at == '\n')
        at++;
    lines->rest = (smz_str){at, (size_t)(end - at)};
    return true;
}

bool smz_str_word(smz_str *rest, smz_str *word)
{
    size_t from = 0, to;

    while (from < rest->len && smz_is_space(rest->ptr[from]))
        from++;
    for (to = from; to < rest->len && !smz_is_space(rest->ptr[to]);)
        to++;
    *word = smz_str_sub(*rest, from, to);
    *rest = smz_str_skip(*rest, to);
    return word->len > 0;
}

bool smz_str_to_int(smz_str s, int64_t *out)
{
    int64_t v = 0;

    if (s.len == 0 || s.len > 18)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!smz_is_digit(s.ptr[i]))
            return false;
        v = v * 10 + (s.ptr[i] - '0');
    }
    *out = v;
    return true;
}

uint64_t smz_str_hash(smz_str s)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * 1099511628211u;
    return h;
}
