/*
 * Tables with a line of headings: Whisper's TSV (start, end, text in ms), whisper.cpp's
 * CSV (with quotes, RFC 4180), and others that name a speaker or text column.
 */
#include <stdlib.h>

#include "read/captions.h"

enum {
    MAX_COLUMNS = 32,
    FAST = 20 /* ms per word: nobody speaks so fast, it was seconds */
};

/* Which column is what; -1: none. */
struct columns {
    int start, end, speaker, text, n;
};

static bool ends_field(smz_str s, size_t at, char separator)
{
    return at >= s.len || s.ptr[at] == separator || s.ptr[at] == '\n' ||
           s.ptr[at] == '\r';
}

/*
 * A field in quotes, which may hold separators, line ends and quotes (written twice):
 * the bytes it takes, or 0 where the quotes do not enclose it.
 */
static size_t quoted(smz_str s, char separator, struct smz_arena *arena, smz_str *field)
{
    size_t at = 1, twice = 0, len = 0;
    char *out;

    if (s.len < 2 || s.ptr[0] != '"')
        return 0;
    for (; at < s.len; at++) {
        if (s.ptr[at] != '"')
            continue;
        if (at + 1 >= s.len || s.ptr[at + 1] != '"')
            break;
        at++;
        twice++;
    }
    if (at >= s.len || !ends_field(s, at + 1, separator))
        return 0;
    *field = smz_str_sub(s, 1, at);
    if (twice) {
        out = smz_arena_alloc(arena, at);
        for (size_t i = 1; i < at; i++) {
            out[len++] = s.ptr[i];
            i += s.ptr[i] == '"';
        }
        *field = (smz_str){out, len};
    }
    return at + 1;
}

/* Takes the next field; false where the record ends behind it. */
static bool take_field(smz_str *rest, char separator, struct smz_arena *arena,
                       smz_str *field)
{
    size_t at = separator == ',' ? quoted(*rest, separator, arena, field) : 0;
    bool more;

    if (at == 0) {
        while (!ends_field(*rest, at, separator))
            at++;
        *field = smz_str_sub(*rest, 0, at);
    }
    more = at < rest->len && rest->ptr[at] == separator;
    if (at + 1 < rest->len && rest->ptr[at] == '\r' && rest->ptr[at + 1] == '\n')
        at++;
    *rest = smz_str_skip(*rest, at + 1);
    return more;
}

static int lines_in(smz_str from, smz_str to)
{
    int n = 0;

    for (const char *p = from.ptr; p < to.ptr; p++)
        n += *p == '\n' || (*p == '\r' && !(p + 1 < to.ptr && p[1] == '\n'));
    return n;
}

/* The fields of a record; those past MAX_COLUMNS are lost. */
static int take_record(smz_str *rest, char separator, struct smz_arena *arena,
                       smz_str *fields)
{
    smz_str extra;
    int n = 0;

    while (take_field(rest, separator, arena, n < MAX_COLUMNS ? &fields[n] : &extra))
        n++;
    return n < MAX_COLUMNS ? n + 1 : MAX_COLUMNS;
}

/* A text with commas in it that nobody quoted: all up to the end of the record. */
static smz_str join_fields(const smz_str *fields, int from, smz_str record)
{
    smz_str text = smz_str_trim(record);

    if (smz_str_find_char(record, '"') >= 0)
        return fields[from];
    for (int i = 0; i < from; i++)
        text = smz_str_skip(text, (size_t)smz_str_find_char(text, ',') + 1);
    return text;
}

static bool is_one_of(smz_str s, const char *const *words)
{
    for (; *words; words++)
        if (smz_str_eq_nocase(smz_str_trim(s), smz_str_of(*words)))
            return true;
    return false;
}

static bool take_headings(smz_str *rest, char separator, struct smz_arena *arena,
                          struct columns *c)
{
    static const char *const starts[] = {"start", "start_time", "begin",      "from",
                                         "time",  "timestamp",  "start time", NULL};
    static const char *const ends[] = {"end", "end_time", "to", "end time", NULL};
    static const char *const speakers[] = {"speaker",      "name",  "speaker_name",
                                           "speaker name", "voice", NULL};
    static const char *const texts[] = {"text",    "transcript", "transcription",
                                        "content", "utterance",  "sentence",
                                        "message", NULL};
    smz_str fields[MAX_COLUMNS];

    *c = (struct columns){-1, -1, -1, -1, 0};
    c->n = take_record(rest, separator, arena, fields);
    for (int i = 0; i < c->n; i++) {
        if (c->start < 0 && is_one_of(fields[i], starts))
            c->start = i;
        else if (c->end < 0 && is_one_of(fields[i], ends))
            c->end = i;
        else if (c->speaker < 0 && is_one_of(fields[i], speakers))
            c->speaker = i;
        else if (c->text < 0 && is_one_of(fields[i], texts))
            c->text = i;
    }
    return c->text >= 0 && (c->speaker >= 0 || c->start >= 0);
}

