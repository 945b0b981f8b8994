/*
 * Which language a text is in: the script decides where only one language uses it,
 * else the share of words that are on a language's stop list.
 */
#include <string.h>

#include "base/data.h"
#include "base/utf8.h"
#include "lang/table.h"

enum script { LATIN, CYRILLIC, ARABIC, HAN, KANA, HANGUL, THAI, DEVANAGARI, N_SCRIPTS };

static const char *const script_names[N_SCRIPTS] = {
    "Latn", "Cyrl", "Arab", "Hans", "Jpan", "Kore", "Thai", "Deva",
};

static int script_of(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
        enum script script;
    } rows[] = {
        {'A', 'z', LATIN},        {0xc0, 0x24f, LATIN},       {0x400, 0x52f, CYRILLIC},
        {0x600, 0x6ff, ARABIC},   {0x900, 0x97f, DEVANAGARI}, {0xe00, 0xe7f, THAI},
        {0x1e00, 0x1eff, LATIN},  {0x3040, 0x30ff, KANA},     {0x3400, 0x9fff, HAN},
        {0xac00, 0xd7af, HANGUL},
    };

    for (size_t i = 0; i < SMZ_COUNT(rows); i++)
        if (cp >= rows[i].from && cp <= rows[i].to)
            return (int)rows[i].script;
    return -1;
}

static enum script main_script(smz_str sample)
{
    size_t n[N_SCRIPTS] = {0};
    enum script best = LATIN;

    for (size_t i = 0; i < sample.len;) {
        int s = script_of(smz_utf8_next(sample, &i));

        if (s >= 0)
            n[s]++;
    }
    /* A letter of these says as much as several of an alphabet. */
    n[HAN] *= 3;
    n[KANA] *= 3;
    if (n[KANA] * 12 > n[HAN]) { /* Japanese is written in both */
        n[KANA] += n[HAN];
        n[HAN] = 0;
    }
    for (int s = 0; s < N_SCRIPTS; s++)
        if (n[s] > n[best])
            best = (enum script)s;
    return best;
}

/* The share of words that are on a language's stop list, in thousandths. */
static int stop_share(const struct smz_lang *lang, smz_str sample)
{
    int words = 0, stops = 0;
    size_t at = 0;
    smz_str word;
    bool breaks;

    while (words < 3000 && smz_next_word(sample, &at, &word, &breaks)) {
        char low[64];
        size_t n = smz_word_lower(word, low, sizeof(low));

        words++;
        stops += n && (smz_lang_lists(lang, (smz_str){low, n}) & SMZ_LIST_STOP);
    }
    return words ? stops * 1000 / words : 0;
}

static bool is_written_in(const char *code, enum script script)
{
    char path[32] = "lang/";
    smz_str fact;

    strcat(strcat(path, code), ".ini");
    fact = smz_lang_fact(smz_data_get(path), SMZ_S("script"));
    return smz_str_eq(fact, smz_str_of(script_names[script]));
}

const struct smz_lang *smz_lang_detect(smz_str sample)
{
    enum { SURE = 350, LIKELY = 150 };
    enum script script = main_script(sample);
    struct smz_lang *best = NULL, *english = smz_lang_load("en");
    int most = LIKELY, n = 0;

    if (script == LATIN && (most = stop_share(english, sample)) > SURE)
        return smz_lang_ready(english);
    best = script == LATIN && most > LIKELY ? english : NULL;
    most = most > LIKELY ? most : LIKELY;
    for (size_t i = 0; smz_lang_code_at(i); i++) {
        struct smz_lang *lang;
        int share;

        if (!is_written_in(smz_lang_code_at(i), script))
            continue;
        lang = smz_lang_load(smz_lang_code_at(i));
        share = stop_share(lang, sample);
        if (share > most || (script != LATIN && n == 0)) {
            best = lang;
            most = share;
        }
        n++;
    }
    return best ? smz_lang_ready(best) : smz_lang_get(SMZ_S("und"));
}
