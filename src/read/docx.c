/* Word's documents (ECMA-376, part 1): paragraphs and tables as a text. */
#include "read/office.h"

static int probe(smz_str head, bool whole)
{
    (void)whole;
    return smz_str_starts(head, SMZ_S("PK\x03\x04")) &&
                   smz_str_find(head, SMZ_S("word/")) >= 0
               ? 90
               : 0;
}

/* A run's property that is on: <w:b/>, but not <w:b w:val="0"/>. */
static bool is_bold(const struct xml_node *run)
{
    const struct xml_node *properties = run->first, *b;
    smz_str value;

    while (properties && !xml_is(properties, "rPr"))
        properties = properties->next;
    b = properties ? xml_find(properties, "b") : NULL;
    value = xml_attribute(b, "val");
    return b && !smz_str_eq(value, SMZ_S("0")) && !smz_str_eq(value, SMZ_S("false"));
}

static bool is_heading(const struct xml_node *paragraph)
{
    const struct xml_node *style = paragraph->first;

    style = xml_is(style, "pPr") ? xml_find(style, "pStyle") : NULL;
    return smz_str_starts_nocase(xml_attribute(style, "val"), SMZ_S("Heading"));
}

static void open_element(struct read_page *page, struct xml_walk *w)
{
    const struct xml_node *n = w->node;

    if (xml_is(n, "p") && is_heading(n))
        page_add(page, SMZ_S("## "));
    else if (xml_is(n, "r") && is_bold(n))
        page_bold(page, true);
    else if (xml_is(n, "tab"))
        page_add(page, SMZ_S("\t"));
    else if (xml_is(n, "br") || xml_is(n, "cr"))
        page_break(page, false);
    else if (xml_is(n, "tbl"))
        page_table(page);
    else if (xml_is(n, "tr"))
        page_row(page);
    /* A second rendering of the same, what was deleted, and properties. */
    w->skip =
        xml_is(n, "Fallback") || xml_is(n, "del") || xml_is(n, "pPr") || xml_is(n, "rPr");
}

static void close_element(struct read_page *page, const struct xml_node *n)
{
    if (xml_is(n, "p"))
        page_break(page, true);
    else if (xml_is(n, "r") && is_bold(n))
        page_bold(page, false);
    else if (xml_is(n, "tc"))
        page_cell_end(page);
    else if (xml_is(n, "tr"))
        page_row_end(page);
}

static bool is_speech(const struct xml_node *text)
{
    return xml_is(text->parent, "t");
}

static enum smz_code parse(smz_str bytes, struct read_builder *builder,
                           struct smz_err *err)
{
    static const struct office word = {
        "word/document.xml", "body", open_element, close_element, is_speech,
    };

    return office_parse(&word, bytes, builder, err);
}

const struct smz_format read_docx = {
    .name = "docx",
    .about = "Word documents",
    .probe = probe,
    .parse = parse,
    .binary = true,
};
