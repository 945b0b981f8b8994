/* SEGMENT: segments and topics cover any transcript without gap or overlap. */
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "summarize/segment.h"

static void check_topics(const struct smz_outline *o, const struct smz_segment *s)
{
    MUST(s->n_topics > 0);
    MUST(s->first_topic >= 0 && s->first_topic + s->n_topics <= o->n_topics);
    MUST(o->topics[s->first_topic].first_sentence == s->first_sentence);
    MUST(o->topics[s->first_topic + s->n_topics - 1].end_sentence == s->end_sentence);
    for (int i = s->first_topic; i < s->first_topic + s->n_topics; i++) {
        const struct smz_topic *t = &o->topics[i];

        MUST(&o->segments[t->segment] == s);
        MUST(t->first_sentence < t->end_sentence);
        MUST(t->first_turn >= 0 && t->first_turn <= t->last_turn);
        MUST(smz_utf8_valid(t->heading));
        MUST(i == 0 || t->first_sentence == o->topics[i - 1].end_sentence);
    }
}

static void check_outline(const struct smz_outline *o)
{
    const struct smz_transcript *t = o->text->transcript;
    int at = 0;

    MUST(o->n_segments > 0);
    for (int i = 0; i < t->n_turns; i++)
        MUST(o->person_of[i] >= SMZ_NOBODY && o->person_of[i] < o->n_people);
    for (int i = 0; i < o->n_people; i++)
        MUST(smz_utf8_valid(o->people[i].name) && smz_utf8_valid(o->people[i].label));
    for (int i = 0; i < o->n_segments; i++) {
        const struct smz_segment *s = &o->segments[i];

        MUST(s->first_sentence == at && s->end_sentence > at);
        MUST(s->last_turn < t->n_turns);
        for (int k = 0; k < s->n_people; k++)
            MUST(s->people[k] >= 0 && s->people[k] < o->n_people);
        check_topics(o, s);
        at = s->end_sentence;
    }
    MUST(at == o->text->n_sentences);
}

static void segment(smz_str input, const struct smz_transcript *t,
                    struct smz_notes *notes, struct smz_arena *run)
{
    struct smz_segment_options options = {.target_words = (int)(input.len % 5000)};
    struct smz_outline outline;
    struct smz_text text;
    struct smz_err err = {0};

    smz_text_make(t, NULL, run, &text);
    MUST(!smz_segment(&text, &options, run, notes, &outline, &err));
    check_outline(&outline);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read((smz_str){(const char *)data, size}, NULL, segment);
    return 0;
}
