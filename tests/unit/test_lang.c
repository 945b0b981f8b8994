#include <stdio.h>
#include <string.h>

#include "lang/lang.h"
#include "unit.h"

static const struct {
    const char *code, *text;
} samples[] = {
    {"en",
     "We went down to the harbour because somebody had told us that the boats were in, "
     "and what we found there was not what we had expected."},
    {"de",
     "Wir sind zum Hafen gegangen, weil uns jemand gesagt hatte, dass die Boote da sind, "
     "und was wir dort fanden, war nicht das, was wir erwartet hatten."},
    {"fr",
     "Nous sommes descendus au port parce que quelqu'un nous avait dit que les bateaux "
     "étaient là, et ce que nous avons trouvé n'était pas ce que nous attendions."},
    {"es",
     "Bajamos al puerto porque alguien nos había dicho que los barcos estaban allí, y lo "
     "que encontramos no era lo que esperábamos."},
    {"pt", "Descemos até o porto porque alguém nos tinha dito que os barcos estavam lá, "
           "e o que "
           "encontramos não era o que a gente esperava."},
    {"it", "Siamo scesi al porto perché qualcuno ci aveva detto che le barche erano lì, "
           "e quello "
           "che abbiamo trovato non era ciò che ci aspettavamo."},
    {"nl",
     "We zijn naar de haven gegaan omdat iemand ons had gezegd dat de boten er waren, en "
     "wat we daar vonden was niet wat we hadden verwacht."},
    {"pl", "Poszliśmy do portu, bo ktoś nam powiedział, że łodzie już są, a to, co tam "
           "zobaczyliśmy, nie było tym, czego się spodziewaliśmy."},
    {"ru", "Мы спустились в порт, потому что кто-то сказал нам, что лодки уже пришли, и "
           "то, что "
           "мы там увидели, было совсем не тем, чего мы ждали."},
    {"zh",
     "我们下到港口去，因为有人告诉我们船已经到了，可是我们看到的并不是我们所期待的。"},
    {"ja",
     "誰かが船が着いたと言ったので港まで下りて行きましたが、そこで見たものは思っていたも"
     "のではありませんでした。"},
    {"ar",
     "نزلنا إلى الميناء لأن أحدهم قال لنا إن القوارب قد وصلت، ولكن ما وجدناه هناك لم يكن "
     "ما كنا ننتظره."},
    {"sv",
     "Vi gick ner till hamnen eftersom någon hade sagt till oss att båtarna var där, och "
     "det vi fann var inte det vi hade väntat oss."},
    {"tr", "Birisi bize teknelerin geldiğini söylediği için limana indik ama orada "
           "gördüğümüz şey beklediğimiz gibi değildi, hem de hiç öyle değildi."},
    {"uk",
     "Ми пішли до порту, бо хтось сказав нам, що човни вже є, і те, що ми там побачили, "
     "було зовсім не тим, чого ми чекали."},
    {"ca",
     "Vam baixar al port perquè algú ens havia dit que les barques hi eren, i el que vam "
     "trobar no era el que esperàvem."},
    {"ko",
     "누군가 우리에게 배가 왔다고 말해서 항구로 내려갔는데 거기서 본 것은 기대한 것이 "
     "아니었습니다."},
    {"hi",
     "हम बंदरगाह गए क्योंकि किसी ने हमें बताया था कि नावें आ गई हैं, लेकिन जो हमने देखा वह वैसा नहीं "
     "था।"},
    {"th", "เราลงไปที่ท่าเรือเพราะมีคนบอกว่าเรือมาแล้ว แต่สิ่งที่เราเห็นไม่ใช่สิ่งที่คาดไว้"},
};

static void a_language_is_known_by_its_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(samples); i++) {
        const struct smz_lang *lang = smz_lang_detect(smz_str_of(samples[i].text));

        assert_string_equal(smz_lang_code(lang), samples[i].code);
    }
    assert_string_equal(smz_lang_code(smz_lang_detect(SMZ_S("xyzzy plugh qwertz uiop"))),
                        "und");
    assert_string_equal(smz_lang_code(smz_lang_detect(SMZ_S(""))), "und");
}

