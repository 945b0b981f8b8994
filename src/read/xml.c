#include "read/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

#include "base/buf.h"
#include "base/late.h"
#include "base/utf8.h"
#include "read/decode.h"
#include "read/markup.h"

/* clang-format off */
#define LIBXML(X) \
    X(xmlNewParserCtxt) X(xmlCtxtReadIO) X(xmlFreeDoc) X(xmlFreeParserCtxt) \
    X(xmlStopParser) X(xmlGetPredefinedEntity) X(htmlNewParserCtxt) X(htmlCtxtReadIO) \
    X(htmlFreeParserCtxt)
/* clang-format on */
static struct {
    LIBXML(SMZ_LATE_MEMBER)
} lib;
static const struct smz_late_row rows[] = {LIBXML(SMZ_LATE_ROW)};

enum {
    NAMES = 64, /* names recur: so many are not copied again */
    MAX_DEPTH = 1000,
    MAX_ATTRIBUTES = 5000, /* of an element: the library takes their number squared */
    MAX_NODES = 4000000    /* and attributes, of about 100 bytes each */
};

/* A name as it is written, and without what stands before a colon in it. */
struct known_name {
    smz_str written, name;
};

struct tree {
    struct smz_arena *arena;
    xmlParserCtxtPtr parser;
    struct xml_node *root, *at;
    struct smz_buf text; /* not yet in a node */
    struct known_name names[NAMES];
    int depth;
    size_t nodes;
    const char *stopped; /* why, or NULL */
};

static void stop(struct tree *t, const char *why)
{
    t->stopped = why;
    lib.xmlStopParser(t->parser);
}

static void count_node(struct tree *t)
{
    if (++t->nodes > MAX_NODES && !t->stopped)
        stop(t, "more elements than any transcript has");
}

static struct xml_node *add_node(struct tree *t)
{
    struct xml_node *n = SMZ_NEW(t->arena, struct xml_node, 1);

    n->parent = t->at;
    n->line = t->parser->input ? t->parser->input->line : 0;
    if (t->at) {
        if (t->at->last)
            t->at->last->next = n;
        else
            t->at->first = n;
        t->at->last = n;
    }
    count_node(t);
    return n;
}

/* Where the library recovers, it may go on in the middle of a character. */
static smz_str keep(struct tree *t, smz_str s)
{
    if (t->parser->wellFormed || smz_utf8_valid(s))
        return smz_arena_keep(t->arena, s);
    return read_repair(s, t->arena);
}

static void flush_text(struct tree *t)
{
    if (t->text.len && t->at)
        add_node(t)->text = keep(t, smz_buf_str(&t->text));
    smz_buf_clear(&t->text);
}

static smz_str name_of(struct tree *t, const xmlChar *name)
{
    smz_str s = smz_str_of((const char *)name);
    size_t at = s.len ? s.len * 7 + (size_t)s.ptr[0] + (size_t)s.ptr[s.len - 1] * 3 : 0;
    struct known_name *known = &t->names[at % NAMES];
    ptrdiff_t colon;

    if (!smz_str_eq(s, known->written)) {
        known->written = smz_arena_keep(t->arena, s);
        colon = smz_str_find_char(s, ':');
        known->name = smz_str_skip(known->written, (size_t)(colon + 1));
    }
    return known->name;
}

static struct xml_node *open_node(struct tree *t, const xmlChar *name)
{
    struct xml_node *n;

    flush_text(t);
    n = add_node(t);
    n->name = name_of(t, name);
    if (!t->root)
        t->root = n;
    t->at = n;
    if (++t->depth > MAX_DEPTH)
        stop(t, "nested deeper than 1000 elements");
    return n;
}

static void close_node(struct tree *t)
{
    flush_text(t);
    if (!t->at)
        return;
    t->depth--;
    t->at = t->at->parent;
}

static void add_attribute(struct tree *t, struct xml_node *n, const xmlChar *name,
                          smz_str value)
{
    struct xml_attribute *a = SMZ_NEW(t->arena, struct xml_attribute, 1);

    a->name = name_of(t, name);
    a->value = keep(t, value);
    if (smz_str_find_char(value, '&') >= 0)
        a->value = read_plain(t->arena, a->value);
    a->next = n->attributes;
    n->attributes = a;
    count_node(t);
}

