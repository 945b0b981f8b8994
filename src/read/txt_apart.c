/* Lines of a text that are no speech and are no title. */
#include <string.h>

#include "read/label.h"
#include "read/txt_walk.h"

enum {
    MAX_DIRECTION = 40 /* bytes of a stage direction that has a line to itself */
};

/* "-----", "* * *", "=====": parts paragraphs. */
bool txt_is_rule(smz_str s)
{
    size_t marks = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (!strchr("-=_*~ ", s.ptr[i]))
            return false;
        marks += s.ptr[i] != ' ';
    }
    return marks >= 3;
}

/* "[MUSIC]", "(laughs)", "\[laughter\]" with a line to itself; "[inaudible]" stays. */
bool txt_is_direction(smz_str s)
{
    static const char *const gaps[] = {"inaudible", "unintelligible", "crosstalk",
                                       "indiscernible", "glossary"};
    char last;

    if (s.len && s.ptr[0] == '\\')
        s = smz_str_skip(s, 1);
    if (s.len < 3 || s.len > MAX_DIRECTION)
        return false;
    last = s.ptr[s.len - 1];
    if (!((s.ptr[0] == '[' && last == ']') || (s.ptr[0] == '(' && last == ')')) &&
        !smz_str_starts(s, SMZ_S("♪")))
        return false;
    for (size_t i = 0; i < SMZ_COUNT(gaps); i++)
        if (smz_str_find_nocase(s, smz_str_of(gaps[i])) >= 0)
            return false;
    return true;
}

/* "_page : 3" of Spacelog, and lines of nothing but tags. */
bool txt_is_furniture(struct txt_walk *w, smz_str s)
{
    if (s.ptr[0] == '_')
        return smz_str_find_char(s, ':') > 1 && s.len < TXT_MAX_ENTRY &&
               smz_str_find_char(smz_str_skip(s, 1), '_') < 0;
    return s.ptr[0] == '<' && s.len < TXT_MAX_ENTRY &&
           smz_str_trim(read_plain(w->scratch, s)).len == 0;
}

/* "4 minutes, 5 seconds": YouTube's time as it is spoken. */
bool txt_is_spoken_time(smz_str s)
{
    smz_str word;
    size_t words = 0;

    if (s.len > 50 || !smz_is_digit(s.ptr[0]))
        return false;
    while (smz_str_word(&s, &word)) {
        bool number = smz_is_digit(word.ptr[0]);

        words++;
        if (!number && !smz_str_starts(word, SMZ_S("second")) &&
            !smz_str_starts(word, SMZ_S("minute")) &&
            !smz_str_starts(word, SMZ_S("hour")))
            return false;
    }
    return words >= 2;
}

/* "[The prepared statement of Mr. Lee follows:]" */
bool txt_opens_exhibit(smz_str s)
{
    return smz_str_ends(s, SMZ_S(" follows:]")) || smz_str_ends(s, SMZ_S(" follow:]")) ||
           smz_str_eq(s, SMZ_S("follows:]")) ||
           smz_str_starts(s, SMZ_S("[The prepared statement of "));
}

/* "**Break:**" */
bool txt_is_empty_mark(const struct txt_line *line)
{
    return (line->form == TXT_MARKED || line->form == TXT_STAMPED) &&
           line->text.len == 0 && read_label_likely(line->label) == READ_NEVER;
}
