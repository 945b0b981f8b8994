/* Many languages: quotes found as they were said, never as their opposite. */
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
    {"en",
     "The dam may hold, oh, for a hundred years with the new gate in place of the old "
     "one, "
     "and "
     "the town paid for it. The gate was made in the mill, where they had never made one "
     "before it came to that.",
     {"The dam may hold for a hundred years with the new gate",
      "and the town paid for it"},
     {"The dam will hold for a hundred years with the new gate in place of the old one, "
      "and "
      "the town paid for it",
      "The dam may hold for a hundred days with the new gate in place of the old one, "
      "and "
      "the town paid for it",
      "The dam may hold for a hundred years with the old gate in place of the new one",
      "The dam may hold for a hundred years where they had never made one before",
      "The dam may hold for a thousand years with the new gate in place of the old one"}},
    {"it",
     "Nessuno credeva che il fiume tornasse pulito. Paghiamo ventimila lire all'anno.",
     {"Nessuno credeva che il fiume tornasse pulito",
      "Paghiamo ventimila lire all'anno."},
     {"Tutti credevano che il fiume tornasse pulito", "Paghiamo trentamila lire all'anno",
      "Non paghiamo ventimila lire all'anno"}},
    {"pt",
     "Ninguém acreditava que o rio voltasse a ser limpo. Pagamos vinte mil reais por "
     "ano.",
     {"Ninguém acreditava que o rio voltasse a ser limpo",
      "Pagamos vinte mil reais por ano."},
     {"Todos acreditavam que o rio voltasse a ser limpo",
      "Pagamos trinta mil reais por ano", "Não pagamos vinte mil reais por ano"}},
    {"pl",
     "Nikt nie wierzył, że rzeka znowu będzie czysta. Płacimy dwadzieścia tysięcy "
     "rocznie.",
     {"Nikt nie wierzył, że rzeka znowu będzie czysta",
      "Płacimy dwadzieścia tysięcy rocznie."},
     {"Każdy wierzył, że rzeka znowu będzie czysta",
      "Płacimy trzydzieści tysięcy rocznie", "Nie płacimy dwadzieścia tysięcy rocznie"}},
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
    {"en", "And if the dam holds, we are safe in the town.", "we are safe in the town",
     "if the dam holds, we are safe in the town."},
    {"en", "We are safe in the town if the dam holds, he said.",
     "We are safe in the town", "We are safe in the town if the dam holds"},
    {"en", "Perhaps the salmon return to the town in spring.",
     "the salmon return to the town", "Perhaps the salmon return to the town"},
    {"en", "We asked them, and the salmon return to the town.",
     "the salmon return to the town", "the salmon return to the town."},
    {"de", "Wenn der Damm hält, sind wir in der Stadt sicher.",
     "sind wir in der Stadt sicher", "Wenn der Damm hält, sind wir in der Stadt sicher."},
    {"fr", "Si la digue tient, nous sommes en sécurité ici.",
     "nous sommes en sécurité ici", "Si la digue tient, nous sommes en sécurité ici."},
    {"en", "Maybe they had not seen the dam, but we know that the town is safe.",
     "we know that the town is safe", "we know that the town is safe."},
    {"en", "And maybe the town is safe behind the dam.",
     "the town is safe behind the dam", "maybe the town is safe behind the dam."},
    {"es", "Si la presa aguanta, estamos a salvo en el pueblo.",
     "estamos a salvo en el pueblo",
     "Si la presa aguanta, estamos a salvo en el pueblo."},
    {"it", "Se la diga tiene, siamo al sicuro in paese.", "siamo al sicuro in paese",
     "Se la diga tiene, siamo al sicuro in paese."},
    {"ru", "Если плотина выдержит, мы в городе спасены.", "мы в городе спасены",
     "Если плотина выдержит, мы в городе спасены."},
    {"pl", "Jeśli tama wytrzyma, jesteśmy bezpieczni w mieście.",
     "jesteśmy bezpieczni w mieście",
     "Jeśli tama wytrzyma, jesteśmy bezpieczni w mieście."},
    {"ar", "إذا صمد السد فنحن آمنون هنا في المدينة.", "فنحن آمنون هنا في المدينة",
     "إذا صمد السد فنحن آمنون هنا في المدينة."},
    {"zh", "如果大坝守住,我们在城里就安全。", "我们在城里就安全",
     "如果大坝守住,我们在城里就安全。"},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_said_is_found_in_any_language),
        cmocka_unit_test(its_opposite_is_dropped_in_any_language),
        cmocka_unit_test(what_turns_it_around_is_shown_with_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