static int probe_for(smz_str head, char separator)
{
    struct smz_arena arena;
    struct columns c;
    smz_str line;
    bool found;

    head = smz_str_trim(head);
    if (!smz_str_line(&head, &line) || smz_str_find_char(line, separator) < 0)
        return 0;
    smz_arena_init(&arena);
    found = take_headings(&line, separator, &arena, &c);
    smz_arena_release(&arena);
    return found ? 90 : 0;
}

/* Times as written, or as a number of which the unit is settled at the end. */
static smz_ms take_time(smz_str s, bool *whole)
{
    smz_ms time;
    int64_t number;
    char digits[32];
    size_t n = 0;
    bool sure;

    s = smz_str_trim(s);
    /* Tables come from editing programs, whose times end with a frame. */
    if (s.len == 0 || read_timecode_at(s, &sure, &time) != s.len)
        time = read_timestamp(s);
    if (time != SMZ_MS_NONE) {
        *whole = false;
        return time;
    }
    if (smz_str_to_int(s, &number))
        return number < 400000000000 ? number : SMZ_MS_NONE;
    if (s.len == 0 || s.len >= sizeof(digits))
        return SMZ_MS_NONE;
    for (; n < s.len && (smz_is_digit(s.ptr[n]) || s.ptr[n] == '.'); n++)
        digits[n] = s.ptr[n];
    digits[n] = '\0';
    *whole = false;
    return n == s.len && n < 12 ? (smz_ms)(strtod(digits, NULL) * 1000 + 0.5)
                                : SMZ_MS_NONE;
}

/* Whole numbers are milliseconds, as Whisper writes them, unless that cannot be. */
static void settle_times(struct read_captions *cues, bool whole)
{
    size_t words = 0;
    smz_ms last = 0;

    for (size_t i = 0; whole && i < cues->n; i++) {
        const struct read_cue *cue = read_captions_at(cues, i);
        smz_str text = cue->text, word;

        while (smz_str_word(&text, &word))
            words++;
        if (cue->end > last)
            last = cue->end;
        if (cue->start > last)
            last = cue->start;
    }
    if (!whole || (size_t)last >= words * FAST)
        return;
    for (size_t i = 0; i < cues->n; i++) {
        struct read_cue *cue = read_captions_at(cues, i);

        cue->start = cue->start == SMZ_MS_NONE ? cue->start : cue->start * 1000;
        cue->end = cue->end == SMZ_MS_NONE ? cue->end : cue->end * 1000;
    }
}

static enum smz_code parse_for(smz_str text, char separator, struct read_builder *builder,
                               struct smz_err *err)
{
    struct smz_arena *arena = read_arena(builder);
    struct read_captions cues;
    struct columns c;
    bool whole = true;
    int line = 1;
    smz_str before = text;

    if (!take_headings(&text, separator, arena, &c))
        return smz_fail(err, SMZ_EDATA, "no heading names a column of text");
    read_captions_init(&cues, READ_UNMARKED, arena);
    cues.silent_is_nobody = true;
    cues.each_a_turn = c.start < 0;
    while (text.len) {
        smz_str fields[MAX_COLUMNS];
        struct read_cue cue = {.start = SMZ_MS_NONE, .end = SMZ_MS_NONE};
        int n;

        line += lines_in(before, text);
        before = text;
        cue.line = line;
        n = take_record(&text, separator, arena, fields);
        if (n == 1 && smz_str_trim(fields[0]).len == 0)
            continue;
        if (n <= c.text) {
            read_skip(builder, "line %d: too few fields", cue.line);
            continue;
        }
        cue.text = fields[c.text];
        if (c.text == c.n - 1 && n > c.n && separator == ',')
            cue.text = join_fields(fields, c.text,
                                   smz_str_sub(before, 0, before.len - text.len));
        if (c.speaker >= 0)
            cue.voice = read_voice_name(arena, fields[c.speaker]);
        if (c.start >= 0 && c.start < n)
            cue.start = take_time(fields[c.start], &whole);
        if (c.end >= 0 && c.end < n)
            cue.end = take_time(fields[c.end], &whole);
        read_captions_add(&cues, cue);
    }
    settle_times(&cues, whole);
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

static int probe_tsv(smz_str head, bool whole)
{
    (void)whole;
    return probe_for(head, '\t');
}

static enum smz_code parse_tsv(smz_str text, struct read_builder *builder,
                               struct smz_err *err)
{
    return parse_for(text, '\t', builder, err);
}

static int probe_csv(smz_str head, bool whole)
{
    (void)whole;
    return probe_for(head, ',');
}

static enum smz_code parse_csv(smz_str text, struct read_builder *builder,
                               struct smz_err *err)
{
    return parse_for(text, ',', builder, err);
}

const struct smz_format read_tsv = {
    .name = "tsv",
    .about = "Whisper's TSV, and tables with a column of text",
    .probe = probe_tsv,
    .parse = parse_tsv,
};

const struct smz_format read_csv = {
    .name = "csv",
    .about = "whisper.cpp's CSV, and the like",
    .probe = probe_csv,
    .parse = parse_csv,
};
