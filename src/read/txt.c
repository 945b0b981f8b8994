/*
 * Text and Markdown. Two passes over the lines: the first counts what could be a
 * label and settles which are, the second gives the turns.
 */
#include <string.h>

#include "base/buf.h"
#include "read/label.h"
#include "read/markup.h"
#include "read/txt.h"

enum {
    MAX_ENTRY = 120,     /* bytes of an entry of a table of contents, or of a title */
    MAX_DIRECTION = 40,  /* bytes of a stage direction that has a line to itself */
    MIN_RUN = 3,         /* lines that make a table of contents */
    LONG_CUE = 150,      /* bytes: from here on a text behind a time is a paragraph */
    PREAMBLE_MIN = 2000, /* bytes that can be speech before the first label */
    MAX_CONTENTS = 300
};

/* What the first pass finds out about the file. */
struct layout {
    size_t lines, blanks, bytes;
    size_t stamps_alone, stamps_text, headings;
    bool marked; /* has Markdown, tags or entities */
    bool soft;   /* a line's end is a space; paragraphs are parted by blank lines */
    bool cues;   /* no labels, but times before the lines */
    bool labels; /* at least one is believed */
};

/* A line before the first label, kept until it is known what it was. */
struct kept_line {
    struct txt_line line;
    int number;
    bool opens;
};

struct walk {
    struct read_builder *builder;
    const struct txt_labels *labels;
    struct layout layout;
    struct smz_arena *scratch;

    int number;        /* of the line at hand, from 1 */
    bool opens;        /* it begins a paragraph */
    bool spoken_times; /* lines like "4 minutes, 5 seconds" may double the times */
    bool in_contents;
    bool seen;    /* a label has been seen */
    bool exhibit; /* in a document that was printed between the talk */
    bool done;    /* nothing of the talk follows */
    smz_ms stamp; /* of a line of its own, for what comes next; else none */
    bool stamp_used;
    smz_ms label_start;        /* of the last label */
    struct read_block waiting; /* a label whose text comes on the next line */
    bool waits;
    bool asked;   /* the last label was Q, A or their kin */
    bool resumed; /* a heading stands behind an answer: a lecturer goes on */
    SMZ_VEC(struct kept_line) front;
    SMZ_VEC(smz_str) contents; /* titles, to find them again as bare lines */
    size_t left_out;           /* lines of exhibits, furniture, stage directions */
};

/* ---- the first pass ---- */

static bool has_markdown(smz_str text)
{
    return smz_str_find(text, SMZ_S("**")) >= 0 || smz_str_find(text, SMZ_S("](")) >= 0 ||
           smz_str_find(text, SMZ_S("__")) >= 0 || smz_str_find(text, SMZ_S("\\[")) >= 0;
}

static void count_line(struct layout *layout, const struct txt_line *line)
{
    layout->lines++;
    layout->bytes += line->all.len;
    layout->headings += line->heading > 0;
    if (!line->stamped || line->behind.len)
        return;
    if (line->body.len == 0)
        layout->stamps_alone++;
    else
        layout->stamps_text++;
}

static void look_over(smz_str text, struct txt_labels *labels, struct layout *layout)
{
    struct txt_line line;
    smz_str raw;
    bool opens = true;

    while (smz_str_line(&text, &raw)) {
        if (raw.len)
            txt_line_parse(raw, &line);
        if (raw.len == 0 || line.all.len == 0) {
            layout->blanks++;
            opens = true;
            continue;
        }
        count_line(layout, &line);
        txt_labels_count(labels, &line, opens);
        opens = false;
    }
    txt_labels_settle(labels);
    layout->labels = txt_labels_form(labels) != TXT_NONE;
    layout->soft =
        layout->blanks * 10 >= layout->lines || layout->bytes <= 100 * layout->lines;
    layout->cues = !layout->labels &&
                   (layout->stamps_alone + layout->stamps_text) * 5 >= layout->lines &&
                   layout->stamps_alone + layout->stamps_text >= MIN_RUN;
}

/* ---- speech ---- */

/* Without marks: those of Markdown in a file that has it, tags and entities in any. */
static smz_str unmarked(struct walk *w, smz_str s)
{
    return w->layout.marked || smz_str_find_char(s, '&') >= 0 ||
                   smz_str_find_char(s, '<') >= 0
               ? read_unmark(read_arena(w->builder), s)
               : s;
}

