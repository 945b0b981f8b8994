/* Answers as the material of further requests. */
#include "plan/told.h"

enum {
    RELATED = 200,  /* bytes of a first sentence, to relate topics by */
    EDITED = 120,   /* and of one, to know what was told twice */
    MARK_TOKENS = 8 /* of a line: its number, its name */
};

int plan_told_tokens(enum smz_request_kind kind, int transcript_tokens)
{
    bool edit = kind == SMZ_REQUEST_EDIT;
    int floor = edit ? 1000 : 2000;
    int share = edit ? transcript_tokens / 100 : transcript_tokens / 100 * 3;

    return share > floor ? share : floor;
}

/* Tokens that may be told again: a share of the talk's, so that a long talk does not
 * cost more for its frame than a short one. */
static int allowance(const struct smz_ask *ask)
{
    const struct smz_plan *plan = ask->plan;
    const struct smz_request *r = ask->request;
    int tokens = 0;

    for (int i = 0; i < plan->n_chunks; i++)
        if (r->segment < 0 || plan->chunks[i].segment == r->segment)
            tokens += plan->chunks[i].tokens;
    return plan_told_tokens(r->kind, tokens);
}

struct teller {
    const struct smz_ask *ask;
    struct smz_arena *run;
    struct smz_buf *out;
    int segment; /* of the topic before */
    SMZ_VEC(struct smz_numbered) numbered;
};

static int number(struct teller *t, struct smz_numbered n)
{
    SMZ_PUSH(t->run, t->numbered, n);
    return (int)t->numbered.len;
}

static void line(struct teller *t, smz_str text)
{
    prompt_line(t->out, text);
}

/* Whose conversation it is: themes are told by name. */
static void whose(struct teller *t, const struct smz_told *topic)
{
    const struct smz_outline *o = t->ask->plan->outline;
    const struct smz_segment *s;

    if (topic->segment < 0 || topic->segment >= o->n_segments)
        return;
    s = &o->segments[topic->segment];
    for (int i = 0; i < s->n_people && i < 3; i++) {
        smz_buf_add(t->out, i ? SMZ_S(", ") : SMZ_S(" ("));
        line(t, o->people[s->people[i]].name);
    }
    if (s->n_people)
        smz_buf_char(t->out, ')');
}

/* As many whole words of s as `most` bytes hold. */
static smz_str head_of(smz_str s, size_t most)
{
    if (s.len <= most)
        return s;
    while (most > 0 && s.ptr[most] != ' ')
        most--;
    return most ? smz_str_sub(s, 0, most) : s;
}

static bool relates(const struct teller *t)
{
    return t->ask->request->kind == SMZ_REQUEST_RELATE;
}

static bool asks(const struct teller *t, unsigned parts)
{
    return (t->ask->parts & parts) != 0;
}

/* The whole is told by what its topics are about, and so is what was told twice. */
static bool tells_openings(const struct teller *t)
{
    return !relates(t) || asks(t, 1u << SMZ_PART_SUMMARY | 1u << SMZ_PART_CONCLUSION);
}

/* Who shares what, and what follows from it, are in the points. */
static bool tells_points(const struct teller *t)
{
    return !relates(t) || asks(t, 1u << SMZ_PART_THEMES | 1u << SMZ_PART_IMPLICATIONS);
}

static smz_str opening(const struct teller *t, smz_str prose)
{
    const struct smz_lang *lang = t->ask->plan->outline->text->lang;
    smz_str s = smz_str_trim(smz_str_sub(prose, 0, smz_next_sentence(lang, prose)));

    return head_of(s, relates(t) ? RELATED : EDITED);
}

/* Of a topic without points its opening says whose it is, too. */
static bool has_opening(const struct teller *t, const struct smz_told *topic)
{
    return topic->prose.len && (tells_openings(t) || !topic->n_points);
}

/* What an editor needs to know of a point: its lead, which says it in short. */
static smz_str point_gist(const struct smz_point *p)
{
    return p->lead.len ? p->lead : head_of(p->text, EDITED);
}

static int point_tokens(const struct teller *t, const struct smz_point *p)
{
    if (!relates(t))
        return smz_tokens(point_gist(p));
    return smz_tokens(p->lead) + smz_tokens(p->text) + MARK_TOKENS;
}

/* A topic told in short: with its first `points` points. */
struct brief {
    const struct smz_told *topic;
    int request, at, points;
};

static int tokens_of_opening(const struct teller *t, const struct brief *b)
{
    int tokens = smz_tokens(b->topic->heading) + MARK_TOKENS;

    if (has_opening(t, b->topic))
        tokens += smz_tokens(opening(t, b->topic->prose));
    return tokens;
}

/*
 * What fits the allowance: of every topic the opening, then of every topic the point
 * that matters most, and so on.
 */
