#include <stdlib.h>

#include "digests.h"
#include "summarize/prompt.h"

/* Words of Markdown as a reader sees them: our marks are never words of their own. */
static int seen_words(smz_str markdown)
{
    return (int)smz_count_words(markdown);
}

static void a_digest_has_the_words_asked_for(void **state)
{
    static const int targets[] = {60, 100, 150, 200, 300, 400, 500};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(targets); i++) {
        struct episode e;
        int words;

        episode_open(&e, targets[i]);
        episode_tell(&e);
        episode_assemble(&e);
        words = seen_words(episode_render(&e, "md"));
        assert_int_equal(words, e.digest.words);
        if (abs(words - targets[i]) * 20 > targets[i])
            fail_msg("%d words for %d", words, targets[i]);
        episode_close(&e);
    }
}

static void nothing_stands_empty_at_any_length(void **state)
{
    (void)state;
    for (int words = 20; words < 700; words += 7) {
        struct episode e;

        episode_open(&e, words);
        episode_tell(&e);
        episode_assemble(&e);
        assert_true(e.digest.n_sections > 0);
        for (int i = 0; i < e.digest.n_sections; i++) {
            const struct smz_section *s = &e.digest.sections[i];

            assert_true(s->heading.len > 0);
            assert_true(s->n_topics > 0);
            for (int k = 0; k < s->n_topics; k++)
                assert_true(s->topics[k].n_points + s->topics[k].n_quotes > 0);
        }
        episode_close(&e);
    }
}

static void a_short_digest_still_names_who_speaks_much(void **state)
{
    struct episode e;
    smz_str md;

    (void)state;
    episode_open(&e, 90);
    episode_tell(&e);
    episode_assemble(&e);
    md = episode_render(&e, "md");
    assert_true(episode_says(md, "## Bea Power"));
    assert_true(episode_says(md, "## Cem Garden"));
    episode_close(&e);
}

static void all_stays_where_there_is_not_enough(void **state)
{
    struct episode e;

    (void)state;
    episode_open(&e, 20000);
    episode_tell(&e);
    episode_assemble(&e);
    assert_true(e.digest.words < 2000);
    assert_int_equal(e.digest.words, seen_words(episode_render(&e, "md")));
    assert_true(e.notes.list.len > 0);
    assert_true(episode_says(e.notes.list.at[e.notes.list.len - 1].text,
                             "asked for 20000 words, the talk gave"));
    episode_close(&e);
}

static void a_longer_digest_has_no_fewer_points(void **state)
{
    int before = 0;

    (void)state;
    for (int words = 100; words <= 600; words += 100) {
        struct episode e;
        int points = 0;

        episode_open(&e, words);
        episode_tell(&e);
        episode_assemble(&e);
        for (int i = 0; i < e.digest.n_sections; i++)
            for (int k = 0; k < e.digest.sections[i].n_topics; k++)
                points += e.digest.sections[i].topics[k].n_points;
        assert_true(points >= before);
        before = points;
        episode_close(&e);
    }
}

static void points_alone_are_counted_where_only_points_are_wanted(void **state)
{
    struct episode e;
    smz_str text;
    int words;

    (void)state;
    episode_open(&e, 110);
    e.wish.points_only = true;
    episode_tell(&e);
    episode_assemble(&e);
    text = episode_render(&e, "text");
    words = seen_words(text);
    assert_true(words <= 110 && words >= 100);
    assert_int_equal(words, e.digest.words);
    assert_false(episode_says(text, "#"));
    episode_close(&e);
}

