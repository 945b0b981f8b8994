/* Lines of a text that are no speech and are no title. */
#include <string.h>

#include "read/label.h"
#include "read/txt_walk.h"

enum {
    MAX_DIRECTION = 40, /* bytes of a stage direction that has a line to itself */
    MAX_ECHO = 60       /* bytes of a time in words */
};

/* "-----", "* * *", "=====", "|---|---|": parts paragraphs. */
bool txt_is_rule(smz_str s)
{
    size_t marks = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (!strchr("-=_*~ |:", s.ptr[i]))
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

    while (s.len > 2 && (s.ptr[0] == '*' || s.ptr[0] == '_') &&
           s.ptr[s.len - 1] == s.ptr[0])
        s = smz_str_sub(s, 1, s.len - 1);
    if (s.len && s.ptr[0] == '\\')
        s = smz_str_skip(s, 1);
    /* "[End of Tape 1] [Start of Tape 2]" */
    if (smz_str_starts_nocase(s, SMZ_S("[end of ")) && smz_str_find(s, SMZ_S("] [")) > 0)
        s = smz_str_skip(s, (size_t)smz_str_find(s, SMZ_S("] [")) + 2);
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

smz_ms txt_spoken_time(smz_str s)
{
    smz_str word;
    smz_ms time = 0, number = -1;
    bool any = false;

    if (s.len > 50 || !smz_is_digit(s.ptr[0]))
        return SMZ_MS_NONE;
    while (smz_str_word(&s, &word)) {
        smz_ms unit = smz_str_starts(word, SMZ_S("second"))   ? 1000
                      : smz_str_starts(word, SMZ_S("minute")) ? 60000
                      : smz_str_starts(word, SMZ_S("hour"))   ? 3600000
                                                              : 0;

        if (unit == 0) {
            if (number >= 0 || word.len > 4)
                return SMZ_MS_NONE;
            for (number = 0; word.len && smz_is_digit(word.ptr[0]);
                 word = smz_str_skip(word, 1))
                number = number * 10 + (word.ptr[0] - '0');
            if (word.len)
                return SMZ_MS_NONE;
        } else if (number < 0) {
            return SMZ_MS_NONE;
        } else {
            time += number * unit;
            number = -1;
            any = true;
        }
    }
    return any && number < 0 ? time : SMZ_MS_NONE;
}

bool txt_echoes(smz_ms time, smz_str s)
{
    int want[3], n = 0, got = 0, letters = 0;

    if (time == SMZ_MS_NONE || s.len > MAX_ECHO || !s.len || !smz_is_digit(s.ptr[0]))
        return false;
    for (smz_ms unit = 3600000; unit >= 1000; unit /= 60)
        if (time / unit % 60 || (unit == 1000 && n == 0))
            want[n++] = (int)(time / unit % 60);
    for (size_t at = 0; at < s.len;) {
        int number = 0;

        if (!smz_is_digit(s.ptr[at])) {
            letters += smz_is_alpha(s.ptr[at]) || (unsigned char)s.ptr[at] >= 0x80;
            at++;
            continue;
        }
        for (; at < s.len && smz_is_digit(s.ptr[at]) && number < 1000; at++)
            number = number * 10 + (s.ptr[at] - '0');
        if (got == n || number != want[got++])
            return false;
    }
    return got == n && letters > 0;
}

enum {
    MAX_ON_PAGE = 30, /* lines */
    LOOK_AT = 300,    /* lines of a file, to see whether they are numbered */
    MIN_NUMBERED = 8
};

/* "  12   THE COURT:  …": the number, and where the text begins; 0 if there is none. */
static int line_number(smz_str raw, size_t *text)
{
    size_t at = txt_spaces(raw), digits = 0, gap;
    int number = 0;

    while (at < raw.len && digits < 3 && smz_is_digit(raw.ptr[at])) {
        number = number * 10 + (raw.ptr[at++] - '0');
        digits++;
    }
    gap = txt_spaces(smz_str_skip(raw, at));
    *text = at + gap;
    return digits && (gap || at == raw.len) ? number : 0;
}

bool txt_has_numbers(smz_str text)
{
    size_t lines = 0, numbered = 0, at;
    int last = 0;
    smz_str raw;

    while (lines < LOOK_AT && smz_str_line(&text, &raw)) {
        int number = line_number(raw, &at);

        if (smz_str_trim(raw).len == 0)
            continue;
        lines++;
        if (number == 1 || (number == last + 1 && number <= MAX_ON_PAGE)) {
            numbered++;
            last = number;
        }
    }
    return numbered >= MIN_NUMBERED && numbered * 10 >= lines * 7;
}

smz_str txt_without_number(smz_str raw)
{
    size_t at;
    int number = line_number(raw, &at);

    return number && (number <= MAX_ON_PAGE || at == raw.len) ? smz_str_skip(raw, at)
                                                              : raw;
}

/* "[The prepared statement of Mr. Lee follows:]" */
bool txt_opens_exhibit(smz_str s)
{
    return smz_str_ends(s, SMZ_S(" follows:]")) || smz_str_ends(s, SMZ_S(" follow:]")) ||
           smz_str_eq(s, SMZ_S("follows:]")) ||
           smz_str_starts(s, SMZ_S("[The prepared statement of "));
}

/* "![alt](address)" and nothing else. */
static bool is_image(smz_str s)
{
    ptrdiff_t end;

    if (!smz_str_starts(s, SMZ_S("![")))
        return false;
    end = smz_str_find(s, SMZ_S("]("));
    return end > 0 && smz_str_find_char(smz_str_skip(s, (size_t)end), ')') ==
                          (ptrdiff_t)(s.len - (size_t)end) - 1;
}

/* "**Break:**" */
bool txt_is_empty_mark(const struct txt_line *line)
{
    return is_image(line->all) ||
           ((line->form == TXT_MARKED || line->form == TXT_STAMPED) &&
            line->text.len == 0 && read_label_likely(line->label) == READ_NEVER);
}
