/* Answers put together: edits, additions, and what is asked for besides. */
#include "asked.h"

static struct smz_told told(const char *heading, const char *prose)
{
    return (struct smz_told){.heading = smz_str_of(heading), .prose = smz_str_of(prose)};
}

static void edits_merge_rename_and_drop(void **state)
{
    struct smz_arena run;
    struct smz_told a[] = {told("A", "a."), told("B", "b.")};
    struct smz_told b[] = {told("C", "c."), told("D", "d."), told("E", "e.")};
    struct smz_answer at[] = {{.topics = a, .n_topics = 2}, {.topics = b, .n_topics = 3}};
    struct smz_answers answers = {.at = at, .n = 2};
    const struct smz_numbered numbered[] = {{.request = 0, .at = 0},
                                            {.request = 0, .at = 1},
                                            {.request = 1, .at = 0},
                                            {.request = 1, .at = 1},
                                            {.request = 1, .at = 2}};
    const struct smz_edit edits[] = {
        {.topic = 2, .into = 1},                           /* C into B */
        {.topic = 1, .into = 0},                           /* and B into A */
        {.topic = 3, .into = -1, .heading = SMZ_S("Dee")}, /* D is Dee */
        {.topic = 4, .into = -1, .drop = true},            /* E goes */
        {.topic = 9, .into = -1, .drop = true},            /* is none */
    };

    (void)state;
    smz_arena_init(&run);
    smz_answer_edit(edits, SMZ_COUNT(edits), numbered, SMZ_COUNT(numbered), &answers,
                    &run);
    assert_int_equal(at[0].n_topics, 1);
    assert_true(smz_str_eq(at[0].topics[0].prose, SMZ_S("a.")));
    assert_int_equal(at[1].n_topics, 1);
    assert_true(smz_str_eq(at[1].topics[0].heading, SMZ_S("Dee")));
    smz_arena_release(&run);
}

static void edits_in_a_circle_or_of_everything_lose_nothing(void **state)
{
    struct smz_arena run;
    struct smz_told a[] = {told("A", "a."), told("B", "b.")};
    struct smz_answer at[] = {{.topics = a, .n_topics = 2}};
    struct smz_answers answers = {.at = at, .n = 1};
    const struct smz_numbered numbered[] = {{.at = 0}, {.at = 1}};
    const struct smz_edit circle[] = {{.topic = 0, .into = 1}, {.topic = 1, .into = 0}};
    const struct smz_edit drops[] = {{.topic = 0, .into = -1, .drop = true},
                                     {.topic = 1, .into = -1, .drop = true}};

    (void)state;
    smz_arena_init(&run);
    smz_answer_edit(circle, 2, numbered, 2, &answers, &run);
    assert_int_equal(at[0].n_topics, 2);
    smz_answer_edit(drops, 2, numbered, 2, &answers, &run);
    assert_int_equal(at[0].n_topics, 1);
    smz_arena_release(&run);
}

