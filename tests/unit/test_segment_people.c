#include "segment_talk.h"

/* Two labels, alternating in blocks, are `people` persons; the first is then shown so. */
static const struct {
    const char *a, *b;
    int people;
    const char *name; /* of the one that is left, or NULL */
} joins[] = {
    {"Lex", "LEX", 1, "Lex"},
    {"LEX FRIDMAN", "Lex Fridman", 1, "Lex Fridman"},
    {"Lex Fridman", "Lex", 1, "Lex Fridman"},
    {"Lex", "Lex Fridman", 1, "Lex Fridman"},
    {"Aaron van Wirdum", "AvW", 1, "Aaron van Wirdum"},
    {"Sjors Provost", "Sjors Provoost", 1, NULL},
    {"Lex Fridman (host)", "Lex", 1, "Lex Fridman"},
    {"Hon. Anita Anand (Oakville, Lib.)", "Hon. Anita Anand (Minister of Supply)", 1,
     "Hon. Anita Anand"},
    {"Dr. Jane Roe", "Jane Roe", 1, NULL},
    {"J. R. Smith", "John R. Smith", 1, "John R. Smith"},
    {"Häußge", "Gina Häußge", 1, "Gina Häußge"},
    {"ANNA LOW", "PETER HIGH", 2, NULL},
    /* These are two. */
    {"Speaker 1", "Speaker 10", 2, NULL},
    {"Audience 1", "Audience 2", 2, NULL},
    {"HUNTCLUB 1", "HUNTCLUB 3", 2, NULL},
    {"Mr. Nelson", "Ms. Nelson", 2, NULL},
    {"Mr. John Nelson", "Mrs. Nelson", 2, NULL},
    {"Grad A", "Grad B", 2, NULL},
    {"Professor C", "Grad C", 2, NULL},
    {"John Smith", "Joan Smith", 2, NULL},
    {"John Smith", "John Smythe", 2, NULL},
    {"Q", "A", 2, NULL},
    {"SPEAKER_00", "SPEAKER_01", 2, NULL},
    {"Mr. Thomas", "Thomas Berg", 2, NULL},
    {"Ann", "Anna", 2, NULL},
};

static void test_labels_of_one_person(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(joins); i++) {
        struct talk t;

        talk_begin(&t);
        talk_say(&t, joins[i].a, "We have been looking at the harbour for a while.");
        talk_say(&t, "Host", "And what did you see in the harbour?");
        talk_say(&t, joins[i].b, "There were ships that nobody had counted before.");
        talk_say(&t, "Host", "Go on then, tell us of the ships.");
        assert_int_equal(talk_segment(&t), SMZ_OK);
        if (t.outline.n_people != joins[i].people + 1)
            fail_msg("'%s' and '%s': %d people", joins[i].a, joins[i].b,
                     t.outline.n_people - 1);
        if (joins[i].name && !talk_person(&t, joins[i].name))
            fail_msg("'%s' and '%s': nobody is '%s'", joins[i].a, joins[i].b,
                     joins[i].name);
        talk_end(&t);
    }
}

static void test_a_first_name_of_two_people_joins_neither(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Alex Stone", "I brought the first of the boxes.");
    talk_say(&t, "Alex Rivers", "And I brought the second of the boxes.");
    talk_say(&t, "Alex", "Nobody knows which of us is talking.");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_people, 3);
    talk_end(&t);
}

static void test_two_who_answer_one_another_are_two(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 6; i++) {
        talk_say(&t, "Alex", "What would you say to that, then?");
        talk_say(&t, "Alex Stone", "I would say that it can be done.");
    }
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_people, 2);
    talk_end(&t);
}

static void test_a_full_name_from_the_introduction(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    t.transcript.title = SMZ_S("Harbours, with Mara van Dorn | The Water Podcast");
    talk_say(&t, "Ole", "Hi, I'm Ole Brandt, and welcome to the show.");
    talk_say(&t, "Mara", "Thank you, Ole. It is good to be here.");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_non_null(talk_person(&t, "Mara van Dorn"));
    assert_non_null(talk_person(&t, "Ole Brandt"));
    assert_string_equal(talk_person(&t, "Mara van Dorn")->found, "contents");
    assert_string_equal(talk_person(&t, "Ole Brandt")->found, "introduction");
    talk_end(&t);
}

static void test_what_stands_beside_a_name_is_not_of_it(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    t.transcript.title = SMZ_S("Mara Podcast");
    talk_say(&t, "Mara", "Welcome. I'm Mara and this is the show.");
    talk_say(&t, "Ole", "Thanks Mara, I'm Ole.");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_non_null(talk_person(&t, "Mara"));
    assert_non_null(talk_person(&t, "Ole"));
    talk_end(&t);
}

static void say_unnamed(struct talk *t)
{
    talk_say(t, "SPEAKER_00",
             "Welcome back. My name is Ole Brandt. Today I'm joined by "
             "Anita Zhang.");
    talk_say(t, "SPEAKER_01", "Thanks, Ole. It is good to be here.");
    talk_say(t, "SPEAKER_00", "Anita, what do you do all day?");
    talk_say(t, "SPEAKER_01", "I look after a large number of machines.");
    talk_say(t, "SPEAKER_00", "And who looks after you? Thanks, Anita.");
    talk_say(t, "SPEAKER_01", "Thank you, Ole.");
}

static void test_names_from_the_talk(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    say_unnamed(&t);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_non_null(talk_person(&t, "Ole Brandt"));
    assert_non_null(talk_person(&t, "Anita Zhang"));
    assert_true(talk_person(&t, "Anita Zhang")->inferred);
    assert_true(talk_person(&t, "Anita Zhang")->confidence > 0.6);
    talk_end(&t);
}

