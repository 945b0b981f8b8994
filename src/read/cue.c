#include "read/cue.h"

#include <string.h>

enum {
    USUAL_TIMES = 29,  /* bytes of two times as nearly all are written, and the arrow */
    LONGEST_TIMES = 40 /* the same, however they are */
};

/* The lines of a file, one ahead. */
struct lines {
    struct smz_lines behind; /* `line` */
    smz_str line;
    int number;
    bool more;
};

static void next(struct lines *l)
{
    l->more = smz_lines_next(&l->behind, &l->line);
    l->number++;
}

/* A time that a subtitle tool may have shifted below zero counts as zero. */
static size_t take_time(smz_str s, smz_ms *time)
{
    size_t at = 0, n;

    while (at < s.len && smz_is_space(s.ptr[at]))
        at++;
    if (at < s.len && s.ptr[at] == '-' && at + 1 < s.len && smz_is_digit(s.ptr[at + 1])) {
        n = read_timestamp_at(smz_str_skip(s, at + 1), time);
        *time = 0;
        return n ? at + 1 + n : 0;
    }
    n = read_timestamp_at(smz_str_skip(s, at), time);
    return n ? at + n : 0;
}

/* Two digits at p, or -1. */
static int two(const char *p)
{
    return smz_is_digit(p[0]) && smz_is_digit(p[1]) ? (p[0] - '0') * 10 + p[1] - '0' : -1;
}

/* "00:01:02,345" at p, all of its twelve bytes: the form of nearly all times. */
static bool take_usual(const char *p, smz_ms *time)
{
    int hours = two(p), minutes = two(p + 3), seconds = two(p + 6), ms = two(p + 9);

    if (hours < 0 || minutes < 0 || seconds < 0 || ms < 0 || minutes > 59 ||
        seconds > 59 || p[2] != ':' || p[5] != ':' || (p[8] != ',' && p[8] != '.') ||
        !smz_is_digit(p[11]))
        return false;
    *time =
        ((hours * 60 + minutes) * 60 + seconds) * (smz_ms)1000 + ms * 10 + p[11] - '0';
    return true;
}

/* "00:00:01,000 --> 00:00:02,000", and nothing but a space behind it. */
static bool take_usual_timing(smz_str line, smz_ms *start, smz_ms *end)
{
    return line.len >= USUAL_TIMES &&
           (line.len == USUAL_TIMES || line.ptr[USUAL_TIMES] == ' ') &&
           memcmp(line.ptr + 12, " --> ", 5) == 0 && take_usual(line.ptr, start) &&
           take_usual(line.ptr + 17, end);
}

/* What is meant for "-->"; all but that only between two times. */
static size_t arrow_at(smz_str s)
{
    static const char *const arrows[] = {"-->",           "->",           "\xe2\x80\x93>",
                                         "\xe2\x80\x94>", "=>",           "-- >",
                                         "- ->",          "\xe2\x86\x92", "--&gt;"};

    for (size_t i = 0; i < SMZ_COUNT(arrows); i++)
        if (smz_str_starts(s, smz_str_of(arrows[i])))
            return smz_str_of(arrows[i]).len;
    return 0;
}

/* The times at the start of a line, and an arrow between them: bytes, or 0. */
static size_t timing_at(smz_str line, smz_ms *start, smz_ms *end)
{
    size_t at, n, arrow;

    if (line.len < 7 ||
        !(smz_is_digit(line.ptr[0]) || smz_is_space(line.ptr[0]) || line.ptr[0] == '-'))
        return 0;
    if (take_usual_timing(line, start, end))
        return USUAL_TIMES;
    at = take_time(line, start);
    if (at == 0)
        return 0;
    while (at < line.len && smz_is_space(line.ptr[at]))
        at++;
    arrow = arrow_at(smz_str_skip(line, at));
    n = arrow ? take_time(smz_str_skip(line, at + arrow), end) : 0;
    if (n == 0 && !smz_str_starts(smz_str_skip(line, at), SMZ_S("-->")))
        return 0;
    if (n == 0)
        *end = SMZ_MS_NONE;
    return at + arrow + n;
}

bool read_timing(smz_str line, smz_ms *start, smz_ms *end)
{
    return timing_at(line, start, end) > 0;
}

static bool is_number(smz_str line)
{
    line = smz_str_trim(line);
    for (size_t i = 0; i < line.len; i++)
        if (!smz_is_digit(line.ptr[i]))
            return false;
    return line.len > 0;
}

/* If the line after this one is a timing line: its times, and *at is there. */
static bool next_is_timing(const struct lines *l, struct lines *at, smz_ms *start,
                           smz_ms *end)
{
    *at = *l;
    next(at);
    return at->more && read_timing(at->line, start, end);
}

/*
 * What stands behind the times of a cue that has no text of its own: what was said,
 * unless it is settings ("align:start", "X1:40").
 */
