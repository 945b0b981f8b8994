/*
 * What --extract wrote as WebVTT, Markdown or text: its first line says so, and then
 * nothing has to be guessed. Somebody may have corrected it since.
 */
#include "base/utf8.h"
#include "read/cue.h"

enum { INDENT = 4 /* spaces before a paragraph that goes on with a turn */ };

struct own {
    struct read_builder *builder;
    struct smz_arena *arena;
    bool markdown;
    bool plain;  /* nothing is escaped */
    bool nobody; /* no turn has a label */
    int number;  /* of the line, from 1 */
    bool opens;  /* it begins a paragraph */
    bool broken; /* the line before ends with a mark that breaks it */
    bool waits;  /* a label whose text comes on the next line */
    struct read_block waiting;
};

/* Whether a line is the signature, within what hides it from other readers. */
static bool is_signature(smz_str line, smz_str hides, bool *nobody)
{
    smz_str s = smz_str_trim(line);

    if (!smz_str_starts(s, hides))
        return false;
    s = smz_str_trim(smz_str_skip(s, hides.len));
    *nobody = smz_str_starts(s, SMZ_S(SMZ_EXTRACTED_NOBODY));
    return smz_str_starts(s, SMZ_S(SMZ_EXTRACTED));
}

static bool is_vtt(smz_str text)
{
    bool nobody;
    smz_str line;

    if (!smz_str_line(&text, &line) || !smz_str_starts(line, SMZ_S("WEBVTT")))
        return false;
    while (smz_str_line(&text, &line) && line.len == 0)
        continue;
    return is_signature(line, SMZ_S("NOTE"), &nobody);
}

static bool is_text(smz_str text, bool *markdown, bool *nobody)
{
    smz_str line = {NULL, 0};

    while (smz_str_line(&text, &line) && smz_str_trim(line).len == 0)
        continue;
    *markdown = is_signature(line, SMZ_S("<!--"), nobody);
    return *markdown || is_signature(line, SMZ_S(""), nobody);
}

/* ---- Markdown and text */

/* What a backslash or an entity stands for, as render_escape writes them. */
static smz_str unescape(struct own *o, smz_str text)
{
    static const char *const entities[] = {"&lt;", "&gt;", "&amp;"};
    char *p, *to;

    if (o->plain ||
        (smz_str_find_char(text, '\\') < 0 && smz_str_find_char(text, '&') < 0))
        return text;
    p = to = smz_arena_alloc(o->arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        smz_str rest = smz_str_skip(text, i);
        size_t k = 0;

        while (k < SMZ_COUNT(entities) && !smz_str_starts(rest, smz_str_of(entities[k])))
            k++;
        if (k < SMZ_COUNT(entities)) {
            *to++ = "<>&"[k];
            i += smz_str_of(entities[k]).len - 1;
        } else {
            if (o->markdown && rest.len > 1 && rest.ptr[0] == '\\' &&
                (unsigned char)rest.ptr[1] < 0x80 &&
                smz_cp_is_punct((unsigned char)rest.ptr[1]))
                i++;
            *to++ = text.ptr[i];
        }
    }
    return (smz_str){p, (size_t)(to - p)};
}

/* "[00:01:02.500] " at the start of s. */
static smz_str take_stamp(smz_str s, smz_ms *time)
{
    struct smz_cut cut = smz_str_cut(s, SMZ_S("] "));

    *time = cut.found && cut.head.len && cut.head.ptr[0] == '['
                ? read_timestamp(smz_str_skip(cut.head, 1))
                : SMZ_MS_NONE;
    return *time == SMZ_MS_NONE ? s : cut.tail;
}

static bool take(smz_str *s, smz_str mark)
{
    bool is = smz_str_starts(*s, mark);

    if (is)
        *s = smz_str_skip(*s, mark.len);
    return is;
}

/* The label up to `end`, or up to a colon that ends the line. */
static bool take_label(smz_str *s, smz_str end, smz_str *label)
{
    struct smz_cut cut = smz_str_cut(*s, end);

    if (cut.found) {
        *label = cut.head;
        *s = cut.tail;
    } else if (smz_str_ends(*s, smz_str_trim(end))) {
        *label = smz_str_sub(*s, 0, s->len - smz_str_trim(end).len);
        *s = smz_str_skip(*s, s->len);
    }
    return label->len > 0;
}

/* What stands before the text of a paragraph: a time, and a label or a mark. */
static smz_str take_head(struct own *o, smz_str s, struct read_block *block)
{
    smz_str all = s;
    bool bold = o->markdown && take(&s, SMZ_S("**")), opens;

    s = take_stamp(s, &block->start);
    block->change = !bold && take(&s, o->markdown ? SMZ_S("&gt;&gt; ") : SMZ_S(">> "));
    opens = o->nobody || block->change;
    if (bold)
        opens = take_label(&s, SMZ_S(":** "), &block->label);
    else if (!opens && !o->markdown)
        opens = take_label(&s, SMZ_S(": "), &block->label);
    if (bold && !opens) {
        block->start = SMZ_MS_NONE;
        s = all;
    }
    block->label = unescape(o, block->label);
    block->kind = opens ? READ_TURN : READ_MORE;
    return s;
}

