/* Walks over all answers: cleans, checks, drops, counts. */
#include "summarize/verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "verify/check.h"

/* Of one kind of answer, what was already told: condensing repeats on purpose. */
enum group { TOLD, CONDENSED, RELATED, N_GROUPS };

/* What a point says: its words of content, sorted. */
struct said {
    uint32_t *stems;
    size_t n;
    uint32_t next; /* with the same rarest stem; SMZ_NOWHERE: none */
};

struct quoted {
    int sentence;
    smz_str text;
};

struct walk {
    struct smz_check check;
    enum group group;
    bool unpointed; /* this answer's points have no full stops: a habit, not a cut */
    SMZ_VEC(struct said) said[N_GROUPS];
    SMZ_VEC(struct quoted) quoted[N_GROUPS];
    SMZ_VEC(uint32_t) by_stem[N_GROUPS]; /* stem -> the last that was said with it */
};

smz_str smz_short(smz_str s)
{
    size_t n = s.len < 60 ? s.len : 60;

    while (n > 0 && n < s.len && ((unsigned char)s.ptr[n] & 0xc0) == 0x80)
        n--;
    return smz_str_sub(s, 0, n);
}

void smz_remark(struct smz_check *c, const char *format, ...)
{
    char line[400];
    va_list args;
    smz_str text;

    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    text = smz_arena_keep(c->run, smz_str_of(line));
    SMZ_PUSH(c->run, c->out->remarks, text);
}

/* ---- told before */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* The stems of content of a text, ascending, each once. */
static struct said gist_of(struct walk *w, smz_str text)
{
    struct smz_index *ix = w->check.index;
    smz_places words = {0};
    struct said said = {.next = SMZ_NOWHERE};
    size_t n = 0;

    smz_index_cut(ix, text, &words);
    said.stems = SMZ_NEW(ix->arena, uint32_t, words.len + 1);
    for (size_t i = 0; i < words.len; i++)
        if (!(smz_index_word(ix, &words.at[i])->flags & SMZ_WORD_STOP) ||
            smz_index_word(ix, &words.at[i])->flags & SMZ_WORD_NEGATION)
            said.stems[n++] = smz_index_word(ix, &words.at[i])->stem;
    if (n)
        qsort(said.stems, n, sizeof(*said.stems), by_number);
    for (size_t i = 0; i < n; i++)
        if (said.n == 0 || said.stems[said.n - 1] != said.stems[i])
            said.stems[said.n++] = said.stems[i];
    return said;
}

/* Whether a stem turns a sentence around, or is what it is about: "not", "12". */
static bool decides(const struct smz_index *ix, uint32_t stem)
{
    return ix->words.at[ix->stem_words.at[stem]].flags &
           (SMZ_WORD_NEGATION | SMZ_WORD_NUMBER);
}

/* Four in five words of content in common, and all negations and numbers. */
static bool says_the_same(const struct smz_index *ix, const struct said *a,
                          const struct said *b)
{
    size_t i = 0, k = 0, both = 0;

    while (i < a->n || k < b->n) {
        if (k == b->n || (i < a->n && a->stems[i] < b->stems[k])) {
            if (decides(ix, a->stems[i++]))
                return false;
        } else if (i == a->n || b->stems[k] < a->stems[i]) {
            if (decides(ix, b->stems[k++]))
                return false;
        } else {
            both++;
            i++;
            k++;
        }
    }
    return both * 5 >= (a->n + b->n - both) * 4 && both >= 3;
}

/*
 * Whether a point with these words was told. What is the same in four of five words
 * shares one of any fifth of them and one more: those are looked up.
 */
static bool was_told(struct walk *w, smz_str text)
{
    struct said said = gist_of(w, text);
    uint32_t id = (uint32_t)w->said[w->group].len, nowhere = SMZ_NOWHERE;
    size_t from = said.n - said.n / 5 - 1; /* the highest are the rarest */

    if (said.n < 3)
        return false;
    while (w->by_stem[w->group].len < w->check.index->stem_words.len)
        SMZ_PUSH(w->check.index->arena, w->by_stem[w->group], nowhere);
    for (size_t i = from; i < said.n; i++) {
        uint32_t other = w->by_stem[w->group].at[said.stems[i]];

        for (; other != SMZ_NOWHERE; other = w->said[w->group].at[other].next)
            if (says_the_same(w->check.index, &said, &w->said[w->group].at[other]))
                return true;
    }
    for (size_t i = from; i < said.n; i++) {
        uint32_t *head = &w->by_stem[w->group].at[said.stems[i]];

        said.next = *head;
        *head = id++;
        SMZ_PUSH(w->check.index->arena, w->said[w->group], said);
    }
    return false;
}

