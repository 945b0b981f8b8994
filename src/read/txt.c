/*
 * Text and Markdown. Two passes over the lines: the first counts what could be a
 * label and settles which are, the second gives the turns.
 */
#include "read/spoken.h"
#include "read/txt_walk.h"

enum {
    MIN_CUES = 3,  /* lines with times that make a text without labels one of cues */
    POOR = 20,     /* of a hundred lines have labels: other forms may have more */
    MIN_CODES = 8, /* times with four fields that tell what the last is */
    SPACED = 8,    /* blank lines for ten of text: each line has one */
    FRAMES = 30    /* a second: of times with four fields the last stays below */
};

static bool has_markdown(smz_str text)
{
    return smz_str_find(text, SMZ_S("**")) >= 0 || smz_str_find(text, SMZ_S("](")) >= 0 ||
           smz_str_find(text, SMZ_S("__")) >= 0 || smz_str_find(text, SMZ_S("\\[")) >= 0;
}

static void count_said(struct txt_layout *layout, smz_str text)
{
    layout->said++;
    layout->ends += read_ends_sentence(text);
}

static void count_line(struct txt_layout *layout, const struct txt_line *line)
{
    const struct txt_stamp *stamp = &line->stamp;

    layout->lines++;
    if (stamp->framed_start != SMZ_MS_NONE && stamp->start != stamp->framed_start) {
        int last = (int)(stamp->start / 1000 % 60);

        /* Days stand before hours in few files, and never in a range. */
        layout->last_field = last > layout->last_field ? last : layout->last_field;
        layout->codes += stamp->end != SMZ_MS_NONE ? MIN_CODES : 1;
        layout->frames = layout->codes >= MIN_CODES && layout->last_field < FRAMES;
    }
    layout->bytes += line->all.len;
    layout->headings += line->heading > 0;
    if (!line->stamped || line->behind.len) {
        if (layout->run == 0 && txt_echoes(layout->alone, line->all)) {
            layout->echoes++;
            return;
        }
        if (layout->stamps_alone && txt_spoken_time(line->all) == SMZ_MS_NONE) {
            count_said(layout, line->all);
            layout->run++;
            layout->ones += layout->run == 1;
            layout->more += layout->run > 1;
        }
        return;
    }
    layout->run = 0;
    if (line->body.len == 0) {
        layout->stamps_alone++;
        layout->alone = line->stamp.start;
    } else {
        layout->stamps_text++;
        count_said(layout, line->body);
    }
}

/* A text whose lines have times; where nothing else stands, two are enough. */
static bool has_cues(const struct txt_layout *layout)
{
    size_t stamps = layout->stamps_alone + layout->stamps_text;

    return stamps * 5 >= layout->lines &&
           (stamps >= MIN_CUES ||
            (stamps && layout->stamps_text + layout->headings == layout->lines));
}

/* A time and nothing else. */
static bool next_is_stamp(smz_str rest)
{
    struct txt_line next;
    smz_str raw;

    if (!smz_str_line(&rest, &raw) || raw.len == 0)
        return false;
    txt_line_parse(raw, false, &next);
    return next.stamped && next.body.len == 0;
}

static void look_over(smz_str text, bool weak, struct txt_labels *labels,
                      struct txt_layout *layout)
{
    struct txt_line line;
    smz_str raw, all = text;
    bool opens = true;

    *layout = (struct txt_layout){
        .weak = weak, .numbered = txt_has_numbers(text), .alone = SMZ_MS_NONE};
    while (smz_str_line(&text, &raw)) {
        if (layout->numbered)
            raw = txt_without_number(raw);
        if (raw.len)
            txt_line_parse(raw, weak, &line);
        if (raw.len == 0 || line.all.len == 0) {
            layout->blanks++;
            opens = true;
            continue;
        }
        count_line(layout, &line);
        opens = opens || (line.form == TXT_ALONE && next_is_stamp(text));
        txt_labels_count(labels, &line, opens);
        opens = false;
    }
    txt_labels_settle(labels, all);
    layout->labels = txt_labels_form(labels) != TXT_NONE;
    layout->spaced =
        layout->numbered && layout->blanks * 10 >= layout->lines * (size_t)SPACED;
    layout->soft =
        layout->blanks * 10 >= layout->lines || layout->bytes <= 100 * layout->lines;
    layout->cues = !layout->labels && has_cues(layout);
    layout->strict = layout->cues && layout->ones * 10 >= layout->stamps_alone * 9 &&
                     layout->more * 5 <= layout->stamps_alone;
    layout->parted = layout->cues && layout->ends * 10 >= layout->said * 8 &&
                     layout->blanks + 1 >= layout->stamps_alone + layout->stamps_text;
}

