/* Which topics stand under which H2. */
#include <stdlib.h>
#include <string.h>

#include "render/inside.h"

enum {
    MAX_NAMES = 5,   /* in a heading */
    MAX_PEOPLE = 10, /* of a panel with a section of their own */
    MAX_BLOCKS = 8   /* of time */
};

static const double MAIN_SHARE = 0.08; /* of the words: from here on a main speaker */

struct making {
    const struct smz_plan *plan;
    bool written; /* a topic is one text, and not points that happen to stand together */
    const struct smz_outline *outline;
    struct render_headings *headings;
    struct smz_arena *run;
    SMZ_VEC(struct smz_section) sections;
};

double render_person_share(const struct smz_outline *outline, int person)
{
    size_t all = outline->text->transcript->words;

    return all ? (double)outline->people[person].words / (double)all : 0;
}

/* "Ann, Ben & Cem" */
static smz_str join_names(const struct smz_outline *outline, const int *people, int n,
                          struct smz_arena *run)
{
    smz_str s = {NULL, 0};

    for (int i = 0; i < n; i++) {
        const char *sep = i == 0 ? "" : i == n - 1 ? " & " : ", ";

        s = smz_arena_printf(run, "%.*s%s%.*s", SMZ_ARG(s), sep,
                             SMZ_ARG(outline->people[people[i]].name));
    }
    return s;
}

static struct smz_section *add_section(struct making *m, struct smz_section s)
{
    SMZ_PUSH(m->run, m->sections, s);
    return &m->sections.at[m->sections.len - 1];
}

/* ---- topics as H2s */

static void add_flat(struct making *m, struct smz_told *topics, int n)
{
    for (int i = 0; i < n; i++) {
        struct smz_told *t = &topics[i];

        render_headings_name(m->headings, t);
        add_section(m, (struct smz_section){.heading = t->heading,
                                            .start = t->time,
                                            .end = SMZ_MS_NONE,
                                            .segment = t->segment,
                                            .person = -1,
                                            .flat = true,
                                            .topics = t,
                                            .n_topics = 1});
    }
}

/* ---- people as H2s */

static smz_str named_part(struct making *m, const char *key, const struct smz_segment *s)
{
    smz_str part = smz_str_of(smz_lang_phrase(m->headings->lang, key));

    if (!s->n_people)
        return part;
    return smz_arena_printf(m->run, "%.*s – %.*s", SMZ_ARG(part),
                            SMZ_ARG(m->outline->people[s->people[0]].name));
}

/* The people that a segment is named after: the main ones of it. */
static int main_people(const struct making *m, const struct smz_segment *s)
{
    int n = 0;

    for (int i = 0; i < s->n_people && n < MAX_NAMES; i++)
        if (i == 0 || render_person_share(m->outline, s->people[i]) >= MAIN_SHARE ||
            (double)m->outline->people[s->people[i]].words > 0.15 * (double)s->words)
            n = i + 1;
        else
            break;
    return n;
}

static void add_segment(struct making *m, int segment, struct smz_told *topics, int n)
{
    const struct smz_segment *s = &m->outline->segments[segment];
    struct smz_section section = {.start = s->start,
                                  .end = s->end,
                                  .segment = segment,
                                  .person = -1,
                                  .topics = topics,
                                  .n_topics = n};
    int people = main_people(m, s);

    if (s->kind == SMZ_SEGMENT_PREAMBLE || s->kind == SMZ_SEGMENT_TEASER)
        section.heading = named_part(m, "opening", s);
    else if (s->kind == SMZ_SEGMENT_OUTRO)
        section.heading = named_part(m, "closing", s);
    else
        section.heading = join_names(m->outline, s->people, people, m->run);
    if (people == 1)
        section.person = s->people[0];
    if (section.start < 0 || section.end < 0)
        section.start = section.end = SMZ_MS_NONE;
    section.heading =
        render_headings_unique(m->headings, render_clean(section.heading, m->run));
    for (int i = 0; i < n; i++)
        render_headings_name(m->headings, &topics[i]);
    add_section(m, section);
}

/* ---- the people of a panel as H2s */

struct panel {
    int people[MAX_PEOPLE];
    int n;
    SMZ_VEC(struct smz_told) told[MAX_PEOPLE]; /* of each, in order of time */
    struct smz_told loose[MAX_PEOPLE];         /* single points of each */
};

