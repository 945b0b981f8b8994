/* What is left of a sentence when nobody speaks it. */
#include <string.h>

#include "engine/builtin/clean.h"
#include "unit.h"

struct row {
    const char *said, *want;
};

static void check(const char *code, const struct row *rows, size_t n)
{
    const struct smz_lang *lang = smz_lang_get(smz_str_of(code));
    struct smz_arena run;
    struct cleaner cleaner;
    uint32_t bob = lexicon_hash(SMZ_S("Bob"));

    smz_arena_init(&run);
    cleaner_init(&cleaner, lang, lexicon_make(lang, &run));
    cleaner.called = &bob;
    cleaner.n_called = 1;
    for (size_t i = 0; i < n; i++) {
        smz_str got;

        assert_true(clean_scan(&cleaner, smz_str_of(rows[i].said)));
        got = clean_write(&cleaner, &run);
        if (!smz_str_eq(got, smz_str_of(rows[i].want)))
            fail_msg("'%s'\n gives '%.*s'\n not   '%s'", rows[i].said, SMZ_ARG(got),
                     rows[i].want);
    }
    smz_arena_release(&run);
}

static void fillers_and_false_starts_go(void **state)
{
    static const struct row rows[] = {
        {"Um, the bridge was, you know, closed for a week.",
         "The bridge was closed for a week."},
        {"It lifts the, um, the whole roof off.", "It lifts the whole roof off."},
        {"We had to, we had to wait for the tide.", "We had to wait for the tide."},
        {"They w were th the first to cross.", "They were the first to cross."},
        {"The commu- community paid for the harbour.",
         "The community paid for the harbour."},
        {"It was, like, twice as heavy as planned.", "It was twice as heavy as planned."},
        {"The wind sort of turned around at noon.", "The wind turned around at noon."},
        {"[Music] The old mill still grinds flour.", "The old mill still grinds flour."},
        {"The old mill [laughs] still grinds flour.", "The old mill still grinds flour."},
        {"The old {gap} mill still grinds flour.", "The old mill still grinds flour."},
    };

    (void)state;
    check("en", rows, SMZ_COUNT(rows));
}

static void openers_and_tags_go(void **state)
{
    static const struct row rows[] = {
        {"And so the boats came back empty.", "The boats came back empty."},
        {"Bob, how did the ferry begin?", "How did the ferry begin?"},
        {"Bob, the pilot of the ferry, slept.", "Bob, the pilot of the ferry, slept."},
        {"Bob, you saw the ferry in the harbour.", "You saw the ferry in the harbour."},
        {"Mr. Chair, the ferry is in the harbour.", "The ferry is in the harbour."},
        {"It broke in like a minute or two.", "It broke in a minute or two."},
        {"So, well, I think that rope is stronger than it looks.",
         "Rope is stronger than it looks."},
        {"But the ferry never ran on Sundays.", "The ferry never ran on Sundays."},
        {"Yeah, no, the ferry never ran on Sundays.", "The ferry never ran on Sundays."},
        {"That engine burns wood, right?", "That engine burns wood."},
        {"the engine burns wood, you know", "The engine burns wood."},
        {"the tide carries the sand away and", "The tide carries the sand away."},
        {"Because the harbour was too small", "The harbour was too small."},
    };

    (void)state;
    check("en", rows, SMZ_COUNT(rows));
}

static void what_bears_meaning_stays(void **state)
{
    static const struct row rows[] = {
        {"No one knows who built the tower.", "No one knows who built the tower."},
        {"So far nobody has found the wreck.", "So far nobody has found the wreck."},
        {"Like most rivers, it moves.", "Like most rivers, it moves."},
        {"Because of the frost we stopped.", "Because of the frost we stopped."},
        {"Great storms come in March.", "Great storms come in March."},
        {"The birds like warm water.", "The birds like warm water."},
        {"He had had enough of the sea.", "He had had enough of the sea."},
        {"Call one one two for help.", "Call one one two for help."},
        {"In 20 20 days it was gone.", "In 20 20 days it was gone."},
        {"We do not, not ever, sail at night.", "We do not ever, sail at night."},
        {"So it is.", "So it is."}, /* too little would be left */
        {"It goes to an island.", "It goes to an island."},
        {"iPhone sales fell by half.", "iPhone sales fell by half."},
        {"Is the dam safe?", "Is the dam safe?"},
        {"The map (from 1820) is wrong.", "The map (from 1820) is wrong."},
    };

    (void)state;
    check("en", rows, SMZ_COUNT(rows));
}

