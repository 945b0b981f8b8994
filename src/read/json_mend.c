#include "read/json_mend.h"

#include <string.h>

/* One pass over the text; what is written is never longer than what was read. */
struct mender {
    smz_str in;
    size_t at;
    char *out;
    size_t len;
    char open[JSON_MAX_DEPTH]; /* '{' or '[' */
    size_t depth;
    size_t good_at, good_len, good_depth; /* behind the last value that is whole */
};

static void keep(struct mender *m, size_t n)
{
    memcpy(m->out + m->len, m->in.ptr + m->at, n);
    m->len += n;
    m->at += n;
}

static void write(struct mender *m, smz_str s)
{
    memcpy(m->out + m->len, s.ptr, s.len);
    m->len += s.len;
}

static int hex(char c)
{
    c = smz_lower(c);
    return smz_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The number of "\uXXXX" at a place, or -1. */
static int escape_at(const struct mender *m, size_t at)
{
    int value = 0;

    if (at + 6 > m->in.len || m->in.ptr[at] != '\\' || m->in.ptr[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        if (hex(m->in.ptr[i]) < 0)
            return -1;
        value = value * 16 + hex(m->in.ptr[i]);
    }
    return value;
}

static bool take_escape(struct mender *m)
{
    int high = escape_at(m, m->at), low;

    if (m->at + 1 >= m->in.len)
        return false;
    if (m->in.ptr[m->at + 1] != 'u') {
        if (!strchr("\"\\/bfnrt", m->in.ptr[m->at + 1])) {
            m->at++; /* "\'" and the like: the character itself */
            return true;
        }
        keep(m, 2);
        return true;
    }
    low = escape_at(m, m->at + 6);
    if (high < 0) {
        m->at += 2;
        return true;
    }
    if (high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        keep(m, 12);
    } else if (high == 0 || (high >= 0xd800 && high < 0xe000)) {
        write(m, SMZ_S("\\ufffd"));
        m->at += 6;
    } else {
        keep(m, 6);
    }
    return true;
}

static bool take_string(struct mender *m)
{
    keep(m, 1);
    while (m->at < m->in.len) {
        char c = m->in.ptr[m->at];

        if (c == '\\') {
            if (!take_escape(m))
                return false;
            continue;
        }
        keep(m, 1);
        if (c == '"')
            return true;
    }
    return false;
}

static bool is_plain(char c)
{
    return smz_is_alpha(c) || smz_is_digit(c) || c == '+' || c == '-' || c == '.';
}

/* A number or a word; what JSON has no word for is null. */
static void take_plain(struct mender *m)
{
    static const char *const odd[] = {"NaN", "Infinity", "-Infinity", "None", "undefined",
                                      "nan", "-NaN",     "inf",       "-inf"};
    size_t n = 0;
    smz_str word;

    while (m->at + n < m->in.len && is_plain(m->in.ptr[m->at + n]))
        n++;
    word = smz_str_sub(m->in, m->at, m->at + n);
    for (size_t i = 0; i < SMZ_COUNT(odd); i++)
        if (smz_str_eq(word, smz_str_of(odd[i]))) {
            /* "NaN" and "inf" are shorter than "null"; 0 says as little. */
            write(m, SMZ_S("0"));
            m->at += n;
            return;
        }
    keep(m, n);
}

static void drop_comma(struct mender *m)
{
    size_t end = m->len;

    while (end > 0 && smz_is_space(m->out[end - 1]))
        end--;
    if (end > 0 && m->out[end - 1] == ',')
        m->len = end - 1;
}

static void note_good(struct mender *m)
{
    m->good_at = m->at;
    m->good_len = m->len;
    m->good_depth = m->depth;
}

/* Takes the next token; false where nothing more can be made of it. */
static bool take(struct mender *m, bool *too_deep)
{
    char c = m->in.ptr[m->at];

    switch (c) {
    case '{':
    case '[':
        if (m->depth == JSON_MAX_DEPTH) {
            *too_deep = true;
            return false;
        }
        m->open[m->depth++] = c;
        keep(m, 1);
        return true;
    case '}':
    case ']':
        if (m->depth == 0 || m->open[m->depth - 1] != (c == '}' ? '{' : '['))
            return false;
        drop_comma(m);
        m->depth--;
        keep(m, 1);
        note_good(m);
        return true;
    case '"':
        return take_string(m);
    default:
        if (is_plain(c)) {
            take_plain(m);
            return true;
        }
        if (c != ',' && c != ':' && !smz_is_space(c))
            return false;
        keep(m, 1);
        return true;
    }
}

struct json_mended json_mend(smz_str text, struct smz_arena *arena)
{
    struct json_mended mended = {.broken = text.len};
    struct mender *m = SMZ_NEW(arena, struct mender, 1);

    m->in = text;
    m->out = smz_arena_alloc(arena, text.len + JSON_MAX_DEPTH + 1);
    while (m->at < text.len && take(m, &mended.too_deep) && (m->depth || m->good_at == 0))
        continue;
    if (m->good_at == 0)
        return (struct json_mended){.too_deep = mended.too_deep};
    if (m->depth || m->good_at < m->at) {
        mended.broken = m->good_at;
        m->len = m->good_len;
        for (size_t i = m->good_depth; i > 0; i--)
            m->out[m->len++] = m->open[i - 1] == '{' ? '}' : ']';
    }
    mended.text = (smz_str){m->out, m->len};
    return mended;
}
