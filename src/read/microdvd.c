/*
 * MicroDVD, "{0}{25}One|two", whose times are frames, and MPL2, "[0][25]One|two", whose
 * times are tenths of a second.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "read/captions.h"

enum { MIN_LINES = 2, MAX_DIGITS = 9 };

/* "{25}" at the start of *s. */
static bool take_number(smz_str *s, char open, char close, int64_t *number)
{
    size_t n = 1;

    if (s->len < 3 || s->ptr[0] != open)
        return false;
    for (*number = 0; n < s->len && n <= MAX_DIGITS && smz_is_digit(s->ptr[n]); n++)
        *number = *number * 10 + (s->ptr[n] - '0');
    if (n == 1 || n == s->len || s->ptr[n] != close)
        return false;
    *s = smz_str_skip(*s, n + 1);
    return true;
}

static bool take_times(smz_str *line, int64_t *start, int64_t *end)
{
    bool frames = line->len && line->ptr[0] == '{';

    return take_number(line, frames ? '{' : '[', frames ? '}' : ']', start) &&
           take_number(line, frames ? '{' : '[', frames ? '}' : ']', end);
}

/* "{y:i}" and a slash are for slanted letters. */
static smz_str without_codes(smz_str text)
{
    while (text.len && (text.ptr[0] == '{' || text.ptr[0] == '/')) {
        ptrdiff_t end = text.ptr[0] == '/' ? 0 : smz_str_find_char(text, '}');

        if (end < 0)
            break;
        text = smz_str_skip(text, (size_t)end + 1);
    }
    return text;
}

/* Lines of a cue are parted by bars. */
static smz_str said_in(smz_str line, struct smz_arena *arena)
{
    struct smz_buf out;
    smz_str said;

    smz_buf_init(&out, 0);
    while (line.len) {
        struct smz_cut cut = smz_str_cut(line, SMZ_S("|"));

        smz_buf_add(&out, without_codes(cut.head));
        smz_buf_char(&out, '\n');
        line = cut.tail;
    }
    said = smz_arena_keep(arena, smz_str_trim(smz_buf_str(&out)));
    smz_buf_release(&out);
    return said;
}

/* "{1}{1}23.976" says how many frames a second has. */
static bool take_rate(smz_str text, double *rate)
{
    char z[16] = {0};

    for (size_t i = 0; i < text.len && i < sizeof(z) - 1; i++)
        z[i] = text.ptr[i] == ',' ? '.' : text.ptr[i];
    double value = strtod(z, NULL);

    if (value < 1 || value > 200)
        return false;
    *rate = value;
    return true;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    double rate = 23.976; /* of most films, where the file does not say */
    struct read_captions cues;
    smz_str line;

    (void)err;
    read_captions_init(&cues, READ_UNMARKED, read_arena(builder));
    for (int n = 1; smz_str_line(&text, &line); n++) {
        int64_t start, end;
        bool frames;

        line = smz_str_trim(line);
        frames = line.len && line.ptr[0] == '{';
        if (line.len == 0)
            continue;
        if (!take_times(&line, &start, &end)) {
            read_skip(builder, "line %d: no times before it", n);
            continue;
        }
        if (frames && cues.n == 0 && start == end && take_rate(line, &rate))
            continue;
        double unit = frames ? 1000 / rate : 100;

        read_captions_add(&cues,
                          (struct read_cue){.text = said_in(line, cues.arena),
                                            .start = (smz_ms)((double)start * unit),
                                            .end = (smz_ms)((double)end * unit),
                                            .line = n});
    }
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

static int probe(smz_str head, bool whole)
{
    size_t hits = 0, lines = 0;
    int64_t start, end;
    smz_str line;

    (void)whole;
    if (!take_times(&(smz_str){head.ptr, head.len}, &start, &end))
        return 0;
    while (smz_str_line(&head, &line)) {
        line = smz_str_trim(line);
        lines += line.len > 0;
        hits += line.len && take_times(&line, &start, &end);
    }
    return hits >= MIN_LINES && hits * 10 >= lines * 8 ? 93 : 0;
}

const struct smz_format read_microdvd = {
    .name = "microdvd",
    .about = "MicroDVD's and MPL2's subtitles",
    .probe = probe,
    .parse = parse,
};
