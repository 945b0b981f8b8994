/* LRC: "[mm:ss.xx]text", several times before one line, tags like "[ti:Title]". */
#include <stdlib.h>

#include "read/captions.h"

enum { ENOUGH = 3 };

/*
 * "[mm:ss.xx]" at the start: bytes, or 0. The fraction tells it from other texts, and
 * that there are no hours.
 */
static size_t take_stamp(smz_str line, smz_ms *time)
{
    size_t n;

    if (line.len < 7 || line.ptr[0] != '[' || !smz_is_digit(line.ptr[1]))
        return 0;
    n = read_timestamp_at(smz_str_skip(line, 1), time);
    return n && n + 1 < line.len && line.ptr[n + 1] == ']' &&
                   smz_str_find_char(smz_str_sub(line, 1, n + 1), '.') > 0 &&
                   smz_str_find_char(smz_str_sub(line, 4, n + 1), ':') < 0
               ? n + 2
               : 0;
}

/* "[ar:Someone]" */
static bool take_tag(smz_str line, smz_str *name, smz_str *value)
{
    ptrdiff_t colon = smz_str_find_char(line, ':');

    if (colon < 2 || line.ptr[0] != '[' || line.ptr[line.len - 1] != ']')
        return false;
    for (ptrdiff_t i = 1; i < colon; i++)
        if (!smz_is_alpha(line.ptr[i]))
            return false;
    *name = smz_str_sub(line, 1, (size_t)colon);
    *value = smz_str_trim(smz_str_sub(line, (size_t)colon + 1, line.len - 1));
    return true;
}

static int probe(smz_str head, bool whole)
{
    size_t hits = 0, lines = 0, tags = 0;
    smz_str line, name, value;
    smz_ms time;

    while (smz_str_line(&head, &line)) {
        line = smz_str_trim(line);
        if (line.len == 0)
            continue;
        lines++;
        hits += take_stamp(line, &time) > 0;
        tags += take_tag(line, &name, &value);
    }
    return hits >= (whole && tags ? 1 : ENOUGH) && (hits + tags) * 10 > lines * 8 ? 85
                                                                                  : 0;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct read_captions cues;
    smz_str line, name, value;

    (void)err;
    read_captions_init(&cues, READ_MARKED, read_arena(builder));
    for (int n = 1; smz_str_line(&text, &line); n++) {
        smz_str said = smz_str_trim(line);
        size_t first = cues.n, bytes;
        smz_ms time;

        while ((bytes = take_stamp(said, &time)) != 0) {
            struct read_cue cue = {.start = time, .end = SMZ_MS_NONE, .line = n};

            read_captions_add(&cues, cue);
            said = smz_str_skip(said, bytes);
        }
        for (size_t i = first; i < cues.n; i++)
            read_captions_at(&cues, i)->text = said;
        if (first < cues.n || said.len == 0)
            continue;
        if (!take_tag(said, &name, &value))
            read_skip(builder, "line %d: no time before it", n);
        else if (smz_str_eq_nocase(name, SMZ_S("ti")))
            read_fact(builder, READ_TITLE, value);
    }
    read_captions_sort(&cues);
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

const struct smz_format read_lrc = {
    .name = "lrc",
    .about = "LRC lyrics and captions",
    .probe = probe,
    .parse = parse,
};
