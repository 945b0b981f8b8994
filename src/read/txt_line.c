/* What one line of a text says of itself: time, label, form. */
#include "base/utf8.h"
#include "read/label.h"
#include "read/txt.h"

enum {
    MAX_HEAD = 170, /* bytes in which a label ends */
    MAX_ALONE = 60, /* bytes of a name on a line of its own */
    MANY_CAPITALS = 4
};

/* A run of emphasis marks at the start of s that something follows. */
static size_t emphasis_at(smz_str s)
{
    size_t n = 0;

    if (s.len == 0 || (s.ptr[0] != '*' && s.ptr[0] != '_'))
        return 0;
    while (n < s.len && s.ptr[n] == s.ptr[0])
        n++;
    return n <= 3 && n < s.len && !smz_is_space(s.ptr[n]) ? n : 0;
}

/* A stamp at the start of a line, also as "**[00:01]** text" or "`0:01` text". */
static size_t marked_stamp_at(smz_str s, struct txt_stamp *out)
{
    size_t marks = s.len && s.ptr[0] == '`' ? 1 : emphasis_at(s), n;

    n = txt_stamp_at(smz_str_skip(s, marks), out);
    if (n == 0 || marks == 0)
        return n;
    for (size_t i = 0; i < marks; i++)
        if (marks + n + i >= s.len || s.ptr[marks + n + i] != s.ptr[0])
            return 0;
    return marks + n + marks;
}

static size_t colon_at(smz_str s, bool marked)
{
    smz_str next;

    if (smz_str_starts(s, SMZ_S("\xef\xbc\x9a")))
        return 3;
    if (s.len == 0 || s.ptr[0] != ':')
        return 0;
    next = smz_str_skip(s, 1);
    return next.len == 0 || smz_is_space(next.ptr[0]) ||
                   smz_str_starts(next, SMZ_S("\xc2\xa0")) ||
                   (marked && (next.ptr[0] == '*' || next.ptr[0] == '_'))
               ? 1
               : 0;
}

/* What may part a name from the time behind it, but for a dash. */
static const char *const parts[] = {"|", ",", "@", "·", "•"};

/* A stamp behind a name: what parts it from the name, and itself. */
static size_t stamp_behind(smz_str s, struct txt_stamp *out)
{
    size_t gap = txt_spaces(s), n, mark;
    bool wide = gap > 1 || (gap && s.ptr[0] == '\t');

    mark = txt_dash(smz_str_skip(s, gap));
    if (mark == 0 && gap < s.len && !smz_is_alpha(s.ptr[gap]))
        mark = txt_starts_any(smz_str_skip(s, gap), parts, SMZ_COUNT(parts));
    wide |= mark && s.ptr[gap] == '|';
    if (mark) {
        gap += mark;
        gap += txt_spaces(smz_str_skip(s, gap));
    }
    n = marked_stamp_at(smz_str_skip(s, gap), out);
    if (n == 0)
        return 0;
    wide |= !smz_is_digit(s.ptr[gap]);
    /* "at 10:30" in a sentence: only a wide gap or the line's end makes it a stamp. */
    if (!out->bracketed && !wide &&
        txt_spaces(smz_str_skip(s, gap + n)) < s.len - gap - n &&
        !(gap + n < s.len && s.ptr[gap + n] == ':') && s.ptr[s.len - 1] != '|')
        return 0;
    return gap + n;
}

/*
 * The end of the name that s begins with: where its colon, stamp or marks are, or the
 * `cell` of a table ends (a tab or a bar; 0: it is none).
 */
static size_t name_end(smz_str s, char mark, char cell, bool *ends_line)
{
    int depth = 0;
    size_t i;
    struct txt_stamp stamp;

    *ends_line = false;
    for (i = 0; i < s.len && i < MAX_HEAD; i++) {
        char c = s.ptr[i];

        if (c && depth == 0 && i && (c == cell || c == mark))
            return i;
        switch (c) {
        case '(':
        case '[':
            if (i && stamp_behind(smz_str_skip(s, i), &stamp))
                return i;
            depth++;
            break;
        case ')':
        case ']':
            depth -= depth > 0;
            break;
        case ':':
        case '\xef':
            if (depth == 0 && colon_at(smz_str_skip(s, i), mark != 0))
                return i;
            break;
        case ' ':
        case '\t':
            /* Mostly a word follows. */
            if (depth == 0 && i && i + 1 < s.len && !smz_is_alpha(s.ptr[i + 1]) &&
                stamp_behind(smz_str_skip(s, i), &stamp))
                return i;
            break;
        default:
            break;
        }
    }
    *ends_line = i == s.len;
    return i;
}

