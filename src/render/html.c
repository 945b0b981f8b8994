/* One page: the Markdown through md4c, and above it a picture of the episode. */
#include <md4c-html.h>

#include "base/data.h"
#include "render/inside.h"
#include "render/timeline.h"

static void collect(const MD_CHAR *text, MD_SIZE size, void *user)
{
    smz_buf_add(user, (smz_str){text, size});
}

static void put(struct smz_buf *out, const char *z)
{
    smz_buf_add(out, smz_str_of(z));
}

static void head(const struct smz_digest *d, struct smz_buf *out)
{
    smz_str css = smz_data_get("html/page.css");

    smz_buf_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\"%s>\n<head>\n",
                   smz_lang_code(d->lang), smz_lang_rtl(d->lang) ? " dir=\"rtl\"" : "");
    put(out, "<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" "
             "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    render_escape_html(d->title, out);
    put(out, "</title>\n<style>\n");
    smz_buf_add(out, css);
    put(out, "</style>\n</head>\n");
}

/* "(00:02:41)" at the end of a heading stands back. */
static void heading_text(smz_str s, struct smz_buf *out)
{
    size_t open = s.len;

    if (!smz_str_ends(s, SMZ_S(")")))
        open = 0;
    while (open > 0 && s.ptr[open - 1] != '(')
        open--;
    /* A time, as text or as links: what comes before its first colon is two digits. */
    if (open > 1 && (smz_is_digit(s.ptr[open]) || s.ptr[open] == '<')) {
        smz_buf_add(out, smz_str_sub(s, 0, open - 1));
        put(out, "<span class=\"time\">");
        smz_buf_add(out, smz_str_skip(s, open - 1));
        put(out, "</span>");
        return;
    }
    smz_buf_add(out, s);
}

/*
 * Gives headings the ids that the timeline links to: "s3" is the third H2, "s3-2" the
 * second H3 below it. A "<h2>" can only be md4c's: that of data is "&lt;h2>".
 */
static void add_body(smz_str html, struct smz_buf *out)
{
    int h2 = 0, h3 = 0;

    for (;;) {
        struct smz_cut c = smz_str_cut(html, SMZ_S("<h"));
        char level = c.tail.len ? c.tail.ptr[0] : '\0';
        struct smz_cut inner;

        smz_buf_add(out, c.head);
        if (!c.found)
            return;
        html = smz_str_skip(c.tail, 2);
        if (level != '2' && level != '3') {
            smz_buf_printf(out, "<h%c%c", level, c.tail.len > 1 ? c.tail.ptr[1] : '>');
            continue;
        }
        h2 += level == '2';
        h3 = level == '2' ? 0 : h3 + 1;
        smz_buf_printf(out, h3 ? "<h3 id=\"s%d-%d\">" : "<h2 id=\"s%d\">", h2, h3);
        inner = smz_str_cut(html, SMZ_S("</h"));
        heading_text(inner.head, out);
        put(out, "</h");
        html = inner.tail;
    }
}

void render_html(const struct smz_digest *digest, struct smz_buf *out)
{
    struct smz_buf md, html;
    smz_str body;
    struct smz_cut top;

    smz_buf_init(&md, 0);
    smz_buf_init(&html, 0);
    render_markdown(digest, &md);
    md_html(md.ptr, (MD_SIZE)md.len, collect, &html, MD_FLAG_NOHTML, 0);
    head(digest, out);
    put(out, "<body>\n<main>\n");
    body = smz_buf_str(&html);
    /* The picture stands below the title and the line under it. */
    top = smz_str_cut(body, SMZ_S("</p>\n"));
    smz_buf_add(out, top.head);
    put(out, top.found ? "</p>\n" : "");
    render_timeline(digest, out);
    add_body(top.tail, out);
    put(out, "</main>\n</body>\n</html>\n");
    out->full = out->full || md.full || html.full;
    smz_buf_release(&md);
    smz_buf_release(&html);
}
