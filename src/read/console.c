/*
 * What speech recognition prints while it works: "[00:00.000 --> 00:02.000]  text" of
 * Whisper and whisper.cpp, "[0.00s -> 2.00s] text" of faster-whisper.
 */
#include <stdlib.h>

#include "read/captions.h"

enum { ENOUGH = 2 /* such lines, where there are more lines than one */ };

/* A time as a clock or as a number of seconds: bytes, or 0. */
static size_t take_time(smz_str s, smz_ms *time)
{
    size_t n = read_timestamp_at(s, time);
    double seconds = 0, unit = 1;

    if (n)
        return n;
    for (; n < s.len && n < 12 &&
           (smz_is_digit(s.ptr[n]) || (s.ptr[n] == '.' && unit == 1));
         n++) {
        if (s.ptr[n] == '.' || unit < 1)
            unit /= 10;
        if (s.ptr[n] != '.')
            seconds = unit == 1 ? seconds * 10 + (s.ptr[n] - '0')
                                : seconds + (s.ptr[n] - '0') * unit * 10;
    }
    *time = (smz_ms)(seconds * 1000 + 0.5);
    return unit < 1 ? n : 0;
}

/* "[from --> to]": bytes, or 0. */
static size_t take_times(smz_str line, smz_ms *start, smz_ms *end)
{
    static const char *const arrows[] = {" --> ", " -> ", " - "};
    size_t at = 1, n;

    if (line.len < 10 || line.ptr[0] != '[')
        return 0;
    n = take_time(smz_str_skip(line, at), start);
    at += n;
    for (size_t i = 0; n && i < SMZ_COUNT(arrows); i++) {
        smz_str arrow = smz_str_of(arrows[i]);

        if (!smz_str_starts(smz_str_skip(line, at), arrow))
            continue;
        at += arrow.len;
        n = take_time(smz_str_skip(line, at), end);
        at += n;
        return n && at < line.len && line.ptr[at] == ']' ? at + 1 : 0;
    }
    return 0;
}

static int probe(smz_str head, bool whole)
{
    size_t hits = 0, lines = 0;
    smz_str line;
    smz_ms start, end;

    (void)whole;
    while (smz_str_line(&head, &line)) {
        if (smz_str_trim(line).len == 0)
            continue;
        lines++;
        hits += take_times(line, &start, &end) > 0;
    }
    return (hits >= ENOUGH || lines == 1) && hits * 2 > lines ? 92 : 0;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct read_captions cues;
    smz_str line;
    size_t before = 0;

    (void)err;
    read_captions_init(&cues, READ_UNMARKED, read_arena(builder));
    for (int n = 1; smz_str_line(&text, &line); n++) {
        struct read_cue cue = {.line = n};
        size_t bytes = take_times(line, &cue.start, &cue.end);

        if (bytes) {
            cue.text = smz_str_skip(line, bytes);
            read_captions_add(&cues, cue);
        } else if (smz_str_trim(line).len && cues.n) {
            /* A long line that the terminal broke. */
            cue.text = line;
            cue.start = cue.end = SMZ_MS_NONE;
            read_captions_add(&cues, cue);
        } else if (smz_str_trim(line).len) {
            before++; /* "Detecting language…" and the like */
        }
    }
    if (before)
        smz_note(read_notes(builder), SMZ_INFO, "%zu lines before the first time",
                 before);
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

const struct smz_format read_console = {
    .name = "console",
    .about = "what Whisper prints: [00:00.000 --> 00:02.000] text",
    .probe = probe,
    .parse = parse,
};
