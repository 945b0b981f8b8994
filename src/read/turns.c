#include "read/turns.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "lang/lang.h"
#include "read/clean.h"

enum {
    RECENT = 32,        /* labels that are known at once; a power of two */
    NEAR = 64,          /* headings among which that of an entry is looked for */
    MAX_SKIP_NOTES = 10 /* of things skipped; the rest is counted in one line */
};

/* A spelling of a label, and the speaker it means. */
struct spelling {
    smz_str label;
    int speaker;
};

/* A label as it was given, and what became of it. */
struct recent {
    smz_str raw, label, role;
};

/* What the file says of a label apart from the talk. */
struct apart {
    smz_str label, name, role;
};

/* The turn being built. A second block makes its text a copy in `joined`. */
struct open_turn {
    bool is;
    struct smz_turn turn;
    smz_str label;
    smz_str text; /* of the first block; empty once `copied` */
    bool copied;
    size_t first_anchor;
};

struct read_builder {
    struct smz_arena *arena;
    struct smz_notes *notes;

    SMZ_VEC(struct smz_turn) turns;
    SMZ_VEC(struct smz_anchor) anchors;
    SMZ_VEC(size_t) first_anchor; /* of each turn; `anchors` may still move */
    SMZ_VEC(struct smz_speaker) speakers;
    SMZ_VEC(struct smz_chapter) chapters;
    SMZ_VEC(struct smz_chapter) contents;
    SMZ_VEC(smz_str) named;
    SMZ_VEC(struct apart) apart;
    smz_str facts[READ_NAMED];

    SMZ_VEC(struct spelling) spellings;
    uint32_t *places; /* open addressing into the spellings; n_places is a power of two */
    size_t n_places;

    struct open_turn open;
    struct recent recent[RECENT];
    struct spelling spoken[RECENT]; /* clean labels, and whose they are */
    struct smz_buf joined;
    bool new_chapter; /* a title was given since the last block */
    smz_ms end;
    size_t skipped;
};

struct read_builder *read_builder_new(struct smz_arena *arena, struct smz_notes *notes)
{
    struct read_builder *b = SMZ_NEW(arena, struct read_builder, 1);

    b->arena = arena;
    b->notes = notes;
    b->end = SMZ_MS_NONE;
    smz_buf_init(&b->joined, 0);
    return b;
}

struct smz_arena *read_arena(struct read_builder *b)
{
    return b->arena;
}

struct smz_notes *read_notes(struct read_builder *b)
{
    return b->notes;
}

/* FNV-1a without regard to the case of ASCII letters: most labels are ASCII. */
static uint64_t hash_nocase(smz_str s)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)smz_lower(s.ptr[i])) * 0x100000001b3u;
    return h;
}

/* The place of a spelling: it holds its number in the list, from 1, or 0. */
static uint32_t *place_of(const struct read_builder *b, smz_str label)
{
    size_t at = (size_t)hash_nocase(label) & (b->n_places - 1);

    while (b->places[at] &&
           !smz_str_eq_nocase(b->spellings.at[b->places[at] - 1].label, label))
        at = (at + 1) & (b->n_places - 1);
    return &b->places[at];
}

/* The speaker of a spelling, or SMZ_NOBODY. */
static int lookup(const struct read_builder *b, smz_str label)
{
    uint32_t number = b->n_places ? *place_of(b, label) : 0;

    return number ? b->spellings.at[number - 1].speaker : SMZ_NOBODY;
}

static void learn(struct read_builder *b, smz_str label, int speaker)
{
    if (b->spellings.len * 2 >= b->n_places) {
        b->n_places = b->n_places ? b->n_places * 4 : 64;
        b->places = SMZ_NEW(b->arena, uint32_t, b->n_places);
        for (size_t i = 0; i < b->spellings.len; i++)
            *place_of(b, b->spellings.at[i].label) = (uint32_t)i + 1;
    }
    SMZ_PUSH(b->arena, b->spellings, (struct spelling){label, speaker});
    *place_of(b, label) = (uint32_t)b->spellings.len;
}

