/* JSON in all its dialects, broken or not. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read((smz_str){(const char *)data, size}, "json", check_transcript);
    return 0;
}
