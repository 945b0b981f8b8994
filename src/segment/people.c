#include <stdlib.h>
#include <string.h>

#include "segment/options.h"

/*
 * Labels are joined by name: the same name first, then each shorter form with the
 * one longer name that it fits. A form that fits two stays a person of its own.
 */
struct merge {
    struct outliner *o;
    struct label *labels; /* of each speaker */
    bool *renamed;        /* of each speaker: by the user */
    int *turns;           /* of each speaker */
    int *into;            /* of each speaker: union-find */
    smz_str *full;        /* of each root: a name from elsewhere in the file, or empty */
    const char **found;
    int n;
};

static int root(const struct merge *m, int i)
{
    while (m->into[i] != i)
        i = m->into[i] = m->into[m->into[i]];
    return i;
}

static void join(struct merge *m, int part, int whole)
{
    part = root(m, part);
    whole = root(m, whole);
    if (part == whole)
        return;
    m->into[part] = whole;
    m->turns[whole] += m->turns[part];
    if (!m->full[whole].len)
        m->full[whole] = m->full[part];
}

struct keyed {
    smz_str key;
    int speaker;
};

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int c = smz_str_cmp(x->key, y->key);

    return c ? c : x->speaker - y->speaker;
}

/* Title's kind and words, joined: equal for labels that say the same name. */
static smz_str name_key(const struct label *l, struct smz_arena *run)
{
    smz_str key = {0};
    size_t size = 2;
    char *p;

    for (int i = 0; i < l->n_words; i++)
        size += l->words[i].len + 1;
    p = smz_arena_alloc(run, size);
    key.ptr = p;
    for (int i = 0; i < l->n_words; i++) {
        memcpy(p + key.len, l->words[i].ptr, l->words[i].len);
        key.len += l->words[i].len;
        p[key.len++] = ' ';
    }
    if (l->n_words == 1 && l->titled)
        p[key.len++] = l->man ? 'm' : l->woman ? 'w' : 't';
    return key;
}

static void join_equal(struct merge *m)
{
    struct keyed *keys = SMZ_NEW(m->o->run, struct keyed, m->n);

    for (int i = 0; i < m->n; i++)
        keys[i] = (struct keyed){name_key(&m->labels[i], m->o->run), i};
    qsort(keys, (size_t)m->n, sizeof(*keys), by_key);
    for (int i = 1; i < m->n; i++)
        if (smz_str_eq(keys[i - 1].key, keys[i].key) &&
            label_match(&m->labels[keys[i].speaker], &m->labels[keys[i - 1].speaker]) !=
                LABEL_DIFFERENT)
            join(m, keys[i].speaker, keys[i - 1].speaker);
}

/* Two voices that answer one another are two people, whatever their labels. */
static bool they_talk(const struct merge *m, int a, int b)
{
    const struct smz_transcript *t = m->o->t;
    int next = 0, changes = 0;

    for (int i = 1; i < t->n_turns; i++) {
        int x = t->turns[i - 1].speaker, y = t->turns[i].speaker;

        if (x < 0 || y < 0)
            continue;
        x = root(m, x);
        y = root(m, y);
        next += (x == a && y == b) || (x == b && y == a);
        changes += x != y && (x == a || y == a);
    }
    return next >= 4 && next * 3 > changes;
}

enum { MAX_COMPARED = 600 }; /* speakers; a file with more has no people but ids */

/* The one longer name that speaker i is a form of, or -1. */
static int find_whole(const struct merge *m, int i)
{
    int best = -1, same = 0;

    for (int j = 0; j < m->n; j++) {
        enum label_match match;

        if (root(m, j) == root(m, i))
            continue;
        match = label_match(&m->labels[i], &m->labels[j]);
        if (match == LABEL_DIFFERENT)
            continue;
        if (match == LABEL_SAME && m->turns[root(m, j)] < m->turns[root(m, i)])
            continue; /* the other comes to this one */
        if (best >= 0 && root(m, best) != root(m, j))
            same++;
        if (best < 0 || m->labels[j].n_words > m->labels[best].n_words)
            best = j;
    }
    return same ? -1 : best;
}

static void join_forms(struct merge *m)
{
    if (m->n > MAX_COMPARED)
        return;
    for (int words = LABEL_WORDS; words > 0; words--)
        for (int i = 0; i < m->n; i++) {
            int whole = m->labels[i].n_words == words ? find_whole(m, i) : -1;

            if (whole >= 0 && !they_talk(m, root(m, i), root(m, whole)))
                join(m, i, whole);
        }
}

