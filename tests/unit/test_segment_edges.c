#include "segment_talk.h"

static const struct smz_segment *of_kind(const struct talk *t, enum smz_segment_kind kind)
{
    for (int i = 0; i < t->outline.n_segments; i++)
        if (t->outline.segments[i].kind == kind)
            return &t->outline.segments[i];
    return NULL;
}

static smz_str first_words(const struct talk *t, const struct smz_segment *s)
{
    return smz_sentence_str(&t->text, s->first_sentence);
}

static const char news[] =
    "Before we begin, some news from the harbour office. The ferry to the island will "
    "not "
    "run on Sundays from October on, because the crew has other things to do. The new "
    "pier "
    "has been painted, and nobody likes the colour. The town council has met twice and "
    "has "
    "decided nothing, as usual, but they had a very good lunch both times. Next month "
    "there "
    "will be a market on the square, with fish, bread, wool, and old books. The "
    "lighthouse "
    "is closed for repairs until spring, and the keeper has gone to stay with a sister "
    "in "
    "the mountains. If you have lost a green umbrella, it is in the office, and so are "
    "two "
    "gloves, both for the left hand. The choir is looking for a bass. The school wants "
    "volunteers to paint the gym, and there is cake for those who come. The library has "
    "new "
    "chairs. That was all there is to say about the last four weeks around here, and it "
    "was more than most people expected of them.";

static void test_the_host_alone_before_the_first_guest(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Host", news);
    talk_say(&t, "Host", "Now I'm joined by Ann Low. Welcome to the show.");
    talk_interview(&t, "Ann Low", "Host", "lighthouse", 1);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 14);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_segments, 2);
    assert_int_equal(t.outline.segments[0].kind, SMZ_SEGMENT_PREAMBLE);
    assert_int_equal(t.outline.segments[0].n_people, 0);
    assert_int_equal(t.outline.segments[1].first_turn, 1);
    talk_end(&t);
}

static void test_a_short_greeting_is_of_the_conversation(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Host", "Good evening, and it is a fine one. I'm here with Ann Low.");
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 14);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_segments, 1);
    talk_end(&t);
}

static void test_the_host_alone_after_the_last_guest(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 40);
    talk_say(&t, "Ann Low", "Thank you for having me.");
    talk_say(&t, "Host", news);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_non_null(of_kind(&t, SMZ_SEGMENT_OUTRO));
    assert_int_equal(of_kind(&t, SMZ_SEGMENT_OUTRO)->first_turn, 81);
    talk_end(&t);
}

static void test_clips_that_are_said_again_are_a_teaser(void **state)
{
    static const char clip[] =
        "When the lamp went out that night, I rowed to the rock with a lantern between "
        "my teeth. Nobody believed that a boat of that size could be brought there in "
        "such a storm.";
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Ann Low", clip);
    talk_say(&t, "Host", "Welcome to the show. I'm here with Ann Low.");
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 12);
    talk_say(&t, "Ann Low", clip);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 4);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.segments[0].kind, SMZ_SEGMENT_TEASER);
    assert_int_equal(t.outline.segments[0].last_turn, 0);
    assert_int_equal(t.outline.segments[1].kind, SMZ_SEGMENT_GUEST);
    talk_end(&t);
}

static void test_an_advertisement_stands_apart(void **state)
{
    struct talk t;
    const struct smz_segment *ad;

    (void)state;
    talk_begin(&t);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 12);
    talk_say(
        &t, "Host",
        "Hold that thought. This episode is brought to you by Lamp and Son. They have "
        "made lamps for a hundred years. Use the code HARBOUR for ten percent off at "
        "checkout. Thanks to our sponsors.");
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 12);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    ad = of_kind(&t, SMZ_SEGMENT_AD);
    assert_non_null(ad);
    assert_true(smz_str_starts(first_words(&t, ad), SMZ_S("This episode")));
    assert_int_equal(ad->end_sentence - ad->first_sentence, 4);
    talk_end(&t);
}

static void test_what_stands_between_advertisements_is_of_them(void **state)
{
    static const char *const reads[] = {
        "This episode is brought to you by Lamp and Son. Use the code HARBOUR for ten "
        "percent off at checkout. Thanks to our sponsors.",
        "They have made lamps for a hundred years, and every one of them still burns.",
        "This episode is brought to you by Oar and Son. Use the code ROW for ten percent "
        "off at checkout. Thanks to our sponsors."};
    struct talk t;
    const struct smz_segment *ad;

    (void)state;
    talk_begin(&t);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 12);
    for (size_t i = 0; i < SMZ_COUNT(reads); i++)
        talk_say(&t, "Host", reads[i]);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 12);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    ad = of_kind(&t, SMZ_SEGMENT_AD);
    assert_non_null(ad);
    assert_int_equal(ad->end_sentence - ad->first_sentence, 7);
    talk_end(&t);
}

static void test_talk_of_sponsors_is_no_advertisement(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 12);
    talk_say(&t, "Ann Low",
             "We had a sponsor once, and the lamp was sponsored by a bank. It was not a "
             "good time for any of us, and the bank did not like the lamp.");
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 12);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_null(of_kind(&t, SMZ_SEGMENT_AD));
    talk_end(&t);
}

static void test_a_handover_within_one_turn(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_interview(&t, "Host", "Ann Low", "lighthouse", 14);
    talk_say(
        &t, "Host",
        "Thank you very much, Ann. That was more than I had hoped to hear. Next up is "
        "Ben High, who builds ferries.");
    talk_interview(&t, "Ben High", "Host", "ferry", 1);
    talk_interview(&t, "Host", "Ben High", "ferry", 14);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_segments, 2);
    assert_int_equal(t.outline.segments[0].last_turn, 28);
    assert_int_equal(t.outline.segments[1].first_turn, 28);
    assert_true(
        smz_str_starts(first_words(&t, &t.outline.segments[1]), SMZ_S("Next up is Ben")));
    talk_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_host_alone_before_the_first_guest),
        cmocka_unit_test(test_a_short_greeting_is_of_the_conversation),
        cmocka_unit_test(test_the_host_alone_after_the_last_guest),
        cmocka_unit_test(test_clips_that_are_said_again_are_a_teaser),
        cmocka_unit_test(test_an_advertisement_stands_apart),
        cmocka_unit_test(test_what_stands_between_advertisements_is_of_them),
        cmocka_unit_test(test_talk_of_sponsors_is_no_advertisement),
        cmocka_unit_test(test_a_handover_within_one_turn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