static smz_str spoken_behind(smz_str line)
{
    smz_ms start, end = SMZ_MS_NONE;
    size_t n = timing_at(line, &start, &end);
    smz_str rest = smz_str_trim(smz_str_skip(line, n)), words = rest, word;

    while (n && end != SMZ_MS_NONE && smz_str_word(&words, &word)) {
        ptrdiff_t colon = smz_str_find_char(word, ':');

        if (colon < 0 || (size_t)colon + 1 == word.len)
            return rest;
    }
    return (smz_str){NULL, 0};
}

/* A number, or what has an arrow in it, on the line before times: the cue's. */
static bool is_name(smz_str line)
{
    return is_number(line) || smz_str_find(line, SMZ_S("-->")) >= 0;
}

/* The text from a line on, up to an empty line or the next cue; l is behind it. */
static smz_str take_text(struct lines *l)
{
    smz_str last = {NULL, 0}, text = {l->line.ptr, 0};
    size_t before = 0; /* of the text, without the last line */
    smz_ms start, end;

    for (; l->more && l->line.len; next(l)) {
        if (read_timing(l->line, &start, &end)) {
            if (is_name(last))
                text.len = before;
            break;
        }
        before = text.len;
        last = l->line;
        text.len = (size_t)(last.ptr - text.ptr) + last.len;
    }
    return text;
}

/* The first line goes in any case: "NOTE a --> b" is a comment, too. */
static void skip_block(struct lines *l)
{
    do
        next(l);
    while (l->more && l->line.len && smz_str_find(l->line, SMZ_S("-->")) < 0);
}

static bool is_word(smz_str line, smz_str word)
{
    return smz_str_starts(line, word) &&
           (line.len == word.len || smz_is_space(line.ptr[word.len]) ||
            line.ptr[word.len] == ':');
}

/* NOTE anywhere; STYLE and REGION before the first cue. */
static bool is_comment(smz_str line, bool first)
{
    return is_word(line, SMZ_S("NOTE")) ||
           (first && (is_word(line, SMZ_S("STYLE")) || is_word(line, SMZ_S("REGION")) ||
                      is_word(line, SMZ_S("Region"))));
}

/* Text that no timing line stands before. */
static void take_stray(struct lines *l, bool vtt, struct read_captions *out,
                       struct read_builder *builder)
{
    int number = l->number;
    smz_str text = take_text(l);
    struct read_cue *last = out->n ? read_captions_at(out, out->n - 1) : NULL;

    if (last && last->text.len == 0) {
        last->single = false;
        last->text = text; /* an empty line stands between time and text */
        last->line = number;
    } else if (last && !vtt) {
        /* An empty line inside the text. */
        last->text.len = (size_t)(text.ptr + text.len - last->text.ptr);
        last->single = false;
    } else if (!is_number(text) && !(vtt && out->n == 0)) {
        read_skip(builder, "line %d: text outside of a cue", number);
    }
}

/* A line with an arrow where no time can be read: its text is kept without one. */
static bool is_broken_timing(smz_str line)
{
    ptrdiff_t at = smz_str_find(line, SMZ_S("-->"));
    int digits = 0, letters = 0;

    for (size_t i = 0; i < line.len && i < LONGEST_TIMES; i++) {
        digits += smz_is_digit(line.ptr[i]);
        letters += smz_is_alpha(line.ptr[i]);
    }
    return at >= 0 && at < LONGEST_TIMES && digits > letters;
}

/* "12 \"Ann Lee\" (1054421504)": the name of a cue of Webex says who speaks. */
static smz_str voice_of_name(smz_str line)
{
    struct smz_cut open = smz_str_cut(line, SMZ_S(" \"")), close;

    if (!open.found || !is_number(open.head))
        return (smz_str){NULL, 0};
    close = smz_str_cut(open.tail, SMZ_S("\""));
    return close.found ? smz_str_trim(close.head) : (smz_str){NULL, 0};
}

void read_cues(smz_str text, int line, bool vtt, struct read_captions *out,
               struct read_builder *builder)
{
    struct lines l = {.behind = {.rest = text}, .number = line - 1};

    for (next(&l); l.more;) {
        struct read_cue cue = {.start = SMZ_MS_NONE, .end = SMZ_MS_NONE};
        struct lines ahead;
        smz_str times;

        if (l.line.len == 0) {
            next(&l);
            continue;
        }
        if (!read_timing(l.line, &cue.start, &cue.end)) {
            if (vtt && is_comment(l.line, out->n == 0)) {
                skip_block(&l);
                continue;
            }
            if (next_is_timing(&l, &ahead, &cue.start, &cue.end)) {
                cue.voice = voice_of_name(l.line); /* or number of the cue */
                l = ahead;
            } else if (is_broken_timing(l.line)) {
                cue.start = cue.end = SMZ_MS_NONE; /* a part may have been read */
                read_skip(builder, "line %d: no time can be read in it", l.number);
            } else {
                take_stray(&l, vtt, out, builder);
                continue;
            }
        }
        times = l.line;
        next(&l);
        cue.line = l.number;
        cue.text = take_text(&l);
        if (cue.text.len == 0)
            cue.text = spoken_behind(times);
        cue.single = l.number <= cue.line + 1;
        read_captions_add(out, cue);
    }
}
