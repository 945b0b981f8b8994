/*
 * Wikitext of MediaWiki (Wikisource, Wikinews) -> Markdown, which is read as a text:
 * https://www.mediawiki.org/wiki/Help:Formatting
 */
#include <string.h>

#include "base/buf.h"
#include "read/format.h"

enum {
    MIN_BOLD = 3, /* lines that begin in bold, or a link and one such line less */
    MAX_LINK = 300,
    MAX_DROPPED = 64 * 1024 /* bytes of a template, a table or a note */
};

struct wiki {
    struct smz_buf out;
    bool open[4]; /* what is dropped, by kind: one was never closed, and none is sought */
};

/* Marks of lists and of indentation at the start of a line. */
static smz_str without_indent(smz_str line)
{
    while (line.len && strchr(":;*# ", line.ptr[0]) && line.ptr[0])
        line = smz_str_skip(line, 1);
    return line;
}

/* Bytes up to and with `close`, which pairs of it and `open` may stand before; 0 where
   the text ends in it. */
static size_t enclosed(smz_str s, smz_str open, smz_str close)
{
    int depth = 0;

    for (size_t i = 0; i < s.len; i++) {
        smz_str rest = smz_str_skip(s, i);

        if (smz_str_starts(rest, open)) {
            depth++;
            i += open.len - 1;
        } else if (smz_str_starts(rest, close)) {
            i += close.len - 1;
            if (--depth == 0)
                return i + 1;
        }
    }
    return 0;
}

/* "[[page|words]]", "[[page]]", "[address words]": the words. */
static smz_str words_of(smz_str link, bool inner)
{
    smz_str text =
        inner ? smz_str_sub(link, 2, link.len - 2) : smz_str_sub(link, 1, link.len - 1);
    struct smz_cut cut = smz_str_cut(text, inner ? SMZ_S("|") : SMZ_S(" "));

    if (inner && (smz_str_starts_nocase(text, SMZ_S("file:")) ||
                  smz_str_starts_nocase(text, SMZ_S("category:")) ||
                  smz_str_starts_nocase(text, SMZ_S("image:"))))
        return (smz_str){NULL, 0};
    return cut.found ? cut.tail : inner ? text : (smz_str){NULL, 0};
}

/* What is no text of its own at the start of s: its bytes, or 0. */
static size_t take_mark(struct wiki *w, smz_str s)
{
    static const struct {
        const char *open, *close;
    } dropped[] = {{"{{", "}}"}, {"<!--", "-->"}, {"<ref", "</ref>"}, {"{|", "|}"}};
    size_t n = 0;

    for (size_t i = 0; i < SMZ_COUNT(dropped); i++)
        if (!w->open[i] && smz_str_starts(s, smz_str_of(dropped[i].open))) {
            n = enclosed(smz_str_sub(s, 0, MAX_DROPPED), smz_str_of(dropped[i].open),
                         smz_str_of(dropped[i].close));
            w->open[i] = n == 0;
            return n;
        }
    while (n < s.len && s.ptr[n] == '\'')
        n++;
    if (n == 2 || n == 3 || n == 5) {
        smz_buf_add(&w->out, smz_str_sub(SMZ_S("***"), 0, n == 5 ? 3 : n - 1));
        return n;
    }
    if (s.ptr[0] != '[')
        return 0;
    bool inner = smz_str_starts(s, SMZ_S("[["));
    ptrdiff_t end = smz_str_find_char(smz_str_sub(s, 0, MAX_LINK), ']');

    n = 0;
    if (end > 0 && inner)
        n = enclosed(smz_str_sub(s, 0, MAX_LINK), SMZ_S("[["), SMZ_S("]]"));
    else if (end > 0 && smz_str_starts(s, SMZ_S("[http")))
        n = (size_t)end + 1;
    if (n)
        smz_buf_add(&w->out, words_of(smz_str_sub(s, 0, n), inner));
    return n;
}

/* "== Title ==" as "## Title". */
static bool take_title(struct wiki *w, smz_str line)
{
    size_t n = 0, behind = 0;

    line = smz_str_trim(line);
    while (n < line.len && line.ptr[n] == '=')
        n++;
    while (behind < line.len - n && line.ptr[line.len - 1 - behind] == '=')
        behind++;
    n = behind < n ? behind : n; /* the rest is the title's */
    if (n == 0 || n > 6)
        return false;
    smz_buf_add(&w->out, smz_str_sub(SMZ_S("######"), 0, n));
    smz_buf_char(&w->out, ' ');
    smz_buf_add(&w->out, smz_str_trim(smz_str_sub(line, n, line.len - n)));
    return true;
}

/* Lines stay where they are, so that their numbers do; each is a paragraph. */
static void convert(struct wiki *w, smz_str text)
{
    bool starts = true;

    while (text.len) {
        smz_str rest = text, line;
        size_t n;

        if (starts && smz_str_line(&rest, &line)) {
            if (take_title(w, line)) {
                text = smz_str_skip(text, line.len);
                starts = false;
                continue;
            }
            text = smz_str_skip(text, (size_t)(without_indent(line).ptr - line.ptr));
            if (text.len == 0)
                break;
        }
        starts = false;
        n = take_mark(w, text);
        if (n) {
            for (size_t i = 0; i < n; i++)
                if (text.ptr[i] == '\n')
                    smz_buf_char(&w->out, '\n');
            text = smz_str_skip(text, n);
            continue;
        }
        starts = text.ptr[0] == '\n';
        smz_buf_char(&w->out, text.ptr[0]);
        text = smz_str_skip(text, 1);
    }
}

static int probe(smz_str head, bool whole)
{
    size_t bold = 0;
    bool marks =
        smz_str_find(head, SMZ_S("{{")) >= 0 || smz_str_find(head, SMZ_S("[[")) >= 0;
    smz_str line;

    (void)whole;
    if (smz_str_find(head, SMZ_S("'''")) < 0)
        return 0;
    while (smz_str_line(&head, &line))
        bold += smz_str_starts(without_indent(line), SMZ_S("'''"));
    return bold + marks >= MIN_BOLD ? 70 : 0;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct wiki w = {.open = {false}};
    smz_str markdown;

    smz_buf_init(&w.out, 0);
    convert(&w, text);
    markdown = smz_arena_keep(read_arena(builder), smz_buf_str(&w.out));
    smz_buf_release(&w.out);
    return read_txt.parse(markdown, builder, err);
}

const struct smz_format read_wiki = {
    .name = "wiki",
    .about = "wikitext of MediaWiki, with names in bold",
    .probe = probe,
    .parse = parse,
};
