/*
 * A transcript as it was read, in a form that people and tools have: a converter
 * between formats, and the way to see what was understood.
 */
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "render/inside.h"
#include "render/values.h"

static smz_str label_of(const struct smz_transcript *t, const struct smz_turn *turn)
{
    return turn->speaker < 0 ? (smz_str){NULL, 0} : t->speakers[turn->speaker].label;
}

/* ---- JSON */

static void add_known(cJSON *object, const char *key, smz_str value)
{
    if (value.len)
        smz_json_add_str(object, key, value);
}

/* The first anchor says what the turn's start does. */
static bool starts_timed(const struct smz_turn *turn)
{
    return turn->n_anchors && turn->anchors[0].at == 0 &&
           turn->anchors[0].time == turn->start;
}

/* The times inside a turn: [characters before it, seconds]. */
static void add_times(cJSON *object, const struct smz_turn *turn)
{
    cJSON *times = cJSON_AddArrayToObject(object, "times");
    size_t at = 0, characters = 0;

    for (int i = starts_timed(turn); i < turn->n_anchors; i++) {
        cJSON *pair = cJSON_CreateArray();

        for (; at < turn->anchors[i].at; characters++)
            smz_utf8_next(turn->text, &at);
        cJSON_AddItemToArray(pair, cJSON_CreateNumber((double)characters));
        cJSON_AddItemToArray(pair,
                             cJSON_CreateNumber((double)turn->anchors[i].time / 1000));
        cJSON_AddItemToArray(times, pair);
    }
}

static void add_turn(cJSON *turns, const struct smz_transcript *t,
                     const struct smz_turn *turn)
{
    cJSON *object = cJSON_CreateObject();

    add_known(object, "speaker", label_of(t, turn));
    if (turn->change)
        cJSON_AddTrueToObject(object, "change");
    if (turn->start != SMZ_MS_NONE)
        render_add_seconds(object, "start", turn->start);
    if (turn->end != SMZ_MS_NONE)
        render_add_seconds(object, "end", turn->end);
    smz_json_add_str(object, "text", turn->text);
    if (turn->n_anchors > starts_timed(turn))
        add_times(object, turn);
    cJSON_AddItemToArray(turns, object);
}

static void add_lists(cJSON *root, const struct smz_transcript *t)
{
    cJSON *speakers = cJSON_AddArrayToObject(root, "speakers");
    cJSON *chapters = cJSON_AddArrayToObject(root, "chapters");
    cJSON *named = cJSON_AddArrayToObject(root, "named");

    for (int i = 0; i < t->n_speakers; i++) {
        cJSON *s = cJSON_CreateObject();

        smz_json_add_str(s, "label", t->speakers[i].label);
        add_known(s, "name", t->speakers[i].name);
        add_known(s, "role", t->speakers[i].role);
        cJSON_AddItemToArray(speakers, s);
    }
    for (int i = 0; i < t->n_chapters; i++) {
        cJSON *c = cJSON_CreateObject();

        smz_json_add_str(c, "title", t->chapters[i].title);
        if (t->chapters[i].start != SMZ_MS_NONE)
            render_add_seconds(c, "start", t->chapters[i].start);
        cJSON_AddNumberToObject(c, "level", t->chapters[i].level);
        cJSON_AddNumberToObject(c, "turn", t->chapters[i].first_turn);
        cJSON_AddItemToArray(chapters, c);
    }
    for (int i = 0; i < t->n_named; i++)
        smz_json_push_str(named, t->named[i]);
}

static void write_json(const struct smz_transcript *t, struct smz_buf *out)
{
    cJSON *root = cJSON_CreateObject(), *turns;

    smz_json_add_str(root, "transcript_of", t->name);
    add_known(root, "title", t->title);
    add_known(root, "date", t->date);
    add_known(root, "link", t->link);
    add_known(root, "language", t->language);
    add_known(root, "intro", t->intro);
    add_lists(root, t);
    turns = cJSON_AddArrayToObject(root, "turns");
    for (int i = 0; i < t->n_turns; i++)
        add_turn(turns, t, &t->turns[i]);
    render_print(root, out);
}

