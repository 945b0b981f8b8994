/*
 * What linguists, word processors, wikis, --extract and rare subtitles have: the first
 * byte chooses the format that the rest is read as. Tiers are sorted by time, so that
 * their texts need not stand in order.
 */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"chat",    "textgrid", "segments",
                                          "extract", "rtf",      "wiki"};

    if (size)
        fuzz_read((smz_str){(const char *)data + 1, size - 1},
                  formats[data[0] % SMZ_COUNT(formats)], check_transcript);
    return 0;
}