static void a_language_is_found_by_its_tags(void **state)
{
    static const char *tags[][2] = {
        {"de", "de"},    {"de-AT", "de"}, {"DEU", "de"}, {"zh-Hant-TW", "zh"},
        {"pt_BR", "pt"}, {"en-US", "en"}, {"xx", "xx"},  {"", "und"}};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(tags); i++)
        assert_string_equal(smz_lang_code(smz_lang_get(smz_str_of(tags[i][0]))),
                            tags[i][1]);
    assert_string_equal(smz_lang_phrase(smz_lang_get(SMZ_S("xx")), "conclusion"),
                        "Conclusion");
    assert_string_equal(smz_lang_phrase(smz_lang_get(SMZ_S("de")), "conclusion"),
                        "Fazit");
    assert_false(smz_lang_is_stop(smz_lang_get(SMZ_S("xx")), SMZ_S("the")));
}

/* The conversions of a format: "sds" for two strings and a number between. */
static void conversions(const char *format, char out[16])
{
    size_t n = 0;

    for (const char *p = format; *p && n < 15; p++) {
        int place = (int)n + 1;

        if (*p != '%')
            continue;
        p++;
        if (p[0] >= '1' && p[0] <= '9' && p[1] == '$') {
            place = p[0] - '0';
            p += 2;
        }
        out[place - 1] = *p;
        n++;
    }
    out[n] = '\0';
}

static void every_language_has_the_same_phrases(void **state)
{
    static const char *keys[] = {"summary",
                                 "themes",
                                 "implications",
                                 "conclusion",
                                 "topics",
                                 "speakers",
                                 "host",
                                 "guest",
                                 "inferred",
                                 "untitled",
                                 "h",
                                 "min",
                                 "words",
                                 "quote",
                                 "quotes",
                                 "all_verbatim",
                                 "speaker",
                                 "part",
                                 "and",
                                 "list_and",
                                 "about",
                                 "says",
                                 "on",
                                 "conversation",
                                 "panel",
                                 "covers",
                                 "others",
                                 "prose_asks",
                                 "prose_asks_2",
                                 "clauses",
                                 "clauses_end",
                                 "prose_talk",
                                 "prose_speaks",
                                 "prose_part",
                                 "mainly"};
    const struct smz_lang *en = smz_lang_get(SMZ_S("en"));

    (void)state;
    for (size_t i = 0; smz_lang_code_at(i); i++) {
        const struct smz_lang *lang = smz_lang_get(smz_str_of(smz_lang_code_at(i)));

        for (size_t k = 0; k < SMZ_COUNT(keys); k++) {
            char a[16], b[16];

            conversions(smz_lang_phrase(en, keys[k]), a);
            conversions(smz_lang_phrase(lang, keys[k]), b);
            if (!*smz_lang_phrase(lang, keys[k]) || strcmp(a, b) != 0)
                fail_msg("%s: %s", smz_lang_code(lang), keys[k]);
        }
        for (size_t k = 0; k < 4; k++) {
            static const char *lists[] = {"lead", "cue", "bye", "welcome"};

            if (smz_lang_phrases(lang, lists[k]).n < 5)
                fail_msg("%s: [%s]", smz_lang_code(lang), lists[k]);
        }
    }
}

/* '|' stands where a sentence ends. */
static const struct {
    const char *code, *text;
} cuts[] = {
    {"en", "It works. |Does it? |Yes! |Good."},
    {"en",
     "I saw Dr. Smith at 3.5 p.m. and Mr. J. K. Rowe, e.g. on Monday. |Then I left."},
    {"en", "It costs $3.50. |That is No. 5 of 7. |No. |I mean it."},
    {"en", "He moved to the U.S. in May. |He lives in the U.S. |We met there."},
    {"en", "Well... |I was... not sure. |Wait\xe2\x80\xa6 |You know\xe2\x80\xa6 maybe."},
    {"en", "\"Is it true?\" he asked. |\"It is.\" |She left. |(He stayed.) |That's all."},
    {"en", "Really?! |No way!!! |Hm."},
    {"en", "so it began. |and then it stopped. |ok"},
    {"en", "See example.com or node.js, version 2.0. |It helps.|And so on."},
    {"en", "One line\n|another line\n|and the last"},
    {"en", "That was me and I. |We laughed."},
    {"de", "Am 3. Mai kam Dr. Weber, d.h. er rief an. |Das war z.B. gut. |Ende."},
    {"de", "Das war 1995. |Dann ging es los."},
    {"de", "Er sagte: „Das geht nicht.“ |Dann ging er."},
    {"fr", "M. Dupont est venu. |C'est bien \xc2\xbb. |Oui."},
    {"zh", "他说得对。|我们走吧！|真的？|“好。”他说。|是。"},
    {"ja", "そうですね。|行きましょう。|「はい。」と言いました。|終わり"},
    {"hi", "यह सच है। |क्या आप जानते हैं? |हाँ।"},
    {"ar", "هل هذا صحيح؟ |نعم. |انتهى"},
};

