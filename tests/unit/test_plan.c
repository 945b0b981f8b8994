#include <string.h>

#include "summarize/plan.h"
#include "unit.h"

/* A talk of equal sentences: `per_turn` to a turn, a topic every `per_topic`. */
struct talk {
    struct smz_arena arena;
    struct smz_transcript transcript;
    struct smz_text text;
    struct smz_outline outline;
    struct smz_segment segment;
};

enum { SENTENCE_WORDS = 10 };
static const char sentence[] = "Nine words and one more make ten of it. ";

static void make_talk(struct talk *t, int sentences, int per_turn, int per_topic)
{
    static const struct smz_person people[2];
    int n_turns = (sentences + per_turn - 1) / per_turn;
    int n_topics = (sentences + per_topic - 1) / per_topic;
    struct smz_turn *turns;
    struct smz_sentence *s;
    struct smz_topic *topics;
    int *first;

    memset(t, 0, sizeof(*t));
    smz_arena_init(&t->arena);
    turns = SMZ_NEW(&t->arena, struct smz_turn, n_turns);
    s = SMZ_NEW(&t->arena, struct smz_sentence, sentences);
    topics = SMZ_NEW(&t->arena, struct smz_topic, n_topics);
    first = SMZ_NEW(&t->arena, int, n_turns + 1);
    for (int i = 0; i < sentences; i++) {
        s[i] = (struct smz_sentence){
            .turn = i / per_turn, .len = sizeof(sentence) - 2, .words = SENTENCE_WORDS};
        if (i % per_turn == 0)
            first[i / per_turn] = i;
        if (i % per_topic == 0)
            topics[i / per_topic] =
                (struct smz_topic){.first_sentence = i, .end_sentence = i + per_topic};
    }
    first[n_turns] = sentences;
    for (int i = 0; i < n_turns; i++)
        turns[i].text = SMZ_S(sentence);
    t->transcript = (struct smz_transcript){
        .turns = turns, .n_turns = n_turns, .words = (size_t)sentences * SENTENCE_WORDS};
    t->text = (struct smz_text){.transcript = &t->transcript,
                                .sentences = s,
                                .n_sentences = sentences,
                                .first_sentence = first};
    t->segment = (struct smz_segment){.kind = SMZ_SEGMENT_SOLO,
                                      .end_sentence = sentences,
                                      .n_topics = n_topics,
                                      .words = t->transcript.words};
    t->outline = (struct smz_outline){.text = &t->text,
                                      .people = people,
                                      .segments = &t->segment,
                                      .n_segments = 1,
                                      .topics = topics,
                                      .n_topics = n_topics,
                                      .n_people = 2};
}

static struct smz_plan plan_for(struct talk *t, int words, int context)
{
    static struct smz_wish wish;
    struct smz_limits limits = {
        .context = context, .output = 4000, .has_model = context > 0};
    struct smz_plan plan;

    wish = (struct smz_wish){.words = words};
    smz_plan_make(&t->outline, &wish, &limits, &t->arena, &plan);
    return plan;
}

static int count_kind(const struct smz_plan *plan, enum smz_request_kind kind)
{
    int n = 0;

    for (int i = 0; i < plan->n_requests; i++)
        n += plan->requests[i].kind == kind;
    return n;
}

static void every_sentence_is_in_one_chunk_within_the_budget(void **state)
{
    static const int contexts[] = {1000, 3000, 8000, 200000};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(contexts); i++) {
        struct talk t;
        struct smz_plan plan;
        int at = 0;

        make_talk(&t, 3001, 7, 60);
        plan = plan_for(&t, 2000, contexts[i]);
        for (int c = 0; c < plan.n_chunks; c++) {
            assert_int_equal(plan.chunks[c].first_sentence, at);
            assert_true(plan.chunks[c].end_sentence > at);
            assert_true(plan.chunks[c].tokens < contexts[i]);
            assert_true(plan.chunks[c].lead_in <= at);
            at = plan.chunks[c].end_sentence;
        }
        assert_int_equal(at, 3001);
        smz_arena_release(&t.arena);
    }
}

static void chunks_end_where_topics_do(void **state)
{
    struct talk t;
    struct smz_plan plan;

    (void)state;
    make_talk(&t, 3000, 7, 60);
    plan = plan_for(&t, 2000, 100000);
    assert_true(plan.n_chunks > 3);
    for (int c = 0; c < plan.n_chunks; c++)
        assert_int_equal(plan.chunks[c].first_sentence % 60, 0);
    smz_arena_release(&t.arena);
}

static void a_request_stands_behind_what_it_needs(void **state)
{
    static const int words[] = {100, 300, 2000, 50000};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(words); i++) {
        struct talk t;
        struct smz_plan plan;

        make_talk(&t, 40000, 7, 60);
        plan = plan_for(&t, words[i], 100000);
        for (int r = 0; r < plan.n_requests; r++) {
            assert_int_equal(plan.requests[r].id, r);
            for (int k = 0; k < plan.requests[r].n_needs; k++)
                assert_in_range(plan.requests[r].needs[k], 0, r - 1);
        }
        assert_int_equal(plan.requests[plan.n_requests - 1].kind, SMZ_REQUEST_RELATE);
        smz_arena_release(&t.arena);
    }
}

static void the_kinds_of_request_follow_size_and_target(void **state)
{
    static const struct {
        int sentences, words, context;
        int single, condense, edit;
    } rows[] = {
        {100, 300, 100000, 1, 0, 0},   /* all in one */
        {3000, 3000, 100000, 0, 0, 1}, /* parts, seams mended */
        {3000, 100, 100000, 0, 1, 0},  /* too few words for the parts */
        {40000, 100, 100000, 0, 3, 0}, /* in two rounds */
        {3000, 3000, 0, 0, 0, 0},      /* without a model */
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct talk t;
        struct smz_plan plan;

        make_talk(&t, rows[i].sentences, 7, 60);
        plan = plan_for(&t, rows[i].words, rows[i].context);
        if (count_kind(&plan, SMZ_REQUEST_SINGLE) != rows[i].single ||
            count_kind(&plan, SMZ_REQUEST_CONDENSE) != rows[i].condense ||
            count_kind(&plan, SMZ_REQUEST_EDIT) != rows[i].edit)
            fail_msg("row %zu", i);
        smz_arena_release(&t.arena);
    }
}

static void the_default_length_follows_the_talk(void **state)
{
    static const struct {
        size_t talk;
        int digest;
    } rows[] = {{60, 40}, {600, 200}, {3000, 300}, {12000, 1000}, {500000, 6000}};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        assert_int_equal(smz_default_words(rows[i].talk), rows[i].digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_is_in_one_chunk_within_the_budget),
        cmocka_unit_test(chunks_end_where_topics_do),
        cmocka_unit_test(a_request_stands_behind_what_it_needs),
        cmocka_unit_test(the_kinds_of_request_follow_size_and_target),
        cmocka_unit_test(the_default_length_follows_the_talk),
    };

    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
