/* Answers as the material of further requests. */
#include "plan/told.h"

enum {
    LEADS = 4,     /* of a topic: what matters most comes first */
    RELATED = 200, /* bytes of a first sentence, to relate topics by */
    EDITED = 90    /* and to know one that was told twice */
};

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

/* The first sentence, or as many whole words of it as are enough to know it by. */
static smz_str opening(const struct teller *t, smz_str prose)
{
    const struct smz_lang *lang = t->ask->plan->outline->text->lang;
    size_t most = t->ask->request->kind == SMZ_REQUEST_RELATE ? RELATED : EDITED;
    smz_str s = smz_str_trim(smz_str_sub(prose, 0, smz_next_sentence(lang, prose)));

    if (s.len <= most)
        return s;
    while (most > 0 && s.ptr[most] != ' ')
        most--;
    return most ? smz_str_sub(s, 0, most) : s;
}

static void tell_short(struct teller *t, const struct smz_told *topic, int request,
                       int at)
{
    bool relate = t->ask->request->kind == SMZ_REQUEST_RELATE;
    int points = topic->n_points < LEADS ? topic->n_points : LEADS;
    int n = number(t, (struct smz_numbered){.first_sentence = topic->first_sentence,
                                            .end_sentence = topic->end_sentence,
                                            .topic = topic,
                                            .request = request,
                                            .at = at});

    smz_buf_printf(t->out, "[%d] ", n);
    line(t, topic->heading);
    if (relate && topic->segment != t->segment)
        whose(t, topic);
    t->segment = topic->segment;
    smz_buf_add(t->out, SMZ_S(": "));
    line(t, opening(t, topic->prose));
    for (int i = 0; relate && !t->ask->brief && i < points; i++) {
        smz_buf_add(t->out, i ? SMZ_S("; ") : SMZ_S(" – "));
        line(t,
             topic->points[i].lead.len ? topic->points[i].lead : topic->points[i].text);
    }
    smz_buf_char(t->out, '\n');
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
    for (int i = 0; i < r->n_needs; i++) {
        const struct smz_answer *a = &ask->answers->at[r->needs[i]];

        for (int k = 0; k < a->n_topics; k++)
            if (r->kind == SMZ_REQUEST_CONDENSE)
                tell_whole(&t, &a->topics[k]);
            else
                tell_short(&t, &a->topics[k], r->needs[i], k);
    }
    smz_buf_add(out, SMZ_S("</told>\n"));
    p->numbered = t.numbered.at;
    p->n_numbered = (int)t.numbered.len;
}
