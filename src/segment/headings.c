/* Headings of segments and topics: what a stretch says often and the rest does not. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/real.h"
#include "base/utf8.h"
#include "summarize/segment.h"

enum { PHRASE = 4, KEPT = 24, WORD_BYTES = 60 };

/* Words that stand together in the talk, and how often they do. */
struct phrase {
    uint64_t key;
    uint32_t token;
    int sentence;
    int len; /* tokens; 0: an empty place of the table */
    int count;
    int noun, verb; /* times that the word before asks for a noun, for a verb */
    double score;
};

struct maker {
    const struct smz_text *text;
    struct smz_arena *run, scratch;
    bool *bears;     /* of each token: a word that a heading can have */
    int *in_stretch; /* of each term: times said in the stretch at hand */
    int *stretches;  /* of each term: stretches that say it */
    int *last;       /* of each term: the stretch that said it last, from 1 */
    int *small,
        *large;     /* of each term: times written small and, inside a sentence, large */
    bool *name;     /* of each term: part of a speaker's name */
    double *power;  /* n to 0.8, of so many times said */
    double *log_of; /* ln(1 + n) */
    double *rarity; /* of a term that so many stretches say */
    char *leads;    /* of each term: 'n' where a noun stands behind it, 'v' a verb */
    struct smz_phrases loose, bent; /* endings of words */
    bool nouns_large;               /* nouns are written large, verbs are not */
    struct phrase *table;
    size_t size;    /* a power of two */
    size_t *filled; /* places of the table that are taken */
    size_t n_filled;
    int n;                  /* stretches */
    SMZ_VEC(uint64_t) used; /* what headings are made of so far */
};

static smz_str token_str(const struct maker *m, uint32_t token, int sentence)
{
    const struct smz_token *t = &m->text->tokens[token];
    int turn = m->text->sentences[sentence].turn;

    return smz_str_sub(m->text->transcript->turns[turn].text, t->at,
                       (size_t)t->at + t->len);
}

static bool in_list(smz_str word, struct smz_phrases list)
{
    for (int i = 0; i < list.n; i++)
        if (smz_str_eq_nocase(word, list.at[i]))
            return true;
    return false;
}

static bool bears(const struct maker *m, uint32_t token, int sentence)
{
    const struct smz_term *term = &m->text->terms[m->text->tokens[token].term];
    smz_str w = token_str(m, token, sentence);

    return !term->stop && w.len > 2 && !smz_is_digit(w.ptr[0]);
}

static size_t mark_bearing(struct maker *m, int sentence)
{
    const struct smz_sentence *s = &m->text->sentences[sentence];
    size_t n = 0;

    for (uint32_t i = s->first_token; i < s->first_token + s->n_tokens; i++)
        n += m->bears[i] = bears(m, i, sentence);
    return n;
}

static struct phrase *find(struct maker *m, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 29) & (m->size - 1);

    while (m->table[at].len && m->table[at].key != key)
        at = (at + 1) & (m->size - 1);
    return &m->table[at];
}

static void count_phrases(struct maker *m, int sentence, uint32_t at, uint32_t end)
{
    uint64_t key = 14695981039346656037u;
    char before = 0;

    if (at > m->text->sentences[sentence].first_token && !m->text->tokens[at].breaks)
        before = m->leads[m->text->tokens[at - 1].term];
    for (int len = 1; len <= PHRASE && at + (uint32_t)len <= end; len++) {
        uint32_t last = at + (uint32_t)len - 1;
        struct phrase *p;

        if ((len > 1 && m->text->tokens[last].breaks) || !m->bears[last])
            break;
        key = (key ^ (m->text->tokens[last].term + 1)) * 1099511628211u;
        p = find(m, key);
        if (!p->len) {
            *p = (struct phrase){
                .key = key, .token = at, .sentence = sentence, .len = len};
            m->filled[m->n_filled++] = (size_t)(p - m->table);
        }
        p->count++;
        p->noun += before == 'n';
        p->verb += before == 'v';
    }
}

static double term_weight(const struct maker *m, uint32_t term)
{
    return m->power[m->in_stretch[term]] * m->rarity[m->stretches[term]] *
           (m->name[term] ? 0.3 : 1);
}

/* No noun, where its ending or its small letter tells. */
static bool is_loose(const struct maker *m, const struct phrase *p)
{
    const struct smz_token *last = &m->text->tokens[p->token + (uint32_t)p->len - 1];
    smz_str word = token_str(m, p->token + (uint32_t)p->len - 1, p->sentence);

    return smz_lang_ends_in(m->loose, word) || (m->nouns_large && !last->capital);
}

/* "Künstlicher Intelligenz": its first word leans on an article that is not there. */
static bool is_bent(const struct maker *m, const struct phrase *p)
{
    return p->len > 1 && !m->text->tokens[p->token].capital &&
           smz_lang_ends_in(m->bent, token_str(m, p->token, p->sentence));
}