/* ---- names that stand elsewhere in the file ---- */

static bool name_follows(const struct merge *m, const struct label *l, smz_str name)
{
    struct label whole;

    label_read(name, m->o->run, &whole);
    return whole.n_words > l->n_words && whole.n_words <= 4 &&
           label_match(l, &whole) == LABEL_PART;
}

/* Sets the name if it is the only one; a second, other one unsets it for good. */
static void offer(struct merge *m, int who, smz_str name, const char *found, bool *spoilt)
{
    if (spoilt[who] || smz_str_eq_nocase(m->full[who], name))
        return;
    if (m->full[who].len) {
        struct label a, b;

        label_read(m->full[who], m->o->run, &a);
        label_read(name, m->o->run, &b);
        if (label_match(&a, &b) != LABEL_DIFFERENT) {
            m->full[who] = name; /* the same, longer */
            return;
        }
        if (label_match(&b, &a) == LABEL_DIFFERENT) {
            spoilt[who] = true;
            m->full[who] = (smz_str){0};
        }
        return;
    }
    m->full[who] = name;
    m->found[who] = found;
}

/* Words of titles that stand beside names. */
static bool not_of_a_name(const struct outliner *o, smz_str w)
{
    static const char *const words[] = {"podcast", "show",     "interview", "talks",
                                        "about",   "explains", "episode",   "radio"};

    return smz_str_is_one_of(w, words, SMZ_COUNT(words)) ||
           smz_lang_is_stop(o->text->lang, smz_utf8_fold(w, o->run));
}

static bool is_particle(smz_str w)
{
    static const char *const words[] = {"van", "von", "de", "der", "den", "da", "di",
                                        "del", "la",  "le", "el",  "bin", "al", "ten"};

    return smz_str_is_one_of(w, words, SMZ_COUNT(words));
}

static bool is_capital(smz_str w)
{
    size_t i = 0;

    return w.len && smz_cp_is_upper(smz_utf8_next(w, &i));
}

/* First name and surname, between them nothing but particles and initials. */
static bool is_full_name(const smz_str *words, int n)
{
    if (n < 2 || words[0].len < 2 || words[n - 1].len < 2 || is_particle(words[0]) ||
        is_particle(words[n - 1]))
        return false;
    for (int i = 1; i < n - 1; i++)
        if (words[i].len > 1 && !is_particle(words[i]))
            return false;
    return true;
}

/* Capital words that stand together in `text`: a full name may be among them. */
static void offer_from(struct merge *m, int who, smz_str text, const char *found,
                       bool *spoilt)
{
    enum { LONGEST = 4 };
    const struct label *l = &m->labels[who];
    smz_str words[LONGEST], word;
    size_t at = 0;
    bool breaks;
    int n = 0;

    while (smz_next_word(text, &at, &word, &breaks)) {
        bool fits =
            (is_capital(word) && !not_of_a_name(m->o, word)) || (n && is_particle(word));

        if (breaks && !(n && words[n - 1].len == 1)) /* "James T. Kirk" */
            n = 0;
        if (!fits) {
            n = 0;
            continue;
        }
        if (n == LONGEST) {
            memmove(words, words + 1, sizeof(words[0]) * (LONGEST - 1));
            n--;
        }
        words[n++] = word;
        for (int from = 0; from < n - 1; from++) {
            smz_str name = {words[from].ptr,
                            (size_t)(word.ptr + word.len - words[from].ptr)};

            if (name.len < 60 && is_full_name(words + from, n - from) &&
                name_follows(m, l, name))
                offer(m, who, name, found, spoilt);
        }
    }
}

static void find_full_names(struct merge *m)
{
    const struct smz_transcript *t = m->o->t;
    bool *spoilt = SMZ_NEW(m->o->run, bool, m->n);

    if (m->n > MAX_COMPARED)
        return;
    for (int i = 0; i < m->n; i++) {
        const struct label *l = &m->labels[i];

        if (root(m, i) != i || l->numbered || l->n_words > 1 || t->speakers[i].made_up ||
            m->renamed[i] || l->words[0].len < 2 || m->full[i].len)
            continue;
        for (int k = 0; k < t->n_named; k++)
            if (name_follows(m, l, t->named[k]))
                offer(m, i, t->named[k], "contents", spoilt);
        offer_from(m, i, t->title, "contents", spoilt);
        for (int k = 0; k < t->n_chapters && k < 500; k++)
            offer_from(m, i, t->chapters[k].title, "contents", spoilt);
        offer_from(m, i, smz_str_sub(t->intro, 0, 8000), "introduction", spoilt);
        for (int k = 0; k < t->n_turns && k < 12; k++)
            offer_from(m, i, smz_str_sub(t->turns[k].text, 0, 2000), "introduction",
                       spoilt);
    }
}

