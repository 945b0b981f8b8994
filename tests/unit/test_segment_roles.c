/* Who is a host: what is said of them and by them, when little else shows it. */
#include "segment_talk.h"

static void test_a_host_who_is_named_beside_another(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Mara Voss", "First up, Ole and I sat down with Ann Low.");
    talk_interview(&t, "Mara Voss", "Ann Low", "lighthouse", 6);
    talk_say(&t, "Ole Brandt", "That is what I would have said, with more words.");
    talk_interview(&t, "Mara Voss", "Ann Low", "lighthouse", 6);
    talk_say(&t, "Mara Voss", "Thank you, Ann. Next up is Ben High. Welcome, Ben.");
    talk_interview(&t, "Mara Voss", "Ben High", "ferry", 12);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    talk_expect(&t, "Mara Voss", SMZ_ROLE_HOST);
    talk_expect(&t, "Ole Brandt", SMZ_ROLE_HOST);
    talk_expect(&t, "Ann Low", SMZ_ROLE_GUEST);
    talk_end(&t);
}

static void test_a_guest_is_introduced_in_full(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Mara Voss",
             "Our guest today is Ann Low. Ann and I met by the sea, and she stayed.");
    talk_interview(&t, "Mara Voss", "Ann Low", "lighthouse", 12);
    talk_say(&t, "Mara Voss", "Thank you, Ann. Next up is Ben High. Welcome, Ben.");
    talk_interview(&t, "Mara Voss", "Ben High", "ferry", 12);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    talk_expect(&t, "Mara Voss", SMZ_ROLE_HOST);
    talk_expect(&t, "Ann Low", SMZ_ROLE_GUEST);
    talk_end(&t);
}

static void test_who_asks_beside_the_host_for_a_while_is_one(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Mara", "Welcome to the show. I'm here with Ann Low.");
    for (int i = 0; i < 8; i++)
        talk_interview(&t, i % 2 ? "Cleo" : "Mara", "Ann Low", "lighthouse", 1);
    talk_interview(&t, "Mara", "Ann Low", "ferry", 10);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    talk_expect(&t, "Mara", SMZ_ROLE_HOST);
    talk_expect(&t, "Cleo", SMZ_ROLE_HOST);
    talk_expect(&t, "Ann Low", SMZ_ROLE_GUEST);
    talk_end(&t);
}

static void test_who_welcomes_is_a_host_however_quiet(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Cleo", "Hi everyone, welcome to the harbour podcast.");
    talk_say(&t, "Mara", "I talked to Ann of the harbour office.");
    talk_interview(&t, "Mara", "Ann", "lighthouse", 12);
    talk_say(&t, "Cleo", "And what about the fog?");
    talk_interview(&t, "Mara", "Ann", "foghorn", 12);
    talk_say(&t, "Cleo", "That was good.");
    talk_say(&t, "Ann", "It was.");
    talk_say(&t, "Cleo", "Thanks for listening.");
    assert_int_equal(talk_segment(&t), SMZ_OK);
    talk_expect(&t, "Cleo", SMZ_ROLE_HOST);
    talk_expect(&t, "Mara", SMZ_ROLE_HOST);
    talk_expect(&t, "Ann", SMZ_ROLE_GUEST);
    talk_end(&t);
}

static void test_the_chair_leads_a_sitting(void **state)
{
    static const char *const members[] = {"Mr. Low", "Ms. High", "Mr. Mid", "Ms. Far"};
    struct talk t;

    (void)state;
    talk_begin(&t);
    for (int i = 0; i < 40; i++) {
        if (i % 4 == 0)
            talk_say(&t, "The Chair (Hon. A. Rota (North, Lib.))", "Please go on now.");
        talk_say(&t, members[i / 10], "What will the minister do for the harbour wall?");
        talk_say(&t, "Mr. Brandt", "The harbour wall will be built as it was promised.");
    }
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_segments, 1);
    talk_expect(&t, "The Chair", SMZ_ROLE_HOST);
    assert_true(talk_person(&t, "Mr. Low")->role != SMZ_ROLE_HOST);
    talk_end(&t);
}

static void test_a_guest_who_comes_back(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_say(&t, "Mara", "Welcome to the show. I'm here with Ann Low.");
    talk_interview(&t, "Mara", "Ann Low", "lighthouse", 12);
    talk_say(&t, "Mara", "Thank you, Ann. Next up is Ben High. Welcome, Ben.");
    talk_interview(&t, "Mara", "Ben High", "ferry", 12);
    talk_say(&t, "Mara", "Thank you, Ben. Welcome back to the show, Ann Low.");
    talk_interview(&t, "Mara", "Ann Low", "foghorn", 12);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_segments, 3);
    assert_int_equal(t.outline.segments[0].people[0], t.outline.segments[2].people[0]);
    talk_expect(&t, "Ann Low", SMZ_ROLE_GUEST);
    talk_expect(&t, "Ben High", SMZ_ROLE_GUEST);
    talk_end(&t);
}

/* Nobody says so, but one is there only while the other is away; and who has most of the
   words leads nothing, however often they ask back. */
static void test_a_guest_who_comes_back_unannounced(void **state)
{
    struct talk t;

    (void)state;
    talk_begin(&t);
    talk_interview(&t, "Mara", "Ann Low", "lighthouse", 14);
    talk_interview(&t, "Mara", "Ben High", "ferry", 24);
    talk_interview(&t, "Mara", "Ann Low", "foghorn", 14);
    assert_int_equal(talk_segment(&t), SMZ_OK);
    assert_int_equal(t.outline.n_segments, 3);
    assert_int_equal(t.outline.segments[0].people[0], t.outline.segments[2].people[0]);
    talk_expect(&t, "Mara", SMZ_ROLE_HOST);
    talk_expect(&t, "Ann Low", SMZ_ROLE_GUEST);
    talk_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_host_who_is_named_beside_another),
        cmocka_unit_test(test_a_guest_is_introduced_in_full),
        cmocka_unit_test(test_who_asks_beside_the_host_for_a_while_is_one),
        cmocka_unit_test(test_who_welcomes_is_a_host_however_quiet),
        cmocka_unit_test(test_the_chair_leads_a_sitting),
        cmocka_unit_test(test_a_guest_who_comes_back),
        cmocka_unit_test(test_a_guest_who_comes_back_unannounced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
