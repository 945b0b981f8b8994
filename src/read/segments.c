/*
 * Lines that begin with seconds: Audacity's labels (from, to, text), NIST's STM (file,
 * channel, speaker, from, to, text) and CTM (file, channel, from, length, word), and what
 * diarizers print (from, to, SPEAKER_00, text; "[12.50] SPEAKER_00: text"). RTTM has no
 * words and is refused.
 */
#include <math.h>
#include <stdlib.h>

#include "read/captions.h"
#include "read/words.h"

enum {
    MIN_LINES = 3,
    MAX_NUMBER = 30 /* bytes */
};

enum kind { NONE, LABELS, STM, CTM, RTTM, MOMENTS, KINDS };

struct segment {
    smz_str speaker, text;
    smz_ms start, end;
};

/* "12.5", "12,5": with a fraction, for other numbers are no times. */
static bool take_seconds(smz_str *rest, smz_ms *time)
{
    char z[MAX_NUMBER + 1];
    bool fraction = false;
    smz_str word;

    if (!smz_str_word(rest, &word) || word.len > MAX_NUMBER)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        bool point = word.ptr[i] == '.' || word.ptr[i] == ',';

        if (!smz_is_digit(word.ptr[i]) && (!point || fraction || i == 0))
            return false;
        fraction |= point;
        z[i] = point ? '.' : word.ptr[i];
    }
    z[word.len] = '\0';
    *time = fraction ? (smz_ms)llround(fmin(strtod(z, NULL), 1e9) * 1000) : SMZ_MS_NONE;
    return fraction;
}

static bool take_labels(smz_str line, struct segment *out)
{
    smz_str rest, word;

    if (!take_seconds(&line, &out->start) || !take_seconds(&line, &out->end) ||
        out->end < out->start)
        return false;
    rest = out->text = smz_str_trim(line);
    if (smz_str_word(&rest, &word) && word.len > 2 && read_label_made_up(word)) {
        out->speaker = word;
        out->text = rest;
    }
    return true;
}

static bool take_stm(smz_str line, struct segment *out)
{
    smz_str file, channel;

    if (!smz_str_word(&line, &file) || !smz_str_word(&line, &channel) ||
        !smz_str_word(&line, &out->speaker) || !take_seconds(&line, &out->start) ||
        !take_seconds(&line, &out->end) || out->end < out->start)
        return false;
    line = smz_str_trim(line);
    if (line.len && line.ptr[0] == '<' && smz_str_find_char(line, '>') > 0)
        line = smz_str_skip(line, (size_t)smz_str_find_char(line, '>') + 1);
    out->text = smz_str_trim(line);
    return true;
}

static bool take_ctm(smz_str line, struct segment *out)
{
    smz_str file, channel, sure;
    smz_ms length;

    if (!smz_str_word(&line, &file) || !smz_str_word(&line, &channel) ||
        channel.len > 2 || !take_seconds(&line, &out->start) ||
        !take_seconds(&line, &length) || !smz_str_word(&line, &out->text))
        return false;
    out->end = out->start + length;
    return !smz_str_word(&line, &sure) || smz_str_trim(line).len < MAX_NUMBER;
}

static bool take_rttm(smz_str line, struct segment *out)
{
    (void)out;
    return smz_str_starts(line, SMZ_S("SPEAKER ")) &&
           smz_str_find(line, SMZ_S("<NA> <NA>")) > 0;
}

