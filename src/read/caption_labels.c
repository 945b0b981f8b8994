#include "read/caption_labels.h"

#include <string.h>

#include "read/label.h"

enum {
    MAX_LABEL = 120, /* bytes before a colon */
    MAX_WORDS = 7,
    ENOUGH = 4, /* labels: by chance a short file has fewer */
    EARLY = 50  /* cues: where a file that names its voices names the first */
};

/* The forms of a candidate, falling in strength. */
enum form {
    NONE,
    LOOSE, /* some words before a colon */
    BOXED, /* a name in brackets, which are for sounds, too */
    NAME,  /* could be a name */
    LOUD,  /* NARRATOR */
    SURE   /* SPEAKER_00, "[Ann]:" */
};

struct caption_label {
    smz_str prefix; /* "Ann:"; empty: a free place */
    smz_str label;
    size_t count;
    size_t first; /* the cue */
    enum form form;
};

void caption_labels_init(struct caption_labels *labels, struct smz_arena *arena)
{
    *labels = (struct caption_labels){.arena = arena};
}

/* "Audio shared by Ann:": words before a colon that end no sentence. */
static bool is_loose(smz_str prefix, smz_str *label)
{
    smz_str head, rest, word;
    size_t words = 0;
    smz_ms time;

    if (prefix.ptr[prefix.len - 1] != ':')
        return false;
    head = smz_str_trim(smz_str_sub(prefix, 0, prefix.len - 1));
    if (head.len == 0 || read_timestamp_at(head, &time))
        return false;
    for (size_t i = 0; i < head.len; i++)
        if (strchr("?!\"<>{}=;", head.ptr[i]) ||
            (head.ptr[i] == '.' && i + 1 < head.len && head.ptr[i + 1] == ' ' && i > 3))
            return false;
    for (rest = head; smz_str_word(&rest, &word); words++)
        if (words >= MAX_WORDS)
            return false;
    *label = head;
    return true;
}

/* "[Ann Lee]", "(Ann Lee)" */
static bool is_boxed(smz_str prefix, smz_str *label)
{
    smz_str inner = smz_str_trim(smz_str_sub(prefix, 1, prefix.len - 1));

    if (!strchr("[(", prefix.ptr[0]) || read_label_likely(inner) != READ_NAME)
        return false;
    *label = inner;
    return true;
}

size_t caption_labels_at(smz_str line)
{
    smz_str head = smz_str_sub(line, 0, MAX_LABEL + 3);
    size_t at = 0;
    ptrdiff_t n;

    if (head.len && (head.ptr[0] == '[' || head.ptr[0] == '(')) {
        n = smz_str_find_char(head, head.ptr[0] == '[' ? ']' : ')');
        at = (size_t)(n + 1);
        return n < 0 ? 0 : at < head.len && head.ptr[at] == ':' ? at + 1 : at;
    }
    while ((n = smz_str_find_char(smz_str_skip(head, at), ':')) >= 0) {
        at += (size_t)n + 1;
        if (at == line.len || smz_is_space(line.ptr[at]) ||
            smz_str_starts(smz_str_skip(line, at), SMZ_S("\xc2\xa0")))
            return at;
    }
    n = smz_str_find(head, SMZ_S("："));
    return n < 0 ? 0 : (size_t)n + 3;
}

/* Judges a prefix: the label in it, and what form that has. */
static enum form judge(smz_str prefix, smz_str *label)
{
    if (read_label(prefix, label)) {
        if (prefix.ptr[0] == '[' || prefix.ptr[0] == '(' || read_label_made_up(*label))
            return SURE;
        return read_label_is_capitals(*label) ? LOUD : NAME;
    }
    if (is_boxed(prefix, label))
        return BOXED;
    return is_loose(prefix, label) ? LOOSE : NONE;
}

static struct caption_label *place_of(const struct caption_labels *labels, smz_str prefix)
{
    size_t at = (size_t)smz_str_hash(prefix) & (labels->n_places - 1);

