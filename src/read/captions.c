#include "read/captions.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/caption_labels.h"
#include "read/rolling.h"
#include "read/spoken.h"

enum {
    PAUSE = 3000,         /* ms between cues that part paragraphs */
    PARAGRAPH = 360,      /* bytes, about 60 words: from here on a sentence's end parts */
    UNPUNCTUATED = 600,   /* about 100 words: so long are paragraphs without sentences */
    MAX_PARAGRAPH = 2400, /* about 400 words: longer ones are cut at a cue */
    AGAIN = 5,            /* one name in so many is the one before: all cues have one */
    FEW_MARKS = 50        /* one cue in so many must bear a mark for marks to part */
};

void read_captions_init(struct read_captions *captions, enum read_markup markup,
                        struct smz_arena *arena)
{
    *captions = (struct read_captions){.arena = arena, .markup = markup};
}

struct read_cue *read_captions_at(const struct read_captions *captions, size_t i)
{
    return &captions->blocks.at[i / READ_CUE_BLOCK]->cue[i % READ_CUE_BLOCK];
}

void read_captions_add(struct read_captions *captions, struct read_cue cue)
{
    if (captions->n % READ_CUE_BLOCK == 0)
        SMZ_PUSH(captions->arena, captions->blocks,
                 SMZ_NEW(captions->arena, struct read_cue_block, 1));
    captions->n++;
    *read_captions_at(captions, captions->n - 1) = cue;
}

struct ranked {
    struct read_cue cue;
    size_t rank; /* the order in which they were given */
};

static int by_time(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->cue.start != y->cue.start)
        return x->cue.start < y->cue.start ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

void read_captions_sort(struct read_captions *captions)
{
    size_t n = captions->n;
    struct ranked *all = SMZ_NEW(captions->arena, struct ranked, n);

    for (size_t i = 0; i < n; i++)
        all[i] = (struct ranked){*read_captions_at(captions, i), i};
    if (n)
        qsort(all, n, sizeof(*all), by_time);
    for (size_t i = 0; i < n; i++)
        *read_captions_at(captions, i) = all[i].cue;
}

smz_str read_voice_name(struct smz_arena *arena, smz_str voice)
{
    int64_t number;

    voice = smz_str_trim(voice);
    return smz_str_to_int(voice, &number)
               ? smz_arena_printf(arena, "Speaker %.*s", SMZ_ARG(voice))
               : voice;
}

/* What is usual in this file, and where in it the giving is. */
struct giver {
    struct smz_arena *arena;
    struct read_builder *builder;
    bool marked;      /* markup in the text */
    bool voices;      /* <v> somewhere */
    bool most_named;  /* most cues say who speaks: one that does not is nobody's */
    bool dashes;      /* "- " at the start of a line is a mark */
    bool arrows;      /* ">>" is one, inside a line, too */
    bool paragraphs;  /* nothing says who speaks: cut as prose is */
    bool sentences;   /* there is punctuation to cut at */
    bool whole_turns; /* each cue is one */
    bool rolling;
    struct caption_labels labels;

    const struct read_cue *cue;
    int line;
    smz_str last;    /* the last voice that was named */
    smz_str now;     /* the voice of what comes next */
    bool in_voice;   /* inside <v> */
    bool cue_voiced; /* this cue had one */
    size_t run;      /* bytes of the open paragraph */
    bool ended;      /* what was given last ends a sentence */
    smz_ms end;      /* of the cue before */
    bool cut;        /* the next block opens a turn */
    bool changed;    /* a mark stood before nothing said: it is the next block's */
};

/* What the survey of all cues counts. */
struct count {
    size_t cues, voiced, dashes, arrows, ends;
    size_t again; /* times a name is the one before once more */
    smz_str last; /* the last name */
};

/* A voice was named; `again` counts where it is the one named before. */
static void count_name(struct count *count, smz_str name)
{
    if (name.len == 0)
        return;
    count->again += smz_str_eq(name, count->last);
    count->last = name;
}

/* Counts the <v> spans of a text; false if there are none. */
static bool survey_voices(smz_str text, struct count *count)
{
    bool found = false;
    ptrdiff_t at;
    smz_str name;

    while ((at = smz_str_find_char(text, '<')) >= 0) {
        text = smz_str_skip(text, (size_t)at);
        if (read_voice_at(text, &name)) {
            found = true;
            count_name(count, name);
        }
        text = smz_str_skip(text, 1);
    }
    return found;
}

/* False where a label or a mark could stand before the line. */
static bool survey_line(struct giver *g, smz_str line, bool first, struct count *count)
{
    size_t n = read_arrows(line), label;

    count->arrows += n > 0;
    if (n == 0) {
        n = read_dash(line);
        count->dashes += n > 0;
    }
    line = smz_str_skip(line, n);
    label = caption_labels_at(line);
    count_name(count, caption_labels_count(&g->labels, line, label, first));
    return n == 0 && label == 0;
}

