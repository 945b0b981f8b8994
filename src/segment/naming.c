#include <stdlib.h>
#include <string.h>

#include "segment/label.h"
#include "segment/outliner.h"

/*
 * Names of speakers that the file does not name, from what is said: "my name is …"
 * of oneself, "I'm joined by …" of who speaks next for the first time, "Thanks, …" of
 * who has just spoken or will next; in any language "Dr. …", "Frau …" of who does next.
 * Each is a vote; a name that gets nearly all votes of a speaker, and gives nearly all of
 * its own to them, is taken.
 */
struct vote {
    int person;
    smz_str name; /* as said */
    smz_str key;  /* its first word without titles; in other languages its last; folded */
    double weight;
};

struct naming {
    struct outliner *o;
    bool english; /* the openings below are */
    SMZ_VEC(struct vote) votes;
    int *heard;  /* of each person: turns so far */
    bool *small; /* of each term: it is written without a capital, too */
};

enum side { SELF, NEXT_NEW, NEXT, BEFORE };

static const struct {
    const char *words; /* before the name */
    enum side who;
    double weight;
} openings[] = {
    {"my name is", SELF, 4},
    {"my name's", SELF, 4},
    {"i'm", SELF, 1.5},
    {"i am", SELF, 1.5},
    {"this is", SELF, 1},
    {"joined by", NEXT_NEW, 3},
    {"joined here by", NEXT_NEW, 3},
    {"joined today by", NEXT_NEW, 3},
    {"welcome", NEXT_NEW, 1.5},
    {"here with", NEXT_NEW, 2},
    {"guest is", NEXT_NEW, 3},
    {"guest today is", NEXT_NEW, 3},
    {"with me is", NEXT_NEW, 3},
    {"hi", NEXT, 1},
    {"hello", NEXT, 1},
    {"hey", NEXT, 1},
    {"thanks", BEFORE, 1},
    {"thank you", BEFORE, 1},
    {"so", NEXT, 0.5},
    {"over to", NEXT, 2},
    {"over to you", NEXT, 2},
    {"about you", NEXT, 1.5},
    {"go ahead", NEXT, 1.5},
    {"great to have", NEXT, 1.5},
};

static bool is_name_word(const struct outliner *o, const struct smz_token *t, smz_str w)
{
    return t->capital && w.len > 1 && !o->text->terms[t->term].stop &&
           !smz_is_digit(w.ptr[0]);
}

/* "Dr" of "Dr. Raza Habib" is only the beginning of a name. */
static bool is_title(const struct outliner *o, smz_str word)
{
    struct label l;

    label_read(word, o->run, &l);
    return l.titled && l.numbered;
}

/* Names are capital words; with a surname where one stands behind. */
static smz_str take_name(const struct outliner *o, smz_str text, uint32_t at,
                         uint32_t end, uint32_t *behind)
{
    smz_str name = {0};
    int n = 0;

    for (; at < end && n < 3; at++, n++) {
        const struct smz_token *t = &o->text->tokens[at];
        smz_str w = smz_str_sub(text, t->at, (size_t)t->at + t->len);

        if ((n && t->breaks && !(n == 1 && is_title(o, name))) || !is_name_word(o, t, w))
            break;
        name = n ? (smz_str){name.ptr, (size_t)(w.ptr + w.len - name.ptr)} : w;
    }
    *behind = at;
    return name;
}

static bool opens_with(const struct outliner *o, smz_str text, uint32_t first,
                       uint32_t at, smz_str words)
{
    smz_str list[4], word;
    uint32_t n = 0;

    while (n < 4 && smz_str_word(&words, &word))
        list[n++] = word;
    if (at < first + n)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct smz_token *t = &o->text->tokens[at - n + i];

        if (!smz_str_eq_nocase(smz_str_sub(text, t->at, (size_t)t->at + t->len),
                               list[i]) ||
            (i && t->breaks))
            return false;
    }
    return true;
}

static int speaker_near(const struct naming *n, int turn, int step, bool fresh)
{
    const struct outliner *o = n->o;
    int own = o->person_of[turn];

    for (int i = turn + step, k = 0; i >= 0 && i < o->t->n_turns && k < 6;
         i += step, k++) {
        int who = o->person_of[i];

        if (who != SMZ_NOBODY && who != own && (!fresh || !n->heard[who]))
            return who;
        if (!fresh && who != own)
            break;
    }
    return SMZ_NOBODY;
}

