/* Points and prose: what they cite, and what of it was said. */
#include "verify_world.h"

/* A point that cites one turn, which must outlive it. */
static struct smz_point citing(const int *turn, const char *text)
{
    return (struct smz_point){
        .text = smz_str_of(text), .turns = turn, .n_turns = 1, .sentence = -1};
}

/* Verifies one point; false if it was dropped. */
static bool verify_point(struct world *w, struct smz_point *point)
{
    w->answer.topics = &w->told;
    w->answer.n_topics = 1;
    w->told = (struct smz_told){.heading = SMZ_S("Heading"),
                                .prose = SMZ_S("A sentence."),
                                .first_sentence = -1,
                                .points = point,
                                .n_points = 1,
                                .time = SMZ_MS_NONE};
    smz_verify(&w->plan, NULL, &w->answers, &w->arena, &w->checks);
    return w->told.n_points == 1;
}

static const struct point_row {
    const char *text;
    int turn;
    bool kept;
    int in_turn, unsupported;
} points[] = {
    {"The water was brown and smelled of diesel.", 1, true, 1, 0},
    {"Ben says the water smelled of diesel.", 1, true, 1, 0},
    {"Ben says the water smelled of diesel.", 5, true, 1, 0}, /* Eva's turn */
    {"Okoro says the water smelled of diesel.", 99, true, 1, 0},
    {"Okoro leads a river project.", 0, true, 0, 0}, /* as his host says */
    {"Eva holds that the salmon will be back by spring.", 1, false, 0, 0},
    {"Penguins dance at the opera on Sundays.", 99, false, 0, 0},
    {"It cost 25,000 pounds a year.", 3, true, 3, 0},
    {"It cost 35,000 pounds a year.", 3, true, 3, 1},
    {"Some 3,000,000,000 litres pass the gauge.", 3, true, 3, 0},
    {"Some 3bn litres pass the gauge.", 3, true, 3, 0},
    {"Some four billion litres pass the gauge.", 3, true, 3, 1},
    {"The river survey works in Wales too.", 5, true, 5, 0},
    {"The river survey works in Norway too.", 5, true, 5, 1},
    {"The water was brown and", 1, false, 0, 0}, /* cut off */
    {"", 1, false, 0, 0},
};

static void a_point_cites_who_says_so(void **state)
{
    struct world w;

    (void)state;
    world_init(&w);
    for (size_t i = 0; i < SMZ_COUNT(points); i++) {
        const struct point_row *r = &points[i];
        struct smz_point p = citing(&r->turn, r->text);

        if (verify_point(&w, &p) != r->kept)
            fail_msg("'%s' %s", r->text, r->kept ? "dropped" : "kept");
        if (!r->kept)
            continue;
        if (p.turns[0] != r->in_turn || p.speaker != talk[r->in_turn].who ||
            p.time != r->in_turn * 60000)
            fail_msg("'%s': turn %d, speaker %d", r->text, p.turns[0], p.speaker);
        if (w.checks.claims_unsupported != r->unsupported)
            fail_msg("'%s': %d unsupported", r->text, w.checks.claims_unsupported);
    }
    world_end(&w);
}

/* Prose has no citations: what was said anywhere in its part bears it out. */
static void prose_may_draw_on_all_of_its_part(void **state)
{
    static const struct {
        const char *prose;
        int unsupported;
    } rows[] = {
        {"The town paid for it, from 1994 on.", 0},
        {"The survey measured Wales with twenty-five thousand pounds.", 0},
        {"The town paid for it, from 1996 on.", 1},
        {"The survey measured Norway and had 41 places.", 2},
        {"It began with the words of Thomas.", 1},
    };
    int turn = 3;
    struct world w;

    (void)state;
    world_init(&w);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_point p = citing(&turn, "The mill did not pay for the cleaning.");

        w.answer.topics = &w.told;
        w.answer.n_topics = 1;
        w.told = (struct smz_told){.prose = smz_str_of(rows[i].prose),
                                   .first_sentence = -1,
                                   .points = &p,
                                   .n_points = 1,
                                   .time = SMZ_MS_NONE};
        smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
        if (w.checks.claims_unsupported != rows[i].unsupported)
            fail_msg("'%s': %d unsupported", rows[i].prose, w.checks.claims_unsupported);
    }
    /* What only another part has is not said there. */
    w.chunk.first_turn = 2;
    w.chunk.first_sentence = w.text.first_sentence[3] + 3;
    w.told.prose = smz_str_of(rows[0].prose);
    w.told.n_points = 0;
    w.told.first_sentence = -1;
    smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
    assert_int_equal(w.checks.claims_unsupported, 1);
    world_end(&w);
}

