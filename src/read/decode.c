#include "read/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet.h>

#include "base/late.h"
#include "base/utf8.h"

/* clang-format off */
#define UCHARDET(X) \
    X(uchardet_new) X(uchardet_handle_data) X(uchardet_data_end) \
    X(uchardet_get_charset) X(uchardet_delete)
/* clang-format on */
static struct {
    UCHARDET(SMZ_LATE_MEMBER)
} lib;
static const struct smz_late_row rows[] = {UCHARDET(SMZ_LATE_ROW)};

enum {
    SAMPLE = 4 << 20, /* bytes that uchardet is given */
    FFFD = 3          /* bytes of U+FFFD */
};

static const char replacement[] = "\xef\xbf\xbd";

/* Where decoded text goes: room for all that the input can become was allocated. */
struct sink {
    char *ptr;
    size_t len;
};

static void put(struct sink *sink, uint32_t cp)
{
    sink->len += smz_utf8_put(cp, sink->ptr + sink->len);
}

static uint32_t unit(const unsigned char *p, int width, bool big)
{
    uint32_t v = 0;

    for (int i = 0; i < width; i++)
        v |= (uint32_t)p[big ? i : width - 1 - i] << (8 * (width - 1 - i));
    return v;
}

/* UTF-16 and UTF-32: surrogates alone and impossible code points are replaced. */
static struct read_decoded from_wide(smz_str bytes, int width, bool big, smz_str name,
                                     struct smz_arena *arena)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    size_t n = bytes.len / (size_t)width, bad = bytes.len % (size_t)width ? 1 : 0;
    struct sink out = {smz_arena_alloc(arena, n * (width == 2 ? 3 : 4) + FFFD + 1), 0};

    for (size_t i = 0; i < n; i++, p += width) {
        uint32_t cp = unit(p, width, big), low;

        if (width == 2 && cp >= 0xd800 && cp < 0xdc00 && i + 1 < n &&
            (low = unit(p + 2, 2, big)) >= 0xdc00 && low < 0xe000) {
            cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
            i++;
            p += 2;
        } else if (cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000) || cp == 0) {
            cp = 0xfffd;
            bad++;
        }
        put(&out, cp);
    }
    return (struct read_decoded){{out.ptr, out.len}, name, true, bad};
}

/* What the bytes 0x80 to 0x9f are in windows-1252; 0 where it has none. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static struct read_decoded from_1252(smz_str bytes, struct smz_arena *arena)
{
    struct sink out = {smz_arena_alloc(arena, bytes.len * 3 + 1), 0};
    size_t bad = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        uint32_t cp = c >= 0x80 && c < 0xa0 ? windows_1252[c - 0x80] : c;

        if (cp == 0) {
            cp = 0xfffd;
            bad++;
        }
        put(&out, cp);
    }
    return (struct read_decoded){{out.ptr, out.len}, SMZ_S("windows-1252"), false, bad};
}

/* Good text with some bad bytes (or NULs) in it. */
static struct read_decoded repaired(smz_str bytes, size_t bad, struct smz_arena *arena)
{
    struct sink out = {smz_arena_alloc(arena, bytes.len + bad * FFFD + 1), 0};
    size_t at = 0;

    while (at < bytes.len) {
        size_t from = at;
        uint32_t cp = smz_utf8_next(bytes, &at);

        if (cp == 0 || (cp == 0xfffd && at - from == 1)) {
            memcpy(out.ptr + out.len, replacement, FFFD);
            out.len += FFFD;
        } else {
            memcpy(out.ptr + out.len, bytes.ptr + from, at - from);
            out.len += at - from;
        }
    }
    return (struct read_decoded){{out.ptr, out.len}, SMZ_S("UTF-8"), false, bad};
}

/* How much of the text is what UTF-8 would be. */
struct tally {
    size_t high;  /* bytes from 0x80 on */
    size_t multi; /* well-formed characters of several bytes */
    size_t bad;   /* bytes that belong to none */
    size_t nul;
};

static struct tally count(smz_str bytes)
{
    struct tally t = {0};
    size_t at = 0;