/* ---- captions */

/* A part of a turn that begins with a time. */
struct cue {
    const struct smz_turn *turn;
    bool first;     /* of the turn */
    bool paragraph; /* begins one */
    smz_str text;
    smz_ms start, end;
};

static void write_stamp(smz_ms ms, char point, struct smz_buf *out)
{
    smz_render_time(ms, out);
    smz_buf_printf(out, "%c%03d", point, (int)(ms % 1000));
}

static void write_times(const struct cue *cue, char point, struct smz_buf *out)
{
    write_stamp(cue->start, point, out);
    smz_buf_add(out, SMZ_S(" --> "));
    write_stamp(cue->end, point, out);
    smz_buf_char(out, '\n');
}

/* What a reader of captions would take for markup is written as an entity. */
static void write_escaped(smz_str text, char paragraph, struct smz_buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '&')
            smz_buf_add(out, SMZ_S("&amp;"));
        else if (text.ptr[i] == '<')
            smz_buf_add(out, SMZ_S("&lt;"));
        else if (text.ptr[i] == '>')
            smz_buf_add(out, SMZ_S("&gt;"));
        else
            smz_buf_char(out, text.ptr[i] == '\n' ? paragraph : text.ptr[i]);
    }
}

/* A voice that has no name: where a mark said so, or between named ones. */
static bool is_marked(const struct smz_transcript *t, const struct smz_turn *turn)
{
    return turn->speaker < 0 && (turn->change || t->n_speakers > 0 ||
                                 smz_str_starts(turn->text, SMZ_S(">> ")));
}

/* The same in SubRip, where also the next turn of one voice needs a mark. */
static bool is_cut(const struct smz_transcript *t, const struct smz_turn *turn)
{
    return is_marked(t, turn) ||
           (turn->speaker >= 0 && turn > t->turns && turn->speaker == turn[-1].speaker);
}

static void write_vtt(const struct smz_transcript *t, const struct cue *cue, int number,
                      struct smz_buf *out)
{
    (void)number;
    smz_buf_printf(out, "%d", (int)(cue->turn - t->turns) + 1);
    if (!cue->first)
        smz_buf_add(out, cue->paragraph ? SMZ_S(" " SMZ_EXTRACTED_PARAGRAPH)
                                        : SMZ_S(" " SMZ_EXTRACTED_MORE));
    if (cue->turn->start == SMZ_MS_NONE)
        smz_buf_add(out, SMZ_S(" " SMZ_EXTRACTED_UNTIMED));
    smz_buf_char(out, '\n');
    write_times(cue, '.', out);
    if (cue->turn->speaker >= 0) {
        smz_buf_add(out, SMZ_S("<v "));
        write_escaped(label_of(t, cue->turn), ' ', out);
        smz_buf_char(out, '>');
    }
    if (cue->first && is_marked(t, cue->turn))
        smz_buf_add(out, SMZ_S("&gt;&gt; "));
    write_escaped(cue->text, '\n', out);
    smz_buf_add(out, SMZ_S("\n\n"));
}

static void write_srt(const struct smz_transcript *t, const struct cue *cue, int number,
                      struct smz_buf *out)
{
    smz_buf_printf(out, "%d\n", number);
    write_times(cue, ',', out);
    if (cue->first && is_cut(t, cue->turn))
        smz_buf_add(out, SMZ_S(">> "));
    if (cue->turn->speaker >= 0) {
        smz_buf_add(out, label_of(t, cue->turn));
        smz_buf_add(out, SMZ_S(": "));
    }
    write_escaped(cue->text, ' ', out);
    smz_buf_add(out, SMZ_S("\n\n"));
}

