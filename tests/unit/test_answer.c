/* What is made of what a model says. */
#include <stdio.h>
#include <string.h>

#include "asked.h"
#include "engine/reader.h"

static const struct {
    const char *text;
    const char *want; /* NULL: refused */
} texts[] = {
    {"{\"a\":1}", "{\"a\":1}"},
    {"  \n{\"a\":1}\n", "{\"a\":1}"},
    {"```json\n{\"a\":1}\n```", "{\"a\":1}"},
    {"Here you are:\n{\"a\":1}\nAnything else?", "{\"a\":1}"},
    {"<think>{\"a\":2} or so</think>{\"a\":1}", "{\"a\":1}"},
    {"{\"a\":[1,2,],}", "{\"a\":[1,2]}"},
    {"{\"a\":\"two\nlines\"}", "{\"a\":\"two\\nlines\"}"},
    {"{\"a\":\"a comma, } and a \\\" quote\",}",
     "{\"a\":\"a comma, } and a \\\" quote\"}"},
    {"The set {x} is {\"a\":1}", "{\"a\":1}"},
    {"[{\"a\":1}]", "[{\"a\":1}]"},
    {"As in [12], {\"a\":1}", "{\"a\":1}"},
    /* refused */
    {"{\"a\":[1,2", NULL},
    {"{\"a\":\"cut o", NULL},
    {"<think>for ever", NULL},
    {"no", NULL},
    {"{}", NULL},
    {"", NULL},
};

static void json_is_found_in_what_models_put_around_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(texts); i++) {
        cJSON *value = smz_reader_parse(smz_str_of(texts[i].text));
        char *got = cJSON_PrintUnformatted(value);

        if (!texts[i].want != !value || (value && strcmp(got, texts[i].want) != 0))
            fail_msg("%s: %s", texts[i].text, got ? got : "refused");
        cJSON_free(got);
        cJSON_Delete(value);
    }
}

static const struct {
    const char *value;
    const char *want; /* as mended, or with a '!' what is wrong */
} fits[] = {
    {"{\"s\":\"x\",\"n\":1,\"b\":true,\"l\":[{\"k\":\"y\"}]}",
     "{\"s\":\"x\",\"n\":1,\"b\":true,\"l\":[{\"k\":\"y\"}]}"},
    {"{\"s\":\"x\",\"n\":\"[12]\",\"b\":false}",
     "{\"s\":\"x\",\"n\":12,\"b\":false,\"l\":[]}"},
    {"{\"s\":\"x\",\"n\":1,\"b\":true,\"l\":{\"k\":\"y\"}}",
     "{\"s\":\"x\",\"n\":1,\"b\":true,\"l\":[{\"k\":\"y\"}]}"},
    {"{\"s\":\"x\",\"n\":1,\"b\":true,\"l\":null,\"more\":1}",
     "{\"s\":\"x\",\"n\":1,\"b\":true,\"more\":1,\"l\":[]}"},
    {"{\"n\":1,\"b\":true}", "!s is missing"},
    {"{\"s\":3,\"n\":1,\"b\":true}", "!s is no string"},
    {"{\"s\":\"x\",\"n\":1.5,\"b\":true}", "!n is no whole number"},
    {"{\"s\":\"x\",\"n\":\"many\",\"b\":true}", "!n is no whole number"},
    {"{\"s\":\"x\",\"n\":1,\"b\":1}", "!b is neither true nor false"},
    {"{\"s\":\"x\",\"n\":1,\"b\":true,\"l\":[{\"k\":\"y\"},{}]}", "!l[1].k is missing"},
    {"{\"s\":\"x\",\"n\":1,\"b\":true,\"l\":[7]}", "!l[0] is no object"},
};

static void an_answer_is_held_to_its_schema(void **state)
{
    cJSON *schema = cJSON_Parse(
        "{\"type\":\"object\",\"properties\":{\"s\":{\"type\":\"string\"},\"n\":{"
        "\"type\":\"integer\"},\"b\":{\"type\":\"boolean\"},\"l\":{\"type\":\"array\","
        "\"items\":{\"type\":\"object\",\"properties\":{\"k\":{\"type\":\"string\"}}}}}"
        "}");
    struct smz_buf why;

    (void)state;
    smz_buf_init(&why, 0);
    for (size_t i = 0; i < SMZ_COUNT(fits); i++) {
        cJSON *value = cJSON_Parse(fits[i].value);
        bool good = smz_reader_fit(value, schema, &why);
        char *got = cJSON_PrintUnformatted(value);

        if (good != (*fits[i].want != '!') ||
            strcmp(good ? got : why.ptr, fits[i].want + !good) != 0)
            fail_msg("%s: %s", fits[i].value, good ? got : why.ptr);
        cJSON_free(got);
        cJSON_Delete(value);
    }
    smz_buf_release(&why);
    cJSON_Delete(schema);
}

