/* What the built-in engine says in its own words. */
#include "segment_talk.h"
#include "summarize/engine.h"

struct told {
    struct talk talk;
    struct smz_wish wish;
    struct smz_limits limits;
    struct smz_plan plan;
    struct smz_answers answers;
};

static void begin(struct told *t)
{
    memset(t, 0, sizeof(*t));
    talk_begin(&t->talk);
}

static void tell(struct told *t, int words)
{
    t->wish = (struct smz_wish){.words = words};
    assert_int_equal(talk_segment(&t->talk), SMZ_OK);
    smz_plan_make(&t->talk.outline, &t->wish, &t->limits, &t->talk.run, &t->plan);
    smz_builtin_answer(&t->plan, &t->talk.run, &t->answers);
}

/* The answer that relates the whole. */
static const struct smz_answer *whole(const struct told *t)
{
    for (int i = 0; i < t->answers.n; i++)
        if (t->answers.at[i].summary.len)
            return &t->answers.at[i];
    fail_msg("no summary");
    return NULL;
}

/* A key phrase is named in the form that can stand alone, if the talk has it. */
static void phrases_are_named_as_one_would(void **state)
{
    static const struct {
        const char *lang, *said[2], *want;
    } rows[] = {
        {"en",
         {"Our red team found three holes in the door of the mill.",
          "A few red teams share the wages of the miller's sons."},
         "red teams"},
        {"en",
         {"The old mills stand beside the frozen river in New Hampshire.",
          "They sold new blocks of ice in New Hampshire, winter after winter."},
         "New Hampshire"},
        {"de",
         {"Der Klimawandel ist für die Öfen der deutschen Industrie eine neue Lage.",
          "Für die deutsche Industrie ist der Klimawandel auch eine Frage des Preises."},
         "deutsche Industrie"},
        {"ru",
         {"На берегу стоят ветровые станции, и зимой они дают ток посёлку.",
          "Работа ветровых станций зимой зависит от льда на лопастях, и это трудно."},
         "ветровые станции"},
        {"ko",
         {"무인 등대는 태양광 패널을 한 달에 두 번 닦아야 합니다.",
          "무인 등대는 겨울에도 태양광 패널을 믿고 밤마다 불을 켭니다."},
         "무인 등대"},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct told t;

        begin(&t);
        t.talk.lang = rows[i].lang;
        for (int k = 0; k < 12; k++)
            talk_say(&t.talk, k & 2 ? "Ann Lee" : "Bob Marsh", rows[i].said[k & 1]);
        tell(&t, 300);
        if (smz_str_find(whole(&t)->summary, smz_str_of(rows[i].want)) < 0)
            fail_msg("'%s' is not in '%.*s'", rows[i].want, SMZ_ARG(whole(&t)->summary));
        talk_end(&t.talk);
    }
}

/* An hour with two guests, who both speak of the tide mill. */
static void record(struct told *t)
{
    static const char *const said[2][4] = {
        {"The salt marsh feeds the pond of the tide mill with %d streams of clean water.",
         "In spring the geese eat %d acres of grass on the salt marsh in a single night.",
         "A tide mill loses %d hours of work when the wind holds back the water.",
         "The miller's daughter drew %d maps of the salt marsh before she was twelve."},
        {"The oak forest gives the wood for %d teeth in the wheel of the tide mill.",
         "My grandfather planted %d rows of the oak forest when he came home.",
         "A tide mill with %d wheels needs a carpenter who can swim.",
         "The owls of the oak forest have %d names in the language of the valley."}};

    for (int i = 0; i < 120; i++) {
        int guest = i >= 60;

        talk_say(&t->talk, "Ann Lee",
                 i % 30 == 2 ? "How long does a tide mill work at night?"
                             : "Is that so, and what came of it?");
        for (int k = 0; k < 2; k++)
            talk_say(
                &t->talk, guest ? "Cleo Quinn" : "Bob Stone",
                smz_arena_printf(&t->talk.run, said[guest][(i + k * 3) % 4], 3 + i).ptr);
    }
}

static void the_summary_says_who_speaks_of_what(void **state)
{
    static const char *const want[] = {
        "A conversation between Ann Lee, Bob Stone and Cleo", "Bob Stone speaks on ",
        "salt marsh", "Cleo Quinn on ", "oak forest"};
    struct told t;

    (void)state;
    begin(&t);
    record(&t);
    tell(&t, 700);
    for (size_t i = 0; i < SMZ_COUNT(want); i++)
        if (smz_str_find(whole(&t)->summary, smz_str_of(want[i])) < 0)
            fail_msg("'%s' is not in '%.*s'", want[i], SMZ_ARG(whole(&t)->summary));
    talk_end(&t.talk);
}