/* Whether most of a quote stands in one that was given before. */
static bool was_quoted(struct walk *w, const struct smz_quote *quote)
{
    struct quoted q = {quote->sentence, quote->text};

    for (size_t i = 0; i < w->quoted[w->group].len; i++) {
        const struct quoted *o = &w->quoted[w->group].at[i];

        if (abs(o->sentence - q.sentence) > 12)
            continue;
        if (smz_str_find(o->text, q.text) >= 0 || smz_str_find(q.text, o->text) >= 0)
            return true;
    }
    SMZ_PUSH(w->check.index->arena, w->quoted[w->group], q);
    return false;
}

/* ---- texts */

/* A text of the engine's own: clean, whole sentences, no quotation that nobody said. */
static smz_str check_text(struct walk *w, smz_str text)
{
    smz_str clean = smz_clean(text, w->check.run), whole;

    if (w->check.selected || clean.len == 0)
        return clean;
    whole = smz_whole_part(w->check.index->text->lang, clean);
    if (whole.len < clean.len)
        smz_remark(&w->check, "cut-off text dropped: \"%.*s\"",
                   SMZ_ARG(smz_short(smz_str_trim(smz_str_skip(clean, whole.len)))));
    return smz_check_quoted(&w->check, whole);
}

/*
 * The claims of a text that cites nothing, against sentences [first, end). Strict: the
 * text without the sentences that make an unsupported one.
 */
static smz_str check_prose(struct walk *w, const char *what, smz_str text, int first,
                           int end)
{
    struct smz_check *c = &w->check;
    smz_str rest = text, kept = {NULL, 0};

    if (!c->plan->wish->strict || c->selected) {
        smz_check_claims(c, what, text, first, end);
        return text;
    }
    while (rest.len) {
        size_t n = smz_next_sentence(c->index->text->lang, rest);
        smz_str sentence = smz_str_sub(rest, 0, n);

        rest = smz_str_skip(rest, n);
        if (smz_check_claims(c, what, sentence, first, end) == 0)
            kept = smz_arena_printf(c->run, "%.*s%.*s", SMZ_ARG(kept), SMZ_ARG(sentence));
        else
            smz_remark(c, "%s: sentence dropped, unsupported (strict): \"%.*s\"", what,
                       SMZ_ARG(smz_short(sentence)));
    }
    return smz_str_trim(kept);
}

static void check_heading(struct walk *w, smz_str *heading)
{
    *heading = smz_clean(*heading, w->check.run);
    while (heading->len && smz_str_ends(*heading, SMZ_S(".")))
        heading->len--;
}

/* The numbers of a heading or lead, which goes where one was not said (strict). */
static void check_label(struct walk *w, const char *what, smz_str *label, int first,
                        int end)
{
    if (smz_check_numbers(&w->check, what, *label, first, end) &&
        w->check.plan->wish->strict)
        label->len = 0;
}

static bool keep_point(struct walk *w, struct smz_point *p, bool must_cite)
{
    struct smz_check *c = &w->check;
    int first = 0, end = 0;

    c->out->points++;
    check_heading(w, &p->lead);
    if (w->unpointed && !c->selected && p->text.len &&
        !smz_is_whole(smz_clean(p->text, c->run)))
        p->text = smz_arena_printf(c->run, "%.*s.", SMZ_ARG(smz_clean(p->text, c->run)));
    p->text = check_text(w, p->text);
    if (p->text.len == 0) {
        smz_remark(c, "point dropped, it is empty or cut off");
        return false;
    }
    if (!smz_check_point(c, p, must_cite))
        return false;
    if (!c->selected && was_told(w, p->text)) {
        smz_remark(c, "point dropped, told before: \"%.*s\"",
                   SMZ_ARG(smz_short(p->text)));
        return false;
    }
    for (int i = 0; i < p->n_turns; i++) {
        int a = c->index->text->first_sentence[p->turns[i]];
        int z = c->index->text->first_sentence[p->turns[i] + 1];

        first = i == 0 || a < first ? a : first;
        end = i == 0 || z > end ? z : end;
    }
    if (p->n_turns)
        check_label(w, "lead", &p->lead, first, end);
    if (p->n_turns && smz_check_claims(c, "point", p->text, first, end) &&
        c->plan->wish->strict) {
        smz_remark(c, "point dropped, unsupported (strict): \"%.*s\"",
                   SMZ_ARG(smz_short(p->text)));
        return false;
    }
    return true;
}

