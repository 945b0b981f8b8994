/*
 * A label is believed for what the whole file shows, not for its line: by its form
 * (most labels of a file have the same), by how often it recurs, and by its family
 * (a name that occurs once stands between others in the same form).
 */
#include <string.h>

#include "read/label.h"
#include "read/txt.h"

enum {
    FIRST_PLACES = 256, /* of the table; a power of two */
    MANY = 500,         /* labels, too many to look for a word in each */
    FEW = 4 /* times as many labels in a weak form outweigh those in another */
};

struct tally {
    smz_str label;
    uint32_t n[TXT_FORMS];
    uint32_t fuller; /* times it stands alone with more in brackets: "Ann Lee (Ayr)" */
    enum read_likely likely;
    bool opens_sentence;
};

struct form_tally {
    uint32_t lines;    /* that have the form, the impossible ones left out */
    uint32_t names;    /* of those, with a label that reads like a name */
    uint32_t again;    /* of those, with a label that recurs */
    uint32_t distinct; /* labels that recur */
    bool real;         /* a form that labels of this file have */
};

struct txt_labels {
    struct smz_arena *scratch;
    smz_str text; /* the whole */
    SMZ_VEC(struct tally) list;
    uint32_t *places; /* open addressing into the list; n_places is a power of two */
    size_t n_places;
    size_t lines, paragraphs; /* that are not blank, headings aside */
    size_t headings;
    struct form_tally form[TXT_FORMS];
    enum txt_form main;
    bool all_colons; /* line for line "Label: text" */
    bool weak;       /* only weak forms count */
};

struct txt_labels *txt_labels_new(struct smz_arena *scratch, bool weak)
{
    struct txt_labels *labels = SMZ_NEW(scratch, struct txt_labels, 1);

    labels->scratch = scratch;
    labels->weak = weak;
    labels->n_places = FIRST_PLACES;
    labels->places = SMZ_NEW(scratch, uint32_t, labels->n_places);
    return labels;
}

/* The place of a label: it holds its number in the list, from 1, or 0. */
static uint32_t *place_of(const struct txt_labels *labels, smz_str label)
{
    size_t at = (size_t)smz_str_hash(label) & (labels->n_places - 1);

    while (labels->places[at] &&
           !smz_str_eq(labels->list.at[labels->places[at] - 1].label, label))
        at = (at + 1) & (labels->n_places - 1);
    return &labels->places[at];
}

static const struct tally *find(const struct txt_labels *labels, smz_str label)
{
    uint32_t number = *place_of(labels, label);

    return number ? &labels->list.at[number - 1] : NULL;
}

static struct tally *add(struct txt_labels *labels, smz_str label,
                         enum read_likely likely)
{
    if (labels->list.len * 2 >= labels->n_places) {
        labels->n_places *= 4;
        labels->places = SMZ_NEW(labels->scratch, uint32_t, labels->n_places);
        for (size_t i = 0; i < labels->list.len; i++)
            *place_of(labels, labels->list.at[i].label) = (uint32_t)i + 1;
    }
    SMZ_PUSH(labels->scratch, labels->list,
             (struct tally){.label = label,
                            .likely = likely,
                            .opens_sentence = read_label_opens_sentence(label)});
    *place_of(labels, label) = (uint32_t)labels->list.len;
    return &labels->list.at[labels->list.len - 1];
}

/* Strings with one word say less than those with two. */
static bool has_two_words(smz_str label)
{
    return smz_str_find_char(label, ' ') > 0;
}

/* A short line can be many things: a name has no full stop, and begins a paragraph if it
   is but one word. */
static bool is_name_alone(const struct txt_line *line, bool opens)
{
    smz_str s = line->label;

    return smz_str_find_char(SMZ_S(".?!,;"), s.ptr[s.len - 1]) < 0 &&
           (opens || line->stamped || has_two_words(s));
}

static struct tally *find_or_add(struct txt_labels *labels, smz_str label)
{
    uint32_t number = *place_of(labels, label);

    return number ? &labels->list.at[number - 1]
                  : add(labels, label, read_label_likely(label));
}