/* Gives text, cut where a time in brackets stands in it. */
static void say(struct walk *w, struct read_block block, smz_str text)
{
    struct txt_stamp stamp;
    size_t from = 0, at = 0, n;
    const char *p;

    block.keep_text = true;
    while (at < text.len && (p = memchr(text.ptr + at, '[', text.len - at)) != NULL) {
        at = (size_t)(p - text.ptr);
        if (at > from && text.ptr[at - 1] == '\\')
            at--;
        n = txt_stamp_at(smz_str_skip(text, at), &stamp);
        if (n == 0) {
            at = (size_t)(p - text.ptr) + 1;
            continue;
        }
        block.text = smz_str_trim(smz_str_sub(text, from, at));
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
static smz_ms take_stamp(struct walk *w)
{
    smz_ms time = w->stamp;

    if (w->stamp_used && w->opens)
        time = SMZ_MS_NONE;
    w->stamp_used = true;
    return time;
}

static void speak(struct walk *w, const struct txt_line *line)
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
    w->exhibit = w->resumed = false;
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
        say(w, block, text);
}

/* A file whose labels have times. */
static bool is_timed(const struct walk *w)
{
    enum txt_form form = txt_labels_form(w->labels);

    return form == TXT_STAMPED || form == TXT_TIMED;
}

/* Text without a label of its own. */
static void go_on(struct walk *w, const struct txt_line *line)
{
    struct read_block block = {.kind =
                                   w->opens || !w->layout.soft ? READ_MORE : READ_JOIN,
                               .start = line->stamp.start,
                               .end = line->stamp.end,
                               .line = w->number};
    bool times = line->stamped && line->behind.len == 0 &&
                 (line->stamp.bracketed || w->layout.cues || is_timed(w));
    bool mark = line->change && !line->bullet;
    smz_str text = line->stamped && !times && !line->change ? line->all : line->body;

    /* A constant "0:00" before every line tells nothing. */
    if (times && w->layout.labels && block.start < w->label_start)
        block.start = block.end = SMZ_MS_NONE;
    if (!times) {
        block.start = take_stamp(w);
        block.end = SMZ_MS_NONE;
    }
    if (w->waits) {
        struct read_block label = w->waiting;

        label.start = times || label.start == SMZ_MS_NONE ? block.start : label.start;
        block = label;
        w->waits = false;
    } else if (w->layout.cues && block.start != SMZ_MS_NONE) {
        size_t n = w->layout.stamps_alone + w->layout.stamps_text;

        block.kind = (w->layout.bytes / n) > LONG_CUE ? READ_TURN : READ_CUE;
        block.change = line->change;
    } else if (!w->layout.labels) {
        if (block.kind == READ_MORE || line->change || line->bullet)
            block.kind = READ_TURN;
    } else if (times) {
        block.kind = READ_MORE;
    } else if (mark || (w->resumed && block.kind == READ_MORE)) {
        block.kind = READ_TURN;
    }
    say(w, block, text);
}

/* ---- what is no speech ---- */

/* "-----", "* * *", "=====": parts paragraphs. */
static bool is_rule(smz_str s)
{
    size_t marks = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (!strchr("-=_*~ ", s.ptr[i]))
            return false;
        marks += s.ptr[i] != ' ';
    }
    return marks >= 3;
}

/* "[MUSIC]", "(laughs)", "\[laughter\]" with a line to itself; "[inaudible]" stays. */
static bool is_direction(smz_str s)
{
    static const char *const gaps[] = {"inaudible", "unintelligible", "crosstalk",
                                       "indiscernible", "glossary"};
    char last;

    if (s.len && s.ptr[0] == '\\')
        s = smz_str_skip(s, 1);
    if (s.len < 3 || s.len > MAX_DIRECTION)
        return false;
    last = s.ptr[s.len - 1];
    if (!((s.ptr[0] == '[' && last == ']') || (s.ptr[0] == '(' && last == ')')) &&
        !smz_str_starts(s, SMZ_S("\xe2\x99\xaa")))
        return false;
    for (size_t i = 0; i < SMZ_COUNT(gaps); i++)
        if (smz_str_find_nocase(s, smz_str_of(gaps[i])) >= 0)
            return false;
    return true;
}

/* "_page : 3" of Spacelog, and lines of nothing but tags. */
static bool is_furniture(struct walk *w, smz_str s)
{
    if (s.ptr[0] == '_')
        return smz_str_find_char(s, ':') > 1 && s.len < MAX_ENTRY &&
               smz_str_find_char(smz_str_skip(s, 1), '_') < 0;
    return s.ptr[0] == '<' && s.len < MAX_ENTRY &&
           smz_str_trim(read_plain(w->scratch, s)).len == 0;
}

