/*
 * JSON of no known make: an array of objects that have a text and perhaps a speaker
 * and times, wherever it stands; or a text under a usual key.
 */
#include <math.h>
#include <stdlib.h>

#include "read/json.h"
#include "read/page.h"

enum {
    MAX_DEPTH = 4, /* of the search for the array */
    DEEPEST = 8,   /* of the search for a text, which services put deep */
    SAMPLE = 32,   /* items that are looked at to know an array */
    WORD = 12,     /* bytes on average: an array of words */
    SLOW = 30000,  /* ms per word: nobody speaks so slowly, it was ms */
    MIN_TEXT = 20  /* bytes: a text under a key, not in an array */
};
/* Seconds from 1970 to 2001; ms to the year 33658, beyond which nothing was said. */
#define FIRST_SECOND 1e9
#define LATEST 1e15

static const char *const text_keys[] = {
    "text",          "content",  "body",       "transcript",
    "utterance",     "sentence", "spokenText", "caption",
    "transcription", "line",     "raw_text",   "punctuated_word",
    "says",          "said",     "word",       "message",
    "display",       "value",    "srt",        "vtt",
    "words",         NULL};
static const char *const speaker_keys[] = {"speakerDisplayName",
                                           "participant_name",
                                           "speaker",
                                           "speaker_name",
                                           "speakerName",
                                           "participant",
                                           "name",
                                           "displayName",
                                           "author",
                                           "who",
                                           "voice",
                                           "speaker_label",
                                           "speaker_id",
                                           "speakerId",
                                           "spk",
                                           "role",
                                           "from",
                                           "user",
                                           "sender",
                                           NULL};
static const char *const start_keys[] = {
    "start",       "startTime",      "start_time",
    "begin",       "startMs",        "start_ms",
    "startTimeMs", "start_time_ms",  "timeOffset",
    "time_offset", "offset",         "offset_ms",
    "startOffset", "startTimestamp", "start_timestamp",
    "timecode",    "timestamp",      "time",
    "ts",          "from",           "t",
    "data_start",  "date",           NULL};
static const char *const end_keys[] = {
    "end",       "endTime",     "end_time", "endMs",     "end_ms",
    "endTimeMs", "end_time_ms", "end_ts",   "endOffset", "end_timestamp",
    "to",        "data_end",    NULL};
static const char *const inner_keys[] = {"words",   "elements", "sentences", "segments",
                                         "segs",    "spans",    "lines",     "result",
                                         "content", "parts",    "instances", NULL};

/* The keys that the items of an array have; NULL where they have none of a kind. */
struct keys {
    const char *text, *speaker, *start, *end, *inner;
    bool dated; /* times are dates, and the first is the beginning */
};

static bool is_text(const cJSON *item)
{
    return cJSON_IsString(item) && item->valuestring[0];
}

static bool is_speaker(const cJSON *item)
{
    return is_text(item) || cJSON_IsNumber(item) ||
           (cJSON_IsObject(item) &&
            (smz_json_get(item, "name") || smz_json_get(item, "displayName") ||
             smz_json_get(item, "display_name")));
}

/* [1.5, 2.25]: from when to when. */
static bool is_range(const cJSON *item)
{
    const cJSON *start = json_first(item);

    return cJSON_IsNumber(start) && start->next && !start->next->next;
}

static bool is_time(const cJSON *item)
{
    if (is_range(item))
        item = item->child;
    if (cJSON_IsObject(item))
        return smz_json_get(item, "seconds") || smz_json_get(item, "relative");
    return json_time_of(item, 1000) != SMZ_MS_NONE;
}

/* As milliseconds from 1970, which many write as a number of them or of seconds. */
static smz_ms date_of(const cJSON *item)
{
    const char *z = cJSON_GetStringValue(item);
    double number = cJSON_IsNumber(item) ? item->valuedouble : 0;
    char *end;

    if (z && *z) {
        number = strtod(z, &end);
        if (*end)
            return read_datetime(smz_str_of(z));
    }
    if (!(number >= FIRST_SECOND && number < LATEST))
        return SMZ_MS_NONE;
    return (smz_ms)llround(number < FIRST_SECOND * 100 ? number * 1000 : number);
}

static bool is_date(const cJSON *item)
{
    return date_of(item) != SMZ_MS_NONE;
}

static bool is_list(const cJSON *item)
{
    return cJSON_IsObject(json_first(item));
}

/* "Start time" and "StartTime" are "start_time", too. */
static bool is_same_key(const char *have, const char *want)
{
    for (;; have++, want++) {
        while (*have == '_' || *have == ' ' || *have == '-')
            have++;
        while (*want == '_')
            want++;
        if (smz_lower(*have) != smz_lower(*want))
            return false;
        if (!*have)
            return true;
    }
}

/* The first of the keys under which one of the first items has what `is` wants, as they
   write it. */
