/* Answers as the material of further requests. */
#include "plan/told.h"

#include "plan/chunks.h"

enum {
    RELATED = 200,  /* bytes of a first sentence, to relate topics by */
    EDITED = 120,   /* and of one, to know what was told twice */
    MARK_TOKENS = 8 /* of a line: its number, its name */
};

int plan_told_tokens(enum smz_request_kind kind, int transcript_tokens)
{
    bool edit = kind == SMZ_REQUEST_EDIT;
    int most = plan_clamp(3200 - (transcript_tokens - 20000) / 40, 2000, 3200);
    int floor = edit ? 1000 : plan_clamp(transcript_tokens / 4, 800, most);
    int share = edit ? transcript_tokens / 100 : transcript_tokens / 55;

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

/* Who weighs most, `except` aside; SMZ_NOBODY where nobody weighs anything. */
static int heaviest(const struct teller *t, const double *weight, int except)
{
    int best = SMZ_NOBODY;

    for (int i = 0; i < t->ask->plan->outline->n_people; i++)
        if (i != except && weight[i] > 0 && (best < 0 || weight[i] > weight[best]))
            best = i;
    return best;
}

static void weigh(const struct teller *t, const struct smz_point *p, double *weight)
{
    smz_outline_weigh(t->ask->plan->outline, p->turns, p->n_turns, weight);
}

static double *new_weights(const struct teller *t)
{
    return SMZ_NEW(t->run, double, t->ask->plan->outline->n_people);
}

/* Who said what a point rests on. */
static int point_person(const struct teller *t, const struct smz_point *p)
{
    double *weight = new_weights(t);

    weigh(t, p, weight);
    return heaviest(t, weight, SMZ_NOBODY);
}

/* Whose topic it is, by name: what two say is what themes are made of. */
static void whose(struct teller *t, const struct smz_told *topic)
{
    const struct smz_outline *o = t->ask->plan->outline;
    double *weight = new_weights(t);
    int first, second;

    smz_outline_weigh(o, topic->turns, topic->n_turns, weight);
    for (int i = 0; i < topic->n_points; i++)
        weigh(t, &topic->points[i], weight);
    first = heaviest(t, weight, SMZ_NOBODY);
    if (first == SMZ_NOBODY)
        return;
    second = heaviest(t, weight, first);
    smz_buf_add(t->out, SMZ_S(" ("));
    line(t, prompt_name(o, first));
    if (second != SMZ_NOBODY) {
        smz_buf_add(t->out, SMZ_S(", "));
        line(t, prompt_name(o, second));
    }
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

/* Who shares what, and what follows from it, are in the points; the rest in the prose. */
static bool points_first(const struct teller *t)
{
    return relates(t) && !asks(t, 1u << SMZ_PART_SUMMARY | 1u << SMZ_PART_CONCLUSION);
}

/* The first sentences of a text, `n` of them; of an editor's only the start of one. */
static smz_str opening(const struct teller *t, smz_str prose, int n)
{
    const struct smz_lang *lang = t->ask->plan->outline->text->lang;
    size_t at = 0;

    while (n-- > 0 && at < prose.len)
        at += smz_next_sentence(lang, smz_str_skip(prose, at));
    prose = smz_str_trim(smz_str_sub(prose, 0, at));
    return relates(t) ? prose : head_of(prose, EDITED);
}

/* What an editor needs to know of a point: its lead, which says it in short. */
static smz_str point_gist(const struct smz_point *p)
{
    return p->lead.len ? p->lead : head_of(p->text, EDITED);
}

int plan_point_tokens(const struct smz_point *p)
{
    return smz_tokens(p->lead) + smz_tokens(p->text) + MARK_TOKENS;
}

static int point_tokens(const struct teller *t, const struct smz_point *p)
{
    return relates(t) ? plan_point_tokens(p) : smz_tokens(point_gist(p));
}

/* A topic told in short: with its first sentences and its first points. */
struct brief {
    const struct smz_told *topic;
    int request, at, sentences, points;
};

/* Tells a sentence more of a topic, if there is one and `left` tokens hold it. */
static bool add_sentence(const struct teller *t, struct brief *b, int *left)
{
    smz_str prose = b->topic->prose;
    smz_str told = opening(t, prose, b->sentences),
            with = opening(t, prose, b->sentences + 1);
    int cost = smz_tokens(with) - smz_tokens(told);

    if (with.len == told.len || cost > *left || (b->sentences && !relates(t)))
        return false;
    b->sentences++;
    *left -= cost;
    return true;
}

static bool add_point(const struct teller *t, struct brief *b, int *left)
{
    int cost;

    if (b->points >= b->topic->n_points)
        return false;
    cost = point_tokens(t, &b->topic->points[b->points]);
    if (cost > *left)
        return false;
    b->points++;
    *left -= cost;
    return true;
}

static size_t common_divisor(size_t a, size_t b)
{
    return b ? common_divisor(b, a % b) : a;
}

/* Steps that visit all of n things, each far from those before: near the golden section.
 */
static size_t spread(size_t n)
{
    size_t step = n * 5 / 8 + 1;

    while (common_divisor(step, n) != 1)
        step++;
    return step;
}

/*
 * What fits the allowance: of every topic the heading, then of every topic the first
 * sentence and the point that matters most, then the next of each, and so on. Topics
 * have their turn all over the talk, so that where it ends no end of the talk is mute.
 */
static void choose(const struct teller *t, struct brief *list, size_t n, int left)
{
    bool (*const add[])(const struct teller *, struct brief *, int *) = {
        points_first(t) ? add_point : add_sentence,
        points_first(t) ? add_sentence : add_point,
    };
    size_t stride = spread(n);
    bool more = true;

    for (size_t i = 0; i < n; i++)
        left -= smz_tokens(list[i].topic->heading) + MARK_TOKENS;
    while (more) {
        more = false;
        for (size_t kind = 0; kind < SMZ_COUNT(add); kind++)
            for (size_t k = 0; k < n; k++)
                more |= add[kind](t, &list[k * stride % n], &left);
    }
}

/* "[7] Bell: text", so that a theme can say who, and cite the point itself. */
static void tell_point(struct teller *t, struct smz_numbered told)
{
    const struct smz_outline *o = t->ask->plan->outline;
    const struct smz_point *p = told.point;
    int person = point_person(t, p), n = number(t, told);

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
    if (relates(t))
        whose(t, topic);
    if (b->sentences) {
        smz_buf_add(t->out, SMZ_S(": "));
        line(t, opening(t, topic->prose, b->sentences));
    }
    for (int i = 0; i < b->points && !relates(t); i++) {
        smz_buf_add(t->out, i ? SMZ_S("; ") : SMZ_S(" – "));
        line(t, point_gist(&topic->points[i]));
    }
    smz_buf_char(t->out, '\n');
    for (int i = 0; i < b->points && relates(t); i++)
        tell_point(t, (struct smz_numbered){.topic = topic, .point = &topic->points[i]});
}

static void tell_all_short(struct teller *t)
{
    const struct smz_request *r = t->ask->request;
    const struct smz_numbered *repeats = NULL;
    SMZ_VEC(struct brief) list = {0};
    int left = t->ask->brief ? allowance(t->ask) / 3 : allowance(t->ask);
    int for_repeats = left / 3, n_repeats = 0;

    for (int i = 0; i < r->n_needs; i++) {
        const struct smz_answer *a = &t->ask->answers->at[r->needs[i]];

        for (int k = 0; k < a->n_topics; k++)
            SMZ_PUSH(
                t->run, list,
                (struct brief){.topic = &a->topics[k], .request = r->needs[i], .at = k});
    }
    if (!relates(t)) {
        left -= for_repeats;
        n_repeats = plan_alike(t->ask, &for_repeats, t->run, &repeats);
        left += for_repeats;
    }
    choose(t, list.at, list.len, left);
    for (size_t i = 0; i < list.len; i++)
        tell_short(t, &list.at[i]);
    if (n_repeats)
        smz_buf_add(t->out, SMZ_S("Points that may tell the same:\n"));
    for (int i = 0; i < n_repeats; i++)
        tell_point(t, repeats[i]);
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
    struct teller t = {.ask = ask, .run = run, .out = out};
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
