/*
 * Slices of text. A slice is a pointer and a length in bytes; it owns nothing,
 * is not NUL-terminated, and lives as long as what it was cut from. The empty
 * slice may have a NULL pointer. All functions here are ASCII-minded: what
 * depends on Unicode is in base/utf8.h.
 */
#ifndef SMZ_BASE_STR_H
#define SMZ_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct smz_str {
    const char *ptr;
    size_t len; /* bytes */
} smz_str;

#define SMZ_S(literal) ((smz_str){(literal), sizeof(literal) - 1})
#define SMZ_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* For printf: printf("%.*s", SMZ_ARG(s)). */
#define SMZ_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* What a cut leaves: all is head and tail is empty where `found` is false. */
struct smz_cut {
    smz_str head;
    smz_str tail;
    bool found;
};

/* What is called for each byte or word is inline: its literals become constants. */

/* The slice of a NUL-terminated string; NULL gives the empty slice. */
static inline smz_str smz_str_of(const char *z)
{
    return (smz_str){z, z ? strlen(z) : 0};
}

static inline bool smz_str_eq(smz_str a, smz_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Equal but for the case of ASCII letters. */
bool smz_str_eq_nocase(smz_str a, smz_str b);
/* Equal to one of n words, but for the case of ASCII letters. */
bool smz_str_is_one_of(smz_str s, const char *const *words, size_t n);
/* Byte order, as memcmp, a shorter prefix first. */
int smz_str_cmp(smz_str a, smz_str b);
static inline bool smz_str_starts(smz_str s, smz_str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool smz_str_starts_nocase(smz_str s, smz_str prefix);
bool smz_str_ends(smz_str s, smz_str suffix);

/* Offset of the first occurrence in bytes, or -1. An empty needle is at 0. */
ptrdiff_t smz_str_find(smz_str s, smz_str needle);
ptrdiff_t smz_str_find_nocase(smz_str s, smz_str needle);
ptrdiff_t smz_str_find_char(smz_str s, char c);

/* Bytes [from, to) of s, both clamped to its length. */
static inline smz_str smz_str_sub(smz_str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (smz_str){s.ptr ? s.ptr + from : NULL, to - from};
}

/* Without the first n bytes. */
static inline smz_str smz_str_skip(smz_str s, size_t n)
{
    return smz_str_sub(s, n, s.len);
}

/* Without space, tab, CR, LF, VT, FF and U+00A0 at the ends. */
smz_str smz_str_trim(smz_str s);

/* Splits at the first `sep`. */
struct smz_cut smz_str_cut(smz_str s, smz_str sep);

/* Takes the next line off *rest, without its end (LF, CRLF or CR). False at the end. */
bool smz_str_line(smz_str *rest, smz_str *line);

/* The same of many lines: {.rest = text}. Each end is searched for once. */
struct smz_lines {
    smz_str rest;
    const char *lf, *cr; /* the next ones, or the end; NULL before they were looked for */
};
bool smz_lines_next(struct smz_lines *lines, smz_str *line);

/* Takes the next run without ASCII white space off *rest. False at the end. */
bool smz_str_word(smz_str *rest, smz_str *word);

/* A whole decimal number of at most 18 digits, nothing else in s. */
bool smz_str_to_int(smz_str s, int64_t *out);

/* FNV-1a, 64 bit (Fowler, Noll, Vo; draft-eastlake-fnv). For tables in memory only. */
uint64_t smz_str_hash(smz_str s);

static inline bool smz_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool smz_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool smz_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char smz_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

#endif
