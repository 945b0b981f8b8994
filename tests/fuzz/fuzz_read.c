/* READ: any bytes give a transcript that keeps its promises, or a reason. */
#include "turns.h"

static void check(smz_str input, const struct smz_transcript *t, struct smz_notes *notes,
                  struct smz_arena *run)
{
    (void)input;
    (void)notes;
    (void)run;
    check_turns(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read((smz_str){(const char *)data, size}, NULL, check);
    return 0;
}