/* Writers do not see each other: an editor is shown which of their points sound alike. */
static void a_point_told_by_two_writers_is_told_once(void **state)
{
    static const int needs[] = {0, 1};
    const int turns[] = {1, 3};
    struct fixture f;
    struct smz_point a[] = {{.lead = SMZ_S("Wood"), .text = SMZ_S("A hive is of wood.")},
                            {.lead = SMZ_S("Dance"),
                             .text = SMZ_S("Bees dance in the dark hive."),
                             .turns = &turns[0],
                             .n_turns = 1}};
    struct smz_point b[] = {{.lead = SMZ_S("In the dark"),
                             .text = SMZ_S("The dark hive is where bees dance."),
                             .turns = &turns[1],
                             .n_turns = 1},
                            {.lead = SMZ_S("Honey"), .text = SMZ_S("Honey is sweet.")}};
    struct smz_told told_of[] = {told("A", "a."), told("B", "b.")};
    struct smz_answer at[] = {{.topics = &told_of[0], .n_topics = 1},
                              {.topics = &told_of[1], .n_topics = 1}};
    struct smz_answers answers = {.at = at, .n = 2};
    const struct smz_request edit = {
        .kind = SMZ_REQUEST_EDIT, .chunk = -1, .needs = needs, .n_needs = 2};
    const struct smz_edit edits[] = {{.topic = 3, .into = 2}, {.topic = 2, .into = 3}};
    struct smz_prompt prompt;

    (void)state;
    make_plan(&f,
              "Ann: Why do the bees dance in the dark of a hive?\nBob: Honey. The bees "
              "dance in the dark hive.\n",
              60, 32768);
    told_of[0].points = a;
    told_of[1].points = b;
    told_of[0].n_points = told_of[1].n_points = 2;
    f.ask = (struct smz_ask){.plan = &f.plan, .request = &edit, .answers = &answers};
    assert_int_equal(smz_prompt_make(&f.ask, NULL, &f.run, &prompt, NULL), SMZ_OK);
    assert_int_equal(prompt.n_numbered, 4);
    assert_true(has(prompt.user, "may tell the same:\n[3] "));
    assert_true(has(prompt.user, "Dance. Bees dance"));
    assert_true(has(prompt.user, "\n[4] "));
    assert_false(has(prompt.user, "sweet"));
    smz_answer_edit(edits, 2, prompt.numbered, prompt.n_numbered, &answers, &f.run);
    assert_int_equal(told_of[0].n_points, 2);
    assert_int_equal(told_of[1].n_points, 1);
    assert_true(smz_str_eq(told_of[1].points[0].lead, SMZ_S("Honey")));
    assert_int_equal(told_of[0].points[1].n_turns, 2); /* and rests on both */
    assert_int_equal(at[0].n_topics + at[1].n_topics, 2);
    smz_arena_release(&f.run);
}

static void additions_go_to_their_topic(void **state)
{
    struct smz_arena run;
    struct smz_told a[] = {told("A", "a."), told("B", "b.")};
    struct smz_answer whole = {.topics = a, .n_topics = 2};
    struct smz_point p[] = {{.text = SMZ_S("one.")}, {.text = SMZ_S("two.")}};
    struct smz_told more[] = {{.points = &p[0], .n_points = 1},
                              {.points = &p[1], .n_points = 1}};
    struct smz_edit where[] = {{.into = 0}, {.into = 7}}; /* the last takes strays */
    struct smz_answer extra = {
        .topics = more, .n_topics = 2, .edits = where, .n_edits = 2};

    (void)state;
    smz_arena_init(&run);
    smz_answer_extend(&whole, &extra, 0.1, &run);
    assert_int_equal(whole.topics[0].n_points, 1);
    assert_int_equal(whole.topics[1].n_points, 1);
    assert_true(smz_str_eq(whole.topics[1].points[0].text, SMZ_S("two.")));
    smz_arena_release(&run);
}

static void what_is_short_is_extended(void **state)
{
    struct fixture f;
    struct smz_told t = told("Bees", "They dance.");
    struct smz_answer *at;
    struct smz_answers answers;
    struct smz_lack lack = {0};
    const struct smz_request *more;
    int n;

    (void)state;
    make_plan(&f, talk, 60, 32768);
    at = SMZ_NEW(&f.run, struct smz_answer, f.plan.n_requests);
    answers = (struct smz_answers){.at = at, .n = f.plan.n_requests};
    at[0] = (struct smz_answer){.given = true, .topics = &t, .n_topics = 1};
    lack.words = smz_plan_lack(&f.plan, &answers, &f.run);
    smz_plan_extend(&f.plan, &answers, &lack, &f.run, &more, &n);
    assert_int_equal(n, 1);
    assert_int_equal(more[0].kind, SMZ_REQUEST_EXTEND);
    assert_int_equal(more[0].id, f.plan.n_requests);
    assert_int_equal(more[0].needs[0], 0);
    assert_true(more[0].words >= 50 && more[0].words <= 70);
    at[0].summary = SMZ_S("one two three four five six seven eight nine ten one two "
                          "three four five six seven eight nine ten one two three four "
                          "five six seven eight nine ten one two three four five six "
                          "seven eight nine ten one two three four five six seven eight "
                          "nine ten one two three four five six seven eight nine ten");
    lack.words = smz_plan_lack(&f.plan, &answers, &f.run);
    smz_plan_extend(&f.plan, &answers, &lack, &f.run, &more, &n);
    assert_int_equal(n, 0);
    smz_arena_release(&f.run);
}