static void check_points(struct walk *w, struct smz_point *points, int *n, bool must_cite)
{
    int kept = 0;

    for (int i = 0; i < *n; i++) {
        struct smz_point p = points[i];

        if (keep_point(w, &p, must_cite))
            points[kept++] = p;
        else
            w->check.out->points_dropped++;
        smz_arena_release(&w->check.job);
    }
    *n = kept;
}

static void check_quotes(struct walk *w, struct smz_quote *quotes, int *n)
{
    int kept = 0;

    for (int i = 0; i < *n; i++) {
        struct smz_quote q = quotes[i];
        struct smz_checks before = *w->check.out;
        bool keep;

        q.text = smz_clean(q.text, w->check.run);
        keep = smz_check_quote(&w->check, &q);
        if (keep && was_quoted(w, &q)) {
            smz_remark(&w->check, "quote dropped, given before: \"%.*s\"",
                       SMZ_ARG(smz_short(q.text)));
            w->check.out->quotes_exact = before.quotes_exact;
            w->check.out->quotes_corrected = before.quotes_corrected;
            w->check.out->quotes_dropped++;
            keep = false;
        }
        if (keep)
            quotes[kept++] = q;
        smz_arena_release(&w->check.job);
    }
    *n = kept;
}

/* ---- answers */

/* Where a topic begins and ends, if the engine did not say: at what it cites. */
static void place_topic(struct walk *w, struct smz_told *told)
{
    const struct smz_check *c = &w->check;
    int first = c->end_sentence, end = c->first_sentence;

    for (int i = 0; i < told->n_points; i++) {
        int s = told->points[i].sentence;

        if (s < 0)
            continue;
        first = s < first ? s : first;
        end = s + 1 > end ? s + 1 : end;
    }
    if (told->first_sentence < c->first_sentence ||
        told->first_sentence >= c->end_sentence)
        told->first_sentence = first < c->end_sentence ? first : c->first_sentence;
    if (told->end_sentence <= told->first_sentence ||
        told->end_sentence > c->end_sentence)
        told->end_sentence = end > told->first_sentence ? end : told->first_sentence + 1;
    if (told->time == SMZ_MS_NONE || !c->selected)
        told->time = smz_sentence_time(c->index->text, told->first_sentence);
}

static bool check_topic(struct walk *w, struct smz_told *told)
{
    check_heading(w, &told->heading);
    told->prose = check_text(w, told->prose);
    check_points(w, told->points, &told->n_points, true);
    check_quotes(w, told->quotes, &told->n_quotes);
    place_topic(w, told);
    check_label(w, "heading", &told->heading, w->check.first_sentence,
                w->check.end_sentence);
    /* Prose cites nothing: it may draw on all that the request showed. */
    told->prose = check_prose(w, "prose", told->prose, w->check.first_sentence,
                              w->check.end_sentence);
    return told->prose.len || told->n_points || told->n_quotes;
}

/* More than half of an answer's points without an end mark: it writes so. */
static bool is_unpointed(const struct smz_answer *a)
{
    int n = 0, without = 0;

    for (int i = 0; i < a->n_topics; i++)
        for (int k = 0; k < a->topics[i].n_points; k++, n++)
            without += !smz_is_whole(a->topics[i].points[k].text);
    return n >= 4 && without * 2 > n;
}

static void check_topics(struct walk *w, struct smz_answer *a)
{
    int kept = 0;

    for (int i = 0; i < a->n_topics; i++) {
        struct smz_told told = a->topics[i];

        if (check_topic(w, &told))
            a->topics[kept++] = told;
    }
    a->n_topics = kept;
}

static void check_related(struct walk *w, struct smz_answer *a)
{
    struct smz_check *c = &w->check;
    int kept = 0, all = c->index->text->n_sentences;

    w->group = RELATED;
    a->summary = check_text(w, a->summary);
    a->summary = check_prose(w, "summary", a->summary, 0, all);
    for (int i = 0; i < a->n_themes; i++) {
        struct smz_theme theme = a->themes[i];

        check_heading(w, &theme.heading);
        check_label(w, "heading", &theme.heading, 0, all);
        theme.prose = check_text(w, theme.prose);
        theme.prose = check_prose(w, "theme", theme.prose, 0, all);
        check_points(w, theme.points, &theme.n_points, false);
        if (smz_check_shared(c, &theme))
            a->themes[kept++] = theme;
        else
            smz_remark(c, "theme dropped, no two share it: \"%.*s\"",
                       SMZ_ARG(smz_short(theme.heading)));
    }
    a->n_themes = kept;
    check_points(w, a->implications, &a->n_implications, false);
    kept = 0;
    for (int i = 0; i < a->n_stances; i++) {
        struct smz_stance s = a->stances[i];

        s.text = check_text(w, s.text);
        s.text = check_prose(w, "stance", s.text, 0, all);
        if (s.text.len && s.person >= 0 && s.person < c->plan->outline->n_people)
            a->stances[kept++] = s;
    }
    a->n_stances = kept;
    a->conclusion = check_text(w, a->conclusion);
    a->conclusion = check_prose(w, "conclusion", a->conclusion, 0, all);
}

