#include "digests.h"

static void guests_one_after_the_other_get_a_section_each(void **state)
{
    struct episode e;
    smz_str md;

    (void)state;
    episode_open(&e, 500);
    episode_tell(&e);
    episode_assemble(&e);
    assert_int_equal(e.digest.n_sections, 2);
    md = episode_render(&e, "md");
    assert_true(episode_says(md, "## Bea Power (00:00:00–00:0"));
    assert_true(episode_says(md, "## Cem Garden (00:02:0"));
    assert_true(smz_str_starts(md, SMZ_S("# Two guests\n\n*Ann Host (host), Bea Power, "
                                         "Cem Garden · ")));
    episode_close(&e);
}

static void topics_are_the_sections_by_topic(void **state)
{
    struct episode e;

    (void)state;
    episode_open(&e, 5000);
    e.wish.by = SMZ_BY_TOPIC;
    episode_tell(&e);
    episode_assemble(&e);
    assert_int_equal(e.digest.n_sections, e.answers.at[0].n_topics);
    for (int i = 0; i < e.digest.n_sections; i++)
        assert_true(e.digest.sections[i].flat);
    assert_true(episode_says(episode_render(&e, "md"), "- **Bea Power:** "));
    episode_close(&e);
}

static void check_times(const struct smz_section *s, const struct smz_told *t)
{
    for (int i = 0; i < t->n_points; i++)
        assert_in_range(t->points[i].time, s->start, s->end);
    for (int i = 0; i < t->n_quotes; i++)
        assert_in_range(t->quotes[i].time, s->start, s->end);
}

static void stretches_of_time_are_the_sections_by_time(void **state)
{
    struct episode e;
    smz_str md;

    (void)state;
    episode_open(&e, 5000);
    e.wish.by = SMZ_BY_TIME;
    episode_tell(&e);
    episode_assemble(&e);
    md = episode_render(&e, "md");
    assert_true(episode_says(md, "## Part 1 (00:00:00–00:01:00)"));
    assert_true(episode_says(md, "## Part 2 (00:01:00–00:02:00)"));
    episode_close(&e);
}

static void a_topic_goes_on_in_the_next_stretch_of_time(void **state)
{
    struct episode e;
    smz_str md;

    (void)state;
    episode_open(&e, 5000);
    e.wish.by = SMZ_BY_TIME;
    episode_tell(&e);
    e.answers.at[0].topics[0] = episode_topic(&e, 0, e.text.n_sentences, "All of it");
    e.answers.at[0].n_topics = 1;
    episode_assemble(&e);
    assert_int_equal(e.digest.n_sections, 4);
    for (int i = 0; i < e.digest.n_sections; i++)
        for (int k = 0; k < e.digest.sections[i].n_topics; k++)
            check_times(&e.digest.sections[i], &e.digest.sections[i].topics[k]);
    md = episode_render(&e, "md");
    assert_true(episode_says(md, "## Part 4 (00:03:00–00:0"));
    assert_true(episode_says(md, "### All of it (00:00:00)"));
    episode_close(&e);
}

static void what_two_chunks_both_tell_is_told_once(void **state)
{
    struct episode e;
    struct smz_answer *a;
    smz_str md, line;

    (void)state;
    episode_open(&e, 5000);
    episode_tell(&e);
    a = &e.answers.at[0];
    a->topics[a->n_topics++] = episode_topic(&e, 4, 8, "What subject 2 is about");
    episode_assemble(&e);
    md = episode_render(&e, "md");
    line = SMZ_S("### What subject 2 is about");
    assert_int_equal(
        smz_str_find(smz_str_skip(md, (size_t)smz_str_find(md, line) + 1), line), -1);
    assert_int_equal(
        smz_str_find(smz_str_cut(md, SMZ_S("copper mines is that it took")).tail,
                     SMZ_S("copper mines is that it took")),
        -1);
    episode_close(&e);
}

