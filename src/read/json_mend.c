#include "read/json_mend.h"

#include <string.h>

#include "base/buf.h"

enum { MAX_NUMBER = 40, MAX_KEY = 60 /* bytes */ };

/* What comes next on a level. */
enum wants {
    WANTS_KEY,   /* or the end of the object */
    WANTS_COLON, /* behind a key */
    WANTS_VALUE, /* behind a colon, or in an array; or the array's end */
    WANTS_COMMA  /* behind a value; or the end */
};

struct level {
    size_t pair; /* in an object: bytes written before its last key */
    enum wants wants;
    char open; /* '{' or '['; 0 for the root */
};

/* One pass over the text. */
struct mender {
    smz_str in;
    size_t at;
    struct smz_buf out;
    struct level levels[JSON_MAX_DEPTH + 1];
    size_t depth, objects; /* levels that are open, and those of them that are objects */
    size_t good_at, good_len, good_depth; /* behind the last value that is whole */
    bool too_deep;
    size_t places, first;
};

static struct level *top(struct mender *m)
{
    return &m->levels[m->depth];
}

static bool in_object(const struct mender *m, size_t depth)
{
    return m->levels[depth].open == '{';
}

static void keep(struct mender *m, size_t n)
{
    smz_buf_add(&m->out, smz_str_sub(m->in, m->at, m->at + n));
    m->at += n;
}

static void note_place(struct mender *m)
{
    if (m->places++ == 0)
        m->first = m->at;
}

/* What is there is not, or not there. */
static void skip(struct mender *m)
{
    note_place(m);
    m->at++;
}

static void insert(struct mender *m, char c)
{
    note_place(m);
    smz_buf_char(&m->out, c);
}

/* Behind a value. */
static void is_whole(struct mender *m)
{
    top(m)->wants = WANTS_COMMA;
}

static void note_good(struct mender *m)
{
    m->good_at = m->at;
    m->good_len = m->out.len;
    m->good_depth = m->depth;
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
            keep(m, m->in.ptr[m->at] == '\'');
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
        smz_buf_add(&m->out, SMZ_S("\\ufffd"));
        m->at += 6;
    } else {
        keep(m, 6);
    }
    return true;
}

static bool is_plain(char c)
{
    return smz_is_alpha(c) || smz_is_digit(c) || c == '+' || c == '-' || c == '.' ||
           c == '_' || c == '$';
}

/* The first sign from a place on that is no space, 0 for the end; *at is there. */
static char solid_from(const struct mender *m, size_t *at, bool *line)
{
    *line = false;
    while (*at < m->in.len && smz_is_space(m->in.ptr[*at]))
        *line |= m->in.ptr[(*at)++] == '\n';
    return *at < m->in.len ? m->in.ptr[*at] : 0;
}

/* Whether a key and its colon stand at a place, which has its quote. */
static bool key_at(const struct mender *m, size_t at)
{
    size_t end = at + 1;
    bool line;

    while (end < m->in.len && end - at < MAX_KEY && is_plain(m->in.ptr[end]))
        end++;
    if (end >= m->in.len || m->in.ptr[end++] != m->in.ptr[at])
        return false;
    return solid_from(m, &end, &line) == ':';
}

/* Whether a quote at m->at ends the text: what can follow one does. */
static bool ends_string(struct mender *m)
{
    size_t at = m->at + 1;
    bool line;
    char c = solid_from(m, &at, &line);

    if (top(m)->wants != WANTS_VALUE || c == 0 || c == '}' || c == ']')
        return true;
    if (c == '"' || c == '\'')
        return line || key_at(m, at); /* a comma is missing */
    if (c != ',' || !in_object(m, m->depth))
        return c == ',';
    at++;
    c = solid_from(m, &at, &line);
    return c == 0 || line || strchr("\"'}{/", c);
}

static bool take_string(struct mender *m)
{
    char quote = m->in.ptr[m->at++];

    smz_buf_char(&m->out, '"');
    while (m->at < m->in.len) {
        char c = m->in.ptr[m->at];

        if (c == '\\') {
            if (!take_escape(m))
                return false;
            continue;
        }
        if (c == quote && ends_string(m)) {
            smz_buf_char(&m->out, '"');
            m->at++;
            return true;
        }
        if (c == quote)
            note_place(m);
        if (c == '"')
            smz_buf_char(&m->out, '\\');
        keep(m, 1);
    }
    return false;
}

