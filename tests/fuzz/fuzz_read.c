/* READ: any bytes give a transcript that keeps its promises, or a reason. */
#include "base/utf8.h"
#include "fuzz.h"
#include "summarize/read.h"

static void check_turn(const struct smz_transcript *t, const struct smz_turn *turn)
{
    MUST(turn->text.len > 0);
    MUST(smz_utf8_valid(turn->text));
    MUST(turn->speaker >= SMZ_NOBODY && turn->speaker < t->n_speakers);
    MUST(turn->start >= SMZ_MS_NONE && turn->end >= SMZ_MS_NONE);
    MUST(turn->end == SMZ_MS_NONE || turn->end >= turn->start);
    for (int i = 0; i < turn->n_anchors; i++) {
        MUST(turn->anchors[i].at < turn->text.len);
        MUST(turn->anchors[i].time >= 0);
        MUST(i == 0 || turn->anchors[i].at > turn->anchors[i - 1].at);
    }
}

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
        MUST(t.n_turns > 0 && t.n_speakers <= t.n_turns);
        for (int i = 0; i < t.n_turns; i++)
            check_turn(&t, &t.turns[i]);
    }
    smz_arena_release(&run);
    return 0;
}