/* What a request's answer may cite: its chunk, else the whole. */
static void set_range(struct walk *w, const struct smz_request *r, bool whole)
{
    struct smz_check *c = &w->check;

    c->first_turn = c->first_sentence = 0;
    c->last_turn = c->index->text->transcript->n_turns - 1;
    c->end_sentence = c->index->text->n_sentences;
    if (!whole && r->chunk >= 0 && r->chunk < c->plan->n_chunks) {
        const struct smz_chunk *chunk = &c->plan->chunks[r->chunk];

        c->first_turn = chunk->first_turn;
        c->last_turn = chunk->last_turn;
        c->first_sentence = chunk->first_sentence;
        c->end_sentence = chunk->end_sentence;
    }
}

/* What an edit moved here from another request's answer cites that one's chunk. */
static void widen_range(struct walk *w, const struct smz_answer *a)
{
    struct smz_check *c = &w->check;
    const struct smz_text *text = c->index->text;

    for (int i = 0; i < a->n_topics; i++) {
        const struct smz_told *t = &a->topics[i];

        if (t->first_sentence >= 0 && t->first_sentence < c->first_sentence) {
            c->first_sentence = t->first_sentence;
            c->first_turn = text->sentences[t->first_sentence].turn;
        }
        if (t->end_sentence > c->end_sentence && t->end_sentence <= text->n_sentences) {
            c->end_sentence = t->end_sentence;
            c->last_turn = text->sentences[t->end_sentence - 1].turn;
        }
    }
}

static void check_answer(struct walk *w, const struct smz_request *r,
                         struct smz_answer *a)
{
    set_range(w, r, false);
    widen_range(w, a);
    w->group = r->kind == SMZ_REQUEST_CONDENSE ? CONDENSED : TOLD;
    w->unpointed = is_unpointed(a);
    check_topics(w, a);
    for (int i = 0; i < a->n_edits; i++)
        check_heading(w, &a->edits[i].heading);
    set_range(w, r, true);
    check_related(w, a);
}

static void cut_names(struct smz_check *c)
{
    const struct smz_outline *o = c->plan->outline;

    c->people = SMZ_NEW(c->index->arena, smz_places, o->n_people);
    for (int i = 0; i < o->n_people; i++) {
        if (o->people[i].made_up)
            continue;
        smz_index_cut(c->index, o->people[i].name, &c->people[i]);
        smz_index_cut(c->index, o->people[i].label, &c->people[i]);
    }
}

static bool is_same_lang(const struct smz_plan *plan)
{
    const char *lang = plan->wish->lang;

    return !lang || !*lang || smz_lang_get(smz_str_of(lang)) == plan->outline->text->lang;
}

struct smz_index *smz_verify_index(const struct smz_outline *outline,
                                   struct smz_arena *run)
{
    struct smz_index *index = SMZ_NEW(run, struct smz_index, 1);

    smz_index_make(outline, run, index);
    smz_names_mark(index);
    return index;
}

void smz_verify(const struct smz_plan *plan, struct smz_index *index,
                struct smz_answers *answers, struct smz_arena *run,
                struct smz_checks *out)
{
    struct walk w = {.check = {.plan = plan, .run = run, .out = out}};
    struct smz_arena arena;

    *out = (struct smz_checks){0};
    smz_arena_init(&arena);
    smz_arena_init(&w.check.job);
    w.check.index = index ? index : smz_verify_index(plan->outline, &arena);
    w.check.selected = smz_str_eq(answers->run.provider, SMZ_S("builtin"));
    w.check.same_lang = is_same_lang(plan);
    w.check.scores = SMZ_NEW(&arena, float, plan->outline->text->n_sentences + 1);
    cut_names(&w.check);
    for (int i = 0; i < answers->n && i < plan->n_requests; i++)
        if (answers->at[i].given)
            check_answer(&w, &plan->requests[i], &answers->at[i]);
    smz_check_coverage(&w.check, answers);
    smz_arena_release(&w.check.job);
    smz_arena_release(&arena);
}