/* The end of a part: where the next begins, the turn's, or no time at all. */
static smz_ms end_of(const struct smz_turn *turn, int anchor, smz_ms start)
{
    smz_ms end =
        anchor + 1 < turn->n_anchors ? turn->anchors[anchor + 1].time : turn->end;

    return end < start ? start : end;
}

static void write_cues(const struct smz_transcript *t,
                       void (*write)(const struct smz_transcript *, const struct cue *,
                                     int, struct smz_buf *),
                       struct smz_buf *out)
{
    smz_ms last = 0;
    int number = 0;

    for (int i = 0; i < t->n_turns; i++) {
        const struct smz_turn *turn = &t->turns[i];
        int parts = turn->n_anchors ? turn->n_anchors : 1;

        for (int k = 0; k < parts; k++) {
            size_t from = k ? turn->anchors[k].at : 0;
            size_t to = k + 1 < parts ? turn->anchors[k + 1].at : turn->text.len;
            struct cue cue = {.turn = turn,
                              .first = k == 0,
                              .paragraph = from && turn->text.ptr[from - 1] == '\n'};

            cue.text = smz_str_trim(smz_str_sub(turn->text, from, to));
            cue.start = turn->n_anchors ? turn->anchors[k].time : turn->start;
            if (cue.start == SMZ_MS_NONE)
                cue.start = last;
            cue.end = end_of(turn, k, cue.start);
            last = cue.start;
            write(t, &cue, ++number, out);
        }
    }
}

/* ---- texts */

static void write_chapters(const struct smz_transcript *t, int turn, int *next,
                           struct smz_buf *out)
{
    for (; *next < t->n_chapters && t->chapters[*next].first_turn <= turn; ++*next) {
        if (t->chapters[*next].first_turn < turn)
            continue;
        smz_buf_add(out, SMZ_S("## "));
        render_escape(t->chapters[*next].title, false, out);
        smz_buf_add(out, SMZ_S("\n\n"));
    }
}

/* What a paragraph that goes on with a turn has before it. */
static void write_break(const struct smz_transcript *t, bool markdown,
                        struct smz_buf *out)
{
    if (!markdown)
        smz_buf_add(out, SMZ_S("\n\n    "));
    else if (t->n_speakers == 0) /* where paragraphs are turns */
        smz_buf_add(out, SMZ_S("\\\n"));
    else
        smz_buf_add(out, SMZ_S("\n\n"));
}

/* `start`: nothing stands before it on its line. */
static void write_paragraphs(const struct smz_transcript *t, smz_str text, bool markdown,
                             bool start, struct smz_buf *out)
{
    bool more = false;
    smz_str line;

    for (; smz_str_line(&text, &line); more = start = true) {
        if (more)
            write_break(t, markdown, out);
        if (markdown)
            render_escape(line, start, out);
        else
            smz_buf_add(out, line);
    }
    smz_buf_add(out, SMZ_S("\n\n"));
}

/* No-break spaces in a label of which a part could be taken for the head of a turn. */
static void write_label(smz_str label, bool markdown, struct smz_buf *out)
{
    bool odd = label.ptr[0] == '[' || label.ptr[0] == '>' ||
               smz_str_find(label, SMZ_S(": ")) >= 0;

    if (markdown) {
        render_escape(label, true, out);
        return;
    }
    for (size_t i = 0; i < label.len; i++)
        if (odd && label.ptr[i] == ' ')
            smz_buf_add(out, SMZ_S("\xc2\xa0"));
        else
            smz_buf_char(out, label.ptr[i]);
}

/*
 * "[00:01:02] Ann: ", in Markdown in bold. Without a name, a mark of change: between
 * named voices a bare text would be the last one's. False if nothing was written.
 */
