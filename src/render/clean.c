/* Text of a transcript or a model as a digest can show it: characters, marks, pairs. */
#include <string.h>

#include "base/utf8.h"
#include "render/inside.h"

enum { QUOTED_WORDS = 5 /* from here on a marked run is a quotation, not a term */ };

/* ---- characters */

static bool is_plain(smz_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c < ' ' || c >= 0x7f || strchr("\"()[]*_`", c) ||
            (c == ' ' && i + 1 < s.len && s.ptr[i + 1] == ' '))
            return false;
    }
    return true;
}

/* A space is put before the next visible character, so none stands at an end. */
static void add_cp(struct smz_buf *out, uint32_t cp, bool *space)
{
    char bytes[4];

    if (*space && out->len)
        smz_buf_char(out, ' ');
    *space = false;
    smz_buf_add(out, (smz_str){bytes, smz_utf8_put(cp, bytes)});
}

static bool is_dropped(uint32_t cp)
{
    return cp == 0xfffd || smz_cp_is_invisible(cp) || (cp & 0xfffe) == 0xfffe;
}

static void tidy(smz_str s, struct smz_buf *out)
{
    bool space = false;

    for (size_t at = 0; at < s.len;) {
        uint32_t cp = smz_utf8_next(s, &at);

        if (cp <= ' ' || (cp >= 0x7f && cp <= 0x9f) || cp == 0x2028 || cp == 0x2029 ||
            smz_cp_is_space(cp))
            space = true;
        else if (!is_dropped(cp))
            add_cp(out, cp, &space);
    }
}

/* Bytes of a run of c at i. */
static size_t run_of(smz_str s, size_t i, char c)
{
    size_t n = 0;

    while (i + n < s.len && s.ptr[i + n] == c)
        n++;
    return n;
}

/* Marks of emphasis and code: a reader of plain text has no use for them. */
static void drop_marks(smz_str s, struct smz_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        size_t n = c == '*' || c == '_' || c == '`' ? run_of(s, i, c) : 0;

        if (c == ' ' && out->len && out->ptr[out->len - 1] == ' ')
            continue;
        if (n >= (c == '`' ? 3u : 2u)) {
            bool power = c == '*' && n == 2 && i && smz_is_digit(s.ptr[i - 1]) &&
                         i + n < s.len && smz_is_digit(s.ptr[i + n]);

            if (power)
                smz_buf_char(out, '^');
            i += n - 1;
        } else if (c == ']' && i + 1 < s.len && s.ptr[i + 1] == '(') {
            smz_buf_add(out, SMZ_S("] "));
        } else {
            smz_buf_char(out, c);
        }
    }
}

/* ---- pairs */

struct pair_mark {
    size_t at, len;
    enum { OPEN, CLOSE, EITHER } side;
    char kind; /* '"' ( [ */
    int mate;  /* or -1 */
};

typedef SMZ_VEC(struct pair_mark) pair_marks;

static bool mark_at(smz_str s, size_t i, struct pair_mark *m)
{
    static const struct {
        const char *text;
        int side;
        char kind;
    } rows[] = {
        {"(", OPEN, '('}, {")", CLOSE, '('}, {"[", OPEN, '['},   {"]", CLOSE, '['},
        {"“", OPEN, '"'}, {"„", OPEN, '"'},  {"”", EITHER, '"'}, {"\"", EITHER, '"'},
    };

    for (size_t k = 0; k < SMZ_COUNT(rows); k++) {
        smz_str t = smz_str_of(rows[k].text);

        if (!smz_str_starts(smz_str_skip(s, i), t))
            continue;
        *m = (struct pair_mark){i, t.len, OPEN, rows[k].kind, -1};
        m->side = rows[k].side == OPEN ? OPEN : rows[k].side == CLOSE ? CLOSE : EITHER;
        return true;
    }
    return false;
}

/* „ */
static bool is_low(smz_str s, const struct pair_mark *m)
{
    return m->len == 3 && memcmp(s.ptr + m->at, "„", 3) == 0;
}

/* A mark that can be either opens where nothing is open, unless it stands behind. */
static void pair_up(smz_str s, pair_marks *marks, struct smz_arena *run)
{
    SMZ_VEC(int) open = {0};

    for (size_t i = 0; i < marks->len; i++) {
        struct pair_mark *m = &marks->at[i];
        int top = -1;

        for (size_t k = open.len; k > 0 && top < 0; k--)
            if (marks->at[open.at[k - 1]].kind == m->kind)
                top = (int)k - 1;
        /* „German“ closes with what opens in English. */
        if (m->side == OPEN && m->kind == '"' && top >= 0 && m->len == 3 &&
            memcmp(s.ptr + m->at, "“", 3) == 0 && is_low(s, &marks->at[open.at[top]]))
            m->side = CLOSE;
        if (m->side == EITHER)
            m->side = top >= 0 ? CLOSE : OPEN;
        if (m->side == OPEN) {
            SMZ_PUSH(run, open, (int)i);
        } else if (top >= 0) {
            m->mate = open.at[top];
            marks->at[open.at[top]].mate = (int)i;
            open.len = (size_t)top; /* what was opened inside stays half */
        }
    }
}

