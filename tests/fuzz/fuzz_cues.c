/* Captions: the first byte chooses the format that the rest is read as. */
#include "turns.h"

/* Nothing in it that is decoded, dropped or moved. */
static bool is_plain(smz_str input)
{
    for (size_t i = 0; i < input.len; i++)
        if ((unsigned char)input.ptr[i] >= 0x80 || !input.ptr[i] ||
            strchr("&<{\\\"", input.ptr[i]))
            return false;
    return true;
}

/* Each turn's text stands in the input, in order (white space aside). */
static void check_order(const struct smz_transcript *t, smz_str input)
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

static void check_cues(smz_str input, const struct smz_transcript *t,
                       struct smz_notes *notes, struct smz_arena *run)
{
    check_transcript(input, t, notes, run);
    /* LRC's lines are sorted by their times. */
    if (is_plain(input) && !smz_str_eq(t->format, SMZ_S("lrc")))
        check_order(t, input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"vtt", "srt", "sbv",     "ass",
                                          "tsv", "csv", "console", "lrc"};

    if (size)
        fuzz_read((smz_str){(const char *)data + 1, size - 1},
                  formats[data[0] % SMZ_COUNT(formats)], check_cues);
    return 0;
}