/* Below `least` endings are not looked at: they can only lower it. */
static double score(const struct maker *m, const struct phrase *p, double least)
{
    double sum = 0;

    for (int i = 0; i < p->len; i++)
        sum += term_weight(m, m->text->tokens[p->token + (uint32_t)i].term);
    sum *= p->len == 1 ? 0.5 : 1 / sqrt(p->len);
    sum *= 0.4 + m->log_of[p->count];
    sum *= (1.0 + p->noun) / (1.0 + p->noun + 2.0 * p->verb);
    return sum >= least && (is_loose(m, p) || is_bent(m, p)) ? sum * 0.3 : sum;
}

static int by_score(const void *a, const void *b)
{
    const struct phrase *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->token < y->token ? -1 : x->token > y->token;
}

static bool share_terms(const struct maker *m, const struct phrase *a,
                        const struct phrase *b)
{
    for (int i = 0; i < a->len; i++)
        for (int k = 0; k < b->len; k++)
            if (m->text->tokens[a->token + (uint32_t)i].term ==
                m->text->tokens[b->token + (uint32_t)k].term)
                return true;
    return false;
}

/* The best KEPT phrases of the table, best first; empties it. */
static int take_best(struct maker *m, struct phrase *kept)
{
    int n = 0;

    while (m->n_filled) {
        size_t at = m->filled[--m->n_filled];
        struct phrase p = m->table[at];
        int k;

        m->table[at].len = 0;
        p.score = score(m, &p, n == KEPT ? kept[n - 1].score : 0);
        if (n == KEPT && by_score(&p, &kept[n - 1]) > 0)
            continue;
        for (k = n < KEPT ? n++ : n - 1; k > 0 && by_score(&p, &kept[k - 1]) < 0; k--)
            kept[k] = kept[k - 1];
        kept[k] = p;
    }
    return n;
}

/* Pairs of letters that overlap are one run of the talk. */
static smz_str run_of(const struct maker *m, const struct phrase *p)
{
    smz_str first = token_str(m, p->token, p->sentence);
    smz_str last = token_str(m, p->token + (uint32_t)p->len - 1, p->sentence);

    return (smz_str){first.ptr, (size_t)(last.ptr + last.len - first.ptr)};
}

/* A word longer than any is cut between two of its characters. */
static smz_str cut_word(smz_str w)
{
    size_t n = w.len > WORD_BYTES ? WORD_BYTES : w.len;

    while (n < w.len && n > 0 && ((unsigned char)w.ptr[n] & 0xc0) == 0x80)
        n--;
    return (smz_str){w.ptr, n};
}

/* As written, but small where the talk writes the word small. */
static smz_str say(const struct maker *m, const struct phrase *p, bool first)
{
    smz_str out = {0};
    char *to = NULL;

    if (smz_lang_unspaced(m->text->lang))
        return run_of(m, p);
    for (int i = 0; i < p->len; i++) {
        smz_str w = cut_word(token_str(m, p->token + (uint32_t)i, p->sentence));
        uint32_t term = m->text->tokens[p->token + (uint32_t)i].term;
        size_t at = 0;
        uint32_t cp = smz_utf8_next(w, &at);
        bool large = smz_cp_is_upper(cp) && m->large[term] >= m->small[term];
        char letter[4];
        size_t n;

        if (!to)
            out.ptr = to = smz_arena_alloc(m->run, (WORD_BYTES + 4) * PHRASE + 4);
        if (i)
            to[out.len++] = ' ';
        if ((!large && at < w.len && smz_cp_is_lower(smz_utf8_next(w, &(size_t){at}))))
            cp = smz_cp_lower(cp);
        if (first && i == 0)
            cp = smz_cp_upper(cp);
        n = smz_utf8_put(cp, letter);
        memcpy(to + out.len, letter, n);
        out.len += n;
        at = at > w.len ? w.len : at;
        memcpy(to + out.len, w.ptr + at, w.len - at);
        out.len += w.len - at;
    }
    return out;
}

static bool is_used(const struct maker *m, uint64_t key)
{
    for (size_t i = 0; i < m->used.len; i++)
        if (m->used.at[i] == key)
            return true;
    return false;
}

static bool only_names(const struct maker *m, const struct phrase *p)
{
    for (int i = 0; i < p->len; i++)
        if (!m->name[m->text->tokens[p->token + (uint32_t)i].term])
            return false;
    return true;
}

static smz_str make(struct maker *m, const struct smz_stretch *s)
{
    struct phrase kept[KEPT];
    const struct phrase *a = NULL, *b = NULL;
    int n;

    for (int i = s->first_sentence; i < s->end_sentence; i++) {
        uint32_t from = m->text->sentences[i].first_token;
        uint32_t end = from + m->text->sentences[i].n_tokens;

        for (uint32_t t = from; t < end; t++)
            count_phrases(m, i, t, end);
    }
    n = take_best(m, kept);
    for (int i = 0; i < n && !a; i++)
        if (!only_names(m, &kept[i]) && !is_used(m, kept[i].key))
            a = &kept[i];
    if (!a)
        return (smz_str){0};
    SMZ_PUSH(&m->scratch, m->used, a->key);
    if (a->len > 1)
        return say(m, a, true);
    for (int i = 0; i < n && !b; i++)
        if (&kept[i] != a && !share_terms(m, &kept[i], a) && !only_names(m, &kept[i]))
            b = &kept[i];
    if (!b)
        return say(m, a, true);
    return smz_arena_printf(m->run, smz_lang_phrase(m->text->lang, "list_and"),
                            smz_arena_keep(m->run, say(m, a, true)).ptr,
                            smz_arena_keep(m->run, say(m, b, false)).ptr);
}