static size_t digits_at(smz_str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.len && smz_is_digit(s.ptr[at + n]))
        n++;
    return n;
}

/* "-1.5e+3" */
static bool is_number(smz_str s)
{
    size_t at = s.len && s.ptr[0] == '-', n = digits_at(s, at);

    if (n == 0 || s.len > MAX_NUMBER)
        return false;
    at += n;
    if (at < s.len && s.ptr[at] == '.')
        at += 1 + digits_at(s, at + 1);
    if (at + 1 < s.len && smz_lower(s.ptr[at]) == 'e') {
        at += s.ptr[at + 1] == '+' || s.ptr[at + 1] == '-' ? 2 : 1;
        n = digits_at(s, at);
        at += n;
    }
    return n > 0 && at == s.len;
}

/* A number or a word as a value; what JSON has no word for is null. False: it is none. */
static bool write_plain(struct mender *m, smz_str word)
{
    static const struct {
        const char *word, *json;
    } known[] = {
        {"true", "true"}, {"false", "false"},    {"null", "null"},     {"True", "true"},
        {"None", "null"}, {"False", "false"},    {"NaN", "null"},      {"nan", "null"},
        {"-NaN", "null"}, {"undefined", "null"}, {"Infinity", "null"}, {"inf", "null"},
        {"-inf", "null"}, {"-Infinity", "null"},
    };

    for (size_t i = 0; i < SMZ_COUNT(known); i++)
        if (smz_str_eq(word, smz_str_of(known[i].word))) {
            smz_buf_add(&m->out, smz_str_of(known[i].json));
            return true;
        }
    if (!is_number(word))
        return false;
    smz_buf_add(&m->out, word);
    return true;
}

static void drop_comma(struct mender *m)
{
    size_t end = m->out.len;

    while (end > 0 && smz_is_space(m->out.ptr[end - 1]))
        end--;
    if (end > 0 && m->out.ptr[end - 1] == ',')
        m->out.len = end - 1;
}

/* A key without a value goes. */
static void drop_pair(struct mender *m)
{
    if (in_object(m, m->depth) &&
        (top(m)->wants == WANTS_COLON || top(m)->wants == WANTS_VALUE)) {
        note_place(m);
        m->out.len = top(m)->pair;
        top(m)->wants = WANTS_KEY;
    }
}

static void close_level(struct mender *m)
{
    drop_pair(m);
    drop_comma(m);
    m->objects -= in_object(m, m->depth);
    smz_buf_char(&m->out, in_object(m, m->depth) ? '}' : ']');
    m->depth--;
    is_whole(m);
}

/* One brace too many in a list of objects: another follows. */
static bool is_extra(const struct mender *m, char c)
{
    size_t at = m->at + 1;
    bool line;

    if (c != '}' || in_object(m, m->depth) || solid_from(m, &at, &line) != ',')
        return false;
    at++;
    return solid_from(m, &at, &line) == '{';
}

/* "}" or "]": of this level, or of one around it, whose inner ones were not closed. */
static void take_close(struct mender *m, char c)
{
    char open = c == '}' ? '{' : '[';
    size_t depth = m->depth;

    if ((c == '}' ? m->objects : m->depth - m->objects) == 0 || is_extra(m, c)) {
        skip(m);
        return;
    }
    while (m->levels[depth].open != open)
        depth--;
    while (m->depth > depth) {
        note_place(m);
        close_level(m);
    }
    close_level(m);
    m->at++;
    note_good(m);
}

/* Makes a value possible here, if a sign is missing; false if it is not. */
static bool can_begin(struct mender *m, char c)
{
    bool item =
        c == '{' && in_object(m, m->depth) && m->depth > 1 && !in_object(m, m->depth - 1);

    if (top(m)->wants == WANTS_COLON)
        insert(m, ':');
    else if (item && top(m)->wants != WANTS_VALUE) { /* the next of a list of objects */
        note_place(m);
        close_level(m);
        insert(m, ',');
    } else if (top(m)->wants == WANTS_COMMA && m->depth && !in_object(m, m->depth))
        insert(m, ',');
    else if (top(m)->wants != WANTS_VALUE)
        return false;
    top(m)->wants = WANTS_VALUE;
    return true;
}