static bool write_head(const struct smz_transcript *t, const struct smz_turn *turn,
                       bool markdown, struct smz_buf *out)
{
    smz_str label = label_of(t, turn);
    bool timed = turn->start != SMZ_MS_NONE;
    bool bold = markdown && label.len;
    bool marked = is_marked(t, turn) ||
                  (!timed && !label.len && !markdown && turn->text.ptr[0] == '[');

    if (bold)
        smz_buf_add(out, SMZ_S("**"));
    if (timed) {
        smz_buf_char(out, '[');
        if (turn->start % 1000)
            write_stamp(turn->start, '.', out);
        else
            smz_render_time(turn->start, out);
        smz_buf_add(out, SMZ_S("] "));
    }
    if (label.len) {
        write_label(label, markdown, out);
        smz_buf_add(out, bold ? SMZ_S(":** ") : SMZ_S(": "));
    }
    if (marked)
        smz_buf_add(out, markdown ? SMZ_S("&gt;&gt; ") : SMZ_S(">> "));
    return timed || label.len || marked;
}

static void write_text(const struct smz_transcript *t, bool markdown, struct smz_buf *out)
{
    int chapter = 0;

    smz_buf_add(out, markdown ? SMZ_S("<!-- ") : SMZ_S(""));
    smz_buf_add(out, t->n_speakers ? SMZ_S(SMZ_EXTRACTED) : SMZ_S(SMZ_EXTRACTED_NOBODY));
    smz_buf_add(out, markdown ? SMZ_S(" -->\n\n") : SMZ_S("\n\n"));
    if (markdown && t->title.len) {
        smz_buf_add(out, SMZ_S("# "));
        render_escape(t->title, false, out);
        smz_buf_add(out, SMZ_S("\n\n"));
    }
    for (int i = 0; i < t->n_turns; i++) {
        bool head;

        if (markdown)
            write_chapters(t, i, &chapter, out);
        head = write_head(t, &t->turns[i], markdown, out);
        write_paragraphs(t, t->turns[i].text, markdown, !head, out);
    }
}

static bool has_times(const struct smz_transcript *t)
{
    for (int i = 0; i < t->n_turns; i++)
        if (t->turns[i].start != SMZ_MS_NONE)
            return true;
    return false;
}

static void extract_md(const struct smz_transcript *t, struct smz_buf *out)
{
    write_text(t, true, out);
}

static void extract_txt(const struct smz_transcript *t, struct smz_buf *out)
{
    write_text(t, false, out);
}

static void extract_vtt(const struct smz_transcript *t, struct smz_buf *out)
{
    smz_buf_add(out, SMZ_S("WEBVTT\n\nNOTE " SMZ_EXTRACTED "\n\n"));
    write_cues(t, write_vtt, out);
}

static void extract_srt(const struct smz_transcript *t, struct smz_buf *out)
{
    write_cues(t, write_srt, out);
}

static const struct extractor {
    const char *name;
    void (*write)(const struct smz_transcript *t, struct smz_buf *out);
    bool timed; /* captions are nothing without times */
} extractors[] = {
    {"md", extract_md, false},  {"json", write_json, false}, {"vtt", extract_vtt, true},
    {"srt", extract_srt, true}, {"txt", extract_txt, false},
};

const char *smz_extract_format_at(size_t i)
{
    return i < SMZ_COUNT(extractors) ? extractors[i].name : NULL;
}

enum smz_code smz_extract(const struct smz_transcript *transcript, const char *format,
                          struct smz_buf *out, struct smz_err *err)
{
    const struct extractor *row = extractors, *end = row + SMZ_COUNT(extractors);

    while (row < end && strcmp(row->name, format) != 0)
        row++;
    if (row == end)
        return smz_fail(err, SMZ_EUSAGE, "%s: no format to extract to", format);
    if (row->timed && !has_times(transcript))
        return smz_fail(
            err, SMZ_EDATA,
            "%.*s: no times in it, which captions need; extract md, txt or json",
            SMZ_ARG(transcript->name));
    row->write(transcript, out);
    return SMZ_OK;
}
