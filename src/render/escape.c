/*
 * CommonMark 0.31: which characters mean something, and where; also what GitHub's dialect
 * makes a link of without any mark, https://github.github.com/gfm/#autolinks-extension-
 */
#include <string.h>

#include "render/inside.h"

static char at(smz_str s, size_t i)
{
    return i < s.len ? s.ptr[i] : '\0';
}

static bool is_word(char c)
{
    return smz_is_alpha(c) || smz_is_digit(c);
}

static bool is_mark(char c)
{
    return c && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c);
}

/* &amp; &#38; &#x26; : section 2.5. */
static bool is_entity(smz_str s, size_t i)
{
    size_t from = ++i;

    if (at(s, i) == '#')
        i++;
    while (is_word(at(s, i)) && i - from < 32)
        i++;
    return i > from && at(s, i) == ';';
}

/*
 * What would open a block: the number of bytes up to and with the one to escape, 0
 * for none.
 */
static size_t opens_block(smz_str s)
{
    size_t i = 0;

    switch (at(s, 0)) {
    case '>':
    case '[':
        return 1;
    case '-':
    case '+':
    case '=':
        return s.len == 1 || smz_is_space(s.ptr[1]) || s.ptr[1] == s.ptr[0];
    case '#':
        while (at(s, i) == '#')
            i++;
        return i == s.len || smz_is_space(s.ptr[i]);
    default:
        while (smz_is_digit(at(s, i)) && i < 10)
            i++;
        if (i && i < 10 && (at(s, i) == '.' || at(s, i) == ')') &&
            (i + 1 == s.len || smz_is_space(s.ptr[i + 1])))
            return i + 1;
    }
    return 0;
}

static bool is_open_space(char c)
{
    return c == '\0' || smz_is_space(c);
}

/* The point of a "www." that begins a word. */
static bool ends_www(smz_str s, size_t i)
{
    return i >= 3 && smz_str_eq_nocase(smz_str_sub(s, i - 3, i), SMZ_S("www")) &&
           (i == 3 || !is_word(s.ptr[i - 4])) && !is_open_space(at(s, i + 1));
}

static bool needs_backslash(smz_str s, size_t i, bool start)
{
    char before = i ? s.ptr[i - 1] : '\0', next = at(s, i + 1);

    switch (s.ptr[i]) {
    case '`':
        return true;
    case '\\':
        return next == '\0' || is_mark(next);
    case '*':
        return i == 0 ? start || !is_open_space(next)
                      : !(is_open_space(before) && is_open_space(next));
    case '_':
        return !(is_word(before) && is_word(next)) &&
               !(i > 0 && is_open_space(before) && is_open_space(next));
    case ']':
        return next == '(' || next == '[' || next == ':';
    case '~':
        return !is_open_space(before) || (start && i == 0 && next == '~');
    case ':':
        return is_word(before) && next == '/' && at(s, i + 2) == '/';
    case '.':
        return ends_www(s, i);
    case '#': /* closes a heading */
        return i + 1 == s.len && before == ' ';
    default:
        return false;
    }
}

void render_escape(smz_str text, bool start, struct smz_buf *out)
{
    size_t opener = start ? opens_block(text) : 0, from = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], next = at(text, i + 1);
        const char *instead = NULL;

        if (smz_is_alpha(c) || c == ' ' || (unsigned char)c >= 0x80)
            continue;
        if (c == '<' && (smz_is_alpha(next) || (next && strchr("/!?", next))))
            instead = "&lt;";
        else if (c == '&' && is_entity(text, i))
            instead = "&amp;";
        else if (i + 1 == opener || needs_backslash(text, i, start))
            instead = "\\";
        if (!instead)
            continue;
        smz_buf_add(out, smz_str_sub(text, from, i));
        smz_buf_add(out, smz_str_of(instead));
        from = instead[0] == '\\' ? i : i + 1;
    }
    smz_buf_add(out, smz_str_skip(text, from));
}

void render_escape_html(smz_str text, struct smz_buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '<':
            smz_buf_add(out, SMZ_S("&lt;"));
            break;
        case '>':
            smz_buf_add(out, SMZ_S("&gt;"));
            break;
        case '&':
            smz_buf_add(out, SMZ_S("&amp;"));
            break;
        case '"':
            smz_buf_add(out, SMZ_S("&quot;"));
            break;
        default:
            smz_buf_char(out, text.ptr[i]);
        }
    }
}