static void a_name_may_stand_for_it_once_it_was_said(void **state)
{
    static const struct {
        int turn, unsupported;
    } rows[] = {
        {8, 0}, /* long behind "Wales" */
        {1, 1}, /* and long before it */
    };
    struct world w;

    (void)state;
    memset(&w, 0, sizeof(w));
    smz_arena_init(&w.arena);
    for (size_t i = 0; i < SMZ_COUNT(talk); i++)
        add_turn(&w, talk[i].who, talk[i].text);
    add_turn(&w, BEN, "It was cold. It was late. It was far. It was dark. It was wet.");
    add_turn(&w, EVA, "It ended there. The water was brown. It was not measured again.");
    world_finish(&w, "en");
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_point p = citing(&rows[i].turn, "The water was brown in Wales.");

        assert_true(verify_point(&w, &p));
        assert_int_equal(w.checks.claims_unsupported, rows[i].unsupported);
    }
    world_end(&w);
}

/* A sentence that the engine gives with a point is where to look, and no proof. */
static void a_points_sentence_is_checked_too(void **state)
{
    static const struct {
        const char *text;
        int turn;
        bool kept;
        int in_turn;
    } rows[] = {
        {"Ben says that fishing with lamps never stopped.", 4, true, 4},
        {"Eva says that fishing with lamps never stopped.", 5, false, 0},
        {"Ben says that fishing with lamps never stopped.", 5, true, 4},
        {"Penguins dance at the opera on Sundays.", 5, false, 0},
    };
    struct world w;

    (void)state;
    world_init(&w);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_point p = citing(&rows[i].turn, rows[i].text);

        p.sentence = w.text.first_sentence[rows[i].turn];
        if (verify_point(&w, &p) != rows[i].kept)
            fail_msg("'%s' %s", rows[i].text, rows[i].kept ? "dropped" : "kept");
        if (rows[i].kept && (p.turns[0] != rows[i].in_turn || p.speaker != BEN))
            fail_msg("'%s': turn %d, speaker %d", rows[i].text, p.turns[0], p.speaker);
    }
    world_end(&w);
}

static void strict_drops_sentences_of_prose(void **state)
{
    struct world w;

    (void)state;
    world_init(&w);
    w.wish.strict = true;
    w.told.prose = SMZ_S("It began in 1994. It cost 35,000 pounds. It was brown.");
    w.answer.summary = SMZ_S("A river is told of, as in Norway.");
    smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
    assert_true(smz_str_eq(w.told.prose, SMZ_S("It began in 1994. It was brown.")));
    assert_int_equal(w.answer.summary.len, 0);
    world_end(&w);
}

static void strict_drops_what_is_not_borne_out(void **state)
{
    int turn = 3;
    struct smz_point p = citing(&turn, "It cost 35,000 pounds.");
    struct world w;

    (void)state;
    world_init(&w);
    w.wish.strict = true;
    assert_false(verify_point(&w, &p));
    assert_int_equal(w.checks.points_dropped, 1);
    world_end(&w);
}

static void what_was_told_is_not_told_again(void **state)
{
    int turn = 1;
    struct smz_point p[] = {
        citing(&turn, "The water was brown and smelled of diesel fuel."),
        citing(&turn, "The brown water smelled of diesel fuel."),
        citing(&turn, "The water was not brown and smelled of diesel fuel."),
    };
    struct smz_quote q[] = {
        {.text = SMZ_S("The water was brown, it smelled of diesel"), .turn = 1},
        {.text = SMZ_S("the water was brown"), .turn = 1},
        {.text = SMZ_S("Maps lie when they are old."), .turn = 5},
    };
    struct world w;

    (void)state;
    world_init(&w);
    w.told.points = p;
    w.told.n_points = 3;
    w.told.quotes = q;
    w.told.n_quotes = 3;
    smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
    assert_int_equal(w.told.n_points, 2);
    assert_int_equal(w.told.n_quotes, 2);
    assert_int_equal(w.checks.quotes, 3);
    assert_int_equal(w.checks.quotes_dropped, 1);
    world_end(&w);
}

static void a_models_text_is_cleaned(void **state)
{
    struct world w;

    (void)state;
    world_init(&w);
    w.told.heading = SMZ_S("Clean\x1b[31m \xe2\x80\xaewater\n");
    w.told.prose =
        SMZ_S("One whole sentence. He said \"rivers never ever run backwards\". "
              "And one that is cut o");
    smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
    assert_true(smz_str_eq(w.told.heading, SMZ_S("Clean[31m water")));
    assert_true(smz_str_eq(
        w.told.prose,
        SMZ_S("One whole sentence. He said rivers never ever run backwards.")));
    world_end(&w);
}

/* What the frame cites may be a whole topic: its time is that of what it says there. */
static void a_point_of_the_frame_is_placed_where_it_was_said(void **state)
{
    static const int turns[] = {1, 3, 4};
    struct smz_point p = {.text = SMZ_S("The town paid twenty-five thousand pounds."),
                          .turns = turns,
                          .n_turns = 3,
                          .sentence = 1};
    struct world w;

    (void)state;
    world_init(&w);
    w.answer.implications = &p;
    w.answer.n_implications = 1;
    smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
    assert_int_equal(w.answer.n_implications, 1);
    assert_int_equal(p.n_turns, 3);
    assert_int_equal(w.text.sentences[p.sentence].turn, 3);
    /* Who names another than it cites cites that one. */
    p = (struct smz_point){.text =
                               SMZ_S("Eva Smit holds that maps lie when they are old."),
                           .turns = turns,
                           .n_turns = 1,
                           .sentence = 1};
    smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
    assert_int_equal(p.speaker, EVA);
    assert_int_equal(w.text.sentences[p.sentence].turn, 5);
    world_end(&w);
}

