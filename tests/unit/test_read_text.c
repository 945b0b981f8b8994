#include <string.h>

#include "base/utf8.h"
#include "read/clean.h"
#include "read/decode.h"
#include "read/label.h"
#include "read/spoken.h"
#include "read/turns.h"
#include "unit.h"

static void a_time_is_read_in_any_form(void **state)
{
    static const struct {
        const char *text;
        smz_ms want;
    } rows[] = {
        {"0:00", 0},
        {"1:02", 62000},
        {"75:10", 4510000}, /* minutes pass 59 where there are no hours */
        {"1:02:03", 3723000},
        {"01:02:03.5", 3723500},
        {"00:00:01,250", 1250},
        {"0:0:3.330", 3330},
        {"1:02,5", 62500},
        {"00:01.123456", 1123},
        {"01:02:03:04", 93784000}, /* days */
        {"0h00m44s", 44000},
        {"1h2m", 3720000},
        {"12.5s", 12500},
        {"250ms", 250},
        {"PT1.5S", 1500},
        {"PT1H2M3S", 3723000},
        {"", SMZ_MS_NONE},
        {"12", SMZ_MS_NONE},
        {"12.5", SMZ_MS_NONE},
        {"10:75", SMZ_MS_NONE},
        {"1:60:00", SMZ_MS_NONE},
        {"1:2:3:4:5", SMZ_MS_NONE},
        {"1:023", SMZ_MS_NONE},
        {"-0:01", SMZ_MS_NONE},
        {"0:01 ", SMZ_MS_NONE},
        {"1m1h", SMZ_MS_NONE},
        {"999999999:00:00", SMZ_MS_NONE},
        {"99999999999999999999:00", SMZ_MS_NONE},
        {"99999999999999999999s", SMZ_MS_NONE},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (read_timestamp(smz_str_of(rows[i].text)) != rows[i].want)
            fail_msg("'%s': %lld", rows[i].text,
                     (long long)read_timestamp(smz_str_of(rows[i].text)));
}

static void a_time_ends_where_it_ends(void **state)
{
    static const struct {
        const char *text;
        size_t want;
    } rows[] = {
        {"0:01,0:02", 4}, {"0:01, 5", 4}, {"0:01.5,0:02", 6}, {"0:01: text", 4},
        {"0:01) x", 4},   {"12s.", 3},    {"12seconds", 0},   {"x0:01", 0},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        smz_ms ms;

        if (read_timestamp_at(smz_str_of(rows[i].text), &ms) != rows[i].want)
            fail_msg("'%s'", rows[i].text);
    }
}

static void a_caption_may_begin_with_a_label(void **state)
{
    static const struct {
        const char *line, *label, *text;
    } rows[] = {
        {"Ann: Hi", "Ann", "Hi"},
        {"ANN LEE: It is 10:30", "ANN LEE", "It is 10:30"},
        {"[SPEAKER_00]: Hi", "SPEAKER_00", "Hi"},
        {"[SPEAKER_00] Hi", "SPEAKER_00", "Hi"},
        {"(speaker 0) Hi", "speaker 0", "Hi"},
        {"[Ann Lee]: Hi", "Ann Lee", "Hi"},
        {">> Ann: Hi", "Ann", "Hi"},
        {"- Ann: Hi", "Ann", "Hi"},
        {"Ann:", "Ann", ""},
        {"vitto: gm", "vitto", "gm"},
        {"Dr. J. O\xe2\x80\x99Neil: Hi", "Dr. J. O\xe2\x80\x99Neil", "Hi"},
        {"John G. Roberts, Jr.: Hi", "John G. Roberts, Jr.", "Hi"},
        {"Leo van der Berg: Hi", "Leo van der Berg", "Hi"},
        {"Ida (North: Upper): Hi", "Ida (North: Upper)", "Hi"},
        {"\xe9\x97\xae\xef\xbc\x9a\xe5\xa5\xbd", "\xe9\x97\xae", "\xe5\xa5\xbd"},
        {"[laughter] Hi", NULL, NULL},
        {"(laughs)", NULL, NULL},
        {"[MUSIC]", NULL, NULL},
        {"Note: Hi", NULL, NULL},
        {"https://x.org", NULL, NULL},
        {"10:30", NULL, NULL},
        {"10:30: then", NULL, NULL},
        {"Here is what I said: no", NULL, NULL},
        {"Why? Because: no", NULL, NULL},
        {"Well, you see: no", NULL, NULL},
        {"C:\\temp", NULL, NULL},
        {": no", NULL, NULL},
        {"", NULL, NULL},
        {">>", NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        smz_str line = smz_str_of(rows[i].line), label = {NULL, 0};
        size_t n = read_label(line, &label);

        if ((n > 0) != (rows[i].label != NULL))
            fail_msg("'%s'", rows[i].line);
        if (n && (!smz_str_eq(label, smz_str_of(rows[i].label)) ||
                  !smz_str_eq(smz_str_skip(line, n), smz_str_of(rows[i].text))))
            fail_msg("'%s': '%.*s'", rows[i].line, SMZ_ARG(label));
    }
}

static void a_mark_of_voices_is_no_name(void **state)
{
    static const struct {
        const char *label;
        bool want;
    } rows[] = {
        {"SPEAKER_00", true},  {"Speaker 1", true},
        {"spk_1", true},       {"Speaker", true},
        {"Speaker A", true},   {"Unknown Speaker", true},
        {"Q", true},           {"A", true},
        {"S1", true},          {"0", true},
        {"Audience 2", true},  {"\xe7\xad\x94", true},
        {"Ann", false},        {"R2D2", false},
        {"BELL 7", false},     {"Host", false},
        {"Guest Star", false}, {"", false},
        {"Al", false},         {"Speaker Pelosi", false},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (read_label_made_up(smz_str_of(rows[i].label)) != rows[i].want)
            fail_msg("'%s'", rows[i].label);
}

static void a_sentence_ends_in_marks_of_many_scripts(void **state)
{
    static const struct {
        const char *line;
        bool want;
    } rows[] = {
        {"It fell.", true},
        {"It fell. ", true},
        {"Did it fall?", true},
        {"It fell!\")", true},
        {"« Est-ce vrai ? »", true},
        {"他来了吗？」", true},
        {"هل سقط الجسر؟", true},
        {"पुल गिर गया।", true},
        {"and then…", true},
        {"It fell,", false},
        {"It fell", false},
        {"It fell (", false},
        {"«", false},
        {"", false},
        {"\xd8", false},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (read_ends_sentence(smz_str_of(rows[i].line)) != rows[i].want)
            fail_msg("'%s'", rows[i].line);
}

struct text_row {
    const char *text, *want;
};

static void check_texts(const struct text_row *rows, size_t n,
                        smz_str (*change)(struct smz_arena *, smz_str))
{
    struct smz_arena arena;

    smz_arena_init(&arena);
    for (size_t i = 0; i < n; i++) {
        smz_str got = change(&arena, smz_str_of(rows[i].text));

        if (!smz_str_eq(got, smz_str_of(rows[i].want)))
            fail_msg("'%s': '%.*s'", rows[i].text, SMZ_ARG(got));
    }
    smz_arena_release(&arena);
}

static void markdown_is_dropped_and_other_marks_are_not(void **state)
{
    static const struct text_row rows[] = {
        {"plain", "plain"},
        {"**bold** *it* __x__ _y_", "bold it x y"},
        {"***both*** ~~gone~~ `code`", "both gone code"},
        {"[text](http://a.b/c_d_e) x", "text x"},
        {"[a](b(c)) ![alt](i.png)", "a alt"},
        {"\\[laughter\\] \\#1 \\_", "[laughter] #1 _"},
        {"2 * 3 * 4", "2 * 3 * 4"},
        {"snake_case_name", "snake_case_name"},
        {"s**t and f***ing", "s**t and f***ing"},
        {"**** you", "**** you"},
        {"L_C_D_ and T_V_", "L_C_D_ and T_V_"},
        {"a [b] (c) [d]", "a [b] (c) [d]"},
        {"it&#39;s &amp; &bogus; x", "it's & &bogus; x"},
        {"O<sub>2</sub> <crosstalk> a < b > c", "O2 <crosstalk> a < b > c"},
        {"a<br>b", "a b"},
        {"*open", "*open"},
        {"C:\\path", "C:\\path"},
    };

    (void)state;
    check_texts(rows, SMZ_COUNT(rows), read_unmark);
}

static void captions_lose_tags_and_entities(void **state)
{
    static const struct text_row rows[] = {
        {"<i>a</i> <c.yellow>b</c>", "a b"},
        {"<00:00:01.000><c> a</c>", " a"},
        {"a &lt; b &amp;&amp; c", "a < b && c"},
        {"&amp;gt;&amp;gt; hi", ">> hi"},
        {"&lt;i>not&lt;/i>", "not"},
        {"&eacute;&#233;&#xE9;&nbsp;x", "\xc3\xa9\xc3\xa9\xc3\xa9\xc2\xa0x"},
        {"a < b and c > d", "a < b and c > d"},
        {"x <!-- no --> y", "x  y"},
        {"&;&#;&#x;&#xzz;&#1114112;", "&;&#;&#x;&#xzz;\xef\xbf\xbd"},
        {"<open", "<open"},
    };

    (void)state;
    check_texts(rows, SMZ_COUNT(rows), read_plain);
}

static void white_space_of_any_kind_is_one_space(void **state)
{
    static const struct text_row rows[] = {
        {"a b", "a b"},
        {"  a \t\r\n b  ", "a b"},
        {"a\xc2\xa0\xe2\x80\xaf"
         "b",
         "a b"},
        {"\xef\xbb\xbf"
         "a\xe2\x80\x8b"
         "b",
         "ab"},
        {"a\x01\x1a\x7f"
         "b",
         "ab"},
        {"\xd9\x85\xe2\x80\x8c\xdb\x8c", "\xd9\x85\xe2\x80\x8c\xdb\x8c"}, /* ZWNJ stays */
        {"twelve bytes of it  and more", "twelve bytes of it and more"},
        {"eight by ", "eight by"},
        {"\n\n", ""},
    };

    (void)state;
    check_texts(rows, SMZ_COUNT(rows), read_clean);
}

static void a_role_leaves_the_label(void **state)
{
    static const struct {
        const char *label, *want, *role;
    } rows[] = {
        {"Leo Dion (host)", "Leo Dion", "host"},
        {"Ann (Guest):", "Ann", "Guest"},
        {"VM (Vicky) Lee", "VM (Vicky) Lee", ""},
        {"David (Olas)", "David (Olas)", ""},
        {"Mr. Lopez [continuing]", "Mr. Lopez", ""},
        {"(host)", "(host)", ""},
        {"Talker:.", "Talker", ""},
        {"Ann: (host)", "Ann", "host"},
        {"JANE ROE, BYLINE", "JANE ROE", ""},
        {":", "", ""},
    };
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        smz_str role = {NULL, 0};
        smz_str label = read_clean_label(&arena, smz_str_of(rows[i].label), &role);

        if (!smz_str_eq(label, smz_str_of(rows[i].want)) ||
            !smz_str_eq(role, smz_str_of(rows[i].role)))
            fail_msg("'%s': '%.*s', '%.*s'", rows[i].label, SMZ_ARG(label),
                     SMZ_ARG(role));
    }
    smz_arena_release(&arena);
}

/* A builder, and what it has built. */
struct built {
    struct smz_arena arena;
    struct smz_notes notes;
    struct read_builder *builder;
    struct smz_transcript t;
};

static void begin(struct built *b)
{
    *b = (struct built){.t = {.end = SMZ_MS_NONE}};
    smz_arena_init(&b->arena);
    smz_notes_init(&b->notes, &b->arena);
    b->builder = read_builder_new(&b->arena, &b->notes);
}

static void add(struct built *b, enum read_kind kind, const char *label, const char *text,
                smz_ms start, smz_ms end)
{
    read_add(b->builder, (struct read_block){.kind = kind,
                                             .label = smz_str_of(label),
                                             .text = smz_str_of(text),
                                             .start = start,
                                             .end = end});
}

static void finish(struct built *b)
{
    read_builder_finish(b->builder, &b->t);
    read_builder_release(b->builder);
}

static void check_turn(const struct built *b, int i, const char *label, const char *text)
{
    const struct smz_turn *turn = &b->t.turns[i];

    assert_true(i < b->t.n_turns);
    assert_true(smz_str_eq(turn->text, smz_str_of(text)));
    if (label)
        assert_true(smz_str_eq(b->t.speakers[turn->speaker].label, smz_str_of(label)));
    else
        assert_int_equal(turn->speaker, SMZ_NOBODY);
}

static void cues_of_one_voice_are_one_turn_and_labels_open_their_own(void **state)
{
    struct built b;

    (void)state;
    begin(&b);
    add(&b, READ_CUE, "Ann", "One", 1000, 2000);
    add(&b, READ_CUE, "ANN", "two.", 2000, 3000); /* the same voice, another spelling */
    add(&b, READ_CUE, "", "Three.", 3000, 4000);
    add(&b, READ_CUE, "Ann", "\xe5\xa5\xbd", 4000, 5000);
    add(&b, READ_CUE, "Ann", "\xe5\xa5\xbd", 5000, 6000);
    add(&b, READ_TURN, "Ann", "Four.", 7000, 6500);
    add(&b, READ_MORE, "", "Five.", SMZ_MS_NONE, SMZ_MS_NONE);
    add(&b, READ_JOIN, "", "Six.", 9000, SMZ_MS_NONE);
    add(&b, READ_TURN, "Ann", " \n ", 9500, SMZ_MS_NONE);
    finish(&b);
    assert_int_equal(b.t.n_turns, 4);
    assert_int_equal(b.t.n_speakers, 1);
    check_turn(&b, 0, "Ann", "One two.");
    check_turn(&b, 1, NULL, "Three.");
    check_turn(&b, 2, "Ann", "\xe5\xa5\xbd\xe5\xa5\xbd");
    check_turn(&b, 3, "Ann", "Four.\nFive. Six.");
    assert_int_equal(b.t.turns[0].end, 3000);
    assert_int_equal(b.t.turns[3].end, SMZ_MS_NONE); /* before its start: none */
    assert_int_equal(smz_turn_time(&b.t.turns[0], 0), 1000);
    assert_int_equal(smz_turn_time(&b.t.turns[0], 3), 1000);
    assert_int_equal(smz_turn_time(&b.t.turns[0], 4), 2000);
    assert_int_equal(smz_turn_time(&b.t.turns[3], 12), 9000);
    assert_int_equal(b.t.end, 9000);
    smz_arena_release(&b.arena);
}

static void titles_lead_to_turns(void **state)
{
    struct built b;

    (void)state;
    begin(&b);
    read_contents(b.builder, SMZ_S("Start"), 0);
    read_contents(b.builder, SMZ_S("Middle"), 5000);
    read_contents(b.builder, SMZ_S("End"), 9000);
    read_chapter(b.builder, SMZ_S("Start"), SMZ_MS_NONE, 2);
    add(&b, READ_TURN, "Ann", "One.", 0, SMZ_MS_NONE);
    add(&b, READ_TURN, "Bob", "Two.", 6000, SMZ_MS_NONE);
    read_chapter(b.builder, SMZ_S("End"), SMZ_MS_NONE, 2);
    add(&b, READ_MORE, "", "Three.", 9000, SMZ_MS_NONE);
    read_chapter(b.builder, SMZ_S("Nothing"), SMZ_MS_NONE, 2);
    finish(&b);
    assert_int_equal(b.t.n_turns, 3); /* a title parts a turn */
    assert_int_equal(b.t.n_chapters, 3);
    assert_int_equal(b.t.chapters[0].first_turn, 0);
    assert_int_equal(b.t.chapters[1].first_turn, 1);
    assert_int_equal(b.t.chapters[2].first_turn, 2);
    assert_int_equal(b.t.chapters[2].start, 9000);
    smz_arena_release(&b.arena);
}

static void binary_files_are_named(void **state)
{
    const struct {
        smz_str bytes;
        const char *what; /* how it begins, or NULL */
    } rows[] = {
        {SMZ_S("\x89PNG\r\n\x1a\n"), "a PNG image"},
        {SMZ_S("\x1f\x8b\x08"), "a gzip archive"},
        {SMZ_S("%PDF-1.7"), "a PDF document"},
        {SMZ_S("PK\x03\x04"), "a zip archive"},
        {SMZ_S("ID3\x04\0\0"), "an MP3 recording"},
        {SMZ_S("\0\0\0\x20"
               "ftypM4A "),
         "an MP4 recording"},
        {SMZ_S("ID3 tags are"), NULL},
        {SMZ_S("RIFF raff: hello"), NULL},
        {SMZ_S("Ann: Hi"), NULL},
        {SMZ_S(""), NULL},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        const char *what = read_binary(rows[i].bytes);

        if ((what != NULL) != (rows[i].what != NULL) ||
            (what && strncmp(what, rows[i].what, strlen(rows[i].what)) != 0))
            fail_msg("row %zu: %s", i, what ? what : "text");
    }
}

static void bytes_become_text(void **state)
{
    const struct {
        smz_str bytes;
        const char *text, *encoding;
        size_t replaced;
    } rows[] = {
        {SMZ_S("a\xc3\xa9"), "a\xc3\xa9", "UTF-8", 0},
        {SMZ_S("\xef\xbb\xbf"
               "a"),
         "a", "UTF-8", 0},
        {SMZ_S("\xef\xbb\xbf\xef\xbb\xbf"
               "a"),
         "a", "UTF-8", 0},
        {SMZ_S("\xff\xfe"
               "a\0\xe9\0"),
         "a\xc3\xa9", "UTF-16LE", 0},
        {SMZ_S("\xfe\xff\0a\xd8\x3d\xde\x00"), "a\xf0\x9f\x98\x80", "UTF-16BE", 0},
        {SMZ_S("\xff\xfe"
               "\x3d\xd8"),
         "\xef\xbf\xbd", "UTF-16LE", 1},
        {SMZ_S("\xff\xfe\0\0a\0\0\0"), "a", "UTF-32LE", 0},
        {SMZ_S("1\0\r\0\n\0a\0b\0c\0"), "1\r\nabc", "UTF-16LE", 0},
        /* Russian without a mark: only line ends and spaces have NULs. */
        {SMZ_S("\x14\x04\x30\x04\n\0\x14\x04\x30\x04 \0\x14\x04\n\0\x14\x04\n\0"),
         "\xd0\x94\xd0\xb0\n\xd0\x94\xd0\xb0 \xd0\x94\n\xd0\x94\n", "UTF-16LE", 0},
        {SMZ_S("It\x92s"), "It\xe2\x80\x99s", "windows-1252", 0},
        {SMZ_S("\xc3\xa9\xc3\xa9 \xff"), "\xc3\xa9\xc3\xa9 \xef\xbf\xbd", "UTF-8", 1},
        {SMZ_S("a\0b"),
         "a\xef\xbf\xbd"
         "b",
         "UTF-8", 1},
    };
    struct smz_arena arena;
    struct smz_notes notes;

    (void)state;
    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct read_decoded d = read_decode(rows[i].bytes, &arena, &notes);

        if (!smz_str_eq(d.text, smz_str_of(rows[i].text)) ||
            !smz_str_eq(d.encoding, smz_str_of(rows[i].encoding)) ||
            d.replaced != rows[i].replaced)
            fail_msg("row %zu: '%.*s' in %.*s, %zu", i, SMZ_ARG(d.text),
                     SMZ_ARG(d.encoding), d.replaced);
    }
    smz_arena_release(&arena);
}

static void a_file_without_a_transcript_is_refused(void **state)
{
    const struct {
        smz_str bytes;
        const char *format, *why;
        enum smz_code code;
    } rows[] = {
        {SMZ_S(""), NULL, "x: empty", SMZ_EDATA},
        {SMZ_S(" \n\t\xc2\xa0"), NULL, "x: nothing but white space", SMZ_EDATA},
        {SMZ_S("\x1f\x8b\x08"), NULL, "x: a gzip archive; unpack it first", SMZ_EDATA},
        {SMZ_S("\1\2\3\4\5\6\1\2\3\4\5\6\1\2\3\4"), NULL, "x: binary data, no transcript",
         SMZ_EDATA},
        {SMZ_S("# Title"), NULL, "x: nothing said in it (read as txt)", SMZ_EDATA},
        {SMZ_S("1\n00:00:01,000 --> 00:00:02,000\n\xcb\x99\n"), NULL,
         "x: nothing said in it (read as srt)", SMZ_EDATA},
        {SMZ_S("Ann: Hi"), "bogus", "bogus: no such format; --list-formats shows them",
         SMZ_EUSAGE},
    };
    struct smz_arena arena;

    (void)state;
    smz_arena_init(&arena);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_read_options options = {.format = rows[i].format};
        struct smz_transcript t;
        struct smz_notes notes;
        struct smz_err err = {0};

        smz_notes_init(&notes, &arena);
        assert_int_equal(
            smz_read(rows[i].bytes, SMZ_S("x"), &options, &arena, &notes, &t, &err),
            rows[i].code);
        assert_string_equal(err.text, rows[i].why);
    }
    smz_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_is_read_in_any_form),
        cmocka_unit_test(a_time_ends_where_it_ends),
        cmocka_unit_test(a_caption_may_begin_with_a_label),
        cmocka_unit_test(a_mark_of_voices_is_no_name),
        cmocka_unit_test(a_sentence_ends_in_marks_of_many_scripts),
        cmocka_unit_test(markdown_is_dropped_and_other_marks_are_not),
        cmocka_unit_test(captions_lose_tags_and_entities),
        cmocka_unit_test(white_space_of_any_kind_is_one_space),
        cmocka_unit_test(a_role_leaves_the_label),
        cmocka_unit_test(cues_of_one_voice_are_one_turn_and_labels_open_their_own),
        cmocka_unit_test(titles_lead_to_turns),
        cmocka_unit_test(binary_files_are_named),
        cmocka_unit_test(bytes_become_text),
        cmocka_unit_test(a_file_without_a_transcript_is_refused),
    };

    return cmocka_run_group_tests_name("read_text", tests, NULL, NULL);
}
