/*
 * The Markdown that this program writes, for a terminal. It reads its own writing
 * only: one construct a line, marks of its own unescaped.
 */
#include "render/inside.h"

#define RESET "\x1b[0m"
#define BOLD "\x1b[1m"
#define DIM "\x1b[2m"
#define ITALIC "\x1b[3m"

static void put(struct smz_buf *out, const char *z)
{
    smz_buf_add(out, smz_str_of(z));
}

/* An escape or entity as the character it stands for; bytes taken. */
static size_t put_character(smz_str s, struct smz_buf *out)
{
    if (s.ptr[0] == '\\' && s.len > 1) {
        smz_buf_char(out, s.ptr[1]);
        return 2;
    }
    if (smz_str_starts(s, SMZ_S("&lt;")) || smz_str_starts(s, SMZ_S("&amp;"))) {
        smz_buf_char(out, s.ptr[1] == 'l' ? '<' : '&');
        return s.ptr[1] == 'l' ? 4 : 5;
    }
    smz_buf_char(out, s.ptr[0]);
    return 1;
}

/* Bytes behind "[00:01:02]" that are its link; 0 where there is none. */
static size_t link_behind(smz_str s)
{
    ptrdiff_t end;

    if (!smz_str_starts(s, SMZ_S("](")))
        return 0;
    end = smz_str_find_char(s, ')');
    return end < 0 ? 0 : (size_t)end + 1;
}

/* `base`: what the line is printed in, and returned to behind bold words. */
static void put_line(smz_str s, const char *base, struct smz_buf *out)
{
    bool bold = false, in_link = false;

    put(out, base);
    for (size_t i = 0; i < s.len;) {
        smz_str rest = smz_str_skip(s, i);
        size_t link = in_link ? link_behind(rest) : 0;

        if (link) {
            in_link = false;
            i += link;
        } else if (rest.ptr[0] == '[' && smz_str_find(rest, SMZ_S("](")) > 0) {
            in_link = true;
            i++;
        } else if (smz_str_starts(rest, SMZ_S("**"))) {
            bold = !bold;
            put(out, bold ? BOLD : RESET);
            put(out, bold ? "" : base);
            i += 2;
        } else {
            i += put_character(rest, out);
        }
    }
    put(out, bold || *base ? RESET : "");
}

/* "*all of it*", which may begin with a bold name: "***Ann** and Ben*". */
static bool is_italic(smz_str line)
{
    return line.len > 2 && line.ptr[0] == '*' && line.ptr[line.len - 1] == '*' &&
           (line.ptr[1] != '*' || line.ptr[2] == '*');
}

void smz_render_ansi(smz_str markdown, struct smz_buf *out)
{
    smz_str line;

    while (smz_str_line(&markdown, &line)) {
        size_t marks = 0;

        while (marks < line.len && line.ptr[marks] == '#')
            marks++;
        if (marks && smz_str_starts(smz_str_skip(line, marks), SMZ_S(" "))) {
            put_line(smz_str_skip(line, marks + 1), BOLD, out);
        } else if (smz_str_starts(line, SMZ_S(">"))) {
            put(out, DIM "│" RESET);
            put_line(smz_str_skip(line, 1), DIM, out);
        } else if (smz_str_starts(line, SMZ_S("- "))) {
            put(out, "• ");
            put_line(smz_str_skip(line, 2), "", out);
        } else if (is_italic(line)) {
            put_line(smz_str_sub(line, 1, line.len - 1), ITALIC, out);
        } else {
            put_line(line, "", out);
        }
        smz_buf_char(out, '\n');
    }
}
