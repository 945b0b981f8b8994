/* What the text reader gives: turns and titles. */
#include <string.h>

#include "read/label.h"
#include "read/txt_walk.h"

enum {
    LONG_CUE = 150, /* bytes: from here on a text behind a time is a paragraph */
    MAX_CONTENTS = 300
};

/* Without marks: those of Markdown in a file that has it, tags and entities in any. */
static smz_str unmarked(struct txt_walk *w, smz_str s)
{
    return w->layout.marked || smz_str_find_char(s, '&') >= 0 ||
                   smz_str_find_char(s, '<') >= 0
               ? read_unmark(read_arena(w->builder), s)
               : s;
}

/* Where a stamp within a text could begin, from `at` on; NULL behind the last. */
static const char *next_mark(const struct txt_walk *w, smz_str text, size_t at)
{
    const char *bracket = memchr(text.ptr + at, '[', text.len - at);
    const char *hash =
        w->layout.hashes ? memchr(text.ptr + at, '#', text.len - at) : NULL;

    return hash && (!bracket || hash < bracket) ? hash : bracket;
}

void txt_say(struct txt_walk *w, struct read_block block, smz_str text)
{
    struct txt_stamp stamp;
    size_t from = 0, at = 0, n;
    const char *p;

    block.keep_text = true;
    while (at < text.len && (p = next_mark(w, text, at)) != NULL) {
        at = (size_t)(p - text.ptr);
        if (at > from && text.ptr[at - 1] == '\\')
            at--;
        n = txt_stamp_at(smz_str_skip(text, at), &stamp);
        if (n == 0) {
            at = (size_t)(p - text.ptr) + 1;
            continue;
        }
        block.text = smz_str_trim(smz_str_sub(text, from, at));
        /* Behind all that was said: when it ended, and what comes begins. */
        if (at + n == text.len) {
            if (block.text.len && block.end == SMZ_MS_NONE)
                block.end = stamp.start;
            w->stamp = stamp.start;
            w->stamp_used = false;
        }
        if (block.text.len) {
            block.text = unmarked(w, block.text);
            read_add(w->builder, block);
            block.kind = READ_JOIN;
        }
        block.start = stamp.start;
        block.end = SMZ_MS_NONE;
        from = at = at + n;
    }
    block.text = smz_str_trim(smz_str_skip(text, from));
    block.text = unmarked(w, block.text);
    read_add(w->builder, block);
}

/* The time that a line before gave; it holds on for lines that follow at once. */
static smz_ms take_stamp(struct txt_walk *w)
{
    smz_ms time = w->stamp;

    if (w->stamp_used && w->opens)
        time = SMZ_MS_NONE;
    w->stamp_used = true;
    return time;
}

void txt_speak(struct txt_walk *w, const struct txt_line *line)
{
    struct read_block block = {.kind = READ_TURN,
                               .label = line->label,
                               .start = line->stamp.start,
                               .end = line->stamp.end,
                               .line = w->number};
    smz_str text = line->text;

    block.label = unmarked(w, block.label);
    txt_front_link(w->builder, line->stamp.link);
    if (!line->stamped)
        block.start = take_stamp(w);
    w->label_start = block.start;
    w->exhibit = w->resumed = w->listing = false;
    w->asked = line->label.len <= 3 && read_label_made_up(line->label);
    /* "C: 1:19" in a file whose labels have no times: the time is what was said. */
    if (line->text.len == 0 && line->behind.len && !line->stamp.bracketed &&
        txt_labels_form(w->labels) == TXT_COLON) {
        text = line->behind;
        block.start = take_stamp(w);
    }
    w->waits = text.len == 0;
    if (w->waits)
        w->waiting = block;
    else
        txt_say(w, block, text);
}

/* A file whose labels have times. */
bool txt_is_timed(const struct txt_walk *w)
{
    enum txt_form form = txt_labels_form(w->labels);

    return form == TXT_STAMPED || form == TXT_TIMED;
}

/* Whether the stamp before a line is one: not every number with a colon is. */
static bool is_stamped(const struct txt_walk *w, const struct txt_line *line)
{
    return line->stamped && line->behind.len == 0 &&
           (line->stamp.bracketed || w->layout.cues || txt_is_timed(w));
}

/* How text without a label goes on; `timed`: a time of its own stands before it. */
static enum read_kind kind_of(const struct txt_walk *w, const struct txt_line *line,
                              bool timed)
{
    bool opens = w->opens || !w->layout.soft;
    size_t stamps = w->layout.stamps_alone + w->layout.stamps_text;

    if (w->layout.cues && timed)
        return w->layout.bytes / stamps > LONG_CUE || (w->layout.parted && w->opens)
                   ? READ_TURN
                   : READ_CUE;
    if (!w->layout.labels)
        return opens || line->change || line->bullet ? READ_TURN : READ_JOIN;
    if ((line->change && !line->bullet) || (w->resumed && opens))
        return READ_TURN;
    if (is_stamped(w, line))
        return READ_MORE;
    return opens ? READ_MORE : READ_JOIN;
}

void txt_go_on(struct txt_walk *w, const struct txt_line *line)
{
    struct read_block block = {
        .start = line->stamp.start, .end = line->stamp.end, .line = w->number};
    bool stamped = is_stamped(w, line);
    smz_str text = line->stamped && !stamped && !line->change ? line->all : line->body;

    if (!stamped) {
        block.start = take_stamp(w);
        block.end = SMZ_MS_NONE;
    } else if (w->layout.labels && block.start < w->label_start) {
        /* A constant "0:00" before every line tells nothing. */
        block.start = block.end = SMZ_MS_NONE;
    }
    if (w->waits) {
        smz_ms start = block.start;

        block = w->waiting;
        if (start != SMZ_MS_NONE && (stamped || block.start == SMZ_MS_NONE))
            block.start = start;
        w->waits = false;
    } else {
        block.kind = kind_of(w, line, block.start != SMZ_MS_NONE);
        block.change = w->layout.cues && line->change;
    }
    txt_say(w, block, text);
}

bool txt_can_be_contents(const struct txt_line *line)
{
    return line->stamped && line->stamp.start != SMZ_MS_NONE && !line->heading &&
           line->body.len && line->body.len <= TXT_MAX_ENTRY &&
           (line->behind.len == 0 ||
            (line->text.len == 0 && read_label_likely(line->label) != READ_NEVER));
}

bool txt_is_title(const struct txt_walk *w, smz_str s)
{
    for (size_t i = 0; i < w->contents.len; i++)
        if (smz_str_eq_nocase(w->contents.at[i], s))
            return true;
    return false;
}

void txt_chapter(struct txt_walk *w, const struct txt_line *line)
{
    smz_str title = read_unmark(read_arena(w->builder), line->body);

    w->waits = false;
    w->resumed = w->asked;
    read_chapter(w->builder, title, w->stamp_used ? SMZ_MS_NONE : w->stamp,
                 line->heading ? line->heading : 2);
}

void txt_add_contents(struct txt_walk *w, const struct txt_line *line)
{
    smz_str title = line->behind.len ? line->label : line->body;

    title = smz_str_trim(read_unmark(read_arena(w->builder), title));
    txt_front_link(w->builder, line->stamp.link);
    txt_front_link(w->builder, line->all);
    read_contents(w->builder, title, line->stamp.start);
    if (w->contents.len < MAX_CONTENTS)
        SMZ_PUSH(w->scratch, w->contents, title);
}