/* Without the first bracket and all behind it; the whole where there is none. */
static smz_str bare_of(smz_str label)
{
    ptrdiff_t at =
        smz_str_ends(label, SMZ_S(")")) ? smz_str_find(label, SMZ_S(" (")) : -1;

    return at > 0 ? smz_str_sub(label, 0, (size_t)at) : label;
}

void txt_labels_count(struct txt_labels *labels, const struct txt_line *line, bool opens)
{
    uint32_t number;
    struct tally *t;

    if (line->heading) {
        labels->headings++;
    } else {
        labels->lines++;
        labels->paragraphs += opens;
    }
    if (line->form == TXT_NONE ||
        (line->form == TXT_ALONE && !is_name_alone(line, opens)))
        return;
    number = *place_of(labels, line->label);
    if (number) {
        t = &labels->list.at[number - 1];
    } else {
        enum read_likely likely = read_label_likely(line->label);

        /* Short lines are many, and most are no names. */
        if (line->form == TXT_ALONE && likely != READ_NAME)
            return;
        t = add(labels, line->label, likely);
    }
    t->n[line->form]++;
    if (line->form == TXT_ALONE && bare_of(line->label).len < line->label.len)
        find_or_add(labels, bare_of(line->label))->fuller++;
}

static uint32_t total(const struct tally *t)
{
    uint32_t n = 0;

    for (int f = TXT_COLON; f < TXT_FORMS; f++)
        n += f == TXT_ALONE ? 0 : t->n[f];
    return n;
}

static bool is_timed(enum txt_form form)
{
    return form == TXT_STAMPED || form == TXT_TIMED;
}

/* Like a name for its form: by a time or marks, one small word is as good. */
static bool is_name(const struct tally *t, enum txt_form form)
{
    return t->likely == READ_NAME ||
           ((is_timed(form) || form == TXT_MARKED || form == TXT_BRACKET) &&
            t->likely == READ_PLAUSIBLE && !has_two_words(t->label));
}

static void sum_up(struct txt_labels *labels)
{
    for (size_t i = 0; i < labels->list.len; i++) {
        const struct tally *t = &labels->list.at[i];

        if (t->likely == READ_NEVER)
            continue;
        for (int f = TXT_COLON; f < TXT_FORMS; f++) {
            struct form_tally *form = &labels->form[f];

            if (!t->n[f])
                continue;
            form->lines += t->n[f];
            if (!is_name(t, (enum txt_form)f))
                continue;
            form->names += t->n[f];
            if (f == TXT_ALONE)
                form->again += t->fuller;
            /* "Speaker 1" is one though it occurs once. */
            if (t->n[f] + (f == TXT_ALONE ? t->fuller : 0) > 1 ||
                (t->label.len > 3 && read_label_made_up(t->label))) {
                form->again += t->n[f];
                form->distinct++;
            }
        }
    }
}

/* What opens a label's place: a paragraph, or a line where there are none. */
static size_t openings(const struct txt_labels *labels)
{
    return labels->paragraphs * 20 < labels->lines ? labels->lines : labels->paragraphs;
}

static bool covers(const struct txt_labels *labels, uint32_t n, size_t percent)
{
    return (size_t)n * 100 >= openings(labels) * percent;
}

/*
 * Whether a form is one that labels have here. Bold words, headings and short lines
 * have other uses, so that they need more.
 */
