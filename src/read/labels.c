#include "read/labels.h"

#include <string.h>

#include "base/utf8.h"

enum {
    MAX_LABEL = 120, /* bytes before a colon */
    MAX_WORDS = 7,
    EARLY = 50 /* cues: where a file that names its voices names the first */
};

/* The forms of a candidate, falling in strength. */
enum form {
    NONE,
    LOOSE, /* some words before a colon */
    NAME,  /* could be a name */
    LOUD,  /* NARRATOR */
    SURE   /* SPEAKER_00, "[Ann]:" */
};

struct read_seen {
    smz_str label; /* empty: a free place */
    size_t count;
    size_t first; /* the cue */
    enum form form;
};

void read_labels_init(struct read_labels *labels, struct smz_arena *arena)
{
    *labels = (struct read_labels){.arena = arena};
}

/* Two capitals or more, and nothing small. */
static bool is_capitals(smz_str s)
{
    size_t capitals = 0;

    for (size_t at = 0; at < s.len;) {
        uint32_t cp = smz_utf8_next(s, &at);

        if (smz_cp_is_lower(cp))
            return false;
        capitals += smz_cp_is_upper(cp);
    }
    return capitals >= 2;
}

/* "Audio shared by Ann: ": words before a colon that end no sentence. */
static size_t take_loose(smz_str line, smz_str *label)
{
    smz_str head = smz_str_sub(line, 0, MAX_LABEL), rest, word;
    ptrdiff_t colon = smz_str_find(head, SMZ_S(": "));
    size_t words = 0;
    smz_ms time;

    if (colon < 1)
        return 0;
    head = smz_str_trim(smz_str_sub(head, 0, (size_t)colon));
    if (head.len == 0 || read_timestamp_at(head, &time))
        return 0;
    for (size_t i = 0; i < head.len; i++)
        if (strchr("?!\"<>{}=;", head.ptr[i]) ||
            (head.ptr[i] == '.' && i + 1 < head.len && head.ptr[i + 1] == ' ' && i > 3))
            return 0;
    for (rest = head; smz_str_word(&rest, &word); words++)
        if (words >= MAX_WORDS)
            return 0;
    *label = head;
    return (size_t)colon + 2;
}

static bool has_colon(smz_str line)
{
    smz_str head = smz_str_sub(line, 0, MAX_LABEL + 3);

    return smz_str_find_char(head, ':') >= 0 ||
           smz_str_find(head, SMZ_S("\xef\xbc\x9a")) >= 0;
}

static size_t take(smz_str line, smz_str *label, enum form *form)
{
    size_t n;

    *form = NONE;
    if (line.len == 0 || (line.ptr[0] != '[' && line.ptr[0] != '(' && !has_colon(line)))
        return 0;
    n = read_label(line, label);
    if (n) {
        if (line.ptr[0] == '[' || line.ptr[0] == '(' || read_label_made_up(*label))
            *form = SURE;
        else
            *form = is_capitals(*label) ? LOUD : NAME;
        return n;
    }
    n = take_loose(line, label);
    if (n)
        *form = LOOSE;
    return n;
}

static struct read_seen *place_of(const struct read_labels *labels, smz_str label)
{
    size_t at = (size_t)smz_str_hash(label) & (labels->n_places - 1);

    while (labels->places[at].label.len && !smz_str_eq(labels->places[at].label, label))
        at = (at + 1) & (labels->n_places - 1);
    return &labels->places[at];
}

static void make_room(struct read_labels *labels)
{
    struct read_seen *old = labels->places;
    size_t n = labels->n_places;

    if (labels->n_seen * 2 < n)
        return;
    labels->n_places = n ? n * 4 : 64;
    labels->places = SMZ_NEW(labels->arena, struct read_seen, labels->n_places);
    for (size_t i = 0; i < n; i++)
        if (old[i].label.len)
            *place_of(labels, old[i].label) = old[i];
}

void read_labels_count(struct read_labels *labels, smz_str line, bool first)
{
    struct read_seen *seen;
    enum form form;
    smz_str label;

    labels->cues += first;
    if (!take(line, &label, &form))
        return;
    /* In the middle of a cue only what is no part of a sentence counts. */
    if (form == LOOSE && !first)
        return;
    if (first && form == LOOSE)
        labels->loose++;
    else if (first)
        labels->with++;
    make_room(labels);
    seen = place_of(labels, label);
    if (seen->label.len == 0) {
        *seen = (struct read_seen){.label = label, .first = labels->cues, .form = form};
        labels->n_seen++;
    }
    seen->count++;
    if (form > seen->form)
        seen->form = form;
}

/* Names that come back, the first of them early on, and more of them than others. */
static bool names_recur(const struct read_labels *labels)
{
    size_t again = 0, once = 0, distinct = 0, early = SIZE_MAX;

    for (size_t i = 0; i < labels->n_places; i++) {
        const struct read_seen *s = &labels->places[i];

        if (s->label.len == 0 || s->form < NAME)
            continue;
        if (s->count == 1) {
            once++;
            if (s->first == 1)
                early = 1;
            continue;
        }
        again += s->count;
        distinct++;
        if (s->first < early)
            early = s->first;
    }
    return (distinct >= 2 || early == 1) && again >= once &&
           again * 200 >= labels->cues && early <= EARLY + labels->cues / 20;
}

void read_labels_decide(struct read_labels *labels)
{
    size_t cues = labels->cues;

    labels->every = labels->with && (labels->with + labels->loose) * 10 >= cues * 9;
    labels->dense = labels->with * 10 >= cues * 3;
    labels->recurring = names_recur(labels);
}

static bool is_believed(const struct read_labels *labels, const struct read_seen *s)
{
    switch (s->form) {
    case SURE:
        return true;
    case LOUD:
        if (s->count >= 2 || s->count * 20 >= labels->cues)
            return true;
        /* fall through */
    case NAME:
        return labels->dense || labels->recurring || s->first == 1;
    case LOOSE:
        return labels->every || (labels->dense && s->count >= 3);
    case NONE:
        break;
    }
    return false;
}

size_t read_labels_believed(const struct read_labels *labels)
{
    size_t n = 0;

    for (size_t i = 0; i < labels->n_places; i++)
        if (labels->places[i].label.len && is_believed(labels, &labels->places[i]))
            n += labels->places[i].count;
    return n;
}

size_t read_labels_take(const struct read_labels *labels, smz_str line, smz_str *label)
{
    enum form form;
    smz_str found;
    size_t n;

    if (labels->n_seen == 0)
        return 0;
    n = take(line, &found, &form);
    if (n == 0)
        return 0;
    const struct read_seen *seen = place_of(labels, found);

    if (seen->label.len == 0 || !is_believed(labels, seen))
        return 0;
    *label = found;
    return n;
}