    while (at < bytes.len) {
        size_t from = at;
        uint32_t cp = smz_utf8_next(bytes, &at);

        if (cp >= 0x80)
            t.high += at - from;
        if (cp == 0)
            t.nul++;
        else if (cp == 0xfffd && at - from == 1)
            t.bad++;
        else if (cp >= 0x80)
            t.multi++;
    }
    return t;
}

static smz_str guess(smz_str bytes, struct smz_arena *arena)
{
    uchardet_t detector;
    smz_str name;

    if (!smz_late_load("uchardet", rows, SMZ_COUNT(rows)))
        return (smz_str){NULL, 0};
    detector = lib.uchardet_new();
    lib.uchardet_handle_data(detector, bytes.ptr,
                             bytes.len < SAMPLE ? bytes.len : SAMPLE);
    lib.uchardet_data_end(detector);
    name = smz_arena_keep(arena, smz_str_of(lib.uchardet_get_charset(detector)));
    lib.uchardet_delete(detector);
    return name;
}

/* False where iconv does not know the encoding. */
static bool from_iconv(smz_str bytes, smz_str name, struct smz_arena *arena,
                       struct read_decoded *out)
{
    size_t room = bytes.len * 4 + FFFD, left = bytes.len, bad = 0;
    char *in = (char *)(uintptr_t)bytes.ptr; /* iconv's prototype; it does not write */
    char *to, *start;
    iconv_t cd = iconv_open("UTF-8", name.ptr);

    if (cd == (iconv_t)-1)
        return false;
    to = start = smz_arena_alloc(arena, room);
    while (left && iconv(cd, &in, &left, &to, &room) == (size_t)-1 && errno != E2BIG) {
        if (room < FFFD)
            break;
        memcpy(to, replacement, FFFD);
        to += FFFD;
        room -= FFFD;
        in++;
        left--;
        bad++;
    }
    iconv_close(cd);
    for (char *p = start; (p = memchr(p, 0, (size_t)(to - p))) != NULL;)
        *p++ = ' ';
    *out = (struct read_decoded){{start, (size_t)(to - start)}, name, false, bad};
    return true;
}

/*
 * Letters of windows-1252 begin at 0xc0; in the code pages of DOS most that a language
 * needs stand below.
 */
static bool is_letters_of_1252(smz_str bytes)
{
    size_t high = 0, letters = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        high += (unsigned char)bytes.ptr[i] >= 0x80;
        letters += (unsigned char)bytes.ptr[i] >= 0xc0;
    }
    return letters * 10 >= high * 9;
}

/*
 * One of the encodings of old. Where few letters need it, statistics say little and
 * the Western one is most likely.
 */
static struct read_decoded from_legacy(smz_str bytes, const struct tally *t,
                                       struct smz_arena *arena, struct smz_notes *notes)
{
    struct read_decoded out;
    smz_str name = {NULL, 0};
    bool western = t->high <= bytes.len / 100 + 2;

    if (!western)
        name = guess(bytes, arena);
    if (smz_str_eq_nocase(name, SMZ_S("UTF-8")))
        return repaired(bytes, t->bad + t->nul, arena);
    western = name.len == 0 || smz_str_eq_nocase(name, SMZ_S("ISO-8859-1")) ||
              smz_str_eq_nocase(name, SMZ_S("WINDOWS-1252")) ||
              smz_str_eq_nocase(name, SMZ_S("ASCII")) ||
              (smz_str_starts(name, SMZ_S("IBM")) && is_letters_of_1252(bytes));
    /* The same but for a few frames to draw, which nobody has in a transcript. */
    if (smz_str_eq_nocase(name, SMZ_S("KOI8-R")))
        name = SMZ_S("KOI8-U");
    /* iconv may give what is no character: it knows code points above U+10FFFF. */
    if (western || !from_iconv(bytes, name, arena, &out) || !smz_utf8_valid(out.text))
        out = from_1252(bytes, arena);
    smz_note(notes, SMZ_WARN,
             "encoding: not UTF-8, read as %.*s (a guess; convert it with iconv if names "
             "or accents look wrong)",
             SMZ_ARG(out.encoding));
    return out;
}