/* What stands between a name and the text behind it. */
struct tail {
    size_t marks; /* of emphasis, opened before the name */
    char mark;
    bool closed, colon, late; /* seen: the marks again, a colon (or tab), a stamp */
};

/* What parts the cells of a line that is a row: a tab behind a time, or a bar. */
static char cell_of(const struct txt_line *line)
{
    return line->row ? '|' : line->stamped ? '\t' : 0;
}

/* One of them at `rest`: its bytes, or 0. */
static size_t take_tail(smz_str rest, struct tail *t, struct txt_line *out)
{
    struct txt_stamp stamp;
    size_t n = 0;

    if (!t->closed && rest.len && rest.ptr[0] == t->mark) {
        while (n < rest.len && n < t->marks && rest.ptr[n] == t->mark)
            n++;
        t->closed = true;
        return n;
    }
    n = t->colon ? 0 : colon_at(rest, t->mark != 0);
    /* "**Ann** : text" */
    if (n == 0 && !t->colon && t->marks && t->closed) {
        size_t gap = txt_spaces(rest);

        n = colon_at(smz_str_skip(rest, gap), true);
        n += n ? gap : 0;
    }
    if (!t->colon && rest.len > 1 && rest.ptr[0] == cell_of(out))
        n = 1;
    if (n) {
        t->colon = true;
        return n;
    }
    n = t->late ? 0 : stamp_behind(rest, &stamp);
    /* Behind a stamp that came first only one that ends the line. */
    if (n && (!out->stamped || (n == rest.len && !t->colon))) {
        t->late = true;
        out->stamp = stamp;
        out->behind = smz_str_trim(rest);
        return n;
    }
    n = t->late && !t->colon ? txt_spaces(rest) : 0;
    if (t->late && !t->colon && n < rest.len &&
        (rest.ptr[n] == '|' || (n == 0 && rest.ptr[0] == ':'))) {
        t->colon = true;
        return n + 1;
    }
    return 0;
}

static enum txt_form form_of(const struct tail *t, bool stamped, size_t name,
                             bool ends_line)
{
    if (!t->closed) /* bold text, not a bold name */
        return TXT_NONE;
    if (t->late)
        return TXT_STAMPED;
    if (stamped && (t->colon || t->marks))
        return TXT_TIMED;
    if (t->colon)
        return t->marks ? TXT_MARKED : TXT_COLON;
    if (t->marks)
        return TXT_BOLD;
    return ends_line && name <= MAX_ALONE ? TXT_ALONE : TXT_NONE;
}

/* "**[Ann Lee]**", and "Ann Lee, 00:01" without what parts it from the time. */
static smz_str bare_name(smz_str name, const struct tail *t)
{
    if (t->marks && name.len > 2 && name.ptr[0] == '[' && name.ptr[name.len - 1] == ']')
        return smz_str_trim(smz_str_sub(name, 1, name.len - 1));
    for (size_t i = 0; t->late && i < SMZ_COUNT(parts); i++)
        if (smz_str_ends(name, smz_str_of(parts[i])))
            return smz_str_trim(
                smz_str_sub(name, 0, name.len - smz_str_of(parts[i]).len));
    return name;
}

/*
 * "Name (00:01):", "**Name:** 00:01", "**Name** text" … behind a stamp that may have
 * come first. False if it is none of them.
 */
static bool take_label(smz_str s, struct txt_line *out)
{
    struct tail tail = {.marks = emphasis_at(s)};
    smz_str inner = smz_str_skip(s, tail.marks), name;
    struct txt_stamp stamp;
    bool ends_line;
    size_t at, n;

    tail.mark = tail.marks ? s.ptr[0] : 0;
    tail.closed = tail.marks == 0;
    /* "**[00:17] SPEAKER_00:** text" */
    n = tail.marks && !out->stamped ? txt_stamp_at(inner, &stamp) : 0;
    if (n) {
        out->stamped = true;
        out->stamp = stamp;
        inner = smz_str_trim(smz_str_skip(inner, n));
        n = txt_dash(inner);
        inner = smz_str_trim(smz_str_skip(inner, n));
    }
    at = name_end(inner, tail.mark, cell_of(out), &ends_line);
    name = smz_str_trim(smz_str_sub(inner, 0, at));
    if (name.len == 0 || at >= MAX_HEAD)
        return false;
    while ((n = take_tail(smz_str_skip(inner, at), &tail, out)) != 0)
        at += n;
    out->form = form_of(&tail, out->stamped, name.len, ends_line);
    if (out->form == TXT_NONE || (tail.late && txt_front_is_date(name)))
        return false;
    out->stamped |= tail.late;
    out->label = bare_name(name, &tail);
    out->text = smz_str_trim(smz_str_skip(inner, at));
    /* "**Name** — text" */
    n = out->form == TXT_BOLD ? txt_dash(out->text) : 0;
    if (n && n < out->text.len && out->text.ptr[n] == ' ')
        out->text = smz_str_trim(smz_str_skip(out->text, n));
    return true;
}

