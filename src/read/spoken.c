#include "read/spoken.h"

#include <string.h>

#include "base/utf8.h"
#include "read/markup.h"

enum { MAX_ANNOTATION = 500, MAX_DIRECTION_WORDS = 8 };

/* Bytes of "{\an8}" at the start of s, or 0. */
static size_t override_at(smz_str s)
{
    ptrdiff_t end;

    if (s.len < 3 || s.ptr[1] != '\\')
        return 0;
    end = smz_str_find_char(smz_str_sub(s, 0, MAX_ANNOTATION), '}');
    return end < 0 ? 0 : (size_t)end + 1;
}

bool read_has_markup(smz_str text)
{
    return smz_str_find_char(text, '<') >= 0 || smz_str_find_char(text, '&') >= 0 ||
           smz_str_find_char(text, '{') >= 0;
}

smz_str read_spoken(struct smz_arena *arena, smz_str text)
{
    size_t len = 0, at = 0, n;
    smz_str name;
    uint32_t cp;
    char *p;

    if (!read_has_markup(text))
        return text;
    p = smz_arena_alloc(arena, text.len + 1);
    while (at < text.len) {
        smz_str rest = smz_str_skip(text, at);
        char c = text.ptr[at];

        if (c == '&' && (n = read_entity_at(rest, &cp)) != 0) {
            len += smz_utf8_put(cp, p + len);
        } else if (c == '<' && (n = read_tag_at(rest, &name)) != 0) {
            /* Of captions' own tags, all of one letter, only <p> parts words. */
            if ((name.len > 1 || name.ptr[0] == 'p') && read_tag_parts(name))
                p[len++] = ' ';
        } else if (c != '{' || (n = override_at(rest)) == 0) {
            p[len++] = c;
            n = 1;
        }
        at += n;
    }
    return (smz_str){p, len};
}

static bool has_break(smz_str s)
{
    return smz_str_find_char(s, '\n') >= 0 || smz_str_find_char(s, '\r') >= 0;
}

smz_str read_whole_tags(struct smz_arena *arena, smz_str text)
{
    char *copy = NULL;
    ptrdiff_t open;
    smz_str name;

    if (!has_break(text))
        return text;
    for (size_t at = 0, n; (open = smz_str_find_char(smz_str_skip(text, at), '<')) >= 0;
         at += n) {
        at += (size_t)open;
        n = read_tag_at(smz_str_skip(text, at), &name);
        if (n && !copy && has_break(smz_str_sub(text, at, at + n)))
            copy = memcpy(smz_arena_alloc(arena, text.len), text.ptr, text.len);
        for (size_t i = at; copy && i < at + n; i++)
            if (copy[i] == '\n' || copy[i] == '\r')
                copy[i] = ' ';
        n += n == 0;
    }
    return copy ? (smz_str){copy, text.len} : text;
}

size_t read_voice_at(smz_str s, smz_str *name)
{
    size_t at = 2;
    ptrdiff_t end;

    if (smz_str_starts(s, SMZ_S("</v>"))) {
        *name = (smz_str){NULL, 0};
        return 4;
    }
    if (s.len < 4 || s.ptr[0] != '<' || s.ptr[1] != 'v' || !strchr(" \t.>", s.ptr[2]))
        return 0;
    end = smz_str_find_char(smz_str_sub(s, 0, MAX_ANNOTATION), '>');
    if (end < 0)
        return 0;
    while (at < (size_t)end && !smz_is_space(s.ptr[at]))
        at++;
    *name = smz_str_trim(smz_str_sub(s, at, (size_t)end));
    return (size_t)end + 1;
}

static size_t skip_spaces(smz_str s, size_t at)
{
    while (at < s.len && smz_is_space(s.ptr[at]))
        at++;
    return at;
}

size_t read_arrows(smz_str line)
{
    size_t n = 0;

    while (n < line.len && n < 3 && line.ptr[n] == '>')
        n++;
    return n < 2 ? 0 : skip_spaces(line, n);
}

