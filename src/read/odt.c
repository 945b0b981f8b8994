/* OpenDocument texts (ISO/IEC 26300): paragraphs and tables as a text. */
#include "read/office.h"

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
    static const struct office opendocument = {
        "content.xml", "body", open_element, close_element, is_in_paragraph,
    };

    return office_parse(&opendocument, bytes, builder, err);
}

const struct smz_format read_odt = {
    .name = "odt",
    .about = "OpenDocument texts (LibreOffice)",
    .probe = probe,
    .parse = parse,
    .binary = true,
};
