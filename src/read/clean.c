#include "read/clean.h"

#include <string.h>

#include "base/utf8.h"

/* What a byte asks of the reader: nothing, a look at the next one, or a copy. */
enum care { PLAIN, SPACE, ODD };

static enum care care_of(unsigned char c)
{
    if (c == ' ')
        return SPACE;
    /* C2: NBSP, soft hyphen, C1 controls. E1 to E3, EF: spaces, marks, the BOM. D8: the
       Arabic letter mark. */
    return c < ' ' || c == 0x7f || c == 0xc2 || c == 0xd8 || c == 0xe1 || c == 0xe2 ||
                   c == 0xe3 || c == 0xef
               ? ODD
               : PLAIN;
}

static bool is_dropped(uint32_t cp)
{
    return cp < ' ' || cp == 0x7f || (cp >= 0x80 && cp < 0xa0) || smz_cp_is_invisible(cp);
}

enum { STEP = 64 };

/*
 * Whether STEP bytes are ASCII without control characters and, with the byte before them,
 * without two spaces in a row. The loop is one that compilers make vectors of.
 */
static bool is_plain_step(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    unsigned char odd = 0;

    for (int i = 0; i < STEP; i++) {
        unsigned char c = p[i], before = p[i - 1];

        odd |= ((unsigned char)(c - ' ') >= 0x7f - ' ') | ((c | before) == ' ');
    }
    return !odd;
}

/* How far such bytes go from `at`, which is not 0. */
static size_t plain_run(smz_str text, size_t at)
{
    char end[1 + STEP]; /* of the text, filled up */

    for (; at + STEP <= text.len; at += STEP)
        if (!is_plain_step(text.ptr + at))
            return at;
    memset(end, 'a', sizeof(end));
    memcpy(end, text.ptr + at - 1, text.len - at + 1);
    return is_plain_step(end + 1) ? text.len : at;
}

/* Bytes at the start that can stay as they are. */
static size_t clean_run(smz_str text)
{
    size_t at = 0, slow = 1; /* up to where to go byte by byte */

    while (at < text.len) {
        unsigned char c;
        size_t next;
        uint32_t cp;

        if (at >= slow) {
            at = plain_run(text, at);
            slow = at + STEP;
            if (at == text.len)
                break;
        }
        next = at;
        c = (unsigned char)text.ptr[at];
        switch (care_of(c)) {
        case PLAIN:
            at++;
            break;
        case SPACE:
            if ((at + 1 < text.len && smz_is_space(text.ptr[at + 1])) ||
                (at && text.ptr[at - 1] == ' '))
                return at;
            at++;
            break;
        case ODD:
            cp = smz_utf8_next(text, &next);
            if (smz_cp_is_space(cp) || is_dropped(cp))
                return at;
            at = next;
            break;
        }
    }
    return at;
}

static smz_str trim_wide(smz_str s)
{
    s = smz_str_trim(s);
    for (size_t at = 0; s.len && (unsigned char)s.ptr[0] >= 0x80; at = 0) {
        uint32_t cp = smz_utf8_next(s, &at);

        if (!smz_cp_is_space(cp) && !is_dropped(cp))
            break;
        s = smz_str_trim(smz_str_skip(s, at));
    }
    return s;
}

smz_str read_clean(struct smz_arena *arena, smz_str text)
{
    size_t at, len;
    bool space = false;
    char *p;

    text = trim_wide(text);
    at = clean_run(text);
    if (at == text.len)
        return text;
    p = smz_arena_alloc(arena, text.len + 1);
    if (at)
        memcpy(p, text.ptr, at);
    len = at;
    while (at < text.len) {
        size_t from = at;
        uint32_t cp = smz_utf8_next(text, &at);

        if (smz_cp_is_space(cp)) {
            space = true;
        } else if (!is_dropped(cp)) {
            if (space && len && p[len - 1] != ' ')
                p[len++] = ' ';
            space = false;
            /* A byte that is no character: what a format cut in two. */
            if (cp == 0xfffd && at - from == 1)
                continue;
            memcpy(p + len, text.ptr + from, at - from);
            len += at - from;
        }
    }
    return smz_str_trim((smz_str){p, len});
}