/* One topic told in two points and a quote: without the quote it is too short. */
static void a_short_digest_quotes_rather_than_stay_short(void **state)
{
    struct episode e;

    (void)state;
    episode_open(&e, 72);
    e.answers.at[0].given = true;
    e.answers.at[0].n_topics = 1;
    e.answers.at[0].topics = SMZ_NEW(&e.run, struct smz_told, 1);
    e.answers.at[0].topics[0] =
        episode_topic(&e, 0, 3, "What the first subject is about");
    episode_assemble(&e);
    assert_int_equal(e.digest.quotes, 1);
    assert_int_equal(e.digest.words, seen_words(episode_render(&e, "md")));
    episode_close(&e);
    /* With more to say it does not. */
    episode_open(&e, 72);
    episode_tell(&e);
    episode_assemble(&e);
    assert_int_equal(e.digest.quotes, 0);
    episode_close(&e);
}

static void prose_is_cut_between_sentences_only(void **state)
{
    struct episode e;

    (void)state;
    episode_open(&e, 150);
    episode_tell(&e);
    e.answers.at[0].summary =
        SMZ_S("Ann talks with two guests. The first builds power lines. The second keeps "
              "bees, and she tells why that is harder than it looks to most people who "
              "have never tried. All of them agree on patience.");
    episode_assemble(&e);
    assert_true(e.digest.summary.len > 0);
    assert_true(smz_str_ends(e.digest.summary, SMZ_S(".")));
    episode_close(&e);
}

static void points_go_before_the_end_of_prose(void **state)
{
    static const char prose[] = "It begins with the old mill. It goes on with the new "
                                "dam and its gates. It comes to the price of water.";

    (void)state;
    for (int words = 300; words <= 1000; words += 50) {
        struct episode e;

        episode_open(&e, words);
        episode_tell(&e);
        for (int i = 0; i < e.answers.at[0].n_topics; i++) {
            e.answers.at[0].topics[i].prose = smz_str_of(prose);
            e.answers.at[0].topics[i].prose_weight = 1.5;
        }
        episode_assemble(&e);
        for (int i = 0; i < e.digest.n_sections; i++)
            for (int k = 0; k < e.digest.sections[i].n_topics; k++) {
                smz_str told = e.digest.sections[i].topics[k].prose;

                if (told.len && !smz_str_eq(told, smz_str_of(prose)))
                    fail_msg("%d words: %.*s", words, SMZ_ARG(told));
            }
        episode_close(&e);
    }
}

/* The least point of each topic is the only one that tells what the heading names. */
static void what_a_heading_promises_is_told_under_it(void **state)
{
    (void)state;
    for (int words = 300; words <= 900; words += 50) {
        struct episode e;

        episode_open(&e, words);
        episode_tell(&e);
        for (int i = 0; i < e.answers.at[0].n_topics; i++) {
            struct smz_told *t = &e.answers.at[0].topics[i];
            struct smz_point *least = &t->points[t->n_points - 1];

            t->heading = smz_arena_printf(&e.run, "Subject %d flies zeppelins", i + 1);
            t->prose = smz_arena_printf(&e.run, "Subject %d is told and flies.", i + 1);
            t->prose_weight = 1.5;
            least->text = smz_arena_printf(&e.run, "Zeppelins cost %d dollars.", i + 7);
            least->weight = 0.01;
        }
        episode_assemble(&e);
        for (int i = 0; i < e.digest.n_sections; i++)
            for (int k = 0; k < e.digest.sections[i].n_topics; k++) {
                const struct smz_told *t = &e.digest.sections[i].topics[k];
                bool told = !episode_says(t->heading, "zeppelins");

                for (int p = 0; p < t->n_points; p++)
                    told = told || episode_says(t->points[p].text, "Zeppelins");
                if (!told)
                    fail_msg("%d words: nothing of %.*s", words, SMZ_ARG(t->heading));
            }
        episode_close(&e);
    }
}