static void near_duplicates_go_but_other_facts_stay(void **state)
{
    static const struct {
        const char *a, *b;
        bool both;
    } rows[] = {
        {"The river dam took nine summers of hard concrete work to finish properly.",
         "The river dam took nine summers of hard concrete work to finish.", false},
        {"The river dam took 9 summers of hard concrete work to finish.",
         "The river dam took 7 summers of hard concrete work to finish.", true},
        {"Engineers trust concrete river dams during earthquakes and floods.",
         "Engineers never trust concrete river dams during earthquakes and floods.",
         true},
        {"Copper mines pay their workers badly in winter and in spring.",
         "Barn owls hunt mice over clover meadows at night.", true},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct episode e;
        struct smz_answer *a;
        smz_str md;
        bool first, second;

        episode_open(&e, 5000);
        a = &e.answers.at[0];
        a->given = true;
        a->topics = SMZ_NEW(&e.run, struct smz_told, 2);
        a->topics[0] = episode_topic(&e, 0, 2, "Dams and how they are built");
        a->topics[1] = episode_topic(&e, 8, 10, "What comes of it later");
        a->topics[0].points[0].text = smz_str_of(rows[i].a);
        a->topics[1].points[0].text = smz_str_of(rows[i].b);
        a->topics[0].points[0].weight = 2;
        a->topics[1].points[0].weight = 1;
        a->n_topics = 2;
        episode_assemble(&e);
        md = episode_render(&e, "md");
        first = episode_says(md, rows[i].a);
        second = episode_says(md, rows[i].b);
        if (!first || second != rows[i].both)
            fail_msg("'%s' / '%s': %d %d", rows[i].a, rows[i].b, first, second);
        episode_close(&e);
    }
}

static void a_quote_does_not_echo_what_stands_beside_it(void **state)
{
    static const char quote[] =
        "We closed the old bridge on a Sunday, because the cables "
        "had rusted, and nobody in the whole valley complained.";
    static const struct {
        const char *point, *prose;
        bool stays;
    } rows[] = {
        {"They closed the old bridge on a Sunday since its cables had rusted.",
         "The valley has a new road.", false},
        {"Painting comes every nine years, with lead removed by hand.",
         "The old bridge was closed on a Sunday, because its cables had rusted.", false},
        {"Painting comes every nine years, with lead removed by hand.",
         "The valley has a new road.", true},
        {"The bridge needs a new coat of paint every nine years.",
         "Cables of a bridge need oil in winter and in summer.", true},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct episode e;
        struct smz_told *t;

        episode_open(&e, 5000);
        episode_tell(&e);
        t = &e.answers.at[0].topics[0];
        t->points[0].text = smz_str_of(rows[i].point);
        t->prose = smz_str_of(rows[i].prose);
        t->n_points = t->n_quotes = 1;
        t->quotes[0].text = smz_str_of(quote);
        episode_assemble(&e);
        if (episode_says(episode_render(&e, "md"), quote) != rows[i].stays)
            fail_msg("beside '%s' and '%s'", rows[i].point, rows[i].prose);
        episode_close(&e);
    }
}

static void no_heading_stands_twice_or_says_nothing(void **state)
{
    struct episode e;
    smz_str headings[64];
    int n = 0;

    (void)state;
    episode_open(&e, 5000);
    episode_tell(&e);
    for (int i = 0; i < e.answers.at[0].n_topics; i++)
        e.answers.at[0].topics[i].heading =
            i % 3 == 0 ? SMZ_S("Considerations")
                       : (i % 3 == 1 ? SMZ_S("conclusion") : SMZ_S("The long road:"));
    episode_assemble(&e);
    for (int i = 0; i < e.digest.n_sections; i++)
        for (int k = 0; k < e.digest.sections[i].n_topics; k++)
            headings[n++] = e.digest.sections[i].topics[k].heading;
    for (int i = 0; i < n; i++) {
        assert_true(headings[i].len > 0);
        assert_false(smz_str_eq_nocase(headings[i], SMZ_S("considerations")));
        assert_false(smz_str_eq_nocase(headings[i], SMZ_S("conclusion")));
        assert_false(smz_str_ends(headings[i], SMZ_S(":")));
        for (int k = 0; k < i; k++)
            assert_false(smz_str_eq_nocase(headings[i], headings[k]));
    }
    episode_close(&e);
}

static void sections_come_as_asked(void **state)
{
    struct episode e;
    smz_str md;

    (void)state;
    episode_open(&e, 400);
    e.wish.n_parts = 2;
    e.wish.parts[0] = SMZ_PART_CONCLUSION;
    e.wish.parts[1] = SMZ_PART_SPEAKERS;
    episode_tell(&e);
    e.answers.at[0].summary = SMZ_S("Nobody asked for a summary of it.");
    e.answers.at[0].conclusion = SMZ_S("Patience is what they share.");
    episode_assemble(&e);
    md = episode_render(&e, "md");
    assert_false(episode_says(md, "Nobody asked"));
    assert_true(smz_str_find(md, SMZ_S("## Conclusion")) <
                smz_str_find(md, SMZ_S("## Bea Power")));
    episode_close(&e);
}

