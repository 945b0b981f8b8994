/*
 * Where a sentence ends. Bytes that cannot end one are skipped by a table; at each
 * end mark the word before it and what follows decide.
 */
#include <string.h>

#include "base/utf8.h"
#include "lang/table.h"

/* The first bytes of end marks: . ! ? LF, and those of … 。！？ ؟ ۔ । ። ។ */
static bool may_end(unsigned char c)
{
    return c == '.' || c == '!' || c == '?' || c == '\n' ||
           (c >= 0xd6 && (c == 0xe2 || c == 0xe3 || c == 0xef || c == 0xd8 || c == 0xdb ||
                          c == 0xe0 || c == 0xd6 || c == 0xe1));
}

enum mark {
    NO_MARK,
    POINT, /* may also shorten a word */
    DOTS,
    ASKS,  /* question and exclamation */
    FULL,  /* a full stop that is nothing else, no space needed behind it */
    BREAK, /* LF */
};

static enum mark mark_of(uint32_t cp)
{
    switch (cp) {
    case '.':
        return POINT;
    case '!':
    case '?':
    case 0x203c: /* ‼ ⁇ ⁈ ⁉ */
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x061f: /* Arabic question mark */
        return ASKS;
    case 0x2026:
        return DOTS;
    case '\n':
        return BREAK;
    case 0x3002: /* 。．！？｡ */
    case 0xff0e:
    case 0xff01:
    case 0xff1f:
    case 0xff61:
    case 0x06d4: /* Urdu */
    case 0x0964: /* danda, double danda */
    case 0x0965:
    case 0x0589: /* Armenian */
    case 0x1362: /* Ethiopic */
    case 0x17d4: /* Khmer */
        return FULL;
    default:
        return NO_MARK;
    }
}

static bool is_closer(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == '}' ||
           cp == 0x201d || cp == 0x2019 || cp == 0xbb || cp == 0x203a ||
           (cp >= 0x3008 && cp <= 0x3011 && cp % 2) || cp == 0xff09 || cp == 0x201c;
}

static bool is_opener(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == '(' || cp == '[' || cp == '-' || cp == '*' ||
           cp == 0x201c || cp == 0x2018 || cp == 0xab || cp == 0xbf || cp == 0xa1 ||
           cp == 0x201e || cp == 0x2013 || cp == 0x2014 || cp == '_';
}

static bool is_letter_at(smz_str text, size_t at)
{
    return at < text.len && smz_cp_is_letter(smz_utf8_next(text, &at));
}

/* What stands behind an end mark. */
struct behind {
    size_t at;     /* of the next sentence, if one begins here */
    bool closed;   /* by a quotation mark or bracket */
    bool space;    /* or the end */
    bool line;     /* the line ends here */
    uint32_t next; /* its first letter or digit, openers skipped; 0 at the end */
    size_t word;   /* where that stands */
};

static struct behind look_behind(smz_str text, size_t at)
{
    struct behind b = {.at = at};
    size_t i = at;

    while (i < text.len) {
        uint32_t cp = smz_utf8_next(text, &i);

        /* “ closes in German and opens in English and Chinese. */
        if (!is_closer(cp) || (cp == 0x201c && is_letter_at(text, i)))
            break;
        b.closed = true;
        b.at = i;
    }
    for (i = b.at; i < text.len;) {
        uint32_t cp = smz_utf8_next(text, &i);

        if (!smz_cp_is_space(cp) && !smz_cp_is_invisible(cp))
            break;
        b.line |= cp == '\n';
        b.space = true;
        b.at = i;
    }
    b.space |= b.at == text.len;
    for (i = b.at; i < text.len;) {
        b.word = i;
        b.next = smz_utf8_next(text, &i);
        if (!is_opener(b.next) && !smz_cp_is_space(b.next))
            return b;
    }
    b.next = 0;
    return b;
}

/* The run without space or opening mark that ends at `end`. */
static smz_str word_before(smz_str text, size_t from, size_t end)
{
    size_t at = end;

    while (at > from) {
        char c = text.ptr[at - 1];

        if (smz_is_space(c) || c == '(' || c == '[' || c == '"' || c == '\'' ||
            c == ',' || c == '/')
            break;
        at--;
    }
    return smz_str_sub(text, at, end);
}

static bool all_digits(smz_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!smz_is_digit(word.ptr[i]))
            return false;
    return word.len > 0;
}

/* One letter, or letters with points between: "J", "U.S". */
static bool is_initial(smz_str word)
{
    size_t letters = 0;

    for (size_t i = 0; i < word.len;) {
        uint32_t cp = smz_utf8_next(word, &i);

        if (cp == '.') {
            letters = 0;
            continue;
        }
        if (!smz_cp_is_upper(cp) || ++letters > 1)
            return false;
    }
    return letters == 1;
}

