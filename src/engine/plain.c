/* What models write, as plain text. */
#include "engine/plain.h"

#include <string.h>

#include "base/utf8.h"

/*
 * A bracket of nothing but numbers, as models cite inside a sentence, or of times, which
 * are the transcript's to give; its length. "(16:9)" is neither.
 */
static size_t citation(smz_str s)
{
    char close = s.ptr[0] == '[' ? ']' : ')';
    bool digit = false, time = false;

    for (size_t i = 1; i < s.len && i < 40; i++) {
        smz_str rest = smz_str_skip(s, i);

        if (s.ptr[i] == close)
            return time || (digit && close == ']') ? i + 1 : 0;
        if (smz_str_starts(rest, SMZ_S("–")))
            i += strlen("–") - 1;
        else if (smz_is_digit(s.ptr[i]))
            digit = true;
        else if (s.ptr[i] == ':' && rest.len > 2 && smz_is_digit(rest.ptr[1]) &&
                 smz_is_digit(rest.ptr[2]))
            time = true;
        else if (!strchr(" ,;-", s.ptr[i]))
            return 0;
    }
    return 0;
}

/* One line: no emphasis, no list marks, no citations or times in it. */
static smz_str plain(smz_str s, struct smz_arena *run)
{
    char *out = smz_arena_alloc(run, s.len + 2);
    size_t n = 0;

    s = smz_str_trim(s);
    while (s.len > 1 && strchr("#>-*", *s.ptr) && (s.ptr[1] == ' ' || s.ptr[1] == '#'))
        s = smz_str_trim(smz_str_skip(s, 1));
    for (size_t i = 0; i < s.len; i++) {
        smz_str rest = smz_str_skip(s, i);
        size_t cited = strchr("[(", s.ptr[i]) ? citation(rest) : 0;

        if (cited) {
            i += cited - 1;
            if (n && out[n - 1] == ' ')
                n--;
        } else if (smz_str_starts(rest, SMZ_S("**")) ||
                   smz_str_starts(rest, SMZ_S("__"))) {
            i++;
        } else if (smz_is_space(s.ptr[i])) {
            if (n && out[n - 1] != ' ')
                out[n++] = ' ';
        } else {
            out[n++] = s.ptr[i];
        }
    }
    return smz_str_trim((smz_str){out, n});
}

static uint32_t last_letter(smz_str s)
{
    size_t at = s.len;

    while (at > 0 && ((unsigned char)s.ptr[--at] & 0xc0) == 0x80)
        ;
    return s.len ? smz_utf8_next(s, &at) : 0;
}

bool smz_plain_unstopped(smz_str s)
{
    uint32_t last = last_letter(s);

    return s.len && !smz_cp_is_unspaced(last) &&
           (smz_cp_is_letter(last) || smz_cp_is_digit(last));
}

smz_str smz_plain_text(smz_str s, bool stop, struct smz_arena *run)
{
    s = plain(s, run);
    return stop && smz_plain_unstopped(s) ? smz_arena_printf(run, "%.*s.", SMZ_ARG(s))
                                          : s;
}

smz_str smz_plain_label(smz_str s, struct smz_arena *run)
{
    s = plain(s, run);
    while (s.len && strchr(".:;,", s.ptr[s.len - 1]))
        s.len--;
    return s;
}

smz_str smz_plain_quote(smz_str s, struct smz_arena *run)
{
    static const char *const marks[] = {"\"", "'", "“", "”", "„", "‘", "’", "«", "»"};
    bool more = true;

    s = plain(s, run);
    while (more) {
        more = false;
        for (size_t i = 0; i < SMZ_COUNT(marks); i++) {
            smz_str m = smz_str_of(marks[i]);

            if (s.len > m.len && smz_str_starts(s, m)) {
                s = smz_str_skip(s, m.len);
                more = true;
            }
            if (s.len > m.len && smz_str_ends(s, m)) {
                s.len -= m.len;
                more = true;
            }
        }
        s = smz_str_trim(s);
    }
    return s;
}