#define TOPIC                                                                             \
    "{\"heading\":\"**Bees** dance.\",\"prose\":\"Carr says they dance [2]. It is "       \
    "known\",\"points\":[{\"lead\":\"A dance:\",\"text\":\"Bees dance\\nfor food\","      \
    "\"from\":[2,99,4]},{\"lead\":\"\",\"text\":\"bees dance for food\",\"from\":[2]},"   \
    "{\"lead\":\"x\",\"text\":\"\",\"from\":[]}],\"quotes\":[{\"text\":\"“Each wiggle " \
    "is about a kilometre.”\",\"from\":4}]}"
#define SINGLE(topics, conclusion)                                                       \
    "{\"summary\":\"Two talk.\",\"topics\":[" topics "],\"themes\":[],\"implications\":" \
    "[],\"stances\":[{\"speaker\":2,\"text\":\"Bees matter\"},{\"speaker\":9,\"text\":"  \
    "\"x\"}],\"conclusion\":\"" conclusion "\"}"

/* The full stop that a writer never writes is no sign of a cut; one that is lacking
 * among others is, and verification sees it. */
static void full_stops_are_added_only_where_none_is_written(void **state)
{
#define STOPS(end)                                                                       \
    "{\"summary\":\"Two talk" end                                                        \
    "\",\"topics\":[{\"heading\":\"Bees\",\"prose\":\"They "                             \
    "dance\",\"points\":[{\"lead\":\"A\",\"text\":\"Bees fly" end                        \
    "\",\"from\":[2]}],\"quotes\":[]}],\"themes\":[],\"implications\":[],\"stances\":"   \
    "[],\"conclusion\":\"That is all" end "\"}"
    static const struct {
        const char *text, *prose;
    } rows[] = {{STOPS(""), "They dance."}, {STOPS("."), "They dance"}};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct fixture f;
        struct smz_answer a;
        struct smz_buf why;

        make_plan(&f, talk, 60, 32768);
        make_prompt(&f);
        smz_buf_init(&why, 0);
        assert_true(smz_answer_read(&f.ask, &f.prompt, smz_str_of(rows[i].text), &f.run,
                                    &a, &why));
        assert_true(smz_str_eq(a.topics[0].prose, smz_str_of(rows[i].prose)));
        smz_buf_release(&why);
        smz_arena_release(&f.run);
    }
}

static void an_answer_is_cleaned_and_put_in_its_place(void **state)
{
    struct fixture f;
    struct smz_answer a;
    struct smz_buf why;
    const struct smz_told *t;

    (void)state;
    make_plan(&f, talk, 60, 32768);
    make_prompt(&f);
    smz_buf_init(&why, 0);
    assert_true(smz_answer_read(&f.ask, &f.prompt, smz_str_of(SINGLE(TOPIC, "End.")),
                                &f.run, &a, &why));
    assert_int_equal(a.n_topics, 1);
    t = &a.topics[0];
    assert_true(smz_str_eq(t->heading, SMZ_S("Bees dance")));
    assert_true(smz_str_eq(t->prose, SMZ_S("Carr says they dance. It is known")));
    assert_int_equal(t->n_points, 1); /* the second says the same, the third nothing */
    assert_true(smz_str_eq(t->points[0].lead, SMZ_S("A dance")));
    assert_true(smz_str_eq(t->points[0].text, SMZ_S("Bees dance for food")));
    assert_int_equal(t->points[0].n_turns, 2); /* 99 is no passage */
    assert_int_equal(t->points[0].turns[0], 1);
    assert_int_equal(t->points[0].turns[1], 3);
    assert_int_equal(t->n_quotes, 1);
    assert_int_equal(t->quotes[0].turn, 3);
    assert_true(
        smz_str_eq(t->quotes[0].text, SMZ_S("Each wiggle is about a kilometre.")));
    smz_buf_release(&why);
    smz_arena_release(&f.run);
}

