/* Advanced SubStation Alpha and its elder: the Dialogue lines of [Events]. */
#include <string.h>

#include "read/captions.h"

enum {
    MAX_COLUMNS = 20,
    MAX_OVERRIDE = 2000 /* bytes */
};

/* Which field of a Dialogue line is what; -1: none. */
struct columns {
    int start, end, style, name, text, n;
};

static int probe(smz_str head, bool whole)
{
    (void)whole;
    head = smz_str_trim(head);
    return smz_str_starts_nocase(head, SMZ_S("[Script Info]")) ||
                   smz_str_starts(head, SMZ_S("[V4")) ||
                   (smz_str_starts(head, SMZ_S("[Events]")) &&
                    smz_str_find(head, SMZ_S("\nDialogue:")) >= 0)
               ? 95
               : 0;
}

static struct columns take_format(smz_str line)
{
    struct columns c = {-1, -1, -1, -1, -1, 0};
    struct smz_cut cut;

    do {
        smz_str name;

        cut = smz_str_cut(line, SMZ_S(","));
        name = smz_str_trim(cut.head);
        if (smz_str_eq_nocase(name, SMZ_S("Start")))
            c.start = c.n;
        else if (smz_str_eq_nocase(name, SMZ_S("End")))
            c.end = c.n;
        else if (smz_str_eq_nocase(name, SMZ_S("Style")))
            c.style = c.n;
        else if (smz_str_eq_nocase(name, SMZ_S("Name")) ||
                 smz_str_eq_nocase(name, SMZ_S("Actor")))
            c.name = c.n;
        else if (smz_str_eq_nocase(name, SMZ_S("Text")))
            c.text = c.n;
        c.n++;
        line = cut.tail;
    } while (cut.found && c.n < MAX_COLUMNS);
    return c;
}

/* "{\pos(1,2)}" goes, "\N" is a new line, "\h" a space. Empty for a drawing. */
static smz_str take_text(struct smz_arena *arena, smz_str text)
{
    char *out;
    size_t len = 0;

    if (smz_str_find_char(text, '{') < 0 && smz_str_find_char(text, '\\') < 0)
        return text;
    out = smz_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : 0;
        ptrdiff_t end =
            c == '{' ? smz_str_find_char(smz_str_sub(text, i, i + MAX_OVERRIDE), '}')
                     : -1;

        if (end > 0) {
            smz_str tag = smz_str_sub(text, i, i + (size_t)end);
            ptrdiff_t p = smz_str_find(tag, SMZ_S("\\p"));

            if (p >= 0 && (size_t)p + 2 < tag.len && tag.ptr[p + 2] >= '1' &&
                tag.ptr[p + 2] <= '9')
                break; /* what follows are points and lines */
            i += (size_t)end;
        } else if (c == '\\' && (next == 'N' || next == 'n' || next == 'h')) {
            out[len++] = next == 'h' ? ' ' : '\n';
            i++;
        } else {
            out[len++] = c;
        }
    }
    return (smz_str){out, len};
}

/* "Speaker00": styles that stand for voices. */
static bool is_voice_style(smz_str style)
{
    return smz_str_starts_nocase(style, SMZ_S("Speaker"));
}

static bool take_dialogue(smz_str line, const struct columns *c, struct smz_arena *arena,
                          struct read_cue *cue)
{
    smz_str field[MAX_COLUMNS] = {{NULL, 0}}, style;

    for (int i = 0; i < c->n; i++) {
        struct smz_cut cut = smz_str_cut(line, SMZ_S(","));

        field[i] = i + 1 < c->n ? smz_str_trim(cut.head) : line;
        if (i + 1 < c->n && !cut.found)
            return false;
        line = cut.tail;
    }
    if (c->text < 0 || c->start < 0)
        return false;
    cue->start = read_timestamp(field[c->start]);
    cue->end = c->end < 0 ? SMZ_MS_NONE : read_timestamp(field[c->end]);
    cue->text = take_text(arena, field[c->text]);
    cue->voice = c->name < 0 ? (smz_str){NULL, 0} : field[c->name];
    style = c->style < 0 ? (smz_str){NULL, 0} : field[c->style];
    if (cue->voice.len == 0 && is_voice_style(style))
        cue->voice = style;
    return true;
}

static bool take_key(smz_str line, const char *key, smz_str *value)
{
    smz_str k = smz_str_of(key);

    if (!smz_str_starts_nocase(line, k))
        return false;
    *value = smz_str_trim(smz_str_skip(line, k.len));
    return true;
}

/* "[Events]", "[V4+ Styles]": a name and nothing else. */
static bool is_section(smz_str line)
{
    line = smz_str_trim(line);
    return line.len > 2 && line.ptr[0] == '[' && line.ptr[line.len - 1] == ']' &&
           smz_is_alpha(line.ptr[1]) && smz_str_find_char(line, ':') < 0;
}

/* What no line under [Events] can be: comments and commands have a word and a colon. */
static bool is_stray(smz_str line)
{
    smz_str head = smz_str_cut(line, SMZ_S(":")).head;

    line = smz_str_trim(line);
    return line.len && line.ptr[0] != ';' &&
           (head.len == line.len || smz_str_find_char(smz_str_trim(head), ' ') >= 0 ||
            smz_is_digit(line.ptr[0]) || line.ptr[0] == '[');
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct columns c = take_format(
        SMZ_S("Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text"));
    struct read_captions cues;
    smz_str line, value;
    bool events = false;

    (void)err;
    read_captions_init(&cues, READ_UNMARKED, read_arena(builder));
    cues.silent_is_nobody = true;
    for (int n = 1; smz_str_line(&text, &line); n++) {
        struct read_cue cue = {.line = n};

        if (is_section(line))
            events = smz_str_starts_nocase(line, SMZ_S("[Events]"));
        else if (!events && take_key(line, "Title:", &value))
            read_fact(builder, READ_TITLE, value);
        else if (events && take_key(line, "Format:", &value))
            c = take_format(value);
        else if (events && take_key(line, "Dialogue:", &value)) {
            if (take_dialogue(value, &c, read_arena(builder), &cue))
                read_captions_add(&cues, cue);
            else
                read_skip(builder, "line %d: a Dialogue with too few fields", n);
        } else if (events && is_stray(line)) {
            read_skip(builder, "line %d: no event", n);
        }
    }
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

const struct smz_format read_ass = {
    .name = "ass",
    .about = "SubStation Alpha subtitles (ASS, SSA)",
    .probe = probe,
    .parse = parse,
};
