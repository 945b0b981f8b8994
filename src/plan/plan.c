#include "summarize/plan.h"

#include <math.h>

#include "plan/chunks.h"
#include "plan/told.h"
#include "summarize/prompt.h"

enum {
    CHUNK_TOKENS = 11000,     /* of transcript: quick to answer, and large enough that
                                 the instructions stay a tenth of what is sent */
    OVERHEAD_TOKENS = 700,    /* instructions, schema and lead-in of a request */
    CHUNK_FLOOR_WORDS = 70,   /* a chunk's least: a heading and two points */
    SEGMENT_FLOOR_WORDS = 30, /* a segment's least: a heading and a point */
    TOPIC_WORDS = 150,        /* of a topic as told, at most lengths */
    SINGLE_WORDS = 1500,      /* longer answers are quicker in parts */
    CONDENSE_FAN_IN = 40      /* answers that one condensing request reads */
};

const char *smz_request_name(enum smz_request_kind kind)
{
    static const char *const names[] = {
        [SMZ_REQUEST_WRITE] = "write",   [SMZ_REQUEST_EDIT] = "edit",
        [SMZ_REQUEST_RELATE] = "relate", [SMZ_REQUEST_CONDENSE] = "condense",
        [SMZ_REQUEST_SINGLE] = "single", [SMZ_REQUEST_EXTEND] = "extend",
    };

    return names[kind];
}

int smz_default_words(size_t transcript_words)
{
    size_t n = transcript_words / 12;

    n = n < 300 ? 300 : n > 6000 ? 6000 : n;
    if (n > transcript_words / 3)
        n = transcript_words / 3;
    return n < 40 ? 40 : (int)n;
}

/* How much of the digest a kind of segment deserves for what was said in it. */
static double deserves(enum smz_segment_kind kind)
{
    switch (kind) {
    case SMZ_SEGMENT_AD:
    case SMZ_SEGMENT_TEASER: /* what it says is said again */
        return 0;
    case SMZ_SEGMENT_PREAMBLE:
    case SMZ_SEGMENT_OUTRO:
        return 0.3;
    case SMZ_SEGMENT_GUEST:
    case SMZ_SEGMENT_PANEL:
    case SMZ_SEGMENT_SOLO:
    case SMZ_SEGMENT_TALK:
        break;
    }
    return 1;
}

static double claim(const struct smz_segment *s)
{
    return deserves(s->kind) * sqrt((double)s->words);
}

static int words_of(const struct smz_segment *s, double share, int words, bool written)
{
    bool main_part = deserves(s->kind) >= 1;
    int n = (int)lround(words * share);

    /* A model writes a text of a part; thanks and goodbyes make none. */
    if (n < (written && !main_part ? CHUNK_FLOOR_WORDS : SEGMENT_FLOOR_WORDS))
        n = main_part ? SEGMENT_FLOOR_WORDS : 0;
    return (size_t)n > s->words ? (int)s->words : n;
}

/* A share by the square root of the words: a short talk beside a long one is heard. */
static const int *share_words(const struct smz_outline *o, int words, bool written,
                              struct smz_arena *run)
{
    int *share = SMZ_NEW(run, int, o->n_segments);
    double sum = 0;

    for (int i = 0; i < o->n_segments; i++)
        sum += claim(&o->segments[i]);
    for (int i = 0; i < o->n_segments; i++) {
        const struct smz_segment *s = &o->segments[i];

        /* Where all is advertisements and the like, all of it is told. */
        share[i] =
            sum > 0 ? words_of(s, claim(s) / sum, words, written) : words / o->n_segments;
    }
    return share;
}

/* What the frame may have: themes need two who can share them, and room. */
static int relate_words(const struct smz_plan *plan, bool has_model)
{
    bool several = plan->outline->n_people > 1 && plan->words >= 400;

    if (has_model || smz_plan_frame_only(plan))
        return smz_prompt_words(plan, smz_prompt_parts(plan));
    return several ? plan_clamp(plan->words * 18 / 100, 40, 900)
                   : plan_clamp(plan->words * 8 / 100, 40, 250);
}