/* An inch or a smiley: a half pair that means itself. */
static bool means_itself(smz_str s, const struct pair_mark *m)
{
    return m->kind == '"' && m->len == 1 && m->at && smz_is_digit(s.ptr[m->at - 1]);
}

/*
 * A pair that a careless reader takes for something else: “… 1995” for inches,
 * "(part 2)" for the mark of a list. Softer marks stand in.
 */
static bool is_misread(smz_str s, const struct pair_mark *open,
                       const struct pair_mark *close)
{
    smz_str in = smz_str_sub(s, open->at + open->len, close->at);
    size_t n = 0;

    if (close->kind == '"')
        return in.len && smz_is_digit(in.ptr[in.len - 1]);
    if (close->kind != '(')
        return false;
    while (n < in.len && n < 4 && in.ptr[in.len - n - 1] != ' ')
        n++;
    return n > 0 && n < 4 && in.len > n && in.ptr[in.len - n - 1] == ' ';
}

static const char *instead(smz_str s, const pair_marks *marks, size_t i)
{
    const struct pair_mark *m = &marks->at[i], *mate;
    bool opens = m->side == OPEN, soft;

    if (m->mate < 0)
        return means_itself(s, m) ? NULL : "";
    mate = &marks->at[m->mate];
    soft = opens ? is_misread(s, m, mate) : is_misread(s, mate, m);
    if (soft && m->kind == '"')
        return opens ? "‘" : "’";
    if (soft)
        return opens ? "[" : "]";
    if (m->kind != '"' || (opens && is_low(s, m)))
        return NULL;
    mate = opens ? m : mate;
    if (s.ptr[mate->at] == '"')
        return "\"";
    return opens ? "“" : is_low(s, mate) ? NULL : "”";
}

static smz_str balance(smz_str s, struct smz_arena *run)
{
    pair_marks marks = {0};
    struct smz_buf out;
    size_t from = 0;

    for (size_t i = 0; i < s.len; i++) {
        struct pair_mark m;

        if (strchr("\"()[]\xe2", s.ptr[i]) && mark_at(s, i, &m))
            SMZ_PUSH(run, marks, m);
    }
    if (!marks.len)
        return s;
    pair_up(s, &marks, run);
    smz_buf_init(&out, 0);
    for (size_t i = 0; i < marks.len; i++) {
        const char *text = instead(s, &marks, i);

        if (!text)
            continue;
        smz_buf_add(&out, smz_str_sub(s, from, marks.at[i].at));
        smz_buf_add(&out, smz_str_of(text));
        from = marks.at[i].at + marks.at[i].len;
    }
    if (from) {
        smz_buf_add(&out, smz_str_skip(s, from));
        s = smz_str_trim(smz_arena_keep(run, smz_buf_str(&out)));
    }
    smz_buf_release(&out);
    return s;
}

smz_str render_clean(smz_str s, struct smz_arena *run)
{
    struct smz_buf tidied, bare;

    s = smz_str_trim(s);
    if (is_plain(s))
        return s;
    smz_buf_init(&tidied, 0);
    smz_buf_init(&bare, 0);
    tidy(s, &tidied);
    drop_marks(smz_buf_str(&tidied), &bare);
    if (!smz_str_eq(s, smz_buf_str(&bare)))
        s = smz_str_trim(smz_arena_keep(run, smz_buf_str(&bare)));
    smz_buf_release(&tidied);
    smz_buf_release(&bare);
    return balance(s, run);
}

/* ---- ends */

static bool ends_in(smz_str s, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (smz_str_ends(s, smz_str_of(marks[i])))
            return true;
    return false;
}

static smz_str without(smz_str s, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        smz_str m = smz_str_of(marks[i]);

        if (s.len >= m.len && smz_str_ends(s, m)) {
            s.len -= m.len;
            s = smz_str_trim(s);
            i = (size_t)-1;
        }
    }
    return s;
}

static const char *const closers[] = {"\"", "'", "”", "’", "“", "»", "›", ")", "]", "」"};
static const char *const stops[] = {".", "!", "?", "…", "。", "！", "？",
                                    "؟", "।", "۔", ":", "．", ";",  "；"};
static const char *const loose[] = {",", "–", "—", "-", "，", "、", "،"};

static bool is_ended(smz_str s)
{
    return ends_in(without(s, closers, SMZ_COUNT(closers)), stops, SMZ_COUNT(stops));
}

