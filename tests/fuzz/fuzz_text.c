/* Texts in every dialect. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read((smz_str){(const char *)data, size}, "txt", check_in_order);
    return 0;
}
