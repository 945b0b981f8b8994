#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"

uint32_t smz_utf8_next_wide(smz_str text, size_t *at)
{
    utf8proc_int32_t cp;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + *at,
                                          (utf8proc_ssize_t)(text.len - *at), &cp);

    if (n <= 0) {
        *at += 1;
        return 0xfffd;
    }
    *at += (size_t)n;
    return (uint32_t)cp;
}

size_t smz_utf8_put(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
        cp = 0xfffd;
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
}

/* Length of the run of ASCII bytes at p, 32 at a time. */
static size_t ascii_run(const char *p, size_t len)
{
    size_t n = 0;

    while (n + 32 <= len) {
        uint64_t w[4];

        memcpy(w, p + n, sizeof(w));
        if ((w[0] | w[1] | w[2] | w[3]) & 0x8080808080808080u)
            break;
        n += 32;
    }
    while (n < len && (unsigned char)p[n] < 0x80)
        n++;
    return n;
}

bool smz_utf8_valid(smz_str text)
{
    for (size_t at = 0; at < text.len;) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t n;

        at += ascii_run(text.ptr + at, text.len - at);
        if (at == text.len)
            break;
        n = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
                             (utf8proc_ssize_t)(text.len - at), &cp);
        if (n <= 0)
            return false;
        at += (size_t)n;
    }
    return true;
}

static int category(uint32_t cp)
{
    return (int)utf8proc_category((utf8proc_int32_t)cp);
}

bool smz_cp_is_letter(uint32_t cp)
{
    int c;

    if (cp < 0x80)
        return smz_is_alpha((char)cp);
    c = category(cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool smz_cp_is_mark(uint32_t cp)
{
    int c = cp < 0x300 ? 0 : category(cp);

    return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool smz_cp_is_digit(uint32_t cp)
{
    int c;

    if (cp < 0x80)
        return smz_is_digit((char)cp);
    c = category(cp);
    return c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO;
}

bool smz_cp_is_upper(uint32_t cp)
{
    int c;

    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    c = category(cp);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool smz_cp_is_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'a' && cp <= 'z';
    return category(cp) == UTF8PROC_CATEGORY_LL;
}

bool smz_cp_is_space(uint32_t cp)
{
    int c;

    if (cp < 0x80)
        return smz_is_space((char)cp);
    c = category(cp);
    return (c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP) || cp == 0x85;
}

bool smz_cp_is_punct(uint32_t cp)
{
    int c;

    if (cp < 0x80)
        return cp > ' ' && cp < 0x7f && !smz_is_alpha((char)cp) &&
               !smz_is_digit((char)cp);
    c = category(cp);
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
}

bool smz_cp_is_unspaced(uint32_t cp)
{
    return (cp >= 0x3040 && cp <= 0x30ff) ||   /* Hiragana, Katakana */
           (cp >= 0x31f0 && cp <= 0x31ff) ||   /* Katakana extensions */
           (cp >= 0x3400 && cp <= 0x4dbf) ||   /* Han, extension A */
           (cp >= 0x4e00 && cp <= 0x9fff) ||   /* Han */
           (cp >= 0xf900 && cp <= 0xfaff) ||   /* Han, compatibility */
           (cp >= 0x20000 && cp <= 0x3ffff) || /* Han, further planes */
           (cp >= 0x0e00 && cp <= 0x0eff) ||   /* Thai, Lao */
           (cp >= 0x1780 && cp <= 0x17ff) ||   /* Khmer */
           (cp >= 0x1000 && cp <= 0x109f);     /* Myanmar */
}

bool smz_cp_is_invisible(uint32_t cp)
{
    return cp == 0x200b || cp == 0x200e || cp == 0x200f || cp == 0x2060 || cp == 0xfeff ||
           cp == 0x00ad || cp == 0x061c || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

uint32_t smz_cp_lower(uint32_t cp)
{
    return cp < 0x80 ? (uint32_t)(unsigned char)smz_lower((char)cp)
                     : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

uint32_t smz_cp_upper(uint32_t cp)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}

static smz_str fold_ascii(smz_str text, struct smz_arena *arena)
{
    size_t i = 0;
    char *p;

    while (i < text.len && !(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z'))
        i++;
    if (i == text.len)
        return text;
    p = smz_arena_alloc(arena, text.len + 1);
    for (i = 0; i < text.len; i++)
        p[i] = smz_lower(text.ptr[i]);
    return (smz_str){p, text.len};
}

/* utf8proc folds; the apostrophes and the invisible are mended behind it. */
static smz_str fold(smz_str text, struct smz_arena *arena, int more)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n;
    smz_str out;
    char *p;
    size_t len = 0;

    if (ascii_run(text.ptr, text.len) == text.len)
        return fold_ascii(text, arena);
    n = utf8proc_map((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.len,
                     &mapped,
                     (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                         UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | more));
    if (n < 0) /* invalid UTF-8 */
        return fold_ascii(text, arena);
    out = (smz_str){(const char *)mapped, (size_t)n};
    p = smz_arena_alloc(arena, (size_t)n + 1);
    for (size_t at = 0; at < out.len;) {
        uint32_t cp = smz_utf8_next(out, &at);

        if (cp == 0x2019 || cp == 0x2018 || cp == 0x02bc || cp == 0x2032)
            cp = '\'';
        if (!smz_cp_is_invisible(cp))
            len += smz_utf8_put(cp, p + len);
    }
    free(mapped);
    return (smz_str){p, len};
}

smz_str smz_utf8_fold(smz_str text, struct smz_arena *arena)
{
    return fold(text, arena, UTF8PROC_COMPOSE);
}

smz_str smz_utf8_fold_plain(smz_str text, struct smz_arena *arena)
{
    return fold(text, arena, UTF8PROC_STRIPMARK | UTF8PROC_COMPOSE);
}

smz_str smz_utf8_letters(smz_str text, struct smz_arena *arena)
{
    char *out = smz_arena_alloc(arena, text.len);
    size_t n = 0;

    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t cp = smz_utf8_next(text, &at);

        if (!smz_cp_is_letter(cp) && !smz_cp_is_digit(cp))
            continue;
        memcpy(out + n, text.ptr + from, at - from);
        n += at - from;
    }
    return (smz_str){out, n};
}
