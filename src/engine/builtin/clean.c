#include "engine/builtin/clean.h"

#include <string.h>

#include "base/utf8.h"

enum {
    REPEAT_WORDS = 4, /* "we had to, we had to" */
    LEFT_WORDS = 4,   /* fewer must not be left by cutting at the ends */
    FRAGMENT = 2,     /* letters of a false start: "th the" */
    FRAGMENT_DASH = 5 /* the same before a dash: "commu- community" */
};

void cleaner_init(struct cleaner *c, const struct smz_lang *lang,
                  const struct lexicon *lex)
{
    c->lang = lang;
    c->lex = lex;
    c->n = 0;
}

/* ---- what stands between words */

static bool has_any(smz_str gap, const char *marks)
{
    for (size_t i = 0; i < gap.len; i++)
        if (strchr(marks, gap.ptr[i]))
            return true;
    return false;
}

/* Bytes between words i - 1 and i; before the first, behind the last. */
static smz_str gap_before(const struct cleaner *c, int i)
{
    size_t from = i > 0 ? (size_t)c->words[i - 1].at + c->words[i - 1].len : 0;
    size_t to = i < c->n ? c->words[i].at : c->sentence.len;

    return smz_str_sub(c->sentence, from, to);
}

static smz_str word_str(const struct cleaner *c, int i)
{
    return smz_str_sub(c->sentence, c->words[i].at,
                       (size_t)c->words[i].at + c->words[i].len);
}

static bool is_unspaced(const struct cleaner *c, int i)
{
    size_t at = 0;
    smz_str w = word_str(c, i);

    return (unsigned char)w.ptr[0] >= 0xe0 && smz_cp_is_unspaced(smz_utf8_next(w, &at));
}

static bool is_stop(const struct cleaner *c, int i)
{
    char low[32];
    smz_str w = word_str(c, i);

    if (w.len > sizeof(low))
        return false;
    for (size_t k = 0; k < w.len; k++)
        low[k] = smz_lower(w.ptr[k]);
    return smz_lang_is_stop(c->lang, (smz_str){low, w.len});
}

static bool is_filler(const struct cleaner *c, int i)
{
    char low[32];
    smz_str w = word_str(c, i);

    if (w.len > sizeof(low))
        return false;
    for (size_t k = 0; k < w.len; k++)
        low[k] = smz_lower(w.ptr[k]);
    return smz_lang_is_filler(c->lang, (smz_str){low, w.len});
}

/* Punctuation that a reader must see: not where words are about to be left out. */
static bool is_held(smz_str gap)
{
    return has_any(gap, ".?!;:()\"") || smz_str_find(gap, SMZ_S("\u201c")) >= 0 ||
           smz_str_find(gap, SMZ_S("\u201d")) >= 0;
}

static bool is_comma(smz_str gap)
{
    static const char *const marks[] = {",",      "\u060c", "\u3001", "\uff0c", "\u2013",
                                        "\u2014", "--",     "\u2026", "..."};

    for (size_t i = 0; i < SMZ_COUNT(marks); i++)
        if (smz_str_find(gap, smz_str_of(marks[i])) >= 0)
            return true;
    return false;
}

static void drop(struct cleaner *c, int from, int count)
{
    int rest = c->n - from - count;

    memmove(&c->words[from], &c->words[from + count], sizeof(*c->words) * (size_t)rest);
    memmove(&c->hash[from], &c->hash[from + count], sizeof(*c->hash) * (size_t)rest);
    c->n -= count;
}

static size_t trailing_marks(smz_str gap)
{
    size_t from = gap.len;

    while (from > 0 && !smz_is_space(gap.ptr[from - 1])) {
        size_t at = from - 1, next;

        while (at > 0 && ((unsigned char)gap.ptr[at] & 0xc0) == 0x80)
            at--;
        next = at;
        if (!smz_cp_is_punct(smz_utf8_next(gap, &next)))
            break;
        from = at;
    }
    return from;
}

/* ---- fillers */

/* "What I mean is" and "do you know it" say something; ", you know," does not. */
static bool stands_apart(const struct cleaner *c, int i, int n)
{
    return i == 0 || i + n == c->n || is_comma(gap_before(c, i)) ||
           is_comma(gap_before(c, i + n)) ||
           lexicon_match(c->lex, &c->hash[i - 1], 1, LEX_OPENER) > 0;
}

static int filler_at(const struct cleaner *c, int i)
{
    int n = lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_FILLER);
    int aside = lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_ASIDE);
    bool set_off = (i == 0 || is_comma(gap_before(c, i))) &&
                   (is_comma(gap_before(c, i + 1)) || i + 1 == c->n);

    if (aside > n && stands_apart(c, i, aside))
        n = aside;
    for (int k = 1; k < n; k++)
        if (is_held(gap_before(c, i + k)) || is_comma(gap_before(c, i + k)))
            return 0;
    if (n)
        return n;
    /* "like" is a filler, and a word: only between commas is it surely the first. */
    if (!is_filler(c, i))
        return 0;
    return !is_stop(c, i) || set_off ? 1 : 0;
}

