/* What holds for every transcript that READ gives, whatever it was made of. */
#ifndef TESTS_TURNS_H
#define TESTS_TURNS_H

#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "summarize/render.h"

static inline void check_turn(const struct smz_transcript *t, const struct smz_turn *turn)
{
    MUST(turn->text.len > 0);
    MUST(smz_utf8_valid(turn->text));
    MUST(turn->speaker >= SMZ_NOBODY && turn->speaker < t->n_speakers);
    MUST(turn->start >= SMZ_MS_NONE && turn->end >= SMZ_MS_NONE);
    MUST(turn->end == SMZ_MS_NONE || turn->end >= turn->start);
    for (int i = 0; i < turn->n_anchors; i++) {
        MUST(turn->anchors[i].at < turn->text.len);
        MUST(turn->anchors[i].time >= 0);
        MUST(i == 0 || turn->anchors[i].at > turn->anchors[i - 1].at);
    }
}

static inline void check_turns(const struct smz_transcript *t)
{
    MUST(t->n_turns > 0 && t->n_speakers <= t->n_turns);
    for (int i = 0; i < t->n_turns; i++)
        check_turn(t, &t->turns[i]);
}

/* What --extract promises to keep in every format but SubRip. */
static inline void write_turns(const struct smz_transcript *t, struct smz_buf *out)
{
    for (int i = 0; i < t->n_turns; i++) {
        const struct smz_turn *turn = &t->turns[i];

        if (turn->speaker >= 0)
            smz_buf_add(out, t->speakers[turn->speaker].label);
        smz_buf_printf(out, "|%lld|%.*s\n", (long long)turn->start, SMZ_ARG(turn->text));
    }
}

/* What is written as `format` reads back as the same turns. */
static inline void check_back(const struct smz_transcript *t, const char *format,
                              struct smz_arena *run)
{
    struct smz_transcript back;
    struct smz_buf text, want, got;
    struct smz_notes notes;
    struct smz_err err = {0};

    smz_notes_init(&notes, run);
    smz_buf_init(&text, 0);
    smz_buf_init(&want, 0);
    smz_buf_init(&got, 0);
    if (!smz_extract(t, format, &text, &err)) {
        MUST(
            !smz_read(smz_buf_str(&text), SMZ_S("back"), NULL, run, &notes, &back, &err));
        write_turns(t, &want);
        write_turns(&back, &got);
        if (!smz_str_eq(smz_buf_str(&want), smz_buf_str(&got)))
            fprintf(stderr, "%s: %s\nis read back as\n%s\n", format, text.ptr, got.ptr);
        MUST(smz_str_eq(smz_buf_str(&want), smz_buf_str(&got)));
    } else { /* captions need times */
        MUST(t->n_turns == 0 || t->turns[0].start == SMZ_MS_NONE);
    }
    smz_buf_release(&text);
    smz_buf_release(&want);
    smz_buf_release(&got);
}

/* What is written as JSON reads back the same: written again, it is the same bytes. */
static inline void check_print(const struct smz_transcript *t, struct smz_arena *run,
                               struct smz_notes *notes)
{
    struct smz_transcript back;
    struct smz_buf once, twice;
    struct smz_err err = {0};

    smz_buf_init(&once, 0);
    smz_buf_init(&twice, 0);
    MUST(smz_extract(t, "json", &once, &err) == SMZ_OK);
    MUST(smz_read(smz_buf_str(&once), t->name, NULL, run, notes, &back, &err) == SMZ_OK);
    MUST(smz_extract(&back, "json", &twice, &err) == SMZ_OK);
    if (!smz_str_eq(smz_buf_str(&once), smz_buf_str(&twice)))
        fprintf(stderr, "%s\nis read back as\n%s\n", once.ptr, twice.ptr);
    MUST(smz_str_eq(smz_buf_str(&once), smz_buf_str(&twice)));
    smz_buf_release(&once);
    smz_buf_release(&twice);
}

/* All that holds of every format. */
static inline void check_transcript(smz_str input, const struct smz_transcript *t,
                                    struct smz_notes *notes, struct smz_arena *run)
{
    static const char *const formats[] = {"md", "txt", "vtt"};

    (void)input;
    check_turns(t);
    check_print(t, run, notes);
    for (size_t i = 0; i < SMZ_COUNT(formats); i++)
        check_back(t, formats[i], run);
}

/* Nothing in it that is decoded, dropped or moved. */
static inline bool is_plain(smz_str input)
{
    for (size_t i = 0; i < input.len; i++)
        if ((unsigned char)input.ptr[i] >= 0x80 || !input.ptr[i] ||
            strchr("&<{\\\"", input.ptr[i]))
            return false;
    return true;
}

/* Each turn's text stands in the input, in order (white space aside). */
static inline void check_order(const struct smz_transcript *t, smz_str input)
{
    size_t at = 0;

    for (int i = 0; i < t->n_turns; i++)
        for (size_t k = 0; k < t->turns[i].text.len; k++) {
            char c = t->turns[i].text.ptr[k];

            if (smz_is_space(c))
                continue;
            while (at < input.len && input.ptr[at] != c)
                at++;
            MUST(at < input.len);
            at++;
        }
}

/* The same, and that the text stands in the input where nothing in it is decoded. */
static inline void check_in_order(smz_str input, const struct smz_transcript *t,
                                  struct smz_notes *notes, struct smz_arena *run)
{
    check_transcript(input, t, notes, run);
    /* LRC's lines are sorted by their times. */
    if (is_plain(input) && !smz_str_eq(t->format, SMZ_S("lrc")))
        check_order(t, input);
}

#endif
