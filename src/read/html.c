/*
 * Pages: the HTML transcripts of Podcasting 2.0 (<cite>, <time>, <p>), and any other
 * page, whose main part is made lines and read as a text.
 */
#include <string.h>

#include "read/label.h"
#include "read/page.h"
#include "read/xml.h"

enum {
    MAX_PARTS = 50, /* of a page that are weighed for being the transcript */
    ENOUGH = 2000   /* bytes: a part so long that is called one is it */
};

static bool is_among(const struct xml_node *node, const char *const *names)
{
    for (; *names; names++)
        if (xml_is(node, *names))
            return true;
    return false;
}

/* What belongs to the page and not to what it says. */
static bool is_furniture(const struct xml_node *node)
{
    static const char *const names[] = {
        "script", "style",  "head",     "nav",      "svg",    "footer", "aside",
        "form",   "button", "noscript", "template", "iframe", "select", NULL};

    return is_among(node, names);
}

static bool is_block(const struct xml_node *node)
{
    static const char *const names[] = {
        "div", "li",     "ul",     "ol",    "section", "article", "main", "table",
        "br",  "header", "figure", "tbody", "details", "summary", NULL};

    return is_among(node, names);
}

static bool is_paragraph(const struct xml_node *node)
{
    static const char *const names[] = {"p", "blockquote", "pre", "dl", "dd", "hr", NULL};

    return is_among(node, names);
}

/* 1 to 6 for <h1> to <h6>, else 0. */
static int heading_level(const struct xml_node *node)
{
    return node->name.len == 2 && node->name.ptr[0] == 'h' && node->name.ptr[1] >= '1' &&
                   node->name.ptr[1] <= '6'
               ? node->name.ptr[1] - '0'
               : 0;
}

static const struct xml_node *next_element(const struct xml_node *node)
{
    for (node = node->next; node && !node->name.len;)
        node = node->next;
    return node;
}

/* Bytes of text, menus and the like left out. */
static size_t weigh(const struct xml_node *node)
{
    struct xml_walk w = {.root = node};
    size_t bytes = 0;

    while (xml_step(&w)) {
        if (w.closing)
            continue;
        bytes += smz_str_trim(w.node->text).len;
        w.skip = is_furniture(w.node);
    }
    return bytes;
}

/*
 * Most <cite> are followed by a <time> or a <p>: names, not sources. And most of what
 * the page says stands in those.
 */
static bool has_cites(const struct xml_node *root)
{
    struct xml_walk w = {.root = root};
    size_t cites = 0, names = 0, said = 0;

    while (xml_step(&w)) {
        const struct xml_node *next;

        if (!w.closing && xml_is(w.node, "p"))
            said += weigh(w.node);
        if (w.closing || !xml_is(w.node, "cite"))
            continue;
        next = next_element(w.node);
        cites++;
        names += xml_is(next, "time") || xml_is(next, "p");
    }
    return names * 10 > cites * 7 && said * 2 > weigh(root);
}

/* https://github.com/Podcastindex-org/podcast-namespace, transcripts: HTML */
static void give_cites(const struct xml_node *root, struct read_builder *builder)
{
    struct read_block block = {.kind = READ_TURN, .keep_text = true};
    struct xml_walk w = {.root = root};

    block.start = block.end = SMZ_MS_NONE;
    while (xml_step(&w)) {
        if (w.closing)
            continue;
        if (xml_is(w.node, "cite")) {
            block.label = xml_text(w.node, read_arena(builder));
            block.kind = READ_TURN;
            block.start = SMZ_MS_NONE;
        } else if (xml_is(w.node, "time")) {
            block.start =
                read_timestamp(smz_str_trim(xml_text(w.node, read_arena(builder))));
        } else if (xml_is(w.node, "p")) {
            block.text = xml_text(w.node, read_arena(builder));
            block.line = w.node->line;
            read_add(builder, block);
            block.kind = READ_MORE;
            block.start = SMZ_MS_NONE;
        }
        w.skip = is_furniture(w.node);
    }
}

static bool is_called_transcript(const struct xml_node *node)
{
    return smz_str_find_nocase(xml_attribute(node, "class"), SMZ_S("transcript")) >= 0 ||
           smz_str_find_nocase(xml_attribute(node, "id"), SMZ_S("transcript")) >= 0;
}

/* The part that is called a transcript, else the article, else all. */
static const struct xml_node *main_part(const struct xml_node *root)
{
    struct xml_walk w = {.root = root};
    const struct xml_node *best = root;
    size_t all = weigh(root), most = 0;

    for (int parts = 0; parts < MAX_PARTS && xml_step(&w);) {
        bool called = !w.closing && is_called_transcript(w.node);
        size_t bytes;

        if (w.closing)
            continue;
        w.skip = is_furniture(w.node);
        if (w.skip || !(called || xml_is(w.node, "article") || xml_is(w.node, "main")))
            continue;
        parts++;
        bytes = weigh(w.node);
        if (called ? bytes < ENOUGH && bytes * 3 < all : bytes * 2 < all)
            continue;
        bytes = called ? bytes * 4 : bytes;
        if (bytes > most) {
            most = bytes;
            best = w.node;
        }
    }
    return best;
}

