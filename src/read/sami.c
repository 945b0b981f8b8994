/*
 * SAMI: "<SYNC Start=1000><P Class=ENCC>text", each up to the next; a text of nothing
 * ends the one before. Of several languages the first is read.
 */
#include "read/captions.h"

enum { MAX_TAG = 200 /* bytes in which an attribute is looked for */ };

/* The value of an attribute in a tag at the start of s, quotes aside. */
static smz_str attribute(smz_str s, smz_str name)
{
    ptrdiff_t end = smz_str_find_char(smz_str_sub(s, 0, MAX_TAG), '>');
    smz_str tag = smz_str_sub(s, 0, end < 0 ? 0 : (size_t)end);
    ptrdiff_t at = smz_str_find_nocase(tag, name);
    size_t n = 0;

    if (at < 0)
        return (smz_str){NULL, 0};
    tag = smz_str_trim(smz_str_skip(tag, (size_t)at + name.len));
    if (tag.len && (tag.ptr[0] == '"' || tag.ptr[0] == '\''))
        tag = smz_str_skip(tag, 1);
    while (n < tag.len && tag.ptr[n] != '"' && tag.ptr[n] != '\'' &&
           !smz_is_space(tag.ptr[n]))
        n++;
    return smz_str_sub(tag, 0, n);
}

/* Bytes before the next tag of that kind, which may be all. */
static size_t before_tag(smz_str s, smz_str tag)
{
    for (size_t from = 0; from < s.len; from++) {
        ptrdiff_t at = smz_str_find_char(smz_str_skip(s, from), '<');

        if (at < 0)
            break;
        from += (size_t)at;
        if (smz_str_starts_nocase(smz_str_skip(s, from), tag))
            return from;
    }
    return s.len;
}

/* The paragraphs of a moment in the language of the file's first. */
static smz_str take_text(smz_str sync, smz_str *language)
{
    smz_str own, p = smz_str_skip(sync, before_tag(sync, SMZ_S("<p")));

    for (; p.len; p = smz_str_skip(p, 1 + before_tag(smz_str_skip(p, 1), SMZ_S("<p")))) {
        own = attribute(p, SMZ_S("class="));
        if (language->len == 0)
            *language = own;
        if (smz_str_eq_nocase(own, *language))
            return smz_str_sub(p, 0, 1 + before_tag(smz_str_skip(p, 1), SMZ_S("<p")));
    }
    return (smz_str){NULL, 0};
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct read_captions cues;
    smz_str language = {NULL, 0};
    struct read_cue *last = NULL;

    (void)err;
    read_captions_init(&cues, READ_MARKED, read_arena(builder));
    text = smz_str_skip(text, before_tag(text, SMZ_S("<sync")));
    while (text.len) {
        size_t n = 1 + before_tag(smz_str_skip(text, 1), SMZ_S("<sync"));
        smz_str sync = smz_str_sub(text, 0, n), said = take_text(sync, &language);
        int64_t start;

        text = smz_str_skip(text, n);
        if (!smz_str_to_int(attribute(sync, SMZ_S("start=")), &start) || start < 0) {
            read_skip(builder, "\"%.*s\": no time", SMZ_ARG(smz_str_sub(sync, 0, 30)));
            continue;
        }
        if (last && last->end == SMZ_MS_NONE)
            last->end = start;
        said = smz_str_trim(read_plain(read_arena(builder), said));
        if (said.len == 0 || smz_str_eq(said, SMZ_S("\xc2\xa0")))
            continue;
        read_captions_add(
            &cues, (struct read_cue){.text = said, .start = start, .end = SMZ_MS_NONE});
        last = read_captions_at(&cues, cues.n - 1);
    }
    read_captions_give(&cues, builder);
    return SMZ_OK;
}

static int probe(smz_str head, bool whole)
{
    (void)whole;
    return smz_str_starts_nocase(smz_str_trim(head), SMZ_S("<sami")) ? 100 : 0;
}

const struct smz_format read_sami = {
    .name = "sami",
    .about = "SAMI captions (.smi)",
    .probe = probe,
    .parse = parse,
};