static void choose_people(struct making *m, const struct smz_segment *s, struct panel *p)
{
    for (int i = 0; i < s->n_people && p->n < MAX_PEOPLE; i++)
        if (i < 2 || render_person_share(m->outline, s->people[i]) >= MAIN_SHARE)
            p->people[p->n++] = s->people[i];
    for (int i = 1; i < p->n; i++) /* in order of appearance */
        for (int k = i; k > 0 && m->outline->people[p->people[k]].first_turn <
                                     m->outline->people[p->people[k - 1]].first_turn;
             k--) {
            int later = p->people[k - 1];

            p->people[k - 1] = p->people[k];
            p->people[k] = later;
        }
}

/* Whose section a voice's words go to; `otherwise` for who has none. */
static int owner(const struct panel *p, int speaker, int otherwise)
{
    for (int i = 0; i < p->n; i++)
        if (p->people[i] == speaker)
            return i;
    return otherwise;
}

/* Whose topic it is: who said most of what it rests on; `share`: how much of it. */
static int told_by(const struct making *m, const struct smz_told *t, double *share)
{
    double *weight = SMZ_NEW(m->run, double, m->outline->n_people), all = 0;
    int best = SMZ_NOBODY;

    smz_outline_weigh(m->outline, t->turns, t->n_turns, weight);
    for (int i = 0; i < t->n_points; i++)
        smz_outline_weigh(m->outline, t->points[i].turns, t->points[i].n_turns, weight);
    for (int i = 0; i < m->outline->n_people; i++) {
        all += weight[i];
        if (weight[i] > 0 && (best < 0 || weight[i] > weight[best]))
            best = i;
    }
    *share = best < 0 ? 0 : weight[best] / all;
    return best;
}

/* Whether most topics are told by several: under the name of one they mislead. */
static bool are_joint(const struct making *m, const struct smz_told *topics, int n)
{
    const double own = 0.6;
    int joint = 0;

    for (int i = 0; i < n && m->written; i++) {
        double share;

        told_by(m, &topics[i], &share);
        joint += share < own;
    }
    return joint * 2 > n;
}

static int leader(const struct panel *p, const struct smz_told *t)
{
    double weight[MAX_PEOPLE] = {0};
    int best = 0;

    for (int i = 0; i < t->n_points; i++) {
        int k = owner(p, t->points[i].speaker, -1);

        if (k >= 0)
            weight[k] += t->points[i].weight + 1e-6;
    }
    for (int i = 1; i < p->n; i++)
        if (weight[i] > weight[best])
            best = i;
    return best;
}

/* The part of a topic that is one person's. */
static struct smz_told share_of(struct making *m, const struct panel *p,
                                const struct smz_told *t, int person, int lead)
{
    struct smz_told part = *t;

    part.points = SMZ_NEW(m->run, struct smz_point, t->n_points);
    part.quotes = SMZ_NEW(m->run, struct smz_quote, t->n_quotes);
    part.n_points = part.n_quotes = 0;
    for (int i = 0; i < t->n_points; i++)
        if (owner(p, t->points[i].speaker, lead) == person)
            part.points[part.n_points++] = t->points[i];
    for (int i = 0; i < t->n_quotes; i++)
        if (owner(p, t->quotes[i].speaker, lead) == person)
            part.quotes[part.n_quotes++] = t->quotes[i];
    if (person != lead)
        part.prose = (smz_str){NULL, 0};
    if (part.n_points && person != lead)
        part.time = part.points[0].time;
    return part;
}

static void add_loose(struct making *m, struct smz_told *loose,
                      const struct smz_told *part)
{
    struct smz_told both = loose->n_points + loose->n_quotes ? *loose : *part;

    both.heading = both.prose = (smz_str){NULL, 0};
    both.points = SMZ_NEW(m->run, struct smz_point, loose->n_points + part->n_points);
    both.quotes = SMZ_NEW(m->run, struct smz_quote, loose->n_quotes + part->n_quotes);
    both.n_points = both.n_quotes = 0;
    for (int i = 0; i < loose->n_points; i++)
        both.points[both.n_points++] = loose->points[i];
    for (int i = 0; i < part->n_points; i++)
        both.points[both.n_points++] = part->points[i];
    for (int i = 0; i < loose->n_quotes; i++)
        both.quotes[both.n_quotes++] = loose->quotes[i];
    for (int i = 0; i < part->n_quotes; i++)
        both.quotes[both.n_quotes++] = part->quotes[i];
    *loose = both;
}

static smz_str on_topic(struct making *m, int person, smz_str heading)
{
    return smz_arena_printf(m->run, smz_lang_phrase(m->headings->lang, "on"),
                            smz_arena_keep(m->run, render_name(m->outline, person)).ptr,
                            smz_arena_keep(m->run, heading).ptr);
}

