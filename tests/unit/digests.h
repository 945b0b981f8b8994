/*
 * A made-up episode with two guests, and answers that tell it: for the tests of
 * assembling and rendering.
 */
#ifndef SMZ_TESTS_DIGESTS_H
#define SMZ_TESTS_DIGESTS_H

#include <string.h>

#include "summarize/render.h"
#include "unit.h"

struct episode {
    struct smz_arena run;
    struct smz_notes notes;
    struct smz_transcript transcript;
    struct smz_text text;
    struct smz_outline outline;
    struct smz_wish wish;
    struct smz_plan plan;
    struct smz_answers answers;
    struct smz_checks checks;
    struct smz_digest digest;
};

/* A guest's turns: what is said of each subject, with the subject's own number. */
static void episode_talk(struct smz_buf *b, const char *host, const char *guest,
                         const char *const *subjects, int n, int second)
{
    for (int i = 0; i < n; i++) {
        smz_buf_printf(b, "[00:%02d:%02d] %s: What should we know about %s today?\n\n",
                       (second + i * 20) / 60, (second + i * 20) % 60, host, subjects[i]);
        smz_buf_printf(b,
                       "[00:%02d:%02d] %s: The first thing about %s is that it took %d "
                       "years to build. We tried %s in the lab before anybody else did. "
                       "Most people think %s is easy, and they learn otherwise.\n\n",
                       (second + i * 20 + 5) / 60, (second + i * 20 + 5) % 60, guest,
                       subjects[i], i + 3, subjects[i], subjects[i]);
    }
}

static const char *const episode_subjects[2][6] = {
    {"steam turbines", "copper mines", "river dams", "wind farms", "coal barges",
     "power lines"},
    {"honey bees", "apple orchards", "clover meadows", "garden ponds", "beech forests",
     "barn owls"},
};

static void episode_open(struct episode *e, int words)
{
    struct smz_segment_options who = {0};
    struct smz_limits limits = {0};
    struct smz_buf b;
    struct smz_err err;

    memset(e, 0, sizeof(*e));
    smz_arena_init(&e->run);
    smz_notes_init(&e->notes, &e->run);
    smz_buf_init(&b, 0);
    episode_talk(&b, "Ann Host", "Bea Power", episode_subjects[0], 6, 0);
    smz_buf_add(&b, SMZ_S("[00:02:00] Ann Host: Thank you, Bea. Next up, please welcome "
                          "Cem Garden. Welcome to the show, Cem.\n\n"));
    episode_talk(&b, "Ann Host", "Cem Garden", episode_subjects[1], 6, 125);
    assert_int_equal(smz_read(smz_arena_keep(&e->run, smz_buf_str(&b)),
                              SMZ_S("two_guests.txt"), &(struct smz_read_options){0},
                              &e->run, &e->notes, &e->transcript, &err),
                     SMZ_OK);
    smz_buf_release(&b);
    smz_text_make(&e->transcript, "en", &e->run, &e->text);
    who.target_words = words;
    assert_int_equal(smz_segment(&e->text, &who, &e->run, &e->notes, &e->outline, &err),
                     SMZ_OK);
    e->wish = (struct smz_wish){.words = words};
    smz_plan_make(&e->outline, &e->wish, &limits, &e->run, &e->plan);
    e->answers.n = e->plan.n_requests;
    e->answers.at = SMZ_NEW(&e->run, struct smz_answer, e->answers.n);
    e->answers.run.provider = SMZ_S("test");
}

static void episode_close(struct episode *e)
{
    smz_arena_release(&e->run);
}

static struct smz_point episode_point(struct episode *e, int sentence, double weight)
{
    int *turn = SMZ_NEW(&e->run, int, 1);

    *turn = e->text.sentences[sentence].turn;
    return (struct smz_point){.text = smz_sentence_str(&e->text, sentence),
                              .turns = turn,
                              .n_turns = 1,
                              .sentence = sentence,
                              .weight = weight,
                              .speaker = e->outline.person_of[*turn],
                              .time = SMZ_MS_NONE};
}

/* A topic of sentences [first, end): the third of each four is a quote. */
static struct smz_told episode_topic(struct episode *e, int first, int end,
                                     const char *heading)
{
    struct smz_told t = {.segment = -1,
                         .first_sentence = first,
                         .end_sentence = end,
                         .heading = smz_str_of(heading),
                         .time = SMZ_MS_NONE};

    t.points = SMZ_NEW(&e->run, struct smz_point, end - first);
    t.quotes = SMZ_NEW(&e->run, struct smz_quote, end - first);
    for (int i = first; i < end; i++) {
        struct smz_point p = episode_point(e, i, 1 + i % 3);

        if (i % 4 == 2)
            t.quotes[t.n_quotes++] = (struct smz_quote){.text = p.text,
                                                        .turn = p.turns[0],
                                                        .sentence = i,
                                                        .weight = 1,
                                                        .speaker = p.speaker,
                                                        .time = SMZ_MS_NONE};
        else
            t.points[t.n_points++] = p;
    }
    return t;
}

/* Every subject (four sentences) as a topic, in the first answer. */
static void episode_tell(struct episode *e)
{
    struct smz_answer *a = &e->answers.at[0];
    int n = e->text.n_sentences / 4;

    a->given = true;
    a->topics = SMZ_NEW(&e->run, struct smz_told, n + 4);
    for (int i = 0; i < n; i++)
        a->topics[a->n_topics++] = episode_topic(
            e, i * 4, i * 4 + 4,
            smz_arena_printf(&e->run, "What subject %d is about", i + 1).ptr);
}

static void episode_assemble(struct episode *e)
{
    smz_assemble(&e->plan, &e->answers, &e->checks, &e->notes, &e->run, &e->digest);
}

/* The digest as `format` has it; kept as long as the episode. */
static smz_str episode_render(struct episode *e, const char *format)
{
    struct smz_buf b;
    smz_str s;

    smz_buf_init(&b, 0);
    smz_renderer_find(format)->render(&e->digest, &b);
    s = smz_arena_keep(&e->run, smz_buf_str(&b));
    smz_buf_release(&b);
    return s;
}

static bool episode_says(smz_str text, const char *what)
{
    return smz_str_find(text, smz_str_of(what)) >= 0;
}

#endif