/* "    Mr. Van Hook. Well, …" of printed hearings: a title, a name, a full stop. */
static bool take_dotted(smz_str s, struct txt_line *out)
{
    static const char *const titles[] = {"Mr. ",
                                         "Mrs. ",
                                         "Ms. ",
                                         "Miss ",
                                         "Dr. ",
                                         "Chairman ",
                                         "Chairwoman ",
                                         "Chairperson ",
                                         "Chair ",
                                         "Senator ",
                                         "Representative ",
                                         "Secretary ",
                                         "General ",
                                         "Admiral ",
                                         "Judge ",
                                         "Justice ",
                                         "Ambassador ",
                                         "Director ",
                                         "Governor ",
                                         "Mayor ",
                                         "Sheriff ",
                                         "Chief ",
                                         "Commissioner ",
                                         "Colonel ",
                                         "Captain ",
                                         "Professor ",
                                         "The "};
    size_t title = txt_starts_any(s, titles, SMZ_COUNT(titles)), end = title, words = 1;
    size_t capitals = 0; /* in a row: "The SPEAKER pro tempore" may go on small */
    smz_str name;

    if (title == 0)
        return false;
    for (; end < s.len && end < MAX_ALONE && words <= 4; end++) {
        char c = s.ptr[end];

        if (c == '.' && !(end >= 2 && s.ptr[end - 2] == ' ')) /* not an initial's */
            break;
        if (capitals < MANY_CAPITALS)
            capitals = c >= 'A' && c <= 'Z' ? capitals + 1 : 0;
        if (c == ' ') {
            if (end + 1 < s.len && s.ptr[end + 1] >= 'a' && s.ptr[end + 1] <= 'z' &&
                capitals < MANY_CAPITALS &&
                !smz_str_starts(smz_str_skip(s, end), SMZ_S(" of ")))
                return false;
            words++;
        } else if (c == ',' || c == ';' || c == '?' || c == ':') {
            return false;
        }
    }
    if (end + 2 >= s.len || s.ptr[end] != '.' || s.ptr[end + 1] != ' ')
        return false; /* a chair calling on somebody: "Mr. Goldberg." */
    name = smz_str_sub(s, 0, end);
    out->form = TXT_DOT;
    out->label = name;
    out->text = smz_str_trim(smz_str_skip(s, end + 1));
    return true;
}

/* "Q. Where were you?" of depositions; "Q    Where was he?" of briefings, where others
   have names and colons. */
static bool take_question(smz_str s, struct txt_line *out)
{
    bool wide = s.len > 3 && smz_is_space(s.ptr[1]) && smz_is_space(s.ptr[2]);

    if (s.len < 4 || (s.ptr[0] != 'Q' && s.ptr[0] != 'A') ||
        (!wide && (s.ptr[1] != '.' || !smz_is_space(s.ptr[2]))))
        return false;
    out->form = wide ? TXT_COLON : TXT_DOT;
    out->label = smz_str_sub(s, 0, 1);
    out->text = smz_str_trim(smz_str_skip(s, 2));
    return true;
}

/* "SPEAKER_00 text": a recognizer's label needs no colon. Its bytes, or 0. */
static size_t machine_label(smz_str s)
{
    size_t n = smz_str_starts_nocase(s, SMZ_S("speaker_")) ? 8
               : smz_str_starts(s, SMZ_S("spk_"))          ? 4
                                                           : 0;
    size_t digits = n;

    while (digits < s.len && smz_is_digit(s.ptr[digits]))
        digits++;
    return n && digits > n && digits + 1 < s.len && s.ptr[digits] == ' ' &&
                   s.ptr[digits + 1] != '(' && s.ptr[digits + 1] != '[' &&
                   smz_str_find_char(smz_str_sub(s, digits, digits + 8), ':') < 0
               ? digits
               : 0;
}

