#include "segment_talk.h"

#include <stdio.h>

#include "base/utf8.h"

/* n turns of one voice about a thing. */
static void say_about(struct talk *t, const char *thing, int n)
{
    static const char *const forms[] = {
        "The %s is older than the town, and the %s will outlive it by far.",
        "Nobody paints the %s twice in the same colour, which is a rule of theirs.",
        "In winter the %s stands alone, and children walk out to the %s on the ice.",
        "A %s costs more to keep than to build, so the council sold the %s.",
    };

    for (int i = 0; i < n; i++) {
        char text[300];

        snprintf(text, sizeof(text), forms[i % 4], thing, thing);
        talk_say(t, i % 2 ? "Ann" : "Ben", smz_arena_keep(&t->run, smz_str_of(text)).ptr);
    }
}

static void test_topics_part_where_the_words_change(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    say_about(&t, "lighthouse", 24);
    talk_say(&t, "Ben", "Okay, let's move on to the next topic, which is the railway.");
    say_about(&t, "railway", 24);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_topics, 2);
    assert_int_equal(t.outline.topics[1].first_turn, 24);
    assert_int_equal(t.outline.topics[1].border, SMZ_BORDER_CUE);
    assert_non_null(
        strstr(smz_arena_keep(&t.run, t.outline.topics[0].heading).ptr, "ighthouse"));
    talk_end(&t);
}

static void test_a_talk_of_one_thing_is_one_topic(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    say_about(&t, "lighthouse", 24);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_topics, 1);
    assert_int_equal(t.outline.topics[0].border, SMZ_BORDER_START);
    talk_end(&t);
}

/* Around a table most turns are a few words: no border there, but where one leads on. */
static void test_a_short_turn_that_leads_on_in_choppy_talk(void **state)
{
    static const char *const things[] = {"battery", "casing"};
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (size_t k = 0; k < SMZ_COUNT(things); k++) {
        if (k)
            talk_say(&t, "Mara", "Okay. So now let's talk about the casing then.");
        for (int i = 0; i < 60; i++) {
            const char *line = i % 3 == 0 ? "I would put the %s there, as it is cheaper."
                               : i % 3 == 1 ? "Mm-hmm."
                                            : "The %s, yes.";

            talk_say(&t, i % 2 ? "Ole" : "Ann",
                     smz_arena_printf(&t.run, line, things[k]).ptr);
        }
    }
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_topics, 2);
    assert_in_range(t.outline.topics[1].first_turn, 59, 61);
    talk_end(&t);
}

static void test_more_words_want_more_topics(void **state)
{
    static const char *const things[] = {"lighthouse", "railway", "theatre",
                                         "bakery",     "library", "quarry"};
    struct talk t;
    int few, many;

    (void)state;
    talk_begin(&t);
    for (size_t i = 0; i < SMZ_COUNT(things); i++) {
        talk_say(&t, "Ann",
                 smz_arena_printf(&t.run, "So what about the %s?", things[i]).ptr);
        say_about(&t, things[i], 12);
    }
    t.options.target_words = 20;
    assert_int_equal(talk_segment(&t), SMZ_OK);
    few = t.outline.n_topics;
    t.options.target_words = 3000;
    assert_int_equal(talk_segment(&t), SMZ_OK);
    many = t.outline.n_topics;
    if (few >= many)
        fail_msg("%d topics for few words, %d for many", few, many);
    talk_end(&t);
}

static void test_chapters_of_the_file_are_the_topics(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    say_about(&t, "lighthouse", 10);
    say_about(&t, "railway", 10);
    SMZ_PUSH(&t.run, t.chapters,
             (struct smz_chapter){SMZ_S("Of lamps"), SMZ_MS_NONE, 0, 1});
    SMZ_PUSH(&t.run, t.chapters,
             (struct smz_chapter){SMZ_S("Of tracks"), SMZ_MS_NONE, 13, 1});
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_topics, 2);
    assert_int_equal(t.outline.topics[1].first_turn, 13);
    assert_int_equal(t.outline.topics[1].border, SMZ_BORDER_CHAPTER);
    assert_true(smz_str_eq(t.outline.topics[1].heading, SMZ_S("Of tracks")));
    assert_true(t.outline.topics[1].chapter);
    talk_end(&t);
}

static void test_chapters_by_time(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    say_about(&t, "lighthouse", 10);
    say_about(&t, "railway", 10);
    for (int i = 0; i < (int)t.turns.len; i++) {
        struct smz_anchor *anchor = SMZ_NEW(&t.run, struct smz_anchor, 1);

        anchor->time = t.turns.at[i].start = i * 10000;
        t.turns.at[i].anchors = anchor;
        t.turns.at[i].n_anchors = 1;
    }
    SMZ_PUSH(&t.run, t.chapters, (struct smz_chapter){SMZ_S("Of tracks"), 119000, -1, 1});
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_true(
        smz_str_eq(t.outline.topics[t.outline.n_topics - 1].heading, SMZ_S("Of tracks")));
    assert_int_equal(t.outline.topics[t.outline.n_topics - 1].first_turn, 12);
    talk_end(&t);
}

static void test_headings_are_distinct_and_no_names(void **state)
{
    static const char *const things[] = {"lighthouse keeper", "railway bridge",
                                         "theatre curtain"};
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (size_t i = 0; i < SMZ_COUNT(things); i++) {
        talk_say(&t, "Ben", "Okay, next topic. Let's move on to something else, Ann.");
        say_about(&t, things[i], 20);
    }
    assert_int_equal(talk_segment(&t), SMZ_OK);
    for (int i = 0; i < t.outline.n_topics; i++) {
        smz_str h = t.outline.topics[i].heading;

        if (!h.len || !smz_cp_is_upper((uint32_t)h.ptr[0]) ||
            smz_str_eq(h, SMZ_S("Ben")) || smz_str_eq(h, SMZ_S("Ann")))
            fail_msg("'%.*s' is no heading", SMZ_ARG(h));
        for (int k = 0; k < i; k++)
            if (smz_str_eq(t.outline.topics[k].heading, h))
                fail_msg("'%.*s' twice", SMZ_ARG(h));
    }
    talk_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_topics_part_where_the_words_change),
        cmocka_unit_test(test_a_talk_of_one_thing_is_one_topic),
        cmocka_unit_test(test_a_short_turn_that_leads_on_in_choppy_talk),
        cmocka_unit_test(test_more_words_want_more_topics),
        cmocka_unit_test(test_chapters_of_the_file_are_the_topics),
        cmocka_unit_test(test_chapters_by_time),
        cmocka_unit_test(test_headings_are_distinct_and_no_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
