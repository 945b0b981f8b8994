#include "read_rows.h"

#include "summarize/render.h"

/* What is written and read back has the same turns. */
static void check_back(const char *input, const char *format)
{
    struct smz_arena arena;
    struct smz_notes notes;
    struct smz_transcript first, second;
    struct smz_err err = {0};
    struct smz_buf text, want, got;

    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    smz_buf_init(&text, 0);
    smz_buf_init(&want, 0);
    smz_buf_init(&got, 0);
    assert_int_equal(
        smz_read(smz_str_of(input), SMZ_S("input"), NULL, &arena, &notes, &first, &err),
        SMZ_OK);
    assert_int_equal(smz_extract(&first, format, &text, &err), SMZ_OK);
    if (smz_read(smz_buf_str(&text), SMZ_S("back"), NULL, &arena, &notes, &second, &err))
        fail_msg("%s: %s\n%s", format, err.text, text.ptr);
    write_turns(&first, &want);
    write_turns(&second, &got);
    if (!smz_str_eq(smz_buf_str(&want), smz_buf_str(&got)))
        fail_msg("%s: wanted\n%sgot\n%s from\n%s", format, want.ptr, got.ptr, text.ptr);
    smz_buf_release(&text);
    smz_buf_release(&want);
    smz_buf_release(&got);
    smz_arena_release(&arena);
}

static const char named[] =
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Lee>Fish &amp; chips for\n\n"
    "00:02.000 --> 00:03.000\n<v Ann Lee>&lt;everybody&gt;, said: now.\n\n"
    "00:03.000 --> 00:04.000\n<v Bob O'Neil>Thanks. No - thanks.\n\n"
    "00:09.000 --> 00:10.000\n<v Ann Lee>* You are welcome *\n";
static const char unnamed_too[] =
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One.\n\n00:02.000 --> 00:03.000\nA "
    "song\n\n"
    "00:03.000 --> 00:04.000\n<v Ann>Two.\n\n00:04.000 --> 00:05.000\n<v Bob>Three.\n";
static const char marked[] =
    "1\n00:00:01,250 --> 00:00:02,000\n- Are you there?\n- I am.\n\n"
    "2\n00:00:02,500 --> 00:00:03,000\nReally.\n";
static const char paragraphs[] = "[{\"speaker\":\"Ann\",\"text\":\"One.\"},{\"speaker\":"
                                 "\"Ann\",\"text\":\"Two: three.\"},"
                                 "{\"speaker\":\"Bob\",\"text\":\"Four.\"}]";

static const char nobody[] = "[00:01] Ann: is that you?\n\n    She: \"I am.\"\n";
static const char change[] = "Transcript as read by summarize --extract, nobody named\n\n"
                             ">> One.\n\n    Two.\n";
static const char odd[] =
    "[{\"speaker\":\"tim\",\"start\":1,\"text\":\"# >> [00:01] **Bob:** a\\\\*\"},"
    "{\"text\":\"Mark: a < b &amp; c\"},{\"speaker\":\"Re: Bob\",\"text\":\"(laughs)\"},"
    "{\"speaker\":\"Re: Bob\",\"text\":\"00:01 --> 00:02\"}]";

static void what_is_extracted_reads_back_the_same(void **state)
{
    static const char *const inputs[] = {named, unnamed_too, marked};
    static const char *const captions[] = {"json", "vtt", "srt"};
    static const char *const texts[] = {"json", "md", "txt"};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(inputs); i++)
        for (size_t k = 0; k < SMZ_COUNT(captions); k++)
            check_back(inputs[i], captions[k]);
    for (size_t k = 0; k < SMZ_COUNT(texts); k++) {
        check_back(named, texts[k]);
        check_back(paragraphs, texts[k]);
    }
}

static void nothing_is_guessed_where_the_format_can_say_it(void **state)
{
    static const char *const formats[] = {"json", "md", "txt", "vtt"};

    (void)state;
    for (size_t k = 0; k < SMZ_COUNT(formats); k++) {
        check_back(nobody, formats[k]);
        if (k < 3) /* captions need times */
            check_back(change, formats[k]);
        check_back(odd, formats[k]);
    }
}

static const struct read_row corrected[] = {
    {"a label, a wrapped line and a turn of its own",
     "<!-- Transcript as read by summarize --extract -->\n\n# Talk\n\n"
     "**[00:00:01] Ann Lee:** One\ntwo.\n\nThree: four.\n\n**tim:**\nFive.\n",
     "extract", "Ann Lee|1.000|One two.\nThree: four.\ntim|-|Five.\n"},
    {"captions whose names are gone",
     "WEBVTT\n\nNOTE Transcript as read by summarize --extract\n\n"
     "00:01.000 --> 00:02.000\n<v Ann>One</v>\n\n00:02.000 --> 00:03.000\n<v Ann>two.\n\n"
     "00:03.000 --> 00:04.000\n<v Bob>Three.\n",
     "extract", "Ann|1.000|One two.\nBob|3.000|Three.\n"},
    {"a text with a byte order mark",
     "\xef\xbb\xbfTranscript as read by summarize --extract, nobody named\r\n\r\n"
     "[00:00:01] Note: one.\r\n\r\n    Two.\r\n",
     "extract", "-|1.000|Note: one.\nTwo.\n"},
};

static void what_was_corrected_by_hand_reads_as_meant(void **state)
{
    (void)state;
    CHECK_READ_ROWS(corrected);
}

static void times_inside_of_turns_survive_in_json(void **state)
{
    struct smz_arena arena;
    struct smz_notes notes;
    struct smz_transcript t;
    struct smz_err err = {0};
    struct smz_buf text;

    (void)state;
    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    smz_buf_init(&text, 0);
    assert_int_equal(
        smz_read(smz_str_of(named), SMZ_S("a"), NULL, &arena, &notes, &t, &err), SMZ_OK);
    assert_int_equal(smz_extract(&t, "json", &text, &err), SMZ_OK);
    assert_int_equal(
        smz_read(smz_buf_str(&text), SMZ_S("b"), NULL, &arena, &notes, &t, &err), SMZ_OK);
    assert_int_equal(t.turns[0].n_anchors, 2);
    assert_int_equal(t.turns[0].anchors[1].time, 2000);
    assert_int_equal(t.turns[0].anchors[1].at, 17);
    assert_int_equal(t.turns[0].end, 3000);
    smz_buf_release(&text);
    smz_arena_release(&arena);
}

static void captions_need_times(void **state)
{
    struct smz_turn turn = {.speaker = SMZ_NOBODY,
                            .start = SMZ_MS_NONE,
                            .end = SMZ_MS_NONE,
                            .text = SMZ_S("Hello.")};
    struct smz_transcript t = {.name = SMZ_S("a"), .turns = &turn, .n_turns = 1};
    struct smz_err err = {0};
    struct smz_buf out;

    (void)state;
    smz_buf_init(&out, 0);
    assert_int_equal(smz_extract(&t, "srt", &out, &err), SMZ_EDATA);
    assert_int_equal(smz_extract(&t, "doc", &out, &err), SMZ_EUSAGE);
    smz_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_extracted_reads_back_the_same),
        cmocka_unit_test(nothing_is_guessed_where_the_format_can_say_it),
        cmocka_unit_test(what_was_corrected_by_hand_reads_as_meant),
        cmocka_unit_test(times_inside_of_turns_survive_in_json),
        cmocka_unit_test(captions_need_times),
    };

    return cmocka_run_group_tests_name("extract", tests, NULL, NULL);
}
