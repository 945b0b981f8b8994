/* Web pages with a transcript in them. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read((smz_str){(const char *)data, size}, "html", check_transcript);
    return 0;
}
