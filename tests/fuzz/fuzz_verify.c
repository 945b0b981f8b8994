/* Quotes that are nearly right: what is kept stands in the talk, letter for letter. */
#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "summarize/verify.h"

enum { MAX_QUOTES = 40 };

/* Letters and digits of s. */
static void squeeze(smz_str s, struct smz_buf *out)
{
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t cp = smz_utf8_next(s, &i);

        if (cp != 0xfffd && (smz_cp_is_letter(cp) || smz_cp_is_digit(cp)))
            smz_buf_add(out, smz_str_sub(s, from, i));
    }
}

/* The parts between ellipses stand, in order, in one person's turns from `turn` on. */
static void check_quote(const struct smz_outline *o, const struct smz_quote *q)
{
    const struct smz_transcript *t = o->text->transcript;
    smz_str rest = q->text, all;
    struct smz_buf said, part;

    MUST(q->turn >= 0 && q->turn < t->n_turns);
    MUST(q->speaker == o->person_of[q->turn]);
    MUST(o->text->sentences[q->sentence].turn == q->turn);
    smz_buf_init(&said, 0);
    smz_buf_init(&part, 0);
    for (int i = q->turn; i < t->n_turns && o->person_of[i] == q->speaker; i++)
        squeeze(t->turns[i].text, &said);
    all = smz_buf_str(&said);
    while (rest.len) {
        struct smz_cut c = smz_str_cut(rest, SMZ_S("\xe2\x80\xa6"));
        ptrdiff_t at;

        smz_buf_clear(&part);
        squeeze(c.head, &part);
        at = smz_str_find(all, smz_buf_str(&part));
        MUST(at >= 0);
        all = smz_str_skip(all, (size_t)at + part.len);
        rest = c.tail;
    }
    smz_buf_release(&said);
    smz_buf_release(&part);
}

/* Sentence s without one of its words, or with another's in its place. */
static smz_str spoil(const struct smz_text *text, int s, uint32_t seed,
                     struct smz_arena *run)
{
    const struct smz_sentence *from = &text->sentences[s];
    smz_str whole = smz_sentence_str(text, s), word = {NULL, 0};
    const struct smz_token *t, *other;
    size_t at;

    if (from->n_tokens == 0 || seed % 5 == 0)
        return whole;
    t = &text->tokens[from->first_token + seed % from->n_tokens];
    other = &text->tokens[(size_t)seed * 31 % text->n_tokens];
    if (seed % 3)
        word = text->terms[other->term].surface;
    at = t->at - from->at;
    return smz_arena_printf(run, "%.*s%s%.*s%.*s", (int)at, whole.ptr,
                            seed % 7 == 1 ? "\xe2\x80\xa6 " : "", SMZ_ARG(word),
                            (int)(whole.len - at - t->len), whole.ptr + at + t->len);
}

/* The first line of the input is a quote, too. */
static void quote(smz_str input, const struct smz_transcript *t, struct smz_notes *notes,
                  struct smz_arena *run)
{
    struct smz_segment_options who = {0};
    struct smz_wish wish = {0};
    struct smz_limits limits = {0};
    struct smz_request request = {.kind = SMZ_REQUEST_SINGLE, .chunk = -1};
    struct smz_quote quotes[MAX_QUOTES];
    struct smz_told told = {.quotes = quotes, .first_sentence = -1};
    struct smz_answer answer = {.given = true, .topics = &told, .n_topics = 1};
    struct smz_answers answers = {.at = &answer, .n = 1};
    struct smz_outline outline;
    struct smz_checks checks;
    struct smz_text text;
    struct smz_plan plan;
    smz_str line = {NULL, 0};
    uint32_t seed;

    smz_str_line(&input, &line);
    seed = (uint32_t)smz_str_hash(line);
    smz_text_make(t, NULL, run, &text);
    MUST(smz_segment(&text, &who, run, notes, &outline, NULL) == SMZ_OK);
    smz_plan_make(&outline, &wish, &limits, run, &plan);
    plan.requests = &request;
    plan.n_requests = 1;
    quotes[told.n_quotes++] = (struct smz_quote){.text = line, .turn = -1};
    for (; told.n_quotes < MAX_QUOTES && text.n_sentences;
         seed = seed * 1664525 + 1013904223) {
        int s = (int)(seed / 2 % (uint32_t)text.n_sentences);

        quotes[told.n_quotes++] = (struct smz_quote){
            .text = spoil(&text, s, seed >> 4, run), .turn = text.sentences[s].turn};
    }
    smz_verify(&plan, NULL, &answers, run, &checks);
    for (int i = 0; answer.n_topics && i < told.n_quotes; i++)
        check_quote(&outline, &quotes[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read((smz_str){(const char *)data, size}, NULL, quote);
    return 0;
}