static void choose_points(const struct teller *t, struct brief *list, size_t n)
{
    int left = allowance(t->ask);
    bool more = !t->ask->brief && tells_points(t);

    for (size_t i = 0; i < n; i++)
        left -= tokens_of_opening(t, &list[i]);
    for (int rank = 0; more; rank++) {
        more = false;
        for (size_t i = 0; i < n; i++) {
            const struct smz_told *topic = list[i].topic;
            int cost;

            if (list[i].points < rank || rank >= topic->n_points)
                continue;
            cost = point_tokens(t, &topic->points[rank]);
            if (cost > left)
                continue;
            left -= cost;
            list[i].points++;
            more = true;
        }
    }
}

/* "[7] Bell: text", so that a theme can say who, and cite the point itself. */
static void tell_point(struct teller *t, const struct smz_told *topic,
                       const struct smz_point *p)
{
    const struct smz_outline *o = t->ask->plan->outline;
    int person = p->n_turns ? o->person_of[p->turns[0]] : SMZ_NOBODY;
    int n = number(t, (struct smz_numbered){.topic = topic, .point = p});

    smz_buf_printf(t->out, "[%d] ", n);
    if (person != SMZ_NOBODY) {
        line(t, prompt_name(o, person));
        smz_buf_add(t->out, SMZ_S(": "));
    }
    if (p->lead.len) {
        line(t, p->lead);
        smz_buf_add(t->out, SMZ_S(". "));
    }
    line(t, p->text);
    smz_buf_char(t->out, '\n');
}

static void tell_short(struct teller *t, const struct brief *b)
{
    const struct smz_told *topic = b->topic;
    int n = number(t, (struct smz_numbered){.first_sentence = topic->first_sentence,
                                            .end_sentence = topic->end_sentence,
                                            .topic = topic,
                                            .request = b->request,
                                            .at = b->at});

    smz_buf_printf(t->out, "[%d] ", n);
    line(t, topic->heading);
    if (relates(t) && topic->segment != t->segment)
        whose(t, topic);
    t->segment = topic->segment;
    if (has_opening(t, topic)) {
        smz_buf_add(t->out, SMZ_S(": "));
        line(t, opening(t, topic->prose));
    }
    for (int i = 0; i < b->points && !relates(t); i++) {
        smz_buf_add(t->out, i ? SMZ_S("; ") : SMZ_S(" – "));
        line(t, point_gist(&topic->points[i]));
    }
    smz_buf_char(t->out, '\n');
    for (int i = 0; i < b->points && relates(t); i++)
        tell_point(t, topic, &topic->points[i]);
}

static void tell_all_short(struct teller *t)
{
    const struct smz_request *r = t->ask->request;
    SMZ_VEC(struct brief) list = {0};

    for (int i = 0; i < r->n_needs; i++) {
        const struct smz_answer *a = &t->ask->answers->at[r->needs[i]];

        for (int k = 0; k < a->n_topics; k++)
            SMZ_PUSH(
                t->run, list,
                (struct brief){.topic = &a->topics[k], .request = r->needs[i], .at = k});
    }
    choose_points(t, list.at, list.len);
    for (size_t i = 0; i < list.len; i++)
        tell_short(t, &list.at[i]);
}

static void tell_whole(struct teller *t, const struct smz_told *topic)
{
    int points = t->ask->brief ? (topic->n_points + 1) / 2 : topic->n_points;

    smz_buf_add(t->out, SMZ_S("# "));
    line(t, topic->heading);
    smz_buf_char(t->out, '\n');
    if (topic->prose.len && !t->ask->brief) {
        int n = number(t, (struct smz_numbered){.topic = topic});

        smz_buf_printf(t->out, "[%d] ", n);
        line(t, topic->prose);
        smz_buf_char(t->out, '\n');
    }
    for (int i = 0; i < points; i++) {
        const struct smz_point *p = &topic->points[i];
        int n = number(t, (struct smz_numbered){.topic = topic, .point = p});

        smz_buf_printf(t->out, "[%d] ", n);
        line(t, p->lead);
        smz_buf_add(t->out, SMZ_S(". "));
        line(t, p->text);
        smz_buf_char(t->out, '\n');
    }
    for (int i = 0; i < topic->n_quotes && !t->ask->brief; i++) {
        const struct smz_quote *q = &topic->quotes[i];
        int n = number(t, (struct smz_numbered){.topic = topic, .quote = q});

        smz_buf_printf(t->out, "[%d] quote: ", n);
        line(t, q->text);
        smz_buf_char(t->out, '\n');
    }
}

void prompt_told(const struct smz_ask *ask, struct smz_arena *run, struct smz_prompt *p,
                 struct smz_buf *out)
{
    struct teller t = {.ask = ask, .run = run, .out = out, .segment = -1};
    const struct smz_request *r = ask->request;

    smz_buf_add(out, SMZ_S("<told>\n"));
    if (r->kind != SMZ_REQUEST_CONDENSE)
        tell_all_short(&t);
    else
        for (int i = 0; i < r->n_needs; i++)
            for (int k = 0; k < ask->answers->at[r->needs[i]].n_topics; k++)
                tell_whole(&t, &ask->answers->at[r->needs[i]].topics[k]);
    smz_buf_add(out, SMZ_S("</told>\n"));
    p->numbered = t.numbered.at;
    p->n_numbered = (int)t.numbered.len;
}
