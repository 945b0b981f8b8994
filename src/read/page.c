#include "read/page.h"

enum { MAX_BOLD = 80 /* bytes of a label in bold */ };

void page_init(struct read_page *page, struct smz_arena *arena)
{
    *page = (struct read_page){.arena = arena, .columns = {-1, -1, -1}};
    smz_buf_init(&page->text, 0);
    smz_buf_init(&page->speech, 0);
    smz_buf_init(&page->cell, 0);
}

void page_release(struct read_page *page)
{
    smz_buf_release(&page->text);
    smz_buf_release(&page->speech);
    smz_buf_release(&page->cell);
}

void page_add(struct read_page *page, smz_str text)
{
    smz_buf_add(page->rows ? &page->cell : &page->text, text);
}

static void trim_end(struct smz_buf *buf)
{
    while (buf->len && (buf->ptr[buf->len - 1] == ' ' || buf->ptr[buf->len - 1] == '\t'))
        buf->len--;
}

bool page_at_start(const struct read_page *page)
{
    smz_str text = smz_buf_str(page->rows ? &page->cell : &page->text);

    while (text.len && (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t'))
        text.len--;
    return text.len == 0 || text.ptr[text.len - 1] == '\n';
}

void page_break(struct read_page *page, bool paragraph)
{
    struct smz_buf *buf = page->rows ? &page->cell : &page->text;

    page->bold = 0;
    trim_end(buf);
    if (buf->len && buf->ptr[buf->len - 1] != '\n')
        smz_buf_char(buf, '\n');
    if (paragraph && buf->len > 1 && buf->ptr[buf->len - 2] != '\n')
        smz_buf_char(buf, '\n');
}

void page_bold(struct read_page *page, bool begins)
{
    size_t from;
    smz_str bold;

    if (page->rows)
        return;
    if (begins) {
        if (page_at_start(page))
            page->bold = page->text.len + 1;
        return;
    }
    if (page->bold == 0)
        return;
    from = page->bold - 1;
    page->bold = 0;
    trim_end(&page->text);
    if (page->text.len <= from)
        return;
    bold = smz_str_trim(smz_str_skip(smz_buf_str(&page->text), from));
    if (bold.len > MAX_BOLD || smz_str_find(bold, SMZ_S("\n")) >= 0)
        return;
    bold = smz_arena_keep(page->arena, bold);
    page->text.len = from;
    smz_buf_printf(&page->text, "**%.*s** ", SMZ_ARG(bold));
}

void page_label(struct read_page *page, smz_str name)
{
    struct smz_buf *buf = page->rows ? &page->cell : &page->text;

    name = smz_str_trim(name);
    while (name.len && name.ptr[name.len - 1] == ':')
        name = smz_str_trim(smz_str_sub(name, 0, name.len - 1));
    if (name.len == 0 || name.len > MAX_BOLD)
        return;
    page_break(page, true);
    smz_buf_printf(buf, page->rows ? "%.*s: " : "**%.*s:** ", SMZ_ARG(name));
}

void page_table(struct read_page *page)
{
    if (page->rows == 0)
        page->columns = (struct page_columns){-1, -1, -1};
}

void page_row(struct read_page *page)
{
    if (page->rows++ == 0) {
        page->cells.len = 0;
        smz_buf_clear(&page->cell);
    }
}

void page_cell_end(struct read_page *page)
{
    if (page->rows != 1)
        return;
    SMZ_PUSH(page->arena, page->cells,
             smz_arena_keep(page->arena, smz_str_trim(smz_buf_str(&page->cell))));
    smz_buf_clear(&page->cell);
}

/* A row of headings: who speaks, and what. */
static bool take_headings(struct read_page *page)
{
    static const char *const speakers[] = {"speaker", "name", "participant", "who",
                                           "sprecher"};
    static const char *const texts[] = {"transcription", "transcript", "text",
                                        "speech",        "content",    "dialogue",
                                        "said",          "utterance",  "audio"};
    static const char *const times[] = {"start",    "time", "timestamp", "start time",
                                        "timecode", "from", "begin"};
    struct page_columns c = {-1, -1, -1};

    for (size_t i = 0; i < page->cells.len && i < 20; i++) {
        smz_str cell = page->cells.at[i];

        if (c.speaker < 0 && smz_str_is_one_of(cell, speakers, SMZ_COUNT(speakers)))
            c.speaker = (int)i;
        else if (c.text < 0 && smz_str_is_one_of(cell, texts, SMZ_COUNT(texts)))
            c.text = (int)i;
        else if (c.time < 0 && smz_str_is_one_of(cell, times, SMZ_COUNT(times)))
            c.time = (int)i;
    }
    if (c.speaker < 0 || c.text < 0)
        return false;
    page->columns = c;
    return true;
}

static smz_str cell_at(const struct read_page *page, int i)
{
    return i >= 0 && (size_t)i < page->cells.len ? page->cells.at[i] : (smz_str){NULL, 0};
}

/* "[0:01] Ann: Hello." to the text and to the speech. */
static void add_speech(struct read_page *page)
{
    struct smz_buf *to[] = {&page->text, &page->speech};
    smz_str time = cell_at(page, page->columns.time);
    smz_str speaker = cell_at(page, page->columns.speaker);
    smz_str text = cell_at(page, page->columns.text);

    for (size_t k = 0; text.len && k < SMZ_COUNT(to); k++) {
        if (read_timestamp(time) != SMZ_MS_NONE)
            smz_buf_printf(to[k], "[%.*s] ", SMZ_ARG(time));
        if (speaker.len)
            smz_buf_printf(to[k], "%.*s: ", SMZ_ARG(speaker));
        for (size_t i = 0; i < text.len; i++)
            smz_buf_char(to[k], text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
        smz_buf_add(to[k], SMZ_S("\n\n"));
    }
}

void page_row_end(struct read_page *page)
{
    size_t n = page->cells.len;

    if (page->rows == 0 || --page->rows > 0)
        return;
    page_break(page, false);
    if (page->columns.text >= 0 && n > 1) {
        add_speech(page);
        return;
    }
    if (take_headings(page))
        return;
    for (size_t i = 0; i < n; i++) {
        smz_buf_add(&page->text, page->cells.at[i]);
        smz_buf_char(&page->text, i + 1 < n ? '\t' : '\n');
    }
}

enum smz_code page_read_text(smz_str text, struct read_builder *builder,
                             struct smz_err *err)
{
    static const struct smz_format *const kinds[] = {&read_vtt, &read_srt, &read_txt};
    smz_str head = smz_str_sub(text, 0, 64 * 1024);
    size_t best = SMZ_COUNT(kinds) - 1;

    for (size_t i = 0; i < best; i++)
        if (kinds[i]->probe(head, head.len == text.len) > 50)
            best = i;
    return kinds[best]->parse(text, builder, err);
}

enum smz_code page_parse(struct read_page *page, struct read_builder *builder,
                         struct smz_err *err)
{
    /* Beside a table of speech the rest is about it. */
    bool table = page->speech.len * 2 > page->text.len;

    return page_read_text(
        smz_arena_keep(page->arena, smz_buf_str(table ? &page->speech : &page->text)),
        builder, err);
}
