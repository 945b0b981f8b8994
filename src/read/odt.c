/* OpenDocument texts (ISO/IEC 26300): paragraphs and tables as a text. */
#include "read/decode.h"
#include "read/page.h"
#include "read/xml.h"
#include "read/zip.h"

static int probe(smz_str head, bool whole)
{
    (void)whole;
    return smz_str_starts(head, SMZ_S("PK\x03\x04")) &&
                   smz_str_find(smz_str_sub(head, 0, 200),
                                SMZ_S("application/vnd.oasis.opendocument.text")) >= 0
               ? 95
               : 0;
}

static void open_element(struct read_page *page, struct xml_walk *w)
{
    const struct xml_node *n = w->node;

    if (xml_is(n, "h"))
        page_add(page, SMZ_S("## "));
    else if (xml_is(n, "tab"))
        page_add(page, SMZ_S("\t"));
    else if (xml_is(n, "s"))
        page_add(page, SMZ_S(" "));
    else if (xml_is(n, "line-break"))
        page_break(page, false);
    else if (xml_is(n, "table"))
        page_table(page);
    else if (xml_is(n, "table-row"))
        page_row(page);
    w->skip =
        xml_is(n, "annotation") || xml_is(n, "tracked-changes") || xml_is(n, "note");
}

static void close_element(struct read_page *page, const struct xml_node *n)
{
    if (xml_is(n, "p") || xml_is(n, "h"))
        page_break(page, true);
    else if (xml_is(n, "table-cell"))
        page_cell_end(page);
    else if (xml_is(n, "table-row"))
        page_row_end(page);
}

static bool is_in_paragraph(const struct xml_node *node)
{
    for (node = node->parent; node; node = node->parent)
        if (xml_is(node, "p") || xml_is(node, "h"))
            return true;
    return false;
}

static enum smz_code parse(smz_str bytes, struct read_builder *builder,
                           struct smz_err *err)
{
    smz_str text;
    struct xml_node *root;
    struct xml_walk w = {0};
    struct read_page page;
    enum smz_code code =
        zip_member(bytes, "content.xml", read_arena(builder), &text, err);

    if (!code) {
        text = read_decode(text, read_arena(builder), read_notes(builder)).text;
        code = xml_read(text, builder, &root, err);
    }
    if (code)
        return code;
    w.root = xml_find(root, "body");
    if (!w.root)
        return smz_fail(err, SMZ_EDATA, "an OpenDocument file without a body");
    page_init(&page, read_arena(builder));
    while (xml_step(&w)) {
        if (w.closing)
            close_element(&page, w.node);
        else if (w.node->name.len)
            open_element(&page, &w);
        else if (is_in_paragraph(w.node))
            page_add(&page, w.node->text);
    }
    code = page_parse(&page, builder, err);
    page_release(&page);
    return code;
}

const struct smz_format read_odt = {
    .name = "odt",
    .about = "OpenDocument texts (LibreOffice)",
    .probe = probe,
    .parse = parse,
    .binary = true,
};
