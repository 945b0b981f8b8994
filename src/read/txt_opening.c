/* What stands before the first label of a text. */
#include <string.h>

#include "base/buf.h"
#include "read/label.h"
#include "read/txt_walk.h"

enum {
    SPEECH_MIN = 2000 /* bytes that can be speech before the first label */
};

/* Whether what stands before the first label was said, too. */
static bool front_is_speech(const struct txt_walk *w)
{
    size_t bytes = 0, headings = 0;
    bool under = false;

    for (size_t i = 0; i < w->front.len; i++) {
        const struct txt_line *line = &w->front.at[i].line;

        headings += line->heading > 0;
        if (!line->heading && !line->stamped) {
            bytes += line->all.len;
            /* Under a heading of the kind that parts the talk further on. */
            under |= headings > 0 && w->front.at[0].line.heading != 1 &&
                     line->all.len > TXT_MAX_ENTRY;
        }
    }
    return (bytes > SPEECH_MIN && bytes * 10 > w->layout.bytes) ||
           (under && w->layout.headings > headings);
}

/* A line that tells of the talk instead of being it. */
static bool is_about(struct txt_walk *w, const struct txt_line *line)
{
    bool known = line->form == TXT_COLON || line->form == TXT_MARKED;

    if (txt_front_is_date(line->all)) {
        read_fact(w->builder, READ_DATE, line->all);
        return true;
    }
    if (known && line->all.len < 300 &&
        txt_front_key(w->builder, line->label,
                      read_unmark(read_arena(w->builder), line->text)))
        return true;
    txt_front_link(w->builder, line->all);
    return (known && line->all.len < TXT_MAX_ENTRY &&
            read_label_likely(line->label) == READ_NEVER) ||
           (line->all.len < 250 && smz_str_find(line->all, SMZ_S("://")) >= 0);
}

static bool is_list_of_people(smz_str heading)
{
    static const char *const words[] = {
        "attendees",     "participants", "invited",    "speakers",
        "guests",        "attendees:",   "teilnehmer", "asistentes",
        "participantes", "partecipanti", "deelnemers", "参加者"};

    return smz_str_is_one_of(heading, words, SMZ_COUNT(words));
}

static bool can_be_title(smz_str s)
{
    return s.len > 3 && s.len < TXT_MAX_ENTRY && smz_str_find_char(s, ' ') > 0 &&
           !strchr(".:?!,;]>)", s.ptr[s.len - 1]);
}

struct front {
    struct smz_buf intro;
    bool speech, people, any;
};

/* A line of the talk before anybody was named. */
static void say_kept(struct txt_walk *w, const struct txt_kept *kept)
{
    const struct txt_line *line = &kept->line;
    bool opens = kept->opens || line->bullet || line->stamped || !w->layout.soft;

    txt_say(w,
            (struct read_block){.kind = opens ? READ_TURN : READ_JOIN,
                                .start = line->stamp.start,
                                .end = line->stamp.end,
                                .line = kept->number},
            line->body);
}

static void front_text(struct txt_walk *w, struct front *f, const struct txt_kept *kept)
{
    const struct txt_line *line = &kept->line;
    smz_str text = read_unmark(read_arena(w->builder), line->all);

    if (f->people) {
        txt_front_names(w->builder, text);
        return;
    }
    if (smz_str_eq_nocase(text, SMZ_S("Table of Contents")) ||
        smz_str_eq_nocase(text, SMZ_S("Contents")) ||
        smz_str_eq_nocase(text, SMZ_S("Transcript")))
        return;
    if (smz_str_starts_nocase(line->all, SMZ_S("<title>"))) {
        read_fact(w->builder, READ_TITLE, read_plain(read_arena(w->builder), line->all));
        return;
    }
    if (!is_about(w, line)) {
        if (!f->any && !f->speech && can_be_title(text)) {
            f->any = true;
            read_fact(w->builder, READ_TITLE, text);
            return;
        }
        f->any = true;
        if (f->speech || (line->stamped && line->behind.len == 0) ||
            (line->change && !line->bullet)) {
            say_kept(w, kept);
            return;
        }
    }
    smz_buf_add(&f->intro, text);
    smz_buf_char(&f->intro, ' ');
}

/* One of several lines in a row with times, and no sentence. */
static bool is_entry(const struct txt_walk *w, size_t i)
{
    const struct txt_line *line = &w->front.at[i].line;

    return txt_can_be_contents(line) &&
           !strchr(".?!,", line->body.ptr[line->body.len - 1]) &&
           ((i > 0 && txt_can_be_contents(&w->front.at[i - 1].line)) ||
            (i + 1 < w->front.len && txt_can_be_contents(&w->front.at[i + 1].line)));
}

/* The lines before the first label: facts, contents, an introduction, or talk. */
void txt_settle_opening(struct txt_walk *w)
{
    struct front f = {.speech = !w->seen || front_is_speech(w)};

    smz_buf_init(&f.intro, 0);
    for (size_t i = 0; i < w->front.len; i++) {
        const struct txt_kept *kept = &w->front.at[i];
        const struct txt_line *line = &kept->line;

        if (line->heading) {
            f.people = is_list_of_people(line->body);
            if (line->heading == 1)
                read_fact(w->builder, READ_TITLE,
                          read_unmark(read_arena(w->builder), line->body));
            else if (!f.people && (f.speech || i + 1 == w->front.len))
                txt_chapter(w, line);
        } else if (is_entry(w, i)) {
            txt_add_contents(w, line);
        } else if (txt_is_title(w, line->body)) {
            txt_chapter(w, line);
        } else if (is_list_of_people(line->all)) {
            f.people = true;
        } else {
            front_text(w, &f, kept);
        }
    }
    read_fact(w->builder, READ_INTRO,
              smz_arena_keep(read_arena(w->builder), smz_buf_str(&f.intro)));
    smz_buf_release(&f.intro);
    w->front.len = 0;
}