struct planner {
    const struct smz_outline *outline;
    const struct smz_limits *limits;
    struct smz_arena *run;
    const int *tokens; /* of each sentence */
    int budget;        /* tokens of transcript in a chunk */
    SMZ_VEC(struct smz_request) requests;
    struct plan_chunks chunks;
};

static void add_request(struct planner *p, struct smz_request r)
{
    r.id = (int)p->requests.len;
    r.tokens_out = smz_answer_tokens(r.words);
    SMZ_PUSH(p->run, p->requests, r);
}

static void add_write(struct planner *p, enum smz_request_kind kind, int chunk, int words)
{
    const struct smz_chunk *c = &p->chunks.list.at[chunk];
    int topics = plan_clamp(words / TOPIC_WORDS, 1, c->end_topic - c->first_topic + 1);

    add_request(p, (struct smz_request){.kind = kind,
                                        .segment = c->segment,
                                        .chunk = chunk,
                                        .words = words,
                                        .topics = topics,
                                        .tokens_in = c->tokens + OVERHEAD_TOKENS});
}

/* What EDIT or RELATE are told of what others wrote. */
static double tokens_told(const struct planner *p, enum smz_request_kind kind,
                          int segment)
{
    double sum = 0;

    for (size_t i = 0; i < p->chunks.list.len; i++)
        if (segment < 0 || p->chunks.list.at[i].segment == segment)
            sum += p->chunks.list.at[i].tokens;
    return plan_told_tokens(kind, (int)fmin(sum, INT32_MAX));
}

/* A request that reads what others wrote instead of the transcript. */
static void add_reader(struct planner *p, enum smz_request_kind kind, int segment,
                       int words, const int *needs, int n_needs)
{
    double sum = 0;

    for (int i = 0; i < n_needs; i++)
        sum += p->requests.at[needs[i]].words * 2.0;
    if (kind != SMZ_REQUEST_CONDENSE)
        sum = fmin(sum, tokens_told(p, kind, segment));
    add_request(
        p, (struct smz_request){.kind = kind,
                                .segment = segment,
                                .chunk = -1,
                                .words = words,
                                .topics = plan_clamp(words / TOPIC_WORDS, 1, 8),
                                .tokens_in = (int)fmin(OVERHEAD_TOKENS + sum, INT32_MAX),
                                .needs = needs,
                                .n_needs = n_needs});
}

static int *ids_from(struct planner *p, int first, int n)
{
    int *ids = SMZ_NEW(p->run, int, n);

    for (int i = 0; i < n; i++)
        ids[i] = first + i;
    return ids;
}

/* Rounds of condensing, each on the answers of the one before, until one is left. */
static void add_condense(struct planner *p, int segment, int first, int n, int words)
{
    while (n > 1) {
        int next = (int)p->requests.len, last = first + n;

        for (int from = first; from < last; from += CONDENSE_FAN_IN) {
            int count = plan_clamp(last - from, 1, CONDENSE_FAN_IN);

            add_reader(p, SMZ_REQUEST_CONDENSE, segment,
                       n <= CONDENSE_FAN_IN ? words : CHUNK_FLOOR_WORDS * 4,
                       ids_from(p, from, count), count);
        }
        n = (int)p->requests.len - next;
        first = next;
    }
}

