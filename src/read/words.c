#include "read/words.h"

#include <string.h>

#include "read/clean.h"
#include "read/spoken.h"

enum {
    LONG = 240,  /* bytes: a stretch without a sentence's end is closed here */
    PAUSE = 1500 /* ms of silence that close one */
};

void read_words_init(struct read_words *words, struct read_captions *out)
{
    *words = (struct read_words){.out = out, .start = SMZ_MS_NONE, .end = SMZ_MS_NONE};
    smz_buf_init(&words->buf, 0);
}

void read_words_release(struct read_words *words)
{
    smz_buf_release(&words->buf);
}

void read_words_flush(struct read_words *words)
{
    struct smz_arena *arena = words->out->arena;
    smz_str text = smz_str_trim(smz_buf_str(&words->buf));

    if (text.len)
        read_captions_add(words->out,
                          (struct read_cue){.text = smz_arena_keep(arena, text),
                                            .voice = words->voice,
                                            .start = words->start,
                                            .end = words->end});
    smz_buf_clear(&words->buf);
    words->start = words->end = SMZ_MS_NONE;
}

/* "." and "," and their kin belong to the word before. */
static bool is_closing(smz_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr(".,!?;:%)]}", text.ptr[i]))
            return smz_str_starts(smz_str_skip(text, i), SMZ_S("…")) && text.len == i + 3;
    return text.len > 0;
}

static bool wants_space(const struct read_words *words, smz_str text, enum read_glue glue)
{
    return glue == READ_SPACED && !is_closing(text) &&
           !read_joins_bare(smz_buf_str(&words->buf), text);
}

/* A stretch ends with a sentence, at a pause, or when it is long, between words. */
static bool is_due(const struct read_words *words, smz_ms start)
{
    return words->buf.len >= LONG || read_ends_sentence(smz_buf_str(&words->buf)) ||
           (start != SMZ_MS_NONE && words->end != SMZ_MS_NONE &&
            start - words->end >= PAUSE);
}

void read_word(struct read_words *words, smz_str text, smz_str voice, smz_ms start,
               smz_ms end, enum read_glue glue)
{
    bool space, other = !smz_str_eq(voice, words->voice);

    if (text.len == 0)
        return;
    space = wants_space(words, text, glue);
    if (words->buf.len &&
        (other || ((space || smz_is_space(text.ptr[0])) && is_due(words, start)))) {
        read_words_flush(words);
        space = false;
    }
    if (other)
        words->voice = smz_arena_keep(words->out->arena, voice);
    if (space && words->buf.len)
        smz_buf_char(&words->buf, ' ');
    smz_buf_add(&words->buf, text);
    if (words->start == SMZ_MS_NONE)
        words->start = start;
    if (end != SMZ_MS_NONE && end > words->end)
        words->end = end;
    else if (start > words->end)
        words->end = start;
}