static bool is_ascii(smz_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

/* Where a label is among the recent ones; another may have its place. */
static size_t recent_place(smz_str label)
{
    return label.len ? (label.len + (size_t)label.ptr[0] * 5 +
                        (size_t)label.ptr[label.len - 1] * 3) &
                           (RECENT - 1)
                     : 0;
}

/* The speaker of a clean label; two spellings that fold to the same are one. */
static int find_speaker(struct read_builder *b, smz_str label)
{
    smz_str folded = label;
    int id = lookup(b, label);

    if (id < 0) {
        if (!is_ascii(label))
            folded = smz_utf8_fold(label, b->arena);
        id = lookup(b, folded);
        if (id < 0) {
            id = (int)b->speakers.len;
            SMZ_PUSH(b->arena, b->speakers,
                     (struct smz_speaker){.label = label,
                                          .made_up = read_label_made_up(label)});
            learn(b, folded, id);
        }
        if (!smz_str_eq(folded, label))
            learn(b, label, id);
    }
    return id;
}

static int speaker_of(struct read_builder *b, smz_str label, smz_str role)
{
    struct spelling *spoken = &b->spoken[recent_place(label)];

    if (label.len == 0)
        return SMZ_NOBODY;
    if (!smz_str_eq(label, spoken->label))
        *spoken = (struct spelling){label, find_speaker(b, label)};
    if (b->speakers.at[spoken->speaker].role.len == 0)
        b->speakers.at[spoken->speaker].role = role;
    return spoken->speaker;
}

/* Notes the time of what comes at byte `at` of the open turn. */
static void add_anchor(struct read_builder *b, size_t at, smz_ms time)
{
    size_t first = b->open.first_anchor, n = b->anchors.len;

    if (time == SMZ_MS_NONE || at > UINT32_MAX)
        return;
    if (n > first && (b->anchors.at[n - 1].time == time || b->anchors.at[n - 1].at == at))
        return;
    SMZ_PUSH(b->arena, b->anchors, (struct smz_anchor){(uint32_t)at, time});
}

static void close_turn(struct read_builder *b)
{
    struct open_turn *open = &b->open;

    if (!open->is)
        return;
    open->is = false;
    open->turn.text =
        open->copied ? smz_arena_keep(b->arena, smz_buf_str(&b->joined)) : open->text;
    open->turn.n_anchors = (int)(b->anchors.len - open->first_anchor);
    if (open->turn.end < open->turn.start)
        open->turn.end = SMZ_MS_NONE;
    SMZ_PUSH(b->arena, b->turns, open->turn);
    SMZ_PUSH(b->arena, b->first_anchor, open->first_anchor);
}

static void open_turn(struct read_builder *b, const struct read_block *block)
{
    close_turn(b);
    b->open = (struct open_turn){
        .is = true,
        .turn = {.speaker = speaker_of(b, block->label, block->role),
                 .line = block->line,
                 .change = block->change,
                 .start = block->start,
                 .end = block->end},
        .label = block->label,
        .text = block->text,
        .first_anchor = b->anchors.len,
    };
    add_anchor(b, 0, block->start);
}

static void continue_turn(struct read_builder *b, const struct read_block *block)
{
    struct open_turn *open = &b->open;

    if (!open->copied) {
        smz_buf_clear(&b->joined);
        smz_buf_add(&b->joined, open->text);
        open->copied = true;
    }
    if (block->kind == READ_MORE)
        smz_buf_char(&b->joined, '\n');
    else if (!read_joins_bare(smz_buf_str(&b->joined), block->text))
        smz_buf_char(&b->joined, ' ');
    add_anchor(b, b->joined.len, block->start);
    smz_buf_add(&b->joined, block->text);
    if (block->end > open->turn.end)
        open->turn.end = block->end;
}

/* Eleven years are no recording, as in read_timestamp. */
static smz_ms sane(smz_ms time)
{
    return time < 0 || time > (smz_ms)100000 * 3600 * 1000 ? SMZ_MS_NONE : time;
}

static bool same_voice(struct read_builder *b, const struct read_block *block)
{
    if (smz_str_eq(block->label, b->open.label))
        return true;
    return block->label.len && b->open.label.len &&
           speaker_of(b, block->label, block->role) == b->open.turn.speaker;
}

/* The same few labels come again and again. */
static void clean_label(struct read_builder *b, struct read_block *block)
{
    struct recent *recent = &b->recent[recent_place(block->label)];

    if (!smz_str_eq(block->label, recent->raw)) {
        *recent = (struct recent){.raw = block->label};
        recent->label = read_clean_label(b->arena, block->label, &recent->role);
    }
    block->label = recent->label;
    if (block->role.len == 0)
        block->role = recent->role;
}

void read_add(struct read_builder *b, struct read_block block)
{
    struct open_turn *open = &b->open;
    bool more;

    if (!block.keep_text)
        block.text = read_plain(b->arena, block.text);
    block.text = read_clean(b->arena, block.text);
    if (block.text.len == 0)
        return;
    clean_label(b, &block);
    block.start = sane(block.start);
    block.end = sane(block.end);
    if (block.start > b->end)
        b->end = block.start;
    if (block.end > b->end)
        b->end = block.end;
    if ((block.kind == READ_MORE || block.kind == READ_JOIN) && open->is)
        block.label = open->label;
    more = open->is && !block.change && block.kind != READ_TURN && !b->new_chapter &&
           same_voice(b, &block);
    b->new_chapter = false;
    if (more)
        continue_turn(b, &block);
    else
        open_turn(b, &block);
}

bool read_any(const struct read_builder *b)
{
    return b->open.is || b->turns.len > 0;
}

void read_chapter(struct read_builder *b, smz_str title, smz_ms start, int level)
{
    title = read_clean(b->arena, title);
    if (title.len == 0)
        return;
    SMZ_PUSH(
        b->arena, b->chapters,
        (struct smz_chapter){title, sane(start), (int)b->turns.len + b->open.is, level});
    b->new_chapter = true;
}

void read_contents(struct read_builder *b, smz_str title, smz_ms start)
{
    title = read_clean(b->arena, title);
    if (title.len)
        SMZ_PUSH(b->arena, b->contents, (struct smz_chapter){title, sane(start), -1, 1});
}

void read_unplaced(struct read_builder *b, smz_str title, smz_ms start)
{
    title = read_clean(b->arena, title);
    if (title.len)
        SMZ_PUSH(b->arena, b->chapters, (struct smz_chapter){title, sane(start), -1, 1});
}

void read_fact(struct read_builder *b, enum read_fact fact, smz_str value)
{
    value = read_clean(b->arena, value);
    if (value.len == 0)
        return;
    if (fact == READ_NAMED)
        SMZ_PUSH(b->arena, b->named, value);
    else if (b->facts[fact].len == 0)
        b->facts[fact] = value;
}

void read_speaker(struct read_builder *b, smz_str label, smz_str name, smz_str role)
{
    smz_str own = {NULL, 0};

    label = read_clean_label(b->arena, label, &own);
    if (label.len)
        SMZ_PUSH(b->arena, b->apart,
                 (struct apart){label, read_clean(b->arena, name),
                                read_clean(b->arena, role.len ? role : own)});
}

void read_skip(struct read_builder *b, const char *where_and_why, ...)
{
    char text[300];
    va_list args;

    if (b->skipped++ >= MAX_SKIP_NOTES)
        return;
    va_start(args, where_and_why);
    vsnprintf(text, sizeof(text), where_and_why, args);
    va_end(args);
    smz_note(b->notes, SMZ_WARN, "%s", text);
}

static void name_speakers(struct read_builder *b)
{
    for (size_t i = 0; i < b->apart.len; i++) {
        const struct apart *a = &b->apart.at[i];
        struct smz_speaker *s;
        int id = lookup(b, smz_utf8_fold(a->label, b->arena));

        if (id < 0)
            continue;
        s = &b->speakers.at[id];
        if (s->name.len == 0 && !smz_str_eq(a->name, s->label))
            s->name = a->name;
        if (s->role.len == 0)
            s->role = a->role;
    }
}

/* The heading that has the title of an entry of the contents, or NULL. */
static struct smz_chapter *find_heading(struct read_builder *b, smz_str title,
                                        size_t *from)
{
    smz_str folded = smz_utf8_fold(title, b->arena);

    for (size_t i = *from; i < b->chapters.len && i < *from + NEAR; i++) {
        if (!smz_str_eq(smz_utf8_fold(b->chapters.at[i].title, b->arena), folded))
            continue;
        *from = i + 1;
        return &b->chapters.at[i];
    }
    return NULL;
}

/* Of an entry that has no place in the talk, the time tells. */
static bool is_before(const struct smz_chapter *entry, const struct smz_chapter *heading)
{
    if (entry->first_turn >= 0 || heading->start == SMZ_MS_NONE)
        return entry->first_turn < heading->first_turn;
    return entry->start < heading->start;
}

/* Where headings tell the places (`placed`), an entry without one has none to offer. */
static void merge_contents(struct read_builder *b, bool placed)
{
    size_t h = 0, e = 0, headings = b->chapters.len, entries = b->contents.len, n = 0;
    struct smz_chapter *to = SMZ_NEW(b->arena, struct smz_chapter, headings + entries);

    while (h < headings || e < entries) {
        const struct smz_chapter *entry = e < entries ? &b->contents.at[e] : NULL;

        if (entry && placed && entry->first_turn < 0) {
            e++;
        } else if (entry && (h == headings || is_before(entry, &b->chapters.at[h]))) {
            to[n++] = *entry;
            e++;
        } else {
            to[n++] = b->chapters.at[h++];
        }
    }
    b->chapters.at = to;
    b->chapters.len = n;
    b->chapters.cap = headings + entries;
}

/* Headings take the times of their entries; entries without one stand for themselves. */
static void join_contents(struct read_builder *b)
{
    size_t from = 0, turn = 0, hits = 0, kept = 0;

    for (size_t i = 0; i < b->contents.len; i++) {
        struct smz_chapter c = b->contents.at[i],
                           *heading = find_heading(b, c.title, &from);

        if (heading) {
            hits++;
            if (heading->start == SMZ_MS_NONE)
                heading->start = c.start;
            continue;
        }
        while (
            turn < b->turns.len && c.start != SMZ_MS_NONE &&
            (b->turns.at[turn].start == SMZ_MS_NONE || b->turns.at[turn].start < c.start))
            turn++;
        if (turn < b->turns.len && c.start != SMZ_MS_NONE)
            c.first_turn = (int)turn;
        b->contents.at[kept++] = c;
    }
    b->contents.len = kept;
    merge_contents(b, hits > 0);
}

/* In order; a heading behind the last turn is the title of nothing. */
static void settle_chapters(struct read_builder *b, struct smz_transcript *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < b->chapters.len; i++)
        if (b->chapters.at[i].first_turn < (int)b->turns.len)
            b->chapters.at[kept++] = b->chapters.at[i];
    b->chapters.len = kept;
    if (b->contents.len)
        join_contents(b);
    out->chapters = b->chapters.at;
    out->n_chapters = (int)b->chapters.len;
}