/* Topics of an answer begin with these passages. */
static void check_beginnings(const char *answer, const int *passages, size_t n)
{
    struct fixture f;
    struct smz_answer a;
    struct smz_buf why;

    make_plan(&f, talk, 60, 32768);
    make_prompt(&f);
    smz_buf_init(&why, 0);
    assert_true(smz_answer_read(&f.ask, &f.prompt, smz_str_of(answer), &f.run, &a, &why));
    assert_int_equal(a.n_topics, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(a.topics[i].first_sentence,
                         f.prompt.numbered[passages[i] - 1].first_sentence);
    smz_buf_release(&why);
    smz_arena_release(&f.run);
}

#define CITING(from, points)                                                             \
    "{\"heading\":\"Bees\",\"prose\":\"They dance.\"," from "\"points\":[" points        \
    "],\"quotes\":[]}"
#define ANSWER(topics)                                                                   \
    "{\"topics\":[" topics "],\"summary\":\"Bees.\",\"conclusion\":\"Bees.\"}"
#define POINT "{\"lead\":\"Food\",\"text\":\"It is there.\",\"from\":[4]}"

static void who_cites_a_topic_cites_what_its_prose_rests_on(void **state)
{
    static const int turns[] = {1, 3};
    static const int said[] = {2};
    struct smz_point point = {.text = SMZ_S("They count."), .turns = said, .n_turns = 1};
    const struct smz_told topic = {
        .points = &point, .n_points = 1, .turns = turns, .n_turns = 2};
    const struct smz_numbered numbered = {.topic = &topic};
    const struct smz_request relate = {.kind = SMZ_REQUEST_RELATE};
    struct fixture f;
    struct smz_answer a;
    struct smz_buf why;

    (void)state;
    make_plan(&f, talk, 60, 32768);
    make_prompt(&f);
    f.prompt.numbered = &numbered;
    f.prompt.n_numbered = 1;
    f.ask.request = &relate;
    f.ask.parts = 1u << SMZ_PART_IMPLICATIONS;
    smz_buf_init(&why, 0);
    assert_true(smz_answer_read(&f.ask, &f.prompt,
                                SMZ_S("{\"summary\":\"\",\"topics\":[],\"themes\":[],"
                                      "\"implications\":[{\"lead\":\"Count\",\"text\":"
                                      "\"Count.\",\"from\":[1]}],\"stances\":[],"
                                      "\"conclusion\":\"\"}"),
                                &f.run, &a, &why));
    assert_int_equal(a.n_implications, 1);
    assert_int_equal(a.implications[0].n_turns, 3);
    assert_int_equal(a.implications[0].turns[0], 1);
    assert_int_equal(a.implications[0].turns[2], 2);
    smz_buf_release(&why);
    smz_arena_release(&f.run);
}

static void a_topic_begins_with_the_first_that_it_cites(void **state)
{
    static const struct {
        const char *answer;
        int passage;
    } rows[] = {
        {ANSWER(CITING("\"from\":[3,2],", POINT)), 2},
        {ANSWER(CITING("\"from\":[99],", POINT)), 4},
        {ANSWER(CITING("\"from\":[],", POINT)), 4},
        {ANSWER(CITING("", POINT)), 4},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        check_beginnings(rows[i].answer, &rows[i].passage, 1);
}

static void topics_keep_their_order_though_they_reach_back(void **state)
{
    static const int passages[] = {2, 3, 4};

    (void)state;
    check_beginnings(ANSWER(CITING("\"from\":[2],", "") "," CITING(
                         "\"from\":[1,3],", "") "," CITING("\"from\":[4,2,1],", "")),
                     passages, SMZ_COUNT(passages));
}

static void an_answer_that_says_nothing_is_refused(void **state)
{
    static const char *const rows[] = {
        SINGLE("", "End."),
        "{\"answer\":[1]}",
        "{\"summary\":\"cut o",
        "I cannot help with that.",
        SINGLE("{\"heading\":\"x\",\"prose\":\"\",\"points\":[],\"quotes\":[]}", ""),
    };
    struct fixture f;
    struct smz_answer a;
    struct smz_buf why;

    (void)state;
    make_plan(&f, talk, 60, 32768);
    make_prompt(&f);
    smz_buf_init(&why, 0);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        if (smz_answer_read(&f.ask, &f.prompt, smz_str_of(rows[i]), &f.run, &a, &why))
            fail_msg("%s", rows[i]);
        assert_true(why.len);
    }
    smz_buf_release(&why);
    smz_arena_release(&f.run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_found_in_what_models_put_around_it),
        cmocka_unit_test(an_answer_is_held_to_its_schema),
        cmocka_unit_test(full_stops_are_added_only_where_none_is_written),
        cmocka_unit_test(an_answer_is_cleaned_and_put_in_its_place),
        cmocka_unit_test(who_cites_a_topic_cites_what_its_prose_rests_on),
        cmocka_unit_test(a_topic_begins_with_the_first_that_it_cites),
        cmocka_unit_test(topics_keep_their_order_though_they_reach_back),
        cmocka_unit_test(an_answer_that_says_nothing_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