/* Settles the labels of a text; what else can be one counts where plain ones are few. */
static const struct txt_labels *settle_labels(smz_str text, struct smz_arena *scratch,
                                              struct txt_layout *layout)
{
    struct txt_labels *plain = txt_labels_new(scratch, false), *weak;
    struct txt_layout other;

    look_over(text, false, plain, layout);
    if (txt_labels_form(plain) != TXT_NONE && txt_labels_share(plain) >= POOR)
        return plain;
    weak = txt_labels_new(scratch, true);
    look_over(text, true, weak, &other);
    if (!other.labels)
        return plain;
    *layout = other;
    return weak;
}

static bool next_can_be_contents(const struct txt_walk *w, smz_str rest,
                                 const struct txt_line *line)
{
    struct txt_line next = {0};
    smz_str raw;

    while (next.all.len == 0 && smz_str_line(&rest, &raw))
        txt_line_parse(raw, w->layout.weak, &next);
    return txt_can_be_contents(&next) && (next.behind.len > 0) == (line->behind.len > 0);
}

/* A label of a table of contents ("Jane Roe (1:02:03)") has no text behind it. */
static bool heads_contents(const struct txt_walk *w, const struct txt_line *line,
                           smz_str rest)
{
    return !w->seen && line->text.len == 0 && txt_can_be_contents(line) &&
           next_can_be_contents(w, rest, line);
}

/* In a file without labels: one of several entries in a row. */
static bool is_contents(struct txt_walk *w, const struct txt_line *line, smz_str rest)
{
    bool is = !w->layout.labels && !w->layout.cues && txt_can_be_contents(line) &&
              (w->in_contents || next_can_be_contents(w, rest, line));

    w->in_contents = is;
    return is;
}

/* A line of its own with the time of what comes. */
static void take_stamp_line(struct txt_walk *w, smz_ms time)
{
    w->stamp = time;
    w->stamp_used = false;
    if (w->waits && time != SMZ_MS_NONE)
        w->waiting.start = time;
}

/* "1 minute 5 seconds" under a name, or under "1:05", which it says again. */
static bool is_spoken_time(struct txt_walk *w, smz_str s)
{
    smz_ms time = w->spoken_times ? txt_spoken_time(s) : SMZ_MS_NONE;

    if (w->layout.echoes * 2 >= w->layout.stamps_alone && !w->stamp_used &&
        txt_echoes(w->stamp, s))
        return true;
    if (time == SMZ_MS_NONE)
        return false;
    if (w->stamp_used)
        take_stamp_line(w, time);
    return true;
}

/* "## Links", "## Timestamps": lists that people put under a talk. */
static bool heads_list(smz_str title)
{
    static const char *const titles[] = {
        "links",           "resources",       "references",      "show notes",
        "shownotes",       "chapters",        "timestamps",      "chapter timestamps",
        "chapter markers", "further reading", "links mentioned", "mentioned links",
        "credits",         "sources",         "related links",   "episode links"};

    if (smz_str_ends(title, SMZ_S(":")))
        title = smz_str_sub(title, 0, title.len - 1);
    return smz_str_is_one_of(title, titles, SMZ_COUNT(titles));
}

static bool is_listed(struct txt_walk *w, const struct txt_line *line)
{
    if (line->heading)
        w->listing = w->seen && w->layout.labels && heads_list(line->body);
    else if (!line->bullet && smz_str_find(line->all, SMZ_S("://")) < 0)
        w->listing = false;
    return w->listing;
}

/* Where one line follows each time: one that does not, and stands before the next. */
static bool is_between_times(const struct txt_walk *w, smz_str rest)
{
    struct txt_line next = {0};
    smz_str raw;

    if (!w->layout.strict || !w->stamp_used)
        return false;
    while (next.all.len == 0 && smz_str_line(&rest, &raw))
        txt_line_parse(raw, false, &next);
    return next.stamped && next.body.len == 0;
}