static void share_topic(struct making *m, struct panel *p, struct smz_told *t)
{
    enum { ENOUGH = 2 }; /* points that deserve a heading */
    int lead = leader(p, t);

    render_headings_name(m->headings, t);
    for (int i = 0; i < p->n; i++) {
        struct smz_told part = share_of(m, p, t, i, lead);

        if (i != lead && part.n_points < ENOUGH) {
            if (part.n_points || part.n_quotes)
                add_loose(m, &p->loose[i], &part);
            continue;
        }
        if (!part.n_points && !part.n_quotes && !part.prose.len)
            continue;
        if (i != lead)
            part.heading = render_headings_unique(m->headings,
                                                  on_topic(m, p->people[i], t->heading));
        SMZ_PUSH(m->run, p->told[i], part);
    }
}

/* Everybody whose topic there is, in the order of these, as far as there is room. */
static void choose_tellers(struct making *m, const struct smz_told *topics, int n,
                           struct panel *p)
{
    for (int i = 0; i < n && p->n < MAX_PEOPLE; i++) {
        double share;
        int person = told_by(m, &topics[i], &share);

        if (person >= 0 && owner(p, person, -1) < 0)
            p->people[p->n++] = person;
    }
}

/* A text stays whole, in the section of whoever tells most of it. */
static void give_topics(struct making *m, struct smz_told *topics, int n, struct panel *p)
{
    for (int i = 0, at = 0; i < n; i++) {
        double share;

        at = owner(p, told_by(m, &topics[i], &share), at);
        render_headings_name(m->headings, &topics[i]);
        SMZ_PUSH(m->run, p->told[at], topics[i]);
    }
}

static void fill_panel(struct making *m, int segment, struct smz_told *topics, int n,
                       struct panel *p)
{
    if (m->written)
        choose_tellers(m, topics, n, p);
    if (!p->n)
        choose_people(m, &m->outline->segments[segment], p);
    if (m->written)
        give_topics(m, topics, n, p);
    for (int i = 0; i < n && !m->written; i++)
        share_topic(m, p, &topics[i]);
}

static void add_panel(struct making *m, int segment, struct smz_told *topics, int n)
{
    struct panel *p = SMZ_NEW(m->run, struct panel, 1);

    fill_panel(m, segment, topics, n, p);
    for (int i = 0; i < p->n; i++) {
        struct smz_told *list = SMZ_NEW(m->run, struct smz_told, p->told[i].len + 1);
        smz_str name = m->outline->people[p->people[i]].name;
        int count = 0;

        if (p->loose[i].n_points || p->loose[i].n_quotes)
            list[count++] = p->loose[i];
        for (size_t k = 0; k < p->told[i].len; k++)
            list[count++] = p->told[i].at[k];
        if (count)
            add_section(m,
                        (struct smz_section){.heading = render_headings_unique(
                                                 m->headings, render_clean(name, m->run)),
                                             .start = SMZ_MS_NONE,
                                             .end = SMZ_MS_NONE,
                                             .segment = segment,
                                             .person = p->people[i],
                                             .topics = list,
                                             .n_topics = count});
    }
}

/* ---- stretches of time as H2s */

/* A round number of minutes that gives few enough parts. */
static smz_ms block_length(smz_ms end)
{
    static const int minutes[] = {1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480};

    for (size_t i = 0; i < SMZ_COUNT(minutes); i++)
        if (end / (minutes[i] * (smz_ms)60000) < MAX_BLOCKS)
            return minutes[i] * (smz_ms)60000;
    return end / MAX_BLOCKS + 1;
}

/* Equal stretches of a talk. */
struct blocks {
    smz_ms length; /* 0: without times, so many sentences */
    int n;
};

/* The stretch in which something is said that begins in a sentence. */
static int block_of(const struct making *m, const struct blocks *b, smz_ms time,
                    int sentence)
{
    int64_t at = b->length && time >= 0
                     ? time / b->length
                     : (int64_t)sentence * b->n / (m->outline->text->n_sentences + 1);

    return at < b->n ? (int)at : b->n - 1;
}

/*
 * What of a topic belongs in a stretch: of points that happen to stand together, those
 * said in it. Heading and text stand where the topic begins, the rest behind no heading.
 */
