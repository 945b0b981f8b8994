#include "summarize/read.h"
#include "unit.h"

/* Two parts read and joined; *out lives in `run`. */
static void join(const char *a, const char *b, struct smz_arena *run,
                 struct smz_transcript *out)
{
    struct smz_read_options options = {0};
    struct smz_transcript parts[2];
    struct smz_notes notes;

    smz_notes_init(&notes, run);
    assert_int_equal(
        smz_read(smz_str_of(a), SMZ_S("a"), &options, run, &notes, &parts[0], NULL),
        SMZ_OK);
    assert_int_equal(
        smz_read(smz_str_of(b), SMZ_S("b"), &options, run, &notes, &parts[1], NULL),
        SMZ_OK);
    smz_join(parts, 2, run, out);
}

static const char first[] =
    "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann>Who is there?\n\n"
    "00:00:05.000 --> 00:00:10.000\n<v Bob>The keeper of the bridge.\n";
static const char second[] =
    "WEBVTT\n\n00:00:02.000 --> 00:00:03.000\n<v Cleo>And the farmer.\n\n"
    "00:00:04.000 --> 00:00:06.000\n<v Ann>Come in, both of you.\n";
static const char onward[] =
    "WEBVTT\n\n00:00:12.000 --> 00:00:13.000\n<v Bob>Thank you.\n";
static const char untimed[] = "Ann: Sit down.\nBob: I would rather stand.\n";

static void times_continue_and_voices_are_one(void **state)
{
    struct smz_transcript t;
    struct smz_arena run;

    (void)state;
    smz_arena_init(&run);
    join(first, second, &run, &t);
    assert_int_equal(t.n_turns, 4);
    assert_int_equal(t.n_speakers, 3);
    assert_int_equal(t.turns[3].speaker, t.turns[0].speaker);
    assert_int_equal(t.turns[2].start, 12000);
    assert_int_equal(t.end, 16000);
    assert_int_equal(smz_turn_time(&t.turns[3], 0), 14000);
    assert_int_equal(t.words, 16);
    smz_arena_release(&run);
}

static void times_that_go_on_already_are_kept(void **state)
{
    struct smz_transcript t;
    struct smz_arena run;

    (void)state;
    smz_arena_init(&run);
    join(first, onward, &run, &t);
    assert_int_equal(t.turns[2].start, 12000);
    assert_int_equal(t.end, 13000);
    smz_arena_release(&run);
}

static void behind_a_part_without_times_there_are_none(void **state)
{
    struct smz_transcript t;
    struct smz_arena run;

    (void)state;
    smz_arena_init(&run);
    join(untimed, second, &run, &t);
    assert_int_equal(t.turns[3].start, SMZ_MS_NONE);
    assert_int_equal(t.turns[3].n_anchors, 0);
    assert_int_equal(t.end, SMZ_MS_NONE);
    smz_arena_release(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_continue_and_voices_are_one),
        cmocka_unit_test(times_that_go_on_already_are_kept),
        cmocka_unit_test(behind_a_part_without_times_there_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