static const char *find_key(const cJSON *array, const char *const *keys,
                            bool (*is)(const cJSON *))
{
    for (; *keys; keys++) {
        const cJSON *item, *value;
        int n = 0;

        cJSON_ArrayForEach(item, array)
        {
            if (n++ == SAMPLE)
                break;
            cJSON_ArrayForEach(value, item)
            {
                if (value->string && is_same_key(value->string, *keys) && is(value))
                    return value->string;
            }
        }
    }
    return NULL;
}

static struct keys find_keys(const cJSON *array)
{
    struct keys k = {find_key(array, text_keys, is_text),
                     find_key(array, speaker_keys, is_speaker),
                     find_key(array, start_keys, is_time),
                     find_key(array, end_keys, is_time),
                     NULL,
                     false};

    if (!k.start && (k.start = find_key(array, start_keys, is_date)) != NULL)
        k.dated = true;
    if (!k.start)
        k.inner = find_key(array, inner_keys, is_list);
    if (!k.text || (k.speaker && smz_str_eq(smz_str_of(k.text), smz_str_of(k.speaker)))) {
        k.text = NULL;
        k.inner = find_key(array, inner_keys, is_list);
    }
    /* One value is not two things. */
    if (k.speaker && k.start && smz_str_eq(smz_str_of(k.speaker), smz_str_of(k.start)))
        k.speaker = NULL;
    return k;
}

/* Speech that names its speakers before speech that does not, more before less. */
static double score_of(const cJSON *array)
{
    struct keys k = find_keys(array);
    double n = cJSON_GetArraySize(array);

    if (!k.text && !k.inner)
        return 0;
    return n * (k.speaker ? 4 : 1) * (k.start ? 2 : 1);
}

static void find_array(const cJSON *item, int depth, const cJSON **best, double *score)
{
    const cJSON *child;
    double own;

    if (depth > MAX_DEPTH)
        return;
    if (cJSON_IsArray(item)) {
        own = cJSON_IsObject(item->child) ? score_of(item) : 0;
        if (own > *score) {
            *score = own;
            *best = item;
        }
        if (own == 0)
            find_array(item->child, depth + 1, best, score);
        return;
    }
    if (cJSON_IsObject(item))
        cJSON_ArrayForEach(child, item)
        {
            find_array(child, depth + 1, best, score);
        }
}

/* Words, not sentences: short and without spaces inside. */
static bool are_words(const cJSON *array, const char *key)
{
    const cJSON *item;
    size_t bytes = 0, n = 0;

    cJSON_ArrayForEach(item, array)
    {
        smz_str text = smz_str_trim(smz_json_str(item, key));

        if (n == SAMPLE)
            break;
        if (text.len && smz_str_find_char(text, ' ') >= 0)
            return false;
        bytes += text.len;
        n += text.len > 0;
    }
    return n > 3 && bytes < n * WORD;
}

static bool ends_with_ms(const char *key)
{
    smz_str s = smz_str_of(key);

    return smz_str_ends(s, SMZ_S("Ms")) || smz_str_ends(s, SMZ_S("_ms")) ||
           smz_str_find_nocase(s, SMZ_S("millis")) >= 0;
}

/*
 * Seconds or milliseconds? Mostly the key tells; where it does not, whole numbers
 * that would make for minutes per word are milliseconds.
 */
static double unit_of(const cJSON *array, const struct keys *k)
{
    const cJSON *item;
    double last = 0;
    size_t words = 0;

    if (!k->start || ends_with_ms(k->start))
        return 1;
    cJSON_ArrayForEach(item, array)
    {
        const cJSON *time = smz_json_get(item, k->start);
        smz_str text = smz_json_str(item, k->text ? k->text : ""), word;

        if (time &&
            (!cJSON_IsNumber(time) || time->valuedouble != floor(time->valuedouble)))
            return 1000;
        if (time && time->valuedouble > last)
            last = time->valuedouble;
        while (smz_str_word(&text, &word))
            words++;
    }
    return last * 1000 > (double)(words + 10) * SLOW ? 1 : 1000;
}

/* A time of an item; of dates, the distance from the first. */
static smz_ms time_of(const cJSON *item, const char *key, const struct keys *k,
                      double unit, smz_ms *first)
{
    smz_ms time;

    if (!key)
        return SMZ_MS_NONE;
    if (!k->dated)
        return json_time(item, key, unit);
    time = date_of(smz_json_get(item, key));
    if (*first == SMZ_MS_NONE)
        *first = time;
    return time == SMZ_MS_NONE || time < *first ? SMZ_MS_NONE : time - *first;
}

/* Events of a stream that are a part of what others say, or say all of it again. */
static bool is_repeated(const cJSON *item)
{
    smz_str type = smz_json_str(item, "type");

    return smz_str_ends(type, SMZ_S(".delta")) || smz_str_ends(type, SMZ_S(".done"));
}

static void give_inner(const cJSON *inner, smz_str speaker, struct json_out *out)
{
    struct keys own = find_keys(inner);
    struct json_word_keys keys = {own.text, own.start ? own.start : "",
                                  own.end ? own.end : "", unit_of(inner, &own)};

    if (own.text)
        json_give_words(out, inner, &keys, own.speaker, speaker);
}

