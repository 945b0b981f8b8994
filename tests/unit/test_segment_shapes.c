#include "segment_talk.h"

static const struct smz_segment *segment_of(const struct talk *t, const char *name)
{
    for (int i = 0; i < t->outline.n_segments; i++)
        for (int k = 0; k < t->outline.segments[i].n_people; k++)
            if (smz_str_eq(t->outline.people[t->outline.segments[i].people[k]].name,
                           smz_str_of(name)))
                return &t->outline.segments[i];
    fail_msg("no segment of %s", name);
    return NULL;
}

/* What holds of every outline. */
static void expect_cover(const struct talk *t)
{
    int at = 0, topic = 0;

    for (int i = 0; i < t->outline.n_segments; i++) {
        const struct smz_segment *s = &t->outline.segments[i];

        assert_int_equal(s->first_sentence, at);
        assert_int_equal(s->first_topic, topic);
        for (int k = 0; k < s->n_topics; k++, topic++) {
            assert_int_equal(t->outline.topics[topic].segment, i);
            assert_int_equal(t->outline.topics[topic].first_sentence, at);
            at = t->outline.topics[topic].end_sentence;
        }
        assert_int_equal(s->end_sentence, at);
    }
    assert_int_equal(at, t->text.n_sentences);
    assert_int_equal(topic, t->outline.n_topics);
}

static void test_one_guest_after_the_other(void **state)
{
    struct talk t;
    const struct smz_segment *second;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Host", "Welcome to the show. First I'm here with Ann Low.");
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 12);
    talk_say(&t, "Host", "Thank you very much, Ann.");
    talk_say(&t, "Ann Low", "Thanks for having me.");
    talk_say(&t, "Host", "Next up is Ben High. Ben, welcome to the show.");
    talk_interview(&t, "Ben High", "Ben High", "ferry", 1);
    talk_interview(&t, "Host", "Ben High", "ferry", 11);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    assert_int_equal(t.outline.n_segments, 2);
    second = segment_of(&t, "Ben High");
    assert_int_equal(second->first_turn, 27);
    assert_int_equal(second->kind, SMZ_SEGMENT_GUEST);
    talk_expect(&t, "Host", SMZ_ROLE_HOST);
    talk_expect(&t, "Ann Low", SMZ_ROLE_GUEST);
    talk_expect(&t, "Ben High", SMZ_ROLE_GUEST);
    talk_end(&t);
}

static void test_a_short_guest_beside_a_long_one(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 150);
    talk_say(&t, "Host", "Thanks, Ann. Next up, welcome to Ben High.");
    talk_interview(&t, "Host", "Ben High", "ferry", 6);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    assert_int_equal(t.outline.n_segments, 2);
    assert_int_equal(segment_of(&t, "Ben High")->first_turn, 300);
    talk_end(&t);
}

static void test_two_guests_at_once(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 8; i++) {
        talk_interview(&t, "Host", "Ann Low", "lighthouse", 1);
        talk_interview(&t, "Host", "Cleo Mid", "lighthouse", 1);
    }
    talk_say(&t, "Host", "Thank you both. Next up is Ben High.");
    talk_interview(&t, "Host", "Ben High", "ferry", 14);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    assert_int_equal(t.outline.n_segments, 2);
    assert_ptr_equal(segment_of(&t, "Ann Low"), segment_of(&t, "Cleo Mid"));
    talk_end(&t);
}

static void test_a_cohost_who_leaves(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 10; i++) {
        talk_interview(&t, "Host", "Ann Low", "lighthouse", 1);
        talk_interview(&t, "Second", "Ann Low", "lighthouse", 1);
    }
    talk_say(&t, "Host", "Thanks, Ann. Next up is Ben High.");
    for (int i = 0; i < 10; i++) {
        talk_interview(&t, "Host", "Ben High", "ferry", 1);
        talk_interview(&t, "Second", "Ben High", "ferry", 1);
    }
    talk_say(&t, "Host", "Thanks, Ben. Next up is Cleo Mid.");
    talk_interview(&t, "Host", "Cleo Mid", "bridge", 18);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    assert_int_equal(t.outline.n_segments, 3);
    talk_expect(&t, "Second", SMZ_ROLE_HOST);
    talk_expect(&t, "Cleo Mid", SMZ_ROLE_GUEST);
    talk_end(&t);
}

static void test_a_panel_that_one_leaves_stays_one(void **state)
{
    static const char *const names[] = {"Ann", "Ben", "Cleo", "Dan"};
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 60; i++) {
        const char *who = names[i % 4];

        if (i > 30 && i % 4 == 3)
            who = "Ann";
        talk_say(&t, who,
                 "The harbour needs a wall, and the wall needs a gate for ships.");
    }
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    assert_int_equal(t.outline.n_segments, 1);
    assert_int_equal(t.outline.segments[0].kind, SMZ_SEGMENT_PANEL);
    talk_end(&t);
}

static void test_one_voice(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 20; i++)
        talk_say(&t, "Ann", "The harbour needs a wall, and the wall needs a gate.");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    assert_int_equal(t.outline.n_segments, 1);
    assert_int_equal(t.outline.segments[0].kind, SMZ_SEGMENT_SOLO);
    talk_expect(&t, "Ann", SMZ_ROLE_HOST);
    talk_end(&t);
}

static void test_a_lecture_with_questions(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 20; i++)
        talk_say(&t, "Ann Low", "The harbour needs a wall, and the wall needs a gate.");
    for (int i = 1; i <= 3; i++) {
        talk_say(&t, smz_arena_printf(&t.run, "Audience %d", i).ptr,
                 "How high is the wall of the harbour?");
        talk_say(&t, "Ann Low", "It is as high as it has to be, and no higher.");
    }
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    assert_int_equal(t.outline.n_segments, 1);
    assert_int_equal(t.outline.segments[0].kind, SMZ_SEGMENT_SOLO);
    talk_expect(&t, "Audience 2", SMZ_ROLE_OTHER);
    talk_end(&t);
}

static void test_nobody_is_named(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 20; i++)
        talk_say(&t, NULL, "The harbour needs a wall, and the wall needs a gate.");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    assert_int_equal(t.outline.n_segments, 1);
    assert_int_equal(t.outline.segments[0].kind, SMZ_SEGMENT_TALK);
    assert_int_equal(t.outline.n_people, 0);
    talk_end(&t);
}

static void test_a_single_word(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, NULL, "…");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    expect_cover(&t);
    talk_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_guest_after_the_other),
        cmocka_unit_test(test_a_short_guest_beside_a_long_one),
        cmocka_unit_test(test_two_guests_at_once),
        cmocka_unit_test(test_a_cohost_who_leaves),
        cmocka_unit_test(test_a_panel_that_one_leaves_stays_one),
        cmocka_unit_test(test_one_voice),
        cmocka_unit_test(test_a_lecture_with_questions),
        cmocka_unit_test(test_nobody_is_named),
        cmocka_unit_test(test_a_single_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
