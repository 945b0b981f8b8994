#include <md4c.h>

#include "digests.h"
#include "render/inside.h"

/* ---- what a Markdown parser makes of escaped text */

struct seen {
    struct smz_buf text;
    int blocks, spans;
};

static int on_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct seen *s = user;

    (void)detail;
    s->blocks += type != MD_BLOCK_DOC && type != MD_BLOCK_P;
    return 0;
}

static int on_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type;
    (void)detail;
    ((struct seen *)user)->spans++;
    return 0;
}

static int on_end(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)type;
    (void)detail;
    (void)user;
    return 0;
}

static int on_span_end(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type;
    (void)detail;
    (void)user;
    return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    struct seen *s = user;
    smz_str t = {text, size};

    if (type == MD_TEXT_ENTITY && smz_str_eq(t, SMZ_S("&lt;")))
        t = SMZ_S("<");
    else if (type == MD_TEXT_ENTITY && smz_str_eq(t, SMZ_S("&amp;")))
        t = SMZ_S("&");
    else if (type != MD_TEXT_NORMAL)
        s->spans++;
    smz_buf_add(&s->text, t);
    return 0;
}

static void check_escape(smz_str text)
{
    enum {
        DIALECT = MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS |
                  MD_FLAG_PERMISSIVEWWWAUTOLINKS
    };
    static const MD_PARSER parser = {0,           DIALECT, on_block, on_end, on_span,
                                     on_span_end, on_text, NULL,     NULL};
    struct seen seen = {.blocks = 0};
    struct smz_buf md;

    smz_buf_init(&md, 0);
    smz_buf_init(&seen.text, 0);
    render_escape(text, true, &md);
    assert_int_equal(md_parse(md.ptr, (MD_SIZE)md.len, &parser, &seen), 0);
    if (seen.blocks || seen.spans || !smz_str_eq(smz_buf_str(&seen.text), text))
        fail_msg("'%.*s' -> '%s' -> '%s'", SMZ_ARG(text), md.ptr, seen.text.ptr);
    smz_buf_release(&md);
    smz_buf_release(&seen.text);
}

static void escaped_text_renders_to_itself(void **state)
{
    static const char *const rows[] = {
        "*not* emphasis, nor **this** or __that__ or _it_",
        "[a link](https://example.org) and ![an image](x.png)",
        "<script>alert(1)</script> <https://example.org> <!-- hidden --> </b>",
        "AT&T &amp; &#65; &copy; & so",
        "http://example.org or (HTTPS://example.org/?a=b), ftp://example.org",
        "www.example.org, (www.example.org/a) and *www.example.org*",
        "# no heading",
        "#hashtag",
        "1. no list",
        "2024) neither",
        "- no list",
        "+ nor this",
        "* nor that",
        "> no quote",
        "--- no rule",
        "=== nor this",
        "``` no fence",
        "~~~ no fence",
        "~~struck~~ or ~not~",
        "`code` and a\\b and \\* and \\",
        "[ref]: https://example.org",
        "[x] [y][z] ]( ]:",
        "snake_case_name and _lead and trail_",
        "2 * 3 * 4 and 2*3*4",
        "a < b, a <b, 3<4",
        "trailing # #",
        "|a|b|",
        "***",
        "___",
        "- - -",
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        check_escape(smz_str_of(rows[i]));
}

/* Every short string of the characters that mean something. */
static void no_mix_of_marks_gets_through(void **state)
{
    static const char marks[] = "*_`[]()<>!#-+1.a &\\~=";
    enum { N = sizeof(marks) - 1 };

    (void)state;
    for (int i = 0; i < N * N * N * N; i++) {
        char text[] = {marks[i % N], marks[i / N % N], marks[i / N / N % N],
                       marks[i / N / N / N], 'x'};
        smz_str s = smz_str_trim((smz_str){text, sizeof(text)});

        if (smz_str_find(s, SMZ_S("  ")) < 0)
            check_escape(s);
    }
}

static void plain_text_stays_readable(void **state)
{
    static const char *const rows[] = {
        "It costs $5-10 (or more); isn't that 50% off?",
        "R&D at AT&T, 3 < 4",
        "snake_case stays, so does 2 * 3",
        "C#, F# and C++",
        "What? No! \"Yes\"…",
        "At 10:30, as I said: example.org, version 2.0, w.w.w. and wwww.x",
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_buf md;

        smz_buf_init(&md, 0);
        render_escape(smz_str_of(rows[i]), true, &md);
        assert_string_equal(md.ptr, rows[i]);
        smz_buf_release(&md);
    }
}

/* ---- cleaning */

static void text_is_cleaned(void **state)
{
    static const struct {
        smz_str (*clean)(smz_str, struct smz_arena *);
        const char *text, *want;
    } rows[] = {
        {render_clean, "a\x01 b\n\n c\t d", "a b c d"},
        {render_clean,
         "abc\xe2\x80\xae"
         "def",
         "abcdef"},
        {render_clean, "**bold** and ```code``` and __init__", "bold and code and init"},
        {render_clean, "2**32 is large", "2^32 is large"},
        {render_clean, "[text](http://x.org)", "[text] (http://x.org)"},
        {render_clean, "he said \"yes", "he said yes"},
        {render_clean, "he said \"yes\" (twice", "he said \"yes\" twice"},
        {render_clean, "odd) one", "odd one"},
        {render_clean, "„ja“ und “yes”", "„ja“ und “yes”"},
        {render_clean, "”ja” sa hon", "“ja” sa hon"},
        {render_clean, "a 5\" nail", "a 5\" nail"},
        {render_clean, "\"in 1995\" it was", "‘in 1995’ it was"},
        {render_clean, "as told (in part 2) before", "as told [in part 2] before"},
        {render_clean_prose, "it went well", "It went well."},
        {render_clean_prose, "iPhones went well", "iPhones went well."},
        {render_clean_label, "npm's lockfile", "npm's lockfile"},
        {render_clean_label, "npm@5 is faster", "npm@5 is faster"},
        {render_clean_prose, "it went well -", "It went well."},
        {render_clean_prose, "it went...", "It went."},
        {render_clean_prose, "“It went.”", "“It went.”"},
        {render_clean_prose, "这很好", "这很好。"},
        {render_clean_quote, "and then we", "and then we…"},
        {render_clean_quote, "and then we --", "and then we…"},
        {render_clean_quote, "and then?", "and then?"},
        {render_clean_label, "the long road:", "The long road"},
        {render_clean_label, "Why now?", "Why now?"},
        {render_clean_label, "...", ""},
    };
    struct smz_arena run;

    (void)state;
    smz_arena_init(&run);
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        smz_str got = rows[i].clean(smz_str_of(rows[i].text), &run);

        if (!smz_str_eq(got, smz_str_of(rows[i].want)))
            fail_msg("'%s': '%.*s', not '%s'", rows[i].text, SMZ_ARG(got), rows[i].want);
    }
    smz_arena_release(&run);
}

