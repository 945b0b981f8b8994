/* WebVTT: its header; the cues are cue.c's. */
#include "read/cue.h"

static bool is_signature(smz_str line)
{
    return smz_str_starts(line, SMZ_S("WEBVTT")) &&
           (line.len == 6 || line.ptr[6] == ' ' || line.ptr[6] == '\t');
}

static int probe(smz_str head, bool whole)
{
    smz_str line = {NULL, 0};

    (void)whole;
    while (smz_str_line(&head, &line) && line.len == 0)
        continue;
    return is_signature(line) ? 100 : 0;
}

/*
 * The header goes up to an empty line or the first cue. YouTube's has a style sheet
 * in it that can hold empty lines and is closed by "##".
 */
static smz_str skip_header(smz_str text, int *number, struct read_builder *builder)
{
    smz_str rest = text, line;
    bool first = true;

    *number = 1;
    while (smz_str_line(&rest, &line)) {
        smz_ms start, end;

        if (read_timing(line, &start, &end))
            break;
        text = rest;
        ++*number;
        if (line.len == 0 && !first)
            break;
        first = first && !is_signature(line);
        if (smz_str_starts_nocase(line, SMZ_S("Language:")))
            read_fact(builder, READ_LANGUAGE, smz_str_skip(line, 9));
    }
    return text;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct read_captions cues;
    int line;

    (void)err;
    read_captions_init(&cues, READ_MARKED, read_arena(builder));
    text = skip_header(text, &line, builder);
    read_cues(text, line, true, &cues, builder);
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

const struct smz_format read_vtt = {
    .name = "vtt",
    .about = "WebVTT captions, as of Zoom, Teams and YouTube",
    .probe = probe,
    .parse = parse,
};
