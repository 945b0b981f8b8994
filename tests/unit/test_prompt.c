/* What a model is asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"

static void voices_without_a_name_are_called_by_the_opening(void **state)
{
    static const char nameless[] = "Welcome back to the bee hour with Bo Carr.\n\n"
                                   ">> Thank you. Bees dance to tell where food is.\n\n"
                                   ">> How do they know how far it is?\n";
    struct fixture f;

    (void)state;
    make_plan(&f, nameless, 60, 32768);
    make_prompt(&f);
    assert_true(has(f.prompt.user, "Passages without a name"));
    assert_true(
        has(f.prompt.user, "beginning of the talk: Welcome back to the bee hour"));
    smz_arena_release(&f.run);
    make_plan(&f, talk, 60, 32768);
    make_prompt(&f);
    assert_false(has(f.prompt.user, "Passages without a name"));
    smz_arena_release(&f.run);
}

static void a_prompt_numbers_passages_and_fences_them(void **state)
{
    struct fixture f;
    smz_str rest;
    struct smz_cut cut;

    (void)state;
    make_plan(&f, talk, 60, 32768);
    make_prompt(&f);
    assert_int_equal(f.plan.requests[0].kind, SMZ_REQUEST_SINGLE);
    assert_int_equal(f.prompt.n_numbered, 4);
    assert_true(has(f.prompt.user, "\n[3] Bell: How do they know"));
    assert_true(has(f.prompt.user, "Ann Bell (host)"));
    assert_true(has(f.prompt.system, "Language: English."));
    assert_false(has(f.prompt.system, "{"));
    /* the fence is closed once, by us */
    rest = f.prompt.user;
    cut = smz_str_cut(rest, SMZ_S("</transcript>"));
    assert_true(cut.found);
    assert_true(has(cut.head, "< /transcript>"));
    assert_false(smz_str_cut(cut.tail, SMZ_S("</transcript>")).found);
    smz_arena_release(&f.run);
}

static void the_instructions_are_a_small_part_of_a_request(void **state)
{
    struct fixture f;

    (void)state;
    make_plan(&f, talk, 60, 32768);
    make_prompt(&f);
    /* a tenth of a chunk of 11,000 tokens */
    assert_true(smz_tokens(f.prompt.system) + smz_tokens(f.prompt.schema) < 1100);
    smz_arena_release(&f.run);
}

static void a_long_turn_is_many_passages(void **state)
{
    struct fixture f;
    char bytes[20000] = "Ann Bell: ";
    const struct smz_numbered *list;
    int n;

    (void)state;
    for (int i = 0; i < 100; i++)
        strcat(bytes, "Here is a sentence of ten words that says little. ");
    strcat(bytes, "\nBo Carr: Yes.\nAnn Bell: No.\nBo Carr: Well.\n");
    make_plan(&f, bytes, 60, 32768);
    smz_prompt_passages(&f.outline, &f.plan.chunks[0], &f.run, &list, &n);
    assert_true(n >= 9 && n <= 12);
    assert_int_equal(list[0].first_sentence, 0);
    for (int i = 1; i < n; i++)
        assert_int_equal(list[i].first_sentence, list[i - 1].end_sentence);
    assert_int_equal(list[n - 1].end_sentence, f.text.n_sentences);
    smz_arena_release(&f.run);
}

static void halves_of_a_chunk_are_all_of_it(void **state)
{
    struct fixture f;
    struct smz_chunk half[2];

    (void)state;
    make_plan(&f, talk, 60, 32768);
    assert_true(smz_chunk_split(&f.plan, &f.plan.chunks[0], half));
    assert_int_equal(half[0].first_sentence, f.plan.chunks[0].first_sentence);
    assert_int_equal(half[0].end_sentence, half[1].first_sentence);
    assert_int_equal(half[1].end_sentence, f.plan.chunks[0].end_sentence);
    assert_int_equal(half[0].words + half[1].words, f.plan.chunks[0].words);
    half[0].end_sentence = half[0].first_sentence + 1;
    assert_false(smz_chunk_split(&f.plan, &half[0], half));
    smz_arena_release(&f.run);
}

/* Topics, sentences and points that are asked for come to about the words that are. */
static void what_is_asked_for_comes_to_its_words(void **state)
{
    enum { HEADING = 7 };
    static const char lines[] = "Ann: And what does the river do then?\n"
                                "Bob: It rises by a foot in one night, and then it falls "
                                "again within a day, as it did in 1994.\n";
    struct smz_buf text;

    (void)state;
    smz_buf_init(&text, 0);
    for (int i = 0; i < 400; i++)
        smz_buf_add(&text, smz_str_of(lines));
    for (int words = 500; words <= 1500; words += 250) {
        int topics, all, sentences, sentence, points, point, sum;
        struct fixture f;
        const char *task;

        make_plan(&f, text.ptr, words, 32768);
        make_prompt(&f);
        task = strstr(smz_arena_keep(&f.run, f.prompt.user).ptr, "Write ");
        while (task && sscanf(task, "Write %d topics", &topics) != 1)
            task = strstr(task + 1, "Write ");
        assert_non_null(task);
        assert_int_equal(sscanf(strstr(task, "of about"), "of about %d", &all), 1);
        assert_int_equal(sscanf(strstr(task, "A topic has"),
                                "A topic has %d sentences of prose, of about %d words "
                                "each; all together have %d points of about %d",
                                &sentences, &sentence, &points, &point),
                         4);
        sum = topics * (HEADING + sentences * sentence) + points * point;
        if (abs(sum - all) * 8 > all)
            fail_msg("%d words: %d for %d", words, sum, all);
        smz_arena_release(&f.run);
    }
    smz_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_for_comes_to_its_words),
        cmocka_unit_test(a_prompt_numbers_passages_and_fences_them),
        cmocka_unit_test(voices_without_a_name_are_called_by_the_opening),
        cmocka_unit_test(the_instructions_are_a_small_part_of_a_request),
        cmocka_unit_test(a_long_turn_is_many_passages),
        cmocka_unit_test(halves_of_a_chunk_are_all_of_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
