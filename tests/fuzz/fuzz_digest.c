/* All stages: any bytes that can be read give a digest that is clean text. */
#include "base/utf8.h"
#include "fuzz.h"
#include "summarize/render.h"

/* No control character, no HTML, and of UTF-8 whatever came in. */
static void check_clean(smz_str text)
{
    MUST(text.len > 0 && text.ptr[text.len - 1] == '\n');
    MUST(smz_utf8_valid(text));
    for (size_t i = 0; i < text.len; i++)
        MUST(text.ptr[i] == '\n' || (unsigned char)text.ptr[i] >= ' ');
}

static void check_outline(const struct smz_outline *o)
{
    int n = o->text->n_sentences;

    for (int i = 0; i < o->n_segments; i++) {
        MUST(o->segments[i].first_sentence == (i ? o->segments[i - 1].end_sentence : 0));
        MUST(o->segments[i].end_sentence > o->segments[i].first_sentence);
    }
    for (int i = 0; i < o->n_topics; i++)
        MUST(o->topics[i].first_sentence == (i ? o->topics[i - 1].end_sentence : 0));
    MUST(n == 0 || (o->n_segments && o->segments[o->n_segments - 1].end_sentence == n));
    MUST(n == 0 || (o->n_topics && o->topics[o->n_topics - 1].end_sentence == n));
}

static void tell(smz_str input, const struct smz_transcript *t, struct smz_notes *notes,
                 struct smz_arena *run)
{
    struct smz_segment_options who = {0};
    struct smz_wish wish = {.words = 200};
    struct smz_limits limits = {0};
    struct smz_answers answers;
    struct smz_outline outline;
    struct smz_checks checks;
    struct smz_digest digest;
    const struct smz_renderer *r;
    struct smz_text text;
    struct smz_plan plan;
    struct smz_buf out;

    (void)input;
    smz_text_make(t, NULL, run, &text);
    MUST(smz_segment(&text, &who, run, notes, &outline, NULL) == SMZ_OK);
    check_outline(&outline);
    smz_plan_make(&outline, &wish, &limits, run, &plan);
    smz_builtin_answer(&plan, run, &answers);
    smz_verify(&plan, NULL, &answers, run, &checks);
    smz_assemble(&plan, &answers, &checks, notes, run, &digest);
    smz_buf_init(&out, 0);
    for (size_t i = 0; (r = smz_renderer_at(i)); i++) {
        smz_buf_clear(&out);
        r->render(&digest, &out);
        check_clean(smz_buf_str(&out));
    }
    smz_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read((smz_str){(const char *)data, size}, NULL, tell);
    return 0;
}
