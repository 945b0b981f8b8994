/* What a model wrote, as plain text. */
#include "base/buf.h"
#include "base/utf8.h"
#include "verify/check.h"

static bool is_forbidden(uint32_t cp)
{
    return (cp < 0x20) || (cp >= 0x7f && cp < 0xa0) || cp == 0xfffd ||
           smz_cp_is_invisible(cp) || (cp >= 0xfff9 && cp <= 0xfffc) ||
           (cp >= 0xe0000 && cp <= 0xe0fff);
}

static bool is_clean(smz_str s)
{
    bool space = true;

    for (size_t i = 0; i < s.len;) {
        uint32_t cp = smz_utf8_next(s, &i);
        bool blank = cp == ' ';

        if (is_forbidden(cp) || (cp != ' ' && smz_cp_is_space(cp)) || (blank && space))
            return false;
        space = blank;
    }
    return !s.len || !space;
}

smz_str smz_clean(smz_str s, struct smz_arena *run)
{
    smz_str out = {NULL, 0};
    bool space = false;
    char *p;

    if (is_clean(s))
        return s;
    p = smz_arena_alloc(run, s.len + 1);
    out.ptr = p;
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t cp = smz_utf8_next(s, &i);

        if (smz_cp_is_space(cp)) {
            space = true;
            continue;
        }
        if (is_forbidden(cp))
            continue;
        if (space && out.len)
            p[out.len++] = ' ';
        space = false;
        while (from < i)
            p[out.len++] = s.ptr[from++];
    }
    return out;
}

static bool is_end_mark(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x3002 ||
           cp == 0xff01 || cp == 0xff1f || cp == 0xff0e || cp == 0x061f || cp == 0x0964 ||
           cp == 0x06d4 || cp == 0x203d;
}

bool smz_is_whole(smz_str s)
{
    bool whole = false;

    for (size_t i = 0; i < s.len;) {
        uint32_t cp = smz_utf8_next(s, &i);

        if (is_end_mark(cp))
            whole = true;
        else if (smz_cp_is_letter(cp) || smz_cp_is_digit(cp) || cp == ',' || cp == ';' ||
                 cp == ':' || cp == 0x3001 || cp == 0xff0c)
            whole = false;
    }
    return whole;
}

/* Thai has no end marks: what is there counts as whole. */
smz_str smz_whole_part(const struct smz_lang *lang, smz_str s)
{
    size_t at = 0, end = 0;

    if (smz_is_whole(s) || smz_str_eq(smz_str_of(smz_lang_code(lang)), SMZ_S("th")))
        return s;
    while (at < s.len) {
        at += smz_next_sentence(lang, smz_str_skip(s, at));
        if (smz_is_whole(smz_str_sub(s, end, at)))
            end = at;
    }
    return smz_str_trim(smz_str_sub(s, 0, end));
}
