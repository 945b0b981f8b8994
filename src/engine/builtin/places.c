#include "engine/builtin/places.h"

enum {
    MOST_WORDS = 3, /* of a phrase */
    MIN_BYTES = 3,
    MIN_COUNT = 2, /* times that a key phrase is said */
    FREE = -1
};

/* Places that begin to be grouped: by open addressing on a hash of their terms. */
struct finder {
    struct builtin *b;
    struct smz_arena *scratch;
    SMZ_VEC(struct place) places;
    SMZ_VEC(uint64_t) keys; /* of the terms of each place */
};

struct grouping {
    int *slots; /* groups by key, or FREE */
    size_t mask;
    SMZ_VEC(uint64_t) keys; /* of each group */
    SMZ_VEC(int) counts;
};

smz_str places_token(const struct builtin *b, int sentence, uint32_t token)
{
    const struct smz_token *t = &b->text->tokens[token];
    smz_str turn = b->text->transcript->turns[b->text->sentences[sentence].turn].text;

    return smz_str_sub(turn, t->at, (size_t)t->at + t->len);
}

/* A term said once is in no phrase that is said twice. */
static bool bears(const struct builtin *b, int sentence, uint32_t token)
{
    const struct smz_token *t = &b->text->tokens[token];

    return b->local[t->term] >= MIN_COUNT && !b->text->terms[t->term].stop &&
           t->len >= MIN_BYTES && !smz_is_digit(places_token(b, sentence, token).ptr[0]);
}

/* "New Hampshire", "The Hague": a common word that begins a name. */
static bool begins_name(const struct builtin *b, int sentence, uint32_t token)
{
    const struct smz_sentence *s = &b->text->sentences[sentence];
    const struct smz_token *t = &b->text->tokens[token];

    return token > s->first_token && token + 1 < s->first_token + s->n_tokens &&
           b->text->terms[t->term].stop && t->len >= MIN_BYTES && t->capital &&
           !t->breaks && t[1].capital && !t[1].breaks && bears(b, sentence, token + 1);
}

static void add_places(struct finder *f, int sentence)
{
    const struct smz_sentence *s = &f->b->text->sentences[sentence];
    const struct smz_token *tokens = f->b->text->tokens;
    uint32_t end = s->first_token + s->n_tokens;
    int most = smz_lang_unspaced(f->b->text->lang) ? PHRASE_TERMS : MOST_WORDS;

    for (uint32_t t = s->first_token; t < end; t++) {
        uint64_t key = 14695981039346656037u;

        for (int n = 1; n <= most && t + (uint32_t)n <= end; n++) {
            uint32_t last = t + (uint32_t)n - 1;
            bool named = n == 1 && begins_name(f->b, sentence, last);

            if ((!named && !bears(f->b, sentence, last)) ||
                (n > 1 && tokens[last].breaks))
                break;
            key = (key ^ (tokens[last].term + 1)) * 1099511628211u;
            if (named)
                continue;
            SMZ_PUSH(f->scratch, f->places, (struct place){t, sentence, n});
            SMZ_PUSH(f->scratch, f->keys, key);
        }
    }
}

static void count_terms(struct builtin *b, int sentence)
{
    const struct smz_sentence *s = &b->text->sentences[sentence];

    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++)
        b->local[b->text->tokens[t].term]++;
}

/* Whether a sentence tells what a person, or somebody, talks about. */
static bool is_of(const struct builtin *b, int sentence, int person)
{
    return !b->facts[sentence].noise &&
           (person == SMZ_NOBODY || builtin_person(b, sentence) == person);
}

/* The group of a key, made if there is none. */
static int group_of(struct finder *f, struct grouping *g, uint64_t key)
{
    size_t i = (size_t)(key ^ key >> 32) & g->mask;
    int none = 0;

    while (g->slots[i] != FREE && g->keys.at[g->slots[i]] != key)
        i = (i + 1) & g->mask;
    if (g->slots[i] == FREE) {
        g->slots[i] = (int)g->keys.len;
        SMZ_PUSH(f->scratch, g->keys, key);
        SMZ_PUSH(f->scratch, g->counts, none);
    }
    return g->slots[i];
}

static void make_slots(struct finder *f, struct grouping *g)
{
    for (g->mask = 15; g->mask < f->places.len * 2;)
        g->mask = g->mask * 2 + 1;
    g->slots = SMZ_NEW(f->scratch, int, g->mask + 1);
    for (size_t i = 0; i <= g->mask; i++)
        g->slots[i] = FREE;
}

/* Side by side what is in one group, by counting. */
static void group(struct finder *f, place_groups *out)
{
    struct grouping g = {.slots = NULL};
    int *of = SMZ_NEW(f->scratch, int, f->places.len + 1), *next, sum = 0;
    struct place *sorted;

    make_slots(f, &g);
    for (size_t i = 0; i < f->places.len; i++) {
        of[i] = group_of(f, &g, f->keys.at[i]);
        g.counts.at[of[i]]++;
    }
    sorted = SMZ_NEW(f->scratch, struct place, f->places.len + 1);
    next = SMZ_NEW(f->scratch, int, g.counts.len + 1);
    for (size_t k = 0; k < g.counts.len; k++) {
        int n = g.counts.at[k];

        next[k] = sum;
        if (n >= MIN_COUNT)
            SMZ_PUSH(f->scratch, *out, (struct place_group){&sorted[sum], n});
        sum += n;
    }
    for (size_t i = 0; i < f->places.len; i++)
        sorted[next[of[i]]++] = f->places.at[i];
}

void places_find(struct builtin *b, int first, int end, int person,
                 struct smz_arena *scratch, place_groups *out)
{
    struct finder f = {.b = b, .scratch = scratch};

    for (int i = first; i < end; i++)
        if (is_of(b, i, person))
            count_terms(b, i);
    for (int i = first; i < end; i++)
        if (is_of(b, i, person))
            add_places(&f, i);
    group(&f, out);
}

/* Term by term: stretches are many. */
void places_forget(struct builtin *b, int first, int end)
{
    const struct smz_sentence *last;

    if (first >= end)
        return;
    last = &b->text->sentences[end - 1];
    for (uint32_t t = b->text->sentences[first].first_token;
         t < last->first_token + last->n_tokens; t++)
        b->local[b->text->tokens[t].term] = 0;
}