/* "<u>Ann Lee:</u> text", "<strong>Ann Lee</strong>: text" */
static bool take_tagged(smz_str s, struct txt_line *out)
{
    static const char *const tags[][2] = {
        {"<b>", "</b>"}, {"<strong>", "</strong>"}, {"<u>", "</u>"},
        {"<i>", "</i>"}, {"<em>", "</em>"},
    };

    for (size_t i = 0; i < SMZ_COUNT(tags); i++) {
        smz_str open = smz_str_of(tags[i][0]);
        struct tail tail = {.closed = true};
        struct smz_cut cut;
        size_t colon, n;

        if (!smz_str_starts_nocase(s, open))
            continue;
        cut = smz_str_cut(smz_str_sub(s, open.len, MAX_HEAD), smz_str_of(tags[i][1]));
        if (!cut.found)
            return false;
        s = smz_str_skip(s, (size_t)(cut.tail.ptr - s.ptr));
        out->label = smz_str_trim(cut.head);
        colon = colon_at(s, false);
        s = smz_str_skip(s, colon);
        if (smz_str_ends(out->label, SMZ_S(":"))) {
            colon = 1;
            out->label = smz_str_trim(smz_str_sub(out->label, 0, out->label.len - 1));
        }
        out->form = out->label.len == 0 ? TXT_NONE : colon ? TXT_MARKED : TXT_BOLD;
        while (out->form != TXT_NONE && (n = take_tail(s, &tail, out)) != 0)
            s = smz_str_skip(s, n);
        if (tail.late) {
            out->form = TXT_STAMPED;
            out->stamped = true;
        }
        out->text = smz_str_trim(s);
        return out->form != TXT_NONE;
    }
    return false;
}

static int count_indent(smz_str raw)
{
    int n = 0;

    for (size_t i = 0; i < raw.len && n < 80; i++) {
        if (raw.ptr[i] == ' ')
            n++;
        else if (raw.ptr[i] == '\t')
            n += 4;
        else
            break;
    }
    return n;
}

/* Marks at the start of a line: quotes, list items, changes of voice. */
static smz_str take_marks(smz_str s, struct txt_line *out)
{
    static const char *const bullets[] = {"* ", "+ ", "\xe2\x80\xa2 ", "\xe2\x80\xa2\t"};
    size_t n = 0;

    while (s.len > n && s.ptr[n] == '>')
        n++;
    if (n > 1)
        out->change = true;
    s = smz_str_trim(smz_str_skip(s, n));
    if (s.len && s.ptr[0] == '&' && smz_str_starts_nocase(s, SMZ_S("&gt;&gt;"))) {
        out->change = true;
        s = smz_str_trim(smz_str_skip(s, sizeof("&gt;&gt;") - 1));
    }
    n = txt_dash(s);
    if (n && n < s.len && s.ptr[n] == ' ') {
        out->change = true;
        out->bullet = true;
        return smz_str_trim(smz_str_skip(s, n));
    }
    n = s.len && smz_is_alpha(s.ptr[0]) ? 0
                                        : txt_starts_any(s, bullets, SMZ_COUNT(bullets));
    if (n) {
        out->bullet = true;
        s = smz_str_trim(smz_str_skip(s, n));
    }
    return s;
}

/* "## Title ##": the level, and the title without marks around it. */
static int take_heading(smz_str *s)
{
    size_t n = 0;

    while (n < s->len && s->ptr[n] == '#')
        n++;
    if (n == 0 || n > 6 || n == s->len || !smz_is_space(s->ptr[n]))
        return 0;
    *s = smz_str_trim(smz_str_skip(*s, n));
    while (s->len && s->ptr[s->len - 1] == '#')
        *s = smz_str_trim(smz_str_sub(*s, 0, s->len - 1));
    return (int)n;
}

/* "0:04and so": a time glued to what was said, but for "9:30pm" and "9:30h". */
static size_t glued_stamp_at(smz_str s, struct txt_stamp *out)
{
    static const char *const units[] = {"am", "pm", "a.m", "p.m", "h", "uhr", "x"};
    size_t n = read_timestamp_at(s, &out->start);
    smz_str rest = smz_str_skip(s, n);

    if (n < sizeof("0:00") - 1 || n >= s.len || smz_str_find_char(s, ':') > (ptrdiff_t)n)
        return 0;
    for (size_t i = 0; i < SMZ_COUNT(units); i++)
        if (smz_str_starts_nocase(rest, smz_str_of(units[i])))
            return 0;
    return n;
}

