/*
 * Rich Text Format, as word processors save it: paragraphs, bold names and tables as a
 * text (Microsoft's Rich Text Format Specification, 1.9.1).
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/decode.h"
#include "read/page.h"

enum {
    MAX_DEPTH = 200, /* of groups; deeper ones are read as these */
    MAX_WORD = 32    /* bytes of a control word */
};

/* What holds in a group and ends with it. */
struct group {
    bool skip; /* not text of the document */
    bool bold;
    int fallback; /* characters that stand behind \u for readers that do not know it */
};

struct rtf {
    struct read_page page;
    struct smz_buf bytes; /* in the document's own encoding, not given yet */
    smz_str encoding;
    struct group group[MAX_DEPTH];
    int depth;
    int left;           /* characters to leave out behind \u */
    uint32_t surrogate; /* the first of a pair, or 0 */
    bool row;           /* of a table is open */
};

static struct group *now(struct rtf *r)
{
    return &r->group[r->depth < MAX_DEPTH ? r->depth : MAX_DEPTH - 1];
}

static void flush(struct rtf *r)
{
    if (r->bytes.len)
        page_add(&r->page,
                 read_decode_as(smz_buf_str(&r->bytes), r->encoding, r->page.arena));
    smz_buf_clear(&r->bytes);
}

/* A byte of text, unless it stands for a character that was given before. */
static void add_byte(struct rtf *r, char c)
{
    if (r->left > 0)
        r->left--;
    else if (!now(r)->skip)
        smz_buf_char(&r->bytes, c);
}

static void add_character(struct rtf *r, uint32_t cp)
{
    char utf8[4];

    flush(r);
    if (!now(r)->skip)
        page_add(&r->page, (smz_str){utf8, smz_utf8_put(cp, utf8)});
}

/* UTF-16, in signed numbers. */
static void add_unicode(struct rtf *r, long number)
{
    uint32_t unit = (uint32_t)number & 0xffff;

    r->left = now(r)->fallback;
    if (unit >= 0xd800 && unit < 0xdc00) {
        r->surrogate = unit;
        return;
    }
    if (unit >= 0xdc00 && unit < 0xe000)
        unit = r->surrogate ? 0x10000 + ((r->surrogate - 0xd800) << 10) + (unit - 0xdc00)
                            : 0xfffd;
    r->surrogate = 0;
    add_character(r, unit ? unit : 0xfffd);
}

static void end_line(struct rtf *r, bool paragraph)
{
    flush(r);
    if (now(r)->bold)
        page_bold(&r->page, false);
    page_break(&r->page, paragraph);
    if (now(r)->bold)
        page_bold(&r->page, true);
}

static void set_bold(struct rtf *r, bool bold)
{
    flush(r);
    if (now(r)->bold != bold)
        page_bold(&r->page, bold);
    now(r)->bold = bold;
}

static void open_row(struct rtf *r)
{
    flush(r);
    if (!r->row)
        page_row(&r->page);
    r->row = true;
}

static void close_row(struct rtf *r)
{
    flush(r);
    if (r->row)
        page_row_end(&r->page);
    r->row = false;
}

/* What stands in these is about the document. */
static bool is_aside(smz_str word)
{
    static const char *const words[] = {
        "fonttbl",   "colortbl",         "stylesheet", "info",      "pict",
        "header",    "headerl",          "headerr",    "headerf",   "footer",
        "footerl",   "footerr",          "footerf",    "footnote",  "annotation",
        "listtable", "object",           "themedata",  "generator", "xmlnstbl",
        "fldinst",   "listoverridetable"};

    return smz_str_is_one_of(word, words, SMZ_COUNT(words));
}

