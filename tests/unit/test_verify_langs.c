/* Many languages: quotes found as they were said, never as their opposite; numbers. */
#include "verify_world.h"

static const struct row {
    const char *lang, *said;
    const char *right[4]; /* quotes that were said, NULL behind the last */
    const char *wrong[5]; /* quotes that nobody said */
} rows[] = {
    {"de",
     "Das neue Wehr klappt in der Praxis nicht. Wir haben 1994 mit zwölf Leuten "
     "begonnen. "
     "Die Stadt zahlte fünfundzwanzig tausend Mark im Jahr. Niemand hat damals an die "
     "Lachse geglaubt.",
     {"Wir haben 1994 mit zwölf Leuten begonnen",
      "Das neue Wehr klappt in der Praxis nicht.",
      "Niemand hat damals an die Lachse geglaubt",
      "Wir haben 1994 mit 12 Leuten begonnen"},
     {"Wir haben 1995 mit zwölf Leuten begonnen",
      "Das neue Wehr klappt in der Praxis gut.",
      "Die Stadt zahlte zwanzig tausend Mark im Jahr",
      "Jeder hat damals an die Lachse geglaubt",
      "Wir haben 1994 nicht mit zwölf Leuten begonnen"}},
    {"fr",
     "On n'a jamais mesuré l'eau à cet endroit. La mairie a payé trois millions de "
     "francs. "
     "Le saumon est revenu après dix ans.",
     {"La mairie a payé trois millions de francs", "Le saumon est revenu après dix ans.",
      "On n\xe2\x80\x99"
      "a jamais mesuré l\xe2\x80\x99"
      "eau à cet endroit"},
     {"On a mesuré l'eau à cet endroit", "La mairie a payé quatre millions de francs",
      "Le saumon n'est pas revenu après dix ans",
      "La mairie a refusé trois millions de francs"}},
    {"es",
     "Nadie creía que el río volvería a estar limpio. Pagamos cuarenta mil pesetas al "
     "año.",
     {"Nadie creía que el río volvería a estar limpio",
      "Pagamos cuarenta mil pesetas al año."},
     {"Todos creían que el río volvería a estar limpio",
      "Pagamos treinta mil pesetas al año", "No pagamos cuarenta mil pesetas al año"}},
    {"ru",
     "Никто не верил, что рыба вернётся в эту реку. Мы начали работу в 1994 году.",
     {"Никто не верил, что рыба вернётся в эту реку", "Мы начали работу в 1994 году"},
     {"Все верили, что рыба вернётся в эту реку", "Мы начали работу в 1984 году",
      "Мы не начали работу в 1994 году"}},
    {"nl",
     "Die nieuwe stuw werkt in de praktijk niet. Wij begonnen met twaalf mensen en een "
     "boot.",
     {"Wij begonnen met twaalf mensen en een boot",
      "Die nieuwe stuw werkt in de praktijk niet."},
     {"Die nieuwe stuw werkt in de praktijk goed",
      "Wij begonnen met veertien mensen en een boot",
      "Wij begonnen niet met twaalf mensen en een boot"}},
    {"ar",
     "لم يصدق أحد أن السمك سيعود إلى النهر. بدأنا العمل مع عشرين متطوعا وقارب قديم.",
     {"بدأنا العمل مع عشرين متطوعا وقارب قديم", "لم يصدق أحد أن السمك سيعود إلى النهر"},
     {"بدأنا العمل مع ثلاثين متطوعا وقارب قديم", "صدق كل الناس أن السمك سيعود إلى النهر",
      "لم بدأنا العمل مع عشرين متطوعا وقارب قديم"}},
    {"hi",
     "हमने यह पुल पिछले साल ठीक किया। किसी ने भी नदी को साफ नहीं किया था।",
     {"हमने यह पुल पिछले साल ठीक किया", "किसी ने भी नदी को साफ नहीं किया था।"},
     {"हमने यह पुल पिछले साल ठीक नहीं किया", "किसी ने भी नदी को साफ किया था",
      "हमने यह पुल इस साल ठीक किया"}},
    {"tr",
     "Köprüyü geçen yıl onarmadık. Belediye her yıl üç milyon lira ödüyor.",
     {"Köprüyü geçen yıl onarmadık", "Belediye her yıl üç milyon lira ödüyor."},
     {"Köprüyü geçen yıl onardık", "Belediye her yıl üç milyon lira ödemiyor",
      "Belediye her yıl dört milyon lira ödüyor"}},
    {"ko",
     "우리는 작년에 이 다리를 고치지 않았습니다. 시에서 매년 삼백만 원을 냈습니다.",
     {"우리는 작년에 이 다리를 고치지 않았습니다", "시에서 매년 삼백만 원을 냈습니다."},
     {"우리는 작년에 이 다리를 고쳤습니다", "시에서 매년 삼백만 원을 안 냈습니다",
      "시에서 매년 사백만 원을 냈습니다"}},
    {"ja",
     "私たちは去年この橋を直しませんでした。費用は三百万円でした。誰も反対しませんでした"
     "。",
     {"私たちは去年この橋を直しませんでした", "費用は三百万円でした。"},
     {"私たちは去年この橋を直しました", "費用は四百万円でした", "誰もが反対しました"}},
    {"zh",
     "我们去年没有修这座桥。费用是三百万元。没有人反对这个计划。",
     {"我们去年没有修这座桥", "费用是三百万元"},
     {"我们去年修了这座桥", "费用是四百万元", "有人反对这个计划吗"}},
    {"th",
     "ปีที่แล้วเราไม่ได้ซ่อมสะพานนี้ ค่าใช้จ่ายสามล้านบาท",
     {"ปีที่แล้วเราไม่ได้ซ่อมสะพานนี้", "ค่าใช้จ่ายสามล้านบาท"},
     {"ปีที่แล้วเราได้ซ่อมสะพานนี้", "ค่าใช้จ่ายสี่ล้านบาท"}},
};