/* SAX 2 of libxml2: five pointers an attribute (name, prefix, URI, value, its end). */
static void on_element(void *self, const xmlChar *name, const xmlChar *prefix,
                       const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
                       int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    struct xml_node *n = open_node(self, name);

    (void)prefix;
    (void)uri;
    (void)n_namespaces;
    (void)namespaces;
    (void)n_defaulted;
    for (int i = 0; i < n_attributes; i++) {
        const xmlChar **a = attributes + i * 5;

        add_attribute(self, n, a[0],
                      (smz_str){(const char *)a[3], (size_t)(a[4] - a[3])});
    }
}

static void on_element_end(void *self, const xmlChar *name, const xmlChar *prefix,
                           const xmlChar *uri)
{
    (void)name;
    (void)prefix;
    (void)uri;
    close_node(self);
}

static void on_html(void *self, const xmlChar *name, const xmlChar **attributes)
{
    struct xml_node *n = open_node(self, name);

    for (; attributes && attributes[0]; attributes += 2)
        add_attribute(self, n, attributes[0], smz_str_of((const char *)attributes[1]));
}

static void on_html_end(void *self, const xmlChar *name)
{
    struct tree *t = self;
    struct xml_node *n = t->at;

    /* The parser closes what it opened, but not always in order. */
    while (n && !smz_str_eq(n->name, smz_str_of((const char *)name)))
        n = n->parent;
    while (n && t->at) {
        bool last = t->at == n;

        close_node(t);
        if (last)
            break;
    }
}

static void on_text(void *self, const xmlChar *text, int len)
{
    struct tree *t = self;

    smz_buf_add(&t->text, (smz_str){(const char *)text, (size_t)len});
}

/*
 * XML's five entities, and HTML's names, which people use as if they were XML's. What
 * a file declares itself stands for nothing: that is how a few bytes become many.
 */
static xmlEntityPtr on_entity(void *self, const xmlChar *name)
{
    struct tree *t = self;
    xmlEntityPtr known = lib.xmlGetPredefinedEntity(name);
    smz_str written = smz_arena_printf(t->arena, "&%s;", (const char *)name);
    uint32_t cp;
    char bytes[4];

    if (known || read_entity_at(written, &cp) != written.len)
        return known;
    known = SMZ_NEW(t->arena, xmlEntity, 1);
    written = smz_arena_keep(t->arena, (smz_str){bytes, smz_utf8_put(cp, bytes)});
    known->type = XML_ENTITY_DECL;
    known->etype = XML_INTERNAL_PREDEFINED_ENTITY;
    known->name = name;
    known->content = known->orig = (xmlChar *)written.ptr;
    known->length = (int)written.len;
    return known;
}

/* A tag with more attributes than any has. */
static bool has_monster(smz_str text)
{
    ptrdiff_t at;

    while ((at = smz_str_find_char(text, '<')) >= 0) {
        smz_str tag = smz_str_skip(text, (size_t)at);
        ptrdiff_t end = smz_str_find_char(tag, '>');
        size_t n = 0;

        if (end < 0)
            end = (ptrdiff_t)tag.len;
        for (ptrdiff_t i = 0; end > MAX_ATTRIBUTES && i < end; i++)
            n += tag.ptr[i] == '=';
        if (n > MAX_ATTRIBUTES)
            return true;
        text = smz_str_skip(tag, (size_t)end);
    }
    return false;
}

static enum smz_code begin(smz_str text, struct smz_err *err)
{
    if (!smz_late_load("libxml-2.0", rows, SMZ_COUNT(rows)))
        return smz_fail(err, SMZ_EUNAVAILABLE,
                        "libxml2, which reads markup, is not there");
    if (text.len > INT_MAX)
        return smz_fail(err, SMZ_EDATA, "markup of more than 2 GiB");
    if (has_monster(text))
        return smz_fail(err, SMZ_EDATA, "a tag with more than %d attributes",
                        MAX_ATTRIBUTES);
    return SMZ_OK;
}

/* The next bytes of a text: given as a whole, the library would copy all of it. */
static int give_more(void *self, char *to, int len)
{
    smz_str *rest = self;
    smz_str part = smz_str_sub(*rest, 0, (size_t)len);

    if (part.len)
        memcpy(to, part.ptr, part.len);
    *rest = smz_str_skip(*rest, part.len);
    return (int)part.len;
}

static void set_up(struct tree *t, xmlParserCtxtPtr parser, struct smz_arena *arena)
{
    *t = (struct tree){.arena = arena, .parser = parser};
    smz_buf_init(&t->text, 0);
    memset(parser->sax, 0, sizeof(*parser->sax));
    parser->sax->initialized = XML_SAX2_MAGIC;
    parser->sax->startElementNs = on_element;
    parser->sax->endElementNs = on_element_end;
    parser->sax->characters = on_text;
    parser->sax->ignorableWhitespace = on_text;
    parser->sax->cdataBlock = on_text;
    parser->sax->getEntity = on_entity;
    parser->userData = t;
}

