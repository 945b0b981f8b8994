#include "engine/builtin/phrases.h"

#include <limits.h>
#include <stdlib.h>

#include "base/utf8.h"

int builtin_person(const struct builtin *b, int sentence)
{
    return b->outline->person_of[b->text->sentences[sentence].turn];
}

smz_str builtin_clean(struct builtin *b, int sentence)
{
    clean_scan(&b->cleaner, smz_sentence_str(b->text, sentence));
    return clean_write(&b->cleaner, b->run);
}

smz_str builtin_say(const struct builtin *b, const char *key, smz_str first,
                    smz_str second, smz_str third)
{
    const char *format = smz_lang_phrase(b->lang, key);

    /* The frames are ours; a key that no language has is empty. */
    smz_str s = smz_arena_printf(b->run, format, smz_arena_keep(b->run, first).ptr,
                                 smz_arena_keep(b->run, second).ptr,
                                 smz_arena_keep(b->run, third).ptr);

    /* "Sam W." at the end brings the full stop. */
    if (smz_str_ends(s, SMZ_S("..")) && !smz_str_ends(s, SMZ_S("...")))
        s.len--;
    return s;
}

smz_str builtin_name(const struct builtin *b, int person)
{
    return b->outline->people[person].name;
}

smz_str builtin_large(const struct builtin *b, smz_str s)
{
    char letter[4];
    size_t at = 0, n;
    uint32_t cp = smz_utf8_next(s, &at);

    for (size_t i = at; i < s.len && s.ptr[i] != ' ';)
        if (smz_cp_is_upper(smz_utf8_next(s, &i)))
            return s;
    n = smz_utf8_put(smz_cp_upper(cp), letter);
    return smz_arena_printf(b->run, "%.*s%.*s", (int)n, letter,
                            SMZ_ARG(smz_str_skip(s, at)));
}

static const int *turn_of(const struct builtin *b, int sentence)
{
    int *turn = SMZ_NEW(b->run, int, 1);

    *turn = b->text->sentences[sentence].turn;
    return turn;
}

struct smz_point builtin_point(struct builtin *b, struct choice c)
{
    return (struct smz_point){
        .text = builtin_clean(b, c.sentence),
        .turns = turn_of(b, c.sentence),
        .n_turns = 1,
        .sentence = c.sentence,
        .weight = c.weight,
        .speaker = SMZ_NOBODY,
        .time = SMZ_MS_NONE,
    };
}

/* ---- topics as told */

