/* What the dialects of JSON share: times, speakers, and how texts and words are given. */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "read/json.h"
#include "read/spoken.h"

enum {
    MAX_HOURS = 100000, /* as of read_timestamp */
    NEAR = 8,           /* bytes that may stand between two words of a text */
    PROSE = 200         /* bytes: a stretch of prose is at least so long */
};

const cJSON *json_path(const cJSON *object, ...)
{
    const char *key;
    va_list keys;

    va_start(keys, object);
    while ((key = va_arg(keys, const char *)) != NULL)
        object = smz_json_get(object, key);
    va_end(keys);
    return object;
}

const cJSON *json_first(const cJSON *array)
{
    return cJSON_IsArray(array) ? array->child : NULL;
}

const cJSON *json_array(const cJSON *object, const char *key)
{
    const cJSON *array = smz_json_get(object, key);

    return json_first(array) ? array : NULL;
}

static smz_ms ms_of(double value)
{
    return value >= 0 && value <= MAX_HOURS * 3600000.0 ? (smz_ms)llround(value)
                                                        : SMZ_MS_NONE;
}

smz_ms json_time_of(const cJSON *item, double unit)
{
    const char *z = cJSON_GetStringValue(item);
    char *end;

    if (cJSON_IsNumber(item))
        return ms_of(item->valuedouble * unit);
    if (smz_json_get(item, "relative"))
        return ms_of(smz_json_number(item, "relative", -1) * 1000);
    if (cJSON_IsObject(item))
        return ms_of(smz_json_number(item, "seconds", 0) * 1000 +
                     smz_json_number(item, "nanos", 0) / 1e6);
    if (!z || !*z)
        return SMZ_MS_NONE;
    double value = strtod(z, &end);

    return *end ? read_timestamp(smz_str_trim(smz_str_of(z))) : ms_of(value * unit);
}

smz_ms json_time(const cJSON *object, const char *key, double unit)
{
    return json_time_of(smz_json_get(object, key), unit);
}

smz_str json_speaker_of(struct json_out *out, const cJSON *item)
{
    static const char *const names[] = {"name", "display_name", "displayName", "label",
                                        "id"};
    smz_str s = smz_str_trim(smz_str_of(cJSON_GetStringValue(item)));

    if (cJSON_IsNumber(item) && item->valuedouble >= 0 && item->valuedouble < 1e9)
        return smz_arena_printf(out->arena, "Speaker %d", (int)item->valuedouble);
    for (size_t i = 0; cJSON_IsObject(item) && i < SMZ_COUNT(names); i++) {
        const cJSON *name = smz_json_get(item, names[i]);

        if (cJSON_IsString(name) || cJSON_IsNumber(name))
            return json_speaker_of(out, name);
    }
    if (smz_str_eq(s, SMZ_S("UU")) || smz_str_eq(s, SMZ_S("?")))
        return (smz_str){NULL, 0};
    return read_voice_name(out->arena, s);
}

smz_str json_speaker(struct json_out *out, const cJSON *object, const char *key)
{
    return json_speaker_of(out, smz_json_get(object, key));
}

void json_give(struct json_out *out, smz_str text, smz_str speaker, smz_ms start,
               smz_ms end)
{
    if (text.len == 0)
        return;
    if (!smz_str_eq(speaker, out->speaker))
        out->speaker = smz_arena_keep(out->arena, speaker);
    if (text.len < SMZ_JSON_LONG)
        text = smz_arena_keep(out->arena, text);
    read_captions_add(&out->cues,
                      (struct read_cue){.text = read_unescape(out->arena, text),
                                        .voice = out->speaker,
                                        .start = start,
                                        .end = end});
}

void json_give_prose(struct json_out *out, smz_str text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        bool line = text.ptr[i] == '\n';

        if (!line && !(text.ptr[i] == ' ' && i - from >= PROSE &&
                       read_ends_sentence(smz_str_sub(text, from, i))))
            continue;
        json_give(out, smz_str_sub(text, from, i), (smz_str){NULL, 0}, SMZ_MS_NONE,
                  SMZ_MS_NONE);
        from = i + 1;
    }
    json_give(out, smz_str_skip(text, from), (smz_str){NULL, 0}, SMZ_MS_NONE,
              SMZ_MS_NONE);
}

/* Whisper's words begin with the space before them; one in a few shows it. */
static enum read_glue glue_of(const cJSON *words, const char *key)
{
    const cJSON *word;
    int looked = 0;

    cJSON_ArrayForEach(word, words)
    {
        smz_str text = smz_json_str(word, key);

        if (looked++ && text.len > 1 && text.ptr[0] == ' ')
            return READ_AS_IS;
        if (looked > 20)
            break;
    }
    return READ_SPACED;
}