static void what_is_marked_as_a_quote_is_one(void **state)
{
    struct episode e;
    const int turns[] = {1};
    smz_str said = SMZ_S("He says \"we tried steam turbines in the lab\" before.");
    smz_str made_up = SMZ_S("He says \"we never tried them anywhere at all\" before.");

    (void)state;
    episode_open(&e, 300);
    assert_true(smz_str_eq(render_unquote(said, &e.transcript, turns, 1, &e.run), said));
    assert_true(smz_str_eq(render_unquote(made_up, &e.transcript, turns, 1, &e.run),
                           SMZ_S("He says we never tried them anywhere at all before.")));
    episode_close(&e);
}

/* ---- links */

static void links_go_to_the_second(void **state)
{
    static const struct {
        const char *link, *want;
    } rows[] = {
        {"https://youtu.be/abc", "https://youtu.be/abc?t=90"},
        {"https://www.youtube.com/watch?v=abc",
         "https://www.youtube.com/watch?v=abc&t=90"},
        {"https://www.youtube.com/watch?v=abc&t=5s&list=x",
         "https://www.youtube.com/watch?v=abc&list=x&t=90"},
        {"https://x.org/a#part", "https://x.org/a?t=90#part"},
        {"https://x.org/a.mp3?id=7#part", "https://x.org/a.mp3?id=7#t=90"},
        {"https://vimeo.com/123", "https://vimeo.com/123#t=90s"},
        {"https://x.org/a(b)\"c", "https://x.org/a%28b%29%22c?t=90"},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct smz_buf b;

        smz_buf_init(&b, 0);
        render_link(smz_str_of(rows[i].link), 90500, &b);
        assert_string_equal(b.ptr, rows[i].want);
        smz_buf_release(&b);
    }
}

static void times_are_links_where_there_is_a_link(void **state)
{
    struct episode e;

    (void)state;
    episode_open(&e, 300);
    e.wish.link = "https://youtu.be/abc";
    episode_tell(&e);
    episode_assemble(&e);
    assert_true(
        episode_says(episode_render(&e, "md"), "([00:00:00](https://youtu.be/abc?t=0)–"));
    episode_close(&e);
    episode_open(&e, 300);
    e.wish.link = "javascript:alert(1)";
    episode_tell(&e);
    episode_assemble(&e);
    assert_false(episode_says(episode_render(&e, "md"), "javascript"));
    episode_close(&e);
}

/* ---- the whole */