static bool take_heading(struct own *o, smz_str s)
{
    size_t level = 0;
    smz_str title;

    while (level < s.len && s.ptr[level] == '#')
        level++;
    if (!o->markdown || level == 0 || level == s.len || s.ptr[level] != ' ')
        return false;
    title = unescape(o, smz_str_skip(s, level));
    if (level == 1)
        read_fact(o->builder, READ_TITLE, title);
    else
        read_chapter(o->builder, title, SMZ_MS_NONE, (int)level);
    return true;
}

/* An odd number of backslashes at the end break the line. */
static bool take_break(struct own *o, smz_str *s)
{
    size_t n = 0;

    while (o->markdown && n < s->len && s->ptr[s->len - 1 - n] == '\\')
        n++;
    s->len -= n % 2;
    return n % 2;
}

static void give_line(struct own *o, smz_str raw)
{
    struct read_block block = {.kind = o->broken ? READ_MORE : READ_JOIN,
                               .keep_text = true,
                               .start = SMZ_MS_NONE,
                               .end = SMZ_MS_NONE,
                               .line = o->number};
    smz_str s = smz_str_trim(raw);
    bool breaks;

    if (s.len == 0 || (o->opens && take_heading(o, s))) {
        o->opens = true;
        return;
    }
    breaks = take_break(o, &s);
    if (o->waits)
        block = o->waiting;
    else if (o->opens && !o->markdown && raw.len > INDENT &&
             (size_t)(s.ptr - raw.ptr) >= INDENT)
        block.kind = READ_MORE;
    else if (o->opens)
        s = take_head(o, s, &block);
    o->opens = false;
    o->broken = breaks;
    o->waits = s.len == 0;
    o->waiting = block;
    block.text = unescape(o, s);
    read_add(o->builder, block);
}

/* `behind`: the signature is, or there is none. */
static void parse_text(struct own *o, smz_str text, bool behind)
{
    smz_str line;

    o->opens = true;
    while (smz_str_line(&text, &line)) {
        o->number++;
        if (behind)
            give_line(o, line);
        behind |= smz_str_trim(line).len > 0;
    }
}

/* ---- WebVTT */

/* A cue's name is its turn, and how it goes on with it. */
struct name {
    bool goes_on, paragraph, untimed;
};

/* False where the line is none. */
static bool parse_name(smz_str line, struct name *name)
{
    int64_t number;
    smz_str word;

    if (!smz_str_word(&line, &word) || !smz_str_to_int(word, &number))
        return false;
    *name = (struct name){.goes_on = false};
    while (smz_str_word(&line, &word)) {
        name->goes_on |= smz_str_eq(word, SMZ_S(SMZ_EXTRACTED_MORE));
        name->paragraph |= smz_str_eq(word, SMZ_S(SMZ_EXTRACTED_PARAGRAPH));
        name->untimed |= smz_str_eq(word, SMZ_S(SMZ_EXTRACTED_UNTIMED));
    }
    return true;
}

/* The lines of a cue's text, each a paragraph. */
static void give_payload(struct own *o, const struct name *name, struct read_block block,
                         smz_str *text)
{
    smz_str line, voice = {NULL, 0};

    block.kind = name->paragraph ? READ_MORE : name->goes_on ? READ_CUE : READ_TURN;
    while (smz_str_line(text, &line) && line.len) {
        o->number++;
        if (take(&line, SMZ_S("<v ")) && take_label(&line, SMZ_S(">"), &voice))
            block.label = unescape(o, voice);
        if (smz_str_ends(line, SMZ_S("</v>")))
            line.len -= 4;
        if (block.kind == READ_TURN && !block.label.len)
            block.change = take(&line, SMZ_S("&gt;&gt; "));
        block.text = unescape(o, line);
        block.line = o->number;
        read_add(o->builder, block);
        block.kind = READ_MORE;
        block.change = false;
        block.start = SMZ_MS_NONE;
    }
    o->number++;
}

static void parse_vtt(struct own *o, smz_str text)
{
    /* Without one a cue goes on with its voice's turn. */
    const struct name no_name = {.goes_on = true};
    struct name name = no_name;
    smz_str line;
    bool note = true; /* up to an empty line: the header is one, too */

    while (smz_str_line(&text, &line)) {
        struct read_block block = {.keep_text = true};

        o->number++;
        if (line.len == 0) {
            note = false;
            name = no_name;
        } else if (note || smz_str_starts(line, SMZ_S("NOTE"))) {
            note = true;
        } else if (read_timing(line, &block.start, &block.end)) {
            if (name.untimed)
                block.start = block.end = SMZ_MS_NONE;
            if (block.end == block.start)
                block.end = SMZ_MS_NONE;
            give_payload(o, &name, block, &text);
            name = no_name;
        } else if (!parse_name(line, &name)) {
            read_skip(o->builder, "line %d: text outside of a cue", o->number);
        }
    }
}

static int probe(smz_str head, bool whole)
{
    bool markdown, nobody;

    (void)whole;
    return is_vtt(head) || is_text(head, &markdown, &nobody) ? 100 : 0;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct own o = {.builder = builder, .arena = read_arena(builder)};

    (void)err;
    if (is_vtt(text)) {
        parse_vtt(&o, text);
    } else {
        bool is = is_text(text, &o.markdown, &o.nobody);

        o.plain = !o.markdown;
        parse_text(&o, text, !is);
    }
    return SMZ_OK;
}

const struct smz_format read_own = {
    .name = "extract",
    .about = "what --extract wrote as Markdown, WebVTT or text",
    .probe = probe,
    .parse = parse,
};
