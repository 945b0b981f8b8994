/*
 * Labels in forms that much else has, too: "[Name] text", "<name> text", "Name - text",
 * "NAME. text". They are looked for only in a file that has no plainer ones.
 */
#include <string.h>

#include "base/utf8.h"
#include "read/label.h"
#include "read/txt.h"

enum {
    MAX_NAME = 80 /* bytes */
};

struct pair {
    const char *open, *close;
};

static void give(struct txt_line *out, enum txt_form form, smz_str label, smz_str text)
{
    out->form = form;
    out->label = smz_str_trim(label);
    out->text = smz_str_trim(text);
}

/* A time behind a name in brackets: "[Ann Lee] 10:02:01". What follows it. */
static smz_str take_time(smz_str s, struct txt_line *out)
{
    struct txt_stamp stamp;
    size_t gap = txt_spaces(s), n = txt_stamp_at(smz_str_skip(s, gap), &stamp);

    if (n == 0 || out->stamped)
        return s;
    out->stamped = true;
    out->stamp = stamp;
    out->behind = smz_str_trim(smz_str_sub(s, 0, gap + n));
    return smz_str_skip(s, gap + n);
}

/* "[Ann Lee] text", "<annlee> text", "【Name】text", "\"Ann Lee\" (00:01)". */
static bool take_bracketed(smz_str s, struct txt_line *out)
{
    static const struct pair pairs[] = {
        {"[", "]"},
        {"<", ">"},
        {"\xe3\x80\x90", "\xe3\x80\x91"}, /* lenticular */
        {"\xef\xbc\x9c", "\xef\xbc\x9e"}, /* full-width less-than */
        {"\xe3\x80\x88", "\xe3\x80\x89"}, /* angle */
        {"\"", "\""},
    };

    for (size_t i = 0; i < SMZ_COUNT(pairs); i++) {
        smz_str open = smz_str_of(pairs[i].open), close = smz_str_of(pairs[i].close);
        smz_str inner, rest;
        ptrdiff_t end;

        if (!smz_str_starts(s, open))
            continue;
        inner = smz_str_sub(s, open.len, open.len + MAX_NAME);
        end = smz_str_find(inner, close);
        if (end <= 0)
            return false;
        rest = take_time(smz_str_skip(s, open.len + (size_t)end + close.len), out);
        if (pairs[i].open[0] == '"' && !out->stamped)
            return false; /* a quotation */
        if (rest.len && rest.ptr[0] == ':')
            rest = smz_str_skip(rest, 1);
        give(out, TXT_BRACKET, smz_str_sub(inner, 0, (size_t)end), rest);
        return true;
    }
    return false;
}

bool txt_take_nick(smz_str s, struct txt_line *out)
{
    static const char *const tags[] = {
        "a",     "b",   "br", "blockquote", "cite",  "code", "div",    "em",   "h1",
        "h2",    "h3",  "h4", "hr",         "i",     "img",  "li",     "link", "ol",
        "p",     "pre", "q",  "s",          "small", "span", "strong", "sub",  "sup",
        "table", "td",  "th", "title",      "tr",    "u",    "ul",     "v"};
    ptrdiff_t end = smz_str_find(smz_str_sub(s, 0, MAX_NAME), SMZ_S("> "));
    smz_str nick;

    if (s.len < 4 || s.ptr[0] != '<' || end < 2)
        return false;
    nick = smz_str_sub(s, 1, (size_t)end);
    if (smz_str_find_char(nick, ' ') >= 0 || smz_str_find_char(nick, '/') >= 0 ||
        smz_str_is_one_of(nick, tags, SMZ_COUNT(tags)))
        return false;
    give(out, TXT_BRACKET, nick, smz_str_skip(s, (size_t)end + 1));
    return true;
}

/* "○Name　text" of minutes in Japanese and Korean: a ring before, a wide gap behind. */
static bool take_ringed(smz_str s, struct txt_line *out)
{
    static const char *const rings[] = {"\xe2\x97\x8b", "\xe2\x97\xaf", "\xe2\x97\x8f",
                                        "\xe2\x97\x8e", "\xe3\x80\x87"};
    static const char *const gaps[] = {"\xe3\x80\x80", "  ", "\t"};
    size_t ring = txt_starts_any(s, rings, SMZ_COUNT(rings)), best = MAX_NAME;

    if (ring == 0)
        return false;
    s = smz_str_trim(smz_str_skip(s, ring));
    for (size_t i = 0; i < SMZ_COUNT(gaps); i++) {
        ptrdiff_t at = smz_str_find(smz_str_sub(s, 0, MAX_NAME), smz_str_of(gaps[i]));

        if (at > 0 && (size_t)at < best)
            best = (size_t)at;
    }
    if (best == MAX_NAME)
        return false;
    give(out, TXT_BRACKET, smz_str_sub(s, 0, best),
         smz_str_skip(s, best + txt_spaces(smz_str_skip(s, best))));
    return true;
}