static void a_sentence_ends_where_one_would_say_so(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(cuts); i++) {
        char text[400] = "", got[400] = "";
        const struct smz_lang *lang = smz_lang_get(smz_str_of(cuts[i].code));
        size_t n = 0, g = 0, at = 0;

        for (const char *p = cuts[i].text; *p; p++)
            if (*p != '|')
                text[n++] = *p;
        while (at < n) {
            size_t len = smz_next_sentence(lang, (smz_str){text + at, n - at});

            assert_true(len > 0 && at + len <= n);
            memcpy(got + g, text + at, len);
            g += len;
            at += len;
            if (at < n)
                got[g++] = '|';
        }
        got[g] = '\0';
        assert_string_equal(got, cuts[i].text);
    }
}

static const struct {
    const char *text, *words;
    size_t count;
} words[] = {
    {"It's a well-known fact.", "It's/a/well-known/fact/", 4},
    {"3.5 or 10,000, not 3. 5", "3.5/or/10,000/not/3/5/", 6},
    {"U.S. troops, e.g. example.com", "U.S/troops/e.g/example.com/", 4},
    {"end.Then -- what?", "end/Then/what/", 2},
    {"rock 'n' roll; O\xe2\x80\x99Neil's", "rock/n/roll/O\xe2\x80\x99Neil's/", 4},
    {"Grüße, naïve Žižek", "Grüße/naïve/Žižek/", 3},
    {"我们走 ok", "我/们/走/ok/", 4},
    {"สวัสดี", "ส/วั/ส/ดี/", 4},
    {"... -- !", "", 0},
    {"", "", 0},
};

static void words_are_cut_and_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(words); i++) {
        smz_str text = smz_str_of(words[i].text), word;
        char got[200] = "";
        size_t at = 0;
        bool breaks;

        while (smz_next_word(text, &at, &word, &breaks))
            snprintf(got + strlen(got), sizeof(got) - strlen(got), "%.*s/",
                     SMZ_ARG(word));
        assert_string_equal(got, words[i].words);
        if (smz_count_words(text) != words[i].count)
            fail_msg("'%s': %zu words", words[i].text, smz_count_words(text));
    }
}

static void forms_of_a_word_have_one_stem(void **state)
{
    static const char *rows[][3] = {{"en", "learning", "learned"},
                                    {"de", "häuser", "häusern"},
                                    {"fr", "chanteuse", "chanteuses"},
                                    {"ru", "книга", "книги"},
                                    {"xx", "same", "same"}};

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        const struct smz_lang *lang = smz_lang_get(smz_str_of(rows[i][0]));
        char a[64], b[64];
        size_t n = smz_lang_stem(lang, smz_str_of(rows[i][1]), a, sizeof(a));
        size_t m = smz_lang_stem(lang, smz_str_of(rows[i][2]), b, sizeof(b));

        assert_int_equal(n, m);
        assert_memory_equal(a, b, n);
    }
}

static void an_elided_article_is_a_word_of_its_own(void **state)
{
    (void)state;
    assert_int_equal(smz_lang_elided(smz_lang_get(SMZ_S("fr")), SMZ_S("l'homme")), 2);
    assert_int_equal(
        smz_lang_elided(smz_lang_get(SMZ_S("fr")), SMZ_S("Qu\xe2\x80\x99il")), 5);
    assert_int_equal(smz_lang_elided(smz_lang_get(SMZ_S("fr")), SMZ_S("prud'homme")), 0);
    assert_int_equal(smz_lang_elided(smz_lang_get(SMZ_S("en")), SMZ_S("it's")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_is_known_by_its_words),
        cmocka_unit_test(a_language_is_found_by_its_tags),
        cmocka_unit_test(every_language_has_the_same_phrases),
        cmocka_unit_test(a_sentence_ends_where_one_would_say_so),
        cmocka_unit_test(words_are_cut_and_counted),
        cmocka_unit_test(forms_of_a_word_have_one_stem),
        cmocka_unit_test(an_elided_article_is_a_word_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