static int by_sentence(const void *a, const void *b)
{
    const struct choice *x = a, *y = b;

    return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

/* The first of n choices, in order, that is not before a sentence. */
static size_t choice_from(const struct choice *at, size_t n, int sentence)
{
    size_t lo = 0;

    while (lo < n) {
        size_t mid = lo + (n - lo) / 2;

        if (at[mid].sentence < sentence)
            lo = mid + 1;
        else
            n = mid;
    }
    return lo;
}

static void tell_points(struct builtin *b, int first, int end, struct smz_told *told)
{
    size_t from = choice_from(b->points.at, b->points.len, first);
    size_t to = choice_from(b->points.at, b->points.len, end);

    told->points = SMZ_NEW(b->run, struct smz_point, to - from);
    for (size_t i = from; i < to; i++)
        told->points[told->n_points++] = builtin_point(b, b->points.at[i]);
}

static void tell_quotes(struct builtin *b, int first, int end, struct smz_told *told)
{
    size_t from = choice_from(b->quotes.at, b->quotes.len, first);
    size_t to = choice_from(b->quotes.at, b->quotes.len, end);

    told->quotes = SMZ_NEW(b->run, struct smz_quote, to - from);
    for (size_t i = from; i < to; i++) {
        struct choice c = b->quotes.at[i];

        told->quotes[told->n_quotes++] = (struct smz_quote){
            .text = smz_sentence_str(b->text, c.sentence),
            .turn = b->text->sentences[c.sentence].turn,
            .sentence = c.sentence,
            .weight = c.weight,
            .speaker = SMZ_NOBODY,
            .time = SMZ_MS_NONE,
        };
    }
}

/* The sentences that a request is about. */
struct range {
    int first, end;
};

static struct range range_of(const struct smz_plan *plan, const struct smz_request *r)
{
    struct range range = {INT_MAX, 0};

    if (r->chunk >= 0)
        return (struct range){plan->chunks[r->chunk].first_sentence,
                              plan->chunks[r->chunk].end_sentence};
    for (int i = 0; i < r->n_needs; i++) {
        struct range part = range_of(plan, &plan->requests[r->needs[i]]);

        range.first = part.first < range.first ? part.first : range.first;
        range.end = part.end > range.end ? part.end : range.end;
    }
    return range;
}

static void tell_topics(struct builtin *b, const struct smz_request *r,
                        struct smz_answer *out)
{
    const struct smz_outline *o = b->outline;
    struct range range = range_of(b->plan, r);

    out->topics = SMZ_NEW(b->run, struct smz_told, o->n_topics + 1);
    for (int t = 0; t < o->n_topics; t++) {
        const struct smz_topic *topic = &o->topics[t];
        int first = topic->first_sentence, end = topic->end_sentence;
        struct smz_told told = {.segment = topic->segment, .heading = topic->heading};

        first = first < range.first ? range.first : first;
        end = end > range.end ? range.end : end;
        if (first >= end)
            continue;
        told.first_sentence = first;
        told.end_sentence = end;
        told.time = smz_sentence_time(b->text, first);
        tell_points(b, first, end, &told);
        tell_quotes(b, first, end, &told);
        if (told.n_points + told.n_quotes == 0)
            continue;
        out->topics[out->n_topics++] = told;
    }
    if (b->plan->wish->points_only)
        return;
    builtin_headings(b, out->topics, out->n_topics);
    for (int i = 0; i < out->n_topics; i++)
        builtin_prose(b, &out->topics[i]);
}

static void answer(struct builtin *b, const struct smz_request *r, struct smz_answer *out)
{
    out->given = true;
    switch (r->kind) {
    case SMZ_REQUEST_SINGLE:
        tell_topics(b, r, out);
        if (!b->plan->wish->points_only)
            builtin_relate(b, out);
        break;
    case SMZ_REQUEST_WRITE:
    case SMZ_REQUEST_CONDENSE:
        tell_topics(b, r, out);
        break;
    case SMZ_REQUEST_RELATE:
        if (!b->plan->wish->points_only)
            builtin_relate(b, out);
        break;
    case SMZ_REQUEST_EDIT:   /* its topics are the outline's: nothing to mend */
    case SMZ_REQUEST_EXTEND: /* it has told all that it chose */
        break;
    }
}

static void mark_names(struct builtin *b)
{
    smz_str *names = SMZ_NEW(b->scratch, smz_str, b->outline->n_people);

    for (int i = 0; i < b->outline->n_people; i++)
        names[i] = builtin_name(b, i);
    b->name = smz_text_names(b->text, names, b->outline->n_people, b->scratch);
}

static void mark_small(struct builtin *b)
{
    for (size_t i = 0; i < b->text->n_tokens; i++)
        if (!b->text->tokens[i].capital)
            b->small[b->text->tokens[i].term] = true;
}

enum { MOST_NAMES = 1000 };

/* Those who speak are called by the words of their names. */
static void call_names(struct builtin *b)
{
    SMZ_VEC(uint32_t) called = {0};

    for (int i = 0; i < b->outline->n_people && i < MOST_NAMES; i++) {
        smz_str rest = builtin_name(b, i), word;

        while (smz_str_word(&rest, &word)) {
            uint32_t hash = lexicon_hash(word);

            SMZ_PUSH(b->run, called, hash);
        }
    }
    b->cleaner.called = called.at;
    b->cleaner.n_called = called.len;
}

static void prepare(struct builtin *b)
{
    double power = 1;

    for (int i = 0; i <= MOST_TAKEN; i++, power *= 0.6)
        b->left[i] = power;
    b->endings = (struct endings){smz_lang_phrases(b->text->lang, "ending.loose"),
                                  smz_lang_phrases(b->text->lang, "ending.bent"),
                                  smz_lang_phrases(b->text->lang, "ending.oblique"),
                                  smz_lang_phrases(b->text->lang, "ending.plural"),
                                  smz_lang_phrases(b->text->lang, "ending.finite"),
                                  smz_lang_phrases(b->text->lang, "ending.particle")};
    b->lex = lexicon_make(b->text->lang, b->scratch);
    b->second = lexicon_second(b->text->lang, b->scratch);
    cleaner_init(&b->cleaner, b->text->lang, b->lex);
    call_names(b);
    b->facts = SMZ_NEW(b->scratch, struct fact, b->text->n_sentences + 1);
    b->used = SMZ_NEW(b->scratch, bool, b->text->n_sentences + 1);
    b->open = SMZ_NEW(b->scratch, bool, b->text->n_sentences + 1);
    b->weight = SMZ_NEW(b->scratch, double, b->text->n_terms + 1);
    b->taken = SMZ_NEW(b->scratch, uint16_t, b->text->n_terms + 1);
    b->small = SMZ_NEW(b->scratch, bool, b->text->n_terms + 1);
    b->verb = SMZ_NEW(b->scratch, int, b->text->n_terms + 1);
    b->headed = SMZ_NEW(b->scratch, bool, b->text->n_terms + 1);
    b->local = SMZ_NEW(b->scratch, uint32_t, b->text->n_terms + 1);
    mark_names(b);
    mark_small(b);
    builtin_verbs(b);
}

void smz_builtin_answer(const struct smz_plan *plan, struct smz_arena *run,
                        struct smz_answers *out)
{
    struct smz_arena scratch;
    struct builtin *b;
    const char *lang = plan->wish->lang;

    smz_arena_init(&scratch);
    b = SMZ_NEW(&scratch, struct builtin, 1);
    b->plan = plan;
    b->outline = plan->outline;
    b->text = plan->outline->text;
    b->lang = lang ? smz_lang_get(smz_str_of(lang)) : b->text->lang;
    b->run = run;
    b->scratch = &scratch;
    prepare(b);
    builtin_facts(b);
    if (!plan->wish->points_only)
        phrases_of_whole(b);
    builtin_reserve(b);
    if (!plan->wish->points_only)
        builtin_select_quotes(b);
    builtin_select(b);
    if (!plan->wish->points_only)
        builtin_select_more_quotes(b);
    if (b->points.len)
        qsort(b->points.at, b->points.len, sizeof(*b->points.at), by_sentence);
    if (b->quotes.len)
        qsort(b->quotes.at, b->quotes.len, sizeof(*b->quotes.at), by_sentence);
    *out = (struct smz_answers){.at = SMZ_NEW(run, struct smz_answer, plan->n_requests),
                                .n = plan->n_requests};
    out->run.provider = SMZ_S("builtin");
    out->run.cost = 0;
    for (int i = 0; i < plan->n_requests; i++)
        answer(b, &plan->requests[i], &out->at[i]);
    smz_arena_release(&scratch);
}