static void push_vote(struct naming *n, int person, smz_str name, smz_str key,
                      double weight)
{
    if (person != SMZ_NOBODY && n->o->people[person].made_up)
        SMZ_PUSH(n->o->run, n->votes, (struct vote){person, name, key, weight});
}

static void add_vote(struct naming *n, int person, smz_str name, double weight)
{
    struct label l;

    label_read(name, n->o->run, &l);
    push_vote(n, person, name, l.words[0], weight);
}

/* "Dr. Harald Lesch", "Herr Lesch": with a title goes the surname. */
static void add_titled(struct naming *n, int person, smz_str name)
{
    smz_str folded = smz_utf8_fold_plain(name, n->o->run), last = {0};

    while (smz_str_word(&folded, &last))
        ;
    push_vote(n, person, name, last, 1.5);
}

static bool is_address(const struct outliner *o, smz_str text, uint32_t at)
{
    const struct smz_token *t = &o->text->tokens[at];

    return t->capital &&
           label_is_address(smz_str_sub(text, t->at, (size_t)t->at + t->len));
}

/* A name behind one or more titles at `at`, which is left behind it. */
static bool take_titled(struct naming *n, int turn, smz_str text, uint32_t *at,
                        uint32_t end)
{
    uint32_t i = *at;
    smz_str name;

    while (i < end && is_address(n->o, text, i))
        i++;
    if (i == *at || i == end)
        return false;
    name = take_name(n->o, text, i, end, &i);
    if (!name.len)
        return false;
    add_titled(n, speaker_near(n, turn, 1, false), name);
    *at = i;
    return true;
}

/* The words from token `first` on of one sentence. */
static void hear(struct naming *n, int turn, uint32_t first, uint32_t end, bool opens,
                 bool closes)
{
    const struct outliner *o = n->o;
    smz_str text = o->t->turns[turn].text;

    for (uint32_t i = first; i < end; i++) {
        uint32_t behind = i;
        smz_str name;
        double surname;

        if (!n->english) {
            i = take_titled(n, turn, text, &behind, end) ? behind - 1 : i;
            continue;
        }
        name = take_name(o, text, i, end, &behind);
        surname = behind - i > 1 ? 0.5 : 0;
        if (!name.len || is_title(o, name))
            continue;
        for (size_t k = 0; k < SMZ_COUNT(openings); k++) {
            enum side who = openings[k].who;

            if (!opens_with(o, text, first, i, smz_str_of(openings[k].words)) ||
                (openings[k].weight <= 1 && n->small[o->text->tokens[i].term]))
                continue;
            if (who == SELF && n->heard[o->person_of[turn]] < 6)
                add_vote(n, o->person_of[turn], name, openings[k].weight + surname);
            else if (who == NEXT_NEW)
                add_vote(n, speaker_near(n, turn, 1, true), name, openings[k].weight);
            else if (who == BEFORE && opens)
                add_vote(n, speaker_near(n, turn, -1, false), name, openings[k].weight);
            else if (who == NEXT || (who == BEFORE && closes))
                add_vote(n, speaker_near(n, turn, 1, false), name, openings[k].weight);
            break;
        }
        if (closes && !n->small[o->text->tokens[i].term] &&
            ((i == first && behind < end && o->text->tokens[behind].breaks) ||
             (i > first && behind == end && o->text->tokens[i].breaks)))
            add_vote(n, speaker_near(n, turn, 1, false), name, 1); /* "Ann, what …?" */
        i = behind - 1;
    }
}

static void hear_all(struct naming *n)
{
    const struct smz_text *text = n->o->text;

    for (int i = 0; i < text->n_sentences; i++) {
        const struct smz_sentence *s = &text->sentences[i];
        int first = text->first_sentence[s->turn],
            last = text->first_sentence[s->turn + 1];

        if (n->o->person_of[s->turn] == SMZ_NOBODY)
            continue;
        hear(n, s->turn, s->first_token, s->first_token + s->n_tokens, i <= first + 1,
             i >= last - 2);
        if (i == first)
            n->heard[n->o->person_of[s->turn]]++;
    }
}