    while (labels->places[at].prefix.len &&
           !smz_str_eq(labels->places[at].prefix, prefix))
        at = (at + 1) & (labels->n_places - 1);
    return &labels->places[at];
}

static void make_room(struct caption_labels *labels)
{
    struct caption_label *old = labels->places;
    size_t n = labels->n_places;

    if (labels->n_seen * 2 < n)
        return;
    labels->n_places = n ? n * 4 : 64;
    labels->places = SMZ_NEW(labels->arena, struct caption_label, labels->n_places);
    for (size_t i = 0; i < n; i++)
        if (old[i].prefix.len)
            *place_of(labels, old[i].prefix) = old[i];
}

smz_str caption_labels_count(struct caption_labels *labels, smz_str line, size_t n,
                             bool first)
{
    smz_str prefix = smz_str_sub(line, 0, n), label = {NULL, 0};
    struct caption_label *seen;

    labels->cues += first;
    if (n == 0)
        return label;
    make_room(labels);
    seen = place_of(labels, prefix);
    if (seen->prefix.len == 0) {
        enum form form = judge(prefix, &label);

        *seen = (struct caption_label){prefix, label, 0, labels->cues, form};
        labels->n_seen++;
    }
    /* In the middle of a cue only what is no part of a sentence counts. */
    if (seen->form == NONE || (seen->form == LOOSE && !first) ||
        (seen->form == BOXED && smz_str_trim(smz_str_skip(line, n)).len == 0))
        return (smz_str){NULL, 0};
    seen->count++;
    if (seen->form == BOXED)
        labels->boxed++;
    else if (first && seen->form == LOOSE)
        labels->loose++;
    else if (first)
        labels->with++;
    labels->opens = labels->opens || (first && labels->cues == 1);
    return seen->label;
}

/* Names that come back, the first of them early on, and more of them than others. */
static bool names_recur(const struct caption_labels *labels)
{
    size_t again = 0, once = 0, distinct = 0, early = SIZE_MAX;

    for (size_t i = 0; i < labels->n_places; i++) {
        const struct caption_label *s = &labels->places[i];

        if (s->form < NAME)
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

/* In half of all cues, and of two at least that come back: voices, not sounds. */
static bool boxes_recur(const struct caption_labels *labels)
{
    size_t distinct = 0;

    for (size_t i = 0; i < labels->n_places; i++)
        distinct += labels->places[i].form == BOXED && labels->places[i].count > 1;
    return distinct >= 2 && labels->boxed * 2 >= labels->cues;
}

void caption_labels_decide(struct caption_labels *labels)
{
    size_t cues = labels->cues;

    labels->boxes = boxes_recur(labels);
    labels->every = labels->with && (labels->with + labels->loose) * 10 >= cues * 9;
    labels->dense =
        labels->with * 10 >= cues * 3 && (labels->opens || labels->with >= ENOUGH);
    labels->recurring = names_recur(labels);
}

static bool is_believed(const struct caption_labels *labels,
                        const struct caption_label *s)
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
    case BOXED:
        return labels->boxes;
    case LOOSE:
        return labels->every || (labels->dense && s->count >= 3);
    case NONE:
        break;
    }
    return false;
}

size_t caption_labels_believed(const struct caption_labels *labels)
{
    size_t n = 0;

    for (size_t i = 0; i < labels->n_places; i++)
        if (is_believed(labels, &labels->places[i]))
            n += labels->places[i].count;
    return n;
}

size_t caption_labels_take(const struct caption_labels *labels, smz_str line,
                           smz_str *label)
{
    size_t n = labels->n_seen ? caption_labels_at(line) : 0;
    const struct caption_label *seen;

    if (n == 0)
        return 0;
    seen = place_of(labels, smz_str_sub(line, 0, n));
    if (!is_believed(labels, seen))
        return 0;
    *label = seen->label;
    return n;
}