static bool is_real(const struct txt_labels *labels, enum txt_form f)
{
    const struct form_tally *t = &labels->form[f];

    switch (f) {
    case TXT_COLON:
        return t->distinct > 1 || (t->again > 1 && covers(labels, t->again, 5)) ||
               (t->names > 1 && covers(labels, t->names, 60));
    case TXT_MARKED:
        return t->again > 1 || (t->names > 0 && covers(labels, t->names, 30)) ||
               (t->names == 1 && t->lines == 1);
    case TXT_STAMPED:
    case TXT_TIMED:
        return t->again > 1 || (t->names > 1 && covers(labels, t->names, 30)) ||
               (t->names == 1 && t->lines == 1 && covers(labels, 1, 20));
    case TXT_DOT:
        return t->again > 2 && t->distinct > 1;
    case TXT_BOLD:
        return t->again > 2 && t->distinct > 1 && covers(labels, t->again, 20);
    case TXT_HEADING:
        return t->again > 2 && t->distinct > 1 && t->again * 2 > labels->headings;
    case TXT_ALONE:
        return t->again > 2 && t->distinct > 1 && (size_t)t->again * 4 >= labels->lines;
    case TXT_BRACKET:
        return t->again > 2 && t->distinct > 1 &&
               covers(labels, t->again, labels->weak ? 40 : 10);
    case TXT_DASH:
    case TXT_STOP:
        return t->again > 2 && t->distinct > 1 && covers(labels, t->again, 40);
    case TXT_NONE:
    case TXT_FORMS:
        break;
    }
    return false;
}

/* Those that count in this pass. */
static bool counts(const struct txt_labels *labels, enum txt_form f)
{
    return labels->weak ? f > TXT_ALONE || f == TXT_STAMPED : f <= TXT_BRACKET;
}

/* Transcripts of one line a turn may have labels of any kind: "Some hon. members". */
static bool is_all_colons(const struct txt_labels *labels)
{
    size_t possible = 0, again = 0, distinct = 0;

    for (size_t i = 0; i < labels->list.len; i++) {
        const struct tally *t = &labels->list.at[i];

        if (t->likely == READ_NEVER || !t->n[TXT_COLON])
            continue;
        possible += t->n[TXT_COLON];
        again += t->n[TXT_COLON] > 1 ? t->n[TXT_COLON] : 0;
        distinct++;
    }
    return possible * 100 >= labels->lines * 95 && again * 2 >= possible && distinct > 1;
}

static uint32_t weight_of(const struct form_tally *t)
{
    return t->again ? t->again : t->names;
}

void txt_labels_settle(struct txt_labels *labels, smz_str text)
{
    uint32_t most = 0;

    labels->text = text;
    sum_up(labels);
    labels->all_colons = !labels->weak && is_all_colons(labels);
    for (int f = TXT_COLON; f < TXT_FORMS; f++) {
        struct form_tally *t = &labels->form[f];
        uint32_t weight = weight_of(t);

        t->real =
            counts(labels, (enum txt_form)f) &&
            (is_real(labels, (enum txt_form)f) || (f == TXT_COLON && labels->all_colons));
        /* The weak forms only where no other is, or next to none. */
        if (f > TXT_DOT && f != TXT_BRACKET && t->again < FEW * most)
            t->real = false;
        if (t->real && weight > most) {
            most = weight;
            labels->main = (enum txt_form)f;
        }
    }
    for (int f = TXT_COLON; f < TXT_FORMS; f++)
        if (weight_of(&labels->form[f]) * 5 < most && f != (int)labels->main)
            labels->form[f].real = false;
}

enum txt_form txt_labels_form(const struct txt_labels *labels)
{
    return labels->main;
}

size_t txt_labels_share(const struct txt_labels *labels)
{
    size_t lines = openings(labels);

    return lines ? (size_t)labels->form[labels->main].again * 100 / lines : 0;
}

size_t txt_labels_total(const struct txt_labels *labels, smz_str label)
{
    const struct tally *t = find(labels, label);

    return t ? total(t) + t->n[TXT_ALONE] : 0;
}

/* "LEE" beside "STEVE LEE, HOST": a word of another label that recurs or has two. */
static bool is_short_form(const struct txt_labels *labels, smz_str label)
{
    if (has_two_words(label) || labels->list.len > MANY)
        return false;
    for (size_t i = 0; i < labels->list.len; i++) {
        smz_str rest = labels->list.at[i].label, word;

        if (labels->list.at[i].likely != READ_NAME || !has_two_words(rest))
            continue;
        while (smz_str_word(&rest, &word)) {
            if (word.len > 2 && word.ptr[word.len - 1] == ',')
                word.len--;
            if (smz_str_eq(word, label))
                return true;
        }
    }
    return false;
}