/* As smz_str_line, of what is left of a cue. */
static bool take_line(const struct read_cue *cue, smz_str *rest, smz_str *line)
{
    if (!cue->single)
        return smz_str_line(rest, line);
    *line = *rest;
    rest->len = 0;
    return line->len > 0;
}

/* "<v Ann>One line.</v>" without other markup becomes a cue whose voice is Ann. */
static bool is_lone_voice(struct read_cue *cue)
{
    smz_str name, text;
    size_t n = cue->single && !cue->voice.len ? read_voice_at(cue->text, &name) : 0;

    if (n == 0 || name.len == 0 || read_has_markup(name))
        return false;
    text = smz_str_skip(cue->text, n);
    if (smz_str_ends(text, SMZ_S("</v>")))
        text.len -= 4;
    if (read_has_markup(text))
        return false;
    cue->text = text;
    cue->voice = name;
    return true;
}

static void survey_cue(struct giver *g, struct read_cue *cue, struct count *count)
{
    smz_str rest = cue->text, line, last = {NULL, 0};
    bool voiced = cue->voice.len > 0;

    if (g->marked && is_lone_voice(cue)) {
        count_name(count, cue->voice);
        g->voices = voiced = true;
    } else {
        cue->marked = g->marked && read_has_markup(cue->text);
    }
    if (cue->marked)
        cue->text = read_whole_tags(g->arena, cue->text);
    if (cue->marked && survey_voices(cue->text, count)) {
        g->voices = true;
        voiced = true;
    }
    if (voiced) {
        count->cues++;
        count->voiced++;
        return;
    }
    cue->bare = cue->single && !cue->marked;
    while (take_line(cue, &rest, &line)) {
        line = smz_str_trim(cue->marked ? read_spoken(g->arena, line) : line);
        if (line.len == 0)
            continue;
        if (!survey_line(g, line, last.len == 0, count))
            cue->bare = false;
        last = line;
    }
    count->cues += last.len > 0;
    count->ends += read_ends_sentence(last);
}

static void survey(struct giver *g, const struct read_captions *captions)
{
    struct count count = {0};
    size_t named;

    caption_labels_init(&g->labels, g->arena);
    for (size_t i = 0; i < captions->n; i++)
        survey_cue(g, read_captions_at(captions, i), &count);
    caption_labels_decide(&g->labels);
    named = count.voiced + caption_labels_believed(&g->labels);
    /* Names that mostly change stand only where the voice changes: it goes on. */
    g->most_named = (named * 2 > count.cues && count.again * AGAIN > named) ||
                    (captions->silent_is_nobody && count.voiced > 0);
    g->dashes = count.dashes >= 2 && !g->labels.dense && !count.voiced;
    g->arrows = count.arrows > 0;
    g->whole_turns = captions->each_a_turn;
    g->paragraphs =
        named == 0 && !g->whole_turns &&
        ((g->dashes ? count.dashes : 0) + count.arrows) * FEW_MARKS < count.cues;
    g->sentences = count.ends * 20 >= count.cues;
    g->rolling = count.voiced == 0 && read_rolls(captions);
}

/* Opens a paragraph where the cue begins one. */
static void cut_paragraph(struct giver *g)
{
    bool pause = g->cue->start != SMZ_MS_NONE && g->end != SMZ_MS_NONE &&
                 g->cue->start - g->end >= PAUSE;

    if (pause || (g->ended && g->run >= PARAGRAPH) || g->run >= MAX_PARAGRAPH ||
        (!g->sentences && g->run >= UNPUNCTUATED))
        g->cut = true;
}

static void add(struct giver *g, smz_str text, bool change)
{
    struct read_block block = {
        .kind = g->cut ? READ_TURN : READ_CUE,
        .label = g->now,
        .change = change || g->changed,
        .keep_text = true,
        .text = text,
        .start = g->cue->start,
        .end = g->cue->end,
        .line = g->line,
    };

    if (block.change || g->cut)
        g->run = 0;
    g->run += text.len + 1;
    g->ended = read_ends_sentence(text);
    g->cut = g->changed = false;
    read_add(g->builder, block);
}

/* Text behind a mark, or the whole of an unmarked line: its label, then what is said. */
static void give_said(struct giver *g, smz_str text, bool change)
{
    smz_str label;
    size_t n = g->in_voice ? 0 : caption_labels_take(&g->labels, text, &label);

    if (n) {
        /* The mark says that it is another turn, the label whose. */
        g->cut |= change && smz_str_eq(label, g->last);
        g->now = g->last = label;
        change = false;
        text = smz_str_skip(text, n);
    } else if (change && !g->in_voice) {
        g->now = g->last = (smz_str){NULL, 0};
    }
    text = smz_str_trim(text);
    /* What a voice does ("(laughs)") is its own; what is only heard is nobody's. */
    if (text.len && (g->in_voice || n || !read_is_direction(text)))
        add(g, text, change);
    else if (change)
        g->changed = true;
}