/* Whether a theme of points of these two turns stays; the speaker of its second point. */
static bool is_theme(struct world *w, int a, int b, const char *text, int *second)
{
    struct smz_point said[] = {citing(&a, "It all began in 1994 with twelve volunteers."),
                               citing(&a, "The water was brown and smelled of diesel."),
                               citing(&b, text)};
    struct smz_theme theme = {.heading = SMZ_S("Rivers"), .n_points = 3};

    theme.points = said;
    w->answer.themes = &theme;
    w->answer.n_themes = 1;
    smz_verify(&w->plan, NULL, &w->answers, &w->arena, &w->checks);
    *second = w->answer.n_themes && theme.n_points > 1 ? said[1].speaker : SMZ_NOBODY;
    return w->answer.n_themes;
}

static void what_no_two_share_is_no_theme(void **state)
{
    struct smz_segment segments[2] = {{.kind = SMZ_SEGMENT_PANEL}};
    static const char *const maps = "Maps lie when they are old.";
    struct world w;
    int second;

    (void)state;
    world_init(&w);
    w.outline.segments = segments;
    w.outline.n_segments = 1;
    segments[0].end_sentence = w.text.n_sentences;
    assert_true(is_theme(&w, 1, 5, maps, &second));
    assert_int_equal(second, EVA); /* whoever else cuts it short, these two stay */
    assert_false(is_theme(
        &w, 1, 3, "The town paid, and it paid twenty-five thousand pounds a year.",
        &second));
    /* Guests who come one after the other share nothing with each other by their host. */
    segments[0] = (struct smz_segment){.kind = SMZ_SEGMENT_GUEST,
                                       .end_sentence = w.text.first_sentence[5]};
    segments[1] = (struct smz_segment){.kind = SMZ_SEGMENT_GUEST,
                                       .first_sentence = segments[0].end_sentence,
                                       .end_sentence = w.text.n_sentences};
    w.outline.n_segments = 2;
    assert_false(
        is_theme(&w, 1, 2, "And what does it cost to run something like this?", &second));
    assert_true(is_theme(&w, 1, 5, maps, &second));
    world_end(&w);
}

static void what_nothing_cites_is_noticed(void **state)
{
    int turn = 1;
    struct smz_point p = citing(&turn, "The water was brown and smelled of diesel.");
    struct world w;

    (void)state;
    world_init(&w);
    assert_true(verify_point(&w, &p));
    assert_true(w.checks.covered > 0.3 && w.checks.covered < 0.8);
    assert_true(w.checks.covered_tenth[1] > 0.9);
    assert_true(w.checks.covered_tenth[9] < 0.1);
    assert_true(w.checks.gaps.len > 0);
    assert_int_equal(w.checks.warnings.len, 0);
    assert_int_equal(w.checks.gaps.at[w.checks.gaps.len - 1].end_sentence,
                     w.text.n_sentences);
    /* Where the digest has words for it, that is a warning. */
    w.plan.words = 10000;
    assert_true(verify_point(&w, &p));
    assert_int_equal(w.checks.warnings.len, w.checks.gaps.len);
    world_end(&w);
}

/* What stands behind the sections tells of the talk, too. */
static void what_the_frame_cites_is_not_untold(void **state)
{
    int turn = 1, last;
    struct smz_point p = citing(&turn, "The water was brown and smelled of diesel."),
                     deed;
    struct world w;

    (void)state;
    world_init(&w);
    last = w.text.sentences[w.text.n_sentences - 1].turn;
    deed = citing(&last, "Something can be done here.");
    w.answer.implications = &deed;
    w.answer.n_implications = 1;
    assert_true(verify_point(&w, &p));
    assert_true(w.checks.covered_tenth[9] > 0.9);
    world_end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_cites_who_says_so),
        cmocka_unit_test(prose_may_draw_on_all_of_its_part),
        cmocka_unit_test(a_name_may_stand_for_it_once_it_was_said),
        cmocka_unit_test(a_points_sentence_is_checked_too),
        cmocka_unit_test(strict_drops_sentences_of_prose),
        cmocka_unit_test(strict_drops_what_is_not_borne_out),
        cmocka_unit_test(what_was_told_is_not_told_again),
        cmocka_unit_test(a_models_text_is_cleaned),
        cmocka_unit_test(a_point_of_the_frame_is_placed_where_it_was_said),
        cmocka_unit_test(what_no_two_share_is_no_theme),
        cmocka_unit_test(what_nothing_cites_is_noticed),
        cmocka_unit_test(what_the_frame_cites_is_not_untold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