/* Whether a word that often begins a sentence stands at `at`: "The", "So". */
static bool opens_sentence(const struct smz_lang *lang, smz_str text, size_t at)
{
    char low[64];
    smz_str word;
    bool breaks;
    size_t n;

    if (!smz_next_word(text, &at, &word, &breaks))
        return true;
    n = smz_word_lower(word, low, sizeof(low));
    return smz_lang_lists(lang, (smz_str){low, n}) & (SMZ_LIST_STOP | SMZ_LIST_FILLER);
}

/* Whether the point at `dot` only shortens the word before it. */
static bool only_shortens(const struct smz_lang *lang, smz_str text, size_t dot,
                          const struct behind *b)
{
    smz_str word = word_before(text, 0, dot);
    char low[64];
    unsigned lists;
    size_t n;

    if (word.len == 0 || word.len > 40)
        return false;
    if (all_digits(word)) {
        if (word.ptr == text.ptr)
            return true; /* "1. First" */
        return lang->ordinals && word.len <= 2 && !opens_sentence(lang, text, b->word);
    }
    if (is_initial(word)) {
        bool i = word.len == 1 && word.ptr[0] == 'I' && strcmp(lang->code, "en") == 0;

        return !i && !opens_sentence(lang, text, b->word);
    }
    n = smz_word_lower(word, low, sizeof(low));
    lists = smz_lang_lists(lang, (smz_str){low, n});
    return (lists & SMZ_LIST_ABBR) ||
           ((lists & SMZ_LIST_NUMBER) && smz_cp_is_digit(b->next));
}

/* "that.Then": the space was forgotten. Not "example.com", "Node.JS", "3.5". */
static bool space_forgotten(smz_str text, size_t mark, const struct behind *b)
{
    size_t i = b->word;

    if (mark < 2 || b->word != b->at || !smz_cp_is_upper(b->next))
        return false;
    smz_utf8_next(text, &i);
    if (i >= text.len || !smz_cp_is_lower(smz_utf8_next(text, &i)))
        return false;
    return (text.ptr[mark - 1] >= 'a' && text.ptr[mark - 1] <= 'z' &&
            text.ptr[mark - 2] >= 'a' && text.ptr[mark - 2] <= 'z') ||
           b->closed;
}

/* A text all in small letters begins its sentences with them, too. */
static bool begins_small(smz_str text)
{
    size_t at = 0;
    smz_str word;
    bool breaks;

    if (!smz_next_word(text, &at, &word, &breaks))
        return false;
    at = 0;
    return smz_cp_is_lower(smz_utf8_next(word, &at));
}

static bool ends_here(const struct smz_lang *lang, smz_str text, size_t mark,
                      enum mark kind, const struct behind *b)
{
    bool small = smz_cp_is_lower(b->next);

    if (b->next == 0 || b->line)
        return true;
    if (!b->space) {
        if (kind == FULL || smz_cp_is_unspaced(b->next))
            return !b->closed || smz_cp_is_upper(b->next);
        return kind != DOTS && space_forgotten(text, mark, b);
    }
    if (kind == FULL)
        return true;
    if (small && (b->closed || !begins_small(text)))
        return kind == ASKS && !b->closed && mark > 12;
    if (kind == DOTS && small)
        return false;
    return kind != POINT || !only_shortens(lang, text, mark, b);
}

size_t smz_next_sentence(const struct smz_lang *lang, smz_str text)
{
    size_t at = 0;
    bool said = false; /* something stands before the mark */

    while (at < text.len) {
        size_t mark = at, end;
        enum mark kind, last;
        struct behind b;

        if (!may_end((unsigned char)text.ptr[at])) {
            said |= !smz_is_space(text.ptr[at]);
            at++;
            continue;
        }
        kind = mark_of(smz_utf8_next(text, &at));
        if (kind == NO_MARK || (kind == BREAK && !said)) {
            said |= kind == NO_MARK;
            continue;
        }
        for (end = at; end < text.len; at = end) { /* "?!", "..." */
            last = mark_of(smz_utf8_next(text, &end));
            if (last == NO_MARK || last == BREAK)
                break;
            if (last == ASKS)
                kind = ASKS;
            else if (kind == POINT)
                kind = DOTS;
        }
        b = look_behind(text, at);
        if (kind == BREAK || (said && ends_here(lang, text, mark, kind, &b)))
            return b.at;
        said = true;
    }
    return text.len;
}
