#include "read/rolling.h"

enum {
    MAX_LINES = 8, /* of a cue that are compared */
    MAX_TAG = 500, /* bytes */
    SAMPLE = 150,  /* cues in a row, from the start and from the middle */
    GAP = 500,     /* ms; a repetition after a longer pause was said again */
    ONE_IN = 5     /* so many cues repeat in a file that rolls */
};

/* The lines of a cue as hashes of what is in them but tags and white space. */
struct lines {
    uint64_t hash[MAX_LINES];
    size_t n;
};

/* 0 for a line with nothing in it. */
static uint64_t hash_line(smz_str line)
{
    uint64_t h = 0;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];

        if (c == '<') {
            ptrdiff_t end = smz_str_find_char(smz_str_sub(line, i, i + MAX_TAG), '>');

            if (end > 0) {
                i += (size_t)end;
                continue;
            }
        }
        if (!smz_is_space(c))
            h = ((h ? h : 14695981039346656037u) ^ (unsigned char)c) * 1099511628211u;
    }
    return h;
}

bool read_is_blank_line(smz_str line)
{
    return hash_line(line) == 0;
}

static void hash_lines(smz_str text, struct lines *out)
{
    smz_str line;

    out->n = 0;
    while (out->n < MAX_LINES && smz_str_line(&text, &line)) {
        uint64_t h = hash_line(line);

        if (h)
            out->hash[out->n++] = h;
    }
}

size_t read_repeats(const struct read_cue *before, const struct read_cue *cue)
{
    struct lines a, b;

    if (cue->start == SMZ_MS_NONE || before->end == SMZ_MS_NONE ||
        cue->start - before->end > GAP || cue->start < before->start)
        return 0;
    hash_lines(before->text, &a);
    hash_lines(cue->text, &b);
    for (size_t n = a.n < b.n ? a.n : b.n; n > 0; n--) {
        size_t i = 0;

        while (i < n && a.hash[a.n - n + i] == b.hash[i])
            i++;
        if (i == n)
            return n;
    }
    return 0;
}

bool read_rolls(const struct read_captions *captions)
{
    size_t from[] = {0, captions->n / 2}, pairs = 0, repeats = 0;

    for (size_t k = 0; k < SMZ_COUNT(from); k++)
        for (size_t i = from[k] + 1; i < captions->n && i < from[k] + SAMPLE; i++) {
            pairs++;
            repeats += read_repeats(read_captions_at(captions, i - 1),
                                    read_captions_at(captions, i)) > 0;
        }
    return repeats > 1 && repeats * ONE_IN >= pairs;
}