/* White space in text is one space, but not in <pre>. */
static void add_text(struct read_page *page, smz_str text, bool pre)
{
    char bytes[512];
    size_t n = 0;
    bool space = page_at_start(page);

    if (pre) {
        page_add(page, text);
        return;
    }
    for (size_t i = 0; i < text.len; i++) {
        bool is_space = smz_is_space(text.ptr[i]);

        if (is_space && space)
            continue;
        space = is_space;
        bytes[n++] = is_space ? ' ' : text.ptr[i];
        if (n == sizeof(bytes)) {
            page_add(page, (smz_str){bytes, n});
            n = 0;
        }
    }
    page_add(page, (smz_str){bytes, n});
}

/* "<dt>Ann Lee</dt><dd>…": a name, and what it says. */
static bool is_term(const struct xml_node *node, struct smz_arena *arena)
{
    smz_str name;

    if (!xml_is(node, "dt"))
        return false;
    name = smz_str_trim(xml_text(node, arena));
    if (smz_str_ends(name, SMZ_S(":")))
        name.len--;
    return read_label_likely(name) == READ_NAME;
}

/* An element that is there to hold a speaker's name. */
static bool is_speaker(const struct xml_node *node, struct smz_arena *arena)
{
    static const char *const names[] = {"p", "div", "span", "strong",
                                        "b", "h4",  "h5",   NULL};
    smz_str rest = xml_attribute(node, "class"), word;

    if (!is_among(node, names))
        return is_term(node, arena);
    while (smz_str_word(&rest, &word))
        if (smz_str_eq_nocase(word, SMZ_S("speaker")) ||
            smz_str_eq_nocase(word, SMZ_S("speaker-name")) ||
            smz_str_eq_nocase(word, SMZ_S("speaker-label")))
            return true;
    return false;
}

static void open_element(struct read_page *page, struct xml_walk *w)
{
    static const char marks[] = "###### ";
    int level = heading_level(w->node);

    if (is_speaker(w->node, page->arena)) {
        page_label(page, xml_text(w->node, page->arena));
        w->skip = true;
    } else if (level) {
        page_break(page, true);
        page_add(page, smz_str_skip(SMZ_S(marks), (size_t)(6 - level)));
    } else if (is_paragraph(w->node)) {
        page_break(page, true);
    } else if (is_block(w->node) || xml_is(w->node, "dt")) {
        page_break(page, false);
        if (xml_is(w->node, "table"))
            page_table(page);
    } else if (xml_is(w->node, "tr")) {
        page_row(page);
    } else if (xml_is(w->node, "b") || xml_is(w->node, "strong")) {
        page_bold(page, true);
    }
}

static void close_element(struct read_page *page, const struct xml_node *node)
{
    if (is_speaker(node, page->arena))
        return;
    if (heading_level(node) || is_paragraph(node))
        page_break(page, true);
    else if (is_block(node) || xml_is(node, "dt"))
        page_break(page, false);
    else if (xml_is(node, "td") || xml_is(node, "th"))
        page_cell_end(page);
    else if (xml_is(node, "tr"))
        page_row_end(page);
    else if (xml_is(node, "b") || xml_is(node, "strong"))
        page_bold(page, false);
}

static enum smz_code give_page(const struct xml_node *root, struct read_builder *builder,
                               struct smz_err *err)
{
    struct xml_walk w = {.root = main_part(root)};
    struct read_page page;
    enum smz_code code;
    int pre = 0;

    page_init(&page, read_arena(builder));
    while (xml_step(&w)) {
        if (xml_is(w.node, "pre"))
            pre += w.closing ? -1 : 1;
        if (!w.node->name.len) {
            add_text(&page, w.node->text, pre > 0);
        } else if (w.closing) {
            if (!is_furniture(w.node))
                close_element(&page, w.node);
        } else if (is_furniture(w.node)) {
            w.skip = true;
        } else {
            open_element(&page, &w);
        }
    }
    code = page_parse(&page, builder, err);
    page_release(&page);
    return code;
}

static int probe(smz_str head, bool whole)
{
    static const char *const tags[] = {
        "<!doctype html", "<html",    "<head",   "<body",    "<cite",  "<p>",   "<p ",
        "<div",           "<article", "<h1",     "<section", "<table", "<main", "<pre",
        "<meta",          "<dl",      "<dt",     "<h2",      "<h3",    "<ul",   "<ol",
        "<blockquote",    "<center",  "<header", "<span",    "<br"};

    (void)whole;
    head = smz_str_trim(head);
    if (smz_str_starts(head, SMZ_S("<!--"))) {
        ptrdiff_t end = smz_str_find(head, SMZ_S("-->"));

        head = smz_str_trim(smz_str_skip(head, end < 0 ? 0 : (size_t)end + 3));
    }
    for (size_t i = 0; i < SMZ_COUNT(tags); i++)
        if (smz_str_starts_nocase(head, smz_str_of(tags[i])))
            return 95;
    return smz_str_starts(head, SMZ_S("<?xml")) &&
                   smz_str_find_nocase(smz_str_sub(head, 0, 2048), SMZ_S("<html")) >= 0
               ? 95
               : 0;
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    struct xml_node *root;
    const struct xml_node *title;
    enum smz_code code = html_read(text, builder, &root, err);

    if (code)
        return code;
    title = xml_find(root, "title");
    read_fact(builder, READ_LANGUAGE, smz_str_sub(xml_attribute(root, "lang"), 0, 2));
    if (title)
        read_fact(builder, READ_TITLE, xml_text(title, read_arena(builder)));
    if (!has_cites(root))
        return give_page(root, builder, err);
    give_cites(root, builder);
    return SMZ_OK;
}

const struct smz_format read_html = {
    .name = "html",
    .about = "web pages with a transcript in them, and Podcasting 2.0's HTML",
    .probe = probe,
    .parse = parse,
};
