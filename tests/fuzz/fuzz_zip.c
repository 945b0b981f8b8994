/* Word and OpenDocument archives. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    smz_str input = {(const char *)data, size};

    check_format(input, "docx", false);
    check_format(input, "odt", false);
    return 0;
}
