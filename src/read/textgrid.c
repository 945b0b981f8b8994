/*
 * Praat's TextGrid: tiers of intervals, a tier a voice. Long or short, its values come in
 * the same order, and all else is there for people:
 * https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html
 */
#include <stdlib.h>

#include "read/captions.h"

enum { MAX_NUMBER = 30 /* bytes */ };

struct value {
    smz_str s;
    bool quoted; /* a text; else a number */
};

struct grid {
    smz_str rest;
    struct smz_arena *arena;
    const char *at; /* where lines were counted up to */
    int line;
};

/* A text in quotes, a quote in it written twice; the opening one is behind. */
static smz_str take_text(struct grid *g)
{
    size_t at = 0, len = 0;
    bool twice = false;
    char *out;

    for (; at < g->rest.len; at++) {
        if (g->rest.ptr[at] != '"')
            continue;
        if (at + 1 == g->rest.len || g->rest.ptr[at + 1] != '"')
            break;
        twice = true;
        at++;
    }
    smz_str text = smz_str_sub(g->rest, 0, at);

    g->rest = smz_str_skip(g->rest, at + 1);
    if (!twice)
        return text;
    out = smz_arena_alloc(g->arena, at + 1);
    for (size_t i = 0; i < at; i++) {
        out[len++] = text.ptr[i];
        i += text.ptr[i] == '"';
    }
    return (smz_str){out, len};
}

/* The next text or number that stands free: not "xmin", "=", "[1]:". */
static bool take_value(struct grid *g, struct value *out)
{
    while (g->rest.len) {
        size_t n = 0;

        if (smz_is_space(g->rest.ptr[0])) {
            g->rest = smz_str_skip(g->rest, 1);
            continue;
        }
        if (g->rest.ptr[0] == '"') {
            g->rest = smz_str_skip(g->rest, 1);
            *out = (struct value){take_text(g), true};
            return true;
        }
        while (n < g->rest.len && !smz_is_space(g->rest.ptr[n]))
            n++;
        out->s = smz_str_sub(g->rest, 0, n);
        out->quoted = false;
        g->rest = smz_str_skip(g->rest, n);
        if (smz_is_digit(out->s.ptr[0]))
            return true;
    }
    return false;
}

static smz_ms time_of(struct value value)
{
    char z[MAX_NUMBER + 1] = {0};

    for (size_t i = 0; i < value.s.len && i < MAX_NUMBER; i++)
        z[i] = value.s.ptr[i];
    return (smz_ms)(strtod(z, NULL) * 1000 + 0.5);
}

/* What stands for sounds and not for speech, or is the same in other words. */
static bool is_left_out(smz_str name, bool words_too)
{
    static const char *const sounds[] = {"phones",    "phone", "phonemes", "segments",
                                         "syllables", "tones", "pitch"};
    smz_str rest = name, word, last = {NULL, 0};

    while (smz_str_word(&rest, &word))
        last = word;
    return smz_str_is_one_of(last, sounds, SMZ_COUNT(sounds)) ||
           (words_too && (smz_str_eq_nocase(last, SMZ_S("words")) ||
                          smz_str_eq_nocase(last, SMZ_S("word"))));
}

/* "Ann - words" is Ann; "words" alone is nobody. */
static smz_str voice_of(smz_str name)
{
    ptrdiff_t dash = smz_str_find(name, SMZ_S(" - "));

    if (is_left_out(name, true))
        return smz_str_trim(smz_str_sub(name, 0, dash > 0 ? (size_t)dash : 0));
    return smz_str_trim(name);
}

static void count_lines(struct grid *g)
{
    for (; g->at < g->rest.ptr; g->at++)
        g->line += *g->at == '\n';
}

/* The intervals of a tier; false where the file ends in it. */
static bool take_tier(struct grid *g, smz_str voice, bool given, bool points,
                      struct read_captions *cues)
{
    struct value from, to, count, text;

    if (!take_value(g, &from) || !take_value(g, &to) || !take_value(g, &count))
        return false;
    for (long n = strtol(count.s.ptr, NULL, 10); n > 0; n--) {
        if (!take_value(g, &from) || (!points && !take_value(g, &to)) ||
            !take_value(g, &text) || !text.quoted)
            return false;
        count_lines(g);
        if (given && smz_str_trim(text.s).len)
            read_captions_add(cues,
                              (struct read_cue){.text = text.s,
                                                .voice = voice,
                                                .start = time_of(from),
                                                .end = points ? SMZ_MS_NONE : time_of(to),
                                                .line = g->line});
    }
    return true;
}

/* Behind the header: its texts, from and to when, how many tiers. */
static bool take_header(struct grid *g)
{
    struct value value;
    int numbers = 0;

    while (numbers < 3 && take_value(g, &value))
        numbers += !value.quoted;
    return numbers == 3;
}

/* Whether the file has tiers of more than single words. */
static bool has_phrases(struct grid g, struct read_captions *none)
{
    struct value class, name;
    bool any = false;

    take_header(&g);
    while (!any && take_value(&g, &class) && take_value(&g, &name)) {
        any = !is_left_out(name.s, true);
        if (!take_tier(&g, name.s, false, smz_str_eq(class.s, SMZ_S("TextTier")), none))
            break;
    }
    return any;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct grid g = {text, read_arena(builder), text.ptr, 1};
    struct read_captions cues;
    struct value class, name;
    bool phrases;

    (void)err;
    read_captions_init(&cues, READ_UNMARKED, g.arena);
    cues.silent_is_nobody = true;
    phrases = has_phrases(g, &cues);
    take_header(&g);
    while (take_value(&g, &class) && take_value(&g, &name))
        if (!take_tier(&g, voice_of(name.s), !is_left_out(name.s, phrases),
                       smz_str_eq(class.s, SMZ_S("TextTier")), &cues)) {
            count_lines(&g);
            read_skip(builder, "line %d: the tier breaks off", g.line);
            break;
        }
    read_captions_sort(&cues);
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

static int probe(smz_str head, bool whole)
{
    smz_str line;

    (void)whole;
    return smz_str_line(&head, &line) &&
                   smz_str_starts(line, SMZ_S("File type = \"ooTextFile")) &&
                   smz_str_line(&head, &line) &&
                   smz_str_find(line, SMZ_S("\"TextGrid\"")) >= 0
               ? 100
               : 0;
}

const struct smz_format read_textgrid = {
    .name = "textgrid",
    .about = "Praat's TextGrid, a tier a voice",
    .probe = probe,
    .parse = parse,
};
