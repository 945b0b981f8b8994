/*
 * XML and HTML as a tree: the only file that knows libxml2 is xml.c. Nothing is
 * fetched, entities that a file declares are not expanded, depth and number of
 * elements are bounded.
 */
#ifndef SMZ_READ_XML_H
#define SMZ_READ_XML_H

#include "read/format.h"

struct xml_attribute {
    smz_str name; /* without its prefix */
    smz_str value;
    struct xml_attribute *next;
};

struct xml_node {
    smz_str name; /* of an element, without its prefix; empty for text */
    smz_str text; /* of text, entities decoded */
    int line;
    struct xml_attribute *attributes;
    struct xml_node *parent, *first, *last, *next;
};

/*
 * The root element, in the arena; for HTML always "html". A file that is broken is
 * read as far as it goes, with a note. SMZ_EDATA where there is no element.
 */
enum smz_code xml_read(smz_str text, struct read_builder *builder, struct xml_node **root,
                       struct smz_err *err);
enum smz_code html_read(smz_str text, struct read_builder *builder,
                        struct xml_node **root, struct smz_err *err);

bool xml_is(const struct xml_node *node, const char *name);
/* The value of an attribute; empty where there is none. */
smz_str xml_attribute(const struct xml_node *node, const char *name);

/* All nodes below and with `root`: open and, after what is in it, closed. */
struct xml_walk {
    const struct xml_node *root;
    const struct xml_node *node;
    bool closing;
    bool skip; /* set it to leave out what is in the node just opened */
};
bool xml_step(struct xml_walk *walk);

/* The first element of that name below and with `root`, or NULL. */
const struct xml_node *xml_find(const struct xml_node *root, const char *name);
/* All text in a node, <br> as a line feed; kept in the arena. */
smz_str xml_text(const struct xml_node *node, struct smz_arena *arena);

#endif