/* What is cut off so that it says the opposite is shown whole, or not at all. */
static const struct cut_row {
    const char *lang, *said, *quote, *want;
} cuts[] = {
    {"de", "Das neue Wehr klappt in der Praxis nicht, sagt er.",
     "Das neue Wehr klappt in der Praxis", "Das neue Wehr klappt in der Praxis nicht"},
    {"de", "Das neue Wehr klappt in der Praxis nicht weil es dort rostet und bricht.",
     "Das neue Wehr klappt", "Das neue Wehr klappt in der Praxis nicht"},
    {"de", "Das neue Wehr an der Mühle klappt und niemand hat daran geglaubt.",
     "Das neue Wehr an der Mühle klappt", "Das neue Wehr an der Mühle klappt"},
    {"fr", "Cette vanne neuve marche en hiver pas, dit-elle.",
     "Cette vanne neuve marche en hiver", "Cette vanne neuve marche en hiver pas"},
    {"ja", "私たちは去年この橋を直しませんでした。", "私たちは去年この橋を直し",
     "私たちは去年この橋を直しませんでした。"},
    {"ko", "우리는 작년에 이 다리를 고치지 않았습니다.", "우리는 작년에 이 다리를 고치지",
     "우리는 작년에 이 다리를 고치지 않았습니다."},
    {"tr", "Köprüyü geçen yıl biz onarmış değiliz.", "Köprüyü geçen yıl biz onarmış",
     "Köprüyü geçen yıl biz onarmış değiliz."},
    {"zh", "我们去年没有修这座桥。", "有修这座桥", "我们去年没有修这座桥。"},
    {"th", "ปีที่แล้วเราไม่ได้ซ่อมสะพานนี้", "ได้ซ่อมสะพานนี้", "ปีที่แล้วเราไม่ได้ซ่อมสะพานนี้"},
};

/* A point's numbers against what was said; how many of them nobody said. */
static const struct claim_row {
    const char *lang, *said, *point;
    int want;
} claims[] = {
    {"en", "The town paid twenty-five thousand pounds a year for the river.",
     "The town paid 25,000 pounds a year.", 0},
    {"en", "The town paid twenty-five thousand pounds a year for the river.",
     "The town paid 25 000 pounds a year.", 0},
    {"en", "It was 3.5 percent of all the water in the year.",
     "It was three point five percent of the water.", 0},
    {"en", "It happened in nineteen ninety four when the river was low.",
     "It happened in 1994 with a low river.", 0},
    {"en", "We had two hundred and twelve colonies on the roofs of the town.",
     "There were 212 colonies on roofs.", 0},
    {"en", "We had two hundred and twelve colonies on the roofs of the town.",
     "There were 213 colonies on roofs.", 1},
    {"en", "We had a hundred dollars, and were four feet away from the big screen.",
     "It cost $100, four feet from the screen.", 0},
    {"de", "Die Stadt zahlte fünfundzwanzigtausend Mark im Jahr für den Fluss.",
     "Die Stadt zahlte 25.000 Mark im Jahr.", 0},
    {"de", "Die Stadt zahlte fünfundzwanzigtausend Mark im Jahr für den Fluss.",
     "Die Stadt zahlte 35.000 Mark im Jahr.", 1},
    {"de", "Das waren drei Komma fünf Prozent vom Wasser im Fluss.",
     "Es waren 3,5 Prozent vom Wasser.", 0},
    {"de", "Es geschah neunzehnhundertvierundneunzig am Fluss bei der Mühle.",
     "Es geschah 1994 am Fluss.", 0},
    {"fr", "La ville a payé vingt-cinq mille francs par an pour la rivière.",
     "La ville a payé 25 000 francs par an.", 0},
    {"fr", "La ville a payé quatre-vingt-dix francs par an pour la rivière.",
     "La ville a payé 90 francs par an.", 0},
    {"es", "La ciudad pagó veinticinco mil pesetas al año por el río.",
     "La ciudad pagó 25.000 pesetas al año.", 0},
    {"it", "La città pagava venticinquemila lire all'anno per il fiume.",
     "La città pagava 25.000 lire all'anno.", 0},
    {"pt", "A cidade pagou vinte e cinco mil reais por ano pelo rio.",
     "A cidade pagou 25.000 reais por ano.", 0},
    {"nl", "De stad betaalde vijfentwintigduizend gulden per jaar voor de rivier.",
     "De stad betaalde 25.000 gulden per jaar.", 0},
    {"pl", "Miasto płaciło dwadzieścia pięć tysięcy złotych rocznie za rzekę.",
     "Miasto płaciło 25 000 złotych rocznie.", 0},
    {"ru", "Город платил двадцать пять тысяч рублей в год за реку.",
     "Город платил 25 000 рублей в год.", 0},
    {"zh", "费用是三百万元,我们去年修了这座桥。", "费用是300万元。", 0},
    {"zh", "费用是三百万元,我们去年修了这座桥。", "费用是400万元。", 1},
    {"ja", "費用は三百万円でした。去年この橋を直しました。", "費用は300万円でした。", 0},
    {"ar", "دفعت المدينة ٢٥ ألف جنيه كل سنة للنهر.", "دفعت المدينة 25 ألف جنيه كل سنة.",
     0},
    {"tr", "Belediye nehir için her yıl yirmi beş bin lira ödüyor.",
     "Belediye her yıl 25.000 lira ödüyor.", 0},
    {"sv", "Staden betalade tjugofemtusen kronor om året för floden.",
     "Staden betalade 25 000 kronor om året.", 0},
    {"uk", "Місто платило двадцять п'ять тисяч гривень на рік за річку.",
     "Місто платило 25 000 гривень на рік.", 0},
    {"en", "Between twenty and thirty people came to the river on a Sunday.",
     "Some 20 to 30 people came to the river.", 0},
    {"en", "Between twenty and thirty people came to the river on a Sunday.",
     "Some 2030 people came to the river.", 1},
    {"ko", "시에서 매년 3백만 원을 강을 위해 냈습니다.",
     "시에서 매년 400만 원을 냈습니다.", 1},
};