static void marks_without_their_partner_go(void **state)
{
    static const struct row rows[] = {
        {"He said \"the dam will hold.", "He said the dam will hold."},
        {"the dam will hold\" and left the room,",
         "The dam will hold and left the room."},
        {"The dam (and the weir held.", "The dam and the weir held."},
        {"She said \"the dam will hold\" and left.",
         "She said \"the dam will hold\" and left."},
        {"The water rose --", "The water rose."},
        {"The water rose...", "The water rose."},
    };

    (void)state;
    check("en", rows, SMZ_COUNT(rows));
}

static void other_languages_have_their_own(void **state)
{
    static const struct row german[] = {
        {"Und, äh, die Brücke war zu schmal.", "Die Brücke war zu schmal."},
        {"Das sind die, die zuerst kamen.", "Das sind die, die zuerst kamen."},
    };
    static const struct row french[] = {
        {"Euh, donc nous nous levons très tôt.", "Nous nous levons très tôt."},
    };
    static const struct row chinese[] = {
        {"我们的桥太窄了", "我们的桥太窄了。"},
        {"人人都知道这座桥。", "人人都知道这座桥。"},
    };

    (void)state;
    check("de", german, SMZ_COUNT(german));
    check("fr", french, SMZ_COUNT(french));
    check("zh", chinese, SMZ_COUNT(chinese));
}

/* Fillers of other sentences, here with their own meaning. */
static void other_languages_keep_what_bears_meaning(void **state)
{
    static const struct {
        const char *code;
        struct row row;
    } rows[] = {
        {"es",
         {"El molino es viejo y tal vez cae.", "El molino es viejo y tal vez cae."}},
        {"fr", {"Le vent et tout le reste tombe.", "Le vent et tout le reste tombe."}},
        {"de",
         {"Der Wind dreht und so bleibt das Boot.",
          "Der Wind dreht und so bleibt das Boot."}},
        {"ja", {"港に犬みたいな船があります。", "港に犬みたいな船があります。"}},
        {"ar", {"هذا يعني أن الجسر مغلق.", "هذا يعني أن الجسر مغلق."}},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        check(rows[i].code, &rows[i].row, 1);
}

/* Where a word at the end asks, no mark need do so. */
static void questions_without_a_mark_are_known(void **state)
{
    static const struct {
        const char *code, *said;
        bool asks;
    } rows[] = {
        {"ja", "この橋は誰が作ったんですか。", true},
        {"ja", "この橋は祖父が作りました。", false},
        {"ko", "이 다리는 누가 지었습니까.", true},
        {"zh", "这座桥很旧吗。", true},
        {"en", "The bridge is a question of money.", false},
    };

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        const struct smz_lang *lang = smz_lang_get(smz_str_of(rows[i].code));
        struct smz_arena run;
        struct cleaner cleaner;

        smz_arena_init(&run);
        cleaner_init(&cleaner, lang, lexicon_make(lang, &run));
        assert_true(clean_scan(&cleaner, smz_str_of(rows[i].said)));
        if (cleaner.question != rows[i].asks)
            fail_msg("'%s'", rows[i].said);
        smz_arena_release(&run);
    }
}

static void an_endless_sentence_is_refused(void **state)
{
    char said[3 * CLEAN_WORDS + 30];
    const struct smz_lang *lang = smz_lang_get(SMZ_S("en"));
    struct smz_arena run;
    struct cleaner cleaner;

    (void)state;
    for (size_t i = 0; i < sizeof(said); i++)
        said[i] = "ab "[i % 3];
    smz_arena_init(&run);
    cleaner_init(&cleaner, lang, lexicon_make(lang, &run));
    assert_false(clean_scan(&cleaner, (smz_str){said, sizeof(said)}));
    assert_true(clean_scan(&cleaner, SMZ_S("")));
    assert_int_equal(clean_write(&cleaner, &run).len, 0);
    assert_true(clean_scan(&cleaner, SMZ_S("[unclosed stage direction here")));
    smz_arena_release(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fillers_and_false_starts_go),
        cmocka_unit_test(openers_and_tags_go),
        cmocka_unit_test(what_bears_meaning_stays),
        cmocka_unit_test(marks_without_their_partner_go),
        cmocka_unit_test(other_languages_have_their_own),
        cmocka_unit_test(other_languages_keep_what_bears_meaning),
        cmocka_unit_test(questions_without_a_mark_are_known),
        cmocka_unit_test(an_endless_sentence_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
