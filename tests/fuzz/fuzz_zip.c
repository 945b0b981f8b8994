/* Word and OpenDocument archives. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    smz_str input = {(const char *)data, size};

    fuzz_read(input, "docx", check_transcript);
    fuzz_read(input, "odt", check_transcript);
    return 0;
}
