/* XML and HTML. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    smz_str input = {(const char *)data, size};

    check_format(input, "xml", false);
    check_format(input, "html", false);
    return 0;
}