/* "4 minutes, 5 seconds": YouTube's time as it is spoken. */
static bool is_spoken_time(smz_str s)
{
    smz_str word;
    size_t words = 0;

    if (s.len > 50 || !smz_is_digit(s.ptr[0]))
        return false;
    while (smz_str_word(&s, &word)) {
        bool number = smz_is_digit(word.ptr[0]);

        words++;
        if (!number && !smz_str_starts(word, SMZ_S("second")) &&
            !smz_str_starts(word, SMZ_S("minute")) &&
            !smz_str_starts(word, SMZ_S("hour")))
            return false;
    }
    return words >= 2;
}

/* "[The prepared statement of Mr. Lee follows:]" */
static bool opens_exhibit(smz_str s)
{
    return smz_str_ends(s, SMZ_S(" follows:]")) || smz_str_ends(s, SMZ_S(" follow:]")) ||
           smz_str_eq(s, SMZ_S("follows:]")) ||
           smz_str_starts(s, SMZ_S("[The prepared statement of "));
}

static bool is_title(const struct walk *w, smz_str s)
{
    for (size_t i = 0; i < w->contents.len; i++)
        if (smz_str_eq_nocase(w->contents.at[i], s))
            return true;
    return false;
}

static void chapter(struct walk *w, const struct txt_line *line)
{
    smz_str title = read_unmark(read_arena(w->builder), line->body);

    w->waits = false;
    w->resumed = w->asked;
    read_chapter(w->builder, title, w->stamp_used ? SMZ_MS_NONE : w->stamp,
                 line->heading ? line->heading : 2);
}

static void add_contents(struct walk *w, const struct txt_line *line)
{
    smz_str title = line->behind.len ? line->label : line->body;

    title = smz_str_trim(read_unmark(read_arena(w->builder), title));
    txt_front_link(w->builder, line->stamp.link);
    txt_front_link(w->builder, line->all);
    read_contents(w->builder, title, line->stamp.start);
    if (w->contents.len < MAX_CONTENTS)
        SMZ_PUSH(w->scratch, w->contents, title);
}

/* ---- before the first label ---- */

static bool can_be_contents(const struct txt_line *line)
{
    return line->stamped && line->stamp.start != SMZ_MS_NONE && !line->heading &&
           line->body.len && line->body.len <= MAX_ENTRY &&
           (line->behind.len == 0 ||
            (line->text.len == 0 && read_label_likely(line->label) != READ_NEVER));
}

/* Whether what stands before the first label was said, too. */
static bool front_is_speech(const struct walk *w)
{
    size_t bytes = 0, headings = 0;
    bool under = false;

    for (size_t i = 0; i < w->front.len; i++) {
        const struct txt_line *line = &w->front.at[i].line;

        headings += line->heading > 0;
        if (!line->heading && !line->stamped) {
            bytes += line->all.len;
            /* Under a heading of the kind that parts the talk further on. */
            under |= headings > 0 && w->front.at[0].line.heading != 1 &&
                     line->all.len > MAX_ENTRY;
        }
    }
    return (bytes > PREAMBLE_MIN && bytes * 10 > w->layout.bytes) ||
           (under && w->layout.headings > headings);
}

/* A line that tells of the talk instead of being it. */
static bool is_about(struct walk *w, const struct txt_line *line)
{
    bool known = line->form == TXT_COLON || line->form == TXT_MARKED;

    if (txt_front_is_date(line->all)) {
        read_fact(w->builder, READ_DATE, line->all);
        return true;
    }
    if (known && line->all.len < 300 &&
        txt_front_key(w->builder, line->label,
                      read_unmark(read_arena(w->builder), line->text)))
        return true;
    txt_front_link(w->builder, line->all);
    return (known && line->all.len < MAX_ENTRY &&
            read_label_likely(line->label) == READ_NEVER) ||
           (line->all.len < 250 && smz_str_find(line->all, SMZ_S("://")) >= 0);
}

static bool is_list_of_people(smz_str heading)
{
    static const char *const words[] = {"attendees", "participants", "invited",
                                        "speakers",  "guests",       "attendees:"};

    return read_is_one_of(heading, words, SMZ_COUNT(words));
}

