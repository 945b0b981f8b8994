/* Documents of office programs: a zip archive with the text in one XML member. */
#ifndef SMZ_READ_OFFICE_H
#define SMZ_READ_OFFICE_H

#include "read/page.h"
#include "read/xml.h"

/* Where the text stands, and what its elements do to the page. */
struct office {
    const char *member; /* of the archive */
    const char *body;   /* the element that has all of the text */
    void (*open)(struct read_page *page, struct xml_walk *walk);
    void (*close)(struct read_page *page, const struct xml_node *element);
    bool (*is_speech)(const struct xml_node *text); /* whether a text is the reader's */
};

/*
 * Reads a document as a page. SMZ_EDATA where the archive is broken, or has no such
 * member or element.
 */
enum smz_code office_parse(const struct office *office, smz_str bytes,
                           struct read_builder *builder, struct smz_err *err);

#endif