static void plain_line(struct txt_walk *w, const struct txt_line *line, smz_str rest)
{
    if (line->heading == 1 && !w->seen) {
        read_fact(w->builder, READ_TITLE,
                  read_unmark(read_arena(w->builder), line->body));
        w->seen = true;
    } else if (line->heading) {
        txt_chapter(w, line);
    } else if (line->stamped && line->body.len == 0) {
        take_stamp_line(w, line->stamp.start);
        txt_front_link(w->builder, line->stamp.link);
        w->keeps_open = w->opens;
    } else if (((w->opens || txt_is_timed(w)) && txt_is_title(w, line->body)) ||
               is_between_times(w, rest)) {
        txt_chapter(w, line);
    } else if (is_contents(w, line, rest)) {
        txt_add_contents(w, line);
    } else {
        txt_go_on(w, line);
    }
}

static void walk_line(struct txt_walk *w, const struct txt_line *line, smz_str rest)
{
    smz_str s = line->all;

    if (!w->seen && w->layout.labels && txt_take_cast(w, line)) {
        w->opens = false;
        return;
    }
    if (txt_labels_believe(w->labels, line) && !heads_contents(w, line, rest)) {
        if (!w->seen) {
            w->seen = true;
            txt_settle_opening(w);
        }
        txt_speak(w, line);
    } else if (txt_is_rule(s)) {
        w->opens = true;
        return;
    } else if (txt_front_is_end(s) ||
               (txt_front_is_captions(s) && read_any(w->builder))) {
        w->done = true;
    } else if (txt_opens_exhibit(s)) {
        w->exhibit = w->seen && txt_labels_form(w->labels) == TXT_DOT;
        w->left_out++;
    } else if (w->exhibit || txt_is_furniture(w, s) ||
               txt_front_is_boilerplate(line->body) || txt_is_empty_mark(line) ||
               (txt_is_direction(s) && !line->stamped) || is_spoken_time(w, s) ||
               is_listed(w, line)) {
        w->left_out++;
    } else if (w->layout.labels && !w->seen && !(line->stamped && line->body.len == 0)) {
        SMZ_PUSH(w->scratch, w->front, (struct txt_kept){*line, w->number, w->opens});
    } else {
        plain_line(w, line, rest);
    }
    w->opens = w->keeps_open;
    w->keeps_open = false;
}

static void walk_lines(struct txt_walk *w, smz_str text)
{
    struct txt_line line;
    smz_str raw;
    bool dotted = txt_labels_form(w->labels) == TXT_DOT;

    w->opens = true;
    while (!w->done && smz_str_line(&text, &raw)) {
        w->number++;
        if (w->layout.numbered)
            raw = txt_without_number(raw);
        if (raw.len)
            txt_line_parse(raw, w->layout.weak, &line);
        if (raw.len == 0 || line.all.len == 0) {
            w->opens = !w->layout.spaced;
            continue;
        }
        if (w->layout.frames && line.stamp.framed_start != SMZ_MS_NONE) {
            line.stamp.start = line.stamp.framed_start;
            line.stamp.end = line.stamp.framed_end;
        }
        w->opens |= dotted && line.indent >= 2;
        walk_line(w, &line, text);
    }
    while (w->done && smz_str_line(&text, &raw))
        w->left_out++;
    if (w->left_out)
        smz_note(read_notes(w->builder),
                 w->left_out * 5 > w->layout.lines ? SMZ_WARN : SMZ_INFO,
                 "%zu line%s left out: stage directions, page furniture, exhibits",
                 w->left_out, w->left_out == 1 ? "" : "s");
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct smz_arena scratch;
    struct txt_walk w = {.builder = builder,
                         .stamp = SMZ_MS_NONE,
                         .stamp_used = true,
                         .label_start = SMZ_MS_NONE};
    int lines = 0;
    size_t front = txt_front_matter(text, builder, &lines);

    (void)err;
    text = smz_str_skip(text, front);
    w.number = front ? lines : 0;
    smz_arena_init(&scratch);
    w.scratch = &scratch;
    w.labels = settle_labels(text, &scratch, &w.layout);
    w.layout.hashes =
        smz_str_find(text, SMZ_S("#0")) >= 0 || smz_str_find(text, SMZ_S("#1")) >= 0;
    w.layout.marked = w.layout.headings || has_markdown(text);
    w.spoken_times = w.layout.cues || txt_labels_form(w.labels) == TXT_ALONE;
    walk_lines(&w, text);
    if (w.layout.labels && !w.seen)
        txt_settle_opening(&w);
    if (!w.layout.cues && !(w.layout.labels && w.seen))
        smz_note(read_notes(builder), SMZ_WARN, "no speaker labels found: read as prose");
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