/* Sentence marks of the script that a text ends in. */
static const char *full_stop(smz_str s)
{
    size_t at = s.len;

    while (at > 0 && ((unsigned char)s.ptr[--at] & 0xc0) == 0x80)
        ;
    if (s.len) {
        uint32_t cp = smz_utf8_next(s, &at);

        if (cp >= 0x3040 && cp < 0xa000)
            return "。";
    }
    return ".";
}

/* "npm", "npm@5": the names of commands and the like, which begin no sentence large. */
static bool is_small_name(smz_str s)
{
    size_t len = 0;
    bool vowel = false;

    for (; len < s.len && s.ptr[len] != ' ' && s.ptr[len] != '\''; len++) {
        unsigned char c = (unsigned char)s.ptr[len];

        if (smz_is_digit(s.ptr[len]) || c == '@' || c == '_')
            return true;
        vowel = vowel || c >= 0x80 || strchr("aeiouyAEIOUY", c);
    }
    return len > 2 && !vowel;
}

static smz_str capital(smz_str s, struct smz_arena *run)
{
    size_t at = 0, n;
    uint32_t cp, up;
    char bytes[4];

    if (!s.len)
        return s;
    cp = smz_utf8_next(s, &at);
    up = smz_cp_upper(cp);
    /* iPhone, eBay */
    if (up == cp || (at < s.len && s.ptr[at] >= 'A' && s.ptr[at] <= 'Z') ||
        is_small_name(s))
        return s;
    n = smz_utf8_put(up, bytes);
    return smz_arena_printf(run, "%.*s%.*s", (int)n, bytes, SMZ_ARG(smz_str_skip(s, at)));
}

smz_str render_clean_prose(smz_str s, struct smz_arena *run)
{
    static const char *const trails[] = {"...", "…"};
    smz_str whole = capital(render_clean(s, run), run);

    s = without(whole, trails, SMZ_COUNT(trails));
    if (s.len < whole.len || (s.len && !is_ended(s))) {
        s = without(s, loose, SMZ_COUNT(loose));
        s = smz_arena_printf(run, "%.*s%s", SMZ_ARG(s), full_stop(s));
    }
    return s;
}

smz_str render_clean_quote(smz_str s, struct smz_arena *run)
{
    s = render_clean(s, run);
    if (s.len && !is_ended(s)) {
        s = without(s, loose, SMZ_COUNT(loose));
        s = smz_arena_printf(run, "%.*s…", SMZ_ARG(s));
    }
    return s;
}

smz_str render_clean_label(smz_str s, struct smz_arena *run)
{
    static const char *const tails[] = {".",  ":", ";", ",", "。", "：",
                                        "，", "–", "—", "-", "#"};

    s = capital(render_clean(s, run), run);
    return without(s, tails, SMZ_COUNT(tails));
}

/* ---- quotations inside sentences */

/* What counts in a quotation. */
static smz_str letters(smz_str s, struct smz_arena *run)
{
    return smz_utf8_letters(smz_utf8_fold(s, run), run);
}

static bool stands_in(smz_str quoted, const struct smz_transcript *t, const int *turns,
                      int n_turns, struct smz_arena *run)
{
    smz_str want = letters(quoted, run);

    for (int i = 0; i < n_turns; i++)
        if (turns[i] >= 0 && turns[i] < t->n_turns &&
            smz_str_find(letters(t->turns[turns[i]].text, run), want) >= 0)
            return true;
    return false;
}

smz_str render_unquote(smz_str s, const struct smz_transcript *transcript,
                       const int *turns, int n_turns, struct smz_arena *run)
{
    static const struct {
        const char *open, *close;
    } pairs[] = {{"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"\"", "\""}};

    for (size_t p = 0; p < SMZ_COUNT(pairs); p++) {
        smz_str open = smz_str_of(pairs[p].open), close = smz_str_of(pairs[p].close);
        size_t at = 0;

        while (at < s.len) {
            ptrdiff_t a = smz_str_find(smz_str_skip(s, at), open), b;
            size_t from;

            if (a < 0)
                break;
            from = at + (size_t)a;
            b = smz_str_find(smz_str_skip(s, from + open.len), close);
            if (b < 0)
                break;
            smz_str in = smz_str_sub(s, from + open.len, from + open.len + (size_t)b);
            size_t end = from + open.len + in.len + close.len;

            at = end;
            if (smz_count_words(in) < QUOTED_WORDS ||
                stands_in(in, transcript, turns, n_turns, run))
                continue;
            s = smz_arena_printf(run, "%.*s%.*s%.*s", SMZ_ARG(smz_str_sub(s, 0, from)),
                                 SMZ_ARG(in), SMZ_ARG(smz_str_skip(s, end)));
            at = end - open.len - close.len;
        }
    }
    return s;
}
