/* READ: any bytes give a transcript that keeps its promises, or a reason. */
#include "turns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct smz_read_options options = {0};
    struct smz_transcript t;
    struct smz_notes notes;
    struct smz_arena run;
    struct smz_err err = {0};

    smz_arena_init(&run);
    smz_notes_init(&notes, &run);
    if (smz_read((smz_str){(const char *)data, size}, SMZ_S("input"), &options, &run,
                 &notes, &t, &err)) {
        MUST(err.text[0]);
    } else {
        check_turns(&t);
    }
    smz_arena_release(&run);
    return 0;
}