static void a_theme_has_two_who_share_it(void **state)
{
    (void)state;
    for (int words = 400; words <= 900; words += 20) {
        struct episode e;
        struct smz_answer *a;

        episode_open(&e, words);
        episode_tell(&e);
        a = &e.answers.at[0];
        a->themes = SMZ_NEW(&e.run, struct smz_theme, 3);
        a->n_themes = 3;
        for (int i = 0; i < 3; i++) {
            struct smz_theme *t = &a->themes[i];

            t->heading = smz_arena_printf(&e.run, "What theme %d shares", i + 1);
            t->prose = SMZ_S("Both build things that others said would not last long.");
            t->points = SMZ_NEW(&e.run, struct smz_point, 3);
            for (int k = 0; k < 3; k++)
                t->points[t->n_points++] = episode_point(&e, i * 4 + 1 + (k % 2) * 24, 1);
        }
        episode_assemble(&e);
        for (int i = 0; i < e.digest.n_themes; i++)
            if (e.digest.themes[i].n_points < 2)
                fail_msg("%d words: %d", words, e.digest.themes[i].n_points);
        episode_close(&e);
    }
}

/* Of many people there is more to say: as much as was asked of a model stays. */
static void a_summary_of_many_people_stands_whole(void **state)
{
    enum { PEOPLE = 10, WORDS = 450 };
    struct smz_person people[PEOPLE];
    struct smz_buf summary;
    struct episode e;

    (void)state;
    episode_open(&e, WORDS);
    episode_tell(&e);
    for (int i = 0; i < PEOPLE; i++)
        people[i] = e.outline.people[i < 3 ? i : 2];
    e.outline.people = people;
    e.outline.n_people = PEOPLE;
    e.answers.run.model = SMZ_S("some model");
    smz_buf_init(&summary, 0);
    for (int words = 0; words + 8 <= smz_prompt_words(&e.plan, 1u << SMZ_PART_SUMMARY);
         words += 8)
        smz_buf_printf(&summary, "Guest %d tells how a dam holds water. ", words);
    e.answers.at[0].summary = smz_str_trim(smz_buf_str(&summary));
    episode_assemble(&e);
    assert_true(smz_str_eq(e.digest.summary, e.answers.at[0].summary));
    smz_buf_release(&summary);
    episode_close(&e);
}

/* Lines for three people do not fit beside it: then the text stands alone, and whole. */
static void a_conclusion_comes_to_its_end(void **state)
{
    static const char text[] =
        "It comes to this: both build what lasts, and both pay for it in years. They "
        "part over who should keep it. What stays open is the price of water and of "
        "land, which nobody in the room could name.";
    struct episode e;

    (void)state;
    episode_open(&e, 500);
    episode_tell(&e);
    e.answers.at[0].conclusion = smz_str_of(text);
    e.answers.at[0].stances = SMZ_NEW(&e.run, struct smz_stance, 3);
    e.answers.at[0].n_stances = 3;
    for (int i = 0; i < 3; i++)
        e.answers.at[0].stances[i] = (struct smz_stance){
            i, SMZ_S("What somebody built should be kept by whoever uses it every day, "
                     "and paid for by all who pass it on their way to town.")};
    episode_assemble(&e);
    assert_true(smz_str_eq(e.digest.conclusion, smz_str_of(text)));
    assert_int_equal(e.digest.n_stances, 0);
    episode_close(&e);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_digest_has_the_words_asked_for),
        cmocka_unit_test(nothing_stands_empty_at_any_length),
        cmocka_unit_test(a_short_digest_still_names_who_speaks_much),
        cmocka_unit_test(all_stays_where_there_is_not_enough),
        cmocka_unit_test(a_longer_digest_has_no_fewer_points),
        cmocka_unit_test(points_alone_are_counted_where_only_points_are_wanted),
        cmocka_unit_test(a_short_digest_quotes_rather_than_stay_short),
        cmocka_unit_test(prose_is_cut_between_sentences_only),
        cmocka_unit_test(points_go_before_the_end_of_prose),
        cmocka_unit_test(what_a_heading_promises_is_told_under_it),
        cmocka_unit_test(a_theme_has_two_who_share_it),
        cmocka_unit_test(a_conclusion_comes_to_its_end),
        cmocka_unit_test(a_summary_of_many_people_stands_whole),
    };

    return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