/* "Our next question is from Cy Young", and then "Cy Young" or "Cy Young -- Big Bank"
   on a line of its own; "The Minister (Ann Lee)", and Ann Lee speaks. */
static bool is_called_up(const struct txt_labels *labels, smz_str label)
{
    smz_str name = smz_str_trim(smz_str_cut(bare_of(label), SMZ_S(" -- ")).head);
    smz_str inner = smz_str_skip(label, bare_of(label).len);
    ptrdiff_t at = has_two_words(name) ? smz_str_find(labels->text, name) : -1;
    const struct tally *t;

    if (at >= 0 &&
        smz_str_find(smz_str_skip(labels->text, (size_t)at + name.len), name) >= 0)
        return true;
    t = inner.len > 3 ? find(labels, smz_str_sub(inner, 2, inner.len - 1)) : NULL;
    return t && t->n[TXT_ALONE] > 0;
}

/* A label that occurs once in its form, in a file whose labels have that form. */
static bool believe_once(const struct txt_labels *labels, const struct tally *t,
                         enum txt_form f)
{
    bool dense = covers(labels, labels->form[f].names, 75);

    if (t->likely < READ_PLAUSIBLE || t->opens_sentence)
        return false;
    if (t->likely == READ_PLAUSIBLE)
        return is_timed(f) && dense && !has_two_words(t->label);
    switch (f) {
    case TXT_COLON:
        return dense || has_two_words(t->label) || read_label_made_up(t->label) ||
               is_short_form(labels, t->label);
    case TXT_MARKED:
    case TXT_STAMPED:
    case TXT_TIMED:
    case TXT_DOT:
        return true;
    case TXT_BRACKET:
    case TXT_DASH:
    case TXT_STOP:
        return dense || read_label_made_up(t->label);
    case TXT_ALONE:
        return read_label_made_up(t->label) ||
               (f == labels->main && is_called_up(labels, t->label));
    default:
        return read_label_made_up(t->label);
    }
}

static bool believe_often(const struct txt_labels *labels, const struct tally *t,
                          enum txt_form f)
{
    bool dense = covers(labels, labels->form[f].lines, 50);

    if (t->likely == READ_NAME)
        return !t->opens_sentence || dense;
    if (t->likely == READ_PLAUSIBLE)
        return is_timed(f) || f == TXT_MARKED || f == TXT_BRACKET || f == TXT_DOT ||
               (dense && (f == TXT_COLON || f > TXT_ALONE));
    return t->n[f] > 2 && dense && f <= TXT_TIMED;
}

/* Items of other lists have names and times, too. */
static bool is_list_of_turns(const struct txt_labels *labels, enum txt_form f)
{
    return is_timed(f) && covers(labels, labels->form[f].names, 75);
}

/* "Ann Lee (Ayr) (14:05): ", and Ann Lee has labels of the main form. */
static bool is_known_bare(const struct txt_labels *labels, smz_str label)
{
    smz_str bare = bare_of(label);
    const struct tally *t = bare.len < label.len ? find(labels, bare) : NULL;

    return t && t->likely == READ_NAME && t->n[labels->main] > 0;
}

bool txt_labels_believe(const struct txt_labels *labels, const struct txt_line *line)
{
    enum txt_form f = line->form;
    const struct tally *t;

    if (f == TXT_NONE || labels->main == TXT_NONE)
        return false;
    t = find(labels, line->label);
    if (!t || t->likely == READ_NEVER)
        return false;
    if (f == TXT_COLON && labels->all_colons)
        return true;
    if (labels->form[f].real)
        return t->n[f] > 1 ? believe_often(labels, t, f)
                           : (!line->bullet || is_list_of_turns(labels, f)) &&
                                 believe_once(labels, t, f);
    /* Another form, but a name that is known in the main one: colons get lost. */
    return f <= TXT_DOT && t->likely >= READ_PLAUSIBLE &&
           ((t->n[labels->main] > (f != TXT_MARKED) && total(t) > t->n[f]) ||
            is_known_bare(labels, line->label));
}
