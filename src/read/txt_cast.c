/* Lines before the talk that say who a label stands for. */
#include <string.h>

#include "read/label.h"
#include "read/txt_walk.h"

enum {
    MAX_INITIALS = 3,
    MAX_ENTRY = 120 /* bytes of one */
};

/* A label that needs a name: SPEAKER_00, AL, Q. */
static bool is_short(smz_str label)
{
    return label.len <= MAX_INITIALS || read_label_made_up(label);
}

static bool is_person(const struct txt_walk *w, smz_str s)
{
    return s.len && smz_str_find_char(s, ' ') > 0 &&
           smz_str_find_char(SMZ_S(".?!,"), s.ptr[s.len - 1]) < 0 &&
           read_label_likely(s) == READ_NAME && txt_labels_total(w->labels, s) == 0;
}

static bool recurs(const struct txt_walk *w, smz_str label)
{
    return label.len && txt_labels_total(w->labels, label) > 1;
}

/* Parts s at the first of the marks between a label and a name. */
static bool part(smz_str s, smz_str *left, smz_str *right)
{
    static const char *const marks[] = {": ", " = ", "=", " - ", " – ", " — "};

    for (size_t i = 0; i < SMZ_COUNT(marks); i++) {
        struct smz_cut cut = smz_str_cut(s, smz_str_of(marks[i]));

        if (!cut.found)
            continue;
        *left = smz_str_trim(cut.head);
        *right = smz_str_trim(cut.tail);
        return true;
    }
    return false;
}

/* "Ann Lee (AL)", "Interviewer: Ann Lee (AL)", "SPEAKER_00 (Ann Lee)" */
static bool take_bracketed(struct txt_walk *w, smz_str s)
{
    ptrdiff_t at = smz_str_find(s, SMZ_S(" ("));
    smz_str outer, inner, role = {NULL, 0}, name;

    if (at <= 0 || s.ptr[s.len - 1] != ')')
        return false;
    outer = smz_str_sub(s, 0, (size_t)at);
    inner = smz_str_sub(s, (size_t)at + 2, s.len - 1);
    if (recurs(w, outer) && is_short(outer) && is_person(w, inner)) {
        read_speaker(w->builder, outer, inner, role);
        return true;
    }
    if (!part(outer, &role, &name)) {
        name = outer;
        role = (smz_str){NULL, 0};
    }
    if (!recurs(w, inner) || !is_short(inner) || !is_person(w, name))
        return false;
    read_speaker(w->builder, inner, name, role);
    return true;
}

/* "AL: Ann Lee", "SPEAKER_00 = Ann Lee" */
static bool take_pair(struct txt_walk *w, smz_str s)
{
    smz_str label, name;

    if (!part(s, &label, &name) || !recurs(w, label) || !is_short(label) ||
        !is_person(w, name))
        return false;
    read_speaker(w->builder, label, name, (smz_str){NULL, 0});
    return true;
}

/* "Speakers: Ann Lee (AL), Bob Ray (BR)" */
static bool take_list(struct txt_walk *w, const struct txt_line *line)
{
    smz_str rest = line->text;
    bool any = false;

    while (rest.len) {
        size_t n = 0;

        while (n < rest.len && rest.ptr[n] != ',' && rest.ptr[n] != ';')
            n++;
        any |= take_bracketed(w, smz_str_trim(smz_str_sub(rest, 0, n)));
        rest = smz_str_skip(rest, n + 1);
    }
    /* "Interviewer: Ann", and Ann speaks. */
    if (txt_labels_total(w->labels, line->label) == 1 && recurs(w, line->text) &&
        txt_front_is_people(line->label)) {
        read_speaker(w->builder, line->text, (smz_str){NULL, 0}, line->label);
        return true;
    }
    /* A role that speaks but once, and says no more than a name, is a fact. */
    return any || (txt_labels_total(w->labels, line->label) == 1 &&
                   (line->text.len == 0 || is_person(w, line->text)) &&
                   txt_front_is_people(line->label) &&
                   txt_front_key(w->builder, line->label, line->text));
}

bool txt_take_cast(struct txt_walk *w, const struct txt_line *line)
{
    smz_str s = read_unmark(read_arena(w->builder), line->body);

    while (s.len && strchr(",;", s.ptr[s.len - 1]))
        s.len--;
    if (line->stamped || s.len == 0 || s.len > MAX_ENTRY)
        return false;
    return take_bracketed(w, s) || take_pair(w, s) ||
           ((line->form == TXT_COLON || line->form == TXT_MARKED) && take_list(w, line));
}