void read_builder_finish(struct read_builder *b, struct smz_transcript *out)
{
    close_turn(b);
    name_speakers(b);
    settle_chapters(b, out);
    out->words = 0;
    for (size_t i = 0; i < b->turns.len; i++) {
        struct smz_turn *t = &b->turns.at[i];

        t->anchors = t->n_anchors ? b->anchors.at + b->first_anchor.at[i] : NULL;
        out->words += smz_count_words(t->text);
    }
    out->turns = b->turns.at;
    out->n_turns = (int)b->turns.len;
    out->speakers = b->speakers.at;
    out->n_speakers = (int)b->speakers.len;
    out->named = b->named.at;
    out->n_named = (int)b->named.len;
    out->title = b->facts[READ_TITLE];
    out->date = b->facts[READ_DATE];
    out->link = b->facts[READ_LINK];
    out->language = b->facts[READ_LANGUAGE];
    out->intro = b->facts[READ_INTRO];
    out->end = b->end;
    out->skipped = b->skipped;
    if (b->skipped > MAX_SKIP_NOTES)
        smz_note(b->notes, SMZ_WARN, "and %zu more skipped", b->skipped - MAX_SKIP_NOTES);
}

void read_builder_release(struct read_builder *b)
{
    smz_buf_release(&b->joined);
}

smz_ms smz_turn_time(const struct smz_turn *turn, size_t at)
{
    smz_ms time = turn->start;
    int from = 0, to = turn->n_anchors;

    while (from < to) {
        int mid = from + (to - from) / 2;

        if (turn->anchors[mid].at <= at) {
            time = turn->anchors[mid].time;
            from = mid + 1;
        } else {
            to = mid;
        }
    }
    return time;
}
