/*
 * Pages and documents -> lines of text, in the Markdown that the reader of texts
 * knows: headings, bold labels, tables of speech as "[time] Name: text".
 */
#ifndef SMZ_READ_PAGE_H
#define SMZ_READ_PAGE_H

#include "base/buf.h"
#include "read/format.h"

/* Which column of a table is what; -1: none. */
struct page_columns {
    int time, speaker, text;
};

struct read_page {
    struct smz_arena *arena;
    struct smz_buf text;   /* all of it */
    struct smz_buf speech; /* the tables of speech alone */
    struct smz_buf cell;   /* the open one */
    SMZ_VEC(smz_str) cells;
    struct page_columns columns;
    int rows;    /* that are open, one inside the other */
    size_t bold; /* where bold text began in the text, plus 1 */
};

void page_init(struct read_page *page, struct smz_arena *arena);
void page_release(struct read_page *page);

/* Text inside a line; white space is kept as it is. */
void page_add(struct read_page *page, smz_str text);
/* Ends the line, and puts an empty one behind it if `paragraph`. */
void page_break(struct read_page *page, bool paragraph);
/* Whether the line has nothing in it yet. */
bool page_at_start(const struct read_page *page);

/* Bold text: at the start of a line and short, it is marked; it may be a label. */
void page_bold(struct read_page *page, bool begins);
/* A name marked as one by the page: "**Name:** ", whatever follows. */
void page_label(struct read_page *page, smz_str name);

void page_table(struct read_page *page);
void page_row(struct read_page *page);
void page_cell_end(struct read_page *page);
void page_row_end(struct read_page *page);

/* Reads a text that stood in something else as captions or as text, whichever it is. */
enum smz_code page_read_text(smz_str text, struct read_builder *builder,
                             struct smz_err *err);
/* Reads what was gathered as captions or as text, whichever it is. */
enum smz_code page_parse(struct read_page *page, struct read_builder *builder,
                         struct smz_err *err);

#endif