/* "佐藤　text": nothing but a gap as wide as a character, behind a short name in Han. */
static bool take_wide(smz_str s, struct txt_line *out)
{
    smz_str gap = SMZ_S("\xe3\x80\x80"), name;
    ptrdiff_t end = s.len && (unsigned char)s.ptr[0] >= 0x80
                        ? smz_str_find(smz_str_sub(s, 0, MAX_NAME), gap)
                        : 0;

    if (end <= 0)
        return false;
    name = smz_str_sub(s, 0, (size_t)end);
    for (size_t at = 0; at < name.len;)
        if (!smz_cp_is_letter(smz_utf8_next(name, &at)))
            return false;
    give(out, TXT_BRACKET, name, smz_str_skip(s, name.len + gap.len));
    return true;
}

/* "Name「text」": the brackets of speech in Japanese. */
static bool take_spoken(smz_str s, struct txt_line *out)
{
    smz_str open = SMZ_S("\xe3\x80\x8c"), close = SMZ_S("\xe3\x80\x8d");
    ptrdiff_t at = smz_str_find(smz_str_sub(s, 0, MAX_NAME), open);

    if (at <= 0 || !smz_str_ends(s, close))
        return false;
    give(out, TXT_BRACKET, smz_str_sub(s, 0, (size_t)at),
         smz_str_sub(s, (size_t)at + open.len, s.len - close.len));
    return true;
}

/* "SPEAKER 1 00:03 text": no gap and no bracket tells the time from what is said. */
static bool take_timed(smz_str s, struct txt_line *out)
{
    struct txt_stamp stamp;

    for (size_t i = 1; i < s.len && i < MAX_NAME; i++) {
        smz_str rest = smz_str_skip(s, i), name;
        size_t n;

        if (s.ptr[i - 1] != ' ' || !smz_is_digit(s.ptr[i]))
            continue;
        n = txt_stamp_at(rest, &stamp);
        name = smz_str_trim(smz_str_sub(s, 0, i));
        if (n == 0 || stamp.start == SMZ_MS_NONE || out->stamped ||
            (n < sizeof("0:00:00") - 1 && !read_label_made_up(name)))
            continue;
        out->stamped = true;
        out->stamp = stamp;
        out->behind = smz_str_sub(rest, 0, n);
        give(out, TXT_STAMPED, name, smz_str_skip(rest, n));
        return true;
    }
    return false;
}

/* "Ann Lee - text", "Ведущий — text"; a long dash may stand close to the name. */
static bool take_dashed(smz_str s, struct txt_line *out)
{
    for (size_t i = 1; i < s.len && i < MAX_NAME; i++) {
        size_t n = txt_dash(smz_str_skip(s, i));

        if (n == 0 || i + n >= s.len || s.ptr[i + n] != ' ' ||
            (n == 1 && s.ptr[i - 1] != ' '))
            continue;
        give(out, TXT_DASH, smz_str_sub(s, 0, i), smz_str_skip(s, i + n));
        return true;
    }
    return false;
}

/* Whether a full stop at `at` ends a name: not that of "M.", "Mme.", "I." */
static bool ends_name(smz_str s, size_t at)
{
    size_t from = at, letters = 0;

    while (from > 0 && s.ptr[from - 1] != ' ' && s.ptr[from - 1] != '.')
        from--;
    for (size_t i = from; i < at; i++)
        letters += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
    return letters > 3;
}

/* "PRESIDENTE. text", "M. le président. text": in capitals, or with a title. */
static bool take_stopped(smz_str s, struct txt_line *out)
{
    for (size_t i = 1; i + 2 < s.len && i < MAX_NAME; i++) {
        smz_str name = smz_str_sub(s, 0, i);

        if (smz_str_find_char(SMZ_S(",;:?!"), s.ptr[i]) >= 0)
            return false;
        if (s.ptr[i] != '.' || s.ptr[i + 1] != ' ' || !ends_name(s, i))
            continue;
        if (!read_label_is_capitals(name) && !read_label_has_title(name))
            return false;
        give(out, TXT_STOP, name, smz_str_skip(s, i + 1));
        return true;
    }
    return false;
}

bool txt_take_weak(smz_str s, struct txt_line *out)
{
    return take_bracketed(s, out) || take_ringed(s, out) || take_wide(s, out) ||
           take_spoken(s, out) || take_timed(s, out) || take_dashed(s, out) ||
           take_stopped(s, out);
}