static void take_word(struct rtf *r, smz_str word, bool has_number, long number)
{
    static const struct {
        const char *word;
        uint32_t cp;
    } characters[] = {{"tab", '\t'},         {"emdash", 0x2014}, {"endash", 0x2013},
                      {"lquote", 0x2018},    {"rquote", 0x2019}, {"ldblquote", 0x201c},
                      {"rdblquote", 0x201d}, {"bullet", 0x2022}, {"emspace", ' '},
                      {"enspace", ' '}};

    for (size_t i = 0; i < SMZ_COUNT(characters); i++)
        if (smz_str_eq(word, smz_str_of(characters[i].word)))
            add_character(r, characters[i].cp);
    if (is_aside(word))
        now(r)->skip = true;
    else if (smz_str_eq(word, SMZ_S("u")))
        add_unicode(r, number);
    else if (smz_str_eq(word, SMZ_S("uc")))
        now(r)->fallback = number >= 0 && number < 10 ? (int)number : 1;
    else if (smz_str_eq(word, SMZ_S("ansicpg")) && number > 0 && number < 65536)
        r->encoding = number == 10000 ? SMZ_S("MACINTOSH")
                                      : smz_arena_printf(r->page.arena, "CP%ld", number);
    else if (smz_str_eq(word, SMZ_S("b")))
        set_bold(r, !has_number || number != 0);
    else if (smz_str_eq(word, SMZ_S("plain")))
        set_bold(r, false);
    else if (now(r)->skip)
        return;
    else if (smz_str_eq(word, SMZ_S("trowd")))
        open_row(r);
    else if (smz_str_eq(word, SMZ_S("row")))
        close_row(r);
    else if (smz_str_eq(word, SMZ_S("cell"))) {
        flush(r);
        page_cell_end(&r->page);
    } else if (smz_str_eq(word, SMZ_S("par")) || smz_str_eq(word, SMZ_S("line")) ||
               smz_str_eq(word, SMZ_S("sect")) || smz_str_eq(word, SMZ_S("page")))
        end_line(r, !smz_str_eq(word, SMZ_S("line")));
}

static int hex(char c)
{
    return smz_is_digit(c) ? c - '0' : smz_lower(c) - 'a' + 10;
}

/* What a backslash begins: the bytes it takes, itself included. */
static size_t take_control(struct rtf *r, smz_str s)
{
    size_t n = 1, word;
    long number = 0;
    bool minus, digits;

    if (s.len < 2)
        return 1;
    if (s.ptr[1] == '\'' && s.len >= 4) {
        add_byte(r, (char)(hex(s.ptr[2]) * 16 + hex(s.ptr[3])));
        return 4;
    }
    if (!smz_is_alpha(s.ptr[1])) {
        if (s.ptr[1] == '*')
            now(r)->skip = true;
        else if (s.ptr[1] == '~')
            add_byte(r, ' ');
        else if (s.ptr[1] == '_')
            add_byte(r, '-');
        else if (s.ptr[1] == '\n' || s.ptr[1] == '\r')
            end_line(r, true);
        else if (strchr("\\{}", s.ptr[1]))
            add_byte(r, s.ptr[1]);
        return 2;
    }
    while (n < s.len && n <= MAX_WORD && smz_is_alpha(s.ptr[n]))
        n++;
    word = n;
    minus = n < s.len && s.ptr[n] == '-';
    n += minus;
    for (digits = false; n < s.len && smz_is_digit(s.ptr[n]); n++, digits = true)
        number = number < 100000000 ? number * 10 + (s.ptr[n] - '0') : number;
    take_word(r, smz_str_sub(s, 1, word), digits, minus ? -number : number);
    return n < s.len && s.ptr[n] == ' ' ? n + 1 : n;
}

static void open_group(struct rtf *r)
{
    struct group outer = *now(r);

    r->depth++;
    r->left = 0;
    *now(r) = outer;
}

static void close_group(struct rtf *r)
{
    bool bold = now(r)->bold;

    flush(r);
    r->left = 0;
    r->depth -= r->depth > 0;
    if (now(r)->bold != bold)
        page_bold(&r->page, now(r)->bold);
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct rtf *r = SMZ_NEW(read_arena(builder), struct rtf, 1);
    size_t all = text.len;
    enum smz_code code;

    page_init(&r->page, read_arena(builder));
    smz_buf_init(&r->bytes, 0);
    r->encoding = SMZ_S("CP1252");
    r->group[0].fallback = 1;
    while (text.len) {
        size_t n = 1;

        if (text.ptr[0] == '{')
            open_group(r);
        else if (text.ptr[0] == '}')
            close_group(r);
        else if (text.ptr[0] == '\\')
            n = take_control(r, text);
        else if (text.ptr[0] != '\n' && text.ptr[0] != '\r')
            add_byte(r, text.ptr[0]);
        text = smz_str_skip(text, n);
    }
    if (r->depth)
        read_skip(builder, "byte %zu: the RTF breaks off within a group", all);
    flush(r);
    close_row(r);
    code = page_parse(&r->page, builder, err);
    smz_buf_release(&r->bytes);
    page_release(&r->page);
    return code;
}

static int probe(smz_str head, bool whole)
{
    (void)whole;
    return smz_str_starts(head, SMZ_S("{\\rtf")) ? 100 : 0;
}

const struct smz_format read_rtf = {
    .name = "rtf",
    .about = "Rich Text Format",
    .probe = probe,
    .parse = parse,
};
