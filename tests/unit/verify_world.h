/* A talk of three and what is told of it, for the tests of the verifier. */
#ifndef TESTS_UNIT_VERIFY_WORLD_H
#define TESTS_UNIT_VERIFY_WORLD_H

#include <string.h>

#include "summarize/verify.h"
#include "unit.h"

enum { ANN, BEN, EVA, N_PEOPLE };
enum { MAX_TURNS = 64 };

/* A talk of three, built in memory; each turn lasts a minute. */
static const struct {
    int who;
    const char *text;
} talk[] = {
    {ANN, "Welcome back. Today I have Ben Okoro with me. Ben, how did the river project "
          "begin?"},
    {BEN,
     "Well, we started in 1994 with, you know, twelve volunteers and a borrowed boat. "
     "I don't think anybody expected the salmon to return. The water was brown, it "
     "smelled of diesel, and we have we have photographs of that."},
    {ANN, "And what does it cost to run something like this?"},
    {BEN, "About three billion litres pass the gauge every year. It is not true that the "
          "mill paid for the cleaning. The town paid, and it paid twenty-five thousand "
          "pounds a year, which was a lot."},
    {BEN,
     "The second thing is that fishing never stopped completely. People came at night. "
     "They fished with lamps, and nobody ever wrote it down."},
    {EVA,
     "I work on maps. The Okoro survey, as we call it, measured the river bed at forty "
     "places, and it works in Wales as well. Maps lie when they are old."},
    {ANN, "I think the mill paid for the maps. Thank you both for coming."},
};

struct world {
    struct smz_arena arena;
    struct smz_turn turns[MAX_TURNS];
    struct smz_anchor anchors[MAX_TURNS];
    int person_of[MAX_TURNS];
    struct smz_speaker speakers[N_PEOPLE];
    struct smz_person people[N_PEOPLE];
    struct smz_transcript transcript;
    struct smz_text text;
    struct smz_outline outline;
    struct smz_wish wish;
    struct smz_request request;
    struct smz_chunk chunk;
    struct smz_plan plan;
    struct smz_told told;
    struct smz_answer answer;
    struct smz_answers answers;
    struct smz_checks checks;
};

static inline void add_turn(struct world *w, int who, const char *text)
{
    int t = w->transcript.n_turns++;

    w->anchors[t] = (struct smz_anchor){0, t * 60000};
    w->turns[t] = (struct smz_turn){.speaker = who,
                                    .line = t + 1,
                                    .start = t * 60000,
                                    .end = t * 60000 + 59000,
                                    .text = smz_str_of(text),
                                    .anchors = &w->anchors[t],
                                    .n_anchors = 1};
    w->person_of[t] = who;
    w->transcript.words += smz_count_words(w->turns[t].text);
}

static inline void world_finish(struct world *w, const char *lang)
{
    static const char *names[] = {"Ann Lee", "Ben Okoro", "Eva Smit"};

    w->transcript.turns = w->turns;
    w->transcript.speakers = w->speakers;
    w->transcript.n_speakers = N_PEOPLE;
    for (int i = 0; i < N_PEOPLE; i++)
        w->people[i] = (struct smz_person){.label = smz_str_of(names[i]),
                                           .name = smz_str_of(names[i]),
                                           .role = i ? SMZ_ROLE_GUEST : SMZ_ROLE_HOST};
    smz_text_make(&w->transcript, lang, &w->arena, &w->text);
    w->outline = (struct smz_outline){.text = &w->text,
                                      .person_of = w->person_of,
                                      .people = w->people,
                                      .n_people = N_PEOPLE};
    w->chunk = (struct smz_chunk){.end_sentence = w->text.n_sentences,
                                  .last_turn = w->transcript.n_turns - 1};
    w->request = (struct smz_request){.kind = SMZ_REQUEST_SINGLE};
    w->plan = (struct smz_plan){.outline = &w->outline,
                                .wish = &w->wish,
                                .chunks = &w->chunk,
                                .n_chunks = 1,
                                .requests = &w->request,
                                .n_requests = 1};
    w->told.first_sentence = -1;
    w->told.time = SMZ_MS_NONE;
    w->answer = (struct smz_answer){.given = true, .topics = &w->told, .n_topics = 1};
    w->answers = (struct smz_answers){.at = &w->answer, .n = 1};
}

static inline void world_init(struct world *w)
{
    memset(w, 0, sizeof(*w));
    smz_arena_init(&w->arena);
    for (size_t i = 0; i < SMZ_COUNT(talk); i++)
        add_turn(w, talk[i].who, talk[i].text);
    world_finish(w, "en");
}

/* Verifies a topic of nothing but this quote, which is mended in place. */
static inline void world_verify_quote(struct world *w, struct smz_quote *quote)
{
    w->answer.topics = &w->told;
    w->answer.n_topics = 1;
    w->told = (struct smz_told){.heading = SMZ_S("Heading"),
                                .first_sentence = -1,
                                .quotes = quote,
                                .n_quotes = 1,
                                .time = SMZ_MS_NONE};
    smz_verify(&w->plan, NULL, &w->answers, &w->arena, &w->checks);
}

static inline void world_end(struct world *w)
{
    smz_arena_release(&w->arena);
}

/* A turn, a point that cites it, and how much of the point nobody said. */
struct world_claim {
    const char *lang, *said, *point;
    int want;
};

/* So many, in a digest of such a language (NULL: the talk's); -1: the point was
 * dropped. */
static inline int world_unsupported(const struct world_claim *row, const char *digest)
{
    int turn = 0, n;
    struct smz_point p = {
        .text = smz_str_of(row->point), .turns = &turn, .n_turns = 1, .sentence = -1};
    struct world w;

    memset(&w, 0, sizeof(w));
    smz_arena_init(&w.arena);
    add_turn(&w, BEN, row->said);
    add_turn(&w, EVA, "42.");
    world_finish(&w, row->lang);
    w.wish.lang = digest;
    w.told = (struct smz_told){.heading = SMZ_S("Heading"),
                               .first_sentence = -1,
                               .points = &p,
                               .n_points = 1,
                               .time = SMZ_MS_NONE};
    smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
    n = w.checks.points_dropped ? -1 : w.checks.claims_unsupported;
    world_end(&w);
    return n;
}

static inline void world_check_claims(const struct world_claim *rows, size_t n,
                                      const char *digest)
{
    int wrong = 0;

    for (size_t i = 0; i < n; i++) {
        int got = world_unsupported(&rows[i], digest);

        if (got != rows[i].want)
            print_error("%s: '%s': %d of '%s'\n", rows[i].lang, rows[i].point, got,
                        rows[i].said);
        wrong += got != rows[i].want;
    }
    assert_int_equal(wrong, 0);
}

#endif