/* A little for each of many answers is no request: one of them is asked for all of it. */
static void a_small_lack_is_asked_of_one(void **state)
{
    static const char *const lines =
        "Ann: Bees dance for one another in the dark of the hive all summer long.\n";
    struct fixture f;
    struct smz_answers answers;
    struct smz_untold untold = {.words = 100};
    struct smz_lack lack = {0};
    const struct smz_request *more;
    struct smz_prompt prompt;
    struct smz_chunk part;
    struct smz_err err;
    struct smz_ask ask;
    struct smz_buf text;
    int n;

    (void)state;
    smz_buf_init(&text, 0);
    for (int i = 0; i < 900; i++)
        smz_buf_add(&text, smz_str_of(lines));
    make_plan(&f, text.ptr, 400, 4096);
    assert_true(f.plan.n_chunks > 2);
    answers.n = f.plan.n_requests;
    answers.at = SMZ_NEW(&f.run, struct smz_answer, answers.n);
    for (int i = 0; i < answers.n; i++) {
        struct smz_told *t = SMZ_NEW(&f.run, struct smz_told, 1);

        *t = told("Bees", "They dance.");
        if (f.plan.requests[i].kind == SMZ_REQUEST_WRITE)
            answers.at[i] =
                (struct smz_answer){.given = true, .topics = t, .n_topics = 1};
    }
    lack.words = 24;
    smz_plan_extend(&f.plan, &answers, &lack, &f.run, &more, &n);
    assert_int_equal(n, 1);
    lack.words = 19;
    smz_plan_extend(&f.plan, &answers, &lack, &f.run, &more, &n);
    assert_int_equal(n, 0);
    /* A chunk is sent again for it: no more of them than can tell it. */
    lack.words = f.plan.requests[0].words * 3 / 2;
    smz_plan_extend(&f.plan, &answers, &lack, &f.run, &more, &n);
    assert_int_equal(n, 2);
    lack.words = 19;
    /* What is told of nowhere is asked for even so, where it was said. */
    untold.first_sentence = f.plan.chunks[1].first_sentence + 2;
    untold.end_sentence = untold.first_sentence + 5;
    lack.untold = &untold;
    lack.n_untold = 1;
    smz_plan_extend(&f.plan, &answers, &lack, &f.run, &more, &n);
    assert_int_equal(n, 1);
    assert_int_equal(more[0].chunk, 1);
    /* With a little before it, and nothing of the rest of the chunk. */
    part = smz_chunk_asked(&f.plan, &more[0]);
    assert_int_equal(part.first_sentence, f.plan.chunks[1].first_sentence);
    assert_int_equal(part.end_sentence, untold.end_sentence);
    assert_true(part.tokens < f.plan.chunks[1].tokens / 2);
    assert_true(more[0].tokens_in < f.plan.requests[more[0].needs[0]].tokens_in / 2);
    ask = (struct smz_ask){.plan = &f.plan,
                           .request = &more[0],
                           .chunk = &part,
                           .words = more[0].words,
                           .answers = &answers};
    assert_int_equal(smz_prompt_make(&ask, NULL, &f.run, &prompt, &err), SMZ_OK);
    assert_true(smz_str_find(prompt.user, SMZ_S(", all from passages 3 to 7, of which "
                                                "nothing is told yet.")) > 0);
    smz_buf_release(&text);
    smz_arena_release(&f.run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_merge_rename_and_drop),
        cmocka_unit_test(edits_in_a_circle_or_of_everything_lose_nothing),
        cmocka_unit_test(a_point_told_by_two_writers_is_told_once),
        cmocka_unit_test(additions_go_to_their_topic),
        cmocka_unit_test(what_is_short_is_extended),
        cmocka_unit_test(a_small_lack_is_asked_of_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
