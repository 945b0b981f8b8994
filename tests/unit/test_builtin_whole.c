/* Which sentences can stand alone on a page, and which are pieces of others. */
#include "engine/builtin/builtin.h"
#include "segment_talk.h"

/* Each row is a turn of nobody's; how well it stands is asked of the sentence alone. */
struct row {
    const char *said;
    bool stands;
};

static void check(const char *lang, const struct row *rows, size_t n)
{
    struct talk talk;
    struct builtin b = {0};

    talk_begin(&talk);
    for (size_t i = 0; i < n; i++)
        talk_say(&talk, NULL, rows[i].said);
    assert_int_equal(talk_segment(&talk), SMZ_OK);
    b.text = &talk.text;
    b.outline = &talk.outline;
    b.run = b.scratch = &talk.run;
    b.lex = lexicon_make(smz_lang_get(smz_str_of(lang)), &talk.run);
    b.second = lexicon_second(smz_lang_get(smz_str_of(lang)), &talk.run);
    b.endings.finite = smz_lang_phrases(smz_lang_get(smz_str_of(lang)), "ending.finite");
    b.verb = SMZ_NEW(&talk.run, int, talk.text.n_terms + 1);
    cleaner_init(&b.cleaner, smz_lang_get(smz_str_of(lang)), b.lex);
    builtin_verbs(&b);
    for (size_t i = 0; i < n; i++) {
        int sentence = talk.text.first_sentence[i];
        double standing;

        assert_true(clean_scan(&b.cleaner, smz_str_of(rows[i].said)));
        standing = builtin_standing(&b, sentence);
        if (rows[i].stands != (standing >= 1))
            fail_msg("%g '%s'", standing, rows[i].said);
    }
    talk_end(&talk);
}

static void a_sentence_has_a_main_clause(void **state)
{
    static const struct row rows[] = {
        {"The harbour and the orchard have one wall of granite.", true},
        {"The harbour and the orchard with one wall of granite.", false},
        {"The ferry, which carries forty crates of apples.", false},
        {"The ferry, which carries apples, needs forty stokers.", true},
        {"People at the harbour that grow forty kinds of apples.", false},
        {"What you hold is a ticket for the ferry.", true},
        {"As somebody who has held a ticket for the ferry.", false},
        {"When the ferry is late, and the lighthouse is dark.", false},
        {"When the ferry is late, the lighthouse is dark.", true},
        {"Crossing the harbour on the ferry with forty crates.", false},
        {"Crossing the harbour takes forty minutes on the ferry.", true},
        {"The best ferry you could take to the lighthouse.", false},
        {"The next day we took the ferry to the lighthouse.", true},
        {"To have a harbour with forty crates of apples.", false},
        {"If you ask the keeper who has the key of the lighthouse.", false},
        {"If you ask the keeper, he has the key of the lighthouse.", true},
        {"My uncle at the harbour, and I think he has the key.", false},
        {"Forty crates of apples, and the ferry is late at the harbour.", false},
        {"How do they carry the apples to the lighthouse in winter.", false},
        {"How the ferry is loaded tells you where apples grow best.", true},
        {"The pay of the keeper at the lighthouse in winter.", false},
        /* "Ripen" is a verb because somebody says "to ripen". */
        {"It takes a month for the pears to ripen, and they want to ripen.", false},
        {"Pears in the orchard ripen behind the granite wall.", true},
    };

    (void)state;
    check("en", rows, SMZ_COUNT(rows));
}

static void its_opening_is_no_piece_of_another(void **state)
{
    static const struct row rows[] = {
        {"Is a good place for forty crates of apples.", false},
        {"Is the harbour a good place for forty crates of apples?", true},
        {"Such as the apples that the ferry carries to the lighthouse.", false},
        {"The same thing is said of the keeper at the harbour.", false},
        {"When it runs on coal, the harbour needs forty stokers.", false},
        {"That was hard for the keeper of the lighthouse.", false},
        {"The ferry stops at the harbour, You see no lighthouse there.", false},
        {"The ferry to the -- the lighthouse needs forty crates.", false},
        {"The ferry, the, the harbour, one, two, is late.", false},
        {"The ferry needs a pilot-That's what the harbour is for.", false},
        {"The ferry left the harbour And then the keeper was alone.", false},
        {"The first thing is that the ferry needs forty stokers.", false},
        {"The reason the ferry is late is the granite wall.", false},
        {"You often see it with keepers of a lighthouse.", false},
        {"You do that by a granite wall at the harbour.", false},
        {"There's all these apples on the ferry to the lighthouse.", false},
        {"The keeper of those lighthouses needs a harbour in winter.", false},
        {"The keeper of the lighthouse needs a harbour this winter.", true},
        {"Usually it carries forty crates of apples to the harbour.", false},
        {"Presumably internally does forty crates at the harbour.", false},
        {"Why it needs forty stokers at the harbour in winter.", false},
        {"Unloads it at the harbour and takes the crates to the wall.", false},
    };

    (void)state;
    check("en", rows, SMZ_COUNT(rows));
}

static void it_talks_of_the_subject(void **state)
{
    static const struct row rows[] = {
        {"Imagine the ferry with the apples at the lighthouse.", false},
        {"Build a wall of granite in front of the harbour.", false},
        {"Up next we have the keeper of the lighthouse.", false},
        {"As I said, the ferry carries apples to the lighthouse.", false},
        {"In this episode the ferry carries apples to the lighthouse.", false},
        {"The ferry should carry the apples to the lighthouse at noon.", true},
        {"We're going to quickly go through the list of the harbour.", false},
        {"I'd like to mention the wall of granite at the harbour.", false},
        {"Moving back into the harbour, the ferry is at the wall.", false},
        {"We're going to load the apples at the lighthouse at noon.", true},
    };

    (void)state;
    check("en", rows, SMZ_COUNT(rows));
}

static void other_languages_know_their_verbs(void **state)
{
    static const struct row german[] = {
        {"Der Hafen hat seit hundert Jahren eine Mauer aus Granit.", true},
        {"Der Hafen mit einer hundert Jahre alten Mauer aus Granit.", false},
        {"Wie zum Beispiel die Fähre, die Äpfel zum Leuchtturm bringt.", false},
        {"Das war schwer für den Wärter auf dem Leuchtturm.", false},
        {"Wir kommen jetzt noch zum Leuchtturm und zum Hafen.", false},
    };
    static const struct row french[] = {
        {"Les marins affaiblissent le mur du port chaque hiver.", true},
        {"Il faut un mur de granit autour du port.", true},
        {"Il est en retard ce matin au port.", false},
    };
    static const struct row spanish[] = {
        {"El puerto tiene desde hace cien años un muro de granito.", true},
        {"Como los barcos que llevan manzanas al faro del puerto.", false},
    };

    (void)state;
    check("de", german, SMZ_COUNT(german));
    check("fr", french, SMZ_COUNT(french));
    check("es", spanish, SMZ_COUNT(spanish));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_has_a_main_clause),
        cmocka_unit_test(its_opening_is_no_piece_of_another),
        cmocka_unit_test(it_talks_of_the_subject),
        cmocka_unit_test(other_languages_know_their_verbs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
