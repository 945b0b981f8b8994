/*
 * CHAT of CHILDES and TalkBank: "*CHI:<tab>what was said .", lines about it that begin
 * with "%", and headers with "@". https://talkbank.org/0info/manuals/CHAT.html
 */
#include <string.h>

#include "base/buf.h"
#include "read/captions.h"

enum { BULLET = 0x15 /* stands around the times of an utterance, "1200_2500" in ms */ };

struct chat {
    struct read_captions cues;
    struct read_builder *builder;
    struct smz_buf said; /* of the open utterance */
    smz_str code;        /* whose it is */
    int line;
};

/* "CHI Ross Target_Child, FAT Father": a code, perhaps a name, and a role. */
static void give_participants(struct read_builder *builder, smz_str list)
{
    while (list.len) {
        struct smz_cut cut = smz_str_cut(list, SMZ_S(","));
        smz_str code, name, role = {NULL, 0};

        list = cut.tail;
        if (!smz_str_word(&cut.head, &code) || !smz_str_word(&cut.head, &name))
            continue;
        if (smz_str_word(&cut.head, &role))
            read_speaker(builder, code, name, role);
        else
            read_speaker(builder, code, (smz_str){NULL, 0}, name);
    }
}

/* "1200_2500" between bullets, cut out of the text; the times go to the cue. */
static void take_times(smz_str *text, struct read_cue *cue)
{
    ptrdiff_t at = smz_str_find_char(*text, BULLET), end;
    struct smz_cut cut;
    int64_t from, to;

    if (at < 0)
        return;
    end = smz_str_find_char(smz_str_skip(*text, (size_t)at + 1), BULLET);
    if (end < 0)
        end = (ptrdiff_t)text->len - at - 1;
    cut = smz_str_cut(smz_str_sub(*text, (size_t)at + 1, (size_t)(at + 1 + end)),
                      SMZ_S("_"));
    if (smz_str_to_int(cut.head, &from) && smz_str_to_int(cut.tail, &to)) {
        cue->start = from;
        cue->end = to;
    }
    text->len = (size_t)at;
}

/* A word without what is written about it; empty where it is only that. */
static smz_str bare_word(smz_str word)
{
    static const char *const nothing[] = {"&=",  "&+", "&*", "(.)", "(..)", "(...)",
                                          "+\"", "+<", "++", "+,",  "+^",   "0"};
    ptrdiff_t at;

    if (smz_str_starts(word, SMZ_S("+...")))
        return SMZ_S("...");
    if (smz_str_starts(word, SMZ_S("+/")) || smz_str_starts(word, SMZ_S("+!")))
        return smz_str_find_char(word, '?') > 0 ? SMZ_S("?") : SMZ_S("-");
    for (size_t i = 0; i < SMZ_COUNT(nothing); i++)
        if (smz_str_starts(word, smz_str_of(nothing[i])))
            return (smz_str){NULL, 0};
    if (smz_str_starts(word, SMZ_S("&-")))
        word = smz_str_skip(word, 2);
    at = smz_str_find_char(word, '@');
    return at > 0 ? smz_str_sub(word, 0, (size_t)at) : word;
}

/* "(be)cause", "choo_choo", "<all of it>" as it was said. */
static void add_word(struct smz_buf *out, smz_str word)
{
    bool attached = word.len && strchr(".?!,;", word.ptr[0]) && word.ptr[0];

    if (word.len == 0)
        return;
    if (out->len && !attached)
        smz_buf_char(out, ' ');
    for (size_t i = 0; i < word.len; i++)
        if (!strchr("()<>", word.ptr[i]))
            smz_buf_char(out, word.ptr[i] == '_' ? ' ' : word.ptr[i]);
}

/* The words of an utterance; what stands in brackets is about them. */
static smz_str spoken(smz_str text, struct smz_arena *arena)
{
    struct smz_buf out;
    smz_str word, said;
    bool within = false;

    smz_buf_init(&out, 0);
    while (smz_str_word(&text, &word)) {
        bool opens = word.ptr[0] == '[';

        if (!opens && !within)
            add_word(&out, bare_word(word));
        within = (within || opens) && word.ptr[word.len - 1] != ']';
    }
    said = smz_arena_keep(arena, smz_buf_str(&out));
    smz_buf_release(&out);
    return said;
}

static void close_utterance(struct chat *c)
{
    smz_str text = smz_buf_str(&c->said);
    struct read_cue cue = {.voice = c->code,
                           .start = SMZ_MS_NONE,
                           .end = SMZ_MS_NONE,
                           .line = c->line,
                           .single = true};

    take_times(&text, &cue);
    cue.text = spoken(text, c->cues.arena);
    if (cue.text.len)
        read_captions_add(&c->cues, cue);
    smz_buf_clear(&c->said);
}

static void take_header(struct chat *c, smz_str line)
{
    static const struct {
        const char *key;
        enum read_fact fact;
    } facts[] = {{"@Date:", READ_DATE}, {"@Title:", READ_TITLE}};

    if (smz_str_starts(line, SMZ_S("@Participants:")))
        give_participants(c->builder, smz_str_skip(line, sizeof("@Participants:") - 1));
    for (size_t i = 0; i < SMZ_COUNT(facts); i++)
        if (smz_str_starts(line, smz_str_of(facts[i].key)))
            read_fact(c->builder, facts[i].fact,
                      smz_str_skip(line, smz_str_of(facts[i].key).len));
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct chat c = {.builder = builder};
    smz_str line;
    bool open = false;

    (void)err;
    read_captions_init(&c.cues, READ_UNMARKED, read_arena(builder));
    smz_buf_init(&c.said, 0);
    for (int n = 1; smz_str_line(&text, &line); n++) {
        struct smz_cut cut = smz_str_cut(line, SMZ_S(":"));

        if (line.len && line.ptr[0] == '\t') { /* goes on with the line before */
            if (open) {
                smz_buf_char(&c.said, ' ');
                smz_buf_add(&c.said, line);
            }
            continue;
        }
        close_utterance(&c);
        open = line.len && line.ptr[0] == '*' && cut.found;
        if (open) {
            c.code = smz_str_skip(cut.head, 1);
            c.line = n;
            smz_buf_add(&c.said, cut.tail);
        } else if (line.len && line.ptr[0] == '@') {
            take_header(&c, line);
        } else if (line.len && line.ptr[0] != '%') {
            read_skip(builder, "line %d: no code of a speaker before it", n);
        }
    }
    close_utterance(&c);
    smz_buf_release(&c.said);
    read_captions_give(&c.cues, builder);
    return SMZ_OK;
}

static int probe(smz_str head, bool whole)
{
    smz_str line;

    (void)whole;
    for (int n = 0; n < 5 && smz_str_line(&head, &line); n++)
        if (smz_str_eq(smz_str_trim(line), SMZ_S("@Begin")))
            return 100;
    return 0;
}

const struct smz_format read_chat = {
    .name = "chat",
    .about = "CHAT of CHILDES and TalkBank",
    .probe = probe,
    .parse = parse,
};
