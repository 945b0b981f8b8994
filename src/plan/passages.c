/* The numbered stretches of a chunk, and halves of a chunk. */
#include <stdlib.h>

#include "summarize/prompt.h"

enum { PASSAGE_WORDS = 150 }; /* about a minute of talk: as near as a citation needs */

/* Sentences [from, to) of one turn in parts of about equal length. */
static int cut_turn(const struct smz_text *text, int from, int to,
                    struct smz_numbered *out)
{
    int words = 0, parts, n = 0, sum = 0, begin = from;

    for (int i = from; i < to; i++)
        words += text->sentences[i].words;
    parts = (words + PASSAGE_WORDS - 1) / PASSAGE_WORDS;
    for (int i = from; i < to; i++) {
        sum += text->sentences[i].words;
        if (i + 1 == to || (int64_t)sum * parts >= (int64_t)words * (n + 1)) {
            out[n++] =
                (struct smz_numbered){.first_sentence = begin, .end_sentence = i + 1};
            begin = i + 1;
        }
    }
    return n;
}

void smz_prompt_passages(const struct smz_outline *outline, const struct smz_chunk *chunk,
                         struct smz_arena *run, const struct smz_numbered **out, int *n)
{
    const struct smz_text *text = outline->text;
    struct smz_numbered *list =
        SMZ_NEW(run, struct smz_numbered, chunk->end_sentence - chunk->first_sentence);
    int from = chunk->first_sentence;

    *n = 0;
    while (from < chunk->end_sentence) {
        int to = from + 1;

        while (to < chunk->end_sentence &&
               text->sentences[to].turn == text->sentences[from].turn)
            to++;
        *n += cut_turn(text, from, to, list + *n);
        from = to;
    }
    *out = list;
}

/* Where a chunk is best cut: at a turn's beginning near the middle, else there. */
static int middle_of(const struct smz_text *text, const struct smz_chunk *c)
{
    size_t sum = 0, best_off = SIZE_MAX;
    int best = c->first_sentence + 1;

    for (int i = c->first_sentence + 1; i < c->end_sentence; i++) {
        size_t off;

        sum += text->sentences[i - 1].words;
        off = 2 * sum > c->words ? 2 * sum - c->words : c->words - 2 * sum;
        if (text->first_sentence[text->sentences[i].turn] != i)
            off += c->words / 5;
        if (off < best_off) {
            best_off = off;
            best = i;
        }
    }
    return best;
}

static struct smz_chunk part_of(const struct smz_outline *o, const struct smz_chunk *c,
                                int from, int to)
{
    struct smz_chunk part = *c;

    part.first_sentence = from;
    part.end_sentence = to;
    part.first_turn = o->text->sentences[from].turn;
    part.last_turn = o->text->sentences[to - 1].turn;
    part.tokens = 0;
    part.words = 0;
    for (int i = from; i < to; i++) {
        part.tokens += smz_tokens(smz_sentence_str(o->text, i)) + 1;
        part.words += o->text->sentences[i].words;
    }
    while (part.first_topic + 1 < part.end_topic &&
           o->topics[part.first_topic].end_sentence <= from)
        part.first_topic++;
    while (part.end_topic > part.first_topic + 1 &&
           o->topics[part.end_topic - 1].first_sentence >= to)
        part.end_topic--;
    return part;
}

struct smz_chunk smz_chunk_asked(const struct smz_plan *plan, const struct smz_request *r)
{
    enum { BEFORE_WORDS = 60 };
    const struct smz_chunk *c = &plan->chunks[r->chunk];
    int from = r->untold_first, words = 0;

    if (r->untold_end <= 0)
        return *c;
    while (from > c->first_sentence && words < BEFORE_WORDS)
        words += plan->outline->text->sentences[--from].words;
    return part_of(plan->outline, c, from, r->untold_end);
}

bool smz_chunk_split(const struct smz_plan *plan, const struct smz_chunk *chunk,
                     struct smz_chunk out[2])
{
    int middle;

    if (chunk->end_sentence - chunk->first_sentence < 2)
        return false;
    middle = middle_of(plan->outline->text, chunk);
    out[0] = part_of(plan->outline, chunk, chunk->first_sentence, middle);
    out[1] = part_of(plan->outline, chunk, middle, chunk->end_sentence);
    out[1].lead_in = middle;
    return true;
}
