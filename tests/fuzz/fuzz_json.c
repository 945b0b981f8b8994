/* JSON in all its dialects, broken or not. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_format((smz_str){(const char *)data, size}, "json", false);
    return 0;
}