static int by_name(const void *a, const void *b)
{
    const struct vote *x = a, *y = b;
    int c = smz_str_cmp(x->key, y->key);

    return c ? c : x->person - y->person;
}

struct best {
    double votes, all; /* of this name, and of all names, for the person */
    double elsewhere;  /* of this name for others */
    smz_str name;
};

/* Votes of one name, in a run of equal keys. */
static void count_name(const struct vote *v, size_t n, struct best *best)
{
    double all = 0;

    for (size_t i = 0; i < n; i++)
        all += v[i].weight;
    for (size_t i = 0, k; i < n; i = k) {
        struct best b = {0};

        for (k = i; k < n && v[k].person == v[i].person; k++) {
            b.votes += v[k].weight;
            if (v[k].name.len > b.name.len)
                b.name = v[k].name;
        }
        b.elsewhere = all - b.votes;
        best[v[i].person].all += b.votes;
        if (b.votes > best[v[i].person].votes) {
            b.all = best[v[i].person].all;
            best[v[i].person] = b;
        }
    }
}

static bool is_taken(const struct outliner *o, int person, smz_str name)
{
    struct label a, b;

    label_read(name, o->run, &a);
    for (int i = 0; i < o->n_people; i++) {
        if (i == person || o->people[i].made_up)
            continue;
        label_read(o->people[i].name, o->run, &b);
        if (label_match(&a, &b) != LABEL_DIFFERENT ||
            label_match(&b, &a) != LABEL_DIFFERENT)
            return true;
    }
    return false;
}

/* The fuller form of a name that the user or the file lists. */
static smz_str complete(const struct outliner *o, smz_str name)
{
    struct label part, whole;

    label_read(name, o->run, &part);
    for (size_t i = 0; i < o->expected.len + (size_t)o->t->n_named; i++) {
        smz_str full =
            i < o->expected.len ? o->expected.at[i] : o->t->named[i - o->expected.len];

        label_read(full, o->run, &whole);
        if (label_match(&part, &whole) != LABEL_DIFFERENT)
            return full;
    }
    return name;
}

static void give_name(struct outliner *o, int person, const struct best *best)
{
    struct smz_person *p = &o->people[person];
    double sure = best->votes / (best->all + best->elsewhere + 0.5);
    smz_str name = complete(o, best->name);

    if (best->votes < 2 || sure < 0.5 || is_taken(o, person, name))
        return;
    if (sure < 0.7 || best->votes < 3) {
        smz_note(o->notes, SMZ_WARN, "%.*s may be %.*s: --rename '%.*s=%.*s'",
                 SMZ_ARG(p->label), SMZ_ARG(name), SMZ_ARG(p->label), SMZ_ARG(name));
        return;
    }
    p->name = name;
    p->found = "address";
    p->confidence = sure;
    p->inferred = true;
    p->made_up = false;
    smz_note(o->notes, SMZ_INFO, "%.*s is taken to be %.*s, by what is said (%.0f %%)",
             SMZ_ARG(p->label), SMZ_ARG(name), sure * 100);
}

void outline_naming(struct outliner *o)
{
    struct naming n = {.o = o};
    struct best *best = SMZ_NEW(o->run, struct best, o->n_people);
    int unnamed = 0;

    for (int i = 0; i < o->n_people; i++)
        unnamed += o->people[i].made_up;
    if (!unnamed)
        return;
    n.english = smz_str_eq(smz_str_of(smz_lang_code(o->text->lang)), SMZ_S("en"));
    n.heard = SMZ_NEW(o->run, int, o->n_people);
    n.small = SMZ_NEW(o->run, bool, o->text->n_terms + 1);
    for (size_t i = 0; i < o->text->n_tokens; i++)
        if (!o->text->tokens[i].capital)
            n.small[o->text->tokens[i].term] = true;
    hear_all(&n);
    if (!n.votes.len)
        return;
    qsort(n.votes.at, n.votes.len, sizeof(*n.votes.at), by_name);
    for (size_t i = 0, k; i < n.votes.len; i = k) {
        for (k = i; k < n.votes.len && smz_str_eq(n.votes.at[k].key, n.votes.at[i].key);)
            k++;
        count_name(n.votes.at + i, k - i, best);
    }
    for (int i = 0; i < o->n_people; i++)
        if (o->people[i].made_up)
            give_name(o, i, &best[i]);
}
