#include "read/office.h"

#include "read/decode.h"
#include "read/zip.h"

static void walk(const struct office *office, const struct xml_node *body,
                 struct read_page *page)
{
    struct xml_walk w = {.root = body};

    while (xml_step(&w)) {
        if (w.closing)
            office->close(page, w.node);
        else if (w.node->name.len)
            office->open(page, &w);
        else if (office->is_speech(w.node))
            page_add(page, w.node->text);
    }
}

enum smz_code office_parse(const struct office *office, smz_str bytes,
                           struct read_builder *builder, struct smz_err *err)
{
    struct smz_arena *arena = read_arena(builder);
    const struct xml_node *body;
    struct xml_node *root;
    struct read_page page;
    smz_str text;
    enum smz_code code = zip_member(bytes, office->member, builder, &text, err);

    if (code)
        return code;
    text = read_decode(text, arena, read_notes(builder)).text;
    code = xml_read(text, builder, &root, err);
    if (code)
        return code;
    body = xml_find(root, office->body);
    if (!body)
        return smz_fail(err, SMZ_EDATA, "a document without a body");
    page_init(&page, arena);
    walk(office, body, &page);
    code = page_parse(&page, builder, err);
    page_release(&page);
    return code;
}
