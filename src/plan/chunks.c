#include "plan/chunks.h"

#include <math.h>

enum {
    LEAD_IN_TOKENS = 90, /* context repeated before a chunk: a question and its start */
    NEAR_PERCENT =
        20 /* how far from its ideal size a chunk may end for a better border */
};

/* The first topic that begins at or behind `sentence`. */
static int topic_from(const struct smz_outline *o, int sentence)
{
    int lo = 0, hi = o->n_topics;

    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;

        if (o->topics[mid].first_sentence < sentence)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* What a border before `sentence` costs, as a share of the chunk's ideal size. */
static double border_cost(const struct smz_outline *o, int sentence)
{
    const struct smz_text *t = o->text;
    int topic = topic_from(o, sentence);

    if (topic < o->n_topics && o->topics[topic].first_sentence == sentence)
        return 0;
    return t->first_sentence[t->sentences[sentence].turn] == sentence ? 0.2 : 0.6;
}

/* Where the chunk that begins at `from` best ends: near `ideal`, never over `budget`. */
static int best_end(const struct smz_outline *o, const int *tokens, int from, int to,
                    double ideal, int budget)
{
    double sum = tokens[from], best_cost = HUGE_VAL;
    int best = from + 1;

    for (int end = from + 1; end < to && sum <= budget && sum <= ideal * 2; end++) {
        double off = fabs(sum - ideal) / ideal, cost = off;

        if (off > NEAR_PERCENT / 100.0)
            cost += 1 + off; /* only if nothing is nearer */
        else
            cost += border_cost(o, end);
        if (cost < best_cost) {
            best_cost = cost;
            best = end;
        }
        sum += tokens[end];
    }
    return best;
}

static int lead_in(const int *tokens, int first, int limit)
{
    int sum = 0, at = first;

    while (at > limit && sum + tokens[at - 1] <= LEAD_IN_TOKENS)
        sum += tokens[--at];
    return at;
}

static struct smz_chunk make_chunk(const struct smz_outline *o, const int *tokens,
                                   int segment, int from, int to, int limit)
{
    const struct smz_sentence *s = o->text->sentences;
    int topic = topic_from(o, from);
    struct smz_chunk c = {.segment = segment,
                          .first_sentence = from,
                          .end_sentence = to,
                          .lead_in = lead_in(tokens, from, limit),
                          .first_turn = s[from].turn,
                          .last_turn = s[to - 1].turn,
                          .end_topic = topic_from(o, to)};

    if (topic > 0 && (topic == o->n_topics || o->topics[topic].first_sentence > from))
        topic--;
    c.first_topic = topic;
    for (int i = from; i < to; i++) {
        c.tokens += tokens[i];
        c.words += s[i].words;
    }
    return c;
}

void plan_cut(const struct smz_outline *outline, const int *tokens, int segment, int from,
              int to, int budget, struct smz_arena *run, struct plan_chunks *out)
{
    double left = 0;
    int limit = from;

    for (int i = from; i < to; i++)
        left += tokens[i];
    while (from < to) {
        double n = ceil(left / budget);
        int end = n <= 1 ? to : best_end(outline, tokens, from, to, left / n, budget);
        struct smz_chunk c = make_chunk(outline, tokens, segment, from, end, limit);

        SMZ_PUSH(run, out->list, c);
        left -= c.tokens;
        from = end;
    }
}