/* "And 1 others" is right in no language. */
static void six_people_are_named_and_of_seven_two_are_counted(void **state)
{
    static const char *const people[] = {"Ann Lee",   "Bob Stone",  "Cleo Quinn",
                                         "Dan Marsh", "Eve Miller", "Flo Hart",
                                         "Gus Pond"};
    static const char *const want[] = {" and Flo Hart.", " and 2 others."};

    (void)state;
    for (int n = 6; n <= 7; n++) {
        struct told t;

        begin(&t);
        for (int i = 0; i < 12 * n; i++)
            talk_say(&t.talk, people[i % n],
                     smz_arena_printf(&t.talk.run,
                                      "The tide mill has %d wheels of oak from "
                                      "the forest of the valley.",
                                      i + 3)
                         .ptr);
        tell(&t, 600);
        if (smz_str_find(whole(&t)->summary, smz_str_of(want[n - 6])) < 0)
            fail_msg("'%s' is not in '%.*s'", want[n - 6], SMZ_ARG(whole(&t)->summary));
        talk_end(&t.talk);
    }
}

static int count_quotes(const struct told *t)
{
    int n = 0;

    for (int i = 0; i < t->answers.n; i++)
        for (int k = 0; k < t->answers.at[i].n_topics; k++)
            n += t->answers.at[i].topics[k].n_quotes;
    return n;
}

/* Points leave what is best said to the quotes, even where nearly all is told. */
static void a_long_digest_quotes_too(void **state)
{
    struct told t;

    (void)state;
    begin(&t);
    record(&t);
    tell(&t, 6400);
    assert_true(count_quotes(&t) >= 4);
    talk_end(&t.talk);
}

static void a_theme_has_two_speakers(void **state)
{
    struct told t;
    const struct smz_answer *a;

    (void)state;
    begin(&t);
    record(&t);
    tell(&t, 700);
    a = whole(&t);
    assert_true(a->n_themes > 0);
    for (int i = 0; i < a->n_themes; i++) {
        const struct smz_theme *theme = &a->themes[i];

        assert_true(theme->n_points >= 2);
        for (int k = 1; k < theme->n_points; k++)
            assert_int_not_equal(t.talk.outline.person_of[theme->points[k].turns[0]],
                                 t.talk.outline.person_of[theme->points[0].turns[0]]);
    }
    talk_end(&t.talk);
}

static void a_good_question_opens_a_topic(void **state)
{
    struct told t;
    int asked = 0;

    (void)state;
    begin(&t);
    record(&t);
    tell(&t, 700);
    for (int i = 0; i < t.answers.n; i++)
        for (int k = 0; k < t.answers.at[i].n_topics; k++) {
            smz_str prose = t.answers.at[i].topics[k].prose;

            asked += smz_str_find(prose, SMZ_S("How long does a tide mill")) >= 0;
            assert_true(smz_str_find(prose, SMZ_S("what came of it")) < 0);
        }
    assert_true(asked > 0);
    talk_end(&t.talk);
}

/* A guest's advice is kept for readers and a guest's claim for the end, though the digest
 * is nearly as long as the talk. */
static void short_talks_have_implications_and_stances(void **state)
{
    static const char *const said[] = {
        "The salt marsh feeds the pond of the tide mill with clean water all year.",
        "The council should pay for the wall between the pond and the salt marsh.",
        "My brother had to mend the wheel of the tide mill with his own hands.",
        "The tide mill grinds four tons of barley on a day without any wind.",
        "A miller must never open the sluice before the boats have left the pond.",
        "In spring the geese eat the grass on the salt marsh in a single night.",
        "The council should have paid for the salt marsh and the pond long ago."};
    struct told t;
    const struct smz_answer *a;

    (void)state;
    begin(&t);
    for (int i = 0; i < 36; i++)
        talk_say(&t.talk, i % 3 ? "Bob Stone" : "Ann Lee", said[i % 7]);
    tell(&t, 400);
    a = whole(&t);
    assert_true(a->n_implications >= 1);
    for (int i = 0; i < a->n_implications; i++) {
        smz_str text = a->implications[i].text;

        assert_true(smz_str_find(text, SMZ_S("should")) >= 0 ||
                    smz_str_find(text, SMZ_S("must")) >= 0);
        assert_true(smz_str_find(text, SMZ_S("should have")) < 0);
    }
    assert_true(a->n_stances >= 1);
    talk_end(&t.talk);
}

/* What somebody holds stands for them, not what they tell by the way. */
static void stances_hold_something(void **state)
{
    static const char *const said[] = {
        "The salt marsh feeds the pond of the tide mill with clean water all year.",
        "The tide mill grinds four tons of barley on a day without any wind.",
        "I think the salt marsh is worth more than the tide mill and its barley.",
        "In spring the geese eat the grass on the salt marsh in a single night.",
        "The boats on the pond carry barley to the tide mill before the tide."};
    struct told t;
    const struct smz_answer *a;

    (void)state;
    begin(&t);
    for (int i = 0; i < 40; i++)
        talk_say(&t.talk, i % 4 ? "Bob Stone" : "Ann Lee",
                 i % 4 ? said[i % 5] : "Is that so, and what came of it?");
    tell(&t, 400);
    a = whole(&t);
    assert_true(a->n_stances >= 1);
    assert_true(smz_str_find(a->stances[0].text, SMZ_S("worth more")) >= 0);
    talk_end(&t.talk);
}