static void a_summary_that_is_not_under_the_title_has_a_heading(void **state)
{
    for (int first = 0; first < 2; first++) {
        struct episode e;

        (void)state;
        episode_open(&e, 400);
        e.wish.n_parts = 2;
        e.wish.parts[first] = SMZ_PART_CONCLUSION;
        e.wish.parts[!first] = SMZ_PART_SUMMARY;
        episode_tell(&e);
        e.answers.at[0].summary = SMZ_S("Two people tell how they learnt patience.");
        e.answers.at[0].conclusion = SMZ_S("Patience is what they share.");
        episode_assemble(&e);
        assert_int_equal(episode_says(episode_render(&e, "md"), "## Summary\n"), !first);
        episode_close(&e);
    }
}

static void condensed_topics_stand_for_what_they_were_made_from(void **state)
{
    struct episode e;
    struct smz_request requests[2] = {{.kind = SMZ_REQUEST_WRITE},
                                      {.id = 1, .kind = SMZ_REQUEST_CONDENSE}};
    const int needs[] = {0};
    struct smz_answer answers[2];

    (void)state;
    episode_open(&e, 300);
    episode_tell(&e);
    requests[1].needs = needs;
    requests[1].n_needs = 1;
    e.plan.requests = requests;
    e.plan.n_requests = 2;
    answers[0] = e.answers.at[0];
    answers[1] = answers[0];
    answers[1].topics = SMZ_NEW(&e.run, struct smz_told, 1);
    answers[1].topics[0] = episode_topic(&e, 0, 8, "All of it in short");
    answers[1].n_topics = 1;
    e.answers = (struct smz_answers){.at = answers, .n = 2};
    episode_assemble(&e);
    assert_int_equal(e.digest.n_sections, 1);
    assert_false(episode_says(episode_render(&e, "md"), "subject 2"));
    episode_close(&e);
}

static void a_title_is_made_of_what_there_is(void **state)
{
    static const struct {
        const char *title, *name, *want;
    } rows[] = {
        {"- A review", "x.txt", "A review"},
        {"", "talks/2024-11_with-bea-and-cem.en.vtt", "2024-11 with Bea and Cem"},
        {"", "PowerLines12.srt", "Power Lines 12"},
        {"", "Bees and ponds [dQw4w9WgXcQ].en.vtt", "Bees and ponds"},
        {"", "bees__part_2.txt", "Bees – part 2"},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct episode e;

        episode_open(&e, 200);
        e.transcript.title = smz_str_of(rows[i].title);
        e.transcript.name = smz_str_of(rows[i].name);
        episode_tell(&e);
        episode_assemble(&e);
        if (!smz_str_eq(e.digest.title, smz_str_of(rows[i].want)))
            fail_msg("%s: '%.*s'", rows[i].name, SMZ_ARG(e.digest.title));
        episode_close(&e);
    }
}

/* One conversation of three instead of two after the other. */
static void make_panel(struct episode *e)
{
    struct smz_segment *all = SMZ_NEW(&e->run, struct smz_segment, 1);
    static const int people[] = {0, 1, 2};

    *all = e->outline.segments[0];
    all->kind = SMZ_SEGMENT_PANEL;
    all->people = people;
    all->n_people = 3;
    all->end_sentence = e->text.n_sentences;
    all->words = e->transcript.words;
    e->outline.segments = all;
    e->outline.n_segments = 1;
}

static void what_a_model_wrote_of_a_panel_stays_whole(void **state)
{
    struct episode e;
    const struct smz_section *s;

    (void)state;
    episode_open(&e, 5000);
    make_panel(&e);
    episode_tell(&e);
    e.answers.run.model = SMZ_S("some model");
    episode_assemble(&e);
    assert_int_equal(e.digest.n_sections, 3);
    for (int i = 0; i < 3; i++) {
        s = &e.digest.sections[i];
        assert_int_equal(s->n_topics, i == 0 ? 6 : i == 1 ? 1 : 5);
        for (int k = 0; k < s->n_topics; k++) /* the host's questions among them */
            assert_int_equal(s->topics[k].n_points, 3);
    }
    assert_true(smz_str_eq(e.digest.sections[0].heading, SMZ_S("Bea Power")));
    assert_true(
        smz_str_eq(e.digest.sections[1].heading, SMZ_S("Ann Host"))); /* hands over */
    episode_close(&e);
}