/* A line in which no voice, mark or label can be. */
static void give_bare(struct giver *g, smz_str text)
{
    if (text.len && !read_is_direction(text))
        add(g, text, false);
}

/* A stretch of a line by one voice; ">>" parts it further. */
static void give_stretch(struct giver *g, smz_str text)
{
    size_t n;
    bool change;

    text = smz_str_trim(g->cue->marked ? read_spoken(g->arena, text) : text);
    if (text.len == 0)
        return;
    n = read_arrows(text);
    if (n == 0 && g->dashes)
        n = read_dash(text);
    change = n > 0;
    text = smz_str_skip(text, n);
    for (size_t from = 0; g->arrows;) {
        ptrdiff_t at = smz_str_find(smz_str_skip(text, from), SMZ_S(">>"));

        if (at < 0)
            break;
        from += (size_t)at;
        if (from == 0 || text.ptr[from - 1] != ' ') {
            from += 2;
            continue;
        }
        give_said(g, smz_str_sub(text, 0, from), change);
        text = smz_str_skip(text, from);
        text = smz_str_skip(text, read_arrows(text));
        change = true;
        from = 0;
    }
    give_said(g, text, change);
}

/* "<i>Laughter</i>" that no voice speaks, beside voices, is what is heard. */
static bool is_heard(const struct giver *g, smz_str text)
{
    text = smz_str_trim(text);
    return g->cue_voiced && !g->in_voice && text.len < 40 &&
           smz_str_starts(text, SMZ_S("<i>")) && smz_str_ends(text, SMZ_S("</i>"));
}

static void give_line(struct giver *g, smz_str line)
{
    size_t from = 0, at = 0;

    while (g->voices && g->cue->marked && at < line.len) {
        ptrdiff_t tag = smz_str_find_char(smz_str_skip(line, at), '<');
        smz_str name, before;
        size_t n;

        if (tag < 0)
            break;
        at += (size_t)tag;
        n = read_voice_at(smz_str_skip(line, at), &name);
        if (n == 0) {
            at++;
            continue;
        }
        before = smz_str_sub(line, from, at);
        if (!is_heard(g, before))
            give_stretch(g, before);
        g->now = read_spoken(g->arena, name);
        g->in_voice = name.len > 0;
        if (g->in_voice) {
            g->last = g->now;
            g->cue_voiced = true;
        }
        from = at += n;
    }
    line = smz_str_skip(line, from);
    if (!is_heard(g, line))
        give_stretch(g, line);
}

/* "(computer playing\nelectronic melody)" */
static bool is_all_direction(struct giver *g, smz_str text)
{
    smz_str first = smz_str_trim(text);

    if (first.len == 0 || !strchr("([<\xe2\xef\xe3", first.ptr[0]) ||
        (smz_str_find_char(first, '\n') < 0 && smz_str_find_char(first, '\r') < 0))
        return false;
    return read_is_direction(
        smz_str_trim(g->cue->marked ? read_spoken(g->arena, text) : text));
}

static void give_cue(struct giver *g, const struct read_cue *cue, size_t skip)
{
    smz_str rest = cue->text, line;

    g->cue = cue;
    g->line = cue->line;
    g->in_voice = g->cue_voiced = cue->voice.len > 0;
    if (g->in_voice)
        g->last = cue->voice;
    g->now = g->in_voice || !g->most_named ? g->last : (smz_str){NULL, 0};
    if (!g->in_voice && is_all_direction(g, cue->text))
        return;
    if (g->whole_turns)
        g->cut = true;
    if (g->paragraphs)
        cut_paragraph(g);
    if (cue->bare && !skip && !g->arrows) {
        give_bare(g, smz_str_trim(cue->text));
        rest.len = 0;
    }
    for (; take_line(cue, &rest, &line); g->line++) {
        if (skip && !read_is_blank_line(line)) {
            skip--;
            continue;
        }
        give_line(g, line);
    }
    if (cue->end != SMZ_MS_NONE)
        g->end = cue->end;
}

/* The cue before the one at hand was the last that was needed of a block. */
static void drop_block(struct read_captions *captions, size_t i)
{
    smz_arena_drop(captions->arena, captions->blocks.at[i],
                   sizeof(*captions->blocks.at[i]));
    captions->blocks.at[i] = NULL;
}

void read_captions_give(struct read_captions *captions, struct read_builder *builder)
{
    struct giver g = {.arena = captions->arena,
                      .builder = builder,
                      .marked = captions->markup == READ_MARKED,
                      .end = SMZ_MS_NONE};

    survey(&g, captions);
    for (size_t i = 0; i < captions->n; i++) {
        const struct read_cue *cue = read_captions_at(captions, i);
        size_t skip =
            g.rolling && i ? read_repeats(read_captions_at(captions, i - 1), cue) : 0;

        give_cue(&g, cue, skip);
        if (i && i % READ_CUE_BLOCK == 0)
            drop_block(captions, i / READ_CUE_BLOCK - 1);
    }
}
