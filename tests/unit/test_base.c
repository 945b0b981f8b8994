#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "unit.h"

static void lines_end_in_any_of_three_ways(void **state)
{
    smz_str rest = SMZ_S("a\nb\r\nc\rd\n\ne"), line;
    const char *want[] = {"a", "b", "c", "d", "", "e"};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(want); i++) {
        assert_true(smz_str_line(&rest, &line));
        assert_true(smz_str_eq(line, smz_str_of(want[i])));
    }
    assert_false(smz_str_line(&rest, &line));
}

static void an_array_keeps_its_items_when_it_grows(void **state)
{
    struct smz_arena arena;
    SMZ_VEC(int) v = {0};

    (void)state;
    smz_arena_init(&arena);
    for (int i = 0; i < 100000; i++)
        SMZ_PUSH(&arena, v, i);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(v.at[i], i);
    smz_arena_release(&arena);
}

static void folding_makes_spellings_equal(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } rows[] = {
        {"Jos\xc3\xa9", "JOSE\xcc\x81", true},
        {"O\xe2\x80\x99Neil", "o'neil", true},
        {"Stra\xc3\x9f"
         "e",
         "STRASSE", true},
        {"\xe2\x80\x8e"
         "Ann",
         "ann", true},
        {"Jos\xc3\xa9", "Jose", false},
        {"Ann", "Anne", false},
    };
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (smz_str_eq(smz_utf8_fold(smz_str_of(rows[i].a), &arena),
                       smz_utf8_fold(smz_str_of(rows[i].b), &arena)) != rows[i].same)
            fail_msg("'%s' and '%s'", rows[i].a, rows[i].b);
    smz_arena_release(&arena);
}

static void a_reason_gets_its_context(void **state)
{
    struct smz_err err;

    (void)state;
    smz_fail(&err, SMZ_EDATA, "line %d: no\x1b[time", 3);
    assert_int_equal(smz_wrap(&err, SMZ_ECONFIG, "%s", "a.srt"), SMZ_ECONFIG);
    assert_int_equal(err.code, SMZ_ECONFIG);
    assert_string_equal(err.text, "a.srt: line 3: no [time");
    assert_int_equal(smz_wrap(NULL, SMZ_EDATA, "a.srt"), SMZ_EDATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_in_any_of_three_ways),
        cmocka_unit_test(an_array_keeps_its_items_when_it_grows),
        cmocka_unit_test(folding_makes_spellings_equal),
        cmocka_unit_test(a_reason_gets_its_context),
    };

    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