/* The time of an item that only its words have. */
static smz_ms time_within(const cJSON *item, const char *key)
{
    const cJSON *inner = smz_json_get(item, key);
    struct keys own;

    if (!is_list(inner))
        return SMZ_MS_NONE;
    own = find_keys(inner);
    return own.start ? json_time(json_first(inner), own.start, unit_of(inner, &own))
                     : SMZ_MS_NONE;
}

static void give_array(const cJSON *array, struct json_out *out)
{
    struct keys k = find_keys(array);
    double unit = unit_of(array, &k);
    bool words = k.text && are_words(array, k.text);
    smz_ms first = SMZ_MS_NONE;
    const cJSON *item;

    out->cues.each_a_turn = !k.start && !k.inner && !words && k.speaker;
    if (words) {
        struct json_word_keys keys = {k.text, k.start ? k.start : "", k.end ? k.end : "",
                                      unit};

        json_give_words(out, array, &keys, k.speaker, (smz_str){NULL, 0});
        return;
    }
    cJSON_ArrayForEach(item, array)
    {
        smz_str speaker = {NULL, 0};
        smz_ms start, end;

        if (is_repeated(item))
            continue;
        if (k.speaker)
            speaker = json_speaker(out, item, k.speaker);
        start = time_of(item, k.start, &k, unit, &first);
        end = time_of(item, k.end, &k, unit, &first);
        if (k.start && is_range(smz_json_get(item, k.start))) {
            start = json_time_of(smz_json_get(item, k.start)->child, unit);
            end = json_time_of(smz_json_get(item, k.start)->child->next, unit);
        }
        if (!k.start && k.inner)
            start = time_within(item, k.inner);
        if (k.text)
            json_give(out, smz_json_str(item, k.text), speaker, start, end);
        else if (is_list(smz_json_get(item, k.inner)))
            give_inner(smz_json_get(item, k.inner), speaker, out);
    }
}

/* The longest text under a key that texts have. */
static void find_text(const cJSON *item, int depth, smz_str *best)
{
    const cJSON *child;

    if (depth > MAX_DEPTH)
        return;
    for (size_t i = 0; text_keys[i] && cJSON_IsObject(item); i++) {
        smz_str text = smz_json_str(item, text_keys[i]);

        if (text.len >= MIN_TEXT && text.len > best->len)
            *best = text;
    }
    cJSON_ArrayForEach(child, item)
    {
        if (cJSON_IsObject(child) || cJSON_IsArray(child))
            find_text(child, depth + 1, best);
    }
}

/* An array of strings is a text of so many lines. */
static smz_str join_lines(const cJSON *array, struct smz_arena *arena)
{
    struct smz_buf buf;
    const cJSON *item;
    smz_str text;

    smz_buf_init(&buf, 0);
    cJSON_ArrayForEach(item, array)
    {
        smz_buf_add(&buf, smz_str_of(cJSON_GetStringValue(item)));
        smz_buf_char(&buf, '\n');
    }
    text = smz_arena_keep(arena, smz_buf_str(&buf));
    smz_buf_release(&buf);
    return text;
}

static smz_str find_lines(const cJSON *root, struct smz_arena *arena)
{
    const cJSON *item;
    smz_str text = {NULL, 0};

    if (cJSON_IsString(json_first(root)))
        return join_lines(root, arena);
    for (size_t i = 0; text_keys[i]; i++) {
        item = smz_json_get(root, text_keys[i]);
        if (cJSON_IsString(json_first(item)))
            return join_lines(item, arena);
    }
    find_text(root, 0, &text);
    return text;
}

void json_give_rest(const cJSON *root, struct json_out *out)
{
    size_t read = 0, all = 0, n;
    smz_str text = {NULL, 0}, rest, word;

    find_text(root, MAX_DEPTH - DEEPEST, &text);
    for (size_t i = 0; i < out->cues.n; i++)
        for (rest = read_captions_at(&out->cues, i)->text; smz_str_word(&rest, &word);)
            read++;
    for (rest = text; smz_str_word(&rest, &word);)
        all++;
    if (all <= read + read / 4)
        return;
    for (n = 0; n < read && smz_str_word(&text, &word); n++)
        continue;
    json_give_prose(out, smz_str_trim(text));
    smz_note(
        read_notes(out->builder), SMZ_WARN,
        "%zu words are in the text of the file, but no longer with speakers or times",
        all - read);
}

static bool is_any(const cJSON *root)
{
    (void)root;
    return true;
}

static void give_any(const cJSON *root, struct json_out *out)
{
    const cJSON *best = NULL;
    double score = 0;

    json_language(out, smz_json_str(root, "language"));
    find_array(root, 0, &best, &score);
    if (best)
        give_array(best, out);
    if (out->cues.n == 0) {
        smz_str text = find_lines(root, out->arena);

        if (text.len)
            page_read_text(smz_arena_keep(out->arena, text), out->builder, NULL);
    }
}

const struct json_dialect json_generic[] = {
    {"speaker and text", is_any, give_any},
    {NULL, NULL, NULL},
};