size_t read_dash(smz_str line)
{
    size_t n = 0, at;
    uint32_t cp;

    if (line.len && line.ptr[0] == '-')
        n = 1;
    else if (smz_str_starts(line, SMZ_S("‐")) || smz_str_starts(line, SMZ_S("–")) ||
             smz_str_starts(line, SMZ_S("—")))
        n = 3;
    if (n == 0 || n == line.len)
        return 0;
    at = skip_spaces(line, n);
    if (at > n)
        return at;
    cp = smz_utf8_next(line, &at);
    /* "-What?" but not "-ish", "-5" or "--". */
    return smz_cp_is_upper(cp) || cp == 0xbf || cp == 0xa1 || cp == '"' ? n : 0;
}

/* What was said but not understood; it stays. */
static bool is_gap(smz_str inner)
{
    static const char *const words[] = {
        "inaudible", "unintelligible", "indiscernible", "crosstalk", "__", "redacted"};

    for (size_t i = 0; i < SMZ_COUNT(words); i++)
        if (smz_str_find_nocase(inner, smz_str_of(words[i])) >= 0)
            return true;
    return false;
}

/* A bracketed direction at the start of s: bytes, or 0. */
static size_t direction_at(smz_str s)
{
    static const struct {
        const char *open, *close;
        bool round;
    } pairs[] = {
        {"[", "]", false},  {"(", ")", true},    {"【", "】", false},
        {"（", "）", true}, {"［", "］", false},
    };

    for (size_t i = 0; i < SMZ_COUNT(pairs); i++) {
        smz_str open = smz_str_of(pairs[i].open), close = smz_str_of(pairs[i].close);
        smz_str inner, rest, word;
        ptrdiff_t end;
        size_t words = 0;

        if (!smz_str_starts(s, open))
            continue;
        end = smz_str_find(s, close);
        if (end < 0)
            return 0;
        inner = smz_str_trim(smz_str_sub(s, open.len, (size_t)end));
        for (rest = inner; words <= MAX_DIRECTION_WORDS && smz_str_word(&rest, &word);)
            words++;
        if (words > MAX_DIRECTION_WORDS || is_gap(inner))
            return 0;
        /* "(I do not know.)" is said, though aside. */
        if (pairs[i].round && words > 2 && read_ends_sentence(inner))
            return 0;
        return (size_t)end + close.len;
    }
    return 0;
}

/* Bytes of a note (U+2669 to U+266C) or of "#" and "*" that stand for one. */
static size_t note_at(smz_str s)
{
    if (s.ptr[0] == '#' || s.ptr[0] == '*')
        return 1;
    return smz_str_starts(s, SMZ_S("\xe2\x99")) && s.len >= 3 &&
                   (unsigned char)s.ptr[2] >= 0xa9 && (unsigned char)s.ptr[2] <= 0xac
               ? 3
               : 0;
}

bool read_is_direction(smz_str line)
{
    char c = line.len ? line.ptr[0] : 'a';

    if ((unsigned char)c < 0x80 && !strchr("[(#*", c))
        return false;
    while (line.len) {
        size_t n = smz_is_space(line.ptr[0]) ? 1 : direction_at(line);

        if (n == 0)
            n = note_at(line);
        if (n == 0)
            return false;
        line = smz_str_skip(line, n);
    }
    return true;
}

/* Bytes of the one of a list that a line ends in, or 0. */
static size_t ending(smz_str line, const char *const *list)
{
    for (; *list; list++)
        if (smz_str_ends(line, smz_str_of(*list)))
            return strlen(*list);
    return 0;
}

bool read_ends_sentence(smz_str line)
{
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»", "」", NULL};
    static const char *const ends[] = {".",  "?",  "!", "…", "。",
                                       "？", "！", "।", "؟", NULL};
    size_t n;

    do {
        char last;

        line = smz_str_trim(line);
        if (line.len == 0)
            return false;
        /* Asked of every word and every cue: most are done here. */
        last = line.ptr[line.len - 1];
        if (last == '.' || last == '?' || last == '!')
            return true;
        if (smz_is_alpha(last) || last == ',')
            return false;
        n = ending(line, closing);
        line.len -= n;
    } while (n);
    return ending(line, ends) > 0;
}