/* "[12.50] text", "12.50 | SPEAKER_00 | text" */
static bool take_moment(smz_str line, struct segment *out)
{
    bool bracket = line.len && line.ptr[0] == '[';
    char part = bracket ? ']' : '|';
    ptrdiff_t at = smz_str_find_char(smz_str_sub(line, 0, MAX_NUMBER), part);
    smz_str time = smz_str_sub(line, bracket, at < 0 ? 0 : (size_t)at), more;
    struct smz_cut cut;

    time = smz_str_trim(time);
    if (smz_str_ends(time, SMZ_S("s")))
        time.len--;
    more = time;
    if (at < 0 || !take_seconds(&more, &out->start) || smz_str_trim(more).len)
        return false;
    out->end = SMZ_MS_NONE;
    out->text = smz_str_trim(smz_str_skip(line, (size_t)at + 1));
    cut = smz_str_cut(out->text, SMZ_S(" | "));
    if (!bracket && cut.found) {
        out->speaker = smz_str_trim(cut.head);
        out->text = smz_str_trim(cut.tail);
    }
    return out->text.len > 0;
}

static bool (*const takes[KINDS])(smz_str line,
                                  struct segment *out) = {[LABELS] = take_labels,
                                                          [STM] = take_stm,
                                                          [CTM] = take_ctm,
                                                          [RTTM] = take_rttm,
                                                          [MOMENTS] = take_moment};

/* ";; LABEL …" of STM, "\\ 200 4000" of Audacity: frequencies. */
static bool is_comment(smz_str line)
{
    return line.len == 0 || smz_str_starts(line, SMZ_S(";;")) || line.ptr[0] == '\\';
}

/* The kind that all lines have but one in ten, which may be broken. */
static enum kind kind_of(smz_str text)
{
    size_t lines = 0, hits[KINDS] = {0};
    smz_str line;

    while (smz_str_line(&text, &line)) {
        line = smz_str_trim(line);
        if (is_comment(line))
            continue;
        lines++;
        for (int k = LABELS; k < KINDS; k++) {
            struct segment segment = {.start = 0};

            hits[k] += takes[k](line, &segment);
        }
    }
    for (int k = LABELS; k < KINDS; k++)
        if (hits[k] >= MIN_LINES && hits[k] * 10 >= lines * 9)
            return (enum kind)k;
    return NONE;
}

/* Nearly all texts are told by their first line. */
static bool begins_so(smz_str text)
{
    struct segment segment;
    smz_str line = {NULL, 0};
    bool is = false;

    while (smz_str_line(&text, &line) && is_comment(smz_str_trim(line)))
        continue;
    for (int k = LABELS; k < KINDS; k++)
        is = is || takes[k](smz_str_trim(line), &segment);
    return is;
}

static int probe(smz_str head, bool whole)
{
    size_t end = head.len;

    if (!begins_so(head))
        return 0;
    while (!whole && end > 0 && head.ptr[end - 1] != '\n')
        end--; /* a line cut in two */
    return kind_of(smz_str_sub(head, 0, end)) == NONE ? 0 : 88;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    enum kind kind = kind_of(text);
    struct read_captions cues;
    struct read_words words;
    smz_str line;

    if (kind == NONE || kind == RTTM)
        return smz_fail(err, SMZ_EDATA,
                        kind == RTTM ? "it says who speaks when, but has no words (RTTM)"
                                     : "no lines that begin with seconds");
    read_captions_init(&cues, READ_UNMARKED, read_arena(builder));
    read_words_init(&words, &cues);
    for (int n = 1; smz_str_line(&text, &line); n++) {
        struct segment segment = {.speaker = {NULL, 0}};

        line = smz_str_trim(line);
        if (is_comment(line))
            continue;
        if (!takes[kind](line, &segment))
            read_skip(builder, "line %d: no times before it", n);
        else if (kind == CTM)
            read_word(&words, segment.text, segment.speaker, segment.start, segment.end,
                      READ_SPACED);
        else
            read_captions_add(&cues, (struct read_cue){.text = segment.text,
                                                       .voice = segment.speaker,
                                                       .start = segment.start,
                                                       .end = segment.end,
                                                       .line = n});
    }
    read_words_flush(&words);
    read_words_release(&words);
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

const struct smz_format read_segments = {
    .name = "segments",
    .about = "lines that begin with seconds: Audacity's labels, STM, CTM",
    .probe = probe,
    .parse = parse,
};
