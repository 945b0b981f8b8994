/* The segmenter's steps in order, and what follows from them. */
#include <string.h>

#include "segment/edges.h"

uint32_t outline_first_token(const struct smz_text *text, int sentence)
{
    return sentence < text->n_sentences ? text->sentences[sentence].first_token
                                        : (uint32_t)text->n_tokens;
}

static smz_ms end_time(const struct smz_text *text, int end_sentence)
{
    const struct smz_transcript *t = text->transcript;
    smz_ms end;

    if (end_sentence < text->n_sentences)
        return smz_sentence_time(text, end_sentence);
    end = t->n_turns ? t->turns[t->n_turns - 1].end : SMZ_MS_NONE;
    return end != SMZ_MS_NONE ? end : t->end;
}

static size_t count_words(const struct smz_text *text, int from, int to)
{
    size_t words = 0;

    for (int i = from; i < to; i++)
        words += text->sentences[i].words;
    return words;
}

/* What follows from where each segment and topic begins. */
static void complete(struct outliner *o)
{
    const struct smz_text *text = o->text;

    for (size_t i = 0; i < o->segments.len; i++) {
        struct smz_segment *s = &o->segments.at[i];

        s->first_turn = text->sentences[s->first_sentence].turn;
        s->last_turn = text->sentences[s->end_sentence - 1].turn;
        s->start = smz_sentence_time(text, s->first_sentence);
        s->end = end_time(text, s->end_sentence);
        s->words = count_words(text, s->first_sentence, s->end_sentence);
        for (int k = 0; k < s->n_topics; k++)
            o->topics.at[s->first_topic + k].segment = (int)i;
    }
    for (size_t i = 0; i < o->topics.len; i++) {
        struct smz_topic *topic = &o->topics.at[i];

        topic->end_sentence = i + 1 < o->topics.len ? o->topics.at[i + 1].first_sentence
                                                    : text->n_sentences;
        topic->first_turn = text->sentences[topic->first_sentence].turn;
        topic->last_turn = text->sentences[topic->end_sentence - 1].turn;
        topic->start = smz_sentence_time(text, topic->first_sentence);
        topic->end = end_time(text, topic->end_sentence);
        topic->words = count_words(text, topic->first_sentence, topic->end_sentence);
    }
}

/* A chapter keeps its own title. */
static void give_headings(struct outliner *o)
{
    int n = (int)o->topics.len;
    struct smz_stretch *at = SMZ_NEW(o->run, struct smz_stretch, n);
    smz_str *made = SMZ_NEW(o->run, smz_str, n);

    for (int i = 0; i < n; i++)
        at[i] = (struct smz_stretch){o->topics.at[i].first_sentence,
                                     o->topics.at[i].end_sentence};
    smz_headings_make(o->text, o->people, o->n_people, at, n, o->run, made);
    for (int i = 0; i < n; i++)
        if (!o->topics.at[i].chapter)
            o->topics.at[i].heading = made[i];
}

static void give(const struct outliner *o, struct smz_outline *out)
{
    *out = (struct smz_outline){
        .text = o->text,
        .person_of = o->person_of,
        .people = o->people,
        .n_people = o->n_people,
        .segments = o->segments.at,
        .n_segments = (int)o->segments.len,
        .topics = o->topics.at,
        .n_topics = (int)o->topics.len,
    };
}

enum smz_code smz_segment(const struct smz_text *text,
                          const struct smz_segment_options *options,
                          struct smz_arena *run, struct smz_notes *notes,
                          struct smz_outline *out, struct smz_err *err)
{
    struct outliner o = {.text = text,
                         .t = text->transcript,
                         .options = options,
                         .run = run,
                         .notes = notes};
    enum smz_code code;

    smz_arena_init(&o.scratch);
    o.cues = cues_load(smz_lang_code(text->lang), run);
    o.person_of = SMZ_NEW(run, int, o.t->n_turns);
    o.words = SMZ_NEW(run, int, o.t->n_turns);
    for (int i = 0; i < text->n_sentences; i++)
        o.words[text->sentences[i].turn] += text->sentences[i].words;
    code = outline_people(&o, err);
    if (code)
        return code;
    if (text->n_sentences) {
        outline_chapters(&o);
        outline_roles(&o);
        outline_segments(&o);
        for (size_t i = 0; i < o.segments.len; i++)
            o.segments.at[i].end_sentence = i + 1 < o.segments.len
                                                ? o.segments.at[i + 1].first_sentence
                                                : text->n_sentences;
        outline_edges(&o);
        outline_topics(&o);
        smz_arena_release(&o.scratch);
        complete(&o);
        give_headings(&o);
    }
    give(&o, out);
    return SMZ_OK;
}

const char *smz_role_name(enum smz_role role)
{
    static const char *const names[] = {"other", "host", "guest", "participant"};

    return names[role];
}

const char *smz_segment_kind_name(enum smz_segment_kind kind)
{
    static const char *const names[] = {"guest",  "panel",    "solo",  "talk",
                                        "teaser", "preamble", "outro", "ad"};

    return names[kind];
}

const char *smz_border_name(enum smz_border border)
{
    static const char *const names[] = {"start", "chapter", "cue", "cohesion"};

    return names[border];
}

void smz_outline_weigh(const struct smz_outline *outline, const int *turns, int n,
                       double *weight)
{
    enum { MOST_WORDS = 150 };
    const double asker = 0.5;
    const struct smz_text *text = outline->text;

    for (int i = 0; i < n; i++) {
        int person = outline->person_of[turns[i]], words = 0;
        int end = text->first_sentence[turns[i] + 1];

        if (person == SMZ_NOBODY)
            continue;
        for (int s = text->first_sentence[turns[i]]; s < end; s++)
            words += (int)text->sentences[s].words;
        words = words < MOST_WORDS ? words : MOST_WORDS;
        weight[person] +=
            outline->people[person].role == SMZ_ROLE_HOST ? asker * words : words;
    }
}

bool smz_outline_takes_turns(const struct smz_outline *o)
{
    int n = 0;

    for (int i = 0; i < o->n_segments; i++)
        n += o->segments[i].kind == SMZ_SEGMENT_GUEST;
    return n > 1;
}
