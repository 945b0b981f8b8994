#include "engine/builtin/gaps.h"

#include <string.h>

#include "base/utf8.h"

bool clean_has_any(smz_str gap, const char *marks)
{
    for (size_t i = 0; i < gap.len; i++)
        if (strchr(marks, gap.ptr[i]))
            return true;
    return false;
}

smz_str clean_gap(const struct cleaner *c, int i)
{
    size_t from = i > 0 ? (size_t)c->words[i - 1].at + c->words[i - 1].len : 0;
    size_t to = i < c->n ? c->words[i].at : c->sentence.len;

    return smz_str_sub(c->sentence, from, to);
}

smz_str clean_word_str(const struct cleaner *c, int i)
{
    return smz_str_sub(c->sentence, c->words[i].at,
                       (size_t)c->words[i].at + c->words[i].len);
}

bool clean_is_unspaced(const struct cleaner *c, int i)
{
    size_t at = 0;
    smz_str w = clean_word_str(c, i);

    return (unsigned char)w.ptr[0] >= 0xe0 && smz_cp_is_unspaced(smz_utf8_next(w, &at));
}

static smz_str small_word(const struct cleaner *c, int i, char *out, size_t cap)
{
    return (smz_str){out, smz_word_lower(clean_word_str(c, i), out, cap)};
}

bool clean_is_stop(const struct cleaner *c, int i)
{
    char low[64];

    return smz_lang_is_stop(c->lang, small_word(c, i, low, sizeof(low)));
}

bool clean_is_filler(const struct cleaner *c, int i)
{
    char low[64];

    return smz_lang_is_filler(c->lang, small_word(c, i, low, sizeof(low)));
}

bool clean_is_held(smz_str gap)
{
    if (gap.len == 1 && gap.ptr[0] == ' ')
        return false;
    return clean_has_any(gap, ".?!;:()\"") || smz_str_find(gap, SMZ_S("\u201c")) >= 0 ||
           smz_str_find(gap, SMZ_S("\u201d")) >= 0;
}

bool clean_is_comma(smz_str gap)
{
    static const char *const marks[] = {",",      "\u060c", "\u3001", "\uff0c", "\u2013",
                                        "\u2014", "--",     "\u2026", "..."};

    if (gap.len < 2) /* most gaps are a space */
        return gap.len && gap.ptr[0] == ',';
    for (size_t i = 0; i < SMZ_COUNT(marks); i++)
        if (smz_str_find(gap, smz_str_of(marks[i])) >= 0)
            return true;
    return false;
}

size_t clean_trailing_marks(smz_str gap)
{
    size_t from = gap.len;

    while (from > 0 && !smz_is_space(gap.ptr[from - 1])) {
        size_t at = from - 1, next;

        while (at > 0 && ((unsigned char)gap.ptr[at] & 0xc0) == 0x80)
            at--;
        next = at;
        if (!smz_cp_is_punct(smz_utf8_next(gap, &next)))
            break;
        from = at;
    }
    return from;
}

smz_str clean_end_of(smz_str s)
{
    static const char *const closers[] = {"\"",     "'",      ")",      "]",
                                          "\u201d", "\u2019", "\u300d", "\u00bb"};
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < SMZ_COUNT(closers); i++)
            if (smz_str_ends(s, smz_str_of(closers[i]))) {
                s.len -= strlen(closers[i]);
                again = true;
            }
    }
    return s;
}

bool clean_ends_in(smz_str s, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (smz_str_ends(s, smz_str_of(marks[i])))
            return true;
    return false;
}
