#include "base/utf8.h"
#include "read/label.h"
#include "read/txt.h"

enum {
    MAX_HEAD = 170, /* bytes in which a label ends */
    MAX_ALONE = 60, /* bytes of a name on a line of its own */
    MAX_STAMP = 48, /* bytes of a stamp without its link */
    MAX_LINK = 2000
};

static size_t spaces(smz_str s)
{
    size_t n = 0;

    for (;;) {
        if (n < s.len && smz_is_space(s.ptr[n]))
            n++;
        else if (smz_str_starts(smz_str_skip(s, n), SMZ_S("\xc2\xa0")))
            n += 2;
        else
            return n;
    }
}

static size_t starts_any(smz_str s, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        smz_str mark = smz_str_of(marks[i]);

        if (smz_str_starts(s, mark))
            return mark.len;
    }
    return 0;
}

/* "-", en and em dash. */
static size_t dash(smz_str s)
{
    static const char *const marks[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94"};

    return s.len && (s.ptr[0] == '-' || s.ptr[0] == '\xe2')
               ? starts_any(s, marks, SMZ_COUNT(marks))
               : 0;
}

/* A clock time, or in a range also plain seconds: "0.42", "4.02s". */
static size_t time_at(smz_str s, bool seconds, smz_ms *out)
{
    size_t n = read_timestamp_at(s, out), digits = 0;
    smz_ms fraction;

    if (n && (seconds || smz_str_find_char(smz_str_sub(s, 0, n), ':') >= 0))
        return n;
    if (!seconds)
        return 0;
    for (*out = 0; digits < s.len && digits < 8 && smz_is_digit(s.ptr[digits]); digits++)
        *out = *out * 10 + (s.ptr[digits] - '0');
    if (digits == 0 || digits + 1 >= s.len || s.ptr[digits] != '.')
        return 0;
    *out *= 1000;
    fraction = 100;
    for (n = digits + 1; n < s.len && smz_is_digit(s.ptr[n]); n++, fraction /= 10)
        *out += (s.ptr[n] - '0') * fraction;
    return n;
}

/* "00:01", "00:01 --> 00:05", "0.42 - 4.02"; a minus before a count-down's time. */
static size_t times_at(smz_str s, struct txt_stamp *out)
{
    static const char *const arrows[] = {"-->",          "->",           "-",
                                         "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x86\x92"};
    size_t at = s.len && s.ptr[0] == '-' ? 1 : 0, n, gap, arrow;
    smz_ms end;

    *out = (struct txt_stamp){.start = SMZ_MS_NONE, .end = SMZ_MS_NONE};
    n = time_at(smz_str_skip(s, at), false, &out->start);
    if (n == 0 && at == 0)
        n = time_at(s, true, &out->start);
    if (n == 0)
        return 0;
    if (at)
        out->start = SMZ_MS_NONE;
    at += n;
    gap = spaces(smz_str_skip(s, at));
    arrow = starts_any(smz_str_skip(s, at + gap), arrows, SMZ_COUNT(arrows));
    if (arrow) {
        gap += arrow;
        gap += spaces(smz_str_skip(s, at + gap));
        n = time_at(smz_str_skip(s, at + gap), true, &end);
        if (n) {
            out->end = end;
            return at + gap + n;
        }
    }
    return smz_str_find_char(smz_str_sub(s, 0, at), ':') >= 0 ? at : 0;
}

/* "(url)" behind a stamp in brackets; the address may have brackets of its own. */
static size_t link_at(smz_str s, smz_str *link)
{
    int depth = 0;

    if (s.len < 3 || s.ptr[0] != '(')
        return 0;
    for (size_t i = 0; i < s.len && i < MAX_LINK && s.ptr[i] != ' '; i++) {
        depth += s.ptr[i] == '(';
        depth -= s.ptr[i] == ')';
        if (depth == 0) {
            *link = smz_str_sub(s, 1, i);
            return i + 1;
        }
    }
    return 0;
}

static size_t close_at(smz_str s, size_t at, char open)
{
    char close = open == '(' ? ')' : open == '[' ? ']' : '>';

    at += spaces(smz_str_skip(s, at));
    if (at < s.len && s.ptr[at] == '\\')
        at++;
    return at < s.len && s.ptr[at] == close ? at + 1 : 0;
}

size_t txt_stamp_at(smz_str s, struct txt_stamp *out)
{
    smz_str head = smz_str_sub(s, 0, MAX_STAMP);
    char open[2] = {0};
    size_t at = 0, n, depth = 0;

    while (depth < 2 && at < head.len) {
        size_t from = at;

        if (head.ptr[at] == '\\' && at + 1 < head.len)
            at++;
        if (head.ptr[at] != '(' && head.ptr[at] != '[' &&
            (head.ptr[at] != '<' || depth || at > from)) {
            at = from;
            break;
        }
        open[depth++] = head.ptr[at++];
    }
    at += depth ? spaces(smz_str_skip(head, at)) : 0;
    n = at < head.len && (smz_is_digit(head.ptr[at]) || (depth && head.ptr[at] == '-'))
            ? times_at(smz_str_skip(head, at), out)
            : 0;
    if (n == 0)
        return 0;
    at += n;
    out->bracketed = depth > 0;
    if (!depth) {
        /* "10:30am" is a time of day; "00:02:06Matt" is a defect of real files. */
        bool glued = at < s.len && (smz_is_alpha(s.ptr[at]) || smz_is_digit(s.ptr[at]));

        return glued && n < sizeof("00:00:00") - 1 ? 0 : at;
    }
    while (depth--) {
        at = close_at(s, at, open[depth]);
        if (!at)
            return 0;
    }
    if (open[0] == '[')
        at += link_at(smz_str_skip(s, at), &out->link);
    return at;
}

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

/* A stamp behind a name: what parts it from the name, and itself. */
static size_t stamp_behind(smz_str s, struct txt_stamp *out)
{
    size_t gap = spaces(s), n, mark;
    bool wide = gap > 1 || (gap && s.ptr[0] == '\t');

    mark = dash(smz_str_skip(s, gap));
    if (mark == 0 && gap < s.len && (s.ptr[gap] == '|' || s.ptr[gap] == ','))
        mark = 1;
    if (mark) {
        gap += mark;
        gap += spaces(smz_str_skip(s, gap));
    }
    n = txt_stamp_at(smz_str_skip(s, gap), out);
    if (n == 0)
        return 0;
    /* "at 10:30" in a sentence: only a wide gap or the line's end makes it a stamp. */
    if (!out->bracketed && !wide && spaces(smz_str_skip(s, gap + n)) < s.len - gap - n &&
        !(gap + n < s.len && s.ptr[gap + n] == ':'))
        return 0;
    return gap + n;
}

/* The end of the name that s begins with: where its colon, stamp or marks are. */
static size_t name_end(smz_str s, char mark, bool *ends_line)
{
    int depth = 0;
    size_t i;
    struct txt_stamp stamp;

    *ends_line = false;
    for (i = 0; i < s.len && i < MAX_HEAD; i++) {
        char c = s.ptr[i];

        if (c == mark && mark && depth == 0)
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

/*
 * "Name (00:01):", "**Name:** 00:01", "**Name** text" … behind a stamp that may have
 * come first. True if it can be a label.
 */
static bool take_label(smz_str s, struct txt_line *out)
{
    size_t marks = emphasis_at(s), at, n;
    char mark = marks ? s.ptr[0] : 0;
    bool closed = marks == 0, colon = false, late = false, ends_line;
    struct txt_stamp stamp;
    smz_str name, inner = smz_str_skip(s, marks);

    /* "**[00:17] SPEAKER_00:** text" */
    n = marks && !out->stamped ? txt_stamp_at(inner, &stamp) : 0;
    if (n) {
        out->stamped = true;
        out->stamp = stamp;
        inner = smz_str_skip(inner, n + spaces(smz_str_skip(inner, n)));
    }
    at = name_end(inner, mark, &ends_line);
    name = smz_str_trim(smz_str_sub(inner, 0, at));
    if (name.len == 0 || at >= MAX_HEAD)
        return false;
    for (;;) {
        smz_str rest = smz_str_skip(inner, at);

        n = 0;
        if (!closed && rest.len >= marks && rest.ptr[0] == mark) {
            while (n < rest.len && n < marks && rest.ptr[n] == mark)
                n++;
            closed = true;
        } else if (!colon && (n = colon_at(rest, mark != 0)) != 0) {
            colon = true;
        } else if (!late && (n = stamp_behind(rest, &stamp)) != 0 &&
                   (!out->stamped || n == rest.len)) {
            late = true;
            out->stamp = stamp;
            out->behind = smz_str_trim(rest);
        } else if (late && !colon && rest.len && rest.ptr[0] == ':') {
            colon = true;
            n = 1;
        }
        if (n == 0)
            break;
        at += n;
    }
    if (!closed || (!colon && !late && marks == 0 && !ends_line))
        return false; /* an unclosed "**" or a plain sentence */
    if (late)
        out->form = TXT_STAMPED;
    else if (out->stamped && (colon || marks))
        out->form = TXT_TIMED;
    else if (colon)
        out->form = marks ? TXT_MARKED : TXT_COLON;
    else if (marks)
        out->form = TXT_BOLD;
    else if (name.len <= MAX_ALONE)
        out->form = TXT_ALONE;
    else
        return false;
    out->stamped |= late;
    out->label = name;
    out->text = smz_str_trim(smz_str_skip(inner, at));
    n = out->form == TXT_BOLD ? dash(out->text) : 0;
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
    size_t title = starts_any(s, titles, SMZ_COUNT(titles)), end = title, words = 1;
    smz_str name;

    if (title == 0)
        return false;
    for (; end < s.len && end < MAX_ALONE && words <= 4; end++) {
        char c = s.ptr[end];

        if (c == '.' && !(end >= 2 && s.ptr[end - 2] == ' ')) /* not an initial's */
            break;
        if (c == ' ') {
            if (end + 1 < s.len && s.ptr[end + 1] >= 'a' && s.ptr[end + 1] <= 'z')
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

/* "Q. Where were you?" of depositions. */
static bool take_question(smz_str s, struct txt_line *out)
{
    if (s.len < 4 || (s.ptr[0] != 'Q' && s.ptr[0] != 'A') || s.ptr[1] != '.' ||
        !smz_is_space(s.ptr[2]))
        return false;
    out->form = TXT_DOT;
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
                   smz_str_find_char(smz_str_sub(s, digits, digits + 8), ':') < 0
               ? digits
               : 0;
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
    n = dash(s);
    if (n && n < s.len && s.ptr[n] == ' ') {
        out->change = true;
        out->bullet = true;
        return smz_str_trim(smz_str_skip(s, n));
    }
    n = s.len && smz_is_alpha(s.ptr[0]) ? 0 : starts_any(s, bullets, SMZ_COUNT(bullets));
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

static void parse_heading(smz_str s, struct txt_line *out)
{
    smz_str label = s;
    size_t marks = emphasis_at(s);

    if (marks && s.len > 2 * marks && s.ptr[s.len - 1] == s.ptr[0])
        label = smz_str_trim(smz_str_sub(s, marks, s.len - marks));
    if (take_label(label, out) && out->form != TXT_BOLD && out->text.len == 0 &&
        (out->form == TXT_ALONE || out->form == TXT_COLON || out->stamped)) {
        out->form = TXT_HEADING;
    } else {
        out->form = TXT_NONE;
        out->stamped = false;
        out->text = label;
    }
    out->body = label;
}

void txt_line_parse(smz_str raw, struct txt_line *out)
{
    smz_str s = smz_str_trim(raw), label;
    size_t n;

    *out = (struct txt_line){.all = s, .body = s, .text = s};
    out->stamp.start = out->stamp.end = SMZ_MS_NONE;
    if (s.len == 0)
        return;
    /* Marks of direction stand before names in Hebrew and Arabic. */
    while (s.len > 3 && (unsigned char)s.ptr[0] == 0xe2 &&
           (unsigned char)s.ptr[1] == 0x80 && ((unsigned char)s.ptr[2] & 0xfe) == 0x8e)
        s = smz_str_skip(s, 3);
    out->indent = count_indent(raw);
    out->heading = s.ptr[0] == '#' ? take_heading(&s) : 0;
    if (out->heading) {
        parse_heading(s, out);
        return;
    }
    if (take_question(s, out) || (out->indent >= 2 && take_dotted(s, out)))
        return;
    s = take_marks(s, out);
    out->body = out->text = s;
    n = marked_stamp_at(s, &out->stamp);
    if (n) {
        size_t gap;

        out->stamped = true;
        s = smz_str_skip(s, n);
        gap = spaces(s);
        n = dash(smz_str_skip(s, gap));
        out->dashed = n > 0;
        if (n == 0 && s.len && (s.ptr[0] == ':' || (gap < s.len && s.ptr[gap] == '|')))
            n = s.ptr[0] == ':' ? 1 : gap + 1, gap = 0;
        s = smz_str_trim(smz_str_skip(s, gap + n));
        out->body = out->text = s;
    }
    n = machine_label(s);
    if (n) {
        out->form = out->stamped ? TXT_TIMED : TXT_COLON;
        out->label = smz_str_sub(s, 0, n);
        out->text = smz_str_trim(smz_str_skip(s, n));
        return;
    }
    if (s.len && (s.ptr[0] == '[' || s.ptr[0] == '(')) {
        n = read_label(s, &label);
        if (n) {
            out->form = out->stamped ? TXT_TIMED : TXT_COLON;
            out->label = label;
            out->text = smz_str_trim(smz_str_skip(s, n));
        }
        return;
    }
    take_label(s, out);
}