void json_give_words(struct json_out *out, const cJSON *words,
                     const struct json_word_keys *keys, const char *speaker_key,
                     smz_str speaker)
{
    enum read_glue glue = glue_of(words, keys->text);
    const cJSON *word, *last = NULL;

    cJSON_ArrayForEach(word, words)
    {
        const cJSON *own = speaker_key ? smz_json_get(word, speaker_key) : NULL;

        /* A number is spoken again and again: its label is made only once. */
        if (own && (!last || !cJSON_Compare(own, last, true)))
            speaker = json_speaker_of(out, own);
        if (own)
            last = own;
        read_word(&out->words, read_unescape(out->arena, smz_json_str(word, keys->text)),
                  speaker, json_time(word, keys->start, keys->unit),
                  json_time(word, keys->end, keys->unit), glue);
    }
    read_words_flush(&out->words);
}

static size_t solid_bytes(smz_str text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += !smz_is_space(text.ptr[i]);
    return n;
}

/* Where a word stands in the text, near its start; -1 if it does not. */
static ptrdiff_t find_near(smz_str text, smz_str word)
{
    return word.len ? smz_str_find_nocase(smz_str_sub(text, 0, word.len + NEAR), word)
                    : -1;
}

/*
 * Words without the punctuation that the text has: each is given as the text writes it,
 * with what stands before the next. False, and nothing given, where they part ways.
 */
static bool give_pieces(struct json_out *out, smz_str text, const cJSON *words,
                        const struct json_word_keys *keys, smz_str speaker)
{
    smz_str rest = text;
    const cJSON *word;

    cJSON_ArrayForEach(word, words)
    {
        smz_str own = smz_str_trim(smz_json_str(word, keys->text));
        ptrdiff_t at = find_near(rest, own);

        if (at < 0)
            return false;
        rest = smz_str_skip(rest, (size_t)at + own.len);
    }
    if (rest.len > NEAR || !json_first(words))
        return false;
    cJSON_ArrayForEach(word, words)
    {
        smz_str next = smz_str_trim(smz_json_str(word->next, keys->text));
        smz_str own = smz_str_trim(smz_json_str(word, keys->text));
        size_t from = (size_t)find_near(text, own) + own.len;
        ptrdiff_t at = word->next ? find_near(smz_str_skip(text, from), next) : -1;
        size_t n = at < 0 ? text.len : from + (size_t)at;

        read_word(&out->words, smz_str_sub(text, 0, n), speaker,
                  json_time(word, keys->start, keys->unit),
                  json_time(word, keys->end, keys->unit), READ_AS_IS);
        text = smz_str_skip(text, n);
    }
    read_words_flush(&out->words);
    return true;
}

void json_give_worded(struct json_out *out, smz_str text, const cJSON *words,
                      const struct json_word_keys *keys, smz_str speaker, smz_ms start,
                      smz_ms end)
{
    const cJSON *word;
    size_t sum = 0;

    cJSON_ArrayForEach(word, words)
    {
        sum += solid_bytes(smz_json_str(word, keys->text));
    }
    if (sum > 0 && sum == solid_bytes(text))
        json_give_words(out, words, keys, NULL, speaker);
    else if (!give_pieces(out, text, words, keys, speaker))
        json_give(out, text, speaker, start, end);
}

void json_language(struct json_out *out, smz_str value)
{
    static const char *const names[][2] = {
        {"english", "en"},  {"german", "de"},     {"french", "fr"},
        {"spanish", "es"},  {"italian", "it"},    {"dutch", "nl"},
        {"polish", "pl"},   {"portuguese", "pt"}, {"russian", "ru"},
        {"chinese", "zh"},  {"japanese", "ja"},   {"korean", "ko"},
        {"swedish", "sv"},  {"danish", "da"},     {"norwegian", "no"},
        {"finnish", "fi"},  {"ukrainian", "uk"},  {"turkish", "tr"},
        {"arabic", "ar"},   {"hebrew", "he"},     {"hindi", "hi"},
        {"greek", "el"},    {"czech", "cs"},      {"hungarian", "hu"},
        {"romanian", "ro"}, {"catalan", "ca"},    {"vietnamese", "vi"},
        {"thai", "th"},     {"indonesian", "id"},
    };

    for (size_t i = 0; i < SMZ_COUNT(names); i++)
        if (smz_str_eq_nocase(value, smz_str_of(names[i][0])))
            value = smz_str_of(names[i][1]);
    /* "en-US", "en_us" */
    if (value.len > 3 && (value.ptr[2] == '-' || value.ptr[2] == '_'))
        value = smz_str_sub(value, 0, 2);
    if (value.len == 2 || value.len == 3)
        read_fact(out->builder, READ_LANGUAGE, smz_arena_keep(out->arena, value));
}
