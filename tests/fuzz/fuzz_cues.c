/* Captions: the first byte chooses the format that the rest is read as. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"vtt", "srt", "sbv",     "ass",
                                          "tsv", "csv", "console", "lrc"};

    if (size)
        fuzz_read((smz_str){(const char *)data + 1, size - 1},
                  formats[data[0] % SMZ_COUNT(formats)], check_in_order);
    return 0;
}