static struct smz_told in_block(struct making *m, const struct blocks *b,
                                const struct smz_told *t, int block)
{
    int home = block_of(m, b, t->time, t->first_sentence);
    struct smz_told part = *t;

    part.n_points = part.n_quotes = 0;
    if (m->written) {
        if (home == block)
            return *t;
        part.prose = (smz_str){NULL, 0};
        return part;
    }
    part.points = SMZ_NEW(m->run, struct smz_point, t->n_points + 1);
    part.quotes = SMZ_NEW(m->run, struct smz_quote, t->n_quotes + 1);
    for (int i = 0; i < t->n_points; i++)
        if (block_of(m, b, t->points[i].time, t->points[i].sentence) == block)
            part.points[part.n_points++] = t->points[i];
    for (int i = 0; i < t->n_quotes; i++)
        if (block_of(m, b, t->quotes[i].time, t->quotes[i].sentence) == block)
            part.quotes[part.n_quotes++] = t->quotes[i];
    if (home != block) {
        part.heading = part.prose = (smz_str){NULL, 0};
        part.time = part.n_points ? part.points[0].time : part.time;
    }
    return part;
}

static void add_times(struct making *m, struct smz_told *topics, int n)
{
    smz_ms end = m->outline->text->transcript->end;
    struct blocks b = {.n = MAX_BLOCKS};
    int number = 0;

    if (end > 0) {
        b.length = block_length(end);
        b.n = (int)((end - 1) / b.length) + 1;
    }
    for (int i = 0; i < n; i++)
        render_headings_name(m->headings, &topics[i]);
    for (int block = 0; block < b.n; block++) {
        struct smz_section s = {.start = SMZ_MS_NONE,
                                .end = SMZ_MS_NONE,
                                .segment = -1,
                                .person = -1,
                                .topics = SMZ_NEW(m->run, struct smz_told, n + 1)};

        for (int i = 0; i < n; i++) {
            struct smz_told part = in_block(m, &b, &topics[i], block);

            if (part.n_points || part.n_quotes || part.prose.len)
                s.topics[s.n_topics++] = part;
        }
        if (!s.n_topics)
            continue;
        s.heading = render_headings_unique(
            m->headings,
            smz_arena_printf(m->run, smz_lang_phrase(m->headings->lang, "part"),
                             ++number));
        if (b.length) {
            s.start = block * b.length;
            s.end = s.start + b.length < end ? s.start + b.length : end;
        }
        add_section(m, s);
    }
}

/* ---- the choice */

static bool is_aside(enum smz_segment_kind kind)
{
    return kind == SMZ_SEGMENT_PREAMBLE || kind == SMZ_SEGMENT_OUTRO ||
           kind == SMZ_SEGMENT_TEASER || kind == SMZ_SEGMENT_AD;
}

/* Segments that are conversation or talk. */
static int count_main(const struct smz_outline *o)
{
    int n = 0;

    for (int i = 0; i < o->n_segments; i++)
        n += !is_aside(o->segments[i].kind);
    return n;
}

static void add_by_speaker(struct making *m, int segment, struct smz_told *topics, int n)
{
    const struct smz_segment *s = &m->outline->segments[segment];
    bool only = count_main(m->outline) == 1;
    bool panel = s->kind == SMZ_SEGMENT_PANEL && only && s->n_people > 1;
    bool free = m->plan->wish->by == SMZ_BY_AUTO;

    if (s->n_people == 0 && !is_aside(s->kind))
        add_flat(m, topics, n);
    else if (free && only &&
             (s->kind == SMZ_SEGMENT_SOLO || (panel && are_joint(m, topics, n))))
        add_flat(m, topics, n);
    else if (panel)
        add_panel(m, segment, topics, n);
    else
        add_segment(m, segment, topics, n);
}

void render_sections(const struct smz_plan *plan, struct smz_told *topics, int n,
                     struct render_headings *headings, struct smz_arena *run,
                     struct smz_digest *out)
{
    struct making m = {.plan = plan,
                       .outline = plan->outline,
                       .headings = headings,
                       .written = out->run.model.len > 0,
                       .run = run};

    if (plan->wish->by == SMZ_BY_TOPIC) {
        add_flat(&m, topics, n);
    } else if (plan->wish->by == SMZ_BY_TIME) {
        add_times(&m, topics, n);
    } else {
        for (int i = 0; i < n;) {
            int from = i;

            while (i < n && topics[i].segment == topics[from].segment)
                i++;
            add_by_speaker(&m, topics[from].segment, topics + from, i - from);
        }
    }
    out->sections = m.sections.at;
    out->n_sections = (int)m.sections.len;
}