/* "Bob Stone says that the salt marsh": one sentence, with its first word small. */
static void claims_join_the_summary(void **state)
{
    struct told t;

    (void)state;
    begin(&t);
    record(&t);
    tell(&t, 700);
    assert_true(smz_str_find(whole(&t)->summary, SMZ_S(" says that ")) >= 0);
    assert_true(smz_str_find(whole(&t)->summary, SMZ_S("says that The ")) < 0);
    assert_true(smz_str_find(whole(&t)->summary, SMZ_S("says that A ")) < 0);
    talk_end(&t.talk);
}

/* The first heading of a talk, made of phrases that stand in a dictionary's form, with
 * the language's own "and", and in scripts without spaces in one run. */
static void headings_are_nouns_of_their_language(void **state)
{
    static const struct {
        const char *lang, *said[2], *want, *unwanted;
    } rows[] = {
        {"en",
         {"The tall barn is near the harbour, dot dot, and the tall masts are white.",
          "The harbour has a tall crane, dot dot, and the barn is painted red."},
         "Tall",
         "ot dot"},
        {"de",
         {"Wir müssen schnell schnell rechnen, sagt die Künstliche Intelligenz im "
          "Rathaus.",
          "Mit künstlicher Intelligenz rechnen wir schnell schnell, sagt das Rathaus."},
         "Künstliche Intelligenz",
         "chnell"},
        {"ru",
         {"Старый мастер режет наличник у реки, а другой мастер красит наличник.",
          "Дом украшен наличниками, и мастер доволен наличниками и рекой."},
         "аличник",
         "аличниками"},
        {"zh",
         {"固态电池的成本很高，冬天也能用。", "我们认为固态电池要到明年才能量产。"},
         "固态电池",
         "态电 "},
        {"ru",
         {"Старая мельница работает зимой, и мельница работает ночью у реки.",
          "Мы знаем, что мельница работает всегда, когда старая мельница цела."},
         "Старая мельница",
         "работает"},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct told t;
        smz_str heading = {0};

        begin(&t);
        t.talk.lang = rows[i].lang;
        for (int k = 0; k < 12; k++)
            talk_say(&t.talk, k & 2 ? "Ann Lee" : "Bob Marsh", rows[i].said[k & 1]);
        tell(&t, 300);
        for (int k = 0; k < t.answers.n && !heading.len; k++)
            if (t.answers.at[k].n_topics)
                heading = t.answers.at[k].topics[0].heading;
        if (smz_str_find(heading, smz_str_of(rows[i].want)) < 0)
            fail_msg("'%.*s' is not '%s'", SMZ_ARG(heading), rows[i].want);
        if (smz_str_find(heading, smz_str_of(rows[i].unwanted)) >= 0)
            fail_msg("'%.*s' has '%s'", SMZ_ARG(heading), rows[i].unwanted);
        talk_end(&t.talk);
    }
}

/* Whom somebody names in passing stands over no topic. */
static void a_name_in_passing_is_no_heading(void **state)
{
    struct told t;

    (void)state;
    begin(&t);
    for (int i = 0; i < 6; i++) {
        talk_say(&t.talk, i & 2 ? "Ann Lee" : "Bob Marsh",
                 i & 1 ? "The barley of the mill is for the farms by the river."
                       : "In winter the river is ice and the mill is still.");
        if (i & 1)
            talk_say(&t.talk, "Bob Marsh", "Johnny Heller. That was he.");
    }
    tell(&t, 300);
    for (int i = 0; i < t.answers.n; i++)
        for (int k = 0; k < t.answers.at[i].n_topics; k++) {
            smz_str heading = t.answers.at[i].topics[k].heading;

            assert_true(heading.len > 0);
            assert_true(smz_str_find(heading, SMZ_S("Heller")) < 0);
        }
    talk_end(&t.talk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_are_named_as_one_would),
        cmocka_unit_test(the_summary_says_who_speaks_of_what),
        cmocka_unit_test(six_people_are_named_and_of_seven_two_are_counted),
        cmocka_unit_test(a_long_digest_quotes_too),
        cmocka_unit_test(a_theme_has_two_speakers),
        cmocka_unit_test(a_good_question_opens_a_topic),
        cmocka_unit_test(short_talks_have_implications_and_stances),
        cmocka_unit_test(stances_hold_something),
        cmocka_unit_test(claims_join_the_summary),
        cmocka_unit_test(headings_are_nouns_of_their_language),
        cmocka_unit_test(a_name_in_passing_is_no_heading),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