static bool can_be_title(smz_str s)
{
    return s.len > 3 && s.len < MAX_ENTRY && smz_str_find_char(s, ' ') > 0 &&
           !strchr(".:?!,;]>)", s.ptr[s.len - 1]);
}

struct front {
    struct smz_buf intro;
    bool speech, people, any;
};

/* A line of the talk before anybody was named. */
static void say_kept(struct walk *w, const struct kept_line *kept)
{
    const struct txt_line *line = &kept->line;
    bool opens = kept->opens || line->bullet || line->stamped || !w->layout.soft;

    say(w,
        (struct read_block){.kind = opens ? READ_TURN : READ_JOIN,
                            .start = line->stamp.start,
                            .end = line->stamp.end,
                            .line = kept->number},
        line->body);
}

static void front_text(struct walk *w, struct front *f, const struct kept_line *kept)
{
    const struct txt_line *line = &kept->line;
    smz_str text = read_unmark(read_arena(w->builder), line->all);

    if (f->people) {
        txt_front_names(w->builder, text);
        return;
    }
    if (smz_str_eq_nocase(text, SMZ_S("Table of Contents")) ||
        smz_str_eq_nocase(text, SMZ_S("Contents")) ||
        smz_str_eq_nocase(text, SMZ_S("Transcript")))
        return;
    if (smz_str_starts_nocase(line->all, SMZ_S("<title>"))) {
        read_fact(w->builder, READ_TITLE, read_plain(read_arena(w->builder), line->all));
        return;
    }
    if (!is_about(w, line)) {
        if (!f->any && !f->speech && can_be_title(text)) {
            f->any = true;
            read_fact(w->builder, READ_TITLE, text);
            return;
        }
        f->any = true;
        if (f->speech || line->stamped) {
            say_kept(w, kept);
            return;
        }
    }
    smz_buf_add(&f->intro, text);
    smz_buf_char(&f->intro, ' ');
}

/* One of several lines in a row with times, and no sentence. */
static bool is_entry(const struct walk *w, size_t i)
{
    const struct txt_line *line = &w->front.at[i].line;

    return can_be_contents(line) && !strchr(".?!,", line->body.ptr[line->body.len - 1]) &&
           ((i > 0 && can_be_contents(&w->front.at[i - 1].line)) ||
            (i + 1 < w->front.len && can_be_contents(&w->front.at[i + 1].line)));
}

/* The lines before the first label: facts, contents, an introduction, or talk. */
static void settle_front(struct walk *w)
{
    struct front f = {.speech = !w->seen || front_is_speech(w)};

    smz_buf_init(&f.intro, 0);
    for (size_t i = 0; i < w->front.len; i++) {
        const struct kept_line *kept = &w->front.at[i];
        const struct txt_line *line = &kept->line;

        if (line->heading) {
            f.people = is_list_of_people(line->body);
            if (line->heading == 1)
                read_fact(w->builder, READ_TITLE,
                          read_unmark(read_arena(w->builder), line->body));
            else if (!f.people && (f.speech || i + 1 == w->front.len))
                chapter(w, line);
        } else if (is_entry(w, i)) {
            add_contents(w, line);
        } else if (is_title(w, line->body)) {
            chapter(w, line);
        } else if (is_list_of_people(line->all)) {
            f.people = true;
        } else {
            front_text(w, &f, kept);
        }
    }
    read_fact(w->builder, READ_INTRO,
              smz_arena_keep(read_arena(w->builder), smz_buf_str(&f.intro)));
    smz_buf_release(&f.intro);
    w->front.len = 0;
}

/* ---- the second pass ---- */

static bool next_can_be_contents(smz_str rest, const struct txt_line *line)
{
    struct txt_line next = {0};
    smz_str raw;

    while (next.all.len == 0 && smz_str_line(&rest, &raw))
        txt_line_parse(raw, &next);
    return can_be_contents(&next) && (next.behind.len > 0) == (line->behind.len > 0);
}

/* A label of a table of contents ("Jane Roe (1:02:03)") has no text behind it. */
static bool heads_contents(const struct walk *w, const struct txt_line *line,
                           smz_str rest)
{
    return !w->seen && line->text.len == 0 && can_be_contents(line) &&
           next_can_be_contents(rest, line);
}

/* In a file without labels: one of several entries in a row. */
static bool is_contents(struct walk *w, const struct txt_line *line, smz_str rest)
{
    bool is = !w->layout.labels && !w->layout.cues && can_be_contents(line) &&
              (w->in_contents || next_can_be_contents(rest, line));

    w->in_contents = is;
    return is;
}