static void world_of(struct world *w, const char *lang, const char *said)
{
    memset(w, 0, sizeof(*w));
    smz_arena_init(&w->arena);
    add_turn(w, BEN, said);
    add_turn(w, EVA, "42.");
    world_finish(w, lang);
}

static smz_str verified(struct world *w, const char *text)
{
    static struct smz_quote quote;

    quote = (struct smz_quote){.text = smz_str_of(text), .sentence = -1};
    world_verify_quote(w, &quote);
    return w->checks.quotes_dropped ? (smz_str){NULL, 0} : quote.text;
}

static void what_was_said_is_found_in_any_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        for (int k = 0; k < 4 && rows[i].right[k]; k++) {
            struct world w;

            world_of(&w, rows[i].lang, rows[i].said);
            if (!verified(&w, rows[i].right[k]).len)
                fail_msg("%s: dropped: '%s'", rows[i].lang, rows[i].right[k]);
            world_end(&w);
        }
}

static void its_opposite_is_dropped_in_any_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        for (int k = 0; k < 5 && rows[i].wrong[k]; k++) {
            struct world w;
            smz_str shown;

            world_of(&w, rows[i].lang, rows[i].said);
            shown = verified(&w, rows[i].wrong[k]);
            if (shown.len)
                fail_msg("%s: '%s' gave '%.*s'", rows[i].lang, rows[i].wrong[k],
                         SMZ_ARG(shown));
            world_end(&w);
        }
}

static void what_turns_it_around_is_shown_with_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(cuts); i++) {
        struct world w;
        smz_str shown;

        world_of(&w, cuts[i].lang, cuts[i].said);
        shown = verified(&w, cuts[i].quote);
        if (!smz_str_eq(shown, smz_str_of(cuts[i].want)))
            fail_msg("%s: '%s' gave '%.*s'", cuts[i].lang, cuts[i].quote, SMZ_ARG(shown));
        world_end(&w);
    }
}

static void numbers_agree_however_they_are_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(claims); i++) {
        int turn = 0;
        struct smz_point p = {.text = smz_str_of(claims[i].point),
                              .turns = &turn,
                              .n_turns = 1,
                              .sentence = -1};
        struct world w;

        world_of(&w, claims[i].lang, claims[i].said);
        w.answer.topics = &w.told;
        w.answer.n_topics = 1;
        w.told = (struct smz_told){.heading = SMZ_S("Heading"),
                                   .first_sentence = -1,
                                   .points = &p,
                                   .n_points = 1,
                                   .time = SMZ_MS_NONE};
        smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
        if (w.checks.claims_unsupported != claims[i].want)
            fail_msg("%s: '%s': %d", claims[i].lang, claims[i].point,
                     w.checks.claims_unsupported);
        world_end(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_said_is_found_in_any_language),
        cmocka_unit_test(its_opposite_is_dropped_in_any_language),
        cmocka_unit_test(numbers_agree_however_they_are_written),
        cmocka_unit_test(what_turns_it_around_is_shown_with_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