/* The requests of one segment: write its chunks, then mend the seams or condense. */
static void add_segment(struct planner *p, int segment, int share)
{
    const struct smz_segment *s = &p->outline->segments[segment];
    int first_chunk = (int)p->chunks.list.len, first = (int)p->requests.len, n;

    plan_cut(p->outline, p->tokens, segment, s->first_sentence, s->end_sentence,
             p->budget, p->run, &p->chunks);
    n = (int)p->chunks.list.len - first_chunk;
    if (share == 0 || n == 0)
        return;
    for (int i = first_chunk; i < first_chunk + n; i++) {
        double part = (double)p->chunks.list.at[i].words / (double)(s->words + 1);
        int words = (int)lround(share * part);

        add_write(p, SMZ_REQUEST_WRITE, i,
                  n > 1 && words < CHUNK_FLOOR_WORDS ? CHUNK_FLOOR_WORDS : words);
    }
    if (n > 1 && share / n < CHUNK_FLOOR_WORDS)
        add_condense(p, segment, first, n, share);
    else if (n > 1)
        add_reader(p, SMZ_REQUEST_EDIT, segment, 12 * n, ids_from(p, first, n), n);
}

/* Tells the whole from what was told of its parts; condensed parts stand for theirs. */
static void add_relate(struct planner *p, int words)
{
    bool *told = SMZ_NEW(p->run, bool, p->requests.len);
    SMZ_VEC(int) needs = {0};

    for (size_t i = 0; i < p->requests.len; i++) {
        const struct smz_request *r = &p->requests.at[i];

        told[i] = r->kind != SMZ_REQUEST_EDIT;
        for (int k = 0; r->kind == SMZ_REQUEST_CONDENSE && k < r->n_needs; k++)
            told[r->needs[k]] = false;
    }
    for (size_t i = 0; i < p->requests.len; i++)
        if (told[i])
            SMZ_PUSH(p->run, needs, (int)i);
    add_reader(p, SMZ_REQUEST_RELATE, -1, words, needs.at, (int)needs.len);
}

/* The transcript's tokens that one request may carry beside its answer. */
static int chunk_budget(const struct smz_limits *limits)
{
    int room;

    if (!limits->has_model)
        return INT32_MAX;
    room = limits->context - OVERHEAD_TOKENS;
    room -= plan_clamp(limits->output, 0, room / 4);
    return plan_clamp(room, 200, CHUNK_TOKENS);
}

static const int *sentence_tokens(const struct smz_text *text, struct smz_arena *run)
{
    int *tokens = SMZ_NEW(run, int, text->n_sentences + 1);

    for (int i = 0; i < text->n_sentences; i++)
        tokens[i] = smz_tokens(smz_sentence_str(text, i)) + 1;
    return tokens;
}

static bool fits_one(const struct planner *p, int words)
{
    const struct smz_text *text = p->outline->text;
    double sum = 0;

    for (int i = 0; i < text->n_sentences; i++)
        sum += p->tokens[i];
    return p->limits->has_model && sum > 0 && sum <= p->budget && words <= SINGLE_WORDS;
}

void smz_plan_make(const struct smz_outline *outline, const struct smz_wish *wish,
                   const struct smz_limits *limits, struct smz_arena *run,
                   struct smz_plan *out)
{
    const struct smz_text *text = outline->text;
    struct smz_plan plan = {.outline = outline,
                            .wish = wish,
                            .words = wish->words > 0
                                         ? wish->words
                                         : smz_default_words(text->transcript->words)};
    int words = plan.words, whole = relate_words(&plan, limits->has_model);
    struct planner p = {.outline = outline,
                        .limits = limits,
                        .run = run,
                        .tokens = sentence_tokens(text, run),
                        .budget = chunk_budget(limits)};
    const int *share = share_words(outline, words > whole ? words - whole : words,
                                   limits->has_model, run);

    if (fits_one(&p, words)) {
        plan_cut(outline, p.tokens, -1, 0, text->n_sentences, p.budget, run, &p.chunks);
        add_write(&p, SMZ_REQUEST_SINGLE, 0, words);
    } else {
        for (int i = 0; i < outline->n_segments; i++)
            add_segment(&p, i, share[i]);
        if (whole > 0)
            add_relate(&p, whole);
    }
    plan.segment_words = share;
    plan.chunks = p.chunks.list.at;
    plan.n_chunks = (int)p.chunks.list.len;
    plan.requests = p.requests.at;
    plan.n_requests = (int)p.requests.len;
    *out = plan;
}
