#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/late.h"
#include "base/real.h"
#include "base/str.h"
#include "base/table.h"
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

/* The last bits may be others than the C library's, on every machine the same. */
static void logarithms_and_powers_are_exact_enough(void **state)
{
    (void)state;
    for (double x = 1e-6; x < 1e12; x *= 1.37) {
        if (fabs(smz_log(x) - log(x)) > 4e-15 * fabs(log(x)) + 1e-15)
            fail_msg("log %g is %.17g", x, smz_log(x));
        if (fabs(smz_pow(x, 0.8) / pow(x, 0.8) - 1) > 1e-13)
            fail_msg("%g to the power 0.8 is %.17g", x, smz_pow(x, 0.8));
    }
    assert_true(smz_log(1) == 0);
    assert_true(smz_pow(0, 0.8) == 0);
}

static void a_table_keeps_its_entries_when_it_grows(void **state)
{
    struct smz_arena arena;
    struct smz_table table;

    (void)state;
    smz_arena_init(&arena);
    smz_table_init(&table, &arena);
    for (uint32_t i = 0; i < 20000; i++)
        smz_table_put(&table, smz_arena_printf(&arena, "key %u", i))->value = i;
    smz_table_put(&table, (smz_str){NULL, 0})->value = 7;
    assert_int_equal(table.n, 20001);
    assert_int_equal(smz_table_get(&table, SMZ_S("key 12345")), 12345);
    assert_int_equal(smz_table_get(&table, SMZ_S("")), 7);
    assert_int_equal(smz_table_get(&table, SMZ_S("key")), SMZ_ENTRY_NEW);
    smz_arena_release(&arena);
}

/* Loaded from a file or linked, a function is there or it is not. */
static void a_library_is_loaded_late(void **state)
{
    static struct {
        const char *(*curl_version)(void);
        void (*no_such_function)(void);
    } lib;
    const struct smz_late_row good[] = {SMZ_LATE_ROW(curl_version)},
                              bad[] = {SMZ_LATE_ROW(no_such_function)};

    (void)state;
    assert_true(smz_late_load("libcurl", good, 1));
    assert_true(smz_str_starts(smz_str_of(lib.curl_version()), SMZ_S("libcurl/")));
    assert_false(smz_late_load("libcurl", bad, 1));
    assert_false(smz_late_load("no-such-package", bad, 1));
    assert_null(lib.no_such_function);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_in_any_of_three_ways),
        cmocka_unit_test(an_array_keeps_its_items_when_it_grows),
        cmocka_unit_test(folding_makes_spellings_equal),
        cmocka_unit_test(a_reason_gets_its_context),
        cmocka_unit_test(logarithms_and_powers_are_exact_enough),
        cmocka_unit_test(a_table_keeps_its_entries_when_it_grows),
        cmocka_unit_test(a_library_is_loaded_late),
    };

    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