/* "**Break:**" */
static bool is_empty_mark(const struct txt_line *line)
{
    return (line->form == TXT_MARKED || line->form == TXT_STAMPED) &&
           line->text.len == 0 && read_label_likely(line->label) == READ_NEVER;
}

static void plain_line(struct walk *w, const struct txt_line *line, smz_str rest)
{
    if (line->heading == 1 && !w->seen) {
        read_fact(w->builder, READ_TITLE,
                  read_unmark(read_arena(w->builder), line->body));
        w->seen = true;
    } else if (line->heading) {
        chapter(w, line);
    } else if (line->stamped && line->body.len == 0) {
        w->stamp = line->stamp.start;
        w->stamp_used = false;
        if (w->waits && w->stamp != SMZ_MS_NONE)
            w->waiting.start = w->stamp;
        txt_front_link(w->builder, line->stamp.link);
    } else if ((w->opens || is_timed(w)) && is_title(w, line->body)) {
        chapter(w, line);
    } else if (is_contents(w, line, rest)) {
        add_contents(w, line);
    } else {
        go_on(w, line);
    }
}

static void walk_line(struct walk *w, const struct txt_line *line, smz_str rest)
{
    smz_str s = line->all;

    if (txt_labels_believe(w->labels, line) && !heads_contents(w, line, rest)) {
        if (!w->seen) {
            w->seen = true;
            settle_front(w);
        }
        speak(w, line);
    } else if (is_rule(s)) {
        w->opens = true;
        return;
    } else if (txt_front_is_end(s)) {
        w->done = true;
    } else if (opens_exhibit(s)) {
        w->exhibit = w->seen && txt_labels_form(w->labels) == TXT_DOT;
        w->left_out++;
    } else if (w->exhibit || is_furniture(w, s) || txt_front_is_boilerplate(s) ||
               is_empty_mark(line) || (is_direction(s) && !line->stamped) ||
               (w->spoken_times && is_spoken_time(s))) {
        w->left_out++;
    } else if (w->layout.labels && !w->seen && !(line->stamped && line->body.len == 0)) {
        SMZ_PUSH(w->scratch, w->front, (struct kept_line){*line, w->number, w->opens});
    } else {
        plain_line(w, line, rest);
    }
    w->opens = false;
}

static void walk_lines(struct walk *w, smz_str text)
{
    struct txt_line line;
    smz_str raw;
    bool dotted = txt_labels_form(w->labels) == TXT_DOT;

    w->opens = true;
    while (!w->done && smz_str_line(&text, &raw)) {
        w->number++;
        if (raw.len)
            txt_line_parse(raw, &line);
        if (raw.len == 0 || line.all.len == 0) {
            w->opens = true;
            continue;
        }
        w->opens |= dotted && line.indent >= 2;
        walk_line(w, &line, text);
    }
    while (w->done && smz_str_line(&text, &raw))
        w->left_out++;
    if (w->left_out)
        smz_note(read_notes(w->builder), SMZ_INFO,
                 "%zu lines left out: stage directions, page furniture, exhibits",
                 w->left_out);
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct smz_arena scratch;
    struct walk w = {.builder = builder,
                     .stamp = SMZ_MS_NONE,
                     .stamp_used = true,
                     .label_start = SMZ_MS_NONE};
    struct txt_labels *labels;
    int lines = 0;
    size_t front = txt_front_matter(text, builder, &lines);

    (void)err;
    text = smz_str_skip(text, front);
    w.number = front ? lines : 0;
    smz_arena_init(&scratch);
    w.scratch = &scratch;
    w.labels = labels = txt_labels_new(&scratch);
    look_over(text, labels, &w.layout);
    w.layout.marked = w.layout.headings || has_markdown(text);
    w.spoken_times = w.layout.cues || txt_labels_form(labels) == TXT_ALONE;
    walk_lines(&w, text);
    if (w.layout.labels && !w.seen)
        settle_front(&w);
    smz_arena_release(&scratch);
    return SMZ_OK;
}

static int probe(smz_str head, bool whole)
{
    (void)head;
    (void)whole;
    return 1; /* what fits nothing else is text */
}

const struct smz_format read_txt = {
    .name = "txt",
    .about = "plain text and Markdown, with or without labels",
    .probe = probe,
    .parse = parse,
};