/*
 * Text of the West in UTF-16 has a NUL in every second byte. Other scripts have few,
 * for their spaces and line ends, but always on the same side, and between them what
 * is no text in bytes.
 */
static bool looks_wide(smz_str bytes, bool big)
{
    smz_str head = smz_str_sub(bytes, 0, 4096);
    size_t nul[2] = {0, 0}, odd = 0, high, low;

    for (size_t i = 0; i < head.len; i++) {
        nul[i & 1] += head.ptr[i] == 0;
        odd += (unsigned char)head.ptr[i] < ' ' && !smz_is_space(head.ptr[i]);
    }
    high = nul[big ? 0 : 1];
    low = nul[big ? 1 : 0];
    return head.len >= 8 && ((high > head.len / 5 && low < head.len / 50 + 1) ||
                             (high > 3 && low * 3 <= high &&
                              (odd > head.len / 8 || !smz_utf8_valid(head))));
}

smz_str read_repair(smz_str text, struct smz_arena *arena)
{
    struct tally t = count(text);

    return repaired(text, t.bad + t.nul, arena).text;
}

struct read_decoded read_decode(smz_str bytes, struct smz_arena *arena,
                                struct smz_notes *notes)
{
    static const struct {
        const char *mark;
        size_t len;
        int width;
        bool big;
        const char *name;
    } marks[] = {
        /* Before UTF-16LE, whose mark it has. */
        {"\xff\xfe\0\0", 4, 4, false, "UTF-32LE"},
        {"\0\0\xfe\xff", 4, 4, true, "UTF-32BE"},
        {"\xff\xfe", 2, 2, false, "UTF-16LE"},
        {"\xfe\xff", 2, 2, true, "UTF-16BE"},
        {"\xef\xbb\xbf", 3, 1, false, "UTF-8"},
    };
    struct read_decoded out = {bytes, SMZ_S("UTF-8"), false, 0};
    struct tally t;
    int width = 1;

    for (size_t i = 0; i < SMZ_COUNT(marks); i++) {
        if (!smz_str_starts(bytes, (smz_str){marks[i].mark, marks[i].len}))
            continue;
        /* Tools that join files leave a mark in front of the mark. */
        for (out.text = bytes;
             smz_str_starts(out.text, (smz_str){marks[i].mark, marks[i].len});)
            out.text = smz_str_skip(out.text, marks[i].len);
        width = marks[i].width;
        if (width > 1)
            out = from_wide(out.text, width, marks[i].big, smz_str_of(marks[i].name),
                            arena);
        break;
    }
    if (width == 1 && looks_wide(out.text, false))
        out = from_wide(out.text, width = 2, false, SMZ_S("UTF-16LE"), arena);
    else if (width == 1 && looks_wide(out.text, true))
        out = from_wide(out.text, width = 2, true, SMZ_S("UTF-16BE"), arena);
    if (width == 1 &&
        (!smz_utf8_valid(out.text) || smz_str_find_char(out.text, 0) >= 0)) {
        t = count(out.text);
        /* A few bad bytes among good characters, or NULs alone: UTF-8 all the same. */
        if (t.multi >= 2 * t.bad)
            out = repaired(out.text, t.bad + t.nul, arena);
        else
            out = from_legacy(out.text, &t, arena, notes);
    }
    if (out.replaced)
        smz_note(notes, SMZ_WARN, "encoding: %zu %s of no character in %.*s replaced",
                 out.replaced, out.replaced == 1 ? "byte" : "bytes",
                 SMZ_ARG(out.encoding));
    return out;
}

smz_str read_decode_as(smz_str bytes, smz_str encoding, struct smz_arena *arena)
{
    struct read_decoded out;
    size_t n = 0;

    while (n < bytes.len && (unsigned char)bytes.ptr[n] < 0x80)
        n++;
    if (n == bytes.len)
        return smz_arena_keep(arena, bytes);
    if (!from_iconv(bytes, encoding, arena, &out))
        out = from_1252(bytes, arena);
    return smz_utf8_valid(out.text) ? out.text : read_repair(out.text, arena);
}