static enum smz_code finish(struct tree *t, const char *what,
                            struct read_builder *builder, struct xml_node **root,
                            struct smz_err *err)
{
    flush_text(t);
    smz_buf_release(&t->text);
    if (!t->root)
        return smz_fail(err, SMZ_EDATA, "broken %s: no element can be read", what);
    if (t->stopped)
        read_skip(builder, "line %d: %s: what stands before was read",
                  t->at ? t->at->line : 0, t->stopped);
    *root = t->root;
    return SMZ_OK;
}

enum smz_code xml_read(smz_str text, struct read_builder *builder, struct xml_node **root,
                       struct smz_err *err)
{
    enum smz_code code = begin(text, err);
    xmlParserCtxtPtr parser;
    struct tree t;
    xmlDocPtr doc;

    if (code)
        return code;
    parser = lib.xmlNewParserCtxt();
    if (!parser)
        return smz_fail(err, SMZ_EDATA, "no memory to read XML");
    set_up(&t, parser, read_arena(builder));
    doc = lib.xmlCtxtReadIO(parser, give_more, NULL, &text, NULL, "UTF-8",
                            XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
    if (!parser->wellFormed && !t.stopped && t.root)
        read_skip(builder, "line %d: broken XML: what can be read in it was read",
                  parser->lastError.line);
    code = finish(&t, "XML", builder, root, err);
    lib.xmlFreeDoc(doc); /* none is built, but a declared entity makes an empty one */
    lib.xmlFreeParserCtxt(parser);
    return code;
}

enum smz_code html_read(smz_str text, struct read_builder *builder,
                        struct xml_node **root, struct smz_err *err)
{
    enum smz_code code = begin(text, err);
    htmlParserCtxtPtr parser;
    struct tree t;
    htmlDocPtr doc;

    if (code)
        return code;
    parser = lib.htmlNewParserCtxt();
    if (!parser)
        return smz_fail(err, SMZ_EDATA, "no memory to read HTML");
    set_up(&t, parser, read_arena(builder));
    parser->sax->initialized = 1;
    parser->sax->startElementNs = NULL;
    parser->sax->endElementNs = NULL;
    parser->sax->startElement = on_html;
    parser->sax->endElement = on_html_end;
    doc = lib.htmlCtxtReadIO(parser, give_more, NULL, &text, NULL, "UTF-8",
                             HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                 HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
    code = finish(&t, "HTML", builder, root, err);
    lib.xmlFreeDoc(doc);
    lib.htmlFreeParserCtxt(parser);
    return code;
}

bool xml_is(const struct xml_node *node, const char *name)
{
    return node && smz_str_eq(node->name, smz_str_of(name));
}

smz_str xml_attribute(const struct xml_node *node, const char *name)
{
    smz_str wanted = smz_str_of(name);

    for (const struct xml_attribute *a = node ? node->attributes : NULL; a; a = a->next)
        if (smz_str_eq(a->name, wanted))
            return a->value;
    return (smz_str){NULL, 0};
}

bool xml_step(struct xml_walk *w)
{
    if (!w->node) {
        w->node = w->root;
    } else if (!w->closing && !w->skip && w->node->first) {
        w->node = w->node->first;
    } else if (!w->closing && w->node->name.len) {
        w->closing = true; /* an element with nothing in it, or nothing wanted */
        w->skip = false;
        return true;
    } else if (w->node == w->root) {
        return false;
    } else if (w->node->next) {
        w->node = w->node->next;
    } else {
        w->node = w->node->parent;
        w->closing = true;
        return true;
    }
    w->closing = w->skip = false;
    return true;
}

const struct xml_node *xml_find(const struct xml_node *root, const char *name)
{
    struct xml_walk w = {.root = root};

    while (xml_step(&w))
        if (!w.closing && xml_is(w.node, name))
            return w.node;
    return NULL;
}

smz_str xml_text(const struct xml_node *node, struct smz_arena *arena)
{
    struct xml_walk w = {.root = node};
    struct smz_buf buf;
    smz_str text;

    if (node->first && !node->first->next && !node->first->name.len)
        return node->first->text;
    smz_buf_init(&buf, 0);
    while (xml_step(&w)) {
        if (w.closing)
            continue;
        smz_buf_add(&buf, w.node->text);
        if (xml_is(w.node, "br"))
            smz_buf_char(&buf, '\n');
    }
    text = smz_arena_keep(arena, smz_buf_str(&buf));
    smz_buf_release(&buf);
    return text;
}