/* Who said what the prose rests on counts as much as who said what the points do. */
static void a_topic_is_his_on_whom_its_prose_rests(void **state)
{
    enum { BEA = 1, CEM = 2 };
    struct episode e;

    (void)state;
    for (int joint = 0; joint < 2; joint++) {
        episode_open(&e, 5000);
        make_panel(&e);
        episode_tell(&e);
        e.answers.run.model = SMZ_S("some model");
        for (int i = 0; i < e.answers.at[0].n_topics; i++) {
            struct smz_told *t = &e.answers.at[0].topics[i];
            int *turns = SMZ_NEW(&e.run, int, e.transcript.n_turns), n = 0;

            t->prose = smz_arena_printf(&e.run, "It tells the matter number %d.", i);
            for (int k = 0; k < e.transcript.n_turns && n < (joint ? 3 : 99); k++)
                if (e.outline.person_of[k] == (joint && i >= 6 ? BEA : CEM))
                    turns[n++] = k;
            t->turns = turns;
            t->n_turns = n;
        }
        episode_assemble(&e);
        if (joint) { /* as much Bea's as Cem's: nobody's name stands over it */
            assert_true(e.digest.sections[0].flat);
        } else {
            assert_int_equal(e.digest.n_sections, 1);
            assert_true(smz_str_eq(e.digest.sections[0].heading, SMZ_S("Cem Garden")));
        }
        episode_close(&e);
    }
}

static void a_models_points_come_as_it_put_them(void **state)
{
    struct episode e;
    struct smz_told *t;
    struct smz_point first;

    (void)state;
    for (int model = 0; model < 2; model++) {
        episode_open(&e, 5000);
        episode_tell(&e);
        t = &e.answers.at[0].topics[0];
        first = t->points[0];
        t->points[0] = t->points[2];
        t->points[2] = first;
        if (model)
            e.answers.run.model = SMZ_S("some model");
        episode_assemble(&e);
        t = &e.digest.sections[0].topics[0];
        assert_true(smz_str_eq(t->points[model ? 2 : 0].text, first.text));
        episode_close(&e);
    }
}

static void prose_keeps_the_marks_of_what_was_said(void **state)
{
    struct episode e;
    smz_str md;

    (void)state;
    episode_open(&e, 5000);
    episode_tell(&e);
    e.answers.at[0].topics[0].prose =
        SMZ_S("She says \"that it took 3 years to build\", and \"that nobody helped with "
              "it at all\".");
    episode_assemble(&e);
    md = episode_render(&e, "md");
    assert_true(episode_says(md, "\"that it took 3 years to build\", and that nobody"));
    episode_close(&e);
}

static void a_quote_shows_where_it_was_cut_off(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"it took 3 years to build.", "…it took 3 years to build."},
        {"The first thing about steam turbines is", "The first thing about steam "
                                                    "turbines is…"},
        {"thing about steam turbines is", "…thing about steam turbines is…"},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct episode e;
        struct smz_told *t;

        episode_open(&e, 5000);
        episode_tell(&e);
        t = &e.answers.at[0].topics[0];
        t->quotes[0].text = smz_str_of(rows[i].text);
        t->quotes[0].sentence = 1;
        t->n_quotes = t->n_points = 1;
        episode_assemble(&e);
        t = &e.digest.sections[0].topics[0];
        if (!smz_str_eq(t->quotes[0].text, smz_str_of(rows[i].want)))
            fail_msg("'%.*s'", SMZ_ARG(t->quotes[0].text));
        episode_close(&e);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_is_made_of_what_there_is),
        cmocka_unit_test(guests_one_after_the_other_get_a_section_each),
        cmocka_unit_test(topics_are_the_sections_by_topic),
        cmocka_unit_test(stretches_of_time_are_the_sections_by_time),
        cmocka_unit_test(a_topic_goes_on_in_the_next_stretch_of_time),
        cmocka_unit_test(what_two_chunks_both_tell_is_told_once),
        cmocka_unit_test(near_duplicates_go_but_other_facts_stay),
        cmocka_unit_test(a_quote_does_not_echo_what_stands_beside_it),
        cmocka_unit_test(no_heading_stands_twice_or_says_nothing),
        cmocka_unit_test(sections_come_as_asked),
        cmocka_unit_test(a_summary_that_is_not_under_the_title_has_a_heading),
        cmocka_unit_test(condensed_topics_stand_for_what_they_were_made_from),
        cmocka_unit_test(what_a_model_wrote_of_a_panel_stays_whole),
        cmocka_unit_test(a_topic_is_his_on_whom_its_prose_rests),
        cmocka_unit_test(a_quote_shows_where_it_was_cut_off),
        cmocka_unit_test(a_models_points_come_as_it_put_them),
        cmocka_unit_test(prose_keeps_the_marks_of_what_was_said),
    };

    return cmocka_run_group_tests_name("assemble", tests, NULL, NULL);
}