/* A word behind an opening quotation mark or bracket takes it along: it stays. */
static bool is_opened(const struct cleaner *c, int i)
{
    smz_str gap = gap_before(c, i);
    smz_str mark = smz_str_skip(gap, trailing_marks(gap));

    return i > 0 && is_held(mark);
}

static void drop_fillers(struct cleaner *c)
{
    for (int i = 0; i < c->n;) {
        int n = filler_at(c, i);

        if (n && n < c->n && !is_opened(c, i))
            drop(c, i, n);
        else
            i++;
    }
}

/* ---- false starts */

static bool starts_other(const struct cleaner *c, int i)
{
    smz_str a = word_str(c, i), b = word_str(c, i + 1), gap = gap_before(c, i + 1);
    bool dash = smz_str_starts(gap, SMZ_S("-")) || smz_str_starts(gap, SMZ_S("\u2013")) ||
                smz_str_starts(gap, SMZ_S("\u2014"));

    if (a.len >= b.len || a.len > (dash ? FRAGMENT_DASH : FRAGMENT) || is_held(gap) ||
        !smz_str_starts_nocase(b, a) || is_unspaced(c, i))
        return false;
    for (size_t k = 0; k < a.len; k++)
        if (a.ptr[k] < 'a' || a.ptr[k] > 'z')
            return false;
    return dash || !is_stop(c, i);
}

static void drop_fragments(struct cleaner *c)
{
    for (int i = 0; i + 1 < c->n;)
        if (starts_other(c, i))
            drop(c, i, 1);
        else
            i++;
}

static bool may_repeat(const struct cleaner *c, int i, int n)
{
    bool listed = lexicon_has(c->lex, LEX_TWICE);

    for (int k = 0; k < n; k++) {
        smz_str w = word_str(c, i + k);

        if (smz_is_digit(w.ptr[0]))
            return true;
        if (is_unspaced(c, i + k) && n < 3)
            return true;
    }
    if (n > 1)
        return false;
    if (lexicon_match(c->lex, &c->hash[i], 1, LEX_TWICE))
        return true;
    return !listed && !is_stop(c, i);
}

/* Words that are said again at once: how many. The first saying goes. */
static int repeated_at(const struct cleaner *c, int i)
{
    for (int n = REPEAT_WORDS; n > 0; n--) {
        int k = 0;

        if (i + 2 * n > c->n)
            continue;
        while (k < n && c->hash[i + k] == c->hash[i + n + k] &&
               !is_held(gap_before(c, i + k + 1)))
            k++;
        if (k == n && !may_repeat(c, i, n))
            return n;
    }
    return 0;
}

static void drop_repeats(struct cleaner *c)
{
    for (int i = 0; i < c->n;) {
        int n = repeated_at(c, i);

        if (n)
            drop(c, i, n);
        else
            i++;
    }
}

/* ---- the ends */

/* "So far it works", but not "So, that works". */
static bool keeps(const struct cleaner *c, int i)
{
    int n = lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_KEEP);

    for (int k = 1; k < n; k++)
        if (is_comma(gap_before(c, i + k)))
            return false;
    return n > 0;
}

static int lead_at(const struct cleaner *c, int i)
{
    int n;

    if (keeps(c, i))
        return 0;
    n = lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_LEAD);
    for (int k = 1; k < n; k++)
        if (is_comma(gap_before(c, i + k)) || is_held(gap_before(c, i + k)))
            return 0;
    if (!n || is_comma(gap_before(c, i + n)) || has_any(gap_before(c, i + n), ".!?;:"))
        return n;
    return lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_OPENER);
}

static void drop_lead(struct cleaner *c)
{
    int i = 0, n;

    while (i < c->n && (n = lead_at(c, i)) > 0)
        i += n;
    if (i && c->n - i >= LEFT_WORDS)
        drop(c, 0, i);
}

static bool tag_at(const struct cleaner *c, int i)
{
    return is_comma(gap_before(c, i)) &&
           lexicon_match(c->lex, &c->hash[i], c->n - i, LEX_TAG) == c->n - i;
}

static void drop_tail(struct cleaner *c)
{
    for (int i = c->n - 1; i >= LEFT_WORDS && i > c->n - LEX_WORDS; i--)
        if (tag_at(c, i)) {
            c->n = i;
            c->tagged = true;
        }
    while (c->unfinished && c->n > LEFT_WORDS &&
           lexicon_match(c->lex, &c->hash[c->n - 1], 1, LEX_TAIL))
        c->n--;
}