static bool is_role(smz_str s)
{
    static const char *const roles[] = {
        "host",      "co-host",     "cohost",      "guest",
        "moderator", "interviewer", "interviewee", "narrator",
        "announcer", "presenter",   "panelist",    "speaker",
        "producer",  "caller",      "audience",    "audience member"};

    return smz_str_is_one_of(s, roles, SMZ_COUNT(roles));
}

/* "Mr. Lopez [continuing]", "Chair Lee [presiding]" are the same voices as ever. */
static smz_str without_stage(smz_str label)
{
    static const char *const marks[] = {" [continuing]", " [presiding]", " (cont'd)",
                                        " (continued)"};

    for (size_t i = 0; i < SMZ_COUNT(marks); i++)
        if (smz_str_ends(label, smz_str_of(marks[i])))
            return smz_str_sub(label, 0, label.len - smz_str_of(marks[i]).len);
    return label;
}

/* "Mme la ministre." as minutes print it; "Ann Lee Jr." and "I. I." keep theirs. */
static smz_str without_stop(smz_str label)
{
    size_t letters = 0;

    if (label.len == 0 || label.ptr[label.len - 1] != '.')
        return label;
    for (size_t i = label.len - 1; i > 0; i--) {
        if (label.ptr[i - 1] == ' ' || label.ptr[i - 1] == '.')
            break;
        letters += ((unsigned char)label.ptr[i - 1] & 0xc0) != 0x80;
    }
    return letters > 3 ? smz_str_sub(label, 0, label.len - 1) : label;
}

/* "STEVE LEE, HOST", "JANE DOE, BYLINE" of the radio: what stands behind the comma. */
static smz_str take_byline(smz_str label, smz_str *inner)
{
    struct smz_cut cut = smz_str_cut(label, SMZ_S(", "));

    if (!is_role(cut.tail) && !smz_str_eq(cut.tail, SMZ_S("BYLINE")))
        return label;
    *inner = is_role(cut.tail) ? cut.tail : (smz_str){NULL, 0};
    return cut.head;
}

/* What stands in brackets at the end of a label, "(host)", "<ann@example.org>". */
static smz_str take_bracket(smz_str label, smz_str *inner)
{
    size_t at = label.len;
    char close = label.len > 2 ? label.ptr[label.len - 1] : 0;

    *inner = (smz_str){NULL, 0};
    if (close != ')' && close != '>')
        return take_byline(label, inner);
    while (at > 0 && label.ptr[at - 1] != (close == ')' ? '(' : '<'))
        at--;
    if (at < 3)
        return label;
    *inner = smz_str_sub(label, at, label.len - 1);
    return smz_str_trim(smz_str_sub(label, 0, at - 1));
}

/* A label without one thing behind it that is no part of it; itself if there is none. */
static smz_str without_end(smz_str label, smz_str *role)
{
    smz_str inner, bare;

    while (label.len && label.ptr[label.len - 1] == ':')
        label = smz_str_trim(smz_str_sub(label, 0, label.len - 1));
    label = without_stop(without_stage(label));
    bare = take_bracket(label, &inner);
    if (is_role(inner)) {
        *role = inner;
        return bare;
    }
    /* An address is no part of a name. */
    return inner.len == 0 || (smz_str_find_char(inner, '@') > 0 &&
                              smz_str_find_char(inner, ' ') < 0)
               ? bare
               : label;
}

smz_str read_clean_label(struct smz_arena *arena, smz_str label, smz_str *role)
{
    smz_str bare = read_clean(arena, label);

    /* What is behind what was behind: cleaned once more it stays the same. */
    do {
        label = bare;
        bare = without_end(label, role);
    } while (bare.len && bare.len < label.len);
    return bare;
}

/* Letters and punctuation that spaces do not part. */
static bool is_bare(uint32_t cp)
{
    return smz_cp_is_unspaced(cp) || (cp >= 0x3001 && cp <= 0x303f) ||
           (cp >= 0xff01 && cp <= 0xff65);
}

bool read_joins_bare(smz_str left, smz_str right)
{
    size_t at = left.len, zero = 0;

    if (left.len == 0 || right.len == 0 || (unsigned char)right.ptr[0] < 0x80)
        return false;
    while (at > 0 && ((unsigned char)left.ptr[--at] & 0xc0) == 0x80)
        continue;
    return is_bare(smz_utf8_next(left, &at)) && is_bare(smz_utf8_next(right, &zero));
}