/* A stamp before all else, and a dash, colon or bar behind it. */
static smz_str take_stamp(smz_str s, struct txt_line *out)
{
    size_t at = s.len && s.ptr[0] == '@' ? 1 : 0, gap;
    size_t n = marked_stamp_at(smz_str_skip(s, at), &out->stamp);

    if (n == 0 && s.len && smz_is_digit(s.ptr[0])) {
        out->stamp = TXT_NO_STAMP;
        n = glued_stamp_at(s, &out->stamp);
    }
    if (n == 0)
        return s;
    out->stamped = true;
    s = smz_str_skip(s, at + n);
    gap = txt_spaces(s);
    n = txt_dash(smz_str_skip(s, gap));
    if (n == 0 && gap < s.len && (s.ptr[gap] == '|' || (gap == 0 && s.ptr[0] == ':')))
        n = 1;
    out->row |= n == 1 && s.ptr[gap] == '|';
    return smz_str_trim(smz_str_skip(s, gap + n));
}

static void parse_heading(smz_str s, struct txt_line *out)
{
    smz_str label = s;
    size_t marks = emphasis_at(s);

    if (marks && s.len > 2 * marks && s.ptr[s.len - 1] == s.ptr[0])
        label = smz_str_trim(smz_str_sub(s, marks, s.len - marks));
    out->body = label;
    label = take_stamp(label, out);
    if (take_label(label, out) && out->form != TXT_BOLD && out->text.len == 0 &&
        (out->form == TXT_ALONE || out->form == TXT_COLON || out->stamped)) {
        out->form = TXT_HEADING;
    } else {
        out->form = TXT_NONE;
        out->stamped = false;
        out->text = out->body;
    }
}

/* "SPEAKER_00 text", "[SPEAKER_00]: text", "(speaker 0) text", "[Speaker 1] (00:05)" */
static bool take_voice(smz_str s, struct txt_line *out)
{
    struct tail tail = {.closed = true};
    size_t n = machine_label(s), more;
    smz_str label = smz_str_sub(s, 0, n);

    if (n == 0 && s.len && (s.ptr[0] == '[' || s.ptr[0] == '('))
        n = read_label(s, &label);
    if (n == 0)
        return false;
    out->form = out->stamped ? TXT_TIMED : TXT_COLON;
    if (s.ptr[0] == '[' && (more = take_tail(smz_str_skip(s, n), &tail, out)) != 0) {
        n += more;
        n += take_tail(smz_str_skip(s, n), &tail, out);
        out->form = TXT_STAMPED;
        out->stamped = true;
    }
    out->label = label;
    out->text = smz_str_trim(smz_str_skip(s, n));
    return true;
}

/* A pictograph before a name, and the space behind it: bytes. */
static size_t emoji_at(smz_str s)
{
    size_t at = 0, end = 0;

    while (at < s.len && (unsigned char)s.ptr[at] >= 0xe2) {
        uint32_t cp = smz_utf8_next(s, &at);

        if (!(cp >= 0x1f300 && cp < 0x1fb00) && !(cp >= 0x2600 && cp < 0x27c0) &&
            cp != 0xfe0f && cp != 0x200d)
            return 0;
        end = at;
    }
    return end && end < s.len && s.ptr[end] == ' ' ? end + 1 : 0;
}

void txt_line_parse(smz_str raw, bool weak, struct txt_line *out)
{
    smz_str s = smz_str_trim(raw);

    *out = (struct txt_line){.all = s, .body = s, .text = s};
    out->stamp = TXT_NO_STAMP;
    if (s.len == 0)
        return;
    /* Marks of direction stand before names in Hebrew and Arabic. */
    while (s.len > 3 && (unsigned char)s.ptr[0] == 0xe2 &&
           (unsigned char)s.ptr[1] == 0x80 && ((unsigned char)s.ptr[2] & 0xfe) == 0x8e)
        s = smz_str_skip(s, 3);
    out->indent = count_indent(raw);
    if (s.len > 2 && s.ptr[0] == '|' && s.ptr[s.len - 1] == '|') {
        s = smz_str_trim(smz_str_sub(s, 1, s.len - 1));
        out->all = out->body = out->text = s;
        out->row = true;
        if (s.len == 0)
            return;
    }
    out->heading = s.ptr[0] == '#' ? take_heading(&s) : 0;
    if (out->heading) {
        parse_heading(s, out);
        return;
    }
    if (take_question(s, out) || (out->indent >= 2 && take_dotted(s, out)))
        return;
    s = take_stamp(take_marks(s, out), out);
    out->body = out->text = s;
    if (weak && txt_take_weak(s, out))
        return;
    if (s.len && s.ptr[0] == '<' && (take_tagged(s, out) || txt_take_nick(s, out)))
        return;
    s = smz_str_skip(s, emoji_at(s));
    if (!take_voice(s, out) && s.len && s.ptr[0] != '[' && s.ptr[0] != '(')
        take_label(s, out);
}