/* ---- reading */

static smz_str end_of(smz_str s)
{
    static const char *const closers[] = {"\"",     "'",      ")",      "]",
                                          "\u201d", "\u2019", "\u300d", "\u00bb"};
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < SMZ_COUNT(closers); i++)
            if (smz_str_ends(s, smz_str_of(closers[i]))) {
                s.len -= strlen(closers[i]);
                again = true;
            }
    }
    return s;
}

static bool ends_in(smz_str s, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (smz_str_ends(s, smz_str_of(marks[i])))
            return true;
    return false;
}

static void read_end(struct cleaner *c, smz_str sentence)
{
    static const char *const asks[] = {"?", "\uff1f", "\u061f"};
    static const char *const ends[] = {".",      "!",      "?",      "\u3002", "\uff01",
                                       "\uff1f", "\u061f", "\u0964", "\u06d4"};
    static const char *const trails[] = {"...", "\u2026"};
    smz_str s = end_of(sentence);

    c->question = ends_in(s, asks, SMZ_COUNT(asks));
    c->unfinished =
        !ends_in(s, ends, SMZ_COUNT(ends)) || ends_in(s, trails, SMZ_COUNT(trails));
    c->tagged = false;
}

/* Behind the bracket that closes the one before `at` ("[Music]"); `at` if none does. */
static size_t skip_stage(smz_str s, size_t at)
{
    ptrdiff_t close = smz_str_find_char(smz_str_skip(s, at), ']');

    return close < 0 ? at : at + (size_t)close + 1;
}

/* "initial_sync" is two words that are looked up, and one that is read. */
static int count_spoken(const struct cleaner *c)
{
    int n = c->n > 0;

    for (int i = 1; i < c->n; i++) {
        smz_str gap = gap_before(c, i);
        bool space = is_unspaced(c, i);

        for (size_t k = 0; k < gap.len && !space; k++)
            space = smz_is_space(gap.ptr[k]) || (unsigned char)gap.ptr[k] == 0xc2;
        n += space;
    }
    return n;
}

bool clean_scan(struct cleaner *c, smz_str sentence)
{
    size_t at = 0;
    smz_str word;
    bool breaks;

    c->sentence = sentence;
    c->n = 0;
    while (smz_next_word(sentence, &at, &word, &breaks)) {
        size_t from = (size_t)(word.ptr - sentence.ptr);

        /* A stage direction is nothing said. */
        if (from > 0 && word.ptr[-1] == '[' && skip_stage(sentence, from) > from) {
            at = skip_stage(sentence, from);
            continue;
        }
        if (c->n == CLEAN_WORDS)
            return false;
        c->words[c->n] =
            (struct clean_word){(uint32_t)from, (uint32_t)word.len, lexicon_hash(word)};
        c->hash[c->n] = c->words[c->n].hash;
        c->n++;
    }
    read_end(c, sentence);
    drop_fillers(c);
    drop_fragments(c);
    drop_repeats(c);
    drop_lead(c);
    drop_tail(c);
    c->spoken = count_spoken(c);
    return true;
}

/* ---- writing */

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
    smz_str tail = behind_words(gap), mark = smz_str_skip(gap, trailing_marks(gap));
    bool spaced = !is_unspaced(c, i) && !is_unspaced(c, i - 1);

    if (is_held(head))
        put(w, head);
    else if (is_comma(head) && !(is_comma(tail) && is_stop(c, i - 1)))
        put(w, is_unspaced(c, i - 1) ? head : SMZ_S(","));
    else if (has_any(tail, ".?!;:"))
        put(w, smz_str_sub(tail, 0, 1));
    if (spaced)
        put(w, SMZ_S(" "));
    if (has_any(mark, "(\"") && !has_any(mark, ".?!;:"))
        put(w, mark);
}

static void put_gap(struct writer *w, const struct cleaner *c, int i)
{
    smz_str gap = gap_before(c, i);
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
    smz_str s = end_of((smz_str){w->to, w->len});
    uint32_t cp = 0;

    if (ends_in(s, ends, SMZ_COUNT(ends)))
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
    tail = smz_str_skip(gap_before(c, 0), trailing_marks(gap_before(c, 0)));
    if (has_any(tail, "(\"") || smz_str_find(tail, SMZ_S("\u201c")) >= 0)
        put(&w, tail);
    put_first(&w, word_str(c, 0));
    for (int i = 1; i < c->n; i++) {
        put_gap(&w, c, i);
        put(&w, word_str(c, i));
    }
    tail = gap_before(c, c->n);
    if (!c->tagged)
        put(&w, smz_str_sub(tail, 0, leading_marks(tail)));
    balance(&w);
    trim_end(&w);
    put_stop(&w, c);
    return (smz_str){w.to, w.len};
}
