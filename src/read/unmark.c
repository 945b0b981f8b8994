/* Markdown's marks, taken off a line. */
#include <string.h>

#include "base/utf8.h"
#include "read/format.h"
#include "read/markup.h"

enum { MAX_URL = 2000 };

/* A place in the text where something is left out, or another character stands. */
struct mark {
    size_t at;
    uint32_t len;  /* bytes it takes */
    uint32_t drop; /* bytes of it that are left out, from its end */
    uint32_t cp;   /* what stands for it where all is dropped; 0: nothing */
};

struct marks {
    struct smz_arena *arena;
    SMZ_VEC(struct mark) list;
    SMZ_VEC(size_t) open[3];  /* runs of * _ ~ that may open emphasis */
    SMZ_VEC(size_t) brackets; /* "[" that may open a link */
};

static const char run_chars[] = "*_~";

static bool is_wordy(smz_str s, size_t at)
{
    return at < s.len && (smz_is_alpha(s.ptr[at]) || smz_is_digit(s.ptr[at]) ||
                          (unsigned char)s.ptr[at] >= 0x80);
}

static void push(struct marks *m, size_t at, size_t len, size_t drop, uint32_t cp)
{
    SMZ_PUSH(m->arena, m->list, (struct mark){at, (uint32_t)len, (uint32_t)drop, cp});
}

/* A run of emphasis marks closes the nearest open one of its kind, or opens. */
static size_t emphasis(struct marks *m, smz_str s, size_t at, size_t kind)
{
    char c = run_chars[kind];
    size_t end = at, me = m->list.len;
    bool left, right, before, after;

    while (end < s.len && s.ptr[end] == c)
        end++;
    left = end < s.len && !smz_is_space(s.ptr[end]);
    right = at > 0 && !smz_is_space(s.ptr[at - 1]);
    before = at > 0 && is_wordy(s, at - 1);
    after = is_wordy(s, end);
    if (c == '_') { /* snake_case, L_C_D_ */
        left = left && !before;
        right = right && !after;
    } else if (before && after) { /* s**t */
        left = right = false;
    }
    push(m, at, end - at, 0, 0);
    if (right && m->open[kind].len) {
        struct mark *closer = &m->list.at[me];
        struct mark *opener = &m->list.at[m->open[kind].at[m->open[kind].len - 1]];
        uint32_t a = opener->len - opener->drop, n = a < closer->len ? a : closer->len;

        opener->drop += n;
        closer->drop += n;
        if (opener->drop == opener->len)
            m->open[kind].len--;
        left = left && closer->drop < closer->len;
    }
    if (left)
        SMZ_PUSH(m->arena, m->open[kind], me);
    return end;
}

/* "](url)" behind an open "[": both go, the words between them stay. */
static size_t link_end(struct marks *m, smz_str s, size_t at)
{
    size_t open, end = at + 1;
    int depth = 0;

    if (m->brackets.len == 0)
        return at + 1;
    open = m->brackets.at[--m->brackets.len];
    if (end >= s.len || s.ptr[end] != '(')
        return at + 1;
    for (; end < s.len && end - at < MAX_URL; end++) {
        depth += s.ptr[end] == '(';
        depth -= s.ptr[end] == ')';
        if (depth == 0) {
            m->list.at[open].drop = m->list.at[open].len;
            push(m, at, end + 1 - at, end + 1 - at, 0);
            return end + 1;
        }
        if (s.ptr[end] == '\n')
            break;
    }
    return at + 1;
}

static bool is_inline(smz_str name)
{
    static const char *const tags[] = {
        "a",          "abbr", "b",     "br",   "cite",   "code",   "del",   "div",
        "em",         "font", "i",     "img",  "ins",    "kbd",    "mark",  "p",
        "q",          "s",    "small", "span", "strong", "sub",    "sup",   "u",
        "hr",         "li",   "ul",    "ol",   "td",     "tr",     "table", "pre",
        "blockquote", "h1",   "h2",    "h3",   "h4",     "center", "time",  "!--"};

    return smz_str_is_one_of(name, tags, SMZ_COUNT(tags));
}

/* What stands at `at`; where to go on. */
static size_t step(struct marks *m, smz_str s, size_t at)
{
    smz_str rest = smz_str_skip(s, at), name;
    uint32_t cp;
    size_t n;

    switch (s.ptr[at]) {
    case '\\':
        if (at + 1 < s.len && smz_cp_is_punct((unsigned char)s.ptr[at + 1]) &&
            (unsigned char)s.ptr[at + 1] < 0x80) {
            push(m, at, 1, 1, 0);
            return at + 2;
        }
        return at + 1;
    case '*':
        return emphasis(m, s, at, 0);
    case '_':
        return emphasis(m, s, at, 1);
    case '~':
        if (at + 1 < s.len && s.ptr[at + 1] == '~')
            return emphasis(m, s, at, 2);
        return at + 1;
    case '`':
        for (n = 1; n < rest.len && rest.ptr[n] == '`';)
            n++;
        push(m, at, n, n, 0);
        return at + n;
    case '!':
        if (rest.len > 1 && rest.ptr[1] == '[') {
            push(m, at, 2, 0, 0);
            SMZ_PUSH(m->arena, m->brackets, m->list.len - 1);
            return at + 2;
        }
        return at + 1;
    case '[':
        push(m, at, 1, 0, 0);
        SMZ_PUSH(m->arena, m->brackets, m->list.len - 1);
        return at + 1;
    case ']':
        return link_end(m, s, at);
    case '&':
        n = read_entity_at(rest, &cp);
        if (n)
            push(m, at, n, n, cp);
        return at + (n ? n : 1);
    case '<':
        n = read_tag_at(rest, &name);
        if (n && is_inline(name))
            push(m, at, n, n, read_tag_parts(name) ? ' ' : 0);
        else
            n = 0;
        return at + (n ? n : 1);
    default:
        return at + 1;
    }
}

/* The next character that could be a mark; text.len if there is none. */
static size_t next_mark(smz_str text, size_t at)
{
    static const bool is_mark[256] = {
        ['*'] = true, ['_'] = true, ['\\'] = true, ['['] = true, [']'] = true,
        ['`'] = true, ['<'] = true, ['&'] = true,  ['~'] = true, ['!'] = true};

    while (at < text.len && !is_mark[(unsigned char)text.ptr[at]])
        at++;
    return at;
}

smz_str read_unmark(struct smz_arena *arena, smz_str text)
{
    struct marks m = {.arena = arena};
    size_t at = 0, len = 0, done = 0, any = 0;
    char *p;

    for (at = next_mark(text, 0); at < text.len; at = next_mark(text, at))
        at = step(&m, text, at);
    for (size_t i = 0; i < m.list.len; i++)
        any += m.list.at[i].drop;
    if (!any)
        return text;
    p = smz_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < m.list.len; i++) {
        const struct mark *k = &m.list.at[i];
        size_t upto = k->at + k->len - k->drop;

        if (k->drop == 0)
            continue;
        memcpy(p + len, text.ptr + done, upto - done);
        len += upto - done;
        if (k->cp)
            len += smz_utf8_put(k->cp, p + len);
        done = k->at + k->len;
    }
    memcpy(p + len, text.ptr + done, text.len - done);
    return (smz_str){p, len + text.len - done};
}
