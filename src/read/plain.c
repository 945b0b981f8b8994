/* Tags and entities: what they are, and a text without them. */
#include <string.h>

#include "base/utf8.h"
#include "read/format.h"
#include "read/markup.h"

enum {
    PASSES = 2,    /* what was escaped twice */
    MAX_NAME = 10, /* of an entity */
    MAX_TAG = 2000
};

/* The names of U+00A0 to U+00FF, in order (HTML 4.01, section 24.2). */
static const char latin[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr "
    "deg "
    "plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 "
    "iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml "
    "Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash "
    "Ugrave "
    "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig "
    "ccedil "
    "egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc "
    "otilde "
    "ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

static const struct {
    const char *name;
    uint32_t cp;
} names[] = {
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
    {"apos", '\''},     {"lrm", 0x200e},    {"rlm", 0x200f},   {"zwj", 0x200d},
    {"zwnj", 0x200c},   {"ensp", 0x2002},   {"emsp", 0x2003},  {"thinsp", 0x2009},
    {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018}, {"rsquo", 0x2019},
    {"sbquo", 0x201a},  {"ldquo", 0x201c},  {"rdquo", 0x201d}, {"bdquo", 0x201e},
    {"bull", 0x2022},   {"hellip", 0x2026}, {"prime", 0x2032}, {"lsaquo", 0x2039},
    {"rsaquo", 0x203a}, {"euro", 0x20ac},   {"trade", 0x2122}, {"larr", 0x2190},
    {"rarr", 0x2192},   {"minus", 0x2212},  {"OElig", 0x0152}, {"oelig", 0x0153},
    {"Scaron", 0x0160}, {"scaron", 0x0161}, {"colon", ':'},    {"comma", ','},
    {"period", '.'},    {"lpar", '('},      {"rpar", ')'},     {"lsqb", '['},
    {"rsqb", ']'},      {"hearts", 0x2665}, {"sung", 0x266a},
};

static uint32_t named(smz_str name)
{
    smz_str rest = SMZ_S(latin), word;

    for (size_t i = 0; i < SMZ_COUNT(names); i++)
        if (smz_str_eq(name, smz_str_of(names[i].name)))
            return names[i].cp;
    for (uint32_t cp = 0xa0; smz_str_word(&rest, &word); cp++)
        if (smz_str_eq(name, word))
            return cp;
    return 0;
}

/* "#39", "#x27": 0 where it is none. */
static uint32_t numbered(smz_str s)
{
    uint32_t cp = 0, base = 10;
    size_t i = 1;

    if (s.len > 2 && (s.ptr[1] == 'x' || s.ptr[1] == 'X')) {
        base = 16;
        i = 2;
    }
    if (i == s.len)
        return 0;
    for (; i < s.len; i++) {
        char c = smz_lower(s.ptr[i]);
        uint32_t digit = smz_is_digit(c)        ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                                : base;

        if (digit >= base || cp > 0x10ffff)
            return 0;
        cp = cp * base + digit;
    }
    return cp > 0x10ffff ? 0xfffd : cp;
}

size_t read_entity_at(smz_str s, uint32_t *cp)
{
    ptrdiff_t end = smz_str_find_char(smz_str_sub(s, 0, MAX_NAME + 2), ';');
    smz_str name;

    if (end < 2)
        return 0;
    name = smz_str_sub(s, 1, (size_t)end);
    *cp = name.ptr[0] == '#' ? numbered(name) : named(name);
    return *cp ? (size_t)end + 1 : 0;
}

size_t read_tag_at(smz_str s, smz_str *name)
{
    size_t at = 1, end;
    char c = s.len > 1 ? s.ptr[1] : 0;
    smz_ms time;

    if (smz_str_starts(s, SMZ_S("<!--"))) {
        ptrdiff_t close = smz_str_find(smz_str_sub(s, 4, MAX_TAG), SMZ_S("-->"));

        *name = SMZ_S("!--");
        return close < 0 ? 0 : (size_t)close + 7;
    }
    if (c == '/')
        at = 2;
    if (at >= s.len)
        return 0;
    if (!smz_is_alpha(s.ptr[at])) {
        /* VTT: "<00:00:01.000>" */
        size_t n = at == 1 ? read_timestamp_at(smz_str_skip(s, 1), &time) : 0;

        *name = SMZ_S("time");
        return n && n + 1 < s.len && s.ptr[n + 1] == '>' ? n + 2 : 0;
    }
    for (end = at; end < s.len && (smz_is_alpha(s.ptr[end]) || smz_is_digit(s.ptr[end]));)
        end++;
    *name = smz_str_sub(s, at, end);
    /* "a <b and c": a tag ends before another begins. */
    for (; end < s.len && end < MAX_TAG && s.ptr[end] != '<'; end++)
        if (s.ptr[end] == '>')
            return end + 1;
    return 0;
}

bool read_tag_parts(smz_str name)
{
    static const char *const blocks[] = {"br", "p",  "div", "li", "tr",
                                         "td", "h1", "h2",  "h3", "h4",
                                         "ul", "ol", "hr",  "th", "blockquote"};

    return smz_str_is_one_of(name, blocks, SMZ_COUNT(blocks));
}

static bool has_markup(smz_str s)
{
    return smz_str_find_char(s, '&') >= 0 || smz_str_find_char(s, '<') >= 0;
}

/* One pass; what it writes is never longer than what it read. */
static size_t strip(smz_str s, char *to, bool *changed)
{
    size_t at = 0, len = 0, n;
    smz_str name;
    uint32_t cp;

    *changed = false;
    while (at < s.len) {
        smz_str rest = smz_str_skip(s, at);
        char c = s.ptr[at];

        if (c == '&' && (n = read_entity_at(rest, &cp)) != 0) {
            len += smz_utf8_put(cp, to + len);
        } else if (c == '<' && (n = read_tag_at(rest, &name)) != 0) {
            if (read_tag_parts(name))
                to[len++] = ' ';
        } else {
            to[len++] = c;
            at++;
            continue;
        }
        at += n;
        *changed = true;
    }
    return len;
}

smz_str read_plain(struct smz_arena *arena, smz_str text)
{
    bool changed = true;
    char *p;

    if (!has_markup(text))
        return text;
    p = smz_arena_alloc(arena, text.len + 1);
    /* In place from the second pass on: it only shrinks. */
    for (int pass = 0; pass < PASSES && changed && has_markup(text); pass++)
        text = (smz_str){p, strip(text, p, &changed)};
    return text;
}

smz_str read_unescape(struct smz_arena *arena, smz_str text)
{
    size_t at = 0, len = 0;
    char *p;

    if (smz_str_find_char(text, '&') < 0 || smz_str_find_char(text, ';') < 0)
        return text;
    p = smz_arena_alloc(arena, text.len + 1);
    while (at < text.len) {
        uint32_t cp;
        size_t n = text.ptr[at] == '&' ? read_entity_at(smz_str_skip(text, at), &cp) : 0;

        if (n)
            len += smz_utf8_put(cp, p + len);
        else
            p[len++] = text.ptr[at];
        at += n ? n : 1;
    }
    return (smz_str){p, len};
}