static void data_never_becomes_markup(void **state)
{
    struct episode e;
    smz_str md;

    (void)state;
    episode_open(&e, 400);
    e.wish.title = "A *title* with <b>marks</b>\n# and more";
    episode_tell(&e);
    e.answers.at[0].topics[0].heading =
        SMZ_S("[Click](https://evil.example) <img src=x>");
    e.answers.at[0].topics[0].points[0].text =
        SMZ_S("<script>alert('x')</script> ![y](https://evil.example/y.png)");
    e.answers.at[0].topics[0].points[0].weight = 9;
    episode_assemble(&e);
    md = episode_render(&e, "md");
    assert_true(smz_str_starts(
        md, SMZ_S("# A \\*title\\* with &lt;b>marks&lt;/b> # and more\n")));
    assert_false(episode_says(md, "<script"));
    assert_false(episode_says(md, "<img"));
    assert_false(episode_says(md, "]("));
    episode_close(&e);
}

/* A number behind a Latin name is not of it: a mark keeps them apart. */
static void facts_stay_apart_where_one_reads_from_the_right(void **state)
{
    struct episode e;

    (void)state;
    episode_open(&e, 200);
    e.wish.lang = "ar";
    episode_tell(&e);
    episode_assemble(&e);
    assert_true(episode_says(episode_render(&e, "md"), "Cem Garden\u200f · 4"));
    assert_true(episode_says(episode_render(&e, "html"), "dir=\"rtl\""));
    episode_close(&e);
}

/* After Unicode CLDR: few from 2 to 4 but 12 to 14 in Slavic, 3 to 10 in Arabic. */
static void nouns_agree_with_their_numbers(void **state)
{
    static const struct {
        const char *lang;
        int quotes;
        const char *want;
    } rows[] = {
        {"en", 1, "1 quote, verbatim"}, {"en", 2, "2 quotes, all"},
        {"ru", 1, "1 цитата,"},         {"ru", 3, "3 цитаты,"},
        {"ru", 5, "5 цитат,"},          {"ru", 12, "12 цитат,"},
        {"ru", 21, "21 цитата,"},       {"pl", 4, "4 cytaty,"},
        {"pl", 21, "21 cytatów,"},      {"uk", 22, "22 цитати,"},
        {"ar", 4, "4 اقتباسات"},        {"ar", 12, "12 اقتباسًا"},
        {"ja", 4, "引用、すべて"},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        struct episode e;
        smz_str md;

        episode_open(&e, 200);
        e.wish.lang = rows[i].lang;
        episode_tell(&e);
        episode_assemble(&e);
        e.digest.quotes = rows[i].quotes;
        md = episode_render(&e, "md");
        if (!episode_says(md, rows[i].want))
            fail_msg("%s: %.*s", rows[i].want, 300, md.ptr);
        episode_close(&e);
    }
}

static void lines_have_no_trailing_blanks(void **state)
{
    struct episode e;
    smz_str md, rest, line;

    (void)state;
    episode_open(&e, 300);
    episode_tell(&e);
    episode_assemble(&e);
    md = episode_render(&e, "md");
    assert_true(smz_str_ends(md, SMZ_S("\n")));
    assert_false(smz_str_ends(md, SMZ_S("\n\n")));
    assert_false(episode_says(md, "\n\n\n"));
    for (rest = md; smz_str_line(&rest, &line);)
        assert_false(smz_str_ends(line, SMZ_S(" ")));
    episode_close(&e);
}

static void a_terminal_sees_no_marks(void **state)
{
    struct smz_buf b;

    (void)state;
    smz_buf_init(&b, 0);
    smz_render_ansi(SMZ_S("# A \\*title\\*\n\n*Ann (host)*\n\n- **Lead.** Text &lt;b>. "
                          "([00:01:02](https://x.org/?t=62))\n\n> Said.\n"),
                    &b);
    assert_string_equal(b.ptr, "\x1b[1mA *title*\x1b[0m\n\n\x1b[3mAnn (host)\x1b[0m\n\n"
                               "• \x1b[1mLead.\x1b[0m Text <b>. (00:01:02)\n\n"
                               "\x1b[2m│\x1b[0m\x1b[2m Said.\x1b[0m\n");
    b.len = 0;
    smz_render_ansi(SMZ_S("***Ann** (host), **Ben***\n"), &b);
    assert_string_equal(b.ptr, "\x1b[3m\x1b[1mAnn\x1b[0m\x1b[3m (host), \x1b[1mBen\x1b[0m"
                               "\x1b[3m\x1b[0m\n");
    smz_buf_release(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(escaped_text_renders_to_itself),
        cmocka_unit_test(no_mix_of_marks_gets_through),
        cmocka_unit_test(plain_text_stays_readable),
        cmocka_unit_test(text_is_cleaned),
        cmocka_unit_test(what_is_marked_as_a_quote_is_one),
        cmocka_unit_test(links_go_to_the_second),
        cmocka_unit_test(times_are_links_where_there_is_a_link),
        cmocka_unit_test(data_never_becomes_markup),
        cmocka_unit_test(facts_stay_apart_where_one_reads_from_the_right),
        cmocka_unit_test(nouns_agree_with_their_numbers),
        cmocka_unit_test(lines_have_no_trailing_blanks),
        cmocka_unit_test(a_terminal_sees_no_marks),
    };

    return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
