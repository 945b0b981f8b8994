/* TTML, YouTube's XML and their like. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read((smz_str){(const char *)data, size}, "xml", check_transcript);
    return 0;
}