/* ---- people ---- */

/* Is the first the better name to show: fuller, or less shouted? */
static bool is_better_name(const struct label *a, const struct label *b)
{
    size_t letters_a = 0, letters_b = 0;

    for (int i = 0; i < a->n_words; i++)
        letters_a += a->words[i].len;
    for (int i = 0; i < b->n_words; i++)
        letters_b += b->words[i].len;
    if (a->n_words != b->n_words)
        return a->n_words > b->n_words;
    if (letters_a > letters_b + 2) /* a name for an initial */
        return true;
    return letters_a >= letters_b && b->shouted && !a->shouted;
}

static void show_name(const struct merge *m, int speaker, struct smz_person *p)
{
    const struct smz_speaker *s = &m->o->t->speakers[speaker];
    struct label have, next;

    label_read(p->name, m->o->run, &have);
    label_read(s->name, m->o->run, &next);
    if (!s->name.len || m->renamed[speaker])
        next = m->labels[speaker];
    if (!p->name.len || is_better_name(&next, &have))
        p->name = next.shown;
}

/* "LEX FRIDMAN" is shown as "Lex Fridman"; a call sign or an acronym as it stands. */
static smz_str calm(struct outliner *o, smz_str name)
{
    struct label l;
    char *to;
    bool starts = true;

    label_read(name, o->run, &l);
    if (!l.shouted || l.numbered || l.n_words < 2)
        return name;
    for (int i = 0; i < l.n_words; i++)
        if (l.words[i].len < 3)
            return name;
    to = smz_arena_alloc(o->run, name.len * 2 + 4);
    name = smz_utf8_fold(name, o->run);
    l.shown.len = 0;
    for (size_t at = 0; at < name.len;) {
        uint32_t cp = smz_utf8_next(name, &at);

        l.shown.len += smz_utf8_put(starts ? smz_cp_upper(cp) : cp, to + l.shown.len);
        starts = !smz_cp_is_letter(cp) && cp != '\'';
    }
    return (smz_str){to, l.shown.len};
}

/* What speaker i adds to the person that they are. `shows`: of all labels of the
   person, theirs has the most turns. */
static void add_speaker(const struct merge *m, int i, bool shows, struct smz_person *p)
{
    const struct smz_speaker *s = &m->o->t->speakers[i];

    if (p->label.len || root(m, i) != i)
        p->found = "variant";
    if (shows)
        p->label = s->label;
    show_name(m, i, p);
    p->made_up = p->made_up && s->made_up && !m->renamed[i];
    if (m->renamed[i])
        p->found = "option";
}

static void give_full_name(const struct merge *m, int i, struct smz_person *p)
{
    if (root(m, i) != i || !m->full[i].len)
        return;
    p->name = m->full[i];
    p->found = m->found[i];
    p->confidence = 0.9;
}

static int *count_turns(const struct merge *m)
{
    const struct smz_transcript *t = m->o->t;
    int *turns = SMZ_NEW(m->o->run, int, m->n);

    for (int i = 0; i < t->n_turns; i++)
        if (t->turns[i].speaker >= 0)
            turns[t->turns[i].speaker]++;
    return turns;
}

/* A person for each root, in the order in which their labels appear. */
static void make_people(struct merge *m)
{
    struct outliner *o = m->o;
    int *own = count_turns(m);
    int *most = SMZ_NEW(o->run, int, m->n);   /* turns of the label that is shown */
    int *person = SMZ_NEW(o->run, int, m->n); /* of each root, from 1 */

    o->people = SMZ_NEW(o->run, struct smz_person, m->n + 1);
    o->person_of_speaker = SMZ_NEW(o->run, int, m->n);
    for (int i = 0; i < m->n; i++) {
        int r = root(m, i);

        if (!person[r]) {
            o->people[o->n_people] = (struct smz_person){.found = "label",
                                                         .confidence = 1,
                                                         .made_up = true,
                                                         .talk = SMZ_MS_NONE,
                                                         .first_turn = -1};
            person[r] = ++o->n_people;
            most[r] = -1;
        }
        o->person_of_speaker[i] = person[r] - 1;
        add_speaker(m, i, own[i] > most[r], &o->people[person[r] - 1]);
        if (own[i] > most[r])
            most[r] = own[i];
    }
    for (int i = 0; i < m->n; i++)
        give_full_name(m, i, &o->people[o->person_of_speaker[i]]);
    for (int i = 0; i < o->n_people; i++)
        o->people[i].name = calm(o, o->people[i].name);
    for (int i = 0; i < o->t->n_turns; i++) {
        int speaker = o->t->turns[i].speaker;

        o->person_of[i] = speaker < 0 ? SMZ_NOBODY : o->person_of_speaker[speaker];
    }
}

