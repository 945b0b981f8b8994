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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"vtt", "srt", "sbv",     "ass",
                                          "tsv", "csv", "console", "lrc"};
    smz_str input = {(const char *)data, size};
    size_t format;

    if (size == 0)
        return 0;
    format = data[0] % SMZ_COUNT(formats);
    input = smz_str_skip(input, 1);
    /* LRC's lines are sorted by their times. */
    check_format(input, formats[format],
                 format + 1 < SMZ_COUNT(formats) && is_plain(input));
    return 0;
}
