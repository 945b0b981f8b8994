/* SubRip, and WebVTT without its header; the cues are cue.c's. */
#include "read/cue.h"
#include "read/spoken.h"

enum { LOOK = 40 /* lines in which the first time must stand */ };

/* A timing line that begins with a time and not with a bracket, soon. */
static int probe(smz_str head, bool whole)
{
    smz_str line;
    smz_ms start, end;

    (void)whole;
    for (int n = 0; n < LOOK && smz_str_line(&head, &line); n++)
        if (read_timing(line, &start, &end))
            return 90;
    return 0;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct read_captions cues;

    (void)err;
    read_captions_init(&cues, read_has_markup(text) ? READ_MARKED : READ_UNMARKED,
                       read_arena(builder));
    read_cues(text, 1, false, &cues, builder);
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

const struct smz_format read_srt = {
    .name = "srt",
    .about = "SubRip subtitles, and WebVTT without its header",
    .probe = probe,
    .parse = parse,
};