static void count_stretch(struct maker *m, const struct smz_stretch *s, int id)
{
    const struct smz_text *text = m->text;

    for (int i = s->first_sentence; i < s->end_sentence; i++)
        for (uint32_t t = text->sentences[i].first_token, k = 0;
             k < text->sentences[i].n_tokens; k++) {
            uint32_t term = text->tokens[t + k].term;

            if (m->last[term] != id) {
                m->last[term] = id;
                m->stretches[term]++;
            }
            if (!text->tokens[t + k].capital)
                m->small[term]++;
            else if (k)
                m->large[term]++;
        }
}

static void weigh_stretch(struct maker *m, const struct smz_stretch *s, int step)
{
    const struct smz_text *text = m->text;

    for (int i = s->first_sentence; i < s->end_sentence; i++)
        for (uint32_t t = text->sentences[i].first_token, k = 0;
             k < text->sentences[i].n_tokens; k++) {
            int *count = &m->in_stretch[text->tokens[t + k].term];

            *count = step ? *count + step : 0;
        }
}

static bool *names_of(const struct smz_text *text, const struct smz_person *people,
                      int n_people, struct smz_arena *run)
{
    smz_str *names = SMZ_NEW(run, smz_str, n_people);

    for (int i = 0; i < n_people; i++)
        names[i] = people[i].name;
    return smz_text_names(text, names, n_people, run);
}

static void mark_leads(struct maker *m)
{
    struct smz_phrases noun = smz_lang_phrases(m->text->lang, "before.noun");
    struct smz_phrases verb = smz_lang_phrases(m->text->lang, "before.verb");

    for (size_t i = 0; i < m->text->n_terms; i++) {
        smz_str w = m->text->terms[i].surface;

        if (m->text->terms[i].stop)
            m->leads[i] = in_list(w, noun) ? 'n' : in_list(w, verb) ? 'v' : 0;
    }
}

/* What is asked for again and again; a term is said no more often than in all. */
static void prepare(struct maker *m)
{
    uint32_t most = 0;

    for (size_t i = 0; i < m->text->n_terms; i++)
        if (m->text->terms[i].count > most)
            most = m->text->terms[i].count;
    m->power = SMZ_NEW(&m->scratch, double, most + 1);
    m->log_of = SMZ_NEW(&m->scratch, double, most + 1);
    m->rarity = SMZ_NEW(&m->scratch, double, m->n + 1);
    for (uint32_t i = 0; i <= most; i++) {
        m->power[i] = smz_pow(i, 0.8);
        m->log_of[i] = smz_log(1.0 + i);
    }
    for (int i = 0; i <= m->n; i++)
        m->rarity[i] = smz_log(1 + (double)m->n / (1 + i));
}

void smz_headings_make(const struct smz_text *text, const struct smz_person *people,
                       int n_people, const struct smz_stretch *stretches, int n,
                       struct smz_arena *run, smz_str *out)
{
    struct maker m = {.text = text, .run = run, .n = n, .size = 1024};
    size_t most = 0;

    smz_arena_init(&m.scratch);
    m.bears = SMZ_NEW(&m.scratch, bool, text->n_tokens + 1);
    m.in_stretch = SMZ_NEW(&m.scratch, int, text->n_terms + 1);
    m.stretches = SMZ_NEW(&m.scratch, int, text->n_terms + 1);
    m.last = SMZ_NEW(&m.scratch, int, text->n_terms + 1);
    m.small = SMZ_NEW(&m.scratch, int, text->n_terms + 1);
    m.large = SMZ_NEW(&m.scratch, int, text->n_terms + 1);
    m.name = names_of(text, people, n_people, &m.scratch);
    m.leads = SMZ_NEW(&m.scratch, char, text->n_terms + 1);
    prepare(&m);
    m.loose = smz_lang_phrases(text->lang, "ending.loose");
    m.bent = smz_lang_phrases(text->lang, "ending.bent");
    m.nouns_large = smz_lang_nouns_large(text->lang);
    mark_leads(&m);
    for (int i = 0; i < n; i++) {
        size_t tokens = 0;

        for (int k = stretches[i].first_sentence; k < stretches[i].end_sentence; k++)
            tokens += mark_bearing(&m, k);
        most = tokens > most ? tokens : most;
        count_stretch(&m, &stretches[i], i + 1);
    }
    while (m.size <= most * PHRASE)
        m.size *= 2;
    m.table = SMZ_NEW(&m.scratch, struct phrase, m.size);
    m.filled = SMZ_NEW(&m.scratch, size_t, m.size);
    for (int i = 0; i < n; i++) {
        weigh_stretch(&m, &stretches[i], 1);
        out[i] = make(&m, &stretches[i]);
        weigh_stretch(&m, &stretches[i], 0);
    }
    smz_arena_release(&m.scratch);
}
