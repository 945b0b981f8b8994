/* YouTube's SubViewer: "0:00:01.000,0:00:02.000", lines of text, an empty line. */
#include "read/captions.h"

enum { LOOK = 20 /* lines in which the first time must stand */ };

static bool take_times(smz_str line, smz_ms *start, smz_ms *end)
{
    ptrdiff_t comma = smz_str_find_char(line, ',');

    if (comma < 7 || !smz_is_digit(line.ptr[0]))
        return false;
    *start = read_timestamp(smz_str_sub(line, 0, (size_t)comma));
    *end = read_timestamp(smz_str_trim(smz_str_skip(line, (size_t)comma + 1)));
    return *start != SMZ_MS_NONE && *end != SMZ_MS_NONE;
}

static int probe(smz_str head, bool whole)
{
    smz_str line;
    smz_ms start, end;

    (void)whole;
    for (int n = 0; n < LOOK && smz_str_line(&head, &line); n++)
        if (take_times(line, &start, &end))
            return 90;
    return 0;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct read_captions cues;
    struct read_cue cue = {.start = SMZ_MS_NONE, .end = SMZ_MS_NONE};
    smz_str line;

    (void)err;
    read_captions_init(&cues, READ_MARKED, read_arena(builder));
    for (int n = 1; smz_str_line(&text, &line); n++) {
        smz_ms start, end;

        if (take_times(line, &start, &end)) {
            read_captions_add(&cues, cue);
            cue = (struct read_cue){.start = start, .end = end, .line = n + 1};
        } else if (cue.line && smz_str_trim(line).len) {
            if (!cue.text.ptr)
                cue.text.ptr = line.ptr;
            cue.text.len = (size_t)(line.ptr - cue.text.ptr) + line.len;
        } else if (smz_str_trim(line).len) {
            read_skip(builder, "line %d: text before the first time", n);
        }
    }
    read_captions_add(&cues, cue);
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

const struct smz_format read_sbv = {
    .name = "sbv",
    .about = "YouTube's SubViewer captions",
    .probe = probe,
    .parse = parse,
};