/*
 * Where all that has no name stands between turns of the one who has, it is one other
 * voice: tools that know the host alone leave the guest so.
 */
static bool is_dialogue(const struct outliner *o)
{
    enum { LEAST = 5 };
    int without = 0, between = 0;
    size_t words = 0;

    if (o->n_people != 1)
        return false;
    for (int i = 0; i < o->t->n_turns; i++) {
        if (o->person_of[i] != SMZ_NOBODY)
            continue;
        without++;
        words += (size_t)o->words[i];
        between += i > 0 && o->person_of[i - 1] != SMZ_NOBODY;
    }
    return without >= LEAST && between * 10 >= without * 9 && words * 5 > o->t->words;
}

static void add_other_voice(struct outliner *o)
{
    if (!is_dialogue(o))
        return;
    o->people[o->n_people] = (struct smz_person){.label = SMZ_S("Speaker 2"),
                                                 .name = SMZ_S("Speaker 2"),
                                                 .found = "alternation",
                                                 .confidence = 0.8,
                                                 .inferred = true,
                                                 .made_up = true,
                                                 .talk = SMZ_MS_NONE,
                                                 .first_turn = -1};
    for (int i = 0; i < o->t->n_turns; i++)
        if (o->person_of[i] == SMZ_NOBODY)
            o->person_of[i] = o->n_people;
    o->n_people++;
}

static void count_talk(struct outliner *o)
{
    for (int i = 0; i < o->t->n_turns; i++) {
        const struct smz_turn *turn = &o->t->turns[i];
        struct smz_person *p;
        smz_ms end = turn->end;

        if (o->person_of[i] == SMZ_NOBODY)
            continue;
        p = &o->people[o->person_of[i]];
        if (p->first_turn < 0)
            p->first_turn = i;
        p->last_turn = i;
        p->turns++;
        p->words += (size_t)o->words[i];
        if (end == SMZ_MS_NONE)
            end = i + 1 < o->t->n_turns ? o->t->turns[i + 1].start : o->t->end;
        if (turn->start != SMZ_MS_NONE && end != SMZ_MS_NONE && end >= turn->start)
            p->talk = (p->talk == SMZ_MS_NONE ? 0 : p->talk) + end - turn->start;
    }
}

/* Of each speaker, the label; or the name that the user gives it. */
static enum smz_code read_labels(struct merge *m, struct smz_err *err)
{
    const struct smz_transcript *t = m->o->t;
    smz_str *labels = SMZ_NEW(m->o->run, smz_str, m->n);
    enum smz_code code;

    for (int i = 0; i < m->n; i++)
        labels[i] = t->speakers[i].label;
    code = options_rename(m->o, labels, err);
    if (code)
        return code;
    for (int i = 0; i < m->n; i++) {
        m->renamed[i] = labels[i].ptr != t->speakers[i].label.ptr;
        label_read(labels[i], m->o->run, &m->labels[i]);
        if (t->speakers[i].made_up && !m->renamed[i])
            m->labels[i].numbered = true;
        m->into[i] = i;
    }
    return SMZ_OK;
}

enum smz_code outline_people(struct outliner *o, struct smz_err *err)
{
    struct merge m = {.o = o, .n = o->t->n_speakers};
    enum smz_code code;

    m.labels = SMZ_NEW(o->run, struct label, m.n);
    m.renamed = SMZ_NEW(o->run, bool, m.n);
    m.into = SMZ_NEW(o->run, int, m.n);
    m.full = SMZ_NEW(o->run, smz_str, m.n);
    m.found = SMZ_NEW(o->run, const char *, m.n);
    code = read_labels(&m, err);
    if (code)
        return code;
    m.turns = count_turns(&m);
    join_equal(&m);
    join_forms(&m);
    find_full_names(&m);
    make_people(&m);
    add_other_voice(o);
    count_talk(o);
    o->stated = SMZ_NEW(o->run, char, o->n_people);
    code = options_apply(o, err);
    if (code)
        return code;
    outline_naming(o);
    options_report(o);
    return SMZ_OK;
}