static bool take_open(struct mender *m, char c)
{
    if (!can_begin(m, c)) {
        skip(m);
        return true;
    }
    if (m->depth == JSON_MAX_DEPTH) {
        m->too_deep = true;
        return false;
    }
    m->objects += c == '{';
    m->levels[++m->depth] = (struct level){
        .open = c, .wants = c == '{' ? WANTS_KEY : WANTS_VALUE, .pair = m->out.len + 1};
    keep(m, 1);
    return true;
}

static void take_comma(struct mender *m)
{
    if (top(m)->wants == WANTS_COMMA && m->depth) {
        keep(m, 1);
        top(m)->wants = in_object(m, m->depth) ? WANTS_KEY : WANTS_VALUE;
        return;
    }
    drop_pair(m);
    skip(m);
}

/* An object's next key; a comma may be missing before it. */
static bool begins_key(struct mender *m)
{
    if (!in_object(m, m->depth))
        return false;
    if (top(m)->wants == WANTS_COMMA) {
        insert(m, ',');
        top(m)->wants = WANTS_KEY;
    }
    if (top(m)->wants != WANTS_KEY)
        return false;
    top(m)->pair = m->out.len;
    return true;
}

static bool take_quoted(struct mender *m)
{
    if (begins_key(m)) {
        if (!take_string(m))
            return false;
        top(m)->wants = WANTS_COLON;
        return true;
    }
    if (!can_begin(m, '"')) {
        skip(m);
        return true;
    }
    if (!take_string(m))
        return false;
    is_whole(m);
    return true;
}

static void take_plain(struct mender *m)
{
    smz_str word = {m->in.ptr + m->at, 0};
    size_t n = 0, after;
    bool line;

    while (m->at + n < m->in.len && is_plain(m->in.ptr[m->at + n]))
        n++;
    word.len = n;
    after = m->at + n;
    if (solid_from(m, &after, &line) == ':' && begins_key(m)) {
        insert(m, '"');
        smz_buf_add(&m->out, word);
        smz_buf_char(&m->out, '"');
        top(m)->wants = WANTS_COLON;
    } else if (top(m)->wants != WANTS_KEY && can_begin(m, word.ptr[0]) &&
               write_plain(m, word)) {
        is_whole(m);
    } else {
        note_place(m);
    }
    m->at += n;
}

/* Takes the next token; false where nothing more can be made of it. */
static bool take(struct mender *m)
{
    char c = m->in.ptr[m->at];

    if (c == '{' || c == '[')
        return take_open(m, c);
    if (c == '"' || c == '\'')
        return take_quoted(m);
    if (smz_is_space(c))
        keep(m, 1);
    else if (c == '}' || c == ']')
        take_close(m, c);
    else if (c == ',')
        take_comma(m);
    else if (is_plain(c))
        take_plain(m);
    else if (c == ':' && top(m)->wants == WANTS_COLON) {
        keep(m, 1);
        top(m)->wants = WANTS_VALUE;
    } else
        skip(m);
    return true;
}

struct json_mended json_mend(smz_str text, struct smz_arena *arena)
{
    struct json_mended mended = {.broken = text.len};
    struct mender *m = SMZ_NEW(arena, struct mender, 1);

    m->in = text;
    m->levels[0].wants = WANTS_VALUE;
    smz_buf_init(&m->out, 0);
    while (m->at < text.len && take(m) && (m->depth || m->good_at == 0))
        continue;
    mended.too_deep = m->too_deep;
    mended.end = m->at;
    if (m->good_at && (m->depth || m->good_at < m->at)) {
        mended.broken = m->good_at;
        m->out.len = m->good_len;
        for (size_t i = m->good_depth; i > 0; i--)
            smz_buf_char(&m->out, in_object(m, i) ? '}' : ']');
    }
    if (m->good_at)
        mended.text = smz_arena_keep(arena, smz_buf_str(&m->out));
    mended.places = m->places;
    mended.first = m->first;
    smz_buf_release(&m->out);
    return mended;
}
