/* The words that the cleaner has left, written as a sentence. */
#include <string.h>

#include "base/utf8.h"
#include "engine/builtin/gaps.h"

struct writer {
    char *to;
    size_t len;
};

static void put(struct writer *w, smz_str s)
{
    if (s.len)
        memcpy(w->to + w->len, s.ptr, s.len);
    w->len += s.len;
}

static size_t leading_marks(smz_str gap)
{
    size_t n = 0;

    while (n < gap.len && !smz_is_space(gap.ptr[n])) {
        size_t next = n;
        uint32_t cp = smz_utf8_next(gap, &next);

        if (!smz_cp_is_punct(cp))
            break;
        n = next;
    }
    return n;
}

static bool is_bare(smz_str gap)
{
    for (size_t i = 0; i < gap.len;) {
        uint32_t cp = smz_utf8_next(gap, &i);

        if (smz_cp_is_letter(cp) || smz_cp_is_digit(cp))
            return false;
    }
    return true;
}

/* What stands behind the last word that was taken out of a gap. */
static smz_str behind_words(smz_str gap)
{
    size_t last = 0;

    for (size_t i = 0; i < gap.len;) {
        uint32_t cp = smz_utf8_next(gap, &i);

        if (smz_cp_is_letter(cp) || smz_cp_is_digit(cp))
            last = i;
    }
    return smz_str_skip(gap, last);
}

/* A gap out of which words were taken: one mark of those at its two ends, and a space. */
static void put_cut(struct writer *w, const struct cleaner *c, int i, smz_str gap)
{
    smz_str head = smz_str_sub(gap, 0, leading_marks(gap));
    smz_str tail = behind_words(gap), mark = smz_str_skip(gap, clean_trailing_marks(gap));
    bool spaced = !clean_is_unspaced(c, i) && !clean_is_unspaced(c, i - 1);

    if (clean_is_held(head))
        put(w, head);
    else if (clean_is_comma(head) && !(clean_is_comma(tail) && clean_is_stop(c, i - 1)))
        put(w, clean_is_unspaced(c, i - 1) ? head : SMZ_S(","));
    else if (clean_has_any(tail, ".?!;:"))
        put(w, smz_str_sub(tail, 0, 1));
    if (spaced)
        put(w, SMZ_S(" "));
    if (clean_has_any(mark, "(\"") && !clean_has_any(mark, ".?!;:"))
        put(w, mark);
}

static void put_gap(struct writer *w, const struct cleaner *c, int i)
{
    smz_str gap = clean_gap(c, i);
    bool space = false;

    if (!is_bare(gap)) {
        put_cut(w, c, i, gap);
        return;
    }
    for (size_t k = 0; k < gap.len; k++)
        if (smz_is_space(gap.ptr[k])) {
            if (!space)
                put(w, SMZ_S(" "));
            space = true;
        } else {
            put(w, smz_str_sub(gap, k, k + 1));
            space = false;
        }
}

/* The first letter large, but not that of "iPhone". */
static void put_first(struct writer *w, smz_str word)
{
    size_t at = 0;
    uint32_t cp = smz_utf8_next(word, &at);
    bool inner = false;
    char letter[4];

    for (size_t i = at; i < word.len && !inner;)
        inner = smz_cp_is_upper(smz_utf8_next(word, &i));
    if (!smz_cp_is_lower(cp) || inner) {
        put(w, word);
        return;
    }
    put(w, (smz_str){letter, smz_utf8_put(smz_cp_upper(cp), letter)});
    put(w, smz_str_skip(word, at));
}

/* Takes out every occurrence of a mark. */
static void remove_mark(struct writer *w, smz_str mark)
{
    size_t to = 0;

    for (size_t i = 0; i < w->len;)
        if (smz_str_starts((smz_str){w->to + i, w->len - i}, mark))
            i += mark.len;
        else
            w->to[to++] = w->to[i++];
    w->len = to;
}

static size_t count_mark(const struct writer *w, smz_str mark)
{
    smz_str s = {w->to, w->len};
    size_t n = 0;
    ptrdiff_t at;

    while ((at = smz_str_find(s, mark)) >= 0) {
        n++;
        s = smz_str_skip(s, (size_t)at + mark.len);
    }
    return n;
}

/* A quotation mark or bracket whose partner is in another sentence goes. */
static void balance(struct writer *w)
{
    static const char *const pairs[][2] = {{"(", ")"},           {"[", "]"},
                                           {"{", "}"},           {"\u201c", "\u201d"},
                                           {"\u00ab", "\u00bb"}, {"\u300c", "\u300d"},
                                           {"\u201e", "\u201c"}};

    if (count_mark(w, SMZ_S("\"")) % 2)
        remove_mark(w, SMZ_S("\""));
    for (size_t i = 0; i < SMZ_COUNT(pairs); i++) {
        smz_str open = smz_str_of(pairs[i][0]), close = smz_str_of(pairs[i][1]);

        if (i + 1 == SMZ_COUNT(pairs) && !count_mark(w, open))
            break;
        if (i == 3 && count_mark(w, SMZ_S("\u201e")))
            continue;
        if (count_mark(w, open) != count_mark(w, close)) {
            remove_mark(w, open);
            remove_mark(w, close);
        }
    }
}

static void trim_end(struct writer *w)
{
    static const char *const loose[] = {" ",   ",",      ";",      ":",
                                        "-",   "\u2013", "\u2014", "\u2026",
                                        "...", "\u3001", "\uff0c", "\u060c"};
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < SMZ_COUNT(loose); i++) {
            smz_str mark = smz_str_of(loose[i]);

            if (smz_str_ends((smz_str){w->to, w->len}, mark)) {
                w->len -= mark.len;
                again = true;
            }
        }
    }
}

static void put_stop(struct writer *w, const struct cleaner *c)
{
    static const char *const ends[] = {".",      "!",      "?",      "\u3002", "\uff01",
                                       "\uff1f", "\u061f", "\u0964", "\u06d4"};
    smz_str s = clean_end_of((smz_str){w->to, w->len});
    uint32_t cp = 0;

    if (clean_ends_in(s, ends, SMZ_COUNT(ends)))
        return;
    for (size_t i = 0; i < s.len;)
        cp = smz_utf8_next(s, &i);
    if (cp >= 0x0e00 && cp < 0x0e80) /* Thai has no full stop */
        return;
    if (!smz_cp_is_unspaced(cp))
        put(w, c->question && !c->tagged ? SMZ_S("?") : SMZ_S("."));
    else
        put(w, c->question && !c->tagged ? SMZ_S("\uff1f") : SMZ_S("\u3002"));
}

smz_str clean_write(const struct cleaner *c, struct smz_arena *run)
{
    struct writer w = {smz_arena_alloc(run, c->sentence.len + 16), 0};
    smz_str tail;

    if (!c->n)
        return (smz_str){w.to, 0};
    tail = smz_str_skip(clean_gap(c, 0), clean_trailing_marks(clean_gap(c, 0)));
    if (clean_has_any(tail, "(\"") || smz_str_find(tail, SMZ_S("\u201c")) >= 0)
        put(&w, tail);
    put_first(&w, clean_word_str(c, 0));
    for (int i = 1; i < c->n; i++) {
        put_gap(&w, c, i);
        put(&w, clean_word_str(c, i));
    }
    tail = clean_gap(c, c->n);
    if (!c->tagged)
        put(&w, smz_str_sub(tail, 0, leading_marks(tail)));
    balance(&w);
    trim_end(&w);
    put_stop(&w, c);
    return (smz_str){w.to, w.len};
}