static void test_a_title_is_no_name_and_a_last_word_may_be(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "SPEAKER_00", "Today I'm joined by Dr. Raza Habib. How are you, Raza?");
    talk_say(&t, "SPEAKER_01", "Correct, I am well.");
    talk_say(&t, "SPEAKER_00", "That is not correct. What do you do all day, Raza?");
    talk_say(&t, "SPEAKER_01", "I look after machines.");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_non_null(talk_person(&t, "SPEAKER_00"));
    assert_non_null(talk_person(&t, "Dr. Raza Habib"));
    talk_end(&t);
}

static void test_no_name_is_invented(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "SPEAKER_00", "Thanks, everybody. I'm Canadian, so I say thank you.");
    talk_say(&t, "SPEAKER_01", "I think Paris is where Rachel said that she would be.");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_non_null(talk_person(&t, "SPEAKER_00"));
    assert_non_null(talk_person(&t, "SPEAKER_01"));
    talk_end(&t);
}

/* A host with a label, and one who has none and is addressed as `address`. */
static void say_one_sided(struct talk *t, const char *greeting, const char *address)
{
    for (int i = 0; i < 6; i++) {
        talk_say(t, "moderator", i == 0 ? greeting : address);
        talk_say(
            t, NULL,
            "Wir messen seit zwanzig Jahren, wie hell die Sterne sind, und schreiben "
            "jeden Abend alles auf.");
    }
}

static void test_who_has_no_label_beside_one_is_one_voice(void **state)
{
    struct talk t;
    const struct smz_person *p;

    (void)state;
    talk_begin(&t);
    t.lang = "de";
    say_one_sided(&t, "Willkommen. Bei mir ist Dr. Ute Holm, guten Tag.",
                  "Frau Holm, was sieht man da?");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_people, 2);
    p = talk_person(&t, "Ute Holm");
    assert_non_null(p);
    assert_true(p->inferred);
    assert_int_equal(p->turns, 6);
    talk_end(&t);
}

static void test_several_without_labels_stay_nobody(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 6; i++) {
        talk_say(&t, "Chair", "Who wants to speak about the bridge that fell down?");
        talk_say(&t, NULL,
                 "I do, because I was there when the bridge came down that night.");
        talk_say(&t, NULL,
                 "So was I, and I have the photographs to show that it was late.");
    }
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_people, 1);
    talk_end(&t);
}

static void test_renaming(void **state)
{
    const char *const good[] = {"SPEAKER_00=Ole Brandt", "speaker_01 = Mara"};
    const char *const bad[] = {"SPEAKER_07=Mara"};
    const char *const worse[] = {"Mara"};
    struct talk t;

    (void)state;
    talk_begin(&t);
    say_unnamed(&t);
    t.options.rename = good;
    t.options.n_rename = 2;
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_string_equal(talk_person(&t, "Ole Brandt")->found, "option");
    assert_non_null(talk_person(&t, "Mara"));
    t.options.rename = bad;
    t.options.n_rename = 1;
    assert_int_equal(talk_segment(&t), SMZ_EUSAGE);
    assert_non_null(strstr(t.err.text, "SPEAKER_00, SPEAKER_01"));
    t.options.rename = worse;
    assert_int_equal(talk_segment(&t), SMZ_EUSAGE);
    talk_end(&t);
}

static void test_renaming_to_one_name_joins(void **state)
{
    const char *const both[] = {"SPEAKER_00=Ole", "SPEAKER_01=Ole"};
    struct talk t;

    (void)state;
    talk_begin(&t);
    say_unnamed(&t);
    t.options.rename = both;
    t.options.n_rename = 2;
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_people, 1);
    talk_end(&t);
}

static void test_the_user_says_who_is_the_host(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_interview(&t, "Mara", "Ole", "bridge", 8);
    t.options.host = "Ole";
    assert_int_equal(talk_segment(&t), SMZ_OK);
    talk_expect(&t, "Ole", SMZ_ROLE_HOST);
    talk_expect(&t, "Mara", SMZ_ROLE_GUEST);
    t.options.host = "Nemo";
    assert_int_equal(talk_segment(&t), SMZ_EUSAGE);
    assert_non_null(strstr(t.err.text, "Nemo"));
    t.options.host = NULL;
    t.options.speakers = "Ole Brandt (host), Mara van Dorn";
    assert_int_equal(talk_segment(&t), SMZ_OK);
    talk_expect(&t, "Ole Brandt", SMZ_ROLE_HOST);
    talk_expect(&t, "Mara van Dorn", SMZ_ROLE_GUEST);
    assert_int_equal(t.notes.list.len, 0);
    t.options.speakers = "Ole Brandt (host), Nemo, Ahab (guest)";
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.notes.list.len, 1);
    assert_true(smz_str_find(t.notes.list.at[0].text, SMZ_S("for Nemo, Ahab")) > 0);
    talk_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_of_one_person),
        cmocka_unit_test(test_a_first_name_of_two_people_joins_neither),
        cmocka_unit_test(test_two_who_answer_one_another_are_two),
        cmocka_unit_test(test_a_full_name_from_the_introduction),
        cmocka_unit_test(test_what_stands_beside_a_name_is_not_of_it),
        cmocka_unit_test(test_names_from_the_talk),
        cmocka_unit_test(test_a_title_is_no_name_and_a_last_word_may_be),
        cmocka_unit_test(test_no_name_is_invented),
        cmocka_unit_test(test_who_has_no_label_beside_one_is_one_voice),
        cmocka_unit_test(test_several_without_labels_stay_nobody),
        cmocka_unit_test(test_renaming),
        cmocka_unit_test(test_renaming_to_one_name_joins),
        cmocka_unit_test(test_the_user_says_who_is_the_host),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
