/* Checked answers -> digest: what stands in it and in which order. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/inside.h"
#include "summarize/prompt.h"

typedef SMZ_VEC(struct smz_told) told_list;

struct assembling {
    const struct smz_plan *plan;
    const struct smz_outline *outline;
    const struct smz_text *text;
    struct smz_arena *run;
    told_list topics;
    told_list spares; /* topics that were condensed into others */
    int ads;          /* told topics that were left out as advertisements */
};

/* ---- collecting */

static int segment_at(const struct smz_outline *o, int sentence)
{
    int lo = 0, hi = o->n_segments;

    while (hi - lo > 1) {
        int mid = (lo + hi) / 2;

        if (o->segments[mid].first_sentence <= sentence)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

static smz_ms turn_time(const struct assembling *a, int turn)
{
    const struct smz_transcript *t = a->text->transcript;

    return turn >= 0 && turn < t->n_turns ? t->turns[turn].start : SMZ_MS_NONE;
}

static smz_ms sentence_time(const struct assembling *a, int sentence)
{
    return sentence >= 0 && sentence < a->text->n_sentences
               ? smz_sentence_time(a->text, sentence)
               : SMZ_MS_NONE;
}

static struct smz_point clean_point(const struct assembling *a, struct smz_point p)
{
    p.lead = render_clean_label(p.lead, a->run);
    p.text = render_unquote(render_clean_prose(p.text, a->run), a->text->transcript,
                            p.turns, p.n_turns, a->run);
    if (p.time < 0)
        p.time = sentence_time(a, p.sentence);
    if (p.time < 0 && p.n_turns)
        p.time = turn_time(a, p.turns[0]);
    return p;
}

static smz_str clean_prose(const struct assembling *a, smz_str s)
{
    return render_unquote(render_clean_prose(s, a->run), a->text->transcript, NULL, 0,
                          a->run);
}

/* What prose quotes was said where its topic is. */
static smz_str topic_prose(const struct assembling *a, const struct smz_told *t)
{
    int first, n, *turns;

    if (t->first_sentence < 0 || t->end_sentence <= t->first_sentence ||
        t->end_sentence > a->text->n_sentences)
        return clean_prose(a, t->prose);
    first = a->text->sentences[t->first_sentence].turn;
    n = a->text->sentences[t->end_sentence - 1].turn + 1 - first;
    turns = SMZ_NEW(a->run, int, n);
    for (int i = 0; i < n; i++)
        turns[i] = first + i;
    return render_unquote(render_clean_prose(t->prose, a->run), a->text->transcript,
                          turns, n, a->run);
}

/* Points that only name a noun say nothing. */
static bool says_something(const struct smz_point *p)
{
    return smz_count_words(p->text) >= 3;
}

static struct smz_point *clean_points(const struct assembling *a,
                                      const struct smz_point *from, int *n)
{
    struct smz_point *list = SMZ_NEW(a->run, struct smz_point, *n);
    int kept = 0;

    for (int i = 0; i < *n; i++) {
        list[kept] = clean_point(a, from[i]);
        kept += says_something(&list[kept]);
    }
    *n = kept;
    return list;
}

/* "…so I left": what begins small in the middle of a sentence shows it. */
static smz_str quote_text(const struct assembling *a, const struct smz_quote *q)
{
    enum { HEAD = 12 }; /* bytes that tell where it begins */
    smz_str text = render_clean_quote(q->text, a->run);
    smz_str head = smz_str_sub(text, 0, text.len < HEAD ? text.len / 2 : HEAD);
    size_t at = 0;

    if (!text.len || q->sentence < 0 || q->sentence >= a->text->n_sentences ||
        !smz_cp_is_lower(smz_utf8_next(text, &at)) ||
        smz_str_find(smz_sentence_str(a->text, q->sentence), head) <= 0)
        return text;
    return smz_arena_printf(a->run, "…%.*s", SMZ_ARG(text));
}

static struct smz_quote *clean_quotes(const struct assembling *a,
                                      const struct smz_quote *from, int *n)
{
    struct smz_quote *list = SMZ_NEW(a->run, struct smz_quote, *n);
    int kept = 0;

    for (int i = 0; i < *n; i++) {
        list[kept] = from[i];
        list[kept].text = quote_text(a, &from[i]);
        if (list[kept].time < 0)
            list[kept].time = sentence_time(a, from[i].sentence);
        if (list[kept].time < 0)
            list[kept].time = turn_time(a, from[i].turn);
        kept += smz_count_words(list[kept].text) > 0;
    }
    *n = kept;
    return list;
}

static void take_topic(struct assembling *a, struct smz_told t, told_list *into)
{
    if (t.segment < 0 || t.segment >= a->outline->n_segments)
        t.segment = segment_at(a->outline, t.first_sentence);
    if (a->outline->segments[t.segment].kind == SMZ_SEGMENT_AD &&
        a->plan->segment_words[t.segment] == 0) {
        a->ads++;
        return;
    }
    t.points = clean_points(a, t.points, &t.n_points);
    t.quotes = clean_quotes(a, t.quotes, &t.n_quotes);
    t.prose = topic_prose(a, &t);
    if (t.time < 0)
        t.time = sentence_time(a, t.first_sentence);
    if (t.n_points || t.prose.len)
        SMZ_PUSH(a->run, *into, t);
}

/* What was condensed stands for what it was made from. */
static void collect(struct assembling *a, const struct smz_answers *answers)
{
    const bool *condensed = smz_plan_condensed(a->plan, answers, a->run);

    for (int i = 0; i < answers->n; i++) {
        const struct smz_answer *answer = &answers->at[i];
        bool spare = i < a->plan->n_requests && condensed[i];

        for (int k = 0; k < answer->n_topics; k++)
            take_topic(a, answer->topics[k], spare ? &a->spares : &a->topics);
    }
}

/* The topic, of n in order, that a sentence of a segment belongs to; NULL: none. */
static struct smz_told *topic_at(struct smz_told *topics, int n, int segment,
                                 int sentence)
{
    struct smz_told *at = NULL;

    for (int i = 0; i < n; i++)
        if (topics[i].segment == segment && (!at || topics[i].first_sentence <= sentence))
            at = &topics[i];
    return at;
}

/*
 * Where a condensing answer is shorter than asked for, points of what it was made from
 * fill the topics: after all of its own.
 */
static void add_spares(struct assembling *a, struct smz_told *topics, int n)
{
    const double worth = 0.01; /* beside a point that was chosen */

    for (size_t i = 0; i < a->spares.len; i++) {
        struct smz_told spare = a->spares.at[i], *into;

        into = topic_at(topics, n, spare.segment, spare.first_sentence);
        if (!into)
            continue;
        for (int k = 0; k < spare.n_points; k++)
            spare.points[k].weight *= worth;
        spare.n_quotes = 0;
        spare.prose.len = 0;
        render_absorb(into, &spare, a->run);
    }
}

/*
 * Where there is too little for any engine to choose from, the talk is its own
 * digest: every sentence of every topic.
 */
static void tell_itself(struct assembling *a)
{
    for (int i = 0; i < a->outline->n_topics; i++) {
        const struct smz_topic *topic = &a->outline->topics[i];
        int n = topic->end_sentence - topic->first_sentence;
        struct smz_told t = {.segment = topic->segment,
                             .first_sentence = topic->first_sentence,
                             .end_sentence = topic->end_sentence,
                             .heading = topic->heading,
                             .points = SMZ_NEW(a->run, struct smz_point, n),
                             .time = sentence_time(a, topic->first_sentence)};

        for (int k = topic->first_sentence; k < topic->end_sentence; k++) {
            int *turn = SMZ_NEW(a->run, int, 1);
            struct smz_point p = {.text = smz_sentence_str(a->text, k),
                                  .turns = turn,
                                  .n_turns = 1,
                                  .sentence = k,
                                  .weight = 1,
                                  .time = SMZ_MS_NONE};

            *turn = a->text->sentences[k].turn;
            p.speaker = a->outline->person_of[*turn];
            p = clean_point(a, p);
            if (smz_count_words(p.text))
                t.points[t.n_points++] = p;
        }
        if (t.n_points)
            SMZ_PUSH(a->run, a->topics, t);
    }
}

/* ---- order */

static int by_place(const void *a, const void *b)
{
    const struct smz_told *x = a, *y = b;

    if (x->segment != y->segment)
        return x->segment < y->segment ? -1 : 1;
    if (x->first_sentence != y->first_sentence)
        return x->first_sentence < y->first_sentence ? -1 : 1;
    if (x->end_sentence != y->end_sentence)
        return x->end_sentence < y->end_sentence ? -1 : 1;
    return smz_str_cmp(x->heading, y->heading);
}

/* ---- the frame: what is told of the whole */

static void take_themes(struct assembling *a, const struct smz_answer *from,
                        struct render_headings *headings, struct smz_digest *out)
{
    out->themes = SMZ_NEW(a->run, struct smz_theme, from->n_themes);
    for (int i = 0; i < from->n_themes; i++) {
        struct smz_theme t = from->themes[i];

        t.points = clean_points(a, t.points, &t.n_points);
        t.prose = clean_prose(a, t.prose);
        t.heading = render_clean_label(t.heading, a->run);
        if (!t.heading.len || (!t.n_points && !t.prose.len))
            continue;
        t.heading = render_headings_theme(headings, t.heading, &t);
        out->themes[out->n_themes++] = t;
    }
}

/* "Ann Lee: Ann Lee speaks mainly about bees." names her once too often. */
static smz_str without_name(const struct assembling *a, smz_str text, int person)
{
    smz_str name = a->outline->people[person].name, rest = smz_str_skip(text, name.len);

    return smz_str_starts(text, name) && smz_str_starts(rest, SMZ_S(" "))
               ? clean_prose(a, rest)
               : text;
}

static void take_stances(struct assembling *a, const struct smz_answer *from,
                         struct smz_digest *out)
{
    bool *seen = SMZ_NEW(a->run, bool, a->outline->n_people + 1);

    out->stances = SMZ_NEW(a->run, struct smz_stance, from->n_stances);
    for (int i = 0; i < from->n_stances; i++) {
        struct smz_stance s = from->stances[i];

        s.text = clean_prose(a, s.text);
        if (s.person < 0 || s.person >= a->outline->n_people || seen[s.person] ||
            !s.text.len)
            continue;
        seen[s.person] = true;
        s.text = without_name(a, s.text, s.person);
        out->stances[out->n_stances++] = s;
    }
}

static void take_frame(struct assembling *a, const struct smz_answers *answers,
                       struct render_headings *headings, struct smz_digest *out)
{
    for (int i = 0; i < answers->n; i++) {
        const struct smz_answer *from = &answers->at[i];

        if (!out->summary.len)
            out->summary = clean_prose(a, from->summary);
        if (!out->conclusion.len)
            out->conclusion = clean_prose(a, from->conclusion);
        if (!out->n_themes)
            take_themes(a, from, headings, out);
        if (!out->n_stances)
            take_stances(a, from, out);
        if (!out->n_implications && from->n_implications) {
            out->n_implications = from->n_implications;
            out->implications = clean_points(a, from->implications, &out->n_implications);
        }
    }
}

/* Where there is nothing of all that was asked for, the talk is told nevertheless. */
static void tell_anyway(const struct smz_wish *wish, struct smz_digest *d,
                        struct smz_notes *notes)
{
    bool any = false, themeless = false;

    for (int i = 0; i < d->n_parts; i++) {
        any |= render_is_told(d, d->parts[i]);
        themeless |= wish->n_parts && d->parts[i] == SMZ_PART_THEMES && !d->n_themes;
    }
    if (any && themeless)
        smz_note(notes, SMZ_WARN, "no two speakers share a theme: the digest has none");
    if (any)
        return;
    smz_note(notes, SMZ_WARN,
             "the talk has none of the sections asked for: its topics are told instead");
    d->parts[0] = SMZ_PART_SPEAKERS;
    d->n_parts = 1;
}

/* ---- the title */

/* Bytes of what parted a title from a number before it: "- A review". */
static size_t dashes(smz_str title)
{
    size_t n = 0;

    for (size_t at = 0; at < title.len;) {
        uint32_t cp = smz_utf8_next(title, &at);

        if (!smz_cp_is_space(cp) && cp != '-' && cp != 0x2013 && cp != 0x2014)
            break;
        n = at;
    }
    return n;
}

static smz_str title_of(const struct assembling *a)
{
    const struct smz_transcript *t = a->text->transcript;
    /* What was asked for is not improved on. */
    smz_str title = render_clean(smz_str_of(a->plan->wish->title), a->run);

    if (!title.len)
        title = render_clean_label(smz_str_skip(t->title, dashes(t->title)), a->run);
    if (!title.len && !smz_str_eq(t->name, SMZ_S("-")))
        title =
            render_clean_label(render_title_of_file(a->text, t->name, a->run), a->run);
    if (!title.len)
        title = smz_str_of(smz_lang_phrase(a->text->lang, "untitled"));
    return title;
}

/* Only what a browser opens: a link is never made of anything else. */
static smz_str link_of(const struct assembling *a)
{
    smz_str link = smz_str_of(a->plan->wish->link);

    if (!link.len)
        link = a->text->transcript->link;
    link = smz_str_trim(link);
    return smz_str_starts_nocase(link, SMZ_S("https://")) ||
                   smz_str_starts_nocase(link, SMZ_S("http://"))
               ? link
               : (smz_str){NULL, 0};
}

static void choose_parts(const struct smz_wish *wish, struct smz_digest *out)
{
    static const enum smz_part all[] = {SMZ_PART_SUMMARY, SMZ_PART_SPEAKERS,
                                        SMZ_PART_THEMES, SMZ_PART_IMPLICATIONS,
                                        SMZ_PART_CONCLUSION};
    const enum smz_part *from = wish->n_parts ? wish->parts : all;

    out->n_parts = wish->n_parts ? wish->n_parts : (int)SMZ_COUNT(all);
    memcpy(out->parts, from, sizeof(*from) * (size_t)out->n_parts);
}

static void reserve_part_headings(const struct smz_digest *d,
                                  struct render_headings *headings)
{
    for (int i = 0; i < d->n_parts; i++)
        render_headings_take(headings, render_part_heading(d, d->parts[i]));
}

/* What was left out, and what could not be filled. */
static void note_length(const struct assembling *a, const struct smz_digest *d,
                        struct smz_notes *notes)
{
    int ads = 0;
    size_t words = 0;

    for (int i = 0; i < a->outline->n_segments; i++)
        if (a->outline->segments[i].kind == SMZ_SEGMENT_AD) {
            ads++;
            words += a->outline->segments[i].words;
        }
    if (ads)
        smz_note(notes, SMZ_INFO, "%d %s of %zu words left out", ads,
                 ads == 1 ? "advertisement" : "advertisements", words);
    if (d->words * 100 < d->target * 95)
        smz_note(notes, SMZ_WARN, "asked for %d words, %s gave %d", d->target,
                 smz_plan_frame_only(a->plan) ? "the sections asked for" : "the talk",
                 d->words);
}

void smz_assemble(const struct smz_plan *plan, struct smz_answers *answers,
                  const struct smz_checks *checks, struct smz_notes *notes,
                  struct smz_arena *run, struct smz_digest *out)
{
    struct assembling a = {
        .plan = plan, .outline = plan->outline, .text = plan->outline->text, .run = run};
    struct smz_digest d = {.outline = plan->outline, .target = plan->words};
    struct render_headings headings;
    int n;

    d.lang = plan->wish->lang ? smz_lang_get(smz_str_of(plan->wish->lang)) : a.text->lang;
    d.run = answers->run;
    d.checks = *checks;
    d.notes = notes;
    d.title = title_of(&a);
    d.link = link_of(&a);
    choose_parts(plan->wish, &d);
    collect(&a, answers);
    if (!a.topics.len)
        tell_itself(&a);
    if (a.topics.len)
        qsort(a.topics.at, a.topics.len, sizeof(*a.topics.at), by_place);
    n = render_merge_topics(a.topics.at, (int)a.topics.len, a.text, run);
    add_spares(&a, a.topics.at, n);
    render_merge_points(a.topics.at, n, a.text, run);
    render_headings_init(&headings, plan->outline, d.lang, run);
    reserve_part_headings(&d, &headings);
    render_sections(plan, a.topics.at, n, &headings, run, &d);
    take_frame(&a, answers, &headings, &d);
    tell_anyway(plan->wish, &d, notes);
    render_fit(&d, plan, plan->wish->points_only, run);
    note_length(&a, &d, notes);
    *out = d;
}
